"""Write what the sides do not agree on in brackets, as the room does.

A wording that is a bracket already keeps it: who wants it, or not, joins its own list.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from draftvc.draft.model import Clause
from draftvc.merge.items import Item, Member, read_side, write_items


def side_by_side(ours: str, theirs: str, parties: tuple[str, str]) -> str:
    """Return both wordings of a disputed stretch as the room writes them.

    `[text of ours] {FRA+} [text of theirs] {USA+}`; a deletion against a wording is
    `[text] {USA+, FRA-}`. Without parties the brackets stand alone.
    """
    mine, other = parties
    ours, theirs = ours.strip(), theirs.strip()
    if ours and theirs:
        return f"{wanted(ours, mine)} {wanted(theirs, other)}"
    if ours:
        return wanted(ours, mine, other)
    return wanted(theirs, other, mine) if theirs else ""


def wanted(text: str, by: str = "", against: str = "") -> str:
    """Return a wording in brackets, with who wants it and who does not; an empty name is nobody.

    One bracket alone is not put in a second one, nor several side by side where nobody is named.
    A party that takes a stance on the bracket is not given another: where it wants the words gone
    all the same, a second bracket says so.
    """
    entries = [f"{party}{sign}" for party, sign in ((by, "+"), (against, "-")) if party]
    items = _items(text)
    outer = list(_outer(items))
    if not outer or (entries and len(outer) > 1):
        return f"[{text}]{_group(entries)}"
    if not entries:
        return text
    last = items[-1]
    spoken = {member.party: member.raw for member in last.members}
    if against and spoken.get(against, f"{against}-").replace(" ", "") != f"{against}-":
        return f"[{text}]{_group(entries)}"
    new = [Member(each, each, each[:-1]) for each in entries if each[:-1] not in spoken]
    if not new:
        return text
    at = max((n for n, member in enumerate(last.members, 1) if member.party), default=0)
    members = (*last.members[:at], *new, *last.members[at:])
    return write_items([*items[:-1], last._replace(members=members)]).strip()


def _items(text: str) -> Sequence[Item]:
    """Return the items of a wording; none where it begins with a number or has an agreed mark."""
    side = read_side(Clause("", "paragraph", "", text))
    return () if side.items[0].text or side.stamp or side.behind else side.items[1:]


def _outer(items: Sequence[Item]) -> Iterator[int]:
    """Yield where each outer bracket closes; nothing where other words stand beside them."""
    depth = 0
    found: list[int] = []
    for at, item in enumerate(items):
        depth += {"open": 1, "close": -1}.get(item.kind, 0)
        if depth == 0:
            if item.kind != "close":
                return
            found.append(at)
    yield from found


def _group(entries: Sequence[str]) -> str:
    return f" {{{', '.join(entries)}}}" if entries else ""
