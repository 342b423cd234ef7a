"""pre-commit and pre-merge-commit: whether what is staged may be committed.

Only the index is looked at, never the working tree: of a file that is half staged, the half
that is committed counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from draftvc.app.broken_settings import with_way_out
from draftvc.app.parties import PartyList, load_parties
from draftvc.checks.ratchet import new_faults
from draftvc.checks.run import run_checks
from draftvc.diagnostics import Diagnostic
from draftvc.draft.model import Draft
from draftvc.drivers.calling import clause_files, merged_heads, staged_file
from draftvc.drivers.whole import staged_draft
from draftvc.errors import EXIT_DONE, EXIT_FOUND, DraftvcError
from draftvc.report.look import Look
from draftvc.report.model import CheckReport, Side
from draftvc.report.page.check import check_page
from draftvc.report.text import plain
from draftvc.store.layout import OUTLINE, SETTINGS
from draftvc.store.recovery import half_done
from draftvc.store.repository import Repository, open_repository
from draftvc.store.settings import Settings, read_settings

_TWICE = "E401"
"""The code of a number that two clauses have."""
_ANYWAY = (
    "To see all that is found: draftvc check --staged",
    "To commit all the same:   git commit --no-verify, with the rest of your command",
)


def check_staged(say: Callable[[str], None]) -> int:
    """Return 0 where what is staged may be committed, 1 where it is refused and said why.

    Raises:
        RepositoryError: the repository cannot be opened; what is staged was not looked at.
    """
    told: list[str] = []
    repo = open_repository(tell=told.append)
    if interrupted := half_done(repo.git_dir):
        say(f"draftvc: refused: {interrupted}")
        say(_ANYWAY[1])
        return EXIT_FOUND
    try:
        settings, parties = _settings(repo)
        if settings.check == "off" or _begins_no_draft(repo):
            return EXIT_DONE
        draft = staged_draft(repo)
    except DraftvcError as error:
        say("draftvc: refused: what is staged cannot be read as a draft.")
        say(f"  {error}\n")
        say(_ANYWAY[1])
        return EXIT_FOUND
    for sentence in told:
        say(f"draftvc: {sentence}")
    refused, passing = _refused(draft, settings, parties, repo)
    for each in passing:
        say(f"draftvc: {each.message} {each.hint}")
    if not refused:
        return EXIT_DONE
    say(_headline(refused, settings))
    say_findings(refused, draft, repo, say)
    say("\n".join(_ANYWAY))
    return EXIT_FOUND


def say_findings(
    found: Sequence[Diagnostic],
    draft: Draft,
    repo: Repository,
    say: Callable[[str], None],
    where: str = "what is staged",
) -> None:
    """Say findings, each with the file of its clause and the line in it."""
    placed = tuple(_in_clause_file(each, draft, repo) for each in found)
    for piece in plain(check_page(CheckReport(Side(where), placed), Look())):
        say(piece.rstrip("\n"))


def _settings(repo: Repository) -> tuple[Settings, PartyList]:
    """Return the staged settings, and the parties that they add to the list.

    Raises:
        DraftvcError: they are not understood; the remedy says what brings back others.
    """
    try:
        settings = read_settings(staged_file(SETTINGS))
        off = settings.check == "off"  # which refuses nothing
        return settings, load_parties({} if off else settings.parties)
    except DraftvcError as error:
        raise with_way_out(error, repo) from error


def _begins_no_draft(repo: Repository) -> bool:
    """Tell whether nothing of a draft is staged but settings, and none was recorded before."""
    head = repo.head()
    recorded = head is not None and repo.is_draft(head)
    return not (recorded or clause_files() or staged_file(OUTLINE))


def _refused(
    draft: Draft, settings: Settings, parties: PartyList, repo: Repository
) -> tuple[Sequence[Diagnostic], Sequence[Diagnostic]]:
    """Return the findings for which the commit is refused, and those that are said alone.

    Two lines that were merged may each have given a number: both clauses stand until somebody
    renumbers one, and no side is at fault.
    """
    found = run_checks(draft, parties)
    if settings.check == "strict":
        return [each for each in found if each.severity != "info"], ()
    if all(each.severity != "error" for each in found):
        return (), ()
    parents = [(parent, run_checks(parent, parties)) for parent in _parents(repo)]
    new = new_faults((draft, found), parents)
    twice = [each for each in new if each.code == _TWICE] if len(parents) > 1 else []
    return [each for each in new if each not in twice], twice


def _parents(repo: Repository) -> Iterator[Draft]:
    """Yield the drafts of the commits that the new one will follow.

    One that cannot be read has no faults that are known: whoever repairs it answers for all.
    """
    head = repo.head()
    for commit in (*((head,) if head else ()), *merged_heads(repo.git_dir)):
        try:
            if repo.is_draft(commit):
                yield repo.draft(commit)
        except DraftvcError:
            continue


def _headline(refused: Sequence[Diagnostic], settings: Settings) -> str:
    if settings.check == "strict":
        return 'draftvc: refused: draft.toml says check = "strict", and the draft has findings.\n'
    faults = "a fault" if len(refused) == 1 else f"{len(refused)} faults"
    return f"draftvc: refused: this would bring {faults} into the draft that it did not have.\n"


def _in_clause_file(found: Diagnostic, draft: Draft, repo: Repository) -> Diagnostic:
    """Return a finding with the path of the file that its line counts in."""
    index = draft.by_label.get(found.clause or "")
    clause_id = draft.clauses[index].id if index is not None else None
    if clause_id is None or found.file or found.line is None:
        return found
    return replace(found, file=repo.path_of(clause_id))
