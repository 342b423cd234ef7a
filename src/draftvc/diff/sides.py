"""Two drafts side by side: which clause of one is which of the other, and how each is named.

Events speak of clauses by name: the permanent id, or in a draft that was not recorded the label.
A name means one clause in the whole comparison.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from draftvc.diff.model import Pair
from draftvc.draft.model import Clause, Draft


@dataclass(frozen=True)
class Sides:
    """Two drafts and the pairs of their clauses."""

    old: Draft
    new: Draft
    pairs: tuple[Pair, ...]
    leads_old: Mapping[int, int] = field(default_factory=dict)
    leads_new: Mapping[int, int] = field(default_factory=dict)
    """Of a clause that is a part: the first of the parts, by index in the draft of the parts."""

    @cached_property
    def to_new(self) -> dict[int, int]:
        """The new index of each old clause that has a counterpart."""
        return {pair.old: pair.new for pair in self.pairs}

    @cached_property
    def to_old(self) -> dict[int, int]:
        """The old index of each new clause that has a counterpart."""
        return {pair.new: pair.old for pair in self.pairs}

    @cached_property
    def names_new(self) -> tuple[str, ...]:
        """The name of each clause of the new draft."""
        clauses = self.old.clauses
        return tuple(
            clause.id
            or (clauses[self.to_old[index]].id if index in self.to_old else None)
            or clause.label
            for index, clause in enumerate(self.new.clauses)
        )

    @cached_property
    def names_old(self) -> tuple[str, ...]:
        """The name of each clause of the old draft: that of its counterpart where it has one."""
        taken = set(self.names_new)
        names: list[str] = []
        for index, clause in enumerate(self.old.clauses):
            if index in self.to_new:
                names.append(self.names_new[self.to_new[index]])
                continue
            name = clause.id or clause.label
            names.append(f"old:{name}" if name in taken else name)
        return tuple(names)

    def place_old(self, index: int) -> str | None:
        """Return what stands before a clause of the old draft, and its parts; None: nothing."""
        index = self.leads_old.get(index, index)
        return self.names_old[index - 1] if index else None

    def place_new(self, index: int) -> str | None:
        """Return what stands before a clause of the new draft, and its parts; None: nothing."""
        index = self.leads_new.get(index, index)
        return self.names_new[index - 1] if index else None


def is_unchanged(old: Clause, new: Clause) -> bool:
    """Tell whether nothing in a clause changed, without reading its marks."""
    if (old.heading or "") != (new.heading or ""):
        return False
    return old.raw == new.raw or old.key == new.key or old.text == new.text
