"""No command puts a file in the place of another unasked, and none in that of what it reads, asked or not."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from tests.given_first import PROJECT, VECTORS
from tests.group.people import Group, alike

from nextrung.commands.parser import add_commands
from nextrung.option_parser import Parser
from nextrung.report.formats import FORMATS

REPORTS = [one for one in FORMATS if not one.needs]
WRITING: dict[str, tuple[list[str], str]] = {
    **{f"report as {one.name}": (["report", "{in}/kim.json", "--out"], f"a{one.ending}") for one in REPORTS},
    "report of many": (["report", "{in}/kim.json", "{in}/lee.json", "--format", "csv", "--out-dir"], "lee.csv"),
    "report of the data": (["report", "--data-dir", "{data}", "--out"], "a.json"),
    "template": (["report", "--template", "quick", "--out"], "a.xlsx"),
    "backup": (["backup", "--data-dir", "{data}", "--out"], "a.db"),
    "evidence": (["evidence", "--data-dir", "{data}", "--person", "Person 000", "--out"], "a.md"),
    "pack": (["pack", "first-time-manager", "--out"], "a.nextrung-questionnaire"),
    "ask": (["ask", "--sample", "--as", "colleague", "--out"], "a.html"),
    "export of data": (["export", "--format", "data", "--data-dir", "{data}", "--out"], "a.nextrung"),
    "export": (["export", "--data-dir", "{data}", "--out-dir"], "codebook.csv"),
}
"""Every command that writes, without where it writes to, and a file that it writes."""
INTO_FOLDER = ("report of many", "export")


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Answers of two, and the data of five people."""
    place = tmp_path_factory.mktemp("source")
    for name in ("kim", "lee"):
        shutil.copy(VECTORS, place / f"{name}.json")
    group = Group(place / "data")
    alike(group, [1, 2, 3, 4, 5])
    group.workspace.close()
    return place


def run(command: str, source: Path, target: Path, *more: str) -> tuple[int, str]:
    """Run a command as a process of its own: exit code and what it says on standard error."""
    known = {"in": str(source), "data": str(source / "data")}
    arguments = [part.format(**known) for part in WRITING[command][0]]
    where = target.parent if command in INTO_FOLDER else target
    environment = os.environ | {"PYTHONPATH": str(PROJECT / "desktop"), "QT_QPA_PLATFORM": "offscreen"}
    line = [sys.executable, "-m", "nextrung", *arguments, str(where), *more]
    done = subprocess.run(line, check=False, capture_output=True, text=True, env=environment)
    return done.returncode, done.stderr


@pytest.mark.parametrize("command", WRITING)
def test_that_a_file_that_is_there_stays_unless_replacing_it_is_asked_for(
    command: str, source: Path, tmp_path: Path
) -> None:
    target = tmp_path / WRITING[command][1]
    target.write_text("kept", encoding="utf-8")
    code, said = run(command, source, target)
    assert (code, said) == (1, f"{target} is there already; name another, or add --force to replace it.\n")
    assert [one.name for one in tmp_path.iterdir()] == [target.name]
    assert target.read_text(encoding="utf-8") == "kept"
    code, said = run(command, source, target, "--force")
    assert (code, said) == (0, "")
    assert target.read_bytes() != b"kept"
    assert target.stat().st_size > 100


@pytest.mark.skipif(os.name == "nt", reason="no pipes with names")
@pytest.mark.parametrize("command", WRITING)
def test_that_nothing_takes_the_place_of_what_is_no_ordinary_file(command: str, source: Path, tmp_path: Path) -> None:
    target = tmp_path / WRITING[command][1]
    os.mkfifo(target)
    code, said = run(command, source, target, "--force")
    assert (code, said) == (1, f"{target} is no ordinary file, so nothing is written in its place; name another.\n")
    assert stat.S_ISFIFO(target.stat().st_mode)


def test_that_answers_that_are_read_are_not_replaced_even_when_asked(source: Path, tmp_path: Path) -> None:
    shutil.copy(source / "kim.json", tmp_path / "kim.json")
    before = (tmp_path / "kim.json").read_bytes()
    code, said = run("report as json", tmp_path, tmp_path / "kim.json", "--force")
    assert code == 1
    assert "holds answers that are read here" in said
    assert (tmp_path / "kim.json").read_bytes() == before


def test_that_pictures_of_an_earlier_tour_are_drawn_anew(tmp_path: Path) -> None:
    draw = [sys.executable, "-m", "nextrung", "tour", "--only", "0-welcome", "--theme", "light", str(tmp_path)]
    environment = os.environ | {"PYTHONPATH": str(PROJECT / "desktop"), "QT_QPA_PLATFORM": "offscreen"}
    picture = tmp_path / "0-welcome-light.png"
    picture.write_text("old", encoding="utf-8")
    subprocess.run(draw, check=True, capture_output=True, env=environment)
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_that_every_command_that_takes_a_place_to_write_to_has_force() -> None:
    parsers = add_commands(Parser())
    writing = {name for name, parser in parsers.items() if re.search(r"--out(-dir)?\b", parser.format_usage())}
    # a folder for a questionnaire that is read has to be new or empty, which no option changes
    assert writing - {"import"} == {"report", "backup", "pack", "ask", "export", "evidence"}
    writing.remove("import")
    assert all("--force" in parsers[name].format_usage() for name in writing)
    assert {arguments[0] for arguments, _ in WRITING.values()} == writing
