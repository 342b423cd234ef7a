"""How each stance is said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Stance(NamedTuple):
    """How a stance is said; `{it}` stands for the words that it is about."""

    present: str
    """Of one party: `supports {it}`."""
    plural: str
    past: str
    noun: str
    """`support`, as in “ARG's support”."""
    many: str
    """Of several parties, with their number: `support of 8 parties`."""
    enters: str
    """What one party does when it takes this stance."""
    leaves: str
    """What one party does when it gives it up; `{its}` agrees with the number of parties."""
    moves: str
    """What it carries from one bracket to another."""


STANCES: Mapping[str, Stance] = {
    "support": Stance(
        "supports {it}", "support {it}", "supported {it}", "support", "support",
        "now supports {it}", "withdraws {its} support for {it}", "{its} support",
    ),
    "oppose": Stance(
        "opposes {it}", "oppose {it}", "opposed {it}", "objection", "objections",
        "now opposes {it}", "withdraws {its} objection to {it}", "{its} objection",
    ),
    "reserve": Stance(
        "reserves on {it}", "reserve on {it}", "had a reserve on {it}", "reserve", "reserves",
        "enters a reserve on {it}", "withdraws {its} reserve on {it}", "{its} reserve",
    ),
    "delete": Stance(
        "asks to delete {it}", "ask to delete {it}", "asked to delete {it}",
        "request to delete", "requests to delete",
        "asks to delete {it}", "no longer asks to delete {it}", "{its} request to delete",
    ),
    "propose": Stance(
        "proposes {it}", "propose {it}", "proposed {it}", "proposal", "proposals",
        "proposes {it}", "withdraws {its} proposal of {it}", "{its} proposal",
    ),
    "unknown": Stance(
        "speaks on {it}", "speak on {it}", "spoke on {it}", "entry", "entries",
        "adds an entry of {its} own wording on {it}", "takes {its} entry on {it} out",
        "{its} entry",
    ),
    "named": Stance(
        "is named on {it}", "are named on {it}",
        "stood on {it} without a stance", "name", "names",
        "is named on {it}, without a stance", "is no longer named on {it}", "{its} name",
    ),
}  # fmt: skip


NAMED = "named"
"""What is said of an entry that is no more than a party."""


def stance_of(stance: str | None) -> Stance:
    """Return how a stance is said."""
    return STANCES.get(stance or "", STANCES["unknown"])
