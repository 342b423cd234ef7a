"""Labels and parents of clauses, computed from order, depth, kind and written marker alone.

A label is what the text says today: nothing of it is stored. Unnumbered paragraphs are counted,
those numbered `bis` are not. Source: INTERFACES section 1.
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
    """What was named so far."""

    path: list[str] = field(default_factory=list)
    """Label of the clause that is open at each depth."""
    counted: Counter[str] = field(default_factory=Counter)
    """Highest number given under a prefix or parent."""
    taken: Counter[str] = field(default_factory=Counter)
    prefix: str = "OP"

    def name(self, kind: ClauseKind, depth: int, marker: str) -> tuple[str, str | None]:
        if kind == "front":
            return self._unique("FRONT"), None
        read = read_marker(marker) if marker else None
        if kind == "alternative":
            return self._alternative(depth, read)
        parent: str | None = None
        if depth == 0:
            self.prefix = _PREFIXES[kind]
            own = self.prefix + self._root(read)
        else:
            own, parent = self._under(depth, read)
        label = self._unique(_suffixed(own, read))
        self.path[depth:] = [""] * (depth - len(self.path)) + [label]
        return label, parent

    def _root(self, read: Marker | None) -> str:
        if read is None or not (read.value or read.code):
            self.counted[self.prefix] += 1
            return str(self.counted[self.prefix])
        if read.code:
            return read.code
        if not read.suffix:
            self.counted[self.prefix] = read.value
        return str(read.value)

    def _under(self, depth: int, read: Marker | None) -> tuple[str, str | None]:
        if read is not None and read.letter:
            parent = f"{self.prefix}{read.value}"
            return join_step(parent, ("letter", read.letter)), self._known(parent)
        parent = self._open_at(depth - 1)
        above = parent or f"{self.prefix}0"
        if read is None:
            self.counted[above] += 1
            return join_step(above, ("number", self.counted[above])), parent
        if read.style == "number" and not read.suffix:
            self.counted[above] = read.value
        return join_step(above, (read.style, read.value)), parent

    def _alternative(self, depth: int, read: Marker | None) -> tuple[str, str | None]:
        stands_for = self._stands_for(depth, read)
        parent = self._known(stands_for) or self._open_at(depth - 1)
        number = max(read.alt, 1) if read else self.taken[stands_for + ".alt"] + 1
        self.taken[stands_for + ".alt"] += 1
        label = join_step(stands_for, ("alt", number))
        return self._unique(label), parent

    def _stands_for(self, depth: int, read: Marker | None) -> str:
        """Return the label of the clause that an alternative stands for."""
        if read is None or not read.value:
            return self._open_at(depth) or f"{self.prefix}0"
        if depth == 0:
            return _suffixed(f"{self.prefix}{read.value}", read)
        above = self._open_at(depth - 1) or f"{self.prefix}0"
        return join_step(above, (read.style, read.value))

    def _open_at(self, depth: int) -> str | None:
        """Return the label that is open at a depth, or at the nearest one above it."""
        above = [label for label in self.path[: depth + 1] if label]
        return above[-1] if depth >= 0 and above else None

    def _known(self, label: str) -> str | None:
        return label if self.taken[label] else None

    def _unique(self, label: str) -> str:
        """Return the label, or `OP3~2` for the second of that name."""
        self.taken[label] += 1
        count = self.taken[label]
        return label if count == 1 else f"{label}~{count}"


def _suffixed(label: str, read: Marker | None) -> str:
    """Return the label with `bis`, `ter` as written."""
    if read is None or not read.suffix:
        return label
    return join_step(label, ("suffix", step_text(("suffix", read.suffix))))
