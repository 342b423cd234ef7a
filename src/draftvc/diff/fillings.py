"""Placeholders that are filled, and placeholders and notes that say something else now.

A placeholder holds the place of words, so it counts as words of the bracket it stands in: where it
is filled, or stands on, outside the marks that went, its bracket was lifted.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from draftvc.diff.fates import Fates, Owner, new_owner, old_owner
from draftvc.diff.ledger import Found, Ledger
from draftvc.diff.notes import note_event, same_but_glyphs
from draftvc.diff.pieces import Span
from draftvc.diff.view import View
from draftvc.notation.model import Brace


class _Place(NamedTuple):
    """Where a placeholder stood: the words between the matched ones on either side of it."""

    old: range
    new: range
    bracket: int | None
    """The innermost old bracket around it."""


def fill_placeholders(ledger: Ledger, fates: Fates) -> Fates:
    """Add one `placeholder.filled` a placeholder in whose place words came, and claim the words.

    Returns the fates in which a bracket around nothing but such a placeholder was lifted.
    """
    held: set[int] = set()
    for brace in ledger.old.others:
        place = _place(ledger, brace)
        span = (brace.start, brace.end)
        stands = span in ledger.kept or span in ledger.carried[0]
        if not stands and (heir := _heir(ledger, brace, place)):
            _replace(ledger, brace, heir)
        elif brace.kind == "placeholder" and (stands or _is_filled(ledger, fates, brace, place)):
            held.update(_wordless(ledger, fates, place.bracket))
    return fates._replace(lifted=fates.lifted | held, dropped=fates.dropped - held)


def _is_filled(ledger: Ledger, fates: Fates, brace: Brace, place: _Place) -> bool:
    """Tell whether words came in the place of a placeholder; note them as its filling."""
    home = _home(ledger, fates, place)
    if home is None or any(_stood(ledger, fates, i) == home for i in place.old):
        return False
    span = (brace.start, brace.end)
    came = [j for j in place.new if _span(ledger.new, j) not in ledger.claimed_new]
    words = [j for j in came if _came(ledger, new_owner(ledger, fates, j)) == home]
    if words:
        after = ledger.new.phrase_of(words)
        event = note_event(ledger, ledger.old, brace, "placeholder.filled", after)
        ledger.add(Found(event, [span], [_span(ledger.new, j) for j in words]))
        return True
    bracket = next(_brackets_that_came(ledger, fates, came, home), None)
    if bracket is None:
        return False
    after, at = ledger.new.bracket_text(bracket), ledger.new.spans[bracket].start
    event = note_event(ledger, ledger.old, brace, "placeholder.filled", after)
    ledger.add(Found(event, [span], at=(at, -1)))
    return True


def _place(ledger: Ledger, brace: Brace) -> _Place:
    view, m = ledger.old, ledger.matching
    first = last = bisect_left(view.words, brace.start, key=lambda word: word.start)
    while first and m.to_new[first - 1] < 0:
        first -= 1
    while last < len(view.words) and m.to_new[last] < 0:
        last += 1
    start = m.to_new[first - 1] + 1 if first else 0
    end = m.to_new[last] if last < len(view.words) else len(m.to_old)
    return _Place(range(first, last), range(start, end), view.innermost(brace.start))


def _heir(ledger: Ledger, brace: Brace, place: _Place) -> Brace | None:
    """Return what came in place of a placeholder, or of a note of the same party."""
    view, new = ledger.new, place.new
    start = view.words[new.start - 1].end if new.start else 0
    end = view.words[new.stop].start if new.stop < len(view.words) else len(view.text)
    told = ledger.kept_new | ledger.claimed_new.keys() | {*ledger.carried[1]}
    span = (brace.start, brace.end)
    here = (b for b in view.others if b.kind == brace.kind and start <= b.start < end)
    free = (b for b in here if (at := (b.start, b.end)) not in told and ledger.can_keep(span, at))
    return next((b for b in free if b.kind == "placeholder" or b.who == brace.who), None)


def _replace(ledger: Ledger, brace: Brace, heir: Brace) -> None:
    """Tell what went and what came in its place, as one group."""
    if same_but_glyphs(brace, heir):
        return
    group = f"{brace.kind} {brace.start}>{heir.start}"
    gone = note_event(ledger, ledger.old, brace, f"{brace.kind}.removed")
    come = note_event(ledger, ledger.new, heir, f"{heir.kind}.added")
    ledger.add(Found(gone._replace(group=group), old=[(brace.start, brace.end)]))
    ledger.add(Found(come._replace(group=group), new=[(heir.start, heir.end)]))


def _home(ledger: Ledger, fates: Fates, place: _Place) -> int | None:
    """Return the new bracket in which words would fill a placeholder; -1: the text.

    None where the placeholder went with the words of a bracket.
    """
    bracket = place.bracket
    while bracket is not None and (
        bracket in fates.lifted or (bracket in fates.dropped and _is_wordless(ledger, bracket))
    ):
        bracket = ledger.old.spans[bracket].parent
    if bracket is None:
        return -1
    return None if bracket in fates.dropped else _mate(ledger, bracket)


def _wordless(ledger: Ledger, fates: Fates, bracket: int | None) -> Iterator[int]:
    """Yield the dropped brackets around a placeholder that have no words of their own."""
    while bracket is not None and bracket in fates.dropped and _is_wordless(ledger, bracket):
        yield bracket
        bracket = ledger.old.spans[bracket].parent


def _is_wordless(ledger: Ledger, bracket: int) -> bool:
    extent = ledger.old.spans[bracket]
    words = ledger.old.words[extent.first : extent.last]
    return not any(word.text[0].isalnum() for word in words)


def _stood(ledger: Ledger, fates: Fates, word: int) -> int | None:
    """Return the new bracket that stands around an old word, -1 for the text; None if it went."""
    what, bracket = old_owner(ledger, fates, word)
    if what == "text":
        return -1
    return _mate(ledger, bracket) if what == "standing" else None


def _came(ledger: Ledger, owner: Owner) -> int | None:
    """Return the bracket that stands around a new word, -1 for the text; None if it came too."""
    what, bracket = owner
    if what == "text":
        return -1
    return _first(ledger, bracket) if what == "standing" else None


def _mate(ledger: Ledger, bracket: int) -> int:
    """Return the new bracket that an old one is, or is part of; the first of several."""
    m = ledger.matching
    joined = (b for olds, b in m.merged if bracket in olds)
    parted = (news[0] for a, news in m.split if a == bracket)
    return m.pairs.get(bracket, next(joined, next(parted, -1)))


def _first(ledger: Ledger, bracket: int) -> int:
    return next((news[0] for _, news in ledger.matching.split if bracket in news), bracket)


def _brackets_that_came(ledger: Ledger, fates: Fates, words: list[int], home: int) -> Iterator[int]:
    """Yield the brackets that brought words, and stand where a placeholder stood."""
    for word in words:
        what, bracket = new_owner(ledger, fates, word)
        if what != "added":
            continue
        around = ledger.new.spans[bracket].parent
        while around is not None and around in fates.added:
            around = ledger.new.spans[around].parent
        if home == (-1 if around is None else _first(ledger, around)):
            yield bracket


def _span(view: View, index: int) -> Span:
    word = view.words[index]
    return (word.start, word.end)
