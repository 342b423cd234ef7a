"""Edits of generated clauses: what a delegate does to words, brackets and groups."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from draftvc.draft.model import Clause
from draftvc.merge.items import Item, Member, read_side, write_items
from draftvc.notation.canonical import canonical_text

_NEW = ("forests", "gently", "bridges", "quickly", "harbours")
_ENTRIES = (("CUB", "+"), ("DEU", "-"), ("FJI", " reserve"))
_MARKS = ("Ad ref 4 March 2025 10.00", "Ad ref 5 March 2025 11.30")
_KINDS = (
    *("replace", "insert", "delete", "wrap", "lift", "drop", "join", "withdraw", "agree", "reopen"),
)

Step = tuple[str, int, int, int]
steps = st.tuples(st.sampled_from(_KINDS), st.integers(0, 60), st.integers(1, 3), st.integers(0, 4))
edits = st.lists(steps, min_size=1, max_size=3)


def clause(text: str) -> Clause:
    """Return a clause of some text."""
    return Clause("PP1", "preambular", "", text, id="a")


def edited(text: str, wanted: Sequence[Step]) -> str:
    """Return canonical text with some edits made, those that can be made."""
    for kind, at, size, which in wanted:
        text = _edited(text, kind, at, size, which)
    return text


def _edited(text: str, kind: str, at: int, size: int, which: int) -> str:
    side = read_side(clause(text))
    items = list(side.items)
    mark = side.stamp if kind != "reopen" else None
    mark = _MARKS[which % len(_MARKS)] if kind == "agree" else mark
    stamp = f" {mark}" if mark else ""
    words = [n for n, item in enumerate(items) if item.kind == "word" and item.text.isalpha()]
    closes = [n for n, item in enumerate(items) if item.kind == "close"]
    if kind in ("lift", "drop", "join", "withdraw") and closes:
        close = closes[at % len(closes)]
        _bracket(items, side.partner[close], close, kind, which)
    elif kind in ("replace", "insert", "delete", "wrap") and words:
        _words(items, words[at % len(words)], kind, size, which)
    return canonical_text(write_items(items) + stamp)


def _bracket(items: list[Item], opening: int, close: int, kind: str, which: int) -> None:
    members = items[close].members
    if kind == "join":
        party, sign = _ENTRIES[which % len(_ENTRIES)]
        new = Member(party + sign, party + sign, party)
        items[close] = items[close]._replace(members=(*members, new))
    elif kind == "withdraw":
        items[close] = items[close]._replace(members=members[1:])
    elif kind == "drop":
        del items[opening : close + 1]
    else:
        del items[close], items[opening]


def _words(items: list[Item], at: int, kind: str, size: int, which: int) -> None:
    new = Item("word", _NEW[which])
    if kind == "insert":
        items.insert(at, new)
    elif kind == "replace":
        items[at] = items[at]._replace(text=_NEW[which])
    elif kind == "delete":
        del items[at]
    else:
        end = at
        while end < len(items) and end < at + size and items[end].kind == "word":
            end += 1
        party, sign = _ENTRIES[which % len(_ENTRIES)]
        member = Member(party + sign, party + sign, party)
        items.insert(end, Item("close", "]", members=(member,)))
        items.insert(at, Item("open", "["))
