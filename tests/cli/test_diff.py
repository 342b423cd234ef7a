"""`draftvc diff`: what is compared, what is chosen of it, in which form."""

from __future__ import annotations

import re
import shutil

import pytest

from draftvc.errors import EXIT_DONE, EXIT_WRONG
from tests.cli.program import SAMPLES, draftvc, git, validated


def diff(*words, cwd, code=0, **options):
    done = draftvc("diff", *words, "--format", "json", cwd=cwd, **options)
    assert done.code == code, done.err
    return validated(done, "diff")


def kinds(report):
    return [event["kind"] for event in report["events"]]


def test_two_revisions_by_every_way_to_name_them(room):
    by_name = diff("v1", "v2", cwd=room)
    assert (by_name["old"]["name"], by_name["new"]["name"]) == ("v1", "v2")
    assert "position.withdrawn" in kinds(by_name)
    for words in (
        ["v1..v2"],
        ["HEAD~3", "HEAD~2"],
        ["2025-03-03", "5 March 2025"],
        ["rev:v1", "date:2025-03-05"],
        [by_name["old"]["commit"][:12], by_name["new"]["commit"]],
        [by_name["old"]["commit"], "2025-03-06"],
    ):
        assert diff(*words, cwd=room) == by_name


def test_a_file_beside_a_revision_is_the_same_text(room):
    stored = diff("v1", "v2", cwd=room)
    loose = diff("v1", SAMPLES / "resolution-v2.txt", cwd=room)
    assert loose["new"]["name"] == str(SAMPLES / "resolution-v2.txt")
    assert kinds(loose) == kinds(stored)


def test_what_is_not_named_is_the_newest_revision_and_the_working_tree(draft):
    assert diff(cwd=draft)["events"] == []
    path = draft / draftvc("path", "PP4", cwd=draft).out.strip()
    path.write_text(path.read_text().replace("numbers", "figures"))
    report = diff(cwd=draft)
    assert (report["old"]["name"], report["new"]["name"]) == ("v4", "working tree")
    assert [(e["kind"], e["clause"]) for e in report["events"]] == [("text.edited", "PP4")]
    assert len(diff("v3", cwd=draft)["events"]) > 1
    # A file is compared with the newest revision.
    report = diff(SAMPLES / "resolution-v4.txt", cwd=draft)
    assert (report["new"]["name"], report["events"]) == ("v4", [])


def test_a_bare_repository_has_its_newest_revision_in_place_of_the_working_tree(bare):
    assert diff("v3", cwd=bare)["new"]["name"] == "v4"
    done = draftvc("diff", cwd=bare)
    assert done.code == 2
    assert "bare repository has no working tree" in done.only_line


def test_on_a_detached_head_the_newest_revision_is_the_one_checked_out(draft):
    git("checkout", "-q", "--detach", "HEAD~1", cwd=draft)
    report = diff("v2", cwd=draft)
    assert report["new"]["name"] == "working tree"
    assert report["events"] == diff("v2", "v3", cwd=draft)["events"]


def test_a_file_alone_outside_a_repository_needs_a_second(tmp_path):
    shutil.copy(SAMPLES / "resolution-v1.txt", tmp_path / "a.txt")
    done = draftvc("diff", "a.txt", cwd=tmp_path)
    assert done.code == 2
    assert "Name a second file" in done.only_line


def test_repo_names_the_repository_before_and_after_the_command(room, tmp_path):
    here = diff("v1", "v2", cwd=room)
    assert diff("v1", "v2", "--repo", room, cwd=tmp_path) == here
    assert diff("v1", "v2", "-C", room / "clauses", cwd=tmp_path) == here
    before = draftvc("-C", room, "diff", "v1", "v2", "--format", "json", cwd=tmp_path)
    assert before.json == here
    assert draftvc(f"--repo={room}", "diff", "v1", "v2", "--format=json").json == here


def test_repo_where_there_is_none_is_refused(tmp_path):
    done = draftvc("diff", "a", "b", "--repo", tmp_path, cwd=tmp_path)
    assert done.code == 2
    assert f"There is no repository in {tmp_path}" in done.only_line


def test_a_clause_means_what_hangs_under_it_too(room):
    under = diff("v1", "v2", "op1", cwd=room)
    assert {event["clause"] for event in under["events"]} == {"OP1", "OP1a"}
    assert under["filter"]["clauses"] == ["OP1"]
    alone = diff("v1", "v2", "OP1", "--own", cwd=room)
    assert {event["clause"] for event in alone["events"]} == {"OP1"}
    two = diff("v1", "v2", "PP1", "clause:pp2", cwd=room)
    assert {event["clause"] for event in two["events"]} == {"PP1", "PP2"}


def test_a_clause_of_the_old_text_can_be_named(room):
    report = diff("v3", "v4", "OP1b.alt1", cwd=room)
    assert kinds(report) == ["clause.removed"]


def test_a_bracket_is_an_address_too(room):
    every = diff("v1", "v2", "PP1", cwd=room)["events"]
    address = next(e["bracket"] for e in every if e["kind"] == "position.withdrawn")
    report = diff("v1", "v2", address, cwd=room)
    assert kinds(report) == ["position.withdrawn"]


def test_an_unknown_clause_names_the_nearest(room):
    done = draftvc("diff", "v1", "v2", "OP9", cwd=room)
    assert done.code == 2
    assert done.only_line.startswith("draftvc: There is no clause OP9. The nearest are OP")


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        (["--only", "position"], {"position.withdrawn", "position.changed", "position.added"}),
        (["--only", "position.withdrawn,clause.added"], {"position.withdrawn", "clause.added"}),
        (["--only", "note", "--only", "Clause"], {"clause.added"}),
        (["--party", "arg"], {"position.changed"}),
        (["--party", "Kenya,RUS", "--only", "position"], {"position.added", "position.withdrawn"}),
        (["--party", "NOR"], set()),
    ],
)
def test_only_and_party_choose_what_is_shown(room, options, wanted):
    report = diff("v1", "v2", *options, cwd=room)
    assert set(kinds(report)) == wanted
    assert set(report["summary"]) == wanted
    assert report["laws"]["complete"] is True
    assert report["filter"]


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("braket", "There is no kind of event “braket”. Did you mean bracket"),
        ("position.withdrawed", "Did you mean position.withdrawn"),
        ("reserve.withdrawn", "Did you mean position.withdrawn?"),
        ("zzz", "Kinds are clause, bracket, position, text, note, placeholder, syntax, residual."),
    ],
)
def test_an_unknown_kind_names_the_nearest(room, kind, said):
    done = draftvc("diff", "v1", "v2", "--only", kind, cwd=room)
    assert (done.code, done.out) == (2, "")
    assert said in done.only_line


def test_a_party_that_nobody_knows_is_said_and_gives_nothing(room):
    done = draftvc("diff", "v1", "v2", "--party", "XQZ", "--format", "json", cwd=room)
    assert done.code == 0
    assert "“XQZ” is not in the list of parties." in done.only_line
    assert done.json["events"] == []


def test_exit_code_speaks_of_what_is_shown(room):
    assert draftvc("diff", "v1", "v2", "--exit-code", cwd=room).code == 1
    assert draftvc("diff", "v1", "v2", "--exit-code", "--only", "syntax", cwd=room).code == 0
    assert draftvc("diff", "v2", "v2", "--exit-code", cwd=room).code == 0


@pytest.mark.parametrize("form", ["text", "rich", "md", "json"])
def test_every_format_tells_of_the_withdrawn_reserve(room, form):
    done = draftvc("diff", "v1", "v2", "--format", form, cwd=room)
    assert (done.code, done.err) == (0, "")
    assert "the right to know" in done.out
    assert "\x1b" not in done.out


def test_colour_is_on_where_it_is_asked_for(room):
    words = ["diff", "v1", "v2", "--format", "rich", "--color"]
    assert "\x1b[" in draftvc(*words, "always", cwd=room, env={"NO_COLOR": "1"}).out
    assert "\x1b" not in draftvc(*words, "never", cwd=room).out
    assert "\x1b" not in draftvc(*words, "auto", cwd=room).out
    # Into a pipe, too, where no format is asked for.
    assert "\x1b[" in draftvc("diff", "v1", "v2", "--color", "always", cwd=room).out
    text = draftvc("diff", "v1", "v2", "--color", "always", "--format", "text", cwd=room)
    assert "\x1b" not in text.out


def test_a_name_that_is_file_and_revision_is_refused_with_both_spellings(draft):
    shutil.copy(SAMPLES / "resolution-v1.txt", draft / "v3")
    done = draftvc("diff", "v3", "v4", cwd=draft)
    assert (done.code, done.out) == (2, "")
    assert "Write rev:v3 or file:./v3." in done.only_line
    stored = diff("rev:v3", "v4", cwd=draft)
    assert stored["old"]["name"] == "v3"
    loose = diff("file:./v3", "v4", cwd=draft)
    assert loose["old"]["name"] == "./v3"


def test_an_unknown_revision_lists_the_nearest(room):
    done = draftvc("diff", "v7", "v4", cwd=room)
    assert done.code == 2
    assert "There is no revision, file or clause “v7”. Did you mean v" in done.only_line
    done = draftvc("diff", "v1", "v2", "v3", cwd=room)
    assert "takes two revisions or files, and 3 were given" in done.only_line


def test_the_same_answer_for_every_hash_seed(room):
    said = {
        draftvc("diff", "v1", "v4", "--format", form, cwd=room, env={"PYTHONHASHSEED": seed}).raw
        for form in ("json",)
        for seed in ("1", "2", "77")
    }
    assert len(said) == 1


@pytest.mark.parametrize("view", ["--stat", "--summary", "--word-diff", "--side-by-side"])
def test_a_view_is_for_reading(room, view):
    shown = draftvc("diff", "v3", "v4", view, "--names", cwd=room)
    assert shown.code == EXIT_DONE
    assert "PP3" in shown.out
    refused = draftvc("diff", "v3", "v4", view, "--format", "json", cwd=room)
    assert refused.code == EXIT_WRONG
    assert "not written as json" in refused.only_line


def test_one_view_at_a_time(room):
    done = draftvc("diff", "v3", "v4", "--stat", "--summary", cwd=room)
    assert done.code == EXIT_WRONG
    assert "Give one of them." in done.only_line


def test_names_are_those_of_the_registry(room):
    done = draftvc("diff", "v3", "v4", "--names", cwd=room)
    assert "France's objection falls away" in done.out
    assert "{USA+, FRA-}" in done.out


def test_names_reach_the_brackets_around_a_clause_that_came(tmp_path):
    (tmp_path / "a.txt").write_text("1. Thanks all;\n")
    (tmp_path / "b.txt").write_text(
        "1. Thanks all;\n[2. Invites donors to give;] {FRA+, NLD reserve}\n"
    )
    done = draftvc("diff", "a.txt", "b.txt", "--names", cwd=tmp_path)
    assert "(France supports, the Netherlands reserves)" in " ".join(done.out.split())


def test_a_pairing_is_explained(room):
    done = draftvc("diff", "v3", "v4", "--explain", "OP1c", cwd=room)
    assert "paired with OP1c.alt1 of v3: they have one permanent id" in done.out
    assert "of the other clauses of v3, OP1c is most like OP1c of v4: " in done.out
    assert "because the marker as it is written is another one" in done.out
    found = diff("v3", "v4", "--explain", "OP1c", cwd=room)["explained"]
    assert [(each.get("old"), each.get("new")) for each in found] == [
        ("OP1c.alt1", "OP1c"),
        ("OP1c", None),
    ]
    none = draftvc("diff", "v3", "v4", "--explain", cwd=room)
    assert none.code == EXIT_WRONG
    assert "no clause is named" in none.only_line
    # An example is one of this diff.
    label = re.search(r"`--explain (\w+)`", none.only_line)
    assert label is not None
    assert "because " in draftvc("diff", "v3", "v4", "--explain", label[1], cwd=room).out


def test_what_only_hangs_under_a_clause_and_did_not_change_is_one_line(room):
    done = draftvc("diff", "v3", "v4", "--explain", "OP1", cwd=room)
    quiet = done.out.split("\n\n")[-1]
    assert "hang under it: each is paired with the clause that it was, and unchanged" in " ".join(
        quiet.split()
    )
    assert "no event:" not in done.out.partition("\n\nOP1a")[2]
    assert " %" not in done.out


def test_the_same_answer_for_every_seed_locale_and_accelerator(room, tmp_path):
    # Where a module of that name cannot be imported, the program does without it.
    (tmp_path / "cydifflib.py").write_text("raise ImportError\n", encoding="utf-8")
    without = {"PYTHONPATH": str(tmp_path)}
    ways = (
        {"PYTHONHASHSEED": "5", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "99", "LC_ALL": "de_DE.UTF-8", "LANG": "tr_TR.UTF-8"},
        {"PYTHONHASHSEED": "123456", **without},
        {"LC_ALL": "POSIX", "PYTHONUTF8": "0", **without},
    )
    for form in ("json", "text"):
        said = {draftvc("diff", "v1", "v4", "--format", form, cwd=room, env=e).raw for e in ways}
        assert len(said) == 1
