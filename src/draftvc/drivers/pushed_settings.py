"""Settings that come with a push: draft.toml has to be one that every clone can read.

A clone that took in a broken one could call no command that reads it. What stood before is nobody's
new fault.
"""

from __future__ import annotations

from draftvc.app.parties import load_parties
from draftvc.store.recorded_settings import settings_blob, settings_text
from draftvc.store.repository import Repository
from draftvc.store.revision import Revision
from draftvc.store.settings import read_settings


def refuse_new_settings(repo: Repository, revision: Revision) -> None:
    """Refuse settings that no parent of a revision has, and that are not understood.

    Raises:
        DraftvcError: they are no TOML, of a newer format, or a value makes no sense.
    """
    blob = settings_blob(repo, revision.commit)
    if blob is None or blob in {settings_blob(repo, each) for each in revision.parents}:
        return
    load_parties(read_settings(settings_text(repo, blob)).parties)
