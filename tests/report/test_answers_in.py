from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook
from tests import given_first as given
from tests.campaign import Campaign
from tests.given import installed
from tests.report import made
from xlsxwriter import Workbook

from nextrung.assessment import answers_file
from nextrung.assessment.answers_file import AnswersHead
from nextrung.errors import AnswersError
from nextrung.questionnaire.constants import FormId
from nextrung.questionnaire.kinds import Knowledge, Scenario
from nextrung.report.answers_in import AnswersFilePreview, read_answers
from nextrung.report.as_json import as_json
from nextrung.report.audience import PARTS
from nextrung.report.template import as_template

INSTALLED = installed()


def read(folder: Path, name: str, content: bytes) -> AnswersFilePreview:
    path = folder / name
    path.write_bytes(content)
    return read_answers(path, INSTALLED)


def filled(form: FormId, cells: dict[str, tuple[str | float, str, str]], facts: dict[str, Any] | None = None) -> bytes:
    """The template as somebody hands it back, with answer, how sure and note by item."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(as_template(given.questionnaire(), form)))
    held = io.BytesIO()
    written = Workbook(held, {"in_memory": True, "strings_to_formulas": False})
    for name in book.sheet_names:
        made_sheet = written.add_worksheet(name)
        for row, kept in enumerate(book.get_sheet_by_name(name).to_python()):
            values: list[Any] = [*kept, *[""] * (7 - len(kept))]
            if name == "Answers":
                values[4:7] = cells.get(values[0], values[4:7])
            else:
                values[1] = (facts or {}).get(values[0], values[1])
            made_sheet.write_row(row, 0, values)
    written.close()
    return held.getvalue()


@pytest.mark.parametrize("form", ["quick", "full"])
def test_that_a_filled_template_comes_back_as_the_same_answers(form: FormId, tmp_path: Path) -> None:
    wanted = {
        key: one for key, one in given.vector_answers().items() if form in given.questionnaire().items_by_id[key].forms
    }
    labels = {point.id: point.label for point in given.questionnaire().blueprint.scales.confidence}
    shares = {point.value: point.label for point in given.questionnaire().blueprint.scales.frequency}
    cells: dict[str, tuple[str | float, str, str]] = {}
    for key, one in wanted.items():
        if isinstance(given.questionnaire().items_by_id[key], Scenario | Knowledge):
            cells[key] = (one.choice or "", labels[one.confidence or "guessing"], "")
        elif one.value is not None:
            cells[key] = (one.value if key[3] == "B" else shares[one.value], "", "")
    reading = read(tmp_path, "filled.xlsx", filled(form, cells, {"person": "Kim"}))
    assert reading.problems == ()
    assert (reading.form, reading.person, len(reading.rows)) == (form, "Kim", len(cells))
    for key, answer in reading.accepted.items():
        assert (answer.value, answer.choice) == (wanted[key].value, wanted[key].choice), key
        assert answer.confidence == wanted[key].confidence, key


def test_that_no_chance_skips_and_notes_are_read(tmp_path: Path) -> None:
    cells: dict[str, tuple[str | float, str, str]] = {
        "TL-B1": ("No chance yet", "", ""),
        "TL-B2": ("skip", "", "asked twice"),
        "TL-F2": ("about half", "", ""),
    }
    found = read(tmp_path, "filled.xlsx", filled("full", cells)).accepted
    assert found["TL-B1"].no_chance
    assert found["TL-B2"].skipped
    assert found["TL-B2"].note == "asked twice"
    assert found["TL-F2"].value == 0.5


def test_that_every_wrong_row_is_named_and_nothing_is_taken(tmp_path: Path) -> None:
    cells: dict[str, tuple[str | float, str, str]] = {
        "TL-B1": (7, "", ""),
        "TL-S1": ("Z", "", ""),
        "TL-B2": (3, "", ""),
        "TL-B3": ("=1+1", "", ""),
    }
    reading = read(tmp_path, "filled.xlsx", filled("full", cells))
    assert [row.item for row in reading.problems] == ["TL-B1", "TL-B3", "TL-S1"]
    assert "allowed are 1, 2, 3, 4, 5" in reading.problems[0].problem
    assert reading.accepted == {}
    assert all(row.number > 1 for row in reading.rows)


def test_that_a_report_with_answers_can_be_read_back_and_one_without_says_why_not(tmp_path: Path) -> None:
    reading = read(tmp_path, "report.json", as_json(made.report(made.full(), PARTS)))
    assert reading.accepted == given.vector_answers()
    with pytest.raises(AnswersError, match="made without its answers"):
        read(tmp_path, "report.json", as_json(made.report()))


def test_that_an_answers_file_keeps_its_moments(tmp_path: Path) -> None:
    reading = read_answers(given.VECTORS, INSTALLED)
    assert reading.earliest is not None
    assert reading.latest is not None
    assert reading.earliest < reading.latest
    raw = json.loads(given.VECTORS.read_text(encoding="utf-8"))
    raw["answers"] += [raw["answers"][0], {"item": "XX-1"}, 3]
    wrong = read(tmp_path, "wrong.json", json.dumps(raw).encode())
    assert [row.problem.split(":")[0] for row in wrong.problems] == [
        "The item TL-B1 is answered twice.",
        "Answer 71",
        "Answer 72",
    ]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.json", b"", "not JSON"),
        ("a.json", b"\xff\xfe\x00", "neither UTF-8 text nor a spreadsheet"),
        ("a.xlsx", b"PK\x03\x04 and then nothing", "cannot be read as a spreadsheet"),
        ("a.csv", b"item,value\nTL-B1,3\n", "not JSON"),
        ("a.json", b'{"format": "nextrung.report"}', "made without its answers"),
        ("a.json", b"x" * 8_000_001, "larger than 8,000,000 bytes"),
    ],
)
def test_that_a_file_that_holds_no_answers_is_refused_in_a_sentence(
    name: str, content: bytes, words: str, tmp_path: Path
) -> None:
    with pytest.raises(AnswersError, match=words) as refused:
        read(tmp_path, name, content)
    assert str(refused.value).startswith(name)


def test_that_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(AnswersError, match=r"gone\.json: the file cannot be read"):
        read_answers(tmp_path / "gone.json", INSTALLED)
    with pytest.raises(AnswersError, match="cannot be read"):
        read_answers(tmp_path, INSTALLED)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"format": "other"}, "no template of answers"),
        ({"format_version": 9}, "this program reads 1"),
        ({"form": "long"}, "allowed are quick and full"),
        ({"version": "9.9.9"}, "is not installed"),
        ({"questionnaire": "cooking"}, "installed are first-time-manager, ml-manager"),
        ({"person": "x" * 201}, "at most 200"),
    ],
)
def test_that_a_changed_template_is_refused_in_a_sentence(facts: dict[str, Any], words: str, tmp_path: Path) -> None:
    with pytest.raises(AnswersError, match=words):
        read(tmp_path, "filled.xlsx", filled("quick", {}, facts))


def test_that_a_mutilated_spreadsheet_is_never_a_traceback(tmp_path: Path, campaign: Campaign) -> None:
    whole = filled("quick", {"TL-B1": (3, "", "")})
    dice = campaign.random()
    for _ in range(campaign.rounds(short=40, long=2000)):
        raw = bytearray(whole)
        for _ in range(dice.choice([1, 4, 30])):
            raw[dice.randrange(4, len(raw))] = dice.randrange(256)
        if dice.random() < 0.3:
            del raw[dice.randrange(len(raw)) :]
        try:
            read(tmp_path, "filled.xlsx", bytes(raw))
        except AnswersError:
            continue


def test_that_a_spreadsheet_in_a_later_kind_of_archive_is_refused_in_one_sentence(tmp_path: Path) -> None:
    raw = bytearray(filled("quick", {"TL-B1": (3, "", "")}))
    raw[raw.index(b"PK\x01\x02") + 6] = 240  # the version of the archive format that is needed: 24.0
    with pytest.raises(AnswersError, match="cannot be read as a spreadsheet"):
        read(tmp_path, "filled.xlsx", bytes(raw))


def test_that_what_is_dumped_is_read(tmp_path: Path) -> None:
    text = answers_file.dump(AnswersHead("ml-manager", "1.0.0", "quick", ""), given.answered("quick"))
    assert read(tmp_path, "answers.json", text.encode()).accepted == given.answered("quick")
