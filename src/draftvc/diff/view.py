"""One side of a comparison: a flat list of words, brackets as spans over them, entries of groups.

A side is mostly one clause, or the part of it that differs; where a bracket runs on, or a clause
was split or joined, it is several clauses whose canonical texts stand one after the other. All
offsets are code points into that text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Hashable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from draftvc.diff.pieces import Entry, Extent, Part, Run, Span, Word
from draftvc.diff.wording import emphasis_marks
from draftvc.notation.model import Brace, Reading, Stamp
from draftvc.notation.stamps import read_stamp

_MARKS = re.compile(r"\{[^{}]*\}?|[\[\]{}]")
_TIGHT = frozenset(",;:.!?)”»…’")
_NOBODY: frozenset[tuple[str, str]] = frozenset()


class _View(NamedTuple):
    """What a side is made of."""

    parts: tuple[Part, ...]
    reading: Reading
    words: tuple[Word, ...]
    spans: tuple[Extent, ...]
    entries: tuple[Entry, ...]
    markers: Mapping[int, Span]
    """The written marker of a part, by the number of the part."""
    stamps: Mapping[int, Span]
    """The agreed mark of a part, by the number of the part."""
    strays: tuple[Span, ...]
    """Delimiters that belong to no bracket and no group."""
    bounds: Span
    """The stretch of the text that was read: all of it, or a window."""
    loose: frozenset[Span] = frozenset()
    """Entries that follow no bracket as the text is written, before a fault in it was mended."""
    with_aside: View | None = None
    """The side with the clauses that came or went as a whole; None where there are none."""
    as_written: View | None = None
    """The side before a fault in it was mended; None where none was."""


class View(_View):
    """One side of a comparison."""

    @property
    def text(self) -> str:
        """The canonical text, or the texts of several clauses."""
        return self.reading.text

    @cached_property
    def _starts(self) -> list[int]:
        return [part.start for part in self.parts]

    def part_at(self, offset: int) -> int:
        """Return the number of the part that an offset stands in."""
        return max(0, bisect_right(self._starts, offset) - 1) if len(self.parts) > 1 else 0

    def is_cut_before(self, offset: int) -> bool:
        """Tell whether what was read ends before an offset."""
        return self.bounds[1] < offset

    def label_at(self, offset: int) -> str:
        """Return the label of the clause that an offset stands in."""
        return self.parts[self.part_at(offset)].clause.label

    @cached_property
    def positions(self) -> Mapping[int | None, tuple[Entry, ...]]:
        """Entries by the bracket they belong to; None: the clause."""
        found: dict[int | None, list[Entry]] = {}
        for entry in self.entries:
            found.setdefault(entry.owner, []).append(entry)
        return {owner: tuple(entries) for owner, entries in found.items()}

    @cached_property
    def tokens(self) -> tuple[Span, ...]:
        """Every token that counts for equality, in order."""
        spans = [(word.start, word.end) for word in self.words]
        spans += [mark for extent in self.spans for mark in extent.marks]
        spans += [entry.span for entry in self.entries]
        spans += [(brace.start, brace.end) for brace in self.others]
        spans += self.strays
        spans += self.markers.values()
        spans += self.stamps.values()
        return tuple(sorted(spans))

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """The runs of adjacent groups, in order."""
        runs: list[list[Brace]] = []
        for brace in sorted(self.reading.braces, key=lambda each: each.start):
            if runs and not self.text[runs[-1][-1].end : brace.start].strip():
                runs[-1].append(brace)
            else:
                runs.append([brace])
        entries: dict[int, list[Span]] = {}
        for entry in self.entries:
            entries.setdefault(entry.brace, []).append(entry.span)
        return tuple(self._run(run, entries) for run in runs)

    def _run(self, braces: Sequence[Brace], entries: Mapping[int, list[Span]]) -> Run:
        members: list[Span] = []
        for brace in braces:
            if brace.kind == "positions":
                members += entries.get(brace.start, [])
            else:
                members.append((brace.start, brace.end))
        sound = all(
            self.text[brace.start] == "{"
            and self.text[brace.end - 1] == "}"
            and brace.end > brace.start + 1
            for brace in braces
        )
        return Run(braces[0].start, braces[-1].end, tuple(braces), tuple(members), sound)

    def run_at(self, offset: int) -> int:
        """Return the number of the run of groups that an offset stands in; -1 for none."""
        at = bisect_right([run.start for run in self.runs], offset) - 1
        return at if at >= 0 and offset < self.runs[at].end else -1

    @cached_property
    def others(self) -> tuple[Brace, ...]:
        """Placeholders and notes."""
        return tuple(brace for brace in self.reading.braces if brace.kind != "positions")

    def asked(self, bracket: int) -> frozenset[tuple[str, str]]:
        """Return who stands on a bracket and how, for comparing brackets."""
        return self._asked.get(bracket, _NOBODY)

    @cached_property
    def _asked(self) -> dict[int | None, frozenset[tuple[str, str]]]:
        return {
            owner: frozenset((e.position.who, e.position.stance) for e in entries)
            for owner, entries in self.positions.items()
        }

    def key(self, bracket: int) -> Hashable:
        """Return the words of a bracket and who asks for them: by these it is known again."""
        span = self.spans[bracket]
        return tuple(w.text for w in self.words[span.first : span.last]), self.asked(bracket)

    def weight(self, bracket: int) -> tuple[int, ...]:
        """Return the words of a bracket that count: punctuation only where it has no other."""
        span = self.spans[bracket]
        chosen = range(span.first, span.last)
        real = tuple(i for i in chosen if self.words[i].text[0].isalnum())
        return real or tuple(chosen)

    @cached_property
    def outermost(self) -> tuple[int, ...]:
        """For each bracket, the outermost one around it, or itself."""
        top: list[int] = []
        for span in self.spans:
            top.append(span.number if span.parent is None else top[span.parent])
        return tuple(top)

    def phrase(self, first: int, last: int) -> str:
        """Return words `first` to `last` as a reader would write them, without marks."""
        last = min(last, len(self.words))
        if first >= last:
            return ""
        line, starts = self._line
        return line[starts[first] : starts[last - 1] + len(self.words[last - 1].text)]

    @cached_property
    def _line(self) -> tuple[str, list[int]]:
        """All words as a reader would write them, and where each begins in that line."""
        pieces: list[str] = []
        starts: list[int] = []
        at = 0
        for index, word in enumerate(self.words):
            space = " " if index and self._spaced(self.words[index - 1], word) else ""
            pieces += (space, word.text)
            starts.append(at + len(space))
            at += len(space) + len(word.text)
        return "".join(pieces), starts

    def phrase_of(self, chosen: Sequence[int]) -> str:
        """Return chosen words in order, gaps shown as one space; none before a comma."""
        pieces: list[str] = []
        run: list[int] = []
        for index in [*chosen, -1]:
            if run and index != run[-1] + 1:
                tight = not pieces or self.words[run[0]].text[0] in _TIGHT
                pieces += ("" if tight else " ", self.phrase(run[0], run[-1] + 1))
                run = []
            run.append(index)
        return "".join(pieces)

    @cached_property
    def emphasis(self) -> frozenset[int]:
        """Where marks of emphasis stand."""
        return emphasis_marks(self.text)

    def with_numbers(self, chosen: Sequence[int]) -> str:
        """Return chosen words as `phrase_of` does, each sign with the number that it touches."""
        signs = [index for index in chosen if self.is_sign_of(index, index + 1)]
        return self.phrase_of(sorted({*chosen, *(index + 1 for index in signs)}))

    def is_sign_of(self, mark: int, number: int) -> bool:
        """Tell whether a word is a mark that stands directly before a number."""
        if not 0 <= mark == number - 1 < len(self.words) - 1:
            return False
        a, b = self.words[mark], self.words[number]
        return a.end == b.start and not a.text[0].isalnum() and b.text[0].isdigit()

    def bracket_text(self, bracket: int) -> str:
        """Return the words of a bracket, inner brackets included."""
        span = self.spans[bracket]
        return self.phrase(span.first, span.last)

    def written_text(self, bracket: int) -> str:
        """Return the words of a bracket, with those of a clause that came or went as a whole."""
        return (self.with_aside or self).bracket_text(bracket)

    def entries_aside(self, bracket: int) -> tuple[Entry, ...]:
        """Return the entries on a bracket that stand in a clause that came or went."""
        if self.with_aside is None:
            return ()
        known = {entry.span for entry in self.positions.get(bracket, ())}
        every = self.with_aside.positions.get(bracket, ())
        return tuple(entry for entry in every if entry.span not in known)

    def bracket_name(self, bracket: int) -> str:
        """Return the words of a bracket; of one without words the placeholders or number in it."""
        text, gaps = self.bracket_text(bracket), self.gaps(bracket)
        marks = self.spans[bracket].marks
        if text and gaps and len(marks) > 1:
            return self.text[marks[0][1] : marks[-1][0]].strip()
        words = text or " ".join(self.text[slice(*gap)] for gap in gaps)
        number = None if words else self.number_in(bracket)
        return self.text[slice(*number)] if number else words

    def gaps(self, bracket: int) -> list[Span]:
        """Return the placeholders in a bracket that has no words but punctuation."""
        if not self.others or any(map(str.isalnum, self.bracket_text(bracket))):
            return []
        gaps = [b for b in self.others if b.kind == "placeholder"]
        return [(b.start, b.end) for b in gaps if self.innermost(b.start) == bracket]

    def number_in(self, bracket: int) -> Span | None:
        """Return where the number of a clause stands in a bracket; None where it does not."""
        extent = self.spans[bracket]
        number = self.markers.get(self.part_at(extent.start))
        return number if number and extent.start < number[0] else None

    def holds_number_alone(self, bracket: int) -> bool:
        """Tell whether a bracket has been put around the number of a clause and no words."""
        return bool(self.number_in(bracket)) and not self.bracket_text(bracket)

    def innermost(self, offset: int) -> int | None:
        """Return the innermost bracket around a place; one whose `]` is lost ends before a word."""
        around = (each.number for each in self.spans if each.start < offset < self._end_of(each))
        return max(around, default=None)

    def _end_of(self, extent: Extent) -> int:
        if extent.marks and extent.marks[-1][0] > extent.start:
            return extent.marks[-1][0]
        return self.words[extent.last].start if extent.last < len(self.words) else len(self.text)

    def length_of(self, bracket: int) -> int:
        """Return the number of characters of `bracket_text`, without writing it."""
        span, last = self.spans[bracket], min(self.spans[bracket].last, len(self.words))
        if span.first >= last:
            return 0
        starts = self._line[1]
        return starts[last - 1] + len(self.words[last - 1].text) - starts[span.first]

    def address(self, bracket: int) -> str:
        """Return the address of a bracket in its own draft; of one whose `[` is lost, the next."""
        return self.address_at(self.spans[bracket].start)

    def address_at(self, at: int) -> str:
        """Return the address of a bracket that opens at a place."""
        part = self.parts[self.part_at(at)]
        return f"{part.clause.label}#{self.text.count('[', part.start, at) + 1}"

    def written_address(self, bracket: int) -> str | None:
        """Return the address of a bracket; None of one whose `[` is lost."""
        span = self.spans[bracket]
        is_written = any(start == span.start for start, _ in span.marks)
        return self.address(bracket) if is_written else None

    def stamp(self, part: int) -> Stamp | None:
        """Return the agreed mark of a part."""
        span = self.stamps.get(part)
        return read_stamp(self.text[slice(*span)]) if span else None

    def _spaced(self, before: Word, after: Word) -> bool:
        gap = self.text[before.end : after.start]
        if not gap or gap == " ":
            return bool(gap)
        bare = _MARKS.sub("", gap)
        return bool(bare) and after.text[0] not in _TIGHT
