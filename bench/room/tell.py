"""What a delegate would report of one clause (or of clauses that were parted or joined)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from room.changes import Run, Step, changed_words, text_runs
from room.model import FAULT_CODES, Clause, ClauseGroup
from room.pairs import Pair
from room.sides import Unclear, lay_out
from room.tell_brackets import bracket_events, group_substitutions
from room.tell_positions import all_positions
from room.told import Told


def told_of(pair: Pair) -> list[Told]:
    """The events of a pair; positions that moved are told as withdrawn and added.

    Raises:
        Unclear: two readings could be defended.
    """
    told: list[Told] = []
    filled = list(_placeholders(pair, told))
    row = [step for at, step in enumerate(pair.row) if at not in filled]
    told += _text(pair, text_runs(row))
    told += bracket_events(pair)
    told += all_positions(pair)
    told += _notes(pair)
    if any(one.bracket in pair.faults for one in told):
        raise Unclear("a bracket broken or mended and changed too")
    told += _faults(pair)
    group_substitutions(pair, told)
    if len(pair.new.clauses) > 1:  # what is gone stood in no one part
        for one in told:
            one.aside |= pair.new.entries.keys()
    return told


# -------------------------------------------------------------------------------------------- text


def _text(pair: Pair, runs: list[Run]) -> Iterator[Told]:
    agreed = {clause.uid: clause.stamp is not None for clause in pair.old.clauses}
    light: dict[int, list[Run]] = {}
    for run in runs:
        clause = pair.clause_of(run.clause)
        if run.editorial:
            light.setdefault(clause, []).append(run)
            continue
        told = Told("text.edited", clause, concerns=run.words)
        told.fields = {"before": run.before, "after": run.after, "class": "substantive"}
        told.fields["agreed"] = agreed.get(clause, False)
        yield told
    for clause, ends in _ends(pair).items():
        if any(not run.editorial and _is_last(pair, run) for run in runs):
            raise Unclear("the last words and the mark after them")
        light.setdefault(clause, []).append(Run(*ends, True, clause, frozenset({clause})))
    for clause, several in light.items():
        words = frozenset(uid for run in several for uid in run.words)
        told = Told("text.edited", clause, concerns=words)
        told.fields = {"class": "editorial", "agreed": agreed.get(clause, False)}
        if len(several) == 1:
            told.fields |= {"before": several[0].before, "after": several[0].after}
        yield told


def _ends(pair: Pair) -> dict[int, tuple[str, str]]:
    """The clauses whose last mark is another one."""
    one, other = pair.old.clauses[-1], pair.new.clauses[-1]
    if one.end == other.end:
        return {}
    if len(pair.old.clauses) > 1 or len(pair.new.clauses) > 1:
        raise Unclear("the last mark of clauses that were parted or joined")
    if one.enclosed or other.enclosed or one.span or other.span:
        raise Unclear("the last mark inside a bracket")
    return {other.uid: (one.end, other.end)}


def _is_last(pair: Pair, run: Run) -> bool:
    """Whether a run stands among the last words of its clause."""
    last = [step for step in pair.row if (step.old or step.new)][-6:]
    return any(step.changed and not step.told and step.owner is None for step in last) and bool(run)


# ------------------------------------------------------------------------------ notes, placeholders


def _notes(pair: Pair) -> Iterator[Told]:
    kept = pair.old.braces.keys() & pair.new.braces.keys()
    went = {
        (b.kind, b.text, b.party) for uid, (b, _, _) in pair.old.braces.items() if uid not in kept
    }
    came = {
        (b.kind, b.text, b.party) for uid, (b, _, _) in pair.new.braces.items() if uid not in kept
    }
    if went & came:
        raise Unclear("a brace went and its like came")
    for side, kind in ((pair.old, "note.removed"), (pair.new, "note.added")):
        for uid, (brace, clause, _) in side.braces.items():
            if uid not in kept and brace.kind == "note":
                fields = {"party": brace.party, "text": brace.text}
                yield Told(kind, pair.clause_of(clause), fields=dict(fields))


def _placeholders(pair: Pair, told: list[Told]) -> Iterator[int]:
    """Tell what became of placeholders; gives the places of the words that filled them."""
    kept = pair.old.braces.keys() & pair.new.braces.keys()
    places = {step.old.uid: at for at, step in enumerate(pair.row) if step.old}
    places |= {step.new.uid: at for at, step in enumerate(pair.row) if step.new}
    for side, came in ((pair.old, False), (pair.new, True)):
        for uid, (brace, clause, _) in side.braces.items():
            if uid in kept or brace.kind != "placeholder":
                continue
            gap = _gap(pair.row, places[-uid])
            words = [at for at in gap if pair.row[at].changed]
            inserted = [at for at in words if pair.row[at].old is None]
            clause = pair.clause_of(clause)
            if came:
                if words:
                    raise Unclear("words changed where a placeholder came")
                told.append(Told("placeholder.added", clause, fields={"text": brace.text}))
            elif not words:
                told.append(Told("placeholder.removed", clause, fields={"text": brace.text}))
            elif words == inserted == list(range(words[0], words[-1] + 1)):
                _refuse_told(pair.row, words, gap)
                after = " ".join(pair.row[at].new.text for at in words)  # type: ignore[union-attr]
                fields = {"text": brace.text, "after": after}
                filled = Told("placeholder.filled", clause, fields=dict(fields))
                filled.concerns = changed_words([pair.row[at] for at in words])
                told.append(filled)
                yield from words
            else:
                raise Unclear("words changed beside a placeholder that went")


def _gap(row: list[Step], at: int) -> range:
    """The places around one that no word stands in between on both sides."""

    def anchors(step: Step) -> bool:
        return step.old is not None and step.new is not None and bool(step.new.text)

    first = last = at
    while first and not anchors(row[first - 1]):
        first -= 1
    while last + 1 < len(row) and not anchors(row[last + 1]):
        last += 1
    return range(first, last + 1)


def _refuse_told(row: list[Step], words: list[int], gap: range) -> None:
    if any(row[at].told or row[at].owner is not None for at in words):
        raise Unclear("bracketed words where a placeholder stood")
    near = range(max(0, gap.start - 4), min(len(row), gap.stop + 4))
    if any(row[at].changed and at not in words for at in near):
        raise Unclear("words changed beside a placeholder that was filled")


# ------------------------------------------------------------------------------------------ faults


def _faults(pair: Pair) -> Iterator[Told]:
    for uid, (before, after) in pair.faults.items():
        if before and after:
            raise Unclear("one fault for another")
        clause = _home(uid, pair.new.clauses) or _home(uid, pair.old.clauses)
        if clause is None or _home(uid, pair.old.clauses) is None:
            raise Unclear("a broken bracket came or went")
        kind = "syntax.broken" if after else "syntax.repaired"
        yield Told(kind, clause, fields={"code": FAULT_CODES[after or before]})


def _home(uid: int, clauses: Sequence[Clause]) -> int | None:
    for clause in clauses:
        side = lay_out([clause])
        groups = {item.uid for item in clause.top() if isinstance(item, ClauseGroup)}
        if uid in side.seen or uid in groups:
            return clause.uid
    return None
