"""Events of positions: who came to stand, or no longer stands, on what stands in both."""

from __future__ import annotations

from collections import defaultdict

from draftvc.diff.ledger import Found, Ledger
from draftvc.diff.model import Event
from draftvc.diff.view import Entry


def find_position_events(ledger: Ledger, *, agreed_now: bool) -> None:
    """Add the events of positions on brackets that stand in both, and on the clause."""
    m = ledger.matching
    owners: list[tuple[tuple[int | None, ...], tuple[int | None, ...]]] = [((None,), (None,))]
    owners += [((a,), (b,)) for a, b in sorted(m.pairs.items())]
    owners += [(tuple(olds), (b,)) for olds, b in m.merged]
    owners += [((a,), tuple(news)) for a, news in m.split]
    gone: list[Found] = []
    come: list[Found] = []
    for olds, news in owners:
        quiet = agreed_now and olds == (None,)
        _compare(ledger, olds, news, gone, come, quiet=quiet)
    for found in _paired_as_moves(gone, come):
        ledger.add(found)


def _compare(
    ledger: Ledger,
    olds: tuple[int | None, ...],
    news: tuple[int | None, ...],
    gone: list[Found],
    come: list[Found],
    *,
    quiet: bool,
) -> None:
    before = [e for owner in olds for e in ledger.old.positions.get(owner, ())]
    after = [e for owner in news for e in ledger.new.positions.get(owner, ())]
    by_party: dict[str, tuple[list[Entry], list[Entry]]] = defaultdict(lambda: ([], []))
    for entry in before:
        by_party[entry.position.party][0].append(entry)
    for entry in after:
        by_party[entry.position.party][1].append(entry)
    a, b = olds[0], news[0]
    for party, (left, right) in by_party.items():
        left, right = _without_equals(ledger, left, right)
        while left and right:
            ledger.add(_changed(ledger, a, b, left.pop(0), right.pop(0)))
        for entry in left:
            if not (quiet and entry.position.stance == "support"):
                gone.append(_one(ledger, a, b, entry, "position.withdrawn", party))
        come += [_one(ledger, a, b, entry, "position.added", party) for entry in right]


def _without_equals(
    ledger: Ledger, left: list[Entry], right: list[Entry]
) -> tuple[list[Entry], list[Entry]]:
    rest = list(right)
    alone: list[Entry] = []
    for entry in left:
        mate = next((r for r in rest if r.position.key == entry.position.key), None)
        if mate is None:
            alone.append(entry)
        else:
            rest.remove(mate)
            ledger.keep([entry.span], [mate.span])
    seen = {entry.position.key for entry in left}
    doubled = [entry for entry in rest if entry.position.key in seen]
    ledger.keep([], [entry.span for entry in doubled])
    here = {entry.position.key for entry in right}
    doubled_old = [entry for entry in alone if entry.position.key in here]
    ledger.keep([entry.span for entry in doubled_old], [])
    return (
        [entry for entry in alone if entry not in doubled_old],
        [entry for entry in rest if entry not in doubled],
    )


def _event(ledger: Ledger, a: int | None, b: int | None, kind: str, **fields: object) -> Event:
    return Event(
        kind=kind,
        clause=ledger.new.label,
        clause_old=ledger.old.label,
        bracket=None if b is None else ledger.new.address(b),
        bracket_old=None if a is None else ledger.old.address(a),
        text=None if b is None else ledger.new.bracket_text(b),
        **fields,  # type: ignore[arg-type]
    )


def _changed(ledger: Ledger, a: int | None, b: int | None, left: Entry, right: Entry) -> Found:
    event = _event(
        ledger,
        a,
        b,
        "position.changed",
        party=right.position.party,
        from_=left.position.stance,
        to=right.position.stance,
        before=left.position.raw,
        after=right.position.raw,
    )
    return Found(event, [left.span], [right.span])


def _one(
    ledger: Ledger, a: int | None, b: int | None, entry: Entry, kind: str, party: str
) -> Found:
    event = _event(ledger, a, b, kind, party=party, stance=entry.position.stance)
    gone = kind == "position.withdrawn"
    return Found(event, [entry.span] if gone else [], [] if gone else [entry.span])


def _paired_as_moves(gone: list[Found], come: list[Found]) -> list[Found]:
    """Read a stance that left one bracket and came on another of the clause as moved."""
    rest = list(come)
    result: list[Found] = []
    for left in gone:
        mate = next(
            (
                right
                for right in rest
                if (right.event.party, right.event.stance) == (left.event.party, left.event.stance)
            ),
            None,
        )
        if mate is None:
            result.append(left)
            continue
        rest.remove(mate)
        event = Event(
            kind="position.moved",
            clause=mate.event.clause,
            clause_old=left.event.clause_old,
            bracket=mate.event.bracket,
            bracket_old=left.event.bracket_old,
            text=mate.event.text,
            party=mate.event.party,
            stance=mate.event.stance,
            was=left.event.bracket_old or left.event.clause_old,
        )
        result.append(Found(event, left.old, mate.new))
    return result + rest
