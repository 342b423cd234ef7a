"""Who explains which edited token: every token is kept or belongs to exactly one event."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from draftvc.diff.brackets import Matching
from draftvc.diff.model import Edit, Event
from draftvc.diff.pieces import Span
from draftvc.diff.view import View


@dataclass(eq=False)
class Found:
    """An event while it is being found, with the tokens it explains."""

    event: Event
    old: list[Span] = field(default_factory=list)
    new: list[Span] = field(default_factory=list)
    at: tuple[int, int] = (-1, -1)
    """Where it stands: offset in the new text, then in the old one."""
    edits: tuple[Edit, ...] = ()


@dataclass(eq=False)
class Ledger:
    """The tokens of two sides, which of them were kept, and the events found.

    `clauses` pairs the parts of the sides: a token is kept only where its clause is the same one
    on both sides. One that stands in both but in another clause now is `carried`.
    """

    old: View
    new: View
    matching: Matching
    clauses: Sequence[tuple[int | None, int | None]]
    parted: bool = False
    """Whether what stands in another clause was carried there by a split or a joining."""
    kept: dict[Span, Span] = field(default_factory=dict)
    """Old token → new token."""
    kept_new: set[Span] = field(default_factory=set)
    spare_old: dict[Span, Span] = field(default_factory=dict)
    spare_new: dict[Span, Span] = field(default_factory=dict)
    """Entries that stand twice where once is enough, each with its twin: they share its fate."""
    carried: tuple[list[Span], list[Span]] = field(default_factory=lambda: ([], []))
    found: list[Found] = field(default_factory=list)
    claimed_old: dict[Span, Found] = field(default_factory=dict)
    claimed_new: dict[Span, Found] = field(default_factory=dict)

    @cached_property
    def _to_new_part(self) -> dict[int, int | None]:
        return {old: new for old, new in self.clauses if old is not None}

    @cached_property
    def _to_old_part(self) -> dict[int, int | None]:
        return {new: old for old, new in self.clauses if new is not None}

    def new_part_of(self, old: int) -> int:
        """Return the part of the new side that an offset of the old side belongs to."""
        part = self._to_new_part[self.old.part_at(old)]
        return self.new.part_at(self.to_new_offset(old)) if part is None else part

    def old_part_of(self, part: int) -> int:
        """Return the old part of a new one; of one that was split off, the part it left."""
        return self._to_old_part[part] or 0

    def labels(self, *, old: int | None = None, new: int | None = None) -> tuple[str, str]:
        """Return the new and the old label of the clause in which offsets stand."""
        part = self.new.part_at(new) if new is not None else self.new_part_of(old or 0)
        clause = self.new.parts[part].clause.label
        if old is not None:
            return clause, self.old.label_at(old)
        return clause, self.old.parts[self.old_part_of(part)].clause.label

    def can_keep(self, old: Span, new: Span) -> bool:
        """Tell whether two tokens can be one: in one clause, or where clauses were parted."""
        return self.parted or self._in_one_clause(old, new)

    def _in_one_clause(self, old: Span, new: Span) -> bool:
        if len(self.clauses) == 1:
            return True
        return self._to_new_part.get(self.old.part_at(old[0])) == self.new.part_at(new[0])

    def keep(self, old: Span, new: Span) -> None:
        """Note a token that stands in both."""
        if self._in_one_clause(old, new):
            self.kept[old] = new
            self.kept_new.add(new)
        else:
            self.carried[0].append(old)
            self.carried[1].append(new)

    def release(self, old: Span) -> None:
        """Let a kept token be explained by an event after all."""
        self.kept_new.discard(self.kept.pop(old))

    def add(self, found: Found) -> None:
        """Note an event; a token belongs to the first event that explains it.

        An event left without any of its tokens follows from others and is not told.
        """
        had_tokens = bool(found.old or found.new)
        found.old = [span for span in found.old if span not in self.claimed_old]
        found.new = [span for span in found.new if span not in self.claimed_new]
        if had_tokens and not (found.old or found.new):
            return
        self.claim(found, found.old, found.new)
        if found.at == (-1, -1):
            found.at = self.place(found.old, found.new)
        self.found.append(found)

    def claim(self, found: Found, old: Iterable[Span], new: Iterable[Span]) -> None:
        """Give tokens to an event."""
        self.claimed_old.update(dict.fromkeys(_with_twins(old, self.spare_old), found))
        self.claimed_new.update(dict.fromkeys(_with_twins(new, self.spare_new), found))

    def place(self, old: Sequence[Span], new: Sequence[Span]) -> tuple[int, int]:
        """Return where tokens stand in the new text, or stood; then in the old text."""
        first_old = min((start for start, _ in old), default=-1)
        if new:
            return min(start for start, _ in new), first_old
        return (self.to_new_offset(first_old) if old else 0), first_old

    def to_new_offset(self, offset: int) -> int:
        """Return the new offset just after the last matched word before an old offset."""
        at = bisect_right(self._starts, offset - 1) - 1
        mates = self.matching.to_new
        while at >= 0 and mates[at] < 0:
            at -= 1
        if at >= 0:
            return self.new.words[mates[at]].end
        return min((end for _, end in self.new.markers.values()), default=0)

    @cached_property
    def _starts(self) -> list[int]:
        return [word.start for word in self.old.words]

    def leftovers(self) -> tuple[list[Span], list[Span]]:
        """Return the tokens of each side that are neither kept nor claimed, in order."""
        told_old = self.kept.keys() | self.claimed_old.keys() | self.spare_old.keys()
        told_new = self.kept_new | self.claimed_new.keys() | self.spare_new.keys()
        return (
            [span for span in self.old.tokens if span not in told_old],
            [span for span in self.new.tokens if span not in told_new],
        )


def _with_twins(spans: Iterable[Span], spare: Mapping[Span, Span]) -> list[Span]:
    found = list(spans)
    return found + [twin for twin, span in spare.items() if span in found] if spare else found
