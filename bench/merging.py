"""A simulated negotiation on branches: what draftvc, and git's merge of lines, make of it.

On each day some delegations branch off from the room's draft, each makes its moves, and in the
evening the branches are merged into the room's draft one after the other. Every merge is made four
ways from the same three drafts:

- draftvc, whose conflicts are counted, and which goes on with them written in brackets;
- `git merge-file` on one file a draft, each clause on a line of its own;
- the same on one file a draft, wrapped as a page;
- `git merge-file` on our clause files and outline, as git merges them without the driver.

A conflict of git is one hunk with marks. A token is lost where it stood on both sides or came on
one, and neither stands in the result nor is named by a decision.
"""

from __future__ import annotations

import random
import re
import subprocess
import tempfile
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from disagreements import is_real
from draftvc.app.conflicts import OF_OUTLINE
from draftvc.app.planning import with_ids
from draftvc.draft.model import Draft
from draftvc.draft.read import draft_of_clauses, read_draft
from draftvc.draft.stored import stored_text
from draftvc.merge.drafts import merge_drafts
from draftvc.merge.model import Conflict, Merged, Policy
from draftvc.store.layout import OutlineLine, outline_text
from measure import DRAFTVC, call
from room.desk import Desk
from room.model import Draft as RoomDraft
from room.model import copy_draft
from room.moves import Move
from room.page import Page
from room.table import MOVES
from room.writer import Writer

_TOKEN = re.compile(r"\w+|[^\w\s]")
_BRANCHES = ("FRA", "USA", "KEN", "RUS", "JAM", "CHE", "DZA", "DEU", "PSE", "CMR", "ARG", "FJI")
_HUNK = re.compile(r"(?m)^<{7} ")


@dataclass
class Outcome:
    """What became of the merges of one negotiation."""

    merges: int = 0
    moves: int = 0
    clauses: int = 0
    conflicts: int = 0
    lines: int = 0
    """Conflicts of git on one file a draft, a clause a line."""
    pages: int = 0
    """Conflicts of git on one file a draft, wrapped."""
    files: int = 0
    """Conflicts of git on our clause files and outline."""
    both: int = 0
    """Clauses, and outlines, that both sides of a merge changed, not alike."""
    whole: int = 0
    """Of these, those that git combines in our files without the driver."""
    ours_whole: int = 0
    """Of these, those that draftvc combines."""
    why: Counter[str] = field(default_factory=Counter)
    uncalled: list[Conflict] = field(default_factory=list)
    """Conflicts that the rule which they name does not call one."""
    lost: list[str] = field(default_factory=list)
    """Tokens that were lost, each with the merge."""
    broken: int = 0
    """Results that have a delimiter fault which no side had."""


@dataclass(frozen=True)
class Room:
    """How much is negotiated, and what a branch may do."""

    clauses: int = 40
    branches: int = 12
    moves: int = 300
    days: int = 3
    proposing: bool = True
    """Whether a delegation proposes alone: on its branch nothing is accepted, dropped or agreed."""


ROOMS_OWN = frozenset(
    {
        *("clause.agreed", "clause.reopened", "clause.removed"),
        *("bracket.lifted", "bracket.dropped", "position.withdrawn"),
    }
)
"""What the room does together, and no delegation on its branch."""


def negotiate(seed: int, room: Room = Room()) -> Outcome:
    """Run one negotiation and return what became of it."""
    outcome = Outcome()
    for base, sides in _days(seed, room, outcome):
        now = base
        for party, side in sides:
            now = _merge(base, now, side, party, outcome)
        outcome.clauses = len(now.clauses)
    return outcome


def _days(
    seed: int, room: Room, outcome: Outcome
) -> Iterator[tuple[Draft, list[tuple[str, Draft]]]]:
    """Yield, for each day, the draft it begins with and those of the branches in the evening.

    Each day begins with a fresh draft of the same size: a draft that was merged is canonical text,
    and moves are made on words with identities.
    """
    a_day, each = room.branches // room.days, room.moves // room.branches
    table = [move for move in MOVES if not (room.proposing and move.kind in ROOMS_OWN)]
    for day in range(room.days):
        writer = Writer(seed * 100 + day)
        start = _of_size(writer, room.clauses)
        base = _recorded(start)
        sides = []
        for number in range(a_day):
            after = moved(writer, start, each, table)
            outcome.moves += each
            party = _BRANCHES[(day * a_day + number) % len(_BRANCHES)]
            sides.append((party, _recorded(after, base)))
        yield base, sides


def _of_size(writer: Writer, clauses: int) -> RoomDraft:
    draft = writer.draft(clauses * 520)
    while len(draft.clauses) < clauses:
        draft = writer.draft(len(draft.clauses) * 700)
    del draft.clauses[clauses:]
    gone = {clause.span for clause in draft.clauses}
    draft.spans = {uid: span for uid, span in draft.spans.items() if uid in gone}
    return draft


def moved(writer: Writer, draft: RoomDraft, moves: int, table: Sequence[Move]) -> RoomDraft:
    """Return a draft after some moves that can be made on it."""
    before = {clause.uid: clause for clause in draft.clauses}
    desk = Desk(writer, copy_draft(draft), before)
    made = 0
    while made < moves:
        trial = desk.trial()
        one = writer.chance.choices(table, [move.weight for move in table])[0]
        if one.make(trial, writer.chance.randrange(len(trial.draft.clauses))):
            desk, made = trial, made + 1
    return desk.draft


def _recorded(draft: RoomDraft, base: Draft | None = None) -> Draft:
    """Return a draft of the room as it would be recorded, with permanent ids.

    They are the identities of the room's clauses; where reading joined or parted some, those that
    an import would give.

    Every draft is written on the same page: how a paragraph is wrapped is no move.
    """
    page = Page(random.Random(0), width=100, slips=0.0)
    read = read_draft(page.text(draft))
    ids = ["front", *(f"clause-{clause.uid}" for clause in draft.clauses)]
    if len(ids) != len(read.clauses):
        return with_ids(read, base, "branch")._replace(source=None)
    named = (c._replace(id=one) for c, one in zip(read.clauses, ids, strict=True))
    return read._replace(clauses=tuple(named), source=None)


def _merge(base: Draft, ours: Draft, theirs: Draft, party: str, outcome: Outcome) -> Draft:
    """Merge one branch in every way, and return the draft that the room goes on with."""
    plain = merge_drafts(base, ours, theirs)
    outcome.merges += 1
    outcome.conflicts += len(plain.conflicts)
    outcome.why.update(each.why for each in plain.conflicts)
    outcome.uncalled += [c for c in plain.conflicts if not is_real(c, base, ours, theirs)]
    outcome.lines += _git_conflicts(*(_one_line(each) for each in (base, ours, theirs)))
    outcome.pages += _git_conflicts(*(_wrapped(each) for each in (base, ours, theirs)))
    torn = {c.clause_id if c.why not in OF_OUTLINE else "outline" for c in plain.conflicts}
    for name, conflicts in _by_file(base, ours, theirs):
        outcome.files += conflicts
        outcome.both += 1
        outcome.whole += not conflicts
        outcome.ours_whole += name not in torn
    merged = merge_drafts(base, ours, theirs, Policy(parties=("Chair", party)))
    result = draft_of_clauses(merged.stored)
    outcome.lost += _lost(base, ours, theirs, result, merged)
    outcome.broken += _has_fault(result) and not any(map(_has_fault, (ours, theirs)))
    return result


def _lost(base: Draft, ours: Draft, theirs: Draft, result: Draft, merged: Merged) -> list[str]:
    """Return the tokens that should stand in the result, stand not, and are not named."""
    b, o, t, r = (
        _tokens(c.text.removeprefix(c.marker) for c in each.clauses)
        for each in (base, ours, theirs, result)
    )
    named = _tokens(lost for each in merged.decisions for lost in each.lost)
    found = []
    for token in b | o | t:
        kept = b[token] - max(0, b[token] - o[token]) - max(0, b[token] - t[token])
        came = max(0, o[token] - b[token], t[token] - b[token])
        missing = kept + came - r[token] - named[token]
        if missing > 0 and token.isalnum():
            found += [token] * missing
    return found


def _tokens(texts: Iterable[str]) -> Counter[str]:
    return Counter(token for text in texts for token in _TOKEN.findall(text))


def _has_fault(draft: Draft) -> bool:
    return any(clause.reading.faults for clause in draft.clauses)


# ------------------------------------------------------------------------------ git's own merges


def _one_line(draft: Draft) -> str:
    return "".join(f"{' '.join(clause.text.split())}\n" for clause in draft.clauses)


def _wrapped(draft: Draft) -> str:
    """Return a draft as a page: each clause wrapped by itself."""
    return "".join(
        "\n".join(textwrap.wrap(clause.text, 80, break_on_hyphens=False)) + "\n"
        for clause in draft.clauses
    )


def _by_file(base: Draft, ours: Draft, theirs: Draft) -> Iterator[tuple[str, int]]:
    """Yield each of our files that both sides changed, with git's conflicts in it.

    They are hunks; a clause deleted on one side and changed on the other is one.
    """
    sides = [{c.id or "": stored_text(c) for c in each.clauses} for each in (base, ours, theirs)]
    for side, draft in zip(sides, (base, ours, theirs), strict=True):
        side["outline"] = _outline(draft)
    for name in sorted({name for side in sides for name in side}):
        b, o, t = (side.get(name) for side in sides)
        if o in (b, t) or t == b:
            continue
        yield name, 1 if o is None or t is None else _git_conflicts(b or "", o, t)


def _outline(draft: Draft) -> str:
    return outline_text(OutlineLine(c.id or "", c.depth, c.kind, c.heading) for c in draft.clauses)


def _git_conflicts(base: str, ours: str, theirs: str) -> int:
    """Return how many hunks `git merge-file` leaves in conflict."""
    if ours in (base, theirs) or theirs == base:
        return 0
    with tempfile.TemporaryDirectory() as place:
        paths = [Path(place) / name for name in ("ours", "base", "theirs")]
        for path, text in zip(paths, (ours, base, theirs), strict=True):
            path.write_text(text, encoding="utf-8")
        command = ["git", "merge-file", "-p", "-q", *map(str, paths)]
        done = subprocess.run(command, capture_output=True, check=False)
    return len(_HUNK.findall(done.stdout.decode("utf-8", "replace")))


# ------------------------------------------------------------------------------- whole processes


def torn(place: Path, clauses: int = 100) -> Path:
    """Make a repository of two branches that differ about words of each of its clauses.

    `main` is checked out, `other` is to be merged.
    """
    text = "".join(_paragraph(number, "spring") for number in range(1, clauses + 1))
    (place / "base.txt").write_text(f"{_FRONT}{text}", encoding="utf-8")
    call(DRAFTVC, "init", place=place)
    call(DRAFTVC, "import", "base.txt", place=place)
    for branch, season in (("other", "autumn"), ("main", "winter")):
        call("git", "checkout", "-q", "-B", branch, "v1", place=place)
        for file in (place / "clauses").iterdir():
            old = file.read_text(encoding="utf-8")
            file.write_text(old.replace("spring", season), encoding="utf-8")
        call("git", "commit", "-q", "-a", "--no-verify", "-m", f"Meet in {season}", place=place)
    return place


def three(place: Path) -> Path:
    """Write the three sides of a clause that both changed, as git gives them to a driver."""
    for name, words in (("base", "spring"), ("ours", "[spring] {KEN+}"), ("theirs", "autumn")):
        text = "2.\n" + _paragraph(2, words).removeprefix("2. ")
        (place / name).write_text(text, encoding="utf-8")
    return place


_FRONT = """\
This version reflects the discussions held on Monday 3 March 2025
World Lakes Assembly
Draft resolution - quiet shores
The World Lakes Assembly,
OPERATIVE CLAUSES
"""


def _paragraph(number: int, season: str) -> str:
    return (
        f"{number}. Decides to meet in {season} of year {number}, "
        f"[and to bring maps of lake {number}] {{USA+, FRA-}}, together with the reports of the "
        f"secretariat, [as far as means allow] {{DEU+}};\n"
    )
