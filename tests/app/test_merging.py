"""What a merge of two lines makes of a draft, and of the repository around it."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest

from draftvc.app.conflicts import conflicts_of, open_conflicts
from draftvc.app.desk import Desk
from draftvc.app.merging import merge
from draftvc.app.resolving import Choice, resolve
from draftvc.app.sides import brackets_parties
from draftvc.errors import DraftvcError, NotFoundError, RepositoryError
from draftvc.report.formats import Look, render
from draftvc.report.merging import ConflictsReport, MergeReport
from tests.merging import (
    FRONT,
    NEW,
    OP1,
    OP2,
    PP1,
    PP2,
    Edits,
    add_clause,
    change,
    clause,
    commit_all,
    edit,
    fork,
    put,
    remove_clause,
    text_of,
)
from tests.store.gitrepo import git

STAMP = " Ad ref 5 March 2025 16.40\n"


def both(place: Path, ours: Edits, theirs: Edits) -> MergeReport:
    """Fork a draft, edit both lines, and merge them."""
    fork(place, ours, theirs)
    return merge("fra", Desk(place))


def lines(place: Path) -> list[str]:
    """Return the ids of the outline, in order."""
    return [line.split()[0] for line in (place / "outline").read_text().splitlines()]


def reorder(place: Path, *ids: str) -> None:
    """Write the outline in another order; nothing is committed."""
    found = {line.split()[0]: line for line in (place / "outline").read_text().splitlines()}
    rest = [line for name, line in found.items() if name not in ids]
    put(place / "outline", "\n".join([rest[0], *(found[name] for name in ids), *rest[1:]]) + "\n")


def test_a_clause_that_both_moved_apart_is_settled_for_the_outline(tmp_path: Path):
    place = tmp_path / "draft"
    fork(place, {}, {})
    add_clause(place, NEW, PP2, "", "Reminding members of the spring floods,")
    commit_all(place, "Add a paragraph")
    git(place, "branch", "-q", "-f", "fra")
    for branch, order in (("fra", (PP2, NEW, PP1)), ("main", (PP2, PP1, NEW))):
        git(place, "checkout", "-q", branch)
        reorder(place, *order)
        commit_all(place, f"Move on {branch}")
    report = merge("fra", Desk(place))
    if report.outcome == "merged":  # one place is as good as the other
        return
    assert report.conflicts is not None
    (conflict,) = report.conflicts.conflicts
    assert (conflict.why, conflict.file) == ("moved", "outline")
    assert "after" in (conflict.theirs or "")
    assert "<<<<<<< ours" in (place / "outline").read_text()
    with pytest.raises(DraftvcError, match="its place or heading"):
        resolve([conflict.clause], False, Choice("ours"), Desk(place))
    left = resolve(["outline"], False, Choice("theirs"), Desk(place))
    assert left.conflicts == ()
    assert lines(place)[1:4] == [PP2, NEW, PP1]


def test_a_number_that_both_gave_is_given_once(tmp_path: Path):
    place = tmp_path / "draft"
    fork(place, {}, {})
    for branch, clause_id in (("fra", "noting-floods-a1a1a"), ("main", "noting-winds-b2b2b")):
        git(place, "checkout", "-q", branch)
        add_clause(place, clause_id, PP1, "1.bis", f"Noting what {branch} says,")
        commit_all(place, f"Add on {branch}")
    report = merge("fra", Desk(place))
    assert report.outcome == "merged"
    assert [each.what for each in report.decisions] == ["renumbered"]
    assert text_of(place, "noting-floods-a1a1a").startswith("1.bis\n")
    assert text_of(place, "noting-winds-b2b2b").startswith("1.ter\n")
    assert "1.ter" in git(place, "log", "-1", "--format=%b")


def agreed(place: Path) -> Path:
    """Return a repository whose PP1 is agreed, with a branch `fra`."""
    fork(place, {}, {})
    edit(place, PP1, "[more often] {USA+,FRA-} ", "")
    path = clause(place, PP1)
    put(path, path.read_text().rstrip("\n") + STAMP)
    commit_all(place, "Agree PP1")
    git(place, "branch", "-q", "-f", "fra")
    git(place, "checkout", "-q", "fra")
    edit(place, PP1, "the figures", "the tables")
    return place


def test_agreed_words_that_changed_unannounced_land_in_brackets(tmp_path: Path):
    place = agreed(tmp_path / "draft")
    commit_all(place, "Change quietly")
    git(place, "checkout", "-q", "main")
    report = merge("fra", Desk(place))
    assert report.outcome == "merged"
    assert report.decisions
    assert "[" in text_of(place, PP1)
    assert "tables" in text_of(place, PP1)
    assert "figures" in text_of(place, PP1)


def test_agreed_words_that_were_opened_again_are_taken(tmp_path: Path):
    place = agreed(tmp_path / "draft")
    commit_all(place, 'Change\n\nReopens: PP1 "the tables of May are out" By: FRA')
    git(place, "checkout", "-q", "main")
    assert merge("fra", Desk(place)).outcome == "forward"
    assert "[" not in text_of(place, PP1)


def test_brackets_of_the_room_leave_nothing_open(tmp_path: Path):
    place = fork(
        tmp_path / "draft",
        {OP2: ("next session", "spring session")},
        {OP2: ("next session", "tenth session")},
    )
    desk = Desk(place)
    report = merge("fra", desk, brackets_parties(desk, True, "fra, USA"))
    assert (report.outcome, report.conflicts) == ("merged", None)
    assert [each.what for each in report.decisions] == ["bracketed"]
    text = " ".join(text_of(place, OP2).split())
    assert "{FRA+}" in text
    assert "{USA+}" in text


def test_a_deletion_against_an_edit_is_a_stance_too(tmp_path: Path):
    place = fork(tmp_path / "draft", {}, {PP2: ("state of gauges", "age of gauges")})
    remove_clause(place, PP2)
    commit_all(place, "Drop a paragraph")
    report = merge("fra", Desk(place), ("FRA", "USA"))
    assert report.outcome == "merged"
    text = " ".join(text_of(place, PP2).split())
    assert "{USA+, FRA-}" in text
    assert "age of gauges" in text
    assert PP2 in lines(place)


def test_a_draft_can_make_brackets_its_habit(tmp_path: Path):
    place = fork(tmp_path / "draft", {}, {})
    desk = Desk(place)
    assert brackets_parties(desk, False, None) is None
    put(place / "draft.toml", 'merge = "brackets"\nas = ["FRA", "USA"]\n')
    assert brackets_parties(Desk(place), False, None) == ("FRA", "USA")
    put(place / "draft.toml", 'merge = "brackets"\n')
    assert brackets_parties(Desk(place), False, None) == ("", "")
    put(place / "draft.toml", 'as = ["FRA"]\n')
    with pytest.raises(RepositoryError, match="two parties, ours first"):
        brackets_parties(Desk(place), False, None)


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ("FRA", "one party is named"),
        ("FRA,FRA", "cannot speak for both sides"),
        ("FRA,Atlantis", "not in the list of parties"),
        ("FRA,USA,KEN", "3 parties are named"),
    ],
)
def test_who_speaks_for_the_sides_must_be_two(tmp_path: Path, named: str, said: str):
    place = fork(tmp_path / "draft", {}, {})
    with pytest.raises(DraftvcError, match=said):
        brackets_parties(Desk(place), True, named)


def test_drafts_that_were_begun_apart_are_not_merged(tmp_path: Path):
    place = fork(tmp_path / "draft", {}, {})
    git(place, "checkout", "-q", "--orphan", "other")
    git(place, "commit", "-q", "--no-verify", "-m", "Begin again")
    git(place, "checkout", "-q", "main")
    with pytest.raises(RepositoryError, match="no revision of the draft in common"):
        merge("other", Desk(place))
    with pytest.raises(NotFoundError, match="no branch or revision nowhere"):
        merge("nowhere", Desk(place))


def test_a_merge_is_made_in_a_linked_working_tree(tmp_path: Path):
    place = fork(tmp_path / "draft", {}, {OP2: ("session", "meeting")})
    linked = tmp_path / "two words"
    git(place, "worktree", "add", "-q", "-b", "ken", linked, "main")
    change(linked, {PP1: ("figures", "tables"), OP2: ("next session", "spring session")}, "Kenya")
    report = merge("fra", Desk(linked))
    assert report.outcome == "conflicts"
    assert "both modified" in git(linked, "status")
    assert git(place, "status", "--porcelain") == ""
    resolve([], True, Choice("theirs"), Desk(linked))
    git(linked, "commit", "-q", "--no-edit")
    assert "next meeting" in " ".join(text_of(linked, OP2).split())


def test_files_with_line_ends_of_windows_are_merged_all_the_same(tmp_path: Path):
    place = fork(tmp_path / "draft", {}, {OP2: ("session", "meeting")})
    git(place, "commit", "-q", "--allow-empty", "--no-verify", "-m", "Something else")
    put(place / ".git" / "info" / "attributes", "clauses/** text eol=crlf\n")
    clause(place, OP2).unlink()
    git(place, "checkout", "-q", "--", "clauses")
    assert b"\r\n" in clause(place, OP2).read_bytes()
    assert git(place, "status", "--porcelain") == ""
    assert merge("fra", Desk(place)).outcome == "merged"
    assert "meeting" in text_of(place, OP2)


def test_what_stands_in_the_place_of_a_file_is_not_overwritten(tmp_path: Path):
    place = fork(tmp_path / "draft", {OP2: ("session", "meeting")}, {})
    git(place, "checkout", "-q", "fra")
    put(place / "list.txt", "Speakers: France\n")
    commit_all(place, "A list")
    git(place, "checkout", "-q", "main")
    put(place / "list.txt", "mine, and in no commit\n")
    before = git(place, "rev-parse", "HEAD")
    with pytest.raises(RepositoryError, match=r"stand others: list\.txt"):
        merge("fra", Desk(place))
    assert (place / "list.txt").read_text() == "mine, and in no commit\n"
    assert git(place, "rev-parse", "HEAD") == before
    assert sorted(path.name for path in (place / ".git").glob("draftvc-*")) == []
    assert not (place / ".git" / "index.lock").exists()


def test_reports_read_well_in_every_format(tmp_path: Path):
    place = fork(
        tmp_path / "draft",
        {OP2: ("next session", "spring session"), OP1: ("the maps", "the charts")},
        {OP2: ("next session", "tenth session"), PP1: ("figures", "tables")},
    )
    report = merge("fra", Desk(place))
    text = "".join(render(report, "text", Look(80)))
    assert "fra is merged into main, but for what the two sides do not agree on." in text
    assert "OP2\n  Both sides changed the same words.\n" in text
    assert "    ours    spring" in text
    assert "→ To give it up: draftvc merge --abort" in text
    marked = "".join(render(report, "md", Look(80)))
    assert "| theirs | tenth |" in marked
    done: ConflictsReport = resolve(["OP2"], False, Choice("base"), Desk(place))
    said = "".join(render(done, "text", Look(80)))
    assert said.startswith("OP2 is settled as it was before both.\n")
    assert "git commit, or: draftvc merge --continue" in said
    nothing = fork(tmp_path / "other", {}, {})
    said = "".join(render(conflicts_of(Desk(nothing).repository), "text", Look(80)))
    assert said == "Nothing is in conflict, and nothing is being merged.\n"


def test_a_clause_stays_that_was_kept_before_the_outline_was_settled(tmp_path: Path):
    """Git alone: both add a clause in one place, and one side deletes what the other edits."""
    place = tmp_path / "draft"
    fork(place, {}, {})
    for branch, clause_id in (("fra", "noting-floods-a1a1a"), ("main", "noting-winds-b2b2b")):
        git(place, "checkout", "-q", branch)
        add_clause(place, clause_id, PP1, "", f"Noting what {branch} says,")
        if branch == "fra":
            remove_clause(place, OP1)
        else:
            edit(place, OP1, "the maps", "the charts")
        commit_all(place, f"Work on {branch}")
    git(place, "merge", "-q", "fra", ok=False)
    assert {each.label for each in open_conflicts(Desk(place).repository).draft} == {
        "OP1",
        "outline",
    }
    resolve(["OP1"], False, Choice("ours"), Desk(place))
    left = resolve([], True, Choice(), Desk(place))
    assert (left.conflicts, left.combined) == ((), ())
    assert lines(place)[2:4] == ["noting-floods-a1a1a", "noting-winds-b2b2b"]
    assert OP1 in lines(place)
    assert Desk(place).repository.staged_draft().by_id.keys() == set(lines(place))


def test_what_combines_is_taken_and_what_does_not_is_left(tmp_path: Path):
    place = fork(
        tmp_path / "draft",
        {OP2: ("next session", "spring session"), PP1: ("{USA+,FRA-}", "{USA+,FRA-,KEN+}")},
        {OP2: ("next session", "tenth session"), PP1: ("{USA+,FRA-}", "{USA+,FRA-,JAM+}")},
    )
    git(place, "merge", "-q", "fra", ok=False)
    left = resolve([], True, Choice(), Desk(place))
    assert left.settled == ("PP1 combines: what both sides changed is in it.",)
    assert [each.clause for each in left.conflicts] == ["OP2"]
    with pytest.raises(DraftvcError, match="How OP2 shall read is not said"):
        resolve([], True, Choice(), Desk(place))


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        (
            "2. Decides to meet [in May] {KEN+}, once.\n",
            "2.\nDecides to meet [in May] {KEN+},\nonce.\n",
        ),
        ("2.\nDecides to meet,\nonce.\n", "2.\nDecides to meet,\nonce.\n"),
        ("Decides to meet,\r\nonce.\r\n", "2.\nDecides to meet,\nonce.\n"),
        ("[2. Decides to meet.] {KEN-}\n", "[2.\nDecides to meet.] {KEN-}\n"),
    ],
    ids=["as the room writes it", "as our files", "without its number", "in a bracket"],
)
def test_a_clause_is_taken_from_a_file_however_it_is_written(
    tmp_path: Path, given: str, stored: str
):
    place = fork(
        tmp_path / "draft",
        {OP2: ("next session", "spring session")},
        {OP2: ("next session", "tenth session")},
    )
    merge("fra", Desk(place))
    file = put(tmp_path / "op2.txt", given.encode())
    resolve(["OP2"], False, Choice(file=str(file)), Desk(place))
    assert text_of(place, OP2) == stored
    assert Desk(place).repository.staged_draft().by_label["OP2"] == 4


def test_what_was_said_of_a_front_is_settled_line_by_line(tmp_path: Path):
    place = fork(
        tmp_path / "draft",
        {FRONT: ("open river data", "free river data")},
        {FRONT: ("open river data", "shared river data")},
    )
    report = merge("fra", Desk(place))
    assert report.conflicts is not None
    assert [each.clause for each in report.conflicts.conflicts] == ["FRONT"]
    resolve(["front"], False, Choice("theirs"), Desk(place))
    assert "Draft resolution - shared river data\n" in text_of(place, FRONT)
    assert len(text_of(place, FRONT).splitlines()) == 4


@pytest.mark.parametrize("stands", [False, True])
def test_a_heading_goes_to_the_next_clause_with_the_one_that_is_taken_out(
    tmp_path: Path, stands: bool
):
    place = fork(tmp_path / "draft", {}, {OP1: ("the maps", "the new maps")})
    remove_clause(place, OP1)
    line = f"{OP2} 0 operative"
    outline = (place / "outline").read_text().replace(line, f"{line} OPERATIVE CLAUSES")
    put(place / "outline", outline)
    commit_all(place, "Take it out")
    was = (place / "outline").read_text()
    assert merge("fra", Desk(place)).outcome == "conflicts"
    resolve(["OP1"], False, Choice("theirs" if stands else "ours"), Desk(place))
    lines = (place / "outline").read_text().splitlines()
    (headed,) = [each for each in lines if "OPERATIVE CLAUSES" in each]
    assert headed.startswith(OP1 if stands else OP2)
    if not stands:
        assert (place / "outline").read_text() == was


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("2. Urges towns to meet;\n3. Encourages them;\n", "holds 2 paragraphs, and OP2 is one"),
        ("2.\nUrges towns:\na. to meet;\nb. to speak;\n", "holds 3 paragraphs, and OP2 is one"),
        ("", "choose the side that has it not"),
        (" \n", "choose the side that has it not"),
    ],
)
def test_a_file_that_is_not_one_clause_is_refused(tmp_path: Path, given: str, said: str):
    place = fork(
        tmp_path / "draft",
        {OP2: ("next session", "spring session")},
        {OP2: ("next session", "tenth session")},
    )
    merge("fra", Desk(place))
    was = text_of(place, OP2)
    file = put(tmp_path / "op2.txt", given)
    with pytest.raises(DraftvcError) as error:
        resolve(["OP2"], False, Choice(file=str(file)), Desk(place))
    assert said in str(error.value)
    assert text_of(place, OP2) == was


@pytest.mark.parametrize("side", ["ours", "theirs", "base"])
def test_an_agreed_mark_that_is_not_taken_is_said(
    tmp_path: Path, side: Literal["ours", "theirs", "base"]
):
    agreed_there = ("next session.", "next session. Ad ref 5 March 2025 16.40")
    place = fork(tmp_path / "draft", {OP2: ("next session", "spring session")}, {OP2: agreed_there})
    merge("fra", Desk(place))
    report = resolve(["OP2"], False, Choice(side), Desk(place))
    told = [each for each in report.settled if "Ad ref 5 March 2025 16.40" in each]
    assert bool(told) == (side != "theirs")


def test_a_conflict_that_was_staged_with_its_marks_can_be_brought_back(tmp_path: Path):
    place = fork(
        tmp_path / "draft",
        {OP2: ("next session", "spring session"), OP1: ("the maps", "the charts")},
        {OP2: ("next session", "tenth session"), OP1: ("the maps", "the plans")},
    )
    merge("fra", Desk(place))
    git(place, "add", f"clauses/{OP2}.txt")
    (said, *rest) = conflicts_of(Desk(place).repository).next
    assert said.startswith("OP2 is staged with the marks of its conflict in it.")
    with pytest.raises(NotFoundError, match="OP2 is not in conflict any more") as error:
        resolve(["OP2"], False, Choice("ours"), Desk(place))
    git(place, "add", "-A")
    told = conflicts_of(Desk(place).repository).next
    assert len([each for each in told if "is staged with the marks" in each]) == 2
    assert not any("To record" in each for each in (*told, *rest))
    with pytest.raises(DraftvcError):
        resolve(["OP2"], False, Choice("ours"), Desk(place))
    command = f"git checkout -m -- clauses/{OP2}.txt"
    assert command in said
    assert command in error.value.remedy
    git(place, *command.split()[1:])
    resolve(["OP2"], False, Choice("ours"), Desk(place))
    assert "spring session" in text_of(place, OP2)


def test_after_a_stash_what_is_left_to_do_is_said(tmp_path: Path):
    place = fork(tmp_path / "draft", {}, {})
    edit(place, OP2, "next session", "tenth session")
    git(place, "stash")
    change(place, {OP2: ("next session", "spring session")}, "The room edits")
    git(place, "stash", "pop", ok=False)
    report = resolve(["OP2"], False, Choice("theirs"), Desk(place))
    assert any("git stash drop" in each for each in report.next)
    assert conflicts_of(Desk(place).repository).next == ()
