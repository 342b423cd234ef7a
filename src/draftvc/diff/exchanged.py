"""Two brackets side by side whose words changed and whose parties stand where they stood.

Of `[green] {ESP+} [red] {PRT+}` that becomes `[red] {ESP+} [green] {PRT+}` a matcher keeps one word
where it can, and takes ESP and PRT from one to the other. Read in their places, each party has
another wording: that is two changes, and not four.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence

from draftvc.diff.matcher import Block, blocks_without, matching_blocks
from draftvc.diff.pieces import Extent
from draftvc.diff.view import View

_Neighbours = tuple[Extent, Extent]


def match_exchanged(blocks: Sequence[Block], old: View, new: View) -> list[Block]:
    """Return the blocks; in brackets that stand with their parties, words of each place.

    Law: the match stays one to one, in order, of equal words.
    """
    found = list(blocks)
    if len(old.spans) < 2 or len(new.spans) < 2:
        return found
    found = list(_without_strangers(found, old, new))
    done: set[_Neighbours] = set()
    for a, b in dict.fromkeys(_crossing(found, old, new)):
        for olds, news in _in_places(old, a, new, b):
            if olds in done or not _are_alike(old, olds, new, news):
                continue
            inside = [each for each in found if _touches(each, olds, news)]
            if all(_is_within(each, olds, news) for each in inside):
                done.add(olds)
                kept = [each for each in found if not _touches(each, olds, news)]
                found = sorted([*kept, *_matched(old, olds, new, news)])
    return found


def _without_strangers(blocks: Sequence[Block], old: View, new: View) -> Iterator[Block]:
    """Yield blocks without words common to two brackets that both stand elsewhere as they are."""
    met = dict.fromkeys(_crossing(blocks, old, new))
    if not met:
        return iter(blocks)
    here, there = _by_key(old), _by_key(new)
    strange = {
        (a, b)
        for a, b in met
        if len(there.get(old.key(a), ())) == 1 == len(here.get(new.key(b), ()))
        and len(here[old.key(a)]) == 1 == len(there[new.key(b)])
        and old.bracket_text(a) != new.bracket_text(b)
    }
    gone = {
        i + step
        for i, j, size in blocks
        for step in range(size)
        if (old.words[i + step].bracket, new.words[j + step].bracket) in strange
    }
    return blocks_without(blocks, gone)


def _by_key(view: View) -> dict[Hashable, list[int]]:
    found: dict[Hashable, list[int]] = {}
    for extent in view.spans:
        found.setdefault(view.key(extent.number), []).append(extent.number)
    return found


def _crossing(blocks: Sequence[Block], old: View, new: View) -> Iterator[tuple[int, int]]:
    """Yield the brackets of words that are the same, and that other parties ask for."""
    for i, j, size in blocks:
        for step in range(size):
            a, b = old.words[i + step].bracket, new.words[j + step].bracket
            if a is not None and b is not None and old.asked(a) != new.asked(b):
                yield a, b


def _in_places(old: View, a: int, new: View, b: int) -> Iterator[tuple[_Neighbours, _Neighbours]]:
    """Yield two pairs of neighbours: one bracket is the first of its pair, the other the second."""
    for one, other in ((-1, 1), (1, -1)):
        before, behind = _beside(old, a, one), _beside(new, b, other)
        if before is not None and behind is not None:
            olds, news = (before, old.spans[a]), (new.spans[b], behind)
            yield (olds, news) if one < 0 else (olds[::-1], news[::-1])


def _beside(view: View, bracket: int, step: int) -> Extent | None:
    """Return the next or the last bracket in the same place of the nesting; neither has others."""
    at = bracket + step
    if not 0 <= at < len(view.spans) or view.spans[at].parent != view.spans[bracket].parent:
        return None
    inner = max(bracket, at) + 1
    around = (bracket, at)
    has_inner = inner < len(view.spans) and view.spans[inner].parent in around
    one, other = view.spans[bracket], view.spans[at]
    apart = view.part_at(one.start) != view.part_at(other.start)
    return None if has_inner or apart else other


def _are_alike(old: View, olds: _Neighbours, new: View, news: _Neighbours) -> bool:
    """Tell whether the same parties ask for both brackets in turn, each other ones."""
    asked = [old.asked(each.number) for each in olds]
    if not all(asked) or asked[0] == asked[1]:
        return False
    return asked == [new.asked(each.number) for each in news]


def _touches(block: Block, olds: _Neighbours, news: _Neighbours) -> bool:
    i, j, size = block
    return (i < olds[1].last and olds[0].first < i + size) or (
        j < news[1].last and news[0].first < j + size
    )


def _is_within(block: Block, olds: _Neighbours, news: _Neighbours) -> bool:
    i, j, size = block
    return (
        olds[0].first <= i
        and i + size <= olds[1].last
        and news[0].first <= j
        and j + size <= news[1].last
    )


def _matched(old: View, olds: _Neighbours, new: View, news: _Neighbours) -> Iterator[Block]:
    """Yield the words of two brackets in each place, and those between them."""
    places = zip(_places(olds), _places(news), strict=True)
    for (first_a, last_a), (first_b, last_b) in places:
        one = [word.text for word in old.words[first_a:last_a]]
        other = [word.text for word in new.words[first_b:last_b]]
        if one and other:
            yield from ((first_a + x, first_b + y, n) for x, y, n in matching_blocks(one, other))


def _places(brackets: _Neighbours) -> list[tuple[int, int]]:
    one, other = brackets
    return [(one.first, one.last), (one.last, other.first), (other.first, other.last)]
