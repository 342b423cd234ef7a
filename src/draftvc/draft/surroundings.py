"""What stands around a delimiter fault: the words, groups and marks that its message names.

Made once a clause, and each question costs no more for there being many faults.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property

from draftvc.draft.run_on import closing_fault
from draftvc.notation.model import Brace, Fault, Kind, Reading

_WORDS = 4
"""Words that a message quotes."""


class Surroundings:
    """The neighbours of the tokens of one clause."""

    def __init__(self, reading: Reading) -> None:
        """Look at a clause as it was read."""
        self.reading = reading

    def after(self, token: int) -> str:
        """Return the words after a token and before the stamp, quoted; empty: none follow."""
        first = bisect_left(self._words, token + 1)
        return self._quoted(self._words[first : first + _WORDS])

    def before(self, token: int) -> str:
        """Return the words before a token, quoted; empty: none stand there."""
        last = bisect_left(self._words, token)
        return self._quoted(self._words[max(last - _WORDS, 0) : last])

    def behind(self, token: int, label: str = "") -> str:
        """Return where a closing mark stands: behind which words, or at the beginning.

        With a label, as said from another clause.
        """
        said = self.before(token)
        if not said:
            return f"at the beginning of {label or 'the clause'}"
        return f"behind {said} in {label}" if label else f"behind {said}"

    def inside(self, closing: int) -> str:
        """Return the words of the bracket that a token closes, quoted; few stand for many."""
        opening = self._opened_by[closing]
        first, last = bisect_left(self._words, opening), bisect_left(self._words, closing)
        if last - first <= _WORDS:
            return self._quoted(self._words[first:last]) or "a mark"
        word, words = self.reading.word, [self.reading.tokens[at] for at in self._words[first:last]]
        return f"“{word(words[0])} {word(words[1])} … {word(words[-1])}”"

    def opened(self, fault: Fault) -> str:
        """Return the first words of braces that nothing closes, quoted."""
        written = " ".join(self.reading.text[fault.start : fault.start + 40].split()[:3])
        return f"“{written}”"

    def group_behind(self, token: int) -> str:
        """Return the group that follows a token as written, white space aside; empty: none."""
        tokens = self.reading.tokens
        at = token + 1
        while at < len(tokens) and tokens[at].kind is Kind.SPACE:
            at += 1
        group = at < len(tokens) and tokens[at].kind is Kind.BRACE
        return self.reading.word(tokens[at]) if group else ""

    def scopes_behind(self, token: int) -> Iterator[str]:
        """Yield the first label that each entry behind a token names."""
        for at in range(token + 1, len(self.reading.tokens)):
            if at in self._groups:
                yield from (p.scope[0] for p in self._groups[at].positions if p.scope)
            elif self.reading.tokens[at].kind is not Kind.SPACE:
                break

    @cached_property
    def ending(self) -> int:
        """The first of the unopened `]` that end the clause; the number of tokens without one."""
        first = closing_fault(self.reading)
        return first.token if first else len(self.reading.tokens)

    @cached_property
    def noise_or_slip(self) -> tuple[str, ...]:
        """Both readings where a `}` closes a bracket and a later `]` is left over."""
        faults = self.reading.faults
        slips = [f for f in faults if f.code == "E103" and f.delimiter == "}"]
        spare = [f for f in faults if f.code == "E102" and f.delimiter == "]"]
        if len(slips) != 1 or len(spare) != 1 or spare[0].token < slips[0].token:
            return ()
        slip, rest = self.behind(slips[0].token), self.behind(spare[0].token)
        return (
            f"The }} {slip} was meant as ]; then the ] {rest} has lost its [.",
            f"The }} {slip} is a slip to take out; then the bracket opened before it ends at "
            f"the ] {rest}.",
        )

    @cached_property
    def _words(self) -> list[int]:
        """The words before the stamp, by token."""
        found: list[int] = []
        for at, token in enumerate(self.reading.tokens):
            if token.kind is Kind.STAMP:
                break
            if token.kind is Kind.WORD:
                found.append(at)
        return found

    @cached_property
    def _opened_by(self) -> dict[int, int]:
        return {each.close: each.open for each in self.reading.brackets if each.close is not None}

    @cached_property
    def _groups(self) -> dict[int, Brace]:
        return {brace.token: brace for brace in self.reading.braces}

    def _quoted(self, tokens: list[int]) -> str:
        words = [self.reading.word(self.reading.tokens[at]) for at in tokens]
        return f"“{' '.join(words)}”" if words else ""
