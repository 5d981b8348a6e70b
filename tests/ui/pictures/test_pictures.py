"""Every page and dialog beside its stored picture, in all themes, with large text and mirrored; says what changed.

After a change that is wanted, look at the tour and store the pictures anew with ``renew.py``.
"""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage, QPainter
from tests.ui.pictures import signature

from nextrung.tour.stops import Stop
from nextrung.ui.theme.theme import Theme

FONTS = 3
"""Levels, of 16, that another font may change in a cell."""
MOST = 0.05
"""Share of all cells that may change by more: another font breaks lines elsewhere."""


@pytest.mark.parametrize("stop", signature.stops(), ids=[stop[0] for stop in signature.stops()])
def test_that_it_looks_as_it_did(theme: Theme, stop: Stop) -> None:
    before = signature.kept()
    told = []
    for name, now in signature.signatures(stop, theme):
        cells = signature.changed(before[name], now, by=FONTS)
        if len(cells) > MOST * len(now):
            columns, rows = ([cell[at] for cell in cells] for at in (0, 1))
            share = len(cells) / len(now)
            where = f"columns {min(columns)} to {max(columns)} of {signature.GRID[0]}, rows {min(rows)} to {max(rows)}"
            told.append(f"{name}: {share:.0%} of the picture changed, {where} of {signature.GRID[1]}")
    assert not told, "\n".join(told)


def test_that_another_layout_is_seen_and_a_little_shift_is_not() -> None:
    def drawn(left: int) -> str:
        image = QImage(1280, 832, QImage.Format.Format_RGB32)
        image.fill(QColor("white"))
        painter = QPainter(image)
        painter.fillRect(left, 100, 500, 600, QColor("black"))
        painter.end()
        return signature.of(image)

    assert not signature.changed(drawn(100), drawn(101), by=FONTS)
    assert len(signature.changed(drawn(100), drawn(600), by=FONTS)) > MOST * len(drawn(100))


def test_that_no_picture_is_stored_of_what_is_gone() -> None:
    names = {f"{stop[0]} {look}" for stop in signature.stops() for look in (*signature.LOOKS, signature.MIRRORED)}
    assert signature.kept().keys() == names
