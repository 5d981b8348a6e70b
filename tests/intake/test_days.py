"""Days and moments as people write them."""

from __future__ import annotations

from datetime import UTC, date

import pytest
from hypothesis import given as any_of
from hypothesis import strategies as st

from nextrung.intake.days import Order, day_of, moment_of, order_of


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-03-31", date(2026, 3, 31)),
        ("2026/3/31", date(2026, 3, 31)),
        ("20260331", date(2026, 3, 31)),
        ("31.03.2026", date(2026, 3, 31)),
        ("3.4.2026", date(2026, 4, 3)),
        ("3/31/2026", date(2026, 3, 31)),
        ("31/03/26", date(2026, 3, 31)),
        ("12 Jan 2025", date(2025, 1, 12)),
        ("Jan 12th, 2025", date(2025, 1, 12)),
        ("12. M\u00e4rz 2025", date(2025, 3, 12)),
        ("12 de enero de 2025", date(2025, 1, 12)),
        ("1 f\u00e9vrier 2025", date(2025, 2, 1)),
        ("31-Mar-26", date(2026, 3, 31)),
        ("Sunday, 1 March 2026", date(2026, 3, 1)),
        ("So., 1. M\u00e4rz 2026", date(2026, 3, 1)),
        ("Survey, 2026", None),
        ("March 2025", date(2025, 3, 1)),
        ("2026-03", date(2026, 3, 1)),
        ("1/2026", date(2026, 1, 1)),
        ("2025", date(2025, 1, 1)),
        ("2026-03-31T00:00:00", date(2026, 3, 31)),
        ("2026-02-30", None),
        ("32.1.2026", None),
        ("13/13/2026", None),
        ("soon", None),
        ("12 Foo 2025", None),
        ("2026-03-31 noon", None),
    ],
)
def test_that_days_are_read_as_people_write_them(text: str, day: date | None) -> None:
    found = day_of(text)
    assert (found.read("") if found else None) == day


def test_that_a_day_with_two_meanings_is_read_only_in_an_order() -> None:
    found = day_of("3/4/2026")
    assert found is not None
    assert (found.read(""), found.read("dmy"), found.read("mdy")) == (None, date(2026, 4, 3), date(2026, 3, 4))


@pytest.mark.parametrize(
    ("texts", "order", "unsure"),
    [
        (["3/4/2026", "3/31/2026"], "mdy", False),
        (["3/4/2026", "31/3/2026"], "dmy", False),
        (["3/4/2026", "5/6/2026"], "", True),
        (["31/3/2026", "3/31/2026", "3/4/2026"], "", True),
        (["3/3/2026", "2026-01-01"], "", False),
    ],
)
def test_that_a_column_shows_its_order(texts: list[str], order: Order, unsure: bool) -> None:
    assert order_of(texts) == (order, unsure)


def test_that_moments_keep_their_zone() -> None:
    found = moment_of("2026/03/01 10:00:00 AM GMT+1", "")
    assert found is not None
    assert found.astimezone(UTC).isoformat() == "2026-03-01T09:00:00+00:00"
    evening = moment_of("3/1/2026 11:05 PM", "mdy")
    assert evening is not None
    assert (evening.hour, evening.minute, evening.tzinfo) == (23, 5, None)


@any_of(st.text(max_size=40))
def test_that_no_text_makes_reading_a_day_fail(text: str) -> None:
    found = day_of(text)
    moment_of(text, "dmy")
    assert found is None or found.dmy is not None or found.mdy is not None
