"""pre-receive and update: whether a push may come into a repository that others read.

Each new commit is looked at against its parents, out of the object store: there is no working
tree. A new fault of brackets, groups or labels is refused, and so is agreed text that changed
without a reason, a text that no line of the outline names, a line without a text, and settings
that nobody could read afterwards. What the room sent is let in as it is: a revision that reads word
for word as the received file inside it. What the settings of the draft say does not count here, for
they come with the push; the administrator's do: `git config draftvc.check off`.
"""

from __future__ import annotations

import signal
import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from time import monotonic

from draftvc.app import guard
from draftvc.app.parties import PartyList, load_parties
from draftvc.app.textless import textless
from draftvc.app.unlisted import unlisted
from draftvc.app.unsettled import refuse_marks
from draftvc.checks.ratchet import new_faults
from draftvc.checks.run import run_checks
from draftvc.diagnostics import Diagnostic
from draftvc.draft.model import Draft
from draftvc.drivers.pushed_settings import refuse_new_settings
from draftvc.drivers.staged import say_findings
from draftvc.errors import EXIT_DONE, EXIT_FOUND, DraftvcError
from draftvc.limits import DEFAULT, Limits
from draftvc.store.gitcli import git_config, rev_parse, run_git
from draftvc.store.opening import find_repository, open_received
from draftvc.store.repository import Repository
from draftvc.store.revision import Revision
from draftvc.store.textless import textless_before, textless_in_commit
from draftvc.store.unlisted import unlisted_before, unlisted_in_commit

Update = Sequence[str]
"""What git says of a branch or tag: its old commit, its new one, its name."""

_MEND = """\
Nothing of the push was taken. Every new commit of it is looked at, so neither a later one
nor `git revert` helps: mend the commit itself, the last one with `git commit --amend`, an
earlier one with `git rebase -i`, and push again; `draftvc check REV` tells the same."""
_MEND_MERGE = """\
Nothing of the push was taken. Every new commit of it is looked at, so neither a later one
nor `git revert` helps, nor a line in the message of a merge for a commit of its branch. Mend
the commit itself, the last one with `git commit --amend`, and push again; for an earlier one
take the merge back (`git reset --keep HEAD~1` where it is the last), mend the commit on its
branch and merge again. `git rebase -i --rebase-merges` does it in one, and asks again what was
settled in the merge; without --rebase-merges the merge would be lost. `draftvc check REV`
tells the same."""
_TOLD = 10
"""Commits of which the faults are told in full."""
_TWICE = "E401"
"""Two branches may each have given a number: both clauses stand until somebody renumbers one."""


def check_push(
    updates: Iterable[Update], say: Callable[[str], None], limits: Limits = DEFAULT
) -> int:
    """Return 0 where a push may come in, 1 where it is refused and said why.

    Raises:
        RepositoryError: the repository cannot be read.
    """
    if git_config(None, "draftvc.check") == "off":
        return EXIT_DONE
    git_dir = find_repository(Path.cwd())
    repo = Repository(open_received(git_dir), git_dir, None, limits=limits)
    push = _Push(repo, load_parties({}), limits, monotonic() + limits.push_seconds)
    moves = [
        (rev_parse(None, old), tip) for old, new, *_ in updates if (tip := rev_parse(None, new))
    ]
    tips = [tip for _, tip in moves]
    with _alarm(limits):
        new = _new_commits(tips, limits) if tips else []
        refused = push.refused(new, say)
        refused += sum(push.rewrites(old, tip, say) for old, tip in moves if old)
    if not refused:
        return EXIT_DONE
    say(_MEND if not any(len(repo.revision(each).parents) > 1 for each in new) else _MEND_MERGE)
    return EXIT_FOUND


@contextmanager
def _alarm(limits: Limits) -> Iterator[None]:
    """Stop at the limit also inside one commit, where the system has an alarm clock."""

    def ring(*_: object) -> None:
        raise _too_long(limits, "One of its commits was looked at for")

    if not hasattr(signal, "SIGALRM"):
        yield
        return
    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(limits.push_seconds + 1)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def _too_long(limits: Limits, what: str) -> DraftvcError:
    return DraftvcError(
        f"{what} {limits.push_seconds} seconds (the limit push_seconds).",
        "Push it in parts: `git push origin COMMIT:refs/heads/BRANCH`, the oldest first.",
    )


def _new_commits(tips: Sequence[str], limits: Limits) -> list[str]:
    """Return the commits that no branch had before, parents first.

    Raises:
        DraftvcError: there are more than the limit.
    """
    most = f"--max-count={limits.push_commits + 1}"
    asked = ("rev-list", "--topo-order", "--reverse", most, *tips, "--not", "--all")
    found = run_git(None, *asked).decode("ascii").split()
    if len(found) > limits.push_commits:
        raise DraftvcError(
            f"It has more than {limits.push_commits:,} commits (the limit push_commits).",
            "Push it in parts: `git push origin COMMIT:refs/heads/BRANCH`, the oldest first.",
        )
    return found


@dataclass
class _Push:
    repo: Repository
    parties: PartyList
    limits: Limits
    until: float
    found: dict[int, tuple[Draft, tuple[Diagnostic, ...]]] = field(default_factory=dict)
    """What was found in the last drafts, by their identity."""

    def refused(self, commits: Sequence[str], say: Callable[[str], None]) -> int:
        """Return how many commits are refused, and say why."""
        refused = 0
        for index, commit in enumerate(commits):
            if monotonic() > self.until:
                raise _too_long(
                    self.limits, f"{index:,} of its {len(commits):,} commits were looked at in"
                )
            refused += self._is_refused(self.repo.revision(commit), refused < _TOLD, say)
        return refused

    def rewrites(self, old: str, new: str, say: Callable[[str], None]) -> bool:
        """Tell whether another history in the place of one changes what was agreed in that.

        Its commits were looked at against their own parents, of which the old tip is none.
        """
        if not self.repo.is_draft(old) or self.repo.leads_to(old, new):
            return False
        draft = self.repo.draft(new) if self.repo.is_draft(new) else Draft(())
        messages = [f"{each.subject}\n\n{each.body}" for each in self.repo.between(old, new)]
        found = guard.of_draft(self.repo, draft, (old,), "\n".join(messages))
        if not found:
            return False
        tip, before = self.repo.revision(new), self.repo.revision(old)
        say(f"draftvc: refused: {tip.called} would take the place of {before.called}\n")
        say_findings(found, draft, self.repo, say, tip.called)
        return True

    def _is_refused(self, revision: Revision, told: bool, say: Callable[[str], None]) -> bool:
        about = textwrap.shorten(revision.subject, 50, placeholder=" …")
        name = f"{revision.called} ({about})"
        try:
            draft = self._draft(revision)
            if draft is None:
                return False
            refuse_marks(draft, self.repo)
            refuse_new_settings(self.repo, revision)
            outside = self._outside(revision)
            found = self._faults(draft, revision)
        except DraftvcError as error:
            say(f"draftvc: refused: {name} cannot be read as a draft: {error}\n")
            return True
        if not found and not outside:
            for each in self._twice(draft, revision):
                say(f"draftvc: {name} is taken: {each.message} {each.hint}")
            return False
        if not outside and guard.is_as_received(self.repo, revision):
            say(f"draftvc: {name} is taken as the room sent it: {_codes(found)}.")
            return False
        if told:
            say(f"draftvc: refused: {name}\n")
            say_findings((*found, *outside), draft, self.repo, say, revision.called)
        return True

    def _twice(self, draft: Draft, revision: Revision) -> list[Diagnostic]:
        """Return E401 for each number that a merge brought together: said, not refused."""
        parents = [each for each in map(self._readable, revision.parents) if each is not None]
        if len(parents) < 2:
            return []
        before = {clause.label for parent in parents for clause in parent.clauses}
        new = {each.label for each in draft.clauses if "~" in each.label} - before
        found = self._found(draft) if new else ()
        return [each for each in found if each.code == _TWICE and each.clause in new]

    def _outside(self, revision: Revision) -> tuple[Diagnostic, ...]:
        """Return E404 for each text without a line, E405 for each line without a text.

        What stood so in a parent is no commit's fault.
        """
        if not self.repo.is_draft(revision.commit):
            return ()
        return (*self._textless(revision), *self._unlisted(revision))

    def _textless(self, revision: Revision) -> tuple[Diagnostic, ...]:
        found = textless_in_commit(self.repo, revision.commit)
        stood = {
            line.clause_id
            for parent in (revision.parents if found else ())
            for line in textless_before(self.repo, parent)
        }
        new = (line for line in found if line.clause_id not in stood)
        return tuple(textless(line, self.repo, revision.parents) for line in new)

    def _unlisted(self, revision: Revision) -> tuple[Diagnostic, ...]:
        found = unlisted_in_commit(self.repo, revision.commit)
        stood = {
            path
            for parent in (revision.parents if found else ())
            for path in unlisted_before(self.repo, parent)
        }
        return tuple(unlisted(path) for path in found if path not in stood)

    def _draft(self, revision: Revision) -> Draft | None:
        """Return the draft of a commit, empty where it took the draft out; None: it has none."""
        if self.repo.is_draft(revision.commit):
            return self.repo.draft(revision.commit)
        return Draft(()) if any(map(self.repo.is_draft, revision.parents)) else None

    def _faults(self, draft: Draft, revision: Revision) -> tuple[Diagnostic, ...]:
        parents = [each for each in map(self._readable, revision.parents) if each is not None]
        if any(draft is each for each in parents) and len(parents) == 1:
            return ()
        new: Sequence[Diagnostic] = ()
        if _may_have_faults(draft, parents, self.parties):
            new = new_faults((draft, self._found(draft)), [(p, self._found(p)) for p in parents])
        if len(parents) > 1:
            new = [each for each in new if each.code != _TWICE]
        message = f"{revision.subject}\n\n{revision.body}"
        return (*new, *guard.of_draft(self.repo, draft, revision.parents, message))

    def _readable(self, commit: str) -> Draft | None:
        try:
            return self.repo.draft(commit) if self.repo.is_draft(commit) else None
        except DraftvcError:
            return None

    def _found(self, draft: Draft) -> tuple[Diagnostic, ...]:
        known = self.found.get(id(draft))
        if known is None:
            known = self.found[id(draft)] = (draft, run_checks(draft, self.parties))
            for key in list(islice(self.found, max(len(self.found) - 4, 0))):
                del self.found[key]
        return known[1]


def _may_have_faults(draft: Draft, parents: Sequence[Draft], parties: PartyList) -> bool:
    """Tell whether the clauses that a commit touched have any error, read by themselves."""
    known = {clause.raw for parent in parents for clause in parent.clauses}
    labels = {clause.label for parent in parents for clause in parent.clauses}
    touched = [c for c in draft.clauses if c.raw not in known or c.label not in labels]
    alone = Draft(tuple(touched))
    return any(each.severity == "error" for each in run_checks(alone, parties))


def _codes(found: Iterable[Diagnostic]) -> str:
    told = [f"{each.code} in {each.clause}" for each in found]
    more = f" and {len(told) - 5} more" if len(told) > 5 else ""
    return ", ".join(told[:5]) + more
