"""The lines of a commit message that say why agreed words were opened again, and who asked.

    Reopens: PP3 "the figures of May are out" By: RUS

The label is that of the revision before. Each such line stands at the beginning of a line of the
message, wherever in it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from draftvc.notation.addresses import read_address

FORM = 'Reopens: PP3 "reason" By: RUS'
_LINE = re.compile(r"^reopens[ \t]*:[ \t]*(?P<rest>.*?)[ \t]*$", re.IGNORECASE | re.MULTILINE)
_REST = re.compile(
    r"(?P<labels>[^\"“”«»]+?)[ \t]*[\"“«](?P<reason>[^\"“”«»]*)[\"”»][ \t,;]*"
    r"by[ \t]*:?[ \t]*(?P<by>\S.*)",
    re.IGNORECASE,
)
_AND = re.compile(r"[,;]|\band\b", re.IGNORECASE)
_LONGEST = 10_000
"""Characters of a line that is looked at."""


@dataclass(frozen=True, slots=True)
class Reopens:
    """One line that opens agreed clauses again."""

    labels: tuple[str, ...]
    reason: str
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Announced:
    """What a message says of agreed clauses."""

    reopens: tuple[Reopens, ...] = ()
    unread: tuple[str, ...] = ()
    """Lines that begin as such a line does, and lack a label, the reason, or who asked."""


def read_reopens(message: str) -> Announced:
    """Return what a commit message says of agreed clauses."""
    found: list[Reopens] = []
    unread: list[str] = []
    for match in _LINE.finditer(message.replace("\r\n", "\n")):
        read = _read(match["rest"]) if len(match["rest"]) <= _LONGEST else None
        if read is None:
            unread.append(match[0].strip()[:200])
        else:
            found.append(read)
    return Announced(tuple(found), tuple(unread))


def _read(rest: str) -> Reopens | None:
    match = _REST.fullmatch(rest)
    if match is None or not match["reason"].strip():
        return None
    labels = _labels(_AND.split(match["labels"]))
    by = tuple(each.strip(" .") for each in _AND.split(match["by"]) if each.strip(" ."))
    return Reopens(labels, " ".join(match["reason"].split()), by) if labels and by else None


def _labels(words: Sequence[str]) -> tuple[str, ...]:
    """Return the labels that are named; none where one of them is no label."""
    read = [read_address(word) for word in words if word.strip()]
    return tuple(each.label for each in read if each) if all(read) else ()
