"""Merge one clause: its marker and canonical text as base, ours and theirs have them."""

from __future__ import annotations

from typing import Literal

from draftvc.diff.brackets import is_countless
from draftvc.diff.equality import normal_form
from draftvc.draft.model import Clause, ClauseKind
from draftvc.draft.stored import read_stored
from draftvc.limits import DEFAULT as LIMITS
from draftvc.merge.agreed import (
    beside_agreed,
    both_asked,
    guarded_sides,
    merge_behind,
    merge_stamps,
    write_guarded,
)
from draftvc.merge.combining import Combined, Rules, combine
from draftvc.merge.front import settle_status
from draftvc.merge.items import Side, bare_form, group_text, read_side, write_items
from draftvc.merge.model import (
    DEFAULT,
    WHY,
    Choice,
    Conflict,
    Decision,
    Disputed,
    MergedClause,
    Policy,
    Triple,
    marker_of,
    opens,
    reason_of,
    resolve_pieces,
)
from draftvc.notation.model import Reading
from draftvc.notation.reader import read_marks
from draftvc.notation.stamps import find_stamp

_READINGS: tuple[Literal[Choice, "brackets"], ...] = ("brackets", "ours", "theirs")
_SIDES: tuple[Choice, Choice] = ("ours", "theirs")
Pieces = tuple[str | Disputed, ...]


def merge_clause(
    base: str | None,
    ours: str | None,
    theirs: str | None,
    policy: Policy = DEFAULT,
    clause_id: str = "",
) -> MergedClause:
    """Return the merged clause, given the text of its file on each side.

    A side is None where it has no such file. The kind is not in the file: a text whose first
    line is no marker is read as that of a front.
    """
    texts = [text for text in (ours, theirs, base) if text is not None]
    kind: ClauseKind = "front" if any(map(_is_front, texts)) else "paragraph"

    def read(text: str | None) -> Clause | None:
        if text is None:
            return None
        marker, raw = read_stored(text, kind)
        return Clause(clause_id, kind, marker, raw, id=clause_id)

    return merge_clauses(read(base), read(ours), read(theirs), policy)


def merge_clauses(
    base: Clause | None,
    ours: Clause | None,
    theirs: Clause | None,
    policy: Policy = DEFAULT,
    *,
    is_needed: bool = False,
) -> MergedClause:
    """Return the merged clause; None on a side means that it does not stand there.

    `is_needed`: something that stands hangs under it, so that its deletion is disputed.

    Laws: what one side changed is taken, where it does not change agreed words unannounced; the
    result has no delimiter fault where no side has one.
    """
    merging = _Merging(base, ours, theirs, policy)
    merging.is_needed = is_needed
    return merging.run()


class _Merging:
    """One clause being merged."""

    def __init__(
        self, base: Clause | None, ours: Clause | None, theirs: Clause | None, policy: Policy
    ) -> None:
        self.base, self.ours, self.theirs, self.policy = base, ours, theirs, policy
        one = ours or theirs or base
        assert one is not None, "a clause stands on one side at least"
        self.one = one
        self.name, self.label = one.id or one.label, one.label
        self.texts = Triple(*(None if c is None else c.text for c in (base, ours, theirs)))
        self.decisions: list[Decision] = []
        self.is_needed = False

    def run(self) -> MergedClause:
        self._settle_front()
        pieces = self._pieces()
        found = _disputed(pieces)
        conflicts = tuple(
            Conflict(self.name, self.label, each.why, _shown(each.texts), self.texts)
            for each in found
        )
        if self.policy.parties is not None:
            is_opened = any(map(opens, pieces))
            for each in found:
                if not (is_opened and each.why == "stamps"):
                    self._settle(each)
            if is_opened:
                self._tell_opened()
            conflicts = ()
        return MergedClause(
            id=self.name,
            kind=self.one.kind,
            depth=self.one.depth,
            heading=self.one.heading,
            pieces=pieces,
            numbered=any(c and c.marker for c in (self.base, self.ours, self.theirs)),
            parties=self.policy.parties,
            conflicts=conflicts,
            decisions=tuple(self.decisions),
            label=self.label,
        )

    def _pieces(self) -> Pieces:
        if self._is_same(self.ours, self.theirs):
            return _whole(self.texts.ours)
        if not self._has_stamp() and self.base is not None and not self.is_needed:
            if self._is_same(self.base, self.theirs):
                return _whole(self.texts.ours)
            if self._is_same(self.base, self.ours):
                return _whole(self.texts.theirs)
        base, ours, theirs = (None if text is None else normal_form(text) for text in self.texts)
        if ours is None or theirs is None:
            if ours == theirs or self.base is None:
                return _whole(self.texts.ours or self.texts.theirs)
            return () if self._only_renumbered() else (self._deletion(),)
        if ours == theirs:
            return _whole(self.texts.ours)
        sides = read_side(self.base), read_side(self.ours), read_side(self.theirs)
        guarded = guarded_sides(*sides) if self._is_guarded() else (False, False)
        if base in (ours, theirs) and not any(guarded):
            self._tell_unmarked(*sides)
            return _whole(self.texts.ours if base == theirs else self.texts.theirs)
        return self._combined(sides, guarded)

    def _settle_front(self) -> None:
        """Give every side the later of two status lines."""
        if self.base is None or self.ours is None or self.theirs is None:
            return
        settled = settle_status(self.base, self.ours, self.theirs)
        if settled is None:
            return
        self.base, self.ours, self.theirs, lost = settled
        self.texts = Triple(self.base.text, self.ours.text, self.theirs.text)
        sentence = f"Both sides changed the day of the draft; the later stands, not “{lost}”."
        self._decide("kept", sentence, lost)

    @staticmethod
    def _is_same(one: Clause | None, other: Clause | None) -> bool:
        """Tell whether two sides are the same, cheaply: their marks are not read."""
        return (one is None and other is None) or (
            one is not None and other is not None and one.key == other.key
        )

    def _has_stamp(self) -> bool:
        return self.base is not None and find_stamp(self.base.text) is not None

    def _is_guarded(self) -> bool:
        return self.policy.guard and self.name not in self.policy.reopened

    # --------------------------------------------------------------------------- both stand

    def _combined(self, sides: tuple[Side, Side, Side], guarded: tuple[bool, bool]) -> Pieces:
        stamps = merge_stamps(*sides)
        agreed_by = stamps.agreed_by
        if agreed_by is not None:
            return self._beside_agreement(sides, agreed_by)
        pieces = self._put_together(sides, Rules(LIMITS, guarded))
        pieces, is_opened = self._guarded(pieces, guarded)
        self._tell_unmarked(*sides)
        if is_opened and stamps.stamp:
            self._leave_out(stamps.stamp)
            return pieces
        if stamps.disputed is not None:
            return (*pieces, stamps.disputed)
        return *pieces, merge_behind(*sides, stamps.stamp)

    def _beside_agreement(self, sides: tuple[Side, Side, Side], agreed_by: int) -> Pieces:
        """Return a clause that one side agreed and the other changed: disputed as a whole.

        In brackets, what the other side asks stands beside the words that were agreed.
        """
        rules = Rules(LIMITS, (agreed_by == 1, agreed_by == 0), lifts=False)
        pieces = tuple(map(_agreed_or_asked, self._put_together(sides, rules)))
        self._tell_unmarked(*sides)
        stamp = sides[1 + agreed_by].stamp or ""
        if self._brings_nothing(pieces, sides[1 + agreed_by]):
            return *pieces, merge_behind(*sides, stamp)
        if self.policy.parties is None:
            return (Disputed(self.texts, "agreed", pieces),)
        self._decide("agreed", f"{WHY['agreed']} The agreed mark is left out.", stamp)
        return *pieces, merge_behind(*sides, None)

    def _put_together(self, sides: tuple[Side, Side, Side], rules: Rules) -> Pieces:
        """Return what the sides combine to; one dispute where there are countless brackets."""
        if any(is_countless(side.clause, rules.limits) for side in sides):
            return self._everything(sides)
        combined = combine(*sides, rules)
        pieces = combined.texts()
        if self._breaks(pieces):
            return self._everything(sides)
        self._tell_lost(combined)
        return pieces

    def _brings_nothing(self, pieces: Pieces, side: Side) -> bool:
        """Tell whether the result reads as the side that agreed the clause."""
        if any(map(_is_asked, pieces)):
            return False  # also where the brackets that it stands in were there before
        text = resolve_pieces(pieces, "brackets", self.one.kind)
        return text is not None and normal_form(text) == normal_form(write_items(side.items))

    def _everything(self, sides: tuple[Side, Side, Side]) -> Pieces:
        """Return the clause disputed as a whole, a marker that all have before it."""
        leads = {side.items[0] for side in sides}
        lead = int(len(leads) == 1 and sides[0].items[0].kind == "marker")
        texts = Triple(*(write_items(side.items[lead:]) for side in sides))
        return write_items(sides[0].items[:lead]), Disputed(texts, "brackets")

    def _breaks(self, pieces: Pieces) -> bool:
        """Tell whether a reading of the result has a delimiter fault that no side has."""
        sides = (side for side in (self.base, self.ours, self.theirs) if side is not None)
        known = max(_faults(side.reading) for side in sides)
        texts = {
            resolve_pieces(pieces, choice, self.one.kind, ("FRA", "USA"))
            for choice in _READINGS[: None if _disputed(pieces) else 1]
        }
        return any(_faults(read_marks(text or "")) > known for text in texts)

    def _guarded(self, pieces: Pieces, guarded: tuple[bool, bool]) -> tuple[Pieces, bool]:
        """Write each guarded stretch as the agreed words and what was asked in their place.

        Returns the pieces, and whether such brackets were written.
        """
        found: list[str | Disputed] = []
        is_opened = False
        for piece in pieces:
            if any(guarded) and isinstance(piece, Disputed) and both_asked(piece.texts):
                found.append(beside_agreed(piece))
            elif isinstance(piece, Disputed) and piece.why == "guarded":
                text, sentence = write_guarded(piece.texts, self.policy.parties)
                self._decide("bracketed", sentence)
                found.append(text)
                is_opened = True
            else:
                found.append(piece)
        return tuple(found), is_opened

    # -------------------------------------------------------------------------- one side deleted

    def _only_renumbered(self) -> bool:
        """Tell whether the side that kept the clause changed nothing but its number."""
        kept = self.ours or self.theirs
        assert self.base is not None and kept is not None
        if self.is_needed:
            return False
        return self.base.text == kept.text or bare_form(self.base) == bare_form(kept)

    def _deletion(self) -> Disputed:
        stands = self.ours or self.theirs
        assert stands is not None
        side = read_side(stands)
        lead = int(side.items[0].kind == "marker")
        body = write_items(side.items[lead:])
        texts = Triple("", body, None) if self.ours else Triple("", None, body)
        disputed = Disputed(texts, "deleted")
        bracketed = (write_items(side.items[:lead]), disputed, side.closing)
        return Disputed(self.texts, "deleted", bracketed)

    # ----------------------------------------------------------------------------- decisions

    def _tell_lost(self, combined: Combined) -> None:
        if combined.lost:
            entries = group_text(combined.lost).strip()
            self._decide(
                "lifted",
                f"A bracket was lifted on one side; {entries} had joined it on the other.",
                *(member.raw for member in combined.lost),
            )

        if combined.respelled:
            words = ", ".join(f"“{word}”" for word in combined.respelled)
            self._decide(
                "kept",
                f"One side only wrote {words} in another way; the other side changed the words.",
                *combined.respelled,
            )

    def _tell_unmarked(self, base: Side, ours: Side, theirs: Side) -> None:
        if base.stamp and not (ours.stamp and theirs.stamp) and self._is_guarded():
            self._decide("unmarked", f"The agreed mark is gone: {base.stamp}.")

    def _tell_opened(self) -> None:
        """Tell of the agreed marks that are left out because words are put in brackets."""
        told = {name for each in self.decisions for name in each.lost}
        marks = (read_side(c).stamp for c in (self.ours, self.theirs) if c is not None)
        for mark in dict.fromkeys(mark for mark in marks if mark and mark not in told):
            self._leave_out(mark)

    def _leave_out(self, mark: str) -> None:
        sentence = f"What stands in brackets is not agreed; the mark is left out: {mark}."
        self._decide("unmarked", sentence, mark)

    def _settle(self, each: Disputed) -> None:
        """Tell how a disputed stretch was written in brackets."""
        if each.why == "position" and each.bracketed:
            lost_entries = _entries(each.texts.theirs) - _entries(str(each.bracketed[0]))
            said = ", ".join(sorted(lost_entries))
            self._decide("kept", f"{WHY[each.why]} Ours stands, {said} does not.", *lost_entries)
        elif each.why in ("marker", "stamps"):
            lost = (each.texts.theirs or "").strip()
            kept = (each.texts.ours or "").strip()
            what = "renumbered" if each.why == "marker" else "kept"
            self._decide(what, f"{WHY[each.why]} {kept} stands, {lost} does not.", lost)
        else:
            self._decide("bracketed", f"{reason_of(each.why, each.texts)} Both stand in brackets.")

    def _decide(self, what: str, sentence: str, *lost: str) -> None:
        self.decisions.append(
            Decision(self.name, self.label, what, sentence, lost)  # type: ignore[arg-type]
        )


def _whole(text: str | None) -> Pieces:
    return () if text is None else (text,)


def _disputed(pieces: Pieces) -> list[Disputed]:
    return [piece for piece in pieces if isinstance(piece, Disputed)]


def _agreed_or_asked(piece: str | Disputed) -> str | Disputed:
    """Return a piece of a clause that one side agreed: what both want is not disputed."""
    if isinstance(piece, str) or piece.why != "guarded":
        return piece
    same = piece.texts.ours == piece.texts.theirs
    return piece.texts.ours or "" if same else piece._replace(why="agreed")


def _is_asked(piece: str | Disputed) -> bool:
    """Tell whether a piece is something that a side wants otherwise."""
    if isinstance(piece, str) or piece.why in ("marker", "stamps"):
        return False
    return any(map(_shown(piece.texts).of, _SIDES))


def _entries(text: str | None) -> set[str]:
    """Return the entries of the groups in a text, as written."""
    items = read_side(Clause("", "paragraph", "", text or "")).items
    return {member.raw for item in items for member in item.members}


def _shown(texts: Triple) -> Triple:
    return Triple(*((text.strip() or None) if text is not None else None for text in texts))


def _faults(reading: Reading) -> int:
    return sum(fault.code != "W105" for fault in reading.faults)


def _is_front(text: str) -> bool:
    first = text.split("\n", 1)[0].strip()
    return bool(first) and marker_of(first) != first
