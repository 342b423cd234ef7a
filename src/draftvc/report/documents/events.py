"""Events as JSON: which keys each kind has (docs/events.md)."""

from __future__ import annotations

from collections.abc import Mapping

from draftvc.diff.model import Edit, Event
from draftvc.report.documents.parts import position_parts

ORDER = (
    *("id", "kind", "clause", "clause_old", "clause_id", "bracket", "bracket_old"),
    *("text", "before", "after", "party", "stance", "from", "to", "positions", "origin"),
    *("was", "when", "class", "agreed", "group", "replaces", "inner", "code"),
    *("body", "place", "reinstated", "edits"),
)
"""Keys in the order in which a document has them."""
EVERY = ("id", "kind", "clause", "edits")
"""Keys of every event."""
_RENAMED = {"from": "from_", "class": "class_"}


def _keys(must: str, may: str = "") -> tuple[frozenset[str], frozenset[str]]:
    return frozenset((*EVERY, *must.split())), frozenset(("clause_old", "clause_id", *may.split()))


_HERE = "bracket bracket_old"
# Of each kind, the keys that it always has, and those that it may have.
KEYS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "clause.added": _keys("text positions body place", "group reinstated"),
    "clause.removed": _keys("text positions body place", "group agreed"),
    "clause.renumbered": _keys("was", "group"),
    "clause.moved": _keys("was body place", "text group"),
    "clause.split": _keys("was", "text group agreed"),
    "clause.merged": _keys("was", "text group agreed"),
    "clause.agreed": _keys("when", "was agreed"),
    "clause.reopened": _keys("was"),
    "bracket.added": _keys("bracket text positions origin", "group replaces inner agreed"),
    "bracket.lifted": _keys("bracket_old text positions", "group replaces agreed"),
    "bracket.dropped": _keys("bracket_old text positions", "group replaces inner agreed"),
    "bracket.edited": _keys("bracket bracket_old before after class", "agreed"),
    "bracket.rescoped": _keys("bracket bracket_old before after", "agreed"),
    "bracket.moved": _keys("bracket bracket_old text was", "positions agreed"),
    "bracket.merged": _keys("bracket text was", "bracket_old agreed"),
    "bracket.split": _keys("bracket text was", "bracket_old agreed"),
    "position.added": _keys("party stance", f"{_HERE} text agreed"),
    "position.withdrawn": _keys("party stance", f"{_HERE} text"),
    "position.changed": _keys("party from to before after", f"{_HERE} text agreed"),
    "position.moved": _keys("party stance was", f"{_HERE} text"),
    "text.edited": _keys("before after class", "agreed"),
    "note.added": _keys("text", f"{_HERE} party group"),
    "note.removed": _keys("text", f"{_HERE} party group"),
    "placeholder.added": _keys("text", f"{_HERE} party agreed group"),
    "placeholder.filled": _keys("text after", f"{_HERE} party agreed"),
    "placeholder.removed": _keys("text", f"{_HERE} party agreed group"),
    "syntax.broken": _keys("code", _HERE),
    "syntax.repaired": _keys("code", _HERE),
    "residual": _keys("before after", "agreed"),
}
# `place` is null for a clause at the start, and so is the old place of one that moved from there.
_NULLABLE = {"place"}


def event_document(event: Event) -> dict[str, object]:
    """Return an event with the keys that its kind uses, in the order of the promise."""
    must, may = KEYS.get(event.kind, (frozenset(EVERY), frozenset(ORDER)))
    document: dict[str, object] = {}
    for key in ORDER:
        if key not in must and key not in may:
            continue
        value = _value(event, key)
        if value is not None or (key in _NULLABLE and key in must):
            document[key] = value
        elif key == "was" and event.kind == "clause.moved":
            document[key] = None
    return document


def _value(event: Event, key: str) -> object:
    if key == "edits":
        return [_edit(edit) for edit in event.edits]
    value = getattr(event, _RENAMED.get(key, key))
    if key == "positions":
        return None if value is None else position_parts(value)
    if key == "agreed":
        return value or None
    if key == "was" and event.kind == "clause.moved":
        return value or None
    return list(value) if isinstance(value, tuple) else value


def _edit(edit: Edit) -> dict[str, object]:
    return {
        "clause_id": edit.clause_id,
        "old": list(edit.old) if edit.old else None,
        "new": list(edit.new) if edit.new else None,
        "before": edit.before,
        "after": edit.after,
    }
