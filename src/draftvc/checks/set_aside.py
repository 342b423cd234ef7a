"""W501 to W503: lines that reading set aside because they are not the draft's own."""

from __future__ import annotations

from collections.abc import Iterator

from draftvc.checks.rule import Parties
from draftvc.diagnostics import Diagnostic
from draftvc.draft.model import Draft

_SAID = {
    "W501": "a page number",
    "W502": "a running head",
    "W503": "not of the draft",
}


def set_aside(draft: Draft, parties: Parties) -> Iterator[Diagnostic]:
    """Yield each line set aside; it is listed so that nothing is dropped silently."""
    for line in draft.set_aside:
        starts = draft.source.line_starts if draft.source else ()
        yield Diagnostic(
            code=line.code,
            message=f"The line “{line.text.strip()}” is {_SAID[line.code]}: it was set aside.",
            offset=starts[line.line - 1] if 0 < line.line <= len(starts) else None,
            hint="If it belongs to the draft, join it to the line before it.",
        )
