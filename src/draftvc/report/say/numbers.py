"""Several clauses that have other numbers: what follows from one cause is one stretch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from draftvc.notation.patterns import Pattern
from draftvc.report.say.words import listed, one_line

_STRETCH = 3
"""Clauses one after the other from which on their ends are said, as one stretch."""
_REPEATS = Pattern(r"(?:\.\d|[a-z])")
_ALL = 6
"""Renumberings that are said one by one; of more the first two and the last."""

Number = tuple[str, str]
"""The label that a clause had and the one that it has."""


def numbers(changed: Sequence[Number], moved: Sequence[Number] = ()) -> str:
    """Return clauses with their old and new labels, stretches by their ends.

    Numbers that repeat the one above them, which is among them or has `moved`, are not named.

    >>> numbers([("OP3", "OP2"), ("OP4", "OP3"), ("OP5", "OP4")])
    'OP3 to OP5 become OP2 to OP4'
    >>> numbers([("OP1c", "OP1b"), ("OP1d", "OP1c")])
    'OP1c becomes OP1b, OP1d becomes OP1c'
    >>> numbers([("OP2", "OP3"), ("OP2.1", "OP3.1"), ("OP2.2", "OP3.2")])
    'OP2 becomes OP3, and the numbers under it follow'
    """
    others = _by_new([*moved, *changed])
    found = ((each, _above(each, others)) for each in changed)
    above = {each: top for each, top in found if top}
    own = [each for each in changed if each not in above]
    said = [each for stretch in _stretches(own) for each in _said(stretch)]
    if len(said) > _ALL:
        said = [*said[:2], f"and so on to {said[-1]}"]
    tops = list(dict.fromkeys(each for each in above.values() if each not in above))
    if tops:
        alone = len(tops) == 1 == len({*own, *moved})
        under = "it" if alone else listed(one_line(new) for _, new in tops)
        said.append(f"{'and ' if said else ''}the numbers under {under} follow")
    return ", ".join(said)


def own_numbers(changed: Sequence[Number], moved: Sequence[Number] = ()) -> list[Number]:
    """Return those that repeat no other number above them: `2.1` under `2.`."""
    others = _by_new([*moved, *changed])
    return [each for each in changed if not _above(each, others)]


def _by_new(numbers: Sequence[Number]) -> dict[str, list[str]]:
    """Return the old labels by each new one."""
    found: dict[str, list[str]] = {}
    for old, new in numbers:
        found.setdefault(new, []).append(old)
    return found


def _above(number: Number, others: Mapping[str, Sequence[str]]) -> Number | None:
    """Return the number that one repeats, and through which alone it is another."""
    for end in range(1, len(number[1])):
        new, under = number[1][:end], number[1][end:]
        for old in others.get(new, ()):
            if old + under == number[0] and _repeats(old, under):
                return old, new
    return None


def _repeats(above: str, under: str) -> bool:
    """Tell whether what is added to a number is one under it: `.1` or `a` behind a figure."""
    return above[-1:].isdigit() and _REPEATS.compiled.match(under) is not None


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
