"""The ratchet: old faults may stay, new ones are refused; and which findings stood before.

A fault is old when a parent revision has at least as many of the same code in the same clause,
known by its permanent id. Source: docs/diagnostics.md.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from draftvc.diagnostics import Diagnostic
from draftvc.draft.model import Draft

Found = tuple[Draft, Sequence[Diagnostic]]
"""A draft and what was found in it."""
_Key = tuple[str, str]
"""Permanent id of the clause (its label where it has none), and code."""
_LABEL = re.compile(r"\b[A-Z]+\d+[\w.~#]*")


def new_faults(now: Found, parents: Sequence[Found]) -> tuple[Diagnostic, ...]:
    """Return the errors of a draft that no parent has as many of, in document order.

    Where some of several are new, those whose line no parent has are named first.
    """
    old = [_by_key(*parent) for parent in parents]
    named: list[int] = []
    errors = [each for each in now[1] if each.severity == "error"]
    order = {id(each): index for index, each in enumerate(errors)}
    for key, faults in _by_key(now[0], errors).items():
        befores = [parent.get(key, []) for parent in old]
        allowed = max((len(before) for before in befores), default=0)
        lines = Counter(each.source_line for before in befores for each in before)
        unseen = [each for each in faults if not lines[each.source_line]]
        seen = [each for each in faults if lines[each.source_line]]
        named += [order[id(each)] for each in (unseen + seen)[: max(len(faults) - allowed, 0)]]
    return tuple(errors[index] for index in sorted(named))


def standing(now: Found, before: Found) -> tuple[Diagnostic, ...]:
    """Return the findings that a draft before had word for word in the same clause, in their order.

    The ratchet counts; a person who is told that a fault stood already must find it there. So one
    that is mended while another is made is not held for the same.
    """
    there = Counter((key, _said(each)) for key, found in _by_key(*before).items() for each in found)
    stood: set[int] = set()
    for key, found in _by_key(*now).items():
        for each in found:
            if there[key, _said(each)] > 0:
                there[key, _said(each)] -= 1
                stood.add(id(each))
    return tuple(each for each in now[1] if id(each) in stood)


def _said(found: Diagnostic) -> str:
    """Return what a finding says, whatever number its clause and others have by now."""
    return _LABEL.sub("", found.message)


def _by_key(draft: Draft, found: Sequence[Diagnostic]) -> dict[_Key, list[Diagnostic]]:
    grouped: dict[_Key, list[Diagnostic]] = defaultdict(list)
    for each in found:
        index = draft.by_label.get(each.clause or "")
        clause_id = draft.clauses[index].id if index is not None else None
        grouped[clause_id or each.clause or "", each.code].append(each)
    return grouped
