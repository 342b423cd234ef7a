"""Permanent ids of clauses: a few of the first words, and five characters.

An id is made from the words and label at birth and from what stood before, never from chance or
the clock: the same import in two clones gives the same ids.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection
from itertools import count

from draftvc.draft.model import Clause

_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
_SIZE = 5
_WORDS = 3
_LONGEST = 28
"""Characters of the words in an id: enough to be recognised in `git log --stat`."""
_LOOKED_AT = (200, 2000)
"""Characters of a clause that are searched for these words: fewer first, which mostly do."""
_NO_WORDS = re.compile(r"\{[^{}]*\}?|[\[\]{}]")
_WORD = re.compile(r"[a-z0-9]+")


def new_id(clause: Clause, before: str, taken: Collection[str]) -> str:
    """Return an id for a clause that has none.

    Args:
        clause: the clause at its birth.
        before: what it was born after: the id of the parent commit, empty where there is none.
        taken: ids that are given already.
    """
    words = _few_words(clause) or clause.kind
    for counter in count():
        made = f"{words}-{_characters(clause.label, clause.key, before, str(counter))}"
        if made not in taken:
            return made
    raise AssertionError  # the counter has no end


def _few_words(clause: Clause) -> str:
    """Return the first words of a clause as a-z 0-9, joined by hyphens; accents are taken off."""
    # Not the canonical text: that takes ten times as long, and these are words all the same.
    text = clause.key.removeprefix(clause.marker)
    found: list[str] = []
    for size in _LOOKED_AT:
        plain = unicodedata.normalize("NFKD", _NO_WORDS.sub("", text[:size]))
        found.clear()
        for word in _WORD.findall(plain.encode("ascii", "ignore").decode("ascii").lower()):
            if len(found) == _WORDS or len("-".join([*found, word])) > _LONGEST:
                return "-".join(found)
            found.append(word)
    return "-".join(found)


def _characters(*parts: str) -> str:
    digest = hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).digest()
    number = int.from_bytes(digest[:8], "big")
    made = ""
    for _ in range(_SIZE):
        number, place = divmod(number, len(_LETTERS))
        made += _LETTERS[place]
    return made
