"""Compare one clause with itself later: the stages, in the order they explain edits."""

from __future__ import annotations

from draftvc.diff.bracket_events import bracket_fates, find_bracket_events
from draftvc.diff.brackets import match_brackets
from draftvc.diff.faults import as_if_sound, find_fault_events
from draftvc.diff.ledger import Found, Ledger
from draftvc.diff.notes import find_note_events, keep_equal_notes
from draftvc.diff.position_events import find_position_events
from draftvc.diff.residue import find_residuals, leaves_equal
from draftvc.diff.substitutions import group_substitutions
from draftvc.diff.text_events import (
    find_heading_event,
    find_marker_event,
    find_stamp_event,
    find_text_events,
)
from draftvc.diff.words import match_words, split_parted_words
from draftvc.draft.model import Clause
from draftvc.limits import Limit, Limits


def compare_clause(
    old: Clause, new: Clause, limits: Limits
) -> tuple[list[Found], tuple[Limit, ...], bool]:
    """Return the events inside a pair of clauses, limits reached, and whether all is told."""
    view_old, view_new, repairs = as_if_sound(old, new)
    view_old, view_new = split_parted_words(view_old, view_new)
    blocks = match_words(view_old, view_new, limits)
    matching = match_brackets(view_old, view_new, blocks, limits)
    ledger = Ledger(view_old, view_new, matching)
    for i, mate in enumerate(matching.to_new):
        if mate >= 0:
            a, b = view_old.words[i], view_new.words[mate]
            ledger.kept_old.add((a.start, a.end))
            ledger.kept_new.add((b.start, b.end))
    find_fault_events(ledger, repairs)
    keep_equal_notes(ledger)
    fates = bracket_fates(ledger)
    find_bracket_events(ledger, fates)
    agreed_now = bool(view_new.reading.stamp and not view_old.reading.stamp)
    find_position_events(ledger, agreed_now=agreed_now)
    find_text_events(ledger, fates)
    find_note_events(ledger)
    find_marker_event(ledger)
    find_heading_event(ledger)
    find_stamp_event(ledger)
    group_substitutions(ledger)
    find_residuals(ledger)
    for found in ledger.found:
        found.edits = ledger.edits(found)
    return ledger.found, matching.fallbacks, leaves_equal(ledger)
