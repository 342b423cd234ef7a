"""Files that are no draft, or a strange one: a clear error, or a readable result."""

from __future__ import annotations

import io
import os
import subprocess
import zipfile
from pathlib import Path

import pytest

from tests.cli.program import SAMPLES, draftvc

SOUND = (SAMPLES / "resolution-v1.txt").read_bytes()
PARAGRAPH = "Noting that {} of the rivers,"


def packed(name):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(name, "<x/>")
    return file.getvalue()


REFUSED = {
    "empty": (b"", "is empty"),
    "white space": (b" \n\t\n", "holds nothing but white space"),
    "binary": (bytes(range(1, 256)) * 40, "is a binary file"),
    "word": (packed("word/document.xml"), "is a Word document (.docx), not plain text. In Word"),
    "old word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "In Word choose Save As"),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "is a PDF file, not plain text. Turn it into text"),
    "NUL": (SOUND[:900] + b"\0" + SOUND[900:], "holds a NUL byte (byte 901, line 13)"),
    "UTF-16 without a mark": (SOUND.decode().encode("utf-16-le"), "looks like UTF-16 without"),
    "UTF-16 cut": (b"\xff\xfe" + SOUND.decode().encode("utf-16-le")[:-1], "begins with the mark"),
}


@pytest.mark.parametrize("command", ["diff", "show", "check"])
@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_text_is_refused_with_what_to_do(tmp_path, command, name):
    data, said = REFUSED[name]
    (tmp_path / "given.txt").write_bytes(data)
    words = ["given.txt"] * (2 if command == "diff" else 1)
    done = draftvc(command, *words, cwd=tmp_path)
    assert (done.code, done.out) == (2, "")
    assert said in done.only_line
    assert "given.txt" in done.only_line


def test_a_directory_is_refused(tmp_path):
    (tmp_path / "folder").mkdir()
    done = draftvc("check", "folder", cwd=tmp_path)
    assert done.code == 2
    assert "folder is a directory. Give the file in it" in done.only_line


def test_a_missing_file_names_the_nearest(tmp_path):
    (tmp_path / "monday.txt").write_bytes(SOUND)
    done = draftvc("check", "mondy.txt", cwd=tmp_path)
    assert done.code == 2
    assert "There is no file “mondy.txt”" in done.only_line
    assert "Did you mean monday.txt?" in done.only_line


def test_a_name_longer_than_any_file_is_refused(tmp_path):
    assert draftvc("check", "x" * 5000, cwd=tmp_path).code == 2


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_refused(tmp_path):
    (tmp_path / "secret.txt").write_bytes(SOUND)
    (tmp_path / "secret.txt").chmod(0)
    assert "may not be read" in draftvc("check", "secret.txt", cwd=tmp_path).only_line


def test_standard_input_is_read_once(tmp_path):
    done = draftvc("diff", "-", "-", cwd=tmp_path, stdin=SOUND)
    assert (done.code, done.out) == (2, "")
    assert "can be read once" in done.only_line


READ_ALIKE = {
    "UTF-8 with a mark": b"\xef\xbb\xbf" + SOUND,
    "UTF-16 with a mark": SOUND.decode().encode("utf-16"),
    "CRLF": SOUND.replace(b"\n", b"\r\n"),
    "CR": SOUND.replace(b"\n", b"\r"),
    "mixed newlines": SOUND.replace(b"\n", b"\r\n", 20).replace(b"\nNoting", b"\rNoting"),
    "no newline at the end": SOUND.rstrip(b"\n"),
}


@pytest.mark.parametrize("name", READ_ALIKE)
def test_another_encoding_of_the_same_text_is_no_change(tmp_path, name):
    (tmp_path / "a.txt").write_bytes(SOUND)
    (tmp_path / "b.txt").write_bytes(READ_ALIKE[name])
    done = draftvc("diff", "a.txt", "b.txt", "--format", "json", "--exit-code", cwd=tmp_path)
    assert (done.code, done.err) == (0, "")
    assert done.json["events"] == []


def test_latin_1_is_read_with_its_accents(tmp_path):
    (tmp_path / "a.txt").write_bytes("Noting the Île de la Cité,\n".encode("latin-1"))
    done = draftvc("show", "a.txt", cwd=tmp_path)
    assert done.code == 0
    assert "Île de la Cité" in done.out


UNSURE = {
    "windows": ("Noting “the Île de la Cité”,\n".encode("cp1252"), "is read as windows-1252"),
    "damaged": ("Noting “the river” ".encode() + b"\xe9,\n", "line 1, column 20"),
}


@pytest.mark.parametrize("name", UNSURE)
def test_bytes_that_are_not_certain_are_said_beside_every_result(tmp_path, name):
    data, said = UNSURE[name]
    (tmp_path / "a.txt").write_bytes(data)
    (tmp_path / "b.txt").write_bytes(SOUND)
    for words in (["show", "a.txt"], ["check", "a.txt"], ["diff", "b.txt", "a.txt"]):
        done = draftvc(*words, "--format", "json", cwd=tmp_path)
        assert done.code in (0, 1)
        assert done.json["schema"]
        assert said in done.only_line and "a.txt" in done.only_line
    assert draftvc("init", "room", cwd=tmp_path).code == 0
    imported = draftvc("import", "../a.txt", cwd=tmp_path / "room")
    assert imported.code == 0, imported.err
    assert said in imported.err


def test_a_clause_beyond_the_limit_is_refused_and_the_limit_can_be_raised(tmp_path):
    (tmp_path / "a.txt").write_text("Noting " + "the river " * 200, encoding="utf-8")
    done = draftvc("check", "a.txt", cwd=tmp_path, env={"DRAFTVC_CLAUSE_CHARS": "1000"})
    assert (done.code, done.out) == (2, "")
    assert "the limit clause_chars (1,000)" in done.only_line
    assert "DRAFTVC_CLAUSE_CHARS=CHARACTERS" in done.only_line


def test_standard_input_is_a_text_like_any_other(tmp_path):
    (tmp_path / "a.txt").write_bytes(SOUND)
    newer = (SAMPLES / "resolution-v2.txt").read_bytes()
    (tmp_path / "b.txt").write_bytes(newer)
    piped = draftvc("diff", "a.txt", "-", "--format", "json", cwd=tmp_path, stdin=newer).json
    assert piped["new"]["name"] == "standard input"
    assert (
        piped["events"]
        == draftvc("diff", "a.txt", "b.txt", "--format", "json", cwd=tmp_path).json["events"]
    )


def test_what_steers_a_terminal_is_shown_visibly(tmp_path):
    text = "Noting [the \x1b[31mred\x1b[0m river]{USA+} and \u202eits name\u202c, \x07"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    for command in (["show"], ["check"], ["show", "--format", "rich", "--color", "always"]):
        out = draftvc(*command, "a.txt", cwd=tmp_path).out
        assert "\x1b[31mred" not in out and "\u202e" not in out and "\x07" not in out
    assert "␛" in draftvc("show", "a.txt", cwd=tmp_path).out
    assert (
        "\u202e"
        in draftvc("show", "a.txt", "--format", "json", cwd=tmp_path).json["clauses"][0]["text"]
    )


def deep(name, count):
    """Return a text with so many brackets, nested or broken."""
    inside = {
        "nested brackets": "[a " * count + "b" + "]" * count,
        "unclosed brackets": "[a " * count + "b",
        "unopened brackets": "a] " * count + "b",
        "open groups": "[a]{ " * count + "b",
    }[name]
    return f"Noting {inside},\n"


DEEP = {
    "nested brackets": 10_000,
    "unclosed brackets": 50_000,
    "unopened brackets": 50_000,
    "open groups": 20_000,
}


@pytest.mark.parametrize("name", DEEP)
def test_deep_and_broken_texts_are_shown_and_checked(tmp_path, name):
    (tmp_path / "a.txt").write_text(deep(name, DEEP[name]), encoding="utf-8")
    shown = draftvc("show", "a.txt", cwd=tmp_path)
    assert shown.code == 0
    assert shown.out.count("[") + shown.out.count("]") >= DEEP[name]
    found = draftvc("check", "a.txt", "--format", "json", cwd=tmp_path).json["diagnostics"]
    assert bool(found) is (name != "nested brackets")


@pytest.mark.parametrize("name", DEEP)
def test_deep_and_broken_texts_are_compared(tmp_path, name):
    text = deep(name, 500)
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "b.txt").write_text(text.replace("b", "c"), encoding="utf-8")
    report = draftvc("diff", "a.txt", "b.txt", "--format", "json", cwd=tmp_path).json
    assert report["events"]
    assert report["laws"]["complete"] is True


@pytest.mark.long
@pytest.mark.parametrize("name", DEEP)
def test_texts_as_deep_as_can_be_are_compared(tmp_path, name):
    text = deep(name, DEEP[name])
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "b.txt").write_text(text.replace("b", "c"), encoding="utf-8")
    assert draftvc("diff", "a.txt", "b.txt", "--exit-code", cwd=tmp_path).code == 1


@pytest.mark.parametrize("name", DEEP)
def test_countless_brackets_are_compared_as_one_change_by_a_named_limit(tmp_path, name):
    text = deep(name, 5_000)
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "b.txt").write_text(text.replace("b", "c"), encoding="utf-8")
    report = draftvc("diff", "a.txt", "b.txt", "--format", "json", cwd=tmp_path).json
    assert report["summary"] == {"residual": 1}
    assert report["laws"]["complete"] is True
    assert [each["limit"] for each in report["fallbacks"]] == ["clause_marks"]
    said = draftvc("diff", "a.txt", "b.txt", "--format", "text", cwd=tmp_path).out
    assert "so many brackets in PP1" in said
    assert "clause_marks" in said
    assert draftvc("diff", "a.txt", "a.txt", "--exit-code", cwd=tmp_path).code == 0


def test_countless_brackets_are_recorded(tmp_path):
    draftvc("init", tmp_path)
    text = deep("unclosed brackets", 5_000)
    for name, letter in (("a.txt", "b"), ("b.txt", "c")):
        (tmp_path / name).write_text(text.replace("b", letter), encoding="utf-8")
        done = draftvc("import", name, cwd=tmp_path)
        assert done.code == 0, done.err
    assert "clause_marks" in done.err


def test_brackets_too_deep_to_be_written_out_are_refused_by_name(tmp_path):
    (tmp_path / "a.txt").write_text(deep("unclosed brackets", 20_000), encoding="utf-8")
    done = draftvc("show", "a.txt", "--format", "json", cwd=tmp_path)
    assert done.code == 2
    assert "bracket_chars" in done.only_line
    assert "--format text" in done.only_line
    assert draftvc("show", "a.txt", cwd=tmp_path).code == 0


def test_a_long_line_is_read(tmp_path):
    (tmp_path / "a.txt").write_text("word " * 100_000, encoding="utf-8")
    done = draftvc("show", "a.txt", "--format", "json", cwd=tmp_path)
    assert done.code == 0, done.err
    assert done.json["counts"]["words"] == 100_000


def test_a_file_beyond_the_limit_names_the_limit_and_how_to_raise_it(tmp_path):
    (tmp_path / "a.txt").write_text("word " * 1000, encoding="utf-8")
    done = draftvc("show", "a.txt", cwd=tmp_path, env={"DRAFTVC_FILE_BYTES": "1000"})
    assert done.code == 2
    assert "DRAFTVC_FILE_BYTES" in done.only_line


def test_a_pipe_is_a_file_too(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = subprocess.Popen(["cp", str(SAMPLES / "resolution-v1.txt"), str(pipe)])
    assert draftvc("show", pipe, "--clean", cwd=tmp_path).code == 0
    assert writer.wait(timeout=20) == 0


def test_nothing_is_written_beside_a_loose_file(tmp_path):
    (tmp_path / "a.txt").write_bytes(SOUND)
    for command in ("show", "check"):
        draftvc(command, "a.txt", cwd=tmp_path)
    assert [each.name for each in Path(tmp_path).iterdir()] == ["a.txt"]
