"""Names give way to parts: whole names, wherever they stand, and nothing else."""

from __future__ import annotations

import pytest

from nextrung.evidence.example import ExampleError
from nextrung.evidence.replacing import pairs_of, replacing

PAIRS = pairs_of("Priya = my manager\n\n Sam Okafor = a colleague \nSam= somebody\nDr. X = a doctor")


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("I asked Priya.", "I asked my manager."),
        ("Priya agreed. Priya's view", "My manager agreed. My manager's view"),
        ("With Sam Okafor and Sam", "With a colleague and somebody"),
        ("Sam  \n Okafor came", "A colleague came"),
        ("Samuel and Priyanka stay", "Samuel and Priyanka stay"),
        ("Said Dr. X: Priya knew", "Said a doctor: My manager knew"),
        ("nothing", "nothing"),
        ("so\nPriya came", "so\nMy manager came"),
        (" " * 60 + "x Priya", " " * 60 + "x my manager"),
        ("v1.Priya", "v1.my manager"),
    ],
)
def test_that_names_give_way_to_parts(text: str, without: str) -> None:
    assert replacing(PAIRS)(text) == without


def test_that_no_names_change_nothing() -> None:
    assert replacing(pairs_of(" \n"))("Priya") == "Priya"


@pytest.mark.parametrize(
    "text", ["Priya", "= my manager", "Priya =", "ok = fine\nPriya my manager", "x" * 200 + " = y"]
)
def test_that_a_line_that_names_nobody_is_said(text: str) -> None:
    with pytest.raises(ExampleError, match=r"Line \d of the names, “.*”: write NAME = what stands for it\."):
        pairs_of(text)


def test_that_signs_of_patterns_are_letters_in_names() -> None:
    assert replacing(pairs_of("A.B (C) = somebody"))("with A.B (C) and AxB (C)") == "with somebody and AxB (C)"
