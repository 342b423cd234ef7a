"""What became of each bracket: the same, lifted, dropped, come, joined, parted.

Section 5 of the interfaces, applied to identities: the same bracket has half of its words or the
same positions in the same place; one that is gone was lifted where at least half of its words stay.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from room.model import Entry
from room.sides import Seen, Side, Unclear


@dataclass(slots=True)
class Fates:
    """What became of the brackets of one side, and where those of the other came from."""

    same: dict[int, int] = field(default_factory=dict)
    """New bracket by old one."""
    gone: dict[int, str] = field(default_factory=dict)
    """`lifted` or `dropped`, by old bracket."""
    came: dict[int, str] = field(default_factory=dict)
    """`existing`, `new` or `mixed`, by new bracket."""
    merged: dict[int, tuple[int, ...]] = field(default_factory=dict)
    """Old brackets by the new one that joins them."""
    split: dict[int, tuple[int, ...]] = field(default_factory=dict)
    """New brackets by the old one that was parted."""

    def into(self, uid: int) -> int | None:
        """The new bracket that an old one stands in, if any."""
        if uid in self.same:
            return self.same[uid]
        for new, parts in self.merged.items():
            if uid in parts:
                return new
        return self.split[uid][0] if uid in self.split else None

    def standing(self) -> set[int]:
        """The new brackets that stood before, in one piece or several."""
        parts = {part for parts in self.split.values() for part in parts}
        return set(self.same.values()) | set(self.merged) | parts


def keys(entries: list[Entry]) -> frozenset[tuple[str, str]]:
    """Who stands where, as far as it tells brackets apart."""
    return frozenset((entry.party, entry.stance) for entry in entries)


def judge(old: Side, new: Side) -> Fates:
    """Tell what became of each bracket.

    Raises:
        Unclear: two readings could be defended.
    """
    fates = Fates()
    _find_merged(old, new, fates)
    _find_split(old, new, fates)
    taken = {uid for parts in fates.merged.values() for uid in parts} | set(fates.split)
    made = set(fates.merged) | {uid for parts in fates.split.values() for uid in parts}
    for uid in old.seen.keys() - taken:
        if uid in new.seen and uid not in made and _is_same(old, new, uid, uid):
            fates.same[uid] = uid
    _match_places(old, new, fates, taken, made)
    standing = set(fates.same.values())
    for uid in old.seen.keys() - taken - fates.same.keys():
        fates.gone[uid] = _fate(old.seen[uid], new)
    for uid in new.seen.keys() - made - standing:
        fates.came[uid] = _origin(new.seen[uid], old, fates)
    _refuse_doubtful(old, new, fates)
    return fates


# ------------------------------------------------------------------------------- the same bracket


def _kept(one: Seen, side: Side) -> list[int]:
    """The words of a bracket that stand on the other side, spelled the same."""
    return [a.uid for a in one.words() if a.uid in side.at and side.at[a.uid].text == a.text]


def _shared(one: Seen, other: Seen) -> int:
    texts = {atom.uid: atom.text for atom in other.words()}
    return sum(texts.get(atom.uid) == atom.text for atom in one.words())


def _alike(one: Seen, other: Seen) -> bool | None:
    """Whether two brackets are one: by words or positions; None where it could be argued."""
    if keys(one.bracket.entries()) == keys(other.bracket.entries()):
        return True
    shared = 2 * _shared(one, other)
    sizes = len(one.words()), len(other.words())
    if shared >= max(sizes):
        return True
    return None if shared >= min(sizes) else False


def _is_redrawn(old: Side, one: Seen, new: Side, other: Seen) -> bool:
    """Whether a bracket is drawn around other words, all of which stand on both sides."""
    standing = len(_kept(one, new)) == len(one.words()) and len(_kept(other, old)) == len(
        other.words()
    )
    return standing and _shared(one, other) > 0


def _is_same(old: Side, new: Side, uid: int, now: int) -> bool:
    one, other = old.seen[uid], new.seen[now]
    if _is_redrawn(old, one, new, other):
        return True
    alike = _alike(one, other)
    if alike is None:
        raise Unclear("half of the words of one side only")
    few = 2 * _shared(one, other) < max(len(one.words()), len(other.words()))
    if alike and few and _neighbours(old, one, new) != _neighbours(new, other, old):
        raise Unclear("other words between other neighbours")
    return alike


def _neighbours(side: Side, seen: Seen, other: Side) -> tuple[int, int]:
    """The words that stand on both sides, nearest before and after a bracket."""
    inside = {atom.uid for atom in seen.atoms}
    row = [atom for atom in side.atoms if atom.text]
    places = [at for at, atom in enumerate(row) if atom.uid in inside]
    if not places:
        return 0, 0
    before = (atom.uid for atom in reversed(row[: places[0]]) if atom.uid in other.at)
    after = (atom.uid for atom in row[places[-1] + 1 :] if atom.uid in other.at)
    return next(before, 0), next(after, 0)


def _match_places(old: Side, new: Side, fates: Fates, taken: set[int], made: set[int]) -> None:
    """Match brackets of two identities that section 5 calls the same.

    They share their place, and half of their words or their positions.
    """
    left = [uid for uid in old.seen if uid not in taken and uid not in fates.same]
    standing = set(fates.same.values())
    right = [uid for uid in new.seen if uid not in made and uid not in standing]
    found: list[tuple[int, int]] = []
    for one in left:
        for other in right:
            a, b = old.seen[one], new.seen[other]
            shares = _shared(a, b)
            place = _neighbours(old, a, new) == _neighbours(new, b, old)
            if not shares and not place:
                continue
            alike = _alike(a, b)
            if alike is None or (alike and not place):
                raise Unclear("a bracket went and one like it came")
            if alike and one != other:
                found.append((one, other))
    ends = Counter(uid for pair in found for uid in pair)
    if any(count > 1 for count in ends.values()):
        raise Unclear("several brackets could be the same")
    fates.same.update(found)


# ---------------------------------------------------------------------------------- joined, parted


def _parts(whole: Seen, side: Side, others: Side) -> tuple[int, ...]:
    """The brackets of `side`, none inside another, that have most of their words in `whole`."""
    inside = {atom.uid for atom in whole.atoms if atom.uid > 0}
    found: list[int] = []
    for uid, seen in side.seen.items():
        words = seen.words()
        share = sum(atom.uid in inside for atom in words)
        if 2 * share < len(words) or not share:
            continue
        if uid in others.seen and uid != whole.bracket.uid:
            continue
        if not any(outer in found for outer in seen.path):
            found.append(uid)
    return tuple(found)


def _find_merged(old: Side, new: Side, fates: Fates) -> None:
    for uid, seen in new.seen.items():
        parts = _parts(seen, old, new)
        if len(parts) > 1:
            fates.merged[uid] = _checked(seen, parts, old, new)


def _find_split(old: Side, new: Side, fates: Fates) -> None:
    for uid, seen in old.seen.items():
        parts = _parts(seen, new, old)
        if len(parts) > 1:
            fates.split[uid] = _checked(seen, parts, new, old)


def _checked(whole: Seen, parts: tuple[int, ...], side: Side, other: Side) -> tuple[int, ...]:
    """The parts of a whole, where nothing else happened to their words or most positions."""
    if len(parts) > 2:
        raise Unclear("more than two brackets joined or parted")
    union = [entry for uid in parts for entry in side.seen[uid].bracket.entries()]
    mine = keys(whole.bracket.entries())
    if mine != keys(union) and 2 * len(mine & keys(union)) < len(mine | keys(union)):
        raise Unclear("joined or parted with other positions")
    texts = {atom.uid for atom in whole.atoms if atom.text}
    mine_of_parts = {a.uid for uid in parts for a in side.seen[uid].atoms if a.text}
    if not mine_of_parts <= texts or any(uid not in side.at for uid in texts):
        raise Unclear("words changed where brackets were joined or parted")
    if any(inner.path and whole.bracket.uid in inner.path for inner in other.seen.values()):
        raise Unclear("brackets joined or parted with others inside")
    return parts


# --------------------------------------------------------------------------------- gone, or come


def _fate(seen: Seen, new: Side) -> str:
    words = seen.words()
    every = [atom for atom in seen.atoms if atom.text]
    lifted = 2 * len(_kept(seen, new)) >= len(words)
    loosely = 2 * sum(atom.uid in new.at for atom in every) >= len(every)
    if lifted != loosely:
        raise Unclear("half of the words, or not, as one counts")
    return "lifted" if lifted else "dropped"


def _origin(seen: Seen, old: Side, fates: Fates) -> str:
    every = [_stood(atom.uid, old, fates) for atom in seen.atoms if atom.text]
    words = [_stood(atom.uid, old, fates) for atom in seen.words()]
    if (all(every), any(every)) != (all(words), any(words)):
        raise Unclear("only a mark came, or only a mark stood")
    return "existing" if all(words) else "mixed" if any(words) else "new"


def _stood(uid: int, old: Side, fates: Fates) -> bool:
    """Whether a word stood, and did not go with a bracket that was dropped."""
    if uid not in old.at:
        return False
    around = (fates.gone.get(each) for each in reversed(old.at[uid].path))
    return next((fate for fate in around if fate != "lifted"), None) != "dropped"


def _refuse_doubles(old: Side, new: Side, fates: Fates) -> None:
    """A bracket reworded from end to end, where another with its positions went or came beside."""
    others = [(old, new, uid) for uid in fates.gone] + [(new, old, uid) for uid in fates.came]
    for was, now in fates.same.items():
        one, other = old.seen[was], new.seen[now]
        if 2 * _shared(one, other) >= max(len(one.words()), len(other.words())):
            continue
        for side, far, uid in others:
            mine, beside = (one if side is old else other), side.seen[uid]
            alike = keys(mine.bracket.entries()) == keys(beside.bracket.entries())
            if alike and _neighbours(side, mine, far) == _neighbours(side, beside, far):
                raise Unclear("which of two brackets was reworded cannot be told")


def _refuse_doubtful(old: Side, new: Side, fates: Fates) -> None:
    _refuse_doubles(old, new, fates)
    for uid, fate in fates.gone.items():
        seen = old.seen[uid]
        now = [new.at[atom.uid] for atom in seen.atoms if atom.uid in new.at and atom.text]
        if fate == "lifted" and any(outer in fates.came for a in now for outer in a.path):
            raise Unclear("brackets lifted from words that others enclose now")
        outside = set(seen.path)
        for atom in now:
            stood = {fates.into(outer) for outer in outside}
            inner = {fates.into(u) for u in old.at[atom.uid].path}
            entered = set(atom.path) & fates.standing() - stood - inner
            if entered:
                raise Unclear("words of a bracket that went entered another")
    for uid, seen in old.seen.items():
        if uid in fates.gone and seen.bracket.fault:
            raise Unclear("a broken bracket went")
    for uid, seen in new.seen.items():
        if uid in fates.came and seen.bracket.fault:
            raise Unclear("a broken bracket came")
