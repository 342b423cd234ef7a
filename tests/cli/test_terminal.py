"""Colour, width, pager, editor and progress: what the terminal and its user's wishes decide."""

from __future__ import annotations

import io
import sys

import pytest

from draftvc.cli import editor as editing
from draftvc.cli import pager as paging
from draftvc.cli import terminal
from draftvc.cli.progress import Progress


@pytest.fixture
def on_terminal(monkeypatch):
    monkeypatch.setattr(terminal, "is_terminal", lambda: True)


@pytest.mark.parametrize(
    ("wish", "env", "expected"),
    [
        ("auto", {}, True),
        ("auto", {"NO_COLOR": "1"}, False),
        ("auto", {"NO_COLOR": ""}, True),
        ("auto", {"TERM": "dumb"}, False),
        ("always", {"NO_COLOR": "1"}, True),
        ("never", {}, False),
    ],
)
def test_colour_on_a_terminal(on_terminal, wish, env, expected):
    assert terminal.look(wish, env).color is expected


@pytest.mark.parametrize(("wish", "expected"), [("auto", False), ("always", True)])
def test_colour_elsewhere(monkeypatch, wish, expected):
    monkeypatch.setattr(terminal, "is_terminal", lambda: False)
    assert terminal.look(wish, {}).color is expected


@pytest.mark.parametrize(("columns", "width"), [("120", 120), ("0", 80), ("wide", 80), ("", 80)])
def test_width(monkeypatch, columns, width):
    monkeypatch.setattr(terminal, "is_terminal", lambda: False)
    assert terminal.look("auto", {"COLUMNS": columns}).width == width


PAGERS = [
    ({"DRAFTVC_PAGER": "a", "GIT_PAGER": "b", "PAGER": "c"}, "d", "a"),
    ({"GIT_PAGER": "b", "PAGER": "c"}, "d", "b"),
    ({"PAGER": "c"}, "d", "d"),
    ({"PAGER": "c"}, None, "c"),
    ({}, None, "less -FRX"),
    ({"DRAFTVC_PAGER": "cat", "PAGER": "c"}, "d", None),
    ({"DRAFTVC_PAGER": ""}, "d", None),
    ({}, "cat", None),
]


@pytest.mark.parametrize(("env", "configured", "expected"), PAGERS)
def test_the_pager_is_chosen_in_the_order_of_git(monkeypatch, tmp_path, env, configured, expected):
    monkeypatch.setattr(paging, "git_config", lambda *_: configured)
    monkeypatch.setattr("shutil.which", lambda _: "/usr/bin/less")
    assert paging.pager(tmp_path, env) == expected


def test_without_a_repository_git_is_not_asked_for_a_pager(monkeypatch):
    monkeypatch.setattr(paging, "git_config", lambda *_: pytest.fail("git was asked"))
    monkeypatch.setattr("shutil.which", lambda _: None)
    assert paging.pager(None, {}) is None


EDITORS = [
    ({"GIT_EDITOR": "a", "VISUAL": "c", "EDITOR": "d"}, "b", "a"),
    ({"VISUAL": "c", "EDITOR": "d"}, "b", "b"),
    ({"VISUAL": "c", "EDITOR": "d"}, None, "c"),
    ({"VISUAL": "c", "EDITOR": "d", "TERM": "dumb"}, None, "d"),
    ({}, None, "vi"),
]


@pytest.mark.parametrize(("env", "configured", "expected"), EDITORS)
def test_the_editor_is_chosen_in_the_order_of_git(monkeypatch, env, configured, expected):
    monkeypatch.setattr(editing, "git_config", lambda *_: configured)
    assert editing.editor(None, env) == expected


class Tty(io.StringIO):
    def isatty(self):
        return True


def test_progress_is_silent_for_a_second_then_counts_and_clears(monkeypatch):
    err, now = Tty(), [0.0]
    monkeypatch.setattr(sys, "stderr", err)
    progress = Progress("revisions", clock=lambda: now[0])
    for _ in range(999):
        progress.tick()
    assert err.getvalue() == ""
    now[0] = 1.1
    progress.tick()
    assert err.getvalue() == "\r1,000 revisions read …"
    progress.tick()  # too soon to say more
    progress.stop()
    assert err.getvalue().endswith("\r\x1b[K")
    now[0] = 5.0
    progress.tick()
    assert err.getvalue().count("read") == 1


def test_progress_says_nothing_into_a_file(monkeypatch):
    err = io.StringIO()
    monkeypatch.setattr(sys, "stderr", err)
    progress = Progress("revisions", clock=iter([0.0, 2.0, 4.0, 6.0]).__next__)
    progress.tick()
    progress.clear()
    assert err.getvalue() == ""
