"""Sentences of blanks, `[date]`, `[20XX]`, and of choices, `[shall/should]`.

That they are filled or decided, or come in place of words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from draftvc.diff.model import Event
from draftvc.notation.patterns import Pattern
from draftvc.report.say.brackets import falling_away
from draftvc.report.say.positions import belongings, standing
from draftvc.report.say.words import become, is_blank, quoted

_CHOICE = Pattern(r"[^\W\d_]+(?:\s?/\s?[^\W\d_]+)+\Z")
_WORDS = ("text.edited", "bracket.edited")
_BRACKETS = ("bracket.added", "bracket.dropped")


def filled(events: Sequence[Event]) -> Iterator[tuple[Event, Event]]:
    """Yield blanks and choices that went or came, each with the words of its place."""
    words = [event for event in events if len(event.edits) == 1 and _can_fill(event)]
    for event in events:
        is_old = event.kind == "bracket.dropped"
        if not (is_old or event.kind == "bracket.added") or event.group or event.inner:
            continue
        if len(event.edits) != 1 or not (is_blank(event.text or "") or _parts(event)):
            continue
        mate = next((each for each in words if _is_in_its_place(event, each, is_old)), None)
        if mate is not None:
            words.remove(mate)
            yield event, mate


def _can_fill(event: Event) -> bool:
    """Tell whether an event is of words, or of a bracket that is no blank and stands by itself."""
    if event.kind in _WORDS:
        return True
    is_bracket = event.kind == "bracket.dropped" or event.origin == "new"
    alone = not (event.group or event.inner or is_blank(event.text or ""))
    return bool(is_bracket and alone and event.text)


def told(blank: Event, words: Event) -> str:
    """`the blank “20XX” is filled: “2027”`; the way back, `“2027” becomes the blank “20XX”`.

    Of a choice, `of “shall/should”, “should” stands now`.
    """
    if _parts(blank):
        return _chosen(blank, words)
    if words.kind in _BRACKETS:
        return _in_brackets(blank, words)
    still = ", still in brackets" if words.kind == "bracket.edited" else ""
    if blank.kind == "bracket.dropped":
        away = falling_away(blank.positions, "; ")
        return (
            f"the blank {quoted(blank.text)} is filled: {quoted(words.edits[0].after)}{still}{away}"
        )
    who = standing(blank.positions)
    gone = quoted(words.edits[0].before)
    return (
        f"{gone} {become(gone)} the blank {quoted(blank.text)}{still}{f' ({who})' if who else ''}"
    )


def _in_brackets(blank: Event, words: Event) -> str:
    """`the blank “x” is filled, still in brackets: “12” (USA supports)`."""
    if blank.kind == "bracket.dropped":
        who = standing(words.positions)
        said = f"the blank {quoted(blank.text)} is filled: {quoted(words.text)}, still in brackets"
        said += f" ({who})" if who else ""
        return said + falling_away(blank.positions, "; ")
    gone, who = quoted(words.text), standing(blank.positions)
    said = f"{gone} {become(gone)} the blank {quoted(blank.text)}, still in brackets"
    said += f" ({who})" if who else ""
    went = belongings(words.positions)
    return f"{said}; with {gone} goes {went}" if went else said


def _parts(event: Event) -> list[str]:
    """Return the words between which a bracket leaves the choice; empty where it leaves none."""
    text = event.text or ""
    return [part.strip() for part in text.split("/")] if _CHOICE.compiled.match(text) else []


def _chosen(choice: Event, words: Event) -> str:
    both = quoted(choice.text)
    if choice.kind == "bracket.dropped":
        one = quoted(words.edits[0].after)
        return f"of {both}, {one} stands now" + falling_away(choice.positions, "; ")
    who = standing(choice.positions)
    one = quoted(words.edits[0].before)
    return f"{one} {become(one)} the choice {both}, in brackets" + (f" ({who})" if who else "")


def _is_in_its_place(blank: Event, words: Event, is_old: bool) -> bool:
    """Tell whether words came or went alone where a blank went or came."""
    one, other = blank.edits[0], words.edits[0]
    if words.kind in _BRACKETS and (words.kind == "bracket.added") is not is_old:
        return False
    alone = not other.before.strip() if is_old else not other.after.strip()
    came = (other.after if is_old else other.before).strip()
    if _parts(blank) and (words.kind != "text.edited" or came not in _parts(blank)):
        return False
    if not alone or one.clause_id != other.clause_id or bool(blank.agreed) != bool(words.agreed):
        return False
    return _touch(one.old, other.old) and _touch(one.new, other.new)


def _touch(one: tuple[int, int] | None, other: tuple[int, int] | None) -> bool:
    return one is not None and other is not None and bool({*one} & {*other})
