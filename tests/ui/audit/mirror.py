"""Parts that do not stand where a mirror would put them when the language runs from right to left."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QLabel, QWidget
from tests.ui.audit.parts import named, parts, place, roots

from nextrung.ui.shell.window import MainWindow

SLACK = 3
"""Pixels that the edges of joined buttons and the rounding of shares may take."""


class Part(Struct, frozen=True):
    """A part of a window: how a finding names it, and where it stands."""

    name: str
    at: QRect
    alignment: Qt.AlignmentFlag | None


def seen(window: MainWindow) -> list[tuple[int, list[Part]]]:
    """Width of every window on show and what stands in it."""
    return [(root.width(), [_part(one) for one in parts(root)]) for root in roots(window)]


def _part(widget: QWidget) -> Part:
    alignment = widget.alignment() if isinstance(widget, QLabel) else None
    return Part(named(widget), place(widget), alignment)


def unmirrored(straight: list[tuple[int, list[Part]]], mirrored: list[tuple[int, list[Part]]]) -> Iterator[str]:
    """What differs from the mirror image."""
    for (width, before), (other, after) in zip(straight, mirrored, strict=True):
        if width != other or len(before) != len(after):
            yield f"{len(before)} parts in {width} px became {len(after)} in {other}"
            continue
        for one, two in zip(before, after, strict=True):
            wanted = width - one.at.x() - one.at.width()
            off = max(abs(two.at.x() - wanted), abs(two.at.width() - one.at.width()), abs(two.at.y() - one.at.y()))
            if off > SLACK:
                yield f"at {two.at.x()}, {two.at.y()} in place of {wanted}, {one.at.y()}: {two.name}"
