"""Elements of a front that are known by their words, whatever lines they stand on."""

from __future__ import annotations

import re

from draftvc.notation.dates import MONTH, find_date
from draftvc.notation.patterns import Pattern

_STATUS = Pattern(
    r"(?:this|the)\s+(?:version|text|draft|document|compilation|paper)\b.{0,80}?"
    r"\b(?:represents?|reflects?|contains?|incorporates?|as\s+(?:of|at)|dated|discuss|conclu|nego)"
    r"|(?:status|version|text|as)\s*(?::|of\b|as\s+(?:of|at)\b|at\b|dated)"
    r"|(?:rev(?:ision)?|draft|version)\.?\s*\d+\s*[-–,:(]",
    re.IGNORECASE,
)
_STATUS_LENGTH = 200
"""Characters within which a status line names its day."""
_TIME = Pattern(r",?\s*(?:at\s+)?\d{1,2}[.:h]\d{2}(?:\s*(?:hrs?|hours|[ap]\.?m\.?))?\.?|\.")
SESSION = Pattern(
    r"(?:(?:Resumed|Special)\s+)?(?:[A-Z][a-z]+(?:-[a-z]+)?|\d{1,3}(?:st|nd|rd|th))\s+"
    r"(?:(?i:resumed|special|regular|emergency|extraordinary|substantive)\s+)*[Ss]ession\b"
)
PLACE = Pattern(
    r"\b(?P<place>[A-Z][\w’'.-]{1,40}(?:\s[A-Z][\w’'.-]{1,40}){0,4})(?:\s\([A-Z][\w\s]{1,40}\))?,\s*"
    rf"\d{{1,2}}(?:\s(?:{MONTH}))?\s*[-–—]\s*\d{{1,2}}\s(?:{MONTH}),?\s\d{{4}}\.?"
)
TITLE = Pattern(
    r"[#*\s]*(?:(?:Revised|Zero|First|Final|Chair[’']?s)\s+)?(?:DRAFT|Draft)\s+"
    r"(?i:resolution|decision|declaration|convention|treaty|agreement|protocol|statement|outcome"
    r"|recommendation|conclusion|guideline|text|articles|platform|negotiating|final|ministerial)"
)
FORMULA = Pattern(r"[*_]*The(?:\s+(?:[A-Z][\w’'-]*|of|the|and|for|on|to|in|this))+[*_]*,[*_]*\Z")


def status_length(text: str) -> int:
    """Return how long a status line that begins a text is; 0 where none does.

    A status line says which state of the text this is, and of which day.
    """
    if _STATUS.compiled.match(text) is None:
        return 0
    day = find_date(text[:_STATUS_LENGTH])
    if day is None:
        return 0
    time = _TIME.compiled.match(text, day.end)
    return time.end() if time else day.end


def names_draft(text: str) -> bool:
    """Tell whether a line can only be of a draft's front."""
    return any(pattern.compiled.match(text) for pattern in (TITLE, PLACE)) or (
        SESSION.compiled.fullmatch(text) is not None
    )
