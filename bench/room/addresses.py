"""Labels and addresses for the events of the truth, as the two pages would show them."""

from __future__ import annotations

from room.model import Clause, Draft
from room.sides import as_read, faults_of, lay_out
from room.told import Told, Value


class Addresses:
    """What the clauses and brackets of two states are called."""

    def __init__(self, base: Draft, new: Draft) -> None:
        """Name the clauses; brackets are named when asked for."""
        self._drafts = ({c.uid: c for c in base.clauses}, {c.uid: c for c in new.clauses})
        self._labels = ({0: "FRONT", **base.labels()}, {0: "FRONT", **new.labels()})
        self._known: tuple[dict[int, str], dict[int, str]] = ({}, {})
        self._read: tuple[set[int], set[int]] = (set(), set())

    def resolve(self, told: list[Told]) -> list[Told]:
        """The events with labels and addresses in place of identities."""
        for one in told:
            side = 0 if one.clause not in self._labels[1] else 1
            mine = [self._labels[side][one.clause]]
            aside = [self._labels[1][uid] for uid in one.aside if uid in self._labels[1]]
            one.labels = tuple(dict.fromkeys(mine + aside))
            if one.bracket:
                clauses = [one.clause, *one.aside]
                one.address = self._address(one.bracket, 0 if one.old else 1, clauses)
            for name in ("was", "inner", "clause_old"):
                if name in one.fields:
                    one.fields[name] = self._named(one, name, one.fields[name])
        return told

    def _named(self, one: Told, name: str, value: Value) -> Value:
        bracketed = one.kind.startswith(("bracket.", "position.")) or name == "clause_old"
        if not bracketed:
            return value
        side = 1 if name == "inner" and not one.old else 0
        if isinstance(value, tuple):
            return tuple(self._find(int(uid), side) for uid in value)
        return self._find(int(str(value)), side)

    def _find(self, uid: int, side: int) -> str:
        if uid in self._labels[side]:
            return self._labels[side][uid]
        if uid not in self._known[side]:
            for clause in self._drafts[side].values():
                other = self._drafts[1 - side].get(clause.uid)
                if other is not clause:
                    self._learn(clause, side)
        return self._known[side].get(uid, "")

    def _address(self, uid: int, side: int, clauses: list[int]) -> str:
        for number in clauses:
            if number in self._drafts[side]:
                self._learn(self._drafts[side][number], side)
        return self._known[side].get(uid) or self._find(uid, side)

    def _learn(self, clause: Clause, side: int) -> None:
        if clause.uid in self._read[side]:
            return
        self._read[side].add(clause.uid)
        other = self._drafts[1 - side].get(clause.uid)
        faults = faults_of([clause])
        if other is not None and faults_of([other]) != faults:
            return  # what is counted in a broken clause is a matter of taste
        row = lay_out([as_read(clause, set(faults))])
        label = self._labels[side][clause.uid]
        if clause.opens:
            self._known[side][clause.span] = f"{label}#1"
        for uid, seen in row.seen.items():
            self._known[side][uid] = f"{label}#{seen.number}"
        for letters, _, number in row.pairs.values():
            self._known[side][letters.small] = f"{label}#{number}"
            self._known[side][letters.capital] = f"{label}#{number + 1}"
