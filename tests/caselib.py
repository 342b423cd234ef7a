"""Cases of comparison that a delegate could read and correct, and how events are held to them.

A case is two short drafts and the events between them, one a line:

    KIND ADDRESS key="value" key=value …

ADDRESS is a clause label (`PP1`, `OP1a`) or a bracket address (`PP1#2`: the event's `bracket`, or
`bracket_old` for one that is gone). Keys are fields of an event (`from`, `to`, `class` as in the
JSON); only the fields that a line names are compared, and the list must match one to one. A value
that ends in `…` is a beginning; `none` without quotes says that the field is absent. `group=g1`
on several lines says that these events, and no others, share one group. `positions="USA+, FRA-"`
and `inner="PP1#3, PP1#4"` are lists. `# rule: …` notes a reading of the event reference that the
case stands on, `# ordered` makes the order part of the case, `(no events)` stands for none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from draftvc.diff.model import Event
from draftvc.notation.model import Position

NOTHING = "(no events)"
ORDERED = "# ordered"
KINDS = frozenset(
    {
        "bracket.added",
        "bracket.dropped",
        "bracket.edited",
        "bracket.lifted",
        "bracket.merged",
        "bracket.moved",
        "bracket.rescoped",
        "bracket.split",
        "clause.added",
        "clause.agreed",
        "clause.merged",
        "clause.moved",
        "clause.removed",
        "clause.renumbered",
        "clause.reopened",
        "clause.split",
        "note.added",
        "note.removed",
        "placeholder.added",
        "placeholder.filled",
        "placeholder.removed",
        "position.added",
        "position.changed",
        "position.moved",
        "position.withdrawn",
        "residual",
        "syntax.broken",
        "syntax.repaired",
        "text.edited",
    }
)
_RENAMED = {"from": "from_", "class": "class_"}
_FIELDS = frozenset(
    {
        "after",
        "agreed",
        "before",
        "bracket",
        "bracket_old",
        "class_",
        "clause_old",
        "code",
        "from_",
        "group",
        "inner",
        "origin",
        "party",
        "positions",
        "replaces",
        "stance",
        "text",
        "to",
        "was",
        "when",
    }
)
_LISTS = frozenset({"positions", "inner", "was"})
_SIGNS = {"support": "+", "oppose": "-"}
_PAIR = re.compile(r'(\w+)=("[^"]*"|[^"\s]+)\s*')


@dataclass(frozen=True)
class Expected:
    """One line of expected events."""

    kind: str
    address: str
    fields: Mapping[str, str | None]
    """By attribute name of the event; None: absent."""
    line: str

    @property
    def group(self) -> str | None:
        """The letter that lines of one group share; None where the line names none."""
        return self.fields.get("group")


@dataclass(frozen=True)
class Events:
    """The events that a case wants."""

    lines: tuple[Expected, ...]
    ordered: bool = False
    rules: tuple[str, ...] = ()


@dataclass(frozen=True)
class Case:
    """Two drafts, the events between them, and why."""

    name: str
    before: str
    after: str
    wanted: Events
    why: str
    place: str
    """File and line, for the report of a failure."""


# ---------------------------------------------------------------------------- reading cases


def read_events(lines: Iterable[str]) -> Events:
    """Read expected events; comment lines are rules, or make the order count."""
    expected: list[Expected] = []
    rules: list[str] = []
    ordered = nothing = False
    for line in (line.strip() for line in lines):
        if line.startswith("#"):
            ordered |= line == ORDERED
            rules += [line.removeprefix("# rule:").strip()] if line.startswith("# rule:") else []
        elif line == NOTHING:
            nothing = True
        elif line:
            expected.append(_read_line(line))
    if nothing is bool(expected):
        raise ValueError(f"either events or {NOTHING!r}, got {[e.line for e in expected]}")
    return Events(tuple(expected), ordered, tuple(rules))


def _read_line(line: str) -> Expected:
    kind, _, rest = line.partition(" ")
    address, _, rest = rest.strip().partition(" ")
    if kind not in KINDS or not re.match(r"(FRONT|PP|OP)", address):
        raise ValueError(f"not an event line: {line!r}")
    fields: dict[str, str | None] = {}
    at = 0
    rest = rest.strip()
    while at < len(rest):
        pair = _PAIR.match(rest, at)
        if pair is None:
            raise ValueError(f"cannot read {rest[at:]!r} in {line!r}")
        name = _RENAMED.get(pair[1], pair[1])
        if name not in _FIELDS or name in fields:
            raise ValueError(f"unknown or repeated field {pair[1]!r} in {line!r}")
        fields[name] = None if pair[2] == "none" else pair[2].removeprefix('"').removesuffix('"')
        at = pair.end()
    return Expected(kind, address, fields, line)


def read_cases(path: Path) -> Iterator[Case]:
    """Read a file of cases: two drafts and the events between them."""
    for title, before, after, lines, why, place in read_parts(path):
        yield Case(title, before, after, read_events(lines), why, place)


def read_parts(path: Path) -> Iterator[tuple[str, str, str, list[str], str, str]]:
    """Read a file of cases: title, before, after, lines and reason, parted by lines of one dot.

    A case ends with the first empty line after its reason. Other lines (headings, introductions)
    are for the reader.
    """
    lines = path.read_text(encoding="utf-8").split("\n")
    at = 0
    while "." in lines[at:]:
        dot = lines.index(".", at)
        title, parts, start = lines[dot - 1].strip(), list[list[str]](), dot
        for _ in range(3):
            end = lines.index(".", start + 1)
            parts.append(lines[start + 1 : end])
            start = end
        at = lines.index("", start + 1) if "" in lines[start + 1 :] else len(lines)
        why = " ".join(lines[start + 1 : at])
        place = f"{path.name}:{dot}"
        if not title or not why:
            raise ValueError(f"{place}: a case needs a title and a reason")
        before, after = ("\n".join(part) + "\n" for part in parts[:2])
        yield title, before, after, parts[2], why, place


def read_page(path: Path) -> Iterator[Case]:
    """Read a page of named cases: a `##` heading, and fences `before`, `after` and `events`."""
    name, line_of_name, prose = "", 0, list[str]()
    fences: dict[str, list[str]] = {}
    fence: list[str] | None = None
    lines = path.read_text(encoding="utf-8").split("\n")
    for number, line in enumerate([*lines, "## "], start=1):
        if fence is not None:
            fence = None if line == "```" else fence
            if fence is not None:
                fence.append(line)
        elif line.startswith("```"):
            fence = fences.setdefault(line.removeprefix("```").strip(), [])
        elif line.startswith("## "):
            if fences:
                yield _page_case(name, fences, prose, f"{path.name}:{line_of_name}")
            name, line_of_name, prose, fences = line.removeprefix("## ").strip(), number, [], {}
        else:
            prose.append(line)


def _page_case(name: str, fences: Mapping[str, list[str]], prose: list[str], place: str) -> Case:
    if set(fences) != {"before", "after", "events"}:
        raise ValueError(
            f"{place}: a case has the fences before, after and events, not {[*fences]}"
        )
    before, after = ("\n".join(fences[side]) + "\n" for side in ("before", "after"))
    why = " ".join(line for line in prose if line)
    return Case(name, before, after, read_events(fences["events"]), why, place)


# ---------------------------------------------------------------------- holding events to them


def entry(position: Position) -> str:
    """Return a position as a case writes it: `USA+`, `RUS reserve`."""
    return position.party + _SIGNS.get(position.stance, f" {position.stance}")


def field_text(event: Event, name: str) -> str | None:
    """Return a field of an event as a case writes it; None where it is absent or false."""
    value = getattr(event, name)
    if name == "positions":
        return None if value is None else ", ".join(sorted(entry(p) for p in value))
    if isinstance(value, tuple):
        return ", ".join(value)
    if isinstance(value, bool):
        return "true" if value else None
    return None if value is None else str(value)


def address_of(event: Event) -> str:
    """Return the bracket of an event (the old one where it is gone), or its clause.

    Only events of brackets and positions are placed by their bracket: a placeholder or a note is
    found by its clause, and a position that moved by where it stands now.
    """
    gone = event.bracket is None and event.kind != "position.moved"
    bracket = event.bracket_old if gone else event.bracket
    placed = event.kind.startswith(("bracket.", "position."))
    return bracket if placed and bracket is not None else event.clause


def fits(expected: Expected, event: Event) -> bool:
    """Return whether an event is what a line says, groups aside."""
    if expected.kind != event.kind or expected.address != address_of(event):
        return False
    return all(_same(name, want, event) for name, want in expected.fields.items())


def _same(name: str, want: str | None, event: Event) -> bool:
    got = field_text(event, name)
    if name == "group" and want is not None:
        return got is not None
    if want is None or got is None:
        return not want and not got
    if want.endswith("…"):
        return got.startswith(want[:-1].rstrip())
    if name in _LISTS:
        return _entries(want, name) == _entries(got, name)
    return want == got


def _entries(text: str, name: str) -> list[str]:
    entries = [entry.strip() for entry in text.split(",") if entry.strip()]
    return sorted(entries) if name == "positions" else entries


def complaint(wanted: Events, events: Sequence[Event]) -> str | None:
    """Return why the events are not the wanted ones, readable; None where they are."""
    if _match(wanted, events) is not None:
        return None
    return "\n".join(["wanted:", *_list_wanted(wanted, events), "got:", *_list_got(wanted, events)])


def _match(wanted: Events, events: Sequence[Event]) -> list[int] | None:
    """Return for each wanted line the index of its event, or None."""
    count = len(wanted.lines)
    if count != len(events):
        return None
    if wanted.ordered:
        chosen = list(range(count))
        fitting = all(fits(line, events[i]) for i, line in enumerate(wanted.lines))
        return chosen if fitting and _groups_agree(wanted, events, chosen) else None
    options = [[i for i, e in enumerate(events) if fits(line, e)] for line in wanted.lines]
    return _assign(wanted, events, options, [])


def _assign(
    wanted: Events, events: Sequence[Event], options: list[list[int]], chosen: list[int]
) -> list[int] | None:
    if len(chosen) == len(options):
        return list(chosen) if _groups_agree(wanted, events, chosen) else None
    for option in options[len(chosen)]:
        if option not in chosen:
            found = _assign(wanted, events, options, [*chosen, option])
            if found is not None:
                return found
    return None


def _groups_agree(wanted: Events, events: Sequence[Event], chosen: Sequence[int]) -> bool:
    members: dict[str, set[int]] = {}
    for line, index in zip(wanted.lines, chosen, strict=True):
        if line.group is not None:
            members.setdefault(line.group, set()).add(index)
    for group in members.values():
        names = {events[index].group for index in group}
        sharing = {index for index, event in enumerate(events) if event.group in names}
        if len(names) != 1 or sharing != group:
            return False
    return True


def _list_wanted(wanted: Events, events: Sequence[Event]) -> Iterator[str]:
    for line in wanted.lines:
        missing = not any(fits(line, event) for event in events)
        yield f"  {'!' if missing else ' '} {line.line}"
    if not wanted.lines:
        yield f"    {NOTHING}"


def _list_got(wanted: Events, events: Sequence[Event]) -> Iterator[str]:
    for event in events:
        surplus = not any(fits(line, event) for line in wanted.lines)
        yield f"  {'!' if surplus else ' '} {event_line(event)}"
    if not events:
        yield f"    {NOTHING}"


def event_line(event: Event) -> str:
    """Return an event as a line of a case, with every field that it has."""
    public = {attribute: name for name, attribute in _RENAMED.items()}
    parts = [event.kind, address_of(event)]
    for name in sorted(_FIELDS):
        text = field_text(event, name)
        if text is not None:
            parts.append(f'{public.get(name, name)}="{text}"')
    return " ".join(parts)
