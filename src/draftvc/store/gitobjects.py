"""Objects of a repository from one running git program, asked for before they are needed.

`git cat-file --batch` answers in the order of the questions, on another processor, so that what
was asked early is there when somebody wants it.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from draftvc.errors import RepositoryError
from draftvc.store.gitcli import Conversation, converse

_OPEN = 300
"""Questions without an answer: together shorter than a pipe is deep, or both sides would wait."""
_CHUNK = 1 << 20


class GitObject(NamedTuple):
    """An object as git keeps it."""

    id: str
    """40 hexadecimal digits."""
    kind: str
    """`blob`, `tree` or `commit`."""
    data: bytes


class GitObjects:
    """Answers what stands under a name: an id, `HEAD^{tree}`, `<commit>:clauses`."""

    def __init__(self, git_dir: Path, largest: int) -> None:
        """Start the program; `largest` bytes is the most that is kept of an object."""
        named = f"--git-dir={git_dir}"
        self._git: Conversation = converse(git_dir, named, "cat-file", "--batch")
        self._largest = largest
        self._open = OrderedDict[str, None]()
        self._known: dict[str, GitObject | None] = {}

    def ask(self, names: Iterable[str]) -> None:
        """Ask for objects that somebody will take.

        Raises:
            RepositoryError: the program has ended.
        """
        known, waiting = self._known, self._open
        new = [i for i in dict.fromkeys(names) if i not in known and i not in waiting]
        for start in range(0, len(new), _OPEN):
            some = new[start : start + _OPEN]
            while len(self._open) + len(some) > _OPEN:
                self._answer()
            self._send(some)

    def take(self, name: str) -> GitObject | None:
        """Return an object, and forget it; None where there is none, or it is too large.

        Raises:
            RepositoryError: the program has ended.
        """
        if name not in self._known:
            self.ask([name])
        while name not in self._known:
            self._answer()
        return self._known.pop(name)

    def forget(self, names: Iterable[str]) -> None:
        """Forget what was asked for and not taken.

        Raises:
            RepositoryError: the program has ended.
        """
        for name in names:
            if name in self._known or name in self._open:
                self.take(name)

    def end(self) -> None:
        """Let the program end."""
        self._git.end()

    def _send(self, names: list[str]) -> None:
        try:
            self._git.questions.write("".join(f"{each}\n" for each in names).encode())
            self._git.questions.flush()
        except OSError as error:
            raise _ended() from error
        self._open.update(dict.fromkeys(names))

    def _answer(self) -> None:
        """Read the answer to the oldest question."""
        words = self._git.answers.readline().split()
        if not words:
            raise _ended()
        name, _ = self._open.popitem(last=False)
        if len(words) != 3:
            self._known[name] = None
            return
        size = int(words[2])
        if size > self._largest:
            self._known[name] = None
            self._skip(size + 1)
            return
        data = self._git.answers.read(size + 1)
        if len(data) <= size:
            raise _ended()
        self._known[name] = GitObject(words[0].decode(), words[1].decode(), data[:-1])

    def _skip(self, left: int) -> None:
        """Read what nobody keeps."""
        while left > 0:
            read = len(self._git.answers.read(min(left, _CHUNK)))
            if not read:
                raise _ended()
            left -= read


def _ended() -> RepositoryError:
    return RepositoryError("git cat-file ended early.", "`git fsck` tells whether all is sound.")
