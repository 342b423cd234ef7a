"""The same morning's work in every kind of checkout that git knows."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.cli.program import SAMPLES, draftvc, git, validated

V4 = SAMPLES / "resolution-v4.txt"
WHO = ("-c", "user.name=Ana Silva", "-c", "user.email=ana@example.org")


@dataclass(frozen=True)
class Place:
    """Where the calls are made, and what the shell has set there."""

    path: Path
    env: Mapping[str, str] = field(default_factory=dict)


def three_revisions(tmp_path: Path) -> Path:
    place = tmp_path / "origin"
    draftvc("init", place)
    files = [SAMPLES / f"resolution-v{number}.txt" for number in (1, 2, 3)]
    assert draftvc("import", *files, cwd=place).code == 0
    return place


def clone(origin: Path, place: Path, *options: str) -> Path:
    git("clone", "-q", *options, origin.as_uri(), place, cwd=origin)
    draftvc("init", place)
    return place


def spaces_and_accents(origin: Path, tmp_path: Path) -> Place:
    return Place(clone(origin, tmp_path / "Äußere Angelegenheiten – the “text”"))


def linked_tree(origin: Path, tmp_path: Path) -> Place:
    git("worktree", "add", "-q", "-b", "evening", tmp_path / "linked", cwd=origin)
    return Place(tmp_path / "linked")


def submodule(origin: Path, tmp_path: Path) -> Place:
    outer = tmp_path / "outer"
    git("init", "-q", outer, cwd=tmp_path)
    allow = ("-c", "protocol.file.allow=always")
    git(*allow, "submodule", "--quiet", "add", origin.as_uri(), "texts/draft", cwd=outer)
    draftvc("init", outer / "texts" / "draft")
    return Place(outer / "texts" / "draft")


def sparse(origin: Path, tmp_path: Path) -> Place:
    place = clone(origin, tmp_path / "sparse")
    git("sparse-checkout", "set", "clauses", cwd=place)
    assert not (place / "source").exists()
    return Place(place)


def sparse_index(origin: Path, tmp_path: Path) -> Place:
    """The index names the folder `source` alone: libgit2 cannot read it."""
    place = clone(origin, tmp_path / "sparse")
    git("sparse-checkout", "set", "--sparse-index", "clauses", cwd=place)
    assert b"sdir" in (place / ".git" / "index").read_bytes()
    return Place(place)


def sparse_in_clauses(origin: Path, tmp_path: Path) -> Place:
    """Clauses are left out of the working tree too: they stand as they were recorded."""
    place = clone(origin, tmp_path / "sparse")
    left = draftvc("path", "PP2", cwd=place).out.strip()
    git("sparse-checkout", "set", "--no-cone", "/*", f"!/{left}", cwd=place)
    assert not (place / left).exists()
    return Place(place)


def split_index(origin: Path, tmp_path: Path) -> Place:
    """The index refers to a second file: libgit2 cannot read it."""
    place = clone(origin, tmp_path / "split")
    git("config", "core.splitIndex", "true", cwd=place)
    git("update-index", "--split-index", cwd=place)
    assert list((place / ".git").glob("sharedindex.*"))
    return Place(place)


def shallow(origin: Path, tmp_path: Path) -> Place:
    return Place(clone(origin, tmp_path / "shallow", "--depth=1"))


def line_ends_of_windows(origin: Path, tmp_path: Path) -> Place:
    place = tmp_path / "crlf"
    git("clone", "-q", "-c", "core.autocrlf=true", origin, place, cwd=origin)
    draftvc("init", place)
    return Place(place)


def named_by_variables(origin: Path, tmp_path: Path) -> Place:
    place = clone(origin, tmp_path / "named")
    shutil.move(place / ".git", tmp_path / "elsewhere.git")
    return Place(place, {"GIT_DIR": str(tmp_path / "elsewhere.git"), "GIT_WORK_TREE": str(place)})


def detached(origin: Path, tmp_path: Path) -> Place:
    place = clone(origin, tmp_path / "detached")
    git("checkout", "-q", "--detach", cwd=place)
    return Place(place)


KINDS: tuple[Callable[[Path, Path], Place], ...] = (
    spaces_and_accents,
    linked_tree,
    submodule,
    sparse,
    sparse_index,
    sparse_in_clauses,
    split_index,
    shallow,
    line_ends_of_windows,
    named_by_variables,
    detached,
)


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory, _isolated_git: Path) -> Path:
    return three_revisions(tmp_path_factory.mktemp("everywhere"))


@pytest.fixture(params=KINDS, ids=lambda kind: kind.__name__)
def place(request: pytest.FixtureRequest, origin: Path, tmp_path: Path) -> Place:
    own = Path(shutil.copytree(origin, tmp_path / "origin", symlinks=True))
    made: Place = request.param(own, tmp_path)
    return made


def call(place: Place, *args: str | Path):
    return draftvc(*args, cwd=place.path, env=place.env)


def test_a_morning_of_work(place, monkeypatch):
    for name, value in place.env.items():
        monkeypatch.setenv(name, value)
    # Nothing is said to be changed that nobody changed.
    assert validated(call(place, "status", "--format", "json"), "status")["uncommitted"] == []
    assert validated(call(place, "diff", "--format", "json"), "diff")["events"] == []
    assert "missing from" not in call(place, "status").err
    # A clause is edited by hand and committed: the hook looks at it.
    file = place.path / call(place, "path", "OP2").out.strip()
    text = file.read_bytes()
    assert b"\r" not in text
    file.write_bytes(text.rstrip() + b" [left open\n")
    refused = _commit(place, "Forget a bracket")
    assert refused is not None
    assert "E101" in refused
    file.write_bytes(text.replace(b"Executive Secretary", b"Deputy Secretary"))
    events = validated(call(place, "diff", "--format", "json"), "diff")["events"]
    assert [each["kind"] for each in events] == ["text.edited"]
    assert _commit(place, "Another month") is None
    # The next text comes in, and is the newest.
    done = call(place, "import", V4, "--author", "Ana Silva <ana@example.org>")
    assert done.code == 0, done.err
    assert git("status", "--porcelain", "--untracked-files=no", cwd=place.path) == ""
    assert call(place, "export").raw == V4.read_bytes()
    log = validated(call(place, "log", "--format", "json"), "log")["revisions"]
    assert log[0]["name"] == "v4"
    git("fsck", cwd=place.path)


def _commit(place: Place, message: str) -> str | None:
    """Commit what was changed; return what stopped it."""
    done = subprocess.run(
        ["git", *WHO, "commit", "-qam", message], cwd=place.path, capture_output=True, text=True
    )
    return None if done.returncode == 0 else done.stderr
