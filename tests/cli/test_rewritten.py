"""Revisions after git rewrote or copied them: rebase, amend, cherry-pick, merge, reset."""

from __future__ import annotations

import pytest

from tests.cli.program import draftvc, git


def fixed_up(draft):
    git("-c", "sequence.editor=sed -i '2s/pick/fixup/'", "rebase", "-q", "-i", "v2", cwd=draft)
    return "v3"


def amended(draft):
    (draft / "minutes.txt").write_text("Room B, 10.00\n")
    git("add", "minutes.txt", cwd=draft)
    git("commit", "-q", "--amend", "--no-edit", cwd=draft)
    return "v4"


def picked(draft):
    git("switch", "-q", "-c", "evening", "v2", cwd=draft)
    git("cherry-pick", "-x", "v3", cwd=draft)
    return "v3"


def picked_and_merged(draft):
    git("switch", "-q", "-c", "evening", "v3", cwd=draft)
    (draft / "minutes.txt").write_text("Room B, 10.00\n")
    git("add", "minutes.txt", cwd=draft)
    git("commit", "-q", "-m", "Minutes", cwd=draft)
    git("cherry-pick", "v4", cwd=draft)
    git("merge", "-q", "-m", "Both lines", "main", cwd=draft)
    return "v4"


@pytest.mark.parametrize("way", [fixed_up, amended, picked, picked_and_merged])
def test_the_name_is_the_one_in_this_history_whatever_the_tag_says(draft, way):
    before = draftvc("diff", "v1", "v2", "--format", "json", cwd=draft).json["events"]
    name = way(draft)
    here = git("log", f"--grep=^Draft-Version: {name}$", "-1", "--format=%H", cwd=draft).strip()
    shown = draftvc("show", name, "--format", "json", cwd=draft)
    assert shown.code == 0, shown.err
    assert shown.json["revision"] == {**shown.json["revision"], "name": name, "commit": here}
    assert draftvc("diff", "v1", "v2", "--format", "json", cwd=draft).json["events"] == before

    told = draftvc("doctor", cwd=draft).out
    mend = f"git tag --force --annotate --message={name} {name} {here[:10]}"
    if git("rev-parse", f"{name}^{{commit}}", cwd=draft).strip() == here:
        assert "Nothing to mend." in told
    else:
        assert mend in told
        git(*mend.split()[1:], cwd=draft)
        assert "Nothing to mend." in draftvc("doctor", cwd=draft).out


def test_objects_that_git_shows_in_place_of_others_are_not_read(draft):
    def told():
        calls = (("log",), ("log", "PP8"), ("diff", "v3", "v4"), ("status",), ("adref",))
        return [draftvc(*each, "--format", "json", cwd=draft).json for each in calls]

    before = told()
    git("replace", "--graft", "v4^{commit}", "v2^{commit}", cwd=draft)
    assert len(git("log", "--format=%H", cwd=draft).split()) == 3
    assert told() == before
