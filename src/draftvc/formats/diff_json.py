"""A diff document that came back: `draftvc.diff/1` from a file, to be replayed.

Nothing in it is believed: what has not the form of a diff, names a clause as no clause can be
named, or contradicts itself is refused before anything is done with it. Source: docs/json.md.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

import msgspec

from draftvc.diff.kinds import KINDS
from draftvc.diff.model import Edit, Event
from draftvc.diff.patch import Listed, Patch, contradiction
from draftvc.draft.model import ClauseKind
from draftvc.errors import InputError

SCHEMA = "draftvc.diff/1"
_MAKE_ONE = "`draftvc diff A B --format json > changes.json` makes one."
_NAME = re.compile(r"(?:old:)?(?:[a-z0-9-]{1,100}|[A-Z]{1,6}[A-Za-z0-9.~]{0,99})")
_DEEPEST = 99


class _Edit(msgspec.Struct):
    clause_id: str
    old: tuple[int, int] | None
    new: tuple[int, int] | None
    before: str
    after: str


class _Event(msgspec.Struct):
    id: str
    kind: str
    clause: str
    edits: list[_Edit]
    clause_old: str | None = None
    clause_id: str | None = None
    was: str | list[str] | None = None
    place: str | None = None


class _Clause(msgspec.Struct):
    clause_id: str
    label: str
    kind: ClauseKind
    depth: int
    digest: str | None = None
    text: str | None = None


class _Clauses(msgspec.Struct):
    old: list[_Clause]
    new: list[_Clause]


class _Filter(msgspec.Struct):
    only: list[str] = []
    party: list[str] = []
    clauses: list[str] = []


class _Document(msgspec.Struct):
    schema: Literal["draftvc.diff/1"]
    events: list[_Event]
    clauses: _Clauses
    filter: _Filter = msgspec.field(default_factory=_Filter)


class _Any(msgspec.Struct):
    schema: str


def read_patch(data: bytes, shown: str) -> Patch:
    """Return the patch that the bytes of a file hold.

    Args:
        data: the file.
        shown: how a message names it.

    Raises:
        InputError: it is no JSON, no diff, or contradicts itself; the message says which.
    """
    document = _document(data.removeprefix(b"\xef\xbb\xbf"), shown)
    strange = _strange(document)
    patch = Patch(
        tuple(map(_event, document.events)),
        _listed(document.clauses.old),
        _listed(document.clauses.new),
        is_whole=not (document.filter.only or document.filter.party or document.filter.clauses),
    )
    wrong = strange or contradiction(patch)
    if wrong:
        raise InputError(
            f"{shown} is no diff that this program made: {wrong}.",
            "Ask for it again, or make it anew.",
        )
    return patch


def _document(data: bytes, shown: str) -> _Document:
    try:
        schema = msgspec.json.decode(data, type=_Any).schema
    except msgspec.ValidationError:
        raise InputError(f"{shown} is JSON, but no diff.", _MAKE_ONE) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InputError(f"{shown} is no JSON: {_reason(error)}.", _MAKE_ONE) from None
    if schema != SCHEMA:
        raise InputError(
            f"{shown} is of schema {_short(schema)}, and what is applied is {SCHEMA}.", _MAKE_ONE
        )
    try:
        return msgspec.json.decode(data, type=_Document)
    except msgspec.ValidationError as error:
        raise InputError(
            f"{shown} has not the form of a diff: {_reason(error)}.", _MAKE_ONE
        ) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InputError(f"{shown} is no JSON: {_reason(error)}.", _MAKE_ONE) from None


def _reason(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "it is nested without end"
    return _short(" ".join(str(error).split()).rstrip("."))


def _strange(document: _Document) -> str:
    """Return what in a document no diff has; empty where nothing is found."""
    for each in (*document.clauses.old, *document.clauses.new):
        if not _NAME.fullmatch(each.clause_id) or not _NAME.fullmatch(each.label):
            return f"no clause can be named {_short(each.clause_id)}, {_short(each.label)}"
        if not 0 <= each.depth <= _DEEPEST:
            return f"no clause stands at depth {each.depth}"
    return next(filter(None, map(_strange_event, document.events)), "")


def _strange_event(event: _Event) -> str:
    if event.kind not in KINDS:
        return f"there is no event of kind {_short(event.kind)}"
    was = event.was if isinstance(event.was, str) and event.kind == "clause.moved" else ""
    for name in (event.clause_id, event.place, was, *(each.clause_id for each in event.edits)):
        if name and not _NAME.fullmatch(name):
            return f"no clause can be named {_short(name)}"
    for edit in event.edits:
        for span in filter(None, (edit.old, edit.new)):
            if not 0 <= span[0] <= span[1]:
                return f"{_short(event.id)} has an edit from {span[0]} to {span[1]}"
    return ""


def _short(words: str) -> str:
    return words if len(words) <= 100 else f"{words[:99]}…"


def _listed(clauses: Sequence[_Clause]) -> tuple[Listed, ...]:
    return tuple(
        Listed(each.clause_id, each.label, (each.kind, each.depth), each.digest, each.text)
        for each in clauses
    )


def _event(given: _Event) -> Event:
    was = tuple(given.was) if isinstance(given.was, list) else given.was
    return Event(
        kind=given.kind,
        clause=given.clause,
        id=given.id,
        clause_old=given.clause_old,
        clause_id=given.clause_id,
        was=was,
        place=given.place,
        edits=tuple(
            Edit(each.clause_id, each.old, each.new, each.before, each.after)
            for each in given.edits
        ),
    )
