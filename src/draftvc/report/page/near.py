"""The parts of a clause's texts that are near an edit: only they are read and shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from draftvc.diff.model import Edit
from draftvc.report.page.atoms import Span

_NEAR = 90
"""Characters on either side of an edit: enough for the words that are shown beside it."""
GROUP = 4000
"""Characters in which the beginning or end of a group is looked for."""


@dataclass(slots=True)
class Part:
    """Edits that stand close together, and the parts of both texts around them."""

    edits: list[Edit]
    old: Span
    new: Span


def parts_of(old: str, new: str, edits: Iterable[Edit], *, whole: bool = False) -> list[Part]:
    """Return the parts that hold the edits of both texts, in their order, without overlap.

    `whole` makes it one part, from end to end.
    """
    inside = [edit for edit in edits if edit.old and edit.new]
    if whole or not inside:
        return [Part(inside, (0, len(old)), (0, len(new)))]
    parts: list[Part] = []
    for edit in sorted(inside, key=lambda edit: (edit.new, edit.old)):
        part = Part([edit], _around(old, edit.old), _around(new, edit.new))
        while parts and (part.old[0] <= parts[-1].old[1] or part.new[0] <= parts[-1].new[1]):
            part = _joined(parts.pop(), part)
        parts.append(part)
    return parts


def _joined(one: Part, other: Part) -> Part:
    one.edits += other.edits
    one.old = (min(one.old[0], other.old[0]), max(one.old[1], other.old[1]))
    one.new = (min(one.new[0], other.new[0]), max(one.new[1], other.new[1]))
    return one


def _around(text: str, span: Span | None) -> Span:
    """Return the part of a canonical text near a span, between words and outside groups."""
    first, last = span or (0, 0)
    start = max(first - _NEAR, 0)
    end = min(last + _NEAR, len(text))
    opened = text.rfind("{", max(start - GROUP, 0), start)
    if opened > text.rfind("}", max(start - GROUP, 0), start):
        start = opened
    closed = text.find("}", end, end + GROUP)
    if closed >= 0 and not -1 < text.find("{", end, closed) < closed:
        end = closed + 1
    space = text.find(" ", end)
    return text.rfind(" ", 0, start) + 1, len(text) if space < 0 else space
