"""Words, brackets and what follows them, out of nothing: the smaller parts of a draft."""

from __future__ import annotations

import random
from collections.abc import Collection, Sequence

from room.model import (
    Brace,
    Bracket,
    Entry,
    Item,
    LetterPair,
    Stance,
    Word,
)
from room.vocabulary import (
    PARTIES,
    PHRASES,
    PLAIN,
    PROMISES,
    REQUESTS,
    SMALL,
    WORDS,
)

_STANCES: tuple[Stance, ...] = (
    *("support",) * 7,
    *("oppose",) * 2,
    "reserve",
    "delete",
)


class Phrases:
    """Makes words and brackets from one stream of chance, each with its identity."""

    def __init__(self, seed: int) -> None:
        """Start the stream at `seed`."""
        self.chance = random.Random(seed)
        self._uid = 0
        self._last: list[str] = []
        parties = self.chance.sample(PARTIES, len(PARTIES))
        # Some take the floor on everything, others seldom.
        self._parties = {party: (rank + 1) ** -0.7 for rank, party in enumerate(parties)}

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
        """Between `low` and `high` words, or a few more: now and then a stock phrase comes in."""
        found: list[Item] = [
            self.make(self.spelling()) for _ in range(self.chance.randint(low, high))
        ]
        if len(found) > 2 and self.odds(0.12):
            phrase = self.chance.choice(PHRASES).split()
            at = self.chance.randrange(1, len(found))
            found[at:at] = [self.make(word) for word in phrase]
        return found

    def fresh(
        self,
        count: int,
        near: Collection[str],
        anywhere: Collection[str],
        pool: Sequence[str] = (),
    ) -> list[Item]:
        """Words that are not to be confused with others.

        Small ones do not stand `near`, larger ones nowhere in the clause (`anywhere`); now and then
        one is taken from the `pool`, if it does not stand near.
        """
        found: list[Item] = []
        used: set[str] = set()
        while len(found) < count:
            again = bool(pool) and self.odds(0.15)
            word = self.chance.choice(pool) if again else self.spelling()
            taken = near if again or word in SMALL else anywhere
            if word.lower() not in taken and word.lower() not in used:
                used.add(word.lower())
                found.append(self.make(word))
        return found

    # --------------------------------------------------------------------------------- brackets

    def entry(self, but: Collection[str] = ()) -> Entry:
        """A party's stance; not one of the parties in `but`."""
        return Entry(self.party(but), self.chance.choice(_STANCES))

    def party(self, but: Collection[str] = ()) -> str:
        """A party, one that speaks often rather than another; not one of those in `but`."""
        able = [party for party in self._parties if party not in but]
        return self.chance.choices(able, [self._parties[party] for party in able])[0]

    def entries(self) -> list[Entry]:
        """A group: mostly one party or two, now and then a long list."""
        count = self.chance.choice((1, 1, 1, 1, 1, 1, 2, 2, 2, 3, 4, 9))
        found: list[Entry] = []
        for _ in range(count):
            found.append(self.entry([entry.party for entry in found]))
        return found

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
            party = self.party()
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
            party = Entry(self.party(), "support")
            marks = [Bracket(self.uid(), [mark], [[party]]) for mark in marks]
        return [marks[0], *self.words(4, 9), marks[1]]

    def enumeration(self) -> list[Item]:
        """Several brackets that look alike: `[all] {USA+} towns, [all] {USA+} ports`."""
        word, entries = self.chance.choice(SMALL[:12]), self.entries()[:2]
        found: list[Item] = []
        for _ in range(self.chance.randint(3, 5)):
            bracket = Bracket(self.uid(), [self.make(word)], [list(entries)])
            found += [bracket, *self.words(1, 2), self.make(",")]
        return found[:-1]

    def rivals(self) -> list[Item]:
        """Three wordings side by side, each with those who want it."""
        return [Bracket(self.uid(), self.words(1, 3), [self.entries()]) for _ in range(3)]

    def around(self) -> list[Item]:
        """A party wants another order: `[establish or] {FRA+} maintain [or establish] {FRA+}`."""
        verb, kept = self.chance.sample(PLAIN[-40:], 2)
        groups = [self.entries()[:2]]
        before, after = ((verb, "or"), ("or", verb))
        first = Bracket(self.uid(), [self.make(word) for word in before], groups)
        last = Bracket(self.uid(), [self.make(word) for word in after], [list(groups[0])])
        return [first, self.make(kept), last]

    def placeholder(self) -> Brace:
        """Words that are promised, perhaps to a party."""
        party = self.chance.choice(PARTIES[:-1]) if self.odds(0.5) else ""
        return Brace(self.uid(), "placeholder", self.chance.choice(PROMISES), party)

    def note(self) -> Brace:
        """An instruction of a party to the secretariat."""
        party = self.chance.choice(PARTIES[:-1])
        return Brace(self.uid(), "note", self.chance.choice(REQUESTS), party)
