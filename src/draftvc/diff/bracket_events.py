"""Events of brackets: what came, was accepted, went, changed or was redrawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from draftvc.diff.fates import Fates, is_inside, new_owner, old_owner
from draftvc.diff.ledger import Found, Ledger
from draftvc.diff.model import Event, Origin
from draftvc.diff.pieces import Span
from draftvc.diff.setting import class_in_bracket
from draftvc.diff.view import View
from draftvc.notation.model import Position


def find_bracket_events(ledger: Ledger, fates: Fates) -> None:
    """Add the events of brackets to the ledger, and keep what stands in both."""
    for index in sorted(fates.lifted):
        _add_lifted(ledger, index)
    gone, come = _words_of_dropped(ledger, fates), _words_of_added(ledger, fates)
    for index in sorted(fates.dropped - fates.swept):
        _add_dropped(ledger, fates, index, gone.get(index, []))
    for index in sorted(fates.added - fates.carried):
        _add_come(ledger, fates, index, come.get(index, []))
    for a, b in sorted(ledger.matching.pairs.items()):
        _add_redrawn(ledger, a, b)
    for olds, b in ledger.matching.merged:
        _add_joined(ledger, olds, (b,), "bracket.merged")
    for a, news in ledger.matching.split:
        _add_joined(ledger, (a,), news, "bracket.split")
    _add_edited(ledger, fates)


def positions_of(view: View, bracket: int) -> tuple[Position, ...]:
    """Return the positions on a bracket."""
    return tuple(entry.position for entry in view.positions.get(bracket, ()))


def _belongings(view: View, bracket: int) -> list[Span]:
    """Return the spans that go with a bracket: its marks and the entries on it."""
    entries = view.positions.get(bracket, ())
    return [*view.spans[bracket].marks, *(entry.span for entry in entries)]


def _addresses(view: View, brackets: Sequence[int]) -> tuple[str, ...] | None:
    return tuple(view.address(each) for each in brackets) or None


def _words_of_dropped(ledger: Ledger, fates: Fates) -> dict[int, list[Span]]:
    """Return the words that went with each dropped bracket."""
    found: dict[int, list[Span]] = {}
    for index, word in enumerate(ledger.old.words):
        held = word.bracket is not None or word.glued
        if held and ledger.matching.to_new[index] < 0:
            what, bracket = old_owner(ledger, fates, index)
            if what == "dropped":
                found.setdefault(bracket, []).append((word.start, word.end))
    return found


def _words_of_added(ledger: Ledger, fates: Fates) -> dict[int, list[Span]]:
    """Return the words that came with each added bracket."""
    found: dict[int, list[Span]] = {}
    for index, word in enumerate(ledger.new.words):
        held = word.bracket is not None or word.glued
        if held and ledger.matching.to_old[index] < 0:
            what, bracket = new_owner(ledger, fates, index)
            if what == "added":
                found.setdefault(bracket, []).append((word.start, word.end))
    return found


def _add_lifted(ledger: Ledger, index: int) -> None:
    view, m = ledger.old, ledger.matching
    extent = view.spans[index]
    clause, clause_old = ledger.labels(old=extent.start)
    kept = next((m.to_new[i] for i in view.weight(index) if m.to_new[i] >= 0), -1)
    at = ledger.new.words[kept].start if kept >= 0 else ledger.to_new_offset(extent.start)
    event = Event(
        kind="bracket.lifted",
        clause=clause,
        clause_old=clause_old,
        bracket_old=view.address(index),
        text=view.bracket_name(index),
        positions=positions_of(view, index),
    )
    ledger.add(Found(event, old=_belongings(view, index), at=(at, extent.start)))


def _add_dropped(ledger: Ledger, fates: Fates, index: int, words: list[Span]) -> None:
    view = ledger.old
    spans = _belongings(view, index) + words
    inner = [s for s in sorted(fates.swept) if is_inside(view, s, index)]
    for each in inner:
        spans += _belongings(view, each)
    clause, clause_old = ledger.labels(old=view.spans[index].start)
    event = Event(
        kind="bracket.dropped",
        clause=clause,
        clause_old=clause_old,
        bracket_old=view.address(index),
        text=view.bracket_name(index),
        positions=positions_of(view, index),
        inner=_addresses(view, inner),
    )
    ledger.add(Found(event, old=spans))


def _add_come(ledger: Ledger, fates: Fates, index: int, words: list[Span]) -> None:
    view = ledger.new
    extent = view.spans[index]
    spans = _belongings(view, index) + words
    inner = [s for s in sorted(fates.carried) if is_inside(view, s, index)]
    for each in inner:
        spans += _belongings(view, each)
    clause, clause_old = ledger.labels(new=extent.start)
    event = Event(
        kind="bracket.added",
        clause=clause,
        clause_old=clause_old,
        bracket=view.address(index),
        text=view.bracket_name(index),
        positions=positions_of(view, index),
        origin=_origin(ledger, fates, index),
        inner=_addresses(view, inner),
    )
    ledger.add(Found(event, new=spans, at=(extent.start, -1)))


def _origin(ledger: Ledger, fates: Fates, index: int) -> Origin:
    there, respelt = ledger.matching.to_old, fates.respelt.new
    stood = [there[j] >= 0 or j in respelt for j in ledger.new.weight(index)]
    stood += [gap in ledger.kept_new for gap in ledger.new.gaps(index)]
    if ledger.new.holds_number_alone(index):
        return "existing"
    if not any(stood):
        return "new"
    return "existing" if all(stood) else "mixed"


def _add_redrawn(ledger: Ledger, a: int, b: int) -> None:
    """Keep the marks of a standing bracket, or tell that they were drawn elsewhere."""
    x, y = ledger.old.spans[a], ledger.new.spans[b]
    m = ledger.matching
    left = any(
        (j := m.to_new[i]) >= 0 and not y.first <= j < y.last for i in range(x.first, x.last)
    )
    joined = any(
        (i := m.to_old[j]) >= 0 and not x.first <= i < x.last for j in range(y.first, y.last)
    )
    numbered = _took_number(ledger, a, b)
    if not (left or joined):
        # A mark that came or went, or is another one, is a fault's: the others stand.
        for old in x.marks[numbered:]:
            new = next((n for n in y.marks[numbered:] if _same_mark(ledger, old, n)), None)
            if new and old not in ledger.claimed_old and new not in ledger.claimed_new:
                ledger.keep(old, new)
        if not numbered and _are_told(ledger, x.marks, y.marks):
            return
    ledger.add(
        redrawn(
            ledger,
            a,
            [mark for mark in x.marks if mark not in ledger.kept],
            [mark for mark in y.marks if mark not in ledger.kept_new],
        )
    )


def _took_number(ledger: Ledger, a: int, b: int) -> bool:
    """Tell whether a bracket of both sides holds the number on one of them only.

    Where the number is another one, its place does not tell by itself that the mark moved.
    """
    sides = ((ledger.old, a), (ledger.new, b))
    opens = all(view.text.startswith("[", view.spans[each].start) for view, each in sides)
    counts = all(view.part_at(view.spans[each].start) in view.markers for view, each in sides)
    holds_old, holds_new = (view.number_in(each) is not None for view, each in sides)
    return opens and counts and holds_old is not holds_new


def redrawn(ledger: Ledger, bracket: int, gone: list[Span], come: list[Span]) -> Found:
    """Return the event of a standing bracket whose marks stand elsewhere; an old index."""
    a, b = bracket, ledger.matching.pairs[bracket]
    x, y = ledger.old.spans[a], ledger.new.spans[b]
    clause, clause_old = ledger.labels(new=y.start, old=x.start)
    event = Event(
        kind="bracket.rescoped",
        clause=clause,
        clause_old=clause_old,
        bracket=ledger.new.address(b),
        bracket_old=ledger.old.address(a),
        before=ledger.old.written_text(a),
        after=ledger.new.written_text(b),
    )
    return Found(event, gone, come, at=(y.start, x.start))


def _same_mark(ledger: Ledger, old: Span, new: Span) -> bool:
    same = ledger.old.text[slice(*old)] == ledger.new.text[slice(*new)]
    return same and ledger.can_keep(old, new)


def _are_told(ledger: Ledger, olds: Sequence[Span], news: Sequence[Span]) -> bool:
    """Tell whether marks that are left over are explained, or a fault can explain them."""
    # Looked up one by one: a clause of very many brackets asks this of each.
    told_old = (ledger.kept, ledger.claimed_old, ledger.carried[0])
    told_new = (ledger.kept_new, ledger.claimed_new, ledger.carried[1])
    if all(any(mark in told for told in told_old) for mark in olds) and all(
        any(mark in told for told in told_new) for mark in news
    ):
        return True
    return any(found.event.kind.startswith("syntax.") for found in ledger.found)


def _add_joined(ledger: Ledger, olds: tuple[int, ...], news: tuple[int, ...], kind: str) -> None:
    one = kind == "bracket.merged"
    x, y = ledger.old.spans[olds[0]], ledger.new.spans[news[0]]
    clause, clause_old = ledger.labels(new=y.start, old=x.start)
    event = Event(
        kind=kind,
        clause=clause,
        clause_old=clause_old,
        bracket=ledger.new.address(news[0]),
        bracket_old=ledger.old.address(olds[0]),
        text=ledger.new.bracket_text(news[0]) if one else ledger.old.bracket_text(olds[0]),
        was=_addresses(ledger.old, olds),
    )
    ledger.add(
        Found(
            event,
            old=[mark for a in olds for mark in ledger.old.spans[a].marks],
            new=[mark for b in news for mark in ledger.new.spans[b].marks],
            at=(y.start, x.start),
        )
    )


def _add_edited(ledger: Ledger, fates: Fates) -> None:
    """Gather the words that changed inside brackets that stand in both."""
    m = ledger.matching
    groups: list[tuple[tuple[int, ...], tuple[int, ...]]]
    groups = [((a,), (b,)) for a, b in m.pairs.items()]
    groups += [(olds, (b,)) for olds, b in m.merged] + [((a,), news) for a, news in m.split]
    of_old = {a: group for group in groups for a in group[0]}
    of_new = {b: group for group in groups for b in group[1]}
    found: dict[tuple[tuple[int, ...], tuple[int, ...]], tuple[list[int], list[int]]] = {}
    came = frozenset(b for b in fates.added if _origin(ledger, fates, b) == "new")
    for index, word in enumerate(ledger.old.words):
        told = (word.start, word.end) in ledger.claimed_old
        if word.bracket is not None and m.to_new[index] < 0 and not told:
            what, bracket = old_owner(ledger, fates, index)
            if what == "standing":
                found.setdefault(of_old[bracket], ([], []))[0].append(index)
    for index, word in enumerate(ledger.new.words):
        told = (word.start, word.end) in ledger.claimed_new
        if word.bracket is not None and m.to_old[index] < 0 and not told:
            what, bracket = new_owner(ledger, fates, index)
            if what == "standing":
                found.setdefault(of_new[bracket], ([], []))[1].append(index)
    for (olds, news), (gone, come) in sorted(found.items()):
        x, y = ledger.old.spans[olds[0]], ledger.new.spans[news[0]]
        before = " ".join(_own_text(ledger.old, a, fates.dropped) for a in olds)
        after = " ".join(_own_text(ledger.new, b, came) for b in news)
        clause, clause_old = ledger.labels(new=y.start, old=x.start)
        event = Event(
            kind="bracket.edited",
            clause=clause,
            clause_old=clause_old,
            bracket=ledger.new.address(news[0]),
            bracket_old=ledger.old.address(olds[0]),
            before=before,
            after=after,
            # Words that came or went with an inner bracket are no edit of this one.
            class_=class_in_bracket(ledger.old, gone, ledger.new, come),
        )
        spans = _spans(ledger.old, gone), _spans(ledger.new, come)
        ledger.add(Found(event, *spans, at=(y.start, x.start)))


def _own_text(view: View, bracket: int, told: frozenset[int]) -> str:
    """Return the words of a bracket without those of inner ones that are told by themselves."""
    span = view.spans[bracket]
    own = [
        index
        for index in range(span.first, span.last)
        if told.isdisjoint(_inside(view, view.words[index].bracket, bracket))
    ]
    return view.phrase_of(own)


def _inside(view: View, inner: int | None, outer: int) -> Iterator[int]:
    """Yield a bracket and those around it, as far as they stand inside another."""
    while inner is not None and inner != outer:
        yield inner
        inner = view.spans[inner].parent


def _spans(view: View, words: Sequence[int]) -> list[Span]:
    return [(view.words[index].start, view.words[index].end) for index in words]
