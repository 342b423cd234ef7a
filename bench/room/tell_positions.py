"""Who stands elsewhere now than before, as events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from room.fates import keys
from room.model import Entry
from room.pairs import Pair
from room.sides import Unclear, lay_out
from room.told import Told


def compare_entries(
    old: Iterable[Entry], new: Iterable[Entry]
) -> Iterator[tuple[Entry | None, Entry | None]]:
    """What each party changed: its entry before and after.

    Raises:
        Unclear: a party has several stances, and which became which could be argued.
    """
    before, after = set(old), set(new)
    went, came = before - after, after - before
    for party in sorted({entry.party for entry in went | came}):
        left = sorted((e for e in went if e.party == party), key=str)
        right = sorted((e for e in came if e.party == party), key=str)
        if len(left) == len(right) == 1:
            yield left[0], right[0]
        elif left and right:
            raise Unclear("a party has several stances")
        else:
            yield from ((entry, None) for entry in left)
            yield from ((None, entry) for entry in right)


def position_events(
    clause: int,
    bracket: int,
    text: str,
    old: Iterable[Entry],
    new: Iterable[Entry],
    stood: str | None = None,
) -> Iterator[Told]:
    """The events of the positions on one bracket or clause.

    Who leaves it leaves the words on which it `stood`, where they are others now.
    """
    for before, after in compare_entries(old, new):
        entry = after or before
        assert entry is not None
        fields: dict[str, str] = {"party": entry.party}
        if bracket:
            fields["text"] = text
        if before and after:
            kind = "position.changed"
            fields |= {"from": before.stance, "to": after.stance}
            fields |= {"before": str(before), "after": str(after)}
        else:
            kind = "position.added" if after else "position.withdrawn"
            fields["stance"] = entry.stance
            fields["raw"] = str(entry)
            if bracket and not after and stood is not None:
                fields["text"] = stood
        yield Told(kind, clause, bracket, fields=dict(fields))


def all_positions(pair: Pair) -> Iterator[Told]:
    """The events of the positions on brackets that stand, and on the clause.

    Raises:
        Unclear: two readings could be defended.
    """
    fates, old, new = pair.fates, pair.old, pair.new
    whole = lay_out(old.clauses), lay_out(new.clauses)
    for one, other in [*fates.same.items(), *((uid, uid) for uid in pair.moved)]:
        if one not in whole[0].seen:
            continue  # a bracket over several clauses is told of once, elsewhere
        before, after = whole[0].seen[one], whole[1].seen[other]
        entries = before.bracket.entries(), after.bracket.entries()
        yield from position_events(after.clause, other, after.text(), *entries, before.text())
    for other, parts in fates.merged.items():
        seen = new.seen[other]
        union = [e for uid in parts for e in old.seen[uid].bracket.entries()]
        for told in position_events(seen.clause, other, seen.text(), union, seen.bracket.entries()):
            if told.kind == "position.withdrawn":
                told.fields["text"] = _stood(pair, parts, str(told.fields["raw"])) or seen.text()
            yield told
    for one, parts in fates.split.items():
        yield from _split_positions(pair, one, parts)
    for uid, (letters, clause, _) in new.pairs.items():
        if uid in old.pairs:
            before_entries = [e for group in old.pairs[uid][0].groups for e in group]
            after_entries = [e for group in letters.groups for e in group]
            text = letters.letter.upper()
            yield from position_events(clause, letters.capital, text, before_entries, after_entries)
    yield from _clause_positions(pair)


def _stood(pair: Pair, parts: Iterable[int], raw: str) -> str | None:
    """The words of the one part on which an entry stood; None where it stood on several."""
    brackets = [pair.old.seen[uid] for uid in parts]
    held = [one for one in brackets if raw in map(str, one.bracket.entries())]
    return held[0].text() if len(held) == 1 else None


def _split_positions(pair: Pair, one: int, parts: tuple[int, ...]) -> Iterator[Told]:
    before = pair.old.seen[one].bracket.entries()
    union = [e for uid in parts for e in pair.new.seen[uid].bracket.entries()]
    if not keys(before) <= keys(union):
        raise Unclear("positions went where a bracket was parted")
    both = [set(pair.new.seen[uid].bracket.entries()) - set(before) for uid in parts]
    if both[0] & both[1]:
        raise Unclear("a party joined both parts of a bracket that was parted")
    for uid in parts:
        seen = pair.new.seen[uid]
        mine = [entry for entry in seen.bracket.entries() if entry not in before]
        yield from position_events(seen.clause, uid, seen.text(), [], mine)


def _clause_positions(pair: Pair) -> Iterator[Told]:
    old = [entry for entries in pair.old.entries.values() for entry in entries]
    new = [entry for entries in pair.new.entries.values() for entry in entries]
    if set(old) == set(new):
        return
    if len(pair.old.clauses) > 1 or len(pair.new.clauses) > 1:
        raise Unclear("positions on clauses that were parted or joined")
    one, other = pair.old.clauses[0], pair.new.clauses[0]
    settled = (other.stamp and not one.stamp) or (one.kind == "alt" and other.kind == "sub")
    for told in position_events(other.uid, 0, "", old, new):
        stance = told.fields.get("stance")
        if not (settled and told.kind == "position.withdrawn" and stance == "support"):
            yield told
