"""The process that reads a document: its task comes on standard input, what it found goes to standard output."""

from __future__ import annotations

import io
import re
import zipfile
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from xml.parsers import expat

import msgspec

from nextrung.intake import archives, own_process
from nextrung.intake.documents import DocumentOutcome, DocumentTask
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
_OPEN_SKIPPED = frozenset(("tracked-changes", "annotation", "note-citation"))


class _XmlText:
    """The text of one part of a document: letters, and a mark where an element begins."""

    def __init__(self, marks: dict[str, str], skipped: frozenset[str], letters: str = "") -> None:
        """``letters`` is the element that alone holds letters; empty when all elements may."""
        self._marks, self._skipped, self._letters = marks, skipped, letters
        self._found: list[str] = []
        self._inside = 0
        self._names: list[str] = []

    def read(self, part: bytes) -> str:
        """All text. Raises ExpatError for what is no XML."""
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._data
        parser.Parse(part, True)
        return "".join(self._found)

    def _begin(self, name: str, _attributes: object) -> None:
        local = name.rpartition(":")[2]
        self._names.append(local)
        self._inside += local in self._skipped
        if not self._inside:
            self._found.append(self._marks.get(local, ""))

    def _end(self, _name: str) -> None:
        local = self._names.pop()
        self._inside -= local in self._skipped
        if local in ("p", "h") and not self._inside:
            self._found.append("\n")

    def _data(self, letters: str) -> None:
        if not self._inside and (not self._letters or self._names[-1] == self._letters):
            self._found.append(letters if self._letters else re.sub(r"\s+", " ", letters))


def _page(raw: bytes) -> str:
    page = _PageText()
    page.feed(raw.decode("utf-8", "replace"))
    page.close()
    return "".join(page.found)


_UNSEEN = frozenset(("script", "style", "head", "template", "noscript", "svg", "select", "nav", "footer"))
_PARAGRAPHS = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table"))
_BLOCKS = _PARAGRAPHS | {"div", "br", "li", "tr", "section", "article", "header", "dt", "dd"}


class _PageText(HTMLParser):
    """The text of a page of the web that a reader sees."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._unseen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        """Begin a line, or a part that nobody sees."""
        if tag in _UNSEEN:
            self._unseen.append(tag)
        elif tag == "body":
            self._unseen.clear()  # a head that was never closed ends here
        elif tag in _BLOCKS:
            self._end_line()
            self.found.append("- " if tag == "li" else "")

    def handle_endtag(self, tag: str) -> None:
        """End a line, or a part that nobody sees."""
        if self._unseen and tag == self._unseen[-1]:
            self._unseen.pop()
        elif tag in _BLOCKS:
            self._end_line()
            if tag in _PARAGRAPHS:
                self.found.append("\n")

    def _end_line(self) -> None:
        if "".join(self.found[-2:])[-1:] not in ("", "\n"):
            self.found.append("\n")

    def handle_data(self, data: str) -> None:
        """Keep what is seen, in which line ends are spaces."""
        if not self._unseen:
            self.found.append(re.sub(r"\s+", " ", data))
