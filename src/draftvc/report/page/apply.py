"""What became of a diff that was applied, to read: what was done, and what did not fit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from draftvc.diff.patch import Refusal
from draftvc.report.look import Look
from draftvc.report.model import ApplyReport
from draftvc.report.page.lines import Line, Piece, wrap
from draftvc.report.say.words import listed, often, one_line, place_name

_SHOWN = 12
"""Labels that are listed before the rest is counted."""


def apply_page(report: ApplyReport, look: Look) -> Iterator[Line]:
    """Yield as lines what was applied, what was refused, and what to do next."""
    width = look.columns
    yield from wrap([Piece(_headline(report), "title")], width, 0, 2)
    for clause, what, cause in _refused(report.refusals):
        pieces: list[Piece | str] = [
            Piece("! ", "error"),
            Piece(clause, "label"),
            f": {one_line(cause)} ({what})",
        ]
        yield from wrap(pieces, width, 0, 2)
    if report.misread:
        yield from wrap([Piece(_misread(report), "warning")], width, 0, 2)
    advice = _advice(report)
    if advice:
        yield from wrap([Piece("→ ", "info"), advice], width, 0, 2)


def _refused(refusals: Iterable[Refusal]) -> Iterator[tuple[str, str, str]]:
    """Yield clause, events and cause: what one cause in one clause hinders is one line."""
    together: dict[tuple[str, str], list[str]] = {}
    for each in refusals:
        together.setdefault((each.clause, each.cause), []).append(each.event.kind)
    for (clause, cause), kinds in together.items():
        counted = Counter(kinds)
        what = [
            f"{_said(kind)} ({often(count)})" if count > 1 else _said(kind)
            for kind, count in counted.items()
        ]
        yield clause, listed(what), cause


def _said(kind: str) -> str:
    """Return a kind of event in words: `position withdrawn`, `fault repaired`."""
    return kind.replace("syntax.", "fault ").replace("residual", "other change").replace(".", " ")


def _headline(report: ApplyReport) -> str:
    place, done, failed = place_name(report.onto), len(report.events), len(report.refusals)
    if not done and not failed:
        return f"The diff has no change: {place} stays as it is."
    verb = "undone in" if report.reverse else "applied to"
    if failed and not (report.partial and done):
        fit = "does" if failed == 1 else "do"
        of = f"{failed} of {done + failed} changes {fit} not fit {place}"
        return f"Nothing was {verb} {place}: {of}."
    of = f" of {done + failed}" if failed else ""
    where = f": {_labels(report.clauses)}" if report.clauses else ""
    return f"{done}{of} change{'s' * (done + failed != 1)} {verb} {place}{where}."


def _labels(labels: tuple[str, ...]) -> str:
    if len(labels) <= _SHOWN:
        return listed(labels)
    return f"{', '.join(labels[:_SHOWN])} and {len(labels) - _SHOWN} more"


def _misread(report: ApplyReport) -> str:
    return (
        "All is in the text, but its layout does not show where each clause begins: it reads "
        f"otherwise in {_labels(report.misread)}."
    )


def _advice(report: ApplyReport) -> str:
    if report.refusals and not report.partial:
        way = "the new text" if report.reverse else "the text"
        return (
            f"A diff fits {way} that it was made {'for' if report.reverse else 'from'}; "
            "--partial applies what fits."
        )
    if report.written and report.onto == "working tree":
        return (
            "Nothing is recorded yet: `draftvc diff` shows the changes, and "
            "`git add clauses outline && git commit` records them."
        )
    return ""
