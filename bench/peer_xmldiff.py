"""Mark words with xmldiff: reads pairs of trees, one JSON list a line, and writes what it shows.

Run by the interpreter of an environment of its own, where xmldiff is installed (`peers.py` makes
it). It is used as its manual says for documents: a clause is text, brackets and groups are
formatting in it. The answer is, for either page, its characters without white space, bracket marks
among them, and for each whether it is marked.
"""

from __future__ import annotations

import json
import re
import sys
from typing import Any

from lxml import etree  # type: ignore[import-untyped]
from xmldiff import formatting, main  # type: ignore[import-untyped]

_DIFF = "{http://namespaces.shoobx.com/diff}"
Shown = list[list[tuple[str, bool]]]


def show(old: str, new: str) -> Shown:
    """The characters of both pages, and which of them are marked.

    Its formatter fails on many pairs where elements of a text change; there brackets, or all, are
    given to it as characters.
    """
    for elements in (("b", "g"), ("b",), ()):
        formatter = formatting.XMLFormatter(
            normalize=formatting.WS_NONE, text_tags=("c",), formatting_tags=elements
        )
        texts = [_flat(text, elements) for text in (old, new)]
        try:
            out = main.diff_texts(*texts, formatter=formatter)
        except (IndexError, KeyError, ValueError, AttributeError):
            continue
        sides: Shown = [[], []]
        _walk(etree.fromstring(out.encode()), "both", sides)
        if [_chars(side) for side in sides] == [_written(text) for text in (old, new)]:
            return sides
    return [[], []]


def _flat(text: str, elements: tuple[str, ...]) -> str:
    """The tree with other elements than those as characters."""
    if "g" not in elements:
        text = re.sub("</?g>", "", text)
    return text if "b" in elements else text.replace("<b>", "[ ").replace("</b>", " ]")


def _written(text: str) -> str:
    """What a tree says, white space apart."""
    flat = "".join(etree.fromstring(_flat(text, ())).itertext())
    return "".join(flat.split())


def _chars(side: list[tuple[str, bool]]) -> str:
    return "".join(char for char, _ in side)


def _walk(node: Any, state: str, sides: Shown) -> None:  # noqa: ANN401
    inside = _state(node, "delete", "insert", state)
    mark = _state(node, "delete-formatting", "insert-formatting", inside)
    bracket = node.tag == "b"
    _put("[" if bracket else "", mark, sides)
    _put(node.text or "", inside, sides)
    for child in node:
        _walk(child, inside, sides)
        _put(child.tail or "", inside, sides)
    _put("]" if bracket else "", mark, sides)


def _state(node: Any, gone: str, came: str, state: str) -> str:  # noqa: ANN401
    """Whether what a node holds stands on the old page, on the new one, or on both."""
    if node.tag == _DIFF + gone or node.get(_DIFF + gone) is not None:
        return "old"
    if node.tag == _DIFF + came or node.get(_DIFF + came) is not None:
        return "new"
    return state


def _put(text: str, state: str, sides: Shown) -> None:
    for side, name in zip(sides, ("old", "new"), strict=True):
        if state in ("both", name):
            side += [(char, state == name) for char in text if not char.isspace()]


if __name__ == "__main__":
    for line in sys.stdin:
        print(json.dumps(show(*json.loads(line))), flush=True)
