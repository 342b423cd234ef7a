"""The canonical text of a clause: layout taken out, what is glued stays glued.

Law: `canonical_text(canonical_text(x)) == canonical_text(x)`. Source: docs/json.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from draftvc.notation.groups import canonical_inside
from draftvc.notation.patterns import Pattern
from draftvc.notation.tokens import BRACE, CHAR
from draftvc.notation.unseen import without_unseen

_LINE_HYPHEN = Pattern(rf"(?<={CHAR})([-‐‑])\s*[\r\n]\s*(?={CHAR})")
"""The hyphen of a word that a line break parts."""
_GROUP = re.compile(rf"({BRACE})")
_OPENS = re.compile(r" ?\[[\[ ]*")
_CLOSES = re.compile(r" ?\][\] ]*")
"""Brackets beside each other, with the spaces among them."""
_CLOSE_BEHIND = ("]", ",", ";", ":", ".", "!", "?", ")", "”", "»", "…", "’")
"""What has no space before it where a group stands before it."""


def layout_key(raw: str) -> str:
    """Return the text with white space collapsed: equal keys mean equal canonical texts."""
    return " ".join(raw.split())


def canonical_text(raw: str, *, lines: bool = False) -> str:
    """Return the canonical text of a clause's characters; `lines` keeps one line an element."""
    if lines:
        kept = (canonical_text(line) for line in raw.splitlines())
        return "\n".join(line for line in kept if line)
    text = _glyphs(raw)
    if "{" not in text:
        return _settled(_run(text))
    # Groups and what stands between them; a group has a space before it, and behind it except
    # before what is written close.
    first, *rest = _GROUP.split(text)
    written = _run(first)
    for group, run in zip(rest[::2], map(_run, rest[1::2]), strict=True):
        between = " " if run and not run.startswith(_CLOSE_BEHIND) else ""
        written += f" {_brace(group)}{between}{run}"
    return _settled(written)


def _run(text: str) -> str:
    """Return what stands outside groups, with one space for any white space and none at its ends.

    A word that a line break parts at a hyphen is one again.
    """
    if "-" in text or "‐" in text or "‑" in text:
        text = _LINE_HYPHEN.compiled.sub(r"\1", text)
    return " ".join(text.split())


def _settled(text: str) -> str:
    """Return a text whose spaces stand outside of brackets, and none at its ends."""
    text = text.strip()
    if "[ " in text:
        text = _OPENS.sub(_space_before, text)
    if " ]" in text:
        text = _CLOSES.sub(_space_behind, text)
    return text.strip()


def _space_before(found: re.Match[str]) -> str:
    return f" {found[0].replace(' ', '')}" if " " in found[0] else found[0]


def _space_behind(found: re.Match[str]) -> str:
    return f"{found[0].replace(' ', '')} " if " " in found[0] else found[0]


def runs_and_groups(raw: str) -> Iterator[tuple[int, str, str | None]]:
    """Yield what a canonical text is made of: each stretch without characters nobody sees.

    Its offset in the text without these, its characters, and of a group as canonical text has it.
    """
    start = 0
    for index, part in enumerate(_GROUP.split(_glyphs(raw))):
        yield start, part, _brace(part) if index % 2 else None
        start += len(part)


def _glyphs(raw: str) -> str:
    return without_unseen(raw).replace("\ufffe", "-")


def _brace(written: str) -> str:
    closed = "}" if written.endswith("}") else ""
    return "{" + canonical_inside(written[1 : len(written) - len(closed)]) + closed
