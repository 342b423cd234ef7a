"""The table of rules, and the one call that asks them all."""

from __future__ import annotations

from collections.abc import Iterable

from draftvc.checks.absent_scope import absent_scope
from draftvc.checks.agreed_brackets import agreed_brackets
from draftvc.checks.buried_mark import buried_mark
from draftvc.checks.contradiction import contradiction
from draftvc.checks.doubled import doubled
from draftvc.checks.duplicate_label import duplicate_label
from draftvc.checks.empty_group import empty_group
from draftvc.checks.foreign_positions import foreign_positions
from draftvc.checks.instruction import instruction
from draftvc.checks.loose_group import loose_group
from draftvc.checks.no_clause import no_clause
from draftvc.checks.numbering import numbering
from draftvc.checks.place import Places
from draftvc.checks.quotation import quotation
from draftvc.checks.rule import Parties, Rule
from draftvc.checks.set_aside import set_aside
from draftvc.checks.stamp_date import stamp_date
from draftvc.checks.stray_comma import stray_comma
from draftvc.checks.unknown_party import unknown_party
from draftvc.checks.unread_stance import unread_stance
from draftvc.checks.unseen_marks import unseen_marks
from draftvc.diagnostics import Diagnostic
from draftvc.draft.faults import delimiter_diagnostics
from draftvc.draft.model import Draft


def delimiters(draft: Draft, parties: Parties) -> Iterable[Diagnostic]:
    """Return the delimiter faults, E101 to E103, W104 and W105: found while reading."""
    return delimiter_diagnostics(draft)


def while_reading(draft: Draft, parties: Parties) -> Iterable[Diagnostic]:
    """Return what segmentation found, where no rule finds it again."""
    return draft.diagnostics


RULES: tuple[Rule, ...] = (
    delimiters,  # E101 to E103, W104, W105
    while_reading,
    unknown_party,  # W201
    contradiction,  # E202
    empty_group,  # W203
    stray_comma,  # W204
    instruction,  # I206
    loose_group,  # W207
    foreign_positions,  # W208
    unread_stance,  # W209
    absent_scope,  # W210
    agreed_brackets,  # W301
    stamp_date,  # W302
    buried_mark,  # W304
    duplicate_label,  # E401
    numbering,  # W402
    no_clause,  # W403
    set_aside,  # W501 to W503
    quotation,  # W504
    doubled,  # W505
    unseen_marks,  # I506
)


def run_checks(draft: Draft, parties: Parties) -> tuple[Diagnostic, ...]:
    """Return every finding in document order, each with line and column where it has a place."""
    found: dict[tuple[object, ...], Diagnostic] = {}
    places = Places(draft)
    for rule in RULES:
        for diagnostic in rule(draft, parties):
            each = places.placed(diagnostic)
            found.setdefault((each.code, each.clause, each.offset, each.message), each)
    return tuple(sorted(found.values(), key=lambda each: _order(each, draft)))


def _order(diagnostic: Diagnostic, draft: Draft) -> tuple[int, int, str]:
    """Return where a finding stands: by its offset in one text, else clause by clause."""
    offset = diagnostic.offset if diagnostic.offset is not None else -1
    if draft.source is not None:
        return (0, offset, diagnostic.code)
    index = draft.by_label.get(diagnostic.clause or "", len(draft.clauses))
    return (index, offset, diagnostic.code)
