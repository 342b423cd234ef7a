"""What git calls: `draftvc hook NAME …`, before the command line is imported."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Sequence

from draftvc.drivers.calling import touches_draft, wants_proposal
from draftvc.errors import EXIT_DONE, EXIT_WRONG, DraftvcError
from draftvc.report.safe import visible


def run(argv: Sequence[str]) -> int:
    """Return the exit code of a call by git; `argv` is `["hook", NAME, …]`.

    A hook that cannot do its work says so and lets git go on: the text of the room must not
    wait for a program.
    """
    words = list(argv[1:] if argv[:1] == ["hook"] else argv)
    hook = HOOKS.get(words[0]) if words else None
    if hook is None:
        known = ", ".join(HOOKS)
        say(f"draftvc hook is called by git with the name of a hook: {known}.")
        return EXIT_WRONG
    try:
        return hook(words[1:])
    except DraftvcError as error:
        say(f"draftvc: {error}", f"The {words[0]} hook did nothing; git goes on.")
    except Exception as error:  # a defect of ours must not hold up a commit
        say(
            f"draftvc: the {words[0]} hook failed ({type(error).__name__}: {error}).",
            "It did nothing, and git goes on. A call of `draftvc check --staged` tells more.",
        )
    return EXIT_DONE


def say(*lines: str) -> None:
    """Write lines to standard error, in UTF-8; words of a draft cannot repaint the terminal."""
    if sys.stderr is None:
        return
    text = visible("\n".join(lines)) + "\n"
    with contextlib.suppress(OSError, ValueError):
        sys.stderr.flush()
        sys.stderr.buffer.write(text.encode("utf-8", "backslashreplace"))
        sys.stderr.buffer.flush()


# What reads drafts is fetched when a draft was touched: most commits of a repository with other
# work in it, and every `git commit -m`, do without.


def _check_staged(words: Sequence[str]) -> int:
    """Refuse a commit or merge whose draft has new faults."""
    if not touches_draft():
        return EXIT_DONE
    from draftvc.drivers.staged import check_staged

    return check_staged(say)


def _prepare_commit_msg(words: Sequence[str]) -> int:
    """Propose a message where the user gave none."""
    if not wants_proposal(words) or not touches_draft():
        return EXIT_DONE
    from draftvc.drivers.commit_message import prepare_commit_msg

    return prepare_commit_msg(words[0])


HOOKS: dict[str, Callable[[Sequence[str]], int]] = {
    "pre-commit": _check_staged,
    "pre-merge-commit": _check_staged,
    "prepare-commit-msg": _prepare_commit_msg,
}
