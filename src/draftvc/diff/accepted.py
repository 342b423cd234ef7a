"""Words of a bracket that stand at another place of their clause, without it: accepted there.

`of women [in ports] {NOR+}` that becomes `in ports of women`: who asked for the words has them, and
does not read that they were dropped. So it is the other way about, with words that are put in
brackets at another place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from draftvc.diff.ledger import Found
from draftvc.diff.renumbering import Placed

_LETTERS = 5
"""Letters by which words are known again in their clause."""


def join_accepted(placed: Sequence[Placed]) -> list[Placed]:
    """Return the events; what was dropped in brackets and inserted elsewhere in its clause, lifted.

    Only where the words are all that was inserted, and no other bracket or insertion has them.
    """
    brackets: dict[tuple[int, str, bool], list[Placed]] = defaultdict(list)
    edits: dict[tuple[int, str, bool], list[Placed]] = defaultdict(list)
    for each in placed:
        event = each.found.event
        if event.kind in ("bracket.dropped", "bracket.added") and _is_alone(each):
            key = (each.new, _words(event.text), event.kind == "bracket.dropped")
            brackets[key].append(each)
        elif event.kind == "text.edited" and not (event.before and event.after):
            words = _words(event.after or event.before)
            edits[each.new, words, bool(event.after)].append(each)
    joined: dict[int, Placed] = {}
    gone: set[int] = set()
    for key, found in brackets.items():
        there = edits.get(key, ())
        letters = sum(map(str.isalnum, key[1]))
        if len(found) == len(there) == 1 and letters >= _LETTERS:
            joined[id(found[0])] = _joined(found[0], there[0])
            gone.add(id(there[0]))
    if not joined:
        return list(placed)
    return [joined.get(id(each), each) for each in placed if id(each) not in gone]


def _words(text: str | None) -> str:
    return (text or "").strip().casefold()


def _is_alone(each: Placed) -> bool:
    event = each.found.event
    return not event.inner and not event.group and event.origin in (None, "new")


def _joined(bracket: Placed, edit: Placed) -> Placed:
    """Return the event of a bracket whose words stand elsewhere, with the edits of both."""
    event = bracket.found.event
    if event.kind == "bracket.dropped":
        event = event._replace(kind="bracket.lifted", inner=None)
        at = edit.found.at
    else:
        event = event._replace(origin="existing", inner=None)
        at = bracket.found.at
    edits = bracket.found.edits + edit.found.edits
    return replace(bracket, found=Found(event, at=at, edits=edits))
