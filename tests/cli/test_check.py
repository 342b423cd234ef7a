"""`draftvc check` and `draftvc edit`: what is found, where, and what an edit brought in."""

from __future__ import annotations

import pytest

from tests.cli.program import SAMPLES, draftvc, git, validated

BROKEN = SAMPLES / "resolution-v3.txt"


def check(*words, cwd, code=0):
    done = draftvc("check", *words, "--format", "json", cwd=cwd)
    assert done.code == code, done.err
    return validated(done, "check")["diagnostics"]


def codes(found, severity="error"):
    return [each["code"] for each in found if each["severity"] == severity]


def test_a_fault_has_its_line_and_column_in_the_file_that_was_given(tmp_path):
    found = check(BROKEN, cwd=tmp_path, code=1)
    (fault,) = [each for each in found if each["code"] == "E103"]
    assert (fault["clause"], fault["file"]) == ("OP1b", str(BROKEN))
    line = BROKEN.read_text(encoding="utf-8").splitlines()[fault["line"] - 1]
    assert line[fault["column"] - 1] == "}"
    assert fault["hint"]


def test_a_revision_a_sound_file_and_strict(room):
    assert codes(check("v3", cwd=room, code=1)) == ["E103"]
    assert codes(check("v4", cwd=room)) == []
    assert check("v4", "--strict", cwd=room, code=1)


def test_of_a_recorded_text_the_file_is_that_of_the_clause(room):
    (fault,) = [each for each in check("v3", cwd=room, code=1) if each["code"] == "E103"]
    assert fault["file"] == draftvc("path", "OP1b", cwd=room).out.strip()
    written = git("show", f"HEAD~1:{fault['file']}", cwd=room).splitlines()
    assert written[fault["line"] - 1][fault["column"] - 1] == "}"


def break_bracket(place, label="PP4"):
    path = place / draftvc("path", label, cwd=place).out.strip()
    path.write_text(path.read_text().replace("numbers", "[numbers"))
    return path


def test_the_working_tree_and_what_is_staged_are_told_apart(draft):
    assert codes(check(cwd=draft)) == []
    path = break_bracket(draft)
    assert codes(check(cwd=draft, code=1)) == ["E101"]
    assert codes(check("--staged", cwd=draft)) == []
    git("add", path, cwd=draft)
    assert codes(check("--staged", cwd=draft, code=1)) == ["E101"]


def test_a_bare_repository_is_checked_at_its_newest_revision(bare):
    assert codes(check(cwd=bare)) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["PP1"], "A text is checked whole. Leave PP1 out of the call."),
        (["v1", "v2"], "takes one revision or file, and 2 were given"),
        (["v1", "--staged"], "takes no revision or file, and 1 were given"),
    ],
)
def test_what_cannot_be_checked_is_refused(room, words, said):
    done = draftvc("check", *words, cwd=room)
    assert done.code == 2
    assert said in done.only_line


def test_annotations_for_a_workflow(tmp_path):
    done = draftvc("check", BROKEN, "--format", "github", cwd=tmp_path)
    assert done.code == 1
    (line,) = [each for each in done.out.splitlines() if each.startswith("::error ")]
    assert f"file={BROKEN},line=" in line and "title=E103 OP1b::" in line


def test_the_line_is_shown_with_a_caret_and_a_remedy(tmp_path):
    out = draftvc("check", BROKEN, cwd=tmp_path).out
    lines = out.splitlines()
    (caret,) = [n for n, line in enumerate(lines) if "explain the correction} {ARG" in line]
    assert lines[caret + 1].index("^") == lines[caret].index("}")
    assert "Write ] instead of }." in out


def test_both_readings_are_told_where_there_are_two(tmp_path):
    text = "The Assembly,\n1. Asks [for water and\na. [sun,}{ARG+} for] {RUS reserve} all,\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    found = check("a.txt", cwd=tmp_path, code=1)
    assert any(len(each["readings"]) == 2 for each in found)


@pytest.fixture
def editor(tmp_path):
    def write(script):
        path = tmp_path / "the editor.sh"
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
        return {"EDITOR": f"'{path}'"}

    return write


def test_an_edit_that_breaks_a_bracket_is_told(draft, editor):
    done = draftvc("edit", "PP4", cwd=draft, env=editor('sed -i s/numbers/[numbers/ "$1"'))
    assert done.code == 0, done.err
    assert "E101" in done.out and "PP4" in done.out
    assert codes(check(cwd=draft, code=1)) == ["E101"]


def test_old_faults_are_not_told_again_by_an_edit(draft, editor):
    break_bracket(draft, "PP4")
    done = draftvc("edit", "PP6", cwd=draft, env=editor('sed -i s/roster/watch/ "$1"'))
    assert "E101" not in done.out
    assert "PP6 is changed, and no fault came in." in done.out


def test_an_edit_that_changes_nothing_says_so(draft, editor):
    done = draftvc("edit", "pp4", cwd=draft, env=editor("true"))
    assert (done.code, done.out) == (0, "PP4 is as it was.\n")


def test_core_editor_comes_before_editor(draft, editor):
    git("config", "core.editor", "false", cwd=draft)
    done = draftvc("edit", "PP4", cwd=draft, env=editor("true"))
    assert done.code == 2
    assert "The editor “false” ended with an error (code 1)." in done.only_line


def test_an_editor_that_is_not_there_is_told(draft):
    said = draftvc("edit", "PP4", cwd=draft, env={"EDITOR": "no-such-editor"})
    assert said.code == 2
    assert "no-such-editor" in said.err.splitlines()[-1]


def test_a_bare_repository_has_nothing_to_edit(bare):
    done = draftvc("edit", "PP4", cwd=bare, env={"EDITOR": "true"})
    assert done.code == 2
    assert "bare repository has no files to edit" in done.only_line
