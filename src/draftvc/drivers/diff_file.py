"""The diff driver: what changed in one file of a draft, in the words of the room.

Git calls it once a file, as GIT_EXTERNAL_DIFF:

    path                                                        in conflict
    path old-file old-hex old-mode new-file new-hex new-mode    and for a renamed file also
    … new-path lines-about-the-renaming

A file that does not stand on one side is `/dev/null`. Git calls it at the top of the working tree.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from draftvc.diff.compare import compare
from draftvc.draft.model import Draft
from draftvc.drivers.standing import clause_of, line_of
from draftvc.errors import DraftvcError
from draftvc.limits import DEFAULT
from draftvc.report.model import DiffReport, Filter, Side
from draftvc.report.page.diff import clause_lines, footnotes
from draftvc.report.page.lines import EMPTY, Line, line, wrap
from draftvc.report.page.sections import sections
from draftvc.report.text import plain
from draftvc.store.layout import OUTLINE, clause_id_of
from draftvc.store.plainfile import decoded, read_file

_ABSENT = "/dev/null"
_LINK = "120000"
_NARROW, _WIDE = 30, 100
_TODAY = "(labelled as the draft is numbered today)"
_TODAY_ALL = "(with the words and numbers of today; a clause that is gone since has none)"


@dataclass(frozen=True, slots=True)
class Call:
    """What git says of a file: its path, and where each side of it lies."""

    path: str
    old_file: str
    old_mode: str
    new_file: str
    new_mode: str
    new_path: str

    @property
    def in_tree(self) -> bool:
        """Whether the new side is the working tree's, of which today's outline speaks."""
        return Path(self.new_file) == Path(self.new_path)


Sides = Callable[[Call], tuple[Draft, Draft]]


def names_clause(words: Sequence[str]) -> bool:
    """Tell whether a call is of the file of a clause, on both sides."""
    return all(clause_id_of(path) for path in (*words[:1], *words[7:8]))


def diff_file(words: Sequence[str], sides: Sides) -> Iterator[str]:
    """Return what changed in the file of a call, as text; `sides` reads both sides of it.

    Raises:
        DraftvcError: the call has not the shape of one, or a side cannot be read as a draft.
    """
    if len(words) == 1:
        return iter([f"* Unmerged path {words[0]}\n"])
    if len(words) not in (7, 9):
        raise DraftvcError(f"A diff driver gets 1, 7 or 9 words, and this call has {len(words)}.")
    path, old_file, _, old_mode, new_file, _, new_mode = words[:7]
    call = Call(path, old_file, old_mode, new_file, new_mode, words[7] if words[7:] else path)
    if _LINK in (old_mode, new_mode):
        raise DraftvcError("It is a link, and links are not followed.")
    return plain(_page(call, sides))


def _page(call: Call, sides: Sides) -> Iterator[Line]:
    yield line(f"diff {call.path}" + (f" → {call.new_path}" if call.new_path != call.path else ""))
    old, new = sides(call)
    yield from _events(call, old, new)


def _events(call: Call, old: Draft, new: Draft) -> Iterator[Line]:
    comparison = compare(old, new, DEFAULT)
    report = DiffReport(
        Side("the text before"),
        Side("the text after"),
        comparison.events,
        comparison,
        old,
        new,
        Filter(),
    )
    width = _columns()
    for section in sections(report):
        if call.path == OUTLINE:
            section = replace(section, words=tuple(w for w in section.words if w.of == "heading"))
        yield from clause_lines(section, report, width)
    if not comparison.events:
        yield from wrap([_nothing(call, old, new)], width)
    for note in footnotes(report):
        yield from wrap([note], width, 0, 4)
    if comparison.events and not call.in_tree and call.path == OUTLINE:
        yield from wrap([_TODAY_ALL], width)
    elif comparison.events and not call.in_tree and clause_id_of(call.path):
        yield from wrap([_TODAY], width)
    yield EMPTY


def _nothing(call: Call, old: Draft, new: Draft) -> str:
    if old == new:
        return "  Only the mode of the file changed." if call.old_mode != call.new_mode else ""
    return "  Only the layout changed."


def clause_sides(call: Call) -> tuple[Draft, Draft]:
    """Return the clause before and after, under one id also where its file was renamed."""
    name = clause_id_of(call.new_path) or ""
    sides: list[Draft] = []
    for file in (call.old_file, call.new_file):
        text = text_of(file)
        clauses = (clause_of(line_of(name, text), text),) if text is not None else ()
        sides.append(Draft(clauses))
    return sides[0], sides[1]


def text_of(file: str) -> str | None:
    """Return the characters of a side; None where the file does not stand there.

    Raises:
        RepositoryError: it is a link or no file, or above the limit.
    """
    if file == _ABSENT:
        return None
    path = Path(file)
    data = read_file(path.parent, path.name, DEFAULT)
    return None if data is None else decoded(data)[0]


def _columns() -> int:
    wide = shutil.get_terminal_size((80, 24)).columns
    return max(_NARROW, min(wide, _WIDE))
