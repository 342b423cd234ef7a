"""The audit of a merge: nothing vanished that a side added and no side took away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence

from draftvc.draft.model import Clause
from draftvc.merge.edits import Edits
from draftvc.merge.items import Item, Member, read_side
from draftvc.merge.model import Disputed

_BRACKET = ("bracket", "")


def is_accounted(
    ours: Edits, theirs: Edits, pieces: Sequence[Item | Disputed], lost: Sequence[Member | str]
) -> bool:
    """Tell whether every token of the sides is accounted for; numbers of clauses are left out.

    Words and entries are counted: the result has at least what the larger side has, less what the
    other took. Of brackets it has those that both sides kept, and as many new ones as a side drew.
    `lost` are entries and words that a decision names.
    """
    before, mine, other = (_counts(side.items) for side in (ours.base, ours.side, theirs.side))
    found = _counts(piece for piece in pieces if isinstance(piece, Item))
    for each in lost:
        found[("item", each) if isinstance(each, str) else ("group", each.key)] += 1
    for piece in pieces:
        if isinstance(piece, Disputed):
            one, two = (_counts(_read(text)) for text in piece.texts[1:])
            found += one | two
    kept = len(ours.closes.keys() & theirs.closes.keys())
    drawn = max(
        each[_BRACKET] - len(edits.closes) for each, edits in ((mine, ours), (other, theirs))
    )
    return found[_BRACKET] >= kept + drawn and all(
        found[key] >= _least(before[key], mine[key], other[key])
        for key in (mine | other).keys() - {_BRACKET}
    )


def _read(text: str | None) -> Sequence[Item]:
    return read_side(Clause("", "paragraph", "", text or "")).items


def _least(base: int, ours: int, theirs: int) -> int:
    if ours >= base and theirs >= base:
        return max(ours, theirs)
    return max(0, ours + theirs - base)


def _counts(items: Iterable[Item]) -> Counter[tuple[str, Hashable]]:
    found: Counter[tuple[str, Hashable]] = Counter()
    for item in items:
        if item.kind == "open":
            found[_BRACKET] += 1
        elif item.kind == "word":
            found["item", item.text] += 1
        for key in {member.key for member in item.members}:
            found["group", key] += 1
    return found
