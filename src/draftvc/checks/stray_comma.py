"""W204: a comma or a space in a group where none belongs: `{TZA+, NGA-, }`, `{RUS +}`.

Read from the text as received: canonical text has the comma out already. A line break is no
stray space: pages are wrapped inside braces too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from draftvc.checks.place import in_raw
from draftvc.checks.rule import Parties
from draftvc.diagnostics import Diagnostic
from draftvc.draft.model import Draft
from draftvc.notation.groups import canonical_inside, read_inside

_GROUP = re.compile(r"\{([^{}\[\]]*)\}")
_STRAY = re.compile(
    r"(?P<first>\A\s*,)|(?P<double>,\s*,)|(?P<last>,\s*\Z)"
    r"|(?P<sign>(?<=\w)[ \t\u00a0]+(?=[+\-−–‐‑](?:[\s,;]|\Z)))"
    r"|(?P<edge>\A[ \t\u00a0]+|(?<![\s,])[ \t\u00a0]+\Z)|(?P<before>[ \t\u00a0]+(?=,))"
)
_TIDY = re.compile(r"(?:\w++[+\-−–‐‑](?:, (?=\w)|\Z))+")
"""Entries that are written as they should be, which most are."""
_SAID = {
    "first": "A comma stands before the first entry of the group.",
    "double": "Two commas stand where one belongs: an entry may be missing between them.",
    "last": "A comma stands after the last entry of the group: an entry may be missing.",
    "sign": "A space stands before the sign.",
    "edge": "A space stands just inside the braces.",
    "before": "A space stands before a comma of the group.",
}


def stray_comma(draft: Draft, parties: Parties) -> Iterator[Diagnostic]:
    """Yield the first stray comma or space of each group of positions."""
    for clause in draft.clauses:
        if "{" not in clause.raw:
            continue
        for group in _GROUP.finditer(clause.raw):
            if _TIDY.fullmatch(group[1]):
                continue
            stray = _STRAY.search(group[1])
            positions = read_inside(group[1]).positions
            if stray is None or not positions or any(p.stance == "unknown" for p in positions):
                continue
            yield in_raw(
                clause,
                group.start(1) + stray.start(),
                "W204",
                _SAID[stray.lastgroup or ""],
                f"Write {{{_tidy(group[1])}}}, unless something was lost there.",
            )


def _tidy(inside: str) -> str:
    return re.sub(r"\s+(?=[+\-−–‐‑](?:,|\Z))", "", canonical_inside(inside))
