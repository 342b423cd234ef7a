"""Who explains which edited token: every token is kept or belongs to exactly one event."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from draftvc.diff.brackets import Matching
from draftvc.diff.model import Edit, Event
from draftvc.diff.view import Span, View


@dataclass
class Found:
    """An event while it is being found, with the tokens it explains."""

    event: Event
    old: list[Span] = field(default_factory=list)
    new: list[Span] = field(default_factory=list)
    at: int = 0
    """Where it stands, in code points of the new clause's canonical text."""
    edits: tuple[Edit, ...] = ()


@dataclass
class Ledger:
    """The tokens of a pair of clauses, which of them were kept, and the events found."""

    old: View
    new: View
    matching: Matching
    kept_old: set[Span] = field(default_factory=set)
    kept_new: set[Span] = field(default_factory=set)
    found: list[Found] = field(default_factory=list)
    claimed_old: set[Span] = field(default_factory=set)
    claimed_new: set[Span] = field(default_factory=set)

    def keep(self, old: Iterable[Span], new: Iterable[Span]) -> None:
        """Note tokens that stand in both."""
        self.kept_old.update(old)
        self.kept_new.update(new)

    def add(self, found: Found) -> None:
        """Note an event; a token belongs to the first event that explains it.

        An event left without any of its tokens follows from others and is not told.
        """
        had_tokens = bool(found.old or found.new)
        found.old = [span for span in found.old if span not in self.claimed_old]
        found.new = [span for span in found.new if span not in self.claimed_new]
        if had_tokens and not (found.old or found.new):
            return
        self.claimed_old.update(found.old)
        self.claimed_new.update(found.new)
        if not found.at:
            found.at = self.place(found.old, found.new)
        self.found.append(found)

    def drop(self, found: Found) -> None:
        """Take an event back, so that another can explain its tokens."""
        self.found.remove(found)
        self.claimed_old.difference_update(found.old)
        self.claimed_new.difference_update(found.new)

    def place(self, old: list[Span], new: list[Span]) -> int:
        """Return where tokens stand in the new text; for those gone, where they stood."""
        if new:
            return min(start for start, _ in new)
        return self.to_new_offset(min(start for start, _ in old)) if old else 0

    def to_new_offset(self, offset: int) -> int:
        """Return the new offset just after the last matched word before an old offset."""
        return _carry(offset, self.old, self.new, self.matching.to_new)

    def to_old_offset(self, offset: int) -> int:
        """Return the old offset just after the last matched word before a new offset."""
        return _carry(offset, self.new, self.old, self.matching.to_old)

    def leftovers(self) -> tuple[list[Span], list[Span]]:
        """Return the tokens of each side that are neither kept nor claimed, in order."""
        told_old = self.kept_old | self.claimed_old
        told_new = self.kept_new | self.claimed_new
        return (
            [span for span in all_tokens(self.old) if span not in told_old],
            [span for span in all_tokens(self.new) if span not in told_new],
        )

    def edits(self, found: Found) -> tuple[Edit, ...]:
        """Return the runs of tokens an event explains, paired by where they meet."""
        olds = [(s, e, self.to_new_offset(s)) for s, e in _runs(self.old, found.old)]
        news = [(s, e) for s, e in _runs(self.new, found.new)]
        edits: list[Edit] = []
        for start, end, here in olds:
            mate = next(
                (n for n in news if self.to_old_offset(n[0]) <= start and n[0] >= here), None
            )
            near = (
                mate is not None and self.to_new_offset(mate[0]) == here and len(olds) == len(news)
            )
            if mate is not None and (near or (len(olds) == 1 and len(news) == 1)):
                news.remove(mate)
            else:
                mate = (here, here)
            edits.append(self._edit((start, end), mate))
        for start, end in news:
            there = self.to_old_offset(start)
            edits.append(self._edit((there, there), (start, end)))
        return tuple(edits)

    def _edit(self, old: Span, new: Span) -> Edit:
        clause = self.new.clause
        return Edit(
            clause_id=clause.id or self.old.clause.id or clause.label,
            old=old,
            new=new,
            before=self.old.reading.text[old[0] : old[1]],
            after=self.new.reading.text[new[0] : new[1]],
        )


def all_tokens(view: View) -> list[Span]:
    """Return every token that counts for equality, in order."""
    spans = [(word.start, word.end) for word in view.words]
    spans += [mark for extent in view.spans for mark in extent.marks]
    spans += [entry.span for entry in view.entries]
    spans += [(brace.start, brace.end) for brace in view.others]
    spans += view.strays
    spans += [span for span in (view.marker, view.stamp) if span]
    return sorted(spans)


def _carry(offset: int, here: View, there: View, mates: tuple[int, ...]) -> int:
    starts = [word.start for word in here.words]
    at = bisect_right(starts, offset - 1) - 1
    while at >= 0 and mates[at] < 0:
        at -= 1
    if at >= 0:
        return there.words[mates[at]].end
    return there.marker[1] if there.marker else 0


def _runs(view: View, spans: list[Span]) -> list[Span]:
    """Join spans between which only white space or group punctuation stands."""
    runs: list[Span] = []
    for start, end in sorted(set(spans)):
        if runs and not view.reading.text[runs[-1][1] : start].strip(" ,{}\n"):
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
    return runs
