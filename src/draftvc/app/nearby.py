"""What a person may have meant by a name that does not exist: one sentence."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from pathlib import Path

from draftvc.notation.addresses import nearest

_LISTED = 6
"""Names that a sentence lists at most."""


def like_names(word: str, names: Sequence[str]) -> str:
    """Return which revisions are named like a word; which there are, where none is."""
    near = difflib.get_close_matches(word, names, n=2, cutoff=0.5)
    if len(names) == 1:
        return f"{names[0]} is the only revision yet: `draftvc import FILE` records the next."
    if near:
        return _meant(near)
    if not names:
        return "Nothing is recorded yet: `draftvc import FILE` records the first revision."
    more = f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
    return f"The revisions are {', '.join(names[-_LISTED:])}{more}; `draftvc log` tells of them."


def like_files(word: str) -> str:
    """Return which files are named like a word; empty where none is."""
    path = Path(word)
    try:
        beside = sorted(each.name for each in path.parent.iterdir())
    except OSError:
        return ""
    near = difflib.get_close_matches(path.name, beside, n=2, cutoff=0.7)
    return _meant([str(path.with_name(each)) for each in near]) if near else ""


def like_labels(label: str, labels: Iterable[str]) -> str:
    """Return which clauses are named like one that does not exist."""
    near = nearest(label, labels)
    return f"The nearest are {', '.join(near)}." if near else "The draft has no clauses."


def _meant(near: Sequence[str]) -> str:
    return f"Did you mean {' or '.join(near)}?"
