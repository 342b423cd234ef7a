"""Sentences with the parties' short names in place of their codes."""

from __future__ import annotations

import re
from collections.abc import Mapping

_QUOTED = re.compile(r"(“(?:[^“”]|“[^“”]*”)*”)")
"""What the draft says is left as it is written."""


def with_names(sentence: str, names: Mapping[str, str]) -> str:
    """Return a sentence in which parties are called by name, outside quotations.

    >>> with_names("RUS withdraws its reserve on “RUS”", {"RUS": "Russian Federation"})
    'Russian Federation withdraws its reserve on “RUS”'
    """
    if not names:
        return sentence
    codes = "|".join(re.escape(code) for code in sorted(names, key=len, reverse=True))
    code = re.compile(rf"(?<![\w-])(?:{codes})(?![\w-])")
    parts = _QUOTED.split(sentence)
    parts[::2] = [code.sub(lambda match: names[match[0]], part) for part in parts[::2]]
    return "".join(parts)
