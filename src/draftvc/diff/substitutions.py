"""Brackets that put one wording in place of another: inferred, and always marked so.

Adjacent brackets with the same positions are one party's request to replace a wording, not
rival alternatives, whose positions differ (`[Urges] {CMR+} [Requests] {CMR+}`).
"""

from __future__ import annotations

from dataclasses import replace

from draftvc.diff.ledger import Found, Ledger
from draftvc.diff.view import View


def substitution_runs(view: View) -> tuple[tuple[int, ...], ...]:
    """Return runs of two or more brackets held to be members of one substitution."""
    runs: list[list[int]] = []
    last_sibling: dict[int | None, int] = {}
    for extent in view.spans:
        before = last_sibling.get(extent.parent)
        if before is not None and _adjacent(view, before, extent.index):
            run = next((run for run in runs if run[-1] == before), None)
            if run is None:
                runs.append([before, extent.index])
            else:
                run.append(extent.index)
        last_sibling[extent.parent] = extent.index
    return tuple(tuple(run) for run in runs)


def group_substitutions(ledger: Ledger) -> None:
    """Give the events of one substitution a common group, and name what each replaces."""
    gone = {f.event.bracket_old: f for f in ledger.found if f.event.kind in _GONE}
    come = {f.event.bracket: f for f in ledger.found if f.event.kind == "bracket.added"}
    for number, run in enumerate(substitution_runs(ledger.old)):
        members = [gone[a] for i in run if (a := ledger.old.address(i)) in gone]
        kinds = {member.event.kind for member in members}
        if len(members) > 1 and "bracket.dropped" in kinds:
            _group(members, f"{ledger.new.label}-{number}", "bracket.lifted")
    for number, run in enumerate(substitution_runs(ledger.new)):
        members = [come[a] for i in run if (a := ledger.new.address(i)) in come]
        origins = {member.event.origin for member in members}
        if len(members) > 1 and "existing" in origins and len(origins) > 1:
            _group(members, f"{ledger.new.label}+{number}", "new")
        elif len(members) == 1 and members[0].event.origin != "existing":
            standing = [i for i in run if ledger.new.address(i) not in come]
            words = " ".join(ledger.new.bracket_text(i) for i in standing)
            members[0].event = replace(members[0].event, replaces=words)


_GONE = ("bracket.lifted", "bracket.dropped")


def _group(members: list[Found], name: str, winner: str) -> None:
    """Name the group; members whose kind or origin is `winner` replace the others' words."""
    winners = [m for m in members if winner in (m.event.kind, m.event.origin)]
    others = " ".join(m.event.text or "" for m in members if m not in winners)
    for member in members:
        replaces = others if member in winners and others else None
        member.event = replace(member.event, group=name, replaces=replaces)


def _adjacent(view: View, left: int, right: int) -> bool:
    x, y = view.spans[left], view.spans[right]
    if x.last != y.first or not x.marks or not y.marks or x.last == x.first:
        return False
    asked_x, asked_y = view.asked(left), view.asked(right)
    if x.marks[-1][1] == y.marks[0][0]:
        return not asked_x or asked_x == asked_y
    if not asked_x or not asked_y:
        return False
    parties_x = {party for party, _ in asked_x}
    swaps = any(stance == "delete" for _, stance in asked_x | asked_y)
    return asked_x == asked_y or (swaps and parties_x == {party for party, _ in asked_y})
