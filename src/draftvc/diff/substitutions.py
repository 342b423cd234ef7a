"""Brackets that put one wording in place of another: inferred, and always marked so.

Adjacent brackets with the same positions are one party's request to replace a wording, not
rival alternatives, whose positions differ (`[Urges] {CMR+} [Requests] {CMR+}`). So are two that
put the same words on either side of a word that stays (`[17.8 and] {NLD+} 17.6 [and 17.8]
{NLD+}`).
"""

from __future__ import annotations

from collections import Counter

from draftvc.diff.ledger import Found, Ledger
from draftvc.diff.view import View

_BETWEEN = 2
"""Words that may stand between the two places of words that are to change places."""
_GONE = ("bracket.lifted", "bracket.dropped")


def substitution_runs(view: View) -> tuple[tuple[int, ...], ...]:
    """Return runs of two or more brackets held to be members of one substitution."""
    runs: list[list[int]] = []
    of_bracket: dict[int, list[int]] = {}
    last_sibling: dict[int | None, int] = {}
    for extent in view.spans:
        before = last_sibling.get(extent.parent)
        if before is not None and _substitutes(view, before, extent.number):
            run = of_bracket.get(before)
            if run is None:
                run = of_bracket[before] = [before]
                runs.append(run)
            run.append(extent.number)
            of_bracket[extent.number] = run
        last_sibling[extent.parent] = extent.number
    return tuple(tuple(run) for run in runs)


def group_substitutions(ledger: Ledger) -> None:
    """Give the events of one substitution a common group, and name what each replaces."""
    gone = {f.event.bracket_old: f for f in ledger.found if f.event.kind in _GONE}
    come = {f.event.bracket: f for f in ledger.found if f.event.kind == "bracket.added"}
    if len(gone) > 1:
        _group_decided(ledger.old, gone)
    if come:
        _group_proposed(ledger.new, come)


def _group_decided(view: View, gone: dict[str | None, Found]) -> None:
    for run in substitution_runs(view):
        members = [gone[a] for i in run if (a := view.address(i)) in gone]
        kinds = {member.event.kind for member in members}
        if len(members) > 1 and "bracket.dropped" in kinds:
            _group(members, f"{view.address(run[0])}-", "bracket.lifted")


def _group_proposed(view: View, come: dict[str | None, Found]) -> None:
    for run in substitution_runs(view):
        members = [come[a] for i in run if (a := view.address(i)) in come]
        origins = {member.event.origin for member in members}
        if len(members) > 1 and "existing" in origins and len(origins) > 1:
            _group(members, f"{view.address(run[0])}+", "new")
        elif len(members) == 1 and members[0].event.origin != "existing":
            standing = [i for i in run if view.address(i) not in come]
            words = " ".join(view.bracket_text(i) for i in standing)
            members[0].event = members[0].event._replace(replaces=words)


def _group(members: list[Found], name: str, winner: str) -> None:
    """Name the group; members whose kind or origin is `winner` replace the others' words."""
    winners = [m for m in members if winner in (m.event.kind, m.event.origin)]
    others = " ".join(m.event.text or "" for m in members if m not in winners)
    for member in members:
        replaces = others if member in winners and others else None
        member.event = member.event._replace(group=name, replaces=replaces)


def _substitutes(view: View, left: int, right: int) -> bool:
    x, y = view.spans[left], view.spans[right]
    if not x.marks or not y.marks or x.last == x.first:
        return False
    if x.last != y.first:
        return _changes_places(view, left, right)
    asked_x, asked_y = view.asked(left), view.asked(right)
    if x.marks[-1][1] == y.marks[0][0]:
        return not asked_x or asked_x == asked_y
    if not asked_x or not asked_y:
        return False
    parties_x = {party for party, _ in asked_x}
    swaps = any(stance == "delete" for _, stance in asked_x | asked_y)
    return asked_x == asked_y or (swaps and parties_x == {party for party, _ in asked_y})


def _changes_places(view: View, left: int, right: int) -> bool:
    """Tell whether two brackets of one party hold the same words on either side of others."""
    x, y = view.spans[left], view.spans[right]
    if y.first - x.last > _BETWEEN or not view.asked(left):
        return False
    if view.asked(left) != view.asked(right):
        return False
    a, b = (
        Counter(word.text.casefold() for word in view.words[span.first : span.last])
        for span in (x, y)
    )
    return 2 * (a & b).total() >= max(a.total(), b.total())
