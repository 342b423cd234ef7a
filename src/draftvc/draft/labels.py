"""Labels and parents of clauses, computed from order, depth, kind and written marker alone.

A label is what the text says today: nothing of it is stored. Unnumbered paragraphs are counted,
those numbered `bis` are not. Source: docs/commands.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from draftvc.draft.model import ClauseKind
from draftvc.notation.addresses import join_step, step_text
from draftvc.notation.markers import Marker, read_marker

_PREFIXES: dict[ClauseKind, str] = {
    "preambular": "PP",
    "operative": "OP",
    "alternative": "OP",
    "paragraph": "P",
    "article": "ART",
    "annex": "ANNEX",
    "section": "SEC",
}


def label_clauses(
    items: Sequence[tuple[ClauseKind, int, str]],
) -> tuple[tuple[str, str | None], ...]:
    """Return label and parent of each clause, given its kind, depth and marker in order.

    >>> label_clauses([("preambular", 0, ""), ("operative", 0, "1."), ("operative", 1, "a.")])
    (('PP1', None), ('OP1', None), ('OP1a', 'OP1'))
    """
    naming = _Naming()
    return tuple(naming.name(kind, depth, marker) for kind, depth, marker in items)


@dataclass
class _Naming:
    """What was named so far. A name is what the text says; its label is unique in the draft."""

    path: list[str] = field(default_factory=list)
    """Name of the clause that is open at each depth."""
    labels: dict[str, str] = field(default_factory=dict)
    """The label that a name has today: that of the last clause of that name."""
    taken: Counter[str] = field(default_factory=Counter)
    """Clauses of a name."""
    counted: Counter[str] = field(default_factory=Counter)
    """Highest number given under a prefix or name."""
    prefix: str = "OP"

    def name(self, kind: ClauseKind, depth: int, marker: str) -> tuple[str, str | None]:
        if kind == "front":
            return self._label("FRONT"), None
        read = read_marker(marker) if marker else None
        if kind == "alternative" and not (read and read.kind == "option"):
            return self._alternative(depth, read)
        above = self._above(depth, read)
        if above:
            name = _suffixed(self._under(above, read), read)
        else:
            self.prefix, depth = _PREFIXES[kind], 0
            name = _suffixed(self.prefix + self._root(read), read)
        parent = self.labels.get(above) if above else None
        self.path[depth:] = [""] * (depth - len(self.path)) + [name]
        return self._label(name), parent

    def _root(self, read: Marker | None) -> str:
        if read is None or not (read.value or read.code):
            self.counted[self.prefix] += 1
            return str(self.counted[self.prefix])
        if read.code:
            return read.code
        due = self.counted[self.prefix] + 1
        value = due if read.roman == due else read.value
        if not read.suffix:
            self.counted[self.prefix] = value
        return str(value)

    def _above(self, depth: int, read: Marker | None) -> str:
        """Return the name of the clause that one hangs under; empty at the root."""
        if depth and read is not None and read.letter:
            return f"{read.kind}{read.value}"
        return self._open_at(depth - 1)

    def _under(self, above: str, read: Marker | None) -> str:
        if read is None or not (read.letter or read.value):
            self.counted[above] += 1
            return join_step(above, ("number", self.counted[above]))
        if read.letter:
            return join_step(above, ("letter", read.letter))
        if read.kind == "option":
            return join_step(above, ("alt", read.value))
        if read.style == "number" and not read.suffix:
            self.counted[above] = read.value
        return join_step(above, (read.style, read.value))

    def _alternative(self, depth: int, read: Marker | None) -> tuple[str, str | None]:
        stands_for = self._stands_for(depth, read)
        self.counted[stands_for + ".alt"] += 1
        number = (read.alt if read else 0) or self.counted[stands_for + ".alt"]
        parent = self.labels.get(stands_for) or self.labels.get(self._open_at(depth - 1))
        return self._label(join_step(stands_for, ("alt", number))), parent

    def _stands_for(self, depth: int, read: Marker | None) -> str:
        """Return the name of the clause that an alternative stands for."""
        if read is None or not read.value:
            return self._open_at(depth) or f"{self.prefix}0"
        if read.letter:
            return join_step(f"{read.kind}{read.value}", ("letter", read.letter))
        above = self._open_at(depth - 1)
        if above:
            return _suffixed(join_step(above, (read.style, read.value)), read)
        prefix = read.kind if read.kind in ("OP", "PP") else self.prefix
        return _suffixed(f"{prefix}{read.value}", read)

    def _open_at(self, depth: int) -> str:
        """Return the name that is open at a depth, or at the nearest one above it."""
        above = [name for name in self.path[: depth + 1] if name] if depth >= 0 else []
        return above[-1] if above else ""

    def _label(self, name: str) -> str:
        """Return the label of a name: `OP3~2` for the second clause of it."""
        self.taken[name] += 1
        count = self.taken[name]
        self.labels[name] = name if count == 1 else f"{name}~{count}"
        return self.labels[name]


def _suffixed(name: str, read: Marker | None) -> str:
    """Return the name with `bis`, `ter` as written."""
    if read is None or not read.suffix:
        return name
    return join_step(name, ("suffix", step_text(("suffix", read.suffix))))
