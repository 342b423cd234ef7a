"""Stances within a bracket that nothing closes: they speak of it, wherever its end is found.

`[to cut soot {NOR+} by half` that becomes `[to cut soot by half] {NOR+}`: the fault is mended, and
the group is put behind the mark that came. Nobody supported the clause as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from draftvc.diff.ledger import Found, Ledger
from draftvc.diff.lone_marks import tell_lone_marks
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
    tell_lone_marks(ledger, on_clause)
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
