"""A revision: a commit, read for what it says of the draft; and the trailers that say it.

    Draft-Version: v3
    Draft-Date: 2025-03-07
    Source-SHA256: 0f3a…

Source: docs/repository.md.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from typing import NamedTuple

VERSION = "Draft-Version"
DATE = "Draft-Date"
SOURCE = "Source-SHA256"
RELINK = "Relink"
"""The later id, the earlier one, and the commit from which on they are one clause."""
RELINK_SINCE = "Relink-Since"
"""The name of that commit, else its subject: a rebase gives it another id."""
MAY_RELINK = ("--fixed-strings", f"--grep={RELINK}:")
"""What git's log is given to find the commits whose message has the word of that trailer."""
ADOPTED = "Adopted-From"
"""The commit of another repository whose text the revision is."""

_DAY = 24 * 60
"""Minutes: no zone is as far from Greenwich."""
_SHORT = 10
"""Characters of a commit that name it."""
_TRAILER = re.compile(r"(?P<key>[A-Za-z0-9][A-Za-z0-9-]*)[ \t]*:[ \t]*(?P<value>.*)")
_SIGNED = re.compile(
    rb"(?P<name>[^<\n]*)<[^\n]*> (?P<seconds>[0-9]{1,18})"
    rb" (?P<sign>[+-])(?P<hours>[0-9]{2})(?P<minutes>[0-9]{2})"
)
_TRIMMED = bytes(range(33)) + b".,:;<>\"\\'"
"""What libgit2 does not count to a name at its ends."""
_NAME = re.compile(r"[^\x00-\x20\x7f~^:?*\[\\]+")


class Revision(NamedTuple):
    """The draft as it stood at one moment."""

    commit: str
    """Id of the commit, 40 hexadecimal digits."""
    name: str | None
    """Its `Draft-Version`; None for a commit that draftvc did not record."""
    date: str | None
    """Its `Draft-Date`, an ISO day; None where the commit names none."""
    author: str
    """Name of the author, without the address."""
    when: datetime
    """The moment of the commit."""
    parents: tuple[str, ...]
    subject: str
    body: str
    """The message below the subject, trailers included."""
    source: str | None = None
    """SHA-256 of the received file, hexadecimal; None where it was made from none."""
    relinks: bool = False
    """Whether it only corrects which clause is which."""

    @property
    def called(self) -> str:
        """How to name it: by its name, else by the beginning of its commit."""
        return self.name or short(self.commit)


def short(commit: str) -> str:
    """Return the beginning of a commit's id: how a sentence names it."""
    return commit[:_SHORT]


def revision_of(
    commit: str, parents: tuple[str, ...], author: str, when: datetime, message: str
) -> Revision:
    """Return the revision that a commit is."""
    subject, _, body = message.strip("\n").partition("\n")
    trailers = read_trailers(message)
    name, day = trailers.get(VERSION, ""), trailers.get(DATE, "")
    return Revision(
        commit=commit,
        name=name if _NAME.fullmatch(name) else None,
        date=day if is_day(day) else None,
        author=author,
        when=when,
        parents=parents,
        subject=subject,
        body=body.strip("\n"),
        source=trailers.get(SOURCE) or None,
        relinks=RELINK in trailers,
    )


def read_commit(commit: str, data: bytes) -> Revision | None:
    """Return the revision that a commit is, from the object as git keeps it; None where damaged."""
    head, _, message = data.partition(b"\n\n")
    lines = [line.partition(b" ") for line in head.split(b"\n")]
    fields = {key: value for key, _, value in lines}
    author = _SIGNED.fullmatch(fields.get(b"author", b""))
    committer = _SIGNED.fullmatch(fields.get(b"committer", b""))
    if author is None or committer is None:
        return None
    encoding = fields.get(b"encoding", b"utf-8").decode("ascii", "replace")
    east = int(committer["hours"]) * 60 + int(committer["minutes"])
    return revision_of(
        commit,
        tuple(value.decode("ascii", "replace") for key, _, value in lines if key == b"parent"),
        decoded_by(author["name"].strip(_TRIMMED), encoding),
        moment(int(committer["seconds"]), -east if committer["sign"] == b"-" else east),
        decoded_by(message, encoding),
    )


def decoded_by(data: bytes, encoding: str) -> str:
    """Return characters in the encoding that a commit names; in UTF-8 where nobody knows it."""
    try:
        return data.decode(encoding, "replace")
    except LookupError:
        return data.decode("utf-8", "replace")


def moment(seconds: int, offset: int) -> datetime:
    """Return a moment from seconds since 1970 and minutes east of Greenwich, as git keeps them."""
    # A commit can hold any number.
    zone = timezone(timedelta(minutes=offset)) if abs(offset) < _DAY else UTC
    try:
        return datetime.fromtimestamp(seconds, zone)
    except (ValueError, OverflowError, OSError):
        return datetime.fromtimestamp(0, UTC)


_ADDED = re.compile(r"(reopens|[a-z][a-z-]*-by)[ \t]*:[ \t]*\S", re.IGNORECASE)


def read_trailers(message: str) -> Mapping[str, str]:
    """Return the trailers of a commit message: `Key: value` lines of its last paragraph."""
    paragraphs = re.split(r"\n[ \t]*\n", message.replace("\r\n", "\n").strip("\n"))
    if len(paragraphs) < 2:
        return {}
    matches = (_TRAILER.fullmatch(line) for line in paragraphs[-1].split("\n"))
    return {match["key"]: match["value"].strip() for match in matches if match}


def message_of(subject: str, body: str, trailers: Mapping[str, str | None]) -> str:
    """Return a commit message; trailers without a value are left out."""
    last = "\n".join(f"{key}: {value}" for key, value in trailers.items() if value)
    parts = (" ".join(subject.split()), body.strip("\n"), last)
    return "\n\n".join(part for part in parts if part) + "\n"


def with_lines(message: str, lines: str) -> str:
    """Return a message with lines such as `Reopens: …` as its last paragraph."""
    return f"{message.rstrip()}\n\n{lines.strip()}\n"


def is_lines_alone(message: str) -> bool:
    """Tell whether a message is nothing but lines such as `Reopens: …` or `Signed-off-by: …`.

    Such a message says why, or who; what was done is still to be said before it.
    """
    lines = [line for line in message.splitlines() if line.strip()]
    return bool(lines) and all(map(_ADDED.match, lines))


def is_day(text: str) -> bool:
    """Tell whether a text is an ISO day."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
