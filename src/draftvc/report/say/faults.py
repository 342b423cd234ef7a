"""Sentences of delimiter faults that came or went: which mark, where, and what it does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from draftvc.diff.model import Edit, Event
from draftvc.report.say.context import Context
from draftvc.report.say.words import listed, number, one_line, quoted

_MARKS = 4
"""Delimiters of one edit that are shown."""
_FAULTS = {
    "E101": ("is", "opened and never closed"),
    "E102": ("is", "closed that was never opened"),
    "E103": ("is", "closed by the wrong mark"),
    "W104": ("runs", "on into a later clause"),
    "W105": ("has", "no words"),
}
"""What a bracket or group does by its fault (docs/diagnostics.md)."""
_VERBS = {
    "is": ("are", "was", "were"),
    "runs": ("run", "ran", "ran"),
    "has": ("have", "had", "had"),
}
_UNKNOWN = ("is", "not paired")


class _Done(NamedTuple):
    """What happened to a delimiter."""

    what: Literal["gone", "come", "becomes"]
    mark: str
    near: str
    """The words beside it: ` after “in particular”`; empty where they are unknown."""
    other: str = ""
    """What it becomes."""
    is_of_group: bool = False
    """Whether it is a brace with its entries."""


def broken(events: Sequence[Event], context: Context) -> str:
    """`a fault is made: the ] after “one coach” becomes }; a bracket is closed by the wrong mark`.

    Several events are of one code in one clause.
    """
    return _said("made", events, context)


def repaired(events: Sequence[Event], context: Context) -> str:
    """`a fault is repaired: a ] is put after “coach”; a bracket was opened and never closed`."""
    return _said("repaired", events, context)


def _said(done: str, events: Sequence[Event], context: Context) -> str:
    what = f"{number(len(events))} faults are" if len(events) > 1 else "a fault is"
    marks = [
        each for event in events for edit in event.edits if (each := _done(edit, event, context))
    ]
    if any(set(each.mark) <= set("[]") for each in marks):
        # A brace with entries behind it is half of a group that went along.
        marks = [each for each in marks if not each.is_of_group]
    code = one_line(events[0].code or "")
    shown = f"{_marks(marks)}; " if marks else ""
    return f"{what} {done}: {shown}{_fault(events, code, context)}{f' ({code})' if code else ''}"


def _fault(events: Sequence[Event], code: str, context: Context) -> str:
    # Two brackets that belong together can hang on one mark.
    count = max(len(events), context.more_faults(events[0]))
    verb, rest = _FAULTS.get(code, _UNKNOWN)
    many, past, past_many = _VERBS[verb]
    several, over = count > 1, events[0].kind == "syntax.repaired"
    verb = (past_many if several else past) if over else many if several else verb
    nouns = {_noun(event) for event in events}
    noun = nouns.pop() if len(nouns) == 1 else "bracket or group"
    if several:
        plural = " or ".join(f"{word}s" for word in noun.split(" or "))
        return f"{number(count)} {plural} {verb} {rest.replace('that was', 'that were')}"
    return f"a {noun} {verb} {rest}"


def _marks(marks: Sequence[_Done]) -> str:
    """Return what happened to each mark; those that went or came alike together."""
    gone = [f"the {each.mark}{each.near}" for each in marks if each.what == "gone"]
    come = [f"a {each.mark}{each.near}" for each in marks if each.what == "come"]
    said = [f"{listed(gone)} {'are' if len(gone) > 1 else 'is'} gone"] if gone else []
    if come:
        first = next(each for each in marks if each.what == "come")
        said.append(listed([f"a {first.mark} is put{first.near}", *come[1:]]))
    said += [
        f"the {each.mark}{each.near} becomes {each.other}"
        for each in marks
        if each.what == "becomes"
    ]
    return listed(said)


def _done(edit: Edit, event: Event, context: Context) -> _Done | None:
    """Return what happened to the delimiters of an edit; None where it has none."""
    before, after = _delimiters(edit.before), _delimiters(edit.after)
    if before == after:
        return None
    near = _near(edit, event, context)
    marks = before + after
    if set(marks) <= set("{}") and len((edit.before + edit.after).strip()) > len(marks):
        return _Done("come" if after else "gone", marks, near, is_of_group=True)
    if before and after:
        return _Done("becomes", before, near, after)
    return _Done("come", after, near) if after else _Done("gone", before, near)


def _noun(event: Event) -> str:
    """Return whether a fault is of a bracket or of a group, by the delimiter that is sound."""
    broken = event.kind == "syntax.broken"
    marks = "".join(_delimiters(e.before) if broken else _delimiters(e.after) for e in event.edits)
    marks = marks or "".join(_delimiters(e.before + e.after) for e in event.edits)
    if not marks:  # it follows from the mark of another fault
        return "bracket or group" if event.code in ("E101", "E102") else "bracket"
    braces = marks.count("{") + marks.count("}")
    return "group" if braces == len(marks) else "bracket"


def _delimiters(text: str) -> str:
    return re.sub(r"[^][{}]", "", re.sub(r"\{[^{}]*\}", "", text))[:_MARKS]


def _near(edit: Edit, event: Event, context: Context) -> str:
    """Return the words beside a delimiter: those behind one that opens, else those before it.

    Of a brace that parted what stands in a group from it, these entries.
    """
    came = _delimiters(edit.after)
    mark = came or _delimiters(edit.before)
    entries = (edit.after if came else edit.before).strip(f" ,;{mark}")
    if mark in ("{", "}") and entries:
        return f" {'before' if mark == '{' else 'after'} {quoted(entries)}"
    new, where = bool(came), ""
    span = edit.new if new else edit.old
    label = event.clause if new else event.clause_old or event.clause
    other = _clause_of(edit, context, new=new)
    if other and other != label and context.label_now(edit.clause_id) != event.clause:
        label, where = other, f" in {one_line(other)}"
    before, behind = context.beside(label, span, new=new) if span else ("", "")
    before, behind = before.lstrip(" ,;:."), behind.rstrip(" ,;:.")
    opens = mark[:1] in "[{"
    if behind and (opens or not before):
        return f" before {quoted(behind)}{where}"
    return f" after {quoted(before)}{where}" if before else where


def _clause_of(edit: Edit, context: Context, *, new: bool) -> str | None:
    """Return the label of the clause of an edit on one side; None where it is not at hand."""
    draft, span = (context.new, edit.new) if new else (context.old, edit.old)
    label = (context.label_now if new else context.label_then)(edit.clause_id)
    index = draft.by_label.get(label) if draft and label else None
    if draft is None or index is None or span is None:
        return None
    stands = draft.clauses[index].text[slice(*span)] == (edit.after if new else edit.before)
    return label if stands else None
