"""Rows that are numbered through on every side stay numbered through.

A room that inserts a sub-paragraph gives those behind it new letters. Where both sides did so at
different places, neither side's letters fit the result: the row is counted again. `7.bis` goes
with its `7.`, and `Alt 1.d` with the clause it stands for. A row with a gap on any side is left
as it is: someone wanted it so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from draftvc.notation.markers import Marker, Style, read_marker, to_letter, to_roman

_WRITE: Mapping[Style, Callable[[int], str]] = {
    "number": str,
    "letter": to_letter,
    "roman": to_roman,
}

Row = Sequence[str]
"""Clauses under one parent, by id, in order."""


@dataclass(frozen=True)
class Numbers:
    """The markers of one side, or of the result, and the rows they stand in."""

    markers: Mapping[str, Marker]
    rows: Mapping[str, Row]
    """Clauses by the id of what they hang under."""


def numbers_of(markers: Mapping[str, str], rows: Mapping[str, Row]) -> Numbers:
    """Return markers, read, each as its row has it; those that are no number are left out."""
    read = {name: read_marker(written) for name, written in markers.items() if written}
    found = {name: marker for name, marker in read.items() if marker is not None}
    for row in rows.values():
        found |= as_row({name: found[name] for name in row if name in found})
    return Numbers(found, rows)


def as_row(row: Mapping[str, Marker]) -> dict[str, Marker]:
    """Return the markers of one row, its letters read as roman numerals where all are: `i.`, `ii.`.

    One letter alone is a letter, but for `i`, with which such a row begins.
    """
    counts = [marker for marker in row.values() if marker.kind != "alt"]
    is_roman = all(marker.roman for marker in counts) and any(
        marker.roman == 1 or len(to_roman(marker.roman)) > 1 for marker in counts
    )
    return {name: as_roman(m) if is_roman else m for name, m in row.items()}


def as_roman(marker: Marker) -> Marker:
    """Return a marker read as a roman numeral, where it can be."""
    return marker._replace(style="roman", value=marker.roman) if marker.roman else marker


def counted_again(result: Numbers, sides: Sequence[Numbers]) -> dict[str, str]:
    """Return the marker of each clause of the rows that are numbered through, by id."""
    found: dict[str, int] = {}
    markers = dict(result.markers)
    for parent in result.rows:
        first = counted_from(sides, parent)
        if first is not None:
            found |= {name: first + n for n, name in enumerate(_plain(result, parent))}
    for parent, row in result.rows.items():
        before = parent
        for name in row:
            marker = result.markers.get(name)
            if name in found:
                before = name
            elif marker is not None and before in found and _follows(name, before, result, sides):
                found[name] = found[before]
                markers[name] = _like(marker, result.markers[before])
    written = {name: written_as(markers[name], value) for name, value in found.items()}
    return {name: text for name, text in written.items() if text is not None}


def counted_from(sides: Sequence[Numbers], parent: str) -> int | None:
    """Return the number from which all sides count a row through; None where one does not."""
    starts = {_start(side, parent) for side in sides if _plain(side, parent)}
    return starts.pop() if len(starts) == 1 else None


def written_as(marker: Marker, value: int) -> str | None:
    """Return a marker written with another value; None where it is not plainly written in it."""
    write = _WRITE.get(marker.style)
    if write is None:
        return None
    own, new = write(marker.value), write(value)
    at = list(re.finditer(rf"(?<![A-Za-z0-9]){re.escape(own)}(?![A-Za-z])", marker.written))
    if not at:
        return None
    is_last = marker.kind == "alt" or marker.style != "number" or marker.above
    place = at[-1] if is_last else at[0]
    return marker.written[: place.start()] + new + marker.written[place.end() :]


def with_number_above(written: str, was: str, is_now: str) -> str | None:
    """Return a marker that repeats the one above it with that one's new number; None: it has none.

    `2.1` under `2.`, now `3.`, is `3.1`.
    """
    own, old, new = read_marker(written), read_marker(was), read_marker(is_now)
    if own is None or old is None or new is None or not own.above:
        return None
    before, after = (*old.above, old.value), (*new.above, new.value)
    if own.above != before or before == after:
        return None
    lead = re.match(r"[\[( ]*", written)
    assert lead is not None  # it matches nothing, too
    prefix = ".".join(map(str, before))
    if not written.startswith(prefix, lead.end()):
        return None
    rest = written[lead.end() + len(prefix) :]
    return f"{lead[0]}{'.'.join(map(str, after))}{rest}"


def _plain(numbers: Numbers, parent: str) -> list[str]:
    """Return the clauses of a row that count: with a number and without `bis`."""
    return [
        name
        for name in numbers.rows.get(parent, ())
        if (marker := numbers.markers.get(name)) is not None and _counts(marker)
    ]


def _counts(marker: Marker) -> bool:
    is_plain = not (marker.suffix or marker.alt or marker.code or marker.letter)
    return is_plain and bool(marker.value) and marker.kind not in ("alt", "option")


def _start(numbers: Numbers, parent: str) -> int | None:
    """Return the number that a row begins with; None where it is not numbered through."""
    markers = [numbers.markers[name] for name in _plain(numbers, parent)]
    values = [marker.value for marker in markers]
    alike = _same((m.style, m.kind) for m in markers)
    return (
        values[0] if alike and values == list(range(values[0], values[0] + len(values))) else None
    )


def _same(values: Iterable[object]) -> bool:
    return len(set(values)) == 1


def _follows(name: str, before: str, result: Numbers, sides: Sequence[Numbers]) -> bool:
    """Tell whether a clause has the number of another one on every side that has both."""
    marker = result.markers[name]
    return bool(marker.suffix or marker.kind == "alt") and all(
        _like(side.markers[name], side.markers[before]).value == side.markers[before].value
        for side in sides
        if name in side.markers and before in side.markers
    )


def _like(marker: Marker, other: Marker) -> Marker:
    """Return a marker read as the one that it goes with is."""
    return as_roman(marker) if other.style == "roman" else marker
