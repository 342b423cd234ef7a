"""`draftvc.adref/1` and `draftvc.doctor/1`."""

from __future__ import annotations

from collections.abc import Iterator

from draftvc.report.documents.encode import encode, present
from draftvc.report.documents.parts import side_part
from draftvc.report.model_agreed import AdrefReport, AgreedClause, DoctorReport


def adref_json(report: AdrefReport) -> Iterator[str]:
    """Yield the document of what was agreed; `when` is null where the mark is not understood."""
    document = {
        "schema": "draftvc.adref/1",
        "revision": side_part(report.revision),
        "clauses": [_clause(each) for each in report.clauses],
    }
    yield encode(document) + "\n"


def _clause(each: AgreedClause) -> dict[str, object]:
    return {
        "clause": each.label,
        "clause_id": each.clause_id,
        "status": each.status,
        "agreed": {"raw": each.mark, "when": each.when},
        "revision": side_part(each.revision),
        "reopened": [
            {
                "revision": side_part(one.revision),
                "clause": one.label,
                "by": list(one.by),
                **present(reason=one.reason),
                "still_marked": one.still_marked,
            }
            for one in each.reopened
        ],
    }


def doctor_json(report: DoctorReport) -> Iterator[str]:
    """Yield the document of what was looked at on a machine."""
    document = {
        "schema": "draftvc.doctor/1",
        "place": report.place,
        "checkups": [
            {
                "subject": each.subject,
                "name": each.name,
                "state": each.state,
                "says": each.says,
                **present(mend=each.mend),
            }
            for each in report.checkups
        ],
    }
    yield encode(document) + "\n"
