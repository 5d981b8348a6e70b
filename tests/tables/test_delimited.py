"""Rows of a table that came as text: any delimiter, quotes as meant, and refused while read when there is too much."""

from __future__ import annotations

import os
from contextlib import suppress

import pytest
from hypothesis import given as any_of
from hypothesis import settings
from hypothesis import strategies as st
from tests.tables.reading import pay_of, people_of, said, table

from nextrung.intake.entering import PEOPLE, Entrance
from nextrung.people.person import PersonFields
from nextrung.tables.delimited import LONGEST_LINE, rows_of
from nextrung.tables.refusals import TableError
from nextrung.tables.source import read

FEW = Entrance("people", 10_000_000)


def rows(text: str, delimiter: str = "") -> list[list[str]]:
    return rows_of(text, FEW, 11, delimiter).rows


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('a\tb\n"x\ny"\t2', [["a", "b"], ["x\ny", "2"]]),
        ("a,b\r1,2", [["a", "b"], ["1", "2"]]),
        ("name|tags\nMira|A, B", [["name", "tags"], ["Mira", "A, B"]]),
        ("name;notes\nMira;a, b, c\nJo;d, e", [["name", "notes"], ["Mira", "a, b, c"], ["Jo", "d, e"]]),
        ("sep=;\nname;x, y\na;b, c", [[], ["name", "x, y"], ["a", "b, c"]]),
        ('a, "b, c"\nd, "e"', [["a", "b, c"], ["d", "e"]]),
        ('a,b\n"Jan" de Boer,x', [["a", "b"], ['"Jan" de Boer', "x"]]),
        ('a,b\n5" disk,"x ""y"" z"\n"q" r,s', [["a", "b"], ['5" disk', 'x "y" z'], ['"q" r', "s"]]),
        ("name\nMira", [["name"], ["Mira"]]),
    ],
)
def test_that_cells_are_read_as_meant(text: str, expected: list[list[str]]) -> None:
    assert rows(text) == expected


HEAD = "role{0}place{0}amount{0}date{0}source{0}remarks\n"
ROW = "senior{0}Texas{0}USD 520,000{0}2026-03-31"
SHORT, SHORTER = f"{ROW}{{0}}Survey\n", f"{ROW}{{0}}\n"
BROKEN, WORSE = f"{ROW}{{0}}Survey{{0}}x{{0}}too much\n", f"{ROW}{{0}}Survey{{0}}x{{0}}{{0}}too much\n"


@pytest.mark.parametrize("sign", "\t;|")
@pytest.mark.parametrize(
    ("lines", "many"),
    [((HEAD, SHORT, SHORT), 2), ((HEAD, BROKEN, WORSE, SHORT), 1), ((HEAD, WORSE, BROKEN, WORSE, BROKEN, SHORT), 1)],
)
def test_that_commas_in_amounts_do_not_part_cells(sign: str, lines: tuple[str, ...], many: int) -> None:
    reading = table("".join(lines).format(sign), "pay")
    assert reading.rows.problems == ()
    assert len(pay_of(reading).figures) == many
    assert {one.amount for one in pay_of(reading).figures} == {520_000.0}


def test_that_a_delimiter_can_be_chosen() -> None:
    assert rows("a;b,c\nd;e,f", ",") == [["a;b", "c"], ["d;e", "f"]]


def test_that_an_open_quotation_mark_keeps_its_row_out_and_no_other() -> None:
    reading = table('name,tags\n"Mira,A\nJonas,B\n', "people")
    assert [one.name for one in people_of(reading).taken(namesakes=False)] == ["Jonas"]
    assert said(reading) == ["Row 2: A quotation mark opens and does not close here; mend it, or write it twice."]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "is empty"),
        ("\n\n \n", "is empty"),
        ("a\n" * 12, "more than 11 rows; at most 11 rows of people"),
        ("a," * 1_001 + "\n", "Row 1 has 1,002 cells; at most 1,000"),
        ("a\n\0\n", "not a plain table"),
        ("a\n" + "x" * (LONGEST_LINE + 1), "a line of more than"),
        ("a\n" + "x" * 200_000, "a cell of more than"),
    ],
)
def test_that_what_is_no_table_is_one_sentence(text: str, words: str) -> None:
    with pytest.raises(TableError, match=words):
        rows(text)


def test_that_reading_a_table_ends_in_time() -> None:
    slow = Entrance("people", 10_000_000, seconds=-1)
    with pytest.raises(TableError, match="took longer than"):
        rows_of("a\n" * 2_000, slow, 5_000)


@pytest.mark.skipif(os.name == "nt", reason="Windows counts memory in another way")
def test_that_millions_of_rows_are_refused_without_being_held() -> None:
    raw = b"name\n" + b"a\n" * 29_000_000
    assert len(raw) < PEOPLE.largest
    import resource

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(TableError, match="more than 100,100 rows"):
        read(raw, "", PEOPLE)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300_000, "kilobytes"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1250", "latin-1"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_that_encodings_and_delimiters_do_not_matter(encoding: str, delimiter: str) -> None:
    text = "\r\n".join(["name,occupation", "Zoë Müller,Prüferin"]).replace(",", delimiter)
    assert people_of(table(text.encode(encoding), "people")).taken(namesakes=False) == (
        PersonFields("Zoë Müller", (), "Prüferin"),
    )


@settings(deadline=None)  # bytes that begin as those of a spreadsheet are read by a process of their own
@any_of(
    st.one_of(
        st.binary(max_size=400), st.text(max_size=400).map(lambda text: f"name,tags\n{text}".encode("utf-8", "replace"))
    )
)
def test_that_no_bytes_at_all_make_it_fail(raw: bytes) -> None:
    with suppress(TableError):
        reading = table(raw, "people")
        assert people_of(reading).rows or reading.problems
