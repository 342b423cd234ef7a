"""Sentences of whole clauses: what came, went, moved, was renumbered, agreed, reopened."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from draftvc.diff.model import Event
from draftvc.notation.model import Position
from draftvc.notation.patterns import Pattern
from draftvc.report.say.context import Context
from draftvc.report.say.enclosed import Enclosed
from draftvc.report.say.families import family_words
from draftvc.report.say.markers import markers
from draftvc.report.say.numbers import numbers, own_numbers
from draftvc.report.say.positions import belongings, standing
from draftvc.report.say.words import (
    day,
    in_quotes,
    noun,
    one_line,
    quoted,
    shorten,
)

OPENING = 72
"""Columns of a clause's first words."""
_LETTERED = Pattern(r"(?:\d|[a-z]{3,}\.)[a-z]{1,2}(?:~\d+)?\Z")
"""Ends a label whose last part is a letter: `OP1d`, and not `OP1d.ii` or `OP1.alt1`."""


def added(event: Event, context: Context) -> str:
    """`a new paragraph: “Welcoming the offer of Brazil …”`.

    One in brackets is proposed, with those who stand on it: `a new paragraph is proposed in
    brackets: “Invites donors to give;” (NOR supports, USA opposes)`.
    """
    around = context.enclosed(event)
    with_it = _with_family("", event, context)
    what = f"a new {noun(event.clause)}{with_it}{' is proposed in brackets' if around else ''}"
    if event.reinstated:
        back = f"back{' in brackets' if around else ''}{_with_family('its ', event, context)}"
        what = f"{_the(event)} is {back} (last seen in {one_line(event.reinstated)})"
    if context.is_agreed(event):
        what += ", agreed ad ref"
    who = standing(_positions(event, around))
    return f"{what}: {_first(event, context, around)}{f' ({who})' if who else ''}"


def removed(event: Event, context: Context) -> str:
    """`the sub-paragraph is removed: “Building the skills …”`."""
    what = f"the agreed {noun(event.clause)}" if event.agreed else _the(event)
    return _gone(what, event, context)


def _gone(what: str, event: Event, context: Context) -> str:
    """Say that a clause is removed, in brackets where it stood in them, and what went with it."""
    around = context.enclosed(event)
    with_it = belongings(_positions(event, around))
    family = _with_family("its ", event, context)
    removed = f"{' in brackets' if around else ''} is removed{family}"
    said = f"{what}{removed}: {_first(event, context, around)}"
    return f"{said}, with it {with_it}" if with_it else said


def _with_family(whose: str, event: Event, context: Context) -> str:
    family = context.families.get(event.id, ())
    if not family:
        return ""
    words = family_words(event, family)
    return f" with {whose}{words}" if words else " with all that hangs under it"


def _positions(event: Event, around: Enclosed | None) -> tuple[Position, ...]:
    """Return who stands on a clause: on the brackets around it and on itself."""
    return (*(around.positions if around else ()), *(event.positions or ()))


def renumbered(event: Event, context: Context) -> str:
    """`OP1d becomes OP1c`."""
    if event.clause_old and event.clause_old != event.clause:
        text = "the text, as " if is_adopted(event) else ""
        return f"{event.clause_old} becomes {text}{event.clause}"
    return ", ".join(markers([event], context))


def is_adopted(event: Event) -> bool:
    """Tell whether an alternative has the label of a text now."""
    return ".alt" in (event.clause_old or "") and ".alt" not in event.clause


def trades_places(event: Event) -> bool:
    """Tell whether an alternative became a text, or a text an alternative."""
    return (".alt" in (event.clause_old or event.clause)) != (".alt" in event.clause)


def moved(event: Event, context: Context) -> str:
    """`the paragraph moves to stand after PP8`."""
    before = context.label_now(event.place)
    was = event.clause_old if event.clause_old != event.clause else None
    where = f"to stand after {before}" if before else "to another place"
    if event.place is None or before == "FRONT":
        where = "to the beginning"
    elif before and context.parent(event.clause) == before:
        where = f"to stand first under {before}"
    elif before and before == was:
        # One label, two clauses: the one that moved had it, the one before it has it now.
        return f"{_the(event)} that was {was} moves to stand after what is {before} now"
    return f"{_the(event)} moves {where}{f' ({was} until now)' if was else ''}"


def swapped(one: Event, other: Event) -> str:
    """`what was OP1a.alt1 is OP1a now, and what was OP1a is OP1a.alt1`."""
    places = f"{one.clause} and {other.clause} change places"
    return (
        f"{places}: what was {one.clause_old} is {one.clause} now, "
        f"and what was {other.clause_old} is {other.clause}"
    )


def agreed(event: Event, context: Context) -> str:
    """`the paragraph is agreed ad ref (22 May 2023, 12.26)`."""
    when, was = _moment(event.when or ""), event.was
    if is_agreed_anew(event) and isinstance(was, str):
        return f"{_the(event)}, agreed before ({day(was)}), is agreed anew as it now reads ({when})"
    if isinstance(was, str) and was:
        if was[:1].isdigit() and not any(map(str.isdigit, when)):
            return f"the agreed mark loses its day, {day(was)}"
        return f"the agreed mark is corrected: {_moment(was)} becomes {when}"
    is_dated = any(map(str.isdigit, when))
    return f"{_the(event)} is agreed ad ref{f' ({when})' if is_dated else ''}"


def _moment(mark: str) -> str:
    """Return the moment of a mark in words; the mark as written where it is not understood."""
    return day(mark) if mark[:1].isdigit() else quoted(mark)


def is_agreed_anew(event: Event) -> bool:
    """Tell whether a later mark stands on words that changed: nobody corrected the old one."""
    when, was = event.when or "", event.was if isinstance(event.was, str) else ""
    known = min(len(when), len(was))
    dated = when[:1].isdigit() and was[:1].isdigit()
    return bool(event.agreed and dated and when[:known] > was[:known])


def reopened(event: Event, context: Context) -> str:
    """`the paragraph is reopened: its agreed mark of 22 May 2023, 12.26 is gone`."""
    was = event.was if isinstance(event.was, str) else ""
    mark = f"its agreed mark of {day(was)}" if was[:1].isdigit() else "its agreed mark"
    gone = [word for edit in event.edits for word in edit.before.split()]
    stands = gone and gone == [word for edit in event.edits for word in edit.after.split()]
    return f"{_the(event)} is reopened: {mark} {'stands in brackets now' if stands else 'is gone'}"


def with_renumberings(
    cause: str, renumberings: Sequence[Event], context: Context, moved: Sequence[Event] = ()
) -> str:
    """Say a cause and the numbers that follow from it as one sentence.

    `moved` are clauses whose label is another one because they moved.
    """
    known = [e for e in renumberings if e.clause_old and e.clause_old != e.clause]
    looks = markers([event for event in renumberings if event not in known], context)
    return "; ".join([_what_followed(cause, known, moved) if known else cause, *looks])


def _what_followed(cause: str, known: Sequence[Event], moved: Sequence[Event]) -> str:
    labels, moves = _labels(known), _labels(moved)
    said, own = numbers(labels, moves), own_numbers(labels, moves)
    if not own:
        return f"{cause}; {said}"
    # An alternative is called after its text, whose letter is the one that is new.
    plain = [new for _, new in own if ".alt" not in new] or [new for _, new in own]
    what = "letters" if all(map(_LETTERED.compiled.search, plain)) else "numbers"
    new = f"new {what}" if len(own) > 1 else f"a new {what[:-1]}"
    return f"{cause}; what followed takes {new}: {said}"


def adopted(gone: Event, renumbered: Event, rest: Sequence[Event], context: Context) -> str:
    """Say that an alternative became the text in place of a clause that is removed."""
    said = f"the alternative {renumbered.clause_old} becomes the text"
    return with_renumberings(f"{said}; {_gone('what stood here', gone, context)}", rest, context)


def more_renumberings(renumberings: Sequence[Event], context: Context) -> str:
    """Say renumberings without a cause: `OP1.bis becomes OP2, OP2 becomes OP3`."""
    plain = [e for e in renumberings if _is_plain(e)]
    same = [e for e in renumberings if e.clause_old in (None, e.clause)]
    others = [renumbered(e, context) for e in renumberings if not _is_plain(e) and e not in same]
    looks = markers(same, context)
    return ", ".join([*([numbers(_labels(plain))] if plain else []), *others, *looks])


def _is_plain(event: Event) -> bool:
    """Tell whether a renumbering is a label that became another, and no more."""
    old = event.clause_old
    return bool(old and old != event.clause) and not trades_places(event)


def _labels(renumberings: Iterable[Event]) -> list[tuple[str, str]]:
    return [(event.clause_old or "", event.clause) for event in renumberings]


def opening(words: str) -> str:
    """Return the first words of a clause, quoted."""
    return in_quotes(shorten(words, OPENING, at_end=True)) if words else "without words"


def _opening(event: Event) -> str:
    return opening(one_line(event.text or event.body or ""))


def _first(event: Event, context: Context, around: Enclosed | None) -> str:
    """Return the first words of a clause that came or went, as they stand in the draft.

    Of one in brackets without these.
    """
    words = around.words if around else context.opening(event)
    return opening(one_line(words)) if words else _opening(event)


def _the(event: Event) -> str:
    return f"the {noun(event.clause)}"
