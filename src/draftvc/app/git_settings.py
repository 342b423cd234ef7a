"""The settings by which git calls draftvc: the drivers, and two aliases.

Each driver is a shell line that looks for the program and has a way of its own where there is
none: git ends a whole diff over a driver that fails, and of a merge it would keep one side.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass

from draftvc.app.shims import program_path

_EVENTS = "--ext-diff --diff-merges=first-parent"
"""Of a merge, what it brought into the branch: git would show its own combined lines."""
_SEARCH = 'for p in {programs}; do command -v "$p" >/dev/null 2>&1 || continue; '
_PROGRAMS = re.compile(r"for p in .*?draftvc; do", re.DOTALL)
# 126 and 127: the program stands there and cannot be started, its Python is gone.
# The shell was started by git: the process that the drivers of one diff have in common.
_TEXT = (
    'DRAFTVC_GIT=$PPID "$p" driver {name} "$@"; c=$?; '
    "[ $c = 126 ] || [ $c = 127 ] || exit $c; done; "
)
_MISSING = 'echo "draftvc is not found here: this is a plain diff." >&2'
_DIFF = (
    'if [ $# = 1 ]; then echo "* Unmerged path $1"; exit 0; fi; '
    f'[ "${{GIT_DIFF_PATH_COUNTER:-1}}" != 1 ] || {_MISSING}; '
    'echo "diff --git a/$1 b/${8:-$1}"; '
    'git --no-pager diff --no-index --no-ext-diff --no-textconv -- "$2" "$5"; exit 0; '
)
_TEXTCONV = 'cat "$1"; '
# 0 merged, 1 in conflict, 130 interrupted: these are answers. After any other code nothing was
# written, and the marks of git keep both sides.
_MERGE = '"$p" driver merge "$@"; c=$?; case $c in 0|1|130) exit $c;; esac; done; '
_MERGE_FILE = (
    'git merge-file --marker-size="$4" -L ours -L base -L theirs "$2" "$1" "$3" || exit 1; '
)


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting of git that is ours to make."""

    key: str
    value: str
    what: str
    """What it is for, in a few words."""

    def is_met_by(self, value: str) -> bool:
        """Tell whether a value does what ours does: from another place of the program, too."""
        return value == self.value or _without_program(value) == _without_program(self.value)


def settings() -> tuple[Setting, ...]:
    """Return the settings, with the place of the program that runs now written in."""
    return (
        Setting("diff.draftvc.command", _line("diff", _TEXT, _DIFF), "git diff tells events"),
        Setting(
            "diff.draftvc.textconv",
            _line("textconv", _TEXT, _TEXTCONV),
            "git show and git blame name the clause",
        ),
        Setting("merge.draftvc.name", "drafts, clause by clause", "the name of the merge"),
        Setting(
            "merge.draftvc.driver",
            _line("merge", _MERGE, _MERGE_FILE, "%O %A %B %L %P"),
            "git merge, rebase and cherry-pick know brackets",
        ),
        Setting("alias.dshow", f"show {_EVENTS}", "git dshow: one commit in events"),
        Setting("alias.dlog", f"log -p {_EVENTS}", "git dlog: the history in events"),
    )


def _line(name: str, call: str, otherwise: str, given: str = "") -> str:
    """Return a shell line that calls a driver; git adds the words of a diff driver itself."""
    programs = " ".join(dict.fromkeys([shlex.quote(program_path() or "draftvc"), "draftvc"]))
    if given:
        programs = programs.replace("%", "%%")  # git fills in what follows a single one
    body = _SEARCH.format(programs=programs) + call.format(name=name) + otherwise
    return f"f() {{ {body}}}; f {given}".rstrip()


def _without_program(value: str) -> str:
    return _PROGRAMS.sub("for p in draftvc; do", value, count=1)


def config_text(chosen: Mapping[str, str]) -> str:
    """Return settings in the form of git's configuration, whatever characters are in them."""
    lines: list[str] = []
    for key, value in chosen.items():
        section, _, name = key.rpartition(".")
        head, dot, rest = section.partition(".")
        title = f'[{head} "{rest}"]' if dot else f"[{head}]"
        if title not in lines:
            lines.append(title)
        lines.append(f"\t{name} = {_quoted(value)}")
    return "".join(f"{line}\n" for line in lines)


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
