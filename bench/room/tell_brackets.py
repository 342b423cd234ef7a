"""What became of the brackets of a clause, as events."""

from __future__ import annotations

from collections.abc import Iterator

from room.changes import Step, changed_words
from room.fates import keys
from room.pairs import Pair
from room.sides import Seen, Side, Unclear, lay_out
from room.told import ANY_GROUP, Fields, Told, written


def bracket_events(pair: Pair) -> Iterator[Told]:
    """Brackets that came, went, moved, were joined, parted, reworded or redrawn.

    Raises:
        Unclear: two readings could be defended.
    """
    yield from _brackets(pair)
    yield from _edited(pair)
    yield from _letters(pair)


def _brackets(pair: Pair) -> Iterator[Told]:
    fates, old, new = pair.fates, pair.old, pair.new
    for uid, fate in fates.gone.items():
        seen = old.seen[uid]
        if fate == "dropped" and _goes_with(seen, fates.gone, "dropped"):
            continue
        fields: Fields = {"text": seen.text(), "positions": written(seen.bracket.entries())}
        told = Told(f"bracket.{fate}", pair.clause_of(seen.clause), uid, True, fields)
        told.aside = frozenset({seen.clause})
        told.concerns = frozenset(a.uid for a in seen.atoms if a.uid not in new.at)
        if fate == "dropped":
            told.fields["inner"] = _inner(uid, old, set(fates.gone))
        yield told
    for uid, origin in fates.came.items():
        seen = new.seen[uid]
        if origin == "new" and _goes_with(seen, fates.came, "new"):
            continue
        if any(fates.came.get(outer) == "mixed" for outer in seen.path):
            raise Unclear("a bracket came inside one with old and new words")
        if origin != "existing" and any(fates.came.get(u) == "existing" for u in seen.path):
            raise Unclear("new words in a bracket that came around others")
        fields = {"text": seen.text(), "positions": written(seen.bracket.entries())}
        told = Told("bracket.added", seen.clause, uid, fields={**fields, "origin": origin})
        told.concerns = frozenset(a.uid for a in seen.atoms if a.uid not in old.at)
        if origin == "new":
            told.fields["inner"] = _inner(uid, new, set(fates.came))
        yield told
    for uid in pair.moved:
        seen = lay_out(new.clauses).seen[uid]
        told = Told("bracket.moved", seen.clause, uid, fields={"was": str(uid)})
        told.concerns = frozenset(atom.uid for atom in seen.atoms)
        yield told
    yield from _joined(pair)


def _joined(pair: Pair) -> Iterator[Told]:
    for uid, parts in pair.fates.merged.items():
        was = tuple(map(str, parts))
        fields: Fields = {"text": pair.new.seen[uid].text(), "was": was}
        told = Told("bracket.merged", pair.new.seen[uid].clause, uid, fields=fields)
        told.concerns = frozenset(parts)
        yield told
    for uid, parts in pair.fates.split.items():
        first = pair.new.seen[parts[0]]
        fields = {"text": pair.old.seen[uid].text(), "was": (str(uid),)}
        told = Told("bracket.split", first.clause, parts[0], fields=fields)
        told.concerns = frozenset(parts)
        yield told


def _goes_with(seen: Seen, fates: dict[int, str], fate: str) -> bool:
    """Whether a bracket came or went with the words of one around it."""
    around = [fates.get(uid) for uid in seen.path]
    if fate not in around:
        return False
    if any(other != fate for other in around[around.index(fate) :]):
        raise Unclear("a bracket between two that came or went together")
    return True


def _inner(uid: int, side: Side, among: set[int]) -> tuple[str, ...]:
    inside = [one for one, seen in side.seen.items() if uid in seen.path and one in among]
    return tuple(map(str, inside))


def _edited(pair: Pair) -> Iterator[Told]:
    """Brackets that stand and say something else, or are drawn around other words."""
    fates = pair.fates
    once = {new: old for old, new in fates.same.items()}
    changes: dict[int, list[Step]] = {}
    for step in pair.row:
        if step.changed and step.owner is not None and not step.told:
            changes.setdefault(step.owner, []).append(step)
    for now, was in once.items():
        redrawn = _redrawn(pair, was, now)
        changed = changes.pop(now, [])
        if not redrawn and not changed:
            continue
        if redrawn and changed:
            raise Unclear("redrawn and reworded")
        seen = pair.new.seen[now]
        told = Told("bracket.rescoped" if redrawn else "bracket.edited", seen.clause, now)
        told.concerns = changed_words(changed)
        told.fields = {"before": pair.old.seen[was].text(), "after": seen.text()}
        if changed:
            editorial = all(step.editorial for step in changed)
            told.fields["class"] = "editorial" if editorial else "substantive"
        yield told
    if changes:
        raise Unclear("words changed where brackets were joined or parted")


def _redrawn(pair: Pair, was: int, now: int) -> bool:
    """Whether words that stand on both sides entered or left a bracket."""
    before = {atom.uid: atom for atom in pair.old.seen[was].atoms if atom.uid > 0}
    after = {atom.uid: atom for atom in pair.new.seen[now].atoms if atom.uid > 0}
    left = [atom for uid, atom in before.items() if uid not in after and uid in pair.new.at]
    entered = [atom for uid, atom in after.items() if uid not in before and uid in pair.old.at]
    crossed = left + entered
    if crossed and not any(atom.word for atom in crossed):
        raise Unclear("only a mark changed sides")
    if left and entered:
        raise Unclear("words left a bracket and others entered it")
    return bool(crossed)


def _letters(pair: Pair) -> Iterator[Told]:
    """Letters in question that were decided, or put in question."""
    for uid, (letters, clause, _) in pair.old.pairs.items():
        now = pair.new.at.get(uid)
        if now is None:
            raise Unclear("a word with a letter in question went")
        if uid in pair.new.pairs:
            continue
        capital = now.text[0].isupper()
        for one, text, wins in (
            (letters.small, letters.letter, not capital),
            (letters.capital, letters.letter.upper(), capital),
        ):
            told = Told("bracket.lifted" if wins else "bracket.dropped", clause, one, True)
            entries = written([e for g in letters.groups for e in g])
            told.fields = {"text": text, "positions": entries if text.isupper() else frozenset()}
            told.group = letters.small
            yield told
    for uid, (letters, clause, _) in pair.new.pairs.items():
        stood = pair.old.at.get(uid)
        if stood is None:
            raise Unclear("a word with a letter in question came")
        if uid in pair.old.pairs:
            continue
        for one, text in (
            (letters.small, letters.letter),
            (letters.capital, letters.letter.upper()),
        ):
            origin = "existing" if stood.text[0] == text else "new"
            entries = written([e for g in letters.groups for e in g])
            told = Told("bracket.added", clause, one, group=letters.small)
            told.fields = {"text": text, "origin": origin}
            told.fields["positions"] = entries if text.isupper() else frozenset()
            yield told


# ------------------------------------------------------------------------------------------ groups


def group_substitutions(pair: Pair, told: list[Told]) -> None:
    """Give the members of one substitution a group, and what a matter of taste is that mark."""
    mine = {one.bracket: one for one in told if one.kind in _MEMBERS and not one.group}
    for side, old in ((pair.old, True), (pair.new, False)):
        for run in _runs(side):
            members = [mine[uid] for uid in run if uid in mine and mine[uid].old == old]
            _mark_group(members, run)
            if len(members) == 1 and pair.moved.intersection(run):
                members[0].group = ANY_GROUP
        for uid, seen in side.seen.items():
            if {uid, seen.before} <= mine.keys() and not mine[uid].group:
                parties = [
                    {p for p, _ in keys(side.seen[u].bracket.entries())} for u in (uid, seen.before)
                ]
                if parties[0] & parties[1]:  # a substitution of which they say different things
                    mine[uid].group = mine[seen.before].group = ANY_GROUP
            parted = seen.near and not seen.before and seen.words_before <= APART
            if parted and {uid, seen.near} <= mine.keys() and _substitute(side, seen.near, uid):
                mine[uid].group = mine[seen.near].group = ANY_GROUP


APART = 4
"""Brackets with the same positions and so many words between may be held to be one proposal."""
_MEMBERS = ("bracket.added", "bracket.lifted", "bracket.dropped")


def _mark_group(members: list[Told], run: list[int]) -> None:
    if len(members) < 2:
        return
    taste = len(run) not in (2, 4) or len({one.kind for one in members}) == 1
    origins = [one.fields.get("origin") for one in members]
    if sorted(map(str, origins)) == ["existing", "new"]:
        taste = False
        one, other = members if origins[0] == "existing" else members[::-1]
        other.fields["replaces"] = one.words
    if all(one.kind == "bracket.dropped" for one in members):
        taste = False
    for one in members:
        one.group = ANY_GROUP if taste else run[0]


def _runs(side: Side) -> Iterator[list[int]]:
    """Brackets side by side that one group of parties wants exchanged."""
    run_of: dict[int, list[int]] = {}
    for uid, seen in side.seen.items():
        joins = seen.before and _substitute(side, seen.before, uid)
        run = run_of[seen.before] if joins else []
        run.append(uid)
        run_of[uid] = run
    for uid, run in run_of.items():
        if len(run) > 1 and run[0] == uid:
            yield run


def _substitute(side: Side, one: int, other: int) -> bool:
    sets = [keys(side.seen[uid].bracket.entries()) for uid in (one, other)]
    if sets[0] and sets[0] == sets[1]:
        return True
    parties = [{party for party, _ in each} for each in sets]
    stances = sorted(stance for each in sets for _, stance in each)
    return parties[0] == parties[1] and stances == ["delete", "support"]
