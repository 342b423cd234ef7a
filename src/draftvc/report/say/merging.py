"""What a merge did and what it left open, in words."""

from __future__ import annotations

from draftvc.report.merging import ConflictsReport, MergeReport, SideNamed
from draftvc.report.say.words import counted, listed, one_line

_OPEN = {
    "merge": "Merging {theirs} into {ours}",
    "rebase": "Rebasing: ours is {ours}, theirs is your commit {theirs}",
    "am": "Applying a patch: ours is {ours}, theirs is the patch “{theirs}”",
    "cherry-pick": "Picking {theirs} onto {ours}",
    "revert": "Reverting on {ours}",
    "stash": "Ours is {ours}, theirs is {theirs}",
}


def name_of(side: SideNamed | None) -> str:
    """Return how a sentence names a side."""
    return one_line(side.name) if side is not None else "?"


def open_words(report: ConflictsReport) -> str:
    """Return what is open and how much of it is in conflict, in one sentence."""
    if report.kind is None:
        return "Nothing is in conflict, and nothing is being merged."
    names = {"ours": name_of(report.ours), "theirs": name_of(report.theirs)}
    head = _OPEN[report.kind].format(**names)
    clauses = len({each.clause_id for each in report.conflicts})
    if not clauses:
        rest = "something else is in conflict" if report.others else "no clause is in conflict"
        return f"{head}: {rest}."
    count = counted(len(report.conflicts), "conflict")
    return f"{head}: {count} in {counted(clauses, 'clause')}."


def combined_words(report: ConflictsReport) -> str:
    """Return which clauses git has in conflict although they combine; empty where none."""
    labels = report.combined
    if not labels:
        return ""
    verb = "is" if len(labels) == 1 else "are"
    return f"{listed(labels)} {verb} in conflict for git alone: what both sides changed combines."


def side_words(text: str | None) -> str:
    """Return what a side has of what is disputed."""
    if text is None:
        return "(not there)"
    return one_line(text) or "(no words)"


def merged_words(report: MergeReport) -> str:
    """Return what became of a merge, in one sentence."""
    theirs, ours = name_of(report.theirs), name_of(report.ours)
    if report.outcome == "already":
        return f"{ours} has all of {theirs} already: nothing to merge."
    if report.outcome == "forward":
        return f"{ours} had nothing of its own, and stands where {theirs} stands now."
    if report.outcome == "merged":
        return f"{theirs} is merged into {ours}."
    return f"{theirs} is merged into {ours}, but for what the two sides do not agree on."
