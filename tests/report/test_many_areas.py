"""A report of a group on as many areas as there may be."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from tests.report import made, poppler

from nextrung.report.blocks import HeatMap
from nextrung.report.group import GroupArea, GroupRow, GroupSummary, group_document
from nextrung.report.pdf import as_pdf


def wide(areas: int) -> GroupSummary:
    """A group on so many areas, each with a level that tells it from the others."""
    shorts = [f"{chr(65 + at)}{chr(65 + at)}XY" for at in range(areas)]
    return replace(
        made.group(),
        areas=[GroupArea(f"Area {short}", short, 3.0, ("3.0", "0.5", "1 of 2")) for short in shorts],
        rows=[GroupRow("Somebody with a long name", 70.0, [1 + at / 10 for at in range(areas)])],
    )


def maps(group: GroupSummary) -> list[HeatMap]:
    return [
        block for section in group_document(group).sections for block in section.blocks if isinstance(block, HeatMap)
    ]


@pytest.mark.parametrize(("areas", "parts"), [(1, [2]), (12, [13]), (13, [13, 1]), (24, [13, 12])])
def test_that_a_map_has_no_more_columns_than_have_room_and_loses_none(areas: int, parts: list[int]) -> None:
    group = wide(areas)
    found = maps(group)
    assert [len(one.columns) for one in found] == parts
    assert [name for one in found for name in one.columns if name != "Match"] == [one.short for one in group.areas]
    levels = [text for one in found for _, cells in one.rows for text, _ in cells]
    assert levels == ["70", *(f"{1 + at / 10:.1f}" for at in range(areas))]
    assert all(len(cells) == len(one.columns) for one in found for _, cells in one.rows)


def test_that_the_names_of_areas_stand_apart_on_the_page(tmp_path: Path) -> None:
    text = poppler.text(as_pdf(group_document(wide(24)), "a4"), tmp_path, "-layout")
    assert all(f" {one.short}" in text for one in wide(24).areas)
