"""textconv: a clause under its label, for `git show`, `git log -p` and `git blame`.

The first line of a clause's file is its marker; the label stands in its place, so that every other
line keeps its number. A front has no marker, and is shown as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from draftvc.draft.stored import read_stored
from draftvc.drivers.standing import label_of, line_of
from draftvc.limits import DEFAULT
from draftvc.store.layout import clause_id_of, clause_path
from draftvc.store.plainfile import decoded, read_file

_TEMPORARY = re.compile(r"\A(?:.*/)?(?:[A-Za-z0-9]{6}_)?(?P<id>[a-z0-9-]+)\.txt\Z", re.DOTALL)
"""Git's name for a blob that it wrote out for us: `git-blob-…/ID.txt`, before `…_ID.txt`."""


def textconv(words: Sequence[str]) -> bytes:
    """Return the text that git is to show of a file; other files than clauses as they are.

    Raises:
        RepositoryError: the file is no plain one, or above the limit.
    """
    path = Path(words[0])
    data = read_file(path.parent, path.name, DEFAULT) or b""
    found = _TEMPORARY.match(path.as_posix())
    if found is None or clause_id_of(clause_path(found["id"])) is None or not data:
        return data
    text = decoded(data)[0]
    line = line_of(found["id"], text)
    if line.kind == "front":
        return text.encode()
    marker = read_stored(text, line.kind)[0]
    first, _, rest = text.partition("\n")
    label = label_of(line, marker)
    after = first.strip()[len(marker) :].strip()  # a file edited by hand may begin its words there
    shown = " ".join(
        filter(None, (f"{label}:" if label else first.strip(), after if label else ""))
    )
    return f"{shown}\n{rest}".encode()


def file_as_it_is(words: Sequence[str]) -> bytes:
    """Return the content of a file; nothing where it cannot be read."""
    try:
        return Path(words[0]).read_bytes() if words else b""
    except OSError:
        return b""
