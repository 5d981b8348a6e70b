"""The kinds of file a report can be written as."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Literal, get_args

from nextrung.errors import NextRungError
from nextrung.report.as_json import as_json
from nextrung.report.blocks import Paper
from nextrung.report.calendar import as_calendar
from nextrung.report.markdown import as_markdown
from nextrung.report.model import ReportModel
from nextrung.report.pages import report_document
from nextrung.report.pdf import as_pdf
from nextrung.report.saving import safe_name
from nextrung.report.spreadsheet import as_spreadsheet
from nextrung.report.tidy_csv import as_csv
from nextrung.report.words import words

Format = Literal["pdf", "xlsx", "csv", "json", "ics", "md"]
FORMATS: tuple[Format, ...] = get_args(Format)


class FormatError(NextRungError):
    """A kind of file that there is not."""


def format_of(path: Path) -> Format:
    """The format that the ending of a name stands for. Raises FormatError naming those there are."""
    return known_format(path.suffix.lower().removeprefix("."), path.name)


def known_format(name: str, where: str = "--format") -> Format:
    """The format with this name. Raises FormatError naming those there are."""
    for one in FORMATS:
        if one == name:
            return one
    raise FormatError(f"{where}: there is no format “{name}”; allowed are {', '.join(FORMATS)}.")


def rendered(model: ReportModel, kind: Format, now: datetime, paper: Paper = "a4") -> bytes:
    """The report as a file of this kind. Raises NextRungError in one sentence."""
    makers: dict[Format, Callable[[], bytes]] = {
        "pdf": lambda: as_pdf(report_document(model), paper),
        "xlsx": lambda: as_spreadsheet(model),
        "csv": lambda: as_csv(model),
        "json": lambda: as_json(model),
        "ics": lambda: as_calendar(model, now),
        "md": lambda: as_markdown(model).encode(),
    }
    return makers[kind]()


def file_name(model: ReportModel, kind: Format) -> str:
    """A name for the file: what it is, whose, against which role, when."""
    say, head = words(), model.head
    what = say("file.calendar" if kind == "ics" else "file.report")
    return safe_name(f"{say('running')} {what}", head.person, head.role, head.completed_at[:10], suffix=f".{kind}")
