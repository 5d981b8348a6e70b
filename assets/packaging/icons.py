"""Draws the program's icon in every size that a desktop asks for, from assets/icons/next-rung.svg."""

from __future__ import annotations

import os
import struct
from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent / "icons" / "next-rung.svg"
SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
WINDOWS = (16, 24, 32, 48, 64, 128, 256)
MACOS = {"icp4": 16, "icp5": 32, "icp6": 64, "ic07": 128, "ic08": 256, "ic09": 512, "ic10": 1024}


def draw(folder: Path) -> None:
    """Write NUMBER.png for each size, next-rung.ico and next-rung.icns into ``folder``."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    folder.mkdir(parents=True, exist_ok=True)
    drawn = {size: png(size) for size in {*SIZES, *WINDOWS, *MACOS.values()}}
    for size in SIZES:
        (folder / f"{size}.png").write_bytes(drawn[size])
    (folder / "next-rung.ico").write_bytes(ico({size: drawn[size] for size in WINDOWS}))
    (folder / "next-rung.icns").write_bytes(icns({kind: drawn[size] for kind, size in MACOS.items()}))


def png(size: int) -> bytes:
    """The icon as PNG, ``size`` pixels wide and high."""
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt  # noqa: PLC0415  (after the platform is chosen)
    from PySide6.QtGui import QImage, QPainter  # noqa: PLC0415
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415

    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(SOURCE)).render(painter)
    painter.end()
    raw = QByteArray()
    buffer = QBuffer(raw)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(raw.data())


def ico(pictures: dict[int, bytes]) -> bytes:
    """A Windows icon of PNG pictures by size: header, one entry each, then the pictures."""
    head = struct.pack("<HHH", 0, 1, len(pictures))
    at = len(head) + 16 * len(pictures)
    entries, body = b"", b""
    for size, picture in sorted(pictures.items()):
        entries += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(picture), at + len(body))
        body += picture
    return head + entries + body


def icns(pictures: dict[str, bytes]) -> bytes:
    """A macOS icon of PNG pictures by type: each with its type and its length, as the whole."""
    body = b"".join(kind.encode() + struct.pack(">I", 8 + len(raw)) + raw for kind, raw in pictures.items())
    return b"icns" + struct.pack(">I", 8 + len(body)) + body
