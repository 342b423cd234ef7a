"""What `--only`, `--party` and clauses choose of the events that happened."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence

from draftvc.app.desk import Desk
from draftvc.app.words import ClauseWord
from draftvc.diff.kinds import KINDS
from draftvc.errors import NotFoundError
from draftvc.report.model import Filter

_FIRST_WORDS = tuple(dict.fromkeys(kind.partition(".")[0] for kind in KINDS))


def read_filter(
    only: Sequence[str],
    party: Sequence[str],
    clauses: Sequence[ClauseWord],
    own: bool,
    desk: Desk,
) -> Filter:
    """Return the filter that a call asks for.

    Raises:
        NotFoundError: there is no such kind of event; the remedy names the nearest.
    """
    return Filter(
        only=tuple(_kind(word) for word in _listed(only)),
        party=tuple(_party(word, desk) for word in _listed(party)),
        clauses=tuple(str(word.address) for word in clauses),
        own=own,
    )


def _listed(given: Sequence[str]) -> Iterator[str]:
    """Yield each of `A,B` and `C`, once."""
    words = (word.strip() for each in given for word in each.split(","))
    yield from dict.fromkeys(word for word in words if word)


def _kind(word: str) -> str:
    known = (*KINDS, *_FIRST_WORDS)
    if word.lower() in known:
        return word.lower()
    near = _nearest(word.lower(), known)
    raise NotFoundError(
        f"There is no kind of event “{word}”.",
        f"Did you mean {' or '.join(near)}?" if near else f"Kinds are {', '.join(_FIRST_WORDS)}.",
    )


def _nearest(word: str, known: Iterable[str]) -> list[str]:
    near = difflib.get_close_matches(word, known, n=2, cutoff=0.6)
    # `reserve.withdrawn`: the second word says what is meant.
    second = word.rpartition(".")[2]
    return near or [kind for kind in KINDS if kind.endswith(f".{second}")][:2]


def _party(word: str, desk: Desk) -> str:
    """Return the party's code; a word that stands for none is kept, as reading keeps it."""
    code = desk.parties.canonical(word)
    if code is None:
        near = desk.parties.nearest(word)
        meant = f" Did you mean {' or '.join(near)}?" if near else ""
        desk.tell(f"“{word}” is not in the list of parties.{meant}")
    return code or word
