"""Run chains of simulated revisions through the differ, and count what it tells."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from draftvc.diff.compare import compare
from draftvc.diff.model import Comparison, Event
from draftvc.draft.model import Draft
from draftvc.draft.read import read_draft
from matching import Matching, match
from room.negotiation import Negotiation, Step
from room.told import ANY_GROUP, Told

DENSITIES = {"one": 0.0, "5%": 0.05, "20%": 0.2, "60%": 0.6}
SIZES = {"12K": 12_000, "60K": 60_000, "200K": 200_000}


@dataclass(frozen=True)
class Chain:
    """One chain to run."""

    density: str
    size: str
    seed: int
    recorded: bool = False
    show: bool = False
    """Whether to keep what went wrong, readable."""


@dataclass
class Tally:
    """Counts by kind of event."""

    chains: int = 0
    steps: int = 0
    misread: int = 0
    """Pairs of which a page was read as other clauses than were written."""
    wanted: Counter[str] = field(default_factory=Counter)
    got: Counter[str] = field(default_factory=Counter)
    matched: Counter[str] = field(default_factory=Counter)
    read: Counter[str] = field(default_factory=Counter)
    """`wanted`, `got` and `matched` in all where both pages were read as they were written.

    What is lost there is lost by the comparison, not by reading.
    """
    fields: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Fields compared, by kind and name."""
    right: Counter[tuple[str, str]] = field(default_factory=Counter)
    pairs: Counter[str] = field(default_factory=Counter)
    """Pairs of clauses: `wanted`, `got`, `right`; of pages that were read as they were written."""
    wrongs: list[Wrong] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Take another tally in."""
        self.chains += other.chains
        self.steps += other.steps
        self.misread += other.misread
        for name in ("wanted", "got", "matched", "fields", "right", "pairs", "read"):
            getattr(self, name).update(getattr(other, name))
        self.wrongs += other.wrongs


@dataclass(frozen=True)
class Wrong:
    """A clause of which the differ and the truth tell different things."""

    where: str
    before: str
    after: str
    wanted: tuple[str, ...]
    got: tuple[str, ...]
    signature: str
    """The kinds that are missing, surplus, or have a wrong field."""

    def __str__(self) -> str:
        """Return it as a case that can be read."""
        return "\n".join(
            [
                f"## {self.where}: {self.signature}",
                f"before: {self.before}",
                f"after:  {self.after}",
                "truth:",
                *(f"  {line}" for line in self.wanted),
                "differ:",
                *(f"  {line}" for line in self.got),
                "",
            ]
        )


def run(chain: Chain) -> Tally:
    """Run one chain."""
    tally = Tally(chains=1)
    negotiation = Negotiation(chain.seed, SIZES[chain.size], DENSITIES[chain.density])
    reader = _Reader(chain.recorded)
    for number, step in enumerate(negotiation.steps(), start=1):
        old, new = reader.read(step)
        comparison = compare(old, new)
        events = comparison.events
        if _count(tally, step, (old, new), match(step.told, events), events):
            _count_pairs(tally, step, comparison)
        if chain.show:
            where = f"--density {chain.density} --size {chain.size} --seeds {chain.seed}, v{number}"
            tally.wrongs += _wrongs(where, (old, new), match(step.told, events))
    return tally


class _Reader:
    """Reads the pages of a chain: as loose texts, or with ids carried from one to the next."""

    def __init__(self, recorded: bool) -> None:
        self.recorded = recorded
        self.last: Draft | None = None

    def read(self, step: Step) -> tuple[Draft, Draft]:
        if not self.recorded:
            old = self.last or read_draft(step.old)
            self.last = read_draft(step.new)
            return old, self.last
        from carried import carry, name_clauses

        old = self.last or name_clauses(read_draft(step.old))
        self.last = carry(old, read_draft(step.new))
        return old, self.last


def _count(
    tally: Tally,
    step: Step,
    drafts: tuple[Draft, Draft],
    matching: Matching,
    events: tuple[Event, ...],
) -> bool:
    """Count the events of a step; whether both pages were read as they were written."""
    tally.steps += 1
    read = tuple([c.label for c in draft.clauses if c.kind != "front"] for draft in drafts)
    tally.misread += read != step.labels
    if read == step.labels:
        counts = {"wanted": len(step.told), "got": len(events), "matched": len(matching.pairs)}
        tally.read.update(counts)
    tally.wanted.update(told.kind for told in step.told)
    tally.got.update(event.kind for event in events)
    tally.matched.update(told.kind for told, _ in matching.pairs)
    for told, _, name, right in matching.fields():
        tally.fields[told.kind, name] += 1
        tally.right[told.kind, name] += right
    return read == step.labels


def _count_pairs(tally: Tally, step: Step, comparison: Comparison) -> None:
    """Count the pairs of clauses; the front, which is always paired, apart."""
    old, new = step.clauses
    wanted = set(old) & set(new)
    got = [(old[p.old - 1], new[p.new - 1]) for p in comparison.pairs if p.old and p.new]
    right = [one for one, other in got if one == other]
    tally.pairs.update(wanted=len(wanted), got=len(got), right=len(right))


# --------------------------------------------------------------------------------- what went wrong


def _wrongs(where: str, drafts: tuple[Draft, Draft], matching: Matching) -> Iterator[Wrong]:
    """The clauses that something is wrong with, each with all that is told of it."""
    signs: dict[str, list[str]] = defaultdict(list)
    for told in matching.missing:
        signs[told.labels[0]].append(f"-{told.kind}")
    for event in matching.surplus:
        signs[event.clause].append(f"+{event.kind}")
    for told, _, name, right in matching.fields():
        if not right:
            signs[told.labels[0]].append(f"{told.kind}.{name}")
    texts = [{clause.label: clause.text for clause in draft.clauses} for draft in drafts]
    for label, several in signs.items():
        mine = [told for told, _ in matching.pairs if told.labels[0] == label]
        mine += [told for told in matching.missing if told.labels[0] == label]
        theirs = [event for _, event in matching.pairs if event.clause == label]
        theirs += [event for event in matching.surplus if event.clause == label]
        was = next((event.clause_old for event in theirs if event.clause_old), label)
        yield Wrong(
            f"{where} {label}",
            texts[0].get(was, ""),
            texts[1].get(label, ""),
            tuple(map(line_of_told, mine)),
            tuple(map(line_of_event, theirs)),
            " ".join(sorted(set(several))),
        )


def line_of_told(told: Told) -> str:
    """An event of the truth on one line."""
    parts = [told.kind, told.address or "/".join(told.labels)]
    for name, value in told.fields.items():
        if name == "raw" or value in (False, ()):
            continue
        if isinstance(value, frozenset | tuple):
            value = ", ".join(sorted(value) if isinstance(value, frozenset) else value)
        parts.append(f"{name}={value!r}")
    if told.group:
        parts.append("group=any" if told.group == ANY_GROUP else f"group={told.group}")
    return " ".join(parts)


def line_of_event(event: Event) -> str:
    """An event of the differ on one line."""
    parts = [event.kind, event.bracket or event.bracket_old or event.clause]
    names = ("text", "before", "after", "party", "stance", "from_", "to", "origin", "was", "when")
    for name in (*names, "class_", "agreed", "group", "replaces", "inner", "code", "clause_old"):
        value = getattr(event, name)
        if value not in (None, ()):
            parts.append(f"{name.rstrip('_')}={value!r}")
    if event.positions:
        parts.append(f"positions={', '.join(position.raw for position in event.positions)!r}")
    return " ".join(parts)
