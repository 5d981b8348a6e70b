"""The one rule of how wide the columns of a table are."""

from __future__ import annotations

from itertools import product

from nextrung.ui.widgets.column_widths import column_widths


def nothing(_column: int) -> int:
    return 0


def test_that_each_column_gets_what_it_needs_and_no_more_than_some_air() -> None:
    assert column_widths([100, 50, 70], 2_000, 60, nothing, last_grows=False) == [160, 110, 130]


def test_that_the_last_column_of_words_reaches_to_the_end() -> None:
    assert column_widths([100, 50, 70], 2_000, 60, nothing, last_grows=True) == [160, 110, 1_730]


def test_that_a_hidden_column_gets_nothing() -> None:
    assert column_widths([100, 0, 70, 0], 1_000, 60, nothing, last_grows=True) == [160, 0, 840, 0]
    assert column_widths([900, 0, 70, 0], 600, 60, nothing, last_grows=True) == [530, 0, 70, 0]


def test_that_short_columns_stay_whole_beside_long_ones() -> None:
    assert column_widths([900, 80, 700], 880, 60, nothing, last_grows=True) == [400, 80, 400]


def test_that_a_text_much_longer_than_the_others_takes_few_lines() -> None:
    widths = column_widths([300, 300, 300, 1_500], 1_200, 60, nothing, last_grows=True)
    assert widths[3] == 625  # three lines, where one width for all would make six
    assert sum(widths) == 1_200


def test_that_no_width_is_left_over_while_a_text_is_cut() -> None:
    for wholes in product((0, 40, 150, 900), repeat=4):
        for room in (100, 333, 777):
            widths = column_widths(wholes, room, 60, nothing, last_grows=True)
            if any(width < whole for width, whole in zip(widths, wholes, strict=True)):
                assert sum(widths) == room


def test_that_no_column_is_narrower_than_its_least() -> None:
    least = [300, 80, 100]
    assert column_widths([900, 80, 700], 500, 60, least.__getitem__, last_grows=True) == [300, 80, 120]
    assert column_widths([900, 80, 700], 200, 60, least.__getitem__, last_grows=True) == least
