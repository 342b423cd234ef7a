"""Markers of clauses as written: `1.`, `(a)`, `[7.bis`, `Alt1. d`, `[Alt 1.e`, `Article 3`.

A marker is recognised by its form alone; whether a line that begins with one begins a clause is
for segmentation to judge. Source: docs/notation.md.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from draftvc.notation.patterns import Pattern

LATIN = (
    "bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "novies", "decies",
)  # fmt: skip
_SHORT = {"quat": "quater", "quin": "quinquies", "quinq": "quinquies"}
"""Suffixes as rooms shorten them."""
ROMAN = re.compile(r"(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3})")
Style = Literal["number", "letter", "roman", "code"]

_NUMERALS = (("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1))
SUFFIXES = "|".join((*LATIN, *_SHORT))
"""Expression of a suffix as it is written."""
_SUFFIX = rf"(?:\s?\.?\s?\(?(?P<suffix>{SUFFIXES})\b\)?)?"
_LEAD = r"(?P<lead>[\[*_]*(?:[\[*_]\s*)?)"
_ENDS = r"(?=\s|[\[“\"*_]|\Z)"
_GLUED = r"(?<=[.:)])(?=[A-Z][a-z])"
"""Where the words are glued to a marker: `1.Urges`."""
_ALT_HEAD = r"(?:alt|ALT|Alt|Alternative|ALTERNATIVE)\b\.?|(?:Alt|alt|ALT)(?=\d)"

_ALT = Pattern(
    rf"{_LEAD}(?:{_ALT_HEAD})\s*(?P<alt>\d{{1,3}})?\s*[.:]?\s*"
    r"(?:\(?(?P<of>[a-z]|[ivx]{1,4}|\d{1,3})(?:\)|[.:]|(?=\s+[A-Z\[“\"*_{]|\s*\Z)))?[.:)]?" + _ENDS
)
_PREFIXED = Pattern(
    rf"{_LEAD}(?P<open>\()?(?P<prefix>(?:OP|PP)(?:\s|\.\s?)?|[Oo]p|[Pp]p)(?P<number>\d{{1,4}}){_SUFFIX}"
    r"(?:\s?\.?\s?\(?(?P<letter>[a-z](?![a-z]))\)?)?"
    rf"(?:\s?\.?\s?(?P<alt>alt\s?\d{{0,2}}))?[.:)]?(?:{_ENDS}|{_GLUED}|(?=\]))"
)
_NUMBERED = Pattern(
    rf"{_LEAD}(?:\((?P<inner>\d{{1,3}})\)|(?P<number>\d{{1,4}})"
    rf"(?:{_SUFFIX}(?:\s?\.?\s?(?P<alt>alt\s?\d{{0,2}}))?)(?P<end>[.)])?)(?:{_ENDS}|{_GLUED}|(?=\]))"
)
_PARAGRAPH = Pattern(
    rf"{_LEAD}(?:§\s?|Para(?:graph)?\.?\s(?=\d+[\w\s()]{{0,12}}[.:)]))(?P<number>\d{{1,3}}){_SUFFIX}[.:)]?"
    rf"(?:{_ENDS}|{_GLUED}|(?=\]))"
)
_UNDER_NUMBER = Pattern(
    rf"{_LEAD}(?P<above>[1-9]\d{{0,2}})"
    r"(?:\.\s?(?P<letter>[a-z])(?P<end>[.)])?|(?P<glued>[a-z])(?P<closed>[.)])|\.?\s?\((?P<inner>[a-z])\))"
    rf"(?:{_ENDS}|(?=\]))"
)
"""The number of a paragraph before the letter of its sub-paragraph: `1.a`, `1(a)`."""
_DECIMAL = Pattern(
    rf"{_LEAD}(?P<above>(?:[1-9]\d{{0,2}}\.){{1,3}})(?P<number>[1-9]\d{{0,2}}){_SUFFIX}(?P<end>[.)])?"
    rf"(?:{_ENDS}|{_GLUED}|(?=\]))(?!\s(?:and|or|of|per|to\s\d)\b)"
)
_LETTERED = Pattern(
    rf"{_LEAD}(?:\((?P<inner>[a-z]{{1,4}})\)|(?P<letter>[a-z]{{1,4}})[.)]){_SUFFIX}\.?"
    rf"(?:{_ENDS}|{_GLUED}|(?=\]))"
)
_LETTERED_BIS = Pattern(
    rf"{_LEAD}(?P<open>\()?(?P<letter>[a-z])\s?(?P<suffix>{SUFFIXES})(?P<end>[.)])(?:{_ENDS}|{_GLUED})"
)
"""A suffix before the mark that closes the letter: `a bis.`"""
_ARTICLE = Pattern(
    rf"{_LEAD}(?:\#{{1,6}}\s*)?[*_\[]{{0,4}}"
    r"(?P<word>Article|ARTICLE|Art\.|Annex|ANNEX|Section|SECTION|Chapter|CHAPTER|Part|PART)\s+"
    r"(?P<code>[A-Z]{1,3}\.(?:[A-Z]\.)+\d+|\d{1,4}(?![\w/])|\d{1,4}(?=bis|ter)|[IVX]{1,6}\b|[A-Z]\b)"
    rf"{_SUFFIX}[.:]?(?:{_ENDS}|(?=\]))"
)
_ANNEX = Pattern(rf"{_LEAD}(?:\#{{1,6}}\s*)?[*_\[]{{0,4}}(?:ANNEX|Annex)\b[*_\].:]*\Z")
_OPTION = Pattern(
    rf"{_LEAD}(?:Option|OPTION)\s+(?:\((?P<inner>[a-z]|\d{{1,2}}|[ivx]{{1,4}})\)|(?P<number>\d{{1,2}})"
    r"|(?P<roman>[IVX]{1,5}))(?:\[\^\d+\])*(?:[*_\]]*\s?:[*_:]*|\*\*\.?(?=[\s\[]|\Z)|[*_\]]*\Z)"
)


class Marker(NamedTuple):
    """A marker, read."""

    written: str
    """As canonical text writes it, with any bracket before it: `[7.bis`, `d.`."""
    style: Style
    value: int
    """1 for `1.`, `a.` and `i.`; 0 where an alternative names no clause."""
    paren: str = ""
    """How it is closed: `.`, `)`, `()` or nothing; levels differ by it."""
    suffix: str = ""
    """`bis`, `ter`, …"""
    alt: int = 0
    """Number of the alternative; 0 where it has none or the marker marks none."""
    kind: Literal["", "OP", "PP", "ART", "ANNEX", "SEC", "alt", "option"] = ""
    """What the marker itself says it marks."""
    code: str = ""
    """The number of an article as written, where it is not a plain number."""
    letter: int = 0
    """The letter of `OP1a` written out."""
    roman: int = 0
    """The value as a roman numeral, where the letters can be read as one."""
    above: tuple[int, ...] = ()
    """The numbers before the own one: 1 and 2 of `1.2.3`, 1 of `1.a`."""

    @property
    def order(self) -> tuple[int, int, int]:
        """What markers of one level are ordered by: `3.` < `3.bis` < `3.ter` < `4.`."""
        return self.value, LATIN.index(self.suffix) + 1 if self.suffix else 0, self.alt


def letter_value(letters: str) -> int:
    """Return 1 for `a`, 27 for `aa`; 0 where the letters are no marker."""
    if letters and letters == letters[0] * len(letters) and len(letters) <= 2:
        return ord(letters[0].lower()) - 96 + 26 * (len(letters) - 1)
    return 0


def to_letter(value: int) -> str:
    """Return `a` for 1, `aa` for 27."""
    turns, letter = divmod(value - 1, 26)
    return chr(97 + letter) * (turns + 1)


def roman_value(numeral: str) -> int:
    """Return 4 for `iv`; the numeral must be one."""
    total, at = 0, 0
    lower = numeral.lower()
    while at < len(lower):
        piece, value = next((p, v) for p, v in _NUMERALS if lower.startswith(p, at))
        total, at = total + value, at + len(piece)
    return total


def to_roman(value: int) -> str:
    """Return `iv` for 4."""
    tens, ones = divmod(value, 10)
    return "x" * tens + ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[ones]


def read_marker(text: str) -> Marker | None:
    """Return the marker that a text begins with; None where it begins with none."""
    found = match_marker(text)
    return None if found is None else found[0]


def match_marker(text: str) -> tuple[Marker, int] | None:
    """Return the marker that a text begins with, and where it ends in the text."""
    first = _first(text)
    for begins, pattern, make in _READERS:
        match = pattern.compiled.match(text) if first in begins else None
        if match is not None:
            marker = make(match)
            if marker is not None:
                return marker, match.end()
    return None


def _first(text: str) -> str:
    """Return the character behind what may lead a marker, `0` for any digit; a space for none."""
    for char in text:
        if char not in "[*_" and not char.isspace():
            return "0" if char.isdecimal() else char
    return " "


def _written(match: re.Match[str]) -> str:
    lead, rest = match["lead"], match[0][len(match["lead"]) :]
    return "".join(lead.split()) + " ".join(rest.split())


def _ends_other_bracket(match: re.Match[str]) -> bool:
    """Tell whether a `]` stands behind a marker whose bracket opened before it: `6.] and`."""
    return match.string.startswith("]", match.end()) and "[" not in match["lead"]


def _alt_number(written: str | None) -> int:
    return 0 if written is None else int(re.sub(r"\D", "", written) or 1)


def _read_alt(match: re.Match[str]) -> Marker | None:
    of = match["of"] or ""
    style: Style = "number" if of.isdigit() else "letter"
    return Marker(
        _written(match),
        style,
        int(of) if of.isdigit() else letter_value(of),
        alt=int(match["alt"] or 0),
        kind="alt",
        roman=roman_value(of) if ROMAN.fullmatch(of) else 0,
    )


def _read_option(match: re.Match[str]) -> Marker | None:
    inner = match["inner"] or match["number"] or match["roman"]
    paren = "()" if match["inner"] else ""
    if inner.isdigit():
        return Marker(_written(match), "number", int(inner), paren, kind="option")
    if ROMAN.fullmatch(inner.lower()) and (match["roman"] or len(inner) > 1):
        return Marker(_written(match), "roman", roman_value(inner), paren, kind="option")
    return Marker(_written(match), "letter", letter_value(inner), paren, kind="option")


def full_suffix(written: str) -> str:
    """Return a suffix written out: `quater` for `quat`."""
    return _SHORT.get(written, written)


def _suffix(match: re.Match[str]) -> str:
    return full_suffix(match["suffix"] or "")


def _read_prefixed(match: re.Match[str]) -> Marker | None:
    if _ends_other_bracket(match) or (match["open"] and not match[0].endswith(")")):
        return None
    return Marker(
        _written(match),
        "number",
        int(match["number"]),
        suffix=_suffix(match),
        alt=_alt_number(match["alt"]),
        kind="OP" if match["prefix"][0] in "Oo" else "PP",
        letter=letter_value(match["letter"] or ""),
    )


def _read_paragraph(match: re.Match[str]) -> Marker | None:
    if _ends_other_bracket(match):
        return None
    return Marker(_written(match), "number", int(match["number"]), ".", _suffix(match))


def _read_under_number(match: re.Match[str]) -> Marker | None:
    if _ends_other_bracket(match):
        return None
    value = letter_value(match["letter"] or match["glued"] or match["inner"])
    paren = "()" if match["inner"] else match["end"] or match["closed"] or "."
    return Marker(_written(match), "letter", value, paren, above=(int(match["above"]),))


def _read_numbered(match: re.Match[str]) -> Marker | None:
    inner, suffix, alt = match["inner"], _suffix(match), _alt_number(match["alt"])
    if not (inner or suffix or alt or match["end"]) or _ends_other_bracket(match):
        return None
    paren = "()" if inner else match["end"] or "."
    return Marker(_written(match), "number", int(inner or match["number"]), paren, suffix, alt)


def _read_decimal(match: re.Match[str]) -> Marker | None:
    if _ends_other_bracket(match):
        return None
    above = tuple(map(int, match["above"].split(".")[:-1]))
    paren, value = match["end"] or ".", int(match["number"])
    return Marker(_written(match), "number", value, paren, _suffix(match), above=above)


def _read_lettered_bis(match: re.Match[str]) -> Marker | None:
    if match["open"] and match["end"] == ".":
        return None
    paren = "()" if match["open"] else match["end"]
    return Marker(_written(match), "letter", letter_value(match["letter"]), paren, _suffix(match))


def _read_lettered(match: re.Match[str]) -> Marker | None:
    letters = match["inner"] or match["letter"]
    roman = roman_value(letters) if ROMAN.fullmatch(letters) else 0
    value = letter_value(letters)
    if not (roman or value) or _ends_other_bracket(match):
        return None
    paren = "()" if match["inner"] else match[0][match.end("letter") - match.start()]
    return Marker(
        _written(match),
        "letter" if value else "roman",
        value or roman,
        paren,
        _suffix(match),
        roman=roman,
    )


def _read_article(match: re.Match[str]) -> Marker | None:
    code, word = match["code"], match["word"].lower()
    kind: Literal["ART", "ANNEX", "SEC"]
    kind = "ART" if word.startswith("art") else "ANNEX" if word == "annex" else "SEC"
    written, suffix = _written(match), _suffix(match)
    if code.isdigit():
        return Marker(written, "number", int(code), suffix=suffix, kind=kind)
    if ROMAN.fullmatch(code.lower()) and kind != "ART":
        return Marker(written, "number", roman_value(code), suffix=suffix, kind=kind)
    return Marker(written, "code", 0, suffix=suffix, kind=kind, code=code)


_READERS = (
    ("aA", _ALT, _read_alt),
    ("OPop(", _PREFIXED, _read_prefixed),
    ("§P", _PARAGRAPH, _read_paragraph),
    ("(0", _NUMBERED, _read_numbered),
    ("0", _DECIMAL, _read_decimal),
    ("0", _UNDER_NUMBER, _read_under_number),
    ("(abcdefghijklmnopqrstuvwxyz", _LETTERED, _read_lettered),
    ("(abcdefghijklmnopqrstuvwxyz", _LETTERED_BIS, _read_lettered_bis),
    ("#ACSP", _ARTICLE, _read_article),
    ("#A", _ANNEX, lambda match: Marker(_written(match), "number", 0, kind="ANNEX")),
    ("O", _OPTION, _read_option),
)
"""Each form of a marker: the characters that it can begin with, behind what leads it."""
