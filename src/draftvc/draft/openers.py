"""The words that open preambular and operative paragraphs.

A preambular paragraph opens with a participle or an adjective, an operative one with a verb in
the present. Source: UN Editorial Manual, drafting of resolutions.
"""

from __future__ import annotations

import re
from typing import Literal

_PARTICIPLES = (
    "acknowledging", "acting", "adhering", "admitting", "affirming", "agreeing", "anticipating",
    "appealing", "appreciating", "approving", "attaching", "bearing", "being", "believing",
    "calling", "celebrating", "commemorating", "commending", "concurring", "condemning",
    "confirming", "congratulating", "considering", "continuing", "convinced", "declaring",
    "deeming", "deploring", "desiring", "desirous", "determined", "drawing", "emphasizing",
    "emphasising", "encouraging", "encouraged", "endorsing", "examining", "expecting",
    "expressing", "finding", "following", "fulfilling", "guided", "having", "highlighting",
    "honouring", "hoping", "inspired", "keeping", "looking", "marking", "mindful", "noting",
    "observing", "paying", "proclaiming", "proceeding", "prompted", "pursuant", "reaffirming",
    "realizing", "realising", "recalling", "recognizing", "recognising", "referring", "regretting",
    "reiterating", "remaining", "remembering", "reminding", "renewing", "resolved", "resolving",
    "responding", "restating", "seeking", "seized", "sharing", "stressing", "striving",
    "supporting", "taking", "thanking", "underlining", "underscoring", "understanding", "upholding",
    "viewing", "welcoming", "wishing", "alarmed", "anxious", "appalled", "aware", "cognizant",
    "cognisant", "committed", "concerned", "confident", "conscious", "disturbed", "dismayed",
    "grateful", "outraged", "persuaded", "reassured", "saddened", "satisfied", "shocked",
    "troubled", "in pursuit", "in furtherance", "in accordance", "in view",
    "in the light", "with a view", "with appreciation",
)  # fmt: skip
_ADVERBS = (
    "again", "acutely", "also", "always", "deeply", "duly", "ever", "equally", "especially",
    "extremely", "firmly", "fully", "further", "furthermore", "gravely", "greatly", "highly",
    "keenly", "likewise", "once again", "once more", "particularly", "profoundly", "seriously",
    "solemnly", "strongly", "strictly", "still", "increasingly",
)  # fmt: skip
_OPERATIVE = (
    "accepts", "acknowledges", "adopts", "affirms", "agrees", "appeals", "appoints", "appreciates",
    "approves", "asks", "authorizes", "authorises", "calls", "commends", "commits", "concludes",
    "condemns", "confirms", "congratulates", "considers", "decides", "declares", "demands",
    "deplores", "designates", "determines", "directs", "draws", "elects", "emphasizes",
    "emphasises", "encourages", "endorses", "establishes", "expresses", "extends", "highlights",
    "instructs", "insists", "invites", "joins", "launches", "looks", "mandates", "notes", "objects",
    "proclaims", "proposes", "reaffirms", "recalls", "recognizes", "recognises", "recommends",
    "regrets", "reiterates", "rejects", "remains", "reminds", "renews", "requests", "resolves",
    "stresses", "suggests", "supports", "takes", "thanks", "transmits", "trusts", "underlines",
    "underscores", "urges", "welcomes",
)  # fmt: skip
_LEAD = r"[\[*_“\"\s]*"


def _words(words: tuple[str, ...]) -> str:
    return "|".join(word.replace(" ", r"\s+") for word in sorted(words, key=len, reverse=True))


_KNOWN = re.compile(
    rf"{_LEAD}(?=[A-Z])(?:(?:{_words(_ADVERBS)})[\]*_]*(?:\s*\{{[^{{}}]*\}})?\s+{_LEAD})?"
    rf"(?:{_words(_PARTICIPLES)})\b",
    re.IGNORECASE,
)
_LIKELY = re.compile(rf"{_LEAD}(?:[A-Z][a-z]{{3,}}ing|[A-Z]{{3,}}(?:ING|ED))\b")
_VERB = re.compile(
    rf"{_LEAD}(?=[A-Z])(?:(?:{_words(_ADVERBS)})[\]*_]*\s+{_LEAD})?(?:{_words(_OPERATIVE)})\b",
    re.IGNORECASE,
)
_CAPITAL = re.compile(rf"{_LEAD}[A-Z]")


def preambular_opener(head: str) -> Literal["known", "likely", ""]:
    """Tell how surely a text opens as a preambular paragraph; `likely` is the form alone.

    >>> preambular_opener("Deeply concerned that rivers rise")
    'known'
    >>> preambular_opener("Housing, building and planning")
    'likely'
    """
    if _CAPITAL.match(head) is None:
        return ""
    known = _KNOWN.match(head)
    if known is not None:
        return "known"
    return "likely" if _LIKELY.match(head) else ""


def operative_opener(head: str) -> bool:
    """Tell whether a text opens with the verb of an operative paragraph."""
    return _CAPITAL.match(head) is not None and _VERB.match(head) is not None
