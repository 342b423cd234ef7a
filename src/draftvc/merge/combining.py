"""Put the edits of two sides together: items in order, and the stretches that stay disputed.

Laws: brackets nest in the result where they nest on every side; no item that a side added is lost
but in a disputed stretch or by a rule that is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from draftvc.diff.wording import same_wording
from draftvc.limits import DEFAULT, Limits
from draftvc.merge.aligning import Alignment
from draftvc.merge.audit import is_accounted
from draftvc.merge.clashes import Clashes, find_clashes
from draftvc.merge.edits import Core, Edits, edits_of
from draftvc.merge.items import Item, Member, Side, write_items, write_words
from draftvc.merge.model import Disputed
from draftvc.merge.rereading import misread
from draftvc.merge.writing import Writing
from draftvc.merge.zones import Zone, Zones

_ROUNDS = 12
"""Times that zones are widened before the whole clause is disputed."""


class Combined(NamedTuple):
    """A merged clause: items and disputed stretches in order."""

    pieces: tuple[Item | Disputed, ...]
    lost: tuple[Member, ...] = ()
    """Entries that joined a bracket which the other side lifted."""
    respelled: tuple[str, ...] = ()
    """Words that one side respelled and the other took away."""

    def texts(self) -> tuple[str | Disputed, ...]:
        """Return the pieces as texts, each with the white space before it."""
        found: list[str | Disputed] = []
        run: list[Item] = []
        for piece in self.pieces:
            if isinstance(piece, Item):
                run.append(piece)
                continue
            found += [write_items(run), piece]
            run = []
        found.append(write_items(run))
        return tuple(piece for piece in found if piece != "")


class Rules(NamedTuple):
    """What holds for a merge beside its three sides."""

    limits: Limits = DEFAULT
    guarded: tuple[bool, bool] = (False, False)
    """Of ours and theirs: whether their words are not taken but put beside those of base."""
    lifts: bool = True
    """Whether a bracket that one side lifted is lifted for those who joined it as well."""


def combine(base: Side, ours: Side, theirs: Side, rules: Rules) -> Combined:
    """Return what the items of three sides combine to."""
    mine = edits_of("ours", base, ours, Alignment(base, ours, rules.limits))
    other = edits_of("theirs", base, theirs, Alignment(base, theirs, rules.limits))
    clashes = find_clashes(base, mine, other)
    if not rules.lifts:
        clashes.refuse_lifts(base)
    zones = Zones(base, mine, other)
    found = clashes.zones + [
        zone
        for edits, is_guarded in ((mine, rules.guarded[0]), (other, rules.guarded[1]))
        if is_guarded
        for zone in _guarded(base, edits)
    ]
    for _ in range(_ROUNDS):
        settled = zones.settled(found)
        writing = Writing(base, mine, other, clashes, zones)
        pieces = writing.write(settled)
        problems = writing.problems or zones.both_changed(misread(base, writing, rules.limits))
        if not problems:
            result = Combined(tuple(pieces), _lost(clashes, settled), _respelled(clashes, settled))
            if is_accounted(mine, other, result.pieces, (*result.lost, *result.respelled)):
                return result
            break
        found = [*settled, *problems]
    whole = zones.settled([zones.whole_clause("brackets")])
    return Combined(tuple(Writing(base, mine, other, clashes, zones).write(whole)))


def _guarded(base: Side, edits: Edits) -> list[Zone]:
    """Return the stretches in which a side changed words, not only glyphs.

    What stands beside the agreed words in brackets, without the mark, is no such change: so an
    earlier merge wrote it.
    """
    size = len(base.items)
    return [
        Zone(core.start, core.end, "guarded")
        for core in edits.cores
        if not _is_beside(edits, core)
        and not same_wording(
            write_words(base.items[core.start : core.end]),
            write_words(edits.items(core)),
            ends=core.end == size,
        )
    ]


def _is_beside(edits: Edits, core: Core) -> bool:
    """Tell whether a side, its mark gone, put all its words in brackets and took none away."""
    if edits.side.stamp is not None or core.start < core.end:
        return False
    depth = 0
    for item in edits.items(core):
        depth += (item.kind == "open") - (item.kind == "close")
        if not depth and not item.is_mark:
            return False
    return True


def _lost(clashes: Clashes, zones: Sequence[Zone]) -> tuple[Member, ...]:
    return tuple(
        member
        for close, members in clashes.lost
        if not _is_disputed(close, zones)
        for member in members
    )


def _respelled(clashes: Clashes, zones: Sequence[Zone]) -> tuple[str, ...]:
    return tuple(word for at, word in clashes.respelled if not _is_disputed(at, zones))


def _is_disputed(index: int, zones: Sequence[Zone]) -> bool:
    return any(zone.start <= index < zone.end for zone in zones)
