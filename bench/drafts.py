"""Drafts out of nothing: a text in the braces notation, as large as wanted, the same for one seed.

The proportions are those of a real draft of 11 KB: a clause has about 500 characters, 106 brackets
come to that text, a bracket has three or four words and one to three positions. The words are made
from stems, so that a large text has as many different ones as a real one would.
"""

from __future__ import annotations

import random
import string
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, field

PARTIES = (
    *("ARG", "BRA", "CHL", "CMR", "CRI", "DEU", "DZA", "EGY", "FIN", "FRA", "GHA", "IDN"),
    *("IND", "JPN", "KEN", "MAR", "NGA", "NLD", "PSE", "RUS", "SWE", "TZA", "USA", "ZAF", "Chair"),
)
STANCES = ("+", "+", "+", "+", "+", "+", "+", "-", "-", " reserve", " delete")
PARTICIPLES = ("Recognizing", "Noting", "Recalling", "Reaffirming", "Welcoming", "Stressing")
HEADS = ("Ensuring", "Building", "Keeping", "Sharing", "Opening", "Measuring")
VERBS = ("Urges", "Requests", "Encourages", "Invites", "Calls upon", "Decides")
SMALL = (
    *("the", "of", "and", "to", "in", "for", "with", "on", "by", "from", "its", "their", "all"),
    *("that", "which", "as", "well", "such", "other", "relevant", "national", "regional", "local"),
)
_STEMS = (
    *("riv", "bas", "stat", "gaug", "measur", "record", "commun", "observ", "publ", "custod"),
    *("forec", "sediment", "catch", "delt", "harbour", "irrig", "wetl", "glaci", "aquif", "cal"),
    *("tribut", "reserv", "sluic", "channel", "embank", "monsoon", "sal", "turb", "drain", "dredg"),
)
_ENDS = (
    *("ing", "ation", "al", "ity", "ment", "ance", "ive", "ed", "er", "ism", "ary", "ures"),
    *("ful", "less", "ance", "ency", "ous", "ional"),
)
_FRONTS = ("", "re", "inter", "co", "trans", "under", "sub", "pre", "over")
# The plain words come first, and first is often: a real text has short words and a long tail.
WORDS = tuple(dict.fromkeys(f + s + e for f in _FRONTS for e in _ENDS for s in _STEMS))
FRONT = (
    "This version represents the conclusions of the discussions held on Monday 3 March 2025",
    "World Rivers Assembly of the International Rivers Programme",
    "Third session",
    "Geneva, 3-14 March, 2025.",
    "Draft resolution - measured rivers",
    "The World Rivers Assembly,",
)
CLAUSE_LENGTH = 420
PREAMBLE_SHARE = 0.35


@dataclass
class Entry:
    """One party's stance: `RUS reserve`."""

    party: str
    stance: str

    def __str__(self) -> str:
        """Return it as written."""
        return f"{self.party}{self.stance}"


@dataclass
class Bracket:
    """Words in brackets, perhaps with brackets among them, and the groups that follow."""

    items: list[Item]
    groups: list[list[Entry]]
    before_group: str = " "
    separator: str = ", "

    def __str__(self) -> str:
        """Return it as written."""
        groups = "".join(
            f"{self.before_group}{{{self.separator.join(map(str, group))}}}"
            for group in self.groups
            if group
        )
        return f"[{text_of(self.items)}]{groups}"


@dataclass
class Brace:
    """A note or a placeholder in braces."""

    text: str

    def __str__(self) -> str:
        """Return it as written."""
        return f"{{{self.text}}}"


Item = str | Bracket | Brace


def text_of(items: list[Item]) -> str:
    """The items in a row, punctuation joined to what stands before it."""
    return " ".join(map(str, items)).replace(" ,", ",").replace(" ;", ";")


@dataclass
class Clause:
    """One clause: `kind` is pp, op, sub or alt; its marker is made when it is written."""

    kind: str
    items: list[Item]
    stamp: str = ""
    fault: bool = False
    end: str = ","
    touched: bool = field(default=False, compare=False)

    def brackets(self) -> list[Bracket]:
        """The outer brackets, in reading order."""
        return [item for item in self.items if isinstance(item, Bracket)]

    def body(self) -> str:
        """The clause's text without its marker."""
        text = text_of(self.items) + self.end
        if self.fault:  # the last bracket is never closed
            head, _, tail = text.rpartition("]")
            text = head + tail
        return f"{text} {self.stamp}" if self.stamp else text


@dataclass
class Draft:
    """Clauses in document order."""

    clauses: list[Clause]

    def paragraphs(self) -> Iterator[str]:
        """The draft's paragraphs as they are written, each on one line."""
        yield from FRONT
        number, letter, operative = 0, 0, False
        for clause in self.clauses:
            if clause.kind == "pp":
                yield clause.body()
                continue
            if not operative:
                operative = True
                yield "OPERATIVE CLAUSES"
            if clause.kind == "op":
                number, letter = number + 1, 0
                yield f"{number}. {clause.body()}"
            elif clause.kind == "sub":
                letter += 1
                yield f"{string.ascii_lowercase[letter - 1]}. {clause.body()}"
            else:
                yield f"Alt1. {string.ascii_lowercase[letter - 1]} {clause.body()}"

    def text(self, width: int) -> str:
        """The draft as a page, hard-wrapped; the front keeps its lines."""
        wrap = textwrap.TextWrapper(width, break_long_words=False, break_on_hyphens=False)
        lines = list(FRONT)
        for paragraph in list(self.paragraphs())[len(FRONT) :]:
            lines += wrap.wrap(paragraph)
        return "\n".join(lines) + "\n"


class Writer:
    """Makes words, brackets and clauses from one stream of chance."""

    def __init__(self, seed: int) -> None:
        """Start the stream at `seed`."""
        self.chance = random.Random(seed)

    def word(self) -> str:
        """A word; small ones and the first of the list come often, as in a real text."""
        if self.chance.random() < 0.5:
            return self.chance.choice(SMALL)
        return WORDS[int(len(WORDS) * self.chance.random() ** 3)]

    def words(self, low: int, high: int) -> list[Item]:
        """Between `low` and `high` words."""
        return [self.word() for _ in range(self.chance.randint(low, high))]

    def entries(self) -> list[Entry]:
        """A group: mostly one party or two, now and then a long list."""
        count = self.chance.choice((1, 1, 1, 1, 1, 2, 2, 4))
        return [
            Entry(party, self.chance.choice(STANCES))
            for party in self.chance.sample(PARTIES, count)
        ]

    def bracket(self, nested: bool = True) -> Bracket:
        """A bracket with its groups; one in nine holds another."""
        items = self.words(1, 5)
        if nested and self.chance.random() < 0.11:
            items.append(self.bracket(nested=False))
        groups = [self.entries()]
        if self.chance.random() < 0.05:
            groups.append(self.entries())
        return Bracket(
            items,
            groups,
            self.chance.choice((" ", " ", "")),
            self.chance.choice((", ", ", ", ", ", " ", ",")),
        )

    def substitution(self) -> list[Item]:
        """Two members that one group of parties wants exchanged."""
        first, second = self.bracket(nested=False), self.bracket(nested=False)
        second.groups = [[Entry(e.party, e.stance) for e in first.groups[0]]]
        first.groups = first.groups[:1]
        return [first, second]

    def items(self, length: int) -> list[Item]:
        """A clause's inside of about `length` characters, with brackets as dense as in a draft."""
        items: list[Item] = []
        size = 0
        while size < length:
            run = self.words(3, 9)
            if self.chance.random() < 0.3:
                run.append(",")
            if self.chance.random() < 0.25:
                run += self.substitution()
            else:
                run.append(self.bracket())
            items += run
            size += sum(len(str(item)) + 1 for item in run)
        return [*items, *self.words(2, 5)]

    def clause(self, kind: str) -> Clause:
        """A clause of a kind: most with brackets, some clean, some of these agreed."""
        heads = {"pp": PARTICIPLES, "op": VERBS}.get(kind, HEADS)
        length = max(80, int(self.chance.gauss(CLAUSE_LENGTH, 180)))
        dice = self.chance.random()
        clean = dice < 0.12
        body = self.words(length // 10, length // 8) if clean else self.items(length)
        if 0.12 <= dice < 0.16:
            body.append(Brace(f"placeholder {self.word()} {self.word()}"))
        elif 0.16 <= dice < 0.20:
            body.append(Brace(f"{self.chance.choice(PARTIES)} suggest to move as last paragraph"))
        return Clause(
            kind,
            [self.chance.choice(heads), *body],
            stamp=self.stamp() if dice < 0.07 else "",
            fault=0.20 <= dice < 0.22,
        )

    def stamp(self) -> str:
        """An agreement mark with its day and time."""
        hour, minute = self.chance.randint(9, 21), self.chance.randint(0, 59)
        return f"{self.chance.choice(('Ad ref', 'Ad Ref'))} 3 March 2025 {hour}.{minute:02}"

    def draft(self, size: int) -> Draft:
        """A draft of about `size` characters: preamble, then numbered paragraphs with letters."""
        clauses: list[Clause] = []
        written = 0

        def add(kind: str) -> None:
            nonlocal written
            clauses.append(self.clause(kind))
            written += len(clauses[-1].body())

        while written < size * PREAMBLE_SHARE:
            add("pp")
        while written < size:
            add("op")
            for _ in range(self.chance.choice((0, 0, 3, 4, 6))):
                add("sub")
                if self.chance.random() < 0.05:
                    add("alt")
        return Draft(clauses)
