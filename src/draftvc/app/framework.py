"""Hooks of the pre-commit framework: what of draftvc's they run.

The framework moves a hook that was there aside and calls it; and it runs those that
`.pre-commit-config.yaml` names. Source: docs/forges.md.
"""

from __future__ import annotations

import re
from pathlib import Path

from draftvc.app.shims import whose

LEGACY = ".legacy"
"""What the framework adds to the name of a hook that was there."""
CONFIG = ".pre-commit-config.yaml"
_MARK = b"https://pre-commit.com"
_IDS = {
    "pre-commit": "draftvc-check",
    "pre-merge-commit": "draftvc-check",
    "prepare-commit-msg": "draftvc-message",
    "commit-msg": "draftvc-agreed",
}
"""What `.pre-commit-hooks.yaml` calls each hook."""


def is_the_frameworks(hook: Path) -> bool:
    """Tell whether a hook file is one that the framework wrote."""
    return hook.is_file() and _MARK in hook.read_bytes()


def moved_aside(hook: Path, name: str) -> Path | None:
    """Return our hook where the framework moved it aside, to be called by its own; else None."""
    legacy = hook.with_name(name + LEGACY)
    if not legacy.is_file() or not is_the_frameworks(hook):
        return None
    return legacy if whose(name, legacy.read_bytes()) == "ours" else None


def runs_ours(hook: Path, name: str, top: Path | None) -> bool:
    """Tell whether a hook is the framework's, and its configuration names ours."""
    wanted = _IDS.get(name)
    if top is None or wanted is None or not is_the_frameworks(hook):
        return False
    config = top / CONFIG
    if not config.is_file():
        return False
    line = rf"^\s*-?\s*[{{]?\s*id:\s*['\"]?{wanted}\b"
    return re.search(line, config.read_text("utf-8", "replace"), re.MULTILINE) is not None
