"""How right the differ is on edits made by hand: ``bench/handmade.py [--show] [--write] [NAME…]``.

The edits are pages of tests/handmade/: a page is of one text and names its file, the labels of its
clauses and its intended faults; below stands an edit a heading, with a reason, the fence `edit`
and the fence `events` (the lines of tests/caselib.py); a second fence `events` is another reading,
where the event reference leaves two open. An edit is a list of operations:

    replace: a fragment, which stands exactly once      by: what stands there now
    everywhere: a fragment                              by: what stands in all its places
    delete: a fragment, which stands exactly once
    insert paragraph: its text                          before: or after: beginning of another
    delete paragraph: its beginning
    move paragraph: its beginning                       before: or after: beginning of another
    swap paragraphs: beginning of one                   with: beginning of the other
    paragraph: its beginning                            becomes: its text (and: of one more)
    wrap: width at which the whole text is wrapped anew
    blank lines: after every line, as some extractions have it

An indented line continues the one before. In what is put in, `⏎` is a line break and `U+FFFE` that
character. The files part paragraphs by an empty line, for whoever edits them; the texts that
are compared have none. Operations are applied in order.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from draftvc.diff.compare import compare
from draftvc.diff.model import Event
from draftvc.draft.read import read_draft
from results import table, write_section

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.caselib import Events, complaint, fits, read_events  # noqa: E402

SECTION = "hand-made edits"
FOLDER = ROOT / "tests" / "handmade"
_OPERATIONS: dict[str, tuple[str, ...]] = {
    "replace": ("by",),
    "delete": (),
    "everywhere": ("by",),
    "insert paragraph": ("before", "after"),
    "delete paragraph": (),
    "move paragraph": ("before", "after"),
    "swap paragraphs": ("with",),
    "paragraph": ("becomes", "and"),
    "wrap": (),
    "blank lines": (),
}
_KEYS = frozenset(_OPERATIONS) | {key for keys in _OPERATIONS.values() for key in keys}
_CHARACTER = re.compile(r"⏎|U\+([0-9A-F]{4})")
_LINE = re.compile(r"([a-z]+(?: [a-z]+)?):(?: (.*))?\Z")


class HandmadeError(ValueError):
    """A page that cannot be read; says where and what."""


@dataclass(frozen=True)
class Text:
    """A text that is edited, and what is known of it."""

    name: str
    paragraphs: tuple[str, ...]
    """As they are wrapped, in order; elements of the front and headings are paragraphs."""
    labels: tuple[str, ...]
    faults: tuple[str, ...]
    """`PP2 E103`, in the order of the text."""

    @property
    def full(self) -> str:
        """The text as it is read."""
        return "\n".join(self.paragraphs) + "\n"

    @property
    def width(self) -> int:
        """Length of the longest line."""
        return max(map(len, self.full.splitlines()))


@dataclass(frozen=True)
class Edit:
    """An edit of a text and the events that it wants."""

    name: str
    text: Text
    why: str
    before: str
    after: str
    readings: tuple[Events, ...]
    """The events that are right, each reading in full; one unless the reference has two."""
    place: str
    """File and line of its heading."""

    @property
    def wanted(self) -> Events:
        """The events of the first reading."""
        return self.readings[0]


# ------------------------------------------------------------------------------------------ reading


def load(folder: Path = FOLDER) -> list[Edit]:
    """Return the edits of all pages of a folder, in the order of their names."""
    return [edit for page in sorted(folder.glob("*.md")) for edit in read_page(page)]


def read_page(page: Path) -> Iterator[Edit]:
    """Read one page: its text, then its edits."""
    head, *sections = re.split(r"(?m)^## ", page.read_text(encoding="utf-8"))
    facts = dict(re.findall(r"(?m)^(Text|Clauses|Faults): (.*)$", head))
    if not facts.keys() >= {"Text", "Clauses"}:
        raise HandmadeError(f"{page.name}: the page says no Text: and Clauses:")
    text = Text(
        name=page.stem,
        paragraphs=_paragraphs(page.parent / facts["Text"]),
        labels=tuple(facts["Clauses"].split()),
        faults=tuple(each.strip() for each in facts.get("Faults", "").split(",") if each.strip()),
    )
    line = head.count("\n") + 1
    for section in sections:
        yield _edit(text, section, f"{page.name}:{line}")
        line += section.count("\n")


def _paragraphs(path: Path) -> tuple[str, ...]:
    return tuple(path.read_text(encoding="utf-8").strip("\n").split("\n\n"))


def _edit(text: Text, section: str, place: str) -> Edit:
    name, _, body = section.partition("\n")
    fences = re.findall(r"(?ms)^```(\w+)\n(.*?)^```$", body)
    why = " ".join(re.sub(r"(?ms)^```.*?^```$", "", body).split())
    kinds = [kind for kind, _ in fences]
    if kinds[:2] != ["edit", "events"] or set(kinds[2:]) - {"events"} or not why:
        raise HandmadeError(f"{place}: an edit has a reason and the fences edit and events")
    try:
        after = apply(text, read_operations(fences[0][1].splitlines()))
        readings = tuple(read_events(lines.splitlines()) for _, lines in fences[1:])
    except ValueError as error:
        raise HandmadeError(f"{place} ({name.strip()}): {error}") from error
    return Edit(name.strip(), text, why, text.full, after, readings, place)


def read_operations(lines: Iterable[str]) -> list[list[tuple[str, str]]]:
    """Return the operations: each a list of keys and values, its own key first."""
    operations: list[list[tuple[str, str]]] = []
    for line in lines:
        if line.startswith(" ") and operations:
            key, value = operations[-1][-1]
            operations[-1][-1] = (key, f"{value} {line.strip()}")
            continue
        found = _LINE.match(line)
        if found is None or found[1] not in _KEYS:
            raise ValueError(f"not an operation: {line!r}")
        pair = (found[1], (found[2] or "").strip())
        if found[1] in _OPERATIONS:
            operations.append([pair])
        elif not operations or found[1] not in _OPERATIONS[operations[-1][0][0]]:
            raise ValueError(f"{found[1]!r} belongs to no operation: {line!r}")
        else:
            operations[-1].append(pair)
    return operations


# ------------------------------------------------------------------------------------------ editing


def apply(text: Text, operations: Sequence[Sequence[tuple[str, str]]]) -> str:
    """Return the text after the operations; what they do not touch stays wrapped as it is."""
    paragraphs = [unwrap(each) for each in text.paragraphs]
    untouched = dict(zip(paragraphs, text.paragraphs, strict=True))
    width, blank = 0, False
    for (key, value), *rest in operations:
        if key == "wrap":
            width = int(value)
        elif key == "blank lines":
            blank = True
        else:
            _EDITORS[key](paragraphs, value, rest)
    if width:
        untouched = {}
    lines = [untouched.get(each) or wrap(each, width or text.width) for each in paragraphs]
    return "\n".join(lines).replace("\n", "\n\n" if blank else "\n") + "\n"


def unwrap(paragraph: str) -> str:
    """Return a paragraph on one line."""
    return " ".join(paragraph.split("\n"))


def wrap(paragraph: str, width: int) -> str:
    """Return a paragraph on lines of a width; breaks that it has already stay."""
    lines: list[str] = []
    for part in paragraph.split("\n"):
        line = ""
        for word in part.split(" "):
            if line and len(line) + 1 + len(word) > width:
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}" if line else word
        lines.append(line)
    return "\n".join(lines)


def _find(paragraphs: Sequence[str], beginning: str) -> int:
    found = [at for at, each in enumerate(paragraphs) if each.startswith(beginning)]
    if len(found) != 1:
        raise ValueError(f"{len(found)} paragraphs begin with {beginning!r}")
    return found[0]


def _written(text: str) -> str:
    """Return what is put in, with the characters that it names."""
    return _CHARACTER.sub(lambda found: chr(int(found[1], 16)) if found[1] else "\n", text)


def _replace(paragraphs: list[str], old: str, rest: Sequence[tuple[str, str]]) -> None:
    new = rest[0][1] if rest else ""
    count = sum(each.count(old) for each in paragraphs)
    if count != 1:
        raise ValueError(f"{old!r} stands {count} times")
    _exchange(paragraphs, old, new)


def _everywhere(paragraphs: list[str], old: str, rest: Sequence[tuple[str, str]]) -> None:
    ((_, new),) = rest
    if not any(old in each for each in paragraphs):
        raise ValueError(f"{old!r} stands nowhere")
    _exchange(paragraphs, old, new)


def _exchange(paragraphs: list[str], old: str, new: str) -> None:
    for at, each in enumerate(paragraphs):
        if not new:  # one of the two spaces around it goes with it
            each = each.replace(f"{old} ", "").removesuffix(f" {old}")
        paragraphs[at] = each.replace(old, _written(new))


def _insert(paragraphs: list[str], new: str, rest: Sequence[tuple[str, str]]) -> None:
    ((where, beginning),) = rest
    at = _find(paragraphs, beginning) + (where == "after")
    paragraphs.insert(at, _written(new))


def _delete(paragraphs: list[str], beginning: str, rest: Sequence[tuple[str, str]]) -> None:
    del paragraphs[_find(paragraphs, beginning)]


def _move(paragraphs: list[str], beginning: str, rest: Sequence[tuple[str, str]]) -> None:
    _insert(paragraphs, paragraphs.pop(_find(paragraphs, beginning)), rest)


def _swap(paragraphs: list[str], beginning: str, rest: Sequence[tuple[str, str]]) -> None:
    one, other = _find(paragraphs, beginning), _find(paragraphs, rest[0][1])
    paragraphs[one], paragraphs[other] = paragraphs[other], paragraphs[one]


def _become(paragraphs: list[str], beginning: str, rest: Sequence[tuple[str, str]]) -> None:
    at = _find(paragraphs, beginning)
    paragraphs[at : at + 1] = [_written(new) for _, new in rest]


_EDITORS: dict[str, Callable[[list[str], str, Sequence[tuple[str, str]]], None]] = {
    "replace": _replace,
    "delete": _replace,
    "everywhere": _everywhere,
    "insert paragraph": _insert,
    "delete paragraph": _delete,
    "move paragraph": _move,
    "swap paragraphs": _swap,
    "paragraph": _become,
}


# ------------------------------------------------------------------------------------------ scoring


@dataclass(frozen=True)
class Outcome:
    """What the differ told of an edit."""

    edit: Edit
    events: tuple[Event, ...]

    @cached_property
    def wanted(self) -> Events:
        """The reading that the events meet; the first where they meet none."""
        met = (each for each in self.edit.readings if complaint(each, self.events) is None)
        return next(met, self.edit.wanted)

    @property
    def complaint(self) -> str | None:
        """Why the events are not the wanted ones, groups included; None where they are."""
        return complaint(self.wanted, self.events)

    @property
    def matched(self) -> Counter[str]:
        """How many wanted events of each kind were told, each with one event of its own."""
        taken: dict[int, int] = {}
        for index in range(len(self.wanted.lines)):
            self._take(index, taken, set())
        return Counter(self.wanted.lines[index].kind for index in taken.values())

    def _take(self, index: int, taken: dict[int, int], tried: set[int]) -> bool:
        """Find an event for a wanted line, moving others to another one where that helps."""
        for at, event in enumerate(self.events):
            if at in tried or not fits(self.wanted.lines[index], event):
                continue
            tried.add(at)
            if at not in taken or self._take(taken[at], taken, tried):
                taken[at] = index
                return True
        return False


def run(edit: Edit) -> Outcome:
    """Compare the two drafts of an edit."""
    return Outcome(edit, compare(read_draft(edit.before), read_draft(edit.after)).events)


def score(outcomes: Sequence[Outcome]) -> str:
    """Return a table of precision and recall by kind, and how many edits are fully right."""
    wanted = Counter(line.kind for each in outcomes for line in each.wanted.lines)
    got = Counter(event.kind for each in outcomes for event in each.events)
    matched = sum((each.matched for each in outcomes), Counter[str]())
    rows = []
    for kind in [*sorted(wanted | got), None]:
        have, right, told = (
            counts[kind] if kind else counts.total() for counts in (wanted, matched, got)
        )
        figures = f"{_share(right, told)} / {_share(right, have)}"
        rows.append([f"`{kind}`" if kind else "**all**", str(have), str(told), figures])
    right = sum(each.complaint is None for each in outcomes)
    return f"Fully right, groups included: {right} of {len(outcomes)} edits.\n\n" + table(
        ["kind", "wanted", "told", "precision / recall"], rows
    )


def _share(part: int, whole: int) -> str:
    return f"{part / whole if whole else 1:.3f}"


def main() -> int:
    """Score the edits; 1 where one of them is not fully right."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("names", nargs="*", help="edits whose name or page holds one of these")
    parser.add_argument("--show", action="store_true", help="print what is wrong")
    parser.add_argument("--write", action="store_true", help="write all into bench/RESULTS.md")
    options = parser.parse_args()
    names = [name.lower() for name in options.names if not options.write]
    edits = [
        edit
        for edit in load()
        if not names or any(n in f"{edit.text.name} {edit.name}".lower() for n in names)
    ]
    outcomes = [run(edit) for edit in edits]
    wrong = [each for each in outcomes if each.complaint is not None]
    if options.show:
        for each in wrong:
            print(f"{each.edit.place} {each.edit.name}\n{each.complaint}\n")
    print(score(outcomes))
    if options.write:
        write_section(SECTION, score(outcomes))
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
