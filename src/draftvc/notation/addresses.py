"""Addresses of clauses and brackets: `OP1d`, `PP7.bis`, `OP1d.alt1`, `ART3.2b`, `OP1d#3`.

One grammar reads what people type (`op 1(d)`, `Art. 3.2(b)`) and the scopes written in groups
(`OP1a to e`). Canonical form: a letter follows a number directly, a suffix word a dot; roman
numerals stand under a letter only. Source: docs/commands.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from draftvc.notation.grammar import Leaf, parse
from draftvc.notation.markers import (
    ROMAN,
    SUFFIXES,
    full_suffix,
    letter_value,
    roman_value,
    to_letter,
    to_roman,
)
from draftvc.notation.patterns import Pattern

StepKind = Literal["number", "letter", "roman", "suffix", "alt", "code"]
Step = tuple[StepKind, int | str]

GRAMMAR = rf"""
start: SEP? (front | clause) again? bracket?
front: FRONT SEP?
clause: KIND SEP? (CODE SEP?)? (step SEP?)*
step: NUMBER | LATIN | ALT | LEVEL
again: "~" COUNT SEP?
bracket: "#" SEP? COUNT SEP?
FRONT.5: /front\b/
KIND.4: /(?:op|pp|paragraphs?|paras?|p|articles?|art|annex|sections?|sec|chapter)(?![a-z]{{4,}}\b)/
CODE.4: /[a-z]{{1,3}}\.(?:[a-z]\.)+\d+/
LATIN.3: /(?:{SUFFIXES})(?![a-z])/
ALT.3: /alt(?:ernative)?\.?\s*\d*/
LEVEL.1: /[a-z]{{1,6}}?(?=\Z|[^a-z]|alt|(?:{SUFFIXES})(?![a-z]))/
NUMBER.1: /\d{{1,6}}/
COUNT: /\d{{1,6}}/
SEP: /[\s.,()\[\]:]+/
"""
_KINDS = {
    "op": "OP",
    "pp": "PP",
    "p": "P",
    "pa": "P",
    "ar": "ART",
    "an": "ANNEX",
    "se": "SEC",
    "ch": "SEC",
}
# What people type most is read without the grammar, alike: to fetch that takes longer than a log.
_PLAIN = Pattern(r"(?P<kind>op|pp)(?P<number>[0-9]{1,6})\.?(?P<letter>[a-z])?(?<!\.)")
_BEGINS = Pattern(r"[\s.,()\[\]:]*(?:front|op|p|art|annex|sec|chapter)")
"""How every address begins: what does not is none, and needs no grammar to tell."""
_STEPS = ("CODE", "NUMBER", "LATIN", "ALT", "LEVEL")
_SCOPE_PARTS = Pattern(r"\s*(?:(,|;|&|\band\b)|(\bto\b|\bthrough\b|[-–—]))\s*", re.IGNORECASE)
_MOST = 200
"""Labels that one range names at most; a wider one is read as its two ends."""


class Address(NamedTuple):
    """A clause, or one of its brackets."""

    label: str
    """Canonical label of the clause."""
    bracket: int | None = None
    """Number of the bracket in reading order, from 1."""

    def __str__(self) -> str:
        """Return the address as reports write it."""
        return self.label if self.bracket is None else f"{self.label}#{self.bracket}"


def read_address(text: str) -> Address | None:
    """Return the address that a person typed; None where it has not the form of one."""
    written = _read(text.strip().lower())
    if written is None:
        return None
    label = _label(written.kind, written.steps) if written.kind else "FRONT"
    return Address(label + written.again, written.bracket) if label else None


def nearest(label: str, labels: Iterable[str], count: int = 3) -> tuple[str, ...]:
    """Return the labels most like one that does not exist, the likeliest first."""
    from difflib import SequenceMatcher  # few labels are wrong

    wanted = _parts(label)

    def distance(other: str) -> tuple[int, int, float]:
        parts = _parts(other)
        common = 0
        while common < min(len(parts), len(wanted)) and parts[common] == wanted[common]:
            common += 1
        away = abs(len(parts) - len(wanted))
        return -common, away, -SequenceMatcher(None, label.lower(), other.lower()).ratio()

    return tuple(sorted(labels, key=distance)[:count])


@lru_cache(maxsize=1024)
def expand_scope(text: str) -> tuple[str, ...]:
    """Return the labels that a scope names and those between, at the level it names.

    >>> expand_scope("OP1a to c")
    ('OP1a', 'OP1b', 'OP1c')
    >>> expand_scope("PP3, OP1.bis and OP2")
    ('PP3', 'OP1.bis', 'OP2')
    """
    pieces = _SCOPE_PARTS.compiled.split(text.strip())
    found: list[str] = []
    last: tuple[str, list[Step]] | None = None
    ranged = False
    for index in range(0, len(pieces), 3):
        item = _scope_item(pieces[index] or "", last)
        if item is not None:
            labels = _between(last, item) if ranged and last else [_label(*item)]
            found += [label for label in labels if label not in found]
            last = item
        ranged = index + 2 < len(pieces) and pieces[index + 2] is not None
    return tuple(found)


class _Written(NamedTuple):
    """An address as it was taken apart."""

    kind: str
    """Such as `OP`; empty for the front."""
    steps: tuple[Step, ...]
    again: str
    bracket: int | None


@lru_cache(maxsize=4096)
def _read(text: str) -> _Written | None:
    """Return an address taken apart; None for what is none."""
    plain = _PLAIN.compiled.fullmatch(text)
    if plain is None:
        return _read_by_grammar(text) if _BEGINS.compiled.match(text) else None
    steps: list[Step] = [("number", int(plain["number"]))]
    if plain["letter"]:
        steps.append(("letter", letter_value(plain["letter"])))
    return _Written(plain["kind"].upper(), tuple(steps), "", None)


def _read_by_grammar(text: str) -> _Written | None:
    """Return an address taken apart, plain or not."""
    tree = parse("addresses", GRAMMAR, text)
    if tree is None:
        return None
    kind, again, bracket = "", "", None
    steps: list[Step] = []
    for branch in tree.branches():
        tokens = [t.text for t in branch.children if isinstance(t, Leaf) and t.name != "SEP"]
        if branch.name == "clause":
            kind = _KINDS[tokens[0][:2]]
        elif branch.name == "again":
            again = f"~{int(tokens[0])}"
        elif branch.name == "bracket":
            bracket = int(tokens[0])
    for token in tree.leaves():
        if token.name in _STEPS:
            added = _steps(token, steps)
            if added is None:
                return None
            steps += added
    return _Written(kind, tuple(steps), again, bracket)


def _steps(token: Leaf, before: Sequence[Step]) -> list[Step] | None:
    """Return the steps that a token stands for after those before it; None: not a level."""
    written = token.text
    if token.name == "NUMBER":
        return [("number", int(written))]
    if token.name == "CODE":
        return [("code", written.upper())]
    if token.name == "LATIN":
        return [("suffix", full_suffix(written))]
    if token.name == "ALT":
        return [("alt", int(re.sub(r"\D", "", written) or 1))]
    return _levels(written, before)


def _levels(written: str, before: Sequence[Step]) -> list[Step] | None:
    under = before[-1][0] if before else ""
    roman = ROMAN.fullmatch(written) is not None
    if not before and roman:  # `Annex II` and `Annex 2` are one
        return [("number", roman_value(written))]
    if under == "letter" and roman:
        return [("roman", roman_value(written))]
    value = letter_value(written)
    if value:
        return [("letter", value)]
    if roman:  # `OP1iii`: roman numerals where letters stand keep their writing
        return [("roman", roman_value(written))]
    rest = written[1:]
    if ROMAN.fullmatch(rest):
        return [("letter", letter_value(written[0])), ("roman", roman_value(rest))]
    return None


def _label(kind: str, steps: Sequence[Step]) -> str:
    """Return the canonical label; empty where a paragraph has no number."""
    if not steps:
        return f"{kind}1" if kind == "ANNEX" else ""
    if kind in ("OP", "PP", "P") and steps[0][0] != "number":
        return ""
    label = kind
    for index, step in enumerate(steps):
        label = join_step(label, step) if index else label + step_text(step).upper()
    return label


def step_text(step: Step) -> str:
    """Return a step as labels write it: `2`, `d`, `ii`, `bis`, `alt1`."""
    kind, value = step
    if isinstance(value, str):
        return value
    if kind == "alt":
        return f"alt{value}"
    return {"letter": to_letter, "roman": to_roman}.get(kind, str)(value)


def join_step(label: str, step: Step) -> str:
    """Return the label of what stands one level under a label."""
    close = step[0] in ("letter", "roman") and label[-1:].isdigit() and ".alt" not in label
    return f"{label}{'' if close else '.'}{step_text(step)}"


def _parts(label: str) -> list[str]:
    return re.findall(r"^[A-Za-z]+(?=\d)|\d+|[A-Za-z]+|[#~]", label.lower())


def _scope_item(text: str, last: tuple[str, list[Step]] | None) -> tuple[str, list[Step]] | None:
    """Return kind and steps of one label of a scope; what it leaves out is as in the last."""
    whole = _split_label(text)
    if whole is not None or last is None:
        return whole
    kind, steps = last
    short = text.strip(" .()")
    alike = _split_label(kind + short)  # `OP1.1 to 1.3`
    if alike is not None and len(alike[1]) == len(steps) > 1:
        return alike
    for kept in range(len(steps) - 1, -1, -1):
        item = _split_label(_label(kind, steps[:kept]) + "." + short if kept else kind + short)
        if item is not None and len(item[1]) == kept + 1 and item[1][kept][0] == steps[kept][0]:
            return item
    return None


def _split_label(text: str) -> tuple[str, list[Step]] | None:
    written = _read(text.strip().lower())
    if written is None or not written.kind or not _label(written.kind, written.steps):
        return None
    return written.kind, list(written.steps)


def _between(first: tuple[str, list[Step]], last: tuple[str, list[Step]]) -> list[str]:
    """Return the labels after `first` up to `last`, where both stand at one level."""
    kind, steps = first
    same = kind == last[0] and steps[:-1] == last[1][:-1] and steps[-1][0] == last[1][-1][0]
    low, high = steps[-1][1], last[1][-1][1]
    if not same or not isinstance(low, int) or not isinstance(high, int) or high - low > _MOST:
        return [_label(*last)]
    level = steps[-1][0]
    return [_label(kind, [*steps[:-1], (level, value)]) for value in range(low + 1, high + 1)] or [
        _label(*last)
    ]
