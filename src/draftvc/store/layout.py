"""The files of a repository: their paths, the outline, and which names are let in.

    draft.toml                        settings
    outline                           one line a clause: id, depth, kind, heading if any
    clauses/technical-staff-k3f9q.txt one clause, named by its permanent id
    source/0f3a91c2b7de-draft.txt     the file received for this revision
    .gitattributes                    how git compares and merges these

A tree can come from anywhere: an id that is more than letters, digits and hyphens is refused, so
that no path leaves the tree. Source: docs/repository.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple, get_args

from draftvc.draft.model import ClauseKind
from draftvc.errors import RepositoryError
from draftvc.notation.patterns import Pattern

SETTINGS = "draft.toml"
OUTLINE = "outline"
CLAUSES = "clauses"
SOURCE = "source"
ATTRIBUTES = ".gitattributes"
RUN_FILE = "draftvc-run.json"
"""In the git directory: who records here now."""
DRAFT_PATHS = (OUTLINE, CLAUSES, SETTINGS)
"""What a draft is made of; the received file and the attributes follow from them."""

ATTRIBUTE_LINES = (
    "# Lines of draftvc: how git compares and merges the files of the draft.",
    "clauses/** text eol=lf diff=draftvc merge=draftvc",
    "outline text eol=lf diff=draftvc merge=draftvc",
    "draft.toml text eol=lf",
    "source/** -text -diff -merge",
)

_ID = re.compile(r"[a-z0-9-]{1,100}")
_LINE = Pattern(r"(?P<id>\S+) (?P<depth>\d{1,4}) (?P<kind>[a-z]+)(?: (?P<heading>.*))?")
_KINDS = frozenset(get_args(ClauseKind))
_CONTROL = Pattern(r"[\x00-\x1f\x7f-\x9f]")
_UNFIT = Pattern(r'[\x00-\x1f\x7f-\x9f/\\:*?"<>|]')
_CONFLICT = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")
_DIGITS = 12
_LONGEST = 120
"""Bytes of a received file's name that are kept; file systems take 255 with its digits."""


class OutlineLine(NamedTuple):
    """A clause in its place: one line of the outline."""

    id: str
    depth: int
    kind: ClauseKind
    heading: str | None


def clause_path(clause_id: str) -> str:
    """Return the path of a clause's file, from its permanent id."""
    return f"{CLAUSES}/{clause_id}.txt"


def clause_id_of(path: str) -> str | None:
    """Return the id of the clause whose file this is; None for every other path."""
    folder, _, name = path.partition("/")
    if folder != CLAUSES or not name.endswith(".txt"):
        return None
    clause_id = name.removesuffix(".txt")
    return clause_id if _ID.fullmatch(clause_id) else None


def source_path(digest: str, name: str) -> str:
    """Return the path of a received file, from its SHA-256 in hexadecimal and its name."""
    return f"{SOURCE}/{digest[:_DIGITS]}-{_fit_name(name)}"


def source_name(path: str) -> str:
    """Return the name of a received file, from its path.

    Raises:
        RepositoryError: it holds control characters.
    """
    name = path.removeprefix(f"{SOURCE}/").partition("-")[2]
    if _CONTROL.compiled.search(name):
        raise RepositoryError(
            f"The name of the received file {path!r} holds control characters.",
            "Rename it with `git mv`, or take it out with `git rm`.",
        )
    return name


def outline_text(lines: Iterable[OutlineLine]) -> str:
    """Return the outline that holds these lines."""
    return "".join(_line_text(line) for line in lines)


def read_outline(text: str, where: str = OUTLINE) -> tuple[OutlineLine, ...]:
    """Return the lines of an outline, also of one with CR LF or blank lines.

    Raises:
        RepositoryError: a line has not the form of one, or two have the same id.
    """
    found: dict[str, OutlineLine] = {}
    for number, written in enumerate(text.replace("\r\n", "\n").split("\n"), start=1):
        line = written.rstrip()
        if not line:
            continue
        read = _read_line(line, f"Line {number} of {where}")
        if read.id in found:
            raise RepositoryError(
                f"Line {number} of {where} lists {read.id} a second time.",
                "Take one of the two lines out.",
            )
        found[read.id] = read
    return tuple(found.values())


def missing_attributes(text: str) -> tuple[str, ...]:
    """Return the lines of ours that an attributes file lacks; none where it has them all."""
    there = {" ".join(line.split()) for line in text.splitlines()}
    missing = [line for line in ATTRIBUTE_LINES[1:] if line not in there]
    return (ATTRIBUTE_LINES[0], *missing) if missing else ()


def _line_text(line: OutlineLine) -> str:
    heading = " ".join((line.heading or "").split())
    return f"{line.id} {line.depth} {line.kind}{f' {heading}' if heading else ''}\n"


def _read_line(line: str, where: str) -> OutlineLine:
    if line.startswith(_CONFLICT):
        raise RepositoryError(
            f"{where} is the mark of a merge conflict.",
            "Keep one line for each clause, in order, and take the marks out.",
        )
    match = _LINE.compiled.fullmatch(line)
    if match is None or match["kind"] not in _KINDS:
        raise RepositoryError(
            f"{where} is not understood.",
            "A line is id, depth, kind and the heading if any: `notes-k3f9q 0 preambular`.",
        )
    if not _ID.fullmatch(match["id"]):
        raise RepositoryError(
            f"{where} has an id that no file can have: {match['id']!r}.",
            "An id is letters a-z, digits and hyphens.",
        )
    return OutlineLine(
        match["id"],
        int(match["depth"]),
        match["kind"],  # type: ignore[arg-type]  # it is one of the kinds
        match["heading"] or None,
    )


def _fit_name(name: str) -> str:
    """Return the name of a file as every system can have it, its ending kept."""
    last = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    plain = _UNFIT.compiled.sub("_", last).strip(" .") or "draft"
    stem, dot, ending = plain.rpartition(".")
    if not dot or len(ending) > 10:
        stem, dot, ending = plain, "", ""
    cut = stem.encode("utf-8", "replace")[: _LONGEST - len(ending.encode("utf-8", "replace"))]
    return cut.decode("utf-8", "ignore") + dot + ending
