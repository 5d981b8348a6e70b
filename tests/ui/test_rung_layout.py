"""Where the texts of the salary chart stand: beside the names of the lines, and beside each other."""

from __future__ import annotations

import pytest

from nextrung.ui.charts.rung_items import AmountMark, ChartFrame, PayLine
from nextrung.ui.charts.rung_layout import PlacedText, TextSizes, places, texts

FRAME = ChartFrame(left=50_000, right=400_000, first=100_000, last=400_000, per_pixel=500, currency="USD")


def width(words: str) -> int:
    return 7 * len(words)


def placed(*marks: AmountMark, compact: bool = False) -> list[PlacedText]:
    """The labels of marks on one line."""
    sizes = TextSizes(compact, 18, 14, width, width)
    line = PayLine("line", "ML manager", "", "", "published", 0, marks=marks)
    (place,) = places([line], FRAME, sizes)
    return [text for text in texts(line, place, FRAME, sizes) if text.words != line.name]


def ends(text: PlacedText) -> tuple[float, float]:
    half = width(text.words) / 2 * FRAME.per_pixel
    return text.at[0] - half, text.at[0] + half


@pytest.mark.parametrize(("compact", "edge"), [(False, FRAME.first), (True, FRAME.left)])
def test_that_a_label_at_the_left_end_keeps_off_the_names(*, compact: bool, edge: float) -> None:
    (label,) = placed(AmountMark("low", edge + 500, "Entry", "Entry $100,500", "figure"), compact=compact)
    assert ends(label)[0] >= edge


def test_that_a_label_moved_in_from_the_edge_covers_no_other() -> None:
    first, second = placed(
        AmountMark("low", 101_000, "Entry", "Entry $101,000", "figure"),
        AmountMark("next", 150_000, "Typical", "Typical $150,000", "figure"),
    )
    assert first.at[1] != second.at[1] or ends(first)[1] <= ends(second)[0]
