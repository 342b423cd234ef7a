"""`draftvc.diff/1`, `draftvc.log/1`, `draftvc.status/1`, `draftvc.import/1`, `draftvc.check/1`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from draftvc.diff.model import Event
from draftvc.report.documents.clauses import clauses_part
from draftvc.report.documents.encode import encode, present
from draftvc.report.documents.events import KEYS, event_document
from draftvc.report.documents.explained import explained_parts
from draftvc.report.documents.parts import (
    counts_part,
    diagnostic_parts,
    filter_part,
    set_aside_parts,
    side_part,
)
from draftvc.report.model import (
    CheckReport,
    DiffReport,
    Imported,
    ImportReport,
    LogReport,
    LogRevision,
    StatusReport,
)


def diff_json(report: DiffReport) -> Iterator[str]:
    """Yield the document of a diff; `laws` speaks of the whole diff, all else of what is shown."""
    document = {
        "schema": "draftvc.diff/1",
        "old": side_part(report.old),
        "new": side_part(report.new),
        "filter": filter_part(report.filter),
        "clauses": clauses_part(report),
        "events": [event_document(event) for event in report.events],
        "summary": summary_part(report.events),
        "laws": {"complete": report.comparison.complete},
        "set_aside": {
            "old": set_aside_parts(report.set_aside_old),
            "new": set_aside_parts(report.set_aside_new),
        },
        "fallbacks": [
            {"limit": each.limit, "where": each.where} for each in report.comparison.fallbacks
        ],
        **present(explained=explained_parts(report.explained) if report.explained else None),
    }
    yield encode(document) + "\n"


def summary_part(events: Iterable[Event]) -> dict[str, int]:
    """Return how many events there are of each kind, in the order of the event table."""
    counts = Counter(event.kind for event in events)
    return {kind: counts[kind] for kind in [*KEYS, *sorted(counts.keys() - KEYS)] if counts[kind]}


def log_json(report: LogReport) -> Iterator[str]:
    """Yield the document of a log, a revision at a time as it is known."""
    head = {
        "schema": "draftvc.log/1",
        **present(clause=report.clause),
        "filter": filter_part(report.filter),
    }
    yield encode(head)[:-1] + ',"revisions":['
    separator = ""
    for revision in report.revisions:
        yield separator + encode(_revision(revision))
        separator = ","
    left_out = [
        {"name": each.name, "commit": each.commit, "reason": each.reason}
        for each in report.left_out
    ]
    yield "]" + (f',"left_out":{encode(left_out)}' if left_out else "") + "}\n"


def _revision(revision: LogRevision) -> dict[str, object]:
    counts = revision.counts
    return {
        **present(
            name=revision.name,
            commit=revision.commit,
            date=revision.date,
            author=revision.author,
            label=revision.label,
        ),
        "events": [event_document(event) for event in revision.events],
        **present(counts=counts_part(counts) if counts else None),
        **({"shallow": True} if revision.shallow else {}),
    }


def status_json(report: StatusReport) -> Iterator[str]:
    """Yield the document of a status."""
    document = {
        "schema": "draftvc.status/1",
        **present(title=report.title),
        **present(revision=side_part(report.revision) if report.revision else None),
        "counts": counts_part(report.counts),
        "open": [{"clause": label, "brackets": number} for label, number in report.open],
        "agreed": list(report.agreed),
        "diagnostics": dict(sorted(Counter(each.code for each in report.diagnostics).items())),
        "uncommitted": list(report.uncommitted),
    }
    yield encode(document) + "\n"


def import_json(report: ImportReport) -> Iterator[str]:
    """Yield the document of an import."""
    document = {
        "schema": "draftvc.import/1",
        "dry_run": report.dry_run,
        "imported": [_imported(each) for each in report.imported],
        "said": list(report.said),
    }
    yield encode(document) + "\n"


def _imported(each: Imported) -> dict[str, object]:
    return {
        **present(
            file=each.file,
            name=each.name,
            commit=each.commit,
            date=each.date,
            subject=each.subject,
            same_as=side_part(each.same_as) if each.same_as else None,
        ),
        "summary": list(each.summary),
        "diagnostics": diagnostic_parts(each.diagnostics),
        "set_aside": set_aside_parts(each.set_aside),
    }


def check_json(report: CheckReport) -> Iterator[str]:
    """Yield the document of a check."""
    document = {
        "schema": "draftvc.check/1",
        "diagnostics": diagnostic_parts(report.diagnostics),
    }
    yield encode(document) + "\n"
