"""Two clauses inserted with one number: both stand, the later id gets the next free number.

`7.bis` and `7.bis` become `7.bis` and `7.ter`; a plain number or letter at the end of its row the
next one, `8.` and `9.`, and elsewhere `8.` and `8.bis`. What either side inserted behind moves on
with it, so that three who gave one number get the same three in any order of merging. Where no
number was given twice, all stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from heapq import merge
from itertools import accumulate
from operator import itemgetter
from typing import NamedTuple

from draftvc.merge.rows import as_roman, as_row, written_as
from draftvc.notation.markers import LATIN, SUFFIXES, Marker, read_marker


class Numbered(NamedTuple):
    """A clause with a written number: its id, what it hangs under, its marker and its side."""

    id: str
    parent: str | None
    marker: str
    added_by: str
    """`ours` or `theirs` where one side inserted it, else nothing."""


def renumbered(clauses: Sequence[Numbered]) -> dict[str, str]:
    """Return the new marker of each clause that gets one, by id; clauses in document order."""
    rows: dict[str | None, list[Numbered]] = {}
    for each in clauses:
        if each.marker:
            rows.setdefault(each.parent, []).append(each)
    found: dict[str, str] = {}
    for row in rows.values():
        found |= _of_row(row)
    return found


def _of_row(row: Sequence[Numbered]) -> dict[str, str]:
    markers = {each.id: read_marker(each.marker) for each in row}
    read = as_row({name: marker for name, marker in markers.items() if marker is not None})
    known = [each for each in row if each.id in read and _is_number(read[each.id])]
    found: dict[str, str] = {}
    done: set[str] = set()
    for each in known:
        marker = read[each.id]
        same = [x for x in known if _number(read[x.id]) == _number(marker)]
        if len({x.added_by for x in same if x.added_by}) < 2 or not all(x.added_by for x in same):
            continue
        if each.id not in done:
            run = [x for x in known if x.added_by and _goes_on(marker, read[x.id])]
            done |= {x.id for x in run}
            fixed = {_number(read[x.id]) for x in known if x not in run}
            found |= _numbered(_woven(run), read, fixed)
    return found


def _is_number(marker: Marker) -> bool:
    return bool(marker.value or marker.code)


def _goes_on(first: Marker, marker: Marker) -> bool:
    """Tell whether a marker goes on behind another: `9.` behind `8.`, `7.ter` behind `7.bis`."""
    if _number(first)[:4] != _number(marker)[:4] or marker.alt != first.alt:
        return False
    is_next = marker.value == first.value if first.suffix else not marker.suffix
    return is_next and marker.order >= first.order


def _woven(run: Iterable[Numbered]) -> list[Numbered]:
    """Return what both sides inserted, each side's in its order, the lower ids first."""
    sides = ([x for x in run if x.added_by == side] for side in ("ours", "theirs"))
    ranked = (zip(accumulate((x.id for x in side), max), side, strict=True) for side in sides)
    return [x for _, x in merge(*ranked, key=itemgetter(0))]


def _numbered(
    run: Iterable[Numbered], read: Mapping[str, Marker], fixed: set[tuple[object, ...]]
) -> dict[str, str]:
    """Return the markers of those of a run that get another one; `fixed` are those of others."""
    taken = set(fixed)
    found: dict[str, str] = {}
    for each in run:
        marker: Marker | None = read[each.id]
        while marker is not None and _number(marker) in taken:
            marker = _next(marker, fixed)
        if marker is not None:
            taken.add(_number(marker))
            if marker.written != read[each.id].written:
                found[each.id] = marker.written
    return found


def _number(marker: Marker) -> tuple[object, ...]:
    return marker.kind, marker.style, marker.code, marker.letter, *marker.order


def _next(marker: Marker, fixed: Iterable[tuple[object, ...]]) -> Marker | None:
    """Return the marker with the next number; None where it cannot be written."""
    if not marker.suffix and not marker.alt and not marker.code and marker.kind != "alt":
        after = None if marker.letter else written_as(marker, marker.value + 1)
        if after is not None and not _stands_above(marker, fixed):
            return _read_as(marker, after)
    start = LATIN.index(marker.suffix) + 1 if marker.suffix else 0
    written = _with_suffix(marker, LATIN[start]) if start < len(LATIN) else None
    return None if written is None else _read_as(marker, written)


def _stands_above(marker: Marker, fixed: Iterable[tuple[object, ...]]) -> bool:
    """Tell whether a higher number of the same kind is written: it must stay the next one."""
    return any(each[:2] == _number(marker)[:2] and each[4] > marker.value for each in fixed)  # type: ignore[operator]


def _read_as(marker: Marker, written: str) -> Marker | None:
    """Return a marker made from another one, letters read as in that one."""
    read = read_marker(written)
    return as_roman(read) if read is not None and marker.style == "roman" else read


def _with_suffix(marker: Marker, suffix: str) -> str | None:
    written = marker.written
    if marker.suffix:
        *_, found = re.finditer(SUFFIXES, written)
        return written[: found.start()] + suffix + written[found.end() :]
    if marker.alt or marker.kind == "alt":
        return None
    closed = re.search(r"[.)]$", written)
    if closed is None:
        return f"{written} {suffix}"
    return f"{written}{suffix}" if closed[0] == "." else f"{written} {suffix}"
