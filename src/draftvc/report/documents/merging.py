"""`draftvc.merge/1` and `draftvc.conflicts/1`."""

from __future__ import annotations

from collections.abc import Iterator

from draftvc.report.documents.encode import encode, present
from draftvc.report.merging import ConflictsReport, MergeReport, SideNamed


def merge_json(report: MergeReport) -> Iterator[str]:
    """Yield the document of a merge."""
    document = {
        "schema": "draftvc.merge/1",
        "outcome": report.outcome,
        "ours": _side(report.ours),
        "theirs": _side(report.theirs),
        **present(commit=report.commit),
        "summary": list(report.summary),
        "decisions": [
            {
                "clause": each.label,
                "clause_id": each.clause_id,
                "what": each.what,
                "message": each.sentence,
                "lost": list(each.lost),
            }
            for each in report.decisions
        ],
        **(_conflicts(report.conflicts) if report.conflicts else _none(report)),
    }
    yield encode(document) + "\n"


def conflicts_json(report: ConflictsReport) -> Iterator[str]:
    """Yield the document of what is in conflict."""
    document = {
        "schema": "draftvc.conflicts/1",
        **present(
            kind=report.kind,
            ours=_side(report.ours) if report.ours else None,
            theirs=_side(report.theirs) if report.theirs else None,
        ),
        "settled": list(report.settled),
        **_conflicts(report),
    }
    yield encode(document) + "\n"


def _none(report: MergeReport) -> dict[str, object]:
    return {"conflicts": [], "combined": [], "others": [], "next": list(report.next)}


def _side(side: SideNamed) -> dict[str, object]:
    return present(name=side.name, commit=side.commit)


def _conflicts(report: ConflictsReport) -> dict[str, object]:
    return {
        "conflicts": [
            {
                "clause": each.clause,
                "clause_id": each.clause_id,
                "file": each.file,
                "why": each.why,
                "message": each.message,
                "base": each.base,
                "ours": each.ours,
                "theirs": each.theirs,
            }
            for each in report.conflicts
        ],
        "combined": list(report.combined),
        "others": list(report.others),
        "next": list(report.next),
    }
