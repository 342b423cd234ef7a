"""Two clauses inserted with one number: both stand, the later id gets the next free number.

`7.bis` and `7.bis` become `7.bis` and `7.ter`; a plain number or letter at the end of its row the
next one, `8.` and `9.`, and elsewhere `8.` and `8.bis`. What one side alone wrote stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
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
    taken: dict[tuple[object, ...], list[Numbered]] = {}
    for each in row:
        marker = read.get(each.id)
        if marker is not None and (marker.value or marker.code):
            taken.setdefault(_number(marker), []).append(each)
    found: dict[str, str] = {}
    for same in list(taken.values()):
        added = sorted((each for each in same if each.added_by), key=lambda each: each.id)
        if len({each.added_by for each in added}) < 2 or len(same) > len(added):
            continue
        for each in added[1:]:
            written = _next(read[each.id], taken)
            if written is not None:
                found[each.id] = written
                moved = _read_as(read[each.id], written)
                assert moved is not None
                taken.setdefault(_number(moved), []).append(each)
    return found


def _number(marker: Marker) -> tuple[object, ...]:
    return marker.kind, marker.style, marker.code, marker.letter, *marker.order


def _next(marker: Marker, taken: Mapping[tuple[object, ...], object]) -> str | None:
    """Return the marker with the next free number; None where it cannot be written."""
    if not marker.suffix and not marker.alt and not marker.code and marker.kind != "alt":
        after = None if marker.letter else written_as(marker, marker.value + 1)
        if after is not None and not _stands_above(marker, taken):
            return after if _is_free(marker, after, taken) else None
    start = LATIN.index(marker.suffix) + 1 if marker.suffix else 0
    for suffix in LATIN[start:]:
        written = _with_suffix(marker, suffix)
        if written is not None and _is_free(marker, written, taken):
            return written
    return None


def _stands_above(marker: Marker, taken: Iterable[tuple[object, ...]]) -> bool:
    """Tell whether a higher number of the same kind is written: it must stay the next one."""
    return any(each[:2] == _number(marker)[:2] and each[4] > marker.value for each in taken)  # type: ignore[operator]


def _is_free(marker: Marker, written: str, taken: Mapping[tuple[object, ...], object]) -> bool:
    read = _read_as(marker, written)
    return read is not None and _number(read) not in taken


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
