"""Segmentation: which lines begin a clause, of which kind and how deep it stands.

What begins nothing belongs to the clause before it. Whether a line begins one is judged in
`evidence`, how deep a marker stands in `levels`. Source: docs/notation.md.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from draftvc.draft.evidence import NEARBY, Place
from draftvc.draft.headings import is_clauses_heading, is_prose, may_be_heading
from draftvc.draft.levels import OPTION, Level, Levels
from draftvc.draft.lines import Lines
from draftvc.draft.model import ClauseKind
from draftvc.draft.open_braces import lines_inside_braces
from draftvc.draft.openers import operative_opener, preambular_opener
from draftvc.notation.canonical import canonical_text
from draftvc.notation.markers import Marker, match_marker

_MAY_MARK = re.compile(
    r"[\[*_#\s]*(?:\(?\d|\(?[a-z]{1,4}(?:[.)]|\s?(?:bis|ter|qu))|[Aa]lt|ALT|\(?(?:OP|PP|[OoPp]p\d)|§|A(?:rt|RT|nn|NN)|S(?:ec|EC)|C(?:hap|HAP)"
    r"|P(?:ar[at]|ART)|O(?:ption|PTION))"
)
_ALTERNATIVE = re.compile(r"[\[*_\s]*(?:ALT|Alt(?![a-z]))|.*[\d.:)]\Z")
_TITLE_FOLLOWS = re.compile(r"[\s*_:.\]–—-]*(?:[\[{(“\"*_]*[A-Z]|\Z|\()")
_ENACTS = re.compile(
    r"\W*(?:Ha(?:ve|s|ving)|Hereby|Agrees?|Decides?|Proclaims?|Declares?|Adopts?)\b.{0,100}:\W*\Z",
    re.IGNORECASE,
)
_ROOTS: dict[str, ClauseKind] = {"ART": "article", "ANNEX": "annex", "SEC": "section"}


@dataclass(frozen=True, slots=True)
class Segment:
    """The lines of one clause: `first` to `last` half open; its headings stand before them."""

    kind: ClauseKind
    depth: int
    marker: str
    first: int
    last: int = 0
    headings: tuple[int, ...] = ()

    @property
    def begin(self) -> int:
        """Index of its first line, headings included."""
        return self.headings[0] if self.headings else self.first


def find_segments(lines: Lines) -> list[Segment]:
    """Return the clauses of lines in order; together they hold every line once."""
    if not len(lines):
        return []
    walk = _Walk(lines)
    inside = lines_inside_braces(lines)
    for index in range(len(lines)):
        if index in inside:
            walk.headings = []
        else:
            walk.step(index)
    found = walk.found
    if walk.headings and found:
        # The text ends after a heading: no words of the clause before it.
        found.append(Segment("paragraph", 0, "", walk.headings[0]))
    if not found or found[0].begin > 0:
        found.insert(0, Segment("front", 0, "", 0))
    ends = [segment.begin for segment in found[1:]] + [len(lines)]
    found = [replace(each, last=end) for each, end in zip(found, ends, strict=True)]
    return found if walk.is_resolution else [_as_paragraph(each) for each in found]


def _as_paragraph(segment: Segment) -> Segment:
    """Return a numbered paragraph of a text that is no resolution: P14, not OP14."""
    return replace(segment, kind="paragraph") if segment.kind == "operative" else segment


@dataclass
class _Walk:
    """What was seen so far."""

    lines: Lines
    found: list[Segment] = field(default_factory=list)
    levels: Levels = field(default_factory=Levels)
    headings: list[int] = field(default_factory=list)
    """Lines just before this one that may be headings."""
    kind: ClauseKind = "operative"
    """Kind of what is numbered at the root."""
    preambular: int = 0
    """The last preambular paragraph, counted or numbered."""
    in_preamble: bool = True
    is_resolution: bool = False

    def step(self, index: int) -> None:
        """Judge one line."""
        begun = self._begin(index)
        if begun is not None:
            self.is_resolution |= any(
                is_clauses_heading(self.lines.all[at].text) for at in self.headings
            )
            self.found.append(replace(begun, headings=tuple(self.headings)))
            self.headings = []
        elif not self._after_bare_marker(index) and may_be_heading(
            self.lines, index, in_front=not self.found, after=self.headings
        ):
            self.headings.append(index)
        else:
            self.headings = []

    def _after_bare_marker(self, index: int) -> bool:
        """Tell whether the line before is a marker alone: what follows it are its words."""
        if not self.found or self.found[-1].first != index - 1:
            return False
        return self.lines.all[index - 1].text == self.found[-1].marker

    def _begin(self, index: int) -> Segment | None:
        text = self.lines.all[index].text
        if _MAY_MARK.match(text):
            found = match_marker(text)
            if found is not None:
                marker, end = found
                # As the clause's canonical text will write it, so that it is known there.
                marker = marker._replace(written=canonical_text(text[:end]))
                return self._marked(index, marker, text[end:].removeprefix("]"))
        begun = self.found[-1].first if self.found else None
        if self.in_preamble and self._place(index).opens_preambular(begun):
            return self._preambular(index, None)
        if self.preambular and self.in_preamble and self._enacts(index):
            return Segment("paragraph", 0, "", index)
        if self.headings and self.kind != "article" and is_prose(self.lines, index):
            return self._section(index)
        return None

    def _enacts(self, index: int) -> bool:
        """Tell whether a line is the sentence between preamble and articles."""
        return (
            _ENACTS.match(self.lines.all[index].text) is not None and self._place(index).may_begin
        )

    def _section(self, index: int) -> Segment:
        """Begin a section without a number: the sentences below its heading."""
        self.levels.begin("section", self.lines.all[index].indent)
        self.kind = "operative"
        return Segment("section", 0, "", index)

    # ------------------------------------------------------------------ preambular paragraphs

    def _preambular(self, index: int, marker: Marker | None) -> Segment:
        self.is_resolution = True
        if marker is None:
            self.preambular += 1
        elif not marker.suffix:
            self.preambular = marker.value
        self.levels.begin("PP", self.lines.all[index].indent)
        return Segment("preambular", 0, marker.written if marker else "", index)

    # ------------------------------------------------------------------ marked clauses

    def _marked(self, index: int, marker: Marker, rest: str) -> Segment | None:
        if marker.kind == "alt" or marker.alt:
            return self._alternative(index, marker)
        if marker.kind == OPTION:
            return self._option(index, marker, rest)
        if marker.kind in ("OP", "PP"):
            return self._prefixed(index, marker)
        if marker.kind:
            return self._article(index, marker, rest)
        if marker.above:
            by_letter = marker.style == "letter"
            return (self._under_number if by_letter else self._decimal)(index, marker, rest)
        if self._is_numbered_preambular(index, marker, rest):
            return self._preambular(index, marker)
        return self._numbered(index, marker, rest)

    def _is_numbered_preambular(self, index: int, marker: Marker, rest: str) -> bool:
        """Tell whether a number in the preamble is that of a preambular paragraph.

        What is counted drifts from what is written as paragraphs come and go.
        """
        if not self.in_preamble or marker.style != "number" or operative_opener(rest.strip()):
            return False
        opens = preambular_opener(rest.strip() or self.lines.head(index + 1)) == "known"
        place = self._place(index)
        if not place.may_begin and (place.refers or not opens):
            return False
        if marker.suffix and self.preambular:
            return True
        return opens and abs(marker.value - self.preambular - 1) <= NEARBY

    def _numbered(self, index: int, marker: Marker, rest: str) -> Segment | None:
        levels, indent = self.levels, self.lines.all[index].indent
        if marker.style == "number" and self._at_root():
            levels = Levels([], self.levels.root)
        place = self._place(index)
        placed = levels.place(marker, indent, opens=place.opens_list)
        below = placed.depth == len(levels.open)
        if self.found and self.found[-1].depth == placed.depth:
            before = self.lines.all[self.found[-1].first].text
            place = replace(place, item=before.removeprefix(self.found[-1].marker))
        if not place.accepts(placed, rest, below=below):
            return None
        if marker.style == "number" and self._at_root():
            self.kind = "operative"
        self.levels = levels
        self.levels.enter(placed)
        self._enter_inline_option(rest, indent)
        kind = self.kind
        if self.in_preamble and marker.style != "number" and self.preambular:
            kind = "preambular"
        elif marker.style == "number":
            self.in_preamble = False
        self.is_resolution |= (
            kind == "operative" and placed.depth == 0 and operative_opener(rest.strip())
        )
        return Segment(kind, placed.depth, marker.written, index)

    def _decimal(self, index: int, marker: Marker, rest: str) -> Segment | None:
        """Begin a paragraph that repeats the number of the one it hangs under: `1.2`."""
        placed = self.levels.place_decimal(marker, self.lines.all[index].indent)
        if placed is None or not self._place(index).accepts_decimal(placed, rest):
            return None
        self.levels.enter(placed)
        return Segment(self.kind, placed.depth, marker.written, index)

    def _under_number(self, index: int, marker: Marker, rest: str) -> Segment | None:
        """Begin a sub-paragraph that repeats the number of its paragraph: `1.a`."""
        root = self.levels.open[0] if self.levels.open else None
        if root is None or (root.style, root.value, root.suffix) != ("number", *marker.above, 0):
            return None
        return self._numbered(index, marker._replace(above=()), rest)

    def _enter_inline_option(self, rest: str, indent: int) -> None:
        """Note that the words of a paragraph begin with its first option: `2. Option 1: …`.

        The option has no clause of its own, and the next one hangs under the paragraph.
        """
        words = rest.lstrip(" *_[")
        if words.startswith(("Option", "OPTION")):
            found = match_marker(words)
            if found is not None and found[0].kind == OPTION and found[0].value == 1:
                self.levels.enter(self.levels.place(found[0], indent + 1))

    def _at_root(self) -> bool:
        """Tell whether a number that comes now stands at the root, whatever is open."""
        outer = self.levels.open[0].style if self.levels.open else ""
        return outer == "section" or (self.in_preamble and outer not in _ROOTS)

    def _alternative(self, index: int, marker: Marker) -> Segment | None:
        named = marker.kind != "alt" or _ALTERNATIVE.match(marker.written)
        if not named or not self._place(index).may_begin:
            return None
        depth = 1 if marker.letter else 0 if marker.kind in ("OP", "PP") else None
        if depth is None:
            depth = self.levels.depth_of(marker)
        return Segment("alternative", depth, marker.written, index)

    def _option(self, index: int, marker: Marker, rest: str) -> Segment | None:
        """Begin an option: an alternative of what it stands under, with numbers of its own."""
        if not self._place(index).may_begin:
            return None
        if self.in_preamble and marker.value == 1 and preambular_opener(rest.strip()) == "known":
            return self._preambular(index, None)
        placed = self.levels.place(marker, self.lines.all[index].indent)
        self.levels.enter(placed)
        return Segment("alternative", placed.depth, marker.written, index)

    def _prefixed(self, index: int, marker: Marker) -> Segment | None:
        if not self._place(index).may_begin:
            return None
        self.is_resolution = True
        depth = 1 if marker.letter else 0
        self.in_preamble = marker.kind == "PP"
        if self.in_preamble and not depth:
            return self._preambular(index, marker)
        kind: ClauseKind = "preambular" if self.in_preamble else "operative"
        root = Level("number", "", marker.value, marker.order[1], 0)
        self.levels.open = [root, Level("letter", "", marker.letter, 0, 0)][: depth + 1]
        self.levels.root = marker.value
        self.kind = kind
        return Segment(kind, depth, marker.written, index)

    def _article(self, index: int, marker: Marker, rest: str) -> Segment | None:
        place = self._place(index)
        if not _TITLE_FOLLOWS.match(rest) or not place.may_begin:
            return None
        # A list of articles may be wrapped: `in accordance with Article 2,`, `Article 3 and …`.
        listed = self.lines.tail(index).endswith(",")
        if listed and not place.parted and not self.lines.breaks(index):
            return None
        self.kind = _ROOTS[marker.kind]
        self.in_preamble = (self.in_preamble and marker.kind != "ART") or marker.kind == "ANNEX"
        self.levels.begin(marker.kind, self.lines.all[index].indent, marker.value)
        return Segment(self.kind, 0, marker.written, index)

    def _place(self, index: int) -> Place:
        return Place(self.lines, index, headed=bool(self.headings))
