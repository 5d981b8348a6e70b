"""A key as a QR code can be scanned: dark on white in every theme, with its quiet zone, and with the key's letters."""

from __future__ import annotations

import pyrage
import pytest
import segno
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from nextrung.sealing.qr_code import QUIET_ZONE
from nextrung.ui.sealing.key_picture import MODULE, KeyPicture
from nextrung.ui.theme.theme import Theme
from nextrung.ui.theme.tokens import SCHEMES, Scheme


def drawn(theme: Theme, qtbot: QtBot, key: str) -> tuple[KeyPicture, QImage]:
    picture = KeyPicture(theme)
    qtbot.addWidget(picture)
    theme.apply_style(picture)
    picture.show_key(key)
    picture.resize(picture.sizeHint())
    return picture, picture.grab().toImage()


def new_key() -> str:
    return str(pyrage.x25519.Identity.generate().to_public())


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("scheme", SCHEMES)
def test_that_each_module_is_black_or_white_and_as_large_as_cameras_need(
    theme: Theme, qtbot: QtBot, scheme: Scheme, scale: float
) -> None:
    theme.choose(scheme, scale)
    key = new_key()
    picture, image = drawn(theme, qtbot, key)
    wanted = segno.make_qr(key, error="m", boost_error=False).matrix
    across = len(wanted) + 2 * QUIET_ZONE
    side = picture.sizeHint().width() // across
    assert side >= MODULE * scale
    assert picture.sizeHint().width() == side * across == picture.sizeHint().height()
    found = {
        (along, down): image.pixelColor(along * side + side // 2, down * side + side // 2)
        for along in range(across)
        for down in range(across)
    }
    for (along, down), colour in found.items():
        inside = all(QUIET_ZONE <= at < across - QUIET_ZONE for at in (along, down))
        dark = inside and wanted[down - QUIET_ZONE][along - QUIET_ZONE]
        assert colour == QColor("black" if dark else "white")


def test_that_it_says_what_it_is_and_is_nothing_without_a_key(theme: Theme, qtbot: QtBot) -> None:
    picture, _ = drawn(theme, qtbot, new_key())
    assert picture.accessibleName() == "QR code of the public key"
    picture.show_key("")
    assert picture.sizeHint().isEmpty()


def test_that_a_reader_of_codes_finds_the_key(theme: Theme, qtbot: QtBot) -> None:
    """Another program reads it: zxing-cpp, where it is installed."""
    reader = pytest.importorskip("zxingcpp")
    for _ in range(20):
        key = new_key()
        _, image = drawn(theme, qtbot, key)
        grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
        lines = memoryview(grey.constBits()).cast("B", (grey.height(), grey.bytesPerLine()))
        (found,) = reader.read_barcodes(lines)
        assert found.text == key
