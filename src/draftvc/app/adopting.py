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

from draftvc.app.desk import Desk
from draftvc.app.importing import first_settings
from draftvc.app.initialise import initialise
from draftvc.app.planning import Plan, Planner, Received
from draftvc.app.reading import draft_of
from draftvc.errors import DraftvcError, InputError
from draftvc.limits import Limits
from draftvc.store.file_history import FileVersion, cut_at, file_history, refuse_without_history
from draftvc.store.gitcli import run_git
from draftvc.store.layout import ATTRIBUTES, SETTINGS
from draftvc.store.naming import is_fit, next_name
from draftvc.store.objects import ToRecord
from draftvc.store.recording import record
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
    versions = file_history(folder, name, rev, limits)
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
    names = _free_names({each.name for _, each in readable if each.name})
    plans = list(Planner(repo, None, names, limits).plan([each for _, each in readable]))
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
        readable.append((each, Received(each.path, each.data, draft, day, _name_of(each))))
    return readable, left_out


def _day(version: FileVersion) -> str | None:
    """Return the day on which the author wrote a version, where its text names none."""
    return version.who.written.date().isoformat() if version.has_moment else None


def _name_of(version: FileVersion) -> str | None:
    """Return the tag that names a version; None where there is none, or more than one."""
    fit = [tag for tag in version.tags if is_fit(tag)]
    return fit[0] if len(fit) == 1 else None


def _free_names(used: set[str]) -> Iterator[str]:
    made: list[str] = []
    while True:
        made.append(next_name(made, used))
        yield made[-1]


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
