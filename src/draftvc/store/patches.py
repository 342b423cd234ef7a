"""A patch that `git am` stopped at: it looks like a rebase, and is finished in another way."""

from __future__ import annotations

from pathlib import Path

_FOLDER = "rebase-apply"
"""Git keeps the state of `git am` and of an older kind of rebase here."""
_MERGING = "A merge, rebase or cherry-pick"
_APPLYING = "A `git am`"


def is_applying(git_dir: Path) -> bool:
    """Tell whether `git am` waits for somebody to settle a patch."""
    return (git_dir / _FOLDER / "applying").exists()


def patch_subject(git_dir: Path) -> str:
    """Return the first line of the message of the patch that waits; empty where there is none."""
    try:
        text = (git_dir / _FOLDER / "final-commit").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    return next(iter(text.splitlines()), "").strip()


def what_is_open(git_dir: Path) -> str:
    """Return what waits to be finished, as a sentence begins with it."""
    return _APPLYING if is_applying(git_dir) else _MERGING
