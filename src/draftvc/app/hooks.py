"""Install git hooks, take them out again, and say which are there.

Law: install, install again and uninstall leave every file byte for byte as it was, its mode
included. A hook that was there is moved aside, still runs, and comes back.
"""

from __future__ import annotations

import os
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from draftvc.app.framework import CONFIG, LEGACY, is_the_frameworks, moved_aside, runs_ours
from draftvc.app.shims import HOOKS, SERVER_HOOKS, Whose, call_line, shim, whose
from draftvc.errors import RepositoryError
from draftvc.store.gitcli import common_directory, git_config, hooks_directory, run_git
from draftvc.store.opening import find_repository, open_git, work_tree

ASIDE = ".before-draftvc"
"""What is added to the name of a hook that was there first; the shims know it too."""

State = Literal[
    "installed",
    "absent",
    "another program's",
    "changed by hand",
    "calls draftvc",
    "runs draftvc by its configuration",
    "installed, but not executable",
]
OURS: tuple[State, ...] = ("installed", "installed, but not executable")
FREE: tuple[State, ...] = ("absent", "another program's")
"""In which installing puts a hook in."""
CALLED: tuple[State, ...] = ("installed", "calls draftvc", "runs draftvc by its configuration")
_STATES: dict[Whose, State] = {
    "ours": "installed",
    "ours, changed by hand": "changed by hand",
    "another program's": "another program's",
    "calls draftvc": "calls draftvc",
}


@dataclass(frozen=True, slots=True)
class HookState:
    """One hook, as it stands."""

    name: str
    path: Path
    state: State
    chained: Path | None
    """The hook that was there before ours, and runs before it."""


@dataclass(frozen=True, slots=True)
class HooksReport:
    """The hooks of a repository, and what a call did to them."""

    directory: Path
    """Where git looks for hooks."""
    hooks: tuple[HookState, ...]
    elsewhere: str | None = None
    """`core.hooksPath`, where it is set: nothing is written there."""
    lines: tuple[tuple[str, str], ...] = ()
    """Name of a hook and the line to add to it by hand, where nothing is written."""
    said: tuple[str, ...] = ()
    """What was done, or left alone and why: one sentence each."""


def install(repo_dir: Path | None = None, names: Collection[str] = HOOKS) -> HooksReport:
    """Put the hooks in, beside those that are there; nothing where `core.hooksPath` is set.

    Raises:
        RepositoryError: there is no repository, one that is bare or that draftvc cannot open, or
            its hooks cannot be written.
    """
    if names is not SERVER_HOOKS:
        refuse_unfit(repo_dir)
    before = status(repo_dir, names)
    if before.elsewhere is not None:
        return before
    _refuse_two(before.hooks)
    try:
        before.directory.mkdir(parents=True, exist_ok=True)
        said = tuple(_install(hook) for hook in before.hooks)
    except OSError as error:
        raise _out_of_reach(before.directory, error) from error
    return HooksReport(before.directory, _hooks(before.directory, names, repo_dir), said=said)


def is_bare(repo_dir: Path | None) -> bool:
    """Tell whether a repository has no working tree: nobody commits there, others push to it."""
    said = run_git(repo_dir, "rev-parse", "--is-bare-repository", check=False)
    return said.strip() == b"true"


def refuse_unfit(repo_dir: Path | None) -> None:
    """Refuse a repository into which the hooks of a clone cannot be put.

    Raises:
        RepositoryError: as for `install`.
    """
    _refuse_unusable(repo_dir)
    there = status(repo_dir)
    if there.elsewhere is None:
        _refuse_two(there.hooks)


def _refuse_unusable(repo_dir: Path | None) -> None:
    """Refuse a repository in which hooks would do nothing: nobody commits there, or none opens."""
    place = repo_dir or Path.cwd()
    git_dir = find_repository(place)
    if work_tree(open_git(git_dir), place) is None:
        raise RepositoryError(
            f"{git_dir} is a bare repository: nobody commits there, and the hooks would never run.",
            "Call this in a clone; `draftvc hooks install --server` guards what is pushed here.",
        )


def uninstall(repo_dir: Path | None = None, names: Collection[str] = HOOKS) -> HooksReport:
    """Take the hooks of these names out and put back what was there before.

    Raises:
        RepositoryError: there is no repository, or its hooks cannot be written.
    """
    # Hooks that were installed before `core.hooksPath` was set stand in the usual place still.
    elsewhere = git_config(repo_dir, "core.hooksPath")
    directory = hooks_directory(repo_dir) if elsewhere is None else _usual_directory(repo_dir)
    try:
        said = tuple(_uninstall(hook) for hook in _hooks(directory, names, repo_dir))
    except OSError as error:
        raise _out_of_reach(directory, error) from error
    if elsewhere is not None:
        said += (f"core.hooksPath is {elsewhere}: if lines of draftvc stand there, take them out.",)
    return HooksReport(directory, _hooks(directory, names, repo_dir), elsewhere, said=said)


def status(repo_dir: Path | None = None, names: Collection[str] = HOOKS) -> HooksReport:
    """Return which hooks are there; with the lines to add where `core.hooksPath` is set.

    Raises:
        RepositoryError: there is no repository, or its hooks cannot be read.
    """
    elsewhere = git_config(repo_dir, "core.hooksPath")
    directory = hooks_directory(repo_dir)
    hooks = _hooks(directory, names, repo_dir)
    if elsewhere is None:
        return HooksReport(directory, hooks)
    missing = [each.name for each in hooks if each.state not in CALLED]
    todo = "add to each hook its line" if missing else "its hooks call draftvc already"
    return HooksReport(
        directory,
        hooks,
        elsewhere,
        lines=tuple((name, call_line(name)) for name in missing),
        said=(f"core.hooksPath is set to {elsewhere}: nothing is written there; {todo}.",),
    )


def _usual_directory(repo_dir: Path | None) -> Path:
    """Return where the hooks stand when `core.hooksPath` is not set; worktrees share it."""
    return common_directory(repo_dir) / "hooks"


def _hooks(directory: Path, names: Collection[str], repo_dir: Path | None) -> tuple[HookState, ...]:
    try:
        top = _top(repo_dir) if any(is_the_frameworks(directory / name) for name in names) else None
        return tuple(_state(directory, name, top) for name in names)
    except OSError as error:
        raise _out_of_reach(directory, error) from error


def _top(repo_dir: Path | None) -> Path | None:
    place = repo_dir or Path.cwd()
    return work_tree(open_git(find_repository(place)), place)


def _state(directory: Path, name: str, top: Path | None = None) -> HookState:
    path, aside = directory / name, directory / (name + ASIDE)
    chained = aside if os.path.lexists(aside) else None
    if not os.path.lexists(path):
        return HookState(name, path, "absent", chained)
    # A link that leads nowhere is another program's too.
    state = _STATES[whose(name, path.read_bytes())] if path.is_file() else "another program's"
    if state == "another program's":
        legacy = moved_aside(path, name)
        if legacy is not None:
            path, state = legacy, "installed"
        elif runs_ours(path, name, top):
            state = "runs draftvc by its configuration"
    if state == "installed" and path.is_symlink():
        state = "changed by hand"  # we write files: somebody linked it
    if state == "installed" and not os.access(path, os.X_OK):
        state = "installed, but not executable"
    return HookState(name, path, state, chained)


def _refuse_two(hooks: tuple[HookState, ...]) -> None:
    for hook in hooks:
        if hook.state == "another program's" and hook.chained is not None:
            raise RepositoryError(
                f"Both {hook.path} and {hook.chained.name} are there, and neither is draftvc's.",
                "Join the two into one, or delete the one that is not needed, and call again.",
            )


def _install(hook: HookState) -> str:
    _beside(hook.path).unlink(missing_ok=True)
    if hook.state == "changed by hand":
        return f"{hook.name}: was changed by hand since it was installed, and is left as it is."
    if hook.state in CALLED and hook.state != "installed":
        return f"{hook.name}: calls draftvc already, and is left as it is."
    text = shim(hook.name)
    if hook.state == "installed, but not executable":
        _write(hook.path, text)
        return f"{hook.name}: was not executable, and git passed it over; now git calls it."
    if hook.state == "installed" and hook.path.read_bytes() == text:
        return f"{hook.name}: is installed already."
    if hook.state == "another program's":
        aside = hook.path.with_name(hook.name + ASIDE)
        runs = "runs first" if _can_run(hook.path) else "cannot be run, as before"
        _write(hook.path, text, aside)
        return f"{hook.name}: installed; the hook that was there is {aside.name} and {runs}."
    _write(hook.path, text)
    return f"{hook.name}: installed."


def _can_run(path: Path) -> bool:
    return path.is_file() and os.access(path, os.X_OK)


def _uninstall(hook: HookState) -> str:
    _beside(hook.path).unlink(missing_ok=True)
    if hook.state == "changed by hand":
        return f"{hook.name}: was changed by hand, and is left; delete {hook.path} if it may go."
    if hook.state == "calls draftvc":
        return f"{hook.name}: is not draftvc's but calls it; take that line out of {hook.path}."
    if hook.state == "runs draftvc by its configuration":
        return f"{hook.name}: runs draftvc, because {CONFIG} names it; take it out there."
    if hook.state == "another program's":
        return f"{hook.name}: is not draftvc's, and is left as it is."
    if hook.chained is not None:
        if hook.chained.is_dir():
            hook.path.unlink()  # a directory takes no file's place
        hook.chained.replace(hook.path)
        again = _state(hook.path.parent, hook.name)
        if again.path.name.endswith(LEGACY):
            again.path.unlink()  # ours as well, and called by the one that is back
        return f"{hook.name}: taken out; the hook that was there before is back."
    if hook.state == "absent":
        return f"{hook.name}: was not installed."
    hook.path.unlink()
    return f"{hook.name}: taken out."


def _write(path: Path, text: bytes, aside: Path | None = None) -> None:
    """Write a hook whole, moving aside what stands there: git must never run half of one."""
    new = _beside(path)
    try:
        new.write_bytes(text)
        new.chmod(0o755)
        if aside is not None:
            path.rename(aside)
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def _beside(path: Path) -> Path:
    """Return where a hook is written before it takes its place; a killed call may leave it."""
    return path.with_name(f".{path.name}.draftvc-new")


def _out_of_reach(directory: Path, error: OSError) -> RepositoryError:
    return RepositoryError(
        f"The hooks in {directory} cannot be read or written: {error.strerror or error}.",
        "Check who owns the directory, and that the disk is not full.",
    )
