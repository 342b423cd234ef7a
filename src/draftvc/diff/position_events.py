"""Events of positions: who came to stand, or no longer stands, on what stands in both."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from draftvc.diff.ledger import Found, Ledger
from draftvc.diff.model import Event
from draftvc.diff.pieces import Entry, Span
from draftvc.diff.view import View

Owners = tuple[int | None, ...]


@dataclass(slots=True)
class LeftOver:
    """The entries on one bracket, or on the clause, that stand on one side only."""

    on: tuple[int | None, int | None]
    """The bracket on each side; None: the clause."""
    gone: list[Entry]
    come: list[Entry]


def keep_positions(ledger: Ledger) -> list[LeftOver]:
    """Keep the entries that stand in both; return those left over, by what they stand on."""
    left_over: list[LeftOver] = []
    for olds, news in _owners(ledger):
        before = _distinct(ledger.old, olds, ledger.spare_old)
        after = _distinct(ledger.new, news, ledger.spare_new)
        if not (before or after):
            continue
        gone, come = _without_equals(ledger, before, after)
        if gone or come:
            gone, come = _without_shared(ledger, olds, gone, come, before, after)
        if gone or come:
            left_over.append(LeftOver((olds[0], news[0]), gone, come))
    return left_over


def _distinct(view: View, owners: Owners, spare: dict[Span, Span]) -> Sequence[Entry]:
    """Return the entries on brackets; of equal ones in adjacent groups, one: a set has it once."""
    entries = view.positions.get(owners[0], ())
    if len(owners) > 1:
        entries = tuple(e for owner in owners for e in view.positions.get(owner, ()))
    if len(entries) < 2 or len({entry.key for entry in entries}) == len(entries):
        return entries
    found: dict[Hashable, Entry] = {}
    for entry in entries:
        twin = found.setdefault((entry.key, view.run_at(entry.span[0])), entry)
        if twin is not entry:
            spare[entry.span] = twin.span
    return list(found.values())


def find_position_events(ledger: Ledger, left_over: list[LeftOver]) -> None:
    """Add the events of positions on brackets that stand in both, and on the clause."""
    gone: list[Found] = []
    come: list[Found] = []
    for each in left_over:
        _compare(ledger, each, gone, come)
    for found in _paired_as_moves(gone, come):
        ledger.add(found)


def _owners(ledger: Ledger) -> Iterator[tuple[Owners, Owners]]:
    m = ledger.matching
    yield (None,), (None,)
    yield from (((a,), (b,)) for a, b in sorted(m.pairs.items()))
    yield from ((tuple(olds), (b,)) for olds, b in m.merged)
    yield from (((a,), tuple(news)) for a, news in m.split)


def _without_equals(
    ledger: Ledger, before: Sequence[Entry], after: Sequence[Entry]
) -> tuple[list[Entry], list[Entry]]:
    """Keep equal entries, the nearest to each other first; return the others."""
    of_key: dict[Hashable, list[Entry]] = {}
    for entry in after:
        of_key.setdefault(entry.key, []).append(entry)
    gone: list[Entry] = []
    for entry in before:
        mates = of_key.get(entry.key)
        if mates and len(ledger.clauses) > 1:
            mates = [other for other in mates if ledger.can_keep(entry.span, other.span)]
        if not mates:
            gone.append(entry)
            continue
        mate = mates[0]
        if len(mates) > 1:
            here = ledger.to_new_offset(entry.span[0])
            mate = min(mates, key=lambda other: abs(other.span[0] - here))
        of_key[entry.key].remove(mate)
        ledger.keep(entry.span, mate.span)
    if not any(of_key.values()):
        return gone, []
    left = {entry.span for entries in of_key.values() for entry in entries}
    return gone, [entry for entry in after if entry.span in left]


def _without_shared(
    ledger: Ledger,
    olds: Owners,
    gone: list[Entry],
    come: list[Entry],
    before: Sequence[Entry],
    after: Sequence[Entry],
) -> tuple[list[Entry], list[Entry]]:
    """Let what redrew, joined or parted brackets explain entries that stand on both sides.

    What stood on several of them is one now; what stands in another clause went with its mark.
    """
    there = {entry.key for entry in after}
    here = {entry.key for entry in before}
    old = [entry.span for entry in gone if entry.key in there]
    new = [entry.span for entry in come if entry.key in here]
    marks = [mark for a in olds if a is not None for mark in ledger.old.spans[a].marks]
    claims = (ledger.claimed_old[mark] for mark in marks if mark in ledger.claimed_old)
    found = next((each for each in claims if each.event.kind.startswith("bracket.")), None)
    if found is None or not (old or new):
        return gone, come
    found.old += old
    found.new += new
    ledger.claim(found, old, new)
    return (
        [entry for entry in gone if entry.span not in old],
        [entry for entry in come if entry.span not in new],
    )


def _compare(ledger: Ledger, left_over: LeftOver, gone: list[Found], come: list[Found]) -> None:
    """Tell what one party changed as one event; note who left and who came."""
    on = left_over.on
    before = _once(e for e in left_over.gone if e.span not in ledger.claimed_old)
    rest = _once(e for e in left_over.come if e.span not in ledger.claimed_new)
    for left in before:
        of_party = [r for r in rest if r[0].position.who == left[0].position.who]
        same = [r for r in of_party if r[0].position.stance == left[0].position.stance]
        right = next(iter(same or of_party), None)
        if right is None:
            gone.append(_with_spans(withdrawn(ledger, on, left), left, []))
        else:
            rest.remove(right)
            ledger.add(_with_spans(_changed(ledger, on, left[0], right[0]), left, right))
    come += [_with_spans(_on_all(ledger, on, right), [], right) for right in rest]


def _once(entries: Iterable[Entry]) -> list[list[Entry]]:
    """Return equal entries together: what stood on several places was asked once."""
    found: dict[Hashable, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.key, []).append(entry)
    return list(found.values())


def _with_spans(found: Found, old: Sequence[Entry], new: Sequence[Entry]) -> Found:
    found.old, found.new = [e.span for e in old], [e.span for e in new]
    return found


def withdrawn(ledger: Ledger, on: tuple[int | None, int | None], equal: list[Entry]) -> Found:
    """Return the event of a stance that is given up, written once or several times."""
    entry = equal[0]
    owner = entry.owner
    event = _event(ledger, on, old=entry, new=None)
    if owner is not None and all(each.owner == owner for each in equal):
        # It never stood on what the bracket says now, nor on others that were joined with it.
        event = event._replace(text=ledger.old.bracket_name(owner))
    event = event._replace(
        kind="position.withdrawn",
        party=entry.position.party,
        stance=entry.position.stance,
    )
    return Found(event, old=[entry.span])


def _on_all(ledger: Ledger, on: tuple[int | None, int | None], equal: list[Entry]) -> Found:
    """Return the event of a stance that is taken on all parts of a bracket that was parted."""
    found = entered(ledger, on, equal[0])
    owners = {each.owner for each in equal if each.owner is not None}
    if len(owners) > 1:
        words = " ".join(ledger.new.bracket_name(owner) for owner in sorted(owners))
        found.event = found.event._replace(text=words)
    return found


def entered(ledger: Ledger, on: tuple[int | None, int | None], entry: Entry) -> Found:
    """Return the event of a stance that is taken."""
    event = _event(ledger, on, old=None, new=entry)._replace(
        kind="position.added",
        party=entry.position.party,
        stance=entry.position.stance,
    )
    return Found(event, new=[entry.span])


def _changed(ledger: Ledger, on: tuple[int | None, int | None], left: Entry, right: Entry) -> Found:
    event = _event(ledger, on, old=left, new=right)._replace(
        kind="position.changed",
        party=right.position.party,
        from_=left.position.stance,
        to=right.position.stance,
        before=left.position.raw,
        after=right.position.raw,
    )
    return Found(event, [left.span], [right.span])


def _event(
    ledger: Ledger, on: tuple[int | None, int | None], old: Entry | None, new: Entry | None
) -> Event:
    """Return an event without its kind: the clause and the bracket that entries stand on."""
    a = old.owner if old else on[0]
    b = new.owner if new else on[1]
    if _is_loose(ledger, old, new):
        a = b = None
    if a is not None and b is not None:
        x, y = ledger.old.spans[a], ledger.new.spans[b]
        clause, clause_old = ledger.labels(new=y.start, old=x.start)
    else:
        clause, clause_old = ledger.labels(
            new=new.span[0] if new else None, old=old.span[0] if old else None
        )
    return Event(
        kind="",
        clause=clause,
        clause_old=clause_old,
        bracket=None if b is None else ledger.new.written_address(b),
        bracket_old=None if a is None else ledger.old.written_address(a),
        text=None if b is None else ledger.new.bracket_name(b),
    )


def _is_loose(ledger: Ledger, old: Entry | None, new: Entry | None) -> bool:
    """Tell whether an entry alone in its group is, as the text is written, on the clause."""
    entry, view, kept = (
        (old, ledger.old, ledger.kept) if old else (new, ledger.new, ledger.kept_new)
    )
    if entry is None or (old and new) or entry.span not in view.loose:
        return False
    return not any(e.brace == entry.brace and e.span in kept for e in view.entries)


def _paired_as_moves(gone: list[Found], come: list[Found]) -> list[Found]:
    """Read a stance that left one bracket and came on another as moved."""
    rest = list(come)
    result: list[Found] = []
    for left in gone:
        mate = next((right for right in rest if _same_stance(left.event, right.event)), None)
        if mate is None:
            result.append(left)
        else:
            rest.remove(mate)
            result.append(moved(left, mate))
    return result + rest


def _same_stance(left: Event, right: Event) -> bool:
    return (left.who, left.stance) == (right.who, right.stance)


def moved(left: Found, right: Found) -> Found:
    """Return the event of a stance that left one place and came in another."""
    event = right.event._replace(
        kind="position.moved",
        clause_old=left.event.clause_old,
        bracket_old=left.event.bracket_old,
        was=left.event.bracket_old or left.event.clause_old,
    )
    return Found(event, left.old, right.new, right.at, left.edits + right.edits)
