"""What a set of changes comes to: a subject line, and a summary that puts first what is grave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from draftvc.diff.model import Event
from draftvc.report.safe import visible
from draftvc.report.say.clauses import is_adopted, is_agreed_anew
from draftvc.report.say.context import Context
from draftvc.report.say.gather import Told, group_sentences
from draftvc.report.say.one import NOWHERE
from draftvc.report.say.stances import stance_of
from draftvc.report.say.texts import is_heading
from draftvc.report.say.words import listed, name, number, some_of

SUBJECT = 72
"""Characters of a subject line (docs/repository.md)."""


class _Class(NamedTuple):
    """Events that a summary counts together."""

    one: str
    """Of one event, `{where}` and `{who}` filled in."""
    many: str
    """Of several: `{n}`, `{where}`."""


def _plain(noun: str, verb: str) -> _Class:
    return _Class(f"{noun} {verb} in {{where}}", f"{{n}} {noun}s {verb}")


_AGREED = "agreed text"
_GONE = "agreed clause"
_SPOKEN = "agreed position"
_ANEW = "agreed anew"
_CORRECTED = "agreed mark"
_BACK = "clause reinstated"
_ADOPTED = "alternative adopted"
_LINES = 5
"""Sentences of one class that a summary says in full; of more it lists the clauses."""
# In the order of `diff.kinds.GRAVITY`, with what a summary tells apart in between.
_CLASSES: Mapping[str, _Class] = {
    _AGREED: _Class("agreed text changed in {where}", "agreed text changed in {where}"),
    _GONE: _Class("agreed {where} removed", "agreed {where} removed"),
    _SPOKEN: _Class("{who} {stance} on agreed {where}", "{n} positions on agreed {where}"),
    "clause.reopened": _Class("{where} reopened", "{where} reopened"),
    "syntax.broken": _Class("fault made in {where}", "{n} faults made"),
    "residual": _Class("unexplained change in {where}", "{n} unexplained changes"),
    _ADOPTED: _Class("alternative adopted as {where}", "alternatives adopted as {where}"),
    "clause.removed": _Class("{where} removed", "{where} removed"),
    _BACK: _Class("{where} brought back", "{where} brought back"),
    "clause.added": _Class("{where} added", "{where} added"),
    "clause.merged": _Class("{where} merged", "{where} merged"),
    "clause.split": _Class("{where} split", "{where} split"),
    "reserve withdrawn": _Class("{who} reserve withdrawn", "{n} reserves withdrawn"),
    "reserve entered": _Class("{who} reserve entered", "{n} reserves entered"),
    "clause.agreed": _Class("{where} agreed", "{where} agreed"),
    _ANEW: _Class("{where} agreed anew", "{where} agreed anew"),
    _CORRECTED: _Class("agreed mark corrected in {where}", "{n} agreed marks corrected"),
    "text.edited": _Class("unbracketed text changed in {where}", "{n} unbracketed changes"),
    "position.changed": _Class("{who} changes its stance in {where}", "{n} stances changed"),
    "position reworded": _Class("{who} changes its {stance}", "{n} positions reworded"),
    "position.withdrawn": _Class("{who} {stance} withdrawn", "{n} positions withdrawn"),
    "position.added": _Class("{who} {stance} added in {where}", "{n} positions added"),
    "position.moved": _Class("{who} {stance} moved in {where}", "{n} positions moved"),
    "bracket.dropped": _plain("bracket", "dropped"),
    "bracket.lifted": _plain("bracket", "lifted"),
    "bracket.added": _plain("bracket", "added"),
    "bracket.edited": _plain("bracket", "reworded"),
    "bracket.rescoped": _plain("bracket", "redrawn"),
    "bracket.merged": _plain("bracket", "merged"),
    "bracket.split": _plain("bracket", "split"),
    "bracket.moved": _plain("bracket", "moved"),
    "placeholder.filled": _plain("placeholder", "filled"),
    "placeholder.added": _plain("placeholder", "added"),
    "placeholder.removed": _plain("placeholder", "removed"),
    "note.added": _plain("note", "added"),
    "note.removed": _plain("note", "removed"),
    "syntax.repaired": _Class("fault repaired in {where}", "{n} faults repaired"),
    "clause.moved": _Class("{where} moved", "{where} moved"),
    "clause.renumbered": _Class("{where} renumbered", "{n} clauses renumbered"),
    "heading": _Class("heading changed before {where}", "{n} headings changed"),
    "editorial": _Class("editorial change in {where}", "{n} editorial changes"),
}
_RANK = {key: rank for rank, key in enumerate(_CLASSES)}
CANNOT_WAIT = (_AGREED, _GONE, _SPOKEN, "clause.reopened", "syntax.broken")
"""What a summary says in full, before it counts."""


def subject_line(events: Iterable[Event]) -> str:
    """Return what happened in at most 72 characters, gravest first.

    `agreed text changed in PP3; RUS reserve withdrawn; and 11 more`. The number counts events
    that the line does not name.
    """
    given = list(events)
    classes = _classified(given)
    if not given:
        return "no change"
    phrases = [(_phrase(key, members), len(members)) for key, members in classes]
    line, told = "", 0
    for phrase, count in phrases:
        longer = f"{line}; {phrase}" if line else phrase
        if len(_with_rest(longer, len(given) - told - count)) > SUBJECT:
            break
        line, told = longer, told + count
    if not line:
        line, told = f"{number(phrases[0][1])} changes: {phrases[0][0]}", phrases[0][1]
        rest = _with_rest("", len(given) - told)
        line = line[: SUBJECT - len(rest) - 1].rstrip() + "…"
    return _with_rest(line, len(given) - told)


def summary_lines(events: Iterable[Event], context: Context = NOWHERE) -> list[str]:
    """Return first what cannot wait, one line a sentence, then how much there is of what.

    What cannot wait: agreed text changed, clauses reopened, faults made.
    """
    given = list(events)
    return grave_lines(given, context) + count_lines(given)


def grave_lines(events: Iterable[Event], context: Context = NOWHERE) -> list[str]:
    """Return what cannot wait, one line a sentence with its clauses, gravest first.

    Where one class has more than a few sentences, its line lists the clauses alone:
    `agreed text changed in PP3, PP8 and 18 more`.
    """
    grave = [event for event in events if class_of(event) in CANNOT_WAIT]
    of_class: dict[str, dict[str, list[str]]] = {}
    for told in group_sentences(grave, context):
        sentences = of_class.setdefault(class_of(told.events[0]), {})
        sentences.setdefault(told.sentence, []).append(told.clause)
    lines: list[str] = []
    for key in sorted(of_class, key=_RANK.__getitem__):
        if len(of_class[key]) > _LINES:
            lines.append(_in_short(key, [event for event in grave if class_of(event) == key]))
        else:
            lines += [f"{some_of(where)}: {said}" for said, where in of_class[key].items()]
    return lines


def _in_short(key: str, members: Sequence[Event]) -> str:
    """Return the events of one class as one line: what happened, and in which clauses."""
    where = some_of([event.clause for event in members])
    many = _CLASSES[key].many
    text = many if "{where}" in many else f"{many}: {{where}}"
    return visible(text.format(where=where, n=len(members)))


def grave_first(told: Iterable[Told]) -> list[Told]:
    """Return those of some sentences that cannot wait, gravest first."""
    ranked = ((min(_RANK[class_of(event)] for event in each.events), each) for each in told)
    last = max(_RANK[key] for key in CANNOT_WAIT)
    grave = sorted((pair for pair in ranked if pair[0] <= last), key=lambda pair: pair[0])
    return [each for _, each in grave]


def count_lines(events: Iterable[Event]) -> list[str]:
    """Return how many events there are of each kind, one line a subject, in words."""
    counts: dict[str, Counter[str]] = {}
    for _, members in _classified(events):
        for event in members:
            subject, done = _counted_as(event)
            counts.setdefault(subject, Counter())[done] += 1
    return [
        f"{subject}: " + ", ".join(f"{n} {done}" for done, n in counts[subject].items())
        for subject in _SUBJECTS
        if subject in counts
    ]


def class_of(event: Event) -> str:
    """Return under what a summary counts an event: its kind, or what is grave or slight in it."""
    if event.class_ == "editorial":
        return "editorial"
    if event.kind == "clause.agreed" and event.was:
        return _ANEW if is_agreed_anew(event) else _CORRECTED
    if event.kind == "clause.added" and event.reinstated:
        return _BACK
    if event.kind == "clause.renumbered" and is_adopted(event):
        return _ADOPTED
    if event.agreed and event.kind != "clause.agreed":
        if event.kind.startswith("position."):
            return _SPOKEN
        return _GONE if event.kind == "clause.removed" else _AGREED
    if event.kind == "text.edited":
        return "heading" if is_heading(event) else event.kind
    if event.kind == "position.changed" and event.from_ == event.to:
        return "position reworded"
    if event.stance == "reserve" and event.kind in ("position.withdrawn", "position.added"):
        return "reserve withdrawn" if event.kind == "position.withdrawn" else "reserve entered"
    return event.kind


_SUBJECTS = ("Clauses", "Brackets", "Positions", "Text", "Notes", "Placeholders", "Faults", "Other")
_HEADS = {
    "clause": "Clauses",
    "bracket": "Brackets",
    "position": "Positions",
    "note": "Notes",
    "placeholder": "Placeholders",
    "syntax": "Faults",
}
_VERBS = {
    "edited": "reworded",
    "rescoped": "redrawn",
    "broken": "made",
    "agreed": "agreed ad ref",
}


def _counted_as(event: Event) -> tuple[str, str]:
    """Return the subject and the verb an event is counted by."""
    group = class_of(event)
    first, _, last = event.kind.partition(".")
    if event.kind == "text.edited":
        texts = {
            _AGREED: "changed in agreed clauses",
            "editorial": "editorial",
            "heading": "in headings",
        }
        return "Text", texts.get(group, "changed outside brackets")
    if group in (_CORRECTED, _ANEW):
        return "Clauses", "agreed anew" if group == _ANEW else "with a corrected mark"
    if group == _ADOPTED:
        return "Clauses", "adopted in place of another"
    if group == _BACK:
        return "Clauses", "brought back"
    if group == "reserve withdrawn":
        return "Positions", "withdrawn"
    return _HEADS.get(first, "Other"), _VERBS.get(last, last or "unexplained")


def _classified(events: Iterable[Event]) -> list[tuple[str, list[Event]]]:
    found: dict[str, list[Event]] = {}
    for event in events:
        found.setdefault(class_of(event), []).append(event)
    return sorted(found.items(), key=lambda item: _RANK.get(item[0], len(_RANK)))


def _phrase(key: str, members: Sequence[Event]) -> str:
    first = members[0]
    labels = list(dict.fromkeys(event.clause for event in members))
    where = listed(labels) if len(labels) <= 3 else f"{len(labels)} clauses"
    said = _CLASSES.get(key, _Class(f"{key} in {{where}}", f"{{n}} times {key}"))
    text = said.one if len(members) == 1 else said.many
    return visible(
        text.format(
            where=where,
            n=len(members),
            who=name(first.party),
            stance=stance_of(first.stance or first.to).noun,
        )
    )


def _with_rest(line: str, rest: int) -> str:
    if not rest:
        return line
    return f"{line}; and {rest} more" if line else f"; and {rest} more"
