"""A draft as it is written down: marks, spacing and line breaks, with the slips of real texts.

What is chosen here is layout: it may change from page to page and is no event. How a thing is
written depends on its identity, as a habit of whoever typed it, and now and then on the page.
"""

from __future__ import annotations

import random
import textwrap
from dataclasses import dataclass, field
from typing import NamedTuple

from room.model import (
    Brace,
    Bracket,
    Clause,
    ClauseGroup,
    Draft,
    Entry,
    Item,
    LetterPair,
    Span,
    Word,
)
from room.vocabulary import WEEKDAYS

WIDTHS = range(72, 132)
_NO_SPACE_BEFORE = frozenset(",;:.”/")
_MIX = 0x9E3779B1


class Put(NamedTuple):
    """One thing that was written: what it is, how it is spelled, and in which clause."""

    key: tuple[str, int, str]
    """Its sort, its identity (or that of its owner) and what tells it from others of the sort."""
    text: str
    clause: int


@dataclass
class Page:
    """One way of writing a draft down."""

    chance: random.Random
    width: int = 100
    blank_lines: bool = False
    slips: float = 0.05
    """Share of things that are not written by their habit on this page."""
    trail: list[Put] = field(default_factory=list)
    """Everything that was written, in its order; braces and commas between entries apart."""
    _clause: int = 0
    _closes: dict[int, Span] = field(default_factory=dict)
    """The brackets over several clauses, by the last of these."""

    def text(self, draft: Draft) -> str:
        """The draft as a page, hard-wrapped; the front keeps its lines."""
        lines = front_lines(draft)
        paragraphs = list(self.paragraphs(draft))
        for at, paragraph in enumerate(paragraphs):
            following = paragraphs[at + 1] if at + 1 < len(paragraphs) else ""
            if self.blank_lines:
                lines.append("")
            lines += self._wrapped(paragraph, following)
        return "\n".join(lines) + "\n"

    def paragraphs(self, draft: Draft) -> list[str]:
        """The draft's paragraphs after the front, each on one line."""
        found: list[str] = []
        self._closes = {
            members[-1]: span
            for uid, span in draft.spans.items()
            if (members := draft.members(uid))  # the clauses it ran over may be gone
        }
        letter = ""
        operative = False
        for clause in draft.clauses:
            if clause.kind != "pp" and not operative:
                operative = True
                found.append(" ".join(word.text for word in draft.heading))
            if clause.kind == "sub":
                letter = chr(96 + clause.number)
            found.append(self.clause(clause, letter))
        return found

    def _wrapped(self, paragraph: str, following: str) -> list[str]:
        """The paragraph's lines.

        Where its end is not seen otherwise, the last line leaves room for the first word that
        follows, so that a reader sees that a new paragraph begins.
        """
        wrap = textwrap.TextWrapper(self.width, break_long_words=False, break_on_hyphens=False)
        lines = wrap.wrap(paragraph)
        word = following.split(" ", 1)[0]
        full = len(lines[-1]) + 1 + len(word) > self.width - 12
        if full and not paragraph.endswith((",", ".")):
            words = lines[-1].split(" ")
            half = len(words) // 2
            lines[-1:] = [" ".join(words[:half]), " ".join(words[half:])]
        return lines

    def clause(self, clause: Clause, letter: str) -> str:
        """One clause on one line."""
        self._clause = clause.uid
        marker = marker_of(clause, letter)
        if clause.enclosed:
            bracket = clause.items[0]
            assert isinstance(bracket, Bracket)
            self.put("[", bracket.uid, "[")
            self._mark(clause, marker)
            inside = self.row(bracket.items) + self._end(clause)
            self.put("]", bracket.uid, "]")
            body = f"[{marker} {inside}]" if marker else f"[{inside}]"
            body += self.groups(bracket.uid, bracket.groups)
        else:
            self._mark(clause, marker)
            body = f"{marker} {self._open(clause)}{self.row(clause.items)}".lstrip()
            body += self._end(clause) + self._close(clause)
        for item in clause.tail:
            body += " " + self.item(item)
        if clause.stamp:
            mark = clause.stamp
            spelled = "Ad Ref" if self.habit(clause.uid, 3) == 0 else "Ad ref"
            written = f"{spelled} {mark.day} March 2025 {mark.hour}.{mark.minute:02}"
            self.put("stamp", clause.uid, written, mark.when)
            body += " " + written
        return body

    def _open(self, clause: Clause) -> str:
        if clause.opens:
            self.put("[", clause.span, "[")
        return "[" * clause.opens

    def _close(self, clause: Clause) -> str:
        span = self._closes.get(clause.uid)
        if span is None:
            return ""
        self.put("]", span.uid, "]")
        return "]" + self.groups(span.uid, span.groups)

    def put(self, sort: str, uid: int, text: str, tells: str | None = None) -> None:
        """Take down what is written next."""
        if text:
            key = (sort, uid, text if tells is None else tells)
            self.trail.append(Put(key, text, self._clause))

    def _mark(self, clause: Clause, marker: str) -> None:
        self.put("marker", clause.uid, marker)

    def _end(self, clause: Clause) -> str:
        spaced = clause.end in (",", ";") and self.habit(clause.uid, 12) == 0
        self.put("end", clause.uid, clause.end)
        return " " * spaced + clause.end

    def habit(self, uid: int, ways: int) -> int:
        """One of so many ways to write a thing: mostly its own, now and then another."""
        if self.chance.random() < self.slips:
            return self.chance.randrange(ways)
        return (uid * _MIX & 0xFFFFFFFF) % (97 * ways) // 97

    def row(self, items: list[Item]) -> str:
        """The items in a row, punctuation joined to what stands before it."""
        parts: list[str] = []
        before: Item | None = None
        for item in items:
            if before is not None:
                parts.append(self._gap(before, item))
            parts.append(self.item(item))
            before = item
        return "".join(parts)

    def _gap(self, before: Item, item: Item) -> str:
        if isinstance(item, Word):
            return self._gap_before_word(before, item)
        if isinstance(before, Word) and before.text == "“":
            return ""
        if isinstance(item, Bracket) and isinstance(before, Word):
            first = item.items[0] if item.items else None
            mark = isinstance(first, Word) and not first.is_word
            nested = isinstance(first, Bracket)
            # A word glued to a bracket that begins with a word would be another word.
            return "" if mark and not nested and self.habit(item.uid, 2) else " "
        if isinstance(item, Bracket) and isinstance(before, Bracket):
            return "" if self.habit(item.uid, 6) == 0 else " "
        return " "

    def _gap_before_word(self, before: Item, word: Word) -> str:
        if word.text in _NO_SPACE_BEFORE:
            return " " if self.habit(word.uid, 14) == 0 else ""
        if isinstance(before, Word):
            return "" if before.text == "“" and self.habit(before.uid, 8) else " "
        if isinstance(before, Bracket) and before.groups and word.is_word:
            return "" if self.habit(before.uid, 9) == 0 else " "
        return " "

    def item(self, item: Item) -> str:
        """One item as written."""
        if isinstance(item, Word):
            self.put("word", item.uid, item.text)
            return item.text
        if isinstance(item, Bracket):
            return self.bracket(item)
        if isinstance(item, LetterPair):
            capital = item.letter.upper()
            for uid, letter in ((item.small, item.letter), (item.capital, capital)):
                self.put("[", uid, "[")
                self.put("word", uid, letter)
                self.put("]", uid, "]")
            self.put("word", item.uid, item.rest)
            return f"[{item.letter}][{capital}]{item.rest}" + self.groups(item.uid, item.groups)
        if isinstance(item, ClauseGroup):
            inside = self.inside(item.uid, item.entries, self._clause)
            return "{" + inside + ("" if item.unclosed else "}")
        self.put("brace", item.uid, brace_text(item))
        return f"{{{brace_text(item)}}}"

    def bracket(self, bracket: Bracket) -> str:
        """A bracket with its groups, and with its fault."""
        opening = "" if bracket.fault == "unopened" else "["
        closing = {"unclosed": "", "brace": "}"}.get(bracket.fault, "]")
        inner = " " if self.habit(bracket.uid, 25) == 0 else ""
        self.put("[", bracket.uid, opening)
        inside = self.row(bracket.items)
        self.put("]", bracket.uid, closing)
        return f"{opening}{inside}{inner}{closing}" + self.groups(bracket.uid, bracket.groups)

    def groups(self, uid: int, groups: list[list[Entry]]) -> str:
        """The groups after a bracket, each behind a space or glued."""
        written: list[list[Entry]] = []
        for group in groups:
            # A reason may hold commas: such an entry has a group of its own.
            plain = [entry for entry in group if not entry.scope]
            written += [plain] if plain else []
            written += [[entry] for entry in group if entry.scope]
        if len(written) > 1 and self.chance.random() < self.slips / 2 and not _scoped(groups):
            written = [[entry for group in written for entry in group]]
        parts = []
        for at, group in enumerate(written):
            space = "" if self.habit(uid + at, 4) == 0 else " "
            parts.append(f"{space}{{{self.inside(uid + at, group, uid)}}}")
        return "".join(parts)

    def inside(self, uid: int, entries: list[Entry], owner: int) -> str:
        """The entries of one group."""
        order = list(entries)
        if self.chance.random() < self.slips:
            self.chance.shuffle(order)
        spelled = [self.entry(uid + at, entry) for at, entry in enumerate(order)]
        for text, entry in zip(spelled, order, strict=True):
            self.put("entry", owner, text, str(entry))
        wordy = any(entry.stance in ("reserve", "delete") for entry in order)
        separator = (", ", ", ", ", ", ", ", " " if not wordy else ", ", ",")[self.habit(uid, 6)]
        last = ", " if self.habit(uid + 7, 30) == 0 and not _scoped([entries]) else ""
        return separator.join(spelled) + last

    def entry(self, uid: int, entry: Entry) -> str:
        """One entry as written."""
        written = str(entry)
        if entry.stance in ("support", "oppose") and self.habit(uid, 30) == 0:
            return f"{written[:-1]} {written[-1]}"
        if entry.stance == "delete" and self.habit(uid, 4) == 0:
            return written.replace(" delete", " Delete")
        return written


def _scoped(groups: list[list[Entry]]) -> bool:
    return any(entry.scope for group in groups for entry in group)


def brace_text(brace: Brace) -> str:
    """The inside of a note or placeholder."""
    if brace.kind == "note":
        return f"{brace.party} {brace.text}"
    return f"placeholder {brace.text}" + (f" {brace.party}" if brace.party else "")


def marker_of(clause: Clause, letter: str) -> str:
    """The marker as written; `letter` is that of the clause an alternative stands for."""
    if clause.kind == "alt":
        return f"Alt1. {letter}" if clause.joined else f"Alt 1.{letter}"
    if clause.kind == "sub":
        return f"{chr(96 + clause.number)}."
    if clause.bis:
        return f"{clause.number}.bis"
    return f"{clause.number}." if clause.kind == "op" else ""


def front_lines(draft: Draft) -> list[str]:
    """The lines before the first paragraph."""
    day = draft.front.day
    date = f"{WEEKDAYS[day % 7]} {day} March 2025"
    return [
        f"This version represents the conclusions of the discussions held on {date}",
        "World Rivers Assembly of the International Rivers Programme",
        "Third session",
        "Geneva, 3-28 March, 2025.",
        "Draft resolution - " + " ".join(word.text for word in draft.front.title),
        "The World Rivers Assembly,",
    ]


def draw_page(chance: random.Random) -> Page:
    """A page of its own width and habits."""
    page = Page(chance)
    page.width = chance.choice(WIDTHS)
    page.blank_lines = chance.random() < 0.15
    return page
