"""Merges and conflicts as Markdown, fit for a comment on a change request."""

from __future__ import annotations

from collections.abc import Iterator

from draftvc.report.escape import escaped
from draftvc.report.merging import ConflictsReport, MergeReport
from draftvc.report.say.merging import combined_words, merged_words, open_words, side_words


def merge_markdown(report: MergeReport) -> Iterator[str]:
    """Yield a merge: what came in, what was settled by rule, what is left to people."""
    yield f"## {escaped(merged_words(report))}\n\n"
    yield from (f"- {escaped(line)}\n" for line in report.summary)
    if report.decisions:
        yield "\n### Settled by rule\n\n"
    for each in report.decisions:
        lost = f" (not in the result: {escaped(' '.join(each.lost))})" if each.lost else ""
        yield f"- **{escaped(each.label)}**: {escaped(each.sentence)}{lost}\n"
    if report.next:
        yield "\n"
    yield from (f"- {escaped(sentence)}\n" for sentence in report.next)
    if report.conflicts is not None:
        yield "\n"
        yield from conflicts_markdown(report.conflicts)


def conflicts_markdown(report: ConflictsReport) -> Iterator[str]:
    """Yield what is in conflict: a table a conflict, and what to do next."""
    yield from (f"- {escaped(said)}\n" for said in report.settled)
    yield f"{chr(10) if report.settled else ''}## {escaped(open_words(report))}\n"
    for each in report.conflicts:
        yield f"\n### {escaped(each.clause)}\n\n{escaped(each.message)}\n\n"
        yield "| side | text |\n|---|---|\n"
        sides = (("base", each.base), ("ours", each.ours), ("theirs", each.theirs))
        yield from (f"| {name} | {escaped(side_words(text))} |\n" for name, text in sides)
    said = combined_words(report)
    if said:
        yield f"\n{escaped(said)}\n"
    if report.next:
        yield "\n"
    yield from (f"- {escaped(sentence)}\n" for sentence in report.next)
