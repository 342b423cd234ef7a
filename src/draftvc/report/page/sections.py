"""The sentences of a diff, clause by clause, with the words that each is about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Literal

from draftvc.diff.model import Edit, Event
from draftvc.draft.model import Clause
from draftvc.report.model import DiffReport
from draftvc.report.page.marked import changes, heading_runs, marked
from draftvc.report.page.runs import Run
from draftvc.report.say.clauses import trades_places
from draftvc.report.say.context import Context
from draftvc.report.say.gather import Told, group_sentences
from draftvc.report.say.quoting import clause_words
from draftvc.report.say.texts import is_heading

Key = tuple[str, str]
"""Which clause an edit is in: `pair`, `old` (gone) or `new` (come), and the edits' name of it."""

_EDGES = " ,;:."
_OPENERS = _EDGES + '[(“"«'
_LONG = 40
"""Characters that a word and the marks beside it take at most."""


@dataclass(frozen=True, slots=True)
class Words:
    """The marked words of one clause."""

    label: str
    runs: tuple[Run, ...]
    of: Literal["clause", "heading", "other"] = "clause"
    """The clause of the section, the heading before it, or another that its events edited."""


@dataclass(frozen=True, slots=True)
class Section:
    """One clause of a diff: its name, its sentences, and its words as they changed."""

    label: str
    label_old: str | None
    """Its label in the old draft, where that was another."""
    gone: bool
    """Whether the label is one of the old draft, where the clause stood."""
    clause: Clause | None
    told: tuple[Told, ...]
    words: tuple[Words, ...]
    """Those of its heading, its own, then those of other clauses that its events edited."""

    @property
    def says_old_label(self) -> bool:
        """Whether a sentence names the old label, so that the heading need not."""
        said = {event.kind for told in self.told for event in told.events}
        return bool(said & {"clause.moved", "clause.renumbered"})


@dataclass
class _Index:
    """Clauses and edits of a report, by key."""

    report: DiffReport
    names_old: tuple[str, ...] = ()
    names_new: tuple[str, ...] = ()
    """The names by which edits speak of the clauses."""
    old: dict[str, Clause] = field(default_factory=dict)
    new: dict[str, Clause] = field(default_factory=dict)
    before: dict[str, Clause] = field(default_factory=dict)
    """By the name of a new clause, the old clause that it was."""
    edits: dict[Key, list[Edit]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        comparison = self.report.comparison
        old, new = self.report.old_draft.clauses, self.report.new_draft.clauses
        self.names_old = comparison.names_old or _identities(old)
        self.names_new = comparison.names_new or _identities(new)
        self.old = dict(zip(self.names_old, old, strict=True))
        self.new = dict(zip(self.names_new, new, strict=True))
        for pair in comparison.pairs:
            self.before[self.names_new[pair.new]] = old[pair.old]
        for event in self.report.events:
            for edit in event.edits if _shows_in_words(event) else ():
                if edit.old or edit.new:
                    self.edits.setdefault(_key(edit), []).append(edit)

    def own_key(self, told: Told) -> Key:
        """Return the clause that a sentence is read under."""
        draft, names = self.report.new_draft, self.names_new
        if told.gone:
            draft, names = self.report.old_draft, self.names_old
        index = draft.by_label.get(told.events[0].clause)
        name = told.clause if index is None else names[index]
        if told.gone:
            return ("old", name)
        return ("pair" if name in self.before else "new", name)

    def clause(self, key: Key) -> Clause | None:
        """Return the clause of a key: the new one where it stands in both."""
        side, name = key
        return (self.old if side == "old" else self.new).get(name)

    def words(self, key: Key) -> Words | None:
        """Return the marked words of a clause; None where nothing in them is marked."""
        side, name = key
        clause = self.clause(key)
        if clause is None or key not in self.edits:
            return None
        if side == "pair":
            before = self.before.get(name)
            if before is None:
                return None
            runs = marked(before.text, clause.text, self.edits[key])
        elif side == "old":
            runs = marked(clause.text, None, ())
        else:
            runs = marked(None, clause.text, ())
        return Words(clause.label, runs) if changes(runs) else None

    def heading(self, key: Key) -> Words:
        """Return the marked words of the heading before a clause."""
        clause, before = self.clause(key), self.before.get(key[1])
        old = (before.heading if before else None) or ""
        new = (clause.heading if clause else None) or ""
        return Words(clause.label if clause else key[1], heading_runs(old, new), "heading")


def sections(report: DiffReport) -> Iterator[Section]:
    """Yield the clauses in which something is told, in the order of the events."""
    index = _Index(report)
    told = group_sentences(report.events, Context(report.old_draft, report.new_draft))
    shown = {index.own_key(each) for each in told}
    for key, members in groupby(told, key=index.own_key):
        yield _section(index, key, tuple(members), shown)


def _section(index: _Index, key: Key, told: tuple[Told, ...], shown: set[Key]) -> Section:
    events = [event for each in told for event in each.events]
    words = [index.heading(key)] if any(map(is_heading, events)) else []
    own = index.words(key)
    words += [own] if own else []
    index.edits.pop(key, None)  # once: what follows under the same clause is a residual
    others = (_key(edit) for event in events for edit in event.edits)
    for other in dict.fromkeys(others):
        more = None if other in shown else index.words(other)
        words += [replace(more, of="other")] if more else []
    clause, before = index.clause(key), index.before.get(key[1])
    label = clause.label if clause else told[0].clause
    old = before.label if key[0] == "pair" and before and before.label != label else None
    return Section(label, old, key[0] == "old", clause, told, tuple(words))


def _shows_in_words(event: Event) -> bool:
    """Tell whether an event is seen in the words.

    A new number is said by its sentence, and seen in the label; that an alternative is none any
    more is seen in what stands before it.
    """
    return event.kind != "clause.renumbered" or trades_places(event)


def _identities(clauses: tuple[Clause, ...]) -> tuple[str, ...]:
    return tuple(clause.id or clause.label for clause in clauses)


def _key(edit: Edit) -> Key:
    if edit.new is None:
        return ("old", edit.clause_id)
    return ("new" if edit.old is None else "pair", edit.clause_id)


def first_words(clause: Clause, count: int = 7) -> str:
    """Return what a clause begins with, by which the room knows it: brackets, but no groups."""
    text = clause_words(clause, count * _LONG)
    kept: list[str] = []
    words = text.split()
    for word in words:
        if count == 0:
            break
        kept.append(word)
        count -= any(char.isalnum() for char in word)
    opening = " ".join(kept).strip(_EDGES).rstrip(_OPENERS)
    return opening + (" …" if len(kept) < len(words) else "")
