"""Make the grammars' tables when the package is built: they ship in the wheel as a module.

Also for an editable install, where the module stands among the sources, ignored by git.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SOURCES = Path(__file__).parent / "src"
MODULE = SOURCES / "draftvc" / "notation" / "_tables.py"
HEAD = '"""Made by hatch_build.py from the grammars of this package: not to be edited."""\n'


class CustomBuildHook(BuildHookInterface[Any]):
    """Put the tables into the package before its files are gathered."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the module where it is missing or stale, and name it among the wheel's files."""
        made = module_text()
        if made:
            fresh = MODULE.with_suffix(f".{os.getpid()}.new")
            fresh.write_text(HEAD + made, encoding="utf-8")
            fresh.replace(MODULE)
        build_data["artifacts"].append(f"/{MODULE.relative_to(SOURCES.parent).as_posix()}")


def module_text() -> str:
    """Return the module's text; empty where it stands already, made by and of the same."""
    sys.path.insert(0, str(SOURCES))
    try:
        from draftvc.notation import addresses, grammar, groups
    finally:
        sys.path.remove(str(SOURCES))
    grammars = {"groups": groups.GRAMMAR, "addresses": addresses.GRAMMAR}
    tables = {name: tuple(grammar.make_table(text)) for name, text in grammars.items()}
    for name, text in grammars.items():
        grammar.parser(name, text, tables)  # a table that cannot be read fails the build
    if {name: table[:2] for name, table in grammar.shipped().items()} == {
        name: table[:2] for name, table in tables.items()
    }:
        return ""
    return f"TABLES = {tables!r}\n"
