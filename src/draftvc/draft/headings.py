"""Lines that may be headings; they are one only where a clause begins after them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from draftvc.draft.lines import Lines, has_ended
from draftvc.draft.status import names_draft
from draftvc.notation.patterns import Pattern

_LONGEST = 180
_TITLE_WORDS = 8
"""Words of a heading that only the blank lines around it make one."""
_WITH_NUMBER = Pattern(r"\W*(?:\w+\s){0,2}(?:[A-Z]\.)?\d+(?:\.\d+)*\.?\s+[A-Z]")
_PROSE = 200
"""Characters of a line that holds sentences."""
_NUMBERED = Pattern(r"(?:[IVX]{1,6}|[A-Z](?:\.\d+)?)\.\s+\[?[A-Z]|[IVX]{1,6}\Z")
_CLAUSES = Pattern(
    r"\W*(?:preamb|operative)\w*(?:\s+(?:clauses?|paragraphs?|part|section))?\W*\Z", re.IGNORECASE
)


def is_clauses_heading(text: str) -> bool:
    """Tell whether a line is the heading of the preamble or of the operative part."""
    return _CLAUSES.compiled.match(text) is not None


def is_part_heading(text: str) -> bool:
    """Tell whether a line can only head a part of the text: it is numbered, or names a part."""
    return is_clauses_heading(text) or _NUMBERED.compiled.match(text) is not None


def may_be_heading(lines: Lines, index: int, *, in_front: bool, after: Sequence[int]) -> bool:
    """Tell whether a line has the look and the place of a heading; `after` others before it."""
    text = lines.all[index].text
    if len(text) > _LONGEST or text[-1] in ",;" or text[0].islower():
        return False
    if text.startswith("#") or is_clauses_heading(text):
        return True
    if "{" in text or text.count("[") != text.count("]") or not any(map(str.isalpha, text)):
        return False
    if in_front and not after:
        looks = index > 0 and _begins_a_part(lines, index)
    else:
        looks = is_part_heading(text) or _in_capitals(text) or _stands_apart(lines, index)
    looks = looks and not lines.is_of_mark(index)
    return looks and (bool(after) or has_ended(lines.tail(index)) or lines.breaks(index))


def is_prose(lines: Lines, index: int) -> bool:
    """Tell whether a line begins sentences, and is neither a heading nor an element of a front."""
    text = lines.all[index].text
    return lines.after_blank(index) and (len(text) > _PROSE or text[-1] in ".:")


def _begins_a_part(lines: Lines, index: int) -> bool:
    """Tell whether a heading ends the front: it is numbered, or stands after sentences."""
    text = lines.all[index].text
    if _NUMBERED.compiled.match(text):
        return not names_draft(text)
    return _in_capitals(text) and len(lines.all[index - 1].text) > _PROSE


def _in_capitals(text: str) -> bool:
    return text.upper() == text and any(len(word) > 3 and word.isalpha() for word in text.split())


def _stands_apart(lines: Lines, index: int) -> bool:
    """Tell whether a line stands between blank lines and is no sentence."""
    text = lines.all[index].text
    last = index + 1 == len(lines)
    return (
        lines.after_blank(index)
        and (last or lines.after_blank(index + 1))
        and text.lstrip("[*_“ ")[:1].isupper()
        and not has_ended(text)
        and (len(text.split()) <= _TITLE_WORDS or _WITH_NUMBER.compiled.match(text) is not None)
    )
