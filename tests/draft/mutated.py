"""The sample drafts, cut, spliced, damaged and wrapped anew: one text for each number."""

from __future__ import annotations

import random
import textwrap
from functools import cache
from importlib.resources import files

from tests.draft.generated import FRONT, LINES, MARKERS, OPENERS

_PIECES = (
    *"[]{}[]{},;:. \n\n", "]]", "[[", "{USA+", "}", "{RUS reserve}", "{placeholder x}", "\n12\n",
    "\n12.26\n", "; Further reaffirming ", "\n]", "\u00ad\n", "\u00ad", "\ufffe",  "\x0c", "\u2028",
    "\0", "\r\n", "\r", "\ud800", "\u202e", "\x1b[1m", "Ad ref 3 March 2025 12.26\n", "‐\n", "-\n",
    "\u00a0", "\t", "コメント", "“", "”", "“]", "Alt. ", "bis ", "\n\n\n", "\n    ", "#", "**",
    "\u200b", "\ufeff", "\u200b\n", "\n\u2060",
)  # fmt: skip


@cache
def _samples() -> tuple[str, ...]:
    folder = files("draftvc") / "samples"
    texts = (folder / f"resolution-v{number}.txt" for number in (1, 2, 3, 4))
    return tuple(text.read_text(encoding="utf-8") for text in texts)


def mutated(seed: int) -> str:
    """Return a text that depends on a number alone; most are a page that lost its way."""
    chance = random.Random(seed)
    lines = chance.choice(_samples()).splitlines()
    begin = chance.randrange(len(lines))
    lines = lines[begin : begin + chance.randrange(4, 24)]
    for _ in range(chance.randrange(6)):
        _mutate_lines(lines, chance)
    text = chance.choice(("\n", "\n", "\n", "\n\n", "\r\n")).join(lines)
    for _ in range(chance.choice((0, 0, 1, 2, 4, 8))):
        at = chance.randrange(len(text) + 1)
        cut = chance.choice((0, 0, 1, 1, chance.randrange(30)))
        text = text[:at] + chance.choice(("", *_PIECES)) + text[at + cut :]
    return text


def _mutate_lines(lines: list[str], chance: random.Random) -> None:
    at = chance.randrange(len(lines) + 1)
    kind = chance.randrange(6)
    if kind == 0:
        lines.insert(at, chance.choice((*LINES, *FRONT)))
    elif kind == 1:
        del lines[at : at + 1]
    elif kind == 2:
        words = " ".join(chance.choices(lines or [""], k=2))
        lines.insert(at, f"{chance.choice((*MARKERS, *OPENERS))} {words}")
    elif kind == 3:
        chance.shuffle(lines)
    elif kind == 4:
        lines[at : at + 1] = lines[at : at + 1] * 2
    else:
        width = chance.randrange(40, 200)
        lines[at:] = textwrap.wrap(" ".join(lines[at:]), width, break_long_words=False)
