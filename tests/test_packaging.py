"""What a user installs: the wheel holds what the program reads, and the notices are complete."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
import zipfile
from email.parser import HeaderParser
from importlib.resources import files
from pathlib import Path

import lark
import pytest

import draftvc
from draftvc.notation import addresses, groups

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
SAMPLES = [f"resolution-v{number}.txt" for number in (1, 2, 3, 4)]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The wheel, built as an installer would build it, with the tools at hand."""
    target = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(target)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (path,) = target.glob("*.whl")
    return zipfile.ZipFile(path)


def test_the_wheel_holds_every_module_and_the_type_marker(wheel):
    source = ROOT / "src"
    ours = {path.relative_to(source).as_posix() for path in source.rglob("*.py")}
    assert ours | {"draftvc/py.typed"} <= set(wheel.namelist())


def test_the_wheel_holds_the_tables_of_the_grammars_as_they_stand(wheel):
    text = wheel.read("draftvc/notation/_tables.py").decode()
    (assigned,) = [node for node in ast.parse(text).body if isinstance(node, ast.Assign)]
    tables = ast.literal_eval(assigned.value)
    made = {name: table[:2] for name, table in tables.items()}
    assert made == {
        "groups": (lark.__version__, groups.GRAMMAR),
        "addresses": (lark.__version__, addresses.GRAMMAR),
    }


def test_the_wheel_holds_the_samples_and_their_story(wheel):
    names = {f"draftvc/samples/{name}" for name in [*SAMPLES, "README.md"]}
    assert names <= set(wheel.namelist())


def test_the_wheel_holds_the_list_of_parties(wheel):
    assert "draftvc/parties/registry.toml" in wheel.namelist()


def test_the_wheel_holds_the_hooks_byte_for_byte(wheel):
    hooks = [path for path in (ROOT / "hooks").iterdir() if path.is_file()]
    assert hooks
    for hook in hooks:
        assert wheel.read(f"draftvc/hooks/{hook.name}") == hook.read_bytes()


def test_the_wheel_holds_nothing_else(wheel):
    tops = {name.split("/")[0] for name in wheel.namelist()}
    assert tops == {"draftvc", f"draftvc-{draftvc.__version__}.dist-info"}


def test_the_wheel_carries_licence_notice_and_version(wheel):
    info = f"draftvc-{draftvc.__version__}.dist-info"
    metadata = HeaderParser().parsestr(wheel.read(f"{info}/METADATA").decode())
    assert metadata["License-Expression"] == "Apache-2.0"
    assert set(metadata.get_all("License-File", [])) == {"LICENSE", "NOTICE"}
    assert "draftvc = draftvc.__main__:main" in wheel.read(f"{info}/entry_points.txt").decode()


def _name(requirement: str) -> str:
    match = re.match(r"[A-Za-z0-9_.-]+", requirement)
    assert match
    return match[0].lower()


def test_the_notice_names_every_package_that_a_user_gets():
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    extras = [
        requirement
        for extra, requirements in PROJECT["optional-dependencies"].items()
        if extra != "dev"
        for requirement in requirements
    ]
    for requirement in [*PROJECT["dependencies"], *extras]:
        assert re.search(rf"^  {_name(requirement)}\b", notice, re.MULTILINE), requirement
    assert "linking exception" in notice


def test_importing_the_package_imports_nothing():
    """`--version` is answered within twice the start of a bare interpreter."""
    code = (
        "import sys; before = set(sys.modules); import draftvc; "
        "print(*sorted(set(sys.modules) - before))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert run.stdout.split() == ["draftvc"]


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_a_hard_wrapped_page(name):
    text = (files("draftvc") / "samples" / name).read_text(encoding="utf-8")
    lines = text.splitlines()
    assert 60 <= len(lines) <= 90
    assert text.endswith(".\n") or re.search(r"\d\d\.\d\d\n$", text)
    assert not [line for line in lines if line != line.strip() or not line]


def test_the_samples_are_wrapped_at_differing_widths():
    """Layout is not change: a demo whose pages all broke at one column would prove nothing."""
    texts = [(files("draftvc") / "samples" / name).read_text(encoding="utf-8") for name in SAMPLES]
    # The front is not wrapped, whatever the width.
    assert len({max(map(len, text.splitlines()[6:])) for text in texts}) == len(SAMPLES)
