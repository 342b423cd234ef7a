"""The architecture, read from the imports: who may know whom, and how large anything may grow.

Every check is a function from modules to sentences, so that the checks themselves can be tried on
sources that break the rules. A failure names the offender and the rule.
"""

from __future__ import annotations

import ast
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

PACKAGE = "draftvc"
SOURCE = Path(__file__).parent.parent / "src" / PACKAGE

# Lowest first. A module imports only from lower rows or from its own package.
ROWS: tuple[tuple[str, ...], ...] = (
    ("errors", "limits", "source", "diagnostics"),
    ("notation",),
    ("draft",),
    ("diff", "checks"),
    ("merge",),
    ("store", "formats", "report"),  # never each other
    ("app",),
    ("drivers",),
    ("cli", "web"),
)
PURE_ROWS = range(5)
ROW_OF = {name: number for number, row in enumerate(ROWS) for name in row}
ENTRY_POINT = f"{PACKAGE}.__main__"  # above the table: it chooses what is imported at all
ROOT = PACKAGE  # below the table: holds the version and imports nothing
DATA = {"samples", "parties"}  # packages of text, without code: drafts, the list of parties

# Modules that may import inside a function or by name, each with its reason.
LAZY_TABLES: dict[str, str] = {
    ENTRY_POINT: "dispatches --version, hooks and drivers before the command line is imported",
    f"{PACKAGE}.cli.table": "imports the command that is called, and no other",
    f"{PACKAGE}.report.formats": "imports the format asked for: text needs no rich, no msgspec",
    f"{PACKAGE}.notation.grammar": "fetches lark where a text asks for a grammar: most do not",
    f"{PACKAGE}.drivers.dispatch": "loads what reads drafts when a commit touched one",
    f"{PACKAGE}.app.texts": "reads a file where one is named: clauses of a revision are known",
    f"{PACKAGE}.app.logs": "loads what compares while the git program looks for the commits",
    f"{PACKAGE}.app.history_faults": "looks at commits where a call failed: few calls do",
    f"{PACKAGE}.app.desk": "opens a repository or lists the parties where asked: most calls do not",
}

# Outside libraries and the one place that knows each.
SEAMS: dict[str, tuple[str, ...]] = {
    "lark": ("notation",),
    "pygit2": ("store",),
    "rich": ("report", "cli"),
    "typer": ("cli",),
    "cydifflib": ("diff",),
    "tomlkit": ("store", "app"),
    "click": (),  # vendored by typer: not ours to import
}
# Libraries that one module alone may import.
ONE_FILE = ("cydifflib", "tomlkit")
# Who may start programs. In store/ it is one module, the seam to the git program.
STARTS_PROGRAMS = {
    f"{PACKAGE}.cli.editor": "opens a clause in the editor",
    f"{PACKAGE}.cli.pager": "pipes a report to the pager",
}

# What a pure module must not import: files, clock, chance, environment, logging.
IMPURE_IMPORTS = (
    *("os", "io", "pathlib", "glob", "shutil", "tempfile", "fcntl", "mmap", "fileinput"),
    *("importlib.resources", "sqlite3", "urllib", "socket", "select"),
    *("subprocess", "multiprocessing", "threading", "asyncio", "signal"),
    *("time", "random", "secrets", "uuid", "getpass", "locale", "platform", "logging"),
)
IMPURE_CALLS = frozenset({"open", "input", "print", "breakpoint", "eval", "exec"})
IMPURE_ATTRIBUTES = frozenset(
    {
        ("datetime", "now"),
        ("datetime", "today"),
        ("datetime", "utcnow"),
        ("date", "today"),
        ("sys", "argv"),
        ("sys", "stderr"),
        ("sys", "stdin"),
        ("sys", "stdout"),
        ("sys", "setrecursionlimit"),
    }
)

MODULE_LINES = 400
FUNCTION_LINES = 80


@dataclass(frozen=True)
class Import:
    """One import of a module: what, on which line, and whether it waits inside a function."""

    target: str
    line: int
    deferred: bool


@dataclass(frozen=True)
class Module:
    """A module of the package, with everything it imports, own modules resolved."""

    name: str
    path: Path
    tree: ast.Module
    lines: int
    imports: tuple[Import, ...]

    @property
    def part(self) -> str:
        """The name in the layer table: `diff` for draftvc.diff.align; empty for the root."""
        return self.name.split(".")[1] if "." in self.name else ""

    def at(self, line: int) -> str:
        """Where an offender stands, in the form that editors open."""
        return f"{self.path.name}:{line} ({self.name})"


def load(source: Path = SOURCE) -> tuple[Module, ...]:
    """Read every module under `source`, which is the package's own folder."""
    paths = {_module_name(path, source): path for path in sorted(source.rglob("*.py"))}
    return tuple(_read(name, path, frozenset(paths)) for name, path in paths.items())


def _module_name(path: Path, source: Path) -> str:
    parts = [PACKAGE, *path.relative_to(source).with_suffix("").parts]
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _read(name: str, path: Path, known: frozenset[str]) -> Module:
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text, filename=str(path))
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    imports = tuple(
        Import(target, node.lineno, deferred)
        for node, deferred in _import_nodes(tree)
        for target in _targets(node, package, known)
    )
    return Module(name, path, tree, text.count("\n"), imports)


def _import_nodes(
    tree: ast.AST, deferred: bool = False
) -> Iterator[tuple[ast.stmt | ast.Call, bool]]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import | ast.ImportFrom) or _imports_by_name(node):
            assert isinstance(node, ast.Import | ast.ImportFrom | ast.Call)
            yield node, deferred or isinstance(node, ast.Call)
        inside = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        yield from _import_nodes(node, deferred or inside)


def _imports_by_name(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call):
        return False
    called = (
        node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    )
    return called in {"import_module", "__import__"}


def _targets(node: ast.stmt | ast.Call, package: str, known: frozenset[str]) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        base = _absolute(node, package)
        for alias in node.names:
            name = f"{base}.{alias.name}"
            # `from package import thing`: the module `thing` where there is one, else the package.
            own_module = name in known or base.split(".")[0] != PACKAGE
            yield name if own_module else base
    elif isinstance(node, ast.Call):
        first = node.args[0] if node.args else None
        # A name that is computed cannot be read here; the module must stand in LAZY_TABLES.
        yield str(first.value) if isinstance(first, ast.Constant) else "(computed)"


def _absolute(node: ast.ImportFrom, package: str) -> str:
    if not node.level:
        return node.module or ""
    parts = package.split(".")
    base = parts[: len(parts) - node.level + 1]
    return ".".join([*base, node.module] if node.module else base)


def _is_own(target: str) -> bool:
    return target == PACKAGE or target.startswith(f"{PACKAGE}.")


def _begins(target: str, library: str) -> bool:
    return target == library or target.startswith(f"{library}.")


def unknown_places(modules: Iterable[Module]) -> list[str]:
    """A module that the layer table does not name."""
    return [
        f"{m.at(1)} stands in no row of the layer table; add its folder to ROWS or move it"
        for m in modules
        if m.name not in (ROOT, ENTRY_POINT) and m.part not in ROW_OF and m.part not in DATA
    ]


def upward_imports(modules: Iterable[Module]) -> list[str]:
    """An import of a higher row, or of another package of the same row."""
    found = []
    for m in modules:
        if m.name == ENTRY_POINT:
            continue
        for i in m.imports:
            if _is_own(i.target) and not _may_import(m, i.target):
                found.append(
                    f"{m.at(i.line)} imports {i.target}: a module imports only from lower rows "
                    f"or its own package, and this goes {_rows(m, i.target)}"
                )
    return found


def _may_import(module: Module, target: str) -> bool:
    part = target.split(".")[1] if "." in target else ""
    if not part or part in DATA:
        return True
    if not module.part:
        return False
    if part == module.part:
        return True
    own, other = ROW_OF.get(module.part, -1), ROW_OF.get(part, len(ROWS))
    # The modules of row 0 stand in one package, the root: cycles among them are found elsewhere.
    return other < own or own == other == 0


def _rows(module: Module, target: str) -> str:
    part = target.split(".")[1]
    return f"from row {ROW_OF.get(module.part, '?')} to row {ROW_OF.get(part, 'above all')}"


def cycles(modules: Iterable[Module]) -> list[str]:
    """Modules that import each other, by any way round."""
    graph = {m.name: {i.target for i in m.imports if _is_own(i.target)} for m in modules}
    found: set[frozenset[str]] = set()
    told = []
    for start in graph:
        loop = _way_back(graph, start)
        if loop and frozenset(loop) not in found:
            found.add(frozenset(loop))
            told.append(f"{' → '.join([*loop, start])}: no import cycles")
    return told


def _way_back(graph: dict[str, set[str]], start: str) -> list[str]:
    """The shortest chain of imports from `start` back to itself; empty where there is none."""
    waiting = [[start]]
    seen = set()
    while waiting:
        chain = waiting.pop(0)
        for target in sorted(graph.get(chain[-1], ())):
            if target == start:
                return chain
            if target not in seen:
                seen.add(target)
                waiting.append([*chain, target])
    return []


def deferred_imports(modules: Iterable[Module]) -> list[str]:
    """An import that waits inside a function, outside the named lazy tables.

    The standard library is free: nothing is hidden by fetching `traceback` where it is needed.
    """
    outside = {*SEAMS, "msgspec", "(computed)"}
    return [
        f"{m.at(i.line)} imports {i.target} inside a function or by name: only the lazy tables do; "
        "import it at the top, or name the module and the reason in LAZY_TABLES"
        for m in modules
        for i in m.imports
        if i.deferred
        and m.name not in LAZY_TABLES
        and (_is_own(i.target) or any(_begins(i.target, library) for library in outside))
    ]


def broken_seams(modules: Iterable[Module]) -> list[str]:
    """An outside library that is known in more places than its seam."""
    modules = tuple(modules)
    found = []
    for library, places in SEAMS.items():
        users = [
            (m, next(i.line for i in m.imports if _begins(i.target, library)))
            for m in modules
            if any(_begins(i.target, library) for i in m.imports)
        ]
        rule = f"{library} is known only in {', '.join(f'{p}/' for p in places) or 'no module'}"
        found += [
            f"{m.at(line)} imports {library}: {rule}" for m, line in users if m.part not in places
        ]
        if library in ONE_FILE and len(users) > 1:
            names = ", ".join(m.name for m, _ in users)
            found.append(f"{names} import {library}: one module is its seam")
    return found + _program_starters(modules)


def _program_starters(modules: Iterable[Module]) -> list[str]:
    starters = [m for m in modules if any(_begins(i.target, "subprocess") for i in m.imports)]
    store = [m.name for m in starters if m.part == "store"]
    found = [
        f"{m.at(1)} imports subprocess: outside store/ only {', '.join(STARTS_PROGRAMS)} do"
        for m in starters
        if m.part != "store" and m.name not in STARTS_PROGRAMS
    ]
    if len(store) > 1:
        found.append(f"{', '.join(store)} import subprocess: the git program has one seam")
    return found


def impurities(modules: Iterable[Module]) -> list[str]:
    """Files, clock, chance, environment, logging or global state in rows 0 to 4."""
    rule = "rows 0 to 4 are pure: what they need is a value passed down"
    found = []
    for m in modules:
        if ROW_OF.get(m.part) not in PURE_ROWS:
            continue
        for i in m.imports:
            if any(_begins(i.target, name) for name in IMPURE_IMPORTS):
                found.append(f"{m.at(i.line)} imports {i.target}: {rule}")
        for node in ast.walk(m.tree):
            what = _impure(node)
            if what:
                found.append(f"{m.at(getattr(node, 'lineno', 1))} uses {what}: {rule}")
    return found


def _impure(node: ast.AST) -> str:
    if isinstance(node, ast.Global):
        return f"global {', '.join(node.names)}"
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return f"{node.func.id}()" if node.func.id in IMPURE_CALLS else ""
    if isinstance(node, ast.Attribute):
        owner = node.value
        last = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
        return f"{last}.{node.attr}" if (last, node.attr) in IMPURE_ATTRIBUTES else ""
    return ""


def too_large(modules: Iterable[Module]) -> list[str]:
    """A module or a function in which more than one thing lives."""
    found = []
    for m in modules:
        if m.lines > MODULE_LINES:
            found.append(f"{m.at(1)} has {m.lines} lines: a module has at most {MODULE_LINES}")
        for node in ast.walk(m.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > FUNCTION_LINES:
                    found.append(
                        f"{m.at(node.lineno)} {node.name} has {length} lines: "
                        f"a function has at most {FUNCTION_LINES}"
                    )
    return found


def code_among_data(modules: Iterable[Module]) -> list[str]:
    """Code in a package that is there for its text."""
    return [
        f"{m.at(1)} holds code: {m.part}/ holds text only"
        for m in modules
        if m.part in DATA and len(m.tree.body) > 1
    ]


CHECKS = (
    unknown_places,
    upward_imports,
    cycles,
    deferred_imports,
    broken_seams,
    impurities,
    too_large,
    code_among_data,
)


@pytest.fixture(scope="module")
def modules() -> tuple[Module, ...]:
    return load()


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_sources_keep_the_rule(check, modules):
    offenders = check(modules)
    assert not offenders, "\n" + "\n".join(offenders)


def test_the_lazy_tables_exist(modules):
    """A reason that outlived its module would let a new one of that name in unseen."""
    names = {m.name for m in modules}
    assert set(LAZY_TABLES) <= names | {ENTRY_POINT}


BROKEN = [
    (upward_imports, "notation/marks.py", "from draftvc.diff import align", "diff.align"),
    (upward_imports, "store/tree.py", "from ..report import text", "row 5 to row 5"),
    (upward_imports, "checks/rule.py", "import draftvc.diff.align", "row 3 to row 3"),
    (upward_imports, "draft/model.py", "def f():\n    from ..app import use", "draftvc.app"),
    (unknown_places, "helpers.py", "", "stands in no row"),
    (deferred_imports, "draft/model.py", "def f():\n    from ..notation import marks", "inside"),
    (deferred_imports, "store/git.py", "def f():\n    import pygit2", "pygit2"),
    (deferred_imports, "app/x.py", "import importlib\nimportlib.import_module(n)", "(computed)"),
    (broken_seams, "app/use.py", "import pygit2", "known only in store/"),
    (broken_seams, "draft/model.py", "from lark import Lark", "known only in notation/"),
    (broken_seams, "drivers/hook.py", "from rich.text import Text", "report/, cli/"),
    (broken_seams, "cli/main.py", "import click", "no module"),
    (broken_seams, "app/edit.py", "import subprocess", "subprocess"),
    (impurities, "diff/align.py", "import os.path", "os.path"),
    (impurities, "draft/date.py", "from datetime import date\nNOW = date.today()", "date.today"),
    (impurities, "limits.py", "TEXT = open('limits').read()", "open()"),
    (impurities, "notation/n.py", "n = 0\ndef f():\n    global n\n    n = 1", "global n"),
    (too_large, "draft/model.py", "x = 1\n" * (MODULE_LINES + 1), "at most 400"),
    (too_large, "draft/model.py", "def f():\n" + "    x = 1\n" * FUNCTION_LINES, "at most 80"),
    (code_among_data, "samples/read.py", "import os\nx = os", "text only"),
]


@pytest.mark.parametrize(("check", "path", "source", "named"), BROKEN)
def test_a_broken_rule_is_named(tmp_path, check, path, source, named):
    _package(tmp_path, {"diff/align.py": "", path: source})
    offenders = check(load(tmp_path))
    assert len(offenders) == 1
    assert named in offenders[0]
    assert Path(path).stem in offenders[0]


def test_a_cycle_is_told_once_as_its_shortest_way(tmp_path):
    _package(
        tmp_path,
        {
            "errors.py": "from . import limits",
            "limits.py": "from draftvc.source import text",
            "source.py": "import draftvc.errors",
            "diagnostics.py": "from draftvc import errors, limits",
        },
    )
    assert cycles(load(tmp_path)) == [
        "draftvc.errors → draftvc.limits → draftvc.source → draftvc.errors: no import cycles"
    ]


def test_what_the_rules_allow_passes(tmp_path):
    _package(
        tmp_path,
        {
            "errors.py": "from draftvc import __version__",
            "source.py": "from .errors import E",
            "notation/marks.py": "from lark import Lark\nfrom ..source import S",
            "draft/model.py": "from ..notation.marks import Mark\nfrom . import labels",
            "draft/labels.py": "import re",
            "diff/match.py": textwrap.dedent(
                """
                import difflib
                try:
                    import cydifflib as fast
                except ImportError:
                    fast = difflib
                """
            ),
            "store/git.py": "import subprocess\nimport pygit2\nimport os",
            "__main__.py": "def main():\n    from .cli import app",
        },
    )
    modules = load(tmp_path)
    assert [offender for check in CHECKS for offender in check(modules)] == []


def _package(root: Path, files: dict[str, str]) -> None:
    """Write the files of a package, and the `__init__.py` of each folder."""
    for name, source in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        for folder in (path.parent, root):
            (folder / "__init__.py").touch()
        path.write_text(source, encoding="utf-8")
