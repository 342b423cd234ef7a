"""What a sentence can look up: the label behind a clause's id, the words behind an address."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from draftvc.diff.model import Event
from draftvc.diff.view import View, view_clause
from draftvc.draft.model import Draft

_ADDRESS = re.compile(r"(?P<label>.+)#(?P<number>\d+)\Z")
_LABEL = re.compile(r"(FRONT|(PP|OP|ART|ANNEX|SEC|P)\d.*)\Z")
_LETTERS = re.compile(r"\w[\w’'-]*")


@dataclass(frozen=True)
class Context:
    """The two drafts of a comparison, where they are at hand.

    Without them sentences are as true, and say less: an address instead of its words.
    """

    old: Draft | None = None
    new: Draft | None = None

    @cached_property
    def _labels(self) -> tuple[dict[str, str], dict[str, str]]:
        return _by_identity(self.old), _by_identity(self.new)

    def label_now(self, identity: str | None) -> str | None:
        """Return the label in the new draft of a clause named by id or label; None: unknown."""
        return _look_up(self._labels[1], identity)

    def label_then(self, identity: str | None) -> str | None:
        """Return the label in the old draft of a clause named by id or label; None: unknown."""
        return _look_up(self._labels[0], identity)

    def parent(self, label: str) -> str | None:
        """Return what a clause of the new draft hangs under; None: nothing, or unknown."""
        index = self.new.by_label.get(label) if self.new else None
        return self.new.clauses[index].parent if self.new and index is not None else None

    def words_then(self, address: str | None) -> str | None:
        """Return the words of a bracket of the old draft; None where they are not at hand."""
        found = _bracket(self.old, address)
        return found and found[0].bracket_text(found[1])

    def beside(self, label: str, span: tuple[int, int], *, new: bool) -> tuple[str, str]:
        """Return the three words before and behind a place of a clause; empty where unknown."""
        draft = self.new if new else self.old
        if draft is None or label not in draft.by_label:
            return "", ""
        view = view_clause(draft.clauses[draft.by_label[label]])
        at = sum(word.start < span[0] for word in view.words)
        return view.phrase(max(at - 3, 0), at), view.phrase(at, at + 3)

    def parts(self, event: Event) -> list[str]:
        """Return the words of the brackets that one was parted into; empty where unknown."""
        found = _bracket(self.new, event.bracket)
        if found is None:
            return []
        view, _ = found
        spans = [edit.new for edit in event.edits if edit.new and edit.new[0] < edit.new[1]]
        return [
            view.bracket_text(extent.index)
            for extent in view.spans
            if all(_is_within(mark, spans) for mark in extent.marks)
        ]

    def words_of(self, event: Event) -> str | None:
        """Return the words of an event's bracket; of a single letter, the word it stands in."""
        return self.whole_word(event) if len(event.text or "") == 1 else event.text

    def whole_word(self, event: Event) -> str | None:
        """Return the words of an event's bracket, with the letters glued to it.

        `[t][T]argets` is read as *targets* or *Targets*: the words of the first bracket are
        “targets”.
        """
        draft, address = (
            (self.old, event.bracket_old)
            if event.bracket is None and event.bracket_old
            else (self.new, event.bracket)
        )
        found = _bracket(draft, address)
        if found is None or not (event.text and event.text[-1].isalpha()):
            return event.text
        view, index = found
        rest = view.reading.text[view.reading.brackets[index].end :]
        at = _end_of_siblings(rest)
        letters = _LETTERS.match(rest, at)
        # `[t]Tolls`: the letter stands beside the same one, and in no word.
        again = letters and not at and letters[0][0].casefold() == event.text[-1].casefold()
        return event.text + letters[0] if letters and not again else event.text


def _is_within(mark: tuple[int, int], spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= mark[0] and mark[1] <= end for start, end in spans)


def _end_of_siblings(rest: str) -> int:
    """Return where the brackets end that are glued to what stands before; 0 where a space does."""
    at = 0
    while rest.startswith("[", at) and rest.find("]", at) > 0:
        at = rest.find("]", at) + 1
    return at


def _by_identity(draft: Draft | None) -> dict[str, str]:
    return {c.id or c.label: c.label for c in draft.clauses} if draft else {}


def _look_up(labels: dict[str, str], identity: str | None) -> str | None:
    if not identity:
        return None
    label = identity.removeprefix("old:")  # the name of a clause that is gone, in loose files
    return labels.get(identity) or (label if _LABEL.match(label) else None)


def _bracket(draft: Draft | None, address: str | None) -> tuple[View, int] | None:
    match = _ADDRESS.match(address or "")
    if draft is None or match is None or match["label"] not in draft.by_label:
        return None
    view = view_clause(draft.clauses[draft.by_label[match["label"]]])
    index = int(match["number"]) - 1
    return (view, index) if 0 <= index < len(view.spans) else None
