"""A document as JSON text."""

from __future__ import annotations

import json
from collections.abc import Mapping

import msgspec

Document = Mapping[str, object]
"""A JSON object: keys in the order of the promise, absent ones absent."""


def encode(value: object) -> str:
    """Return a value as compact JSON.

    Half a character (a lone surrogate, of a file's name) has no UTF-8: it is left in the string,
    and becomes an escape that JSON reads back where the string becomes bytes.
    """
    try:
        return msgspec.json.encode(value).decode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def present(**fields: object) -> dict[str, object]:
    """Return the fields that are there: absent keys are absent, never null."""
    return {name: value for name, value in fields.items() if value is not None}
