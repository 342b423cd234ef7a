"""What every test stands on: a git of its own, and property tests that repeat themselves."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# The default profile gives the same examples on every machine; the long one searches.
settings.register_profile(
    "fixed",
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=100,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "long",
    database=None,
    deadline=None,
    max_examples=100_000,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fixed"))

IDENTITY = {"name": "Test Secretariat", "email": "secretariat@example.org"}
_GITCONFIG = f"""[user]
\tname = {IDENTITY["name"]}
\temail = {IDENTITY["email"]}
[init]
\tdefaultBranch = main
[commit]
\tgpgSign = false
[gc]
\tauto = 0
"""
# What would let the machine of the developer speak into a test.
_FOREIGN = (
    *("GIT_", "DRAFTVC_", "XDG_", "EDITOR", "VISUAL", "PAGER", "NO_COLOR", "FORCE_COLOR"),
    # Without it a program that is started a thousand times is compiled a thousand times.
    "PYTHONDONTWRITEBYTECODE",
)


@pytest.fixture(scope="session", autouse=True)
def _isolated_git(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give git and libgit2 a HOME of their own and an identity, for the whole run."""
    home = tmp_path_factory.mktemp("home")
    (home / ".gitconfig").write_text(_GITCONFIG, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith(_FOREIGN)]:
            patch.delenv(name)
        patch.setenv("HOME", str(home))
        patch.setenv("USERPROFILE", str(home))
        patch.setenv("XDG_CONFIG_HOME", str(home / ".config"))
        patch.setenv("GIT_CONFIG_GLOBAL", str(home / ".gitconfig"))
        patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
        patch.setenv("GIT_TERMINAL_PROMPT", "0")
        patch.setenv("LC_ALL", "C.UTF-8")
        patch.setenv("TZ", "UTC")
        _point_libgit2_at(home)
        yield home


def _point_libgit2_at(home: Path) -> None:
    """Make libgit2 read the same configuration as git: it looks at neither variable."""
    import pygit2
    from pygit2.enums import ConfigLevel

    for level in (ConfigLevel.PROGRAMDATA, ConfigLevel.SYSTEM, ConfigLevel.XDG):
        pygit2.settings.search_path[level] = ""
    pygit2.settings.search_path[ConfigLevel.GLOBAL] = str(home)


@pytest.fixture
def home(_isolated_git: Path) -> Path:
    """Return the HOME that git sees in this run; its .gitconfig holds the identity."""
    return _isolated_git
