"""Named limits, each with its reason; one that is reached is a result that says so."""

from __future__ import annotations

from typing import NamedTuple


class Limit(NamedTuple):
    """A limit that was reached: its name in `Limits`, and where."""

    limit: str
    where: str


class Limits(NamedTuple):
    """How far the program goes before it takes a cheaper way and says so."""

    file_bytes: int = 64 * 1024 * 1024
    """Largest file read, in bytes: thirty times the longest treaty text we know."""

    clause_chars: int = 4_000_000
    """Longest clause of a received file, in characters: more than a whole treaty has, and what
    can still be compared in about half a gigabyte of memory."""

    clause_marks: int = 2000
    """Square brackets of one clause that are matched: what changed in a clause with more is told as
    one change. Five times the most that we have met; matching grows with the square."""

    bracket_chars: int = 64_000_000
    """Words, in characters, that the brackets of one clause have together when `show` writes each
    with the words of those in it: a thousand times the most that we have met."""

    match_tokens: int = 3000
    """Tokens of one clause side above which words are matched by unique anchors first:
    difflib takes 0.1 s at 5,000 and grows with the square."""

    bracket_pairs: int = 250_000
    """Candidate pairs of brackets scored inside one clause pair."""

    returning_clauses: int = 1000
    """Clauses removed in the history of a draft, the last ones, against which an import holds
    those that came: more than a negotiation of years lets go, and half a second to read."""

    align_cells: int = 40_000
    """Cells of one gap between anchored clauses that the ordered alignment fills."""

    align_candidates: int = 40
    """Candidates scored for one clause outside its gap (moves, splits and merges)."""

    merge_bases: int = 20
    """How often bases of bases are looked for where lines merged each other again and again. Of
    older ones nothing is taken as known: what differs between two bases is then open as a whole."""

    push_commits: int = 5000
    """Commits of one push that a server looks at: the longest negotiation that we know of has
    fewer, and a larger push can be made in parts."""

    push_seconds: int = 60
    """Seconds that a server looks at one push: nobody waits longer, and it must not be held up."""


DEFAULT = Limits()
