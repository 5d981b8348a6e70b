"""People from a table: what is read, what is marked, what is refused."""

from __future__ import annotations

import io

import pytest
from hypothesis import given as any_of
from hypothesis import strategies as st

from nextrung.people.person import PersonFields
from nextrung.people.table import MOST_ROWS, PeopleReading, read_table

ROLES = {"senior": "senior", "senior ml manager": "senior", "director": "director"}
HEADER = "name,tags,occupation,role,notes"


def read(raw: bytes | str, *known: str) -> PeopleReading:
    return read_table(raw, known, ROLES)


def test_that_every_column_is_read() -> None:
    jana = 'Jana Nováková,"bank; spring group",Data scientist,Senior ML Manager,"met in May,\ntwo lines"'
    table = f"{HEADER}\n{jana}\nOmar,,,,\n"
    assert read(table).good == (
        PersonFields("Jana Nováková", ("bank", "spring group"), "Data scientist", "senior", "met in May,\ntwo lines"),
        PersonFields("Omar"),
    )


def test_that_only_the_name_is_needed_and_other_columns_are_named_as_not_used() -> None:
    reading = read("Email;Full Name;Phone\na@example.org;Jana;1\n")
    assert reading.good == (PersonFields("Jana"),)
    assert reading.ignored == ("email", "phone")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1250", "latin-1"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_that_encodings_and_delimiters_do_not_matter(encoding: str, delimiter: str) -> None:
    table = "\r\n".join(["name,occupation", "Zoë Müller,Prüferin"]).replace(",", delimiter)
    (person,) = read(table.encode(encoding)).good
    assert person == PersonFields("Zoë Müller", (), "Prüferin")


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (",bank,,,", "Give the person a name of 1 to 120 characters."),
        (f"{'x' * 121},,,,", "Give the person a name of 1 to 120 characters."),
        (f"Ann,{'y' * 41},,,", "is too long; use at most 40 characters"),
        ("Ann,,,chief,", "“chief” is no role here; use one of senior, director, or leave it empty."),
        ("Ann,bank", "2 cells where the header has 5."),
        ("Ann,a,b,senior,c,d", "6 cells where the header has 5."),
        ("OMAR  ,,,,", "a person with this name is here already"),
        ("Jana,,,,", "row 2 has this name too"),
    ],
)
def test_that_a_bad_row_is_marked_with_its_number_and_the_others_stay_good(line: str, problem: str) -> None:
    reading = read(f"{HEADER}\nJana,,,,\n{line}\nZoë,,,,\n", "Omar")
    assert [(row.number, problem in row.problem) for row in reading.bad] == [(3, True)], reading.bad
    assert [fields.name for fields in reading.good] == ["Jana", "Zoë"]
    assert [row.number for row in reading.rows] == [2, 3, 4]


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"", "The table is empty."),
        (b"\xef\xbb\xbf\n", "The table is empty."),
        (b"first,last\nJana,N\n", "There is no column “name”"),
        (b"name,tags,tag\nJana,a,b\n", "The column “tags” is there twice."),
        (b"name\n\n , \n", "has a header but no people"),
        (b'name\n"Jana" x\n', "cannot be read"),
        (b"PK\x03\x04\x00\x00", "save it as CSV in UTF-8"),
        (b"name\n" + b"x" * 60_000_001, "larger than"),
    ],
)
def test_that_what_is_no_table_of_people_is_refused_in_one_sentence(raw: bytes, sentence: str) -> None:
    reading = read(raw)
    assert sentence in reading.refused
    assert "\n" not in reading.refused
    assert reading.rows == ()


def test_that_a_hundred_thousand_rows_are_read_and_one_more_is_refused() -> None:
    lines = io.StringIO()
    lines.write("name,tags\n")
    lines.writelines(f"Person {number},group {number % 7}\n" for number in range(MOST_ROWS))
    assert len(read(lines.getvalue()).good) == MOST_ROWS
    lines.write("One more,x\n")
    assert "at most 100,000 people" in read(lines.getvalue()).refused


@any_of(
    st.one_of(
        st.binary(max_size=400), st.text(max_size=400).map(lambda text: f"name,tags\n{text}".encode("utf-8", "replace"))
    )
)
def test_that_no_bytes_at_all_make_it_fail(raw: bytes) -> None:
    reading = read(raw, "Omar")
    assert bool(reading.refused) != bool(reading.rows)
    assert len(reading.good) + len(reading.bad) == len(reading.rows)
