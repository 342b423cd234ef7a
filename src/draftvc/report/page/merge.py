"""Two texts of a clause as one: what stayed once, what went before what came."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import accumulate, pairwise

from draftvc.report.page.atoms import Atom
from draftvc.report.page.lines import Role

_GRID = 4_000_000
"""Cells up to which unchanged tokens that are not in the same order are matched."""


def merged(a: list[Atom], b: list[Atom]) -> list[tuple[Atom, Role, str]]:
    """Return the atoms of both sides in one order: what went before what came."""
    out: list[tuple[Atom, Role, str]] = []
    at_a = at_b = 0
    pairs = _mates(a, b)
    parted_a, parted_b = _parted_alike(a, b, pairs)
    if len(parted_a) + len(parted_b) > len(a) + len(b):
        a, b = parted_a, parted_b
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


def _parted_alike(
    a: list[Atom], b: list[Atom], pairs: list[tuple[int, int]]
) -> tuple[list[Atom], list[Atom]]:
    """Return both sides with words parted alike that brackets part on one: `[T]argets`, `Targets`.

    Where the letters that stayed between two pairs are the same, they are cut at the same places.
    """
    out_a: list[Atom] = []
    out_b: list[Atom] = []
    at_a = at_b = 0
    for i, j in [*pairs, (len(a), len(b))]:
        gap_a, gap_b = a[at_a:i], b[at_b:j]
        if gap_a and gap_b:
            cuts_a, cuts_b = _cuts(gap_a), _cuts(gap_b)
            if cuts_a != cuts_b and _letters(gap_a) == _letters(gap_b):
                gap_a, gap_b = _cut(gap_a, cuts_b), _cut(gap_b, cuts_a)
        out_a += [*gap_a, *a[i : i + 1]]
        out_b += [*gap_b, *b[j : j + 1]]
        at_a, at_b = i + 1, j + 1
    return out_a, out_b


def _words(atoms: Iterable[Atom]) -> Iterator[Atom]:
    return (atom for atom in atoms if not (atom.changed or atom.group))


def _letters(atoms: Iterable[Atom]) -> str:
    return "".join(atom.text for atom in _words(atoms))


def _cuts(atoms: Iterable[Atom]) -> set[int]:
    """Return after how many letters words end."""
    return set(accumulate(len(atom.text) for atom in _words(atoms)))


def _cut(atoms: list[Atom], cuts: set[int]) -> list[Atom]:
    """Return atoms with words cut after these numbers of letters."""
    out: list[Atom] = []
    end = 0
    for atom in atoms:
        if atom.changed or atom.group:
            out.append(atom)
            continue
        start, end = end, end + len(atom.text)
        places = [start, *sorted(cut for cut in cuts if start < cut < end), end]
        for number, (left, right) in enumerate(pairwise(places)):
            text = atom.text[left - start : right - start]
            out.append(atom._replace(text=text, gap="" if number else atom.gap))
    return out


def _with_braces(atoms: list[Atom], mated: set[int]) -> list[Atom]:
    """Return atoms with the braces of a group gone where entries are and its rest is elsewhere.

    A group that was joined to another keeps one brace in that group: nothing of it is marked.
    """
    out = list(atoms)
    first = 0
    for index, atom in enumerate(atoms):
        if atom.group and atom.text == "{":
            first = index
        elif atom.group and atom.text == "}" and not {first, index} & mated:
            inside = atoms[first + 1 : index]
            if any(each.changed for each in inside):
                out[first] = atoms[first]._replace(changed=True)
                out[index] = atom._replace(changed=True)
    return out


def _mates(a: list[Atom], b: list[Atom]) -> list[tuple[int, int]]:
    """Return the pairs of atoms that stayed, in order.

    Words and marks first, mostly all of both sides; then entries of groups between them: a group
    that goes along with its bracket must not lead words astray.
    """
    pairs: list[tuple[int, int]] = []
    at_a = at_b = 0
    for i, j in [*_equal(a, b, range(len(a)), range(len(b)), group=False), (len(a), len(b))]:
        if at_a < i and at_b < j:
            pairs += _equal(a, b, range(at_a, i), range(at_b, j), group=True)
        if j < len(b):
            pairs.append((i, j))
        at_a, at_b = i + 1, j + 1
    return pairs


def _equal(
    a: list[Atom], b: list[Atom], in_a: range, in_b: range, *, group: bool
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
