"""What reports are made of: the results of the use cases, ready to be shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

from draftvc.draft.counts import count

if TYPE_CHECKING:  # a diff that git asks for loads no more than it shows
    from draftvc.diagnostics import Diagnostic
    from draftvc.diff.explaining import Explained
    from draftvc.diff.model import Comparison, Event
    from draftvc.diff.patch import Refusal
    from draftvc.draft.counts import Counts
    from draftvc.draft.model import Draft, SetAside

View = Literal["full", "stat", "summary", "words", "columns", "explain"]
"""How a diff is looked at: told, counted by clause, in three lines, marked, side by side, or why
clauses were paired as they are."""


class Side(NamedTuple):
    """One side of a comparison, or the revision shown: how to name it."""

    name: str
    """`v3`, a short commit, a file's name, or `working tree`."""
    commit: str | None = None
    date: str | None = None


class Filter(NamedTuple):
    """What `--only`, `--party` and clause arguments chose."""

    only: tuple[str, ...] = ()
    party: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()
    own: bool = False


class DiffReport(NamedTuple):
    """A diff to show: `events` are those chosen by the filter, in reading order."""

    old: Side
    new: Side
    events: tuple[Event, ...]
    comparison: Comparison
    old_draft: Draft
    new_draft: Draft
    filter: Filter = Filter()
    set_aside_old: tuple[SetAside, ...] = ()
    set_aside_new: tuple[SetAside, ...] = ()
    view: View = "full"
    names: Mapping[str, str] = MappingProxyType({})
    """What to call parties in sentences, by code; those that are missing are called by code."""
    explained: tuple[Explained, ...] = ()
    """Why the clauses that were asked about were paired as they are."""


class LogRevision(NamedTuple):
    """One revision in a log."""

    name: str
    commit: str
    date: str | None
    author: str
    label: str | None
    """The clause's label in that revision, in the log of one clause."""
    events: tuple[Event, ...]
    is_first: bool
    """Whether no draft stood before it: it has no events, and is told by its counts."""
    old_draft: Draft | None = None
    new_draft: Draft | None = None
    """The drafts that were compared, where they are at hand: a sentence then names a clause by its
    label where an event has its id, and the words of a bracket where it has an address."""
    shallow: bool = False
    """Whether it is the first only because the clone has no earlier history."""

    @property
    def counts(self) -> Counts | None:
        """What is in the first revision, counted when asked for; None for every other."""
        return count(self.new_draft) if self.is_first and self.new_draft else None


class LeftOut(NamedTuple):
    """A revision that a log had to leave out, and why."""

    name: str
    commit: str
    reason: str
    """One sentence."""


@dataclass(frozen=True, slots=True)
class LogReport:
    """What each revision did, newest first."""

    clause: str | None
    """Label of the clause that is followed, as it was asked for; None: the whole draft."""
    revisions: Iterable[LogRevision]
    """Read once and in order, so that a long log streams. `events` are those that the filter
    chose; a revision without any is not in it, the first one (with its `counts`) always is where
    no filter is set."""
    filter: Filter = field(default_factory=Filter)
    left_out: list[LeftOut] = field(default_factory=list)
    """Revisions that could not be read; complete once `revisions` was read to its end."""
    looked_at: list[str] = field(default_factory=list)
    """In the log of the whole draft, names of the revisions that were looked at, newest first;
    complete at the same time."""
    nothing: str = ""
    """What there is to say where no revision is checked out; empty where one is."""


class StatusReport(NamedTuple):
    """Where the draft stands."""

    title: str | None
    revision: Side | None
    counts: Counts
    open: tuple[tuple[str, int], ...]
    """Clause label and number of its brackets, for clauses that have some."""
    agreed: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]
    uncommitted: tuple[str, ...]


class ShowReport(NamedTuple):
    """A draft or some of its clauses to show; `chosen` are indexes into its clauses."""

    draft: Draft
    revision: Side | None
    chosen: tuple[int, ...]
    counts: Counts
    diagnostics: tuple[Diagnostic, ...]
    clean: bool = False
    parties: bool = True


class ApplyReport(NamedTuple):
    """What became of a diff that was applied to a text."""

    onto: str
    """The file's name as given, or `working tree`."""
    events: tuple[Event, ...]
    """Those that fit: applied, unless others did not fit and the call asked for all."""
    refusals: tuple[Refusal, ...]
    clauses: tuple[str, ...]
    """Labels of the clauses that differ now."""
    reverse: bool = False
    partial: bool = False
    written: tuple[str, ...] = ()
    """Files that were written or removed; none where the text went to standard output."""
    misread: tuple[str, ...] = ()
    """Labels of clauses that read otherwise where the text is read again."""


class CheckReport(NamedTuple):
    """What was found in a draft, in document order."""

    checked: Side
    """What was looked at: a file's name as given, a revision, `working tree` or `staged`."""
    diagnostics: tuple[Diagnostic, ...]
    strict: bool = False
    """Whether a warning counts as found (`--strict`), for the closing sentence."""


class Imported(NamedTuple):
    """One file of an import, and the revision that it became or, in a dry run, would become."""

    file: str
    """Its name as given."""
    name: str | None
    """The revision; None where the file reads like the one before and nothing was recorded."""
    commit: str | None
    """None in a dry run, too."""
    date: str | None
    """The revision's draft date, ISO."""
    subject: str
    """What it did, in at most 72 characters."""
    summary: tuple[str, ...]
    """First what cannot wait, one line a sentence, then how much there is of what."""
    diagnostics: tuple[Diagnostic, ...]
    """Faults of the text; recorded and said: it is the room's text."""
    set_aside: tuple[SetAside, ...]
    same_as: Side | None = None
    """The revision that the file reads like, where nothing was recorded."""
    before: Side | None = None
    """The revision that it follows; None for the first."""
    standing: tuple[Diagnostic, ...] = ()
    """Those of the faults that the revision before had word for word: nothing new to anyone."""


class ImportReport(NamedTuple):
    """What an import recorded, file by file in the order given."""

    imported: tuple[Imported, ...]
    said: tuple[str, ...] = ()
    """What else there is to know, one sentence each."""
    dry_run: bool = False
