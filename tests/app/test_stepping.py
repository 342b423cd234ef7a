"""The law of stepping: it tells of a clause what a comparison of the whole drafts tells of it.

Histories of plain git commits, by chance: words and brackets change, move from clause to clause,
markers are renumbered, clauses come, go and move, and some files are kept as no program of ours
would keep them.
"""

from __future__ import annotations

import random
import subprocess
from pathlib import Path

import pytest

from draftvc.app import logs
from draftvc.app.desk import Desk
from draftvc.app.stepping import Stepping
from draftvc.report.formats import Look, render
from tests.store.gitrepo import git

WORDS = ("reeds", "birds", "boats", "fish", "ice", "mud", "[nets]", "[[old] piers] {USA+, FRA-}")
SEEDS = range(3)
TOLD = Stepping.told


class Room:
    """A draft that is changed by hand, and the commits of it."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.order = ["front-aaaaa", *(f"clause-{number:05}" for number in range(7))]
        self.markers = ["", "1.", "a.", "b.", "2.", "a.", "3."]
        self.texts: dict[str, bytes] = {"front-aaaaa": b"Draft resolution - quiet shores\n"}
        for clause_id, marker in zip(self.order[1:], self.markers, strict=True):
            self.texts[clause_id] = self.text(marker)
        self.stream: list[bytes] = []
        self.commit()

    def text(self, marker: str, size: int = 12) -> bytes:
        words = " ".join(self.chance.choice(WORDS) for _ in range(size))
        return f"{marker}\nNoting {words},\n".encode()

    def change(self) -> None:
        """Make one to three changes, most of them to words."""
        which = self.chance.choice(self.order[1:])
        other = self.chance.choice(self.order[1:])
        kind = self.chance.choice(
            ["word"] * 20
            + ["carry"] * 8
            + ["marker", "swap", "remove", "add", "crlf", "broken", "latin"]
        )
        marker, _, body = self.texts[which].partition(b"\n")
        words = body.split(b" ")
        if kind == "word":
            words[self.chance.randrange(len(words))] = self.chance.choice(WORDS).encode()
            self.texts[which] = marker + b"\n" + b" ".join(words) + b"\n"
        elif kind == "carry":
            self.texts[which] = self.texts[which].replace(b"[nets]", b"", 1)
            self.texts[other] = self.texts[other].rstrip() + b" [nets]\n"
        elif kind == "marker":
            self.texts[which] = self.chance.choice([b"1.", b"a.", b"b.", b"4.bis", b""]) + (
                b"\n" + body
            )
        elif kind == "swap":
            self.order.remove(which)
            self.order.insert(self.chance.randint(1, len(self.order)), which)
        elif kind == "remove" and len(self.order) > 5:
            self.order.remove(which)
        elif kind == "add":
            new = f"clause-{len(self.texts):05}"
            self.texts[new] = self.text(self.chance.choice(["", "c.", "9."]))
            self.order.insert(self.chance.randint(1, len(self.order)), new)
        elif kind == "crlf":
            self.texts[which] = self.texts[which].replace(b"\n", b"\r\n")
        elif kind == "broken":
            self.texts[which] = self.texts[which].rstrip() + self.chance.choice([b" [", b" ]\n"])
        elif kind == "latin":
            self.texts[which] = self.texts[which].rstrip() + b" caf\xe9\n"

    def commit(self) -> None:
        lines = (f"{each} {self.depth(each)} operative" for each in self.order[1:])
        outline = "\n".join(["front-aaaaa 0 front", *lines, ""]).encode()
        files = {f"clauses/{each}.txt": self.texts[each] for each in self.order}
        files |= {"outline": outline, "draft.toml": b"format = 1\n"}
        message = f"x\n\nDraft-Version: v{len(self.stream)}\n".encode()
        when = 1_741_000_000 + len(self.stream) * 60
        self.stream.append(
            f"commit refs/heads/main\ncommitter Ana <a@example.org> {when} +0000\n".encode()
            + b"data %d\n%s\ndeleteall\n" % (len(message), message)
            + b"".join(
                b"M 100644 inline %s\ndata %d\n%s\n" % (path.encode(), len(data), data)
                for path, data in files.items()
            )
        )

    def depth(self, clause_id: str) -> int:
        return int(self.texts[clause_id].startswith((b"a", b"b", b"c")))

    def build(self, place: Path) -> None:
        git(None, "init", "-q", place)
        command = ["git", "fast-import", "--quiet"]
        subprocess.run(command, cwd=place, input=b"".join(self.stream), check=True)
        git(place, "checkout", "-q", "-f", "main")


def read_log(place: Path, clause_id: str, own: bool, format: str) -> str:
    report = logs.log([clause_id], Desk(place), own=own)
    return "".join(render(report, format, Look(width=80, color=False)))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_step_tells_what_whole_drafts_tell(tmp_path, monkeypatch, seed):
    room = Room(random.Random(seed))
    for _ in range(15):
        for _ in range(room.chance.randint(1, 3)):
            room.change()
        room.commit()
    room.build(tmp_path / "r")
    stepped: list[bool] = []
    told = Stepping.told

    def counted(self, revision):
        found = told(self, revision)
        stepped.append(found is not None)
        return found

    for clause_id in room.order[1:]:
        for own, format in ((True, "json"), (False, "json"), (False, "text")):
            monkeypatch.setattr(Stepping, "told", counted)
            quick = read_log(tmp_path / "r", clause_id, own, format)
            monkeypatch.setattr(Stepping, "told", lambda *_: None)
            assert quick == read_log(tmp_path / "r", clause_id, own, format), clause_id
    assert sum(stepped) > len(stepped) // 3


def test_a_step_tells_the_same_of_a_history_with_branches(tmp_path, monkeypatch):
    room = Room(random.Random(7))
    room.commit()
    room.build(tmp_path / "r")
    place = tmp_path / "r"

    def edit(which: str, words: str, message: str) -> None:
        path = place / f"clauses/{which}.txt"
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("Noting", f"Noting {words}", 1), encoding="utf-8")
        git(place, "commit", "-q", "-am", f"{message}\n\nDraft-Version: {message}")

    for number in range(3):
        git(place, "switch", "-q", "-c", f"side{number}")
        edit("clause-00002", f"[side {number}] {{USA+}}", f"s{number}a")
        edit("clause-00004", f"side {number}", f"s{number}b")
        git(place, "switch", "-q", "main")
        edit("clause-00003", f"main {number}", f"m{number}")
        git(place, "merge", "-q", "-m", f"Merge {number}", f"side{number}")
    for clause_id in room.order[1:]:
        for own in (True, False):
            monkeypatch.setattr(Stepping, "told", TOLD)
            quick = read_log(place, clause_id, own, "json")
            monkeypatch.setattr(Stepping, "told", lambda *_: None)
            assert quick == read_log(place, clause_id, own, "json"), clause_id
