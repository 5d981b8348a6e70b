"""The tour draws the form as a browser shows it, in the middle of its questions."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from nextrung.cli import main
from nextrung.tour import forms


@pytest.mark.skipif(not forms.names_of(""), reason="no browser that could draw is installed here")
def test_that_the_tour_draws_the_form_in_a_theme(tmp_path: Path) -> None:
    assert main(["tour", str(tmp_path), "--only", "9-ask-form-e", "--theme", "dark"]) == 0
    (path,) = tmp_path.iterdir()
    picture = QImage(str(path))
    assert (path.name, picture.width(), picture.height()) == ("9-ask-form-end-dark.png", 1280, 832)
    assert QColor(picture.pixel(2, 2)).lightness() < 60
    assert widest_blue(picture) > 120, "the form stands at its end, whose way on has more words than Start"


def widest_blue(picture: QImage) -> int:
    """The most pixels in a line that have the colour of the dark theme's first action, wherever the line is."""
    rows = ([QColor(picture.pixel(x, y)).name() for x in range(picture.width())] for y in range(picture.height()))
    return max(row.count("#86a8ff") for row in rows)
