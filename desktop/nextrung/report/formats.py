"""The registry of the kinds of file a report can be written as: dialogs, command line and tests read it.

A new format is an entry here and a module that writes it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from nextrung.errors import NextRungError
from nextrung.lazy import lazy
from nextrung.report.saving import safe_name
from nextrung.report.words import words

if TYPE_CHECKING:
    from datetime import datetime

    from nextrung.report.blocks import Document, Paper
    from nextrung.report.model import ReportModel

    PageWriter = Callable[[Document, Paper], bytes]
    ModelWriter = Callable[[ReportModel, datetime], bytes]
    from nextrung.report import (
        as_docx,
        as_json,
        calendar,
        letters,
        markdown,
        markdown_document,
        pdf,
        spreadsheet,
        tidy_csv,
    )
    from nextrung.report import pages as report_pages
else:
    as_docx = lazy("nextrung.report.as_docx")
    as_json = lazy("nextrung.report.as_json")
    calendar = lazy("nextrung.report.calendar")
    letters = lazy("nextrung.report.letters")
    markdown = lazy("nextrung.report.markdown")
    markdown_document = lazy("nextrung.report.markdown_document")
    report_pages = lazy("nextrung.report.pages")
    pdf = lazy("nextrung.report.pdf")
    spreadsheet = lazy("nextrung.report.spreadsheet")
    tidy_csv = lazy("nextrung.report.tidy_csv")


class FormatError(NextRungError):
    """A kind of file that there is not."""


class ExportFormat(Struct, frozen=True):
    """One kind of file. Exactly one of ``pages`` and ``model`` writes it; both raise NextRungError in one sentence.

    ``pages`` writes any document (reports, groups, sessions) on paper; ``model`` writes the values of a report.
    """

    name: str
    """Its name on the command line, and its ending without the dot."""
    label: str
    """What it is on screen, in English; the window translates it."""
    pages: PageWriter | None = None
    model: ModelWriter | None = None
    warning: Callable[[Document], str] | None = None
    """What a document loses in it, in a sentence to be said before it is saved; empty for nothing."""
    fixed_pages: bool = False
    """Whether its pages are broken where a preview of them is, and not by the program that opens it."""
    is_text: bool = False
    """Whether a person can read the file as it is, so that a preview shows its text."""
    needs: Literal["", "dates"] = ""
    """What must be there for it: live steps with due dates; empty for nothing."""
    subject: Literal["report", "calendar"] = "report"
    """What stands in the names of its files."""

    @property
    def ending(self) -> str:
        """The ending of its files, with the dot."""
        return f".{self.name}"


# Each writer loads its module when it is called: the command line reads this registry before it knows the command.


def _pdf(document: Document, paper: Paper) -> bytes:
    return pdf.as_pdf(document, paper)


def _pdf_warning(document: Document) -> str:
    return letters.warning(pdf.missing_letters(document))


def _docx(document: Document, paper: Paper) -> bytes:
    return as_docx.as_docx(document, paper)


def _document_md(document: Document, paper: Paper) -> bytes:
    return markdown_document.as_markdown_document(document, paper)


def _xlsx(model: ReportModel, _: datetime) -> bytes:
    return spreadsheet.as_spreadsheet(model)


def _csv(model: ReportModel, _: datetime) -> bytes:
    return tidy_csv.as_csv(model)


def _json(model: ReportModel, _: datetime) -> bytes:
    return as_json.as_json(model)


def _ics(model: ReportModel, now: datetime) -> bytes:
    return calendar.as_calendar(model, now)


def _md(model: ReportModel, _: datetime) -> bytes:
    return markdown.as_markdown(model).encode()


FORMATS = (
    ExportFormat("pdf", "Document", pages=_pdf, warning=_pdf_warning, fixed_pages=True),
    ExportFormat("docx", "Document to edit", pages=_docx),
    ExportFormat("xlsx", "Spreadsheet", model=_xlsx),
    ExportFormat("csv", "One table", model=_csv, is_text=True),
    ExportFormat("json", "Everything as data", model=_json, is_text=True),
    ExportFormat("ics", "Steps for a calendar", model=_ics, is_text=True, needs="dates", subject="calendar"),
    ExportFormat("md", "Summary as text", model=_md, is_text=True),
)
"""All there are, in the order in which they are offered; the first is taken where nobody chose."""
PAGED = tuple(one for one in FORMATS if one.pages is not None)
"""Those that any document can be written as."""
PACKED = (*PAGED, ExportFormat("md", "Text", pages=_document_md, is_text=True))
"""Those of a pack: its own text, too, in place of the summary of a report."""


def names(formats: tuple[ExportFormat, ...] = FORMATS) -> str:
    """Their names as a sentence lists them."""
    return ", ".join(one.name for one in formats)


def format_of(path: Path, formats: tuple[ExportFormat, ...] = FORMATS) -> ExportFormat:
    """The format that the ending of a name stands for. Raises FormatError naming those there are."""
    return known_format(path.suffix.lower().removeprefix("."), path.name, formats)


def known_format(name: str, where: str = "--format", formats: tuple[ExportFormat, ...] = FORMATS) -> ExportFormat:
    """The format with this name. Raises FormatError naming those there are."""
    for one in formats:
        if one.name == name:
            return one
    raise FormatError(f"{where}: there is no format “{name}”; allowed are {names(formats)}.")


def rendered(model: ReportModel, kind: ExportFormat, now: datetime, paper: Paper = "a4") -> bytes:
    """The report as a file of this kind. Raises NextRungError in one sentence."""
    if kind.model is not None:
        return kind.model(model, now)
    return rendered_document(report_pages.report_document(model), kind, paper)


def rendered_document(document: Document, kind: ExportFormat, paper: Paper = "a4") -> bytes:
    """A document as a file of this kind, one of PAGED. Raises NextRungError in one sentence."""
    if kind.pages is None:
        raise FormatError(f"{document.title}: pages cannot be written as {kind.name}; allowed are {names(PAGED)}.")
    return kind.pages(document, paper)


def warning_of(document: Document, kind: ExportFormat) -> str:
    """What is to be said before a document is saved as a file of this kind; empty for nothing."""
    return kind.warning(document) if kind.warning is not None else ""


def file_name(model: ReportModel, kind: ExportFormat) -> str:
    """A name for the file: what it is, whose, against which role, when."""
    say, head = words(), model.head
    what = say(f"file.{kind.subject}")
    return safe_name(f"{say('running')} {what}", head.person, head.role, head.completed_at[:10], suffix=kind.ending)
