"""Events of what stands around the words of a clause: its marker and its agreed mark."""

from __future__ import annotations

from draftvc.diff.equality import normal_form, stamp_key
from draftvc.diff.ledger import Found, Ledger
from draftvc.diff.model import Edit, Event
from draftvc.diff.pieces import Span
from draftvc.diff.window import Trimmed
from draftvc.draft.model import Clause


def find_mark_events(ledger: Ledger) -> None:
    """Tell of markers and agreed marks that came, changed or went; keep the others."""
    for old, new in ledger.clauses:
        if old is not None and new is not None:
            _find_marker(ledger, old, new)
            _find_stamp(ledger, old, new)


def renumbered_alone(old: Clause, new: Clause, trimmed: Trimmed, name: str) -> list[Found]:
    """Return the event of a clause of which nothing but its marker changed; none if not that."""
    before, after = old.text[: trimmed.lead_old], new.text[: trimmed.lead_new]
    if before == after or normal_form(before) == normal_form(after):
        return []
    event = Event(
        kind="clause.renumbered",
        clause=new.label,
        clause_old=old.label,
        clause_id=name,
        was=old.marker,
    )
    edit = Edit(name, (0, len(before)), (0, len(after)), before, after)
    return [Found(event, edits=(edit,))]


def _find_marker(ledger: Ledger, old: int, new: int) -> None:
    spans_old, spans_new = ledger.old.markers.get(old), ledger.new.markers.get(new)
    before = ledger.old.text[slice(*spans_old)] if spans_old else ""
    after = ledger.new.text[slice(*spans_new)] if spans_new else ""
    a, b = ledger.old.parts[old].clause, ledger.new.parts[new].clause
    if normal_form(before) == normal_form(after):
        if spans_old and spans_new:
            ledger.keep(spans_old, spans_new)
        return
    event = Event(kind="clause.renumbered", clause=b.label, clause_old=a.label, was=a.marker)
    gone = [spans_old] if spans_old else []
    if a.kind == "alternative" and b.kind != "alternative":
        gone += _support(ledger, old)
    at = (ledger.new.parts[new].start - 1, ledger.old.parts[old].start - 1)
    ledger.add(Found(event, gone, [spans_new] if spans_new else [], at))


def _find_stamp(ledger: Ledger, old: int, new: int) -> None:
    before, after = ledger.old.stamp(old), ledger.new.stamp(new)
    spans_old = [ledger.old.stamps[old]] if before else []
    spans_new = [ledger.new.stamps[new]] if after else []
    if before and after and stamp_key(before) == stamp_key(after):
        ledger.keep(spans_old[0], spans_new[0])
        return
    is_told = any(s in ledger.claimed_old for s in spans_old)
    is_told |= any(s in ledger.claimed_new for s in spans_new)
    if is_told or not (before or after):
        return
    event = Event(
        kind="clause.agreed" if after else "clause.reopened",
        clause=ledger.new.parts[new].clause.label,
        clause_old=ledger.old.parts[old].clause.label,
        when=(after.when or after.raw) if after else None,
        was=(before.when or before.raw) if before else None,
    )
    support = _support(ledger, old) if after and not before else []
    end = ledger.new.parts[new].end
    ledger.add(Found(event, spans_old + support, spans_new, at=(end, -1)))


def _support(ledger: Ledger, part: int) -> list[Span]:
    """Return the support on the clause itself that is gone: it got what it asked for."""
    return [
        entry.span
        for entry in ledger.old.positions.get(None, ())
        if entry.position.stance == "support"
        and entry.span not in ledger.kept
        and entry.span not in ledger.spare_old
        and ledger.old.part_at(entry.span[0]) == part
    ]
