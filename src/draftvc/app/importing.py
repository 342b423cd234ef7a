"""Record files as revisions: `draftvc import FILE…`.

All files are read and compared before anything is written. Faults in a text are recorded and
said: it is the room's text.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from draftvc.app.reading import STDIN, read_path
from draftvc.checks.rule import Parties
from draftvc.checks.run import run_checks
from draftvc.diff.compare import compare
from draftvc.diff.model import Event
from draftvc.diff.pairing import pair_clauses
from draftvc.draft.counts import count
from draftvc.draft.model import Draft
from draftvc.draft.read import read_draft
from draftvc.errors import DraftvcError, RepositoryError
from draftvc.limits import DEFAULT, Limits
from draftvc.notation.dates import find_date
from draftvc.report.model import Imported, ImportReport, Side
from draftvc.report.sentences import Context, group_sentences, subject_line, summary_lines
from draftvc.store.ids import new_id
from draftvc.store.layout import SETTINGS
from draftvc.store.naming import next_name, refuse_taken, refuse_unfit, taken
from draftvc.store.objects import ToRecord
from draftvc.store.recording import record, refuse_uncommitted, writable_root
from draftvc.store.replacing import replaceable
from draftvc.store.repository import Repository
from draftvc.store.revision import Revision
from draftvc.store.settings_file import filled_in, new_settings

_STDIN_NAME = "standard-input.txt"
_SHORT = 10
"""Characters of a commit that name a revision without a name."""


@dataclass(frozen=True)
class _Received:
    """A file that was read."""

    file: str
    data: bytes
    draft: Draft
    date: str | None


@dataclass(frozen=True)
class _Before:
    """The draft that a file is compared with."""

    draft: Draft | None
    side: Side | None
    seed: str
    """What the ids of new clauses are made after: the id of its commit, or what stands for it."""


@dataclass(frozen=True)
class _Plan:
    """A file, and the revision that it shall become; None where it reads like the one before."""

    received: _Received
    before: _Before
    revision: ToRecord | None
    summary: tuple[str, ...] = ()


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
    base = repo.head()
    writable_root(repo)
    replaced = replaceable(repo, replace) if replace is not None else None
    names = _names(repo, name, replaced)
    plans = list(_plans(repo, received, replaced, names, limits))
    todo = [each.revision for each in plans if each.revision is not None]
    commits: dict[str, str] = {}
    if todo and dry_run:
        refuse_uncommitted(repo, base)
    elif todo:
        settings = _settings(repo, todo[0].draft)
        done = record(repo, todo, author, base=base, replaced=replaced, settings=settings)
        commits = {name: each.commit for each in done if (name := each.name) is not None}
    imported = tuple(_told(each, commits, parties) for each in plans)
    return ImportReport(imported, tuple(_remarks(plans)), dry_run)


def with_ids(draft: Draft, before: Draft | None, seed: str, limits: Limits = DEFAULT) -> Draft:
    """Return a draft whose clauses have permanent ids: those of the draft before, or new ones.

    Law: clauses that are paired have the same id, and no two clauses have one.
    """
    known: dict[int, str] = {}
    taken_ids: set[str] = set()
    if before is not None:
        taken_ids |= {each.id for each in before.clauses if each.id is not None}
        for pair in pair_clauses(before, draft, limits):
            known[pair.new] = before.clauses[pair.old].id or ""
    clauses = []
    for index, clause in enumerate(draft.clauses):
        clause_id = known.get(index) or new_id(clause, seed, taken_ids)
        taken_ids.add(clause_id)
        clauses.append(dataclasses.replace(clause, id=clause_id))
    return dataclasses.replace(draft, clauses=tuple(clauses))


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


def _day(written: str) -> str:
    found = find_date(written.strip())
    if found is None or (found.start, found.end) != (0, len(written.strip())):
        raise DraftvcError(f"“{written}” is no date.", "Write 2025-03-07 or 7 March 2025.")
    return found.iso


def _receive(path: str | Path, day: str | None, limits: Limits) -> _Received:
    data, source = read_path(path, limits)
    draft = read_draft(source)
    return _Received(str(path), data, draft, day or draft.date)


def _names(repo: Repository, name: str | None, replaced: Revision | None) -> Iterator[str]:
    """Yield the names for the files: those that were given, else one above the other."""
    if replaced is not None and replaced.name is not None:
        yield replaced.name
        return
    here, everywhere = list(repo.names_here()), {*repo.names(), *repo.tags()}
    if name is not None:
        if name in everywhere:
            raise taken(name)
        refuse_taken(repo.git, name)
        yield name
    while True:
        here.append(next_name(here, everywhere))
        yield here[-1]


def _plans(
    repo: Repository,
    received: Sequence[_Received],
    replaced: Revision | None,
    names: Iterator[str],
    limits: Limits,
) -> Iterator[_Plan]:
    """Yield what each file becomes, each compared with the one before it."""
    before = _before(repo, replaced)
    for each in received:
        plan = _plan(repo, each, before, replaced, limits, names)
        yield plan
        if plan.revision is not None:
            made = plan.revision
            digest = hashlib.sha256(each.data).hexdigest()
            seed = hashlib.sha256(f"{before.seed} {digest}".encode()).hexdigest()
            before = _Before(made.draft, Side(made.name, None, made.date), seed)


def _plan(
    repo: Repository,
    received: _Received,
    before: _Before,
    replaced: Revision | None,
    limits: Limits,
    names: Iterator[str],
) -> _Plan:
    if replaced is not None and _reads_like_replaced(repo, received, replaced, limits):
        return _Plan(received, dataclasses.replace(before, side=_side(replaced)), None)
    draft = with_ids(received.draft, before.draft, before.seed, limits)
    source = Path(received.file).name if received.file != STDIN else _STDIN_NAME
    made = ToRecord(
        name="",
        draft=draft,
        subject=_first_subject(draft),
        body=draft.title or "",
        date=received.date,
        source=(source, received.data),
    )
    if before.draft is None:
        return _Plan(received, before, dataclasses.replace(made, name=next(names)))
    if _is_same_file(repo, received, before):
        return _Plan(received, before, None)
    events = compare(before.draft, draft, limits).events
    if not events and replaced is None:
        return _Plan(received, before, None)
    if not events:
        raise RepositoryError(
            f"{received.file} reads like the revision before {replaced.name if replaced else ''}.",
            "To drop the newest revision: git reset --keep HEAD~1",
        )
    made = dataclasses.replace(
        made,
        name=next(names),
        subject=subject_line(events),
        body=_body(events, Context(before.draft, draft)),
    )
    return _Plan(received, before, made, tuple(summary_lines(events, Context(before.draft, draft))))


def _before(repo: Repository, replaced: Revision | None) -> _Before:
    commit = repo.head() if replaced is None else next(iter(replaced.parents), None)
    if commit is None:
        return _Before(None, None, "")
    if not repo.is_draft(commit):
        return _Before(None, None, commit)
    newest = repo.newest() if replaced is None else repo.revision(commit)
    return _Before(repo.draft(commit), _side(newest or repo.revision(commit)), commit)


def _side(revision: Revision) -> Side:
    return Side(revision.name or revision.commit[:_SHORT], revision.commit, revision.date)


def _is_same_file(repo: Repository, received: _Received, before: _Before) -> bool:
    if before.side is None or before.side.commit is None:
        return False
    recorded = repo.source(before.side.commit)
    return recorded is not None and recorded[1] == received.data


def _reads_like_replaced(
    repo: Repository, received: _Received, replaced: Revision, limits: Limits
) -> bool:
    """Tell whether a replacement would change neither text nor date."""
    if received.date != replaced.date:
        return False
    there = repo.draft(replaced.commit)
    return not compare(there, with_ids(received.draft, there, "", limits), limits).events


def _settings(repo: Repository, draft: Draft) -> bytes:
    """Return the settings of the first revision, with what the draft says of itself."""
    file = (repo.root or Path()) / SETTINGS
    data = file.read_bytes() if file.is_file() else new_settings()
    return filled_in(data, draft.title, draft.organ)


def _first_subject(draft: Draft) -> str:
    counts = count(draft)
    clauses = f"{counts.clauses} clause{'' if counts.clauses == 1 else 's'}"
    brackets = f"{counts.brackets} bracket{'' if counts.brackets == 1 else 's'}"
    return f"First revision: {clauses}, {brackets}, {counts.agreed} agreed"


def _body(events: tuple[Event, ...], context: Context) -> str:
    """Return all that a revision did: the summary, then every sentence in reading order."""
    told = [f"{each.clause}: {each.sentence}" for each in group_sentences(events, context)]
    return "\n".join([*summary_lines(events, context), "", *told])


def _told(plan: _Plan, commits: dict[str, str], parties: Parties) -> Imported:
    received, revision = plan.received, plan.revision
    return Imported(
        file=received.file,
        name=revision.name if revision else None,
        commit=commits.get(revision.name) if revision else None,
        date=received.date,
        subject=revision.subject if revision else "nothing changed",
        summary=plan.summary,
        diagnostics=run_checks(received.draft, parties),
        set_aside=received.draft.set_aside,
        same_as=None if revision else plan.before.side,
    )


def _remarks(plans: Sequence[_Plan]) -> Iterator[str]:
    for plan in plans:
        if plan.revision is None:
            continue
        name, day = plan.revision.name, plan.revision.date
        last = plan.before.side
        if day is None:
            yield f"{name} has no date: its front names none. --date gives one."
        elif last is not None and last.date is not None and day < last.date:
            yield f"{name} is dated {day}, before {last.name} ({last.date})."
