"""Which revisions touched a clause: none is missed, and those that only passed by are left out."""

from __future__ import annotations

import random
import subprocess
from itertools import pairwise
from pathlib import Path

import pytest

from draftvc.diff.compare import compare
from draftvc.store.passages import has_moved
from draftvc.store.repository import Repository, open_repository
from tests.store.gitrepo import git, put
from tests.store.room import make_files, make_room


class Tale:
    """A repository told commit by commit, in the layout that is promised."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.order = ["front-aaaaa"]
        self.files = {"front-aaaaa": "Draft resolution - quiet shores\n"}
        self.headings: dict[str, str] = {}
        self.stream: list[bytes] = []
        self.number = 0

    def clause(self, words: str, at: int | None = None) -> str:
        self.number += 1
        clause_id = f"clause-{self.number:05}"
        self.order.insert(len(self.order) if at is None else at, clause_id)
        self.files[clause_id] = f"\nNoting the {words} of the lake,\n"
        return clause_id

    def outline(self) -> str:
        rest = (f"{each} 0 preambular {self.headings.get(each, '')}" for each in self.order[1:])
        return "".join(f"{line.rstrip()}\n" for line in ("front-aaaaa 0 front", *rest))

    def commit(self) -> None:
        files = {f"clauses/{each}.txt": self.files[each] for each in self.order}
        files |= {"outline": self.outline(), "draft.toml": "format = 1\n"}
        when = 1_741_000_000 + len(self.stream) * 60
        parts = [
            b"commit refs/heads/main\n",
            f"committer Ana <a@example.org> {when} +0000\ndata 2\nx\n\ndeleteall\n".encode(),
        ]
        for path, text in files.items():
            data = text.encode()
            parts.append(b"M 100644 inline %s\ndata %d\n%s\n" % (path.encode(), len(data), data))
        self.stream.append(b"".join(parts))

    def build(self) -> Repository:
        git(None, "init", "-q", self.place)
        subprocess.run(
            ["git", "fast-import", "--quiet"],
            cwd=self.place,
            input=b"".join(self.stream),
            check=True,
        )
        git(self.place, "checkout", "-q", "-f", "main")
        return open_repository(self.place)


def touched(repo: Repository, clause_id: str) -> list[int]:
    """Numbers of the commits that touch a clause, from 1 for the first, oldest first."""
    order = [each.commit for each in repo.history()][::-1]
    return sorted(order.index(each.commit) + 1 for each in repo.touching(clause_id))


def test_what_passes_by_touches_nothing(tmp_path):
    tale = Tale(tmp_path / "r")
    reeds, birds, boats = (tale.clause(words) for words in ("reeds", "birds", "boats"))
    tale.commit()  # 1: all begin
    tale.clause("storms", at=1)
    tale.commit()  # 2: a clause above all
    tale.files[birds] = "\nNoting the rare birds of the lake,\n"
    tale.commit()  # 3: birds reworded
    tale.order.remove(reeds)
    tale.order.append(reeds)
    tale.commit()  # 4: reeds moved to the end, past birds and boats
    tale.headings[boats] = "On boats"
    tale.commit()  # 5: a heading
    tale.order.remove(boats)
    tale.commit()  # 6: boats gone
    repo = tale.build()
    assert touched(repo, birds) == [1, 3, 4]
    assert touched(repo, reeds) == [1, 4]
    assert touched(repo, boats) == [1, 4, 5, 6]
    assert [each.commit for each in repo.touching("no-such-clause")] == []
    both = [each.commit for each in repo.touching([birds, boats])]
    assert len(both) == 5
    assert [each.commit for each in repo.touching(birds, start=repo.resolve("HEAD~4"))] == [
        repo.resolve("HEAD~5")
    ]


@pytest.mark.parametrize("seed", range(6))
def test_no_revision_with_an_event_is_missed(tmp_path, seed):
    chance = random.Random(seed)
    tale = Tale(tmp_path / "r")
    words = ["reeds", "birds", "boats", "storms", "fish", "ice", "mud", "fog"]
    for each in words:
        tale.clause(each)
    tale.commit()
    for _ in range(25):
        for _ in range(chance.randint(1, 2)):
            change(tale, chance)
        tale.commit()
    repo = tale.build()
    revisions = list(repo.history())
    for clause_id in tale.files:
        found = {each.commit for each in repo.touching(clause_id)}
        for new, old in pairwise(revisions):
            events = compare(repo.draft(old.commit), repo.draft(new.commit)).events
            if any(each.clause_id == clause_id for each in events):
                assert new.commit in found, (clause_id, new.commit)
        assert len(found) < len(revisions)


def change(tale: Tale, chance: random.Random) -> None:
    kind = chance.choice(["reword", "reword", "insert", "remove", "move", "heading"])
    which = chance.choice(tale.order[1:])
    place = chance.randint(1, len(tale.order) - 1)
    if kind == "reword":
        tale.files[which] = f"\nNoting the {chance.choice('abcdef')} {which} of the lake,\n"
    elif kind == "insert":
        tale.clause(f"new {chance.random()}", at=place)
    elif kind == "remove" and len(tale.order) > 4:
        tale.order.remove(which)
    elif kind == "move":
        tale.order.remove(which)
        tale.order.insert(place, which)
    else:
        tale.headings[which] = chance.choice(["", "Part I", "Part II"])


@pytest.mark.parametrize(
    ("old", "new", "moved"),
    [
        ("a b c", "a b c", ""),
        ("a b c", "x a b y c z", ""),
        ("a b c", "b c", "a"),
        ("a b c", "c b", "abc"),
        ("a b c d", "a c b d", "bc"),
        ("a b c d", "b c d a", "abcd"),
        ("a b c d e", "a d b c e", "bcd"),
        ("", "a", "a"),
    ],
)
def test_a_place_is_told_by_the_clauses_that_stay(old, new, moved):
    def outline(ids: str) -> bytes:
        return "".join(f"{each} 0 operative\n" for each in ids.split()).encode()

    told = {each for each in "abcde" if has_moved(outline(old), outline(new), [each])}
    assert told == set(moved)


def test_a_merge_is_seen_where_it_differs_from_both_sides(tmp_path):
    room = tmp_path / "room"
    repo = make_room(room, make_files(tmp_path)[0])
    draft = repo.working_draft()
    clause_id = draft.clauses[draft.by_label["OP1a"]].id
    other_id = draft.clauses[draft.by_label["OP2"]].id
    assert clause_id and other_id
    file, other = room / repo.path_of(clause_id), room / repo.path_of(other_id)
    git(room, "checkout", "-q", "-b", "side")
    put(file, "a.\nmoving engines far away from the reeds,\n")
    git(room, "commit", "-q", "-am", "Far")
    git(room, "checkout", "-q", "main")
    put(other, "2.\nDecides to meet again soon.\n")
    git(room, "commit", "-q", "-am", "Soon")
    git(room, "merge", "-q", "--no-edit", "side")
    repo = open_repository(room)
    assert [each.subject for each in repo.touching(clause_id)][:1] == ["Far"]
    put(file, "a.\nmoving engines and boats,\n")
    git(room, "commit", "-q", "-a", "--amend", "--no-edit")
    assert "Merge branch 'side'" in [each.subject for each in repo.touching(clause_id)]
    assert "Merge branch 'side'" not in [each.subject for each in repo.touching(other_id)]


def test_settings_of_git_log_change_nothing(tmp_path):
    room = tmp_path / "room"
    repo = make_room(room, *make_files(tmp_path))
    draft = repo.working_draft()
    clause_id = draft.clauses[draft.by_label["OP1a"]].id
    assert clause_id
    before = [each.name for each in repo.touching(clause_id)]
    assert before == ["v2", "v1"]
    for key, value in (
        ("log.follow", "true"),
        ("log.showSignature", "true"),
        ("log.showRoot", "false"),
        ("log.date", "relative"),
        ("log.diffMerges", "first-parent"),
        ("diff.renames", "copies"),
        ("diff.orderFile", str(put(tmp_path / "order", "outline\n"))),
        ("color.ui", "always"),
        ("core.abbrev", "4"),
    ):
        git(room, "config", key, value)
    assert [each.name for each in repo.touching(clause_id)] == before
