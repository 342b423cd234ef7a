"""Events of brackets inside a pair of clauses: what came, went, changed or was redrawn."""

from __future__ import annotations

from dataclasses import dataclass

from draftvc.diff.ledger import Found, Ledger
from draftvc.diff.model import Event, Origin
from draftvc.diff.view import Span, View
from draftvc.diff.wording import wording_class
from draftvc.notation.model import Position


@dataclass(frozen=True)
class Fates:
    """What became of each bracket that has no counterpart."""

    lifted: frozenset[int]
    dropped: frozenset[int]
    added: frozenset[int]
    carried: frozenset[int]
    """Added brackets whose words are new and came inside another added one."""
    swept: frozenset[int]
    """Dropped brackets that went inside another dropped one."""


def bracket_fates(ledger: Ledger) -> Fates:
    """Return what became of the brackets that stand on one side only."""
    m = ledger.matching
    joined_old = {a for olds, _ in m.merged for a in olds} | {a for a, _ in m.split}
    joined_new = {b for _, b in m.merged} | {b for _, news in m.split for b in news}
    lifted: set[int] = set()
    dropped: set[int] = set()
    swept: set[int] = set()
    for extent in ledger.old.spans:
        if extent.index in m.pairs or extent.index in joined_old:
            continue
        kept = sum(m.to_new[i] >= 0 for i in range(extent.first, extent.last))
        if kept * 2 >= extent.last - extent.first:
            lifted.add(extent.index)
        else:
            dropped.add(extent.index)
            if extent.parent in dropped:
                swept.add(extent.index)
    mates = set(m.pairs.values())
    added: set[int] = set()
    carried: set[int] = set()
    for extent in ledger.new.spans:
        if extent.index in mates or extent.index in joined_new:
            continue
        added.add(extent.index)
        fresh = all(m.to_old[j] < 0 for j in range(extent.first, extent.last))
        if fresh and extent.parent in added:
            carried.add(extent.index)
    return Fates(
        frozenset(lifted),
        frozenset(dropped),
        frozenset(added),
        frozenset(carried),
        frozenset(swept),
    )


def find_bracket_events(ledger: Ledger, fates: Fates) -> None:
    """Add the events of brackets to the ledger, and keep what stands in both."""
    for index in sorted(fates.lifted):
        _add_gone(ledger, fates, index, "bracket.lifted")
    for index in sorted(fates.dropped - fates.swept):
        _add_gone(ledger, fates, index, "bracket.dropped")
    for index in sorted(fates.added - fates.carried):
        _add_come(ledger, fates, index)
    for a, b in sorted(ledger.matching.pairs.items()):
        _add_redrawn(ledger, a, b)
    for olds, b in ledger.matching.merged:
        _add_joined(ledger, olds, (b,), "bracket.merged")
    for a, news in ledger.matching.split:
        _add_joined(ledger, (a,), news, "bracket.split")
    _add_edited(ledger, fates)


def old_owner(ledger: Ledger, fates: Fates, word: int) -> tuple[str, int]:
    """Return what explains an old word that is gone: a dropped bracket, a standing one, text."""
    bracket = ledger.old.words[word].bracket
    last_dropped: int | None = None
    while bracket is not None:
        if bracket in fates.dropped:
            last_dropped = bracket
        elif bracket not in fates.lifted:
            break
        bracket = ledger.old.spans[bracket].parent
    if last_dropped is not None:
        return "dropped", last_dropped
    return ("standing", bracket) if bracket is not None else ("text", -1)


def new_owner(ledger: Ledger, fates: Fates, word: int) -> tuple[str, int]:
    """Return what explains a new word: an added bracket, a standing one (old index), text."""
    bracket = ledger.new.words[word].bracket
    while bracket is not None and bracket in fates.carried:
        bracket = ledger.new.spans[bracket].parent
    if bracket is None:
        return "text", -1
    return ("added", bracket) if bracket in fates.added else ("standing", bracket)


def positions_of(view: View, bracket: int) -> tuple[Position, ...]:
    """Return the positions on a bracket."""
    return tuple(entry.position for entry in view.positions.get(bracket, ()))


def _around_marks(view: View, bracket: int, kept: set[Span]) -> list[Span]:
    """Return the spans that go with a bracket: marks, entries, notes that do not stay."""
    spans = list(view.spans[bracket].marks)
    spans += [entry.span for entry in view.positions.get(bracket, ())]
    spans += [(brace.start, brace.end) for brace in view.others if brace.owner == bracket]
    spans = [span for span in spans if span not in kept]
    return spans


def _add_gone(ledger: Ledger, fates: Fates, index: int, kind: str) -> None:
    view = ledger.old
    spans = _around_marks(view, index, ledger.kept_old)
    inner: list[int] = []
    if kind == "bracket.dropped":
        inner = [s for s in sorted(fates.swept) if _inside(view, s, index)]
        for each in inner:
            spans += _around_marks(view, each, ledger.kept_old)
        extent = view.spans[index]
        spans += [
            (view.words[i].start, view.words[i].end)
            for i in range(extent.first, extent.last)
            if ledger.matching.to_new[i] < 0 and old_owner(ledger, fates, i) == ("dropped", index)
        ]
    ledger.add(
        Found(
            Event(
                kind=kind,
                clause=ledger.new.label,
                clause_old=view.label,
                bracket_old=view.address(index),
                text=view.bracket_text(index),
                positions=positions_of(view, index),
                inner=tuple(view.address(i) for i in inner) or None,
            ),
            old=spans,
        )
    )


def _add_come(ledger: Ledger, fates: Fates, index: int) -> None:
    view = ledger.new
    extent = view.spans[index]
    spans = _around_marks(view, index, ledger.kept_new)
    inner = [s for s in sorted(fates.carried) if _inside(view, s, index)]
    for each in inner:
        spans += _around_marks(view, each, ledger.kept_new)
    fresh = [j for j in range(extent.first, extent.last) if ledger.matching.to_old[j] < 0]
    spans += [
        (view.words[j].start, view.words[j].end)
        for j in fresh
        if new_owner(ledger, fates, j) == ("added", index)
    ]
    origin: Origin = "existing" if not fresh else "mixed"
    if len(fresh) == extent.last - extent.first and fresh:
        origin = "new"
    ledger.add(
        Found(
            Event(
                kind="bracket.added",
                clause=view.label,
                clause_old=ledger.old.label,
                bracket=view.address(index),
                text=view.bracket_text(index),
                positions=positions_of(view, index),
                origin=origin,
                inner=tuple(view.address(i) for i in inner) or None,
            ),
            new=spans,
        )
    )


def _inside(view: View, inner: int, outer: int) -> bool:
    parent = view.spans[inner].parent
    while parent is not None and parent != outer:
        parent = view.spans[parent].parent
    return parent == outer


def _add_redrawn(ledger: Ledger, a: int, b: int) -> None:
    """Keep the marks of a standing bracket, or tell that they were drawn elsewhere."""
    x, y = ledger.old.spans[a], ledger.new.spans[b]
    m = ledger.matching
    left = any(
        (j := m.to_new[i]) >= 0 and not y.first <= j < y.last for i in range(x.first, x.last)
    )
    joined = any(
        (i := m.to_old[j]) >= 0 and not x.first <= i < x.last for j in range(y.first, y.last)
    )
    if not (left or joined):
        ledger.keep(x.marks, y.marks)
        return
    ledger.add(
        Found(
            Event(
                kind="bracket.rescoped",
                clause=ledger.new.label,
                clause_old=ledger.old.label,
                bracket=ledger.new.address(b),
                bracket_old=ledger.old.address(a),
                before=ledger.old.bracket_text(a),
                after=ledger.new.bracket_text(b),
            ),
            old=list(x.marks),
            new=list(y.marks),
        )
    )


def _add_joined(ledger: Ledger, olds: tuple[int, ...], news: tuple[int, ...], kind: str) -> None:
    one = kind == "bracket.merged"
    ledger.add(
        Found(
            Event(
                kind=kind,
                clause=ledger.new.label,
                clause_old=ledger.old.label,
                bracket=ledger.new.address(news[0]),
                bracket_old=ledger.old.address(olds[0]),
                text=ledger.new.bracket_text(news[0]) if one else ledger.old.bracket_text(olds[0]),
                was=tuple(ledger.old.address(a) for a in olds),
            ),
            old=[mark for a in olds for mark in ledger.old.spans[a].marks],
            new=[mark for b in news for mark in ledger.new.spans[b].marks],
        )
    )


def _add_edited(ledger: Ledger, fates: Fates) -> None:
    """Gather the words that changed inside brackets that stand in both."""
    m = ledger.matching
    name: dict[int, tuple[int, int]] = {b: (a, b) for a, b in m.pairs.items()}
    name |= {b: (olds[0], b) for olds, b in m.merged}
    name |= {b: (a, news[0]) for a, news in m.split for b in news}
    of_old: dict[int, tuple[int, int]] = {a: (a, b) for a, b in m.pairs.items()}
    of_old |= {a: (olds[0], b) for olds, b in m.merged for a in olds}
    of_old |= {a: (a, news[0]) for a, news in m.split}
    found: dict[tuple[int, int], tuple[list[Span], list[Span]]] = {}
    for i, mate in enumerate(m.to_new):
        if mate < 0:
            what, bracket = old_owner(ledger, fates, i)
            if what == "standing":
                word = ledger.old.words[i]
                found.setdefault(of_old[bracket], ([], []))[0].append((word.start, word.end))
    for j, mate in enumerate(m.to_old):
        if mate < 0:
            what, bracket = new_owner(ledger, fates, j)
            if what == "standing":
                word = ledger.new.words[j]
                found.setdefault(name[bracket], ([], []))[1].append((word.start, word.end))
    for (a, b), (gone, come) in sorted(found.items()):
        before, after = ledger.old.bracket_text(a), ledger.new.bracket_text(b)
        ledger.add(
            Found(
                Event(
                    kind="bracket.edited",
                    clause=ledger.new.label,
                    clause_old=ledger.old.label,
                    bracket=ledger.new.address(b),
                    bracket_old=ledger.old.address(a),
                    before=before,
                    after=after,
                    class_=wording_class(before, after),
                ),
                old=gone,
                new=come,
            )
        )
