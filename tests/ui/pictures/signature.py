"""A picture in few numbers: a coarse grid of greys, so that another font changes little and another layout much."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from nextrung.tour import STOPS, Stop
from nextrung.tour_draw import View, opened, picture, settle
from nextrung.ui.theme.theme import Theme
from nextrung.ui.theme.tokens import Scheme

KEPT = Path(__file__).with_name("signatures.json")
GRID = (32, 21)
LEVELS = 16
LOOKS: dict[str, tuple[Scheme, float]] = {
    "light": ("light", 1.0),
    "dark": ("dark", 1.0),
    "contrast": ("contrast", 1.0),
    "large": ("light", 2.0),
}
MIRRORED = "mirrored"


def stops() -> list[Stop]:
    """The first state of every page and dialog: those whose names have no second part."""
    return [stop for stop in STOPS if stop[0].count("-") == 1]


def signatures(stop: Stop, theme: Theme) -> Iterator[tuple[str, str]]:
    """Name and signature of a stop in every look."""
    theme.choose("light", 1.0)
    with opened(stop, theme, View()) as window:
        for look, (scheme, size) in LOOKS.items():
            theme.choose(scheme, size)
            settle()
            stop[3](window)
            settle()
            yield f"{stop[0]} {look}", of(picture(window).toImage())
    theme.choose("light", 1.0)
    with opened(stop, theme, View(mirrored=True, pseudo=True)) as window:
        stop[3](window)
        settle()
        yield f"{stop[0]} {MIRRORED}", of(picture(window).toImage())


def of(image: QImage) -> str:
    """One hexadecimal digit of grey for each cell of the grid, row by row."""
    ways = (Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
    small = image.scaled(*GRID, *ways)
    cells = [(x, y) for y in range(GRID[1]) for x in range(GRID[0])]
    greys = [small.pixelColor(x, y).lightness() * LEVELS // 256 for x, y in cells]
    return "".join(f"{grey:x}" for grey in greys)


def changed(before: str, now: str, *, by: int) -> list[tuple[int, int]]:
    """Column and row of the cells whose grey differs by more than ``by`` levels."""
    pairs = zip(before, now, strict=True)
    return [(at % GRID[0], at // GRID[0]) for at, (a, b) in enumerate(pairs) if abs(int(a, 16) - int(b, 16)) > by]


def kept() -> dict[str, str]:
    """The stored signatures."""
    found: dict[str, str] = json.loads(KEPT.read_text(encoding="utf-8"))
    return found
