"""Delimiter faults, E101 to E103, W104 and W105, in the words of the room.

Where a place can be read in two consistent ways, both are named and a person decides. Counts
that happen to balance hide nothing. Source: INTERFACES section 7, DOMAIN section 1.4.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from draftvc.diagnostics import Diagnostic, Fix
from draftvc.draft.model import Clause, Draft
from draftvc.draft.run_on import RunOn, begins_bracketed, closing_fault, find_run_ons
from draftvc.notation.model import Fault, Kind, Reading

_WORDS = 4
"""Words that a message quotes."""


def delimiter_diagnostics(draft: Draft) -> tuple[Diagnostic, ...]:
    """Return the delimiter faults of a draft in document order; none is mended silently."""
    return tuple(_Faults(draft).tell())


@dataclass
class _Faults:
    draft: Draft
    run_ons: tuple[RunOn, ...] = ()
    opens: dict[tuple[int, int], RunOn] = field(default_factory=dict)
    """By clause and token of the `[`."""
    closes: dict[tuple[int, int], RunOn] = field(default_factory=dict)
    """By clause and token of the `]`."""

    def tell(self) -> Iterator[Diagnostic]:
        for each in find_run_ons(self.draft):
            bracket = self.draft.clauses[each.opens].reading.brackets[each.bracket]
            self.opens[each.opens, bracket.open] = each
            self.closes[each.closes, each.token] = each
        for index, clause in enumerate(self.draft.clauses):
            if any(mark in clause.raw for mark in "[]{}"):
                for fault in clause.reading.faults:
                    yield from self._told(index, clause, fault)

    def _told(self, index: int, clause: Clause, fault: Fault) -> Iterator[Diagnostic]:
        if (index, fault.token) in self.closes:
            return
        if fault.code == "W105":
            yield _finding(
                clause, fault, "The bracket holds no words.", "Take it out, or write what it holds."
            )
        elif fault.code == "E103":
            yield self._wrong(clause, fault)
        elif fault.code == "E102":
            yield self._unopened(index, clause, fault)
        elif (index, fault.token) in self.opens:
            yield self._runs_on(clause, fault, self.opens[index, fault.token])
        else:
            yield self._unclosed(index, clause, fault)

    def _runs_on(self, clause: Clause, fault: Fault, run_on: RunOn) -> Diagnostic:
        end = self.draft.clauses[run_on.closes].label
        found = _finding(
            clause,
            fault,
            f"The bracket that opens {clause.label} is closed only at the end of {end}.",
            "If the clauses stand or fall together, leave it. If not, close it at the end of "
            f"{clause.label} and take the ] out of {end}.",
        )
        return replace(found, code="W104")

    def _unclosed(self, index: int, clause: Clause, fault: Fault) -> Diagnostic:
        if fault.delimiter == "{":
            return _finding(
                clause,
                fault,
                f"The braces opened with {_opened(clause.reading, fault)} are never closed.",
                "Put } behind the last entry.",
            )
        said = _after(clause.reading, fault.token)
        found = _finding(
            clause,
            fault,
            f"The bracket opened before {said} is never closed."
            if said
            else "A bracket is opened at the end of the clause and never closed.",
            "Put ] where the bracketed words end; until then it is read to the end of "
            f"{clause.label}.",
        )
        return replace(found, readings=self._span_from(index, clause, fault))

    def _wrong(self, clause: Clause, fault: Fault) -> Diagnostic:
        if fault.delimiter == "]":
            said, right = "A ] stands where the braces before it should be closed.", "}"
        else:
            words = _inside(clause.reading, fault)
            said, right = f"The bracket around {words} is closed by }} instead of ].", "]"
        found = _finding(clause, fault, said, f"Write {right} instead of {fault.delimiter}.")
        return replace(
            found,
            fix=Fix(fault.start, fault.end, right),
            readings=_noise_or_slip(clause.reading) if right == "]" else (),
        )

    def _unopened(self, index: int, clause: Clause, fault: Fault) -> Diagnostic:
        reading = clause.reading
        said = _before(reading, fault.token)
        behind = f" behind {said}" if said else " at the beginning of the clause"
        group = _group_behind(reading, fault.token)
        whose = f"; until then {group} is read as said of all of {clause.label}" if group else ""
        other, what = ("[", "bracketed words") if fault.delimiter == "]" else ("{", "braces")
        found = _finding(
            clause,
            fault,
            f"The {fault.delimiter}{behind} closes nothing.",
            f"Take it out, or put {other} where the {what} begin{whose}.",
        )
        readings = _noise_or_slip(reading) or self._span_to(index, clause, fault)
        return replace(found, readings=readings)

    # ------------------------------------------------------------------ second readings

    def _span_from(self, index: int, clause: Clause, fault: Fault) -> tuple[str, ...]:
        """Return both readings where a later clause has a `]` that could close the bracket."""
        for later in range(index + 1, len(self.draft.clauses)):
            other = self.draft.clauses[later]
            if other.parent != clause.parent:
                continue
            loose = self._loose(later, "E102", "]")
            if loose is not None:
                return _two(clause, fault, other, loose)
            if self._loose(later, "E101", "[") is not None:
                break
        return ()

    def _span_to(self, index: int, clause: Clause, fault: Fault) -> tuple[str, ...]:
        if fault.delimiter != "]":
            return ()
        for earlier in range(index - 1, -1, -1):
            other = self.draft.clauses[earlier]
            if other.parent != clause.parent:
                continue
            loose = self._loose(earlier, "E101", "[")
            if loose is not None:
                return _two(other, loose, clause, fault)
        return self._from_scope(clause, fault)

    def _from_scope(self, clause: Clause, fault: Fault) -> tuple[str, ...]:
        """Return both readings where the group behind a `]` names the clause that could open it."""
        reading = clause.reading
        if fault.token not in _closing_tokens(reading):
            return ()
        for scope in _scopes_behind(reading, fault.token):
            first = self.draft.by_label.get(scope)
            other = self.draft.clauses[first] if first is not None else None
            bracket = begins_bracketed(other) if other is not None else None
            if other is None or other.parent != clause.parent or bracket is None:
                continue
            if bracket.close is None:
                continue
            return (
                f"The ] was left behind by mistake, and what follows it is said of {clause.label}.",
                f"The bracket that opens {other.label} ends here; then the ] behind "
                f"{_before(other.reading, bracket.close)} in {other.label} has lost its [.",
            )
        return ()

    def _loose(self, index: int, code: str, delimiter: str) -> Fault | None:
        clause = self.draft.clauses[index]
        if delimiter not in clause.raw:
            return None
        for fault in clause.reading.faults:
            key = (index, fault.token)
            told = key in self.opens or key in self.closes
            if fault.code == code and fault.delimiter == delimiter and not told:
                return fault
        return None


def _two(first: Clause, opened: Fault, last: Clause, closed: Fault) -> tuple[str, ...]:
    begin, end = _after(first.reading, opened.token), _before(last.reading, closed.token)
    return (
        f"Two slips: the bracket before {begin} in {first.label} ends in {first.label}, and the ] "
        f"behind {end} in {last.label} stands alone.",
        f"One bracket, from {begin} in {first.label} to {end} in {last.label}.",
    )


def _noise_or_slip(reading: Reading) -> tuple[str, ...]:
    """Return both readings where a `}` closes a bracket and a later `]` is left over."""
    slips = [f for f in reading.faults if f.code == "E103" and f.delimiter == "}"]
    spare = [f for f in reading.faults if f.code == "E102" and f.delimiter == "]"]
    if len(slips) != 1 or len(spare) != 1 or spare[0].token < slips[0].token:
        return ()
    slip, rest = slips[0], spare[0]
    return (
        f"The }} behind {_before(reading, slip.token)} was meant as ]; then the ] behind "
        f"{_before(reading, rest.token)} has lost its [.",
        f"The }} behind {_before(reading, slip.token)} is a slip to take out; then the bracket "
        f"opened before it ends at the ] behind {_before(reading, rest.token)}.",
    )


# ---------------------------------------------------------------------------- words and places


def _finding(clause: Clause, fault: Fault, message: str, hint: str) -> Diagnostic:
    return Diagnostic(
        code=fault.code,
        message=message,
        clause=clause.label,
        delimiter=fault.delimiter,
        offset=clause.source_offset(clause.raw_place(fault.start)),
        hint=hint,
    )


def _quoted(words: list[str]) -> str:
    return f"“{' '.join(words)}”" if words else ""


def _after(reading: Reading, token: int) -> str:
    """Return the words after a token, quoted; empty where none follow."""
    found: list[str] = []
    for each in reading.tokens[token + 1 : token + 40]:
        if each.kind is Kind.STAMP or len(found) == _WORDS:
            break
        if each.kind is Kind.WORD:
            found.append(reading.word(each))
    return _quoted(found)


def _before(reading: Reading, token: int) -> str:
    """Return the words before a token, quoted; empty where none stand there."""
    found: list[str] = []
    for each in reversed(reading.tokens[max(0, token - 40) : token]):
        if len(found) == _WORDS:
            break
        if each.kind is Kind.WORD:
            found.insert(0, reading.word(each))
    return _quoted(found)


def _inside(reading: Reading, fault: Fault) -> str:
    bracket = next(b for b in reading.brackets if b.close == fault.token)
    words = [
        reading.word(each)
        for each in reading.tokens[bracket.open : fault.token]
        if each.kind is Kind.WORD
    ]
    shown = words if len(words) <= _WORDS else [*words[:2], "…", *words[-1:]]
    return _quoted(shown) or "a mark"


def _opened(reading: Reading, fault: Fault) -> str:
    written = " ".join(reading.text[fault.start : fault.start + 40].split()[:3])
    return f"“{written}”"


def _group_behind(reading: Reading, token: int) -> str:
    for each in reading.tokens[token + 1 :]:
        if each.kind is Kind.BRACE:
            return reading.word(each)
        if each.kind is not Kind.SPACE:
            break
    return ""


def _scopes_behind(reading: Reading, token: int) -> Iterator[str]:
    """Yield the first label that each entry behind a token names."""
    by_token = {brace.token: brace for brace in reading.braces}
    for index in range(token + 1, len(reading.tokens)):
        if index in by_token:
            yield from (p.scope[0] for p in by_token[index].positions if p.scope)
        elif reading.tokens[index].kind is not Kind.SPACE:
            break


def _closing_tokens(reading: Reading) -> range:
    """Return the tokens from the first of the `]` that end a clause on."""
    first = closing_fault(reading)
    return range(first.token if first else len(reading.tokens), len(reading.tokens))
