"""A draft: clauses in document order. Reading of a clause's marks happens when asked for."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Literal, NamedTuple

from draftvc.draft.front import Front, read_front
from draftvc.notation.canonical import canonical_text, layout_key
from draftvc.notation.model import Reading
from draftvc.notation.raw_places import RawPlaces, RawPlacesOfLines, line_spans
from draftvc.notation.reader import read_marks

if TYPE_CHECKING:
    from draftvc.diagnostics import Diagnostic
    from draftvc.source import SourceText

ClauseKind = Literal[
    "front", "preambular", "operative", "article", "annex", "section", "paragraph", "alternative"
]


_LONGEST = 1000
"""Characters of an element of a front that can name anything."""
_MOST = 100
"""Elements of a front that can name anything, the last apart."""


class _Clause(NamedTuple):
    """What a clause is made of."""

    label: str
    """`PP7.bis`, `OP1d.alt1`; unique in its draft (`OP3~2` for a second `OP3`)."""
    kind: ClauseKind
    marker: str
    """The number or letter as written, with any bracket before it (`[7.bis`, `d.`, `[Alt 1.e`);
    empty where there is none."""
    raw: str
    """The clause's characters, marker included, heading and set-aside lines excluded."""
    depth: int = 0
    """0 for the front, paragraphs and articles, 1 for sub-paragraphs, and so on."""
    parent: str | None = None
    """Label of the clause it hangs under; of an alternative, the clause it stands for."""
    heading: str | None = None
    """The heading that stands before it."""
    id: str | None = None
    """Permanent id; None in a draft that was not recorded."""
    start: int | None = None
    """Offset of `raw` in the source text, where it was read from one."""
    gaps: tuple[tuple[int, int], ...] = ()
    """Offsets in `raw` at which characters of the source were left out (lines set aside), each
    with how many."""
    elements: tuple[tuple[int, int], ...] = ()
    """Of a front: spans of its elements in `raw`, half open; none where each line is one."""


class Clause(_Clause):
    """One clause. `raw` is its text as received (or as stored); the rest is read from it."""

    @cached_property
    def key(self) -> str:
        """`raw` with layout collapsed, cheap to make: equal keys mean equal clauses."""
        return layout_key(self.raw)

    @cached_property
    def text(self) -> str:
        """The canonical text. Clauses of kind `front` keep one line an element."""
        if self.elements:
            return _joined(self.raw[start:end] for start, end in self.elements)
        text, at = self._canonical, self._glued
        return text if at is None else f"{text[:at]} {text[at:]}"

    @cached_property
    def _canonical(self) -> str:
        """The canonical text of the characters, where a marker may be glued to the words."""
        return canonical_text(self.raw, lines=self.kind == "front")

    @property
    def opening(self) -> str:
        """The beginning of a front's canonical text and its last line: all that names anything.

        Cheap also where no clause was found in a very long text.
        """
        if self.elements:
            lines = [self.raw[start:end][:_LONGEST] for start, end in self.elements[:_MOST]]
            lines += [self.raw[start:end][:_LONGEST] for start, end in self.elements[_MOST:][-1:]]
        else:
            every = self.raw.splitlines()
            lines = [line[:_LONGEST] for line in every[:_MOST] + every[_MOST:][-1:]]
        return _joined(lines)

    @cached_property
    def reading(self) -> Reading:
        """The marks of the canonical text."""
        return read_marks(self.text, marker=self.marker)

    def raw_place(self, offset: int) -> int:
        """Return the offset in `raw` of what stands at an offset of the canonical text."""
        if not self.elements and self._glued is not None and offset > self._glued:
            offset -= 1
        return self._places.of(offset)

    @cached_property
    def _places(self) -> RawPlaces | RawPlacesOfLines:
        if self.elements or self.kind == "front":
            return RawPlacesOfLines(self.raw, self.elements or line_spans(self.raw))
        return RawPlaces(self.raw, self._canonical)

    @cached_property
    def _glued(self) -> int | None:
        """Where words follow the marker without a space (`2.[Notes`, `[2.]Notes`); None: nowhere.

        An offset in the canonical text of the characters.
        """
        text, at = self._canonical, len(self.marker)
        if not (self.marker and text.startswith(self.marker)):
            return None
        while text.startswith("]", at):
            at += 1
        return at if text[at : at + 1] not in ("", " ") else None

    def source_offset(self, offset: int) -> int:
        """Return where a character of `raw` stands in the source text."""
        places, left_out = self._left_out
        return (self.start or 0) + offset + left_out[bisect_right(places, offset)]

    @cached_property
    def _left_out(self) -> tuple[list[int], list[int]]:
        """Where lines were left out, and how many characters in all before each of them."""
        sizes = accumulate((left for _, left in self.gaps), initial=0)
        return [at for at, _ in self.gaps], list(sizes)

    def raw_offset(self, offset: int) -> int:
        """Return where a character of the source text stands in `raw`: one that is in it."""
        at = offset - (self.start or 0)
        for gap, left in self.gaps:
            at -= left if at >= gap + left else 0
        return at


def _joined(lines: Iterable[str]) -> str:
    return "\n".join(filter(None, map(canonical_text, lines)))


class StoredClause(NamedTuple):
    """A clause as a repository records it: no label and no number are stored."""

    id: str
    depth: int
    kind: ClauseKind
    heading: str | None
    marker: str
    """As written, with any bracket before it; empty where there is none."""
    raw: str
    """The stored text of the clause, marker included."""


class SetAside(NamedTuple):
    """A line that reading set aside: page furniture, a foreign line."""

    line: int
    """Number in the source, from 1."""
    text: str
    code: Literal["W501", "W502", "W503"]


class _Draft(NamedTuple):
    """What a draft is made of."""

    clauses: tuple[Clause, ...]
    recorded_day: str | None = None
    """The day as of which it was recorded, ISO: it wins over that of the front."""
    set_aside: tuple[SetAside, ...] = ()
    source: SourceText | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    """What segmentation found; delimiter faults are in each clause's reading."""


class Draft(_Draft):
    """A read draft."""

    @property
    def title(self) -> str | None:
        """What its front names as the title; None where it names none."""
        return self._front.title

    @property
    def organ(self) -> str | None:
        """The organ that its front names; None where it names none."""
        return self._front.organ

    @property
    def date(self) -> str | None:
        """The day as of which it was recorded, else the day of its front, ISO."""
        return self.recorded_day or self._front.date

    @cached_property
    def _front(self) -> Front:
        """What its front names, read where it is asked for: a log of one clause never does."""
        return read_front("\n".join(each.opening for each in self.clauses if each.kind == "front"))

    @cached_property
    def by_label(self) -> dict[str, int]:
        """Index of each clause by its label."""
        return {clause.label: index for index, clause in enumerate(self.clauses)}

    @cached_property
    def by_id(self) -> dict[str, int]:
        """Index of each clause by its permanent id, where it has one."""
        return {c.id: index for index, c in enumerate(self.clauses) if c.id is not None}
