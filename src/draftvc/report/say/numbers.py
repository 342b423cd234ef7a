"""Several clauses that have other numbers: what follows from one cause is one stretch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from draftvc.report.say.words import one_line

_STRETCH = 3
"""Clauses one after the other from which on their ends are said, as one stretch."""
_ALL = 6
"""Renumberings that are said one by one; of more the first two and the last."""

Number = tuple[str, str]
"""The label that a clause had and the one that it has."""


def numbers(changed: Sequence[Number]) -> str:
    """Return clauses with their old and new labels, stretches by their ends.

    >>> numbers([("OP3", "OP2"), ("OP4", "OP3"), ("OP5", "OP4")])
    'OP3 to OP5 become OP2 to OP4'
    >>> numbers([("OP1c", "OP1b"), ("OP1d", "OP1c")])
    'OP1c becomes OP1b, OP1d becomes OP1c'
    """
    said = [each for stretch in _stretches(changed) for each in _said(stretch)]
    if len(said) > _ALL:
        said = [*said[:2], f"and so on to {said[-1]}"]
    return ", ".join(said)


def _said(stretch: list[Number]) -> Iterator[str]:
    if len(stretch) < _STRETCH:
        for old, new in stretch:
            yield f"{one_line(old)} becomes {one_line(new)}"
        return
    (first_old, first_new), (last_old, last_new) = stretch[0], stretch[-1]
    old = f"{one_line(first_old)} to {one_line(last_old)}"
    yield f"{old} become {one_line(first_new)} to {one_line(last_new)}"


def _stretches(changed: Sequence[Number]) -> Iterator[list[Number]]:
    """Yield clauses that each take the label of their neighbour; alternatives after the rest."""
    texts = [each for each in changed if ".alt" not in each[0] + each[1]]
    run: list[Number] = []
    for each in texts:
        if run and not (each[1] == run[-1][0] or each[0] == run[-1][1]):
            yield run
            run = []
        run.append(each)
    if run:
        yield run
    for each in changed:
        if ".alt" in each[0] + each[1]:
            yield [each]
