"""Lines that may be headings; they are one only where a clause begins after them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from draftvc.draft.lines import Lines, has_ended

_LONGEST = 120
_NUMBERED = re.compile(r"(?:[IVX]{1,6}|[A-Z](?:\.\d+)?)\.\s+\[?[A-Z]")
_CLAUSES = re.compile(
    r"\W*(?:preamb|operative)\w*(?:\s+(?:clauses?|paragraphs?|part|section))?\W*\Z", re.IGNORECASE
)


def is_clauses_heading(text: str) -> bool:
    """Tell whether a line is the heading of the preamble or of the operative part."""
    return _CLAUSES.match(text) is not None


def may_be_heading(lines: Lines, index: int, *, in_front: bool, after: Sequence[int]) -> bool:
    """Tell whether a line has the look and the place of a heading; `after` others before it."""
    text = lines.all[index].text
    if len(text) > _LONGEST or text[-1] in ",;" or not any(map(str.isalpha, text)):
        return False
    if text.startswith("#") or is_clauses_heading(text):
        return True
    if in_front or "{" in text or text.count("[") != text.count("]"):
        return False
    if not (after or has_ended(lines.tail(index)) or lines.breaks(index)):
        return False
    if _in_capitals(text) or _NUMBERED.match(text):
        return True
    return (
        lines.after_blank(index)
        and (index + 1 == len(lines) or lines.after_blank(index + 1))
        and text.lstrip("[*_“ ")[:1].isupper()
        and text[-1] not in ".:"
    )


def _in_capitals(text: str) -> bool:
    return text.upper() == text and any(len(word) > 3 and word.isalpha() for word in text.split())
