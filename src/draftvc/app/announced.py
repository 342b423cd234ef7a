"""Which agreed clauses may change: those whose reopening a commit announced, or the room imported.

A commit announces it with a trailer (`Reopens: PP3 "reason" By: RUS`; the label is that of the
parent revision). What an import changes is the room's text, and needs no announcement.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from draftvc.draft.model import Draft
from draftvc.errors import DraftvcError
from draftvc.notation.addresses import read_address
from draftvc.store.gitcli import run_git
from draftvc.store.repository import Repository
from draftvc.store.revision import Revision

_REOPENS = re.compile(r"(?im)^Reopens:\s*(?P<label>[^\"“\n]+?)\s*(?:[\"“].*|\bBy:.*)?$")


def reopened(repo: Repository, base: str, side: str, draft: Draft) -> frozenset[str]:
    """Return the ids of the agreed clauses that the commits of one side may have changed.

    Args:
        repo: the repository.
        base: the commit that the sides have in common.
        side: the commit at the end of one side.
        draft: that of base.
    """
    if not any(clause.reading.stamp for clause in draft.clauses):
        return frozenset()
    named = f"--git-dir={repo.git_dir}"
    told = run_git(repo.git_dir, named, "rev-list", f"{base}..{side}").decode("ascii").split()
    return frozenset(
        clause_id for commit in told for clause_id in _announced(repo, repo.revision(commit))
    )


def _announced(repo: Repository, revision: Revision) -> Iterator[str]:
    labels = [match["label"] for match in _REOPENS.finditer(revision.body)]
    if not revision.parents or not (labels or revision.source):
        return
    try:
        before, after = repo.draft(revision.parents[0]), repo.draft(revision.commit)
    except DraftvcError:
        return  # one that cannot be read announces nothing
    for label in labels:
        address = read_address(label)
        index = before.by_label.get(address.label) if address else None
        if index is not None:
            yield before.clauses[index].id or ""
    if revision.source:
        then = {clause.id: clause for clause in after.clauses}
        for clause in before.clauses:
            now = then.get(clause.id)
            if clause.id and clause.reading.stamp and (now is None or now.key != clause.key):
                yield clause.id
