"""Stances within a bracket that nothing closes: they speak of it, wherever its end is found.

`[to cut soot {NOR+} by half` that becomes `[to cut soot by half] {NOR+}`: the fault is mended, and
the group is put behind the mark that came. Nobody supported the clause as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from draftvc.diff.ledger import Found, Ledger
from draftvc.diff.model import Event, Origin
from draftvc.diff.pieces import Entry, Span
from draftvc.diff.position_events import LeftOver
from draftvc.diff.view import View

_NEVER_CLOSED = "E101"


def settle_unclosed(ledger: Ledger, left_over: list[LeftOver]) -> None:
    """Let a mended bracket explain the stances within it that stand behind its mark now, and back.

    They are taken out of what is left over; others within it are left over on the bracket.
    """
    on_clause = next((each for each in left_over if each.on == (None, None)), None)
    if on_clause is None:
        return
    _tell_marks(ledger, on_clause)
    for found, is_mended, old, new in _mended(ledger):
        on_bracket = next((each for each in left_over if each.on == (old, new)), None)
        if on_bracket is None:
            on_bracket = LeftOver((old, new), [], [])
            left_over.append(on_bracket)
        within, behind = on_clause.gone, on_bracket.come
        view, bracket = ledger.old, old
        if not is_mended:
            within, behind = on_clause.come, on_bracket.gone
            view, bracket = ledger.new, new
        for one, other in _same(view, bracket, within, behind):
            within.remove(one)
            behind.remove(other)
            gone, come = (one, other) if is_mended else (other, one)
            found.old.append(gone.span)
            found.new.append(come.span)
            ledger.claim(found, [gone.span], [come.span])
        alone = on_bracket.gone if is_mended else on_bracket.come
        for entry in [each for each in within if _is_within(view, bracket, each.span)]:
            within.remove(entry)
            alone.append(entry._replace(owner=bracket))
            # As the text is written it is on the clause; as it is meant it is not.
            view = view._replace(loose=view.loose - {entry.span})
        if is_mended:
            ledger.old = view
        else:
            ledger.new = view


def _tell_marks(ledger: Ledger, on_clause: LeftOver) -> None:
    """Add that a `[` without end was lifted, or put in, where who stood within it goes or comes.

    Those stood before a word or the end mark of the clause, and so within what the mark opens.
    """
    for found in list(ledger.found):
        if found.event.code != _NEVER_CLOSED:
            continue
        is_gone = found.event.kind == "syntax.repaired"
        view, spans = (ledger.old, found.old) if is_gone else (ledger.new, found.new)
        entries = on_clause.gone if is_gone else on_clause.come
        starts = [start for start, _ in spans if view.text.startswith("[", start)]
        for start in sorted(starts, reverse=True):
            words = _behind(view, start)
            end = max((view.words[index].start for index in words), default=0)
            within = [each for each in entries if start < each.span[0] < end]
            if within and _stand(ledger, view, words, within[0], is_gone=is_gone):
                ledger.add(_told(ledger, start, words, within, is_gone=is_gone))
                entries[:] = [each for each in entries if each not in within]


def _stand(
    ledger: Ledger, view: View, words: Sequence[int], entry: Entry, *, is_gone: bool
) -> bool:
    """Tell whether most words between a mark that is gone and the first entry stand."""
    if not is_gone:
        return True
    first = [index for index in words if view.words[index].start < entry.span[0]]
    return sum(ledger.matching.to_new[index] >= 0 for index in first) * 2 >= len(first)


def _told(
    ledger: Ledger, start: int, words: Sequence[int], on: Sequence[Entry], *, is_gone: bool
) -> Found:
    """Return the event of a bracket without end; its mark is told by the fault."""
    view = ledger.old if is_gone else ledger.new
    real = [index for index in words if view.words[index].text[0].isalnum()] or words
    clause, clause_old = ledger.labels(old=start) if is_gone else ledger.labels(new=start)
    spans = [entry.span for entry in on]
    event = Event(
        kind="bracket.lifted" if is_gone else "bracket.added",
        clause=clause,
        clause_old=clause_old,
        text=view.phrase(words[0], real[-1] + 1),
        positions=tuple(entry.position for entry in on),
    )
    if is_gone:
        event = event._replace(bracket_old=view.address_at(start))
        return Found(event, old=spans, at=(ledger.to_new_offset(start), start))
    stood = [ledger.matching.to_old[index] >= 0 for index in words]
    origin: Origin = "existing" if all(stood) else "mixed" if any(stood) else "new"
    event = event._replace(bracket=view.address_at(start), origin=origin)
    return Found(event, new=spans, at=(start, -1))


def _behind(view: View, offset: int) -> list[int]:
    """Return the words of a clause behind a place in it."""
    end = view.parts[view.part_at(offset)].end
    return [n for n, word in enumerate(view.words) if offset < word.start < end]


def _mended(ledger: Ledger) -> Iterator[tuple[Found, bool, int, int]]:
    """Yield each fault whose `]` came or went, with its bracket on both sides."""
    pairs = ledger.matching.pairs
    for found in ledger.found:
        if found.event.code != _NEVER_CLOSED:
            continue
        is_mended = found.event.kind == "syntax.repaired"
        marks = found.new if is_mended else found.old
        for old, new in pairs.items():
            extent = ledger.new.spans[new] if is_mended else ledger.old.spans[old]
            if any(mark in extent.marks for mark in marks):
                yield found, is_mended, old, new


def _same(
    view: View, bracket: int, within: Sequence[Entry], behind: Sequence[Entry]
) -> list[tuple[Entry, Entry]]:
    """Pair entries that stand within a bracket with the same ones that stand behind it."""
    rest = list(behind)
    found: list[tuple[Entry, Entry]] = []
    for entry in within:
        mate = next((other for other in rest if other.key == entry.key), None)
        if mate is not None and _is_within(view, bracket, entry.span):
            rest.remove(mate)
            found.append((entry, mate))
    return found


def _is_within(view: View, bracket: int, span: Span) -> bool:
    extent = view.spans[bracket]
    end = view.words[extent.last - 1].end if extent.last > extent.first else extent.start
    return extent.start < span[0] < end
