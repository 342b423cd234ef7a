"""A diagnostic: a code, a place, a headline and a remedy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Fix:
    """A replacement that repairs the place: code points of the canonical text, half open."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding of reading or checking, in the words of the room."""

    code: str
    """Such as `E101`; docs/diagnostics.md lists them all."""

    message: str
    """The headline: one sentence."""

    clause: str | None = None
    """Label of the clause it stands in, absent for lines outside every clause."""

    delimiter: str | None = None
    """The delimiter at fault, for delimiter codes."""

    offset: int | None = None
    """Code point of the place in the text that was given, from 0."""

    file: str | None = None
    line: int | None = None
    column: int | None = None
    """Line and column count from 1 in the file that was given."""

    hint: str = ""
    """What to do next."""

    readings: tuple[str, ...] = ()
    """Where two readings are consistent: both, one sentence each."""

    fix: Fix | None = None

    source_line: str | None = None
    """The line as written, for the caret; not part of the JSON."""

    @property
    def severity(self) -> Severity:
        """`error` for E codes, `info` for I codes, else `warning`."""
        return {"E": "error", "I": "info"}.get(self.code[0], "warning")  # type: ignore[return-value]
