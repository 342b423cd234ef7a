"""Renumberings and the additions, removals, moves or splits that caused them: one sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from draftvc.diff.ledger import Found
from draftvc.diff.sides import Sides
from draftvc.draft.model import Draft
from draftvc.notation.markers import read_marker

_CAUSES = (
    *("clause.added", "clause.removed", "clause.moved"),
    *("clause.split", "clause.merged"),
)


@dataclass(slots=True)
class Placed:
    """A found event with the clause that it is sorted by."""

    found: Found
    new: int
    """Index of the clause in the new draft; of one gone, of the clause that it stood after."""
    gone: bool = False
    """Whether its clause is gone: sorted after what stands in the clause before."""
    order: int = 0
    """Index in the old draft of a clause that is gone."""

    @property
    def kind(self) -> str:
        """The kind of its event."""
        return self.found.event.kind

    def join(self, group: str) -> None:
        """Give its event a group."""
        self.found.event = self.found.event._replace(group=group)


class _Step(NamedTuple):
    """What happens to the count of a level at one place of the new draft."""

    at: tuple[int, int]
    what: Literal["cause", "renumbered", "stands"]
    placed: Placed | None = None


def group_renumberings(placed: Sequence[Placed], sides: Sides) -> None:
    """Give renumberings the group of their causes: what came, went or moved before them.

    A number that stands as it stood ends the consequences of what was before it. What came with
    an added clause, below it, is of its group; so is an alternative that is named after a clause
    with a new number, and a number that repeats it (`2.1` under `2.`).
    """
    renumbered = [each for each in placed if each.kind == "clause.renumbered"]
    if not renumbered:
        return
    above = _groups(placed, ("clause.renumbered", "clause.moved"))
    repeated = [each for each in renumbered if _repeats(each, above, sides)]
    levels = _levels([each for each in placed if each not in repeated], sides)
    for number, level in enumerate(sorted(levels)):
        _group(sorted(levels[level], key=lambda step: step.at), f"order-{number}")
    _include_alternatives(placed, sides)
    for each in sorted(repeated, key=lambda placed: placed.new):
        main = above[sides.new.clauses[each.new].parent or ""]
        if main.found.event.group is not None or main.kind == "clause.moved":
            _join_above(each, main)
    _include_what_came_with_it(placed, sides)


def _levels(placed: Sequence[Placed], sides: Sides) -> dict[str, list[_Step]]:
    """Return the steps of each level: a parent, or a kind at the root."""
    levels: dict[str, list[_Step]] = defaultdict(list)
    busy: set[int] = set()
    for each in placed:
        if each.kind in _CAUSES:
            levels[_level(each, sides)].append(_Step((each.new, int(each.gone)), "cause", each))
            if each.kind == "clause.moved":
                level, at = _where_it_was(each, sides)
                levels[level].append(_Step((at, 1), "cause", each))
        elif each.kind == "clause.renumbered":
            levels[_level(each, sides)].append(_Step((each.new, 0), "renumbered", each))
        else:
            continue
        if not each.gone:
            busy.add(each.new)
    for index, clause in enumerate(sides.new.clauses):
        if index in sides.to_old and index not in busy and _counts(clause.marker):
            level = _level_of(sides.new, index, sides.names_new)
            levels[level].append(_Step((index, 0), "stands"))
    return levels


def _counts(marker: str) -> bool:
    """Tell whether a marker is one of the count: `7.bis` was put between and keeps its number."""
    read = read_marker(marker) if marker else None
    return read is not None and not read.suffix


def _group(steps: Sequence[_Step], name: str) -> None:
    """Group the renumberings of a level with their causes, those without one with the next."""
    waiting: list[Placed] = []
    early: list[Placed] = []
    group, count = "", 0
    for step in steps:
        if step.what == "stands" or step.placed is None:
            waiting, early, group = [], [], ""
        elif step.what == "cause":
            waiting.append(step.placed)
            if early:
                group, count = f"{name}.{count}", count + 1
                for each in (*early, *waiting):
                    each.join(group)
                waiting, early = [], []
        elif waiting or group:
            if not group:
                group, count = f"{name}.{count}", count + 1
            for each in (*waiting, step.placed):
                each.join(group)
            waiting = []
        else:
            early.append(step.placed)


def _level(each: Placed, sides: Sides) -> str:
    draft, names = (sides.old, sides.names_old) if each.gone else (sides.new, sides.names_new)
    return _level_of(draft, draft.by_label[each.found.event.clause], names)


def _level_of(draft: Draft, index: int, names: Sequence[str]) -> str:
    """Return what the markers of a level count under: a parent, or a kind at the root."""
    clause = draft.clauses[index]
    parent = draft.by_label.get(clause.parent) if clause.parent else None
    return clause.kind if parent is None else names[parent]


def _where_it_was(each: Placed, sides: Sides) -> tuple[str, int]:
    """Return the level that a clause left, and the new index of what stood before it."""
    old = sides.to_old[each.new]
    before = (sides.to_new[index] for index in range(old - 1, -1, -1) if index in sides.to_new)
    at = next((index for index in before if index != each.new), -1)
    return _level_of(sides.old, old, sides.names_old), at


def _groups(placed: Sequence[Placed], kinds: tuple[str, ...]) -> dict[str, Placed]:
    return {each.found.event.clause: each for each in placed if each.kind in kinds}


def _include_alternatives(placed: Sequence[Placed], sides: Sides) -> None:
    """Let an alternative with a new name share the group of the clause that it is named after."""
    above = _groups(placed, ("clause.renumbered", "clause.moved"))
    for each in placed:
        if each.kind != "clause.renumbered" or each.found.event.group is not None:
            continue
        clause = sides.new.clauses[each.new]
        main = above.get(clause.parent or "")
        if clause.kind == "alternative" and main is not None:
            _join_above(each, main)


def _join_above(each: Placed, main: Placed) -> None:
    """Give a number the group of the clause that it is named after."""
    if main.found.event.group is None:
        main.join(f"named-{main.new}")
    each.join(main.found.event.group or "")


def _repeats(each: Placed, above: Mapping[str, Placed], sides: Sides) -> bool:
    """Tell whether no more of a number is new than the number above it, which it repeats."""
    main = above.get(sides.new.clauses[each.new].parent or "")
    if main is None or sides.new.clauses[each.new].kind == "alternative":
        return False
    event, then = each.found.event, main.found.event.clause_old or ""
    under = event.clause.removeprefix(main.found.event.clause)
    return then != main.found.event.clause and event.clause_old == then + under


def _include_what_came_with_it(placed: Sequence[Placed], sides: Sides) -> None:
    above = _groups(placed, ("clause.added",))
    for each in _in_order(placed):
        parent = sides.new.clauses[each.new].parent
        main = above.get(parent or "")
        if main is not None and each.found.event.group is None and main.found.event.group:
            each.join(main.found.event.group)


def _in_order(placed: Sequence[Placed]) -> Iterator[Placed]:
    yield from sorted(
        (each for each in placed if each.kind == "clause.added"), key=lambda each: each.new
    )
