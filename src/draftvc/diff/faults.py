"""Delimiter faults that came or went, and both sides read as if they were sound.

What follows only from a lost or stray delimiter (pairing, extent, the owner of groups) is the
fault's, not the room's: a reserve after a stray `]` is not withdrawn when the `]` is mended.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from draftvc.diff.ledger import Found, Ledger
from draftvc.diff.matcher import opcodes
from draftvc.diff.mending import Mend, Mended, Read, mend, mend_at_once
from draftvc.diff.model import Event
from draftvc.diff.pieces import Span
from draftvc.notation.model import Fault, Kind, Reading

_TOLD = ("E101", "E102", "E103")
"""A bracket without words (W105) lacks no delimiter: the events of brackets tell of it."""


class Fix(NamedTuple):
    """One delimiter that came or went, with the fault that it made or mended."""

    fault: Fault
    old: tuple[Span, ...]
    new: tuple[Span, ...]


class Repairs(NamedTuple):
    """Faults that stand on one side only, each with the delimiters that explain it."""

    broken: tuple[Fix, ...] = ()
    repaired: tuple[Fix, ...] = ()

    def outside(self, old: Callable[[Span], bool], new: Callable[[Span], bool]) -> Repairs:
        """Return them without delimiters in clauses that came or went: these are told with those.

        Args:
            old: tells whether a delimiter of the old side stands in such a clause.
            new: the same of the new side.
        """
        return Repairs(
            *(
                tuple(
                    Fix(
                        fix.fault,
                        tuple(span for span in fix.old if not old(span)),
                        tuple(span for span in fix.new if not new(span)),
                    )
                    for fix in fixes
                )
                for fixes in self
            )
        )


def as_if_sound(
    old: Reading, new: Reading, read_old: Read, read_new: Read
) -> tuple[Reading, Reading, Repairs]:
    """Return both readings without the faults that stand on one side only."""
    went, came = _differing(old, new)
    a, b = old, new
    if went and came:
        if mended := mend_at_once(new, old, came, read_new):
            return a, mended.reading, Repairs(broken=_broken_by(came, mended))
        if mended := mend_at_once(old, new, went, read_old):
            return mended.reading, b, Repairs(repaired=_repaired_by(went, mended))
    repaired = tuple(Fix(fault, (), ()) for fault in went)
    broken = tuple(Fix(fault, (), ()) for fault in came)
    if _need_mending(went) and (mended := mend(old, new, went, read_old)):
        a = mended.reading
        repaired = _repaired_by(went, mended)
    if _need_mending(came) and (mended := mend(new, old, came, read_new)):
        b = mended.reading
        broken = _broken_by(came, mended)
    return a, b, Repairs(broken, repaired)


def _repaired_by(faults: Sequence[Fault], mended: Mended) -> tuple[Fix, ...]:
    return tuple(Fix(f, each.broken, each.sound) for f, each in _explained(faults, mended))


def _broken_by(faults: Sequence[Fault], mended: Mended) -> tuple[Fix, ...]:
    return tuple(Fix(f, each.sound, each.broken) for f, each in _explained(faults, mended))


def _need_mending(faults: Sequence[Fault]) -> bool:
    """Tell whether faults change what is paired: a bracket that `}` closes is closed."""
    return any(fault.code != "E103" or fault.delimiter != "}" for fault in faults)


def find_fault_events(ledger: Ledger, repairs: Repairs) -> None:
    """Add the syntax events, and claim the delimiters they are about."""
    for fix in repairs.repaired:
        _add(ledger, fix, "syntax.repaired")
    for fix in repairs.broken:
        _add(ledger, fix, "syntax.broken")
    _keep_strays(ledger)


def _add(ledger: Ledger, fix: Fix, kind: str) -> None:
    start = fix.fault.start
    if kind == "syntax.broken":
        (clause, clause_old), at = ledger.labels(new=start), (start, -1)
    else:
        (clause, clause_old), at = ledger.labels(old=start), (ledger.to_new_offset(start), start)
    event = Event(kind=kind, clause=clause, clause_old=clause_old, code=fix.fault.code)
    ledger.add(Found(event, list(fix.old), list(fix.new), at))


def _keep_strays(ledger: Ledger) -> None:
    """Keep stray delimiters that stand in both, in order of their characters."""
    rest = [s for s in ledger.new.strays if s not in ledger.claimed_new]
    for span in ledger.old.strays:
        if span in ledger.claimed_old:
            continue
        character = ledger.old.text[slice(*span)]
        mate = next((s for s in rest if ledger.new.text[slice(*s)] == character), None)
        if mate is not None:
            rest.remove(mate)
            ledger.keep(span, mate)


def _differing(old: Reading, new: Reading) -> tuple[list[Fault], list[Fault]]:
    """Return the faults of each side that do not stand on the other, by what stands there."""
    went = [fault for fault in old.faults if fault.code in _TOLD]
    came = [fault for fault in new.faults if fault.code in _TOLD]
    if not (went and came):
        return went, came
    mates = _same_tokens(old, new)
    _cancel(went, came, lambda a, b: mates.get(a.token) == b.token)
    _cancel(went, came, lambda a, b: bool(_beside(old, a) & _beside(new, b)))
    return went, came


def _cancel(went: list[Fault], came: list[Fault], same: Callable[[Fault, Fault], bool]) -> None:
    """Take out the faults of one code that are the same one on both sides."""
    for fault in list(went):
        mate = next((f for f in came if f.code == fault.code and same(fault, f)), None)
        if mate is not None:
            went.remove(fault)
            came.remove(mate)


def _beside(reading: Reading, fault: Fault) -> set[tuple[str, str]]:
    """Return what stands before and after a delimiter, where it says something."""
    found: set[tuple[str, str]] = set()
    for side, chosen in (
        ("before", reversed(reading.tokens[: fault.token])),
        ("after", iter(reading.tokens[fault.token + 1 :])),
    ):
        token = next((token for token in chosen if token.kind is not Kind.SPACE), None)
        if token is not None and token.kind in (Kind.WORD, Kind.BRACE):
            found.add((side, reading.text[token.start : token.end]))
    return found


def _same_tokens(old: Reading, new: Reading) -> dict[int, int]:
    a = [i for i, token in enumerate(old.tokens) if token.kind is not Kind.SPACE]
    b = [j for j, token in enumerate(new.tokens) if token.kind is not Kind.SPACE]
    keys_a, keys_b = ([_key(side, i) for i in chosen] for side, chosen in ((old, a), (new, b)))
    return {
        a[i1 + step]: b[j1 + step]
        for tag, i1, i2, j1, _ in opcodes(keys_a, keys_b)
        if tag == "equal"
        for step in range(i2 - i1)
    }


def _key(reading: Reading, index: int) -> str:
    token = reading.tokens[index]
    return reading.text[token.start : token.end]


def _explained(faults: Sequence[Fault], mended: Mended) -> list[tuple[Fault, Mend]]:
    """Pair each mend with its fault: the one at its own delimiter, else one that went with it.

    One delimiter is one event, however many faults hung on it.
    """
    rest, mends = list(faults), list(mended.mends)
    found: list[tuple[Fault, Mend]] = []
    for each in list(mends):
        own = next((f for f in rest if each.cut and each.at <= f.token < each.at + each.cut), None)
        if own is not None:
            rest.remove(own)
            mends.remove(each)
            found.append((own, each))
    for each in mends:
        found.append((rest.pop(0) if rest else found[-1][0], each))
    return sorted(found, key=lambda pair: pair[0].start)
