"""Two states of a small draft, written so that every identity can be seen.

A word is known by its spelling: words spelled the same are the same one, `the#2` is a second one,
and `assembly=Assembly` is the word `assembly` spelled otherwise. A bracket has a name before it
(`A[free of charge]{USA+}`), which may be followed by what is wrong with it (`A!unclosed[…]`). A
group after a word speaks of the clause; `{note KEN …}` and `{placeholder …}` are braces.
`(t)argets{USA+}` is a word with its first letter in question. A clause is `NAME KIND MARKER: text`.
"""

from __future__ import annotations

import re
from zlib import crc32

from room.model import (
    STANCES,
    Brace,
    Bracket,
    Clause,
    ClauseGroup,
    Draft,
    Entry,
    Front,
    Item,
    LetterPair,
    Stamp,
    Word,
)
from room.told import ANY_GROUP, Told
from room.truth import Truth

_TOKEN = re.compile(
    r"(?P<open>[A-Z](?:!\w+)?\[)|(?P<close>\])|(?P<brace>\{[^}]*\})"
    r"|\((?P<letter>\w)\)(?P<rest>\w+)|(?P<word>[^\s\[\]{},;]+)|(?P<mark>[,;])|\s+"
)
_ENTRY = re.compile(r"(\w+)( ?[+-]| reserve| delete)(?: (OP\w+ to \w))?(?:, ([a-z ]+))?(?:, |$)")


def uid(name: str) -> int:
    """The identity of what has that name."""
    return crc32(name.encode()) + 1


def clause(line: str) -> Clause:
    """Read a clause: `NAME KIND MARKER: text`, the mark at its end apart."""
    head, _, text = line.partition(": ")
    name, kind, *marker = head.split()
    stamp = re.search(r" AD(\d+)\.(\d+)$", text)
    text = text.removesuffix(stamp[0]) if stamp else text
    text, tail = re.fullmatch(r"(.*?)((?: \{[^}]*\})*)", text).groups()  # type: ignore[union-attr]
    end = text[-1] if text[-1] in ",;:." else ""
    rows: list[list[Item]] = [[]]
    counts: dict[str, int] = {}
    for match in _TOKEN.finditer(text.removesuffix(end) + tail):
        _put(match, rows, counts, name)
    made = Clause(uid(name), kind, rows[0], end=end, end_uid=uid(name + " end"))  # type: ignore[arg-type]
    if stamp:
        made.stamp = Stamp(3, int(stamp[1]), int(stamp[2]))
    if marker:
        made.bis = marker[0].endswith("bis")
        number = marker[0].removesuffix("bis")
        made.number = int(number) if number.isdigit() else ord(number) - 96
    while made.items and isinstance(made.items[-1], Brace | ClauseGroup):
        made.tail.insert(0, made.items.pop())
    return made


def _put(match: re.Match[str], rows: list[list[Item]], counts: dict[str, int], name: str) -> None:
    row = rows[-1]
    if match["open"]:
        bracket, _, fault = match["open"][:-1].partition("!")
        row.append(Bracket(uid(bracket + "["), [], fault=fault))  # type: ignore[arg-type]
        rows.append(row[-1].items)  # type: ignore[union-attr]
    elif match["close"]:
        rows.pop()
    elif match["brace"]:
        _brace(match["brace"][1:-1], row)
    elif match["letter"]:
        letter, rest = match["letter"], match["rest"]
        small, capital = uid(letter + rest + " small"), uid(letter + rest + " capital")
        row.append(LetterPair(uid(letter + rest), small, capital, rest, letter, []))
    elif match["word"]:
        known, _, spelled = match["word"].partition("=")
        row.append(Word(uid(known), (spelled or known).partition("#")[0]))
    elif match["mark"]:
        counts[match["mark"]] = counts.get(match["mark"], 0) + 1
        row.append(Word(uid(f"{name}{match['mark']}{counts[match['mark']]}"), match["mark"]))


def _brace(inside: str, row: list[Item]) -> None:
    kind, _, text = inside.partition(" ")
    if kind == "note":
        row.append(Brace(uid(inside), "note", text.partition(" ")[2], text.partition(" ")[0]))
    elif kind == "placeholder":
        row.append(Brace(uid(inside), "placeholder", text))
    elif row and isinstance(row[-1], Bracket | LetterPair):
        row[-1].groups.append(entries(inside))
    else:
        row.append(ClauseGroup(uid("group"), entries(inside)))


def entries(text: str) -> list[Entry]:
    """Read the inside of a group."""
    found = [match.groups() for match in _ENTRY.finditer(text)]
    return [
        Entry(p, STANCES[s if len(s) > 2 else s.strip()], o or "", r or "") for p, s, o, r in found
    ]


def draft(text: str) -> Draft:
    """Read a draft, one clause a line; a line without a head is the paragraph P1."""
    lines = [line.strip() for line in text.strip().splitlines()]
    clauses = [
        clause(line if re.match(r"\w+ (pp|op|sub|alt)", line) else f"P1 pp: {line}")
        for line in lines
    ]
    return Draft(Front(3, []), [], clauses)


def events(before: str, after: str) -> list[str]:
    """What the truth tells of two small drafts, a line an event."""
    old, new = draft(before), draft(after)
    same = {str(one): one for one in old.clauses}
    new.clauses = [same.get(str(one), one) for one in new.clauses]
    return sorted(map(line, Truth(old, careful=False).tell(new)))


def line(told: Told) -> str:
    """One event as a line."""
    parts = [told.kind, told.address or told.labels[0]]
    for name, value in sorted(told.fields.items()):
        if name == "raw" or value is False or value == ():
            continue
        if isinstance(value, frozenset | tuple):
            value = ", ".join(sorted(value) if isinstance(value, frozenset) else value)
        parts.append(
            f"{name}={str(value).strip()!r}" if isinstance(value, str) else f"{name}={value}"
        )
    if told.group:
        parts.append("group=?" if told.group == ANY_GROUP else "group")
    return " ".join(parts)
