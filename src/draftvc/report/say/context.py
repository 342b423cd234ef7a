"""What a sentence can look up: the label behind a clause's id, the words behind an address."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from draftvc.diff.model import Event
from draftvc.diff.view import View
from draftvc.diff.viewing import view_clause
from draftvc.draft.model import Clause, Draft
from draftvc.notation.stamps import find_stamp
from draftvc.report.say.enclosed import Enclosed, enclosed
from draftvc.report.say.letters import doubled, parted_word, whole_word
from draftvc.report.say.outliving import outlived
from draftvc.report.say.quoting import (
    bracket_words,
    brackets_at,
    clause_words,
    run_words,
    side_by_side,
    with_gaps,
    words_beside,
    words_in_others,
)
from draftvc.report.say.running import parted_into, running_words
from draftvc.report.say.words import one_line

_ADDRESS = re.compile(r"(?P<label>.+)#(?P<number>\d+)\Z")
_LABEL = re.compile(r"(FRONT|(PP|OP|ART|ANNEX|SEC|P)\d.*)\Z")
_GONE = "old:"
"""Before the name of a clause that is gone, in loose files."""
_OPENING = 400
"""Characters of a clause among which its first words are looked for."""


@dataclass(frozen=True)
class Context:
    """The two drafts of a comparison, where they are at hand.

    Without them sentences are as true, and say less: an address instead of its words.
    """

    old: Draft | None = None
    new: Draft | None = None
    families: Mapping[str, Sequence[Event]] = field(default_factory=dict)
    """By the id of an event of a whole clause, what came or went with it and is told with it."""

    @cached_property
    def _labels(self) -> tuple[dict[str, str], dict[str, str]]:
        return _by_identity(self.old), _by_identity(self.new)

    def label_now(self, identity: str | None) -> str | None:
        """Return the label in the new draft of a clause named by id or label; None: unknown."""
        return _look_up(self._labels[1], identity)

    def label_then(self, identity: str | None) -> str | None:
        """Return the label in the old draft of a clause named by id or label; None: unknown."""
        return _look_up(self._labels[0], identity)

    def came_from(self, event: Event) -> str | None:
        """Return the other clause that a bracket or position left: `OP1`, `OP1 (OP2 until now)`.

        None where it stayed in its clause. Labels alone do not tell: what was OP2 may be OP1 now,
        and what is OP2 may be another.
        """
        left: dict[str, int] = {}
        for edit in event.edits:
            moved = len(edit.before) - len(edit.after)
            left[edit.clause_id] = left.get(edit.clause_id, 0) + moved
        if len(left) == 1:
            return None
        there = (event.bracket_old or "").rpartition("#")[0] or event.clause_old or event.clause
        identity = max(left, key=lambda each: left[each], default=there)
        if identity.startswith(_GONE) or (self.new and left and identity not in self._labels[1]):
            return f"what was {one_line(there)}"
        now = self.label_now(identity) or there
        if there == now:
            return None if not left and there == event.clause else one_line(there)
        return f"{one_line(now)} ({one_line(there)} until now)"

    def parent(self, label: str) -> str | None:
        """Return what a clause of the new draft hangs under; None: nothing, or unknown."""
        index = self.new.by_label.get(label) if self.new else None
        return self.new.clauses[index].parent if self.new and index is not None else None

    def words_then(self, address: str | None) -> str | None:
        """Return the words of a bracket of the old draft; None where they are not at hand."""
        found = _bracket(self.old, address)
        if found is None or self.old is None or address is None:
            return None
        if found[0].reading.brackets[found[1]].close is None:
            return running_words(self.old, address)
        return bracket_words(*found)

    def beside(self, label: str, span: tuple[int, int], *, new: bool) -> tuple[str, str]:
        """Return the three words before and behind a place of a clause; empty where unknown.

        Brackets of which both marks stand among them are in sight.
        """
        draft = self.new if new else self.old
        if draft is None or label not in draft.by_label:
            return "", ""
        view = view_clause(draft.clauses[draft.by_label[label]])
        return words_beside(view, span)

    def more_faults(self, event: Event) -> int:
        """Return how many more faults of an event's code its clause has in the worse draft."""
        old, new = (
            _count_faults(draft, label, event.code or "")
            for draft, label in ((self.old, event.clause_old), (self.new, event.clause))
        )
        return new - old if event.kind == "syntax.broken" else old - new

    def between(self, first: Event, second: Event) -> str:
        """Return the words between two brackets of a clause; empty where they are not at hand."""
        new = first.bracket is not None
        found, other = self._found(first, new=new), self._found(second, new=new)
        if found is None or other is None:
            return ""
        view = found[0]
        return view.phrase(view.spans[found[1]].last, view.spans[other[1]].first)

    def opening(self, event: Event) -> str | None:
        """Return the words that a clause begins with, its brackets in sight; None where unknown.

        Of one that is removed as it stood.
        """
        clause = self._clause(event)
        return clause_words(clause, _OPENING) if clause else None

    def marker(self, event: Event) -> str | None:
        """Return the number of an event's clause as the new draft writes it; None where unknown."""
        clause = self._clause(event)
        return clause.marker if clause else None

    def is_agreed(self, event: Event) -> bool:
        """Tell whether an event's clause has an agreed mark; False where it is unknown."""
        clause = self._clause(event)
        return clause is not None and find_stamp(clause.text) is not None

    def enclosed(self, event: Event) -> Enclosed | None:
        """Return what brackets around a whole clause say of it; None where none are, or unknown.

        Of one that is removed as it stood.
        """
        clause = self._clause(event)
        return enclosed(clause) if clause else None

    def _clause(self, event: Event) -> Clause | None:
        draft = self.old if event.kind == "clause.removed" else self.new
        index = draft.by_label.get(event.clause) if draft else None
        return None if draft is None or index is None else draft.clauses[index]

    def parts(self, event: Event) -> list[str]:
        """Return the words of the brackets that one was parted into; empty where unknown."""
        found = _bracket(self.new, event.bracket)
        if found is None or self.new is None:
            return []
        of_clause = {label: self.label_now(label) for label in {e.clause_id for e in event.edits}}
        return parted_into(self.new, found[0], event, of_clause)

    def outlived(self, event: Event) -> list[str]:
        """Return the words of a dropped bracket that did not go, and of brackets inside it."""
        found = self._found(event, new=False) if len(event.edits) > 1 else None
        if found is None:
            return []
        return list(outlived(*found, _spans(event, new=False)))

    def still_around(self, event: Event) -> tuple[str | None, list[str]]:
        """Return what still stands in brackets of the words whose own were lifted.

        The words of the bracket around them, None where there is none, and of the brackets in them.
        """
        clause, places = self._clause(event), [edit.new for edit in event.edits]
        if clause is None or len({edit.clause_id for edit in event.edits}) > 1:
            return None, []
        known = [place for place in places if place]
        text = clause.text
        start, end = min(known, default=(0, 0))[0], max((place[1] for place in known), default=0)
        around = text.count("[", 0, start) > text.count("]", 0, start)
        if len(known) < len(places) or not (around or "[" in text[start:end]):
            return None, []  # mostly, and without a look at every mark
        return brackets_at(view_clause(clause), start, end)

    def words_of(self, event: Event) -> str | None:
        """Return the words of an event's bracket, inner brackets in sight.

        Of a single letter, the word it stands in.
        """
        if len(event.text or "") == 1:
            return self.whole_word(event)
        first = not _is_gone(event)
        for new in (first, not first):  # what a party gave up has the words on which it stood
            if self._holds_alone(event, event.text or "", new=new):
                return event.text
            found = self._found(event, new=new)
            if found is not None and found[0].bracket_text(found[1]) == event.text:
                return bracket_words(*found)
        return event.text

    def wordings(self, event: Event) -> tuple[str, str]:
        """Return what an edited bracket said and says, inner brackets in sight.

        Of brackets that were joined or parted on the way, each in its marks.
        """
        before, after = event.before or "", event.after or ""
        return (
            self._wording(event, before, new=False) or before,
            self._wording(event, after, new=True) or after,
        )

    def is_number(self, event: Event) -> bool:
        """Tell whether an event's bracket holds the number of its clause and nothing else."""
        clause, _ = _place(*self._side(event, new=not _is_gone(event)))
        return clause is not None and bool(event.text) and clause.marker.lstrip("[ ") == event.text

    def is_open(self, event: Event) -> bool:
        """Tell whether nothing closes an event's bracket of the new draft."""
        found = self._found(event, new=True)
        return found is not None and len(found[0].spans[found[1]].marks) == 1

    def newly_bracketed(self, event: Event) -> Counter[str]:
        """Return the words that stand in other brackets of an event's clause, and did not before.

        Those in its own bracket aside.
        """
        now, then = (self._found(event, new=new) for new in (True, False))
        return words_in_others(*now) - words_in_others(*then) if now and then else Counter()

    def is_inner(self, event: Event) -> bool:
        """Tell whether an event's bracket of the new draft stands in another."""
        found = self._found(event, new=True)
        return found is not None and found[0].spans[found[1]].parent is not None

    def replaced(self, event: Event) -> list[str]:
        """Return the wordings that a proposed one shall replace, each by itself."""
        words = event.replaces or ""
        for new, near in ((True, event.bracket), (False, event.bracket_old)):
            found = _bracket(self.new if new else self.old, near)
            each = side_by_side(found[0], words, found[1]) if found else []
            if found and each:
                return [bracket_words(found[0], index) for index in each]
            if found and len(words) == 1:
                beside = [i for i in (found[1] - 1, found[1] + 1) if 0 <= i < len(found[0].spans)]
                alike = [i for i in beside if found[0].bracket_text(i) == words]
                if alike:
                    return [whole_word(found[0], alike[0])]
        return [words]

    def word_behind(self, event: Event) -> str | None:
        """Return the first word behind an event's bracket; None where there is none, or unknown."""
        found = self._found(event, new=not _is_gone(event))
        if found is None:
            return None
        view, index = found
        return next((word.text for word in view.words[view.spans[index].last :]), None)

    def parted_word(self, event: Event) -> str | None:
        """Return the word of which an event's bracket is a part, the bracket in sight: `plan[s]`.

        None where it is no part of one, and of the letter that begins a word: that is quoted whole.
        """
        new = not _is_gone(event)
        clause, number = _place(*self._side(event, new=new))
        if clause is None or not (event.text or "").replace("-", "").isalpha():
            return None
        pieces = clause.text.split("[", number)
        beside = [*pieces[-2:-1], pieces[-1].partition("]")[2][:1]]
        if not any(piece[-1:].isalnum() or piece[-1:] == "-" for piece in beside):
            return None  # mostly, and without a look at every mark
        found = self._found(event, new=new)
        if found is None:
            return None
        return parted_word(*found)

    def written_word(self, event: Event) -> str | None:
        """Return the word in which the letter of a bracket stands beside others, marks in sight.

        `[t]Targets`, `tTargets`; None where it reads as one word, or is no letter.
        """
        draft, edit = self.new, next(iter(event.edits), None)
        index = draft.by_label.get(event.clause) if draft else None
        if draft is None or index is None or len(event.text or "") != 1 or not (edit and edit.new):
            return None
        return doubled(draft.clauses[index].text, edit.new[0], event.text or "")

    def _found(self, event: Event, *, new: bool) -> tuple[View, int] | None:
        return _bracket(*self._side(event, new=new))

    def _side(self, event: Event, *, new: bool) -> tuple[Draft | None, str | None]:
        """Return a draft, and the address of an event's bracket in it."""
        return (self.new, event.bracket) if new else (self.old, event.bracket_old)

    def _holds_alone(self, event: Event, words: str, *, new: bool) -> bool:
        """Tell whether an event's bracket holds these words as they are, and no other mark.

        Read off the text: most brackets do, and their clause need not be read for them.
        """
        clause, number = _place(*self._side(event, new=new))
        if clause is None or any(mark in words for mark in "[]{}"):
            return False
        before = clause.text.split("[", number)
        return len(before) > number and before[-1].startswith(f"{words}]")

    def _wording(self, event: Event, words: str, *, new: bool) -> str | None:
        if self._holds_alone(event, words, new=new):
            return words
        found = self._found(event, new=new)
        if found is None:
            return None
        view, index = found
        if view.bracket_text(index) == words:
            return bracket_words(view, index)
        several = side_by_side(view, words, index)
        return run_words(view, several) if several else with_gaps(words, view.bracket_text(index))

    def whole_word(self, event: Event) -> str | None:
        """Return the words of an event's bracket, with the letters glued to it.

        `[t][T]argets` is read as *targets* or *Targets*: the words of the first bracket are
        “targets”.
        """
        found = self._found(event, new=not _is_gone(event))
        if found is None or not (event.text and event.text[-1].isalpha()):
            return event.text
        return whole_word(*found)


def _is_gone(event: Event) -> bool:
    """Tell whether an event's bracket stands in the old draft alone."""
    return event.bracket is None and event.bracket_old is not None


def _spans(event: Event, *, new: bool) -> list[tuple[int, int]]:
    """Return what an event touched in a draft."""
    spans = (edit.new if new else edit.old for edit in event.edits)
    return [span for span in spans if span and span[0] < span[1]]


def _count_faults(draft: Draft | None, label: str | None, code: str) -> int:
    index = draft.by_label.get(label or "") if draft else None
    if draft is None or index is None:
        return 0
    return sum(fault.code == code for fault in draft.clauses[index].reading.faults)


def _by_identity(draft: Draft | None) -> dict[str, str]:
    return {c.id or c.label: c.label for c in draft.clauses} if draft else {}


def _look_up(labels: dict[str, str], identity: str | None) -> str | None:
    if not identity:
        return None
    label = identity.removeprefix(_GONE)
    return labels.get(identity) or (label if _LABEL.match(label) else None)


def _place(draft: Draft | None, address: str | None) -> tuple[Clause | None, int]:
    """Return the clause of an address, and which of its brackets, from 1; None and 0: unknown."""
    match = _ADDRESS.match(address or "")
    if draft is None or match is None or match["label"] not in draft.by_label:
        return None, 0
    return draft.clauses[draft.by_label[match["label"]]], int(match["number"])


def _bracket(draft: Draft | None, address: str | None) -> tuple[View, int] | None:
    clause, number = _place(draft, address)
    if clause is None:
        return None
    view = view_clause(clause)
    return (view, number - 1) if 0 < number <= len(view.spans) else None
