"""Events of words outside any bracket that stands in both, of the marker and the stamp."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from draftvc.diff.bracket_events import Fates, new_owner, old_owner
from draftvc.diff.ledger import Found, Ledger
from draftvc.diff.model import Event
from draftvc.diff.view import Span, View
from draftvc.diff.wording import wording_class

_BRIDGE = 2
"""Unchanged words that may part one run of changed words (INTERFACES section 5)."""
_DATED = re.compile(r"\b\d{1,2}\b.*\b\d{4}\b|^This version\b", re.IGNORECASE | re.DOTALL)


@dataclass
class _Run:
    """A run of changed words: indexes of the words gone and come, and of those between."""

    old: list[int] = field(default_factory=list)
    new: list[int] = field(default_factory=list)
    bridge_old: list[int] = field(default_factory=list)
    bridge_new: list[int] = field(default_factory=list)
    end: int = 0
    """Index of the new word after it."""
    before: str = ""
    after: str = ""
    editorial: bool = False


def find_text_events(ledger: Ledger, fates: Fates) -> None:
    """Add one `text.edited` a run of changed words, the editorial ones as one."""
    agreed = True if ledger.old.reading.stamp else None
    editorial: list[_Run] = []
    for run in _runs(ledger, fates):
        _describe(ledger, run)
        if run.editorial:
            editorial.append(run)
        else:
            _add(ledger, [run], agreed)
    if editorial:
        _add(ledger, editorial, agreed)


def find_marker_event(ledger: Ledger) -> None:
    """Tell that the written marker changed, or keep it."""
    old, new = ledger.old.marker, ledger.new.marker
    before = ledger.old.reading.text[slice(*old)] if old else ""
    after = ledger.new.reading.text[slice(*new)] if new else ""
    if before == after:
        ledger.keep([old] if old else [], [new] if new else [])
        return
    event = Event(
        kind="clause.renumbered",
        clause=ledger.new.label,
        clause_old=ledger.old.label,
        was=before,
    )
    if _bare(before) == _bare(after):
        event = replace(
            event, kind="text.edited", was=None, before=before, after=after, class_="editorial"
        )
    ledger.add(Found(event, [old] if old else [], [new] if new else []))


def find_heading_event(ledger: Ledger) -> None:
    """Tell that the heading before the clause changed."""
    before, after = ledger.old.clause.heading or "", ledger.new.clause.heading or ""
    if before == after:
        return
    event = Event(
        kind="text.edited",
        clause=ledger.new.label,
        clause_old=ledger.old.label,
        before=before,
        after=after,
        class_=wording_class(before, after),
    )
    ledger.add(Found(event, at=-1))


def find_stamp_event(ledger: Ledger) -> None:
    """Tell that an agreed mark came, changed or went, or keep it."""
    old, new = ledger.old.reading.stamp, ledger.new.reading.stamp
    spans_old = [ledger.old.stamp] if ledger.old.stamp else []
    spans_new = [ledger.new.stamp] if ledger.new.stamp else []
    if (
        old
        and new
        and (old.when == new.when if old.when or new.when else _same_raw(old.raw, new.raw))
    ):
        ledger.keep(spans_old, spans_new)
        return
    if not (old or new):
        return
    event = Event(
        kind="clause.agreed" if new else "clause.reopened",
        clause=ledger.new.label,
        clause_old=ledger.old.label,
        when=(new.when or new.raw) if new else None,
        was=(old.when or old.raw) if old else None,
    )
    support = []
    if new and not old:
        support = [
            entry.span
            for entry in ledger.old.positions.get(None, ())
            if entry.position.stance == "support" and entry.span not in ledger.kept_old
        ]
    at = spans_new[0][0] if spans_new else len(ledger.new.reading.text)
    ledger.add(Found(event, spans_old + support, spans_new, at=at))


def _same_raw(one: str, other: str) -> bool:
    return "".join(one.split()).casefold() == "".join(other.split()).casefold()


def _bare(marker: str) -> str:
    return re.sub(r"[\W_]", "", marker)


def _runs(ledger: Ledger, fates: Fates) -> list[_Run]:
    m = ledger.matching
    runs: list[_Run] = []
    at_old = at_new = 0
    for i, j, size in [*m.blocks, (len(m.to_new), len(m.to_old), 0)]:
        olds = [x for x in range(at_old, i) if old_owner(ledger, fates, x)[0] == "text"]
        news = [y for y in range(at_new, j) if new_owner(ledger, fates, y)[0] == "text"]
        if olds or news:
            run = _Run(olds, news, end=j)
            if runs and _bridges(ledger, runs[-1], at_old, at_new):
                _join(ledger, runs[-1], run, at_new)
            else:
                runs.append(run)
        at_old, at_new = i + size, j + size
    return runs


def _bridges(ledger: Ledger, before: _Run, at_old: int, at_new: int) -> bool:
    """Tell whether at most two plain words stand between the run before and here."""
    between = range(before.end, at_new)
    return (
        len(between) <= _BRIDGE
        and all(
            ledger.new.words[j].bracket is None
            and (i := ledger.matching.to_old[j]) >= 0
            and ledger.old.words[i].bracket is None
            for j in between
        )
        and at_old >= 0
        and _one_line(ledger.new, before.end - 1, at_new)
    )


def _one_line(view: View, first: int, last: int) -> bool:
    if view.clause.kind != "front" or not view.words:
        return True
    last = min(max(last, 0), len(view.words) - 1)
    return "\n" not in view.reading.text[view.words[max(first, 0)].start : view.words[last].start]


def _join(ledger: Ledger, run: _Run, other: _Run, at_new: int) -> None:
    between = list(range(run.end, at_new))
    run.bridge_new += between
    run.bridge_old += [ledger.matching.to_old[j] for j in between]
    run.old += other.old
    run.new += other.new
    run.end = other.end


def _describe(ledger: Ledger, run: _Run) -> None:
    run.before = ledger.old.phrase_of(sorted(run.old + run.bridge_old))
    run.after = ledger.new.phrase_of(sorted(run.new + run.bridge_new))
    ends = run.end >= len(ledger.new.words)
    run.editorial = wording_class(run.before, run.after, ends=ends) == "editorial" or (
        ledger.new.clause.kind == "front" and _is_dated_line(ledger, run)
    )


def _is_dated_line(ledger: Ledger, run: _Run) -> bool:
    """Tell whether a change stands in the status line or the line of place and date."""
    view, index = (ledger.new, run.new[0]) if run.new else (ledger.old, run.old[0])
    text, at = view.reading.text, view.words[index].start
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    return bool(_DATED.search(text[start : end if end >= 0 else len(text)]))


def _add(ledger: Ledger, runs: list[_Run], agreed: bool | None) -> None:
    old: list[Span] = [_span(ledger.old, i) for run in runs for i in run.old]
    new: list[Span] = [_span(ledger.new, j) for run in runs for j in run.new]
    event = Event(
        kind="text.edited",
        clause=ledger.new.label,
        clause_old=ledger.old.label,
        before=" … ".join(run.before for run in runs),
        after=" … ".join(run.after for run in runs),
        agreed=agreed,
        class_="editorial" if runs[0].editorial else "substantive",
    )
    ledger.add(Found(event, old, new))


def _span(view: View, index: int) -> Span:
    word = view.words[index]
    return (word.start, word.end)
