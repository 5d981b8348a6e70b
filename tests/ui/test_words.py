"""Words that screens do without, and the minus sign that is one."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QLabel

from nextrung import resources
from nextrung.report import columns
from nextrung.tour.draw import View, opened, settle
from nextrung.tour.stops import STOPS, Stop
from nextrung.ui.theme.theme import Theme

UNWANTED = re.compile(r"\b(proven|thin out|answer pattern|trials)\b", re.IGNORECASE)
HYPHEN_AS_MINUS = re.compile(r"(?:^|[\s(])-(?=[\d{])")
"""A hyphen right before a number, or before what a number is put into."""
DOTS_APART = re.compile(r"\w …$")
"""Three dots after a command, a space apart; left out words of a sentence (“if it is …, then I …”) keep theirs."""
WITH_NUMBERS = ("7-history-compare", "9-group", "3-results-compared")


def said(path: Path) -> Iterator[str]:
    """The texts of a file that are shown: what ``tr`` and ``translate`` are given."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in ("tr", "translate", "_translate"):
                texts = (one.value for one in node.args if isinstance(one, ast.Constant))
                yield from (text for text in texts if isinstance(text, str))


def test_that_texts_do_without_words_of_the_workshop_and_hyphens_for_minus() -> None:
    program = resources.folder("assets").parent / "desktop" / "nextrung"
    texts = [(path.name, text) for path in program.rglob("*.py") for text in said(path)]
    assert len(texts) > 1500
    assert [one for one in texts if UNWANTED.search(one[1]) or HYPHEN_AS_MINUS.search(one[1])] == []


def test_that_three_dots_follow_a_command_in_one_way() -> None:
    program = resources.folder("assets").parent / "desktop" / "nextrung"
    texts = [(path.name, text) for path in program.rglob("*.py") for text in said(path) if "then" not in text]
    assert [one for one in texts if DOTS_APART.search(one[1]) or "..." in one[1]] == []
    assert sum(text.endswith("…") for _, text in texts) > 30


def test_that_reports_help_and_the_names_of_columns_do_without_words_of_the_workshop() -> None:
    files = [resources.assets("report", "words-en.json"), *resources.assets("help").rglob("*.md")]
    lines = [(file.name, line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    lines += [(one.name, one.meaning) for one in columns.HISTORY]
    lines += [(one.name, one.meaning) for one in columns.SUMMARY]
    assert [one for one in lines if UNWANTED.search(one[1])] == []


@pytest.mark.parametrize("wrong", ["(-{0})", "-0.4 levels", "a change of -3", "Last proven backup", "They thin out"])
def test_that_a_wrong_text_would_be_found(wrong: str) -> None:
    assert UNWANTED.search(wrong) or HYPHEN_AS_MINUS.search(wrong)


@pytest.mark.parametrize("stop", [one for one in STOPS if one[0] in WITH_NUMBERS], ids=lambda stop: stop[0])
def test_that_numbers_below_zero_have_a_minus_sign(theme: Theme, stop: Stop) -> None:
    with opened(stop, theme, View()) as window:
        stop[3](window)
        settle()
        page = window.current_page()
        texts = [label.text() for label in page.findChildren(QLabel)]
        for view in page.findChildren(QAbstractItemView):
            model = view.model()
            cells = (model.index(at, column) for at in range(model.rowCount()) for column in range(model.columnCount()))
            texts += [str(cell.data(Qt.ItemDataRole.DisplayRole) or "") for cell in cells]
        assert [text for text in texts if HYPHEN_AS_MINUS.search(text)] == []
