from __future__ import annotations

import csv
import io
import json
from datetime import date, datetime
from typing import Any

import pytest
from python_calamine import CalamineWorkbook
from tests import given_first as given
from tests.report import made

from nextrung.commands.summary import WIDTH, as_text
from nextrung.report import columns
from nextrung.report.as_json import as_json
from nextrung.report.audience import PARTS
from nextrung.report.columns import ExportColumn
from nextrung.report.markdown import as_markdown
from nextrung.report.material import Material
from nextrung.report.spreadsheet import as_spreadsheet
from nextrung.report.tidy_csv import as_csv
from nextrung.report.words import gap, level, span
from nextrung.scoring.reasons import reason
from nextrung.scoring.result import as_json as result_as_json
from nextrung.ui import labels

SOURCES = [
    made.full(),
    made.material(finished=made.little_chance()),
    made.material(finished=made.finished({})),
    made.full(finished=made.finished(given.answered("quick"), "quick")),
    made.first_team(),
]


def sheets(raw: bytes) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(raw))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def same(cell: object, value: columns.Value) -> bool:
    if value is None:
        return cell == ""
    if isinstance(value, datetime):
        return cell == value.replace(tzinfo=None)
    if isinstance(value, date):
        return cell in (value, datetime(value.year, value.month, value.day))
    if isinstance(value, float):
        return cell == pytest.approx(value, rel=1e-15, abs=1e-300)  # the file format keeps 16 digits
    return cell == value


def agree(table: list[list[Any]], head: tuple[ExportColumn[Any], ...], rows: tuple[Any, ...]) -> None:
    assert table[0] == [column.name for column in head]
    assert len(table) == len(rows) + 1
    for cells, row in zip(table[1:], rows, strict=True):
        for cell, column in zip(cells, head, strict=True):
            assert same(cell, column.value(row)), column.name


@pytest.mark.parametrize("source", SOURCES)
def test_that_every_cell_of_the_spreadsheet_is_the_value_of_the_report(source: Material) -> None:
    model = made.report(source, PARTS)
    found = sheets(as_spreadsheet(model))
    agree(found["Results"], columns.AREAS, model.areas)
    agree(found["Answers"], columns.ANSWERS, model.answers)
    steps = (*model.steps, *model.suggestions)
    assert ("Plan" in found) is bool(steps)
    if steps:
        agree(found["Plan"], columns.STEPS, steps)
    if model.history is not None:
        agree(found["History"], columns.HISTORY, model.history.entries)
    names = [row[0] for row in found["Summary"][1:]]
    assert names == [column.name for column in columns.SUMMARY]
    for cells, column in zip(found["Summary"][1:], columns.SUMMARY, strict=True):
        assert same(cells[1], column.value(model)), column.name


@pytest.mark.parametrize("source", SOURCES)
def test_that_csv_json_and_markdown_hold_the_same_numbers(source: Material) -> None:
    model = made.report(source, PARTS)
    rows = list(csv.DictReader(io.StringIO(as_csv(model).decode("utf-8-sig"))))
    text = as_markdown(model)
    result = json.loads(as_json(model))["result"]
    wanted = json.loads(json.dumps(result_as_json(model.result)))
    if not model.result.questionnaire.has_checks:  # nothing is said of how sure, how right somebody was
        del wanted["judgement"], wanted["calibration"]
    assert result == wanted
    for row, area in zip(rows, model.areas, strict=True):
        assert row["competency"] == area.id
        for name in ("score", "level", "se", "exposure", "target", "gap", "priority", "probability"):
            expected = getattr(area, name)
            assert row[name] == ("" if expected is None else repr(expected)), name
            assert result["competencies"][area.id][name] == expected
        shown = (level(area.level), span(area.low, area.high), level(area.target), gap(area.target, area.level))
        if area.level is not None:
            assert f"| {area.name} | {' | '.join(shown)} |" in text


def test_that_a_reached_target_has_a_dash_for_its_gap_on_screen_and_in_files() -> None:
    for shown in (gap, labels.gap):
        assert [shown(3.0, one) for one in (3.0, 3.2, 2.9999999999996)] == ["–", "–", "–"]
        assert [shown(3.0, one) for one in (2.96, 2.5)] == ["0.0", "0.5"]


def test_that_what_holds_a_band_down_stands_beside_every_match_in_files_and_on_the_terminal() -> None:
    model = made.report(made.full(finished=made.little_chance(), role=given.questionnaire().role("senior")), PARTS)
    table = list(csv.DictReader(io.StringIO(as_csv(model).decode("utf-8-sig"))))
    found = json.loads(as_json(model))
    assert model.match.unscored
    for row in table:
        assert row["unscored"] == ", ".join(found["result"]["unscored"])
        assert row["band_reason"] == (found["result"]["match"]["reason"] or "")
        assert float(row["match"]) == model.match.value
    assert model.history is not None
    for entry, kept in zip(model.history.entries, found["history"], strict=True):
        assert entry.notes is not None
        assert (kept["band"], kept["reason"] or "") == (entry.notes.band, reason(entry.notes))
        assert kept["unscored"] == list(entry.notes.unscored)
    assert found["history"][-1]["unscored"] == found["result"]["unscored"]
    vectors = made.report(made.full()).result
    printed = as_text(vectors, made.salary())
    reasons = [one["reason"] for one in result_as_json(vectors)["roles"].values() if one["reason"]]
    assert reasons
    assert all(f"\n{'':{WIDTH}}  {one}\n" in printed for one in reasons)


def test_that_pandas_reads_the_spreadsheet_and_the_csv_back_to_the_same_values() -> None:
    pandas = pytest.importorskip("pandas")
    model = made.report(made.full(), PARTS)
    sheet = pandas.read_excel(io.BytesIO(as_spreadsheet(model)), sheet_name="Results", engine="calamine")
    table = pandas.read_csv(io.BytesIO(as_csv(model)))
    for frame in (sheet, table):
        assert list(frame["level"]) == [area.level for area in model.areas]
        assert list(frame["weight"]) == [area.weight for area in model.areas]
    history = pandas.read_excel(io.BytesIO(as_spreadsheet(model)), sheet_name="History", engine="calamine")
    assert str(history["completed_at"].dtype).startswith("datetime64")


def test_that_every_column_is_explained_once_in_the_data_dictionary() -> None:
    found = sheets(as_spreadsheet(made.report(made.full(), PARTS)))
    explained = {(sheet, column) for sheet, column, _ in found["Data dictionary"][1:]}
    for name in ("Results", "Answers", "Plan", "History"):
        assert {(name, column) for column in found[name][0]} == {one for one in explained if one[0] == name}
    assert all(meaning for *_, meaning in found["Data dictionary"][1:])


@pytest.mark.parametrize("start", ["=1+1", "+A1", "-2", "@SUM(A1)", "\t=1"])
def test_that_no_text_becomes_a_formula(start: str) -> None:
    model = made.report(made.full(person=f"{start} Alex"), PARTS)
    summary = dict(sheets(as_spreadsheet(model))["Summary"][1:])
    assert summary["person"].startswith("'")
    assert b"<f>" not in as_spreadsheet(model)
    row = next(csv.DictReader(io.StringIO(as_csv(model).decode("utf-8-sig"))))
    assert row["person"].startswith("'")


def test_that_headers_are_frozen_and_parts_left_out_have_no_sheet() -> None:
    raw = as_spreadsheet(made.report(made.full()))
    assert set(sheets(raw)) == {"Summary", "Results", "Plan", "History", "Data dictionary"}
    import zipfile

    with zipfile.ZipFile(io.BytesIO(raw)) as parts:
        results = parts.read("xl/worksheets/sheet2.xml").decode()
    assert 'state="frozen"' in results
    assert 'customWidth="1"' in results


def test_that_every_column_and_key_is_described_for_people() -> None:
    described = (given.PROJECT / "assets" / "help" / "report-files.md").read_text(encoding="utf-8")
    for _, name, meaning in columns.documented():
        assert f"| {name} | {meaning} |" in described
    for column in (*columns.HEAD, *columns.TRUST):
        assert f"| {column.name} | {column.meaning} |" in described
    keys = json.loads(as_json(made.report(made.full(finished=made.finished(made.noted())), PARTS))).keys()
    table = described.partition("## The JSON file")[2]
    for key in keys - {"format", "format_version"}:
        assert key in table
