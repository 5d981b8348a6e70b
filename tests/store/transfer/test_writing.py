"""A data file is whole, private, the same for the same data, and comes back exactly."""

from __future__ import annotations

import os
import stat
from contextlib import closing
from pathlib import Path

import pytest
from tests.store.transfer import parcels
from tests.store.transfer.parcels import AT

from nextrung.store.database import open_database
from nextrung.store.tables import TABLES
from nextrung.store.transfer import writing
from nextrung.store.transfer.refusals import TransferCancelledError, TransferError, Watch


def test_that_everything_comes_back_exactly_in_an_empty_database(full: Path, here: Path, file: Path) -> None:
    parcels.taken(file, here)
    before, after = parcels.dump(full), parcels.dump(here)
    name = after["questionnaire"][0][0]
    assert name == writing.fingerprint(parcels.content())
    renamed = {
        table: [tuple(name if value == parcels.FOLDER else value for value in row) for row in rows]
        for table, rows in before.items()
    }
    assert after == renamed | {"setting": parcels.dump(parcels.empty(here.with_name("new.db")))["setting"]}


def test_that_equal_data_give_equal_bytes_wherever_they_lie(full: Path, here: Path, file: Path, tmp_path: Path) -> None:
    assert parcels.sent(full, tmp_path / "again.nextrung").read_bytes() == file.read_bytes()
    parcels.taken(file, here)
    assert parcels.sent(here, tmp_path / "back.nextrung").read_bytes() == file.read_bytes()


def test_that_nothing_of_the_computer_is_in_it(file: Path, tmp_path: Path) -> None:
    parts = parcels.entries(file)
    assert parts.keys() == {"manifest.json", *(table.entry for table in TABLES)}
    everything = b"".join(parts.values())
    for secret in (b"secret-stick", str(tmp_path).encode(), parcels.FOLDER.encode()):
        assert secret not in everything


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_that_only_the_owner_can_read_it_even_where_a_file_was_open_to_all(full: Path, tmp_path: Path) -> None:
    path = tmp_path / "all.nextrung"
    path.write_bytes(b"old")
    path.chmod(0o666)
    before = os.umask(0)
    try:
        parcels.sent(full, path)
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_that_a_stopped_export_leaves_what_was_there(full: Path, tmp_path: Path) -> None:
    path = tmp_path / "all.nextrung"
    path.write_bytes(b"the old one")
    watch = Watch()
    watch.cancel()
    with closing(open_database(full)) as connection:
        connection.executemany(
            "INSERT INTO person_tag VALUES ('p1', ?)", [(f"tag {number}",) for number in range(2_000)]
        )
        connection.commit()
    with pytest.raises(TransferCancelledError):
        writing.export(full, path, AT, watch)
    assert path.read_bytes() == b"the old one"
    assert not list(tmp_path.glob("*.part")) + list(tmp_path.glob(".*"))


@pytest.mark.parametrize("place", ["gone/all.nextrung", "file/all.nextrung", "folder"])
def test_that_a_place_that_cannot_be_written_is_one_sentence(full: Path, tmp_path: Path, place: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(TransferError, match=r"^The file \S+ cannot be written: .+\. Choose another place\.$"):
        parcels.sent(full, tmp_path / place)
    assert not list(tmp_path.rglob("*.part"))


def test_that_a_file_which_would_be_refused_does_not_replace_a_good_one(
    full: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = file.read_bytes()
    monkeypatch.setattr(writing, "line_of", lambda _row, _table: b"{}")
    with pytest.raises(TransferError, match="damaged"):
        parcels.sent(full, file)
    assert file.read_bytes() == before


def test_that_very_repetitive_data_can_be_exported_and_taken_in(full: Path, here: Path, tmp_path: Path) -> None:
    parcels.change(full, "UPDATE person SET notes = ? WHERE id = 'p1'", "x" * 2_000_000)
    parcels.taken(parcels.sent(full, tmp_path / "all.nextrung"), here)
    assert parcels.dump(here)["person"][0][7] == "x" * 2_000_000


def test_that_a_database_with_nobody_can_be_exported_and_taken_in(full: Path, here: Path, tmp_path: Path) -> None:
    before = parcels.dump(full)
    tally = parcels.taken(parcels.sent(here, tmp_path / "nobody.nextrung"), full)
    assert tally.total == 0
    assert parcels.dump(full) == before
