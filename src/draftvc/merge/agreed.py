"""Agreed marks in a merge, and the guard on agreed words.

Agreed on one side and edited on the other is a conflict; so are two different marks. Words of a
clause that was agreed in base and that one side changed, keeping the mark or silently losing it,
are not taken: they stand in brackets beside the agreed words.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import NamedTuple

from draftvc.diff.equality import stamp_key
from draftvc.diff.wording import same_wording
from draftvc.merge.bracketing import wanted
from draftvc.merge.groups import merge_members
from draftvc.merge.items import Item, Side, closing_text, write_words
from draftvc.merge.model import Disputed, Triple
from draftvc.notation.stamps import read_stamp

_WORDS = ("word", "break")
"""Kinds of items that are words."""


class MergedStamp(NamedTuple):
    """The agreed mark of the result, and what is disputed about it."""

    stamp: str | None
    disputed: Disputed | None
    agreed_by: int | None
    """The side that agreed the clause while the other changed it: 0 ours, 1 theirs."""


def merge_stamps(base: Side, ours: Side, theirs: Side) -> MergedStamp:
    """Return the mark that stands."""
    was, mine, other = (_key(side) for side in (base, ours, theirs))
    if mine == other:
        return MergedStamp(ours.stamp, None, None)
    if mine == was or other == was:
        agreed, beside = (theirs, ours) if mine == was else (ours, theirs)
        stamp = agreed.stamp
        edited = stamp is not None and _changed(base, beside)
        return MergedStamp(stamp, None, (1 if mine == was else 0) if edited else None)
    texts = Triple(base.closing, ours.closing, theirs.closing)
    return MergedStamp(None, Disputed(texts, "stamps", (texts.ours or "",)), None)


def merge_behind(base: Side, ours: Side, theirs: Side, stamp: str | None) -> str | Disputed:
    """Return the mark that stands with what the groups behind it say, united as a set."""
    merged = merge_members(base.behind, ours.behind, theirs.behind)
    if not merged.clash:
        return closing_text(stamp, merged.members)
    texts = Triple(*(closing_text(stamp, side.behind) for side in (base, ours, theirs)))
    return Disputed(texts, "stamps", (texts.ours or "",))


def guarded_sides(base: Side, ours: Side, theirs: Side) -> tuple[bool, bool]:
    """Tell of ours and theirs whether they changed agreed words without a new mark."""
    return _breaks(base, ours), _breaks(base, theirs)


def both_asked(texts: Triple) -> bool:
    """Tell whether both sides have other words than base, and not the same."""
    return len({(text or "").strip() for text in texts}) == 3


def beside_agreed(piece: Disputed) -> Disputed:
    """Return what both sides want in place of agreed words: in brackets those stand as well."""
    was = (piece.texts.base or "").strip()
    why = "words" if piece.why == "guarded" else piece.why
    if not was or why == "marker" or piece.bracketed:
        return piece._replace(why=why)
    return Disputed(piece.texts, why, (f" {wanted(was)}", Disputed(piece.texts, why)))


def write_guarded(texts: Triple, parties: tuple[str, str] | None) -> tuple[str, str]:
    """Return agreed words with what was asked in their place, in brackets, and a sentence."""
    was = (texts.base or "").strip()
    number = 0 if (texts.ours or "").strip() != was else 1
    asked = ((texts.ours, texts.theirs)[number] or "").strip()
    party = parties[number] if parties else ""
    space = " " if any((text or "").startswith(" ") for text in texts) else ""
    said = "The clause was agreed, and changed unannounced: "
    if not asked:
        text = f"{space}{wanted(was, against=party)}"
        return text, f"{said}“{was}”, which was deleted, stands in brackets."
    if not was:
        return f"{space}{wanted(asked, party)}", f"{said}“{asked}” stands in brackets."
    text = f"{space}{wanted(was)} {wanted(asked, party)}"
    return text, f"{said}“{was}” and “{asked}” stand side by side in brackets."


def _key(side: Side) -> str | None:
    return stamp_key(read_stamp(side.stamp)) if side.stamp else None


def _changed(base: Side, side: Side) -> bool:
    """Tell whether a side changed anything of a clause but its number, its mark, and glyphs."""
    before, after = list(_pieces(base)), list(_pieces(side))
    if [type(each) for each in before] != [type(each) for each in after]:
        return True
    last = len(before) - 1
    return any(
        a != b
        and not (isinstance(a, str) and isinstance(b, str) and same_wording(a, b, ends=at == last))
        for at, (a, b) in enumerate(zip(before, after, strict=True))
    )


def _pieces(side: Side) -> Iterator[Hashable]:
    """Yield what a clause says: runs of words as texts, marks of brackets, what groups say."""
    run: list[Item] = []
    for item in side.items:
        if item.kind in _WORDS:
            run.append(item)
        if run and (item.kind not in _WORDS or item.members):
            yield write_words(run)
            run = []
        if item.is_mark:
            yield (item.kind,)
        if item.members:
            yield frozenset(member.key for member in item.members)
    yield write_words(run)


def _breaks(base: Side, side: Side) -> bool:
    if base.stamp is None or (side.stamp and _key(side) != _key(base)):
        return False
    return not same_wording(_words(base), _words(side), ends=True)


def _words(side: Side) -> str:
    return write_words(item for item in side.items if item.kind in _WORDS)
