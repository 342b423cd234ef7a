"""Why clauses were paired as they are, to read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from draftvc.diff.explaining import Explained, RunnerUp
from draftvc.report.look import Look
from draftvc.report.model import DiffReport
from draftvc.report.page.diff import title_lines
from draftvc.report.page.lines import EMPTY, Line, Piece, wrap
from draftvc.report.say.context import Context
from draftvc.report.say.naming import with_names
from draftvc.report.say.one import plain_sentence
from draftvc.report.say.words import listed, one_line, place_name

_REASONS = {
    "id": "they have one permanent id, which a clause keeps from its birth",
    "text": "their text is the same, the marker aside",
    "order": "they stand at the same place and begin and end alike",
    "label": "they have the same label, and words in common",
    "words": "of all clauses they have most words in common",
    "place": "they have the same label at the same place, and too few words to tell by",
}


def explain_page(report: DiffReport, look: Look) -> Iterator[Line]:
    """Yield for each clause what it was paired with and why, then the rule of each event.

    Clauses that were not named, only hang under one, and did not change are one line.
    """
    width = look.columns
    yield from title_lines(report, width)
    quiet = [each for each in report.explained if _is_quiet(each, report)]
    told = [each for each in report.explained if each not in quiet]
    for number, each in enumerate(told):
        if number:
            yield EMPTY
        yield from _clause(each, report, width)
    if quiet:
        yield EMPTY
        yield from wrap([_unchanged(quiet, place_name(report.old.name))], width, 0, 2)


def _is_quiet(each: Explained, report: DiffReport) -> bool:
    named = {each.old, each.new} & set(report.filter.clauses)
    return each.pair is not None and not each.events and not named


def _unchanged(quiet: Sequence[Explained], old: str) -> str:
    labels = listed(
        one_line(each.new or "") + (f" ({each.old} of {old})" if each.old != each.new else "")
        for each in quiet
    )
    if len(quiet) == 1:
        return f"{labels} hangs under it: paired with the clause that it was, and unchanged"
    return f"{labels} hang under it: each is paired with the clause that it was, and unchanged"


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
    for said in _rivals(each, old, new):
        yield from wrap(["– ", said], width, 2, 4)
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


def _rivals(each: Explained, old: str, new: str) -> Iterator[str]:
    """Yield which other clause of either text is most like it: one line where it is the same."""
    one, other = each.rival_old, each.rival_new
    if one and other and (one.paired_with, other.paired_with) == (other.label, one.label):
        label = one.label if one.label == other.label else f"{one.label} of {old}"
        also = "" if one.label == other.label else f", {other.label} of {new},"
        share = _percent(max(one.likeness, other.likeness))
        yield f"next most like it: {label}{also} with {share} of the words"
        return
    if each.new is not None:
        yield _rival(one, old, new, each.new)
    if each.old is not None:
        yield _rival(other, new, old, each.old)


def _rival(rival: RunnerUp | None, where: str, there: str, label: str) -> str:
    if rival is None:
        return f"no other clause of {where} has words in common with {label} of {there}"
    fate = f"{rival.paired_with} of {there}" if rival.paired_with else "nothing"
    return (
        f"of the other clauses of {where}, {rival.label} is most like {label} of {there}: "
        f"{_percent(rival.likeness)} of the words; it is paired with {fate}"
    )


def _percent(share: float) -> str:
    return f"{round(share * 100)}%"
