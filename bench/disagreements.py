"""Whether what a merge leaves in conflict is a disagreement that docs/merge_rules.md calls one.

The rules of that page are asked of the three texts alone: of their words, bracket marks and groups
as difflib and a few expressions see them, not as the merge does. So a conflict that the merge made
of edits that do not meet is counted as one that no rule calls for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import takewhile

from draftvc.draft.model import Clause, Draft
from draftvc.limits import DEFAULT as LIMITS
from draftvc.merge.model import Conflict, Triple, Why
from draftvc.notation.reader import read_marks

_TOKEN = re.compile(r"\{[^{}]*\}|[\[\]]|\w+(?:[-’'.]\w+)*|[^\w\s]")
_STAMP = re.compile(r"\bad ref\b.*", re.IGNORECASE | re.DOTALL)
_ENTRY = re.compile(r"\s*([^+\-,{}]*?)\s*([+-]|reserve\b[^,]*|delete\b[^,]*)?\s*")
_Change = tuple[int, int, list[str]]
"""Tokens from and to of base, half open, and what stands in their place."""


def is_real(conflict: Conflict, base: Draft, ours: Draft, theirs: Draft) -> bool:
    """Tell whether the rule that a conflict of three drafts names calls it one."""
    if conflict.why == "deleted" and None in conflict.region[1:]:
        stands, gone = (ours, theirs) if conflict.region.theirs is None else (theirs, ours)
        return _is_changed(conflict.region) or _is_needed(conflict.clause_id, base, stands, gone)
    return _RULES[conflict.why](conflict)


def _words(conflict: Conflict) -> bool:
    """Both changed the same words, or put different words in one place.

    Of an agreed clause: both ask for something else in the same stretch.
    """
    if _STAMP.search(conflict.clause.base or ""):
        return len({tuple(_tokens(text)) for text in conflict.region}) == 3
    return _meet(*_changes(conflict.region, _plain))


def _deleted(conflict: Conflict) -> bool:
    """One deleted or replaced what the other changed: words, a bracket.

    Of a bracket: one put other words in place of all of its own, the other lifted it or changed
    who stands on it.
    """
    mine, other = _changes(conflict.region, _tokens)
    gone = [each for each in (*mine, *other) if each[0] < each[1]]
    if gone and _meet(mine, other):
        return True
    tokens = _tokens(conflict.region.base)
    return any(
        _is_reworded(one, tokens, opening, close)
        and any(start <= end and stop > close for start, stop, _ in two)
        for opening, close, end in _brackets(tokens)
        for one, two in ((mine, other), (other, mine))
    )


def _is_reworded(
    changes: Sequence[_Change], tokens: Sequence[str], opening: int, close: int
) -> bool:
    """Tell whether no word of a bracket stands any more."""
    words = [at for at in range(opening + 1, close) if tokens[at][0] not in "[]{"]
    gone = {at for start, stop, _ in changes for at in range(start, stop)}
    return bool(words) and gone.issuperset(words)


def _brackets(tokens: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Yield the brackets of a text: its two marks, and the end of the groups behind it."""
    opened: list[int] = []
    for at, token in enumerate(tokens):
        if token == "[":
            opened.append(at)
        elif token == "]" and opened:
            groups = takewhile(lambda each: each[0] == "{", tokens[at + 1 :])
            yield opened.pop(), at, at + 1 + len(list(groups))


def _is_changed(region: Triple) -> bool:
    """Tell whether the side that kept a clause changed it."""
    return _tokens(region.ours or region.theirs) != _tokens(region.base)


def _is_needed(clause_id: str, base: Draft, stands: Draft, gone: Draft) -> bool:
    """Tell whether a side put or changed something under a clause that the other deleted."""
    before = {clause.id: clause.text for clause in base.clauses}
    at = stands.by_id[clause_id]
    depth = stands.clauses[at].depth
    under = takewhile(lambda each: _is_under(each, depth), stands.clauses[at + 1 :])
    return any(before.get(each.id) != each.text or each.id in gone.by_id for each in under)


def _is_under(clause: Clause, depth: int) -> bool:
    return clause.depth > depth or clause.kind == "alternative"


def _dropped(conflict: Conflict) -> bool:
    """One dropped a bracket with its words, the other lifted it."""
    counts = [(text or "").count("[") for text in conflict.region]
    words = [_plain(text) for text in conflict.region]
    return min(counts[1:]) < counts[0] and words[1] != words[2]


def _marks(conflict: Conflict) -> bool:
    """Both drew or changed the same bracket differently, or drew two that cross."""
    if len({_drawn(text) for text in conflict.region}) == 3:
        return True
    sides = _changes(conflict.region, _tokens)
    return len({tuple(_tokens(text)) for text in conflict.region}) == 3 and any(
        all(any(a <= end and b >= opening for a, b, _ in changes) for changes in sides)
        for opening, _, end in _brackets(_tokens(conflict.region.base))
    )


def _position(conflict: Conflict) -> bool:
    """Both changed the same party's position on the same words."""
    base, ours, theirs = (_stances(text) for text in conflict.region)
    nothing: frozenset[str] = frozenset()
    return any(
        len({side.get(stance, nothing) for side in (base, ours, theirs)}) == 3
        for stance in ours.keys() | theirs.keys() | base.keys()
    )


def _stamps(conflict: Conflict) -> bool:
    """They have two different agreed marks."""
    return len(set(conflict.region)) == 3


def _agreed(conflict: Conflict) -> bool:
    """One agreed the clause, the other changed it."""
    marks = [_STAMP.findall(text or "") for text in conflict.clause]
    texts = [_tokens(_STAMP.sub("", text or "")) for text in conflict.clause]
    return any(
        marks[agreed] and marks[agreed] != marks[0] and texts[other] != texts[0]
        for agreed, other in ((1, 2), (2, 1))
    )


def _apart(conflict: Conflict) -> bool:
    """Both changed it, and not alike."""
    return len(set(conflict.region)) == 3


def _unmatched(conflict: Conflict) -> bool:
    """Both changed the clause, and its brackets are broken, or more than are matched."""
    texts = [text or "" for text in conflict.clause]
    broken = any(read_marks(text).faults for text in texts)
    return len(set(texts)) == 3 and (
        broken or any(text.count("[") > LIMITS.clause_marks for text in texts)
    )


def _heading(conflict: Conflict) -> bool:
    """Both changed it, or put it before different clauses."""
    return _apart(conflict) or len(set(conflict.clause[1:])) == 2


_RULES: Mapping[Why, Callable[[Conflict], bool]] = {
    "words": _words,
    "deleted": _deleted,
    "dropped": _dropped,
    "marks": _marks,
    "position": _position,
    "stamps": _stamps,
    "agreed": _agreed,
    "marker": _apart,
    "moved": _apart,
    "heading": _heading,
    "place": _apart,
    "brackets": _unmatched,
}


def _meet(mine: Sequence[_Change], other: Sequence[_Change]) -> bool:
    """Tell whether two sides changed the same tokens, or some with nothing kept between them."""
    return any(a[0] <= b[1] and b[0] <= a[1] and a != b for a in mine for b in other)


def _changes(
    region: Triple, read: Callable[[str | None], list[str]]
) -> tuple[list[_Change], list[_Change]]:
    base, ours, theirs = (read(text) for text in region)
    return _edits(base, ours), _edits(base, theirs)


def _edits(base: list[str], side: list[str]) -> list[_Change]:
    codes = SequenceMatcher(None, base, side, autojunk=False).get_opcodes()
    return [(i, j, side[x:y]) for tag, i, j, x, y in codes if tag != "equal"]


def _tokens(text: str | None) -> list[str]:
    return _TOKEN.findall(text or "")


def _plain(text: str | None) -> list[str]:
    """Return the words of a text, and bracket marks that pair with nothing, without groups."""
    tokens = [token for token in _tokens(text) if token[0] != "{"]
    opened: list[int] = []
    paired: set[int] = set()
    for at, token in enumerate(tokens):
        if token == "[":
            opened.append(at)
        elif token == "]" and opened:
            paired |= {opened.pop(), at}
    return [token for at, token in enumerate(tokens) if at not in paired]


def _drawn(text: str | None) -> tuple[tuple[int, str], ...]:
    """Return the bracket marks of a text, and what stands behind them, by words before."""
    found: list[tuple[int, str]] = []
    words = 0
    for token in _tokens(text):
        if token[0] in "[]{":
            found.append((words, token))
        else:
            words += 1
    return tuple(found)


def _stances(text: str | None) -> dict[tuple[str, str], frozenset[str]]:
    """Return what each party says behind each bracket, by the words in it."""
    found: dict[tuple[str, str], frozenset[str]] = {}
    opened: list[list[str]] = []
    about = ""
    for token in _tokens(text):
        if token == "[":
            opened.append([])
        elif token == "]":
            about = " ".join(opened.pop()) if opened else ""
        elif token[0] != "{":
            about = ""
            for words in opened:
                words.append(token)
        for party, stance in _entries(token):
            found[about, party] = found.get((about, party), frozenset()) | {stance}
    return found


def _entries(token: str) -> Iterator[tuple[str, str]]:
    for entry in token.strip("{}").split(",") if token[0] == "{" else ():
        match = _ENTRY.fullmatch(entry)
        if match and match[1]:
            yield match[1], match[2] or ""
