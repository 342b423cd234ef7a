"""Sentences of brackets: what came, was accepted, went, says something else, is redrawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from draftvc.diff.model import Event
from draftvc.notation.model import SATISFIED, Position
from draftvc.report.say.context import Context
from draftvc.report.say.glyphs import is_marks_alone, moved_marks, rewritten
from draftvc.report.say.positions import belongings, standing
from draftvc.report.say.words import (
    be,
    become,
    contrast,
    is_blank,
    is_marks,
    listed,
    number,
    often,
    quoted,
)

LISTED = 40
"""Columns of one quotation in a list of several."""
_NO_MARKS = str.maketrans("", "", "[]")


def added(event: Event, context: Context) -> str:
    """`“free of charge” is put in brackets (USA supports)`."""
    stands = event.origin == "existing"
    if word := (stands and context.written_word(event)) or context.parted_word(event):
        how = "put" if stands else "proposed"
        said = f"{quoted(event.text)} is {how} in brackets{_asked(event)}"
        return f"{said}: {quoted(word)} stands now"
    return _put(_words(event, context), event, _asked(event), context)


def lifted(event: Event, context: Context, changes: Sequence[str] = ()) -> str:
    """`the brackets around “free of charge” are lifted: the words are accepted`.

    `changes` say what was changed in the words on the way.
    """
    word = context.written_word(event)
    if word is None and not changes and (parted := context.parted_word(event)):
        word = _bare(parted)
    if word:
        said = f"the brackets around {quoted(event.text)} are lifted: {quoted(word)} stands now"
        return said + falling_away(event.positions, "; ")
    elsewhere = ", at another place" if event.is_elsewhere else ""
    said = f"the brackets around {_words(event, context)} are lifted"
    # The words of a placeholder are still to come: nobody accepted any.
    if not context.is_number(event) and "{" not in (event.text or ""):
        said += f": {_become_of(event, context)}{elsewhere}"
    if changes:
        said += f", but {listed(changes)}"
    return said + falling_away(event.positions, "; " if changes else ", and ")


def _words(event: Event, context: Context) -> str:
    """Return the words of a bracket, quoted; of a number it is said that it is one."""
    words = quoted(context.words_of(event))
    if not context.is_number(event):
        return words
    return f"the {'number' if any(map(str.isdigit, words)) else 'letter'} {words}"


def dropped(event: Event, context: Context) -> str:
    """`“human rights and” is dropped, with it ARG's support and EGY's objection`."""
    if not event.text:
        return f"an empty bracket is taken out{_with_it(event)}"
    if word := context.parted_word(event):
        return f"{quoted(event.text)} is dropped from {quoted(word)}{_with_it(event)}"
    if event.group:  # told without the others: the stance is that one takes the other's place
        return f"{quoted(context.words_of(event))} {_is(event)} dropped, as part of a substitution"
    rest = [quoted(words) for words in context.outlived(event)]
    but = f" but for {listed(rest)}" if rest else ""
    return f"{quoted(context.words_of(event))} {_is(event)} dropped{but}{_with_it(event)}"


def edited(event: Event, context: Context) -> str:
    """`“free of charge” becomes “free of cost”, still in brackets`."""
    if is_marks_alone(event):
        return rewritten([event])
    if said := moved_marks(event):
        return f"{said} in {quoted(event.after)}, still in brackets (editorial)"
    before, after = contrast(*context.wordings(event))
    if not (event.after or "").strip():
        return f"{before} {be(before)} struck, and the brackets stand empty"
    if not (event.before or "").strip():
        return f"the empty brackets are filled: {after}"
    if event.class_ == "editorial":
        marks = [each for edit in event.edits for each in (edit.before, edit.after)]
        if len(event.edits) == 1 and all(is_marks(mark.strip()) for mark in marks):
            was, now = (quoted(mark) for mark in marks)
            return f"{was} {become(was)} {now}, still in brackets (editorial)"
        return f"{before} {be(before)} now written {after}, still in brackets (editorial)"
    if is_blank(event.before or ""):
        return f"the blank {before} is filled: {after}, still in brackets"
    if is_blank(event.after or ""):
        return f"{before} {become(before)} the blank {after}, still in brackets"
    return f"{before} {become(before)} {after}, still in brackets"


def moved(event: Event, context: Context) -> str:
    """`the bracket “with a shelf of books” moves here from OP1`."""
    there = context.came_from(event)
    where = f"here from {there}" if there else "to another place in the text"
    still = ", still never closed" if context.is_open(event) else ""
    return f"the bracket {quoted(context.words_of(event))} moves {where}{still}"


def merged(event: Event, context: Context) -> str:
    """`two brackets are joined into one: “clean banks and shaded paths”`."""
    count = len(event.was) if isinstance(event.was, tuple) else 2
    return f"{number(count)} brackets are joined into one: {quoted(context.words_of(event))}"


def merged_and_edited(events: Sequence[Event], context: Context) -> str:
    """`two brackets are joined into one: “[clean] [safe] banks” becomes “clean, safe banks”`."""
    join, edit = events
    count = len(join.was) if isinstance(join.was, tuple) else 2
    before, after = contrast(*context.wordings(edit))
    editorial = " (editorial)" if edit.class_ == "editorial" else ""
    joined = f"{number(count)} brackets are joined into one"
    return f"{joined}: {before} {become(before)} {after}{editorial}"


def split_and_edited(events: Sequence[Event], context: Context) -> str:
    """`the bracket around “clean, safe banks” is parted: it becomes “[clean] [safe] banks”`."""
    parting, edit = events
    before, after = context.wordings(edit)
    words = quoted(context.words_then(parting.bracket_old) or before)
    editorial = " (editorial)" if edit.class_ == "editorial" else ""
    return f"the bracket around {words} is parted: it becomes {quoted(after)}{editorial}"


def split(event: Event, context: Context) -> str:
    """`the bracket around “clean banks and paths” is parted into “clean banks” and “and paths”`."""
    parts = [quoted(part, LISTED) for part in context.parts(event)]
    into = f" into {listed(parts)}" if len(parts) > 1 else ""
    words = quoted(context.words_then(event.bracket_old) or event.text)
    return f"the bracket around {words} is parted{into}"


def all_lifted(events: Sequence[Event], context: Context) -> str:
    """Say many lifted brackets of one clause as one list."""
    items = [
        _item(event, context, belongings(event.positions, without=SATISFIED), "against ")
        for event in events
    ]
    count, words = number(len(events)), listed(_once(items))
    if context.still_around(events[0])[0] is not None:
        return f"{count} pairs of brackets are lifted inside another: {words}"
    return f"{count} pairs of brackets are lifted, their words accepted: {words}"


def all_dropped(events: Sequence[Event], context: Context) -> str:
    """Say many dropped brackets of one clause as one list."""
    items = [_item(event, context, belongings(event.positions), "with ") for event in events]
    return f"{number(len(events))} brackets are dropped with their words: {listed(_once(items))}"


def all_added(events: Sequence[Event], context: Context) -> str:
    """Say many brackets that came in one clause as one list; all of one origin."""
    items = [_item(event, context, standing(event.positions), "") for event in events]
    what = {
        "existing": "words that stood are put in brackets",
        "new": "wordings are proposed in brackets",
        "mixed": "wordings are put in brackets, each partly new",
    }
    count = number(len(events))
    if events[0].origin == "existing":
        return f"words that stood are put in {count} pairs of brackets: {listed(_once(items))}"
    return f"{count} {what.get(events[0].origin or 'new', what['new'])}: {listed(_once(items))}"


def replaced(events: Sequence[Event], context: Context) -> str | None:
    """Say the events of one inferred substitution; None where they are of another shape."""
    kinds = {event.kind for event in events}
    if kinds == {"bracket.lifted", "bracket.dropped"}:
        return _decided(events, context)
    if kinds == {"bracket.dropped"}:
        words = listed(_quotations(events, context))
        together = "both" if len(events) == 2 else "all"
        return f"{words} are {together} dropped{_with_it(*events)}"
    if kinds == {"bracket.added"} and {e.origin for e in events} >= {"existing", "new"}:
        stood = [e for e in events if e.origin == "existing"]
        fresh = [e for e in events if e.origin != "existing"]
        # `[s][S]tates {USA+}`: the group behind the word speaks of the choice.
        letters = all(len(event.text or "") == 1 for event in events)
        sides = [(events, "")] if letters else [(fresh, ""), (stood, "")]
        if len(sides) == 2 and {*_asks(fresh)} != {*_asks(stood)}:
            sides = [(each, f"{_joined(each, context)}: ") for each in (fresh, stood)]
        who = dict.fromkeys(f"{lead}{standing(_union(each))}" for each, lead in sides)
        note = "; ".join(filter(None, (*who, "read as one substitution")))
        return (
            f"{_joined(fresh, context)} is proposed in place of {_joined(stood, context)}, "
            f"both in brackets ({note})"
        )
    if kinds == {"bracket.added", "bracket.dropped"}:
        return _given_way(events, context)
    return None


def _asks(events: Sequence[Event]) -> list[tuple[str, str]]:
    return [(position.who, position.stance) for position in _union(events)]


def _given_way(events: Sequence[Event], context: Context) -> str:
    """Say that one wording came in place of several that are dropped."""
    come = [e for e in events if e.kind == "bracket.added"]
    gone = [e for e in events if e.kind == "bracket.dropped"]
    note = "; ".join(filter(None, (standing(_union(come)), "read as one substitution")))
    return (
        f"{_joined(come, context)} is proposed in place of {listed(_quotations(gone, context))}, "
        f"in brackets ({note}); {_pronoun(gone)} dropped{_with_it(*gone)}"
    )


def _pronoun(gone: Sequence[Event]) -> str:
    if len(gone) == 1:
        return "it is"
    return "both are" if len(gone) == 2 else f"all {number(len(gone))} are"


def _decided(events: Sequence[Event], context: Context) -> str:
    kept = [e for e in events if e.kind == "bracket.lifted"]
    gone = [e for e in events if e.kind == "bracket.dropped"]
    if len(kept) == len(gone) == 1 and kept[0].text == gone[0].text:
        return _kept_in_one_place(kept[0], gone[0], context)
    if len(kept) == len(gone):
        stands, goes = _joined(kept, context), _joined(gone, context)
        be_gone = be(goes)
    else:  # rivals side by side: no wording goes through several of them
        stands, goes = _joined(kept, context), listed(_quotations(gone, context))
        be_gone = "are"
    said = f"{stands} replaces {goes}"
    if _place(kept) < _place(gone):
        # Which was there first cannot be read off the page: this is true of both.
        said = f"{stands} {be(stands)} kept, and {goes} {be_gone} dropped"
    said += " (read as one substitution)"
    return said + falling_away(_union(events), ", and ", without=("delete",))


def _kept_in_one_place(kept: Event, gone: Event, context: Context) -> str:
    """Say that of two brackets with the same words one is lifted and the other dropped."""
    places = [
        f" before {quoted(word)}" if (word := context.word_behind(event)) else ""
        for event in (kept, gone)
    ]
    one, other = places if places[0] != places[1] else (" in one place", " in the other")
    return f"{quoted(kept.text)} {_is(kept)} kept{one}, and dropped{other}" + falling_away(
        _union([kept, gone]), ", and ", without=("delete",)
    )


def _place(events: Sequence[Event]) -> int:
    """Return where the first of some brackets stood."""
    return min((edit.old[0] for event in events for edit in event.edits if edit.old), default=0)


def _union(events: Sequence[Event]) -> list[Position]:
    return [position for event in events for position in event.positions or ()]


def _joined(events: Sequence[Event], context: Context) -> str:
    """Return the members of one side as one wording: `to`, `train` are “to train”."""
    return quoted(" ".join(context.whole_word(event) or "" for event in events))


def _quotations(events: Sequence[Event], context: Context) -> list[str]:
    return [quoted(context.whole_word(event), LISTED) for event in events]


def _put(words: str, event: Event, asked: str, context: Context) -> str:
    if not event.text:
        return f"an empty bracket is put in{asked}"
    if event.origin == "existing":
        elsewhere = ", at another place" if event.is_elsewhere else ""
        return f"{words} {_is(event)} put in brackets{elsewhere}{asked}"
    if event.origin == "mixed":
        return f"{words} {_is(event)} put in brackets, some of the words new{asked}"
    stood = [quoted(each) for each in context.replaced(event)] if event.replaces else []
    place = f" in place of {listed(stood)}" if stood else ""
    return f"{words} {_is(event)} proposed in brackets{place}{asked}"


def _asked(event: Event) -> str:
    notes = [standing(event.positions)]
    if event.replaces:
        notes.append("read as one substitution")
    said = "; ".join(note for note in notes if note)
    return f" ({said})" if said else ""


def _with_it(*events: Event) -> str:
    positions = belongings(_union(events))
    inner = sum(len(event.inner or ()) for event in events)
    brackets = f"{number(inner)} inner bracket{'s' * (inner > 1)}" if inner else ""
    with_it = listed(each for each in (positions, brackets) if each)
    pronoun = "it" if len(events) == 1 and _is(events[0]) == "is" else "them"
    return f", with {pronoun} {with_it}" if with_it else ""


def _item(event: Event, context: Context, note: str, lead: str) -> str:
    words = quoted(context.parted_word(event) or context.words_of(event), LISTED)
    return f"{words} ({lead}{note})" if note else words


def _once(items: Sequence[str]) -> list[str]:
    """Return each item once: `“all” (twice)`."""
    times = Counter(items)
    return [f"{item} ({often(count)})" if count > 1 else item for item, count in times.items()]


def _become_of(event: Event, context: Context) -> str:
    """Return what the words are whose brackets are lifted: accepted, or still in other brackets."""
    outer, inner = context.still_around(event)
    several = " " in (event.text or "")
    if outer == event.text:
        return f"the {'words stay' if several else 'word stays'} in the outer ones"
    if outer is not None:
        return f"the {'words stand' if several else 'word stands'} in the bracket {quoted(outer)}"
    if len(inner) == 1 and _bare(inner[0]) == _bare(event.text or ""):
        return f"the {'words stay' if several else 'word stays'} in the inner ones"
    if not inner:
        return _accepted(event)
    still = "which stays" if len(inner) == 1 else "which stay"
    return f"{_accepted(event)} but for {listed(map(quoted, inner))}, {still} in brackets"


def _bare(words: str) -> str:
    return words.translate(_NO_MARKS)


def _accepted(event: Event) -> str:
    words = event.text or ""
    if is_marks(words):
        return "accepted as it stands"
    return "the words are accepted" if " " in words else "the word is accepted"


def _is(event: Event) -> str:
    return be(quoted(event.text))


def falling_away(
    positions: Iterable[Position] | None, joint: str, *, without: Iterable[str] = ()
) -> str:
    """Return `, and EGY's objection falls away`, joint first; empty where nobody is overruled."""
    overruled = belongings(positions, without=(*SATISFIED, *without))
    several = " and " in overruled or overruled.endswith("s") or overruled.startswith("the ")
    return f"{joint}{overruled} {'fall' if several else 'falls'} away" if overruled else ""
