"""Why clauses were paired as they are, to read."""

from __future__ import annotations

from collections.abc import Iterator

from draftvc.diff.explaining import Explained, RunnerUp
from draftvc.report.look import Look
from draftvc.report.model import DiffReport
from draftvc.report.page.diff import title_lines
from draftvc.report.page.lines import EMPTY, Line, Piece, wrap
from draftvc.report.say.context import Context
from draftvc.report.say.naming import with_names
from draftvc.report.say.one import plain_sentence
from draftvc.report.say.words import one_line, place_name

_REASONS = {
    "id": "they have one permanent id, which a clause keeps from its birth",
    "text": "their text is the same, the marker aside",
    "order": "they stand at the same place and begin and end alike",
    "label": "they have the same label, and words in common",
    "words": "of all clauses they have most words in common",
}


def explain_page(report: DiffReport, look: Look) -> Iterator[Line]:
    """Yield for each clause what it was paired with and why, then the rule of each event."""
    width = look.columns
    yield from title_lines(report, width)
    for number, each in enumerate(report.explained):
        if number:
            yield EMPTY
        yield from _clause(each, report, width)


def _clause(each: Explained, report: DiffReport, width: int) -> Iterator[Line]:
    old, new = place_name(report.old.name), place_name(report.new.name)
    label = one_line(each.new or each.old or "")
    where = "" if each.new else f" (in {old})"
    yield from wrap([Piece(label, "label"), Piece(where, "faint")], width, 0, 4)
    if each.pair is None:
        side = old if each.new else new
        said = f"paired with nothing in {side}: no clause there is held to be this one"
    else:
        said = f"paired with {each.old} of {old}: {_reason(each)}"
        if each.likeness is not None:
            said += f"; {_percent(each.likeness)} of the words in common"
    yield from wrap(["– ", said], width, 2, 4)
    yield from _rival(each.rival_old, f"of {old}", each.new, width)
    yield from _rival(each.rival_new, f"of {new}", each.old, width)
    context = Context(report.old_draft, report.new_draft)
    for reasoned in each.events:
        sentence = with_names(plain_sentence(reasoned.event, context), report.names)
        yield from wrap([f"{reasoned.event.id} {reasoned.event.kind}: ", sentence], width, 2, 6)
        yield from wrap([Piece(f"because {reasoned.rule}", "faint")], width, 6)
    if not each.events:
        yield from wrap(["no event: nothing in it changed"], width, 2, 4)


def _reason(each: Explained) -> str:
    assert each.pair is not None
    if each.old == each.new == "FRONT":
        return "both are the front"
    return _REASONS[each.pair.reason]


def _rival(rival: RunnerUp | None, where: str, label: str | None, width: int) -> Iterator[Line]:
    if label is None:
        return
    if rival is None:
        said = f"no other clause {where} has words in common with {label}"
    else:
        fate = f"paired with {rival.paired_with}" if rival.paired_with else "paired with nothing"
        said = (
            f"runner-up for {label} {where}: {rival.label}, {_percent(rival.likeness)} of the "
            f"words, which is {fate}"
        )
    yield from wrap(["– ", said], width, 2, 4)


def _percent(share: float) -> str:
    return f"{round(share * 100)} %"
