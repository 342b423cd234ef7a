"""Drafts out of nothing: a text in the braces notation, as large as wanted, the same for one seed.

The proportions are those of a real draft of 11 KB: a clause has about 450 characters, 106 brackets
come to that text, a bracket has three or four words and one to three positions.
"""

from __future__ import annotations

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
    Word,
    brackets_in,
    words_in,
)
from room.phrases import Phrases
from room.vocabulary import (
    HEADS,
    PARTICIPLES,
    REASONS,
    TITLE,
    VERBS,
)

CLAUSE_LENGTH = 420
PREAMBLE_SHARE = 0.35
MOST_LETTERS = 8
"""Sub-paragraphs of one paragraph: `i.` could be a numeral."""
_FAULTS: tuple[BracketFault, ...] = ("unclosed", "unclosed", "unopened", "brace")


class Writer(Phrases):
    """Makes clauses and drafts."""

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
            elif dice < 0.29:
                run += self.enumeration()
            elif dice < 0.31:
                run += self.rivals()
            elif dice < 0.315:
                run += self.around()
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
            group = ClauseGroup(self.uid(), self.entries())
            # Behind a bracket that ends the clause it would be that bracket's.
            if clause.end or isinstance(clause.items[-1], Word):
                clause.tail.append(group)
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
        party = self.party()
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
                    main = clauses[-1]
                    self._alternative(add("alt"), main)
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

    def _alternative(self, clause: Clause, main: Clause) -> None:
        """Write an alternative in one of the two ways: in brackets, or with a group at its end."""
        clause.stamp, clause.tail = None, []
        if self.odds(0.4):  # much of it says what the clause says that it stands for
            words = [word.text for word in words_in(main.items) if word.is_word][1:]
            start = self.chance.randrange(max(1, len(words) // 2))
            same: list[Item] = [self.make(word) for word in words[start:][: len(words) // 2]]
            clause.items[1:1] = same
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
