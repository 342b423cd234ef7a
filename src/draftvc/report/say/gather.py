"""Events that are one sentence of the room: substitutions, renumberings, lists, joint moves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from draftvc.diff.model import Event
from draftvc.report.safe import visible
from draftvc.report.say import (
    amended,
    blanks,
    brackets,
    clauses,
    exchanged,
    faults,
    glyphs,
    kept_number,
    nested,
    positions,
    quotation_marks,
    redrawn,
    texts,
    unclosed,
)
from draftvc.report.say.context import Context
from draftvc.report.say.families import find_families
from draftvc.report.say.one import NOWHERE, on_agreed, plain_sentence
from draftvc.report.say.words import number

_MANY = 3
"""Brackets of one fate in one clause from which on they are one list."""
_LISTS: dict[str, Callable[[Sequence[Event], Context], str]] = {
    "bracket.lifted": brackets.all_lifted,
    "bracket.dropped": brackets.all_dropped,
    "bracket.added": brackets.all_added,
}
_JOINT: dict[str, Callable[[Sequence[Event], Context], str]] = {
    "position.added": positions.entered,
    "position.withdrawn": positions.left,
    "position.changed": positions.turned,
    "position.moved": positions.all_moved,
}


_ABOUT = frozenset({"position.added", "position.withdrawn", "position.changed"})
_REWORDED: dict[str, Callable[[Sequence[Event], Context], str]] = {
    "bracket.merged": brackets.merged_and_edited,
    "bracket.split": brackets.split_and_edited,
    "bracket.rescoped": redrawn.rescoped_and_edited,
}
"""What is one sentence with the `bracket.edited` of the same bracket."""
_PARTINGS = ("clause.split", "clause.merged")
_ALIKE = frozenset({"text.edited", "bracket.lifted", "bracket.dropped"})
"""Kinds of which several that read alike are one sentence."""


class Told(NamedTuple):
    """One sentence and the events that it says, in reading order."""

    clause: str
    """The label it is read under: that of its first event."""
    sentence: str
    events: tuple[Event, ...]

    @property
    def gone(self) -> bool:
        """Whether the label is one of the old draft, where the clause stood that is removed."""
        return self.events[0].kind == "clause.removed"


def group_sentences(events: Iterable[Event], context: Context = NOWHERE) -> list[Told]:
    """Return the sentences that say these events, in the order of the events.

    Law: every event is in exactly one of them.
    """
    given = list(events)
    place = {id(event): index for index, event in enumerate(given)}
    told: list[Told] = []
    context, rest = _with_families(given, context)
    for take in (
        _struck,
        _groups,
        _swaps,
        _numbers,
        _glyphs,
        _pairs,
        _faults,
        _joined,
        _nested,
        _blanks,
        _amended,
        _quotations,
        _lists,
        _joint_positions,
    ):
        taken = list(take(rest, context))
        told += taken
        said = {id(event) for each in taken for event in each.events}
        rest = [event for event in rest if id(event) not in said]
    told += _singly(rest, context)
    told = [_whole_family(each, context) for each in _on_one_bracket(told, context)]
    first = {event.clause: at for at, event in reversed(list(enumerate(given)))}
    told.sort(key=lambda each: _place(each, place, first))
    return told


def _place(told: Told, place: Mapping[int, int], first: Mapping[str, int]) -> tuple[int, bool]:
    """Return where a sentence is read: that a clause was split or joined, before its words."""
    event = told.events[0]
    if event.kind in _PARTINGS:
        return first[event.clause], False
    return place[id(event)], True


def _with_families(events: list[Event], context: Context) -> tuple[Context, list[Event]]:
    """Return a context that knows what is told with the clause above it, and the other events."""
    families = find_families(events, context.old, context.new)
    if not families:
        return context, events
    told = {id(event) for family in families.values() for event in family}
    return replace(context, families=families), [e for e in events if id(e) not in told]


def _whole_family(told: Told, context: Context) -> Told:
    """Return a sentence with the events of the clauses that it tells with another."""
    families = [each for e in told.events for each in context.families.get(e.id, ())]
    return told._replace(events=(*told.events, *families)) if families else told


def _told(said: str, events: Sequence[Event], under: Event | None = None) -> Told:
    first = under or events[0]
    ordered = (first, *(event for event in events if event is not first))
    return Told(visible(first.clause), visible(on_agreed(said, events)), ordered)


def _struck(events: Sequence[Event], context: Context) -> Iterator[Told]:
    """Say a clause that is removed and keeps its number as one."""
    for gone, mark in kept_number.pairs(events):
        said = kept_number.told(plain_sentence(gone, context), mark)
        yield _told(said, [gone, mark])


def _groups(events: Sequence[Event], context: Context) -> Iterator[Told]:
    """Say events that share a group: a substitution, or renumberings with their cause."""
    for members in _by(events, lambda event: event.group):
        if all(event.kind.startswith("bracket.") for event in members):
            said = brackets.replaced(members, context) if len(members) > 1 else None
            if said:
                yield _told(said, members)
        elif len(members) > 1 and members[0].kind in ("placeholder.removed", "note.removed"):
            yield _told(texts.replaced(members[0], members[1]), members)
        elif any(event.kind == "clause.renumbered" for event in members):
            yield from _renumbered(members, context)


def _renumbered(members: Sequence[Event], context: Context) -> Iterator[Told]:
    """Say renumberings with the first of their causes; other causes say themselves."""
    numbers = [event for event in members if event.kind == "clause.renumbered"]
    causes = [event for event in members if event.kind != "clause.renumbered"]
    if not causes:
        yield _told(clauses.more_renumberings(numbers, context), numbers)
        return
    cause = causes[0]
    heir = next((event for event in numbers if _takes_place(event, cause)), None)
    if heir is not None:
        others = [event for event in numbers if event is not heir]
        yield _told(clauses.adopted(cause, heir, others, context), [cause, heir, *others])
        return
    # A split or a joining says by itself which label each of its parts has, and had.
    own = {each.clause for each in causes if each.kind in _PARTINGS}
    others = [event for event in numbers if event.clause not in own]
    moved = [each for each in causes if each.kind == "clause.moved"]
    said = clauses.with_renumberings(plain_sentence(cause, context), others, context, moved)
    yield _told(said, [cause, *numbers])


def _takes_place(event: Event, cause: Event) -> bool:
    """Tell whether an alternative became the text in place of a clause that went."""
    return (
        cause.kind == "clause.removed"
        and event.clause == cause.clause
        and clauses.is_adopted(event)
    )


def _swaps(events: Sequence[Event], context: Context) -> Iterator[Told]:
    """Say two clauses that took each other's label as one: a text and its alternative."""
    moves = [event for event in events if event.kind == "clause.moved" and not event.group]
    of_label = {event.clause: event for event in moves if event.clause != event.clause_old}
    for event in moves:
        other = of_label.get(event.clause_old or "")
        if other is None or other.clause_old != event.clause or other is event:
            continue
        if moves.index(event) < moves.index(other):
            yield _told(clauses.swapped(event, other), [event, other])


def _numbers(events: Sequence[Event], context: Context) -> Iterator[Told]:
    """Say renumberings that nothing caused as one."""
    numbers = [event for event in events if event.kind == "clause.renumbered"]
    if len(numbers) > 1:
        yield _told(clauses.more_renumberings(numbers, context), numbers)


def _glyphs(events: Sequence[Event], context: Context) -> Iterator[Told]:
    """Say marks of one kind that one clause writes otherwise in several places as one."""
    for members in _by(events, _written_otherwise):
        if len(members) > 1:
            yield _told(glyphs.rewritten(members), members)


def _written_otherwise(event: Event) -> tuple[str, ...] | None:
    kind = glyphs.family(event)
    return None if kind is None else (event.clause, kind)


def _pairs(events: Sequence[Event], context: Context) -> Iterator[Told]:
    """Say a `[` without end with who stands within it, and two brackets that exchanged words."""
    for says in (unclosed, exchanged):
        for pair in says.pairs(events):
            yield _told(says.told(*pair, context), pair)


def _faults(events: Sequence[Event], context: Context) -> Iterator[Told]:
    """Say faults of one kind in one clause as one."""
    for members in _by(events, _fault):
        if len(members) > 1:
            says = faults.broken if members[0].kind == "syntax.broken" else faults.repaired
            yield _told(says(members, context), members)


def _fault(event: Event) -> tuple[str, ...] | None:
    if not event.kind.startswith("syntax."):
        return None
    return (event.clause, event.kind, event.code or "")


def _joined(events: Sequence[Event], context: Context) -> Iterator[Told]:
    """Say brackets that were joined or drawn anew, and reworded, as one."""
    for members in _by(events, _redrawn_bracket):
        edit, *drawn = sorted(members, key=lambda event: event.kind)
        if edit.kind == "bracket.edited" and len(drawn) == 1:
            yield _told(_REWORDED[drawn[0].kind]([*drawn, edit], context), members)


def _redrawn_bracket(event: Event) -> tuple[str, ...] | None:
    is_one = event.kind == "bracket.edited" or event.kind in _REWORDED
    return (event.clause, event.bracket or "") if is_one else None


def _nested(events: Sequence[Event], context: Context) -> Iterator[Told]:
    """Say the brackets that went inside one that came around them as one."""
    for members in _by(events, lambda event: event.clause):
        for inside in nested.lifted_inside(members):
            yield _told(nested.gone_inside(inside, context), inside)


def _amended(events: Sequence[Event], context: Context) -> Iterator[Told]:
    """Say a lifted bracket with what was changed in its words: those were not accepted."""
    for lifted, edits in amended.pairs(events):
        said = brackets.lifted(lifted, context, [texts.change(edit) for edit in edits])
        yield _told(said, [lifted, *edits])


def _singly(events: Sequence[Event], context: Context) -> Iterator[Told]:
    """Say the rest event by event; what is said word for word alike in one clause, once."""
    alike: dict[tuple[str, str, bool], list[Event]] = {}
    for event in events:
        said = plain_sentence(event, context)
        alike.setdefault((event.clause, said, bool(event.agreed)), []).append(event)
    for (_, said, _), members in alike.items():
        kinds = {event.kind for event in members}
        if kinds <= _ALIKE:
            yield _told(_in_places(said, len(members)), members)
        else:
            yield from (_told(said, [event]) for event in members)


def _in_places(said: str, count: int) -> str:
    if count == 1:
        return said
    where = f" in {number(count)} places"
    words, outside, rest = said.rpartition(texts.OUTSIDE)
    return f"{words}{where}{outside}{rest}" if outside else f"{said},{where}"


def _lists(events: Sequence[Event], context: Context) -> Iterator[Told]:
    """Say brackets of one clause that had the same fate as one list."""
    for members in _by(events, lambda event: _fate(event, context)):
        if len(members) >= _MANY:
            yield _told(_LISTS[members[0].kind](members, context), members)


def _blanks(events: Sequence[Event], context: Context) -> Iterator[Told]:
    """Say a blank with the words that fill it, or that it stands in place of."""
    for pair in blanks.filled(events):
        yield _told(blanks.told(*pair), pair)


def _quotations(events: Sequence[Event], context: Context) -> Iterator[Told]:
    """Say two quotation marks, each in brackets of its own, as one."""
    for pair in quotation_marks.pairs(events):
        yield _told(quotation_marks.told(pair, context), pair)


def _fate(event: Event, context: Context) -> tuple[object, ...] | None:
    if event.kind not in _LISTS or event.group or event.replaces:
        return None
    outer, inner = context.still_around(event) if event.kind == "bracket.lifted" else (None, [])
    if inner or (event.kind == "bracket.dropped" and context.outlived(event)):
        return None
    return (event.clause, event.kind, event.origin or "", outer)


def _joint_positions(events: Sequence[Event], context: Context) -> Iterator[Told]:
    """Say as one what the same parties do alike on several brackets of one clause.

    Only where every one of them does it on every one of the brackets.
    """
    for alike in _by(events, _move):
        # Where brackets were joined, what was said of one of them was not said of the others.
        parties: dict[tuple[str, str], list[Event]] = {}
        for event in alike:
            parties.setdefault((event.bracket or "", event.text or ""), []).append(event)
        joint: dict[tuple[str, ...], list[Event]] = {}
        for on_bracket in parties.values():
            who = tuple(sorted({event.who or "" for event in on_bracket}))
            joint.setdefault(who, []).extend(on_bracket)
        for members in joint.values():
            if len(members) > 1:
                yield _told(_JOINT[members[0].kind](members, context), members)


def _on_one_bracket(told: Sequence[Told], context: Context) -> list[Told]:
    """Return sentences, those of what parties do about one bracket of a clause as one."""
    out: list[Told] = []
    about: dict[tuple[str, str, str], list[Told]] = {}
    for each in told:
        bracket = _only_bracket(each, context)
        if bracket is None:
            out.append(each)
        else:
            about.setdefault((each.clause, *bracket), []).append(each)
    for members in about.values():
        if len(members) == 1:
            out += members
            continue
        said = positions.on_one([each.events for each in members], context)
        out.append(_told(said, [event for each in members for event in each.events]))
    return out


def _only_bracket(told: Told, context: Context) -> tuple[str, str] | None:
    """Return the bracket and the words that a sentence of positions is about.

    None for every other sentence, and for one of who stood on other words than now.
    """
    first = told.events[0]
    brackets_of = {(event.bracket, event.text) for event in told.events}
    if first.bracket is None or len(brackets_of) > 1 or any(event.agreed for event in told.events):
        return None
    for event in told.events:
        turns = event.kind == "position.changed" and positions.stood_on(event, context)
        if event.kind not in _ABOUT or not _move(event) or turns:
            return None
    return first.bracket, first.text or ""


def _move(event: Event) -> tuple[str, ...] | None:
    """Return what makes two moves alike, None for an event that is no move of its kind."""
    if event.kind not in _JOINT or (event.kind == "position.changed" and event.from_ == event.to):
        return None
    move = (event.clause, event.kind, event.stance or "", event.from_ or "", event.to or "")
    if event.kind != "position.moved":
        return (*move, positions.reason(event))
    return (*move, event.bracket or "", event.bracket_old or event.clause_old or "")


def _by(events: Iterable[Event], key: Callable[[Event], object]) -> Iterator[list[Event]]:
    """Yield the events of each key, in the order of the first; those without one are left out."""
    found: dict[object, list[Event]] = {}
    for event in events:
        value = key(event)
        if value is not None:
            found.setdefault(value, []).append(event)
    yield from found.values()
