"""Merge another line of the draft into this one: `draftvc merge BRANCH`.

All clauses in one process. What combines is recorded as one commit with two parents; what does not
is left as git leaves a merge: both sides of each conflict in the index, the merge open.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches

from draftvc.app.announced import announced_by, reopened
from draftvc.app.bases import Base, common_base
from draftvc.app.conflict_marks import marked
from draftvc.app.conflicts import OF_OUTLINE, conflicts_of
from draftvc.app.desk import Desk
from draftvc.app.messages import change_message
from draftvc.app.sides import Pair
from draftvc.app.unrecorded import nothing_recorded
from draftvc.app.unsaid import unsaid
from draftvc.diff.compare import compare
from draftvc.draft.model import Draft
from draftvc.draft.recorded import draft_of_clauses
from draftvc.errors import NotFoundError, RepositoryError
from draftvc.merge.drafts import merge_drafts
from draftvc.merge.model import Merged, MergedClause, Policy
from draftvc.report.merging import MergeReport, Outcome, SideNamed
from draftvc.report.sentences import Context, summary_lines
from draftvc.store.layout import OUTLINE, OutlineLine, clause_path, outline_text
from draftvc.store.merge_state import open_merge
from draftvc.store.merge_trees import (
    MergeTree,
    changed_by,
    clause_blobs,
    merge_beside,
    outline_blob,
    whole_tree,
    write_blob,
)
from draftvc.store.objects import MergeCommit
from draftvc.store.placing import Stages
from draftvc.store.recording import record_commit, refuse_uncommitted, writable_root
from draftvc.store.repository import Repository
from draftvc.store.revision import is_lines_alone, message_of, short, with_lines

_FILE = 0o100644
_WIDTH = 72
"""Columns of a message."""


@dataclass(frozen=True)
class _Three:
    """Base, ours and theirs, as commits and as drafts."""

    base: Base
    commits: tuple[str, str, str]
    drafts: tuple[Draft, Draft, Draft]
    into: SideNamed
    name: SideNamed


def merge(
    branch: str, desk: Desk, parties: Pair | None = None, message: str | None = None
) -> MergeReport:
    """Merge a branch, revision or commit into what is checked out, and return what came of it.

    Args:
        branch: a name that git or the draft knows.
        desk: the place of the call.
        parties: who speaks for ours and theirs, where conflicts are written in brackets.
        message: what the commit says, in place of a summary of what it does; below it where it
            is nothing but lines such as `Reopens: …`.

    Raises:
        NotFoundError: there is nothing of that name.
        RepositoryError: the repository is not in a state to be merged in, or cannot be written.
    """
    repo = desk.repository
    writable_root(repo)
    ours = repo.head()
    if ours is None or not repo.is_draft(ours):
        raise nothing_recorded(repo)
    theirs = _commit(repo, branch)
    refuse_uncommitted(repo, ours)
    into, name = SideNamed(_here(repo, ours), ours), SideNamed(branch, theirs)
    repo.relinks = repo.relinks.also_of(theirs)
    base = common_base(repo, ours, theirs)
    if base is None:
        if (repo.git_dir / "shallow").exists():
            raise RepositoryError(
                f"What {branch} and {into.name} have in common is not in this shallow clone.",
                "Fetch the rest: git fetch --unshallow",
            )
        raise RepositoryError(
            f"{branch} and {into.name} have no revision of the draft in common.",
            "A draft that was begun twice cannot be merged: `draftvc import` the text of one into "
            "the other.",
        )
    if base.commit == theirs:
        return MergeReport("already", into, name, ours)
    three = _Three(
        base,
        (base.commit, ours, theirs),
        (repo.draft(base.commit), repo.draft(ours), repo.draft(theirs)),
        into,
        name,
    )
    merged = merge_drafts(*three.drafts, _policy(repo, three, parties, message))
    if base.commit == ours and not merged.decisions and message is None:
        record_commit(repo, theirs, base=ours, what=f"the way forward to {branch}")
        return _report("forward", three, three.drafts[2], merged, theirs)
    return _write(repo, three, merged, message)


def _write(repo: Repository, three: _Three, merged: Merged, message: str | None) -> MergeReport:
    """Record a merge, or leave it open where there is something to decide."""
    ours, theirs = three.commits[1:]
    files = _Files(repo, three, merged)
    beside = merge_beside(repo, three.commits, files.ids)
    unmerged = {**beside.unmerged, **files.unmerged()}
    tree = whole_tree(repo, beside.tree, files.outline(), files.clauses())
    changed_by(repo, ours, tree)
    draft = _draft(merged)
    if unmerged:
        said = _message(message, lambda: f"Merge {three.name.name}")
        open_merge(
            repo,
            MergeTree(tree, unmerged),
            ours=ours,
            theirs=theirs,
            message=f"{said.rstrip()}\n",
            what=three.name.name or "the other side",
        )
        report = _report("conflicts", three, draft, merged, None)
        return replace(report, conflicts=conflicts_of(repo, merged=merged.clauses))
    written = _message(
        message, lambda: merge_message(three.name.name, three.drafts[1], draft, merged)
    )
    made = MergeCommit(tree, (ours, theirs), written)
    done = record_commit(repo, made, base=ours, what=f"the merge of {three.name.name}")
    report = _report("merged", three, draft, merged, done[0].commit)
    return replace(report, next=unsaid(repo, done[0].commit))


def _message(given: str | None, does: Callable[[], str]) -> str:
    """Return what the user wants the commit to say, else what it does.

    Lines that say why or who, and nothing else, stand below what it does.
    """
    if given is None:
        return does()
    return with_lines(does(), given) if is_lines_alone(given) else given


def merge_message(name: str, ours: Draft, result: Draft, merged: Merged | None = None) -> str:
    """Return the message of a merge: what came into ours, and what the merge settled by a rule."""
    events = compare(ours, result).events
    decided = _decided(merged) if merged is not None else []
    parts = [f"Merge of {name}."]
    subject = f"Merge {name}"
    if events:
        subject, body = change_message(ours, result, events)
        parts.append(body)
    if decided:
        parts.append("\n".join(["Settled by rule:", *decided]))
    # A last paragraph of `LABEL: …` lines would be read as trailers.
    return message_of(subject, "\n\n".join(parts), {})


def _decided(merged: Merged) -> list[str]:
    """Return what was settled by a rule as a list, wrapped as git's own messages are."""
    lines: list[str] = []
    for each in merged.decisions:
        lines += textwrap.wrap(f"- {each.label}: {each.sentence}", _WIDTH, subsequent_indent="  ")
    return lines


class _Files:
    """The files that a merged draft is made of, and the versions of those in conflict."""

    def __init__(self, repo: Repository, three: _Three, merged: Merged) -> None:
        self.repo, self.three, self.merged = repo, three, merged
        self.blobs = tuple(clause_blobs(repo, each) for each in three.commits)
        self.texts = tuple({c.id: c.text for c in draft.clauses} for draft in three.drafts)
        self.ids = {each for blobs in self.blobs for each in blobs} & {
            c.id for draft in three.drafts for c in draft.clauses if c.id
        }
        self.disputed = {c.clause_id for c in merged.conflicts if c.why not in OF_OUTLINE}
        self.order_disputed = any(c.why in OF_OUTLINE for c in merged.conflicts)

    def clauses(self) -> dict[str, str]:
        """Return the blob id of each clause's file in the working tree."""
        standing = (each for each in self.merged.clauses if each.pieces)
        return {each.id: self._blob(each) for each in standing}

    def outline(self) -> str:
        """Return the blob id of the outline in the working tree."""
        text = _outline(self.merged.clauses)
        if self.order_disputed:
            text = marked(text, self._other_outline())
        return write_blob(self.repo, text.encode())

    def unmerged(self) -> dict[str, Stages]:
        """Return, by path, the versions of each file that is in conflict."""
        found = {clause_path(each): self._stages(each) for each in sorted(self.disputed)}
        if self.order_disputed:
            versions = ((outline_blob(self.repo, each), _FILE) for each in self.three.commits)
            found[OUTLINE] = Stages(*versions)
        return found

    def _stages(self, clause_id: str) -> Stages:
        return Stages(
            *((blobs[clause_id], _FILE) if clause_id in blobs else None for blobs in self.blobs)
        )

    def _blob(self, clause: MergedClause) -> str:
        """Return the file of a clause: that of a side where it has the same text."""
        for side in (1, 2):
            same = self.texts[side].get(clause.id) == clause.text
            if same and clause.id not in self.disputed and clause.id in self.blobs[side]:
                return self.blobs[side][clause.id]
        if clause.id not in self.disputed:
            return write_blob(self.repo, (clause.stored_text() or "").encode())
        ours, theirs = clause.stored_text("ours"), clause.stored_text("theirs")
        if ours is None or theirs is None:  # what one side deleted stands, as git leaves it
            return write_blob(self.repo, (ours or theirs or "").encode())
        return write_blob(self.repo, marked(ours, theirs).encode())

    def _other_outline(self) -> str:
        """Return the outline as the merge has it where theirs is preferred."""
        base, ours, theirs = self.three.drafts
        swapped = merge_drafts(base, theirs, ours)
        there = {each.id for each in self.merged.clauses}
        return _outline(each for each in swapped.clauses if each.id in there)


def _outline(clauses: Iterable[MergedClause]) -> str:
    return outline_text(OutlineLine(e.id, e.depth, e.kind, e.heading) for e in clauses if e.pieces)


def _draft(merged: Merged) -> Draft:
    return draft_of_clauses(merged.stored)


def _policy(repo: Repository, three: _Three, parties: Pair | None, message: str | None) -> Policy:
    known, draft = three.base.known, three.drafts[0]
    _, ours, theirs = three.commits
    passing = reopened(repo, known, ours, draft) | reopened(repo, known, theirs, draft)
    passing |= announced_by(message or "", three.drafts[1])
    return Policy(parties=parties, reopened=passing)


def _report(
    outcome: Outcome, three: _Three, result: Draft, merged: Merged, commit: str | None
) -> MergeReport:
    ours = three.drafts[1]
    events = compare(ours, result).events
    summary = tuple(summary_lines(events, Context(ours, result)))
    return MergeReport(outcome, three.into, three.name, commit, summary, merged.decisions)


def _commit(repo: Repository, branch: str) -> str:
    """Return the commit that a name stands for: a branch or other git revision, else a revision.

    Raises:
        NotFoundError: there is none; the remedy names the nearest.
        RepositoryError: it holds no draft.
    """
    found = repo.resolve(branch)
    if found is None:
        named = repo.named(branch)
        found = named.commit if named else None
    if found is None:
        known = [*repo.branches(), *repo.names()]
        near = get_close_matches(branch, known, n=2, cutoff=0.5)
        listed = f"Did you mean {' or '.join(near)}?" if near else "`git branch -a` lists them."
        raise NotFoundError(f"There is no branch or revision {branch}.", listed)
    if not repo.is_draft(found):
        raise RepositoryError(f"{branch} holds no draft.", "`git branch -a` lists the branches.")
    return found


def _here(repo: Repository, commit: str) -> str:
    return repo.branch() or short(commit)
