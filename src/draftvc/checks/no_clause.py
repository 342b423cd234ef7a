"""W403: a text in which no paragraph was found, or words of one that must be another's."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from draftvc.checks.place import in_clause, in_raw
from draftvc.checks.rule import Parties
from draftvc.diagnostics import Diagnostic
from draftvc.draft.model import Clause, Draft
from draftvc.draft.openers import operative_opener
from draftvc.notation.markers import read_marker
from draftvc.notation.patterns import Pattern

_NEW_LINE = Pattern(r"[,;.}\]]\s*\n\s*(?=[\[“\"*_]*[A-Z])")
_REPEATS = Pattern(
    r"[:;.]\s*(?:and|or)?\s*\n\s*(?P<marker>(?P<above>(?:\d{1,3}\.)+)(?P<own>\d{1,3}))[.)]?\s"
)
"""A number such as `2.1` at the start of a line, behind the end of a sentence."""
_LISTED = Pattern(
    r"^[ \t]*(?P<marker>\(?(?P<capital>[A-Z])[.)]"
    r"|(?P<above>\d{1,3})\.?\(?(?P<small>[a-z])[.)]{0,2})\s",
    re.MULTILINE,
)
"""A capital, or a letter behind a number, at the start of a line."""
_HOW = (
    "Begin each preambular paragraph on a line of its own with its participle (Recalling …), and "
    "number the operative ones (1., a.)."
)


def no_clause(draft: Draft, parties: Parties) -> Iterator[Diagnostic]:
    """Yield a finding where paragraphs stand in a front, or behind another, unmarked."""
    for clause in draft.clauses:
        if clause.kind != "front" and "\n" in clause.raw:
            yield from _unread_list(clause)
        if clause.kind == "preambular" and "\n" in clause.raw:
            yield from _unnumbered(clause)
        elif clause.kind != "front" and "\n" in clause.raw:
            yield from _misnumbered(clause)
    front = next((clause for clause in draft.clauses if clause.kind == "front"), None)
    if front is None:
        return
    if len(draft.clauses) == 1:
        said = "No paragraph was found: the whole text is read as the front of a draft."
        yield in_clause(front, 0, "W403", said, _HOW)
    elif "{" in front.raw:
        brace = next((each for each in front.reading.braces if each.positions), None)
        if brace is not None:
            said = "Positions stand in the front: a paragraph that holds them was not recognized."
            yield in_clause(front, brace.start, "W403", said, _HOW)


def _unnumbered(clause: Clause) -> Iterator[Diagnostic]:
    """Yield the first operative paragraph without a number that stands in a preambular one."""
    for match in _NEW_LINE.compiled.finditer(clause.raw):
        line = clause.raw[match.end() :].split("\n", 1)[0].strip()
        if operative_opener(line):
            words = " ".join(line.split()[:4])
            yield in_raw(
                clause,
                match.end(),
                "W403",
                f"“{words} …” begins like an operative paragraph and has no number: it is read as "
                f"words of {clause.label}.",
                "Give the operative paragraphs numbers: 1., 2.",
            )
            return


def _misnumbered(clause: Clause) -> Iterator[Diagnostic]:
    """Yield the first of two numbers in a row, `2.1` and `2.2`, that repeat none above them."""
    found = _in_a_row(_REPEATS.compiled.finditer(clause.raw), lambda match: int(match["own"]))
    if found is not None:
        yield _read_as_words(clause, *found, _numbers_for(clause))


def _unread_list(clause: Clause) -> Iterator[Diagnostic]:
    """Yield the first of two letters in a row that are capitals, or repeat no number above them."""
    found = _in_a_row(_LISTED.compiled.finditer(clause.raw), _letter)
    if found is not None:
        above = found[1]["above"]
        how = f"begin their paragraph with its number: {above}."
        hint = "If they are sub-paragraphs, " + (how if above else "write small letters: a., b.")
        yield _read_as_words(clause, *found, hint)


def _in_a_row(
    markers: Iterable[re.Match[str]], count: Callable[[re.Match[str]], int]
) -> tuple[re.Match[str], re.Match[str]] | None:
    """Return the first two that follow each other under one number; None where none do."""
    for last, match in pairwise(markers):
        if last["above"] == match["above"] and count(last) + 1 == count(match):
            return last, match
    return None


def _read_as_words(
    clause: Clause, last: re.Match[str], match: re.Match[str], hint: str
) -> Diagnostic:
    return in_raw(
        clause,
        last.start("marker"),
        "W403",
        f"{last['marker']} and {match['marker']} begin lines like sub-paragraphs, and are "
        f"read as words of {clause.label}.",
        hint,
    )


def _letter(match: re.Match[str]) -> int:
    return ord(match["capital"] or match["small"])


def _numbers_for(clause: Clause) -> str:
    """Return how sub-paragraphs of a clause are numbered."""
    marker = read_marker(clause.marker)
    if marker is None or marker.style != "number" or not marker.value or marker.suffix:
        return (
            "If they are sub-paragraphs, give them the letters or numbers of the list around them."
        )
    above = ".".join(map(str, (*marker.above, marker.value)))
    return (
        "If they are sub-paragraphs, repeat the number that they stand under: "
        f"{above}.1, {above}.2."
    )
