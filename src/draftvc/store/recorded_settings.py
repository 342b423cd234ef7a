"""draft.toml as the commits have it, whether it is understood or not."""

from __future__ import annotations

from collections.abc import Iterator

import pygit2

from draftvc.store.layout import SETTINGS
from draftvc.store.repository import Repository
from draftvc.store.revision import Revision
from draftvc.store.shelves import load_blob


def settings_blob(repo: Repository, commit: str) -> str | None:
    """Return the id of what a commit has as draft.toml; None where it has none."""
    tree = repo.git[commit].peel(pygit2.Tree)
    return str(tree[SETTINGS].id) if SETTINGS in tree else None


def settings_text(repo: Repository, blob: str) -> bytes:
    """Return the content of one.

    Raises:
        RepositoryError: it is damaged, or no file.
    """
    return load_blob(repo.git, blob, SETTINGS, repo.limits)


def settings_before(repo: Repository) -> Iterator[tuple[Revision, str]]:
    """Yield the revisions up to what is checked out, newest first, with the id of their settings.

    Of those that have the same settings the newest alone.
    """
    seen: set[str] = set()
    for revision in repo.history():
        blob = settings_blob(repo, revision.commit)
        if blob is not None and blob not in seen:
            seen.add(blob)
            yield revision, blob
