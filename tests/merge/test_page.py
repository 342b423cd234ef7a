"""The examples of docs/merge_rules.md, run as they stand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from draftvc.merge.clause import merge_clauses
from draftvc.merge.model import WHY, Policy
from tests.merge.edits import clause

PAGE = Path(__file__).parents[2] / "docs" / "merge_rules.md"
_KEYS = ("base", "ours", "theirs", "result", "decision", "conflict", "region", "in brackets")


def _examples() -> list[dict[str, str]]:
    """Return the parts of each example; those of one name are parted by line ends."""
    found: list[dict[str, str]] = []
    for block in re.findall(
        r"^```merge\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.M | re.S
    ):
        pairs = [line.split(":", 1) for line in block.splitlines()]
        assert all(key in _KEYS for key, _ in pairs), block
        example: dict[str, str] = {}
        for key, value in pairs:
            example[key] = f"{example[key]}\n{value.strip()}" if key in example else value.strip()
        found.append(example)
    return found


@pytest.mark.parametrize("example", _examples(), ids=lambda each: each["ours"][:60])
def test_an_example_merges_as_the_page_says(example: dict[str, str]):
    sides = [clause(example[side]) for side in ("base", "ours", "theirs")]
    in_brackets = example.get("in brackets")
    policy = Policy(parties=("FRA", "USA")) if in_brackets else Policy()
    merged = merge_clauses(sides[0], sides[1], sides[2], policy)
    assert [each.why for each in merged.conflicts] == [
        example[k] for k in example if k == "conflict"
    ]
    if "result" in example or in_brackets:
        assert merged.text == (in_brackets or example["result"])
    if "region" in example:
        assert " | ".join(str(text) for text in merged.conflicts[0].region) == example["region"]
    if "decision" in example:
        told = [" ".join((each.what, *each.lost)) for each in merged.decisions]
        assert told == example["decision"].split("\n")
    elif not in_brackets:
        assert not merged.decisions


def test_the_page_has_every_reason():
    listed = set(re.findall(r"^\| `(\w+)` \|", PAGE.read_text(encoding="utf-8"), re.M))
    assert listed == WHY.keys() - {"guarded"}  # which is never a conflict
