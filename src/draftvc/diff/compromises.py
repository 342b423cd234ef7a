"""Several brackets that gave way to one: a compromise, inferred and marked so.

`[all stairs] {USA+} [every landing] {RUS+}` that becomes `[moorings in use] {EU+}`: nobody lost
two wordings and gained a third; the third was put in place of both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from draftvc.diff.ledger import Found, Ledger

_JOINTS = frozenset(("/", ",", ";", "or", "and"))
"""Words that can stand between two rival wordings."""


def group_compromises(ledger: Ledger) -> None:
    """Give one group to the brackets that went and the one that came in their place."""
    gone = _by_address(ledger, "bracket.dropped", old=True)
    come = _by_address(ledger, "bracket.added", old=False)
    if len(gone) < 2 or not come:
        return
    for run in _runs(ledger, gone):
        heirs = [b for b in come if _takes_place(ledger, run, b)]
        if len(heirs) == 1:
            _group(ledger, [gone[a] for a in run], come[heirs[0]])


def _by_address(ledger: Ledger, kind: str, *, old: bool) -> dict[int, Found]:
    """Return the events of a kind by the index of their bracket."""
    view = ledger.old if old else ledger.new
    told = {
        (f.event.bracket_old if old else f.event.bracket): f
        for f in ledger.found
        if f.event.kind == kind
    }
    if not told:
        return {}
    return {
        extent.number: told[address]
        for extent in view.spans
        if (address := view.address(extent.number)) in told
    }


def _runs(ledger: Ledger, gone: Mapping[int, Found]) -> Iterator[tuple[int, ...]]:
    """Yield two or more brackets that went and stood side by side."""
    spans, run = ledger.old.spans, list[int]()
    for index in sorted(gone):
        if run and _is_beside(ledger, run[-1], index):
            run.append(index)
            continue
        if len(run) > 1:
            yield tuple(run)
        run = [index] if spans[index].marks else []
    if len(run) > 1:
        yield tuple(run)


def _is_beside(ledger: Ledger, left: int, right: int) -> bool:
    x, y = ledger.old.spans[left], ledger.old.spans[right]
    between = ledger.old.words[x.last : y.first]
    return x.parent == y.parent and all(word.text.casefold() in _JOINTS for word in between)


def _takes_place(ledger: Ledger, run: Sequence[int], bracket: int) -> bool:
    """Tell whether a bracket that came stands exactly where others stood."""
    m, there = ledger.matching, ledger.new.spans[bracket]
    first, last = ledger.old.spans[run[0]].first, ledger.old.spans[run[-1]].last
    before = m.to_new[first - 1] if first else -1
    after = m.to_new[last] if last < len(m.to_new) else len(m.to_old)
    if (before < 0 and first) or after < 0 or (before + 1, after) != (there.first, there.last):
        return False
    return all(mate < 0 or there.first <= mate < there.last for mate in m.to_new[first:last])


def _group(ledger: Ledger, gone: Sequence[Found], come: Found) -> None:
    name = f"{gone[0].event.bracket_old}>{come.event.bracket}"
    words = " ".join(found.event.text or "" for found in gone)
    come.event = come.event._replace(group=name, replaces=words)
    for found in gone:
        found.event = found.event._replace(group=name, replaces=None)
