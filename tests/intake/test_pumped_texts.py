"""Texts of one piece over and over: whoever reads a stranger's text goes through it once, not from each letter anew."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache

import pytest
from tests import given

from nextrung.advert.heading import heading_of
from nextrung.advert.pay import pay_in
from nextrung.advert.phrases import phrases_for
from nextrung.advert.reading import read_advert
from nextrung.errors import NextRungError
from nextrung.intake import encodings, numbers
from nextrung.intake.days import day_of, moment_of
from nextrung.sealing import header
from nextrung.tables import vcards, whose
from nextrung.tables.layouts import known_layouts
from nextrung.tables.questions import Questions

LENGTH = 30_000
PIECES = (
    *("a", "A", "1", " ", "\t", "\n", ";", ",", ".", ":", "(", "[", "<", "-", "/", "|", "@", "=", "é", '"', "\\"),
    *(
        "a ",
        " (",
        "( ",
        ", ",
        "1 ",
        "1,",
        "1.",
        "; ",
        "a@",
        "a.",
        "A-",
        "/ ",
        " -",
        "- ",
        "per ",
        "of ",
        "k ",
        "EUR ",
        "$9 ",
        "$9k to ",
    ),
)
FRONTS = ("", "1", "TEL", "Place: ", "Head of ML\n")
ENDS = ("", "\n\0")
MOST_SECONDS = 1
"""Of the processor, for a text; one that is read anew from each letter takes more, and from each two far more."""


def texts() -> Iterator[str]:
    for piece in PIECES:
        for front in FRONTS:
            for end in ENDS:
                yield front + piece * (LENGTH // len(piece)) + end


def contacts(text: str) -> object:
    return vcards.rows_of(f"BEGIN:VCARD\n{text}\nEND:VCARD\n", 10)[0]


@cache
def questions() -> Questions:
    return Questions(given.questionnaire(), known_layouts().question_words)


def question(text: str) -> object:
    # as often as a question of the questionnaire has its words, so that it is compared letter by letter
    asked = next(iter(given.questionnaire().items_by_id.values())).question
    return questions().field(text[: LENGTH // 2] + f"{asked} " * (LENGTH // 2 // len(asked)))


READERS: dict[str, Callable[[str], object]] = {
    "an amount": numbers.amount_of,
    "a number": numbers.number_of,
    "a day": day_of,
    "a moment": lambda text: moment_of(text, "dmy"),
    "e-mail addresses": whose.emails_in,
    "contacts": contacts,
    "the head of an advert": heading_of,
    "the pay in an advert": pay_in,
    "a heading of answers": question,
}


@pytest.mark.parametrize("reader", READERS)
def test_that_a_long_text_of_one_piece_is_read_once(reader: str) -> None:
    for text in texts():
        began = time.process_time()
        with suppress(NextRungError):
            READERS[reader](text)
        assert time.process_time() - began < MOST_SECONDS, text[:20]


@pytest.mark.parametrize(
    "piece", ["coach ", "not coach ", "you not coach, ", "coach: not needed. ", "cannot without ", "coach you "]
)
def test_that_an_advert_without_ends_is_read_once(piece: str) -> None:
    phrases = phrases_for("ml-manager")
    began = time.process_time()
    read_advert(piece * (LENGTH // len(piece)), phrases)
    assert time.process_time() - began < MOST_SECONDS


def test_that_a_long_plain_line_is_gone_through_once_for_its_encoding() -> None:
    found = encodings.decoded(b"a" * 2_000_000 + b"\nZo\xeb\n")
    assert (found.example, found.line) == ("Zoë", 2)


def test_that_a_text_of_beginnings_of_sealed_files_without_an_end_is_none() -> None:
    assert header.unwrapped(b"-----BEGIN AGE ENCRYPTED FILE-----\n" * 100_000) is None


def test_that_a_picture_in_a_contact_is_joined_once() -> None:
    picture = "".join(f" {'A' * 74}\n" for _ in range(100_000))
    rows, _ = vcards.rows_of(f"BEGIN:VCARD\nFN:Zoë\nPHOTO;ENCODING=b:AA\n{picture}END:VCARD\n", 10)
    assert any("Zoë" in cell for row in rows for cell in row)
