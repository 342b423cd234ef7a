"""What people count in a draft, each by a stated rule."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from draftvc.draft.model import Clause, Draft
from draftvc.draft.run_on import RunOn, find_run_ons
from draftvc.notation.model import Kind, Reading

RULE = (
    "clauses: all but the front; agreed: with an ad referendum mark; brackets: each [ of the text, "
    "outer ones stand in no other bracket of their clause; positions: entries of groups; words: as "
    "printed, without markers, groups and agreed marks, a word parted by brackets once; contested: "
    "words inside a bracket"
)


class Counts(NamedTuple):
    """What people count in a draft, by the rule it names."""

    clauses: int
    agreed: int
    brackets: int
    outer_brackets: int
    max_depth: int
    positions: int
    words: int
    contested_words: int
    rule: str


class Size(NamedTuple):
    """What says at a glance how large a draft is; counted as in `Counts`."""

    clauses: int
    brackets: int
    agreed: int


def size(draft: Draft) -> Size:
    """Return how large a draft is, without a look at its words."""
    own = [clause for clause in draft.clauses if clause.kind != "front"]
    return Size(
        clauses=len(own),
        brackets=sum(len(clause.reading.brackets) for clause in draft.clauses),
        agreed=sum(clause.reading.stamp is not None for clause in own),
    )


def count(draft: Draft) -> Counts:
    """Return the counts of a draft; `rule` says how each is counted."""
    clauses, brackets, agreed = size(draft)
    readings = [clause.reading for clause in draft.clauses]
    depths = [bracket.depth for reading in readings for bracket in reading.brackets]
    covered = _covered(find_run_ons(draft), readings)
    words = contested = 0
    for index, clause in enumerate(draft.clauses):
        for start, inside in _words(clause):
            words += 1
            contested += inside or start < covered.get(index, 0)
    return Counts(
        clauses=clauses,
        agreed=agreed,
        brackets=brackets,
        outer_brackets=depths.count(1),
        max_depth=max(depths, default=0),
        positions=sum(len(b.positions) for reading in readings for b in reading.braces),
        words=words,
        contested_words=contested,
        rule=RULE,
    )


def _words(clause: Clause) -> Iterator[tuple[int, bool]]:
    """Yield each word of a clause: where it begins, and whether any part is in a bracket."""
    reading = clause.reading
    closes = {bracket.close for bracket in reading.brackets if bracket.close is not None}
    depth, start, inside = 0, -1, False
    for index, token in enumerate(reading.tokens):
        if token.kind is Kind.WORD:
            start = token.start if start < 0 else start
            inside = inside or depth > 0
            continue
        if token.kind is Kind.STAMP:
            break
        if token.kind is Kind.OPEN:
            depth += 1
        elif index in closes:
            depth -= 1
        elif start >= 0:
            yield start, inside
            start, inside = -1, False
    if start >= 0:
        yield start, inside


def _covered(run_ons: tuple[RunOn, ...], readings: list[Reading]) -> dict[int, int]:
    """Return, by clause, up to where its words stand in a bracket opened in an earlier one."""
    covered: dict[int, int] = {}
    for each in run_ons:
        for index in range(each.opens + 1, each.closes):
            covered[index] = len(readings[index].text)
        end = readings[each.closes].tokens[each.token].start
        covered[each.closes] = max(covered.get(each.closes, 0), end)
    return covered
