"""Groups at the end of a list, where its last sub-paragraph came or went and the groups changed.

`b. to ring;] {CMR reserve OP1a to b}` that becomes `b. to ring;` and `c. to mend;] {CMR reserve
OP1a to c}`: the `]` is as stray as it was, and CMR's reserve reaches further. Nothing was repaired.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from draftvc.diff.ledger import Found
from draftvc.diff.model import Edit, Event
from draftvc.diff.pieces import Entry, Span
from draftvc.diff.rehoused import without
from draftvc.diff.renumbering import Placed
from draftvc.diff.viewing import view_clause
from draftvc.draft.model import Clause
from draftvc.notation.model import Reading
from draftvc.notation.patterns import Pattern

_MARKS_ALONE = Pattern(r"(?:\s|[].,;:]|\{[^{}]*\})*\Z")
_OF_MARK = ("bracket.lifted", "bracket.added")
_STANCES = ("position.withdrawn", "position.added")


class ListEnd(NamedTuple):
    """The end of a list: in one clause on one side, in a clause that came or went on the other."""

    lost: Clause
    """The clause at the end of the list where the other one does not stand."""
    start: int
    """Where the marks begin that end it."""
    owner: Clause
    """The clause that came or went, and has the marks where it stands."""
    start_owner: int
    beside: int
    """New index of the clause that stands in both."""
    name: str
    """The name by which edits speak of that clause."""
    comes: bool


def find_list_ends(
    lost: Clause, same: Clause, owner: Clause, beside: tuple[int, str], *, comes: bool
) -> Iterator[ListEnd]:
    """Yield where a list can end on both sides, the most marks first; nothing where it moved.

    As many stray `]` as one clause lost stand at the end of the other, or some of them, where a
    bracket that runs on has the rest; or the same party has the same stance there, with clauses
    that it names.

    Args:
        lost: the last clause of the list, on the side where it is the shorter one.
        same: that clause on the other side.
        owner: the last clause of the longer list.
        beside: the new index and the name of `lost` and `same`.
        comes: whether the longer list is the new one.
    """
    many = len(_strays(lost.reading)) - len(_strays(same.reading))
    if lost.parent != owner.parent or (many == 0 and _start(same, 0) >= 0):
        return
    for count in range(many, 0, -1) if many else (0,):
        start, start_owner = _start(lost, count), _start(owner, count)
        if -1 in (start, start_owner):
            continue
        if count or _scoped(lost, start) & _scoped(owner, start_owner):
            yield ListEnd(lost, start, owner, start_owner, *beside, comes)


def _strays(reading: Reading) -> list[int]:
    """Return where the unopened `]` stand behind which no word stands."""
    unopened = [fault.start for fault in reading.faults if fault.code == "E102"]
    return [at for at in unopened if _MARKS_ALONE.compiled.match(reading.text, at)]


def _start(clause: Clause, many: int) -> int:
    """Return where so many last stray `]`, or the last groups on a clause, begin; -1: nowhere."""
    if many:
        strays = _strays(clause.reading)
        return strays[-many] if len(strays) >= many else -1
    start, end = -1, len(clause.text)
    for brace in reversed(clause.reading.braces):
        if brace.owner is not None or clause.text[brace.end : end].strip(" .,;:"):
            break
        start = end = brace.start
    return start


def _scoped(clause: Clause, start: int) -> set[Hashable]:
    """Return who has which stance on clauses that are named, behind a place."""
    entries = _entries(clause, start)
    return {(e.position.who, e.position.stance) for e in entries if e.position.scope}


def _entries(clause: Clause, start: int) -> list[Entry]:
    return [entry for entry in view_clause(clause).entries if entry.span[0] >= start]


def settle_list_end(
    whole: Placed, end: ListEnd, events: Sequence[Placed]
) -> tuple[Placed, list[Placed]] | None:
    """Return the event of a whole clause, and what changed in the groups at the end of its list.

    What stood still is told by the clause that came or went, and by nothing else. None where
    something else explains a group there.

    Args:
        whole: the event of the clause.
        end: the end of its list.
        events: those of nothing but the marks at the end, in the clause that stands in both.
    """
    groups = _Groups(end, _entries(end.lost, end.start), _entries(end.owner, end.start_owner))
    events = [one for event in events for one in groups.apart(event)]
    of_entry = groups.told_by(events)
    if of_entry is None:
        return None
    mates = groups.mates()
    told: list[Placed] = []
    absorbed = [event for event in events if groups.has_still(event)]
    for entry in groups.lost:
        event, mate = of_entry[entry.span], mates.pop(entry.span, None)
        if mate is None:
            told.append(event)
        elif mate.key == entry.key:
            absorbed.append(event)
            whole = _without_position(whole, mate)
        else:
            whole = _cut(_without_position(whole, mate), mate, end)
            told.append(_changed(whole, end, event, entry, mate))
    for entry in groups.alone():
        whole = _cut(_without_position(whole, entry), entry, end)
        told.append(_entered(whole, end, entry))
    told += [e for e in events if e.kind not in _STANCES and not groups.has_still(e)]
    return _with_edits(whole, absorbed), told


def keep_standing(gone: Placed, come: Placed, old: Clause, new: Clause) -> None:
    """Take out of both events who stands at the end of a list of which the last clause is another.

    Only behind a stray mark, or on clauses that are named: that speaks of more than the clause.
    """
    if old.parent != new.parent:
        return
    here, there = _said_at_end(old), _said_at_end(new)
    for entry in here:
        mate = next((each for each in there if each.key == entry.key), None)
        if mate is not None:
            there.remove(mate)
            gone.found = _without_position(gone, entry).found
            come.found = _without_position(come, mate).found


def _said_at_end(clause: Clause) -> list[Entry]:
    strays = _strays(clause.reading)
    start = strays[-1] if strays else _start(clause, 0)
    entries = _entries(clause, start) if start >= 0 else []
    return [entry for entry in entries if strays or entry.position.scope]


class _Groups(NamedTuple):
    """The entries at the end of a list, on the side where it is shorter, and on the other."""

    end: ListEnd
    lost: list[Entry]
    owned: list[Entry]

    def apart(self, event: Placed) -> list[Placed]:
        """Return the event of a bracket of which the stray mark alone stands as one an entry.

        Where the mark stood still, nothing was accepted and nothing put in brackets.
        """
        edits = event.found.edits
        if event.kind not in _OF_MARK or len(edits) != 1:
            return [event]
        comes, edit = self.end.comes, edits[0]
        start, end = (edit.old if comes else edit.new) or (0, 0)
        inside = [e for e in self.lost if _covers(event, e.span, comes=comes)]
        cuts = [start, *(entry.span[1] for entry in inside[:-1]), end]
        return [
            replace(
                event,
                found=Found(
                    _stance_of(event.found.event, entry),
                    at=event.found.at,
                    edits=(_piece(edit, a - start, b - start),),
                ),
            )
            for entry, (a, b) in zip(inside, pairwise(cuts), strict=False)
        ] or [event]

    def told_by(self, events: Sequence[Placed]) -> dict[Span, Placed] | None:
        """Return the event that tells of each entry of the shorter list; None where not all do."""
        found: dict[Span, Placed] = {}
        for event in events:
            covered = [e for e in self.lost if _covers(event, e.span, comes=self.end.comes)]
            if event.kind in _STANCES:
                if len(covered) != 1:
                    return None
                found[covered[0].span] = event
        return found if len(found) == len(self.lost) else None

    def mates(self) -> dict[Span, Entry]:
        """Return the entry of the longer list that is each of the shorter one: equal, or likest."""
        rest, found = list(self.owned), dict[Span, Entry]()
        for alike in (_key, _stance, _who):
            for entry in self.lost:
                mate = next((e for e in rest if alike(e) == alike(entry)), None)
                if mate is not None and entry.span not in found:
                    found[entry.span] = mate
                    rest.remove(mate)
        return found

    def alone(self) -> list[Entry]:
        """Return the entries behind a stray mark that the shorter list has not.

        Without one they may speak of the clause that came or went, and are told with it.
        """
        if not self.end.lost.text.startswith("]", self.end.start):
            return []
        mates = list(self.mates().values())
        return [entry for entry in self.owned if entry not in mates]

    def has_still(self, event: Placed) -> bool:
        """Tell whether an event is of a stray mark, or of a note, that both lists end with.

        A mark that no fault explains is one that a bracket through both clauses stands before.
        """
        if event.kind.startswith("syntax.") or event.kind == "residual":
            return True
        if not event.kind.startswith(("note.", "placeholder.")):
            return False
        braces = (b for b in self.end.owner.reading.braces if b.start >= self.end.start_owner)
        own = event.found.event
        return any(brace.who == own.who and brace.text == own.text for brace in braces)


def _key(entry: Entry) -> Hashable:
    return entry.key


def _stance(entry: Entry) -> Hashable:
    return entry.position.who, entry.position.stance


def _who(entry: Entry) -> Hashable:
    return entry.position.who


def _stance_of(bracket: Event, entry: Entry) -> Event:
    """Return the event of one stance on a bracket as one on its clause."""
    return Event(
        "position.withdrawn" if bracket.kind == "bracket.lifted" else "position.added",
        bracket.clause,
        clause_old=bracket.clause_old or bracket.clause,
        clause_id=bracket.clause_id,
        party=entry.position.party,
        stance=entry.position.stance,
    )


def _piece(edit: Edit, first: int, last: int) -> Edit:
    """Return the edit of a part of a text that came or went, by offsets into that text."""
    if edit.before:
        start = edit.old[0] if edit.old else 0
        return edit._replace(old=(start + first, start + last), before=edit.before[first:last])
    start = edit.new[0] if edit.new else 0
    return edit._replace(new=(start + first, start + last), after=edit.after[first:last])


def _covers(event: Placed, span: Span, *, comes: bool) -> bool:
    spans = [edit.old if comes else edit.new for edit in event.found.edits]
    return any(each and each[0] <= span[0] and span[1] <= each[1] for each in spans)


def _without_position(whole: Placed, entry: Entry) -> Placed:
    event = whole.found.event
    positions = tuple(p for p in event.positions or () if p is not entry.position)
    return replace(whole, found=replace(whole.found, event=event._replace(positions=positions)))


def _edit(whole: Placed, end: ListEnd, entry: Entry) -> Edit:
    """Return the edit of one entry of a clause that came or went."""
    name, text = whole.found.event.clause_id or "", end.owner.text[slice(*entry.span)]
    if end.comes:
        return Edit(name, None, entry.span, "", text)
    return Edit(name, entry.span, None, text, "")


def _cut(whole: Placed, entry: Entry, end: ListEnd) -> Placed:
    """Return the event of a whole clause without the edit of an entry."""
    return without(
        whole, replace(whole, found=Found(Event("", ""), edits=(_edit(whole, end, entry),)))
    )


def _with_edits(whole: Placed, absorbed: Sequence[Placed]) -> Placed:
    edits = tuple(edit for event in absorbed for edit in event.found.edits)
    return replace(whole, found=replace(whole.found, edits=(*whole.found.edits, *edits)))


def _changed(whole: Placed, end: ListEnd, event: Placed, entry: Entry, mate: Entry) -> Placed:
    """Return the event of an entry that says something else where the list ends now."""
    before, after = (entry, mate) if end.comes else (mate, entry)
    changed = _at_end(whole, end)._replace(
        kind="position.changed",
        party=after.position.party,
        from_=before.position.stance,
        to=after.position.stance,
        before=before.position.raw,
        after=after.position.raw,
    )
    edits = (*event.found.edits, _edit(whole, end, mate))
    return _placed(whole, end, changed, after, edits)


def _entered(whole: Placed, end: ListEnd, entry: Entry) -> Placed:
    """Return the event of an entry that stands at the end of the longer list alone."""
    event = _at_end(whole, end)._replace(
        kind="position.added" if end.comes else "position.withdrawn",
        party=entry.position.party,
        stance=entry.position.stance,
    )
    return _placed(whole, end, event, entry, (_edit(whole, end, entry),))


def _at_end(whole: Placed, end: ListEnd) -> Event:
    """Return an event without its kind, in the clause at the end of the list on each side."""
    if end.comes:
        own = whole.found.event
        return Event("", own.clause, clause_old=end.lost.label, clause_id=own.clause_id)
    return Event("", end.lost.label, clause_old=end.owner.label, clause_id=end.name)


def _placed(
    whole: Placed, end: ListEnd, event: Event, entry: Entry, edits: tuple[Edit, ...]
) -> Placed:
    found = Found(event, at=(entry.span[0], -1), edits=edits)
    return Placed(found, whole.new if end.comes else end.beside)
