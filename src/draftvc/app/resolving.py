"""Settle what is in conflict: `draftvc resolve CLAUSE --ours|--theirs|--base|--brackets|--with`.

Where the sides differ the choice decides; what only one side changed elsewhere in the clause stays.
The result is put in place and staged, as `git add` would.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from draftvc.app.conflicts import (
    InConflict,
    Open,
    conflicts_of,
    decoded,
    open_conflicts,
    outline_entries,
)
from draftvc.app.desk import Desk
from draftvc.app.given import given_text
from draftvc.app.given_faults import given_faults
from draftvc.app.nearby import like_labels
from draftvc.app.recounting import Recount, Settled, count_again
from draftvc.app.sides import Pair
from draftvc.app.unsettled import again
from draftvc.errors import AmbiguousError, DraftvcError, NotFoundError
from draftvc.merge.before import outline_before
from draftvc.merge.headings import put_in, taken_out
from draftvc.merge.model import OutlineEntry, marker_of
from draftvc.merge.order import Key
from draftvc.merge.outline import merge_outline
from draftvc.merge.placing import sorted_by_number
from draftvc.notation.addresses import read_address
from draftvc.notation.canonical import canonical_text
from draftvc.notation.stamps import find_stamp
from draftvc.report.merging import ConflictsReport
from draftvc.report.say.words import one_line
from draftvc.store.layout import OUTLINE, SOURCE, OutlineLine, clause_path, outline_text
from draftvc.store.repository import Repository
from draftvc.store.unmerged import (
    last_with,
    outline_of,
    settle,
    settled_paths,
    staged_clauses,
    staged_outline,
)

Side = Literal["ours", "theirs", "base", "brackets"]
_HOW = {
    "ours": "as our side has it",
    "theirs": "as the other side has it",
    "base": "as it was before both",
    "brackets": "with both wordings in brackets",
}
_NUMBERS = {2: "two", 3: "three"}


@dataclass(frozen=True, slots=True)
class Choice:
    """How conflicts are to be settled; all empty: only what combines by itself."""

    side: Side | None = None
    parties: Pair = ("", "")
    """Who speaks for ours and theirs, in brackets."""
    file: str | None = None
    """A file with the clause as it shall read; `-` is standard input."""


def resolve(words: Sequence[str], every: bool, choice: Choice, desk: Desk) -> ConflictsReport:
    """Settle the conflicts of some clauses, or of all, and return what is left.

    Raises:
        NotFoundError: a clause is not in conflict; the remedy names those that are.
        DraftvcError: the call asks for nothing, or for what cannot be.
    """
    repo = desk.repository
    found = open_conflicts(repo)
    chosen = _chosen(words, every, choice, found, repo)
    outline = _Outline(repo, found)
    files: dict[str, bytes | None] = {}
    said: list[str] = []
    for one in chosen:
        if one.label == OUTLINE:
            outline.settle(one, choice)
        else:
            text = _text(one, choice, desk)
            files[one.file.path] = text.encode() if text is not None else None
            outline.follow(one, stands=text is not None)
        said += _said(one, choice, files, found.labels)
        if one.label != OUTLINE:
            said += _marks_gone(one, files[one.file.path], said)
    counted = _counted(Settled(found, chosen, dict(files), outline.entries_now()), choice, desk)
    files |= counted.files
    said += counted.said
    if every:
        # A merge is made from no received file.
        received = [path for path in found.others if path.startswith(f"{SOURCE}/")]
        files |= dict.fromkeys(received)
        said += [f"{path} goes: a merge is made from no file." for path in received]
    settle(repo, {**files, **outline.file()})
    for one in chosen if choice.file is not None else ():
        said += given_faults(one, (files[one.file.path] or b"").decode(), desk)
    return conflicts_of(repo, tuple(said))


def _counted(settled: Settled, choice: Choice, desk: Desk) -> Recount:
    """Return the rows of what was settled with their numbers; a number given by hand stays."""
    if not settled.entries:
        return Recount()  # where clauses stand is in conflict itself
    by_hand = frozenset(
        one.clause_id
        for one in settled.chosen
        if choice.file is not None
        and marker_of((settled.files[one.file.path] or b"").decode()) != one.clause.marker
    )
    return count_again(replace(settled, by_hand=by_hand), desk)


def _chosen(
    words: Sequence[str], every: bool, choice: Choice, found: Open, repo: Repository
) -> tuple[InConflict, ...]:
    if every and words:
        raise DraftvcError("Both --all and clauses are given.", "Leave one of the two out.")
    if not found.draft and not (every and found.others):
        raise DraftvcError(
            "No clause is in conflict: there is nothing to settle.",
            "`draftvc conflicts` tells whether a merge is open.",
        )
    if not every and not words:
        raise DraftvcError(
            "Which conflict is to be settled is not said.",
            f"Name a clause ({_names(found.draft)}), or give --all.",
        )
    chosen = found.draft if every else tuple(_named(word, found, repo) for word in words)
    if every and choice == Choice():
        chosen = tuple(each for each in chosen if not each.conflicts) or chosen
    if choice.file is not None and (len(chosen) != 1 or chosen[0].label == OUTLINE):
        raise DraftvcError("--with gives the text of one clause.", "Name that clause alone.")
    open_ones = [each for each in chosen if each.conflicts]
    if choice.side is None and choice.file is None and open_ones:
        raise DraftvcError(
            f"How {_names(open_ones)} shall read is not said.",
            "Give --ours, --theirs, --base, --brackets or --with FILE.",
        )
    return chosen


def _named(word: str, found: Open, repo: Repository) -> InConflict:
    address = read_address(word)
    wanted = {word, str(address) if address is not None else word}
    named = [one for one in found.draft if {one.label, one.clause_id} & wanted]
    if len(named) > 1:
        count = _NUMBERS.get(len(named), "several")
        raise AmbiguousError(
            f"{word} stands for {count} clauses that are in conflict.",
            f"Name one by its id: {', '.join(one.clause_id for one in named)}",
        )
    if named:
        return named[0]
    moved = next((one for one in found.draft if one.label == OUTLINE), None)
    places = {found.labels.get(c.clause_id) for c in moved.conflicts} if moved else set()
    if wanted & places:
        raise DraftvcError(
            f"What is in conflict about {word} is its place or heading.",
            "That is settled for the whole draft: "
            f"draftvc resolve {OUTLINE} --ours, --theirs or --base",
        )
    settled = settled_paths(repo)
    back = [clause_path(i) for i, label in found.labels.items() if {i, label} & wanted]
    if settled & set(back):
        (path, *_) = (each for each in back if each in settled)
        raise NotFoundError(
            f"{word} is not in conflict any more.", f"To settle it anew: {again(path)}, then again."
        )
    raise NotFoundError(
        f"{word} is not in conflict.",
        like_labels(word, [one.label for one in found.draft if one.label != OUTLINE])
        if any(one.label != OUTLINE for one in found.draft)
        else f"What is in conflict is the {OUTLINE}.",
    )


def _names(conflicts: Iterable[InConflict]) -> str:
    names = [one.label for one in conflicts]
    more = f" and {len(names) - 6} more" if len(names) > 6 else ""
    return f"{', '.join(names[:6])}{more}"


def _text(one: InConflict, choice: Choice, desk: Desk) -> str | None:
    """Return the text of a clause's file as it was chosen; None where the clause shall go."""
    clause = one.clause
    if choice.file is not None:
        return given_text(choice.file, one.label, clause, desk)
    side = choice.side or "ours"
    if side == "brackets":
        return one.bracketed(choice.parties).stored_text()
    return clause.stored_text(side)


def _said(
    one: InConflict, choice: Choice, files: dict[str, bytes | None], labels: Mapping[str, str]
) -> Iterator[str]:
    """Yield how a conflict was settled, and what a rule left out, one sentence each."""
    if choice.file is not None:
        yield f"{one.label} reads as {choice.file} has it."
        return
    if one.label == OUTLINE:
        yield from _said_of_outline(one, choice, labels)
        return
    if one.conflicts and files[one.file.path] is None:
        yield f"{one.label} is taken out."
        return
    is_bracketed = bool(one.conflicts) and choice.side == "brackets"
    clause = one.bracketed(choice.parties) if is_bracketed else one.clause
    rules = [each for each in clause.decisions if each.what != "bracketed"]
    if not one.conflicts:
        yield f"{one.label} combines: what both sides changed is in it."
    elif is_bracketed and len(rules) == len(clause.decisions):
        yield f"{one.label} is settled: no words stand against each other."
    else:
        yield f"{one.label} is settled {_HOW[choice.side or 'ours']}."
    for rule in rules:
        lost = ", ".join(word for word in rule.lost if word and word not in rule.sentence)
        yield f"{one.label}: {rule.sentence}" + (f" Not in the result: {lost}." if lost else "")


def _marks_gone(one: InConflict, data: bytes | None, said: Sequence[str]) -> Iterator[str]:
    """Yield a sentence for each agreed mark of a side that is not in the result, and not told."""
    stands = _mark((data or b"").decode())
    for text in (one.file.ours, one.file.theirs):
        mark = _mark(decoded(text, one.file.path) or "")
        if mark and mark != stands and not any(mark in each for each in said):
            yield f"{one.label}: a side has it agreed; not in the result: {mark}."
            return


def _mark(text: str) -> str:
    """Return the agreed mark of a clause's file; empty where it has none."""
    written = canonical_text(text)
    found = find_stamp(written)
    return written[found[0] : found[1]] if found else ""


def _said_of_outline(one: InConflict, choice: Choice, labels: Mapping[str, str]) -> Iterator[str]:
    if choice.side != "brackets":
        yield f"{one.label} is settled {_HOW[choice.side or 'ours']}."
        for each in one.conflicts if choice.side == "base" else ():
            if each.why == "moved" and each.region.base is None:
                label = labels.get(each.clause_id, each.clause_id)
                yield f"{label} was not there before: it stands as our side has it."
        return
    yield f"{one.label} is settled {_HOW['ours']}: places and headings take no brackets."
    for each in one.conflicts:
        if each.why == "heading" and each.region.theirs not in (None, each.region.ours):
            yield f"Not in the result: {one_line(each.region.theirs or '')}."


class _Outline:
    """The outline while clauses are settled: it follows what comes back and what goes."""

    def __init__(self, repo: Repository, found: Open) -> None:
        self.repo, self.found = repo, found
        self.entries: list[OutlineEntry] | None = None
        """None where it is not to be written."""
        self.in_conflict = any(one.label == OUTLINE for one in found.draft)
        self.later: list[tuple[InConflict, bool]] = []

    def settle(self, one: InConflict, choice: Choice) -> None:
        """Take the outline of a side, with what only the other one changed."""
        base, ours, theirs = (
            outline_entries(each) for each in (one.file.base, one.file.ours, one.file.theirs)
        )
        if choice.side == "theirs":
            ours, theirs = theirs, ours
        merging = outline_before if choice.side == "base" else merge_outline
        there = staged_clauses(self.repo) | self._disputed()
        merged = merging(base, ours, theirs, kept=there, key=self._by_number())
        self.entries = [each for each in merged.entries if each.id in there]
        self.in_conflict = False

    def _by_number(self) -> Key:
        """Return what sorts clauses that both sides put in one place: by number, then by id."""
        commits = (self.found.merge.ours, self.found.merge.theirs)
        return sorted_by_number(
            *(self.repo.draft(each) for each in commits if each and self.repo.is_draft(each))
        )

    def follow(self, one: InConflict, stands: bool) -> None:
        """Remember that a clause stands, or that it went."""
        self.later.append((one, stands))

    def file(self) -> dict[str, bytes]:
        """Return the outline to be written; nothing where it is as it was, or in conflict."""
        if self.in_conflict:
            return {}
        entries = self.entries_now()
        if self.entries is None and entries == self._staged():
            return {}
        lines = (OutlineLine(e.id, e.depth, e.kind, e.heading) for e in entries)
        return {OUTLINE: outline_text(lines).encode()}

    def entries_now(self) -> list[OutlineEntry]:
        """Return the lines with what came back and without what went; none while in conflict."""
        if self.in_conflict:
            return []
        entries = list(self.entries) if self.entries is not None else self._staged()
        for one, stands in self.later:
            there = any(each.id == one.clause_id for each in entries)
            if there and not stands:
                at = next(n for n, each in enumerate(entries) if each.id == one.clause_id)
                entries = list(taken_out(entries, at, at + 1))
            elif stands and not there:
                entries = self._with(entries, one)
        return entries

    def _disputed(self) -> frozenset[str]:
        """Return the ids of clauses that are in conflict: they stand until somebody decides."""
        return frozenset(one.clause_id for one in self.found.draft if one.label != OUTLINE)

    def _staged(self) -> list[OutlineEntry]:
        return list(outline_entries(staged_outline(self.repo)))

    def _with(self, entries: list[OutlineEntry], one: InConflict) -> list[OutlineEntry]:
        """Return the lines with one for a clause that comes back, where it stood."""
        merge = self.found.merge
        commits = (merge.theirs, merge.ours, last_with(self.repo, one.clause_id))
        for commit in commits:
            there = outline_entries(outline_of(self.repo, commit))
            at = next((n for n, each in enumerate(there) if each.id == one.clause_id), None)
            if at is not None:
                return _placed(entries, there, at)
        kind = one.clause.kind
        return [*entries, OutlineEntry(one.clause_id, 0, kind, None)]


def _placed(
    entries: list[OutlineEntry], there: Sequence[OutlineEntry], at: int
) -> list[OutlineEntry]:
    """Return the lines with that of another outline, behind the nearest line before it there."""
    place = {each.id: number for number, each in enumerate(entries)}
    before = next((place[e.id] for e in reversed(there[:at]) if e.id in place), -1)
    return list(put_in(entries, before + 1, [there[at]]))
