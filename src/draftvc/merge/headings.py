"""Headings in a merge: things of their own that stand among the clauses, each before one.

An outline says of a clause which heading stands before it. Whoever inserts a clause at the top of
a section hands the heading on to it, whoever deletes the first one to the next. So a heading is
matched by its words, else by the clause behind it, and finds its place among clauses as they do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from draftvc.diff.matcher import matching_blocks
from draftvc.merge.model import OutlineEntry
from draftvc.merge.order import Placed, placed

_MARK = "\0"
"""Begins the name of a heading: no id has it."""


class Headed(NamedTuple):
    """One side: clauses and headings in order, by name."""

    placed: tuple[Placed, ...]
    texts: Mapping[str, str]
    """The headings, by name."""
    before: Mapping[str, str]
    """The clause that each stands before."""


def is_heading(name: str) -> bool:
    """Tell whether a name is that of a heading."""
    return name.startswith(_MARK)


def headed(
    base: Sequence[OutlineEntry], ours: Sequence[OutlineEntry], theirs: Sequence[OutlineEntry]
) -> tuple[Headed, Headed, Headed]:
    """Return three sides with their headings; one that two sides have has one name."""
    own, mine, other = _headings(base), _headings(ours), _headings(theirs)
    names = [f"{_MARK}{number}" for number in range(len(own))]
    names_ours, names_theirs = _names(own, mine), _names(own, other)
    known = {*names, *names_ours}
    new = {head[1]: name for head, name in zip(mine, names_ours, strict=True) if name not in names}
    for at, name in enumerate(names_theirs):
        twin = new.get(other[at][1])
        if name not in known and twin is not None and twin not in names_theirs:
            names_theirs[at] = twin
    return _side(base, names), _side(ours, names_ours), _side(theirs, names_theirs)


def taken_out(entries: Sequence[OutlineEntry], at: int, end: int) -> tuple[OutlineEntry, ...]:
    """Return an outline without some clauses; the heading before them goes to the next one."""
    rest = [*entries[:at], *entries[end:]]
    heading = entries[at].heading
    if heading and at < len(rest) and not rest[at].heading:
        rest[at] = rest[at]._replace(heading=heading)
    return tuple(rest)


def put_in(
    entries: Sequence[OutlineEntry], at: int, tree: Sequence[OutlineEntry]
) -> tuple[OutlineEntry, ...]:
    """Return an outline with some clauses put in; the first takes back a heading that it had."""
    rest, first = list(entries), tree[0]
    if first.heading:
        if at < len(rest) and rest[at].heading == first.heading:
            rest[at] = rest[at]._replace(heading=None)
        elif any(each.heading == first.heading for each in rest):
            first = first._replace(heading=None)
    return (*rest[:at], first, *tree[1:], *rest[at:])


def _headings(entries: Sequence[OutlineEntry]) -> list[tuple[str, str]]:
    """Return each heading with the clause behind it."""
    return [(entry.heading, entry.id) for entry in entries if entry.heading]


def _names(base: Sequence[tuple[str, str]], side: Sequence[tuple[str, str]]) -> list[str]:
    """Return the names of a side's headings: of one in base its number, else its words."""
    olds, news = [text for text, _ in base], [text for text, _ in side]
    pairs = [
        (i + step, j + step) for i, j, size in matching_blocks(olds, news) for step in range(size)
    ]
    for (i, j), (x, y) in pairwise([(-1, -1), *pairs, (len(base), len(side))]):
        pairs = pairs + _between(base, range(i + 1, x), side, range(j + 1, y))
    known = {j: f"{_MARK}{i}" for i, j in pairs}
    found: list[str] = []
    for j, (text, _) in enumerate(side):
        again = sum(each == text for each in news[:j])
        found.append(known.get(j, f"{_MARK}{text} {again}"))
    return found


def _between(
    base: Sequence[tuple[str, str]],
    olds: range,
    side: Sequence[tuple[str, str]],
    news: range,
) -> list[tuple[int, int]]:
    """Pair headings between two that are the same: before one clause, or the only one there."""
    behind = {base[i][1]: i for i in olds}
    found = [(behind[side[j][1]], j) for j in news if side[j][1] in behind]
    if not found and len(olds) == len(news) == 1:
        return [(olds[0], news[0])]
    return found if found == sorted(found) else []


def _side(entries: Sequence[OutlineEntry], names: Sequence[str]) -> Headed:
    left = iter(names)
    row: list[Placed] = []
    texts: dict[str, str] = {}
    before: dict[str, str] = {}
    for entry in entries:
        own = placed(entry)
        if entry.heading:
            name = next(left)
            texts[name], before[name] = entry.heading, entry.id
            row.append(Placed(name, own.depth))
        row.append(own)
    return Headed(tuple(row), texts, before)
