"""``nextrung encrypt``, ``decrypt`` and ``passphrase``, and the other commands on encrypted data."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from nextrung import app, cli, paths, resources
from nextrung.commands.unlocking import DATA_VARIABLE, VARIABLE
from nextrung.keys import held
from nextrung.workspace.unlocking import lock

RECOVERY = r"^  ((?:\w{4} ){7}\w{4})$"
WORDS, NEW = "Zaun tulpen Velo 77", "ganz anders Birne 12"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    with closing(app.open_workspace(folder)) as workspace:
        workspace.add_sample(resources.sample_answers().read_text(encoding="utf-8"))
        workspace.safety.back_up("asked")
    return folder


@pytest.fixture
def run(data: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command as a process of its own would, which holds no key at its beginning and none at its end."""

    def command(*arguments: str) -> tuple[int, str, str]:
        lock(data / paths.DATABASE)
        code = cli.main(["--data-dir", str(data), *arguments])
        lock(data / paths.DATABASE)
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


@pytest.fixture
def words(tmp_path: Path) -> Path:
    file = tmp_path / "words"
    file.write_text(f"{WORDS}\n", encoding="utf-8")
    return file


def test_that_data_are_encrypted_opened_by_commands_and_made_plain_again(run: Run, data: Path, words: Path) -> None:
    code, out, err = run("encrypt", "--data-passphrase-file", str(words))
    assert (code, err) == (0, "")
    assert "1 backup or copy is not encrypted" in out
    assert not (data / paths.DATABASE).read_bytes().startswith(b"SQLite")
    assert run("encrypt", "--data-passphrase-file", str(words), "--plain-backups", "seal")[:2] == (
        0,
        "1 backup or copy is encrypted.\n",
    )
    code, out, err = run("verify", "--data-passphrase-file", str(words))
    assert (code, out.count(": whole, 1 person"), err) == (0, 3, "")
    code, out, err = run("decrypt", "--data-passphrase-file", str(words))
    assert (code, err) == (0, "")
    assert run("verify")[0] == 0
    assert not list(data.rglob("*.keys"))


def test_that_the_names_of_sealed_files_open_them_where_nothing_is_sealed(
    run: Run, words: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("encrypt", "--passphrase-file", str(words))[0] == 0
    assert run("verify", "--passphrase-file", str(words))[0] == 0
    sealed = ("export", "--format", "data", "--out", str(tmp_path / "all.nextrung"), "--seal")
    assert run(*sealed, "--passphrase-file", str(words))[0] == 0, "the same words open the data and the file"
    monkeypatch.setenv(VARIABLE, "another one")
    assert run("verify")[0] == 1
    monkeypatch.setenv(DATA_VARIABLE, WORDS)
    assert run("verify")[0] == 0


def test_that_the_variable_and_the_recovery_key_open_them(
    run: Run, words: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = run("encrypt", "--data-passphrase-file", str(words))[1]
    (recovery,) = re.findall(RECOVERY, out, re.MULTILINE)
    for typed in (WORDS, recovery, recovery.lower().replace(" ", "-")):
        monkeypatch.setenv(VARIABLE, typed)
        assert run("backup")[0] == 0


def test_that_a_new_passphrase_that_is_missing_is_asked_for_by_its_own_option(run: Run, words: Path) -> None:
    run("encrypt", "--data-passphrase-file", str(words))
    code, out, err = run("passphrase", "--data-passphrase-file", str(words))
    assert (code, out) == (1, "")
    assert err == "A new passphrase is needed: give --new-passphrase-file FILE, or use a terminal.\n"


@pytest.mark.parametrize("command", [["backup"], ["verify"], ["report", "--out", "x.pdf"], ["decrypt"], ["passphrase"]])
def test_that_without_a_passphrase_it_is_one_sentence(run: Run, data: Path, words: Path, command: list[str]) -> None:
    run("encrypt", "--data-passphrase-file", str(words))
    before = {one: one.read_bytes() for one in data.rglob("*") if one.is_file()}
    code, out, err = run(*command)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert "A passphrase is needed" in err
    words.write_text("another\n", encoding="utf-8")
    code, out, err = run(*command, "--data-passphrase-file", str(words))
    assert (code, out) == (1, "")
    assert err == "This passphrase does not open the data. Nothing was changed; try again.\n"
    assert {one: one.read_bytes() for one in data.rglob("*") if one.is_file()} == before


def test_that_the_passphrase_is_changed(run: Run, words: Path, tmp_path: Path) -> None:
    run("encrypt", "--data-passphrase-file", str(words))
    new = tmp_path / "new"
    new.write_text(NEW, encoding="utf-8")
    change = ("passphrase", "--data-passphrase-file", str(words), "--new-passphrase-file", str(new))
    assert run(*change)[0] == 0
    assert run("backup", "--data-passphrase-file", str(words))[0] == 1
    assert run("backup", "--data-passphrase-file", str(new))[0] == 0
    assert run(*change)[0] == 1


def test_that_a_new_key_shows_a_new_recovery_key_and_shuts_out_what_opened_the_data(
    run: Run, data: Path, words: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = re.findall(RECOVERY, run("encrypt", "--data-passphrase-file", str(words))[1], re.MULTILINE)
    new = tmp_path / "new"
    new.write_text(NEW, encoding="utf-8")
    change = ("passphrase", "--new-key", "--new-passphrase-file", str(new), "--data-passphrase-file")
    code, out, err = run(*change, str(words))
    assert (code, err) == (0, "")
    assert "have a new key" in out
    assert out.count("is not encrypted, and stays so") == 1
    after = re.findall(RECOVERY, out, re.MULTILINE)
    for typed, code in ((WORDS, 1), *((one, 1) for one in before), (NEW, 0), *((one, 0) for one in after)):
        monkeypatch.setenv(VARIABLE, typed)
        assert run("verify")[0] == code
    kept = {one: one.read_bytes() for one in data.rglob("*") if one.is_file()}
    monkeypatch.delenv(VARIABLE)
    assert run(*change, str(words))[0] == 1
    assert {one: one.read_bytes() for one in data.rglob("*") if one.is_file()} == kept


def test_that_plain_backups_are_deleted_only_when_there_is_an_encrypted_one(run: Run, data: Path, words: Path) -> None:
    assert run("encrypt", "--data-passphrase-file", str(words), "--plain-backups", "delete")[0] == 0
    left = list((data / paths.BACKUPS).glob("*.db"))
    assert left
    assert not any(one.read_bytes().startswith(b"SQLite") for one in left)


def test_that_a_backup_of_other_data_opens_with_its_own_passphrase(
    run: Run, data: Path, words: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("encrypt", "--data-passphrase-file", str(words))
    (backup,) = [one.with_suffix(".db") for one in (data / paths.BACKUPS).glob("*.keys")]
    other = tmp_path / "other"
    command = ["--data-dir", str(other), "restore", str(backup), "--yes"]
    assert cli.main(command) == 1
    assert cli.main([*command, "--data-passphrase-file", str(words)]) == 0
    held.forget(backup)
    assert "Restored." in capsys.readouterr().out
    assert (other / paths.DATABASE).read_bytes().startswith(b"SQLite format 3")
