"""Plain text: bytes to characters, line ends as received.

Law: every character of the file is in the text, in its order, but for the byte order mark.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import replace

from draftvc.errors import InputError
from draftvc.formats.sniff import refuse_binary, refuse_other_formats
from draftvc.limits import DEFAULT, Limits
from draftvc.source import SourceText

LIMIT_VARIABLE = "DRAFTVC_FILE_BYTES"
"""The environment variable that raises `Limits.file_bytes`; read where files are opened."""

_REPLACED = "\ufffd"
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)


def decode(data: bytes, name: str = "-", limits: Limits = DEFAULT) -> SourceText:
    """Return the text of a received file.

    `encoding` says how the bytes were read; where it was assumed, it and `remark` say so.

    Raises:
        InputError: the file is empty, too large, or no text.
    """
    shown = shown_name(name)
    refuse_too_large(len(data), shown, limits)
    if not data.strip():
        what = "is empty" if not data else "holds nothing but white space"
        raise InputError(f"{shown} {what}.", "Give the file that holds the draft.")
    refuse_other_formats(data, shown)
    for mark, codec, title in _MARKS:
        if data.startswith(mark):
            text = _decode_marked(data[len(mark) :], codec, shown, title)
            return SourceText(text, name, f"{codec} (with a byte order mark)")
    return _decode_unmarked(data, name, shown)


def refuse_too_large(size: int, shown: str, limits: Limits) -> None:
    """Raise InputError where a file has more bytes than `limits.file_bytes`."""
    if size > limits.file_bytes:
        raise InputError(
            f"{shown} has more than {limits.file_bytes:,} bytes, the limit file_bytes.",
            f"If it is one draft, raise the limit: {LIMIT_VARIABLE}=BYTES draftvc …",
        )


def shown_name(name: str) -> str:
    """Return the name of a file as messages say it."""
    return "standard input" if name == "-" else name


def _decode_marked(data: bytes, codec: str, shown: str, title: str) -> str:
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as error:
        raise InputError(
            f"{shown} begins with the mark of {title}, but byte {error.start + 1} after it "
            f"is no {title}.",
            "It was cut or damaged: ask for the file again, or save it again as UTF-8.",
        ) from error
    if not text.strip():
        raise InputError(
            f"{shown} holds a byte order mark and no text.", "Give the file that holds the draft."
        )
    _refuse_nul(text, shown)
    return text


def _decode_unmarked(data: bytes, name: str, shown: str) -> SourceText:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        refuse_binary(data, shown)
        return _damaged(data, error.start, name, shown) or _of_eight_bits(data, name, shown)
    if "\0" in text:
        refuse_binary(data, shown)
    return SourceText(text, name, "utf-8")


def _damaged(data: bytes, first: int, name: str, shown: str) -> SourceText | None:
    """Return the text of UTF-8 with some bad bytes, from the first on; None: it is another code.

    What is not UTF-8 forms its sequences by chance, and then hardly ever.
    """
    text = data.decode("utf-8", "replace")
    bad = text.count(_REPLACED) - data.count(_REPLACED.encode())
    good = sum(map(len, _BEYOND_ASCII.findall(text))) - bad
    if bad > good:
        return None
    source = SourceText(text, name, "utf-8 (damaged)")
    line, column = source.place(len(data[:first].decode("utf-8")))
    where = f"line {line}, column {column}"
    what = f"a byte that is no UTF-8 ({where})"
    if bad > 1:
        what = f"bytes that are no UTF-8 in {bad:,} places (the first: {where})"
    return replace(
        source,
        remark=f"{shown} has {what}: {_REPLACED} stands there. "
        "Ask for the file again, or put the right letters in.",
    )


def _of_eight_bits(data: bytes, name: str, shown: str) -> SourceText:
    """Return the text of bytes that each are a letter: a guess, which is said."""
    try:
        text, code = data.decode("cp1252"), "windows-1252"
    except UnicodeDecodeError:
        # Five bytes mean nothing in windows-1252; Latin-1 gives every byte a character.
        text, code = data.decode("latin-1"), "latin-1"
    remark = (
        f"{shown} is no UTF-8, and is read as {code}. "
        "If letters or quotation marks look wrong, save it again as UTF-8."
    )
    return SourceText(text, name, f"{code} (assumed: it is no UTF-8)", remark)


def _refuse_nul(text: str, shown: str) -> None:
    at = text.find("\0")
    if at >= 0:
        raise InputError(
            f"{shown} holds a NUL character (character {at + 1}): it was damaged.",
            "Ask for the file again, or save it again as UTF-8.",
        )
