"""The words that sentences are made of: quotations, lists, dates, stances, shortened texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from draftvc.notation.patterns import Pattern
from draftvc.report.safe import visible
from draftvc.report.width import cells, head, tail

QUOTE = 60
"""Columns that a quotation of the draft takes in a sentence, so that it can be read aloud."""
_WHOLE = 40
"""Columns up to which a wording is given whole beside the one that takes its place."""
_WHOLE_LIST = 4
"""Labels up to which a list of clauses is given whole."""
_MARKS = 12
"""Characters up to which marks of punctuation are named without quotation marks around them."""
_NAMED = 2
"""Marks up to which each is said by its name."""
_NAMES = {
    ",": "a comma",
    ".": "a full stop",
    ";": "a semicolon",
    ":": "a colon",
    "?": "a question mark",
    "!": "an exclamation mark",
    "“": "an opening quotation mark",
    "”": "a closing quotation mark",
    '"': "a straight quotation mark",
    "’": "an apostrophe",
    "'": "a straight apostrophe",
    "–": "a dash",
    "—": "a long dash",
    "-": "a hyphen",
    "(": "an opening parenthesis",
    ")": "a closing parenthesis",
    "/": "a slash",
}
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_PLACES = {"working tree": "the working tree", "staged": "what is staged"}
_SPACED = Pattern(r"(?<=\w) +(?=[,.](?: |\Z))")
"""A space before a comma or full stop, which nobody reads; French has one before ; and :."""
_SEVERAL = Pattern(
    r"\A[A-Z]+s\Z|(?:Co-|Vice-)?(?:Chairs|Facilitators|Sponsors)\Z|Nordics\Z"
    r"|\A(?!.*(?:Group|Alliance|Community|Organisation|Association|Movement|Commonwealth|Federated|United)).+"
    r" (?:States|Countries|countries)\Z"
)
_ISO = Pattern(r"(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2}).*)?\Z")
_FEW = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_BLANK = Pattern(r"(?i:dates?|\d*x+|_+|\.{2,}|…|tb[acd])\Z")


def quoted(text: str | None, width: int = QUOTE) -> str:
    """Return words of the draft in quotation marks, on one line and shortened to `width`."""
    words = _SPACED.compiled.sub("", one_line(text or ""))
    if not words:
        return "no words"
    if is_marks(words):
        return _named_marks(words)
    return in_quotes(shorten(words, width))


def in_quotes(words: str) -> str:
    """Return words in quotation marks that are not taken for those within.

    >>> in_quotes("the right"), in_quotes("“calls upon")
    ('“the right”', '‘“calls upon’')
    """
    return f"‘{words}’" if any(mark in words for mark in '“”"') else f"“{words}”"


def is_marks(text: str) -> bool:
    """Tell whether a text is a few marks of punctuation and no word."""
    return 0 < len(text) <= _MARKS and not any(char.isalnum() for char in text)


def _named_marks(marks: str) -> str:
    """Return marks as they are read aloud: `a comma`, `a closing quotation mark and a comma`.

    >>> _named_marks(","), _named_marks(",,"), _named_marks("...")
    ('a comma', 'two commas', 'the marks ...')
    """
    if len(marks) == _NAMED and marks[0] == marks[1] and marks[0] in _NAMES:
        return f"two {_NAMES[marks[0]].partition(' ')[2]}s"
    if len(marks) <= _NAMED and all(mark in _NAMES for mark in marks):
        return listed(_NAMES[mark] for mark in marks)
    return f"the mark {marks}" if len(marks) == 1 else f"the marks {marks}"


def is_several(words: str) -> bool:
    """Tell whether what was quoted, or a list of it, takes a verb in the plural."""
    return words.startswith(("the marks ", "two ")) or (
        words[:2] in ("a ", "an") and " and " in words
    )


def be(words: str) -> str:
    """Return the verb for what was quoted: `are` after “the marks …”."""
    return "are" if is_several(words) else "is"


def become(words: str) -> str:
    """Return the verb for what was quoted and has another wording now."""
    return "become" if is_several(words) else "becomes"


def one_line(text: str) -> str:
    """Return visible text with white space as one space."""
    return visible(" ".join(text.split()))


def shorten(text: str, width: int = QUOTE, *, at_end: bool = False) -> str:
    """Return a text of at most `width` columns, with … for words left out.

    What is left out stands in the middle, so that both ends can be recognised; `at_end` keeps
    the beginning alone.

    >>> shorten("the right of everyone to be told in good time of a flood", 30)
    'the right of … time of a flood'
    """
    if cells(text) <= width:
        return text
    if at_end:
        return _first_words(text, width - 2) + " …"
    first = _first_words(text, (width - 3) * 2 // 3)
    last = _last_words(text, width - 3 - cells(first))
    return f"{first} … {last}" if last else f"{first} …"


def _first_words(text: str, width: int) -> str:
    """Return whole words from the start; part of the first where it is longer than all."""
    cut = head(text, max(width, 1))
    if len(cut) == len(text) or text[len(cut)] == " ":
        return cut.rstrip()
    whole = cut.rpartition(" ")[0].rstrip()
    return whole or cut


def _last_words(text: str, width: int) -> str:
    cut = tail(text, max(width, 0))
    if len(cut) == len(text) or text[len(text) - len(cut) - 1] == " ":
        return cut.lstrip()
    return cut.partition(" ")[2].lstrip()


def is_blank(words: str) -> bool:
    """Tell whether the words of a bracket are a blank to be filled.

    >>> [is_blank(words) for words in ("date", "20XX", "…", "all")]
    [True, True, True, False]
    """
    return _BLANK.compiled.match(words) is not None


def contrast(before: str, after: str, width: int = QUOTE) -> tuple[str, str]:
    """Return both wordings quoted; of long ones, the words that differ and two around them."""
    old, new = one_line(before), one_line(after)
    if cells(old) <= _WHOLE and cells(new) <= _WHOLE:
        return quoted(old, width), quoted(new, width)
    a, b = old.split(), new.split()
    start = _shared(a, b)
    end = _shared(a[start:][::-1], b[start:][::-1])
    first, rest = max(start - 2, 0), max(end - 2, 0)
    return (
        quoted(_middle(a, first, rest), width),
        quoted(_middle(b, first, rest), width),
    )


def _shared(a: Sequence[str], b: Sequence[str]) -> int:
    """Return how many words two lists have in common from their start."""
    count = 0
    for one, other in zip(a, b, strict=False):
        if one != other:
            break
        count += 1
    return count


def _middle(words: list[str], first: int, rest: int) -> str:
    kept = words[first : len(words) - rest]
    return " ".join(["…"] * bool(first) + kept + ["…"] * bool(rest))


def listed(items: Iterable[str], joint: str = "and") -> str:
    """Return items as a list that can be read aloud.

    >>> listed(["PP2", "PP7", "OP3"])
    'PP2, PP7 and OP3'
    """
    all_items = list(items)
    if len(all_items) < 2:
        return "".join(all_items)
    return f"{', '.join(all_items[:-1])} {joint} {all_items[-1]}"


def some_of(labels: Iterable[str]) -> str:
    """Return labels as a list, of many the first two and how many more, each once.

    >>> some_of(["PP2", "PP7", "PP7", "OP3"]), some_of(["PP2", "PP7", "OP3", "OP4", "OP5"])
    ('PP2, PP7 and OP3', 'PP2, PP7 and 3 more')
    """
    each = list(dict.fromkeys(labels))
    if len(each) > _WHOLE_LIST:
        return f"{', '.join(each[:2])} and {len(each) - 2} more"
    return listed(each)


def number(count: int) -> str:
    """Return a count as it is said: a word up to ten.

    >>> number(2), number(12)
    ('two', '12')
    """
    return _FEW[count] if count < len(_FEW) else f"{count:,}"


def often(count: int) -> str:
    """Return how often something stands: `once`, `twice`, `three times`."""
    return {1: "once", 2: "twice"}.get(count, f"{number(count)} times")


def counted(count: int, one: str, many: str = "") -> str:
    """Return a count with its noun: `1 bracket`, `2 brackets`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def day(when: str | None) -> str:
    """Return a date as the room writes it; what is not understood as it was written.

    >>> day("2023-05-22T12:26"), day("2023-05-22"), day("some day")
    ('22 May 2023, 12.26', '22 May 2023', 'some day')
    """
    match = _ISO.compiled.match(when or "")
    if match is None or not 1 <= int(match[2]) <= 12:
        return one_line(when or "")
    date = f"{int(match[3])} {_MONTHS[int(match[2]) - 1]} {match[1]}"
    return f"{date}, {match[4]}.{match[5]}" if match[4] else date


def name(party: str | None) -> str:
    """Return who speaks: by code, as the draft writes it."""
    return one_line(party or "") or "an unnamed party"


def of(party: str | None) -> str:
    """Return the possessive: `ARG's`, `Co-Chairs'`."""
    return possessive(name(party))


def possessive(called: str) -> str:
    """Return the possessive of a code or name.

    >>> possessive("Cyprus"), possessive("the Philippines"), possessive("LDCs")
    ("Cyprus's", "the Philippines'", "LDCs'")
    """
    several = called.startswith("the ") and called.endswith("s")
    return f"{called}'" if several or is_plural(called) else f"{called}'s"


def is_plural(called: str) -> bool:
    """Tell whether a code or name takes a verb in the plural.

    >>> is_plural("LDCs"), is_plural("the Co-Chairs"), is_plural("the Nordic countries")
    (True, True, True)
    >>> is_plural("AOSIS"), is_plural("the United States"), is_plural("the Group of Arab States")
    (False, False, False)
    """
    return _SEVERAL.compiled.search(called) is not None


def place_name(name: str) -> str:
    """Return what a text is called within a sentence: `v3`, `the working tree`."""
    return _PLACES.get(name) or one_line(name)


def noun(label: str) -> str:
    """Return what a clause is called, by its label: paragraph, sub-paragraph, alternative.

    >>> noun("PP7.bis"), noun("OP1d"), noun("OP1d.alt1"), noun("ART3")
    ('paragraph', 'sub-paragraph', 'alternative', 'article')
    """
    bare = label.partition("~")[0]
    if ".alt" in bare:
        return "alternative"
    for prefix, word in (("FRONT", "front"), ("ART", "article"), ("ANNEX", "annex")):
        if re.fullmatch(rf"{prefix}\d*(\.(bis|ter))?", bare):
            return word
    if re.fullmatch(r"SEC\d*", bare):
        return "section"
    return "paragraph" if re.fullmatch(r"[A-Z]+\d+(\.[a-z]{3,})?", bare) else "sub-paragraph"
