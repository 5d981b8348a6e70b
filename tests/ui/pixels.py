"""The pixels of a picture as numbers."""

from __future__ import annotations

import numpy
from PySide6.QtGui import QImage

Pixels = numpy.ndarray[tuple[int, ...], numpy.dtype[numpy.uint8]]


def colors(image: QImage) -> Pixels:
    """Red, green and blue of each pixel."""
    return _pixels(image, QImage.Format.Format_RGB888, 3)


def greys(image: QImage) -> Pixels:
    """The grey of each pixel."""
    return _pixels(image, QImage.Format.Format_Grayscale8, 1)[:, :, 0]


def _pixels(image: QImage, form: QImage.Format, channels: int) -> Pixels:
    """Rows, columns and channels of an 8-bit form of a picture; a copy, as Qt frees the picture's own memory."""
    plain = image.convertToFormat(form)
    rows = numpy.frombuffer(plain.constBits(), numpy.uint8).reshape(plain.height(), plain.bytesPerLine())
    return rows[:, : plain.width() * channels].reshape(plain.height(), plain.width(), channels).copy()
