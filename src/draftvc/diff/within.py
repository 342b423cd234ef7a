"""Compare clauses with themselves later: the stages, in the order in which they explain edits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from draftvc.diff.alignment import Alignment
from draftvc.diff.as_written import settle_as_written
from draftvc.diff.aside import Side, set_aside, stay_on_brackets, with_strays_that_stood
from draftvc.diff.beside import match_beside_brackets
from draftvc.diff.bracket_events import find_bracket_events
from draftvc.diff.bracketed_marks import find_bracketed_marks
from draftvc.diff.brackets import match_brackets
from draftvc.diff.carried import carry_reserves
from draftvc.diff.chance import without_chance
from draftvc.diff.compromises import group_compromises
from draftvc.diff.displaced import settle_displaced
from draftvc.diff.edits import alignments_of, cut_edits
from draftvc.diff.equality import position_key
from draftvc.diff.fates import bracket_fates
from draftvc.diff.faults import Repairs, as_if_sound, find_fault_events
from draftvc.diff.fillings import fill_placeholders
from draftvc.diff.ledger import Found, Ledger
from draftvc.diff.mark_events import find_mark_events
from draftvc.diff.named import keep_named
from draftvc.diff.notes import find_note_events, find_rewritten_glyphs, keep_equal_notes
from draftvc.diff.parted import split_parted_words
from draftvc.diff.pieces import Part, Span
from draftvc.diff.position_events import LeftOver, find_position_events, keep_positions
from draftvc.diff.residue import find_residuals
from draftvc.diff.staying import keep_staying
from draftvc.diff.substitutions import group_substitutions
from draftvc.diff.text_events import Glyphs, find_text_events
from draftvc.diff.together import lay_out
from draftvc.diff.unclosed import settle_unclosed
from draftvc.diff.view import View
from draftvc.diff.viewing import view_parts
from draftvc.diff.window import Trimmed, find_window, read_window
from draftvc.diff.wording import plain_wording
from draftvc.diff.words import match_words
from draftvc.draft.model import Clause
from draftvc.limits import Limit, Limits
from draftvc.notation.model import Position, Reading

_NONE: frozenset[int] = frozenset()
Clauses = Sequence[tuple[int | None, int | None]]
"""Which part of the old side is which part of the new one."""


class Together(NamedTuple):
    """Clauses that are compared together."""

    olds: Sequence[Clause]
    news: Sequence[Clause]
    clauses: Clauses
    names: Sequence[str]
    """The name of each of `clauses`."""
    trimmed: Trimmed | None = None
    """Of one clause on each side: how far their texts are the same."""
    parting: Found | None = None
    """The event of a clause that was split, or of clauses that were joined: it explains what
    went from one to the other."""


class Inside(NamedTuple):
    """What happened inside clauses that were compared together."""

    found: list[Found]
    fallbacks: tuple[Limit, ...]
    stayed: tuple[Position, ...] = ()
    """Positions in a clause that came or went, on a bracket that stands in others."""


def compare_inside(together: Together, limits: Limits) -> Inside:
    """Return the events inside clauses, and the limits reached."""
    clauses, parting = together.clauses, together.parting
    old, new, repairs = _views(together)
    old, new = split_parted_words(old, new)
    stretches = () if parting or len(clauses) == 1 else _stretches(old, new, clauses)
    blocks, reached = match_words(old, new, limits, stretches)
    matching = match_brackets(old, new, blocks, limits)
    sober = without_chance(old, new, matching)
    if sober is not None:
        matching = match_brackets(old, new, sober, limits)
    ledger = Ledger(old, new, matching, clauses, parted=parting is not None)
    for i, mate in enumerate(matching.to_new):
        if mate >= 0:
            a, b = old.words[i], new.words[mate]
            ledger.keep((a.start, a.end), (b.start, b.end))
    alignments, stayed = _explain(ledger, repairs, parting)
    cut_edits(ledger, together.names, alignments, parting)
    return Inside(ledger.found, reached + matching.fallbacks, stayed)


def _views(together: Together) -> tuple[View, View, Repairs]:
    """Return both sides, each read as if it had the delimiters of the other."""
    olds, news, trimmed = together.olds, together.news, together.trimmed
    window = find_window(olds[0], trimmed) if trimmed else None
    aside_old, aside_new = _aside(together)
    a, b = with_strays_that_stood(Side(lay_out(olds), aside_old), Side(lay_out(news), aside_new))
    bounds_old, bounds_new = (0, a.parts[-1].end), (0, b.parts[-1].end)
    if window:
        bounds_old, bounds_new = window.old, window.new
        old, new = read_window(olds[0], window.old), read_window(news[0], window.new)
    else:
        old, new = a.reading(), b.reading()
    if old.faults or new.faults:
        written = old, new
        old, new, repairs = as_if_sound(old, new, a.read, b.read)
        repairs = repairs.outside(a.is_aside, b.is_aside)
        return (
            set_aside(_mended(a.parts, old, written[0], bounds_old), aside_old),
            set_aside(_mended(b.parts, new, written[1], bounds_new), aside_new),
            repairs,
        )
    return (
        set_aside(view_parts(a.parts, old, bounds_old), aside_old),
        set_aside(view_parts(b.parts, new, bounds_new), aside_new),
        Repairs(),
    )


def _aside(together: Together) -> tuple[frozenset[int], frozenset[int]]:
    """Return the parts of each side that came or went as a whole."""
    if together.parting:
        return frozenset(), frozenset()
    gone = (old for old, new in together.clauses if old is not None and new is None)
    come = (new for old, new in together.clauses if new is not None and old is None)
    return frozenset(gone), frozenset(come)


def _mended(parts: tuple[Part, ...], reading: Reading, faulty: Reading, bounds: Span) -> View:
    """Return the view of a side that may have been mended; it knows what follows no bracket."""
    view = view_parts(parts, reading, bounds)
    written = Side(parts, _NONE).reading()
    loose = {(brace.start, brace.end) for brace in written.braces if brace.owner is None}
    spans = (e.span for e in view.entries if any(s <= e.span[0] < end for s, end in loose))
    as_written = None if reading is faulty else view_parts(parts, faulty, bounds)
    return view._replace(loose=frozenset(spans), as_written=as_written)


def _stretches(
    old: View, new: View, clauses: Clauses
) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Return the words of each clause on both sides: words do not leave their clause."""
    return [
        (_words_in(old, a), _words_in(new, b))
        for a, b in clauses
        if a is not None and b is not None
    ]


def _words_in(view: View, part: int) -> tuple[int, int]:
    inside = [i for i, word in enumerate(view.words) if view.part_at(word.start) == part]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)


def _explain(
    ledger: Ledger, repairs: Repairs, parting: Found | None
) -> tuple[list[Alignment], tuple[Position, ...]]:
    """Add every event; return how the texts meet in the end, and who stayed on a bracket."""
    find_fault_events(ledger, repairs)
    keep_equal_notes(ledger)
    fates = bracket_fates(ledger, find_bracketed_marks(ledger))
    match_beside_brackets(ledger, fates)
    fates = fill_placeholders(ledger, fates)
    find_bracket_events(ledger, fates)
    left_over = keep_positions(ledger)
    stayed = stay_on_brackets(ledger, left_over)
    keep_staying(ledger, left_over)
    keep_named(ledger, left_over)
    settle_as_written(ledger, left_over)
    settle_unclosed(ledger, left_over)
    carry_reserves(ledger, left_over)
    find_mark_events(ledger)
    find_text_events(ledger, fates, [*_glyph_notes(ledger), *_glyph_reasons(left_over)])
    find_position_events(ledger, left_over)
    alignments = settle_displaced(ledger, alignments_of(ledger))
    find_note_events(ledger)
    group_substitutions(ledger)
    group_compromises(ledger)
    if parting:
        _claim_carried(ledger, parting)
    find_residuals(ledger)
    return alignments, stayed


def _glyph_notes(ledger: Ledger) -> list[Glyphs]:
    return [
        Glyphs((a.start, a.end), (b.start, b.end), a.text, b.text)
        for a, b in find_rewritten_glyphs(ledger)
    ]


def _glyph_reasons(left_over: list[LeftOver]) -> list[Glyphs]:
    """Take out entries whose reasons differ in glyphs only: nobody moved."""
    found: list[Glyphs] = []
    for each in left_over:
        for entry in list(each.gone):
            bare = entry.position._replace(note=plain_wording(entry.position.note or ""))
            for other in each.come:
                there = other.position._replace(note=plain_wording(other.position.note or ""))
                if entry.key != other.key and position_key(bare) == position_key(there):
                    each.gone.remove(entry)
                    each.come.remove(other)
                    found.append(
                        Glyphs(entry.span, other.span, entry.position.raw, other.position.raw)
                    )
                    break
    return found


def _claim_carried(ledger: Ledger, parting: Found) -> None:
    """Let a split or a joining explain what stands in another clause than before."""
    old, new = ledger.carried
    left_old, left_new = ledger.leftovers()
    alone_old = {part for part, mate in ledger.clauses if mate is None}
    alone_new = {part for mate, part in ledger.clauses if mate is None}
    old = old + [s for s in left_old if ledger.old.part_at(s[0]) in alone_old]
    new = new + [s for s in left_new if ledger.new.part_at(s[0]) in alone_new]
    ledger.add(_with_tokens(parting, old, new))


def _with_tokens(parting: Found, old: list[tuple[int, int]], new: list[tuple[int, int]]) -> Found:
    parting.old, parting.new = old, new
    parting.at = (-1, -1)
    return parting
