"""The command line as a whole: whatever goes wrong is one sentence, and nothing printed steers the terminal."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.given import ML_MANAGER, PROJECT, VECTORS
from tests.hardship.forked import in_a_child

from nextrung import cli, paths, resources

MAIN = (sys.executable, "-P", "-m", "nextrung")
NOBODY = 65534
POSIX_ONLY = pytest.mark.skipif(os.name == "nt", reason="Windows has other rights, devices and signals")


def environment(**more: str) -> dict[str, str]:
    kept = {
        key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    return kept | {"PYTHONPATH": str(PROJECT / "desktop")} | more


def one_sentence(text: str) -> bool:
    return text.count("\n") == 1 and text.endswith(".\n") and "Traceback" not in text


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder that nobody else may enter its sub-folders of, but that itself is open to all."""
    with tempfile.TemporaryDirectory(prefix="nextrung-place-") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def as_nobody(work: list[str], capfd: pytest.CaptureFixture[str]) -> str:
    """What a command says on the error stream to somebody without rights; it must end with 1."""

    def run() -> None:
        if os.geteuid() == 0:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
        assert cli.main(work) == 1
        sys.stderr.flush()

    cli.main(work)  # loads what somebody without rights may not be able to read where the tests run
    capfd.readouterr()
    in_a_child(run)
    return capfd.readouterr().err


@POSIX_ONLY
def test_that_a_report_into_a_closed_folder_is_one_sentence(place: Path, capfd: pytest.CaptureFixture[str]) -> None:
    closed = place / "closed"
    closed.mkdir(mode=0o700)
    closed.chmod(0 if os.geteuid() else 0o700)
    said = as_nobody(["report", str(VECTORS), "--out", str(closed / "report.md")], capfd)
    assert one_sentence(said), said
    assert "the folder is closed to you" in said
    closed.chmod(0o700)


@POSIX_ONLY
@pytest.mark.parametrize("command", [["report", "--out", "a.md"], ["backup"], ["verify"]])
def test_that_a_data_folder_that_cannot_be_looked_at_is_one_sentence(
    command: list[str], place: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    closed = place / "closed"
    (closed / "data").mkdir(parents=True)
    (place / "data").mkdir()
    paths.keep_word(place / "data", paths.MOVED, paths.Word(closed / "data", ""))
    (place / "data" / paths.MOVED).chmod(0o644)
    closed.chmod(0 if os.geteuid() else 0o700)
    for folder in (place / "data", closed, closed / "data"):
        said = as_nobody(["--data-dir", str(folder), *command], capfd)
        assert one_sentence(said), said
        assert str(closed if folder != closed / "data" else folder) in said
    closed.chmod(0o700)


def test_that_a_name_too_long_for_a_file_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("x" * 300 + ".md", "é" * 140 + ".md"):
        assert cli.main(["report", str(VECTORS), "--out", str(tmp_path / name)]) == 1
        assert one_sentence(capsys.readouterr().err)
    for command in (["score", "y" * 300], ["check", "z" * 300], ["verify", "v" * 300], ["restore", "r" * 300]):
        assert cli.main(["--data-dir", str(tmp_path / "data"), *command]) == 1
        said = capsys.readouterr().err
        assert said.endswith(".\n"), said
    assert not list(tmp_path.glob("*.part"))


@POSIX_ONLY
def test_that_a_long_name_that_fits_is_written(tmp_path: Path) -> None:
    out = tmp_path / ("🦊" * 62 + ".md")
    assert cli.main(["report", str(VECTORS), "--out", str(out)]) == 0
    assert out.stat().st_size > 500


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize(
    "command", [["score", str(VECTORS)], ["score", str(VECTORS), "--json"], ["--help"], ["--version"]]
)
def test_that_output_to_a_full_disk_is_one_sentence(command: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*MAIN, *command], check=False, stdout=full, stderr=subprocess.PIPE, text=True, env=environment()
        )
    assert done.returncode == 1
    assert one_sentence(done.stderr), done.stderr
    assert "could not be written: No space left on device" in done.stderr


@POSIX_ONLY
@pytest.mark.parametrize("command", [["score", str(VECTORS)], ["score", str(VECTORS), "--json"], ["--help"]])
def test_that_a_reader_who_has_gone_is_no_failure_to_speak_of(command: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [*MAIN, *command], check=False, stdout=writing, stderr=subprocess.PIPE, text=True, env=environment()
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (1, "")


@POSIX_ONLY
def test_that_closed_standard_streams_are_no_failure() -> None:
    shell = f'exec {" ".join(MAIN)} score "$1" >&- 2>&-'
    done = subprocess.run(["/bin/sh", "-c", shell, "sh", str(VECTORS)], check=False, env=environment())
    assert done.returncode == 0


@POSIX_ONLY
def test_that_stopping_from_the_keyboard_is_one_line(tmp_path: Path) -> None:
    sources = [tmp_path / f"{number}.json" for number in range(300)]
    for source in sources:
        shutil.copy(VECTORS, source)
    command = [*MAIN, "report", *map(str, sources), "--out-dir", str(tmp_path / "out")]
    variables = environment(PYTHONUNBUFFERED="1")
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=variables) as running:
        assert running.stdout is not None
        assert running.stdout.readline()
        running.send_signal(signal.SIGINT)
        _, said = running.communicate()
    assert (running.returncode, said) == (130, "Stopped.\n")
    assert not list((tmp_path / "out").glob(".*"))


@pytest.mark.parametrize("link", ["none", "hard", "symbolic"])
def test_that_no_report_is_written_over_answers_that_are_read(
    link: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sources = [tmp_path / name for name in ("kim.json", "lee.json")]
    for source in sources:
        shutil.copy(VECTORS, source)
    before = {source: source.read_bytes() for source in sources}
    out = tmp_path
    if link != "none":
        out = tmp_path / "out"
        out.mkdir()
        make = os.link if link == "hard" else os.symlink
        make(sources[0], out / "lee.json")
    assert cli.main(["report", *map(str, sources), "--out-dir", str(out), "--format", "json"]) == 1
    said = capsys.readouterr()
    assert one_sentence(said.err), said.err
    assert "holds answers that are read here" in said.err
    assert said.out == ""
    assert {source: source.read_bytes() for source in sources} == before
    target = out / "lee.json" if link != "none" else sources[0]
    assert cli.main(["report", str(sources[0]), "--out", str(target)]) == 1
    assert {source: source.read_bytes() for source in sources} == before


@pytest.mark.parametrize("name", ["nextrung.db", "nextrung.db-wal", "other.db"])
def test_that_no_backup_is_written_over_the_data(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from nextrung import app

    folder = tmp_path / "data"
    app.open_workspace(folder).close()
    if name == "other.db":
        os.link(folder / paths.DATABASE, folder / name)
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    assert cli.main(["--data-dir", str(folder), "backup", "--out", str(folder / name)]) == 1
    assert "name another file for the backup" in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before


@pytest.mark.parametrize("option", ["--open", "--data-dir"])
def test_that_what_is_to_be_shown_without_a_screen_is_not_answered_with_the_sample(tmp_path: Path, option: str) -> None:
    command = [*MAIN, option, str(tmp_path / "mine")]
    done = subprocess.run(command, check=False, capture_output=True, text=True, env=environment())
    assert (done.returncode, done.stdout) == (1, "")
    assert one_sentence(done.stderr), done.stderr
    assert "no screen here to show" in done.stderr
    assert not list(tmp_path.iterdir())


def test_that_what_nobody_thought_of_is_one_sentence_and_stands_in_the_log(tmp_path: Path) -> None:
    script = (
        "import sys; from nextrung import cli, resources\n"
        "def broken(): raise ZeroDivisionError('a secret')\n"
        "resources.sample_answers = broken\n"
        "raise SystemExit(cli.main(['--data-dir', sys.argv[1], '--sample']))\n"
    )
    command = [sys.executable, "-c", script, str(tmp_path)]
    done = subprocess.run(command, check=False, capture_output=True, text=True, env=environment())
    assert done.returncode == 1
    assert one_sentence(done.stderr), done.stderr
    assert "ZeroDivisionError" in done.stderr
    assert str(tmp_path / paths.LOG) in done.stderr
    noted = (tmp_path / paths.LOG).read_text(encoding="utf-8")
    assert "ZeroDivisionError" in noted
    assert "a secret" not in noted + done.stderr


STEERING = "\x1b[2J\x1b]0;title\x07\x9b31m\r\x00\u202e"


def test_that_control_characters_of_a_file_do_not_reach_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import json

    head = {"format": "nextrung.assessment", "format_version": 1, "form": "quick", "answers": []}
    for number, questionnaire in enumerate(({"id": STEERING}, {"id": "ml-manager", "version": STEERING})):
        source = tmp_path / f"{number}{STEERING[:5]}.json"
        source.write_text(json.dumps(head | {"questionnaire": questionnaire}), encoding="utf-8")
        for command in (["score"], ["report", "--out", str(tmp_path / "a.md")]):
            assert cli.main([command[0], str(source), *command[1:]]) == 1
            said = capsys.readouterr().err
            assert one_sentence(said), said
            assert said.strip().isprintable(), said
            assert "\\u001b[2J" in said


def test_that_control_characters_of_a_questionnaire_do_not_reach_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "own"
    shutil.copytree(ML_MANAGER, folder)
    roles = folder / "roles.yaml"
    text = roles.read_text(encoding="utf-8").replace("id: first-line", 'id: "\\e[2J\\x9b31m"', 1)
    roles.write_text(text + '"\\e]0;title\\a": 1\n', encoding="utf-8")
    assert cli.main(["check", str(folder)]) == 1
    said = capsys.readouterr().err
    assert "\\u001b]0;title\\u0007" in said
    assert all(line.isprintable() for line in said.splitlines())


def test_that_json_on_the_terminal_means_the_same_with_its_control_characters_escaped() -> None:
    import io
    import json

    from nextrung.terminal import PlainStream

    written = io.StringIO()
    print(json.dumps({"name": STEERING}, ensure_ascii=False), file=PlainStream(written, forgives=False))
    assert written.getvalue().strip().isprintable()
    assert json.loads(written.getvalue()) == {"name": STEERING}


def test_that_a_sentence_stays_short_whatever_a_field_holds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import json

    endless = "x" * 1_500_000
    head = {"format": "nextrung.assessment", "format_version": 1, "form": "quick", "answers": []}
    for changed in ({"questionnaire": {"id": endless}}, {"questionnaire": {"id": "ml-manager", "version": endless}}):
        source = tmp_path / "long.json"
        source.write_text(json.dumps(head | changed), encoding="utf-8")
        assert cli.main(["score", str(source)]) == 1
        said = capsys.readouterr().err
        assert len(said) < 700
        assert "installed" in said, "what is allowed is still said"


@pytest.mark.parametrize(
    "command", [["score", "a\nb.json"], ["report", "a\nb.json", "--out", "x.md"], ["score", str(VECTORS), "--role", ""]]
)
def test_that_a_line_end_in_a_name_and_an_empty_choice_are_one_sentence(
    command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(command) == 1
    assert one_sentence(capsys.readouterr().err)


def test_that_what_is_checked_is_named_where_it_has_no_name(capsys: pytest.CaptureFixture[str]) -> None:
    root = Path(Path.cwd().anchor)
    assert cli.main(["check", str(root)]) == 1
    assert f"{root}: 1 thing to mend." in capsys.readouterr().err.splitlines()


def test_that_pay_files_are_checked_too_and_a_fault_is_named_by_file_and_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pay = resources.assets("salary")
    assert cli.main(["check", str(pay)]) == 0
    assert capsys.readouterr().out == "salary: pay data; nothing to mend.\n"
    text = (pay / "demand.yaml").read_text(encoding="utf-8")
    (tmp_path / "demand.yaml").write_text(text.replace(", source: founding-claims}", "}"), encoding="utf-8")
    assert cli.main(["check", str(tmp_path / "demand.yaml")]) == 1
    found = capsys.readouterr().err.splitlines()
    assert re.fullmatch(r"demand\.yaml:\d+: claim-marketing: the key “source” is missing", found[0])
    assert found[-1] == "demand.yaml: pay data; 4 things to mend."
    (tmp_path / "demand.yaml").write_text(text.replace("version: 2.0.0", "version: 1.0.0"), encoding="utf-8")
    assert cli.main(["check", str(tmp_path)]) == 1
    assert "demand.yaml:4: version: this is version 1.0.0; versions 2.x are read here" in capsys.readouterr().err


@pytest.mark.parametrize(
    "command",
    [
        ["score", str(VECTORS), "--json", "--role", "senior"],
        ["--json", "--role", "senior", "score", str(VECTORS)],
        ["--role=senior", "score", "--json", str(VECTORS)],
        ["--json", "score", str(VECTORS), "--role", "senior"],
    ],
)
def test_that_options_stand_before_or_after_the_command(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    import json

    assert cli.main(command) == 0
    assert json.loads(capsys.readouterr().out)["role"] == "senior"


@pytest.mark.parametrize("before", [True, False])
def test_that_the_data_folder_is_named_before_or_after_the_command(
    before: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = ["--data-dir", str(tmp_path / "mine")]
    assert cli.main([*folder, "verify"] if before else ["verify", *folder]) == 1
    assert capsys.readouterr().err == f"There is no data in {tmp_path / 'mine'} yet.\n"


def test_that_files_stand_before_and_after_options(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sources = [tmp_path / name for name in ("kim.json", "lee.json")]
    for source in sources:
        shutil.copy(VECTORS, source)
    assert cli.main(["report", str(sources[0]), "--format", "md", "--out-dir", str(tmp_path), str(sources[1])]) == 0
    assert capsys.readouterr().out.split() == [str(source.with_suffix(".md")) for source in sources]
    assert cli.main(["report", str(tmp_path / "*.json"), "--format", "csv", "--out-dir", str(tmp_path)]) == 0
    assert len(list(tmp_path.glob("*.csv"))) == 2


@pytest.mark.parametrize("command", [["--sample", "score", "a.json"], ["score", "a.json", "--jsn"], ["--rol", "score"]])
def test_that_an_option_that_a_command_has_not_is_refused(
    command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        cli.main(command)
    assert end.value.code == 1
    assert one_sentence(capsys.readouterr().err)


def test_that_help_names_the_parts_and_the_roles(capsys: pytest.CaptureFixture[str]) -> None:
    from nextrung.report.audience import AUDIENCES, PARTS

    for command in ("report", "score"):
        with pytest.raises(SystemExit):
            cli.main([command, "--help"])
        said = capsys.readouterr().out
        assert all(f"  {role} " in said for role in ("first-line", "senior", "director"))
        assert command == "score" or all(part in said for part in (*PARTS, *AUDIENCES))


def test_that_a_picture_that_there_is_not_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["tour", str(tmp_path / "pictures"), "--only", "zzz"]) == 1
    assert one_sentence(capsys.readouterr().err)
    assert not (tmp_path / "pictures").exists()


@pytest.mark.parametrize("kind", ["pdf", "xlsx", "csv", "json", "ics", "md"])
def test_that_a_report_does_without_qt(kind: str, tmp_path: Path) -> None:
    script = (
        "import sys\n"
        "class NoQt:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name.partition('.')[0] in ('PySide6', 'shiboken6'): raise ImportError(name)\n"
        "sys.meta_path.insert(0, NoQt())\n"
        "from nextrung import cli\n"
        "raise SystemExit(cli.main(sys.argv[1:]))\n"
    )
    out = tmp_path / f"report.{kind}"
    command = [sys.executable, "-c", script, "report", str(VECTORS), "--out", str(out)]
    done = subprocess.run(command, check=False, capture_output=True, text=True, env=environment())
    assert (done.returncode, done.stderr) == (0, "")
    assert out.stat().st_size > 100
