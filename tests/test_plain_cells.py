"""No text that leaves in a spreadsheet or CSV file is taken for a formula."""

from __future__ import annotations

import pytest
from hypothesis import given as for_any
from hypothesis import strategies as st

from nextrung.plain_cells import plain_cell

FORMULAS = ["=1+1", "+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\uff1d1", "\uff0b1", "\uff0d1", "\uff20A1"]
UNSEEN = ["", " ", "\u00a0 ", "\u200b", "\ufeff", "\x00", "\u2028"]


@pytest.mark.parametrize("text", FORMULAS)
@pytest.mark.parametrize("before", UNSEEN)
def test_that_a_text_that_would_be_a_formula_gets_an_apostrophe_and_is_otherwise_kept(text: str, before: str) -> None:
    assert plain_cell(before + text) == "'" + before + text


@pytest.mark.parametrize("text", ["", " ", "Jana", "'=1", "a=b", "1-2", "  two words", "–", "مرحبا", "5 %", "\u200b"])
def test_that_other_texts_stay(text: str) -> None:
    assert plain_cell(text) == text


@pytest.mark.parametrize("value", [-3, -0.5, 0, True, None])
def test_that_what_is_no_text_stays(value: object) -> None:
    assert plain_cell(value) is value


@for_any(st.text())
def test_that_no_text_comes_out_as_a_formula_and_doing_it_twice_changes_nothing(text: str) -> None:
    once = plain_cell(text)
    assert once in (text, "'" + text)
    assert plain_cell(once) == once
    assert not once.lstrip("\ufeff\u200b\x00 ").startswith(("=", "+", "-", "@"))
