"""When two texts are equal: the same tokens, whatever their layout.

Adjacent groups are one set; separators, order of entries, the spelling of a keyword and the white
space between tokens are layout.
Source: docs/events.md.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from draftvc.draft.model import Clause, Draft
from draftvc.notation.groups import read_inside
from draftvc.notation.model import Kind, Position, Stamp, Token
from draftvc.notation.stamps import find_stamp, read_stamp
from draftvc.notation.tokens import scan


def drafts_are_equal(one: Draft, other: Draft) -> bool:
    """Tell whether two drafts have the same clauses, headings and tokens in the same order."""
    return len(one.clauses) == len(other.clauses) and all(
        clauses_are_equal(a, b) for a, b in zip(one.clauses, other.clauses, strict=True)
    )


def clauses_are_equal(one: Clause, other: Clause) -> bool:
    """Tell whether two clauses have the same heading and the same tokens."""
    if (one.heading or "") != (other.heading or ""):
        return False
    return one.text == other.text or normal_form(one.text) == normal_form(other.text)


def stamp_key(stamp: Stamp) -> str:
    """Return what counts of an agreed mark: its moment; its letters where that is not understood.

    Of marks without a day nothing counts: how they are spelled is layout.
    """
    return stamp.when or ("".join(stamp.raw.split()).casefold() if stamp.dated else "")


def position_key(position: Position) -> Hashable:
    """Return what counts of an entry; of one that was not understood, what was written."""
    return (*position.key, position.own_words if position.stance == "unknown" else "")


def normal_form(text: str) -> tuple[Hashable, ...]:
    """Return the tokens of a canonical text without what is layout; equal texts have equal ones."""
    return tuple(_items(text))


def _items(text: str) -> Iterator[Hashable]:
    stamp = find_stamp(text)
    if stamp is None:
        yield from _tokens(text, 0, len(text))
        return
    yield from _tokens(text, 0, stamp[0])
    yield "stamp", stamp_key(read_stamp(text[slice(*stamp)]))
    yield from _tokens(text, stamp[1], len(text))


def _tokens(text: str, start: int, end: int) -> Iterator[Hashable]:
    """Yield what counts of the tokens of a stretch; adjacent groups are one set."""
    run: set[Hashable] = set()
    for token in scan(text, start, end):
        if token.kind is Kind.BRACE:
            run |= brace_keys(text, token)
        elif token.kind is not Kind.SPACE:
            if run:
                yield frozenset(run)
                run = set()
            yield text[token.start : token.end]
    if run:
        yield frozenset(run)


def brace_keys(text: str, token: Token) -> set[Hashable]:
    """Return what counts of a brace: its entries, or its words, and that it is not closed."""
    written = text[token.start : token.end]
    closed = written.endswith("}")
    inside = read_inside(written[1:-1] if closed else written[1:])
    keys: set[Hashable] = {position_key(position) for position in inside.positions}
    if inside.kind != "positions":
        keys.add((inside.kind, inside.who, inside.text))
    if not closed:
        keys.add("unclosed")
    return keys
