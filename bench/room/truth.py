"""What a delegate would report between two states of a draft: the net effect, from identities.

The events follow section 5 of the interfaces. They are told with identities and then given the
labels and addresses that the two pages would show.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from room.addresses import Addresses
from room.changes import line_runs
from room.lineage import Elsewhere, Homes, Lineage, brackets_elsewhere, refuse_unless
from room.model import Clause, Draft, LetterPair, words_in
from room.order import Order, moved_clauses, numbering_events
from room.pairs import pair_up
from room.plain import refuse_confusing
from room.sides import lay_out
from room.spans import span_events
from room.tell import told_of
from room.tell_positions import position_events
from room.told import Fields, Told

FRONT = 0
"""Identity of the front."""
_CROSSING = ("position.withdrawn", "position.added")
_DOUBT = "positions that could have moved"
_Key = tuple[tuple[int, ...], tuple[int, ...], frozenset[int]]


class Truth:
    """The events since one state of a draft; what was told of a clause once is remembered."""

    def __init__(self, base: Draft, careful: bool = True) -> None:
        """Compare with `base`; `careful` refuses what the words alone would let one misread."""
        self.base, self.careful = base, careful
        self._order = Order(base)
        self._homes = Homes(base)
        self._settled: set[tuple[tuple[int, str, int, bool], ...]] = set()
        self._known: dict[_Key, tuple[object, list[Told]]] = {}

    def tell(self, new: Draft) -> list[Told]:
        """The events, with labels and addresses.

        Raises:
            Unclear: two readings of a change could be defended.
        """
        return Addresses(self.base, new).resolve(self.raw(new))

    def raw(self, new: Draft) -> list[Told]:
        """The events, with identities only.

        Raises:
            Unclear: two readings of a change could be defended.
        """
        kin = self._homes.lineage(new)
        away = brackets_elsewhere(kin, self._homes)
        told: list[Told] = []
        for olds, news in kin.groups:
            mine = self._of(olds, news, away)
            told += [replace(one, fields=dict(one.fields)) for one in mine]
        told += _elsewhere_events(away)
        told = list(span_events(self.base, new, told))
        told = _join_positions(told)
        told += self._clause_events(new, kin)
        told += _front_events(self.base, new)
        return told

    def check(self, new: Draft) -> frozenset[str]:
        """The entries that went in one place and came in another.

        Raises:
            Unclear: two readings of a change could be defended.
        """
        kin = self._homes.lineage(new)
        away = brackets_elsewhere(kin, self._homes)
        order = tuple((c.uid, c.kind, c.number, c.bis) for c in new.clauses)
        if order not in self._settled:
            self._clause_events(new, kin)
            self._settled.add(order)
        counts: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
        mine = [one for olds, news in kin.groups for one in self._of(olds, news, away)]
        for one in span_events(self.base, new, [*mine, *_elsewhere_events(away)]):
            if one.kind in _CROSSING:
                counts[one.kind == "position.added"][str(one.fields["raw"])] += 1
        crossing = counts[0].keys() & counts[1].keys()
        refuse_unless(all(counts[0][raw] == counts[1][raw] == 1 for raw in crossing), _DOUBT)
        return frozenset(crossing)

    def _of(self, olds: list[Clause], news: list[Clause], away: dict[int, Elsewhere]) -> list[Told]:
        mine: frozenset[int] = frozenset()
        if away:
            uids = {clause.uid for clause in (*olds, *news)}
            mine = frozenset(uid for uid, one in away.items() if {one.left, one.clause} & uids)
        key = (tuple(map(id, olds)), tuple(map(id, news)), mine)
        if key not in self._known:
            pair = pair_up(olds, news, mine)
            if self.careful:
                refuse_confusing(pair)
            self._known[key] = ((olds, news), told_of(pair))
        return self._known[key][1]

    def _clause_events(self, new: Draft, kin: Lineage) -> list[Told]:
        told: list[Told] = []
        for clause in kin.added:
            told.append(Told("clause.added", clause.uid, fields=_body(clause)))
        for clause in kin.removed:
            told.append(Told("clause.removed", clause.uid, old=True, fields=_body(clause)))
        for home, part in kin.split:
            refuse_unless(_outweighs(new, home, part), "parted in halves")
            told.append(Told("clause.split", home, aside=frozenset({part})))
        for home, part in kin.merged:
            refuse_unless(_outweighs(self.base, home, part), "two halves joined")
            told.append(Told("clause.merged", home))
        moved = moved_clauses(self._order, new)
        told += [Told("clause.moved", uid, fields={"clause_old": str(uid)}) for uid in moved]
        told += _stamps(kin)
        told += numbering_events(self.base, new, set(moved), told)
        return told


def _elsewhere_events(away: dict[int, Elsewhere]) -> Iterator[Told]:
    for uid, one in away.items():
        text = " ".join(word.text for word in words_in(one.after.items))
        told = Told("bracket.moved", one.clause, uid, fields={"text": text, "was": str(uid)})
        told.concerns = frozenset(word.uid for word in words_in(one.after.items))
        yield told
        entries = one.before.entries(), one.after.entries()
        yield from position_events(one.clause, uid, text, *entries)


def _join_positions(told: list[Told]) -> list[Told]:
    """A position withdrawn here and added there, once each, moved."""
    pools: dict[str, tuple[list[Told], list[Told]]] = {}
    for one in told:
        if one.kind in _CROSSING:
            pool = pools.setdefault(str(one.fields["raw"]), ([], []))
            pool[one.kind == "position.added"].append(one)
    gone: set[int] = set()
    for withdrawn, added in pools.values():
        if not (withdrawn and added):
            continue
        refuse_unless(len(withdrawn) == len(added) == 1, _DOUBT)
        (left,), (right,) = withdrawn, added
        right.kind = "position.moved"
        right.fields["was"] = str(left.bracket or left.clause)
        gone.add(id(left))
    return [one for one in told if id(one) not in gone]


def _body(clause: Clause) -> Fields:
    if any(isinstance(item, LetterPair) for item in clause.items):
        return {}  # how such a word is written among plain ones is a matter of taste
    words = [atom.text for atom in lay_out([clause]).atoms if atom.text]
    return {"text": " ".join([*words, clause.end])}


def _outweighs(draft: Draft, home: int, part: int) -> bool:
    sizes = {
        clause.uid: sum(word.is_word for word in words_in(clause.items)) for clause in draft.clauses
    }
    return sizes[home] > 1.2 * sizes[part]


def _stamps(kin: Lineage) -> Iterator[Told]:
    for olds, news in kin.groups:
        before, after = olds[0].stamp, news[0].stamp
        if len(olds) > 1 or len(news) > 1:
            refuse_unless(not any(c.stamp for c in [*olds, *news]), "agreed and parted or joined")
        elif before != after:
            kind = "clause.agreed" if after else "clause.reopened"
            told = Told(kind, news[0].uid)
            if after:
                told.fields["when"] = after.when
            if before:
                told.fields["was"] = before.when
            yield told


def _front_events(base: Draft, new: Draft) -> Iterator[Told]:
    if base.front.day != new.front.day:
        yield Told("text.edited", FRONT, fields={"class": "editorial"})
    first = next((c.uid for c in new.clauses if c.kind == "op"), FRONT)
    lines = ((base.front.title, new.front.title, FRONT), (base.heading, new.heading, first))
    for old, now, clause in lines:
        for run in line_runs(old, now):
            fields = {"before": run.before, "after": run.after, "class": "substantive"}
            yield Told("text.edited", clause, fields=dict(fields), concerns=run.words)
