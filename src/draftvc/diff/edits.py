"""The exact edits of a clause: spans of the old text, spans of the new one, and whose they are.

Law: the old text with every span replaced by what stands in the new one is equal to the new text;
the spans of a side do not overlap. A stretch between two anchors is taken over letter by letter,
so that spaces are right; in a run of groups, whose order is layout, entry by entry.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from draftvc.diff.alignment import Alignment, Anchor, align
from draftvc.diff.ledger import Found, Ledger
from draftvc.diff.model import Edit
from draftvc.diff.pieces import Run, Span

_CLOSING = re.compile(r"[\s,]*\}")
"""The end of a group, behind its last entry: white space, commas too many, the brace."""

Piece = tuple[Found, int, int]
"""A stretch of one side's text, and the event that explains it."""


def cut_edits(
    ledger: Ledger,
    names: Sequence[str],
    alignments: Sequence[Alignment],
    parting: Found | None = None,
) -> None:
    """Give each event of the ledger its edits; `names` are those of the clauses, in order.

    The edits of a parting name each of its clauses, so that they tell the order of the parts.
    """
    # A delimiter that a fault explains is no token of the mended side: take what is claimed.
    olds, news = sorted(ledger.claimed_old), sorted(ledger.claimed_new)
    of_event: dict[int, list[Edit]] = {}
    for (old, new), name, alignment in zip(ledger.clauses, names, alignments, strict=True):
        base_old = ledger.old.parts[old].start if old is not None else 0
        base_new = ledger.new.parts[new].start if new is not None else 0
        for found, x, y in _Cutter(ledger, alignment, olds, news).edits():
            edit = Edit(
                clause_id=name,
                old=None if old is None else (x[0] - base_old, x[1] - base_old),
                new=None if new is None else (y[0] - base_new, y[1] - base_new),
                before=ledger.old.text[slice(*x)] if old is not None else "",
                after=ledger.new.text[slice(*y)] if new is not None else "",
            )
            of_event.setdefault(id(found), []).append(edit)
        if parting:
            told = of_event.setdefault(id(parting), [])
            if all(edit.clause_id != name for edit in told):
                spans = [None if side is None else (0, 0) for side in (old, new)]
                told.append(Edit(name, spans[0], spans[1], "", ""))
    for found in ledger.found:
        found.edits = (*of_event.get(id(found), ()), *found.edits)


def alignments_of(ledger: Ledger) -> list[Alignment]:
    """Return how the texts of each clause meet."""
    return [align(ledger, old, new) for old, new in ledger.clauses]


class _Cutter:
    """Cuts the edits of one clause."""

    def __init__(
        self, ledger: Ledger, alignment: Alignment, olds: list[Span], news: list[Span]
    ) -> None:
        self.ledger, self.alignment = ledger, alignment
        self.olds, self.news = olds, news

    def edits(self) -> Iterator[tuple[Found, Span, Span]]:
        """Yield the event, the old span and the new span of each edit, in order."""
        old, new = self.alignment.old or (0, 0), self.alignment.new or (0, 0)
        before = Anchor((old[0], old[0]), (new[0], new[0]))
        for anchor in (*self.alignment.anchors, Anchor((old[1], old[1]), (new[1], new[1]))):
            if before.old[1] < anchor.old[0] or before.new[1] < anchor.new[0]:
                yield from self._stretch(
                    (before.old[1], anchor.old[0]), (before.new[1], anchor.new[0])
                )
            if anchor.runs is not None:
                yield from self._groups(*anchor.runs)
            before = anchor

    def _stretch(self, old: Span, new: Span) -> Iterator[tuple[Found, Span, Span]]:
        if old[1] - old[0] < 2 > new[1] - new[0] and (
            self.ledger.old.text[slice(*old)].isspace()
            and self.ledger.new.text[slice(*new)].isspace()
        ):
            return
        gone, come = _between(self.olds, old), _between(self.news, new)
        if gone or come:
            old, new = self._trimmed(old, new, gone, come)
            ledger = self.ledger
            pieces_old = _pieces(old, gone, ledger.claimed_old, ledger.old.text)
            pieces_new = _pieces(new, come, ledger.claimed_new, ledger.new.text)
            yield from _woven(old, new, pieces_old, pieces_new)

    def _trimmed(
        self, old: Span, new: Span, gone: Sequence[Span], come: Sequence[Span]
    ) -> tuple[Span, Span]:
        """Leave out the white space and braces in which both stretches begin and end."""
        text_a, text_b = self.ledger.old.text, self.ledger.new.text
        lead = min([s[0] - old[0] for s in gone[:1]] + [s[0] - new[0] for s in come[:1]])
        lead = min(lead, old[1] - old[0], new[1] - new[0])
        start = 0
        while start < lead and text_a[old[0] + start] == text_b[new[0] + start]:
            start += 1
        tail = min([old[1] - s[1] for s in gone[-1:]] + [new[1] - s[1] for s in come[-1:]])
        tail = min(tail, old[1] - old[0] - start, new[1] - new[0] - start)
        end = 0
        while end < tail and text_a[old[1] - 1 - end] == text_b[new[1] - 1 - end]:
            end += 1
        return (old[0] + start, old[1] - end), (new[0] + start, new[1] - end)

    def _groups(self, old: Run, new: Run) -> Iterator[tuple[Found, Span, Span]]:
        ledger = self.ledger
        if any(member in ledger.claimed_old for member in old.members):
            for at, span, found in _apart(old, new, ledger.kept, ledger.claimed_old):
                yield found, span, (at, at)
        if any(member in ledger.claimed_new for member in new.members):
            back = {ledger.kept[a]: a for a in old.members if a in ledger.kept}
            for at, span, found in _apart(new, old, back, ledger.claimed_new):
                yield found, (at, at), span


def _apart(
    run: Run, other: Run, mates: Mapping[Span, Span], claimed: Mapping[Span, Found]
) -> Iterator[tuple[int, Span, Found]]:
    """Yield what stands in a run alone: where it would stand in the other, and its stretch.

    A stretch has the separator that parts it from a member that stands in both; where a group
    has no such member, it is the group.
    """
    stay = set(other.members)
    for brace in run.braces:
        members = [m for m in run.members if brace.start <= m[0] and m[1] <= brace.end]
        known = [mates[m] if mates.get(m) in stay else None for m in members]
        alone = [m for m in members if m in claimed]
        if all(mate is None for mate in known):
            for index, member in enumerate(alone):
                start = alone[index - 1][1] if index else brace.start
                end = brace.end if member is alone[-1] else member[1]
                yield other.end, (start, end), claimed[member]
            continue
        for index, member in enumerate(members):
            if member not in claimed:
                continue
            before = next((m for m in reversed(known[:index]) if m is not None), None)
            if before is not None:
                yield before[1], (members[index - 1][1], member[1]), claimed[member]
            else:
                after = next(m for m in known[index:] if m is not None)
                yield after[0], (member[0], members[index + 1][0]), claimed[member]


def _between(tokens: Sequence[Span], stretch: Span) -> Sequence[Span]:
    """Return the tokens, given in order, that stand in a stretch."""
    first = bisect_left(tokens, (stretch[0], stretch[0]))
    last = bisect_left(tokens, (stretch[1], stretch[1]), lo=first)
    return tokens[first:last]


def _pieces(
    stretch: Span, tokens: Sequence[Span], claimed: dict[Span, Found], text: str
) -> list[Piece]:
    """Part a stretch among the events of its tokens; each begins where the one before ends.

    The brace that closes a group goes with the last entry of it.
    """
    pieces: list[Piece] = []
    at = stretch[0]
    for token, behind in zip(tokens, (*tokens, (stretch[1], stretch[1]))[1:], strict=True):
        found = claimed[token]
        closed = _CLOSING.match(text, token[1], behind[0])
        end = closed.end() if closed else token[1]
        if pieces and pieces[-1][0] is found:
            pieces[-1] = (found, pieces[-1][1], end)
        else:
            pieces.append((found, at, end))
        at = end
    if pieces:
        pieces[-1] = (*pieces[-1][:2], stretch[1])
    return pieces


def _woven(
    old: Span, new: Span, pieces_old: list[Piece], pieces_new: list[Piece]
) -> Iterator[tuple[Found, Span, Span]]:
    """Join pieces of one event, in order on both sides; a piece alone meets an empty span.

    Where one side has no piece, its white space goes with the first piece of the other.
    """
    if not pieces_old or not pieces_new:
        rest_old, rest_new = old, new
        for found, start, end in pieces_old:
            yield found, (start, end), rest_new
            rest_new = (new[1], new[1])
        for found, start, end in pieces_new:
            yield found, rest_old, (start, end)
            rest_old = (old[1], old[1])
        return
    at_new = 0
    for found, start, end in pieces_old:
        mate = next((j for j in range(at_new, len(pieces_new)) if pieces_new[j][0] is found), None)
        if mate is None:
            here = pieces_new[at_new][1] if at_new < len(pieces_new) else new[1]
            yield found, (start, end), (here, here)
            continue
        for other, first, last in pieces_new[at_new:mate]:
            yield other, (start, start), (first, last)
        yield found, (start, end), pieces_new[mate][1:]
        at_new = mate + 1
    for other, first, last in pieces_new[at_new:]:
        yield other, (old[1], old[1]), (first, last)
