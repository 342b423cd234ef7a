"""Which words changed, and to what each change belongs."""

from __future__ import annotations

from dataclasses import dataclass

from room.fates import Fates
from room.model import Word
from room.sides import Atom, Side, Unclear

CLOSE = 2
"""Runs parted by at most so many unchanged words are one."""


@dataclass(frozen=True, slots=True)
class Step:
    """One place in both rows: an atom that went, came, or stands in both."""

    old: Atom | None
    new: Atom | None
    owner: int | None = None
    """Of a change: the new bracket that was edited; None: text outside brackets."""
    told: bool = False
    """Whether a change belongs to a bracket that came or went."""

    @property
    def changed(self) -> bool:
        """Whether words came, went or are spelled otherwise."""
        if self.old is None or self.new is None:
            return bool((self.old or self.new or _NONE).text)
        return self.old.text != self.new.text

    @property
    def editorial(self) -> bool:
        """Whether the same word is only spelled otherwise."""
        return self.old is not None and self.new is not None and self.changed


_NONE = Atom(0, "", (), 0)


def steps(old: Side, new: Side, fates: Fates) -> list[Step]:
    """Both rows as one, in order: in each gap what went, then what came."""
    row: list[Step] = []
    at = 0
    for atom in old.atoms:
        now = new.at.get(atom.uid)
        if now is None:
            owner, told = _owner_gone(atom, fates)
            row.append(Step(atom, None, owner, told))
            continue
        while new.atoms[at].uid != now.uid:
            row.append(_came(new.atoms[at], old, fates))
            at += 1
        at += 1
        row.append(_stands(atom, now, fates, old, new))
    row += [_came(atom, old, fates) for atom in new.atoms[at:]]
    return row


def _came(atom: Atom, old: Side, fates: Fates) -> Step:
    if atom.uid in old.at:
        raise Unclear("order")
    for uid in reversed(atom.path):
        if uid in fates.came:
            return Step(None, atom, uid, told=True)
        if uid in fates.standing():
            return Step(None, atom, uid)
    return Step(None, atom)


def _owner_gone(atom: Atom, fates: Fates) -> tuple[int | None, bool]:
    passed = False
    for uid in reversed(atom.path):
        fate = fates.gone.get(uid)
        if fate == "dropped":
            if passed:
                raise Unclear("a word of a lifted bracket inside a dropped one went")
            return uid, True
        if fate is None:
            return fates.into(uid), False
        passed = True
    return None, False


def _stands(atom: Atom, now: Atom, fates: Fates, old: Side, new: Side) -> Step:
    if atom.text == now.text or atom.uid in old.pairs or atom.uid in new.pairs:
        return Step(now, now)
    for uid in reversed(now.path):
        if uid in fates.standing() and uid in {fates.into(one) for one in atom.path}:
            return Step(atom, now, uid)
        if uid in fates.came:
            raise Unclear("a word spelled otherwise in a bracket that came")
    if any(fates.gone.get(uid) for uid in atom.path):
        raise Unclear("a word spelled otherwise in a bracket that went")
    return Step(atom, now)


# -------------------------------------------------------------------------------------------- runs


@dataclass(frozen=True, slots=True)
class Run:
    """One run of changed words outside brackets."""

    before: str
    after: str
    editorial: bool
    clause: int
    """The new clause where it stands; the old one where nothing of it does."""
    words: frozenset[int] = frozenset()
    """Those that changed."""


def text_runs(row: list[Step]) -> list[Run]:
    """The runs of changed words outside any bracket, in order.

    Raises:
        Unclear: whether two runs are one could be argued.
    """
    places = [
        at for at, step in enumerate(row) if step.changed and step.owner is None and not step.told
    ]
    groups: list[list[int]] = []
    for at in places:
        if groups and _is_near(row, groups[-1][-1], at):
            groups[-1].append(at)
        else:
            groups.append([at])
    return [_run(row[group[0] : group[-1] + 1]) for group in groups]


def _is_near(row: list[Step], first: int, last: int) -> bool:
    between = row[first + 1 : last]
    mixed = row[first].editorial != row[last].editorial
    if not mixed and not any(step.changed or (step.old and step.new) for step in between):
        return True  # only marks that went stand between what went and what came
    marks = any(not (step.old or step.new or _NONE).text for step in between)
    marks = marks or any(step.told or step.owner is not None for step in between)
    standing = [step.new for step in between if step.old and step.new and step.new.word]
    outside = [atom for atom in standing if not atom.path]
    if not marks:
        marks = len(outside) != len(standing)
    if row[first].editorial and row[last].editorial:
        return False
    near = len(outside if marks else standing) <= CLOSE
    if near and (marks or mixed):
        raise Unclear("two edits near each other")
    return near


def _run(row: list[Step]) -> Run:
    before = " ".join(step.old.text for step in row if step.old and step.old.text)
    after = " ".join(step.new.text for step in row if step.new and step.new.text)
    atoms = [step.new for step in row if step.new] or [step.old for step in row if step.old]
    if not set(f"{before}{after}") - set('“”" '):
        raise Unclear("whether quotation marks that come or go are more than glyphs")
    changed = changed_words(row)
    return Run(before, after, all(step.editorial for step in row), atoms[0].clause, changed)


def line_runs(old: list[Word], new: list[Word]) -> list[Run]:
    """The runs of changed words of a line without marks: a title, a heading."""
    sides = [[Atom(word.uid, word.text, (), 0) for word in words] for words in (old, new)]
    known = [{atom.uid for atom in side} for side in sides]
    row: list[Step] = []
    at = 0
    for atom in sides[0]:
        if atom.uid not in known[1]:
            row.append(Step(atom, None))
            continue
        while sides[1][at].uid != atom.uid:
            row.append(Step(None, sides[1][at]))
            at += 1
        at += 1
        row.append(Step(atom, atom))
    row += [Step(None, atom) for atom in sides[1][at:]]
    return [run for run in text_runs(row) if run.before != run.after]


def changed_words(row: list[Step]) -> frozenset[int]:
    """The words that went, came, or are spelled otherwise."""
    changed = [step for step in row if step.changed]
    return frozenset(atom.uid for step in changed for atom in (step.old, step.new) if atom)
