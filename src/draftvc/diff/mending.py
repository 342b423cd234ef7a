"""A broken side read as if its delimiters stood as on the sound one.

The fewest delimiter edits that take the faults away are found among those in which the two texts
differ: what no other text confirms is no repair.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from draftvc.diff.matcher import opcodes
from draftvc.diff.pieces import Span
from draftvc.notation.groups import read_inside
from draftvc.notation.model import Brace, Fault, Kind, Reading, Token
from draftvc.notation.tokens import scan

_MOST = 10
"""Delimiter edits tried together: of more than this, those nearest to the faults."""
_TOGETHER = 4
"""Delimiter edits that one mending makes at most."""
_DELIMITERS = (Kind.OPEN, Kind.CLOSE, Kind.STRAY)
_AFTER_ENTRIES = " \n,;"
_SEPARATORS = re.compile(r"[\s,;]+")

Read = Callable[[Sequence[Token]], Reading]
"""Reads the nesting of tokens of one side."""


class Mend(NamedTuple):
    """One delimiter edit that takes the broken side to the sound one."""

    at: int
    """Token index on the broken side."""
    cut: int
    """Tokens cut there."""
    put: tuple[Token, ...]
    """Tokens that stand there instead; a delimiter that is not in the text has no width."""
    broken: tuple[Span, ...]
    sound: tuple[Span, ...]
    """The tokens it is about, on each side."""


class Mended(NamedTuple):
    """A reading without some of its faults, and how it came about."""

    reading: Reading
    mends: tuple[Mend, ...]


def mend(broken: Reading, sound: Reading, faults: Sequence[Fault], read: Read) -> Mended | None:
    """Return the broken side read without `faults`; None where no edit confirms it."""
    wanted: Counter[str] = Counter(f.code for f in broken.faults)
    wanted.subtract(f.code for f in faults)
    return _mended(broken, sound, faults, read, (+wanted, _TOGETHER))


def mend_at_once(
    broken: Reading, sound: Reading, faults: Sequence[Fault], read: Read
) -> Mended | None:
    """Return one side read with the faults of the other, if one delimiter makes the difference.

    A lost delimiter can hide another fault: that one was not mended by its going.
    """
    wanted: Counter[str] = Counter(f.code for f in sound.faults)
    return _mended(broken, sound, faults, read, (wanted, 1))


def _mended(
    broken: Reading,
    sound: Reading,
    faults: Sequence[Fault],
    read: Read,
    aim: tuple[Counter[str], int],
) -> Mended | None:
    """Return the best mending to the faults that are wanted, of at most so many edits."""
    wanted, most = aim
    places = [fault.token for fault in faults]
    candidates = sorted(
        [*_brackets(broken, sound), *_braces(broken, sound, faults)],
        key=lambda each: min(abs(each.at - place) for place in places),
    )[:_MOST]
    for size in range(1, min(len(candidates), most) + 1):
        best: tuple[int, Mended] | None = None
        for chosen in combinations(candidates, size):
            reading = _with(broken, chosen, read)
            if reading is None or Counter(f.code for f in reading.faults) != wanted:
                continue
            score = _likeness(reading, sound)
            if best is None or score > best[0]:
                best = score, Mended(reading, chosen)
        if best:
            return best[1]
    return None


def _brackets(broken: Reading, sound: Reading) -> Iterator[Mend]:
    """Yield the brackets that were lost, that came from nowhere, or that are of a wrong kind."""
    a = [each for each in enumerate(broken.tokens) if each[1].kind is not Kind.SPACE]
    b = [each for each in enumerate(sound.tokens) if each[1].kind is not Kind.SPACE]
    keys_a = [_key(broken, token) for _, token in a]
    keys_b = [_key(sound, token) for _, token in b]
    for tag, i1, i2, j1, j2 in opcodes(keys_a, keys_b):
        if tag == "equal":
            continue
        gone = [a[i] for i in range(i1, i2) if a[i][1].kind in _DELIMITERS]
        come = [b[j][1] for j in range(j1, j2) if b[j][1].kind in _DELIMITERS]
        before = a[i1][0] if i1 < len(a) else len(broken.tokens)
        after = a[i2][0] if i2 < len(a) else len(broken.tokens)
        if len(gone) == len(come) == 1:
            yield _replaced(broken, gone[0][0], gone[0][1], come[0])
            continue
        for index, token in gone:
            yield Mend(index, 1, (), ((token.start, token.end),), ())
        for token in come:
            yield _put(broken, after if gone else before, token)


def _replaced(broken: Reading, index: int, token: Token, other: Token) -> Mend:
    kind = Kind.OPEN if other.kind is Kind.OPEN else Kind.CLOSE
    here, there = (token.start, token.end), (other.start, other.end)
    return Mend(index, 1, (Token(kind, token.start, token.start),), (here,), (there,))


def _put(broken: Reading, index: int, other: Token) -> Mend:
    kind = Kind.OPEN if other.kind is Kind.OPEN else Kind.CLOSE
    at = broken.tokens[index].start if index < len(broken.tokens) else _end(broken)
    return Mend(index, 0, (Token(kind, at, at),), (), ((other.start, other.end),))


def _end(reading: Reading) -> int:
    return reading.tokens[-1].end if reading.tokens else 0


def _key(reading: Reading, token: Token) -> str:
    return "{" if token.kind is Kind.BRACE else reading.text[token.start : token.end]


def _braces(broken: Reading, sound: Reading, faults: Sequence[Fault]) -> Iterator[Mend]:
    """Yield the groups that lost a brace, with what they hold on the sound side."""
    held = {
        _as_written(sound.text[token.start + 1 : token.end - 1])
        for token in sound.tokens
        if token.kind is Kind.BRACE and token.end - token.start > 2
    }
    for fault in faults:
        token = broken.tokens[fault.token]
        if fault.code == "E101" and token.kind is Kind.BRACE:
            written = broken.text[token.start : token.end].rstrip(_AFTER_ENTRIES)
            yield from _regrouped(broken, token.start, token.start + len(written))
        elif fault.code == "E101" and fault.delimiter == "{":
            after = fault.start + 1
            matches = (each.match(broken.text, after) for each in held)
            ends = [found.end("held") for found in matches if found]
            if ends:
                yield from _regrouped(broken, fault.start, max(ends))
        elif fault.delimiter == "}":
            starts = [at for each in held if (at := _start_of(each, broken.text, fault.start)) >= 0]
            if starts:
                yield from _regrouped(broken, min(starts), fault.end)


def _as_written(inside: str) -> re.Pattern[str]:
    """Return a pattern of what a group holds, however its entries are parted."""
    entries = [re.escape(each) for each in _SEPARATORS.split(inside) if each]
    return re.compile(rf"(?P<held>{_SEPARATORS.pattern.join(entries)})[\s,;]*")


def _start_of(held: re.Pattern[str], text: str, end: int) -> int:
    """Return where what a group holds begins, if it ends at a place; -1 if it does not."""
    first = max(end - len(held.pattern) - 1, 0)
    ends = (found.start() for found in held.finditer(text, first, end) if found.end() == end)
    return next(ends, -1)


def _regrouped(broken: Reading, start: int, end: int) -> Iterator[Mend]:
    """Yield the mend that reads the text from `start` to `end` as one group."""
    inside = [i for i, t in enumerate(broken.tokens) if t.start < end and t.end > start]
    if not inside or broken.tokens[inside[0]].start != start:
        return
    last = broken.tokens[inside[-1]].end
    rest = tuple(scan(broken.text, end, last))
    yield Mend(inside[0], len(inside), (Token(Kind.BRACE, start, end), *rest), (), ())


def _with(broken: Reading, mends: Sequence[Mend], read: Read) -> Reading | None:
    """Return the reading with mends made; None where two are about the same tokens."""
    tokens: list[Token] = []
    at = 0
    for each in sorted(mends, key=lambda each: (each.at, each.cut)):
        if each.at < at:
            return None
        tokens += broken.tokens[at : each.at]
        tokens += each.put
        at = each.at + each.cut
    tokens += broken.tokens[at:]
    reading = read(tokens)
    braces = tuple(_read_again(reading.text, brace) for brace in reading.braces)
    unclosed = {mend.put[0].start for mend in mends if mend.put and mend.put[0].kind is Kind.BRACE}
    faults = tuple(f for f in reading.faults if f.start not in unclosed)
    return reading._replace(braces=braces, faults=faults)


def _read_again(text: str, brace: Brace) -> Brace:
    """Read a group whose opening brace is lost."""
    if text.startswith("{", brace.start):
        return brace
    inside = read_inside(text[brace.start : brace.end].removesuffix("}"))
    return brace._replace(
        kind=inside.kind,
        positions=inside.positions,
        party=inside.party,
        text=inside.text,
    )


def _likeness(one: Reading, other: Reading) -> int:
    """Count brackets of two readings that hold the same words, and groups that say the same."""
    brackets = Counter(_held(one)) & Counter(_held(other))
    return (brackets + (Counter(_said(one)) & Counter(_said(other)))).total()


def _said(reading: Reading) -> Iterator[tuple[str, ...]]:
    """Yield what each group says."""
    for brace in reading.braces:
        raws = (position.raw for position in brace.positions)
        yield ("{", brace.kind, brace.party or "", brace.text, *raws)


def _held(reading: Reading) -> Iterator[tuple[str, ...]]:
    """Yield the words of each bracket."""
    words = [
        (index, reading.text[start:end])
        for index, (kind, start, end) in enumerate(reading.tokens)
        if kind <= Kind.PUNCT and kind != Kind.SPACE
    ]
    places = [index for index, _ in words]
    for bracket in reading.brackets:
        close = len(reading.tokens) if bracket.close is None else bracket.close
        first, last = bisect_left(places, bracket.open), bisect_left(places, close)
        yield tuple(word for _, word in words[first:last])
