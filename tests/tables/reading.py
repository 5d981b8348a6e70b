"""What tests of tables share: the cases of real tools, and what tables are read against."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from tests import given

from nextrung import resources
from nextrung.salary import files
from nextrung.salary.model import SalaryData
from nextrung.tables.answer_rows import AnswersRow, AnswersRows
from nextrung.tables.layouts import Kind
from nextrung.tables.pay import PayRows
from nextrung.tables.people import PeopleRows
from nextrung.tables.whose import KnownAssessments
from nextrung.workspace.table_output import as_json
from nextrung.workspace.table_reading import Surroundings, TableReading, Wishes, read
from nextrung.workspace.tables import role_ids

CASES = Path(__file__).parent / "cases"
TODAY = date(2026, 11, 29)


@cache
def pay_data() -> SalaryData:
    return files.load(resources.assets("salary"))


def around(*people: KnownAssessments) -> Surroundings:
    roles = role_ids(given.questionnaire().roles)
    return Surroundings(people, roles, pay_data(), given.installed(), TODAY)


def here(*names: str) -> tuple[KnownAssessments, ...]:
    return tuple(KnownAssessments(name, name) for name in names)


def table(
    raw: bytes | str, kind: Kind, wishes: Wishes | None = None, *people: KnownAssessments, name: str = "table.csv"
) -> TableReading:
    raw = raw.encode() if isinstance(raw, str) and kind == "answers" else raw
    return read(raw, name, kind, around(*people), wishes)


def case(kind: Kind, name: str, wishes: Wishes | None = None, *people: KnownAssessments) -> TableReading:
    return read((CASES / kind / name).read_bytes(), name, kind, around(*people), wishes)


def people_of(reading: TableReading) -> PeopleRows:
    assert isinstance(reading.rows, PeopleRows)
    return reading.rows


def pay_of(reading: TableReading) -> PayRows:
    assert isinstance(reading.rows, PayRows)
    return reading.rows


def answers_of(reading: TableReading) -> tuple[AnswersRow, ...]:
    assert isinstance(reading.rows, AnswersRows)
    return reading.rows.rows


def printed(reading: TableReading) -> dict[str, Any]:
    return as_json(reading)


def said(reading: TableReading) -> list[str]:
    return [str(problem) for problem in reading.problems]
