"""What a merge gives: clauses in order, what could not be decided, and what was decided.

Every text is canonical text, except where a field says that it is the stored form.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from draftvc.draft.model import Clause, ClauseKind, StoredClause
from draftvc.draft.stored import stored_text
from draftvc.merge.bracketing import side_by_side
from draftvc.notation.canonical import canonical_text
from draftvc.notation.markers import match_marker
from draftvc.notation.stamps import find_stamp

Choice = Literal["base", "ours", "theirs"]
Why = Literal[
    "words", "deleted", "dropped", "marks", "position", "moved", "stamps", "agreed", "marker",
    "heading", "place", "brackets", "guarded",
]  # fmt: skip
WHY: Mapping[Why, str] = {
    "words": "Both sides changed the same words.",
    "deleted": "One side deleted what the other side changed.",
    "dropped": "One side dropped the bracket with its words, the other side kept or lifted it.",
    "marks": "Both sides drew or changed the same bracket, or brackets that cannot be told apart.",
    "position": "Both sides changed the same party's position on the same words.",
    "moved": "Both sides moved the clause, to different places.",
    "stamps": "The two sides have different agreed marks.",
    "agreed": "One side agreed the clause, the other side changed it.",
    "marker": "Both sides gave the clause a new number, not the same one.",
    "heading": "Both sides changed the heading before the clause.",
    "place": "Both sides changed how deep the clause stands, or of which kind it is.",
    "brackets": "Both sides changed the clause, and its brackets are broken or too many to match.",
    "guarded": "Agreed words were changed without saying that the clause is reopened.",
}
"""Why two sides could not be combined: one sentence a kind."""
_REPLACED = "One side deleted or replaced what the other side changed."
"""Of `deleted`, where each side has words."""
_PLACED = "Both sides put words in one place, not the same ones."
"""Of `words`, where there were none before."""

Settled = Literal["lifted", "joined", "renumbered", "agreed", "bracketed", "unmarked", "kept"]


class Triple(NamedTuple):
    """One text as the three sides have it; None where a side has not."""

    base: str | None
    ours: str | None
    theirs: str | None

    def of(self, choice: Choice) -> str | None:
        """Return the text of a side."""
        return self[("base", "ours", "theirs").index(choice)]


class Policy(NamedTuple):
    """How a merge decides where there is a choice."""

    parties: tuple[str, str] | None = None
    """Who speaks for ours and for theirs: a conflict is then written in brackets, as the room
    would, and reported as a decision. None: it stays a value, and the text has what ours has."""
    renumber: bool = True
    """Whether of two clauses inserted with one number the later gets the next free one."""
    guard: bool = True
    """Whether words of an agreed clause that one side changed are written in brackets."""
    reopened: frozenset[str] = frozenset()
    """Ids of agreed clauses whose reopening was announced: the guard lets them pass."""


DEFAULT = Policy()


class Conflict(NamedTuple):
    """A place where the sides do not combine: nothing was decided there."""

    clause_id: str
    label: str
    why: Why
    region: Triple
    """The smallest stretch that holds the disagreement, with whole brackets; for a clause that
    was deleted, moved or given another heading: what is disputed."""
    clause: Triple
    """The whole clause on each side."""

    @property
    def sentence(self) -> str:
        """Return why the sides do not combine."""
        return reason_of(self.why, self.region)


class Decision(NamedTuple):
    """Something that the merge settled by a rule, so that it must be said."""

    clause_id: str
    label: str
    what: Settled
    sentence: str
    lost: tuple[str, ...] = ()
    """Each token of ours or theirs that is not in the result, as written."""


class Disputed(NamedTuple):
    """A stretch of a merged clause that the sides have differently, with the space before it."""

    texts: Triple
    why: Why
    bracketed: tuple[str | Disputed, ...] = ()
    """What stands in its place where it is written in brackets, if not just both wordings."""


class MergedClause(NamedTuple):
    """One clause of the result: its pieces in order, those disputed among them."""

    id: str
    kind: ClauseKind
    depth: int
    heading: str | None
    pieces: tuple[str | Disputed, ...]
    numbered: bool = True
    """Whether the clause begins with a written number or letter."""
    parties: tuple[str, str] | None = None
    """Who speaks for each side where a disputed stretch is written in brackets."""
    conflicts: tuple[Conflict, ...] = ()
    decisions: tuple[Decision, ...] = ()
    label: str = ""

    @property
    def text(self) -> str:
        """The canonical text; a disputed stretch reads as ours, or stands in brackets.

        Empty where the clause stands only if the other side is chosen.
        """
        return self.resolved("ours" if self.parties is None else "brackets") or ""

    @property
    def marker(self) -> str:
        """The marker as written, with any bracket before it; empty where there is none.

        Of a clause that ours deleted, that of theirs.
        """
        return self._marker(self.text or self.resolved("theirs") or "")

    @property
    def stored(self) -> StoredClause:
        """The clause as a repository records it."""
        return StoredClause(self.id, self.depth, self.kind, self.heading, self.marker, self.text)

    def resolved(
        self, choice: Literal[Choice, "brackets"], parties: tuple[str, str] | None = None
    ) -> str | None:
        """Return the canonical text with every disputed stretch as one side has it.

        Args:
            choice: the side, or `brackets` for both wordings side by side.
            parties: who speaks for ours and theirs; those of the policy where not given.

        Returns: None where the clause does not stand on that side.
        """
        return resolve_pieces(self.pieces, choice, self.kind, parties or self.parties)

    def stored_text(
        self,
        choice: Literal[Choice, "brackets", "policy"] = "policy",
        parties: tuple[str, str] | None = None,
    ) -> str | None:
        """Return the text of the clause's file; None where the clause does not stand."""
        text = self.text if choice == "policy" else self.resolved(choice, parties)
        if text is None:
            return None
        return stored_text(Clause("", self.kind, self._marker(text), text))

    def _marker(self, text: str) -> str:
        return marker_of(text) if self.numbered else ""


class Merged(NamedTuple):
    """A merged draft."""

    clauses: tuple[MergedClause, ...]
    """In document order. A clause whose deletion is disputed stands in its place."""
    conflicts: tuple[Conflict, ...] = ()
    decisions: tuple[Decision, ...] = ()
    gone: tuple[str, ...] = ()
    """Ids of clauses of base that do not stand any more, in the order of base."""

    @property
    def stored(self) -> tuple[StoredClause, ...]:
        """The clauses as a repository records them: those that stand."""
        return tuple(each.stored for each in self.clauses if each.pieces and each.text)


class OutlineEntry(NamedTuple):
    """A clause in its place: what one line of the outline says."""

    id: str
    depth: int
    kind: ClauseKind
    heading: str | None = None


class MergedOutline(NamedTuple):
    """The merged order of clauses."""

    entries: tuple[OutlineEntry, ...]
    conflicts: tuple[Conflict, ...] = ()
    gone: tuple[str, ...] = ()
    emptied: tuple[str, ...] = ()
    """Headings under which no clause stands any more: they are left out."""


def resolve_pieces(
    pieces: tuple[str | Disputed, ...],
    choice: Literal[Choice, "brackets"],
    kind: ClauseKind,
    parties: tuple[str, str] | None = None,
) -> str | None:
    """Return the canonical text of pieces, disputed ones as a side has them or in brackets.

    Words that are put in brackets are not agreed: the agreed mark behind them is left out.
    """
    text = _joined(pieces, choice, parties)
    if text is None:
        return None
    text = canonical_text(text, lines=kind == "front")
    if choice == "brackets" and kind != "front" and any(map(opens, pieces)):
        mark = find_stamp(text)
        return f"{text[: mark[0]].rstrip()}{text[mark[1] :]}" if mark else text
    return text


def opens(piece: str | Disputed) -> bool:
    """Tell whether a piece stands in brackets where the merge leaves nothing open."""
    if isinstance(piece, str) or piece.why in ("marker", "stamps"):
        return False
    return not (piece.why == "position" and piece.bracketed)  # then only stances are disputed


def _joined(
    pieces: tuple[str | Disputed, ...],
    choice: Literal[Choice, "brackets"],
    parties: tuple[str, str] | None,
) -> str | None:
    parts: list[str] = []
    for piece in pieces:
        text = piece if isinstance(piece, str) else _resolved(piece, choice, parties)
        if text is None:
            return None
        parts.append(text)
    return "".join(parts)


def _resolved(
    piece: Disputed,
    choice: Literal[Choice, "brackets"],
    parties: tuple[str, str] | None,
) -> str | None:
    if choice != "brackets":
        return piece.texts.of(choice)
    if piece.bracketed:
        return _joined(piece.bracketed, choice, parties)
    return in_brackets(piece.texts, parties or ("", ""))


def reason_of(why: Why, texts: Triple) -> str:
    """Return why the sides do not combine on what they have as these texts: one sentence."""
    had_words, *have_words = (bool((text or "").strip()) for text in texts)
    if why == "deleted" and all(have_words):
        return _REPLACED
    return _PLACED if why == "words" and not had_words else WHY[why]


def in_brackets(texts: Triple, parties: tuple[str, str]) -> str:
    """Return both wordings of a disputed stretch side by side, with the space before them."""
    space = " " if any((text or " ")[0].isspace() for text in texts) else ""
    return f"{space}{side_by_side(texts.ours or '', texts.theirs or '', parties)}"


def marker_of(text: str) -> str:
    """Return the marker that a canonical text begins with, as written; empty where none."""
    found = match_marker(text)
    return canonical_text(text[: found[1]]) if found else ""
