"""Which clauses moved, which were numbered anew, and what belongs to one numbering."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from room.model import Brace, Clause, Draft, words_in
from room.page import marker_of
from room.sides import Unclear
from room.told import ANY_GROUP, Told

DOUBT = 3
"""Clauses whose words differ by fewer are not told apart by their length."""
_CAUSES = ("clause.added", "clause.removed", "clause.moved", "clause.split", "clause.merged")
Scope = tuple[str, int]


def _lists(draft: Draft) -> dict[Scope, list[int]]:
    """The clauses in order, by what they hang under; alternatives go with theirs."""
    parents = draft.parents()
    lists: dict[Scope, list[int]] = {}
    for clause in draft.clauses:
        if clause.kind != "alt":
            scope = _scope(clause, parents)
            lists.setdefault(scope, []).append(clause.uid)
    return lists


def _scope(clause: Clause, parents: dict[int, int]) -> Scope:
    if clause.kind == "alt":
        return "under", parents.get(parents[clause.uid], 0)
    return ("under", parents[clause.uid]) if clause.kind == "sub" else (clause.kind, 0)


class Order:
    """The order of one state, which others are compared with."""

    def __init__(self, base: Draft) -> None:
        """Take down what the order of `base` is and what tells which of two clauses moved."""
        self.lists = _lists(base)
        self.was = {uid: scope for scope, uids in self.lists.items() for uid in uids}
        self.words = _words_under(base)
        self.noted = {clause.uid for clause in base.clauses if _asks_to_move(clause)}


def moved_clauses(order: Order, new: Draft) -> list[int]:
    """The fewest clauses that explain the order.

    Raises:
        Unclear: which of two clauses moved cannot be told.
    """
    old, was, now = order.lists, order.was, _lists(new)
    moved: list[int] = []
    for scope, uids in now.items():
        moved += [uid for uid in uids if uid in was and was[uid] != scope]
        common = [uid for uid in uids if was.get(uid) == scope]
        place = {uid: at for at, uid in enumerate(old.get(scope, []))}
        numbers = [place[uid] for uid in common]
        if numbers != sorted(numbers):
            moved += _fewest(common, numbers, order.words, order.noted)
    return moved


def _words_under(draft: Draft) -> dict[int, int]:
    """Words of each clause and of what hangs under it."""
    parents = draft.parents()
    found = {clause.uid: 0 for clause in draft.clauses}
    for clause in draft.clauses:
        size = sum(word.is_word for word in words_in(clause.items))
        uid = clause.uid
        while uid:
            found[uid] = found.get(uid, 0) + size
            uid = parents.get(uid, 0)
    return found


def _asks_to_move(clause: Clause) -> bool:
    braces = [item for item in clause.top() if isinstance(item, Brace)]
    return any(brace.kind == "note" and "move" in brace.text for brace in braces)


def _fewest(
    uids: Sequence[int], numbers: Sequence[int], weights: dict[int, int], noted: set[int]
) -> list[int]:
    best: list[tuple[tuple[int, int, int, int], int]] = []
    for at, uid in enumerate(uids):
        mine = (1, -(uid in noted), weights[uid], -numbers[at])
        before = [(best[i][0], i) for i in range(at) if numbers[i] < numbers[at]]
        value, link = max(before, default=((0, 0, 0, 0), -1))
        total = tuple(a + b for a, b in zip(value, mine, strict=True))
        best.append(((total[0], total[1], total[2], total[3]), link))
    at = max(range(len(best)), key=lambda i: best[i][0])
    kept: list[int] = []
    while at >= 0:
        kept.append(at)
        at = best[at][1]
    kept.reverse()
    moved = [i for i in range(len(uids)) if i not in kept]
    _refuse_ties(uids, numbers, (kept, moved), weights, noted)
    return [uids[i] for i in moved]


def _refuse_ties(
    uids: Sequence[int],
    numbers: Sequence[int],
    choice: tuple[list[int], list[int]],
    weights: dict[int, int],
    noted: set[int],
) -> None:
    kept, moved = choice
    for one in moved:
        for other in kept:
            rest = sorted([i for i in kept if i != other] + [one])
            order = [numbers[i] for i in rest]
            if order != sorted(order) or (uids[one] in noted) != (uids[other] in noted):
                continue
            if abs(weights[uids[one]] - weights[uids[other]]) < DOUBT:
                raise Unclear("either of two clauses could have moved")


# --------------------------------------------------------------------------------------- numbering


def _markers(draft: Draft) -> dict[int, str]:
    letter = ""
    found: dict[int, str] = {}
    for clause in draft.clauses:
        if clause.kind == "sub":
            letter = chr(96 + clause.number)
        found[clause.uid] = marker_of(clause, letter)
    return found


def numbering_events(base: Draft, new: Draft, moved: set[int], told: list[Told]) -> list[Told]:
    """The clauses whose written marker is another one; they share a group with what caused it."""
    old, now = _markers(base), _markers(new)
    after = {clause.uid: clause for clause in new.clauses}
    events = [
        Told("clause.renumbered", uid, fields={"was": old[uid]})
        for uid, marker in now.items()
        if uid in old and old[uid] != marker and uid not in moved
    ]
    _refuse_alternatives(base, new, moved)
    with_others = _with_others(base, new)
    scopes = _Scopes(base, new)
    causes = [one for one in told if one.kind in _CAUSES]
    for one in causes:
        scopes.join(one.clause)
        for uid in one.aside:
            scopes.join(uid)
    numbered = Counter(scope for one in events for scope in scopes.own(one.clause))
    caused = Counter(scope for one in causes for scope in scopes.own(one.clause))
    for one in causes:
        mine = scopes.own(one.clause)
        # Of several causes in one list, and of a clause that went with another, it is open which
        # numbered the rest.
        only = one.clause not in with_others and all(caused[scope] == 1 for scope in mine)
        sure = only and any(numbered[scope] for scope in mine)
        one.group = -2 - scopes.of(one.clause) if sure else ANY_GROUP
    for one in events:
        if any(caused[scope] for scope in scopes.own(one.clause)):
            one.group = -2 - scopes.of(one.clause)
        elif after[one.clause].kind == "alt":
            one.group = ANY_GROUP
    return events


def _with_others(base: Draft, new: Draft) -> set[int]:
    """Alternatives, and the clauses that came or went with what they hang under."""
    found: set[int] = set()
    for here, there in ((base, new), (new, base)):
        known = {clause.uid for clause in there.clauses}
        parents = here.parents()
        for clause in here.clauses:
            above = parents.get(clause.uid)
            if clause.kind == "alt" or (above is not None and above not in known):
                found.add(clause.uid)
    return found


def _refuse_alternatives(base: Draft, new: Draft, moved: set[int]) -> None:
    """An alternative stands for the same clause, or has become the text."""
    old, now = base.parents(), new.parents()
    for clause in new.clauses:
        if clause.kind == "alt" and clause.uid in old and old[clause.uid] != now[clause.uid]:
            raise Unclear("an alternative stands for another clause")
    if any(clause.kind == "alt" and clause.uid in moved for clause in new.clauses):
        raise Unclear("an alternative moved")


class _Scopes:
    """Lists of markers, those joined that one move has changed."""

    def __init__(self, base: Draft, new: Draft) -> None:
        self._sides: list[dict[int, Scope]] = []
        for draft in (base, new):
            parents = draft.parents()
            self._sides.append({c.uid: _scope(c, parents) for c in draft.clauses})
        every = {scope for side in self._sides for scope in side.values()}
        self._number = {scope: at for at, scope in enumerate(sorted(every))}
        self._root = list(range(len(every)))

    def join(self, uid: int) -> None:
        """A clause that was in two lists (or came with what it hangs under) joins them."""
        scopes = [side[uid] for side in self._sides if uid in side]
        for scope in list(scopes):
            kind, above = scope
            if kind == "under" and not all(above in side for side in self._sides):
                scopes += [side[above] for side in self._sides if above in side]
        roots = [self._find(self._number[scope]) for scope in scopes]
        for root in roots:
            self._root[root] = roots[0]

    def own(self, uid: int) -> set[Scope]:
        """The lists that a clause is or was in."""
        return {side[uid] for side in self._sides if uid in side}

    def of(self, uid: int) -> int:
        """The number of the list that a clause is in."""
        scope = next(side[uid] for side in reversed(self._sides) if uid in side)
        return self._find(self._number[scope])

    def _find(self, at: int) -> int:
        while self._root[at] != at:
            at = self._root[at]
        return at
