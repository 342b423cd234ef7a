"""Sentences with the parties' short names in place of their codes."""

from __future__ import annotations

import re
from collections.abc import Mapping

from draftvc.report.say.words import is_plural, possessive

_QUOTED = re.compile(r"(“(?:[^“”]|“[^“”]*”)*”|‘.*?’(?!\w))")
"""What the draft says is left as it is written."""
_NOUNS = "reserves?|objections?|support|requests? to delete|proposals?|entry|entries"
_VERBS = (
    *("withdraws", "enters", "supports", "opposes", "proposes", "asks", "adds", "takes"),
    *("moves", "changes", "strikes", "reserves", "speaks"),
)


def with_names(sentence: str, names: Mapping[str, str], *, brief: bool = False) -> str:
    """Return a sentence in which parties are called by name, outside quotations.

    A name brings its article, takes the possessive of its form, and the verb agrees with it.
    `brief`: a subject line, in which a code stands before a noun (`RUS reserve withdrawn`).

    >>> with_names("RUS withdraws its reserve on “RUS”", {"RUS": "the Russian Federation"})
    'the Russian Federation withdraws its reserve on “RUS”'
    >>> with_names("NLD's support falls away", {"NLD": "the Netherlands"})
    "the Netherlands' support falls away"
    """
    if not names:
        return sentence
    codes = "|".join(re.escape(code) for code in sorted(names, key=len, reverse=True))
    noun = rf"(?= (?:{_NOUNS})\b)" if brief else r"(?!)"
    code = re.compile(rf"(?<![\w-])(?P<code>{codes})(?:(?P<owns>'s?(?!\w)|{noun})|(?![\w-]))")
    parts = _QUOTED.split(sentence)
    parts[::2] = [code.sub(lambda match: _called(match, names), part) for part in parts[::2]]
    return _agreeing("".join(parts), names)


def _called(match: re.Match[str], names: Mapping[str, str]) -> str:
    called = names[match["code"]]
    return called if match["owns"] is None else possessive(called)


def _agreeing(sentence: str, names: Mapping[str, str]) -> str:
    """Let verbs agree with a name in the plural that stands alone before them."""
    many = "|".join(re.escape(called) for called in names.values() if is_plural(called))
    if not many:
        return sentence
    alone = rf"(?P<who>{many})(?P<who_did>, who [^,]*,)?(?P<now> now| no longer)?"
    verb = re.compile(rf"{alone} (?P<verb>{'|'.join(_VERBS)})\b(?P<its> its)?")
    return verb.sub(_in_plural, sentence)


def _in_plural(match: re.Match[str]) -> str:
    verb = match["verb"].removesuffix("s")
    before = f"{match['who']}{match['who_did'] or ''}{match['now'] or ''}"
    return f"{before} {verb}{' their' if match['its'] else ''}"
