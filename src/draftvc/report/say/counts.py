"""What people count in a draft, in words."""

from __future__ import annotations

from draftvc.draft.counts import Counts
from draftvc.report.say.words import counted


def counts_words(counts: Counts) -> str:
    """Return counts as one sentence part: `21 clauses, 2 agreed; 106 brackets, 89 outer; …`."""
    clauses = f"{counted(counts.clauses, 'clause')}, {counts.agreed:,} agreed"
    if not counts.brackets:
        return f"{clauses}; no brackets; {counted(counts.words, 'word')}"
    return (
        f"{clauses}; {counted(counts.brackets, 'bracket')}, {counts.outer_brackets:,} outer; "
        f"{counted(counts.positions, 'position')}; "
        f"{counts.contested_words:,} of {counted(counts.words, 'word')} contested"
    )
