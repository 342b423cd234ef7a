"""Why clauses were paired as they are, as a part of a diff document."""

from __future__ import annotations

from collections.abc import Iterable

from draftvc.diff.explaining import Explained, RunnerUp
from draftvc.report.documents.encode import present


def explained_parts(explained: Iterable[Explained]) -> list[dict[str, object]]:
    """Return for each clause its pair, the runners-up, and the rule of each event."""
    return [
        {
            **present(
                old=each.old,
                new=each.new,
                reason=each.pair.reason if each.pair else None,
                score=round(each.pair.score, 3) if each.pair else None,
                likeness=None if each.likeness is None else round(each.likeness, 3),
                runner_up_old=_rival(each.rival_old),
                runner_up_new=_rival(each.rival_new),
            ),
            "events": [{"event": one.event.id, "rule": one.rule} for one in each.events],
        }
        for each in explained
    ]


def _rival(rival: RunnerUp | None) -> dict[str, object] | None:
    if rival is None:
        return None
    return {
        "clause": rival.label,
        "likeness": round(rival.likeness, 3),
        **present(paired_with=rival.paired_with),
    }
