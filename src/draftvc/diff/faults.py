"""Delimiter faults that came or went, and the clause read as if it stood as on the sound side.

What follows only from a lost or stray delimiter (pairing, extent, the owner of groups) is the
fault's, not the room's: a reserve after a stray `]` is not withdrawn when the `]` is mended.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import combinations

from draftvc.diff.ledger import Found, Ledger
from draftvc.diff.model import Event
from draftvc.diff.view import Span, View, view_clause
from draftvc.draft.model import Clause
from draftvc.notation.model import Fault, Kind, Reading, Token
from draftvc.notation.reader import read_tokens

_MOST = 10
"""Delimiter edits tried together: more faults than this in one clause are told as they stand."""


@dataclass(frozen=True, slots=True)
class Mend:
    """One delimiter edit that takes the broken side to the sound one."""

    at: int
    """Token index on the broken side."""
    cut: int
    """Tokens cut there: 0 or 1."""
    put: str
    """`[`, `]`, or nothing."""
    broken: tuple[Span, ...]
    sound: tuple[Span, ...]
    """The tokens it is about, on each side."""


@dataclass(frozen=True, slots=True)
class Repairs:
    """Faults that stand on one side only, and the delimiter edits that explain them."""

    broken: tuple[Fault, ...] = ()
    repaired: tuple[Fault, ...] = ()
    spans_old: tuple[Span, ...] = ()
    spans_new: tuple[Span, ...] = ()


def as_if_sound(old: Clause, new: Clause) -> tuple[View, View, Repairs]:
    """Return both views, the broken one read as if its delimiters stood as on the other."""
    a, b = old.reading, new.reading
    came, went = _only(b.faults, a.faults), _only(a.faults, b.faults)
    if not (came or went):
        return view_clause(old), view_clause(new), Repairs()
    if len(went) >= len(came):
        mended = _mend(a, b)
        if mended:
            reading, mends = mended
            repairs = Repairs(
                came,
                went,
                tuple(s for m in mends for s in m.broken),
                tuple(s for m in mends for s in m.sound),
            )
            return view_clause(old, reading), view_clause(new), repairs
    else:
        mended = _mend(b, a)
        if mended:
            reading, mends = mended
            repairs = Repairs(
                came,
                went,
                tuple(s for m in mends for s in m.sound),
                tuple(s for m in mends for s in m.broken),
            )
            return view_clause(old), view_clause(new, reading), repairs
    return view_clause(old), view_clause(new), Repairs(came, went)


def find_fault_events(ledger: Ledger, repairs: Repairs) -> None:
    """Add the syntax events, and claim the delimiters they are about."""
    spans_old, spans_new = list(repairs.spans_old), list(repairs.spans_new)
    faults = [("syntax.repaired", f) for f in repairs.repaired]
    faults += [("syntax.broken", f) for f in repairs.broken]
    for number, (kind, fault) in enumerate(faults):
        event = Event(
            kind=kind,
            clause=ledger.new.label,
            clause_old=ledger.old.label,
            code=fault.code,
        )
        last = number == len(faults) - 1
        mine_old = [s for s in spans_old if last or s[0] == fault.start]
        mine_new = [s for s in spans_new if last or s[0] == fault.start]
        spans_old = [s for s in spans_old if s not in mine_old]
        spans_new = [s for s in spans_new if s not in mine_new]
        offset = fault.start if kind == "syntax.broken" else ledger.to_new_offset(fault.start)
        ledger.add(Found(event, mine_old, mine_new, at=max(offset, 1)))
    _keep_strays(ledger, set(repairs.spans_old), set(repairs.spans_new))


def _keep_strays(ledger: Ledger, claimed_old: set[Span], claimed_new: set[Span]) -> None:
    """Keep stray delimiters that stand in both, in order of their characters."""
    text_old, text_new = ledger.old.reading.text, ledger.new.reading.text
    rest = [s for s in ledger.new.strays if s not in claimed_new]
    for span in ledger.old.strays:
        if span in claimed_old:
            continue
        mate = next((s for s in rest if text_new[slice(*s)] == text_old[slice(*span)]), None)
        if mate is not None:
            rest.remove(mate)
            ledger.keep([span], [mate])


def _only(here: tuple[Fault, ...], there: tuple[Fault, ...]) -> tuple[Fault, ...]:
    rest = Counter(f.code for f in there)
    alone: list[Fault] = []
    for fault in here:
        if rest[fault.code]:
            rest[fault.code] -= 1
        else:
            alone.append(fault)
    return tuple(alone)


def _mend(broken: Reading, sound: Reading) -> tuple[Reading, tuple[Mend, ...]] | None:
    """Return the broken reading with the fewest delimiter edits that make its faults equal."""
    candidates = list(_candidates(broken, sound))[:_MOST]
    wanted = Counter(f.code for f in sound.faults)
    for size in range(1, min(len(candidates), 4) + 1):
        best: tuple[int, Reading, tuple[Mend, ...]] | None = None
        for chosen in combinations(candidates, size):
            reading = _with(broken, chosen)
            if Counter(f.code for f in reading.faults) != wanted:
                continue
            score = _likeness(reading, sound)
            if best is None or score > best[0]:
                best = (score, reading, chosen)
        if best:
            return best[1], best[2]
    return None


def _candidates(broken: Reading, sound: Reading) -> Iterator[Mend]:
    a = [t for t in enumerate(broken.tokens) if t[1].kind is not Kind.SPACE]
    b = [t for t in enumerate(sound.tokens) if t[1].kind is not Kind.SPACE]
    keys_a = [_key(broken, t) for _, t in a]
    keys_b = [_key(sound, t) for _, t in b]
    matcher = SequenceMatcher(None, keys_a, keys_b, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            continue
        gone = [a[i] for i in range(i1, i2) if a[i][1].kind in _DELIMITERS]
        come = [b[j] for j in range(j1, j2) if b[j][1].kind in _DELIMITERS]
        at = a[i1][0] if i1 < len(a) else len(broken.tokens)
        if len(gone) == len(come) == 1:
            yield _mend_of(broken, sound, gone[0], come[0], at)
            continue
        for token in gone:
            yield _mend_of(broken, sound, token, None, at)
        after = a[i2][0] if i2 < len(a) else len(broken.tokens)
        for token in come:
            yield _mend_of(broken, sound, None, token, after if gone else at)


def _mend_of(
    broken: Reading,
    sound: Reading,
    gone: tuple[int, Token] | None,
    come: tuple[int, Token] | None,
    at: int,
) -> Mend:
    return Mend(
        at=gone[0] if gone else at,
        cut=1 if gone else 0,
        put=sound.word(come[1]) if come else "",
        broken=((gone[1].start, gone[1].end),) if gone else (),
        sound=((come[1].start, come[1].end),) if come else (),
    )


_DELIMITERS = (Kind.OPEN, Kind.CLOSE, Kind.STRAY)


def _key(reading: Reading, token: Token) -> str:
    if token.kind is Kind.BRACE:
        return "{"
    return reading.word(token)


def _with(broken: Reading, mends: tuple[Mend, ...]) -> Reading:
    """Return the reading with delimiters cut and put; what is put has no width."""
    tokens: list[Token] = []
    by_place = {m.at: [n for n in mends if n.at == m.at] for m in mends}
    stamp = [t for t in broken.tokens if t.kind is Kind.STAMP]
    end = stamp[0].start if stamp else len(broken.text)
    for index in range(len(broken.tokens) + 1):
        here = by_place.get(index, [])
        at = broken.tokens[index].start if index < len(broken.tokens) else end
        for mend in here:
            if mend.put:
                kind = Kind.OPEN if mend.put == "[" else Kind.CLOSE
                tokens.append(Token(kind, at, at))
        if index < len(broken.tokens) and not any(m.cut for m in here):
            tokens.append(broken.tokens[index])
    return replace(read_tokens(broken.text, tokens), stamp=broken.stamp)


def _likeness(one: Reading, other: Reading) -> int:
    """Count brackets of two readings that hold as many words."""
    sizes = Counter(_sizes(other))
    return sum((Counter(_sizes(one)) & sizes).values())


def _sizes(reading: Reading) -> Iterator[tuple[int, int]]:
    before = 0
    counts: list[int] = []
    for token in reading.tokens:
        counts.append(before)
        before += token.kind in (Kind.WORD, Kind.PUNCT)
    for bracket in reading.brackets:
        close = before if bracket.close is None else counts[bracket.close]
        yield counts[bracket.open], close
