"""What bytes become: characters in every usual encoding, or a sentence that says what to do."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draftvc.errors import InputError
from draftvc.formats.text import decode
from draftvc.limits import Limits

DRAFT = "Noting the “river” [and the sea] {USA+},\r\nRecalling it,\rad lib\n"
DOS = "Noting the “river” of Orléans,\r\n"


@pytest.mark.parametrize(
    ("mark", "codec"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_unicode_is_read_with_its_line_ends_as_received(mark, codec):
    read = decode(mark + DRAFT.encode(codec), "draft.txt")
    assert read.text == DRAFT
    assert read.encoding.startswith(codec)
    assert ("mark" in read.encoding) is bool(mark)


@given(st.text(min_size=1).filter(lambda text: text.strip() and "\0" not in text))
def test_every_character_of_a_utf8_file_is_in_the_text(text):
    data = text.encode()
    try:
        read = decode(data)
    except InputError:
        return  # characters that happen to be a signature
    assert read.text == text.removeprefix("\ufeff")


def test_windows_bytes_are_read_and_said_to_be_assumed():
    read = decode(DOS.encode("cp1252"))
    assert read.text == DOS
    assert read.encoding == "windows-1252 (assumed: it is no UTF-8)"


def test_what_was_assumed_is_said_in_a_sentence():
    assert decode(DRAFT.encode()).remark == ""
    assert decode(codecs.BOM_UTF16_LE + DRAFT.encode("utf-16-le")).remark == ""
    said = decode(DOS.encode("cp1252"), "v1.txt").remark
    assert said.startswith("v1.txt is no UTF-8, and is read as windows-1252. ")
    assert "save it again as UTF-8" in said
    assert "read as latin-1" in decode(b"Orl\xe9ans \x81 and the river").remark


def test_one_bad_byte_among_good_ones_stands_as_what_it_is_and_is_said_with_its_place():
    data = "Noting the “river”,\r\nRecalling “Orl".encode() + b"\xe9" + "ans” and the sea,".encode()
    read = decode(data, "v1.txt")
    assert read.text == "Noting the “river”,\r\nRecalling “Orl\ufffdans” and the sea,"
    assert read.encoding == "utf-8 (damaged)"
    assert read.remark == (
        "v1.txt has a byte that is no UTF-8 (line 2, column 15): \ufffd stands there. "
        "Ask for the file again, or put the right letters in."
    )


def test_bad_bytes_are_counted_apart_from_signs_of_earlier_damage():
    read = decode("“\ufffd” “river” ".encode() + b"\xe9 \xff the sea")
    assert "in 2 places (the first: line 1, column 13)" in read.remark


def test_a_file_cut_in_the_middle_of_a_letter_is_damaged():
    assert decode("the “river”".encode()[:-1]).text == "the “river\ufffd"


def test_letters_that_form_a_sequence_by_chance_make_no_utf8():
    data = "Été, forêt, Orléans, gâteau, Ã©".encode("cp1252")
    assert decode(data).text == "Été, forêt, Orléans, gâteau, Ã©"


def test_bytes_that_windows_does_not_know_are_read_as_latin_1():
    read = decode(b"Orl\xe9ans \x81 and the river")
    assert read.text == "Orléans \x81 and the river"
    assert read.encoding.startswith("latin-1 (assumed")


@given(st.binary(max_size=200))
def test_any_bytes_give_a_text_or_a_sentence(data):
    try:
        read = decode(data, "received.txt")
    except InputError as error:
        assert error.message.startswith("received.txt ")
        assert error.remedy
    else:
        assert "\0" not in read.text


@pytest.mark.parametrize(
    ("data", "said", "remedy"),
    [
        (b"", "is empty", "the file that holds the draft"),
        (b" \r\n\t", "nothing but white space", "the file that holds the draft"),
        (codecs.BOM_UTF8, "a byte order mark and no text", "the file that holds the draft"),
        (b"%PDF-1.7\n%\xe2", "is a PDF file", "pdftotext"),
        (
            b"PK\x03\x04....[Content_Types].xml....word/document.xml",
            "a Word document",
            "Plain Text",
        ),
        (b"PK\x03\x04..mimetypeapplication/vnd.oasis.opendocument.text", "(.odt)", "LibreOffice"),
        (b"PK\x03\x04....readme", "a zip archive", "Unpack"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", "an old Office file", "In Word"),
        (b"{\\rtf1\\ansi [the] }", "a rich text (RTF) file", "plain text"),
        (b"\x89PNG\r\n\x1a\n\0", "a picture (PNG)", "text recognition"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "a picture (JPEG)", "text recognition"),
        (b"\x1f\x8b\x08\0", "a gzip archive", "Unpack"),
        (b"<!DOCTYPE html>\n<html><body>[the]", "a web page", "browser"),
        (b"Noting the \0 river", "a NUL byte (byte 12, line 1)", "Ask for the file again"),
        ("Noting the river,".encode("utf-16-le") + b"\n\0", "UTF-16 without the mark", "UTF-8"),
        (b"\x01\x02\x03\x04\xff\xfe\x80 abc", "a binary file", "plain text"),
        (codecs.BOM_UTF16_LE + b"N\0o", "is no UTF-16", "cut or damaged"),
    ],
)
def test_what_is_no_plain_text_is_recognised(data, said, remedy):
    with pytest.raises(InputError) as caught:
        decode(data, "received.bin")
    assert caught.value.message.startswith("received.bin ")
    assert said in caught.value.message
    assert remedy in caught.value.remedy


def test_a_file_beyond_the_limit_names_the_limit_and_how_to_raise_it():
    with pytest.raises(InputError) as caught:
        decode(b"[the] " * 10, "long.txt", Limits(file_bytes=50))
    assert caught.value.message == "long.txt has more than 50 bytes, the limit file_bytes."
    assert "DRAFTVC_FILE_BYTES=" in caught.value.remedy


def test_standard_input_is_named_in_words():
    with pytest.raises(InputError, match="standard input is empty"):
        decode(b"")


def test_escape_and_direction_characters_are_text():
    text = "Noting \x1b[31mthe\x1b[0m \u202eriver,\n"
    assert decode(text.encode()).text == text
