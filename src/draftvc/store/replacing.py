"""Whether the newest revision can be put right, or others have built on it."""

from __future__ import annotations

import difflib

from draftvc.errors import NotFoundError, RepositoryError
from draftvc.store.gitcli import run_git
from draftvc.store.references import HEAD, TAGS, current_branch
from draftvc.store.repository import Repository
from draftvc.store.revision import Revision

_REMOTES = "refs/remotes/"
_AFTER = "Import what is right as the next revision instead."


def replaceable(repo: Repository, name: str) -> Revision:
    """Return the revision of a name, where it is the newest and nobody has built on it.

    Raises:
        NotFoundError: there is no such revision.
        RepositoryError: it is not the newest, was built on, or was pushed.
    """
    revision = repo.named(name)
    if revision is None:
        near = difflib.get_close_matches(name, repo.names(), n=2, cutoff=0.5)
        remedy = f"Did you mean {' or '.join(near)}?" if near else "`draftvc log` lists them."
        raise NotFoundError(f"There is no revision {name}.", remedy)
    if revision.commit != repo.head():
        newest = repo.newest()
        later = newest.name if newest and newest.name not in (None, name) else None
        why = f"{later} was built on it" if later else "something was recorded after it"
        raise RepositoryError(f"{name} is not the newest revision: {why}.", _AFTER)
    _refuse_built_on(repo, revision)
    return revision


def _refuse_built_on(repo: Repository, revision: Revision) -> None:
    own = {current_branch(repo.git), HEAD, f"{TAGS}{revision.name}"}
    told = run_git(
        repo.git_dir,
        f"--git-dir={repo.git_dir}",
        "for-each-ref",
        "--format=%(refname)",
        "--contains",
        revision.commit,
    )
    others = [each for each in told.decode("utf-8", "replace").split("\n") if each not in own]
    pushed = [each for each in others if each.startswith(_REMOTES)]
    if pushed:
        where = pushed[0].removeprefix(_REMOTES)
        raise RepositoryError(
            f"{revision.name} was pushed to {where}: others may have it already.", _AFTER
        )
    built = [each for each in others if each]
    if built:
        where = built[0].removeprefix("refs/").replace("heads/", "branch ").replace("tags/", "tag ")
        raise RepositoryError(f"{revision.name} was built on: the {where} holds it too.", _AFTER)
