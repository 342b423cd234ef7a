"""W402: a gap or a disorder in the numbers or letters of clauses that hang under one parent."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from draftvc.checks.place import in_clause
from draftvc.checks.rule import Parties
from draftvc.diagnostics import Diagnostic
from draftvc.draft.model import Clause, Draft
from draftvc.notation.markers import (
    LATIN,
    ROMAN,
    letter_value,
    roman_value,
    to_letter,
    to_roman,
)

_NUMBER = re.compile(
    r"(?P<stem>[A-Z]*)\.?(?:(?P<number>\d+)|(?P<letters>(?!(?:bis|ter)\b)[a-z]{1,5}))?"
    rf"(?:\.(?P<suffix>{'|'.join(LATIN)}))?\Z"
)

_FEW = 2
"""Numbers that are named one by one."""
_WRITE: dict[str, Callable[[int], str]] = {
    "number": str,
    "roman": to_roman,
    "letter": to_letter,
}


@dataclass(frozen=True, slots=True)
class _Rank:
    """The number of a clause among its siblings."""

    stem: str
    """`OP`, `ART`; empty under a parent."""
    number: int
    suffix: int
    """0 for none, 1 for bis, 2 for ter."""
    style: str
    """`number`, `roman` or `letter`: how it is written in a label."""


def numbering(draft: Draft, parties: Parties) -> Iterator[Diagnostic]:
    """Yield each clause whose number does not follow that of the sibling before it."""
    before: dict[tuple[str | None, str], _Rank] = {}
    for clause in draft.clauses:
        if clause.kind in ("front", "alternative") or "~" in clause.label:
            continue
        rank = _rank(clause, before)
        if rank is None:
            continue
        series = (clause.parent, rank.stem)
        last = before.get(series, _Rank(rank.stem, 0, 0, rank.style))
        before[series] = rank
        # A paragraph that is only counted cannot be out of order; it carries the count on.
        fault = _fault(clause, last, rank) if clause.marker else None
        if fault:
            yield in_clause(clause, 0, "W402", *fault)


def _rank(clause: Clause, before: dict[tuple[str | None, str], _Rank]) -> _Rank | None:
    own = clause.label.removeprefix(clause.parent or "").lstrip(".")
    match = _NUMBER.match(own)
    if match is None or not (match["number"] or match["letters"]):
        return None
    suffix = LATIN.index(match["suffix"]) + 1 if match["suffix"] else 0
    stem, letters = match["stem"], match["letters"] or ""
    if match["number"]:
        return _Rank(stem, int(match["number"]), suffix, "number")
    if _is_roman(letters, before.get((clause.parent, stem))):
        return _Rank(stem, roman_value(letters), suffix, "roman")
    value = letter_value(letters)
    return _Rank(stem, value, suffix, "letter") if value else None


def _is_roman(letters: str, last: _Rank | None) -> bool:
    """Tell whether letters are a roman number: `i` at the start of a series, not after `h`."""
    if ROMAN.fullmatch(letters) is None:
        return False
    if not letter_value(letters):
        return True
    return letters == "i" if last is None else last.style == "roman"


def _fault(clause: Clause, last: _Rank, rank: _Rank) -> tuple[str, str] | None:
    """Return headline and remedy where a rank does not follow the one before it."""
    here, there = clause.label, _label(clause, last)
    if rank.number == last.number + 1 and rank.suffix == 0:
        return None
    if rank.number == last.number and rank.suffix == last.suffix + 1:
        return None
    if (rank.number, rank.suffix) <= (last.number, last.suffix):
        return (
            f"{here} stands after {there}: the numbering goes back.",
            "Put it in its place, or give it the number that follows.",
        )
    after = f"after {there}" if last.number else "at the start"
    return (
        f"{_listed(clause, list(_missing(last, rank)))} missing: {here} stands {after}.",
        "If nothing was lost, give it the number that follows.",
    )


def _missing(last: _Rank, rank: _Rank) -> Iterator[_Rank]:
    """Yield what is missing between two ranks: whole numbers, then those before a suffix."""
    first = last.number + 1 if rank.number > last.number else rank.number + 1
    for number in range(first, rank.number + (rank.suffix > 0)):
        yield replace(rank, number=number, suffix=0)
    for suffix in range(last.suffix + 1 if rank.number == last.number else 1, rank.suffix):
        yield replace(rank, suffix=suffix)


def _listed(clause: Clause, ranks: Sequence[_Rank]) -> str:
    """Return labels with their verb: `OP2 is`, `OP2 and OP3 are`, `OP2 to OP9 are`."""
    labels = [_label(clause, rank) for rank in ranks]
    whole = sum(not rank.suffix for rank in ranks)
    if whole > _FEW:
        labels[:whole] = [f"{labels[0]} to {labels[whole - 1]}"]
    said = " and ".join(filter(None, (", ".join(labels[:-1]), labels[-1])))
    return f"{said} {'is' if len(ranks) == 1 else 'are'}"


def _label(clause: Clause, rank: _Rank) -> str:
    """Return the label that a rank has beside a clause."""
    own = clause.label.removeprefix(clause.parent or "")
    dot = "." if own.startswith(".") else ""
    suffix = f".{LATIN[rank.suffix - 1]}" if rank.suffix else ""
    return f"{clause.parent or ''}{dot}{rank.stem}{_WRITE[rank.style](max(rank.number, 1))}{suffix}"
