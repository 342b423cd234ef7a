"""How draftvc and git stand to each other on this machine and in this repository."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from draftvc import __version__
from draftvc.app import hooks
from draftvc.app.broken_settings import newest_understood
from draftvc.app.desk import Desk
from draftvc.app.git_settings import settings
from draftvc.app.shims import HOOKS, SERVER_HOOKS, program_path
from draftvc.errors import DraftvcError, RepositoryError
from draftvc.report.model_agreed import Checkup, DoctorReport
from draftvc.store.gitcli import git_config, run_git
from draftvc.store.layout import CLAUSES, OUTLINE, SETTINGS
from draftvc.store.repository import Repository
from draftvc.store.revision import Revision, short

_ENABLE = "draftvc git enable"
_INIT = "draftvc init"
_EMPTY = "holds no draft."
"""How a sentence ends that speaks of a repository in which no draft was begun."""
_INSTALL = "draftvc hooks install"
_CHECK = "draftvc.check"
_OLDEST_GIT = (2, 30)
_LACKS = {
    "absent": "is not installed",
    "another program's": "is another program's alone",
    "installed, but not executable": "is not executable: git passes it over",
}
_QUOTED = re.compile(r"for p in (?P<program>'(?:[^']|'\"'\"')*'|\S+) draftvc; do")


def doctor(desk: Desk) -> DoctorReport:
    """Return what was looked at; outside a repository the machine alone.

    Raises:
        RepositoryError: there is no git program; a place was named that is no repository.
    """
    checkups = [*_program(), *_git()]
    if desk.git_dir is None:
        return DoctorReport("This machine; no repository here", tuple(checkups))
    try:
        repository = desk.repository
    except RepositoryError as error:
        begins = error.message.endswith(_EMPTY)
        if begins and hooks.is_bare(desk.start):
            checkups.append(Checkup("git", "draft", "ok", "nothing of a draft was pushed yet"))
            checkups += _hooks(desk.start, True, f"{_INSTALL} --server")
            return DoctorReport(str(desk.git_dir), tuple(checkups))
        said = error.message if begins else str(error)
        checkups.append(Checkup("git", "draft", "missing", said, _INIT if begins else None))
        return DoctorReport(str(desk.git_dir), tuple(checkups))
    checkups += _settings(desk, repository)
    if not repository.bare:  # nobody commits or looks there
        checkups += [*_identity(desk.start), *_drivers(desk.start), *_attributes(desk.start)]
    # Where git is not enabled, the command that enables it installs the hooks, too.
    install = _ENABLE if any(each.mend == _ENABLE for each in checkups) else _INSTALL
    checkups += [*_hooks(desk.start, repository.bare, install), *_names(repository)]
    checkups += _corrections(repository)
    return DoctorReport(str(repository.root or repository.git_dir), tuple(checkups))


def _program() -> Iterator[Checkup]:
    found = shutil.which("draftvc")
    where = program_path()
    if found:
        yield Checkup("program", "draftvc", "ok", f"version {__version__}, {found}")
    elif where:
        said = f"version {__version__}, {where}, which is not on the PATH"
        yield Checkup("program", "draftvc", "ok", f"{said}; git calls it there")
    else:
        said = "it stands nowhere that git could call it"
        yield Checkup("program", "draftvc", "missing", said, "pipx install draftvc")


def _git() -> Iterator[Checkup]:
    version = run_git(None, "--version").decode("utf-8", "replace").strip()
    numbers = tuple(int(each) for each in re.findall(r"\d+", version)[:2])
    enough = numbers >= _OLDEST_GIT
    least = ".".join(map(str, _OLDEST_GIT))
    yield Checkup("git", "git", "ok" if enough else "differs", version)
    if not enough:
        yield Checkup("git", "version", "differs", f"draftvc is tried with git {least} and later")


def _identity(place: Path | None) -> Iterator[Checkup]:
    for key, example in (("user.name", "Your Name"), ("user.email", "you@example.org")):
        value = git_config(place, key)
        if value:
            yield Checkup("git", key, "ok", value)
        else:
            said = "nothing can be recorded without it"
            mend = f'git config --global {key} "{example}"'
            yield Checkup("git", key, "missing", said, mend)


def _drivers(place: Path | None) -> Iterator[Checkup]:
    for each in settings():
        value = git_config(place, each.key)
        if value is None:
            yield Checkup("drivers", each.key, "missing", f"not set ({each.what})", _ENABLE)
        elif not each.is_met_by(value):
            said = f"is set to something else, and is left: {value}"
            yield Checkup("drivers", each.key, "other", said)
        elif gone := _gone(value):
            said = f"names a program that is gone: {gone}"
            yield Checkup("drivers", each.key, "differs", said, _ENABLE)
        else:
            yield Checkup("drivers", each.key, "ok", each.what)


def _gone(value: str) -> str | None:
    """Return the program that a driver names, where it is gone and none is on the PATH."""
    match = _QUOTED.search(value)
    named = match["program"].strip("'") if match else ""
    there = not named or Path(named).exists() or shutil.which("draftvc")
    return None if there else named


def _attributes(place: Path | None) -> Iterator[Checkup]:
    for path in (f"{CLAUSES}/x.txt", OUTLINE):
        said = run_git(place, "check-attr", "-z", "diff", "merge", "--", path)
        values = said.decode("utf-8", "replace").split("\0")[2::3]
        name = f"{CLAUSES}/" if path != OUTLINE else OUTLINE
        if values == ["draftvc", "draftvc"]:
            yield Checkup("attributes", name, "ok", "diff and merge are draftvc's")
        elif set(values) <= {"draftvc", "unspecified"}:
            yield Checkup("attributes", name, "missing", "names no driver of draftvc", _ENABLE)
        else:
            said_of = f"names other drivers, and is left: {', '.join(values)}"
            yield Checkup("attributes", name, "other", said_of)


def _hooks(place: Path | None, bare: bool, install: str) -> Iterator[Checkup]:
    names = SERVER_HOOKS if bare else HOOKS
    install = f"{_INSTALL} --server" if bare else install
    if bare and git_config(place, _CHECK) == "off":
        said = "is off: the hook lets every push in"
        yield Checkup("hooks", _CHECK, "differs", said, f"git config --unset {_CHECK}")
    report = hooks.status(place, names)
    for each in report.hooks:
        if each.state in hooks.CALLED:
            yield Checkup("hooks", each.name, "ok", each.state)
        elif report.elsewhere is not None:
            line = next((line for name, line in report.lines if name == each.name), "")
            said = f"core.hooksPath is {report.elsewhere}; add to its {each.name}: {line}"
            yield Checkup("hooks", each.name, "missing", said)
        elif each.state == "changed by hand":
            yield Checkup("hooks", each.name, "other", "was changed by hand, and is left")
        else:
            said = _LACKS[each.state]
            yield Checkup("hooks", each.name, "missing", said, install)


def _names(repository: Repository) -> Iterator[Checkup]:
    """Yield each tag that has the name of a revision and stands at another commit."""
    tags = set(repository.tags())
    revisions: dict[str | None, Revision] = {}
    for each in repository.history():
        if each.name in tags:
            revisions.setdefault(each.name, each)  # the newest, as everywhere
    agreed = 0
    for name, revision in revisions.items():
        assert name is not None  # it is a tag
        at = repository.resolve(f"refs/tags/{name}")
        if at == revision.commit:
            agreed += 1
            continue
        where = short(at) if at else "no commit"
        said = (
            f"the tag stands at {where}, and the revision of that name is "
            f"{short(revision.commit)}; draftvc goes by the revision"
        )
        mend = f"git tag --force --annotate --message={name} {name} {short(revision.commit)}"
        yield Checkup("names", name, "differs", said, mend)
    if agreed:
        said = "stand at the revisions of their names" if agreed > 1 else "stands at its revision"
        yield Checkup("names", f"{agreed:,} tag{'s' * (agreed > 1)}", "ok", said)


def _settings(desk: Desk, repository: Repository) -> Iterator[Checkup]:
    """Yield what is wrong with draft.toml, which stops the commands that read it."""
    try:
        _ = desk.parties  # they stand in it too
    except DraftvcError as error:
        sound = None if repository.bare else newest_understood(repository)
        mend = f"git checkout {short(sound.commit)} -- {SETTINGS}" if sound else None
        yield Checkup("git", SETTINGS, "differs", error.message if mend else str(error), mend)


def _corrections(repository: Repository) -> Iterator[Checkup]:
    """Yield each corrected pairing of which nothing tells from when on it holds."""
    for each in repository.relinks.lost:
        said = f"“{each.subject}” has no effect: the revision that it speaks of is not here"
        yield Checkup("corrections", short(each.commit), "differs", said, each.mend())
    count = len(repository.relinks.all)
    if count:
        holds = "corrections hold" if count > 1 else "correction holds"
        said = f"{count:,} {holds} in this history"
        yield Checkup("corrections", "which clause is which", "ok", said)
