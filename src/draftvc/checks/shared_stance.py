"""One stance written for several parties, `{FRA, USA: delete}`, and how to write it for each.

Each entry has a stance of its own, because delegations change theirs one by one.
"""

from __future__ import annotations

from draftvc.notation.patterns import Pattern

_NAME = r"(?:G-?77(?: and |\s?[/&]\s?)China|[A-Z][\w’'-]*\w(?: [A-Z][\w’'-]*\w)*)"
_JOINT = r"(?:\s*[,;&/]\s*(?:and\s+)?|\s+and\s+)"
_NAMES = rf"(?P<names>{_NAME}(?:{_JOINT}{_NAME})+)"
_VERB = r"delete|reserve|support|oppose|propose|retain"
_WRITTEN = (
    Pattern(rf"\s*{_NAMES}\s*:?\s*(?P<sign>[+−–-])\s*"),
    Pattern(rf"\s*{_NAMES}(?:\s*:\s*|\s+)(?P<verb>{_VERB})s?\s*"),
    Pattern(rf"\s*(?i:(?P<verb>{_VERB})d?(?:ed)?\s+by)\s*:?\s*(?:the\s+)?{_NAMES}\s*"),
    Pattern(rf"\s*(?i:(?P<verb>{_VERB}))\s*:\s*{_NAMES}\s*"),
)
_ONE = Pattern(_NAME)
_ENTRY = {"support": "+", "retain": "+", "oppose": "-"}


def shared_stance(inside: str) -> str | None:
    """Return the entries that give each party of a list the one stance written for all of them.

    None where the inside of a group is no such list.
    """
    for way in _WRITTEN:
        match = way.compiled.fullmatch(inside)
        if match is not None:
            said = match.groupdict()
            if said.get("sign"):
                stance = "+" if said["sign"] == "+" else "-"
            else:
                verb = said["verb"].lower()
                stance = _ENTRY.get(verb, f" {verb}{'s' if verb == 'propose' else ''}")
            return ", ".join(
                f"{each[0]}{stance}" for each in _ONE.compiled.finditer(match["names"])
            )
    return None
