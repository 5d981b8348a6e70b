"""A picture in few numbers: how much stands in each cell of a coarse grid; a font changes little, a layout much."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy
from PySide6.QtGui import QImage
from tests.ui.pixels import greys

from nextrung.tour.draw import View, opened, picture, settle
from nextrung.tour.stops import STOPS, Stop
from nextrung.ui.theme.theme import Theme
from nextrung.ui.theme.tokens import Scheme

KEPT = Path(__file__).with_name("signatures.json")
GRID = (32, 21)
LEVELS = 16
STEP = 2.5
"""Greys of 256 in a level: letters cover a small part of a cell."""
OTHER_GROUND = 12
"""Greys by which the ground may change."""
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
    """How much stands in each cell of the grid, row by row: one hexadecimal digit of how far it is from the ground.

    The ground is the commonest grey; its own two digits come first.
    """
    grey = greys(image).astype(int)
    ground = int(numpy.bincount(grey.ravel()).argmax())
    apart = numpy.abs(grey - ground)
    strips = numpy.array_split(apart, GRID[1], axis=0)
    cells = [cell.mean() for strip in strips for cell in numpy.array_split(strip, GRID[0], axis=1)]
    return f"{ground:02x}" + "".join(f"{min(LEVELS - 1, int(mean / STEP)):x}" for mean in cells)


def changed(before: str, now: str, *, by: int) -> list[tuple[int, int]]:
    """Column and row of the cells that differ by more than ``by`` levels; all of them on another ground."""
    if abs(int(before[:2], 16) - int(now[:2], 16)) > OTHER_GROUND:
        return [(at % GRID[0], at // GRID[0]) for at in range(GRID[0] * GRID[1])]
    pairs = zip(before[2:], now[2:], strict=True)
    return [(at % GRID[0], at // GRID[0]) for at, (a, b) in enumerate(pairs) if abs(int(a, 16) - int(b, 16)) > by]


def kept() -> dict[str, str]:
    """The stored signatures."""
    found: dict[str, str] = json.loads(KEPT.read_text(encoding="utf-8"))
    return found
