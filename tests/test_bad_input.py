"""Every command with every kind of bad input: one sentence, the exit code 1, and nothing made by looking."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Protocol

import pytest
from tests.given import PROJECT, VECTORS
from tests.hardship.forked import in_a_child

from nextrung import app, cli, parts, paths, resources
from nextrung.libraries.needed import COMMANDS

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has other rights, devices and pipes")
NOBODY = 65534
LADDER = PROJECT / "tests" / "frameworks" / "cases" / "ladder.csv"


class Somebody(Protocol):
    """Runs a command as somebody without the rights of an administrator, or as who runs the tests."""

    def __call__(self, arguments: list[str], *, without_rights: bool = True) -> tuple[int, str]: ...


READING: dict[str, list[str]] = {
    "score": ["score", "{bad}"],
    "score --json": ["score", "--json", "{bad}"],
    "advert": ["advert", "{bad}"],
    "advert --json": ["advert", "--json", "{bad}"],
    "report": ["report", "{bad}", "--out", "{out}.pdf"],
    "report of many": ["report", "{bad}", "--out-dir", "{out}"],
    "check": ["check", "{bad}"],
    "import people": ["import", "{bad}", "--as", "people"],
    "import answers": ["import", "{bad}", "--as", "answers", "--json"],
    "import pay": ["import", "{bad}", "--as", "pay", "--dry-run"],
    "import questionnaire": ["import", "{bad}", "--as", "questionnaire"],
    "import data": ["import", "{bad}", "--as", "data"],
    "import data with a passphrase": ["import", str(VECTORS), "--as", "data", "--passphrase-file", "{bad}"],
    "data folder for export of data": ["export", "--format", "data", "--out", "{out}.nextrung", "--data-dir", "{bad}"],
    "data folder for evidence": ["evidence", "--out", "{out}.md", "--data-dir", "{bad}"],
    "pack": ["pack", "{bad}", "--out", "{out}.nextrung-questionnaire"],
    "open-reply": ["open-reply", "{bad}"],
    "open-reply --take": ["open-reply", "{bad}", "--take"],
    "data folder for open-reply": ["open-reply", str(VECTORS), "--data-dir", "{bad}"],
    "restore": ["restore", "{bad}"],
    "restore --yes": ["restore", "--yes", "{bad}"],
    "verify": ["verify", "{bad}"],
    "data folder for report": ["report", "--out", "{out}.md", "--data-dir", "{bad}"],
    "data folder for export": ["export", "--out-dir", "{out}", "--data-dir", "{bad}"],
    "data folder for backup": ["backup", "--data-dir", "{bad}"],
    "data folder for verify": ["verify", "--data-dir", "{bad}"],
    "data folder for restore": ["restore", str(VECTORS), "--data-dir", "{bad}"],
    "data folder for encrypt": ["encrypt", "--data-dir", "{bad}"],
    "data folder for decrypt": ["decrypt", "--data-dir", "{bad}"],
    "data folder for passphrase": ["passphrase", "--data-dir", "{bad}"],
}
"""Commands that read what is bad."""
READ_NOTHING = {"public-key"}
"""Commands that take no file, and make the data folder where there is none."""
WRITING: dict[str, list[str]] = {
    "report": ["report", str(VECTORS), "--out", "{bad}"],
    "report of many": ["report", str(VECTORS), "--out-dir", "{bad}"],
    "template": ["report", "--template", "quick", "--out", "{bad}"],
    "backup": ["--data-dir", "{data}", "backup", "--out", "{bad}"],
    "export": ["--data-dir", "{data}", "export", "--out-dir", "{bad}"],
    "export of data": ["--data-dir", "{data}", "export", "--format", "data", "--out", "{bad}"],
    "evidence": ["--data-dir", "{data}", "evidence", "--out", "{bad}"],
    "pack": ["pack", "first-time-manager", "--out", "{bad}"],
    "ask": ["--data-dir", "{data}", "ask", "--sample", "--as", "manager", "--out", "{bad}"],
    "import questionnaire": ["import", str(LADDER), "--as", "questionnaire", "--out", "{bad}"],
    "tour": ["tour", "{bad}", "--only", "0"],
}
"""Commands that are to write to where nothing can be written."""


def _missing(place: Path) -> Path:
    return place / "missing.csv"


def _folder(place: Path) -> Path:
    folder = place / "folder.csv"
    folder.mkdir()
    return folder


def _pipe(place: Path) -> Path:
    os.mkfifo(place / "pipe.csv")
    return place / "pipe.csv"


def _device(_place: Path) -> Path:
    return Path("/dev/zero")


def _empty(place: Path) -> Path:
    (place / "empty.csv").touch()
    return place / "empty.csv"


def _binary(place: Path) -> Path:
    (place / "binary.csv").write_bytes(bytes(range(256)) * 8)
    return place / "binary.csv"


def _closed(place: Path) -> Path:
    closed = place / "closed.csv"
    closed.write_bytes(VECTORS.read_bytes())
    closed.chmod(0)
    return closed


def _too_long(place: Path) -> Path:
    return place / ("x" * 300)


def _circle(place: Path) -> Path:
    (place / "circle.csv").symlink_to(place / "circle.csv")
    return place / "circle.csv"


def _nothing_fits(place: Path) -> Path:
    return place / "*.json"


BAD = {
    make.__name__.lstrip("_"): make
    for make in (_missing, _folder, _pipe, _device, _empty, _binary, _closed, _too_long, _circle, _nothing_fits)
}


def _file(place: Path) -> Path:
    (place / "file").touch()
    return place / "file"


def _closed_folder(place: Path) -> Path:
    (place / "closed").mkdir(mode=0o500)
    return place / "closed" / "new"


NO_PLACE = {"missing folder": lambda place: place / "no" / "file.xlsx"}
NOT_WRITABLE = {"a file": _file, "a closed folder": _closed_folder, "too long": _too_long, "a circle": _circle}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a finished assessment, of somebody who may write to it."""
    folder = tmp_path_factory.mktemp("somebody") / "data"
    workspace = app.open_workspace(folder)
    workspace.add_sample(resources.sample_answers().read_text(encoding="utf-8"))
    workspace.close()
    return folder


@pytest.fixture
def as_somebody(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Iterator[Somebody]:
    """Runs a command as somebody without the rights of an administrator: its exit code, and what it says."""
    answer = tmp_path.parent / f"{tmp_path.name}-code"

    def run(arguments: list[str], *, without_rights: bool = True) -> tuple[int, str]:
        if not without_rights:
            code = _code_of(arguments)
            return code, capfd.readouterr().err
        answer.touch()
        answer.chmod(0o666)

        def work() -> None:
            if os.geteuid() == 0:
                os.setgroups([])
                os.setgid(NOBODY)
                os.setuid(NOBODY)
            code = _code_of(arguments)
            sys.stderr.flush()
            answer.write_text(str(code), encoding="utf-8")

        capfd.readouterr()
        in_a_child(work)
        return int(answer.read_text(encoding="utf-8")), capfd.readouterr().err

    _open_to_all(tmp_path)
    yield run
    parts.note_in(None)


def _code_of(arguments: list[str]) -> int:
    try:
        return cli.main(arguments)
    except SystemExit as end:
        return int(end.code or 0)


def _open_to_all(folder: Path) -> None:
    """Let everybody enter a folder of the tests."""
    folder.chmod(0o777)
    for above in folder.parents:
        if above.stat().st_uid == os.geteuid() and above != above.parent and "pytest" in str(above):
            above.chmod(0o755)


@pytest.fixture(scope="module", autouse=True)
def loaded(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Load what somebody without rights may not be able to read where the tests run."""
    place = tmp_path_factory.mktemp("loaded")
    out = str(place / "a.md")
    for arguments in (["score", str(VECTORS)], ["report", str(VECTORS), "--out", out], ["verify", out], ["check", out]):
        cli.main(arguments)
    cli.main(["pack", "first-time-manager", "--out", str(place / "a.nextrung-questionnaire")])
    for kind in ("people", "answers", "pay", "questionnaire"):
        cli.main(["import", str(VECTORS), "--as", kind, "--dry-run"])
    cli.main(["report", "--template", "quick", "--out", str(place / "a.xlsx")])
    cli.main(["report", str(VECTORS), "--out-dir", str(place)])
    folder = place / "data"
    app.open_workspace(folder).close()
    for arguments in (["verify"], ["backup"], ["export", "--out-dir", str(place)], ["report", "--out", out]):
        cli.main(["--data-dir", str(folder), *arguments])
    cli.main(["--data-dir", str(folder), "ask", "--sample", "--as", "self", "--out", str(place / "a.html")])
    cli.main(["--data-dir", str(folder), "open-reply", str(VECTORS)])
    import_module("nextrung.tour.draw")


def sentences(said: str) -> bool:
    """Whether it is a sentence; a check names what it found line by line before."""
    lines = said.splitlines()
    return bool(lines) and lines[-1].endswith(".") and "Traceback" not in said and "failed (" not in said


@pytest.mark.parametrize("kind", BAD)
@pytest.mark.parametrize("command", READING)
def test_that_bad_input_is_one_sentence_and_makes_nothing(
    command: str, kind: str, tmp_path: Path, as_somebody: Somebody
) -> None:
    bad = BAD[kind](tmp_path)
    before = sorted(tmp_path.iterdir())
    known = {"bad": str(bad), "out": str(tmp_path / "out")}
    arguments = [part.format(**known) for part in READING[command]]
    if "--data-dir" not in arguments:
        arguments += ["--data-dir", str(tmp_path / "data")]
    code, said = as_somebody(arguments, without_rights=kind == "closed")
    assert code == 1
    assert sentences(said), said
    if command != "check":
        assert said.count("\n") == 1, said
    made = [path for path in sorted(tmp_path.iterdir()) if path not in before]
    assert [path for path in made if path.name != "out" or any(path.iterdir())] == []


@pytest.mark.parametrize("kind", [*NO_PLACE, *NOT_WRITABLE])
@pytest.mark.parametrize("command", WRITING)
def test_that_a_place_where_nothing_can_be_written_is_one_sentence(
    command: str, kind: str, tmp_path: Path, data: Path, as_somebody: Somebody
) -> None:
    takes_folder = "dir" in " ".join(WRITING[command][1:]) or command in ("tour", "import questionnaire")
    if takes_folder and kind in NO_PLACE:
        pytest.skip("a folder is made where it is missing")
    if not takes_folder and kind in ("a file", "a circle"):
        pytest.skip("a file, or a link to none, is written over")
    bad = {**NO_PLACE, **NOT_WRITABLE}[kind](tmp_path)
    known = {"bad": str(bad), "data": str(data)}
    arguments = [part.format(**known) for part in WRITING[command]]
    if command == "template" and not arguments[-1].endswith(".xlsx"):
        arguments[-1] += ".xlsx"
    elif command == "pack":
        arguments[-1] += ".nextrung-questionnaire"
    elif command in ("report", "evidence") and not arguments[-1].endswith(".xlsx"):
        arguments[-1] += ".md"
    code, said = as_somebody(arguments, without_rights=kind == "a closed folder")
    assert code == 1
    assert sentences(said), said
    assert said.count("\n") == 1, said


def _content_of(folder: Path) -> dict[Path, bytes]:
    """All files but the index that open connections share, in which those who read leave their mark."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.suffix != ".db-shm"}


LOOKING = {
    "verify": ["verify"],
    "report": ["report", "--out", "{out}.md"],
    "evidence": ["evidence", "--out", "{out}.md"],
    "backup elsewhere": ["backup", "--out", "{out}.db"],
    "import, only shown": ["import", "{people}", "--as", "people", "--dry-run"],
    "restore, only shown": ["restore", "{data}/nextrung.db"],
    "export": ["export", "--out-dir", "{out}"],
    "score": ["score", str(VECTORS)],
    "check": ["check", str(resources.assets("salary"))],
    "version": ["--version"],
    "help": ["report", "--help"],
}


@pytest.mark.parametrize("log", ["closed", "in use"])
@pytest.mark.parametrize("command", LOOKING)
def test_that_looking_at_data_that_nobody_may_write_to_works_and_writes_nothing(
    command: str, log: str, tmp_path: Path, as_somebody: Somebody
) -> None:
    folder = tmp_path / "data"
    workspace = app.open_workspace(folder)
    workspace.add_sample(resources.sample_answers().read_text(encoding="utf-8"))
    if log == "closed":
        workspace.close()
    for path in folder.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
    folder.chmod(0o555)
    before = _content_of(folder)
    (tmp_path / "people.csv").write_text("name\nKim\n", encoding="utf-8")
    known = {"data": str(folder), "out": str(tmp_path / "out"), "people": str(tmp_path / "people.csv")}
    arguments = [part.format(**known) for part in LOOKING[command]]
    code, said = as_somebody([*arguments, "--data-dir", str(folder)])
    expected = 1 if command in ("export", "restore, only shown") else 0  # one person is too few; --yes is missing
    assert code == expected, said
    assert expected == 0 or sentences(said), said
    folder.chmod(0o755)
    assert _content_of(folder) == before
    if log == "in use":
        workspace.close()


@pytest.mark.parametrize("command", LOOKING)
def test_that_looking_at_a_data_folder_that_is_not_there_makes_none(command: str, tmp_path: Path) -> None:
    folder = tmp_path / "home" / "data"
    (tmp_path / "people.csv").write_text("name\nKim\n", encoding="utf-8")
    known = {"data": str(folder), "out": str(tmp_path / "out"), "people": str(tmp_path / "people.csv")}
    arguments = [part.format(**known) for part in LOOKING[command]]
    code = _code_of(["--data-dir", str(folder), *arguments])
    assert code == (0 if command.startswith(("import", "score", "check", "version", "help")) else 1)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["people.csv"]


def test_that_the_table_of_bad_input_leaves_no_command_out() -> None:
    listed = [*READING.values(), *WRITING.values()]
    assert set(COMMANDS) - READ_NOTHING == {part for arguments in listed for part in arguments if part in COMMANDS}


def test_that_what_is_restored_is_looked_into_before_data_are_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bad.db").write_bytes(b"no database" * 100)
    assert cli.main(["--data-dir", str(tmp_path / "data"), "restore", str(tmp_path / "bad.db"), "--yes"]) == 1
    assert "no data file of Next Rung" in capsys.readouterr().err
    assert not (tmp_path / "data" / paths.DATABASE).exists()


def test_that_a_look_into_a_backup_that_is_killed_leaves_nothing_behind_for_longer_than_a_start(tmp_path: Path) -> None:
    folder, backup = tmp_path / "data", tmp_path / "old.db"
    workspace = app.open_workspace(folder)
    workspace.add_sample(resources.sample_answers().read_text(encoding="utf-8"))
    workspace.close()
    shutil.copy(folder / paths.DATABASE, backup)
    program = (
        "import os, sys; sys.addaudithook(lambda name, where: os._exit(9)"
        " if name == 'open' and 'copy.db' in str(where[0]) and os.path.exists(where[0]) else None)\n"
        "from nextrung import cli; cli.main(sys.argv[1:])"
    )
    command = [sys.executable, "-c", program, "restore", str(backup), "--data-dir", str(folder)]
    environment = os.environ | {"PYTHONPATH": str(Path(cli.__file__).parents[1])}
    assert subprocess.run(command, check=False, env=environment).returncode == 9
    assert list(folder.rglob("copy.db"))
    app.open_workspace(folder).close()
    assert not list(folder.rglob("copy.db"))
