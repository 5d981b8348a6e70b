"""Words of the page of a table: what fields, kinds, signs and orders are called."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from nextrung.tables.outcome import short
from nextrung.ui.tables.state import PageKind

_translate = QCoreApplication.translate


def field(name: str, asked: Mapping[str, str] | None = None) -> str:
    """What a field is called; a question by its id, and by its words where ``asked`` has them by id."""
    if name.startswith("="):
        item, _, part = name[1:].partition(".")
        question = (asked or {}).get(item, "")
        said = _translate("tables", "{0} · {1}").format(item, short(question)) if question else item
        if part == "sure":
            return _translate("tables", "{0}: how sure").format(said)
        return _translate("tables", "{0}: note").format(said) if part == "note" else said
    words = {
        "": _translate("tables", "left out"),
        "name": _translate("tables", "Name"),
        "first_name": _translate("tables", "First name"),
        "middle_name": _translate("tables", "Middle name"),
        "last_name": _translate("tables", "Last name"),
        "second_last_name": _translate("tables", "Second last name"),
        "tags": _translate("tables", "Tags"),
        "occupation": _translate("tables", "Occupation"),
        "role": _translate("tables", "Role"),
        "notes": _translate("tables", "Notes"),
        "place": _translate("tables", "Place"),
        "country": _translate("tables", "Country"),
        "amount": _translate("tables", "Amount a year"),
        "percentile": _translate("tables", "Percentile"),
        "date": _translate("tables", "Date"),
        "source": _translate("tables", "Source"),
        "currency": _translate("tables", "Currency"),
        "paid_by": _translate("tables", "Paid by"),
        "p10": _translate("tables", "10th percentile"),
        "p25": _translate("tables", "25th percentile"),
        "p50": _translate("tables", "Median"),
        "p75": _translate("tables", "75th percentile"),
        "p90": _translate("tables", "90th percentile"),
        "person": _translate("tables", "Name of the person"),
        "email": _translate("tables", "E-mail address"),
        "moment": _translate("tables", "When it was finished"),
        "started": _translate("tables", "When it was started"),
        "item": _translate("tables", "Question"),
        "answer": _translate("tables", "Answer"),
        "how_sure": _translate("tables", "How sure"),
        "note": _translate("tables", "Note"),
        "seconds": _translate("tables", "Seconds"),
        "finished": _translate("tables", "Whether it is finished"),
        "sitting": _translate("tables", "Which sitting it is"),
        "questionnaire": _translate("tables", "Questionnaire"),
        "version": _translate("tables", "Version of the questionnaire"),
        "choice": _translate("tables", "Option that was chosen"),
        "no_chance": _translate("tables", "No chance yet"),
        "skipped": _translate("tables", "Skipped"),
        "area": _translate("tables", "Area"),
        "skill": _translate("tables", "Skill or question"),
        "description": _translate("tables", "Description"),
        "code": _translate("tables", "Code"),
        "level": _translate("tables", "Which level it is"),
        "text": _translate("tables", "Text of that level"),
        "level text": _translate("tables", "Text of one level"),
        "target": _translate("tables", "What a role asks for"),
    }
    return words.get(name, name)


def headings(kind: PageKind) -> tuple[str, ...]:
    """The columns of the rows to come."""
    if kind == "pay":
        return tuple(map(field, ("role", "place", "amount", "percentile", "date", "source")))
    if kind == "answers":
        return (
            _translate("tables", "In the file"),
            _translate("tables", "Kept for"),
            _translate("tables", "Comes in"),
            _translate("tables", "Answers"),
            _translate("tables", "As they were read"),
        )
    if kind == "questionnaire":
        return (
            _translate("tables", "Area"),
            _translate("tables", "Skill or question"),
            _translate("tables", "Texts of levels"),
        )
    return tuple(map(field, ("name", "tags", "occupation", "role", "notes")))


def delimiter(sign: str) -> str:
    """What stands between cells."""
    words = {
        ",": _translate("tables", "comma"),
        ";": _translate("tables", "semicolon"),
        "\t": _translate("tables", "tab"),
        "|": _translate("tables", "bar"),
    }
    return words.get(sign, sign)
