"""Sentences of positions: who stands where, and how that changed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from draftvc.diff.model import Event
from draftvc.diff.wording import same_wording
from draftvc.notation.groups import read_inside
from draftvc.notation.model import Position
from draftvc.report.say.context import Context
from draftvc.report.say.stances import NAMED, STANCES, stance_of
from draftvc.report.say.words import (
    contrast,
    counted,
    is_plural,
    listed,
    name,
    noun,
    number,
    of,
    often,
    one_line,
    possessive,
    quoted,
)

FEW = 4
"""Parties that a clause about positions names; of more it gives the number."""


_ABOUT = {"support": " for", "oppose": " to", "delete": "", "propose": " of"}
"""What stands between a stance and what it is about, where this is not `on`."""
_PLURAL = (
    ("withdraws ", "withdraw "),
    ("enters ", "enter "),
    ("supports ", "support "),
    ("opposes ", "oppose "),
    ("proposes ", "propose "),
    ("asks ", "ask "),
    ("adds ", "add "),
    ("takes ", "take "),
    ("moves ", "move "),
    ("is ", "are "),
)


def added(event: Event, context: Context) -> str:
    """`KEN now supports “and forecasts”`."""
    return entered([event], context)


def entered(events: Sequence[Event], context: Context) -> str:
    """Say one stance of some parties on some brackets that is new, for one reason."""
    stance = stance_of(_stance(events[0], new=True))
    return _many(events, stance.enters, context) + reason(events[0])


def withdrawn(event: Event, context: Context) -> str:
    """`RUS withdraws its reserve on “the right to privacy”`."""
    return left([event], context)


def left(events: Sequence[Event], context: Context) -> str:
    """Say one stance of some parties on some brackets that is given up.

    What was said of an alternative that becomes the text falls away: nobody spoke on the text.
    """
    if all(_is_on_adopted(event) for event in events):
        parties, stance = _parties(events), stance_of(events[0].stance)
        noun, falls = (stance.many, "fall") if len(parties) > 1 else (stance.noun, "falls")
        joint = _ABOUT.get(events[0].stance or "", " on")
        whose = listed(map(possessive, parties))
        return f"{whose} {noun}{joint} the alternative {falls} away"
    return _many(events, stance_of(_stance(events[0], new=False)).leaves, context)


def _stance(event: Event, *, new: bool) -> str | None:
    """Return the stance of an event on one side; of a party that is named alone, that it is."""
    changed = event.kind == "position.changed"
    stance = (event.to if new else event.from_) if changed else event.stance
    written = (event.after if new else event.before) if changed else None
    entries = read_inside(written).positions if written else [_entry(event, new=new)]
    if stance == "unknown" and entries and (entry := entries[0]) and not entry.own_words:
        return NAMED
    return stance


def _is_on_adopted(event: Event) -> bool:
    """Tell whether a position stood on an alternative that is the text now."""
    was_alternative = ".alt" in (event.clause_old or "") and ".alt" not in event.clause
    return was_alternative and event.bracket_old is None and event.bracket is None


def changed(event: Event, context: Context) -> str:
    """`FRA, who opposed “standards”, now supports it`."""
    if event.from_ == event.to:
        return _reworded(event)
    return turned([event], context)


def turned(events: Sequence[Event], context: Context) -> str:
    """Say one change of stance of some parties on some brackets, for one reason."""
    parties, things = _parties(events), _things(events, context)
    before = [_as_it_was(event, context) for event in events]
    stood = _things(before, context)
    past = stance_of(_stance(events[0], new=False)).past.format(it=listed(stood))
    it = ("it" if len(things) == 1 else "them") if stood == things else listed(things)
    enters = stance_of(_stance(events[0], new=True)).enters
    now = enters.format(it=it, its=_its(parties)).removeprefix("now ")
    verb = _plural(f"now {now}", parties)
    return f"{listed(parties)}, who {past}, {verb}{reason(events[0])}"


def reason(event: Event) -> str:
    """Return the reason of a stance that is new, or its own wording, as it follows a sentence.

    `, “pending instructions”`, `: “to come back”`; empty where there is none.
    """
    if event.kind not in ("position.added", "position.changed"):
        return ""
    stance = event.stance or event.to
    written = [event.after] if event.kind == "position.changed" else [e.after for e in event.edits]
    for text in written:
        inside = read_inside((text or "").strip("{}, "))
        if stance == "unknown" and inside.who == event.who and inside.text:
            return f": {quoted(inside.text)}"
        for position in inside.positions:
            if (position.who, position.stance) == (event.who, stance):
                return _why(position)
    return ""


def on_one(told: Sequence[Sequence[Event]], context: Context) -> str:
    """Say what several parties do about one bracket: `on “it”: RUS now opposes it; USA …`.

    Each member is what some of them do alike.
    """
    what = quoted(context.words_of(told[0][0]))
    return f"on {what}: {'; '.join(map(_briefly, told))}"


def _briefly(events: Sequence[Event]) -> str:
    """Return what some parties do alike about what was named."""
    parties, first = _parties(events), events[0]
    if first.kind == "position.changed":
        past = _brief(stance_of(_stance(first, new=False)).past)
        enters = _brief(stance_of(_stance(first, new=True)).enters)
        now = enters.format(its=_its(parties)).removeprefix("now ")
        return f"{listed(parties)}, who {past}, {_plural(f'now {now}', parties)}{reason(first)}"
    is_new = first.kind == "position.added"
    stance = stance_of(_stance(first, new=is_new))
    template = stance.enters if is_new else stance.leaves
    said = _plural(_brief(template).format(its=_its(parties)), parties)
    return f"{listed(parties)} {said}{reason(first)}"


def _brief(template: str) -> str:
    """Return a template without what it is about: `enters a reserve`, `opposes it`."""
    for joint in ("on", "to", "for", "of"):
        template = template.replace(f" {joint} {{it}}", "")
    return template.replace("{it}", "it")


def moved(event: Event, context: Context) -> str:
    """`NGA moves its reserve from “furthest downstream” to “read a chart”`."""
    return all_moved([event], context)


def all_moved(events: Sequence[Event], context: Context) -> str:
    """Say one stance of some parties that all move from one bracket to another."""
    event, parties = events[0], _parties(events)
    if not (event.bracket or event.bracket_old or context.came_from(event)):
        what = stance_of(event.stance)
        several = what.many if len(parties) > 1 and event.stance != "support" else what.noun
        stands = "stand" if several != what.noun else "stands"
        whose = listed(map(possessive, parties))
        place = f"now {stands} {_beside(event, context)}"
        return f"{whose} {several} on {_the(event)} {place}{_rewritten(events)}"
    where = quoted(context.words_of(event)) if event.bracket else _the(event)
    stance = stance_of(event.stance).moves.format(its=_its(parties))
    if len(parties) > 1:
        stance = f"{_its(parties)} {stance_of(event.stance).many}"
    words = context.words_then(event.bracket_old)
    if words:
        came = quoted(words)
    elif event.bracket_old:
        came = f"bracket {one_line(event.bracket_old)}"
    else:
        came = context.came_from(event) or f"the {noun(event.clause)} as a whole"
    return f"{listed(parties)} {_plural(f'moves {stance}', parties)} from {came} to {where}"


def _rewritten(events: Sequence[Event]) -> str:
    """Say that the scope or reason of a stance that moved is another one."""
    was, now = (_entry(events[0], new=new) for new in (False, True))
    if len(events) > 1 or not (was and now) or was.key == now.key:
        return ""
    before, after = contrast(_detail(was.raw), _detail(now.raw))
    return f", and {before} becomes {after}"


def _entry(event: Event, *, new: bool) -> Position | None:
    """Return the entry of an event's party and stance as one side has it; None: unknown."""
    for edit in event.edits:
        for part in re.split(r"[{}]", edit.after if new else edit.before):
            for position in read_inside(part).positions:
                if (position.who, position.stance) == (event.who, event.stance):
                    return position
    return None


def _beside(event: Event, context: Context) -> str:
    """Return where in its clause a group of the clause stands now."""
    spans = [edit.new for edit in event.edits if edit.new and edit.after.strip()]
    if not spans or context.new is None:
        return "at another place of it"
    before, behind = context.beside(event.clause, spans[0], new=True)
    if not before:
        return "at its beginning"
    if not any(char.isalnum() for char in behind):
        return "at its end"
    return f"behind {quoted(before)}"


def standing(positions: Iterable[Position] | None) -> str:
    """Return who stands where: `USA supports, CHN reserves, “pending instructions”`.

    Of many parties it gives the number.
    """
    said = []
    for (stance, why), parties in _by_stance_and_reason(positions).items():
        verbs = stance_of(NAMED if stance == "unknown" and not why else stance)
        one = verbs.present.replace(" on {it}", "").replace(" {it}", "")
        many = verbs.plural.replace(" on {it}", "").replace(" {it}", "")
        if len(parties) > FEW:
            said.append(f"{counted(len(parties), 'party', 'parties')} {many}{why}")
        else:
            said.append(f"{listed(parties)} {many if _are_many(parties) else one}{why}")
    return ", ".join(said)


def belongings(positions: Iterable[Position] | None, *, without: Iterable[str] = ()) -> str:
    """Return what goes with a bracket: `ARG's support and EGY's objection`."""
    said = []
    for stance, parties in _by_stance(positions).items():
        if stance in without:
            continue
        word = stance_of(stance)
        if len(parties) > FEW:
            said.append(f"the {word.many} of {number(len(parties))} parties")
        else:
            last = word.noun if len(parties) == 1 or stance == "support" else word.many
            said.append(f"{listed(of(party) for party in parties)} {last}")
    return listed(said)


def _by_stance_and_reason(
    positions: Iterable[Position] | None,
) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    every = list(positions or ())
    for stance in _by_stance(every):
        for position in every:
            if position.stance == stance:
                parties = found.setdefault((stance, _why(position)), [])
                if name(position.party) not in parties:
                    parties.append(name(position.party))
    return found


def _why(position: Position) -> str:
    """Return the reason of an entry, or what it says in words of its own, behind a sentence."""
    is_own = position.stance == "unknown"
    own = position.own_words if is_own else ""
    if own:
        return f": {quoted(own)}"
    return f", {quoted(position.note)}" if position.note else ""


def _by_stance(positions: Iterable[Position] | None) -> dict[str, list[str]]:
    """Return the parties of each stance, stances in the order of the table."""
    found: dict[str, list[str]] = {stance: [] for stance in STANCES}
    for position in positions or ():
        parties = found[position.stance]
        if name(position.party) not in parties:
            parties.append(name(position.party))
    return {stance: parties for stance, parties in found.items() if parties}


def _reworded(event: Event) -> str:
    """Say another scope or reason of the same stance: only what differs."""
    stance = stance_of(event.to).noun
    before, after = _detail(event.before), _detail(event.after)
    where = f" on {quoted(event.text)}" if event.bracket else ""
    kinds = [each for each in (before, after) if each.casefold().endswith(f" {stance}")]
    if kinds and not (before and after):  # `scrutiny reserve`
        return f"{of(event.party)} {before or stance}{where} is now a {after or stance}"
    if not before:
        return f"{name(event.party)} adds to its {stance}{where}: {quoted(after)}"
    if not after:
        return f"{name(event.party)} strikes {quoted(before)} from its {stance}{where}"
    was, now = contrast(before, after)
    return f"{name(event.party)} changes its {stance}{where}: {was} becomes {now}"


def _detail(raw: str | None) -> str:
    """Return an entry without its party and keyword."""
    written = read_inside(raw or "").positions
    text = one_line(written[0].own_words if written else raw or "")
    word, _, rest = text.partition(" ")
    return rest if word.casefold().startswith(("reserv", "delete", "propos")) else text.lstrip("+-")


def _many(events: Sequence[Event], template: str, context: Context) -> str:
    parties, things = _parties(events), _things(events, context)
    said = template.format(it=listed(things), its=_its(parties))
    return f"{listed(parties)} {_plural(said, parties)}"


def _plural(said: str, parties: Sequence[str]) -> str:
    """Let the verb agree with several parties."""
    if not _are_many(parties):
        return said
    for one, many in _PLURAL:
        for lead in ("now ", ""):
            if said.startswith(lead + one):
                return lead + many + said.removeprefix(lead + one)
    return said


def _its(parties: Sequence[str]) -> str:
    return "their" if _are_many(parties) else "its"


def _are_many(parties: Sequence[str]) -> bool:
    """Tell whether the verb is in the plural: of several parties, or of a body such as `LDCs`."""
    return len(parties) > 1 or any(map(is_plural, parties))


def _parties(events: Iterable[Event]) -> list[str]:
    return list(dict.fromkeys(name(event.party) for event in events))


def _things(events: Iterable[Event], context: Context) -> list[str]:
    """Return the words that positions are about, each with how often they stand there."""
    places = {(event.bracket, event.text): event for event in events}
    words = Counter(
        quoted(context.words_of(event)) if event.bracket else _scope(event) or _the(event)
        for event in places.values()
    )
    return [word if times == 1 else f"{word} ({often(times)})" for word, times in words.items()]


def stood_on(event: Event, context: Context) -> str | None:
    """Return the words of its bracket before they were changed; None where they were not."""
    words = context.words_then(event.bracket_old)
    return words if words and not same_wording(words, event.text or "") else None


def _as_it_was(event: Event, context: Context) -> Event:
    words = stood_on(event, context)
    return event._replace(text=words) if words else event


def _scope(event: Event) -> str:
    """Return the clauses that a position on a clause names, as written: `OP1a to d`."""
    for edit in event.edits:
        inside = read_inside((edit.before or edit.after).strip("{}, "))
        for position in inside.positions:
            same = (position.who, position.stance) == (event.who, event.stance)
            if same and position.scope:
                return _detail(position.raw.removesuffix(position.note or "")).rstrip(", ")
    return ""


def _the(event: Event) -> str:
    return f"the {noun(event.clause)}"
