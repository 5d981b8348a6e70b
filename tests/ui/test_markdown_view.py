from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QTextListFormat
from pytestqt.qtbot import QtBot

from nextrung import resources
from nextrung.ui.shell.sheet import WIDTH
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.markdown_view import MarkdownView

HELP = sorted(resources.assets("help").glob("**/*.md"))
MARGINS = 60
"""What a sheet has beside its text, in device-independent pixels."""


def fits(view: MarkdownView) -> bool:
    return view.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("path", HELP, ids=lambda path: path.stem)
def test_that_no_page_of_the_help_scrolls_sideways(path: Path, theme: Theme, qtbot: QtBot) -> None:
    for scale in (1.0, 2.0):
        theme.choose("light", scale)
        view = MarkdownView()
        qtbot.addWidget(view)
        view.resize(min(theme.em(WIDTH), 1240) - MARGINS, 500)
        view.show()
        view.show_markdown(path.read_text(encoding="utf-8"))
        qtbot.waitExposed(view)
        # Qt lays long documents out bit by bit, and may ask for more width on the way
        qtbot.waitUntil(partial(fits, view))


@pytest.mark.usefixtures("theme")
def test_that_a_long_command_breaks_into_lines(qtbot: QtBot) -> None:
    view = MarkdownView()
    qtbot.addWidget(view)
    view.resize(300, 200)
    view.show()
    view.show_markdown("```\nnextrung " + "--option=" * 40 + "\n```\n")
    qtbot.waitExposed(view)
    qtbot.waitUntil(partial(fits, view))


@pytest.mark.usefixtures("theme")
def test_that_strong_words_have_a_weight_that_the_program_brings(qtbot: QtBot) -> None:
    view = MarkdownView()
    qtbot.addWidget(view)
    view.show_markdown("# Head\n\nSome **strong** words\n\n| a | b |\n|---|---|\n| **c** | d |\n")
    weights = {}
    block = view.document().begin()
    while block.isValid():
        pieces = block.begin()
        while not pieces.atEnd():
            weights[pieces.fragment().text()] = pieces.fragment().charFormat().fontWeight()
            pieces += 1
        block = block.next()
    assert {weights[one] for one in ("Head", "strong", "a", "c")} == {QFont.Weight.DemiBold}
    assert max(weights.values()) == QFont.Weight.DemiBold


@pytest.mark.usefixtures("theme")
@pytest.mark.parametrize("sign", ["*", "-", "+"])
def test_that_bullets_go_by_depth_and_not_by_the_sign_they_were_written_with(sign: str, qtbot: QtBot) -> None:
    view = MarkdownView()
    qtbot.addWidget(view)
    view.show_markdown(f"{sign} one\n  {sign} inner\n    {sign} innermost\n{sign} two\n\n1. first\n")
    styles = {}
    block = view.document().begin()
    while block.isValid():
        styles[block.text()] = block.textList().format().style()
        block = block.next()
    style = QTextListFormat.Style
    assert styles == {
        "one": style.ListDisc,
        "two": style.ListDisc,
        "inner": style.ListCircle,
        "innermost": style.ListSquare,
        "first": style.ListDecimal,
    }
