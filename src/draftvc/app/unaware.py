"""Whether git merged over a correction of which clause is which.

Git pairs files by path. Where one line of the draft bears a `relink` and the other edited the
clause before it, git has two clauses in conflict, or one as deleted; `draftvc merge` knows better.
"""

from __future__ import annotations

from draftvc.store.layout import clause_id_of
from draftvc.store.merge_trees import file_at
from draftvc.store.repository import Repository
from draftvc.store.unmerged import OpenMerge, Unmerged


def is_unaware_of_relinks(repo: Repository, merge: OpenMerge, files: tuple[Unmerged, ...]) -> bool:
    """Tell whether a file is in conflict under an id that stands for another clause today."""
    if merge.kind != "merge" or merge.ours is None or merge.theirs is None:
        return False
    relinks = repo.relinks.also_of(merge.theirs)
    for number, commit in enumerate((merge.ours, merge.theirs)):
        ids = relinks.ids_at(commit)
        for file in files if ids else ():
            side = (file.ours, file.theirs)[number]
            is_moved = clause_id_of(file.path) in ids
            if is_moved and side is not None and side == file_at(repo, commit, file.path):
                return True
    return False
