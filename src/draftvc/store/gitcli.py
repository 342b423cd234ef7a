"""The one module that runs the `git` program; it knows no pygit2.

For what libgit2 does not do (hooks, signing, the configured editor and pager, fast histories of a
path), and for what must not cost its import.
"""

from __future__ import annotations

import os
import subprocess
from functools import cache
from pathlib import Path

from draftvc.errors import RepositoryError

_INHERITED = frozenset(
    {
        # Set by git while it runs a hook: they say which repository and which index are meant.
        *("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY"),
        *("GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_QUARANTINE_PATH", "GIT_PREFIX"),
        # Who commits, and where git reads its configuration: the user's choice.
        *("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_AUTHOR_DATE"),
        *("GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL", "GIT_COMMITTER_DATE"),
        *("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM", "GIT_CONFIG_COUNT"),
        *("GIT_CONFIG_PARAMETERS", "GIT_EDITOR", "GIT_PAGER", "GIT_SSH", "GIT_SSH_COMMAND"),
        *("GIT_EXEC_PATH", "GIT_TEMPLATE_DIR", "GIT_CEILING_DIRECTORIES"),
    }
)
"""Variables of git that are passed on. The others change what its output looks like (GIT_TRACE,
GIT_EXTERNAL_DIFF, GIT_LITERAL_PATHSPECS, …), and a program that reads it would be misled."""


def run_git(repo_dir: Path | None, *args: str, stdin: bytes = b"", check: bool = True) -> bytes:
    """Return what git writes to standard output.

    Raises:
        RepositoryError: git is not installed, or (with `check`) it failed.
    """
    done = call_git(repo_dir, *args, stdin=stdin)
    if check and done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise RepositoryError(
            f"git {args[0]} failed: {said[-1] if said else f'exit code {done.returncode}'}.",
            "Call it by hand to see more.",
        )
    return done.stdout


def call_git(
    repo_dir: Path | None, *args: str, stdin: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    """Return the outcome of a call of git, whatever its exit code.

    Raises:
        RepositoryError: git is not installed.
    """
    where = ["-C", str(repo_dir)] if repo_dir is not None else []
    command = ["git", "--no-pager", "-c", "core.fsmonitor=false", *where, *args]
    try:
        return subprocess.run(
            command, input=stdin, capture_output=True, env=_environment(), check=False
        )
    except FileNotFoundError as error:
        raise RepositoryError(
            "The git program is not installed, or not on the PATH.",
            "Install git, and call again.",
        ) from error


def git_config(repo_dir: Path | None, key: str) -> str | None:
    """Return a value of git's configuration, `~` expanded for paths; None where it is not set."""
    kind = ["--type=path"] if key in _PATHS else []
    done = call_git(repo_dir, "config", "--null", *kind, "--get", key)
    if done.returncode:
        return None
    return done.stdout.decode("utf-8", "surrogateescape").rstrip("\0")


_PATHS = frozenset({"core.hooksPath", "core.attributesFile", "core.excludesFile"})


def hooks_directory(repo_dir: Path | None) -> Path:
    """Return the directory of the repository's own hooks, shared by its worktrees.

    Raises:
        RepositoryError: there is no repository.
    """
    common = _asked(repo_dir, "rev-parse", "--git-common-dir")
    if common is None:
        raise RepositoryError(
            f"There is no git repository in {repo_dir or Path.cwd()}.",
            "Go to the draft's directory, or make one: draftvc init",
        )
    return _absolute(repo_dir, common) / "hooks"


def rev_parse(repo_dir: Path | None, name: str) -> str | None:
    """Return the id of the commit that a git revision names; None where it names none."""
    if name.startswith("-") or "\0" in name:
        return None
    return _asked(
        repo_dir, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}"
    )


def find_git_dir(start: Path | None = None) -> Path | None:
    """Return the git directory that git would use from a place; None where there is none.

    Nothing is started where no directory above holds a repository.
    """
    place = (start or Path.cwd()).absolute()
    if "GIT_DIR" not in os.environ and not any(
        (each / ".git").exists() or (each / "HEAD").is_file() for each in (place, *place.parents)
    ):
        return None
    found = _asked(place, "rev-parse", "--absolute-git-dir")
    return None if found is None else Path(found)


def _asked(repo_dir: Path | None, *args: str) -> str | None:
    """Return the one line that git answers; None where it fails."""
    done = call_git(repo_dir, *args)
    answer = done.stdout.decode("utf-8", "surrogateescape").rstrip("\n")
    return answer if done.returncode == 0 and answer else None


def _absolute(repo_dir: Path | None, path: str) -> Path:
    return (Path(repo_dir or Path.cwd()) / path).absolute()


@cache
def _environment() -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or name in _INHERITED or name.startswith("GIT_CONFIG_")
    }
    return kept | {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}
