"""The words of a clause with what came and went marked in place.

What went stands as `−‹one day›`, what came as `+‹two days›`. The signs must be read without
colour and never be taken for the draft's own: brackets, braces, plus and hyphen are its notation,
so the marks are the minus sign (not the hyphen of `FRA-`) or a plus before a single angle
quotation mark, which stands in every font. Where a draft has that very pair of characters, or a
closing one inside a mark, they are shown by their number. Law: without elision, leaving out
`−‹…›` and opening `+‹…›` gives the new text, and the reverse the old one, spaces aside and the
commas and order of entries in a group.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from draftvc.diff.model import Edit
from draftvc.report.page.atoms import Atom, atoms_of
from draftvc.report.page.lines import Piece, Role
from draftvc.report.page.merge import merged
from draftvc.report.page.near import Part, parts_of
from draftvc.report.page.runs import Run
from draftvc.report.page.straight import straight
from draftvc.report.page.unchanged import unchanged
from draftvc.report.safe import visible

GONE, COME, CLOSE = "−‹", "+‹", "›"
EDGE = 7
"""Unchanged words kept beside a change."""
GONE_AND_COME: tuple[Role, Role] = ("gone", "come")
_GONE, _COME = GONE_AND_COME
_INSIDE = re.compile("[‹›]")
_LIKE_A_MARK = re.compile("(?<=[−+])‹")


def marked(
    old: str | None, new: str | None, edits: Iterable[Edit], *, whole: bool = False
) -> tuple[Run, ...]:
    """Return both canonical texts of a clause as one, from the edits of the events shown.

    A side that is None does not stand: all of the other came or went. Unless `whole`, text that
    is far from every edit is not looked at, and … stands for it.
    """
    if old is None or new is None:
        return tuple(Run(text, role) for text, role in ((old, _GONE), (new, _COME)) if text)
    parts = parts_of(old, new, edits, whole=whole)
    out: list[Run] = []
    for part in parts:
        runs = straight(old, new, part) or _matched(old, new, part)
        out = _after_gap(out, _entries_together(_without_same(runs)), part.new[0] > 0)
    return tuple(_after_gap(out, (), parts[-1].new[1] < len(new)))


def _entries_together(runs: Iterable[Run]) -> list[Run]:
    """Return runs, entries that came one after the other in one group as one: `+‹NLD-, PHL-›`."""
    out: list[Run] = []
    inside = False  # of a group
    for run in runs:
        apart = len(out) > 1 and inside and out[-1] == Run(", ", "")
        if apart and run.role and run.role == out[-2].role:
            entry, _ = out.pop(-2), out.pop()
            run = Run(f"{entry.text}, {run.text}", run.role)
        out.append(run)
        last = max(run.text.rfind("{"), run.text.rfind("}"))
        inside = run.text[last] == "{" if last >= 0 else inside
    return out


def _matched(old: str, new: str, part: Part) -> tuple[Run, ...]:
    """Return a part of both texts as runs, what stayed matched atom by atom."""
    a = atoms_of(old, [edit.old for edit in part.edits if edit.old], part.old)
    b = atoms_of(new, [edit.new for edit in part.edits if edit.new], part.new)
    return _runs(merged(a, b))


def _without_same(runs: Sequence[Run]) -> list[Run]:
    """Return runs without what went and came as the same again: `−‹[› +‹[›` is a `[` that stayed.

    So it is where a bracket takes the place of another that begins or ends where it did, and where
    a group lost a brace, or one came or went before it.
    """
    out: list[Run] = []
    for run in runs:
        between = out[-1:] if len(out) > 1 and not out[-1].role else []
        before = out[-1 - len(between) :]
        if run.role == "come" and before and before[0].role == "gone":
            again = unchanged(before[0].text, "".join(each.text for each in between), run.text)
            if again is not None:
                out = out[: -len(before)]
                for each in again:
                    _add_run(out, each)
                continue
        _add_run(out, run)
    return out


def _add_run(out: list[Run], run: Run) -> None:
    """Add a run to others; two that stayed are one, and a brace that stayed did not go."""
    if not run.role and run.text[:1] == "}" and out and out[-1] == Run("}", _GONE):
        out.pop()
    if not run.role and out and not out[-1].role:
        run = Run(out.pop().text + run.text, "")
    if run.text:
        out.append(run)


def _after_gap(before: list[Run], runs: Sequence[Run], gap: bool) -> list[Run]:
    """Return runs after others, with … for the text between them that was not looked at."""
    if not gap:
        return [*before, *runs]
    kept, rest = list(before), list(runs)
    left = kept.pop().text + " " if kept and not kept[-1].role else ""
    right = " " + rest.pop(0).text if rest and not rest[0].role else ""
    return [*kept, Run(f"{left}…{right}", ""), *rest]


def changes(runs: Iterable[Run]) -> bool:
    """Tell whether anything is marked."""
    return any(run.role for run in runs)


def pieces(runs: Sequence[Run], edge: int = EDGE) -> list[Piece]:
    """Return runs as pieces with their signs; long stretches that stayed are left out (…)."""
    out: list[Piece] = []
    for run in elided(runs, edge):
        if run.role:
            text = _INSIDE.sub(_by_number, visible(run.text))
            out.append(Piece(f"{GONE if run.role == 'gone' else COME}{text}{CLOSE}", run.role))
        else:
            out.append(Piece(_LIKE_A_MARK.sub(_by_number, visible(run.text))))
    return out


def elided(runs: Sequence[Run], edge: int = EDGE) -> list[Run]:
    """Return runs with … for what stayed and is further than `edge` words from a change."""
    out: list[Run] = []
    for index, run in enumerate(runs):
        if run.role:
            out.append(run)
            continue
        if len(runs) == 1:
            return list(runs)
        first, last = index == 0, index == len(runs) - 1
        out.append(Run(_elided(run.text, 0 if first else edge, 0 if last else edge), ""))
    return out


def heading_runs(before: str, after: str) -> tuple[Run, ...]:
    """Return two headings as one, matched word by word."""
    a, b = before.split(), after.split()
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    out: list[tuple[Atom, Role, str]] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            out += [(Atom(word, " ", False), "", " ") for word in b[j1:j2]]
            continue
        out += [(Atom(word, " ", True), "gone", " ") for word in a[i1:i2]]
        out += [(Atom(word, " ", True), "come", " ") for word in b[j1:j2]]
    return _runs(out)


def _elided(text: str, head: int, tail: int) -> str:
    """Return a stretch with its first `head` and last `tail` words; 0 where no change is."""
    words = text.strip(" ").split(" ")
    if len(words) <= head + tail + 3:
        return text
    kept = " ".join([*words[:head], "…", *words[len(words) - tail :]])
    return " " * text.startswith(" ") + kept + " " * text.endswith(" ")


def _by_number(match: re.Match[str]) -> str:
    return f"⟨U+{ord(match[0]):04X}⟩"


def _runs(atoms: Iterable[tuple[Atom, Role, str]]) -> tuple[Run, ...]:
    """Join atoms of one role; the space before a mark stands outside it."""
    out: list[tuple[list[str], Role]] = []
    for atom, role, before in atoms:
        gap = before if out else ""
        if gap.startswith(",") and out[-1][0][-1] == "{":
            gap = ""  # the entries before it went, or stand elsewhere
        if out and out[-1][1] == role:
            out[-1][0].extend((gap, atom.text))
            continue
        if role == "come" and not gap and out and _two_words(out[-1], atom):
            gap = " "
        if role and gap:
            if out[-1][1]:
                out.append(([], ""))
            out[-1][0].append(gap)
            gap = ""
        out.append(([gap, atom.text], role))
    return tuple(Run("".join(parts), role) for parts, role in out)


def _two_words(before: tuple[list[str], Role], atom: Atom) -> bool:
    """Tell whether a word comes directly after one that went: a space keeps them apart."""
    parts, role = before
    return role == "gone" and parts[-1][-1:].isalnum() and atom.text[0].isalnum()
