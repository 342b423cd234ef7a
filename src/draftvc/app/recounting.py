"""The numbers of rows in which conflicts were settled.

A clause that goes, or comes back, leaves the numbers behind it as one side had them. A row that has
no gap on either side is counted through again; where that cannot be, what is wrong is said with
what to do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from draftvc.app.conflicts import InConflict, Open, decoded, draft_at
from draftvc.app.desk import Desk
from draftvc.checks.duplicate_label import duplicate_label
from draftvc.checks.numbering import numbering
from draftvc.checks.ratchet import Found, standing
from draftvc.draft.model import Clause, Draft
from draftvc.draft.recorded import draft_of_clauses
from draftvc.draft.stored import read_stored
from draftvc.merge.model import MergedClause, OutlineEntry
from draftvc.merge.numbers import tree_of, with_numbers
from draftvc.merge.order import Order, order_of, placed
from draftvc.store.layout import OUTLINE, clause_path
from draftvc.store.plainfile import read_file
from draftvc.store.unmerged import staged_texts

_RULES = (duplicate_label, numbering)


@dataclass(frozen=True)
class Settled:
    """What a call settled."""

    found: Open
    chosen: Sequence[InConflict]
    files: Mapping[str, bytes | None]
    """What the files of these clauses read now; None of one that goes."""
    entries: Sequence[OutlineEntry]
    """The outline as it is now."""
    by_hand: frozenset[str] = frozenset()
    """Ids of clauses whose number was given with their text."""


@dataclass
class Recount:
    """Files that get another number, and what is said of numbers, one sentence each."""

    files: dict[str, bytes] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)


def count_again(settled: Settled, desk: Desk) -> Recount:
    """Return the rows of what was settled counted through again, where no side has a gap.

    Rows in which a clause is still in conflict wait for it.
    """
    return _Counting(settled, desk).run()


class _Counting:
    """The clauses as they are to be staged, and the rows that are looked at."""

    def __init__(self, settled: Settled, desk: Desk) -> None:
        self.settled, self.desk, self.repo = settled, desk, desk.repository
        merge = settled.found.merge
        drafts = (draft_at(self.repo, each) for each in (merge.ours, merge.theirs))
        self.sides = [each for each in drafts if each is not None]
        self.disputed = [
            each
            for each in settled.found.draft
            if each.label != OUTLINE and each not in settled.chosen
        ]
        self.staged = {i: decoded(t, i) or "" for i, t in staged_texts(self.repo).items()}
        self.clauses = self._clauses()
        self.tree = order_of(placed(OutlineEntry(c.id, c.depth, c.kind)) for c in self.clauses)
        self.rows = self._rows()
        self.recount = Recount()

    def run(self) -> Recount:
        if not self.rows:
            return self.recount
        numbered = self._numbered()
        now = [numbered.get(each.id, each) for each in self.clauses]
        before, after = (draft_of_clauses(c.stored for c in each) for each in (self.clauses, now))
        labels = [{c.id: c.label for c in draft.clauses} for draft in (before, after)]
        changed = [i for i in numbered if self._write(numbered[i], labels[0][i])]
        if changed:
            told = [f"{labels[0][i]} is {labels[1][i]} now" for i in changed]
            self.recount.said.append(f"The numbers are counted again: {', '.join(told)}.")
        if len(changed) == len(numbered):
            self.recount.said += self._faults(after)
        return self.recount

    # ------------------------------------------------------------------------ what stands

    def _clauses(self) -> list[MergedClause]:
        texts = dict(self.staged)
        for each in self.disputed:
            file = each.file
            texts[each.clause_id] = decoded(file.ours or file.theirs or file.base, file.path) or ""
        for each in self.settled.chosen:
            text = self.settled.files.get(each.file.path)
            texts.pop(each.clause_id, None)
            if text is not None:
                texts[each.clause_id] = text.decode()
        return [_clause(e, texts[e.id]) for e in self.settled.entries if e.id in texts]

    def _rows(self) -> set[str]:
        """Return the rows of what was settled, by the id of what they hang under."""
        trees = [self.tree, *map(tree_of, self.sides)]
        if any(each.label == OUTLINE for each in self.settled.chosen):
            rows = set(self.tree.children)
        else:
            rows = _parents(trees, (each.clause_id for each in self.settled.chosen))
        return rows - _parents(trees, (each.clause_id for each in self.disputed))

    # ------------------------------------------------------------------------ numbers

    def _numbered(self) -> dict[str, MergedClause]:
        """Return the clauses that get another number, in order, by id."""
        if len(self.sides) < 2:
            return {}
        ours, theirs = self.sides
        found: dict[str, MergedClause] = {}
        again = with_numbers(self.clauses, ours, ours, theirs)
        moves = [b for a, b in zip(self.clauses, again, strict=True) if a.marker != b.marker]
        kept = {self.tree.parents[each.id] for each in moves if each.id in self.settled.by_hand}
        for each in moves:
            above = self.tree.parents[each.id]
            if above in found or (above in self.rows and above not in kept):
                found[each.id] = each
        return found

    def _write(self, clause: MergedClause, label: str) -> bool:
        """Give a clause its new number; not where its file has edits that are not staged."""
        path, number = clause_path(clause.id), clause.marker
        if path not in self.settled.files and self._is_edited(clause.id, path):
            self.recount.said.append(
                f"{label} is {number} now, but its file has edits that are not staged: write "
                f"{number} in the first line of {path}, then: git add {path}"
            )
            return False
        self.recount.files[path] = (clause.stored_text() or "").encode()
        return True

    def _is_edited(self, clause_id: str, path: str) -> bool:
        root, staged = self.repo.root, self.staged.get(clause_id)
        there = read_file(root, path) if root is not None else None
        return there is not None and decoded(there, path) != staged

    def _faults(self, draft: Draft) -> Iterator[str]:
        """Yield what is wrong with the numbers of these rows, and was on neither side."""
        now = self._found(draft)
        old = {id(each) for side in self.sides for each in standing(now, self._found(side))}
        for each in now[1]:
            clause = draft.clauses[draft.by_label[each.clause or ""]]
            if id(each) not in old and self.tree.parents.get(clause.id or "") in self.rows:
                path = clause_path(clause.id or "")
                yield f"{each.message} {each.hint} It stands in {path}; then: git add {path}"

    def _found(self, draft: Draft) -> Found:
        return draft, [each for rule in _RULES for each in rule(draft, self.desk.parties)]


def _clause(entry: OutlineEntry, text: str) -> MergedClause:
    marker, raw = read_stored(text, entry.kind)
    clause = Clause("", entry.kind, marker, raw, id=entry.id)
    pieces = (clause.text,)
    return MergedClause(
        entry.id, entry.kind, entry.depth, entry.heading, pieces, numbered=bool(marker)
    )


def _parents(trees: Sequence[Order], ids: Iterable[str]) -> set[str]:
    """Return what clauses hang under, on any side."""
    return {tree.parents[each] for each in ids for tree in trees if each in tree.parents}
