"""The project as a hook of the pre-commit framework, installed by that framework itself."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.program import SAMPLES, draftvc, git

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory, _isolated_git: Path) -> Path:
    """The project as a repository of its own: as it stands, committed."""
    place = tmp_path_factory.mktemp("project") / "draftvc"
    listed = git("ls-files", "-z", "--cached", "--others", "--exclude-standard", cwd=ROOT)
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, place / name)
    git("init", "-q", cwd=place)
    git("add", "-A", cwd=place)
    git("-c", "user.name=A", "-c", "user.email=a@b", "commit", "-qm", "As it stands", cwd=place)
    return place


def test_the_framework_runs_the_check_on_what_is_staged(ours, tmp_path):
    draft = tmp_path / "draft"
    assert draftvc("init", draft).code == 0
    assert draftvc("import", SAMPLES / "resolution-v4.txt", cwd=draft).code == 0
    file = draft / draftvc("path", "OP3", cwd=draft).out.strip()
    file.write_text(file.read_text(encoding="utf-8") + "[left open", encoding="utf-8")
    git("add", "-A", cwd=draft)
    done = _tried(ours, draft, tmp_path)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "OP3" in done.stdout
    assert "E101" in done.stdout
    file.write_text(file.read_text(encoding="utf-8").replace("[left open", ""), encoding="utf-8")
    git("add", "-A", cwd=draft)
    done = _tried(ours, draft, tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


def _tried(ours: Path, draft: Path, home: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pre_commit", "try-repo", str(ours), "draftvc-check", "--all-files"],
        cwd=draft,
        env={**os.environ, "PRE_COMMIT_HOME": str(home / "framework")},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
