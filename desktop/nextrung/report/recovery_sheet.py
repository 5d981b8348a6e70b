"""A recovery key on one page, to be printed and kept away from the computer."""

from __future__ import annotations

from datetime import date

from nextrung.report.blocks import Document, KeyFigure, KeyFigures, Paragraph, Section
from nextrung.report.words import LANGUAGE, day, words

_GROUPS_IN_A_LINE = 4


def recovery_document(recovery: str, made_on: date) -> Document:
    """The page with a recovery key, which is shown in groups with spaces between them."""
    say = words()
    groups = list(enumerate(recovery.split(), start=1))
    lines = [groups[at : at + _GROUPS_IN_A_LINE] for at in range(0, len(groups), _GROUPS_IN_A_LINE)]
    figures = [KeyFigures([KeyFigure(str(number), group) for number, group in line]) for line in lines]
    about = [Paragraph(say(f"recovery.{name}")) for name in ("opens", "keep", "typed")]
    return Document(
        title=say("recovery.title"),
        language=LANGUAGE,
        running=f"{say('running')} · {day(made_on)}",
        purpose=say("recovery.purpose"),
        page=say("page"),
        of=say("of"),
        cover=None,
        sections=[Section("", [Paragraph(say("recovery.made", day(made_on)), "muted"), *figures, *about])],
    )
