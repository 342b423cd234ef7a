"""Events of words outside any bracket that stands in both."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from draftvc.diff.fates import Fates, new_owner, old_owner
from draftvc.diff.ledger import Found, Ledger
from draftvc.diff.model import Event
from draftvc.diff.pieces import Span
from draftvc.diff.setting import same_but_emphasis
from draftvc.diff.view import View
from draftvc.diff.wording import same_wording
from draftvc.notation.patterns import Pattern
from draftvc.notation.stamps import find_stamp

_BRIDGE = 2
"""Unchanged words that may part one run of changed words (docs/events.md)."""
_DATED = Pattern(r"\b\d{1,2}\b.*\b\d{4}\b|^This version\b", re.IGNORECASE | re.DOTALL)


@dataclass
class _Run:
    """A run of changed words: indexes of the words gone and come, and of those between."""

    part: int
    """Part of the new side."""
    old: list[int] = field(default_factory=list)
    new: list[int] = field(default_factory=list)
    bridge_old: list[int] = field(default_factory=list)
    bridge_new: list[int] = field(default_factory=list)
    end: int = 0
    """Index of the new word after it."""
    before: str = ""
    after: str = ""
    editorial: bool = False
    respelt: bool = False
    """Whether its words stand, in another spelling."""


class Glyphs(NamedTuple):
    """A note, a placeholder or an entry that differs in glyphs only."""

    old: Span
    new: Span
    before: str
    after: str


def find_text_events(ledger: Ledger, fates: Fates, glyphs: Sequence[Glyphs] = ()) -> None:
    """Add one `text.edited` a run of changed words, the editorial ones of a clause as one."""
    editorial: dict[int, list[_Run]] = {}
    for run in _joined(ledger, _changes(ledger, fates)):
        _describe(ledger, run)
        if run.editorial:
            editorial.setdefault(run.part, []).append(run)
        else:
            _add(ledger, run.part, [run], ())
    of_part: dict[int, list[Glyphs]] = {}
    for each in glyphs:
        of_part.setdefault(ledger.new.part_at(each.new[0]), []).append(each)
    for part in sorted(editorial.keys() | of_part.keys()):
        _add(ledger, part, editorial.get(part, []), of_part.get(part, []))


def _changes(ledger: Ledger, fates: Fates) -> Iterator[_Run]:
    """Yield what came and went outside brackets between two matched words."""
    m = ledger.matching
    at_old = at_new = 0
    for i, j, size in [*m.blocks, (len(m.to_new), len(m.to_old), 0)]:
        olds = [x for x in range(at_old, i) if old_owner(ledger, fates, x)[0] == "text"]
        news = [y for y in range(at_new, j) if _came_in_text(ledger, fates, y)]
        for respelt in (False, True):
            gone = [x for x in olds if (x in fates.respelt.old) is respelt]
            come = [y for y in news if (y in fates.respelt.new) is respelt]
            if gone or come:
                for run in _by_part(ledger, gone, come, j):
                    run.respelt = respelt
                    yield run
        at_old, at_new = i + size, j + size


def _came_in_text(ledger: Ledger, fates: Fates, word: int) -> bool:
    """Tell whether a word came outside brackets, and fills no placeholder."""
    told = _span(ledger.new, word) in ledger.claimed_new
    return not told and new_owner(ledger, fates, word)[0] == "text"


def _by_part(ledger: Ledger, olds: list[int], news: list[int], end: int) -> Iterator[_Run]:
    """Yield one run a clause."""
    if len(ledger.new.parts) == 1:
        yield _Run(0, olds, news, end=end)
        return
    runs: dict[int, _Run] = {}
    part_of = {j: ledger.new.part_at(ledger.new.words[j].start) for j in news}
    said = {ledger.new.words[j].text.casefold(): part for j, part in part_of.items()}
    for index in olds:
        word = ledger.old.words[index]
        part = ledger.new_part_of(word.start)
        if ledger.parted:
            # At the cut of a clause, what went gave way to what came, in whichever part.
            alone = next(iter(part_of.values())) if len(set(part_of.values())) == 1 else part
            part = said.get(word.text.casefold(), alone)
        runs.setdefault(part, _Run(part, end=end)).old.append(index)
    for index in news:
        runs.setdefault(part_of[index], _Run(part_of[index], end=end)).new.append(index)
    for part in sorted(runs):
        yield runs[part]


def _joined(ledger: Ledger, runs: Iterator[_Run]) -> list[_Run]:
    joined: list[_Run] = []
    for run in runs:
        first = min(run.new, default=run.end)
        if joined and _bridges(ledger, joined[-1], run, first):
            last = joined[-1]
            between = [j for j in range(last.end, first) if ledger.matching.to_old[j] >= 0]
            last.bridge_new += between
            last.bridge_old += [ledger.matching.to_old[j] for j in between]
            last.old += run.old
            last.new += run.new
            last.end = run.end
        else:
            joined.append(run)
    return joined


def _bridges(ledger: Ledger, before: _Run, run: _Run, first: int) -> bool:
    """Tell whether at most two plain words stand between two runs."""
    view, m = ledger.new, ledger.matching
    between = [j for j in range(before.end, first) if m.to_old[j] >= 0]
    words = sum(view.words[j].text[0].isalnum() for j in between)
    return (
        before.part == run.part
        and before.respelt == run.respelt
        and words <= _BRIDGE
        and len(between) <= 2 * _BRIDGE
        and all(
            view.words[j].bracket is None and ledger.old.words[m.to_old[j]].bracket is None
            for j in between
        )
        and _one_line(view, before.end - 1, first)
    )


def _one_line(view: View, first: int, last: int) -> bool:
    if not view.words or view.parts[0].clause.kind != "front":
        return True
    last = min(max(last, 0), len(view.words) - 1)
    return "\n" not in view.text[view.words[max(first, 0)].start : view.words[last].start]


def _describe(ledger: Ledger, run: _Run) -> None:
    _take_number(ledger, run)
    _take_reference(ledger, run)
    _take_parenthesis(ledger, run)
    olds, news = sorted(run.old + run.bridge_old), sorted(run.new + run.bridge_new)
    run.before, run.after = ledger.old.phrase_of(olds), ledger.new.phrase_of(news)
    ends = _ends(ledger, run)
    same = same_wording(run.before, run.after, ends=ends) or same_but_emphasis(
        ledger.old, olds, ledger.new, news, ends=ends
    )
    run.editorial = (same and not _has_moved(run)) or _is_dated_line(ledger, run)


def _has_moved(run: _Run) -> bool:
    """Tell whether words that are written as they were stand on the other side of a bracket."""
    plain = not (run.respelt or run.bridge_old or run.bridge_new)
    return plain and run.before == run.after and any(map(str.isalnum, run.before))


def _take_number(ledger: Ledger, run: _Run) -> None:
    """Let a sign that came or went take along the number that it touches on either side."""
    there = ledger.matching.to_old
    mate = there[run.end] if run.end < len(there) else -1
    if mate < 0:
        return
    sides = ((ledger.old, run.old, mate), (ledger.new, run.new, run.end))
    if any(view.is_sign_of(max(words, default=-1), number) for view, words, number in sides):
        run.bridge_old.append(mate)
        run.bridge_new.append(run.end)


def _take_reference(ledger: Ledger, run: _Run) -> None:
    """Let what changed in parentheses take along what these touch: `4.1(b)` becomes `4.1(c)`."""
    if not (run.old and run.new):
        return
    mates = ledger.matching.to_old
    first = _start_of_reference(ledger.new, min(run.new))
    last = max(run.new) + 1
    if first == min(run.new):
        return
    if last < len(ledger.new.words) and ledger.new.words[last].text == ")":
        last += 1
    around = [at for at in range(first, last) if at not in run.new and at not in run.bridge_new]
    if all(mates[at] >= 0 for at in around):
        run.bridge_new += around
        run.bridge_old += [mates[at] for at in around if mates[at] not in run.bridge_old]


def _take_parenthesis(ledger: Ledger, run: _Run) -> None:
    """Let words that open a parenthesis on both sides take along the mark that closes it."""
    words, there = ledger.new.words, ledger.matching.to_old
    if run.end >= len(words) or words[run.end].text != ")" or there[run.end] < 0:
        return
    if run.end in run.bridge_new:
        return
    sides = ((ledger.old, run.old + run.bridge_old), (ledger.new, run.new + run.bridge_new))
    if all(_opens(view, chosen) for view, chosen in sides):
        run.bridge_old.append(there[run.end])
        run.bridge_new.append(run.end)


def _opens(view: View, chosen: list[int]) -> bool:
    texts = [view.words[index].text for index in chosen]
    return texts.count("(") > texts.count(")")


def _start_of_reference(view: View, word: int) -> int:
    """Return where the reference begins of which a word stands in parentheses; itself for none."""

    def touches(at: int) -> bool:
        return at > 0 and view.words[at - 1].end == view.words[at].start

    if not touches(word) or view.words[word - 1].text != "(" or not touches(word - 1):
        return word
    first = word - 1
    while touches(first):
        first -= 1
    return first


def _ends(ledger: Ledger, run: _Run) -> bool:
    """Tell whether a run reaches the end of its clause."""
    view = ledger.new
    part = view.parts[run.part]
    if run.end < len(view.words) and view.words[run.end].start < part.end:
        return False
    return not view.is_cut_before(part.end)


def _is_dated_line(ledger: Ledger, run: _Run) -> bool:
    """Tell whether a change stands in the status line or the line of place and date."""
    view, index = (ledger.new, run.new[0]) if run.new else (ledger.old, run.old[0])
    if view.parts[0].clause.kind != "front":
        return False
    at = view.words[index].start
    start = view.text.rfind("\n", 0, at) + 1
    end = view.text.find("\n", at)
    return bool(_DATED.compiled.search(view.text[start : end if end >= 0 else len(view.text)]))


def _add(ledger: Ledger, part: int, runs: Sequence[_Run], glyphs: Sequence[Glyphs]) -> None:
    old = [_span(ledger.old, i) for run in runs for i in run.old] + [g.old for g in glyphs]
    new = [_span(ledger.new, j) for run in runs for j in run.new] + [g.new for g in glyphs]
    clause, clause_old = ledger.labels(
        new=min(new)[0] if new else None, old=min(old)[0] if old else None
    )
    event = Event(
        kind="text.edited",
        clause=clause,
        clause_old=clause_old,
        before=" … ".join([run.before for run in runs] + [g.before for g in glyphs]),
        after=" … ".join([run.after for run in runs] + [g.after for g in glyphs]),
        agreed=_was_agreed(ledger, part) or None,
        class_="editorial" if glyphs or runs[0].editorial else "substantive",
    )
    ledger.add(Found(event, old, new))


def _was_agreed(ledger: Ledger, part: int) -> bool:
    mate = ledger.old_part_of(part)
    return find_stamp(ledger.old.parts[mate].clause.text) is not None


def _span(view: View, index: int) -> Span:
    word = view.words[index]
    return (word.start, word.end)
