"""Tell git to call draftvc, and not to any more: `draftvc git enable` and `draftvc git disable`.

What others have set stays, and is said. Law: enable, enable and disable leave the configuration,
the attributes and the hooks byte for byte as they were.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from draftvc.app import hooks
from draftvc.app.git_settings import Setting, config_text, settings
from draftvc.app.hooks import HooksReport
from draftvc.app.included import (
    clear_left,
    put_back,
    put_in,
    replace_locked,
    take_out,
    with_lines,
    without_lines,
    written_before,
)
from draftvc.errors import RepositoryError
from draftvc.report.say.words import listed
from draftvc.store.gitcli import common_directory, git_config, run_git
from draftvc.store.layout import CLAUSES, OUTLINE

_HOOKS_KEY = "draftvc.hooks"
"""Names of the hooks that enabling put in: disabling takes out these, and no others."""
_INFO_LINES = (
    f"{CLAUSES}/** text eol=lf diff=draftvc merge=draftvc\n"
    f"{OUTLINE} text eol=lf diff=draftvc merge=draftvc\n"
)


@dataclass(frozen=True, slots=True)
class EnableReport:
    """What enabling or disabling did, one sentence each."""

    said: tuple[str, ...]
    changed: bool
    hooks: HooksReport | None = None
    """None where only the user's own configuration was written."""


def enable(repo_dir: Path | None = None, everywhere: bool = False) -> EnableReport:
    """Let git call draftvc in a repository, or in all of the user's (`everywhere`).

    Raises:
        RepositoryError: there is no repository, or its files cannot be written.
    """
    config = _config_file(repo_dir, everywhere)
    chosen, said = _chosen(repo_dir)
    if everywhere:
        there = put_in(config, config_text(chosen))
        how = "is there already" if there else "was written"
        said.insert(0, f"The part of draftvc in {config} {how}: git calls the drivers everywhere.")
        said.append("Hooks are of one repository: `draftvc git enable` there installs them.")
        return EnableReport(tuple(said), not there)
    hooks.refuse_unfit(repo_dir)
    before = (git_config(repo_dir, _HOOKS_KEY) or "").split()
    ours = _to_install(repo_dir, before)
    if ours:
        # Written before they are installed: after a kill it is known what is to be taken out.
        chosen[_HOOKS_KEY] = " ".join(ours)
    was = written_before(config)
    attributes: tuple[str, ...] = ()
    there = put_in(config, config_text(chosen))
    try:
        attributes = _add_attributes(repo_dir)
        report = hooks.install(repo_dir)
    except BaseException:
        hooks.uninstall(repo_dir, [name for name in ours if name not in before])
        if attributes:
            _remove_attributes(repo_dir)
        put_back(config, was)
        raise
    said.insert(0, "Git calls draftvc here already." if there else "Git calls draftvc here now.")
    if not there and (telling := list(_telling(repo_dir, chosen))):
        so = "; so do " if len(telling) > 2 else "; so does " if len(telling) == 2 else ""
        said.append(f"{telling[0]} tells events{so}{listed(telling[1:])}, with a draft.")
    changed = not there or bool(attributes)
    return EnableReport((*said, *attributes, *report.said), changed, report)


def _telling(repo_dir: Path | None, chosen: Mapping[str, str]) -> Iterator[str]:
    """Yield the commands of git that tell events of the draft by the settings that were made."""
    command = "diff.draftvc.command"
    if command not in chosen or _drivers_named(repo_dir)[::2] != ["draftvc", "draftvc"]:
        return
    yield "`git diff`"
    for alias in ("dshow", "dlog"):
        if f"alias.{alias}" in chosen:
            yield f"`git {alias}`"


def _drivers_named(repo_dir: Path | None) -> list[str]:
    """Return the drivers that the attributes name: diff and merge of a clause, of the outline."""
    asked = ("check-attr", "-z", "diff", "merge", "--", f"{CLAUSES}/x.txt", OUTLINE)
    return run_git(repo_dir, *asked).decode("utf-8", "replace").split("\0")[2::3]


def disable(repo_dir: Path | None = None, everywhere: bool = False) -> EnableReport:
    """Take out what `enable` put in, and nothing else.

    Raises:
        RepositoryError: as for `enable`.
    """
    config = _config_file(repo_dir, everywhere)
    ours = (git_config(repo_dir, _HOOKS_KEY) or "").split() if not everywhere else []
    if everywhere:
        was = take_out(config)
        return EnableReport((_taken_out(config, was),), was)
    # The configuration last: it tells a second call what one that was killed has left.
    of_attributes = _remove_attributes(repo_dir)
    report = hooks.uninstall(repo_dir, ours) if ours else None
    was = take_out(config)
    said = [_taken_out(config, was)]
    calls = settings()[0]
    if calls.is_met_by(git_config(repo_dir, calls.key) or ""):
        said.append(
            "Git calls draftvc here still: it is set elsewhere too, such as for all your "
            "repositories, and `draftvc git disable --global` takes that out."
        )
    said += of_attributes
    left = replace(hooks.status(repo_dir), lines=())  # those are to be put in
    if any(each.state in hooks.CALLED for each in left.hooks) and left.elsewhere and not report:
        said.append(f"The hooks in {left.elsewhere} call draftvc still: take its lines out there.")
    if any(each.state == "installed" for each in left.hooks):
        said.append("Hooks that were there before stay; `draftvc hooks uninstall` takes them out.")
    return EnableReport((*said, *(report.said if report else ())), was, report or left)


def _taken_out(config: Path, was: bool) -> str:
    return f"The part of draftvc was taken out of {config}." if was else "Nothing was enabled."


def others(repo_dir: Path | None) -> list[tuple[Setting, str]]:
    """Return the settings that are set to something of others, each with its value."""
    found = [(each, git_config(repo_dir, each.key)) for each in settings()]
    return [(each, value) for each, value in found if value and not each.is_met_by(value)]


def _chosen(repo_dir: Path | None) -> tuple[dict[str, str], list[str]]:
    """Return the settings to make, and what is said of those that others have made."""
    kept = {each.key: value for each, value in others(repo_dir)}
    said = [f"{key} is set to something else, and stays: {value}" for key, value in kept.items()]
    return {each.key: each.value for each in settings() if each.key not in kept}, said


def _to_install(repo_dir: Path | None, before: Sequence[str]) -> list[str]:
    """Return the names of the hooks that enabling puts in, now or before."""
    there = hooks.status(repo_dir)
    if there.elsewhere is not None:
        return []
    return [
        each.name
        for each in there.hooks
        if each.state in hooks.FREE or (each.name in before and each.state in hooks.OURS)
    ]


def _config_file(repo_dir: Path | None, everywhere: bool) -> Path:
    """Return the configuration that is written: the repository's, or the user's own."""
    if not everywhere:
        return common_directory(repo_dir) / "config"
    given = os.environ.get("GIT_CONFIG_GLOBAL")
    if given:
        return Path(given)
    home = Path.home() / ".gitconfig"
    xdg = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "git" / "config"
    return xdg if xdg.is_file() and not home.is_file() else home


def _add_attributes(repo_dir: Path | None) -> tuple[str, ...]:
    """Name the drivers of clauses where no attributes do; return what was said of it."""
    file = common_directory(repo_dir) / "info" / "attributes"
    try:
        clear_left(file, _INFO_LINES)
    except OSError as error:
        raise _unwritten(file, error) from error
    values = _drivers_named(repo_dir)
    if all(value == "draftvc" for value in values):
        return ()
    if any(value not in ("draftvc", "unspecified") for value in values):
        return ("The attributes name other drivers for the draft's files, and stay as they are.",)
    try:
        there = file.read_bytes() if file.is_file() else None
        file.parent.mkdir(exist_ok=True)
        replace_locked(file, with_lines(there, _INFO_LINES))
    except OSError as error:
        raise _unwritten(file, error) from error
    return (f"Added to {file} which drivers the draft's files have.",)


def _remove_attributes(repo_dir: Path | None) -> list[str]:
    file = common_directory(repo_dir) / "info" / "attributes"
    try:
        clear_left(file, _INFO_LINES)
        found = without_lines(file.read_bytes() if file.is_file() else b"", _INFO_LINES)
        if found is None:
            return []
        replace_locked(file, found[0])
    except OSError as error:
        raise _unwritten(file, error) from error
    return [f"Took the lines of draftvc out of {file}."]


def _unwritten(file: Path, error: OSError) -> RepositoryError:
    return RepositoryError(
        f"{file} cannot be written: {error.strerror or error}.",
        "Check who owns it, and that the disk is not full.",
    )
