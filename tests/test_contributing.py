"""What the pages for contributors name is there: files, functions, layers, and as many files as a change takes."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import cache
from itertools import product
from pathlib import Path

import pytest
import yaml
from tests.given import PROJECT

PROGRAM = PROJECT / "desktop" / "nextrung"
PAGES = ("ARCHITECTURE.md", "CONTRIBUTING.md", "CODE_OF_CONDUCT.md", ".github/pull_request_template.md")
FOLDERS = (".ci", ".github", "assets", "bench", "desktop", "questionnaires", "tests")
NAMES = 46
"""Characters at the start of a line of the drawing that name packages; what follows says what they hold."""
_CODE = re.compile(r"`([^`\n]+)`")
_PATH = re.compile(r"/?(?:[\w.*{},-]+/)+[\w.*{},-]*|[\w*{},-]+\.(?:py|md|yaml|toml|spec|json|typ|lock|txt|csv|svg)")
_PLACEHOLDER = re.compile(r"(?<![A-Z])(?:NAME|KIND|OLD\.VERSION|VERSION|N)(?![A-Z])")
_DEFINED = re.compile(r"^\s*(?:class|def) (\w+)|^\s*(?:self\.)?(\w+)(?:: [^=\n]+)? = ", re.MULTILINE)


def text_of(page: str) -> str:
    return (PROJECT / page).read_text(encoding="utf-8")


@cache
def everything() -> frozenset[str]:
    """All files and folders of the project, a folder with a slash behind it."""
    inside = [one for folder in FOLDERS for one in (PROJECT / folder, *(PROJECT / folder).rglob("*"))]
    return frozenset(
        f"{one.relative_to(PROJECT).as_posix()}{'/' if one.is_dir() else ''}"
        for one in (*inside, *PROJECT.glob("*.*"), PROJECT / "LICENSE")
        if "__pycache__" not in one.parts
    )


def is_made(path: str) -> bool:
    """Whether a path is outside the project or made by its tools, and so not there in a fresh checkout."""
    ignored = [line[1:] for line in text_of(".gitignore").splitlines() if line.startswith("/")]
    return path.startswith(("/", "http")) or path.startswith(tuple(ignored))


def expanded(path: str) -> Iterator[str]:
    """The paths that one with {several,names} stands for, with * for what a contributor names."""
    parts = re.split(r"\{([^}]*)\}", _PLACEHOLDER.sub("*", path))
    for chosen in product(*(part.split(",") if at % 2 else [part] for at, part in enumerate(parts))):
        yield "".join(chosen)


def is_there(path: str, roots: tuple[str, ...]) -> bool:
    """Whether a file or folder fits a path from one of the roots; the root * is any folder."""
    wanted = [f"{root}{path}" for root in roots]
    return any(fnmatchcase(one.rstrip("/"), each.rstrip("/")) for one in everything() for each in wanted)


def paths_in(text: str) -> list[str]:
    """The paths among what is set as code."""
    words = [word for code in _CODE.findall(text) for word in code.split()]
    return [path for word in words if _PATH.fullmatch(word) for path in expanded(word) if not is_made(word)]


@cache
def defined() -> frozenset[str]:
    """Every class, function and value that the program defines."""
    source = "\n".join(path.read_text(encoding="utf-8") for path in PROGRAM.rglob("*.py"))
    return frozenset(name for found in _DEFINED.findall(source) for name in found if name)


@pytest.mark.parametrize("page", PAGES)
def test_that_every_path_that_a_page_names_is_there(page: str) -> None:
    found = paths_in(text_of(page))
    assert [path for path in found if not is_there(path, ("", "*/"))] == []
    linked = re.findall(r"\]\(([^)#]+)\)", text_of(page))
    here = (PROJECT / page).parent
    assert [link for link in linked if not link.startswith("http") and not (here / link).exists()] == []


@pytest.mark.parametrize("page", ["ARCHITECTURE.md", "CONTRIBUTING.md"])
def test_that_a_page_names_paths_at_all(page: str) -> None:
    assert len(paths_in(text_of(page))) > 20


def test_that_every_word_of_code_in_the_architecture_is_defined() -> None:
    words = [word for word in _CODE.findall(text_of("ARCHITECTURE.md")) if re.fullmatch(r"…?[A-Za-z_]\w+", word)]
    assert len(words) > 10
    folders = {one.rstrip("/").rpartition("/")[2] for one in everything()} | {"cli", "app"}
    for word in words:
        if word.startswith("…"):
            assert any(name.endswith(word[1:]) and name != word[1:] for name in defined()), word
        else:
            assert word in defined() | folders, word


def test_that_every_step_of_a_journey_is_in_the_file_that_is_named() -> None:
    steps = re.findall(r"([\w/]+\.py)::([\w.]+)", text_of("ARCHITECTURE.md"))
    assert len(steps) > 20
    for file, name in steps:
        source = (PROGRAM / file).read_text(encoding="utf-8")
        there = {one for found in _DEFINED.findall(source) for one in found}
        assert set(name.split(".")) <= there, f"{file}::{name}"


def test_that_the_drawing_has_every_layer_in_the_order_that_is_enforced() -> None:
    drawing = text_of("ARCHITECTURE.md").split("```")[1]
    contracts = tomllib.loads(text_of("pyproject.toml"))["tool"]["importlinter"]["contracts"]
    (layers,) = [one["layers"] for one in contracts if one["type"] == "layers"]
    line_of = {word: at for at, line in enumerate(drawing.splitlines()) for word in re.findall(r"\w+", line[:NAMES])}
    at = -1
    for layer in layers:
        lines = {line_of[name.removeprefix("nextrung.")] for name in re.split(r"\s*[|:]\s*", layer)}  # may be several
        assert min(lines) > at, layer
        at = max(lines)


def rows() -> dict[str, tuple[str, int, str]]:
    """What the table has by what somebody wants: the files of the program, how many, and what goes with them."""
    table = text_of("CONTRIBUTING.md").partition("| I want to add")[2].partition("\n\n")[0]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()[2:]]
    return {wanted: (files, int(number), more) for wanted, files, number, more in cells}


@pytest.mark.parametrize("wanted", rows())
def test_that_the_files_of_a_change_are_there_and_are_as_many_as_is_said(wanted: str) -> None:
    files, number, more = rows()[wanted]
    paths = paths_in(files)
    assert len(set(paths)) == len(paths) == number
    assert [path for path in paths + paths_in(more) if not is_there(path, ("", "desktop/nextrung/"))] == []


def test_that_every_kind_of_change_has_a_row() -> None:
    assert list(rows()) == [
        *("a page", "a kind of item", "an export format", "a stored field", "a chart", "a role", "a questionnaire"),
        *("a language", "a migration", "a command", "an import layout"),
    ]


def files_with(pattern: str) -> set[str]:
    """The files of the program, without the tour, in which a pattern occurs."""
    asks = re.compile(pattern)
    return {
        path.relative_to(PROGRAM).as_posix()
        for path in PROGRAM.rglob("*.py")
        if asks.search(path.read_text(encoding="utf-8")) and not path.is_relative_to(PROGRAM / "tour")
    }


def test_that_only_the_package_of_item_kinds_tells_them_apart() -> None:
    names = "Rating|Frequency|Scenario|Knowledge|Evidence"
    kinds = names.upper()
    asking = files_with(
        rf"\bKind\.(?:{kinds})\b"
        rf"|isinstance\(\w+, (?:[\w |(]*\b)?(?:{names}|SelfReport|Situation)\b"
        rf"|\bcase (?:{names})\("
        rf"|\bkind(?:\.value)? [=!]= \"(?:{kinds.lower()})\""
    )
    assert asking > {"questionnaire/kinds/situations.py"}
    assert {one for one in asking if not one.startswith("questionnaire/kinds/")} == set()


def test_that_the_row_of_item_kinds_names_every_file_that_asks_how_one_is_answered() -> None:
    files, _, more = rows()["a kind of item"]
    asking = files_with(r"\banswered_by\b")
    assert len(asking) > 1
    assert asking - {*paths_in(files), *paths_in(more)} == set()


def test_that_hooks_before_a_commit_check_what_the_linters_check() -> None:
    (repository,) = yaml.safe_load(text_of(".pre-commit-config.yaml"))["repos"]
    assert repository["repo"] == "local"
    linters = text_of(".ci/run").partition("PATH=")[2].splitlines()
    wanted = [line.replace(" check ", " ", 1) if "=" in line else line for line in linters if "check " in line]
    hooks = [hook for hook in repository["hooks"] if hook.get("stages") == ["pre-commit"]]
    entries = [hook["entry"].removeprefix("env ").replace(".venv/bin/", "") for hook in hooks]
    assert entries == [line.removeprefix("check ") for line in wanted]
    assert all(hook["language"] == "system" and not hook["pass_filenames"] for hook in hooks)


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
@pytest.mark.parametrize(
    ("message", "fits"),
    [
        ("Say what a backup keeps\n\nWhy it does.\n", True),
        ("ü" * 72, True),
        ("A" + "b" * 72, False),
        ("wip", False),
        ("WIP: backups\n", False),
        ("Wipe what was erased\n", True),
        ("\nA subject below an empty line\n", False),
        ("Subject\nwith no empty line below\n", False),
        ("Say what\n# Please enter the message\n", True),
    ],
)
def test_that_only_subjects_that_fit_pass(message: str, fits: bool, tmp_path: Path) -> None:
    file = tmp_path / "message"
    file.write_text(message, encoding="utf-8")
    done = subprocess.run([PROJECT / ".ci" / "subject", file], capture_output=True, text=True, check=False)
    assert (done.returncode == 0) is fits
    assert fits == (done.stderr == "")


def test_that_forms_for_issues_are_whole() -> None:
    forms = sorted((PROJECT / ".github" / "ISSUE_TEMPLATE").glob("*.yml"))
    assert [form.stem for form in forms] == ["bug", "config", "idea"]
    for form in forms[::2]:
        read = yaml.safe_load(form.read_text(encoding="utf-8"))
        assert read["name"]
        assert read["description"]
        ids = [part["id"] for part in read["body"] if part["type"] != "markdown"]
        assert len(set(ids)) == len(ids) > 0
        assert any(part.get("validations", {}).get("required") for part in read["body"])
