"""`draftvc.draft/1`: a draft, or the chosen clauses of one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from draftvc.diff.viewing import view_clause
from draftvc.draft.model import Clause
from draftvc.draft.run_on import RunOn, find_run_ons
from draftvc.notation.model import Brace, Position
from draftvc.report.documents.encode import encode, present
from draftvc.report.documents.parts import (
    counts_part,
    diagnostic_parts,
    position_parts,
    set_aside_parts,
    side_part,
)
from draftvc.report.model import ShowReport
from draftvc.report.say.words import is_blank
from draftvc.report.shown import clean_words, shown_draft

SCHEMA = "draftvc.draft/1"


def draft_json(report: ShowReport) -> Iterator[str]:
    """Yield the document of a draft. Without parties nothing in it names one."""
    draft = shown_draft(report)
    run_ons = find_run_ons(draft)
    document = {
        "schema": SCHEMA,
        **present(title=draft.title, organ=draft.organ, date=draft.date),
        "revision": side_part(report.revision) if report.revision else None,
        "clauses": [clause_part(draft.clauses, index, run_ons) for index in report.chosen],
        "counts": counts_part(report.counts),
        "set_aside": set_aside_parts(draft.set_aside),
        # Findings speak of the text as received, and name parties.
        "diagnostics": diagnostic_parts(report.diagnostics if report.parties else ()),
    }
    yield encode(document) + "\n"


def clause_part(
    clauses: tuple[Clause, ...], index: int, run_ons: Iterable[RunOn] = ()
) -> dict[str, object]:
    """Return one clause with its brackets, positions, notes and placeholders."""
    clause = clauses[index]
    reading = clause.reading
    stamp = reading.stamp
    # Groups behind the `]` of a bracket that runs on are positions on that bracket.
    elsewhere = {brace.token for each in run_ons if each.closes == index for brace in each.groups}
    here = [brace for brace in reading.braces if brace.token not in elsewhere]
    return {
        **present(id=clause.id),
        "label": clause.label,
        "marker": clause.marker,
        "kind": clause.kind,
        "parent": clause.parent,
        **present(heading=clause.heading),
        "text": clause.text,
        "words": clean_words(clause),
        "status": "agreed" if stamp else "open",
        "agreed": {"raw": stamp.raw, "when": stamp.when} if stamp else None,
        "brackets": _brackets(clauses, index, here, run_ons),
        "positions": position_parts(_on(None, here)),
        "notes": [_note(brace, clause) for brace in here if brace.kind == "note"],
        "placeholders": [_placeholder(b, clause) for b in here if b.kind == "placeholder"],
    }


def _brackets(
    clauses: tuple[Clause, ...], index: int, here: list[Brace], run_ons: Iterable[RunOn]
) -> list[dict[str, object]]:
    clause = clauses[index]
    view = view_clause(clause)
    ends = {each.bracket: each for each in run_ons if each.opens == index}
    on: dict[int | None, list[Brace]] = {}
    for brace in here:
        on.setdefault(brace.owner, []).append(brace)
    parts: list[dict[str, object]] = []
    for number, bracket in enumerate(clause.reading.brackets):
        runs_on = ends.get(number)
        text = view.bracket_text(number)
        positions = [*_all(on.get(number, ())), *_all(runs_on.groups if runs_on else ())]
        parts.append(
            {
                "address": _address(clause, number),
                "text": text,
                "depth": bracket.depth,
                "start": bracket.start,
                "end": bracket.end,
                **present(end_clause=clauses[runs_on.closes].label if runs_on else None),
                "closed": "]" if runs_on else bracket.closed,
                "blank": is_blank(text),
                "positions": position_parts(positions),
                "parent": _address(clause, bracket.parent),
            }
        )
    return parts


def _on(owner: int | None, braces: Iterable[Brace]) -> Iterator[Position]:
    """Yield the positions on a bracket; None: on the clause."""
    return _all(brace for brace in braces if brace.owner == owner)


def _all(braces: Iterable[Brace]) -> Iterator[Position]:
    return (position for brace in braces for position in brace.positions)


def _note(brace: Brace, clause: Clause) -> dict[str, object]:
    raw = clause.reading.text[brace.start : brace.end]
    return {**present(party=brace.party), "text": brace.text, "raw": raw}


def _placeholder(brace: Brace, clause: Clause) -> dict[str, object]:
    bracket = _address(clause, brace.owner)
    return {"text": brace.text, **_note(brace, clause), "bracket": bracket}


def _address(clause: Clause, bracket: int | None) -> str | None:
    return None if bracket is None else f"{clause.label}#{bracket + 1}"
