"""Match the words that a bracket jumped over, where the bracket was matched in their stead.

Of `[upon request] {USA+} to report` that becomes `to report [upon request] {USA+}` a matcher keeps
what has more words. What stands outside the bracket stands: nobody touched the report, and the
bracket moved.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import takewhile

from draftvc.diff.matcher import Block, matching_blocks
from draftvc.diff.pieces import Extent, Word
from draftvc.diff.view import View
from draftvc.diff.wording import CONNECTIVES

_LETTERS = 3
"""Letters by which a bracket is known again in its clause, and those of the words it passed."""
_MOST = 0.75
"""The part of the words on both sides that still make them the words that a bracket passed."""


def match_jumped(blocks: Sequence[Block], old: View, new: View) -> list[Block]:
    """Return the blocks; in place of a bracket that jumped, the words that it jumped over.

    Law: the match stays one to one, in order, of equal words.
    """
    found: list[Block] = []
    for at, (i, j, n) in enumerate(blocks):
        a, b = _whole(old, i, n), _whole(new, j, n)
        if a is None or b is None or not _asked_alike(old, a, new, b):
            found.append((i, j, n))
            continue
        x, y, m = found[-1] if found else (0, 0, 0)
        to_old, to_new, _ = blocks[at + 1] if at + 1 < len(blocks) else (*_lengths(old, new), 0)
        before_old, before_new = old.words[x + m : i], new.words[y + m : j]
        behind_old, behind_new = old.words[i + n : to_old], new.words[j + n : to_new]
        left, right = _last(before_old, old, a), _first(behind_new, new, b)
        passed = [(i - len(left) + x, j + n + y, m) for x, y, m in _passed(left, right)]
        if not passed:
            left, right = _last(before_new, new, b), _first(behind_old, old, a)
            passed = [(i + n + x, j - len(left) + y, m) for y, x, m in _passed(left, right)]
        found += passed or [(i, j, n)]
    return found


def _asked_alike(old: View, a: Extent, new: View, b: Extent) -> bool:
    """Tell whether most of those who ask for one bracket ask for the other."""
    before, after = old.asked(a.number), new.asked(b.number)
    return len(before & after) * 2 >= len(before | after)


def _lengths(old: View, new: View) -> tuple[int, int]:
    return len(old.words), len(new.words)


def _whole(view: View, first: int, size: int) -> Extent | None:
    """Return the outermost bracket that holds just these words; None: there is none."""
    if sum(len(word.text) for word in view.words[first : first + size]) < _LETTERS:
        return None
    found: Extent | None = None
    inside = view.words[first].bracket
    while inside is not None:
        extent = view.spans[inside]
        if (extent.first, extent.last) == (first, first + size):
            found = extent
        elif extent.first < first or extent.last > first + size:
            break
        inside = extent.parent
    return found


def _last(words: Sequence[Word], view: View, bracket: Extent) -> list[Word]:
    """Return the last of some words that stand where a bracket stands, and not in another."""
    return _first(words[::-1], view, bracket)[::-1]


def _first(words: Iterable[Word], view: View, bracket: Extent) -> list[Word]:
    part = view.part_at(bracket.start)
    return list(
        takewhile(
            lambda word: word.bracket == bracket.parent and view.part_at(word.start) == part, words
        )
    )


def _passed(stood: Sequence[Word], stand: Sequence[Word]) -> list[Block]:
    """Return the words that stood before a bracket and stand behind it; none: it passed none.

    They are all that came there, or all that went, or most of either: of two other wordings
    nothing jumped.
    """
    one, other = [word.text for word in stood], [word.text for word in stand]
    size = min(len(one), len(other))
    if one[len(one) - size :] == other[:size]:
        blocks = [(len(one) - size, 0, size)]
    else:
        blocks = matching_blocks(one, other)
        if sum(n for *_, n in blocks) < max(len(one), len(other)) * _MOST:
            return []
    passed = [word for x, _, n in blocks for word in one[x : x + n]]
    if CONNECTIVES.issuperset(passed):
        return []
    return blocks if sum(map(len, passed)) >= _LETTERS else []
