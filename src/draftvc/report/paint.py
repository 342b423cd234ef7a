"""Reports in colour: rich paints the lines that plain text shares.

Only `rich.style` is used, piece by piece: no markup is read, no emoji replaced, nothing wrapped,
folded or dropped, since what reaches a style is a visible piece of a finished line. Colour is
never the only sign: every role that matters is said by words or signs as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rich.color import ColorSystem
from rich.style import Style

from draftvc.report.page.lines import Line, Role
from draftvc.report.text import in_pieces

# The terminal's own sixteen colours, so that its light or dark scheme and any palette for the
# colour-blind apply.
STYLES: Mapping[Role, Style] = {
    "title": Style(bold=True),
    "label": Style(bold=True, color="cyan"),
    "faint": Style(dim=True),
    "gone": Style(color="red", strike=True),
    "come": Style(color="green", underline=True),
    "bracket": Style(color="yellow"),
    "group": Style(color="magenta"),
    "agreed": Style(color="green", bold=True),
    "error": Style(color="red", bold=True),
    "warning": Style(color="yellow", bold=True),
    "info": Style(color="blue"),
}


def painted(lines: Iterable[Line]) -> Iterator[str]:
    """Yield lines with the colours of their roles."""
    return in_pieces("".join(_paint(text, role) for text, role in line) + "\n" for line in lines)


def _paint(text: str, role: Role) -> str:
    style = STYLES.get(role)
    if style is None or not text.strip():
        return text
    return style.render(text, color_system=ColorSystem.STANDARD)
