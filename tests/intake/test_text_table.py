"""Tables that are too large are refused while they are read, without being held whole."""

from __future__ import annotations

import os
from datetime import date

import pytest

from nextrung.intake.entering import PEOPLE, Entrance
from nextrung.intake.text_table import LONGEST_LINE, TableError, TableSize, rows_of
from nextrung.people import table

SIZE = TableSize(rows=11, columns=5)


def rows(raw: bytes | str) -> list[list[str]]:
    return list(rows_of(raw, Entrance("people", 10_000_000), SIZE))


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("\ufeff\r\n\r\na;b\r\n1;2".encode(), [["a", "b"], ["1", "2"]]),
        ('a\tb\n"x\ny"\t2'.encode("utf-16"), [["a", "b"], ["x\ny", "2"]]),
        ("Zoë,€".encode("cp1252"), [["Zoë", "€"]]),
        (b"\x81,b", [["\x81", "b"]]),
        ("a,b\r1,2", [["a", "b"], ["1", "2"]]),
    ],
)
def test_that_usual_encodings_delimiters_and_line_ends_are_read(raw: bytes | str, expected: list[list[str]]) -> None:
    assert rows(raw) == expected


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "is empty"),
        (b"\n\n \n", "is empty"),
        (b"a\n" * 12, "more than 10 rows; at most 10 people"),
        (b"a,b,c,d,e,f\n", "Row 1 has 6 cells; at most 5"),
        (b"a\n\0\n", "not a plain table"),
        (b"a\n" + b"x" * (LONGEST_LINE + 1), "a line of more than"),
        (b'a\n"x\n', "Check the quotation marks"),
        (b"a\n" + b"x" * 200_000, "field larger than"),
        (b"x" * 10_000_001, "larger than 10,000,000 bytes; people take far less"),
    ],
)
def test_that_what_is_no_table_is_one_sentence(raw: bytes, words: str) -> None:
    with pytest.raises(TableError, match=words):
        rows(raw)


def test_that_reading_a_table_ends_in_time() -> None:
    slow = Entrance("people", 10_000_000, seconds=-1)
    with pytest.raises(TableError, match="took longer than"):
        list(rows_of(b"a\n" * 2_000, slow, TableSize(5_000)))


@pytest.mark.skipif(os.name == "nt", reason="Windows counts memory in another way")
def test_that_millions_of_rows_are_refused_without_being_held() -> None:
    """58 MB of short rows took 3.2 GB and 77 s before they were refused."""
    raw = b"name\n" + b"a\n" * 29_000_000
    assert len(raw) < PEOPLE.largest
    import resource

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found = table.read_table(raw, (), {})
    assert "more than 100,000 rows; at most 100,000 people" in found.refused
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000, "kilobytes"


def test_that_rows_of_very_many_cells_are_refused() -> None:
    found = table.read_table(b"name\n" + b"," * 2_000_000, (), {})
    assert "line of more than" in found.refused or "cells; at most" in found.refused


def test_that_own_figures_are_refused_by_their_size() -> None:
    from nextrung import resources
    from nextrung.salary import files, own

    data = files.load(resources.assets("salary"))
    found = own.read_table(b"role,amount,date,source\n" + b"\n" * 30_000, data, date(2026, 11, 29))
    assert "more than 19,999 rows" in str(found.problems[0])
