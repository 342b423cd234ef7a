"""What can be read off the output of a tool that marks words: a rule, and how it is applied.

A tool marks pieces of the two pages as deleted or inserted. A *piece* is a word, a mark of
punctuation, a bracket mark, an entry of a group, a note or placeholder, a marker, a stamp.
The rule:

    An event can be read off the output where every piece that it consists of is marked, and no
    run of marked pieces that holds one of them holds a piece that no event of this revision
    touched.

What an event consists of is known from the simulation: of a bracket that was lifted, its two marks
and its entries; of one that was dropped, its words too; of one that is drawn otherwise, a mark in
both places; of two that were joined or parted, the marks between them; of a position, its entry; of
an edit, the words that changed; of a clause that came, went or moved, all of its pieces (a clause
or bracket that is shown as deleted in one place and inserted in another counts as shown, though the
reader has to find out that the two are one); of a renumbering, the marker. Braces, commas between
entries, white space and line breaks count for nothing, and a run of marks that could as well stand
a few pieces earlier or later is taken where it fits best. An event that leaves no piece to be
marked (two unnumbered paragraphs joined) cannot be read off. The rule is generous: it asks for no
name of the event, and a reader would have to know which marks belong together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from room.negotiation import Step
from room.page import Put
from room.told import Told

Marks = tuple[set[int], set[int]]
"""Places of the deleted pieces in the old trail and of the inserted ones in the new."""
_LAYOUT = re.compile(r"[\s{},]|OPERATIVE \w+")


@dataclass(frozen=True)
class Touched:
    """The pieces that a revision really touched, as places in both trails."""

    old: frozenset[int]
    new: frozenset[int]

    def side(self, number: int) -> frozenset[int]:
        """The places of one side."""
        return self.new if number else self.old


def touched(step: Step) -> Touched:
    """The pieces that some event of the revision consists of."""
    sides: list[frozenset[int]] = []
    for number in (0, 1):
        mine, theirs = step.trails[number], {put.key for put in step.trails[1 - number]}
        places = {at for at, put in enumerate(mine) if put.key not in theirs}
        for told in step.told:
            places |= {at for at, put in enumerate(mine) if _moves_with(told, put)}
        sides.append(frozenset(places))
    return Touched(*sides)


def _moves_with(told: Told, put: Put) -> bool:
    """Whether a piece stands elsewhere though it is the same."""
    if told.kind == "clause.moved":
        return put.clause == told.clause
    marks = put.key[0] in "[]" and put.key[1] == told.bracket
    if told.kind == "bracket.moved":
        return marks or put.key[1] in told.concerns or _is_entry_of(put, told.bracket)
    return told.kind == "bracket.rescoped" and (marks or _is_entry_of(put, told.bracket))


def _is_entry_of(put: Put, bracket: int) -> bool:
    return put.key[0] == "entry" and put.key[1] == bracket


def readable(step: Step, marks: Marks) -> list[tuple[Told, bool]]:
    """Each event of a step, and whether it can be read off the marks."""
    real = touched(step)
    runs = [_runs(_slid(side, step.trails[n], real.side(n))) for n, side in enumerate(marks)]

    def shown(number: int, places: Sequence[int]) -> bool:
        mine, touched_here = runs[number], real.side(number)
        return all(at in mine and mine[at] <= touched_here for at in places)

    found: list[tuple[Told, bool]] = []
    for told in step.told:
        sides = [
            [at for at in sorted(real.side(n)) if _belongs(told, step.trails[n][at])]
            for n in (0, 1)
        ]
        ways = _ways(told, step, sides)
        good = any(any(way) and all(shown(n, way[n]) for n in (0, 1)) for way in ways)
        found.append((told, good))
    return found


def _ways(told: Told, step: Step, sides: list[list[int]]) -> list[list[list[int]]]:
    """The pieces of an event that must be marked, in each of the ways in which it can be shown."""

    def of(number: int, mark: str) -> list[int]:
        return [at for at in sides[number] if step.trails[number][at].key[0] == mark]

    if told.kind == "bracket.rescoped":  # one of its marks stands elsewhere
        return [[of(0, mark), of(1, mark)] for mark in "[]"]
    if told.kind in ("bracket.merged", "bracket.split"):  # the marks between the parts
        parts = 0 if told.kind == "bracket.merged" else 1
        between = of(parts, "]")[:1] + of(parts, "[")[-1:]
        return [[between, []] if parts == 0 else [[], between]]
    return [sides]


def justified(step: Step, marks: Marks) -> list[bool]:
    """For each run of marked pieces whether an event touched any of them."""
    real = touched(step)
    slid = [_slid(side, step.trails[n], real.side(n)) for n, side in enumerate(marks)]
    runs = [(n, run) for n, side in enumerate(slid) for run in set(_runs(side).values())]
    return [bool(run & real.side(n)) for n, run in runs]


def _slid(marked: set[int], trail: Sequence[Put], real: frozenset[int]) -> set[int]:
    """The marks, each run where it holds the most of what was touched, if it can slide there."""
    found: set[int] = set()
    for run in set(_runs(marked).values()):
        first, last = min(run), max(run)
        best = run
        for way in (-1, 1):
            low, high = first, last
            while _can_slide(trail, low, high, way):
                low, high = low + way, high + way
                slid = frozenset(range(low, high + 1))
                if len(slid & real) > len(best & real):
                    best = slid
        found |= best
    return found


def _can_slide(trail: Sequence[Put], low: int, high: int, way: int) -> bool:
    if way < 0:
        return low > 0 and trail[low - 1].text == trail[high].text
    return high + 1 < len(trail) and trail[low].text == trail[high + 1].text


def _runs(marked: set[int]) -> dict[int, frozenset[int]]:
    """The run of marked places that each marked place is in."""
    runs: dict[int, frozenset[int]] = {}
    for at in sorted(marked):
        if at in runs:
            continue
        end = at
        while end in marked:
            end += 1
        run = frozenset(range(at, end))
        runs |= dict.fromkeys(run, run)
    return runs


# ------------------------------------------------------------------ what an event consists of


def _belongs(told: Told, put: Put) -> bool:
    """Whether a piece that was touched is one that the event consists of."""
    sort, uid, _ = put.key
    first, _, rest = told.kind.partition(".")
    if first == "clause":
        return _belongs_to_clause(told, put, rest)
    if first == "bracket":
        return _belongs_to_bracket(told, put, rest)
    if first == "position":
        return sort == "entry" and _party(put) == told.fields["party"] and _here(told, put)
    if first in ("note", "placeholder"):
        mine = sort == "brace" and str(told.fields["text"]) in put.text
        return (mine and put.clause == told.clause) or uid in told.concerns
    if first == "syntax":
        return sort in "[]" and put.clause == told.clause
    return uid in told.concerns and sort in ("word", "end")


def _party(put: Put) -> str:
    return re.split(r"[\s+-]", put.key[2])[0]


def _here(told: Told, put: Put) -> bool:
    return told.kind == "position.moved" or put.clause == told.clause


def _belongs_to_clause(told: Told, put: Put, kind: str) -> bool:
    mine = put.clause == told.clause
    if kind in ("added", "removed", "moved"):
        return mine
    if kind in ("agreed", "reopened"):
        return mine and put.key[0] == "stamp"
    parts = mine or put.clause in told.aside
    return (mine if kind == "renumbered" else parts) and put.key[0] == "marker"


def _belongs_to_bracket(told: Told, put: Put, kind: str) -> bool:
    sort, uid, _ = put.key
    if kind == "edited":
        return sort == "word" and uid in told.concerns
    if kind in ("merged", "split"):
        return sort in "[]" and uid in told.concerns
    own = uid == told.bracket and sort in ("[", "]", "entry")
    if kind in ("rescoped", "moved"):
        return own and sort != "entry"
    return own or (sort == "word" and uid in told.concerns)


# ------------------------------------------------------------------------ from pages to pieces


def spans(page: str, trail: Sequence[Put]) -> list[tuple[int, int]]:
    """Where each piece of a trail stands on its page.

    Raises:
        ValueError: a piece is not where it should be.
    """
    found: list[tuple[int, int]] = []
    at = page.index("Assembly,") + len("Assembly,")
    for put in trail:
        pattern = re.compile(r"\s+".join(map(re.escape, put.text.split())))
        while not (match := pattern.match(page, at)):
            between = _LAYOUT.match(page, at)
            if between is None:
                raise ValueError(f"{put} is not at {page[at : at + 40]!r}")
            at = between.end()
        found.append(match.span())
        at = match.end()
    return found
