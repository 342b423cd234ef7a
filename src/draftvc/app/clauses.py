"""The clauses that addresses name in a draft: each with what hangs under it, or alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from draftvc.app.nearby import like_labels
from draftvc.app.words import ClauseWord
from draftvc.draft.model import Draft
from draftvc.errors import NotFoundError


def labels_under(draft: Draft, label: str, own: bool = False) -> frozenset[str]:
    """Return a label and, unless `own`, those of the clauses under it; empty where it is not."""
    if label not in draft.by_label:
        return frozenset()
    found = {label}
    if not own:
        for clause in draft.clauses:  # a parent stands before what hangs under it
            if clause.parent in found:
                found.add(clause.label)
    return frozenset(found)


def id_of(draft: Draft, label: str) -> str | None:
    """Return the permanent id of the clause with a label; None where there is none."""
    index = draft.by_label.get(label)
    return None if index is None else draft.clauses[index].id


def ids_under(draft: Draft, clause_id: str, own: bool) -> frozenset[str]:
    """Return the ids of a clause and, unless `own`, of what hangs under it in a draft."""
    index = draft.by_id.get(clause_id)
    if index is None:
        return frozenset()
    labels = labels_under(draft, draft.clauses[index].label, own)
    return frozenset(filter(None, (id_of(draft, label) for label in labels)))


def named_labels(words: Sequence[ClauseWord], drafts: Sequence[Draft], own: bool) -> frozenset[str]:
    """Return the labels that addresses name in any of the drafts, the newest draft first.

    Raises:
        NotFoundError: a clause stands in none of them; the remedy names the nearest.
    """
    found: set[str] = set()
    for word in words:
        # A bracket is of the clause's own words.
        alone = own or word.address.bracket is not None
        under = [labels_under(draft, word.address.label, alone) for draft in drafts]
        if not any(under):
            raise no_clause(word, drafts[0])
        refuse_no_bracket(word, drafts)
        found.update(*under)
    return frozenset(found)


def chosen_clauses(words: Sequence[ClauseWord], draft: Draft, own: bool) -> tuple[int, ...]:
    """Return the indexes of the clauses that addresses name; all where there is no address."""
    if not words:
        return tuple(range(len(draft.clauses)))
    return indexes(draft, named_labels(words, [draft], own))


def indexes(draft: Draft, labels: Iterable[str]) -> tuple[int, ...]:
    """Return where the clauses with these labels stand, in document order."""
    return tuple(sorted(draft.by_label[label] for label in labels))


def refuse_no_bracket(word: ClauseWord, drafts: Iterable[Draft]) -> None:
    """Refuse a bracket that the clause has in none of some drafts.

    Raises:
        NotFoundError: it says how many brackets there are, and names the nearest.
    """
    label, wanted = word.address.label, word.address.bracket
    indexes_there = ((draft, draft.by_label.get(label)) for draft in drafts)
    counts = [
        len(draft.clauses[index].reading.brackets)
        for draft, index in indexes_there
        if index is not None
    ]
    most = max(counts, default=0)
    if wanted is None or 1 <= wanted <= most:
        return
    if most == 0:
        raise NotFoundError(f"{label} has no brackets.", f"Write {label} for the whole clause.")
    has = "one bracket" if most == 1 else f"{most} brackets"
    nearest = min(max(wanted, 1), most)
    raise NotFoundError(
        f"There is no {label}#{wanted}: {label} has {has}.", f"The nearest is {label}#{nearest}."
    )


def no_clause(word: ClauseWord, draft: Draft) -> NotFoundError:
    """Return the error for an address that names no clause of a draft."""
    return NotFoundError(
        f"There is no clause {word.address.label}.", like_labels(word.address.label, draft.by_label)
    )
