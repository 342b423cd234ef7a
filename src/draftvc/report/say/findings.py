"""How many findings of which severity, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from draftvc.diagnostics import Diagnostic, Severity
from draftvc.report.model import CheckReport
from draftvc.report.say.words import counted, listed, often, one_line, place_name

SEVERITY_WORDS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "remark"}

CODES = {
    "E101": "mark that is never closed",
    "E102": "mark that was never opened",
    "E103": "bracket closed by the wrong mark",
    "W104": "bracket that runs on into a later clause",
    "W105": "empty bracket",
    "W201": "unknown party",
    "E202": "party with two stances",
    "W203": "empty group",
    "W204": "stray comma or space",
    "I206": "instruction in braces",
    "W207": "group that follows no bracket",
    "W208": "positions that are not in braces",
    "W209": "stance that is not understood",
    "W210": "stance on a clause that is not there",
    "W301": "agreed clause with brackets",
    "W302": "date that is not understood",
    "W304": "agreed mark that is not read as one",
    "E303": "agreed text changed",
    "E401": "label that stands twice",
    "E404": "text that no line of the outline names",
    "E405": "line of the outline without a text",
    "W402": "gap in the numbers",
    "W403": "text without a paragraph",
    "W501": "page number",
    "W502": "running head",
    "W503": "foreign line",
    "W504": "unpaired quotation mark",
    "W505": "doubled letter or word",
    "I506": "character that nobody sees",
}
"""What each code stands for, in a few words (docs/diagnostics.md)."""


def code_words(diagnostics: Iterable[Diagnostic]) -> str:
    """Return which findings there are, each once, gravest first: `empty bracket (W105, twice)`."""
    codes = Counter(each.code for each in diagnostics)
    gravest = sorted(codes.items(), key=lambda item: "EWI".find(item[0][:1]))
    return listed(
        f"{CODES.get(code, 'finding')} ({code}{f', {often(n)}' if n > 1 else ''})"
        for code, n in gravest
    )


def found_words(diagnostics: Iterable[Diagnostic]) -> str:
    """Return `1 error, 2 warnings and 3 remarks`; empty where there are none.

    >>> found_words([Diagnostic("E101", ""), Diagnostic("W105", ""), Diagnostic("W204", "")])
    '1 error and 2 warnings'
    """
    counts = Counter(each.severity for each in diagnostics)
    return listed(
        counted(counts[severity], word)
        for severity, word in SEVERITY_WORDS.items()
        if counts[severity]
    )


def closing_words(report: CheckReport) -> str:
    """Return the last sentence of a check: what was found, and whether it counts."""
    where = place_name(report.checked.name)
    found = found_words(report.diagnostics)
    if not found:
        return f"Nothing found in {where}."
    return f"{found[0].upper()}{found[1:]} in {where}."


def place_words(found: Diagnostic) -> str:
    """Return where a finding stands: `OP1b, line 69, column 12 of v3.txt`."""
    parts = [one_line(found.clause)] if found.clause else []
    if found.line:
        parts.append(f"line {found.line}")
    if found.column:
        parts.append(f"column {found.column}")
    place = ", ".join(parts)
    if found.file and found.file != "-":
        return f"{place} of {one_line(found.file)}" if found.line else place
    return place
