"""The way out where draft.toml is not understood: the settings of which commit can come back.

Such a file may have been pulled from somebody who writes without draftvc, and every command that
reads it stops until it is mended.
"""

from __future__ import annotations

from itertools import islice

from draftvc.app.parties import load_parties
from draftvc.errors import DraftvcError
from draftvc.store.layout import SETTINGS
from draftvc.store.recorded_settings import settings_before, settings_text
from draftvc.store.repository import Repository
from draftvc.store.revision import Revision, short
from draftvc.store.settings import read_settings

_LOOKED_AT = 100
"""Versions of the settings that are tried, newest first."""


def with_way_out(error: DraftvcError, repo: Repository) -> DraftvcError:
    """Return the error of settings that are not understood, with what brings back others.

    Those of the newest commit that can be read; where none can, the error as it is.
    """
    back = _way_out(repo) if not repo.bare and not repo.merging() else ""
    return type(error)(error.message, f"{error.remedy} {back}".strip()) if back else error


def newest_understood(repo: Repository) -> Revision | None:
    """Return the newest revision whose settings can be read; None where there is none."""
    versions = islice(settings_before(repo), _LOOKED_AT)
    return next((each for each, blob in versions if _is_understood(repo, blob)), None)


def _way_out(repo: Repository) -> str:
    revision = newest_understood(repo)
    if revision is None:
        return ""
    if revision.commit == repo.head():
        return f"Or `git checkout HEAD -- {SETTINGS}` puts back that of the last commit."
    return (
        f"Or bring back that of {revision.called}, and record it: "
        f'`git checkout {short(revision.commit)} -- {SETTINGS}`, `git commit -m "Mend {SETTINGS}"`.'
    )


def _is_understood(repo: Repository, blob: str) -> bool:
    try:
        load_parties(read_settings(settings_text(repo, blob)).parties)
    except DraftvcError:
        return False
    return True
