"""Small drafts for the rules, without segmentation; and a list of a few parties."""

from __future__ import annotations

from difflib import get_close_matches

from draftvc.diagnostics import Diagnostic
from draftvc.draft.model import Clause, ClauseKind, Draft
from draftvc.source import SourceText

KNOWN = ("USA", "FRA", "RUS", "EGY", "KEN", "NOR", "EU", "G77", "Chair")
KINDS: dict[str, ClauseKind] = {"PP": "preambular", "OP": "operative", "FR": "front"}


class FewParties:
    """The parties of the tests."""

    def known(self, code: str) -> bool:
        """Tell whether a code is one of them."""
        return code.casefold() in {known.casefold() for known in KNOWN}

    def nearest(self, code: str) -> tuple[str, ...]:
        """Return those that are like a code."""
        return tuple(get_close_matches(code, KNOWN))


def draft(**texts: str) -> Draft:
    """Return a draft of clauses by label (`_` for `.`), one after the other in a file v1.txt."""
    clauses = []
    source = ""
    for name, raw in texts.items():
        label = name.replace("__", "~").replace("_", ".")
        kind: ClauseKind = "alternative" if ".alt" in label else KINDS[label[:2]]
        marker = raw.split(" ")[0] if raw.lstrip("[").split(".")[0].isalnum() else ""
        clauses.append(Clause(label, kind, marker, raw, parent=_parent(label), start=len(source)))
        source += raw + "\n"
    return Draft(tuple(clauses), source=SourceText(source, "v1.txt"))


def _parent(label: str) -> str | None:
    if ".alt" in label:
        return label.split(".alt")[0]
    if label[-1].isalpha() and not label.endswith(("bis", "ter")):
        return label[:-1]
    return None


def marked(found: Diagnostic, of: Draft) -> str:
    """Return what stands at the place of a finding, up to the next white space."""
    assert of.source is not None
    assert found.offset is not None
    return of.source.text[found.offset :].split()[0]
