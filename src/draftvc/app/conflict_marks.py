"""A conflict as git writes it into a file: both wordings, between lines that begin with marks.

So that a person without draftvc can see what is disputed and settle it in any editor.
"""

from __future__ import annotations

from collections.abc import Iterator

SIZE = 7
"""Characters of a mark; git asks for more where a text has marks already."""


def marked(
    ours: str, theirs: str, names: tuple[str, str] = ("ours", "theirs"), size: int = SIZE
) -> str:
    """Return a text with the lines that differ between marks, and the others once.

    Law: without the marks and what stands in them for the other side, it is the text of either.

    Args:
        ours: the lines of our side, each ended by LF.
        theirs: those of the other side.
        names: what stands behind the marks.
        size: how many characters a mark has.
    """
    return "".join(_lines(_split(ours), _split(theirs), names, size))


def has_marks(text: str, size: int = SIZE) -> bool:
    """Tell whether a text holds the marks of a conflict."""
    begin, end = "<" * size, ">" * size
    return any(line.startswith((f"{begin} ", f"{end} ")) for line in text.split("\n"))


def _split(text: str) -> list[str]:
    # Not splitlines: U+2028 and its like are words to git.
    lines = text.split("\n")
    return [f"{line}\n" for line in lines[:-1]] + ([f"{lines[-1]}\n"] if lines[-1] else [])


def _lines(ours: list[str], theirs: list[str], names: tuple[str, str], size: int) -> Iterator[str]:
    from difflib import SequenceMatcher  # most files combine

    for kind, i1, i2, j1, j2 in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from ours[i1:i2]
            continue
        yield f"{'<' * size} {names[0]}\n"
        yield from ours[i1:i2]
        yield f"{'=' * size}\n"
        yield from theirs[j1:j2]
        yield f"{'>' * size} {names[1]}\n"
