"""Drafts out of nothing: a text in the braces notation, as large as wanted, the same for one seed.

The proportions are those of a real draft of 11 KB: a clause has about 450 characters, 106 brackets
come to that text, a bracket has three or four words and one to three positions.
"""

from __future__ import annotations

import random
from collections.abc import Collection
from itertools import pairwise

from room.model import (
    Brace,
    Bracket,
    BracketFault,
    Clause,
    ClauseGroup,
    ClauseKind,
    Draft,
    Entry,
    Front,
    Item,
    LetterPair,
    Span,
    Stamp,
    Stance,
    Word,
    brackets_in,
    words_in,
)
from room.vocabulary import (
    HEADS,
    PARTICIPLES,
    PARTIES,
    PLAIN,
    PROMISES,
    REASONS,
    REQUESTS,
    SMALL,
    TITLE,
    VERBS,
    WORDS,
)

CLAUSE_LENGTH = 420
PREAMBLE_SHARE = 0.35
MOST_LETTERS = 8
"""Sub-paragraphs of one paragraph: `i.` could be a numeral."""
_STANCES: tuple[Stance, ...] = (
    *("support",) * 7,
    *("oppose",) * 2,
    "reserve",
    "delete",
)
_FAULTS: tuple[BracketFault, ...] = ("unclosed", "unclosed", "unopened", "brace")


class Writer:
    """Makes words, brackets and clauses from one stream of chance, each with its identity."""

    def __init__(self, seed: int) -> None:
        """Start the stream at `seed`."""
        self.chance = random.Random(seed)
        self._uid = 0
        self._last: list[str] = []

    # ------------------------------------------------------------------------------ identities

    def uid(self) -> int:
        """A number that nothing else has."""
        self._uid += 1
        return self._uid

    def make(self, text: str) -> Word:
        """A word (or mark) of that spelling, with an identity of its own."""
        return Word(self.uid(), text)

    # ------------------------------------------------------------------------------------ words

    def odds(self, share: float) -> bool:
        """Yes, in that share of cases."""
        return self.chance.random() < share

    def _content(self) -> str:
        if self.odds(0.4):
            return self.chance.choice(PLAIN)
        word = WORDS[int(len(WORDS) * self.chance.random() ** 3)]
        dice = self.chance.random()
        if dice < 0.015:
            return f"{word}-{self._content()}".lower()
        if dice < 0.035 and not word.endswith("ing"):
            return word.capitalize()
        if dice < 0.04:
            return str(self.chance.randint(17, 99))
        return word

    def spelling(self) -> str:
        """A word; small ones and the first of the list come often, as in a real text."""
        while True:
            small = self.odds(0.5)
            word = (
                SMALL[int(len(SMALL) * self.chance.random() ** 1.6)] if small else self._content()
            )
            if word.lower() not in self._last:
                self._last = [*self._last[-2:], word.lower()]
                return word

    def words(self, low: int, high: int) -> list[Item]:
        """Between `low` and `high` words."""
        return [self.make(self.spelling()) for _ in range(self.chance.randint(low, high))]

    def fresh(self, count: int, near: Collection[str], anywhere: Collection[str]) -> list[Item]:
        """Words that are not to be confused with others.

        Small ones do not stand `near`, larger ones nowhere in the clause (`anywhere`).
        """
        found: list[Item] = []
        used: set[str] = set()
        while len(found) < count:
            word = self.spelling()
            taken = near if word in SMALL else anywhere
            if word.lower() not in taken and word.lower() not in used:
                used.add(word.lower())
                found.append(self.make(word))
        return found

    # --------------------------------------------------------------------------------- brackets

    def entry(self, but: Collection[str] = ()) -> Entry:
        """A party's stance; not one of the parties in `but`."""
        party = self.chance.choice([party for party in PARTIES if party not in but])
        return Entry(party, self.chance.choice(_STANCES))

    def entries(self) -> list[Entry]:
        """A group: mostly one party or two, now and then a long list."""
        count = self.chance.choice((1, 1, 1, 1, 1, 1, 2, 2, 2, 3, 4, 9))
        parties = self.chance.sample(PARTIES, count)
        return [Entry(party, self.chance.choice(_STANCES)) for party in parties]

    def groups(self) -> list[list[Entry]]:
        """What follows a bracket: a group, seldom two, seldom none."""
        dice = self.chance.random()
        if dice < 0.04:
            return []
        first = self.entries()
        if dice < 0.92:
            return [first]
        others = {entry.party for entry in first}
        second = [entry for entry in self.entries() if entry.party not in others]
        return [first, second] if second else [first]

    def bracket(self, depth: int = 0) -> Bracket:
        """A bracket with its groups; one in eight holds another."""
        items = self.words(1, 6)
        if depth < 2 and self.odds(0.13):
            items += [self.bracket(depth + 1), *self.words(0, 3)]
        if self.odds(0.08):
            items.insert(0, self.make(","))
            if self.odds(0.5) and isinstance(items[-1], Word):
                items.append(self.make(","))
        return Bracket(self.uid(), items, self.groups())

    def substitution(self) -> list[Item]:
        """Two members (or two interleaved pairs) that one group of parties wants exchanged."""
        count = 4 if self.odds(0.1) else 2
        length = 1 if count == 4 else 3
        if self.odds(0.15):
            party = self.chance.choice(PARTIES)
            groups = [[[Entry(party, "delete")]], [[Entry(party, "support")]]]
        else:
            entries = [Entry(entry.party, entry.stance) for entry in self.entries()[:3]]
            groups = [[list(entries)] for _ in range(count)]
        return [Bracket(self.uid(), self.words(1, length), group) for group in groups]

    def letter_pair(self) -> LetterPair:
        """A word with its first letter in question."""
        word = self.chance.choice([word for word in WORDS[:400] if len(word) > 5])
        groups = [self.entries()[:2]]
        return LetterPair(self.uid(), self.uid(), self.uid(), word[1:], word[0], groups)

    def quotation(self) -> list[Item]:
        """Words in quotation marks, which a party may have put in brackets, each by itself."""
        marks: list[Item] = [self.make("“"), self.make("”")]
        if self.odds(0.5):
            party = Entry(self.chance.choice(PARTIES), "support")
            marks = [Bracket(self.uid(), [mark], [[party]]) for mark in marks]
        return [marks[0], *self.words(4, 9), marks[1]]

    def placeholder(self) -> Brace:
        """Words that are promised, perhaps to a party."""
        party = self.chance.choice(PARTIES[:-1]) if self.odds(0.5) else ""
        return Brace(self.uid(), "placeholder", self.chance.choice(PROMISES), party)

    def note(self) -> Brace:
        """An instruction of a party to the secretariat."""
        party = self.chance.choice(PARTIES[:-1])
        return Brace(self.uid(), "note", self.chance.choice(REQUESTS), party)

    # ---------------------------------------------------------------------------------- clauses

    def items(self, length: int) -> list[Item]:
        """A clause's inside of about `length` characters, with brackets as dense as in a draft."""
        items: list[Item] = []
        size = 0
        while size < length:
            run = self.words(3, 9)
            if self.odds(0.3):
                run.append(self.make(","))
            dice = self.chance.random()
            if dice < 0.22:
                run += self.substitution()
            elif dice < 0.24:
                run.append(self.letter_pair())
            elif dice < 0.27:
                run += self.quotation()
            else:
                run.append(self.bracket())
            items += run
            size += sum(_length(item) for item in run)
        return [*items, *self.words(3, 6)]

    def head(self, kind: ClauseKind) -> list[Item]:
        """The words that a clause of this kind begins with."""
        heads = {"pp": PARTICIPLES, "op": VERBS}.get(kind, HEADS)
        return [self.make(word) for word in self.chance.choice(heads).split()]

    def second_part(self, kind: ClauseKind) -> list[Item]:
        """A semicolon and a second verb, as in `…; Further reaffirming the pledge …`."""
        if kind == "pp":
            words = ["Further", self.chance.choice(PARTICIPLES).lower()]
        else:
            words = self.chance.choice(VERBS).split()
        return [self.make(";"), *(self.make(word) for word in words)]

    def clause(self, kind: ClauseKind) -> Clause:
        """A clause of a kind: most with brackets, some clean, some of these agreed."""
        length = max(80, int(self.chance.gauss(CLAUSE_LENGTH, 180)))
        dice = self.chance.random()
        clean = dice < 0.14
        body = self.words(length // 10, length // 8) if clean else self.items(length)
        if not clean and kind in ("pp", "op") and self.odds(0.15):
            body += [*self.second_part(kind), *self.items(length // 3)]
        clause = Clause(self.uid(), kind, [*self.head(kind), *body])
        clause.end_uid = self.uid()
        clause.end = {"pp": ",", "alt": ""}.get(kind, ";")
        if self.odds(0.06):
            clause.end = ""
            if kind == "pp":  # only behind a group is it seen that the next paragraph begins
                clean = False
                clause.items.append(Bracket(self.uid(), self.words(2, 5), [self.entries()]))
        if clean:
            clause.stamp = self.stamp() if dice < 0.09 else None
            return clause
        self._furnish(clause)
        return clause

    def _furnish(self, clause: Clause) -> None:
        """Give an open clause notes, groups, placeholders, and now and then a fault."""
        dice = self.chance.random()
        if dice < 0.08:
            clause.tail.append(self.note())
        elif dice < 0.14:
            clause.tail.append(ClauseGroup(self.uid(), self.entries()))
        elif dice < 0.17:
            clause.tail.append(self.placeholder())
        elif dice < 0.22:
            at = self.chance.randrange(3, len(clause.items))
            clause.items.insert(at, self.placeholder())
        elif dice < 0.25 and not any(isinstance(item, LetterPair) for item in clause.items):
            breakable = [bracket for bracket in clause.items[2:] if can_break(bracket)]
            if breakable:
                bracket = self.chance.choice(breakable)
                assert isinstance(bracket, Bracket)
                bracket.fault = self.fault(bracket)

    def fault(self, bracket: Bracket) -> BracketFault:
        """A slip of the hand that this bracket can suffer."""
        return self.chance.choice(_FAULTS if bracket.groups else _FAULTS[:3])

    def scoped(self, first: str, last: str) -> Entry:
        """A reserve on several clauses."""
        party = self.chance.choice(PARTIES)
        reason = self.chance.choice(REASONS) if self.odds(0.6) else ""
        return Entry(party, "reserve", f"{first} to {last}", reason)

    def stamp(self, day: int = 3) -> Stamp:
        """An agreement mark of that day."""
        return Stamp(day, self.chance.randint(9, 21), self.chance.randint(0, 59))

    def draft(self, size: int) -> Draft:
        """A draft of about `size` characters: preamble, then numbered paragraphs with letters."""
        clauses: list[Clause] = []
        written = 0

        def add(kind: ClauseKind, number: int = 0) -> Clause:
            nonlocal written
            clause = self.clause(kind)
            clause.number = number
            clauses.append(clause)
            written += 8 + sum(map(_length, clause.top()))
            return clause

        while written < size * PREAMBLE_SHARE:
            add("pp")
        number = 0
        while written < size or not number:
            number += 1
            chapeau = add("op", number)
            letters = self.chance.choice((0, 0, 3, 4, 6))
            if letters:
                chapeau.end, chapeau.stamp = ":", None
            for letter in range(1, letters + 1):
                add("sub", letter)
                if self.odds(0.07):
                    self._alternative(add("alt"))
            if letters and self.odds(0.2):
                entry = self.scoped(f"OP{number}a", chr(97 + self.chance.randrange(1, letters)))
                chapeau.tail = [ClauseGroup(self.uid(), [entry])]
        clauses[-1].end = "."
        heading = [self.make("OPERATIVE"), self.make("CLAUSES")]
        front = Front(3, [self.make(word) for word in TITLE])
        return Draft(front, heading, clauses, self._spans(clauses))

    def _spans(self, clauses: list[Clause]) -> dict[int, Span]:
        """Now and then one bracket around two sub-paragraphs."""
        found: dict[int, Span] = {}
        for one, two in pairwise(clauses):
            whole = one.kind == two.kind == "sub" and not one.span and one.end and two.end
            open_ = not (one.stamp or two.stamp or one.tail or two.tail)
            if whole and open_ and self.odds(0.06):
                span = Span(self.uid(), [self.entries()])
                found[span.uid] = span
                one.span = two.span = span.uid
                one.opens = True
                for bracket in brackets_in([*one.items, *two.items]):
                    bracket.fault = ""
        return found

    def _alternative(self, clause: Clause) -> None:
        """Write an alternative in one of the two ways: in brackets, or with a group at its end."""
        clause.stamp, clause.tail = None, []
        clause.joined = self.odds(0.5)
        if clause.joined:
            clause.tail = [ClauseGroup(self.uid(), self.entries())]
            clause.end = ""
        elif not any(isinstance(item, Brace | LetterPair) for item in clause.items):
            for bracket in brackets_in(clause.items):
                bracket.fault = ""
            clause.items = [Bracket(self.uid(), clause.items, [self.entries()])]
            clause.end, clause.enclosed = ".", True


def can_break(item: Item) -> bool:
    """Whether one of a bracket's marks can be lost with no doubt about what it was."""
    if not isinstance(item, Bracket) or item.fault:
        return False
    plain = all(isinstance(inner, Word) for inner in item.items)
    return plain and any(word.is_word for word in words_in(item.items))


def _length(item: Item) -> int:
    if isinstance(item, Word):
        return len(item.text) + 1
    if isinstance(item, Bracket):
        groups = sum(len(str(entry)) + 2 for entry in item.entries())
        return sum(map(_length, item.items)) + groups + 4
    return 14
