"""Record files as revisions: `draftvc import FILE…`.

All files are read and compared before anything is written. Faults in a text are recorded and
said: it is the room's text.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from draftvc.app.planning import Plan, Planner, Received, names_for
from draftvc.app.reading import read_received
from draftvc.app.stood import stood_before
from draftvc.app.unrecorded import refuse_begun
from draftvc.checks.rule import Parties
from draftvc.checks.run import run_checks
from draftvc.draft.model import Draft
from draftvc.errors import DraftvcError
from draftvc.limits import DEFAULT, Limits
from draftvc.notation.dates import find_date
from draftvc.report.model import Imported, ImportReport
from draftvc.store.layout import SETTINGS
from draftvc.store.naming import branch_with, refuse_unfit, told_apart
from draftvc.store.recording import record, refuse_uncommitted, writable_root
from draftvc.store.replacing import replaceable
from draftvc.store.repository import Repository
from draftvc.store.settings_file import filled_in, new_settings


@contextmanager
def _uncollected() -> Iterator[None]:
    """Do without the collector of cycles: drafts have none, and it looks at each piece again.

    A quarter of the time that a text of 2 MB takes.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@_uncollected()
def import_files(  # noqa: PLR0913  # the options of the command
    repo: Repository,
    paths: Sequence[str | Path],
    *,
    name: str | None = None,
    date: str | None = None,
    replace: str | None = None,
    dry_run: bool = False,
    author: str | None = None,
    parties: Parties,
    limits: Limits = DEFAULT,
) -> ImportReport:
    """Record each file, in the order given, as one revision, and return what each became.

    Args:
        repo: the repository.
        paths: files to read; `-` is standard input.
        name: the name of the revision, where there is one file.
        date: the draft date, in place of the day that the text speaks of.
        replace: name of the newest revision, where the one file takes its place.
        dry_run: say what would be recorded, and write nothing.
        author: `Name <mail>`, in place of whom git knows.
        parties: those that a draft can name.
        limits: how far to go before a cheaper way is taken.

    Raises:
        InputError: a file cannot be read as a draft.
        RepositoryError: the repository is not in a state to be written, or cannot be.
        DraftvcError: the options contradict each other, or are not understood.
    """
    _refuse_mixture(paths, name, replace)
    day = _day(date) if date is not None else None
    received = [_receive(path, day, limits) for path in paths]
    root, base = writable_root(repo), repo.head()
    refuse_begun(repo)
    replaced = replaceable(repo, replace) if replace is not None else None
    planner = Planner(repo, replaced, names_for(repo, name, replaced), limits)
    plans = list(planner.plan(received))
    todo = [each.revision for each in plans if each.revision is not None]
    commits: dict[str | None, str] = {}
    if todo and dry_run:
        refuse_uncommitted(repo, base)
    elif todo:
        is_first = base is None or not repo.is_draft(base)
        settings = first_settings(root, todo[0].draft) if is_first else None
        done = record(repo, todo, author, base=base, replaced=replaced, settings=settings)
        commits = {each.name: each.commit for each in done}
    imported = tuple(_told(each, commits, repo, parties, limits) for each in plans)
    named = _named_otherwise(plans, repo) if name is None and replaced is None else ()
    return ImportReport(imported, (*_remarks(plans), *named, *planner.said), dry_run)


def _refuse_mixture(paths: Sequence[str | Path], name: str | None, replace: str | None) -> None:
    if len(paths) > 1 and (name is not None or replace is not None):
        option = "--as names" if name is not None else "--replace replaces"
        raise DraftvcError(
            f"{option} one revision, and {len(paths)} files were given.",
            "Import that file alone; the others can follow.",
        )
    if name is not None and replace is not None:
        raise DraftvcError(
            "A revision that is replaced keeps its name.", "Leave --as or --replace out."
        )
    if name is not None:
        refuse_unfit(name)
        if os.path.lexists(name):
            raise DraftvcError(
                f"There is a file {name} here: a revision of that name would be mistaken for it.",
                "Give another name with --as, such as v3 or friday-evening.",
            )


def _day(written: str) -> str:
    found = find_date(written.strip())
    if found is None or (found.start, found.end) != (0, len(written.strip())):
        raise DraftvcError(f"“{written}” is no date.", "Write 2025-03-07 or 7 March 2025.")
    return found.iso


def _receive(path: str | Path, day: str | None, limits: Limits) -> Received:
    data, draft = read_received(path, limits)
    return Received(str(path), data, draft, day or draft.date)


def first_settings(root: Path, draft: Draft) -> bytes:
    """Return the settings of the first revision, with what the draft says of itself."""
    file = root / SETTINGS
    data = file.read_bytes() if file.is_file() else new_settings()
    return filled_in(data, draft.title, draft.organ)


def _told(
    plan: Plan, commits: dict[str | None, str], repo: Repository, parties: Parties, limits: Limits
) -> Imported:
    received, revision, before = plan.received, plan.revision, plan.before
    # The draft that was compared: its clauses have been read already.
    found = run_checks(revision.draft, parties) if revision else ()
    stood = stood_before(revision.draft, found, before, repo, parties, limits) if revision else ()
    return Imported(
        file=received.file,
        name=revision.name if revision else None,
        commit=commits.get(revision.name) if revision else None,
        date=received.date,
        subject=revision.subject if revision else "nothing changed",
        summary=plan.summary,
        diagnostics=found,
        set_aside=received.draft.set_aside,
        same_as=None if revision else before.side,
        before=before.side,
        standing=stood,
    )


def _named_otherwise(plans: Sequence[Plan], repo: Repository) -> Iterator[str]:
    """Say why an automatic name is not the next number."""
    for plan in plans:
        name = plan.revision.name if plan.revision is not None else ""
        wanted = told_apart(name)
        if wanted is None:
            continue
        other = repo.named(wanted)
        branch = branch_with(repo.git_dir, other.commit) if other is not None else None
        if other is None:
            yield f"{wanted} is the name of a tag: this one is {name}."
        elif branch is not None:
            yield f"{wanted} is the name of a revision of {branch}: this one is {name}."
        else:
            yield (
                f"{wanted} is the name of a revision that no branch holds any more: this one is "
                f"{name}. To give the other up: git tag -d {wanted}"
            )


def _remarks(plans: Sequence[Plan]) -> Iterator[str]:
    for plan in plans:
        source = plan.received.draft.source
        if source is not None and source.remark:
            yield source.remark
        if plan.revision is None:
            continue
        name, day = plan.revision.name, plan.revision.date
        last = plan.before.side
        if day is None:
            yield f"{name} has no date: its front names none. --date gives one."
        elif last is not None and last.date is not None and day < last.date:
            yield f"{name} is dated {day}, before {last.name} ({last.date})."
