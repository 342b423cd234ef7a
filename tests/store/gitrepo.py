"""Real repositories for the tests of the store, driven by the real git."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path


def git(
    place: Path | None,
    *args: str | Path,
    ok: bool = True,
    env: Mapping[str, str] | None = None,
    stdin: str = "",
) -> str:
    """Call git and return what it printed, standard error included."""
    done = subprocess.run(
        ["git", *map(str, args)],
        cwd=place,
        input=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, **(env or {})},
        check=False,
    )
    assert not ok or done.returncode == 0, done.stdout
    return done.stdout


def put(path: Path, text: str | bytes) -> Path:
    """Write a file, and the folders that it needs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path
