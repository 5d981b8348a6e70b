"""What a path can lead to other than an ordinary file, and files whose few bytes ask for a whole machine."""

from __future__ import annotations

import io
import os
import socket
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from xlsxwriter import Workbook

EVERYTHING = ("folder", "pipe", "socket", "device", "gone", "zero", "loop")


@contextmanager
def place(kind: str, folder: Path, suffix: str = "") -> Iterator[Path]:
    """A path of this kind."""
    path = folder / f"strange{suffix}"
    held: socket.socket | None = None
    match kind:
        case "folder":
            path.mkdir()
        case "pipe":
            os.mkfifo(path)
        case "socket":
            held = socket.socket(socket.AF_UNIX)
            held.bind(str(path))
        case "device":
            path.symlink_to("/dev/zero")
        case "zero":
            path = folder / f"a\0b{suffix}"
        case "loop":
            path.symlink_to(path)
    try:
        yield path
    finally:
        if held is not None:
            held.close()


def with_cell_at(row: int, column: int, text: str = "far") -> bytes:
    """A spreadsheet of two sheets with one cell, counted from 0, on the second."""
    held = io.BytesIO()
    book = Workbook(held, {"in_memory": True})
    book.add_worksheet("About").write(0, 0, "near")
    book.add_worksheet("Answers").write(row, column, text)
    book.close()
    return held.getvalue()


def with_part(raw: bytes, name: str, content: bytes) -> bytes:
    """An archive with one part replaced, or added."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return held.getvalue()


ODS = """<?xml version="1.0"?><office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:body><office:spreadsheet>
 <table:table table:name="About"><table:table-row{row}>
 <table:table-cell office:value-type="string"{cell}><text:p>x</text:p></table:table-cell>
 <table:table-cell table:number-columns-repeated="16383"/></table:table-row>
 <table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/>
 </table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"""


def open_document(row: str = "", cell: str = "") -> bytes:
    """An OpenDocument spreadsheet with one cell, whose row and cell have these further attributes."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
        archive.writestr("content.xml", ODS.format(row=row, cell=cell).replace("\n ", " ").replace("> <", "><"))
    return held.getvalue()


def with_entries(count: int) -> bytes:
    """An archive of many empty entries."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for number in range(count):
            archive.writestr(f"{number}", b"")
    return held.getvalue()
