"""Spreadsheets of LibreOffice, packed around what a test puts into them."""

from __future__ import annotations

import io
import zipfile


def packed_ods(content: str) -> bytes:
    """The bytes of an .ods file with this ``content.xml``."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        parts.writestr("content.xml", content)
        parts.writestr("META-INF/manifest.xml", "<manifest/>")
    return made.getvalue()
