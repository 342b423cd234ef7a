"""Make a draft of a text file that was kept in git: `draftvc adopt FILE DIR`.

Each commit that changed the file becomes a revision in a new repository, with its author,
committer and moments. The repository that it comes from stays as it is. Adopting the same
history twice gives the same commits.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from draftvc.app.adopted_names import name_of, names_said
from draftvc.app.desk import Desk
from draftvc.app.importing import first_settings
from draftvc.app.initialise import initialise
from draftvc.app.planning import Plan, Planner, Received
from draftvc.app.reading import draft_of
from draftvc.errors import DraftvcError, InputError
from draftvc.limits import Limits
from draftvc.store.file_history import (
    Absence,
    FileVersion,
    cut_at,
    file_history,
    refuse_without_history,
)
from draftvc.store.gitcli import run_git
from draftvc.store.layout import ATTRIBUTES, SETTINGS
from draftvc.store.naming import next_name
from draftvc.store.objects import ToRecord
from draftvc.store.recording import record
from draftvc.store.repository import Repository
from draftvc.store.revision import short


@dataclass(frozen=True, slots=True)
class Adopted:
    """A revision, and the commit that it was made from."""

    name: str
    origin: str
    """Id of the commit in the repository that it comes from."""
    author: str
    date: str | None
    subject: str


@dataclass(frozen=True, slots=True)
class AdoptReport:
    """What became of a history."""

    place: Path
    revisions: tuple[Adopted, ...]
    unchanged: int
    """Commits in which nothing of the draft changed."""
    notes: tuple[str, ...]
    """One sentence each: when the file was not there, and what became of tags and names."""
    left_out: tuple[str, ...]
    """One sentence for each commit whose text or date cannot be read, and for what a clone has
    not."""


def adopt(file: str, place: Path, rev: str, start: Path | None, limits: Limits) -> AdoptReport:
    """Record the history of a file as the revisions of a draft in a new repository.

    Args:
        file: its name as git takes it where the call stands.
        place: a directory that is empty, not there yet, or a draft with nothing recorded.
        rev: where the history ends.
        start: a directory in the repository of the file; None: the current one.
        limits: the largest file that is loaded, and how far comparing goes.

    Raises:
        DraftvcError: there is something in that directory.
        InputError: no version of the file can be read as a draft.
        RepositoryError: there is no such history; or nothing can be written there.
    """
    _refuse_full(place)
    folder, name = _there(file, start or Path.cwd())
    history = file_history(folder, name, rev, limits)
    versions = history.versions
    refuse_without_history(versions, file, rev)
    readable, left_out = _read(versions, limits)
    cut = cut_at(folder, rev)
    if cut is not None:
        left_out.insert(
            0,
            f"The clone is shallow: what was before commit {short(cut)} is not in it, and is left "
            "out. `git fetch --unshallow` brings it.",
        )
    if not readable:
        raise InputError(
            f"No version of {file} can be read as a draft. {left_out[-1]}",
            "Name the file that holds the text.",
        )
    initialise(place)
    repo = Desk(place).repository
    plans = _planned(repo, [each for _, each in readable], limits)
    todo = [
        (version, _from(version, plan))
        for (version, _), plan in zip(readable, plans, strict=True)
        if plan.revision is not None
    ]
    settings = first_settings(place, todo[0][1].draft)
    record(repo, [each for _, each in todo], base=None, settings=settings)
    return AdoptReport(
        place=place,
        revisions=tuple(_told(version, revision) for version, revision in todo),
        unchanged=len(plans) - len(todo),
        notes=(
            *map(_absent, history.absences),
            *names_said(versions, {version.commit: each.name for version, each in todo}),
        ),
        left_out=tuple(left_out),
    )


def _refuse_full(place: Path) -> None:
    """Refuse a place that has something in it, but for the beginning of a draft."""
    if place.is_dir() and _is_begun(place):
        return  # `draftvc init`, or an adoption that was interrupted
    if place.exists() and (not place.is_dir() or any(place.iterdir())):
        raise DraftvcError(
            f"{place} is {'not empty' if place.is_dir() else 'no directory'}.",
            "A draft has a repository of its own: name a new or empty directory.",
        )


def _there(file: str, start: Path) -> tuple[Path, str]:
    """Return the folder in which git is asked for a file, and its name there.

    A file that stands today may lie in another repository than the one where the call stands.
    """
    path = start / file
    return (path.parent, path.name) if path.is_file() else (start, file)


def _is_begun(place: Path) -> bool:
    there = {each.name for each in place.iterdir()}
    if not {".git"} <= there <= {".git", ATTRIBUTES, SETTINGS}:
        return False
    return not run_git(place, "for-each-ref", "--count=1")


def _read(
    versions: Sequence[FileVersion], limits: Limits
) -> tuple[list[tuple[FileVersion, Received]], list[str]]:
    """Return the versions that are drafts, and what there is to say of the others."""
    readable, left_out = [], []
    for each in versions:
        try:
            draft = draft_of(each.data, each.path, limits)
        except InputError as error:
            left_out.append(f"Commit {short(each.commit)} is left out: {error.message}")
            continue
        if not each.has_moment:
            left_out.append(
                f"Commit {short(each.commit)} has no date that git reads: its revision is recorded "
                f"with 1 January 1970{'' if draft.date else ', and no draft date'}."
            )
        day = draft.date or _day(each)
        readable.append((each, Received(each.path, each.data, draft, day, name_of(each))))
    return readable, left_out


def _day(version: FileVersion) -> str | None:
    """Return the day on which the author wrote a version, where its text names none."""
    return version.who.written.date().isoformat() if version.has_moment else None


def _absent(absence: Absence) -> str:
    """Return what is to be known of the time in which the file was not there."""
    said = f"Commit {short(absence.gone)} took {absence.path} away"
    if absence.back is not None:
        return f"{said}, and commit {short(absence.back)} brought it back: no revision tells of it."
    return (
        f"{said}: the draft ends before it. If it has another name since, adopt that one "
        f"(`git show --stat {short(absence.gone)}` tells)."
    )


def _planned(repo: Repository, received: Sequence[Received], limits: Limits) -> list[Plan]:
    """Return what each version becomes; one without a name gets one above those before it."""
    made: list[str] = []
    used = {each.name for each in received if each.name}
    plans = []
    for plan in Planner(repo, None, _free_names(made, used), limits).plan(received):
        plans.append(plan)
        if plan.revision is not None:
            made.append(plan.revision.name)
    return plans


def _free_names(made: list[str], used: set[str]) -> Iterator[str]:
    """Yield the next name each time, given a list that grows with every revision."""
    while True:
        yield next_name(made, used)


def _from(version: FileVersion, plan: Plan) -> ToRecord:
    """Return a revision with what its commit says: who, when, and its message."""
    assert plan.revision is not None  # it was asked before
    quoted = "\n".join(f"> {line}".rstrip() for line in version.message.strip().splitlines())
    said = f"Message of the adopted commit:\n\n{quoted}" if quoted else ""
    body = "\n\n".join(part for part in (plan.revision.body, said) if part)
    return dataclasses.replace(
        plan.revision, body=body, who=version.who, adopted_from=version.commit
    )


def _told(version: FileVersion, revision: ToRecord) -> Adopted:
    author = version.who.author.name
    return Adopted(revision.name, version.commit, author, revision.date, revision.subject)
