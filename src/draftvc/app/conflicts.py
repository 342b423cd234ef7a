"""What is in conflict, whoever merged: `draftvc conflicts`. It is read from the index alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from draftvc.app.conflict_marks import has_marks
from draftvc.app.unaware import is_unaware_of_relinks
from draftvc.app.unsettled import SOURCES_GO, again
from draftvc.draft.model import Draft
from draftvc.errors import DraftvcError
from draftvc.merge.clause import merge_clause
from draftvc.merge.model import Conflict, MergedClause, OutlineEntry, Policy
from draftvc.merge.outline import merge_outline
from draftvc.report.merging import ConflictShown, ConflictsReport, SideNamed
from draftvc.store.layout import OUTLINE, SOURCE, clause_id_of, clause_path, read_outline
from draftvc.store.repository import Repository
from draftvc.store.unmerged import (
    OpenMerge,
    Unmerged,
    open_merge_of,
    staged_texts,
    unmerged_files,
)

OF_OUTLINE = frozenset({"moved", "heading", "place"})
"""Conflicts that are about a line of the outline, not about a clause's own words."""

_UNGUARDED = Policy(guard=False)
"""Agreed words are for whoever settles the conflict, and for the hooks."""
_FINISH = {
    "merge": "To record the merge: git commit, or: draftvc merge --continue",
    "rebase": "To go on: git rebase --continue",
    "am": "To go on: git am --continue",
    "cherry-pick": "To record it: git cherry-pick --continue",
    "revert": "To record it: git revert --continue",
    "stash": "Nothing waits but your own commit. If it came from a stash: git stash drop",
}
_NOTHING_STAGED = {
    "am": "Nothing of the patch is staged. Where it was settled as ours has it: git am --skip. "
    "Where it did not apply: git am --abort, then again with: git am -3",
    "cherry-pick": "Nothing of it is left to record. To go on: git cherry-pick --skip",
    "revert": "Nothing of it is left to record. To go on: git revert --skip",
}
_GIVE_UP = {
    "merge": "draftvc merge --abort",
    "rebase": "git rebase --abort",
    "am": "git am --abort",
    "cherry-pick": "git cherry-pick --abort",
    "revert": "git revert --abort",
}


@dataclass(frozen=True)
class InConflict:
    """A file of the draft that is in conflict."""

    file: Unmerged
    label: str
    """Of the clause, on our side where it stands there; `outline` for that."""
    merged: MergedClause | None = None
    """The clause as its versions combine, where that is known already."""

    @property
    def clause_id(self) -> str:
        """The permanent id of the clause; `outline` for that."""
        return clause_id_of(self.file.path) or OUTLINE

    @cached_property
    def clause(self) -> MergedClause:
        """The clause as its three versions combine.

        Raises:
            DraftvcError: a version is no UTF-8.
        """
        return self.merged or self._combined(_UNGUARDED)

    def bracketed(self, parties: tuple[str, str]) -> MergedClause:
        """Return the clause with what does not combine in brackets, and what was decided for it.

        Raises:
            DraftvcError: a version is no UTF-8.
        """
        return self._combined(_UNGUARDED._replace(parties=parties))

    def _combined(self, policy: Policy) -> MergedClause:
        base, ours, theirs = (
            decoded(each, self.file.path)
            for each in (self.file.base, self.file.ours, self.file.theirs)
        )
        return merge_clause(base, ours, theirs, policy, self.clause_id)

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Where the versions do not combine."""
        return outline_conflicts(self.file) if self.label == OUTLINE else self.clause.conflicts


@dataclass(frozen=True)
class Open:
    """Everything that is in conflict."""

    merge: OpenMerge
    draft: tuple[InConflict, ...]
    """In document order, the outline last."""
    others: tuple[str, ...]
    labels: Mapping[str, str]
    """By id: of the clauses of our side, and of theirs where ours has them not."""
    is_unaware: bool = False
    """Whether git merged without knowing which clause is which."""


def open_conflicts(repo: Repository, merged: Iterable[MergedClause] = ()) -> Open:
    """Return what is in conflict in a repository.

    Args:
        repo: the repository.
        merged: clauses that were merged already: these need not be merged again to be shown.
    """
    known = {each.id: each for each in merged}
    files = unmerged_files(repo)
    merge = open_merge_of(repo)
    labels = _labels(repo, merge)
    place = {clause_id: number for number, clause_id in enumerate(labels)}
    found = []
    for file in files:
        clause_id = clause_id_of(file.path)
        if file.path == OUTLINE or clause_id is not None:
            label = labels.get(clause_id or "", clause_id or OUTLINE)
            found.append(InConflict(file, label, known.get(clause_id or "")))
    found.sort(key=lambda each: (each.label == OUTLINE, place.get(each.clause_id, len(place))))
    mine = {each.file.path for each in found}
    others = tuple(each.path for each in files if each.path not in mine)
    unaware = is_unaware_of_relinks(repo, merge, files)
    return Open(merge, tuple(found), others, labels, unaware)


def conflicts_of(
    repo: Repository, settled: tuple[str, ...] = (), merged: Iterable[MergedClause] = ()
) -> ConflictsReport:
    """Return the report of what is in conflict, and of what to do next."""
    waits = repo.merging()
    found = open_conflicts(repo, merged)
    return report_of(found, waits, settled, tuple(_marked(repo, found)) if waits else ())


def _marked(repo: Repository, found: Open) -> Iterator[str]:
    """Yield what to do with each clause that was staged with the marks of its conflict in it."""
    for clause_id, data in staged_texts(repo).items():
        if has_marks(data.decode("utf-8", "replace")):
            label, path = found.labels.get(clause_id, clause_id), clause_path(clause_id)
            yield (
                f"{label} is staged with the marks of its conflict in it. To bring the conflict "
                f"back: {again(path)}, then: draftvc resolve {label}"
            )


def report_of(
    found: Open, waits: bool, settled: tuple[str, ...] = (), marked: tuple[str, ...] = ()
) -> ConflictsReport:
    """Return the report of what was found; `waits`: whether git waits for something to finish.

    `marked`: what to do with clauses whose files are staged with the marks of a conflict.
    """
    merge = found.merge
    is_open = waits or bool(found.draft) or bool(found.others)
    shown = tuple(each for one in found.draft for each in _shown(one, found.labels))
    combined = tuple(one.label for one in found.draft if not one.conflicts)
    return ConflictsReport(
        kind=merge.kind if is_open else None,
        ours=SideNamed(merge.ours_name, merge.ours) if is_open else None,
        theirs=SideNamed(merge.theirs_name, merge.theirs) if is_open else None,
        conflicts=shown,
        combined=combined,
        others=found.others,
        next=(*marked, *_next(found, shown, combined, bool(marked)))
        if is_open
        else (_FINISH["stash"],) * bool(settled),
        settled=settled,
    )


def outline_conflicts(file: Unmerged) -> tuple[Conflict, ...]:
    """Return what is disputed of the places and headings of clauses."""
    sides = (outline_entries(each) for each in (file.base, file.ours, file.theirs))
    return merge_outline(*sides).conflicts


def outline_entries(data: bytes | None) -> tuple[OutlineEntry, ...]:
    """Return the lines of an outline; none where there is none."""
    text = decoded(data, OUTLINE) or ""
    return tuple(OutlineEntry(*line) for line in read_outline(text))


def decoded(data: bytes | None, path: str) -> str | None:
    """Return the text of a version of a file, line ends as in the repository; None where it is not.

    Raises:
        DraftvcError: it is no UTF-8.
    """
    if data is None:
        return None
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise DraftvcError(
            f"A version of {path} is no UTF-8 text.",
            f"Settle it by hand, and then: git add {path}",
        ) from error


def _shown(one: InConflict, labels: Mapping[str, str]) -> Iterator[ConflictShown]:
    for each in one.conflicts:
        region = each.region
        sides = (region.base, region.ours, region.theirs)
        if each.why == "moved":
            sides = tuple(_place(side, labels) for side in sides)  # type: ignore[assignment]
        if each.why == "heading" and region.ours == region.theirs:
            places = each.clause
            sides = tuple(_headed(*pair, labels) for pair in zip(region, places, strict=True))  # type: ignore[assignment]
        is_line = one.label == OUTLINE
        label = labels.get(each.clause_id, each.clause_id) if is_line else one.label
        base, ours, theirs = sides
        yield ConflictShown(
            label, each.clause_id, one.file.path, each.why, each.sentence, base, ours, theirs
        )


def _headed(heading: str | None, clause_id: str | None, labels: Mapping[str, str]) -> str | None:
    """Return where a heading stands, given the id of the clause behind it."""
    if heading is None or clause_id is None:
        return None
    return f"{heading}, before {labels.get(clause_id, clause_id)}"


def _place(before: str | None, labels: Mapping[str, str]) -> str | None:
    """Return where a clause stands, given the id of the clause before it."""
    if before is None:
        return None
    return f"after {labels.get(before, before)}" if before else "at the beginning"


def _next(
    found: Open, shown: Iterable[ConflictShown], combined: tuple[str, ...], marked: bool
) -> Iterator[str]:
    """Yield what to do next, one sentence each; `marked`: words are not settled all the same."""
    first = next(iter(shown), None)
    if found.is_unaware:
        again = f"draftvc merge --abort, then: draftvc merge {_word(found.merge)}"
        yield f"Git does not know which clause is which since a `relink`. Better: {again}"
    if first is not None:
        if first.file == OUTLINE:
            yield f"To settle it: draftvc resolve {OUTLINE} --ours, --theirs or --base"
        else:
            sides = "--ours, --theirs, --base or --brackets"
            yield f"To settle one: draftvc resolve {first.clause} {sides}"
        yield "To settle all alike: draftvc resolve --all --brackets --as FRA,USA"
    elif combined:
        yield "All of these combine. To take what they combine to: draftvc resolve --all"
    received = [path for path in found.others if path.startswith(f"{SOURCE}/")]
    if received:
        yield SOURCES_GO
    for path in (path for path in found.others if path not in received):
        yield f"{path} is no clause: settle it in an editor, then: git add {path}"
    kind = found.merge.kind
    if first is None and not combined and not found.others and not marked:
        yield _FINISH[kind] if found.merge.has_staged else _NOTHING_STAGED[kind]
    if kind in _GIVE_UP:
        yield f"To give it up: {_GIVE_UP[kind]}"


def _word(merge: OpenMerge) -> str:
    """Return what names the side that comes in, in a call."""
    name = merge.theirs_name
    return name if " " not in name else (merge.theirs or name)


def _labels(repo: Repository, merge: OpenMerge) -> dict[str, str]:
    """Return the labels of clauses by id: of our side, then of theirs where ours has them not."""
    labels: dict[str, str] = {}
    for draft in (draft_at(repo, merge.ours), draft_at(repo, merge.theirs)):
        for clause in draft.clauses if draft is not None else ():
            labels.setdefault(clause.id or "", clause.label)
    return labels


def draft_at(repo: Repository, commit: str | None) -> Draft | None:
    """Return the draft of a side; None where its commit is not known, or holds none."""
    try:
        return repo.draft(commit) if commit is not None and repo.is_draft(commit) else None
    except DraftvcError:
        return None
