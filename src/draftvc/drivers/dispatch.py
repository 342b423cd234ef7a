"""What git calls: `draftvc hook NAME …` and `draftvc driver NAME …`, before the command line.

Two tables, one a kind of call. A hook that cannot do its work says so and lets git go on. A driver
answers for one file: each has a plainer way of its own to give that answer, for a driver that
fails ends the whole `git diff`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence

from draftvc.errors import EXIT_DONE, EXIT_FOUND, EXIT_WRONG, DraftvcError

_WORTH_STAYING = 2
"""Files still to come for which a driver stays."""
Call = Callable[[Sequence[str]], int]
"""What answers a call of git: the words behind its name in, the exit code out."""


def run(argv: Sequence[str]) -> int:
    """Return the exit code of a call by git; `argv` is `["hook" or "driver", NAME, …]`."""
    kind, words = argv[0], list(argv[1:])
    table = DRIVERS if kind == "driver" else HOOKS
    called = table.get(words[0]) if words else None
    if called is None:
        say(f"draftvc {kind} is called by git with the name of a {kind}: {', '.join(table)}.")
        return EXIT_WRONG
    if kind == "driver":
        return called(words[1:])
    return _hook(words[0], called, words[1:])


def _hook(name: str, called: Call, words: Sequence[str]) -> int:
    """Call a hook; the text of the room must not wait for a program, but a server must be sure."""
    try:
        return called(words)
    except Exception as error:  # a defect of ours must not hold up a commit
        if name in _OF_SERVER:
            say(f"draftvc: refused: the {name} hook could not look at the push: {_reason(error)}")
            return EXIT_FOUND
        if isinstance(error, DraftvcError):
            say(f"draftvc: {error}", f"The {name} hook did nothing; git goes on.")
        else:
            say(
                f"draftvc: the {name} hook failed ({type(error).__name__}: {error}).",
                "It did nothing, and git goes on. A call of `draftvc check --staged` tells more.",
            )
    return EXIT_DONE


def say(*lines: str) -> None:
    """Write lines to standard error, in UTF-8; words of a draft cannot repaint the terminal."""
    if sys.stderr is None:
        return
    import contextlib

    from draftvc.report.safe import visible

    text = visible("\n".join(lines)) + "\n"
    with contextlib.suppress(OSError, ValueError):
        sys.stderr.flush()
        sys.stderr.buffer.write(text.encode("utf-8", "backslashreplace"))
        sys.stderr.buffer.flush()


# What reads drafts is fetched when a draft was touched: most commits of a repository with other
# work in it, and every `git commit -m`, do without. What starts programs is fetched where one is
# started: git calls a merge driver once a file.


def _check_staged(words: Sequence[str]) -> int:
    """Refuse a commit or merge whose draft has new faults."""
    from draftvc.drivers.calling import touches_draft

    if not touches_draft():
        return EXIT_DONE
    from draftvc.drivers.staged import check_staged

    return check_staged(say)


def _prepare_commit_msg(words: Sequence[str]) -> int:
    """Propose a message where the user gave none."""
    from draftvc.drivers.calling import touches_draft, wants_proposal

    if not wants_proposal(words) or not touches_draft():
        return EXIT_DONE
    from draftvc.drivers.commit_message import prepare_commit_msg

    return prepare_commit_msg(words[0])


def _commit_msg(words: Sequence[str]) -> int:
    """Refuse a commit or merge that changes agreed words, where its message does not say why."""
    from draftvc.drivers.calling import touches_draft

    if not words or not touches_draft(merged=True):
        return EXIT_DONE
    from draftvc.drivers.agreed import check_message

    return check_message(words[0], say)


def _pre_receive(words: Sequence[str]) -> int:
    """Refuse a push that brings new faults or changes agreed words; git names what on stdin."""
    from draftvc.drivers.push import check_push

    return check_push((line.split() for line in sys.stdin.read().splitlines()), say)


def _update(words: Sequence[str]) -> int:
    """Do the same for one branch: `update REF OLD NEW`, where a host calls no other hook."""
    from draftvc.drivers.push import check_push

    ref, old, new = words
    return check_push([(old, new, ref)], say)


def _diff(words: Sequence[str]) -> int:
    """Print what changed in one file; where that fails, git's own plain diff of it."""
    from draftvc.drivers.standby import ask, files_to_come, is_unread, stay

    if is_unread():
        return EXIT_DONE  # whoever read has left the pager
    shown = ask(["diff", *words])
    if shown is None:
        try:
            shown = _told(words)
        except Exception as error:  # git would end the whole diff
            from draftvc.drivers.plain_diff import NoDraftError, plain_diff

            plain_diff(words)
            if not isinstance(error, NoDraftError):
                say(f"draftvc: {_named(words)} is shown as a plain diff: {_reason(error)}")
            return EXIT_DONE
    try:
        sys.stdout.buffer.write(shown)
        sys.stdout.buffer.flush()
    except BrokenPipeError:  # git would call it the death of the driver
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    if files_to_come() >= _WORTH_STAYING:
        stay(_answer)
    return EXIT_DONE


def _answer(words: Sequence[str]) -> bytes:
    """Return what a driver prints, of which the name is the first word."""
    if words[0] == "diff":
        return _told(words[1:])
    from draftvc.drivers.textconv import textconv

    return textconv(words[1:])


def _told(words: Sequence[str]) -> bytes:
    """Return what changed in one file; what reads whole drafts is fetched for them alone."""
    from draftvc.drivers.diff_file import clause_sides, diff_file, names_clause

    sides = clause_sides
    if not names_clause(words):
        from draftvc.drivers.diff_others import other_sides

        sides = other_sides
    return "".join(diff_file(words, sides)).encode("utf-8", "surrogateescape")


def _textconv(words: Sequence[str]) -> int:
    """Print a clause under its label; where that fails, the file as it is."""
    from draftvc.drivers.standby import ask, stay

    shown = ask(["textconv", *words])
    asked = shown is None
    if shown is None:
        from draftvc.drivers.textconv import file_as_it_is, textconv

        try:
            shown = textconv(words)
        except Exception as error:
            shown, asked = file_as_it_is(words), False
            say(f"draftvc: {_named(words)} is shown as it is: {_reason(error)}")
    sys.stdout.buffer.write(shown)
    sys.stdout.buffer.flush()
    if asked:  # git does not tell how many will follow: of a log, thousands
        stay(_answer)
    return EXIT_DONE


def _merge(words: Sequence[str]) -> int:
    """Merge one file that both sides changed; where that fails, git's own merge of it."""
    from draftvc.drivers.merge_call import read_call

    call = read_call(words)
    if call is None:
        say("draftvc driver merge is called by git: draftvc driver merge %O %A %B %L %P")
        return EXIT_WRONG
    try:
        from draftvc.drivers.merge_file import merge_file, merge_words
        from draftvc.store.layout import OUTLINE

        if call.path != OUTLINE:
            return merge_file(call, merge_words)
        from draftvc.drivers.merge_order import merge_order

        return merge_file(call, merge_order)
    except Exception as error:  # no word may be lost, whatever happens here
        from draftvc.drivers.plain_merge import merge_plainly

        code = merge_plainly(call)
        say(f"draftvc: {call.path} is merged as git merges lines: {_reason(error)}")
        return code


def _named(words: Sequence[str]) -> str:
    return words[0] if words else "a file"


def _reason(error: Exception) -> str:
    if isinstance(error, DraftvcError):
        return " ".join(str(error).split())
    return f"{type(error).__name__}: {' '.join(str(error).split())}"


HOOKS: dict[str, Call] = {
    "pre-commit": _check_staged,
    "pre-merge-commit": _check_staged,
    "prepare-commit-msg": _prepare_commit_msg,
    "commit-msg": _commit_msg,
    "pre-receive": _pre_receive,
    "update": _update,
}
_OF_SERVER = ("pre-receive", "update")
DRIVERS: dict[str, Call] = {
    "diff": _diff,
    "merge": _merge,
    "textconv": _textconv,
}
