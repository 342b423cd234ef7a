"""`draftvc check` and `draftvc edit`: what is found, where, and what an edit brought in."""

from __future__ import annotations

import re
import shlex
import subprocess

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


def test_a_paragraph_that_no_line_of_the_outline_names_is_told_of(draft):
    path = draft / "clauses" / "sound-the-bell-aaaaa.txt"
    path.write_text("d.\nsound the bell in fog;\n")
    git("add", path, cwd=draft)
    for words in ((), ("--staged",)):
        (lost,) = [each for each in check(*words, cwd=draft, code=1) if each["code"] == "E404"]
        assert lost["file"] == "clauses/sound-the-bell-aaaaa.txt"
        assert "sound-the-bell-aaaaa 0 operative" in lost["hint"]
    git("commit", "-q", "--no-verify", "-m", "Sound the bell", cwd=draft)
    assert "E404" in codes(check("HEAD", cwd=draft, code=1))
    status = draftvc("status", cwd=draft)
    assert "E404" in status.out
    assert "is named by no line of the outline: its text is in no draft." in status.err
    assert "Write a line such as" in status.err
    with (draft / "outline").open("a") as outline:
        outline.write("sound-the-bell-aaaaa 0 operative\n")
    assert "E404" not in codes(check(cwd=draft))


def test_a_line_of_the_outline_without_a_text_is_told_of(draft):
    path = draftvc("path", "PP4", cwd=draft).out.strip()
    (draft / path).unlink()
    assert "E405" not in codes(check("--staged", cwd=draft))
    assert "E405" not in codes(check("HEAD", cwd=draft))
    (lost,) = [each for each in check(cwd=draft, code=1) if each["code"] == "E405"]
    assert lost["file"] == "outline"
    assert (
        path.removeprefix("clauses/").removesuffix(".txt")
        in ((draft / "outline").read_text().splitlines()[lost["line"] - 1])
    )
    assert f"{path} is missing (PP4 of " in lost["message"]
    git("commit", "-q", "-a", "--no-verify", "-m", "Lose it", cwd=draft)
    before = git("rev-parse", "--short=10", "HEAD~1", cwd=draft).strip()
    for words in ((), ("--staged",), ("HEAD",)):
        (lost,) = [each for each in check(*words, cwd=draft, code=1) if each["code"] == "E405"]
        assert lost["hint"].endswith(f"git checkout {before} -- {path}")


def test_a_clause_that_a_sparse_checkout_leaves_out_has_its_text(draft):
    path = draftvc("path", "PP4", cwd=draft).out.strip()
    git("update-index", "--skip-worktree", path, cwd=draft)
    (draft / path).unlink()
    assert "E405" not in codes(check(cwd=draft))


def test_a_clause_that_a_merge_left_in_conflict_is_no_such_paragraph(draft):
    path = draft / draftvc("path", "PP4", cwd=draft).out.strip()
    git("switch", "-q", "-c", "topic", cwd=draft)
    path.write_text(path.read_text().replace("numbers", "figures"))
    git("commit", "-qam", "Reword it", cwd=draft)
    git("switch", "-q", "-", cwd=draft)
    path.unlink()
    outline = draft / "outline"
    kept = [line for line in outline.read_text().splitlines(True) if path.stem not in line]
    outline.write_text("".join(kept))
    git("commit", "-qam", "Take it out", cwd=draft)
    with pytest.raises(subprocess.CalledProcessError):
        git("merge", "topic", cwd=draft)
    assert path.is_file()
    assert "E404" not in draftvc("check", cwd=draft).out


@pytest.mark.parametrize("text", ['format = "a', "format = 99\n", "[parties]\nRWC = 3\n"])
def test_settings_that_are_not_understood_are_said_with_the_way_out(draft, text):
    settings = draft / "draft.toml"
    sound = settings.read_text()
    settings.write_text(text)
    said = draftvc("check", cwd=draft)
    assert said.code == 2
    assert "`git checkout HEAD -- draft.toml` puts back that of the last commit" in said.err
    git("commit", "-qam", "Set it", "--no-verify", cwd=draft)
    for words in (("status",), ("check", BROKEN)):
        said = draftvc(*words, cwd=draft)
        assert said.code == 2
        assert "bring back that of v" in said.err
    doctor = draftvc("doctor", "--format", "text", cwd=draft).out
    assert re.search("To mend: git checkout [0-9a-f]+ -- draft.toml", " ".join(doctor.split()))
    first, second = re.findall(r"`(git [^`]*)`", said.err)[-2:]
    git(*shlex.split(first)[1:], cwd=draft)
    git(*shlex.split(second)[1:], cwd=draft)
    assert settings.read_text() == sound
    assert codes(check(cwd=draft)) == []


def test_marks_of_a_conflict_that_were_committed_are_refused(draft):
    path = draft / draftvc("path", "PP4", cwd=draft).out.strip()
    text = path.read_text()
    path.write_text(f"{text}<<<<<<< HEAD\n{text}=======\n{text}>>>>>>> topic\n")
    git("commit", "-qam", "Merge topic", "--no-verify", cwd=draft)
    for words in ((), ("--staged",), ("HEAD",)):
        said = draftvc("check", *words, cwd=draft)
        assert said.code == 2
        assert "(PP4) has the marks of a conflict." in said.err
