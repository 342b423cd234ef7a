"""Words that meet by chance: those of a bracket that went, and of what was put in its place.

Of `[free of any charge to the user]` that becomes “at a reasonable charge” no word stands. A
bracket of which less than half stands went with its words, so all of them went; and the words in
its place came, all of them. So it is the other way about, with a bracket that came in place of
other words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from draftvc.diff.brackets import Matching, mates_after, mates_before
from draftvc.diff.matcher import Block, blocks_without
from draftvc.diff.respelt import respelt_words
from draftvc.diff.view import View


def without_chance(old: View, new: View, matching: Matching) -> list[Block] | None:
    """Return the blocks without words that meet by chance; None where there are none.

    Where all that stands in the place of a bracket are words of it, they stand: no other wording
    came. Words of an inner bracket that outlives it stand too.
    """
    m = matching
    lone_old, lone_new = lone_brackets(old, new, m)
    if not (lone_old or lone_new):
        return None
    respelt = respelt_words(old, new, m)
    gone = {*_chance(old, _whole(old, lone_old, m.to_new, respelt.old), m.to_new, new)}
    come = {*_chance(new, _whole(new, lone_new, m.to_old, respelt.new), m.to_old, old)}
    return list(blocks_without(m.blocks, gone, come)) if gone or come else None


def lone_brackets(old: View, new: View, matching: Matching) -> tuple[list[int], list[int]]:
    """Return the brackets of each side that stand on that side only."""
    m = matching
    met_old = {*m.pairs} | {a for olds, _ in m.merged for a in olds} | {a for a, _ in m.split}
    met_new = {*m.pairs.values()} | {b for _, b in m.merged} | {b for _, bs in m.split for b in bs}
    return (
        [span.number for span in old.spans if span.number not in met_old],
        [span.number for span in new.spans if span.number not in met_new],
    )


def _whole(
    view: View, lone: Sequence[int], mates: Sequence[int], respelt: frozenset[int]
) -> set[int]:
    """Return the brackets that came or went with all their words: less than half of them stand."""
    found: set[int] = set()
    for bracket in lone:
        words = view.weight(bracket)
        kept = sum(mates[i] >= 0 or i in respelt for i in words)
        if kept * 2 < len(words):
            found.add(bracket)
    return found


def _chance(view: View, whole: set[int], mates: Sequence[int], other: View) -> Iterator[int]:
    """Yield the matched words of brackets that came or went, where another wording stands."""
    if not whole:
        return
    before, after = mates_before(mates), mates_after(mates, len(other.words))
    for bracket in sorted(whole):
        extent = view.spans[bracket]
        if extent.parent in whole:
            continue
        place = range(before[extent.first] + 1, after[extent.last])
        own = [
            i
            for i in range(extent.first, extent.last)
            if mates[i] in place and _goes_with(view, view.words[i].bracket, bracket, whole)
        ]
        if own:
            met = {mates[i] for i in own}
            others = {other.words[j].bracket for j in place if j not in met}
            yield from (i for i in own if other.words[mates[i]].bracket in others)


def _goes_with(view: View, inner: int | None, bracket: int, whole: set[int]) -> bool:
    """Tell whether a word in some bracket goes with another around it: none between stands."""
    while inner is not None and inner != bracket:
        if inner not in whole:
            return False
        inner = view.spans[inner].parent
    return True
