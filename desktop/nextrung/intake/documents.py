"""Documents that enter as plain text: .txt, .html, .docx, .odt and .pdf, taken apart by a process of its own."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from nextrung.intake import READ_DOCUMENTS, entering, own_process
from nextrung.intake.encodings import EncodingError, decoded
from nextrung.intake.entering import Entrance, EntryError
from nextrung.shown import in_a_line

TEXT = Entrance("adverts", 1_000_000)
"""A text or a page of the web; an advert has some ten thousand bytes."""
DOCUMENT = Entrance("adverts", 10_000_000)
"""A document with its pictures and letters."""
READABLE = ".txt, .docx, .odt, .html and .pdf"
Kind = Literal["html", "archive", "pdf"]
_DOCUMENTS = (".docx", ".odt", ".pdf")
_PAGES = (".html", ".htm", ".xhtml")
_OTHERS = {
    b"\xd0\xcf\x11\xe0": "it is an old document of a word processor",
    b"{\\rtf": "it is rich text",
    b"\x89PNG": "it is a picture",
    b"\xff\xd8\xff": "it is a picture",
    b"\x1f\x8b": "it is a packed file",
}
"""How files begin that are taken for an advert by mistake, and what they are."""
_FIRST_BYTES = 1024
"""Where the mark of a PDF may stand, and where a page of the web shows that it is one."""
_MARKUP = (b"<!doctype html", b"<html", b"<body", b"<head", b"<p>", b"<div")
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([a-z0-9_:-]{1,40})", re.IGNORECASE)
_TOO_MUCH = "it asks for more memory or time than reading an advert may take; copy its words into a text file"


class DocumentTask(Struct, frozen=True):
    """What the reading process is asked for."""

    raw: bytes
    kind: Kind


class DocumentOutcome(Struct, frozen=True):
    """What the reading process found: a text, or why there is none, in words that go on after a name."""

    text: str
    refused: str = ""


def read_document(path: Path) -> str:
    """The text of a document, without its looks. Raises EntryError in one sentence. May run in any thread."""
    raw = entering.whole(path, DOCUMENT if path.suffix.lower() in _DOCUMENTS else TEXT)
    try:
        return text_of(raw, is_page=path.suffix.lower() in _PAGES)
    except DocumentError as error:
        raise EntryError(in_a_line(path.name), str(error)) from error


class DocumentError(Exception):
    """Bytes that are no document which can be read; why, in words that go on after a name."""


def text_of(raw: bytes, *, is_page: bool = False) -> str:
    """The text of the bytes of a document; ``is_page`` when its name says that it is HTML. Raises DocumentError."""
    if not raw.strip():
        raise DocumentError("the file is empty")
    other = next((words for begin, words in _OTHERS.items() if raw.startswith(begin)), None)
    if other is not None:
        raise DocumentError(f"the file cannot be read: {other}; {READABLE} are read")
    first = raw[:_FIRST_BYTES].lower()
    if b"%pdf-" in first:
        return _in_own_process(DocumentTask(raw, "pdf"))
    if raw.startswith(b"PK"):
        return _in_own_process(DocumentTask(raw, "archive"))
    if is_page or (first.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and any(one in first for one in _MARKUP)):
        return _in_own_process(DocumentTask(_text(raw, _declared(raw)).encode("utf-8", "replace"), "html"))
    return _text(raw)


def _text(raw: bytes, declared: str = "") -> str:
    """The letters of a plain text, in the encoding it is ``declared`` to be in where nothing else shows it."""
    try:
        found = decoded(raw)
        return _as_declared(raw, declared) or found.text if found.guessed else found.text
    except EncodingError as error:
        raise DocumentError(f"the file cannot be read: it is no text; {READABLE} are read") from error


def _declared(raw: bytes) -> str:
    """The encoding that a page of the web says it is in; nothing where it does not say."""
    found = _CHARSET.search(raw[:_FIRST_BYTES])
    name = found[1].decode("ascii").lower() if found else ""
    # what browsers do: pages that say Latin-1 hold the quotation marks of Windows
    return "cp1252" if name in ("iso-8859-1", "latin1", "us-ascii", "ascii") else name


def _as_declared(raw: bytes, declared: str) -> str:
    """The text; nothing where it is not in that encoding, or no encoding is declared."""
    try:
        return decoded(raw, declared).text if declared else ""
    except EncodingError:
        return ""


def _in_own_process(task: DocumentTask) -> str:
    try:
        code, found = own_process.done("document_reader", READ_DOCUMENTS, msgspec.msgpack.encode(task))
        outcome = msgspec.msgpack.decode(found, type=DocumentOutcome) if code == 0 else None
    except (subprocess.TimeoutExpired, msgspec.DecodeError) as error:
        raise DocumentError(_TOO_MUCH) from error
    except OSError as error:
        raise DocumentError(f"documents cannot be read now: {error.strerror or error}") from error
    if outcome is None:
        raise DocumentError(_TOO_MUCH)
    if outcome.refused:
        raise DocumentError(outcome.refused)
    return outcome.text
