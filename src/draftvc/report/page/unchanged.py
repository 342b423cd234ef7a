"""What went and came as the same again, but for a delimiter: only that is marked."""

from __future__ import annotations

import re

from draftvc.diff.trimming import common_end, common_start
from draftvc.report.page.runs import Run

_LAYOUT = re.compile(r"[\s,;{}\[\]]+")
_LAST_GROUP = re.compile(r" ?\{[^{}]*\}\Z")


def unchanged(gone: str, between: str, come: str) -> list[Run] | None:
    """Return two runs, and what stands between them, with less of them marked; None if not.

    `−‹{USA+, FRA-}› {+‹USA+, FRA-›` is `{USA+, FRA-−‹}›`, and `−‹] {RUS reserve}›+‹{RUS reserve}›`
    is `−‹]› {RUS reserve}`.
    """
    if gone == come and not between.strip():
        return [Run(come, "")]
    if between.strip(" \t\n{}"):
        return None  # a comma or a bracket that what is marked passed
    if _LAYOUT.sub("", gone) == _LAYOUT.sub("", come) and _LAYOUT.sub("", gone):
        return _parted(gone, between.strip() + come)
    return None if between.strip() else _with_last_groups(gone, between, come)


def _parted(gone: str, come: str) -> list[Run]:
    """Return what both begin and end with as what stayed, or one that stands in the other."""
    if come in gone:
        at = gone.index(come)
        rest = gone[at + len(come) :]
        space = " " if gone[:at].endswith(" ") else ""
        return [Run(gone[:at].rstrip(), "gone"), Run(space + come, ""), Run(rest.strip(), "gone")]
    first = common_start(gone, come)
    last = common_end(gone, come, min(len(gone), len(come)) - first)
    lost, stayed = gone[first : len(gone) - last], come[len(come) - last :]
    space = " " if lost.endswith(" ") else ""
    return [
        Run(come[:first], ""),
        Run(lost.rstrip(), "gone"),
        Run(come[first : len(come) - last], "come"),
        Run(space + stayed, ""),
    ]


def _with_last_groups(gone: str, between: str, come: str) -> list[Run] | None:
    """Return runs with the groups in which both end as what stayed."""
    stayed = ""
    while (old := _LAST_GROUP.search(gone)) and (new := _LAST_GROUP.search(come)):
        if old[0].strip() != new[0].strip():
            break
        longer = max(old[0], new[0], key=len)
        stayed, gone, come = longer + stayed, gone[: old.start()], come[: new.start()]
    if not stayed:
        return None
    return [Run(gone, "gone"), Run(between, ""), Run(come, "come"), Run(stayed, "")]
