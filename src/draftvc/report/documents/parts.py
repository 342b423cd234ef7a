"""The parts that several documents share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from draftvc.diagnostics import Diagnostic
from draftvc.draft.counts import Counts
from draftvc.draft.model import SetAside
from draftvc.notation.model import Position
from draftvc.report.documents.encode import present
from draftvc.report.model import Filter, Side


def side_part(side: Side) -> dict[str, object]:
    """Return one side of a comparison, or a revision."""
    return present(name=side.name, commit=side.commit, date=side.date)


def filter_part(chosen: Filter) -> dict[str, object]:
    """Return what was chosen to be shown; empty lists where nothing was."""
    return {
        "only": list(chosen.only),
        "party": list(chosen.party),
        "clauses": list(chosen.clauses),
        "own": chosen.own,
    }


def position_parts(positions: Iterable[Position]) -> list[dict[str, object]]:
    """Return positions in written order; `note` only where a reason was given."""
    return [
        {
            "party": position.party,
            "stance": position.stance,
            "scope": list(position.scope),
            **present(note=position.note),
            "raw": position.raw,
        }
        for position in positions
    ]


def counts_part(counts: Counts) -> dict[str, object]:
    """Return counts, with the rule that they follow."""
    return counts._asdict()


def set_aside_parts(lines: Iterable[SetAside]) -> list[dict[str, object]]:
    """Return the lines that reading set aside."""
    return [{"line": each.line, "text": each.text, "code": each.code} for each in lines]


def diagnostic_parts(found: Iterable[Diagnostic]) -> list[dict[str, object]]:
    """Return findings in document order; `fix` is null where there is none."""
    return [
        {
            **present(
                code=each.code,
                severity=each.severity,
                message=each.message,
                clause=each.clause,
                delimiter=each.delimiter,
                file=each.file,
                line=each.line,
                column=each.column,
                hint=each.hint or None,
            ),
            "readings": list(each.readings),
            "fix": asdict(each.fix) if each.fix else None,
        }
        for each in found
    ]
