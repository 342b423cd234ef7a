"""The words of a clause with what came and went marked in place.

What went stands as `−‹one day›`, what came as `+‹two days›`. The signs must be read without
colour and never be taken for the draft's own: brackets, braces, plus and hyphen are its notation,
so the marks are the minus sign (not the hyphen of `FRA-`) or a plus before a single angle
quotation mark, which stands in every font. Where a draft has that very pair of characters, or a
closing one inside a mark, they are shown by their number. Law: without elision, leaving out
`−‹…›` and opening `+‹…›` gives the new text, and the reverse the old one, spaces aside and the
commas and order of entries in a group.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from draftvc.diff.model import Edit
from draftvc.notation.model import Brace, Kind, Reading
from draftvc.report.page.lines import Piece, Role
from draftvc.report.safe import visible

Span = tuple[int, int]
GONE, COME, CLOSE = "−‹", "+‹", "›"
EDGE = 7
"""Unchanged words kept beside a change."""
_GRID = 4_000_000
"""Cells up to which unchanged tokens that are not in the same order are matched."""
_INSIDE = re.compile("[‹›]")
_LIKE_A_MARK = re.compile("(?<=[−+])‹")


class _Atom(NamedTuple):
    """The smallest thing that is marked: a word, a mark, an entry of a group."""

    text: str
    gap: str
    """What stands between it and the atom before: a space, a comma of a group, nothing."""
    changed: bool
    group: bool = False
    """Whether it is of a group that holds entries."""


class Run(NamedTuple):
    """A stretch of words that stayed, went or came."""

    text: str
    role: Role


def marked(old: Reading | None, new: Reading | None, edits: Iterable[Edit]) -> tuple[Run, ...]:
    """Return both texts of a clause as one, from the edits of the events that are shown.

    A side that is None does not stand: all of the other came or went.
    """
    edits = tuple(edits)
    if old is None and new is None:
        return ()
    if old is None or new is None:
        role: Role = "gone" if new is None else "come"
        whole = old if new is None else new
        return _runs((atom, role, atom.gap) for atom in _atoms(whole, None)) if whole else ()
    a = _atoms(old, [edit.old for edit in edits if edit.old])
    b = _atoms(new, [edit.new for edit in edits if edit.new])
    return _runs(_merge(a, b))


def changes(runs: Iterable[Run]) -> bool:
    """Tell whether anything is marked."""
    return any(run.role for run in runs)


def pieces(runs: Sequence[Run], edge: int = EDGE) -> list[Piece]:
    """Return runs as pieces with their signs; long stretches that stayed are left out (…)."""
    out: list[Piece] = []
    for run in elided(runs, edge):
        if run.role:
            text = _INSIDE.sub(_by_number, visible(run.text))
            out.append(Piece(f"{GONE if run.role == 'gone' else COME}{text}{CLOSE}", run.role))
        else:
            out.append(Piece(_LIKE_A_MARK.sub(_by_number, visible(run.text))))
    return out


def elided(runs: Sequence[Run], edge: int = EDGE) -> list[Run]:
    """Return runs with … for what stayed and is further than `edge` words from a change."""
    out: list[Run] = []
    for index, run in enumerate(runs):
        if run.role:
            out.append(run)
            continue
        if len(runs) == 1:
            return list(runs)
        first, last = index == 0, index == len(runs) - 1
        out.append(Run(_elided(run.text, 0 if first else edge, 0 if last else edge), ""))
    return out


def heading_runs(before: str, after: str) -> tuple[Run, ...]:
    """Return two headings as one, matched word by word."""
    a, b = before.split(), after.split()
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    out: list[tuple[_Atom, Role, str]] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            out += [(_Atom(word, " ", False), "", " ") for word in b[j1:j2]]
            continue
        out += [(_Atom(word, " ", True), "gone", " ") for word in a[i1:i2]]
        out += [(_Atom(word, " ", True), "come", " ") for word in b[j1:j2]]
    return _runs(out)


def _elided(text: str, head: int, tail: int) -> str:
    """Return a stretch with its first `head` and last `tail` words; 0 where no change is."""
    words = text.strip(" ").split(" ")
    if len(words) <= head + tail + 3:
        return text
    kept = " ".join([*words[:head], "…", *words[len(words) - tail :]])
    return " " * text.startswith(" ") + kept + " " * text.endswith(" ")


def _by_number(match: re.Match[str]) -> str:
    return f"⟨U+{ord(match[0]):04X}⟩"


def _merge(a: list[_Atom], b: list[_Atom]) -> list[tuple[_Atom, Role, str]]:
    """Return the atoms of both sides in one order: what went before what came."""
    out: list[tuple[_Atom, Role, str]] = []
    at_a = at_b = 0
    pairs = _mates(a, b)
    a = _with_braces(a, {i for i, _ in pairs})
    for i, j in [*pairs, (len(a), len(b))]:
        out += [(atom, "gone", atom.gap) for atom in a[at_a:i] if atom.changed]
        out += [(atom, "come" if atom.changed else "", atom.gap) for atom in b[at_b:j]]
        if j < len(b):
            after_gone = bool(out) and out[-1][1] == "gone"
            out.append((b[j], "", a[i].gap if after_gone else b[j].gap))
        at_a, at_b = i + 1, j + 1
    return out


def _with_braces(atoms: list[_Atom], mated: set[int]) -> list[_Atom]:
    """Return atoms with the braces of a group gone where entries are and its rest is elsewhere."""
    out = list(atoms)
    first = 0
    for index, atom in enumerate(atoms):
        if atom.group and atom.text == "{":
            first = index
        elif atom.group and atom.text == "}" and first not in mated:
            inside = atoms[first + 1 : index]
            if any(each.changed for each in inside):
                out[first] = atoms[first]._replace(changed=True)
                out[index] = atom._replace(changed=True)
    return out


def _mates(a: list[_Atom], b: list[_Atom]) -> list[tuple[int, int]]:
    """Return the pairs of atoms that stayed, in order.

    Words and marks first, mostly all of both sides; then entries of groups between them: a group
    that goes along with its bracket must not lead words astray.
    """
    pairs: list[tuple[int, int]] = []
    at_a = at_b = 0
    for i, j in [*_equal(a, b, range(len(a)), range(len(b)), group=False), (len(a), len(b))]:
        pairs += _equal(a, b, range(at_a, i), range(at_b, j), group=True)
        if j < len(b):
            pairs.append((i, j))
        at_a, at_b = i + 1, j + 1
    return pairs


def _equal(
    a: list[_Atom], b: list[_Atom], in_a: range, in_b: range, *, group: bool
) -> list[tuple[int, int]]:
    """Return the pairs of equal atoms that stayed, of groups or of none, within two ranges."""
    stay_a = [i for i in in_a if not a[i].changed and a[i].group is group]
    stay_b = [j for j in in_b if not b[j].changed and b[j].group is group]
    texts_a, texts_b = [a[i].text for i in stay_a], [b[j].text for j in stay_b]
    if texts_a == texts_b:
        return list(zip(stay_a, stay_b, strict=True))
    start = _shared(texts_a, texts_b)
    end = _shared(texts_a[start:][::-1], texts_b[start:][::-1])
    pairs = [(k, k) for k in range(start)]
    middle_a = texts_a[start : len(texts_a) - end]
    middle_b = texts_b[start : len(texts_b) - end]
    if len(middle_a) * len(middle_b) <= _GRID:
        matcher = SequenceMatcher(None, middle_a, middle_b, autojunk=False)
        for i, j, size in matcher.get_matching_blocks():
            pairs += [(start + i + k, start + j + k) for k in range(size)]
    pairs += [(len(texts_a) - k, len(texts_b) - k) for k in range(end, 0, -1)]
    return [(stay_a[i], stay_b[j]) for i, j in pairs]


def _shared(a: Sequence[str], b: Sequence[str]) -> int:
    count = 0
    for one, other in zip(a, b, strict=False):
        if one != other:
            break
        count += 1
    return count


def _atoms(reading: Reading, spans: Sequence[Span] | None) -> list[_Atom]:
    """Return the atoms of a text; `spans` None: all of them changed."""
    touched = _Touched(spans)
    groups = {brace.token: brace for brace in reading.braces if brace.positions}
    out: list[_Atom] = []
    before = 0
    for index, token in enumerate(reading.tokens):
        if token.kind is Kind.SPACE or token.end == token.start:
            continue
        places = [(token.start, token.end)]
        if index in groups:
            places = _entries(reading.text, groups[index])
        flags = [touched(start, end) for start, end in places]
        if len(places) > 1 and all(flags[1:-1]):
            flags = [True] * len(flags)  # the braces go with their entries
        for (start, end), changed in zip(places, flags, strict=True):
            if start == end:  # the closing brace of a group that is never closed
                continue
            text, gap = reading.text[start:end], reading.text[before:start]
            out.append(_Atom(text, gap, changed, index in groups))
            before = end
    return out


def _entries(text: str, brace: Brace) -> list[Span]:
    """Return the places of a group's opening brace, its entries, and its closing brace."""
    places = [(brace.start, brace.start + 1)]
    for position in brace.positions:
        start = text.find(position.raw, places[-1][1])
        if start < 0:
            return [(brace.start, brace.end)]
        places.append((start, start + len(position.raw)))
    places.append((places[-1][1], brace.end))
    return places


class _Touched:
    """Whether an edit touches a place; asked with rising places."""

    def __init__(self, spans: Sequence[Span] | None) -> None:
        self.all = spans is None
        self.spans = sorted(span for span in spans or () if span[0] < span[1])
        self.at = 0
        self.reach = 0
        """Largest end of the spans that begin before the place asked for."""

    def __call__(self, start: int, end: int) -> bool:
        while self.at < len(self.spans) and self.spans[self.at][0] < end:
            self.reach = max(self.reach, self.spans[self.at][1])
            self.at += 1
        return self.all or start < self.reach


def _runs(atoms: Iterable[tuple[_Atom, Role, str]]) -> tuple[Run, ...]:
    """Join atoms of one role; the space before a mark stands outside it."""
    out: list[tuple[list[str], Role]] = []
    for atom, role, before in atoms:
        gap = before if out else ""
        if gap.startswith(",") and out[-1][0][-1] == "{":
            gap = ""  # the entries before it went, or stand elsewhere
        if out and out[-1][1] == role:
            out[-1][0].extend((gap, atom.text))
            continue
        if role and gap:
            if out[-1][1]:
                out.append(([], ""))
            out[-1][0].append(gap)
            gap = ""
        out.append(([gap, atom.text], role))
    return tuple(Run("".join(parts), role) for parts, role in out)
