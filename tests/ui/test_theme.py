"""The theme: contrast of every pair of colours that stand on each other, and the switch between schemes."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication, QCheckBox, QRadioButton, QWidget
from pytestqt.qtbot import QtBot
from tests.ui import literals

from nextrung import resources
from nextrung.ui.theme import tokens
from nextrung.ui.theme.theme import Theme, stands_for_no_font
from nextrung.ui.widgets.buttons import Segments

TEXT = 4.5
MARK = 3.0
TEXT_PAIRS = [
    ("text", "bg"),
    ("text", "surface"),
    ("text", "raised"),
    ("text", "accent_soft"),
    ("muted", "bg"),
    ("muted", "surface"),
    ("muted", "raised"),
    ("accent", "bg"),
    ("accent", "surface"),
    ("accent", "accent_soft"),
    ("accent_strong", "accent_soft"),
    ("accent_strong", "surface"),
    ("on_accent", "accent"),
    ("on_accent", "accent_strong"),
    ("gap_text", "gap_soft"),
    ("gap_text", "surface"),
    ("gap_text", "bg"),
    ("good_text", "good_soft"),
    ("good_text", "surface"),
    ("other", "other_soft"),
    ("other", "surface"),
]
MARK_PAIRS = [
    ("accent", "surface"),
    ("good", "surface"),
    ("gap", "surface"),
    ("other", "surface"),
    ("control", "surface"),
    ("control", "bg"),
    ("control", "accent_soft"),
    ("edge", "surface"),
    ("edge", "bg"),
    ("edge", "raised"),
    ("gap_bar", "surface"),
    ("text", "line"),
    ("on_accent", "accent"),
]
SCHEMES = list(tokens.SCHEMES)
STRONG = {"contrast": 1.5, "contrast_dark": 1.5}
"""How much more contrast these schemes give."""


@pytest.fixture(scope="module")
def design() -> tokens.Tokens:
    return tokens.load(resources.assets("themes", "tokens.json"))


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("pair", TEXT_PAIRS, ids="-on-".join)
def test_that_text_can_be_read(design: tokens.Tokens, scheme: str, pair: tuple[str, str]) -> None:
    colors = design.colors[scheme]
    assert tokens.contrast(colors[pair[0]], colors[pair[1]]) >= TEXT * STRONG.get(scheme, 1)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("pair", MARK_PAIRS, ids="-on-".join)
def test_that_marks_can_be_seen(design: tokens.Tokens, scheme: str, pair: tuple[str, str]) -> None:
    colors = design.colors[scheme]
    assert tokens.contrast(colors[pair[0]], colors[pair[1]]) >= MARK * STRONG.get(scheme, 1)


def test_that_contrast_follows_the_published_extremes() -> None:
    assert tokens.contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert tokens.contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_that_all_schemes_name_the_same_colours(design: tokens.Tokens) -> None:
    assert all(design.colors[scheme].keys() == design.colors["light"].keys() for scheme in SCHEMES)


def test_that_a_new_scheme_reaches_application_and_listeners(qapp: QApplication) -> None:
    theme = Theme(qapp, resources.assets(), "light")
    heard: list[str] = []
    theme.changed.connect(lambda: heard.append(theme.scheme))
    theme.choose("dark")
    assert heard == ["dark"]
    assert qapp.palette().window().color().name().upper() == theme.tokens.colors["dark"]["bg"]


def test_that_text_grows_to_twice_its_size_and_no_further(qapp: QApplication) -> None:
    theme = Theme(qapp, resources.assets(), "light")
    before = theme.points("body")
    theme.choose("light", 5.0)
    assert theme.points("body") == pytest.approx(2 * before)
    theme.choose("light", 1.0)


def test_that_no_colour_or_size_stands_in_the_code_of_a_screen() -> None:
    folder = resources.folder("assets").parent / "desktop" / "nextrung" / "ui"
    screens = [path for path in folder.rglob("*.py") if path.parent.name != "theme"]
    assert len(screens) > 100
    assert [one for path in screens for one in literals.found(path)] == []


@pytest.mark.parametrize(
    "line",
    [
        "x = '#FF8800'",
        "x = 'color: rgba(0, 0, 0, 0.4)'",
        "QColor(12, 13, 14)",
        "pen = mkPen(1)",
        "self.setFixedWidth(208)",
        "layout.setSpacing(theme.space('s') + 2)",
        "layout.setContentsMargins(0, 0, -3, 0)",
        "self.resize(min(300, width), 10)",
        "font.setPointSize(11)",
        "self.setMinimumHeight(5 if tall else 2)",
        "size = QSize(18, 18)",
    ],
)
def test_that_a_literal_would_be_found(tmp_path: Path, line: str) -> None:
    screen = tmp_path / "screen.py"
    screen.write_text("layout.setSpacing(0)\nself.setFixedWidth(WIDTH)\nlayout.setStretch(0, 2)\n", encoding="utf-8")
    assert list(literals.found(screen)) == []
    screen.write_text(line, encoding="utf-8")
    assert len(list(literals.found(screen))) == 1


@pytest.mark.parametrize("kind", [QCheckBox, QRadioButton])
def test_that_the_marks_of_controls_grow_with_the_text(qtbot: QtBot, theme: Theme, kind: type[QWidget]) -> None:
    control = kind()
    qtbot.addWidget(control)
    theme.apply_style(control)
    before = control.sizeHint().width()
    theme.choose("light", 2.0)
    assert control.sizeHint().width() - before == theme.tokens.marks["tick"]


def test_that_the_ends_of_what_is_on_offer_are_round(qtbot: QtBot, theme: Theme) -> None:
    segments = Segments(theme, "Views", [("a", "A"), ("b", "B"), ("c", "C")])
    qtbot.addWidget(segments)

    def places() -> list[str]:
        return [button.property("place") for button in segments.buttons() if not button.isHidden()]

    assert places() == ["first", "middle", "last"]
    segments.offer("c", offered=False)
    assert places() == ["first", "last"]
    segments.offer("a", offered=False)
    assert places() == ["only"]
    segments.offer("c", offered=True)
    assert places() == ["first", "last"]


def test_that_a_second_theme_leaves_the_style_of_the_application_alone(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Setting it styles every widget there is anew, also those that are just going: Qt crashed on one of them."""
    dressed: list[str] = []
    monkeypatch.setattr(QApplication, "setStyleSheet", lambda _application, sheet: dressed.append(sheet))
    Theme(qapp, resources.assets(), "light").deleteLater()
    assert not dressed


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(("family", "is_none"), [("Sans Serif", True), ("Surely Not There", True), (".SF NS", False)])
def test_that_a_font_which_is_not_there_is_not_asked_for(family: str, is_none: bool) -> None:
    """What comes in its place may have serifs, as it had where the font of the system was missing."""
    assert stands_for_no_font(family) == is_none


@pytest.mark.usefixtures("qapp")
def test_that_a_font_which_is_there_is_taken() -> None:
    family = next(one for one in QFontDatabase.families() if one.lower() not in ("dejavu sans", "helvetica"))
    assert not stands_for_no_font(family)
