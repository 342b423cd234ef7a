"""The real text and its other extraction, where they are at hand beside the checkout."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

DATA = Path(__file__).parents[3] / "shared" / "data"
OTHER = DATA / "excerpts" / "unhabitat_seed_as_blog_html_text_first_part.txt"

PARAGRAPHS = (
    (1, 1), (2, 2), (3, 4), (5, 5), (6, 6), (7, 7), (8, 15), (16, 20), (21, 26), (27, 36),
    (37, 48), (49, 62), (63, 69), (70, 75), (76, 78), (79, 79), (80, 84), (85, 92), (93, 97),
    (98, 103), (104, 110), (111, 112), (113, 116), (117, 118), (119, 120), (121, 123), (124, 126),
    (127, 127),
)  # fmt: skip
"""First and last line of each paragraph of the text, as a person sees them."""


@cache
def seed_text() -> str:
    """Return the real text; the test is skipped where it is not at hand."""
    files = sorted((DATA / "seed").glob("*.txt")) if DATA.is_dir() else []
    if not files:
        pytest.skip(f"the real text is not ours to publish and is not at {DATA}")
    return files[0].read_text(encoding="utf-8")


@cache
def other_text() -> str:
    """Return the first part of the same page as another program extracted it."""
    if not OTHER.is_file():
        pytest.skip(f"the real text is not ours to publish and is not at {OTHER}")
    return OTHER.read_text(encoding="utf-8")
