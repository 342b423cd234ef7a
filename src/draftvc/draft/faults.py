"""Delimiter faults, E101 to E103, W104 and W105, in the words of the room.

Where a place can be read in two consistent ways, both are named and a person decides. Counts
that happen to balance hide nothing. Source: docs/diagnostics.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from draftvc.diagnostics import Diagnostic, Fix
from draftvc.draft.loose_ends import LooseEnd, LooseEnds
from draftvc.draft.model import Clause, Draft
from draftvc.draft.run_on import RunOn, begins_bracketed, find_run_ons
from draftvc.draft.surroundings import Surroundings
from draftvc.notation.model import Fault


def delimiter_diagnostics(draft: Draft) -> tuple[Diagnostic, ...]:
    """Return the delimiter faults of a draft in document order; none is mended silently."""
    return tuple(_Faults(draft).tell())


class _Faults:
    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.opens: dict[tuple[int, int], RunOn] = {}
        """By clause and token of the `[`."""
        self.closes: dict[tuple[int, int], RunOn] = {}
        """By clause and token of the `]`."""
        for each in find_run_ons(draft):
            bracket = draft.clauses[each.opens].reading.brackets[each.bracket]
            self.opens[each.opens, bracket.open] = each
            self.closes[each.closes, each.token] = each
        self.loose = LooseEnds(draft, self.opens.keys() | self.closes.keys())
        self._around: dict[int, Surroundings] = {}

    def around(self, index: int) -> Surroundings:
        """Return what stands around the tokens of a clause."""
        if index not in self._around:
            self._around[index] = Surroundings(self.draft.clauses[index].reading)
        return self._around[index]

    def tell(self) -> Iterator[Diagnostic]:
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
            yield self._wrong(index, clause, fault)
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
                f"The braces opened with {self.around(index).opened(fault)} are never closed.",
                "Put } behind the last entry.",
            )
        said = self.around(index).after(fault.token)
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

    def _wrong(self, index: int, clause: Clause, fault: Fault) -> Diagnostic:
        if fault.delimiter == "]":
            said, right = "A ] stands where the braces before it should be closed.", "}"
        else:
            words = self.around(index).inside(fault.token)
            said, right = f"The bracket around {words} is closed by }} instead of ].", "]"
        found = _finding(clause, fault, said, f"Write {right} instead of {fault.delimiter}.")
        return replace(
            found,
            fix=Fix(fault.start, fault.end, right),
            readings=self.around(index).noise_or_slip if right == "]" else (),
        )

    def _unopened(self, index: int, clause: Clause, fault: Fault) -> Diagnostic:
        around = self.around(index)
        group = around.group_behind(fault.token)
        whose = f"; until then {group} is read as said of all of {clause.label}" if group else ""
        other, what = ("[", "bracketed words") if fault.delimiter == "]" else ("{", "braces")
        found = _finding(
            clause,
            fault,
            f"The {fault.delimiter} {around.behind(fault.token)} closes nothing.",
            f"Take it out, or put {other} where the {what} begin{whose}.",
        )
        readings = around.noise_or_slip or self._span_to(index, clause, fault)
        return replace(found, readings=readings)

    # ------------------------------------------------------------------ second readings

    def _span_from(self, index: int, clause: Clause, fault: Fault) -> tuple[str, ...]:
        """Return both readings where a later clause has a `]` that could close the bracket."""
        closing = self.loose.closing_below(index) or self.loose.closing_after(index, clause.parent)
        return self._two(LooseEnd(index, fault), closing) if closing else ()

    def _span_to(self, index: int, clause: Clause, fault: Fault) -> tuple[str, ...]:
        if fault.delimiter != "]":
            return ()
        opening = self.loose.opening_above(index) or self.loose.opening_before(index, clause.parent)
        if opening:
            return self._two(opening, LooseEnd(index, fault))
        return self._from_scope(index, clause, fault)

    def _two(self, opening: LooseEnd, closing: LooseEnd) -> tuple[str, ...]:
        """Return both readings of an unclosed bracket and an unopened `]` of a later clause."""
        begin, end = (self.draft.clauses[each.clause].label for each in (opening, closing))
        opened = self.around(opening.clause).after(opening.fault.token)
        closed = self.around(closing.clause).before(closing.fault.token)
        where = f"before {opened} in {begin}" if opened else f"at the end of {begin}"
        behind = self.around(closing.clause).behind(closing.fault.token, end)
        inner = self._inner(opening.clause, closing.clause)
        return (
            f"Two slips: the bracket opened {where} ends in {begin}, and the ] {behind} "
            "stands alone.",
            f"One bracket, from {f'{opened} in' if opened else 'the end of'} {begin} "
            f"to {f'{closed} in' if closed else 'the beginning of'} {end}{inner}.",
        )

    def _inner(self, first: int, last: int) -> str:
        """Return what to do with a bracket inside another that would end in the same clause.

        Only one is read on to its end. Empty where there is none.
        """
        inner = next((each for each in self.closes.values() if each.closes == last), None)
        if inner is None or inner.opens <= first:
            return ""
        begin, end = (self.draft.clauses[at].label for at in (inner.opens, inner.closes))
        return (
            f"; then draw the one that opens {begin} around each clause from {begin} to {end} "
            f"by itself, because only one is read on to the end of {end}"
        )

    def _from_scope(self, index: int, clause: Clause, fault: Fault) -> tuple[str, ...]:
        """Return both readings where the group behind a `]` names the clause that could open it."""
        around = self.around(index)
        if fault.token < around.ending:
            return ()
        for scope in around.scopes_behind(fault.token):
            first = self.draft.by_label.get(scope)
            other = self.draft.clauses[first] if first is not None else None
            bracket = begins_bracketed(other) if other is not None else None
            if first is None or other is None or bracket is None or bracket.close is None:
                continue
            if other.parent == clause.parent:
                last = self.around(first).behind(bracket.close, other.label)
                return (
                    "The ] was left behind by mistake, and what follows it is said of "
                    f"{clause.label}.",
                    f"The bracket that opens {other.label} ends here; then the ] {last} "
                    f"has lost its [{self._inner(first, index)}.",
                )
        return ()


def _finding(clause: Clause, fault: Fault, message: str, hint: str) -> Diagnostic:
    return Diagnostic(
        code=fault.code,
        message=message,
        clause=clause.label,
        delimiter=fault.delimiter,
        offset=clause.source_offset(clause.raw_place(fault.start)),
        hint=hint,
    )
