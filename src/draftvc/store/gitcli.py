"""The one seam to the `git` program: a clean environment, no prompt, no pager, no translation.

What libgit2 does not do (hooks, signing, identity, fast logs of a path) goes through here. Nothing
in this module needs pygit2: a hook or a loose file asks git a question without loading it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from draftvc.errors import RepositoryError

# What git tells a hook about the repository it runs in. Kept where the question is about the
# current directory (a hook of `git commit -a` must see the index of that commit), and taken out
# where a directory is named: inherited, they would answer for another repository.
_OF_REPOSITORY = frozenset(
    {
        "GIT_DIR",
        "GIT_WORK_TREE",
        "GIT_COMMON_DIR",
        "GIT_INDEX_FILE",
        "GIT_OBJECT_DIRECTORY",
        "GIT_ALTERNATE_OBJECT_DIRECTORIES",
        "GIT_IMPLICIT_WORK_TREE",
        "GIT_PREFIX",
        "GIT_NAMESPACE",
        "GIT_SHALLOW_FILE",
        "GIT_GRAFT_FILE",
    }
)
# What changes the meaning of our own calls, wherever they are made: other rules for paths, other
# objects in place of those we name, output sent elsewhere or through another program.
_HARMFUL = frozenset(
    {
        "GIT_LITERAL_PATHSPECS",
        "GIT_GLOB_PATHSPECS",
        "GIT_NOGLOB_PATHSPECS",
        "GIT_ICASE_PATHSPECS",
        "GIT_REPLACE_REF_BASE",
        "GIT_EXTERNAL_DIFF",
        "GIT_DIFF_OPTS",
        "GIT_REDIRECT_STDIN",
        "GIT_REDIRECT_STDOUT",
        "GIT_REDIRECT_STDERR",
    }
)
_OURS = {
    "LC_ALL": "C",
    "LANGUAGE": "C",
    "GIT_TERMINAL_PROMPT": "0",
    # Reading must never hold index.lock, not even for the moment of a refresh.
    "GIT_OPTIONAL_LOCKS": "0",
    # Objects as they are, which is how libgit2 reads them: `git replace` would part the two.
    "GIT_NO_REPLACE_OBJECTS": "1",
    # A repository that libgit2 can open, whatever the user's defaults are.
    "GIT_DEFAULT_HASH": "sha1",
    "GIT_DEFAULT_REF_FORMAT": "files",
}
# fsmonitor may leave a daemon behind that holds our pipes open.
_OPTIONS = ("--no-pager", "-c", "core.fsmonitor=false", "-c", "core.quotePath=false")
_AT_ONCE = 65536
"""Bytes of a pipe that are read or written at once: as many as it holds."""
_INSTALL = "Install git (https://git-scm.com) and see that it is on the PATH."


class GitFailed(RepositoryError):
    """A git command that was called and failed."""


def run_git(
    repo_dir: Path | None,
    *args: str,
    stdin: bytes = b"",
    check: bool = True,
    env: Mapping[str, str] | None = None,
) -> bytes:
    """Return what a git command writes to its standard output.

    Args:
        repo_dir: a directory in the repository; None: the repository of the current directory,
            which is the one of the hook where git called us.
        args: the command and its arguments, without the word `git`.
        stdin: what the command reads.
        check: whether a command that fails is an error; else its output is returned.
        env: variables to set beside the clean environment.

    Raises:
        GitFailed: the command failed.
        RepositoryError: there is no git program, or no repository.
    """
    done = _call(repo_dir, args, stdin, env)
    if check and done.returncode:
        raise _failed(args, done, repo_dir)
    return done.stdout


def git_says(repo_dir: Path, *args: str, stdin: bytes = b"") -> tuple[bool, str]:
    """Return whether a git command did what it was asked, and all that it said.

    It runs with hooks and may hold locks: it is one that the user asked for.
    """
    done = _call(repo_dir, args, stdin, {"GIT_EDITOR": ":", "GIT_OPTIONAL_LOCKS": "1"})
    return done.returncode == 0, (done.stdout + done.stderr).decode("utf-8", "replace")


def merge_lines(ours: str, base: str, theirs: str, size: int) -> bool:
    """Merge three files line by line as git does, in the place of ours; tell whether all combined.

    What does not combine stands between marks of `size` characters.

    Raises:
        GitFailed: they are no text, or cannot be read or written; ours is as it was.
    """
    names = ("-L", "ours", "-L", "base", "-L", "theirs")
    args = ("merge-file", "-q", f"--marker-size={size}", *names, ours, base, theirs)
    done = _call(None, args)
    if done.returncode > 127:  # below it is the number of conflicts
        raise _failed(args, done, None)
    return done.returncode == 0


def git_records(repo_dir: Path | None, *args: str, before: bytes) -> Generator[bytes, None, None]:
    """Return what a git command writes, in pieces that begin with a mark, as soon as it is written.

    The command runs from the call on, and is stopped where nobody wants the rest.

    Args:
        repo_dir: a directory in the repository; None: the repository of the current directory.
        args: the command and its arguments, without the word `git`.
        before: the mark, of one byte, that stands before each piece and is left out.

    Raises:
        GitFailed, RepositoryError: as for `run_git`.
    """
    records = _records(repo_dir, args, before)
    next(records)
    return records


def _records(
    repo_dir: Path | None, args: tuple[str, ...], before: bytes
) -> Generator[bytes, None, None]:
    """Yield nothing once, when the command was started, and then the pieces."""
    process = _started(repo_dir, args)
    try:
        yield b""
        yield from _pieces(process, before)
    except BaseException:
        process.kill()
        raise
    finally:
        process.communicate()
    if process.returncode:
        # Asked again for the reason: nobody can read two pipes of it at a time.
        raise _failed(args, _call(repo_dir, args), repo_dir)


@dataclass(frozen=True, slots=True)
class Conversation:
    """A git command that answers what it is asked, for as long as somebody asks."""

    questions: IO[bytes]
    answers: IO[bytes]
    _wait: Callable[[], int]

    def end(self) -> int:
        """Let it end, whatever it would still answer, and return its exit code."""
        self.answers.close()
        with suppress(OSError):  # a question that was not heard
            self.questions.close()
        return self._wait()


def converse(repo_dir: Path, *args: str) -> Conversation:
    """Start a git command that is talked to.

    Raises:
        RepositoryError: there is no git program.
    """
    process = _started(repo_dir, args, subprocess.PIPE)
    assert process.stdin is not None and process.stdout is not None  # pipes
    return Conversation(process.stdin, process.stdout, process.wait)


def _pieces(process: subprocess.Popen[bytes], before: bytes) -> Iterator[bytes]:
    assert process.stdout is not None  # a pipe
    rest = b""
    while chunk := os.read(process.stdout.fileno(), _AT_ONCE):
        first, *others = (rest + chunk).split(before)
        for piece in others:
            if first:
                yield first
            first = piece
        rest = first
    if rest:
        yield rest


def git_config(repo_dir: Path | None, key: str) -> str | None:
    """Return the value of a setting as git sees it there; None where it is not set."""
    done = _call(repo_dir, ("config", "--null", "--get", key))
    if done.returncode == 1:
        return None
    if done.returncode:
        raise _failed(("config", key), done, repo_dir)
    return os.fsdecode(done.stdout.removesuffix(b"\0"))


def git_flag(repo_dir: Path | None, key: str) -> bool:
    """Tell whether a setting is on, in any of the spellings of git; off where it is not set."""
    done = _call(repo_dir, ("config", "--type=bool", "--get", key))
    return done.returncode == 0 and done.stdout.strip() == b"true"


def hooks_directory(repo_dir: Path | None) -> Path:
    """Return where git looks for the hooks of a repository; `core.hooksPath` is respected."""
    answer = run_git(repo_dir, "rev-parse", "--git-path", "hooks").removesuffix(b"\n")
    return (repo_dir or Path()) / os.fsdecode(answer)


def common_directory(repo_dir: Path | None) -> Path:
    """Return the git directory that all working trees of a repository share."""
    answer = run_git(repo_dir, "rev-parse", "--git-common-dir").removesuffix(b"\n")
    return (repo_dir or Path()) / os.fsdecode(answer)


def merge_heads(git_dir: Path) -> tuple[str, ...]:
    """Return the commits that are being merged into HEAD; none where no merge is open."""
    try:
        return tuple((git_dir / "MERGE_HEAD").read_text(encoding="ascii").split())
    except (OSError, UnicodeDecodeError):
        return ()


def rev_parse(repo_dir: Path | None, name: str) -> str | None:
    """Return the id of the commit that git knows by a name; None where it knows none."""
    if not name or name.startswith("-") or "\0" in name:
        return None
    wanted = f"{name}^{{commit}}"
    done = _call(repo_dir, ("rev-parse", "--verify", "--quiet", "--end-of-options", wanted))
    found = done.stdout.decode("ascii", "replace").split()
    return found[-1] if done.returncode == 0 and found else None


def find_git_dir(start: Path) -> Path | None:
    """Return the git directory of the repository that a place lies in; None where there is none.

    Looked for upward, as git does, without the git program. In the current directory GIT_DIR wins:
    git calls hooks with it.
    """
    given = os.environ.get("GIT_DIR")
    if given and is_here(start):
        return Path(given).resolve()
    for place in _upward(start.resolve()):
        found = _git_dir_of(place)
        if found is not None:
            return found
    return None


def is_here(start: Path) -> bool:
    """Tell whether a place is the current directory, of which git's variables speak."""
    try:
        return start.samefile(Path.cwd())
    except OSError:
        return False


def _upward(start: Path) -> Iterator[Path]:
    listed = os.environ.get("GIT_CEILING_DIRECTORIES", "").split(os.pathsep)
    ceilings = {Path(each) for each in listed if each}
    for place in (start, *start.parents):
        if place != start and place in ceilings:
            return
        yield place


def _git_dir_of(place: Path) -> Path | None:
    """Return the git directory in a place, or the place itself where it is one."""
    beside = place / ".git"
    if _is_git_dir(beside):
        return beside
    if beside.is_file():
        linked = _link_of(beside)
        if linked is not None and _is_git_dir(linked):
            return linked
    return place if _is_git_dir(place) else None


def _link_of(file: Path) -> Path | None:
    """Return where the `.git` file of a linked working tree or submodule leads."""
    try:
        kind, _, target = file.read_text(encoding="utf-8").partition(":")
    except (OSError, UnicodeDecodeError):
        return None
    return (file.parent / target.strip()).resolve() if kind == "gitdir" else None


def _is_git_dir(place: Path) -> bool:
    if not os.path.lexists(place / "HEAD"):
        return False
    whole = (place / "objects").is_dir() and (place / "refs").is_dir()
    return whole or (place / "commondir").is_file()


def _call(
    repo_dir: Path | None,
    args: tuple[str, ...],
    stdin: bytes = b"",
    env: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(
            ["git", *_OPTIONS, *args],
            cwd=repo_dir,
            input=stdin,
            capture_output=True,
            env={**_clean_environment(repo_dir is not None), **(env or {})},
            check=False,
        )
    except OSError as error:
        raise _not_started(repo_dir, error) from error


def _started(
    repo_dir: Path | None, args: tuple[str, ...], stdin: int = subprocess.DEVNULL
) -> subprocess.Popen[bytes]:
    """Start a git command, whose output is read while it runs, and return it."""
    try:
        return subprocess.Popen(
            ["git", *_OPTIONS, *args],
            cwd=repo_dir,
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=_AT_ONCE,
            env=_clean_environment(repo_dir is not None),
        )
    except OSError as error:
        raise _not_started(repo_dir, error) from error


def _not_started(repo_dir: Path | None, error: OSError) -> RepositoryError:
    if shutil.which("git") is None:
        return RepositoryError("The git program was not found.", _INSTALL)
    return RepositoryError(
        f"The git program could not be started in {repo_dir or Path()}: {error.strerror}.",
        "Check that the directory is there and that you may enter it.",
    )


def _clean_environment(named: bool) -> dict[str, str]:
    """Return the environment for git; `named`: the call names its repository."""
    out = _HARMFUL | _OF_REPOSITORY if named else _HARMFUL
    return {**{name: value for name, value in os.environ.items() if name not in out}, **_OURS}


def _failed(
    args: tuple[str, ...], done: subprocess.CompletedProcess[bytes], repo_dir: Path | None
) -> RepositoryError:
    said = done.stderr.decode("utf-8", "replace")
    if "dubious ownership" in said or "unsafe repository" in said:
        return unsafe_owner(repo_dir or Path.cwd())
    if "not a git repository" in said:
        return RepositoryError(
            f"There is no git repository in {repo_dir or Path.cwd()}.",
            "`draftvc init DIR` makes one for a draft.",
        )
    lines = [line for line in said.splitlines() if line.strip()]
    reason = lines[0].removeprefix("fatal: ").removeprefix("error: ") if lines else ""
    command = next((word for word in args if not word.startswith("-")), "")
    return GitFailed(
        f"git {command} failed{f': {reason}' if reason else f' (exit {done.returncode})'}.",
        "`git status` and `git fsck` tell more.",
    )


def unsafe_owner(place: Path) -> RepositoryError:
    """Return the error for a repository of another user, with the command that trusts it."""
    return RepositoryError(
        f"{place} belongs to another user, and git reads no repository of others unasked.",
        f"If you trust it: git config --global --add safe.directory '{place}'",
    )
