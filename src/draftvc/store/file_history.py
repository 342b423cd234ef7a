"""One text file through the history of any git repository, for a draft that was kept that way."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import pygit2

from draftvc.errors import RepositoryError
from draftvc.limits import Limits
from draftvc.store.gitcli import run_git
from draftvc.store.identity import Identity
from draftvc.store.opening import cut_commits, find_repository, open_git
from draftvc.store.revision import read_commit, short
from draftvc.store.shelves import load_blob

_FIELDS = ("%H", "%an", "%ae", "%ad", "%cn", "%ce", "%cd", "%B")
_FORMAT = "--format=" + "".join(f"{each}%x00" for each in _FIELDS)
_ABSENT = "0" * 40
_FILES = ("100644", "100755")
_DAY = 24 * 60
"""Minutes."""
_Entry = tuple[str, list[str], str | None, str]
"""Commit, fields, id of the blob (None where no plain file is left) and path."""


@dataclass(frozen=True, slots=True)
class FileVersion:
    """A file as one commit left it."""

    commit: str
    path: str
    """Its path there, from the top of the repository: it may have been renamed since."""
    who: Identity
    """Author and committer, with their moments."""
    message: str
    tags: tuple[str, ...]
    """Names of the tags of the commit."""
    data: bytes
    has_moment: bool = True
    """Whether git reads when the author wrote it; where it does not, that is 1 January 1970."""


@dataclass(frozen=True, slots=True)
class Absence:
    """Commits in which the file was not there, or a link in its place."""

    path: str
    gone: str
    """The commit that took it away."""
    back: str | None
    """The commit that brought it back; None where none did."""


@dataclass(frozen=True, slots=True)
class FileHistory:
    """A file through a history, the oldest first."""

    versions: tuple[FileVersion, ...]
    absences: tuple[Absence, ...]


def file_history(start: Path, path: str, rev: str, limits: Limits) -> FileHistory:
    """Return the versions of a file along the first parents of a revision, the oldest first.

    Renames are followed.

    Args:
        start: a directory in the repository; `path` is read from there, as git reads it.
        path: the file, as it is called in `rev`.
        rev: where its history ends.
        limits: the largest file that is loaded.

    Raises:
        RepositoryError: there is no repository or no such revision; or a version is too large.
    """
    git_dir = find_repository(start)
    repo = open_git(git_dir)
    told = run_git(
        start,
        "--literal-pathspecs",
        *(
            "log",
            "--follow",
            "--find-renames=20%",
            "--first-parent",
            "-m",
            "--raw",
            "-z",
            "--no-abbrev",
            "--date=raw",
        ),
        *(_FORMAT, "--encoding=UTF-8", "--end-of-options", rev, "--", path),
    )
    tags = _tags(git_dir)
    entries = list(_entries(told))[::-1]
    versions = tuple(
        FileVersion(
            commit=commit,
            path=name,
            who=_who(fields),
            message=fields[7],
            tags=tags.get(commit, ()),
            data=data,
            has_moment=fields[3][:2] not in ("", "0 ") or _has_moment(repo, commit),
        )
        for commit, fields, blob, name in entries
        if blob is not None
        for data in [load_blob(repo, blob, f"{name} in {short(commit)}", limits)]
    )
    return FileHistory(versions, tuple(_absences(entries)))


def cut_at(start: Path, rev: str) -> str | None:
    """Return the commit with which the history of a shallow clone ends; None where it is whole."""
    git_dir = find_repository(start)
    call = ("rev-list", "--first-parent", "--end-of-options", rev)
    *_, first = run_git(start, *call).decode("ascii", "replace").split()
    return first if first in cut_commits(git_dir) else None


def _absences(entries: Sequence[_Entry]) -> Iterator[Absence]:
    """Yield from when to when the file was away; before it came first it was not."""
    gone: tuple[str, str] | None = None
    for commit, _, blob, name in entries:
        if blob is None:
            gone = gone or (name, commit)
        elif gone is not None:
            yield Absence(*gone, commit)
            gone = None
    if gone is not None and any(blob is not None for _, _, blob, _ in entries):
        yield Absence(*gone, None)


def _entries(told: bytes) -> Iterator[_Entry]:
    """Yield commit, fields, id of the blob and path; no id where a commit left no plain file."""
    words = iter(told.decode("utf-8", "surrogateescape").split("\0"))
    fields: list[str] = []
    for word in words:
        if not word.lstrip("\n").startswith(":"):
            if word.strip("\n"):
                fields = [word.strip("\n"), *(_said(next(words, "")) for _ in _FIELDS[1:])]
            continue
        _, mode, _, blob, status = word.lstrip("\n").split(" ")
        name = next(words, "")
        if status[:1] in "RC":
            name = next(words, "")
        is_file = blob != _ABSENT and mode in _FILES
        yield fields[0], fields, blob if is_file else None, name


def _said(text: str) -> str:
    """Return what a commit says; bytes that are no UTF-8 are those of an older Windows system."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogateescape").decode("cp1252", "replace")
    return text


def _who(fields: list[str]) -> Identity:
    return Identity(_signature(*fields[1:4]), _signature(*fields[4:7]))


def _signature(name: str, mail: str, date: str) -> pygit2.Signature:
    """Return who and when, from `1700000000 +0200`; a name that is missing says so."""
    seconds, _, east = date.partition(" ")
    minutes = int(east[1:3] or 0) * 60 + int(east[3:5] or 0)
    if minutes >= _DAY:
        minutes = 0  # nobody lives in such a zone
    return pygit2.Signature(
        _plain(name) or "unknown",
        _plain(mail) or "unknown",
        int(seconds or 0),
        -minutes if east.startswith("-") else minutes,
    )


def _has_moment(repo: pygit2.Repository, commit: str) -> bool:
    """Tell whether a commit is of 1970, as git shows it, or has a date that git does not read."""
    return read_commit(commit, repo.read(pygit2.Oid(hex=commit))[1]) is not None


def _plain(text: str) -> str:
    return "".join(each for each in text if each.isprintable() and each not in "<>").strip()


def _tags(git_dir: Path) -> dict[str, tuple[str, ...]]:
    """Return the names of the tags of each commit."""
    form = "--format=%(refname:strip=2)%00%(objectname)%00%(*objectname)"
    told = run_git(git_dir, f"--git-dir={git_dir}", "for-each-ref", form, "refs/tags")
    found: dict[str, tuple[str, ...]] = {}
    for line in os.fsdecode(told).splitlines():
        name, target, peeled = line.split("\0")
        commit = peeled or target
        found[commit] = (*found.get(commit, ()), name)
    return found


def refuse_without_history(versions: tuple[FileVersion, ...], path: str, rev: str) -> None:
    """Refuse a file that no commit has, and a directory.

    Raises:
        RepositoryError: the remedy says how to look.
    """
    remedy = f"`git log --stat {rev}` shows which files there were; `-C DIR` names another place."
    if not versions:
        raise RepositoryError(f"No commit of {rev} has a file {path}.", remedy)
    if PurePosixPath(versions[-1].path).name != Path(path).name:
        raise RepositoryError(f"{path} is no file in {rev}.", remedy)
