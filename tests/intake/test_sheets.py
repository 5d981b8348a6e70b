"""Spreadsheets whose few bytes ask for a whole machine are refused in one sentence; ordinary ones are read."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from tests.given import PROJECT
from tests.intake import strange
from tests.intake.limited import MOST_MEMORY, run

from nextrung.intake import READ_SHEETS, own_process
from nextrung.intake.sheets import SheetError, SheetOutcome, SheetRows, SheetSize, Task, read_sheets

SIZE = SheetSize(sheets=2, rows=2_000, columns=200)
SHEET = "xl/worksheets/sheet2.xml"
HEAD = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
TAIL = "</sheetData></worksheet>"


def test_that_cells_come_with_their_places_and_plain_values() -> None:
    found = read_sheets(strange.with_cell_at(2, 1, "here"), SIZE)
    assert found == (SheetRows("About", [["near"]]), SheetRows("Answers", [[None, None], [None, None], [None, "here"]]))


@pytest.mark.parametrize(("row", "column"), [(1_048_575, 16_383), (1_048_575, 155), (2_000, 0), (0, 200)])
def test_that_a_far_cell_is_refused_before_anything_makes_room_for_it(row: int, column: int) -> None:
    with pytest.raises(SheetError, match="more than 2,000 rows or 200 columns"):
        read_sheets(strange.with_cell_at(row, column), SIZE)


@pytest.mark.parametrize("cell", ["XFD1048576", "EZ1048576"])
def test_that_the_command_line_survives_a_far_cell(cell: str, tmp_path: Path) -> None:
    column = 16_383 if cell.startswith("X") else 155
    (tmp_path / "far.xlsx").write_bytes(strange.with_cell_at(1_048_575, column))
    ran = run("report", tmp_path / "far.xlsx", "--out", tmp_path / "a.md")
    assert ran.code == 1
    assert ran.err == "far.xlsx: The spreadsheet has more than 2,000 rows or 200 columns.\n"
    assert ran.memory < MOST_MEMORY


def test_that_formatted_but_empty_cells_do_not_count() -> None:
    content = f'{HEAD}<row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row>{TAIL}'.replace(
        TAIL, f'<row r="1048576"><c r="XFD1048576" s="1"/></row>{TAIL}'
    )
    found = read_sheets(strange.with_part(strange.with_cell_at(0, 0), SHEET, content.encode()), SIZE)
    assert found[1].rows == [["x"]]


def test_that_a_cell_hidden_behind_an_entity_or_another_quote_is_found() -> None:
    for place in ("r='XFD1048576'", 'r="&#88;FD1048576"', 'r="xfd1048576"'):
        content = f'{HEAD}<row><c {place} t="n"><v>1</v></c></row>{TAIL}'
        with pytest.raises(SheetError, match=r"2,000 rows|cannot be read"):
            read_sheets(strange.with_part(strange.with_cell_at(0, 0), SHEET, content.encode()), SIZE)


def test_that_open_document_cells_repeated_without_end_are_refused() -> None:
    assert read_sheets(strange.open_document(), SIZE)[0].rows == [["x"]]
    for row, cell in (
        (' table:number-rows-repeated="1048576"', ""),
        ("", ' table:number-columns-repeated="16384"'),
        ("", ' table:number-columns-repeated="99999999999999999999"'),
    ):
        with pytest.raises(SheetError, match="2,000 rows"):
            read_sheets(strange.open_document(row, cell), SIZE)


def test_that_what_the_look_ahead_does_not_see_ends_another_process_than_this_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The reading process has its limits, whatever is in the file: here it is let in by a far larger size."""
    for column in (16_383, 155):
        with pytest.raises(SheetError, match="asks for more memory or time"):
            read_sheets(strange.with_cell_at(1_048_575, column), SheetSize(2, 1 << 21, 1 << 15))
    monkeypatch.setattr(own_process, "SECONDS", 0.0)
    with pytest.raises(SheetError, match="asks for more memory or time"):
        read_sheets(strange.with_cell_at(0, 0), SIZE)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"PK",
        b"PK\x05\x06" + bytes(18),
        b"no spreadsheet",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(3000),
        strange.with_part(strange.with_cell_at(0, 0), SHEET, b"<a>" * 100_000),
        strange.with_part(strange.with_cell_at(0, 0), SHEET, b'<!DOCTYPE a [<!ENTITY b "c">]>' + HEAD.encode()),
        strange.with_entries(3),
    ],
)
def test_that_what_is_no_spreadsheet_is_one_sentence(raw: bytes) -> None:
    with pytest.raises(SheetError) as caught:
        read_sheets(raw, SIZE)
    assert str(caught.value).endswith(".")


def test_that_a_bomb_is_not_unpacked() -> None:
    bomb = strange.with_part(strange.with_cell_at(0, 0), "xl/media/image.png", bytes(70_000_000))
    assert len(bomb) < 100_000
    with pytest.raises(SheetError, match="unpacks to more than 60,000,000 bytes"):
        read_sheets(bomb, SIZE)


def test_that_an_archive_of_very_many_entries_is_refused_by_its_directory() -> None:
    with pytest.raises(SheetError, match="kind for thousands of entries"):
        read_sheets(strange.with_entries(70_000), SIZE)
    raw = strange.with_entries(60_000)
    with pytest.raises(SheetError, match="directory is too large"):
        read_sheets(raw[:-22] + raw[-22:].replace(b"\x60\xea\x60\xea", b"\1\0\1\0"), SIZE)


def test_that_the_installed_program_is_its_own_reading_process() -> None:
    """What the frozen program is started with, on the ordinary way into the program."""
    import msgspec

    task = msgspec.msgpack.encode(Task(strange.with_cell_at(0, 0, "x"), SIZE))
    script = f"import sys; sys.path.insert(0, {str(PROJECT / 'desktop')!r}); from nextrung.cli import main; main()"
    command = [sys.executable, "-I", "-c", script, READ_SHEETS]
    done = subprocess.run(command, input=task, capture_output=True, check=True)
    outcome = msgspec.msgpack.decode(done.stdout, type=SheetOutcome)
    assert outcome == SheetOutcome((SheetRows("About", [["near"]]), SheetRows("Answers", [["x"]])))


def test_that_a_data_file_with_very_many_entries_is_refused_by_its_directory() -> None:
    from nextrung.store.transfer.container import opened
    from nextrung.store.transfer.refusals import TransferError

    for count, words in ((70_000, "kind for thousands"), (60_000, "directory is too large")):
        with pytest.raises(TransferError, match=words), opened(io.BytesIO(strange.with_entries(count))):
            pass


def test_that_an_archive_may_have_a_comment() -> None:
    raw = io.BytesIO(strange.with_cell_at(0, 0))
    with zipfile.ZipFile(raw, "a") as archive:
        archive.comment = b"from a friend"
    assert read_sheets(raw.getvalue(), SIZE)[0].rows == [["near"]]
