"""Recognise files that are no plain text by their first bytes, and say what to do with them."""

from __future__ import annotations

from draftvc.errors import InputError

_SAVE_AS_TEXT = "Save it as plain text (UTF-8) in the program that made it, and give that file."
_AS_WORD = "In Word choose Save As, Plain Text, encoding UTF-8, and give the .txt file."
_AS_OFFICE = "In LibreOffice choose Save As, Text - Choose Encoding, UTF-8, and give the .txt file."
_FROM_PDF = (
    "Turn it into text first (`pdftotext -layout FILE.pdf FILE.txt`), and give the .txt file."
)
_FROM_PICTURE = "Ask for the document itself, or run text recognition on it first."
_UNPACK = "Unpack it first, and give the draft inside."
_FROM_WEB = "Open it in a browser, save the page as text, and give that file."

_SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "a PDF file", _FROM_PDF),
    (b"{\\rtf", "a rich text (RTF) file", _SAVE_AS_TEXT),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file (.doc or its like)", _AS_WORD),
    (b"\x89PNG\r\n", "a picture (PNG)", _FROM_PICTURE),
    (b"\xff\xd8\xff", "a picture (JPEG)", _FROM_PICTURE),
    (b"GIF8", "a picture (GIF)", _FROM_PICTURE),
    (b"II*\x00", "a picture (TIFF)", _FROM_PICTURE),
    (b"MM\x00*", "a picture (TIFF)", _FROM_PICTURE),
    (b"\x1f\x8b", "a gzip archive", _UNPACK),
    (b"BZh", "a bzip2 archive", _UNPACK),
    (b"\xfd7zXZ\x00", "an xz archive", _UNPACK),
    (b"(\xb5/\xfd", "a zstd archive", _UNPACK),
    (b"7z\xbc\xaf'\x1c", "a 7z archive", _UNPACK),
    (b"PK\x05\x06", "an empty zip archive", _UNPACK),
    (b"SQLite format 3\x00", "a database (SQLite)", _SAVE_AS_TEXT),
    (b"\x7fELF", "a program", "Give the file that holds the draft."),
)
_IN_ZIP: tuple[tuple[bytes, str, str], ...] = (
    (b"word/", "a Word document (.docx)", _AS_WORD),
    (b"application/vnd.oasis.opendocument.text", "an OpenDocument text (.odt)", _AS_OFFICE),
    (b"application/vnd.oasis.opendocument", "an OpenDocument file", _AS_OFFICE),
    (b"xl/", "an Excel workbook (.xlsx)", _SAVE_AS_TEXT),
    (b"ppt/", "a PowerPoint file (.pptx)", _SAVE_AS_TEXT),
    (b"application/epub", "an e-book (EPUB)", _SAVE_AS_TEXT),
)
_HEAD = 1024
"""Bytes looked at from the start: readers of PDF accept rubbish of that length before it."""
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b\b\x1a\x1c\x1d\x1e\x1f"))
_BINARY_SHARE = 0.02
"""Share of control bytes above which a file is no text in any eight-bit encoding."""


def refuse_other_formats(data: bytes, name: str) -> None:
    """Raise InputError where the bytes are a known format other than plain text."""
    found = _recognise(data)
    if found is not None:
        what, remedy = found
        raise InputError(f"{name} is {what}, not plain text.", remedy)


def refuse_binary(data: bytes, name: str) -> None:
    """Raise InputError where bytes that are in no Unicode encoding are no text either."""
    at = data.find(b"\0")
    if at >= 0:
        raise InputError(*_about_nul(data, name, at))
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if controls > len(data) * _BINARY_SHARE:
        raise InputError(
            f"{name} is a binary file: {controls} of its {len(data)} bytes are control characters.",
            _SAVE_AS_TEXT,
        )


def _recognise(data: bytes) -> tuple[str, str] | None:
    if data.startswith(b"PK\x03\x04"):
        inside = ((what, remedy) for entry, what, remedy in _IN_ZIP if entry in data)
        return next(inside, ("a zip archive", _UNPACK))
    for signature, what, remedy in _SIGNATURES:
        if data.startswith(signature):
            return what, remedy
    if b"%PDF-" in data[:_HEAD] and b"\0" in data:
        return "a PDF file", _FROM_PDF
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "a picture (WebP)", _FROM_PICTURE
    if data[4:8] == b"ftyp":
        return "a picture or film (HEIC, AVIF or MP4)", _FROM_PICTURE
    start = data[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return "a web page (HTML)", _FROM_WEB
    return None


def _about_nul(data: bytes, name: str, at: int) -> tuple[str, str]:
    """Return headline and remedy for a NUL byte at offset `at`."""
    even, odd = data[0:_HEAD:2].count(0), data[1:_HEAD:2].count(0)
    half = min(len(data), _HEAD) // 4
    if max(even, odd) > half and len(data) % 2 == 0:
        return (
            f"{name} looks like UTF-16 without the mark that says so.",
            "Save it again as UTF-8, or as UTF-16 with a byte order mark.",
        )
    line = data.count(b"\n", 0, at) + 1
    return (
        f"{name} holds a NUL byte (byte {at + 1}, line {line}): it is no text, or was damaged.",
        "Ask for the file again, or save it again as plain text (UTF-8).",
    )
