"""The page of results: sections by name, of which each part of the bench rewrites its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

RESULTS = Path(__file__).parent / "RESULTS.md"
REMARKS = "Remarks"
ORDER = (
    *("ground truth", "peers on the same chains", "hand-made edits"),
    *("startup", "loose", "sparse", "stored", "log", "import", "merge", "scale"),
    REMARKS,
)
HEAD = """# Results

How right the differ is, measured on simulated negotiations whose events are known, and how fast the
program is, measured as whole processes: the median with the fastest and the slowest round. The
contestants of a section take turns in one run, after one round that is not counted; a ratio is that
of the medians. `make bench` measures again and rewrites every section but the remarks.
"""


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines) + "\n"


def read_results() -> dict[str, str]:
    """The sections of the page as it is, by heading."""
    if not RESULTS.exists():
        return {}
    parts = re.split(r"^## (.+)\n", RESULTS.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {name: body.strip() + "\n" for name, body in zip(parts[1::2], parts[2::2], strict=True)}


def write_section(name: str, body: str) -> None:
    """Put a section in the place of the one of that name; the others stay."""
    sections = read_results() | {name: body}
    names = [one for one in ORDER if one in sections]
    names += [one for one in sections if one not in ORDER]
    parts = [f"\n## {one}\n\n{sections[one]}" for one in names]
    RESULTS.write_text(HEAD + "".join(parts), encoding="utf-8")
