"""W505: a letter or a word that stands twice, as tracked changes leave it: `Tthe`, `the the`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from draftvc.checks.place import in_clause
from draftvc.checks.rule import Parties
from draftvc.diagnostics import Diagnostic, Fix
from draftvc.draft.model import Clause, Draft
from draftvc.notation.model import Kind, Token

_TWICE = re.compile(r"(?P<first>[B-DF-HJKM-NP-TV-Zb-df-hj-km-np-tv-z])(?i:(?P=first))[a-z]*\Z")
"""A word that begins with one consonant twice; no English word does, but for L (`llama`)."""
_VOWEL = re.compile(r"[aeiouy]")
_MAY_REPEAT = frozenset({"that", "had", "is", "bis"})
_CANDIDATE = re.compile(r"\b([^\W\d_aeiouAEIOUlL])(?i:\1)[a-z]|\b(\w++)\s++(?i:\2)\b")
"""Cheap test on the whole text: where it finds nothing, the clause is not read for this."""


def doubled(draft: Draft, parties: Parties) -> Iterator[Diagnostic]:
    """Yield each word with a doubled first letter, and each word that stands twice in a row."""
    for clause in draft.clauses:
        if _CANDIDATE.search(clause.text):
            yield from _letters(clause)
            yield from _words(clause)


def _letters(clause: Clause) -> Iterator[Diagnostic]:
    for token in clause.reading.tokens:
        if token.kind is not Kind.WORD or token.end - token.start < 4:
            continue
        word = clause.reading.word(token)
        if not _TWICE.match(word) or not _VOWEL.search(word):
            continue
        # With two cases (`Tthe`) it is not known which letter was meant to go.
        certain = word[0] == word[1]
        yield in_clause(
            clause,
            token.start,
            "W505",
            f"“{word}” begins with the same letter twice: a tracked change may have left one.",
            f"Write “{word[1:]}”." if certain else f"Write “{word[0]}{word[2:]}” or “{word[1:]}”.",
            Fix(token.start, token.start + 1, "") if certain else None,
        )


def _words(clause: Clause) -> Iterator[Diagnostic]:
    words = [token for token in clause.reading.tokens if token.kind is not Kind.SPACE]
    for first, second in pairwise(words):
        if first.kind is Kind.WORD and second.kind is Kind.WORD and _same(clause, first, second):
            word = clause.reading.word(second)
            yield in_clause(
                clause,
                second.start,
                "W505",
                f"“{clause.reading.word(first)} {word}”: the word stands twice.",
                "Take one out.",
                Fix(first.end, second.end, ""),
            )


def _same(clause: Clause, first: Token, second: Token) -> bool:
    written, again = clause.reading.word(first), clause.reading.word(second)
    word = written.lower()
    return (
        word.isalpha()
        and word == again.lower()
        and not (written == again and word != written)  # a name: Bío Bío
        and word not in _MAY_REPEAT
        and len(word) > 1
        and first.end < second.start
    )
