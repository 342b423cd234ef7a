"""Write draft.toml: a new one with every setting in it, and what a first import knows of the draft.

tomlkit keeps the comments and the order of a file that people edit; nothing else here needs it.
"""

from __future__ import annotations

import tomlkit
from tomlkit.exceptions import ParseError

from draftvc.store.settings import FORMAT

_NEW = f"""\
# Settings of this draft.
format = {FORMAT}

# The first import fills these two in.
title = ""
organ = ""

notation = "braces"
language = "en"

# What the pre-commit hook refuses: "ratchet" new errors, "strict" every error and warning,
# "off" nothing.
check = "ratchet"

# What `draftvc merge` makes of what does not combine: "conflicts" that people settle, or
# "brackets", as the room would write both wordings; then also whose: as = ["FRA", "USA"]
merge = "conflicts"

# Parties beside those of the registry: CODE = "Name",
# or CODE = {{ name = "Name", members = ["USA", "FRA"] }}
[parties]
"""


def new_settings() -> bytes:
    """Return the draft.toml of a new repository."""
    return _NEW.encode()


def filled_in(data: bytes, title: str | None, organ: str | None) -> bytes:
    """Return a draft.toml with title and organ where it has none; else as it is."""
    try:
        table = tomlkit.parse(data.decode("utf-8-sig").replace("\r\n", "\n"))
    except (UnicodeDecodeError, ParseError):
        return data  # reading it says what is wrong
    for key, value in (("title", title), ("organ", organ)):
        if value and not table.get(key):
            table[key] = value
    return tomlkit.dumps(table).encode()
