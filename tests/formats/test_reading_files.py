"""Files of the disk and standard input, and everything that can be wrong with them."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

from draftvc.app import reading
from draftvc.app.reading import read_path, read_received
from draftvc.errors import DraftvcError, InputError
from draftvc.limits import Limits

TEXT = "Noting the river,\n"


def test_a_file_gives_its_bytes_and_its_text(tmp_path):
    path = tmp_path / "v1.txt"
    path.write_bytes(TEXT.encode())
    data, source = read_path(path)
    assert data == TEXT.encode()
    assert (source.text, source.name) == (TEXT, str(path))


def test_standard_input_is_read(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    data, source = read_path("-")
    assert data == TEXT.encode()
    assert source.name == "-"


def test_a_pipe_is_read(tmp_path):
    reader, writer = os.pipe()
    os.write(writer, TEXT.encode())
    os.close(writer)
    assert read_path(f"/dev/fd/{reader}")[1].text == TEXT
    os.close(reader)


def test_a_missing_file_names_the_nearest(tmp_path):
    (tmp_path / "resolution-v1.txt").write_text(TEXT)
    with pytest.raises(InputError) as caught:
        read_path(tmp_path / "resolutoin-v1.txt")
    assert "There is no file" in caught.value.message
    assert caught.value.remedy == f"Did you mean {tmp_path / 'resolution-v1.txt'}?"


def test_a_missing_directory_is_said(tmp_path):
    with pytest.raises(InputError, match=r"There is no directory .*drafts either"):
        read_path(tmp_path / "drafts" / "v1.txt")


def test_a_directory_is_said(tmp_path):
    with pytest.raises(InputError, match="is a directory"):
        read_path(tmp_path)


def test_a_name_that_is_none_is_said():
    with pytest.raises(InputError):
        read_path("v1\0.txt")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_said(tmp_path):
    path = tmp_path / "v1.txt"
    path.write_text(TEXT)
    path.chmod(0)
    with pytest.raises(InputError, match="may not be read"):
        read_path(path)


def test_a_refused_permission_is_told_as_one(tmp_path, monkeypatch):
    path = tmp_path / "v1.txt"
    path.write_text(TEXT)
    monkeypatch.setattr(Path, "open", _raising(PermissionError(13, "Permission denied")))
    with pytest.raises(InputError, match="may not be read by this user"):
        read_path(path)


def test_a_file_that_vanishes_before_it_is_opened(tmp_path, monkeypatch):
    path = tmp_path / "v1.txt"
    path.write_text(TEXT)
    monkeypatch.setattr(Path, "open", _raising(FileNotFoundError(2, "No such file")))
    with pytest.raises(InputError, match="There is no file"):
        read_path(path)


def test_a_disk_that_fails_while_reading(tmp_path, monkeypatch):
    path = tmp_path / "v1.txt"
    path.write_text(TEXT)
    monkeypatch.setattr(reading, "_read_all", _raising(OSError(5, "Input/output error")))
    with pytest.raises(InputError, match="cannot be read: Input/output error"):
        read_path(path)


def test_a_file_written_to_while_it_is_read(tmp_path, monkeypatch):
    path = tmp_path / "v1.txt"
    path.write_text(TEXT)
    read_all = reading._read_all

    def slow(file, shown, limits):
        half = read_all(file, shown, limits)
        path.write_text(TEXT * 2)
        return half

    monkeypatch.setattr(reading, "_read_all", slow)
    with pytest.raises(InputError, match="was changed while it was read"):
        read_path(path)


def test_the_limit_is_raised_as_its_message_says(tmp_path, monkeypatch):
    path = tmp_path / "long.txt"
    path.write_text(TEXT * 10)
    small = Limits(file_bytes=50)
    with pytest.raises(InputError, match="DRAFTVC_FILE_BYTES=BYTES"):
        read_path(path, small)
    monkeypatch.setenv("DRAFTVC_FILE_BYTES", "1_000_000")
    assert read_path(path, small)[1].text == TEXT * 10


def test_a_clause_beyond_the_limit_names_the_limit_and_how_to_raise_it(tmp_path, monkeypatch):
    path = tmp_path / "joined.txt"
    path.write_text(TEXT + "\n1. Urges towns " + "to ring " * 20 + ".\n")
    small = Limits(clause_chars=100)
    with pytest.raises(InputError) as caught:
        read_received(path, small)
    assert "joined.txt, line 3: OP1 has " in caught.value.message
    assert "more than the limit clause_chars (100)" in caught.value.message
    assert "DRAFTVC_CLAUSE_CHARS=CHARACTERS" in caught.value.remedy
    monkeypatch.setenv("DRAFTVC_CLAUSE_CHARS", "1_000")
    assert [each.label for each in read_received(path, small)[1].clauses] == ["PP1", "OP1"]
    monkeypatch.setenv("DRAFTVC_CLAUSE_CHARS", "many")
    with pytest.raises(DraftvcError, match="“many”, which is no number of characters"):
        read_received(path, small)


def test_many_clauses_are_no_long_clause(tmp_path):
    path = tmp_path / "long.txt"
    path.write_text("".join(f"{n}. Urges towns to ring.\n" for n in range(1, 200)))
    assert len(read_received(path, Limits(clause_chars=100))[1].clauses) == 199


def test_a_limit_that_is_no_number_is_said(tmp_path, monkeypatch):
    monkeypatch.setenv("DRAFTVC_FILE_BYTES", "a lot")
    with pytest.raises(DraftvcError, match="“a lot”, which is no number of bytes"):
        read_path(tmp_path / "v1.txt")


def test_a_device_without_end_stops_at_the_limit():
    with pytest.raises(InputError, match="more than 50 bytes"):
        read_path("/dev/zero", Limits(file_bytes=50))


def _raising(error):
    def fail(*_args, **_kwargs):
        raise error

    return fail
