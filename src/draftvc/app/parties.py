"""The parties that a draft can name: the registry that ships, and what a repository adds to it."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import takewhile
from pathlib import Path
from types import MappingProxyType
from typing import Any

import draftvc
from draftvc.errors import DraftvcError
from draftvc.notation.party_codes import spelling_key

_PARENTHESES = re.compile(r"\s*\([^)]*\)\s*\Z")
_PLACE = re.compile(r"\b(Islands|Territory|Territories)\b")
_LIKE = 0.6
"""Likeness from which a party is named as the one that may be meant."""
_NOTHING: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True)
class PartyList:
    """Codes, names and members of parties; case, accents and marks make no difference."""

    names: Mapping[str, str]
    """Name in English of each party by its code, in the order in which they were listed."""
    spellings: Mapping[str, str]
    """Code by each way to write it, as `spelling_key` makes it."""
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Codes of the members of the groups whose members are known."""
    short: Mapping[str, str] = field(default_factory=dict)
    """Short names by code, where the room has another one."""
    article: frozenset[str] = frozenset()
    """Codes of those that a sentence calls with “the”."""

    def canonical(self, code: str) -> str | None:
        """Return the code that a code or name, as written, stands for: `USA` for `us`."""
        return self.spellings.get(spelling_key(code))

    def known(self, code: str) -> bool:
        """Tell whether a code or name, as written, stands for a party."""
        return spelling_key(code) in self.spellings

    def name(self, code: str) -> str | None:
        """Return the name in English of a party."""
        found = self.canonical(code)
        return None if found is None else self.names[found]

    def short_name(self, code: str) -> str | None:
        """Return what a sentence calls a party: `France`, `the Netherlands`, `the Chair`.

        What stands in parentheses at the end of its name is left out.
        """
        found = self.canonical(code)
        if found is None:
            return None
        name = self.short.get(found) or _PARENTHESES.sub("", self.names[found])
        return f"the {name}" if found in self.article else name

    def members(self, code: str) -> tuple[str, ...]:
        """Return the codes of a group's members; empty where they are not known."""
        return self.groups.get(self.canonical(code) or "", ())

    def nearest(self, code: str) -> tuple[str, ...]:
        """Return up to three known codes that are most like one, best first."""
        wanted = spelling_key(code)
        scores: dict[str, float] = {}
        for spelling, known in self.spellings.items():
            scores[known] = max(scores.get(known, 0.0), _likeness(wanted, spelling))
        like = [known for known, score in scores.items() if score >= _LIKE]
        return tuple(sorted(like, key=lambda known: -scores[known])[:3])


def load_parties(extra: Mapping[str, object] = _NOTHING) -> PartyList:
    """Return the registry, and the parties of draft.toml's `[parties]`, which come first.

    Each of these is `CODE = "Name"`, or `CODE = { name = "Name", members = ["CODE", …] }`.

    Raises:
        DraftvcError: one of them is written in another way.
    """
    shipped = _registry()
    if not extra:
        return shipped
    read = {code: _read_extra(code, given) for code, given in extra.items()}
    names = {code: name for code, (name, _) in read.items()}
    members = {code: codes for code, (_, codes) in read.items() if codes}
    by_code = {spelling_key(code): code for code in names}
    by_name = {spelling_key(name): code for code, name in names.items()}
    # First in order, for `nearest`. A code wins over what ships, a name does not.
    return PartyList(
        {**names, **shipped.names, **names},
        {**by_code, **by_name, **shipped.spellings, **by_code},
        {**shipped.groups, **members},
        {code: name for code, name in shipped.short.items() if code not in names},
        shipped.article - names.keys(),
    )


@cache
def _registry() -> PartyList:
    """Return what ships with the program; the same on every call."""
    path = Path(draftvc.__file__).parent / "parties" / "registry.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    groups: dict[str, dict[str, Any]] = data["groups"]
    names = {
        **data["states"],
        **data["observers"],
        **data["areas"],
        **data["offices"],
        **{code: group["name"] for code, group in groups.items()},
    }
    members = {
        code: tuple(group["members"].split())
        for code, group in groups.items()
        if "members" in group
    }
    spellings: dict[str, str] = {}
    for code, written in _ways_to_write(data):
        spellings.setdefault(spelling_key(written), code)
    return PartyList(names, spellings, members, data["short"], _articled(data))


def _articled(data: Mapping[str, Any]) -> frozenset[str]:
    """Return the codes of those that a sentence calls with “the”."""
    places = {code for code, name in data["areas"].items() if _PLACE.search(name)}
    others = {*data["offices"], *data["groups"], *places, *data["article"]["with"].split()}
    return frozenset(others - set(data["article"]["without"].split()))


def _ways_to_write(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield (code, way to write it), codes before names so that no name hides a code."""
    tables: Iterable[Mapping[str, str]] = [
        data[name] for name in ("states", "observers", "areas", "offices")
    ]
    for table in tables:
        yield from ((code, code) for code in table)
    yield from ((code, code) for code in data["groups"])
    for table in tables:
        yield from table.items()
    for code, name in data["states"].items():
        yield code, _PARENTHESES.sub("", name)
    for code, group in data["groups"].items():
        yield code, group["name"]
        yield from ((code, way) for way in group.get("also", ()))
    for code, ways in data["also"].items():
        yield from ((code, way) for way in ways)


def _read_extra(code: str, given: object) -> tuple[str, tuple[str, ...]]:
    """Return name and members of a party of draft.toml."""
    table = {"name": given} if isinstance(given, str) else given
    if isinstance(table, Mapping) and table.keys() <= {"name", "members"}:
        name, members = table.get("name", code), table.get("members", [])
        listed = isinstance(members, list | tuple) and all(isinstance(m, str) for m in members)
        if isinstance(name, str) and listed and spelling_key(code):
            return name, tuple(members)
    raise DraftvcError(
        f"The party {code or '“”'} in draft.toml, under [parties], is not understood.",
        f'Write {code or "CODE"} = "Name", or {{ name = "Name", members = ["USA"] }}.',
    )


def _likeness(wanted: str, spelling: str) -> float:
    """Return how like two spellings are, 0 to 1."""
    if len(wanted) >= 3 and spelling.startswith(wanted):
        return 0.9  # GER for Germany, Switz for Switzerland
    longer, shorter = max(len(wanted), len(spelling)), min(len(wanted), len(spelling))
    if shorter * 2 < longer:
        return 0.0
    if sorted(wanted) == sorted(spelling):
        return 0.95  # UAS for USA
    # Of codes that share two letters, those that begin alike are meant more often.
    alike = takewhile(lambda pair: pair[0] == pair[1], zip(wanted, spelling, strict=False))
    begins = sum(1 for _ in alike) / longer
    ratio = difflib.SequenceMatcher(None, wanted, spelling, autojunk=False).ratio()
    return ratio * 0.8 + begins * 0.2
