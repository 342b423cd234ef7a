"""What the positional arguments of a call mean: revisions, files, clauses.

A word is read as a revision's name, a git revision, a date, an existing file, else as a clause. One
that fits two with different meanings is an error that lists both spellings. Source:
docs/commands.md.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from draftvc.app.desk import Desk
from draftvc.app.nearby import like_files, like_names
from draftvc.errors import AmbiguousError, DraftvcError, NotFoundError, RepositoryError
from draftvc.notation.addresses import Address, read_address
from draftvc.notation.dates import find_date
from draftvc.notation.patterns import Pattern
from draftvc.source import STDIN
from draftvc.store.gitcli import rev_parse
from draftvc.store.revision import short

_SPELLED = Pattern(r"(rev|date|file|clause):(.+)", re.DOTALL)
# Not `../x` nor `a/../b`, which are paths, nor git's `a...b`.
_RANGE = Pattern(r"(?P<old>.*[^./])\.\.(?P<new>[^./].*)")
# What every address begins with; a word that does not needs no grammar to be told apart.
_LIKE_ADDRESS = re.compile(r"\W*(?:front|op|pp|pa|p|art|annex|sec|ch)(?![\w-]*[/\\])", re.I)
_LIKE_ID = Pattern(r"[a-z0-9]+(?:-[a-z0-9]+)*-[a-z0-9]{5,}")
_OF_FILES = (".txt", ".text", ".md", ".docx", ".doc", ".odt", ".pdf", ".html", ".htm", ".rtf")


class RevisionWord(NamedTuple):
    """A word that names a recorded revision."""

    commit: str


class FileWord(NamedTuple):
    """A word that names a file on disk; `-` is standard input."""

    path: str


class ClauseWord(NamedTuple):
    """A word that names a clause or a bracket, which the draft may have or not."""

    address: Address
    written: str
    id: str | None = None
    """The permanent id, where it was named by it."""


TextWord = RevisionWord | FileWord
Meant = TextWord | ClauseWord


class Words(NamedTuple):
    """The arguments of a call: texts in the order given, and clauses."""

    texts: tuple[TextWord, ...]
    clauses: tuple[ClauseWord, ...]


class _Reading(NamedTuple):
    """One way to read a word."""

    meant: Meant
    what: str
    spelling: str


def read_words(words: Sequence[str], desk: Desk, most: int) -> Words:
    """Return what the arguments of a call mean; at most `most` of them may be texts.

    Raises:
        NotFoundError: a word means nothing here; the remedy names what is like it.
        AmbiguousError: a word fits two meanings; the remedy lists their spellings.
        DraftvcError: too many texts, or standard input twice.
    """
    meant = [_meaning(word, desk) for given in words for word in _parts(given)]
    texts = tuple(each for each in meant if not isinstance(each, ClauseWord))
    if texts.count(FileWord(STDIN)) > 1:
        raise DraftvcError(
            "Standard input (`-`) can be read once.", "Give a file for one of the two."
        )
    if len(texts) > most:
        taken = ("no revision or file", "one revision or file", "two revisions or files")[most]
        raise DraftvcError(
            f"The call takes {taken}, and {len(texts)} were given.", "Leave the others out."
        )
    return Words(texts, tuple(each for each in meant if isinstance(each, ClauseWord)))


def clause_word(word: str) -> ClauseWord:
    """Return the clause that a word names, where nothing else can be meant.

    Raises:
        NotFoundError: the word has not the form of an address.
    """
    address = read_address(word.removeprefix("clause:"))
    if address is None:
        raise NotFoundError(
            f"“{word}” has not the form of a clause.", "Write PP7, OP1d or OP1d.alt1."
        )
    return ClauseWord(address, word)


def _parts(word: str) -> Iterator[str]:
    """Yield `v3` and `v4` of `v3..v4`; any other word as it is."""
    match = _RANGE.compiled.fullmatch(word)
    if match is None or os.path.lexists(word):
        yield word
    else:
        yield from (match["old"], match["new"])


def _meaning(word: str, desk: Desk) -> Meant:
    spelled = _SPELLED.compiled.fullmatch(word)
    if spelled and not os.path.lexists(word):
        return _spelled(spelled[1], spelled[2], desk)
    if word == STDIN:
        return FileWord(STDIN)
    readings = _readings(word, desk)
    if len({each.meant for each in readings}) > 1:
        raise AmbiguousError(
            f"“{word}” is {' and '.join(each.what for each in readings)}.",
            f"Write {' or '.join(each.spelling for each in readings)}.",
        )
    if readings:
        return readings[0].meant
    clause = by_id(word, desk) if desk.git_dir is not None else None
    if clause is not None:
        return clause
    if os.path.lexists(word):  # a directory or a dead link: reading it says what is wrong
        return FileWord(word)
    raise _unknown(word, desk)


def _readings(word: str, desk: Desk) -> list[_Reading]:
    """Return every way to read a word, in the order that decides.

    A word that names a file or has the form of an address is held against what git knows by the
    git program alone: two loose files are compared without libgit2.
    """
    found: list[_Reading] = []
    if _is_file(word):
        path = word if "/" in word else f"./{word}"
        found.append(_Reading(FileWord(word), "a file", f"file:{path}"))
    address = _address(word)
    if address is not None:
        found.append(_Reading(ClauseWord(address, word), "a clause", f"clause:{word}"))
    if desk.git_dir is None:
        return found
    if not found:
        return _recorded_or_none(word, desk)
    commit = rev_parse(desk.git_dir, word)
    if commit is not None:
        found.insert(0, _Reading(RevisionWord(commit), "a git revision", f"rev:{word}"))
    return found


def _recorded_or_none(word: str, desk: Desk) -> list[_Reading]:
    """Return how the repository reads a word; where it holds no draft, a file was meant."""
    try:
        return list(_recorded(word, desk))
    except RepositoryError as error:
        meant = like_files(word) or str(error)
        raise NotFoundError(f"There is no file “{word}”.", meant) from error


def _recorded(word: str, desk: Desk) -> Iterator[_Reading]:
    repository = desk.repository
    named = repository.named(word)
    if named is not None:
        yield _Reading(RevisionWord(named.commit), "the name of a revision", f"rev:{word}")
    commit = repository.resolve(word)
    # A rebase, an amendment or a cherry-pick leaves the tag at what was called so before: the
    # history of the current branch decides between revisions of one name.
    if commit is not None and (named is None or repository.revision(commit).name != word):
        spelling = f"rev:{word if named is None else short(commit)}"
        yield _Reading(RevisionWord(commit), "a git revision", spelling)
    day = _day(word)
    dated = repository.on_date(day) if day is not None else None
    if dated is not None:
        yield _Reading(RevisionWord(dated.commit), "a date", f"date:{word}")


def _spelled(kind: str, word: str, desk: Desk) -> Meant:
    """Return what `rev:`, `date:`, `file:` or `clause:` and a word mean."""
    if kind == "file":
        return FileWord(word)
    if kind == "clause":
        return clause_word(word)
    readings = _recorded(word, desk)
    chosen = next((each for each in readings if kind == "rev" or each.what == "a date"), None)
    if chosen is None:
        raise _unknown(word, desk)
    return chosen.meant


def by_id(word: str, desk: Desk) -> ClauseWord | None:
    """Return the clause with a permanent id, by the label it has or had last."""
    if not _LIKE_ID.compiled.fullmatch(word):
        return None
    repository = desk.repository
    newest = repository.newest()
    last = next(repository.touching(word), None) if newest else None
    for commit in (newest.commit, *last.parents) if newest and last else ():
        draft = repository.draft(commit)
        if word in draft.by_id:
            return ClauseWord(Address(draft.clauses[draft.by_id[word]].label), word, word)
    return None


def _is_file(word: str) -> bool:
    try:
        return Path(word).is_file()
    except OSError:  # longer than the name of any file
        return False


def _address(word: str) -> Address | None:
    if not _LIKE_ADDRESS.match(word) or word.lower().endswith(_OF_FILES):
        return None
    return read_address(word)


def _day(word: str) -> str | None:
    """Return the day, ISO, that a whole word names."""
    found = find_date(word.strip())
    return found.iso if found and (found.start, found.end) == (0, len(word.strip())) else None


def _unknown(word: str, desk: Desk) -> NotFoundError:
    if desk.git_dir is None:
        return NotFoundError(
            f"There is no file “{word}”, and no repository here.",
            like_files(word) or "Check the spelling, and the directory you are in.",
        )
    names = desk.repository.names()
    if _day(word):
        return NotFoundError(
            f"No revision has a draft date as early as {word}.", like_names(word, names)
        )
    return NotFoundError(
        f"There is no revision, file or clause “{word}”.",
        like_files(word) or like_names(word, names),
    )
