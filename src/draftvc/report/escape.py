r"""Text escaped for Markdown, in the one place that does it.

Punctuation that CommonMark, its tables, strikethrough or mathematics read is escaped by a
backslash. What a forge finds in the finished text (`@name`, `#12`, `:name:`, addresses of pages)
cannot be escaped so: an empty comment parts it, which every reader of HTML leaves out.
"""

from __future__ import annotations

import re

from draftvc.report.safe import visible

_MARKS = re.compile(r"[\\`*_{}\[\]<>|~$]|&(?=[#\w])")
_LINE_START = re.compile(r"(?m)^(\s*)([-+=#>]|\d{1,9}(?=[.)]))")
_FORGE = re.compile(r"(?<!\w)@(?=\w)|#(?=\d)|(?<!\w):(?=[\w+-]+:)|(?<=\w):(?=//)|(?i:\bwww)(?=\.)")
_PART = "<!-- -->"


def escaped(text: str) -> str:
    r"""Return visible text that Markdown shows as it is written.

    >>> escaped("[a_b] <i>")
    '\\[a\\_b\\] \\<i\\>'
    """
    text = _MARKS.sub(r"\\\g<0>", visible(text))
    text = _LINE_START.sub(_at_line_start, text)
    return _FORGE.sub(lambda match: match[0] + _PART, text)


def _at_line_start(match: re.Match[str]) -> str:
    indent, mark = match[1], match[2]
    return f"{indent}{mark}\\" if mark[0].isdigit() else f"{indent}\\{mark}"
