"""Words that bracket marks part: `[t][T]argets` is matched as `targets` and as `Targets`.

So is `[governments/] officials` as `governments/officials`: white space at a bracket mark is
layout.

Law: cutting changes no character; the pieces of a word stand where it stood. Source:
docs/json.md.
"""

from __future__ import annotations

from collections.abc import Iterator

from draftvc.diff.pieces import Extent, Word
from draftvc.diff.view import View

_MOST_PIECES = 6
_JOINTS = frozenset("/-‐‑")
"""Marks that join two words to one, where nothing parts them."""
_BRACKETS = frozenset("[]")


def split_parted_words(old: View, new: View) -> tuple[View, View]:
    """Return both views with words cut where the other side has them parted by marks."""
    readings: dict[str, tuple[str, ...]] = {}
    for view in (old, new):
        if any(word.glued for word in view.words):
            for run in _glued_runs(view):
                _read_run(view, run, readings)
        for run in _joint_runs(view):
            _read_joints(run, readings)
    if not readings:
        return old, new
    return _cut(old, readings), _cut(new, readings)


def _glued_runs(view: View) -> Iterator[list[Word]]:
    run: list[Word] = []
    for word in view.words:
        if run and not word.glued:
            if len(run) > 1:
                yield run
            run = []
        run.append(word)
    if len(run) > 1:
        yield run


def _joint_runs(view: View) -> Iterator[list[Word]]:
    """Yield words with a slash or hyphen between each two, of which bracket marks part some."""
    words, done = view.words, 0
    for first in (at for at, word in enumerate(words) if word.text in _JOINTS):
        if not 0 < first < len(words) - 1 or first < done:
            continue
        run, is_parted, at = [words[first - 1]], False, first
        while at + 1 < len(words) and words[at].text in _JOINTS:
            gaps = [view.text[words[n].end : words[n + 1].start] for n in (at - 1, at)]
            if not all(not gap or _BRACKETS & set(gap) for gap in gaps):
                break
            is_parted |= any(gaps)
            run += words[at : at + 2]
            at += 2
        done = at
        if is_parted:
            yield run


def _read_joints(run: list[Word], readings: dict[str, tuple[str, ...]]) -> None:
    """Note the words that words with marks between can be read as, each with its pieces."""
    if len(run) > _MOST_PIECES + 1:
        return
    for start in range(0, len(run), 2):
        for end in range(start + 3, len(run) + 1, 2):
            some = tuple(piece.text for piece in run[start:end])
            if all(piece[0].isalnum() for piece in some[::2]):
                readings.setdefault("".join(some), some)


def _read_run(view: View, run: list[Word], readings: dict[str, tuple[str, ...]]) -> None:
    """Note the words that a parted word can be read as, each with its pieces."""
    if len(run) > _MOST_PIECES:
        return
    for size in range(2, len(run) + 1):
        for start in range(len(run) - size + 1):
            some = tuple(piece.text for piece in run[start : start + size])
            readings.setdefault("".join(some), some)
    around = {view.spans[piece.bracket].parent for piece in run if piece.bracket is not None}
    plain = [piece for piece in run if piece.bracket in around]
    tail = tuple(piece.text for piece in plain)
    for piece in run:
        if plain and piece.bracket not in around:
            word = (piece.text, *tail) if piece.start < plain[0].start else (*tail, piece.text)
            readings.setdefault("".join(word), word)


def _cut(view: View, readings: dict[str, tuple[str, ...]]) -> View:
    words: list[Word] = []
    shift: list[int] = []
    for word in view.words:
        shift.append(len(words))
        at, glued = word.start, word.glued
        for piece in readings.get(word.text, (word.text,)):
            words.append(Word(piece, at, at + len(piece), word.bracket, glued))
            at, glued = at + len(piece), True
    if len(words) == len(view.words):
        return view
    shift.append(len(words))
    spans = tuple(
        Extent(s.number, shift[s.first], shift[s.last], s.parent, s.depth, s.marks, s.start)
        for s in view.spans
    )
    return view._replace(words=tuple(words), spans=spans)
