"""A whole session between two delegations: one has draftvc, the other has nothing but git.

They exchange branches through a server that looks at every push. Each edit brings a word of its
own in, so that a word that is missing at the end is a word that was lost.
"""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.cli.program import SAMPLES, draftvc, git

ROUNDS = 5
PROGRAMS = str(Path(sys.executable).parent)


@dataclass
class Delegation:
    """A clone, and who works in it."""

    name: str
    place: Path
    has_draftvc: bool
    words: list[str] = field(default_factory=list)
    """Each word that an edit of theirs brought in."""

    def call(self, *args: str, ok: bool = True) -> subprocess.CompletedProcess[str]:
        """Call git as they would on their machine."""
        path = os.environ["PATH"].split(os.pathsep)
        if not self.has_draftvc:
            path = [each for each in path if not (Path(each) / "draftvc").exists()]
        elif PROGRAMS not in path:
            path = [PROGRAMS, *path]
        who = ("-c", f"user.name={self.name}", "-c", f"user.email={self.name}@example.org")
        done = subprocess.run(
            ["git", *who, *args],
            cwd=self.place,
            env={**os.environ, "PATH": os.pathsep.join(path)},
            capture_output=True,
            text=True,
        )
        assert not ok or done.returncode == 0, (args, done.stdout, done.stderr)
        return done

    def edit(self, chance: random.Random, number: int) -> None:
        """Change a few clauses with an editor, and commit."""
        files = sorted((self.place / "clauses").iterdir())
        open_ones = [file for file in files if "ad ref" not in file.read_text("utf-8").lower()]
        for file in chance.sample(open_ones, 4):
            text = file.read_text(encoding="utf-8")
            word = f"{self.name}word{number}n{len(self.words)}"
            spots = [match.start() for match in re.finditer(r"(?<=[a-z]) (?=[a-z])", text)]
            if not spots:
                continue
            at = chance.choice(spots)
            new = chance.choice((word, f"[{word}] {{{self.name}+}}"))
            file.write_text(f"{text[:at]} {new}{text[at:]}", encoding="utf-8")
            self.words.append(word)
        self.call("commit", "-qam", f"{self.name}: round {number}")

    def take_in(self, branch: str) -> None:
        """Merge what the other side pushed; where git cannot, keep the wording of both."""
        self.call("fetch", "-q", "origin")
        done = self.call("merge", "-q", "--no-edit", f"origin/{branch}", ok=False)
        if done.returncode == 0:
            return
        unmerged = self.call("diff", "--name-only", "--diff-filter=U", "-z").stdout
        for name in filter(None, unmerged.split("\0")):
            file = self.place / name
            # One wording below the other: what people do who have no better way.
            text = re.sub(r"(?m)^(<<<<<<<|=======|>>>>>>>).*\n", "", file.read_text("utf-8"))
            file.write_text(text, encoding="utf-8")
            self.call("add", "--", name)
        self.call("commit", "-q", "--no-edit", "--no-verify")


@pytest.fixture
def room(tmp_path: Path) -> tuple[Delegation, Delegation, Path]:
    first = tmp_path / "secretariat"
    draftvc("init", first)
    assert draftvc("import", SAMPLES / "resolution-v3.txt", cwd=first).code == 0
    server = tmp_path / "server.git"
    git("clone", "-q", "--bare", first, server, cwd=tmp_path)
    assert draftvc("-C", server, "hooks", "install", "--server").code == 0
    places = tmp_path / "with draftvc", tmp_path / "with git alone"
    for place in places:
        git("clone", "-q", server, place, cwd=tmp_path)
    assert draftvc("-C", places[0], "git", "enable").code == 0
    return Delegation("KEN", places[0], True), Delegation("NOR", places[1], False), server


def test_nothing_is_lost_in_a_session(room):
    ours, theirs, server = room
    chance = random.Random(20250311)
    main = ours.call("branch", "--show-current").stdout.strip()
    for number in range(ROUNDS):
        for side in (ours, theirs):
            side.call("checkout", "-q", "-B", side.name, f"origin/{main}")
            side.edit(chance, number)
            side.call("push", "-qf", "origin", side.name)
        # They take turns in bringing both branches together.
        host, guest = (ours, theirs) if number % 2 == 0 else (theirs, ours)
        host.take_in(guest.name)
        host.call("push", "-q", "origin", f"HEAD:{main}")
        for side in (ours, theirs):
            side.call("fetch", "-q", "origin")
    for side in (ours, theirs):
        side.call("checkout", "-q", "--detach", f"origin/{main}")
    final = draftvc("export", cwd=ours.place).out
    assert [word for word in ours.words + theirs.words if word not in final] == []
    assert ours.call("rev-parse", "HEAD").stdout == theirs.call("rev-parse", "HEAD").stdout
    for place in (ours.place, theirs.place, server):
        git("fsck", "--strict", cwd=place)
    for side in (ours, theirs):
        assert side.call("status", "--porcelain").stdout == ""
    broken = ("diff", "v1", "HEAD", "--only", "syntax.broken", "--exit-code")
    assert draftvc(*broken, cwd=ours.place).code == 0


def test_what_one_side_cannot_check_the_server_does(room):
    _, theirs, _ = room
    files = {file.name: file for file in (theirs.place / "clauses").iterdir()}
    open_one = next(f for f in files.values() if "ad ref" not in f.read_text("utf-8").lower())
    agreed = next(f for f in files.values() if "ad ref" in f.read_text("utf-8").lower())
    # A bracket that nobody closes.
    open_one.write_text(open_one.read_text("utf-8").rstrip() + " [and more\n", encoding="utf-8")
    theirs.call("commit", "-qam", "Forget a bracket")
    refused = theirs.call("push", "origin", "HEAD", ok=False)
    assert refused.returncode != 0
    assert "E101" in refused.stderr
    theirs.call("reset", "-q", "--hard", "HEAD~1")
    # Agreed text, first without a word of it, then announced.
    agreed.write_text(agreed.read_text("utf-8").replace(" the ", " each ", 1), encoding="utf-8")
    theirs.call("commit", "-qam", "Change a word")
    refused = theirs.call("push", "origin", "HEAD", ok=False)
    assert refused.returncode != 0
    assert "E303" in refused.stderr
    label = re.search(r"Reopens: (\S+)", refused.stderr)
    assert label, refused.stderr
    message = f'Change a word\n\nReopens: {label[1]} "the river is meant" By: NOR'
    theirs.call("commit", "-q", "--amend", "-m", message)
    theirs.call("push", "-q", "origin", "HEAD")
