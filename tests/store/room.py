"""A room whose draft goes through three revisions, and repositories that hold them."""

from __future__ import annotations

from pathlib import Path

from draftvc.app.importing import import_files
from draftvc.app.initialise import initialise
from draftvc.app.parties import load_parties
from draftvc.report.model import ImportReport
from draftvc.store.repository import Repository, open_repository
from tests.store.gitrepo import put

MONDAY = """\
This version reflects the discussions held on Monday 3 March 2025
World Lakes Assembly
Draft resolution - quiet shores
The World Lakes Assembly,
Noting that every lake has a shore, and that [most shores] {USA+} belong to somebody,
Recalling its resolution 1/4 on the reeds of the northern lakes,
OPERATIVE CLAUSES
1. [Urges] {CMR+} [Requests] {CMR+} Member States to keep their shores quiet by:
a. moving engines [and music] {FRA+, RUS reserve} away from the reeds,
b. counting the birds once a year,
2. Decides to meet again.
"""
TUESDAY = (
    MONDAY.replace("Monday 3", "Tuesday 4")
    .replace("[and music] {FRA+, RUS reserve}", "[and music] {FRA+}")
    .replace("2. Decides", "2. Invites the Secretariat to print a map of the lakes,\n3. Decides")
)
WEDNESDAY = (
    TUESDAY.replace("Tuesday 4", "Wednesday 5")
    .replace("b. counting the birds once a year,\n", "")
    .replace("[Urges] {CMR+} [Requests] {CMR+}", "Requests")
)
TEXTS = (MONDAY, TUESDAY, WEDNESDAY)


def make_files(folder: Path) -> tuple[Path, Path, Path]:
    """Write the three texts as the files that the secretariat sends."""
    first, second, third = (
        put(folder / f"day {number}.txt", text) for number, text in enumerate(TEXTS, start=1)
    )
    return first, second, third


def import_into(place: Path, *files: Path, **options: object) -> ImportReport:
    """Import files as `draftvc import` does."""
    repo = open_repository(place)
    repo.finish_interrupted()
    return import_files(repo, files, parties=load_parties(), **options)  # type: ignore[arg-type]


def make_room(place: Path, *files: Path) -> Repository:
    """Make a repository with these files imported."""
    initialise(place)
    if files:
        import_into(place, *files)
    return open_repository(place)
