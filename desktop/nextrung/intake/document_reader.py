"""The process that reads a document: its task comes on standard input, what it found goes to standard output."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING
from xml.parsers import expat

import msgspec

from nextrung.intake import archives, own_process
from nextrung.intake.documents import DocumentOutcome, DocumentTask
from nextrung.intake.web_page import text_of_page
from nextrung.lazy import lazy

if TYPE_CHECKING:
    import pypdf
else:
    pypdf = lazy("pypdf")

MOST_PAGES = 20
MOST_ENTRIES = 2_000
LARGEST_UNPACKED = 60_000_000
"""Bytes of all parts of a document together."""
_WORD = "word/document.xml"
_OPEN_DOCUMENT = "content.xml"


class RefusedDocument(Exception):  # noqa: N818  (what it says goes on after the name of a file)
    """A document that is not read; why, in words that go on after a name."""


def main() -> None:
    """Do one task, within limits on memory and time where the system has them."""
    own_process.serve(answered)


def answered(asked: bytes) -> bytes:
    """The outcome of a task, both as they are sent between processes."""
    task = msgspec.msgpack.decode(asked, type=DocumentTask)
    read = {"pdf": _pdf, "archive": _archive, "html": _page}[task.kind]
    try:
        outcome = DocumentOutcome(_tidy(read(task.raw)))
    except RefusedDocument as error:
        outcome = DocumentOutcome("", str(error))
    except Exception:  # damaged files end the libraries in more ways than they name; this process does nothing else
        outcome = DocumentOutcome("", "the file cannot be read: it is damaged, or of a kind that is not known here")
    return msgspec.msgpack.encode(outcome)


def _tidy(text: str) -> str:
    """A text without spaces at the ends of lines and without more than one empty line at a time."""
    # halves of characters, which a PDF can hold, cannot be sent on
    whole = text.encode("utf-8", "replace").decode("utf-8")
    lines = (re.sub(r"[ \t\u00a0]+", " ", line).strip() for line in whole.splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _pdf(raw: bytes) -> str:
    reader = pypdf.PdfReader(io.BytesIO(raw))
    if reader.is_encrypted and not reader.decrypt(""):
        raise RefusedDocument("the PDF asks for a password; save it without one, or copy its words into a text file")
    if len(reader.pages) > MOST_PAGES:
        raise RefusedDocument(f"the PDF has {len(reader.pages):,} pages; an advert has at most {MOST_PAGES}")
    text = "\n".join(page.extract_text() for page in reader.pages)
    if not re.search(r"\w", text):
        raise RefusedDocument("the PDF holds no text, only pictures of it; copy or type its words into a text file")
    return text


def _archive(raw: bytes) -> str:
    problem = archives.problem_with(io.BytesIO(raw), MOST_ENTRIES)
    if problem:
        raise RefusedDocument(f"the file cannot be read: {problem}")
    with zipfile.ZipFile(io.BytesIO(raw)) as parts:
        if sum(part.file_size for part in parts.infolist()) > LARGEST_UNPACKED:
            raise RefusedDocument(
                f"the file unpacks to more than {LARGEST_UNPACKED:,} bytes, far too much for an advert"
            )
        names = parts.namelist()
        if _WORD in names:
            return _XmlText(_WORD_MARKS, _WORD_SKIPPED, letters="t").read(parts.read(_WORD))
        if _OPEN_DOCUMENT in names:
            return _XmlText(_OPEN_MARKS, _OPEN_SKIPPED).read(parts.read(_OPEN_DOCUMENT))
    raise RefusedDocument("the file cannot be read: it is an archive, and neither a .docx nor an .odt")


_WORD_MARKS = {"numPr": "- ", "br": "\n", "cr": "\n", "tab": " ", "noBreakHyphen": "-"}
_WORD_SKIPPED = frozenset(("Fallback", "del", "moveFrom"))
"""The same text a second time for old programs, and what was deleted with its trace kept."""
_OPEN_MARKS = {"list-item": "- ", "line-break": "\n", "tab": " ", "s": " "}
_OPEN_SKIPPED = frozenset(("tracked-changes", "annotation", "note-citation", "hidden-text", "hidden-paragraph"))


class _XmlText:
    """The text of one part of a document: letters, and a mark where an element begins; what is hidden is left out."""

    def __init__(self, marks: dict[str, str], skipped: frozenset[str], letters: str = "") -> None:
        """``letters`` is the element that alone holds letters; empty when all elements may."""
        self._marks, self._skipped, self._letters = marks, skipped, letters
        self._found: list[str] = []
        self._inside = 0
        self._open: list[tuple[str, bool]] = []
        self._run = 0
        self._style = ""
        self._hiding: set[str] = set()

    def read(self, part: bytes) -> str:
        """All text. Raises ExpatError for what is no XML."""
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._data
        parser.Parse(part, True)
        return "".join(self._found)

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        values = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        skipped = local in self._skipped or values.get("style-name") in self._hiding
        self._open.append((local, skipped))
        self._inside += skipped
        self._see_what_hides(local, values)
        if not self._inside:
            self._found.append(self._marks.get(local, ""))

    def _see_what_hides(self, local: str, values: dict[str, str]) -> None:
        if local == "r":  # of Word: its properties come first, then its letters
            self._run = len(self._open)
        elif local in ("vanish", "webHidden") and self._run and values.get("val", "1") not in ("0", "false", "off"):
            if not self._open[self._run - 1][1]:
                self._open[self._run - 1] = ("r", True)
                self._inside += 1
        elif local == "style":  # of OpenDocument: automatic styles come before the text
            self._style = values.get("name", "")
        elif local == "text-properties" and values.get("display") == "none":
            self._hiding.add(self._style)

    def _end(self, _name: str) -> None:
        if len(self._open) == self._run:
            self._run = 0
        local, skipped = self._open.pop()
        self._inside -= skipped
        if local in ("p", "h") and not self._inside:
            self._found.append("\n")

    def _data(self, letters: str) -> None:
        if not self._inside and (not self._letters or self._open[-1][0] == self._letters):
            self._found.append(letters if self._letters else re.sub(r"\s+", " ", letters))


def _page(raw: bytes) -> str:
    return text_of_page(raw.decode("utf-8", "replace"))
