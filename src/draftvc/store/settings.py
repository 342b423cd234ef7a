"""The settings of a draft: draft.toml, read and held to what makes sense."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from draftvc.errors import RepositoryError

Check = Literal["ratchet", "strict", "off"]

Merge = Literal["conflicts", "brackets"]

FORMAT = 1
"""Version of the layout that this program writes, and the newest that it reads."""
NOTATIONS = ("braces",)
_LONGEST = 1000
"""Characters of a title: more is a text that went into the wrong place."""
_NAMED = 100
"""Characters of a party's name."""
_LARGEST = 1_000_000
"""Bytes of the file, parties included."""
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*")
_CONFLICT = re.compile(rb"^(<{7}|>{7}) ", re.M)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class Settings:
    """What draft.toml says; the defaults where it is silent."""

    title: str | None = None
    organ: str | None = None
    notation: str = "braces"
    language: str = "en"
    """A language tag such as `en` or `pt-BR`."""
    format: int = FORMAT
    check: Check = "ratchet"
    """What the pre-commit hook refuses: new errors, everything, nothing."""
    merge: Merge = "conflicts"
    """What `draftvc merge` makes of what does not combine: conflicts, or brackets of the room."""
    merge_as: tuple[str, ...] = ()
    """Who speaks for ours and for theirs in these brackets: two parties, or nobody."""
    parties: Mapping[str, object] = field(default_factory=dict)
    """Parties beside those of the registry, as `app.parties` reads them."""


def read_settings(data: bytes, where: str = "draft.toml") -> Settings:
    """Return the settings that a file holds.

    Raises:
        RepositoryError: it is no TOML, or a value makes no sense; the remedy says what does.
    """
    if len(data) > _LARGEST:
        raise RepositoryError(f"{where} has more than {_LARGEST:,} bytes.", "It holds settings.")
    try:
        table = tomllib.loads(data.decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError as error:
        raise RepositoryError(f"{where} is no UTF-8 text.", "Save it as UTF-8.") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        if _CONFLICT.search(data):
            raise RepositoryError(
                f"{where} holds the marks of a conflict.",
                f"Settle them in an editor, and say so with `git add {where}`.",
            ) from error
        raise RepositoryError(
            f"{where} is not understood: {error}.", 'Settings are lines such as `check = "strict"`.'
        ) from error
    return _settings(table, where)


def _settings(table: dict[str, Any], where: str) -> Settings:
    newest = table.get("format", FORMAT)
    if not isinstance(newest, int) or isinstance(newest, bool) or newest < 1:
        raise _senseless(where, "format", newest, f"It is the number {FORMAT}.")
    if newest > FORMAT:
        raise RepositoryError(
            f"{where} says format {newest}: a newer draftvc made this repository.",
            "Install a newer draftvc.",
        )
    parties = table.get("parties", {})
    if not isinstance(parties, dict):
        raise _senseless(where, "parties", parties, "It is a table: `[parties]`.")
    language = _text(table, "language", where) or "en"
    if not _LANGUAGE.fullmatch(language):
        raise _senseless(where, "language", language, "It is a tag such as `en` or `pt-BR`.")
    return Settings(
        title=_text(table, "title", where),
        organ=_text(table, "organ", where),
        notation=_one_of(table, "notation", NOTATIONS, where),
        language=language,
        format=newest,
        check=_one_of(table, "check", get_args(Check), where),  # type: ignore[arg-type]
        merge=_one_of(table, "merge", get_args(Merge), where),  # type: ignore[arg-type]
        merge_as=_two(table, where),
        parties=parties,
    )


def _two(table: dict[str, Any], where: str) -> tuple[str, ...]:
    value = table.get("as", [])
    is_list = isinstance(value, list) and len(value) in (0, 2)
    if not is_list or not all(
        isinstance(each, str) and 0 < len(each) <= _NAMED and not _CONTROL.search(each)
        for each in value
    ):
        raise _senseless(where, "as", value, 'It is two parties, ours first: ["FRA", "USA"].')
    return tuple(value)


def _text(table: dict[str, Any], key: str, where: str) -> str | None:
    value = table.get(key, "")
    if not isinstance(value, str) or len(value) > _LONGEST or _CONTROL.search(value):
        raise _senseless(where, key, value, f"It is one line of at most {_LONGEST:,} characters.")
    return " ".join(value.split()) or None


def _one_of(table: dict[str, Any], key: str, known: tuple[str, ...], where: str) -> str:
    value = table.get(key, known[0])
    if value not in known:
        spelled = " or ".join(f'"{each}"' for each in known)
        raise _senseless(where, key, value, f"It is {spelled}.")
    return str(value)


def _senseless(where: str, key: str, value: object, remedy: str) -> RepositoryError:
    shown = repr(value)
    if len(shown) > 60:
        shown = f"{shown[:60]}…"
    return RepositoryError(f"{where} has {key} = {shown}, which makes no sense.", remedy)
