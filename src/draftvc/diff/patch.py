"""Replay a diff that was sent onto a draft: what fits is applied, and what does not is named.

A patch is what a diff document says: events with their edits, and by which names they speak of the
clauses of both drafts. It can come from anywhere, and the draft may be another one. Laws: a patch
onto the draft that it was made from leaves nothing out, and gives a draft equal to the other one;
an event is applied as a whole or not at all.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from draftvc.diff.equality import normal_form
from draftvc.diff.model import Edit, Event
from draftvc.diff.placing import NoPlaceError
from draftvc.diff.replay import Shape, inverted, replayed, steps_of
from draftvc.draft.model import Clause, Draft, StoredClause

_STANDS = ("clause.moved", "clause.split", "clause.merged")
"""What happens to a clause that stands here before and after."""
_ABSENT = "there is no such clause here"
_SHOWN = 40
"""Characters of a passage that a refusal quotes."""


class Listed(NamedTuple):
    """A clause of one of the two drafts that were compared."""

    name: str
    """By which edits and places speak of it: its id, or the label of a draft without ids."""
    label: str
    shape: Shape
    digest: str | None = None
    """Of its canonical text, where edits speak of it: they fit no other text."""
    text: str | None = None
    """Its canonical text, where edits alone lead to one that is equal and laid out otherwise."""


def digest_of(text: str) -> str:
    """Return what tells a canonical text from others: 16 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Patch:
    """A diff, to be replayed."""

    events: tuple[Event, ...]
    old: tuple[Listed, ...]
    new: tuple[Listed, ...]
    is_whole: bool = True
    """Whether it holds all events: nothing was left out by a filter."""


class Refusal(NamedTuple):
    """An event that could not be applied, and why."""

    event: Event
    clause: str
    cause: str


class Applied(NamedTuple):
    """What a patch makes of a draft."""

    clauses: tuple[StoredClause, ...]
    """Each with its name for an id."""
    names: tuple[str, ...]
    """The name of each clause of the draft that the patch was applied to."""
    events: tuple[Event, ...]
    """Those that were applied."""
    refusals: tuple[Refusal, ...]


def reverse(patch: Patch) -> Patch:
    """Return the patch that undoes one."""
    events = tuple(inverted(event) for event in patch.events)
    return replace(patch, events=events, old=patch.new, new=patch.old)


def contradiction(patch: Patch) -> str:
    """Return what in a patch cannot be true of any two drafts; empty where nothing is found."""
    for side in (patch.old, patch.new):
        if len({each.name for each in side}) < len(side):
            return "two clauses have one name"
    wholes = [e.clause_id for e in patch.events if e.kind in ("clause.added", "clause.removed")]
    if len(set(wholes)) < len(wholes):
        return "a clause comes or goes twice"
    known = (
        {each.name for each in patch.old if each.digest},
        {each.name for each in patch.new if each.digest},
    )
    for event in patch.events:
        for edit in event.edits:
            sides = zip((edit.old, edit.new), known, strict=True)
            if any(span is not None and edit.clause_id not in names for span, names in sides):
                return f"it does not say how {edit.clause_id} reads"
    return _contradicting_edits(patch.events)


def _contradicting_edits(events: Sequence[Event]) -> str:
    spans: dict[tuple[str, bool], list[tuple[int, int]]] = {}
    for event in events:
        for edit in event.edits:
            sides = ((edit.old, edit.before, False), (edit.new, edit.after, True))
            for span, text, is_new in sides:
                if span is not None and span[1] - span[0] != len(text):
                    return f"{event.id} has an edit whose words are not as long as its span"
                if span is not None and text:
                    spans.setdefault((edit.clause_id, is_new), []).append(span)
    for (name, _), found in spans.items():
        if any(one[1] > other[0] for one, other in pairwise(sorted(found))):
            return f"two edits of {name} overlap"
    return ""


def apply_patch(draft: Draft, patch: Patch) -> Applied:
    """Return what a patch makes of a draft: every event that fits, and why the others do not."""
    names = _names(draft, patch.old)
    here = dict(zip(names, draft.clauses, strict=True))
    digests = {each.name: each.digest for each in patch.old if each.digest}
    fitting = _Fitting(here, names, digests)
    events = fitting.chosen(patch.events)
    while True:
        shapes = _shapes(patch, events, whole=patch.is_whole and not fitting.refused)
        try:
            made = tuple(replayed(draft, names, events, shapes))
            break
        except NoPlaceError as error:
            events = fitting.without_places(events, error.places)
    made = _laid_out(made, patch, fitting.refused)
    return Applied(made, names, tuple(events), tuple(fitting.refused))


def _laid_out(
    made: Sequence[StoredClause], patch: Patch, refused: Sequence[Refusal]
) -> tuple[StoredClause, ...]:
    """Return clauses with the layout of the other draft, where all of their edits were made.

    So the next diff, or the reverse of this one, finds the text that it was made from.
    """
    hindered = {edit.clause_id for each in refused for edit in each.event.edits}
    texts = {each.name: each.text for each in patch.new if each.name not in hindered}
    laid_out: list[StoredClause] = []
    for clause in made:
        text = texts.get(clause.id)
        if text is not None and text != clause.raw and normal_form(text) == normal_form(clause.raw):
            clause = clause._replace(raw=text)
        laid_out.append(clause)
    return tuple(laid_out)


def _names(draft: Draft, listed: Sequence[Listed]) -> tuple[str, ...]:
    """Return by which name a patch speaks of each clause: by id, else by label."""
    known = {each.name for each in listed}
    taken = {clause.id for clause in draft.clauses if clause.id in known}
    # Where the ids are known, a label that now is another clause's says nothing.
    by_label = {each.label: each.name for each in listed if not taken or _is_label(each.name)}
    names: list[str] = []
    for clause in draft.clauses:
        name = by_label.get(clause.label)
        if clause.id in known:
            name = clause.id
        elif name is None or name in taken:
            name = f"here:{clause.id or clause.label}"
        taken.add(name)
        names.append(name or "")
    return tuple(names)


def _is_label(name: str) -> bool:
    """Tell whether a name is a label, which has capital letters, and no permanent id."""
    return not name.islower()


def _shapes(patch: Patch, events: Sequence[Event], *, whole: bool) -> dict[str, Shape]:
    """Return kind and depth of the clauses that events are about; of all, where all happened."""
    about = {event.clause_id for event in events}
    about |= {edit.clause_id for event in events for edit in event.edits}
    return {each.name: each.shape for each in patch.new if whole or each.name in about}


class _Fitting:
    """Which events fit a draft."""

    def __init__(
        self, here: Mapping[str, Clause], names: Sequence[str], digests: Mapping[str, str]
    ) -> None:
        self._here, self._names, self._digests = here, names, digests
        self._alike: dict[str, bool] = {}
        self.refused: list[Refusal] = []

    def chosen(self, events: Sequence[Event]) -> list[Event]:
        """Return the events that fit, each by itself and all together."""
        kept = self._filtered(events, self._misfit)
        while True:
            together = _Together(self._here, self._names, kept)
            fewer = self._filtered(kept, together.misfit)
            if len(fewer) == len(kept):
                return kept
            kept = fewer

    def without_places(self, events: Sequence[Event], places: Sequence[str]) -> list[Event]:
        """Return the events without those that wait for a place that never comes."""
        waiting = [event for event in events if event.place in places]
        for event in waiting:
            self._refuse(event, "the clauses that it should stand behind wait for each other")
        return self.chosen([event for event in events if event not in waiting])

    def _filtered(self, events: Sequence[Event], misfit: Callable[[Event], str]) -> list[Event]:
        kept: list[Event] = []
        for event in events:
            cause = misfit(event)
            if cause:
                self._refuse(event, cause)
            else:
                kept.append(event)
        return kept

    def _refuse(self, event: Event, cause: str) -> None:
        here = self._here.get(event.clause_id or "")
        self.refused.append(Refusal(event, here.label if here else event.clause, cause))

    def _misfit(self, event: Event) -> str:
        """Return why an event does not fit by itself; empty where it does."""
        name = event.clause_id or ""
        comes = event.kind == "clause.added"
        if comes and name in self._here:
            return f"it stands here already, as {self._here[name].label}"
        if not comes and name not in self._here and not _comes(event, name):
            return _ABSENT
        return next(filter(None, map(self._edit_misfit, event.edits)), "")

    def _edit_misfit(self, edit: Edit) -> str:
        clause = self._here.get(edit.clause_id)
        if edit.old is None and edit.new is None:
            heading = (clause.heading if clause else None) or ""
            if heading != edit.before:
                return f"its heading here is {_quoted(heading)}, not {_quoted(edit.before)}"
        elif edit.old is None:
            if clause is not None:
                return f"it stands here already, as {clause.label}"
        elif clause is None:
            return _ABSENT
        elif clause.text[slice(*edit.old)] != edit.before:
            return f"{_quoted(edit.before)} does not stand where the diff changes it"
        elif not self._reads_alike(edit.clause_id, clause):
            return "the clause reads otherwise here than in the text that the diff was made from"
        return ""

    def _reads_alike(self, name: str, clause: Clause) -> bool:
        if name not in self._alike:
            self._alike[name] = self._digests.get(name) == digest_of(clause.text)
        return self._alike[name]


class _Together:
    """What must hold among events that fit each by itself."""

    def __init__(
        self, here: Mapping[str, Clause], names: Sequence[str], events: Sequence[Event]
    ) -> None:
        self._here = here
        self._steps = steps_of(events)
        self._stand = {*names, *self._steps.added, *self._steps.before} - self._steps.gone
        self._old: dict[str, list[tuple[int, int]]] = {}
        self._new: dict[str, list[tuple[int, int]]] = {}
        for event in events:
            for edit in event.edits:
                if edit.old is not None and edit.new is None:
                    self._old.setdefault(edit.clause_id, []).append(edit.old)
                elif edit.new is not None and edit.old is None:
                    self._new.setdefault(edit.clause_id, []).append(edit.new)

    def misfit(self, event: Event) -> str:
        """Return why an event does not fit among the others; empty where it does."""
        if event.kind in _STANDS and event.clause_id in self._steps.gone:
            return "the clause goes in the same step"
        moves = event.kind in ("clause.added", "clause.moved")
        if moves and event.place is not None and event.place not in self._stand:
            return "the clause that it should stand behind is not here"
        if event.kind == "clause.moved" and event.place == event.clause_id:
            return "it cannot stand behind itself"
        for name in dict.fromkeys((event.clause_id or "", *(e.clause_id for e in event.edits))):
            clause = self._here.get(name)
            if clause is not None and name in self._steps.gone:
                if not _tiles(self._old.get(name, []), len(clause.text)):
                    return "it has words here that this diff does not take out"
            elif clause is None and not self._new.get(name):
                return _ABSENT
            elif clause is None and not _tiles(self._new[name], None):
                return "some of its words belong to a change that was refused"
        return ""


def _comes(event: Event, name: str) -> bool:
    """Tell whether an event can be about a clause that another event adds.

    It brings words into it, or all of its own came with the clause, as a fault in a new part.
    """
    own = (edit for edit in event.edits if edit.clause_id == name)
    return not event.kind.startswith("clause.") and all(edit.old is None for edit in own)


def _tiles(spans: Sequence[tuple[int, int]], size: int | None) -> bool:
    """Tell whether spans lie end to end from the beginning of a text to its end."""
    at = 0
    for start, end in sorted(spans):
        if start != at:
            return False
        at = end
    return bool(spans) if size is None else at == size


def _quoted(words: str) -> str:
    """Return the beginning of a passage in quotation marks."""
    short = words if len(words) <= _SHOWN else f"{words[:_SHOWN].rstrip()}…"
    return f"“{' '.join(short.split())}”"
