"""Drive the program as its users do: a process of its own, with real files and a real git."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import draftvc as package
from draftvc.errors import EXIT_DEFECT

_PACKAGE = Path(package.__file__).parent
SAMPLES = _PACKAGE / "samples"
SCHEMAS = _PACKAGE / "report" / "schemas"
LIMIT = 60
"""Seconds after which a call counts as hung."""


@dataclass(frozen=True)
class Done:
    """What a call answered."""

    code: int
    out: str
    err: str
    raw: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.raw)

    @property
    def only_line(self) -> str:
        """Standard error, which is one line, and no traceback."""
        lines = self.err.splitlines()
        assert len(lines) == 1, self.err
        return lines[0]


def draftvc(
    *args: str | Path,
    cwd: Path | None = None,
    stdin: bytes = b"",
    env: Mapping[str, str] | None = None,
    python: tuple[str, ...] = (),
) -> Done:
    """Call the program; bytes in, bytes out."""
    done = subprocess.run(
        [sys.executable, *python, "-m", "draftvc", *map(str, args)],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        env={**os.environ, **(env or {})},
        timeout=LIMIT,
    )
    out, err = (each.decode("utf-8") for each in (done.stdout, done.stderr))
    assert done.returncode != EXIT_DEFECT, _defect(err)
    return Done(done.returncode, out, err, done.stdout)


def _defect(said: str) -> str:
    """Return the log that a defect left, which no test wants to leave behind."""
    log = Path(said.split(" the file ")[1].split(" to those ")[0])
    told = log.read_text(encoding="utf-8")
    log.unlink()
    return told


def git(*args: str | Path, cwd: Path) -> str:
    """Call git, which must succeed; return what it printed."""
    command = ["git", *map(str, args)]
    return subprocess.run(command, cwd=cwd, check=True, capture_output=True, text=True).stdout


def validated(done: Done, name: str) -> Any:
    """Return the JSON of a call, which the schema of that name accepts."""
    import jsonschema

    schema = json.loads((SCHEMAS / f"{name}-1.json").read_text(encoding="utf-8"))
    jsonschema.validate(done.json, schema)
    assert next(iter(done.json.items())) == ("schema", f"draftvc.{name}/1")
    return done.json
