"""Data files and tables that leave and enter sealed, on the command line: no other way to read them, nothing plain."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import pytest
from tests.first_start import begun
from tests.given_first import PROJECT
from tests.hardship.forked import in_a_child
from tests.test_analysis import fill

from nextrung import app, cli, parts
from nextrung.commands.sealing import VARIABLE
from nextrung.intake import entering
from nextrung.people.person import PersonFields
from nextrung.sealing import file_key
from nextrung.sealing import sealed as sealing
from nextrung.sealing.sealed import Sealing, is_sealed, opened, sealed

WORDS = "otter  Laterne gravel Grüße"
MARK = "Zebra-17"
QUICKLY = """import sys
from nextrung import cli
from nextrung.sealing import file_key

file_key.WORK = 4
sys.exit(cli.main(sys.argv[1:]))
"""
Said = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_key, "WORK", 4)
    monkeypatch.delenv(VARIABLE, raising=False)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The data of one person."""
    folder = begun(tmp_path / "data").parent
    workspace = app.open_workspace(folder)
    workspace.people.add(PersonFields(MARK))
    workspace.close()
    return folder


@pytest.fixture
def words(tmp_path: Path) -> Path:
    path = tmp_path / "words.txt"
    path.write_bytes(WORDS.encode() + b"\r\n")
    return path


@pytest.fixture
def file(data: Path, words: Path, tmp_path: Path) -> Path:
    """The data as a sealed file."""
    out = tmp_path / "all.nextrung"
    assert exported(data, out, "--seal", "--passphrase-file", str(words)) == 0
    return out


def exported(data: Path, out: Path, *more: str) -> int:
    return cli.main(["export", "--format", "data", "--data-dir", str(data), "--out", str(out), *more])


def imported(to: Path, file: Path, *more: str) -> int:
    return cli.main(["import", str(file), "--as", "data", "--data-dir", str(to), *more])


def test_that_a_sealed_file_comes_in_elsewhere_with_its_passphrase(
    data: Path, file: Path, words: Path, tmp_path: Path, capsys: Said
) -> None:
    # looking leaves no log beside a closed data file
    assert sorted(one.name for one in data.iterdir() if "nextrung.db" in one.name) == ["nextrung.db"]
    assert is_sealed(file.read_bytes())
    there = tmp_path / "there"
    assert imported(there, file, "--dry-run", "--passphrase-file", str(words)) == 0
    assert MARK in capsys.readouterr().out
    assert not there.exists()
    assert imported(there, file, "--passphrase-file", str(words)) == 0
    assert "Taken in: 1 added, 0 updated." in capsys.readouterr().out
    assert imported(there, file, "--passphrase-file", str(words)) == 0
    assert "0 new, 0 newer in the file, 1 here already" in capsys.readouterr().out


def test_that_a_plain_file_says_so_and_comes_in_without_a_passphrase(data: Path, tmp_path: Path, capsys: Said) -> None:
    assert exported(data, tmp_path / "plain.nextrung") == 0
    assert "Not sealed: whoever has this file can read it." in capsys.readouterr().out
    assert zipfile.is_zipfile(tmp_path / "plain.nextrung")
    assert imported(tmp_path / "there", tmp_path / "plain.nextrung") == 0


def test_that_a_passphrase_of_the_environment_seals_and_opens(
    data: Path, tmp_path: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, WORDS)
    assert exported(data, tmp_path / "all.nextrung", "--seal") == 0
    assert "Sealed: only who knows the passphrase can open it." in capsys.readouterr().out
    assert opened((tmp_path / "all.nextrung").read_bytes(), given=WORDS)
    assert imported(tmp_path / "there", tmp_path / "all.nextrung") == 0


def test_that_a_wrong_passphrase_is_one_sentence_and_changes_nothing(
    file: Path, tmp_path: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = file.read_bytes()
    for passphrase, said in ((WORDS + " ", "does not open the file"), ("", "A passphrase is needed")):
        monkeypatch.setenv(VARIABLE, passphrase)
        capsys.readouterr()
        assert imported(tmp_path / "there", file) == 1
        found = capsys.readouterr().err
        assert said in found
        assert found.count("\n") == 1
    assert file.read_bytes() == before
    assert not (tmp_path / "there").exists()


@pytest.mark.parametrize("content", ["", "\n", "\xff"])
def test_that_no_file_is_written_without_a_passphrase(content: str, data: Path, words: Path, tmp_path: Path) -> None:
    words.write_bytes(content.encode("latin-1"))
    assert exported(data, tmp_path / "all.nextrung", "--seal", "--passphrase-file", str(words)) == 1
    assert exported(data, tmp_path / "all.nextrung", "--seal") == 1  # nobody to be asked
    assert exported(data, tmp_path / "all.nextrung", "--passphrase-file", str(words)) == 1  # forgotten: --seal
    assert not (tmp_path / "all.nextrung").exists()


def test_that_what_cannot_be_opened_is_refused_in_a_sentence(
    file: Path, words: Path, tmp_path: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, bad = file.read_bytes(), tmp_path / "bad.nextrung"
    cases = {
        b"": "it is no archive",
        whole[:-1]: "damaged",
        whole[:90]: "damaged",
        whole + whole: "damaged",
        sealed(whole, Sealing(WORDS)): "sealed twice",
        sealed(b"no data", Sealing(WORDS)): "not a data file of Next Rung",
        sealed(b"", Sealing(WORDS)): "not a data file of Next Rung",
        b"age-encryption.org/v1\n-> ssh-rsa aaaa\naaaa\n--- " + b"A" * 43 + b"\n" + bytes(40): "a key that",
    }
    for raw, said in cases.items():
        bad.write_bytes(raw)
        capsys.readouterr()
        assert imported(tmp_path / "there", bad, "--passphrase-file", str(words)) == 1
        found = capsys.readouterr().err
        assert said in found, raw[:60]
        assert found.count("\n") == 1
    monkeypatch.setattr(entering, "SEALED_DATA", entering.Entrance("sealed files", 1000))
    monkeypatch.setattr("nextrung.store.transfer.plain_data.SEALED_DATA", entering.SEALED_DATA)
    assert imported(tmp_path / "there", file, "--passphrase-file", str(words)) == 1
    assert "larger than 1,000 bytes" in capsys.readouterr().err
    assert not (tmp_path / "there").exists()


def test_that_tables_for_analysis_are_sealed_as_one_archive(words: Path, tmp_path: Path, capsys: Said) -> None:
    workspace = app.open_workspace(begun(tmp_path / "five").parent)
    fill(workspace, 5)
    workspace.close()
    command = ["export", "--data-dir", str(tmp_path / "five"), "--out-dir"]
    assert cli.main([*command, str(tmp_path / "plain")]) == 0
    assert "Not sealed" in capsys.readouterr().out
    assert cli.main([*command, str(tmp_path / "out"), "--seal", "--passphrase-file", str(words)]) == 0
    (only,) = (tmp_path / "out").iterdir()
    with zipfile.ZipFile(io.BytesIO(opened(only.read_bytes(), given=WORDS))) as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
    assert found == {one.name: one.read_bytes() for one in (tmp_path / "plain").iterdir()}
    assert cli.main([*command, str(tmp_path / "out"), "--seal", "--passphrase-file", str(words)]) == 1


@pytest.mark.skipif(os.name == "nt", reason="processes are forked")
def test_that_a_program_killed_while_it_seals_leaves_the_old_file_and_nothing_readable(
    data: Path, file: Path, words: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = file.read_bytes()

    def die(plain: bytes, _: Sealing) -> bytes:
        assert plain
        os._exit(9)

    monkeypatch.setattr(sealing, "sealed", die)

    def export() -> None:
        exported(data, file, "--seal", "--force", "--passphrase-file", str(words))

    with pytest.raises(AssertionError, match="ended with 9"):
        in_a_child(export)
    assert file.read_bytes() == before
    left = [one for one in file.parent.iterdir() if one.suffix == ".part"]
    assert [one.stat().st_size for one in left] == [0]
    parts.sweep(data)
    assert [one for one in file.parent.iterdir() if one.suffix == ".part"] == []


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
@pytest.mark.parametrize("seal", [True, False])
def test_that_nothing_plain_is_written_to_any_file_on_the_way(*, seal: bool, data: Path, tmp_path: Path) -> None:
    workspace = app.open_workspace(data)
    for number in range(200):  # more than SQLite keeps in memory by itself
        workspace.people.add(PersonFields(f"{MARK} {number}", notes=f"{MARK} {number} " * 1500))
    workspace.close()
    out, log = tmp_path / "all.nextrung", tmp_path / "log"
    export = ["export", "--format", "data", "--data-dir", str(data), "--out", str(out), *(["--seal"] if seal else [])]
    look = ["import", str(out), "--as", "data", "--dry-run", "--json", "--data-dir", str(data)]
    environment = os.environ | {VARIABLE: WORDS, "PYTHONPATH": str(PROJECT / "desktop"), "TMPDIR": str(tmp_path)}
    found = []
    for command, marks in ((export, (b"manifest.json", MARK.encode())), (look, (MARK.encode(),))):
        calls = "trace=write,writev,pwrite64,pwritev"
        line = ["strace", "-f", "-qq", "-xx", "-s", "10000000", "-e", calls, "-o", str(log)]
        with tempfile.TemporaryFile() as printed:  # what is printed is for whoever typed the passphrase
            done = subprocess.run(
                [*line, sys.executable, "-c", QUICKLY, *command], check=False, stdout=printed, env=environment
            )
        assert done.returncode == 0
        written = [one for one in log.read_text().splitlines() if "(1," not in one[:40]]
        hexed = ["".join(f"\\x{byte:02x}" for byte in mark) for mark in marks]
        found.append(any(mark in one for one in written for mark in hexed))
    # what comes in plain is looked at in memory, too
    assert found == [not seal, False]


def test_that_a_file_for_one_person_opens_in_their_data_folder_alone(
    data: Path, words: Path, tmp_path: Path, capsys: Said
) -> None:
    theirs = app.open_workspace(begun(tmp_path / "theirs").parent)
    key = theirs.views.coach.public_key()
    theirs.close()
    out = tmp_path / "all.nextrung"
    for more in (["--seal"], ["--passphrase-file", str(words)]):
        assert exported(data, out, "--seal-to", key, *more) == 1
    assert exported(data, out, "--seal-to", key[:-1]) == 1
    assert not out.exists()
    assert exported(data, out, "--seal-to", key) == 0
    assert "Sealed: only whose public key you named can open it." in capsys.readouterr().out
    assert imported(tmp_path / "theirs", out) == 0
    assert "Taken in: 1 added" in capsys.readouterr().out
    for folder in (data, tmp_path / "nobody"):
        assert imported(folder, out, "--passphrase-file", str(words)) == 1
        assert "a key that this data folder does not have" in capsys.readouterr().err


def test_that_the_data_of_one_person_leave_alone(data: Path, tmp_path: Path, capsys: Said) -> None:
    workspace = app.open_workspace(data)
    workspace.people.add(PersonFields("Omar Other"))
    workspace.close()
    out = tmp_path / "one.nextrung"
    for name, said in (("Nobody", "There is nobody called “Nobody”."), ("", "name it")):
        given = ["--person", name] if name else ["--person", "Omar Other", "--format", "long"]
        assert exported(data, out, *given) == 1
        assert said in capsys.readouterr().err
        assert not out.exists()
    assert exported(data, out, "--person", f" {MARK.lower()} ") == 0
    printed = capsys.readouterr().out
    assert "1 person, 0 assessments" in printed
    assert "Not sealed: whoever has this file can read it." in printed
    with zipfile.ZipFile(out) as archive:
        held = b"".join(archive.read(name) for name in archive.namelist())
    assert MARK.encode() in held
    assert b"Omar" not in held
    assert imported(tmp_path / "theirs", out) == 0
