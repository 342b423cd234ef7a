"""Two texts of a clause as one where their edits meet exactly: no atoms are needed then.

Mostly what stands between two edits is the same on both sides, spaces aside; where it is not (a
group in another order, a word that brackets part) `merge` matches it atom by atom.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from draftvc.report.page.lines import Role
from draftvc.report.page.near import GROUP, Part
from draftvc.report.page.runs import Run


def straight(old: str, new: str, part: Part) -> list[Run] | None:
    """Return a part of both texts as runs; None where what stayed is not the same."""
    out: list[Run] = []
    edited: list[Run] = []  # since the last word that stayed: what went among them comes first
    for run in _runs(old, new, part):
        if run is None:
            return None
        if run.role or not run.text.strip():
            edited.append(run)
        else:
            out += _gone_first(edited)
            out.append(run)
            edited = []
    out += _gone_first(edited)
    return _joined(out)


def _gone_first(runs: list[Run]) -> Iterator[Run]:
    """Yield edited runs as what went and what came, the spaces around them outside the marks."""
    written = "".join(run.text for run in runs)
    gone, come = _of_role(runs, "gone"), _of_role(runs, "come")
    if not (gone or come):
        yield Run(written, "")
        return
    blank = any(" " in run.text and not run.text.strip() for run in runs)
    between = gone and come and (blank or (gone[-1].isalnum() and come[0].isalnum()))
    yield Run(" " * written.startswith(" "), "")
    yield Run(gone, "gone")
    yield Run(" " * bool(between), "")
    yield Run(come, "come")
    yield Run(" " * written.endswith(" "), "")


def _of_role(runs: list[Run], role: Role) -> str:
    """Return the text of all runs of a role, with a space where one stood between them."""
    text, gap = "", False
    for run in runs:
        if run.role == role and run.text.strip():
            # A space before ] is never written: it is one of the other side.
            spaced = text and (gap or run.text.startswith(" ")) and run.text.strip()[0] != "]"
            text += " " * bool(spaced) + run.text.strip(" ")
            gap = run.text.endswith(" ")
        elif not run.role:
            gap = gap or bool(run.text)
    return text


def _joined(runs: Iterable[Run]) -> list[Run]:
    """Return runs that have text, neighbours of one role as one."""
    out: list[Run] = []
    for text, role in runs:
        if text and out and out[-1].role == role:
            out[-1] = Run(out[-1].text + text, role)
        elif text:
            out.append(Run(text, role))
    return out


def _runs(old: str, new: str, part: Part) -> Iterator[Run | None]:
    at_old, at_new = part.old[0], part.new[0]
    only_gone = False
    for edit in sorted(part.edits, key=lambda edit: (edit.new, edit.old)):
        (start_old, end_old), (start_new, end_new) = edit.old or (0, 0), edit.new or (0, 0)
        parts_group = _cuts_group(old, start_old, end_old) or _cuts_group(new, start_new, end_new)
        if start_old < at_old or start_new < at_new or parts_group:
            yield None
            return
        gone, come = old[start_old:end_old], new[start_new:end_new]
        yield _stayed(old[at_old:start_old], new[at_new:start_new], only_gone, bool(gone))
        yield from _entry(old, start_old, gone, "gone")
        yield Run(" " if gone and come and new[start_new - 1 : start_new] == " " else "", "")
        yield from _entry(new, start_new, come, "come")
        at_old, at_new, only_gone = end_old, end_new, bool(gone) and not come
    yield _stayed(old[at_old : part.old[1]], new[at_new : part.new[1]], only_gone, False)


def _entry(text: str, start: int, written: str, role: Role) -> Iterator[Run]:
    """Yield an edited stretch; the comma before an entry of a group stands outside the mark."""
    entry = written.removeprefix(", ")
    if entry != written and _in_group(text, start):
        yield Run(", ", "")
        yield Run(entry, role)
    else:
        yield Run(written, role)


def _cuts_group(text: str, start: int, end: int) -> bool:
    """Tell whether a span begins inside a group and ends outside, or the reverse."""
    return start < end and _in_group(text, start) != _in_group(text, end)


def _in_group(text: str, at: int) -> bool:
    first = max(at - GROUP, 0)
    return text.rfind("{", first, at) > text.rfind("}", first, at)


def _stayed(old: str, new: str, after_gone: bool, before_gone: bool) -> Run | None:
    """Return what stands between two edits, with the spaces of the side that the edits are on."""
    words = new.strip(" ")
    if words != old.strip(" "):
        return None
    if not words:
        return Run(old if after_gone or before_gone else new, "")
    head, tail = old if after_gone else new, old if before_gone else new
    return Run(" " * head.startswith(" ") + words + " " * tail.endswith(" "), "")
