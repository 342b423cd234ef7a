"""Who speaks for each side of a merge: `--brackets --as FRA,USA`, or what draft.toml says."""

from __future__ import annotations

from draftvc.app.desk import Desk
from draftvc.errors import DraftvcError

Pair = tuple[str, str]
_EXAMPLE = "Name two, ours first: --as FRA,USA"


def brackets_parties(desk: Desk, brackets: bool, named: str | None) -> Pair | None:
    """Return who speaks for ours and theirs where a conflict is written in brackets; else None.

    Both names are empty where the brackets shall stand without attribution.

    Raises:
        DraftvcError: not two parties are named, or twice the same.
    """
    settings = desk.settings
    if not brackets and named is None and settings.merge != "brackets":
        return None
    words = (named or "").split(",")
    given = settings.merge_as if named is None else tuple(word.strip() for word in words)
    if not given:
        return ("", "")
    if len(given) != 2 or not all(given):
        raise DraftvcError(f"A merge has two sides, and {_said(given)} named.", _EXAMPLE)
    ours, theirs = (_code(word, desk) for word in given)
    if ours == theirs:
        raise DraftvcError(f"{ours} cannot speak for both sides.", _EXAMPLE)
    return ours, theirs


def _said(given: tuple[str, ...]) -> str:
    count = len([word for word in given if word])
    return "one party is" if count == 1 else f"{count} parties are"


def _code(word: str, desk: Desk) -> str:
    """Return the party's code.

    Raises:
        DraftvcError: a group of positions cannot hold the word.
    """
    code = desk.parties.canonical(word)
    if code is not None:
        return code
    near = desk.parties.nearest(word)
    meant = f"Did you mean {' or '.join(near)}? " if near else ""
    raise DraftvcError(
        f"“{word}” is not in the list of parties.",
        f'{meant}draft.toml adds one under [parties]: {word.upper()[:6]} = "Name"',
    )
