"""The table of `draftvc.notation.party_codes`, written from the registry of parties.

Reading is pure and opens no file, so what it needs of the registry stands in a module:

    python -m tests.app.party_table
"""

from __future__ import annotations

import textwrap
from pathlib import Path

from draftvc.app.parties import load_parties
from draftvc.notation import party_codes
from draftvc.notation.party_codes import spelling_key


def table() -> str:
    """Return a line for each party, or several: its code, and the other ways to write it."""
    ways: dict[str, list[str]] = {}
    for key, code in load_parties().spellings.items():
        found = ways.setdefault(code, [])
        if key != spelling_key(code):
            found.append(key)
    lines: list[str] = []
    for code in sorted(ways):
        wrapped = textwrap.wrap(" ".join(sorted(ways[code])), 95 - len(code)) or [""]
        lines += [f"{code}: {part}".rstrip() for part in wrapped]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write the table into the module."""
    path = Path(party_codes.__file__)
    head, _, rest = path.read_text(encoding="utf-8").partition('_TABLE = """\\\n')
    tail = rest.partition('"""\n')[2]
    path.write_text(f'{head}_TABLE = """\\\n{table()}"""\n{tail}', encoding="utf-8")


if __name__ == "__main__":
    main()
