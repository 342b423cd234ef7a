"""Lines that are not of the draft: page numbers, running heads, what a web page put around it.

The look of a line is no proof. A page number counts on with others at the distance of a page, a
running head repeats; at the edge of the file a line in a script that the draft does not use, or
in the list of page phrases, is foreign; so is what stands before a status line.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal

from draftvc.draft.lines import Line
from draftvc.draft.openers import operative_opener, preambular_opener
from draftvc.draft.status import names_draft, status_length
from draftvc.notation.markers import read_marker

Code = Literal["W501", "W502", "W503"]

_PAGE = re.compile(
    r"(?:[-–—|]\s*)?(?:page|p\.)?\s*(?P<page>\d{1,4})(?:\s*(?:/|of)\s*\d{1,4})?(?:\s*[-–—|])?\Z",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_PAGE_LINES = 12
"""Lines, at least, from one page number or running head to the next."""
_UNEVEN = 4
"""How many times the shortest page the longest is, at most."""
_FOOT = 3
"""Lines at the foot of a page that are not of the text, at most."""
_FEW_PAGES = 150
"""Lines of a text so short that two numbers that count on are evidence; else three."""
_HEAD_LENGTH = 100
"""Longest running head, in characters."""
_EDGE = 12
"""Lines at each end of a file in which the furniture of a web page may stand."""
_PHRASES = re.compile(
    r"(?:top of page|bottom of page|back to top|skip to (?:main )?content|log ?in|sign (?:in|up)"
    r"|subscribe|share(?: this)?(?: (?:post|page|article))?|print(?: this page)?|menu|home|search"
    r"|recent posts|see all|related posts|(?:write|leave|add|post) a comment\W*|comments?"
    r"|comments? \(\d+\)|\d+ comments?|\d+ (?:views?|likes?)|\d+ min(?:ute)?s? read"
    r"|all rights reserved\.?|privacy policy|terms (?:of (?:use|service)|and conditions)"
    r"|cookie (?:policy|settings)"
    r"|accept (?:all )?cookies|writer's picture.{0,40}"
    r"|(?:©|copyright|\(c\)(?=\s+(?:copyright|\d{4})\b))\s.{0,60}"
    r"|posted (?:by|on)\b.{0,40}|updated:.{0,40}|proudly created with.{0,40}|powered by.{0,40})\Z",
    re.IGNORECASE,
)
_STAMPED = re.compile(r"\bad[\s.-]*ref|\d{1,2}[.:]\d{2}(?:\s*[ap]m)?\Z|\d{4}\Z", re.IGNORECASE)
"""What a stamp that was wrapped leaves on a line of its own."""
_INCOMPLETE = re.compile(
    r"\bad[\s.-]*ref(?:erendum)?\.?[\s,:(–-]*(?:on\s+)?"
    r"(?:\d{1,2}\s+\w*|\d{1,2}\s+\w+\s+\d{4}|[a-z]{3,9}\.?\s+\d{1,2},?(?:\s+\d{4},?)?)?\Z",
    re.I,
)


def find_furniture(lines: Sequence[Line]) -> dict[int, Code]:
    """Return the lines to set aside, by index, each with the code that says what it is."""
    found: dict[int, Code] = {}
    found.update((index, "W503") for index in _before_status(lines))
    found.update((index, "W503") for index in _at_the_edges(lines, found))
    numbers = _page_numbers(lines)
    found.update((index, "W501") for index in numbers)
    found.update((index, "W502") for index in _running_heads(lines, numbers) if index not in found)
    return found


def _before_status(lines: Sequence[Line]) -> range:
    """Return the lines before a status line, where none of them speaks of a draft."""
    for index, line in enumerate(lines[: _EDGE + 1]):
        if status_length(" ".join(each.text[:200] for each in lines[index : index + 4])):
            return range(index)
        if names_draft(line.text):
            break
    return range(0)


def _at_the_edges(lines: Sequence[Line], known: dict[int, Code]) -> Iterator[int]:
    rest = range(len(known), len(lines))
    own = _own_scripts(lines)
    for order in (rest[:_EDGE], rest[::-1][:_EDGE]):
        for index in order:
            text = lines[index].text
            if not (_PHRASES.match(text) or _is_foreign(text, own)):
                break
            yield index


def _is_foreign(text: str, own: set[str]) -> bool:
    """Tell whether a line is in a script that the draft does not use."""
    if len(text) > _HEAD_LENGTH or read_marker(text) or preambular_opener(text):
        return False
    scripts = _scripts(text)
    return bool(scripts) and own.isdisjoint(scripts)


def _own_scripts(lines: Sequence[Line]) -> set[str]:
    """Return the scripts of a draft: the usual one, and those used away from the edges."""
    near = [line.text[:_HEAD_LENGTH] for line in (*lines[:40], *lines[-40:])]
    counted = Counter(script for text in near for script in _letters(text))
    inner = (line.text[:_HEAD_LENGTH] for line in (*lines[_EDGE:-_EDGE][:40],))
    return {script for script, _ in counted.most_common(1)} | {
        script for text in inner for script in _letters(text)
    }


def _scripts(text: str) -> set[str]:
    return set(_letters(text))


def _letters(text: str) -> Iterator[str]:
    """Yield the script of each letter of a text: the first word of its name."""
    for char in text:
        if char.isalpha():
            yield unicodedata.name(char, "").split(" ", 1)[0] if char > "\u024f" else "LATIN"


def _page_numbers(lines: Sequence[Line]) -> set[int]:
    """Return the lines of a number that count on at the distance of a page."""
    chains: dict[int, list[int]] = {}
    found: set[int] = set()
    for index, line in enumerate(lines):
        match = _PAGE.match(line.text) if len(line.text) < 24 else None
        if match is None or _completes(lines, index):
            continue
        page = int(match["page"])
        chain = [*chains.pop(page - 1, ()), index]
        if len(chain) > 1 and not _at_page_distance(lines, chain[-2:]):
            chain = chain if len(chain) > 2 and _is_foot_of_last(lines, index) else [index]
        chains[page] = chain
        if len(chain) > (1 if len(lines) < _FEW_PAGES else 2):
            found.update(chain)
    return found


def _at_page_distance(lines: Sequence[Line], at: Sequence[int]) -> bool:
    """Tell whether lines follow one another as the pages of a text do."""
    steps = [lines[b].number - lines[a].number for a, b in pairwise(at)]
    if len(steps) > 1 and _is_foot_of_last(lines, at[-1]):
        steps.pop()
    return min(steps) >= _PAGE_LINES and max(steps) <= min(steps) * _UNEVEN


def _is_foot_of_last(lines: Sequence[Line], index: int) -> bool:
    """Tell whether a line stands at the foot of the last page, which may be a short one."""
    return index >= len(lines) - _FOOT


def _completes(lines: Sequence[Line], index: int) -> bool:
    """Tell whether a line of digits is the end of a stamp."""
    before = " ".join(line.text[-40:] for line in lines[max(0, index - 2) : index])
    return _INCOMPLETE.search(before) is not None


def _running_heads(lines: Sequence[Line], numbers: set[int]) -> set[int]:
    """Return short lines that repeat at the distance of a page."""
    places: dict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        if len(line.text) <= _HEAD_LENGTH and index not in numbers and _may_be_head(line.text):
            places[_DIGITS.sub("0", line.text)].append(index)
    found: set[int] = set()
    for at in places.values():
        beside = [i for i in at if {i - 1, i + 1} & numbers]
        if len(at) < (2 if len(beside) > 1 else 3) or not _at_page_distance(lines, at):
            continue
        # The first may be the title that the heads repeat.
        found |= {i for i in at if i >= _EDGE or i in beside}
    return found


def _may_be_head(text: str) -> bool:
    """Tell whether a line is neither the beginning nor the end of a clause."""
    if text[-1] in ",;:.]})" or text[0].islower() or text[0] in "[{(]})":
        return False
    if _STAMPED.search(text) or sum(map(str.isalpha, text)) < 3:
        return False
    return not (read_marker(text) or preambular_opener(text) or operative_opener(text))
