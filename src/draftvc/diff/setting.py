"""The class of changed words, by how they are set and where they stand.

Marks of emphasis are no words, wherever the other half of them stands; and the mark that ends a
clause is editorial in brackets, too.
"""

from __future__ import annotations

from collections.abc import Sequence

from draftvc.diff.model import EventClass
from draftvc.diff.view import View
from draftvc.diff.wording import same_wording, wording_class


def same_but_emphasis(
    old: View, gone: Sequence[int], new: View, come: Sequence[int], *, ends: bool = False
) -> bool:
    """Tell whether words, by index, differ in marks of emphasis and in what is editorial alone."""
    if not (old.emphasis or new.emphasis):
        return False
    return same_wording(_unset(old, gone), _unset(new, come), ends=ends)


def class_in_bracket(old: View, gone: Sequence[int], new: View, come: Sequence[int]) -> EventClass:
    """Return the class of what went and came inside brackets that stand in both."""
    ends = all(_is_last(view, max(words)) for view, words in ((old, gone), (new, come)) if words)
    if same_but_emphasis(old, gone, new, come, ends=ends):
        return "editorial"
    return wording_class(old.with_numbers(gone), new.with_numbers(come), ends=ends)


def _is_last(view: View, word: int) -> bool:
    """Tell whether a clause ends with a word."""
    end = view.parts[view.part_at(view.words[word].start)].end
    follows = word + 1 < len(view.words) and view.words[word + 1].start < end
    return not follows and not view.is_cut_before(end)


def _unset(view: View, chosen: Sequence[int]) -> str:
    """Return words without marks of emphasis."""
    pieces: list[str] = []
    end = -1
    for word in (view.words[index] for index in chosen):
        kept = (char for at, char in enumerate(word.text, word.start) if at not in view.emphasis)
        pieces += ("" if word.start == end else " ", "".join(kept))
        end = word.end
    return "".join(pieces).strip()
