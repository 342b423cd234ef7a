"""The inside of a group in braces: entries, a placeholder, or a note.

The grammar is lark's (LALR, named terminals, nothing ignored); it is asked once for each
different inside.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from draftvc.notation.addresses import expand_scope
from draftvc.notation.grammar import Branch, Leaf, parse
from draftvc.notation.model import BraceKind, Position, Stance
from draftvc.notation.party_codes import party_code
from draftvc.notation.patterns import Pattern

_SIGNS = r"[+\-−–—‐‑]"
_UP = "A-ZÀ-ÖØ-Þ"
_LOW = "a-zß-öø-ÿ"
_STANDS = rf"(?:\s*:?\s*{_SIGNS}(?!\w)|(?:\s*:\s*|\s+)(?:[Rr]es(?:erve|\.)|[Dd]el(?:ete|\.)))"
"""What makes a capitalised word an entry of its own, so that a reason ends before it."""
_JOINS = "(?:(?:and|of|the|de) |d[’'])?"
_MORE = rf"(?:[ -]{_JOINS}[{_UP}][{_LOW}][\w’]*){{0,3}}"
"""The other words of a name: `New Zealand`."""
_ASIDE = rf"(?: \((?=[{_UP}])[^(){{}}\[\]]*\)(?={_STANDS}))?"
"""What stands in parentheses behind a name: `Iran (Islamic Republic of)`."""
_UNTIL_ENTRY = rf"(?:(?![\s,;]+[{_UP}][\w’]*{_MORE}{_ASIDE}{_STANDS})[\s\S])*"
_CAPITAL = rf"[A-Z][a-z]*\b(?!{_MORE}{_ASIDE}{_STANDS}|\s*(?:,|;|$))"
_VERBS = r"reserv(?:es?|ation)|deletes?|opposes?|supports?|retains?|proposes?"
_SHORT = r"res\.|del\."
_KIND = r"(?:(?:scrutiny|study|parliamentary|examination|general)\s+){1,2}(?=reserv)"
"""What may stand before `reserve`, and is kept as its note."""
_NO_VERB = r"(?!(?:Reserv|Delet|Oppos|Support|Retain|Propos|Scrutin|Res\.|Del\.))"
"""`Norway Reserve` is no name."""
_WITH = r"(?: and |\s?[\/&]\s?)"
_G77 = rf"G-?77(?:{_WITH}China)?"
_EU = rf"(?:EU|European Union){_WITH}(?:its )?(?:MSs?|[Mm]ember [Ss]tates)"
_BY = (
    r"(?:[Ss]upported|[Oo]pposed|[Pp]roposed|[Dd]eleted|[Rr]etained|[Rr]eserved) by (?:the )?"
    r"(?=[A-Z]{2})"
)
_NO_REQUEST = r"(?!\s+(?:to|that|as)\b)"
"""`proposes to move` is a request, no stance."""
_LABEL = r"(?:OP|PP)\s*\d[\w.()]*"
_NEXT_LETTER = r"[a-z]\b(?!\s+(?!to\b|and\b)[a-z])"

GRAMMAR = rf"""
start: SEP? (entry (SEP entry)*)? SEP?
     | SEP? entry (entry)+ SEP?
entry: agent SIGN               -> signed
     | agent VERB SCOPE? REASON? -> spoken
     | BY (CODE | LONG)         -> said
     | agent PHRASE             -> phrase
     | CODE JOINT               -> joint
     | CODE                     -> bare
agent: CODE | LONG | NAME | SMALL
BY.5: /{_BY}/
CODE.3: /(?:{_G77}|{_EU}|[A-Z][A-Z0-9]{{1,5}}s?)(?![A-Za-z0-9])/
LONG.3: /[A-Z]{{7,10}}(?={_STANDS})/
SMALL.3: /(?:[a-z]{{2,4}}|g-?77)(?=\s*{_SIGNS}(?!\w))/
NAME.2: /[{_UP}][{_LOW}][\w’']*(?:[ -]{_JOINS}{_NO_VERB}[{_UP}][{_LOW}][\w’']*)*{_ASIDE}/
SIGN.3: /\s*:?\s*{_SIGNS}(?![\w])|\s*\({_SIGNS}\)/
VERB.4: /(?:\s*:\s*|\s+)(?:(?:{_KIND})?(?:{_VERBS})\b{_NO_REQUEST}|{_SHORT})|\s*\((?:{_VERBS})\)/i
JOINT.2: /(?:\s*[&\/+]\s*|\s+and\s+)(?:[A-Z]{{2}}|[A-Z]\w*{_MORE}{_STANDS}){_UNTIL_ENTRY}/
SCOPE.4: /\s+(?:on\s+)?{_LABEL}(?:\s*(?:to|and|,|-|–)\s*(?:{_LABEL}|{_NEXT_LETTER}|\d+\w?\b))*/
REASON.1: /[\s,:;]+(?:[^\sA-Z,:;]|{_CAPITAL}){_UNTIL_ENTRY}/
PHRASE.1: /\s+[a-z]{_UNTIL_ENTRY}/
SEP.0: /[\s,;]+/
"""
_STANCES: dict[str, Stance] = {
    "reserv": "reserve",
    "res.": "reserve",
    "delete": "delete",
    "del.": "delete",
    "oppose": "oppose",
    "suppor": "support",
    "retain": "support",
    "propos": "propose",
}
_GROUPS = Pattern(rf"(?P<g77>{_G77})|(?P<eu>{_EU})", re.IGNORECASE)
_CODE = Pattern(r"[A-Z][A-Z0-9-]+|Chair")
_ASKS = Pattern(
    r"\s+(?:suggests?|proposes?|requests?|asks?|wants?|prefers?|would|wish(?:es)?|recommends?"
    r"|questions?|seeks?|calls?|insists?)\b"
)
"""What makes a name the party of a note: a word with a capital begins many a sentence."""
_PLAIN_STANCES: dict[str, Stance] = {
    "+": "support",
    "R": "reserve",
    "r": "reserve",
    "D": "delete",
    "d": "delete",
}
# Most groups are no more than codes and signs: these are read without the grammar, alike.
_PLAIN_ENTRY = (
    r"(?!(?:OP|PP)[0-9])(?:[A-Z][A-Z0-9]{1,5}|Chair)"
    rf"(?:\s*{_SIGNS}|\s+(?:[Rr]eserve|[Dd]elete))"
)
_PLAIN = re.compile(rf"[\s,;]*{_PLAIN_ENTRY}(?:[\s,;]+{_PLAIN_ENTRY})*[\s,;]*")
_PLAIN_PARTS = re.compile(rf"(\w+?)\s*({_SIGNS}|(?<=\s)(?:[Rr]eserve|[Dd]elete))(?!\w)")
# So are one party's request in small letters, and its word on a range of clauses.
_PLAIN_NOTE = Pattern(
    rf"(?P<party>[A-Z][A-Z0-9]{{1,5}}) (?P<text>(?!(?:{_KIND})?(?:{_VERBS})\b)[a-z]+(?: [a-z]+)*)"
)
_PLAIN_ON_CLAUSES = Pattern(
    r"(?P<party>[A-Z][A-Z0-9]{1,5}) (?P<verb>reserve|delete)"
    r" (?P<scope>(?:OP|PP)[0-9]{1,3}[a-z]?(?: to [a-z])?)(?:, (?P<note>[a-z]{2,}(?: [a-z]+)*))?"
)
_PLACEHOLDER = Pattern(r"\s*placeholder\b[\s:,–-]*(.*)", re.IGNORECASE | re.DOTALL)
_DIFFERENT = 32768
"""Insides that are remembered: two megabytes of draft have some ten thousand different ones."""
_LAST_PARTY = Pattern(r"\s+([A-Z]{3}|EU|G77|Chair)\s*\Z")


class Inside(NamedTuple):
    """What the inside of a brace says."""

    kind: BraceKind
    positions: tuple[Position, ...] = ()
    party: str | None = None
    text: str = ""

    @property
    def who(self) -> str | None:
        """The code of the party that a placeholder or note names."""
        return party_code(self.party) if self.party else None


@lru_cache(maxsize=_DIFFERENT)
def read_inside(inside: str) -> Inside:
    """Return what the characters between `{` and `}` say; never raises."""
    if _PLAIN.fullmatch(inside):
        return Inside("positions", positions=_plain_positions(inside))
    return _read_plain(" ".join(inside.split())) or read_by_grammar(inside)


def read_by_grammar(inside: str) -> Inside:
    """Return what the characters between `{` and `}` say, plain or not."""
    inside = " ".join(inside.split())  # so that a line break parts no name from its second word
    placeholder = _PLACEHOLDER.compiled.match(inside)
    if placeholder:
        return _read_placeholder(placeholder[1])
    tree = parse("groups", GRAMMAR, inside)
    if tree is None:
        return Inside("note", text=inside)
    entries = [child for child in tree.children if isinstance(child, Branch)]
    if {"said", "bare"} <= {entry.name for entry in entries}:
        return Inside("note", text=inside)  # `supported by FRA, USA`: no entry says all of it
    if len(entries) == 1 and entries[0].name == "phrase":
        party, phrase = _party(_agent(entries[0])), _text(entries[0].children[1])
        if not (_CODE.compiled.fullmatch(party) or _ASKS.compiled.match(phrase)):
            return Inside("note", text=inside)
        return Inside("note", party=party, text=" ".join(phrase.split()))
    return Inside("positions", positions=tuple(_position(entry) for entry in entries))


@lru_cache(maxsize=_DIFFERENT)
def canonical_inside(inside: str) -> str:
    """Return the inside as canonical text writes it: entries in written order, `, ` between."""
    read = read_inside(inside)
    if read.kind == "positions":
        return ", ".join(position.raw for position in read.positions)
    return " ".join(inside.split())


def _plain_positions(inside: str) -> tuple[Position, ...]:
    return tuple(_plain_position(match[0]) for match in _PLAIN_PARTS.finditer(inside))


@lru_cache(maxsize=8192)
def _plain_position(entry: str) -> Position:
    """Return what a code and its sign say: few pairs of them make up most of all groups."""
    match = _PLAIN_PARTS.search(entry)
    assert match is not None  # it was found by this pattern
    party, sign = match.groups()
    stance = _PLAIN_STANCES.get(sign[0], "oppose")
    return Position(party, stance, raw=" ".join(entry.split()))


def _read_plain(inside: str) -> Inside | None:
    """Return what one party asks for, or says of clauses; None where the grammar must tell."""
    note = _PLAIN_NOTE.compiled.fullmatch(inside)
    if note is not None:
        return Inside("note", party=note["party"], text=note["text"])
    found = _PLAIN_ON_CLAUSES.compiled.fullmatch(inside)
    if found is None:
        return None
    scope = expand_scope(found["scope"])
    stance = _PLAIN_STANCES[found["verb"][0]]
    return Inside("positions", (Position(found["party"], stance, scope, found["note"], inside),))


def _read_placeholder(text: str) -> Inside:
    party = _LAST_PARTY.compiled.search(text)
    if party is None:
        return Inside("placeholder", text=text)
    return Inside("placeholder", party=party[1], text=text[: party.start()])


def _agent(entry: Branch) -> str:
    return _text(entry.children[0])


def _party(written: str) -> str:
    """Return who is named: a group that is written with those it speaks for is the group."""
    group = _GROUPS.compiled.fullmatch(written)
    if group is not None:
        return "G77" if group["g77"] else "EU"
    return written.upper() if written.islower() else written


def _text(node: Branch | Leaf) -> str:
    return node.text if isinstance(node, Leaf) else _text(node.children[0])


def _position(entry: Branch) -> Position:
    if entry.name == "said":
        by, party = (_text(child) for child in entry.children)
        return Position(_party(party), _STANCES[by.lower()[:6]], raw=" ".join((by + party).split()))
    written = _agent(entry)
    party = _party(written)
    words = [child.text for child in entry.children[1:] if isinstance(child, Leaf)]
    raw = " ".join((written + "".join(words)).split())
    if entry.name == "signed":
        return Position(party, "support" if "+" in words[0] else "oppose", raw=raw)
    if entry.name != "spoken":
        return Position(party, "unknown", raw=raw)
    scope: tuple[str, ...] = ()
    *kind, verb = words[0].strip(" :()").split()
    notes = [" ".join(kind)] if kind else []
    for child in entry.children[2:]:
        if isinstance(child, Leaf) and child.name == "SCOPE":
            scope = expand_scope(child.text.strip().removeprefix("on").strip())
        elif isinstance(child, Leaf):
            notes.append(" ".join(child.text.strip(" ,:;\n\t\r").split()))
    return Position(party, _STANCES[verb.lower()[:6]], scope, ", ".join(notes) or None, raw)
