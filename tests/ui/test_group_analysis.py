"""The group page gives everybody's answers for analysis: without names, and not of a few."""

from __future__ import annotations

import csv
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from tests.group.people import Group, alike
from tests.ui.coach import words_of
from tests.ui.test_group import opened

from nextrung import cli
from nextrung.ui.sealing.seal_dialog import SealDialog
from nextrung.ui.theme.theme import Theme


@pytest.fixture
def group(tmp_path: Path) -> Group:
    return Group(tmp_path / "data")


def test_that_everybodys_answers_go_into_a_new_folder_as_the_command_writes_them(
    qtbot: QtBot, group: Group, theme: Theme, tmp_path: Path
) -> None:
    ids = alike(group, [1, 2, 3, 4, 5])
    window, page = opened(qtbot, group, theme)
    place = tmp_path / "place"
    place.mkdir()

    def written() -> list[Path]:
        return sorted(one.parent for one in place.glob("*/codebook.csv"))

    def are(number: int) -> bool:
        return len(written()) == number

    for number in (1, 2):
        page.to_analysis.trigger()
        qtbot.waitUntil(lambda: page.findChildren(SealDialog) != [], timeout=20_000)
        (sealing,) = page.findChildren(SealDialog)
        sealing.by_nobody.click()
        sealing.accept_button.click()
        qtbot.waitUntil(lambda: page.findChildren(SealDialog) == [])
        (asking,) = page.findChildren(QFileDialog)
        asking.fileSelected.emit(str(place))
        asking.done(1)
        qtbot.waitUntil(partial(are, number), timeout=20_000)
        qtbot.waitUntil(lambda: page.findChildren(QFileDialog) == [], timeout=20_000)
    day = "next-rung-analysis-2026-11-24"
    assert [one.name for one in written()] == [day, f"{day} (2)"]
    window.close()
    group.workspace.close()
    data = str(tmp_path / "data")
    assert cli.main(["export", "--data-dir", data, "--out-dir", str(tmp_path / "told")]) == 0
    for file in (tmp_path / "told").iterdir():
        assert {(one / file.name).read_bytes() for one in written()} == {file.read_bytes()}
    with (written()[0] / "answers.csv").open(encoding="utf-8", newline="") as table:
        people = {row["person"] for row in csv.DictReader(table)}
    assert len(people) == 5
    assert people.isdisjoint(ids)


def test_that_a_group_under_five_is_refused_in_a_sentence_before_anything_is_asked(
    qtbot: QtBot, group: Group, theme: Theme
) -> None:
    alike(group, [1, 2, 3, 4])
    window, page = opened(qtbot, group, theme)
    page.to_analysis.trigger()
    qtbot.waitUntil(lambda: "needs at least 5 people" in words_of(page), timeout=20_000)
    assert "here are 4 people" in words_of(page)
    assert page.findChildren(QFileDialog) == []
    window.close()
