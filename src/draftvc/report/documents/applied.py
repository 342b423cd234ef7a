"""`draftvc.apply/1`."""

from __future__ import annotations

from collections.abc import Iterator

from draftvc.report.documents.encode import encode
from draftvc.report.model import ApplyReport


def apply_json(report: ApplyReport) -> Iterator[str]:
    """Yield the document of a diff that was applied."""
    document = {
        "schema": "draftvc.apply/1",
        "onto": report.onto,
        "written": list(report.written),
        "reverse": report.reverse,
        "partial": report.partial,
        "applied": [event.id for event in report.events],
        "clauses": list(report.clauses),
        "refused": [
            {
                "event": each.event.id,
                "kind": each.event.kind,
                "clause": each.clause,
                "cause": each.cause,
            }
            for each in report.refusals
        ],
        "misread": list(report.misread),
    }
    yield encode(document) + "\n"
