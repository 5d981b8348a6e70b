"""Modules load when something of theirs is first used, and can be replaced in a test as any others."""

from __future__ import annotations

import ast
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from tests import given

from nextrung.lazy import lazy

PACKAGE = given.PROJECT / "desktop" / "nextrung"
ALONE = {"intake/own_process.py", "ui/charts/pictures.py"}
"""Where the module may be missing on a system, or another library is told how to load it."""


def test_that_a_module_loads_with_the_first_use() -> None:
    script = (
        "import sys; from nextrung.lazy import lazy; colors = lazy('colorsys');"
        "print('colorsys' in sys.modules, colors.rgb_to_hsv(1, 1, 1), 'colorsys' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={"PYTHONPATH": str(PACKAGE.parent)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["False", "(0.0,", "0.0,", "1)", "True"]


def test_that_what_is_replaced_in_the_module_is_replaced_for_all(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = lazy("nextrung.clock")
    monkeypatch.setattr("nextrung.clock.utc_now", "replaced")
    assert clock.utc_now == "replaced"


def test_that_a_name_that_is_not_there_is_said_with_its_module() -> None:
    with pytest.raises(AttributeError, match=r"nextrung\.clock.*no_such_thing"):
        _ = lazy("nextrung.clock").no_such_thing


def late(file: Path) -> dict[str, str]:
    """What is loaded late in a file, by the name it has there."""
    found: dict[str, str] = {}
    for one in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        match one:
            case ast.Assign([ast.Name(name)], ast.Call(ast.Name("lazy"), [ast.Constant(module)])):
                found[name] = str(module)
    return found


def imported(file: Path) -> dict[str, str]:
    """What type checkers and packagers are told of, by the name it has there."""
    found: dict[str, str] = {}
    for block in ast.parse(file.read_text(encoding="utf-8")).body:
        if isinstance(block, ast.If) and isinstance(block.test, ast.Name) and block.test.id == "TYPE_CHECKING":
            for one in block.body:
                if isinstance(one, ast.ImportFrom):
                    found |= {part.asname or part.name: f"{one.module}.{part.name}" for part in one.names}
                elif isinstance(one, ast.Import):
                    found |= {part.asname or part.name: part.name for part in one.names}
    return found


def test_that_what_loads_late_is_what_type_checkers_read() -> None:
    files = [file for file in PACKAGE.rglob("*.py") if late(file)]
    assert len(files) > 20
    for file in files:
        known = imported(file)
        for name, module in late(file).items():
            assert known.get(name) == module, (file, name)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="some of them are for Linux alone")
def test_that_what_loads_late_is_no_function_called_like_its_module() -> None:
    for module in {module for file in PACKAGE.rglob("*.py") for module in late(file).values()}:
        package, _, name = module.rpartition(".")
        if package:
            assert getattr(import_module(package), name, None) in {None, import_module(module)}, module


def test_that_nothing_else_loads_late() -> None:
    for file in PACKAGE.rglob("*.py"):
        inside = [
            one
            for function in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
            for one in ast.walk(function)
            if isinstance(one, ast.Import | ast.ImportFrom)
        ]
        assert not inside or file.relative_to(PACKAGE).as_posix() in ALONE, file
