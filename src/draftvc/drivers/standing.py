"""Where a clause stands today: its line of the outline and its label, at the price of few reads.

Git gives a driver one file and its path. The label of a clause is computed from the outline and
the markers before it, so these are read from the working tree: the first line of a file, and no
file behind the clause.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping, Sequence
from pathlib import Path

from draftvc.draft.labels import label_clauses
from draftvc.draft.model import Clause
from draftvc.draft.stored import read_stored
from draftvc.errors import RepositoryError
from draftvc.limits import DEFAULT
from draftvc.store.gitcli import run_git
from draftvc.store.layout import CLAUSES, OUTLINE, OutlineLine, clause_path, read_outline
from draftvc.store.plainfile import decoded, read_file

_FIRST_LINE = 4096
"""Bytes of a clause's file in which its marker is looked for."""


def outline_today() -> Sequence[OutlineLine]:
    """Return the outline of the working tree, else that of the last commit; none where none is."""
    try:
        data = read_file(Path(), OUTLINE, DEFAULT)
        if data is not None:
            return read_outline(decoded(data)[0])
    except RepositoryError:
        pass  # marks of a conflict stand in it
    return outline_recorded()


def outline_recorded() -> Sequence[OutlineLine]:
    """Return the outline of the last commit; none where it holds none, or one out of order."""
    data = recorded_file(OUTLINE)
    try:
        return read_outline(decoded(data)[0]) if data is not None else ()
    except RepositoryError:
        return ()


def recorded_file(path: str) -> bytes | None:
    """Return a file of the last commit; None where there is none, or one above the limit."""
    name = f"HEAD:{path}"
    size = run_git(None, "cat-file", "-s", name, check=False).strip()
    if not size.isdigit() or int(size) > DEFAULT.file_bytes:
        return None
    return run_git(None, "cat-file", "blob", name, check=False)


def texts_today(lines: Mapping[str, OutlineLine]) -> dict[str, tuple[str, str]]:
    """Return marker and text of clauses by id: of the working tree, else of the last commit."""
    found: dict[str, bytes] = {}
    for clause_id in lines:
        try:
            data = read_file(Path(), clause_path(clause_id), DEFAULT)
        except RepositoryError:
            continue  # a link, or far too long: it is shown without its words
        if data is not None:
            found[clause_id] = data
    found |= _recorded([each for each in lines if each not in found])
    return {
        clause_id: read_stored(decoded(found.get(clause_id, b""))[0], line.kind)
        for clause_id, line in lines.items()
    }


def _recorded(ids: Sequence[str]) -> dict[str, bytes]:
    """Return the files of clauses in the last commit, in two calls of git."""
    asked = "".join(f"HEAD:{clause_path(each)}\n" for each in ids).encode()
    if not asked:
        return {}
    checked = run_git(None, "cat-file", "--batch-check", stdin=asked, check=False).splitlines()
    sizes = [int(each.split()[2]) if each.split()[1:2] == [b"blob"] else -1 for each in checked]
    there = [key for key, size in zip(ids, sizes, strict=False) if 0 <= size <= DEFAULT.file_bytes]
    asked = "".join(f"HEAD:{clause_path(each)}\n" for each in there).encode()
    said = run_git(None, "cat-file", "--batch", stdin=asked, check=False) if there else b""
    found: dict[str, bytes] = {}
    for clause_id in there:
        head, _, said = said.partition(b"\n")
        size = int(head.split()[2])
        found[clause_id], said = said[:size], said[size + 1 :]
    return found


def line_of(clause_id: str, text: str) -> OutlineLine:
    """Return the line of a clause: today's, else that of the last commit, else a likely one."""
    for outline in (outline_today, outline_recorded):
        for line in outline():
            if line.id == clause_id:
                return line
    front = clause_id.startswith("front-")
    kind = "front" if front else "operative" if read_stored(text, "operative")[0] else "preambular"
    return OutlineLine(clause_id, 0, kind, None)  # type: ignore[arg-type]  # one of the kinds


def label_of(line: OutlineLine, marker: str) -> str | None:
    """Return the label that a clause with this marker has in today's outline; None: not in it.

    Of a clause without a file nothing counts, as for every command; without a working tree there
    are no markers to count by.
    """
    if not Path(CLAUSES).is_dir():
        return None
    items = []
    for each in outline_today():
        if each.id == line.id:
            items.append((line.kind, line.depth, marker))
            label = label_clauses(items)[-1][0]
            # A number that it had before may be another clause's today: it was no second one.
            return label if marker == marker_today(each) else label.partition("~")[0]
        before = marker_today(each)
        if before is not None:
            items.append((each.kind, each.depth, before))
    return None


def marker_today(line: OutlineLine) -> str | None:
    """Return the marker of a clause in the working tree, empty for none; None: it has no file."""
    path = clause_path(line.id)
    try:
        if not stat.S_ISREG(os.lstat(path).st_mode):
            return None
        with Path(path).open("rb") as file:
            first = file.readline(_FIRST_LINE)
    except OSError:
        return None
    return read_stored(decoded(first)[0], line.kind)[0]


def clause_of(line: OutlineLine, text: str) -> Clause:
    """Return a clause as one side of a diff has it, under the label that its marker gives it."""
    marker, raw = read_stored(text, line.kind)
    label = label_of(line, marker) or _likely_label(line, marker)
    return Clause(
        label=label,
        kind=line.kind,
        marker=marker,
        raw=raw,
        depth=line.depth,
        heading=line.heading,
        id=line.id,
    )


def _likely_label(line: OutlineLine, marker: str) -> str:
    """Return the label of a clause that no outline names: of its number, else its id."""
    numbered = line.kind == "front" or any(char.isdigit() for char in marker)
    return label_clauses([(line.kind, 0, marker)])[0][0] if numbered else line.id
