"""The page of a session as a document: what the text says under its headings, whoever has changed it."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from nextrung.report.blocks import Paper
from nextrung.report.formats import PAGED, format_of, rendered_document, warning_of
from nextrung.report.saving import safe_name, save
from nextrung.report.session import SessionStep, SessionSummary, session_document
from nextrung.ui import labels
from nextrung.ui.sessions import words
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.checked_save import CheckedSave
from nextrung.ui.widgets.save_dialog import SaveDialog


def summary_of(text: str, person: str, role: str, held_on: date) -> SessionSummary:
    """What a page says, part by part; lines under no heading that is known stand on top. Nothing else goes in."""
    known = {heading: name for name, heading in words.headings().items()}
    parts: dict[str, list[str]] = {name: [] for name in words.headings()}
    free: list[str] = []
    under = ""
    # the text may have been changed by hand, so it is read by its headings and not by what made it
    for line in text.splitlines()[2:]:  # the document says by itself who, when and against which role
        plain = line.strip()
        if plain in known:
            under = known[plain]
        elif under and plain.startswith(words.MARKS):
            parts[under].append(plain[2:])
        elif plain and plain not in (words.purpose(), labels.no_pilot()):
            under = ""
            free.append(plain)
    return SessionSummary(
        person=person,
        coach="",
        held_on=held_on,
        role=role,
        agenda=parts["talked"],
        # a finding in this part stays open because it was marked so, and no other mark can stand under this heading
        findings=[(one, words.mark("unsure")) for one in parts["open"]],
        decided=parts["decided"],
        summary="\n".join(free),
        steps=[SessionStep(one) for one in parts["steps"]],
        draft=labels.no_pilot() in text.splitlines(),
    )


def _write(summary: SessionSummary, paper: Paper, path: Path) -> Path:
    save(path, rendered_document(session_document(summary), format_of(path, PAGED), paper))
    return path


def _warning(summary: SessionSummary, path: Path) -> str:
    return warning_of(session_document(summary), format_of(path, PAGED))


class Handout(QObject):
    """Asks where the document goes and writes it without holding the window up."""

    saved = Signal(object)
    """The file."""
    failed = Signal(str)

    def __init__(self, parent: QObject) -> None:
        """Write nothing yet; ``ask`` begins."""
        super().__init__(parent)
        self._files = CheckedSave(self)
        self._files.saved.connect(self.saved)
        self._files.failed.connect(self.failed)

    def ask(self, theme: Theme, summary: SessionSummary, paper: Paper, window: QWidget) -> None:
        """Ask for a file and write to it; asks once more, when it will not hold every letter."""
        title = self.tr("Save the summary")
        name = safe_name(self.tr("Session"), summary.person, summary.held_on.isoformat(), suffix=PAGED[0].ending)
        files = SaveDialog(theme, window, title, labels.format_filter(*PAGED), name)
        files.file_named.connect(partial(self._check, theme, summary, paper, window))
        files.open()

    def write(self, summary: SessionSummary, paper: Paper, path: Path) -> None:
        """Write the document; ``saved`` or ``failed`` follows."""
        self._files.save(partial(_write, summary, paper, path))

    def _check(self, theme: Theme, summary: SessionSummary, paper: Paper, window: QWidget, path: str) -> None:
        check, write = partial(_warning, summary, Path(path)), partial(_write, summary, paper, Path(path))
        self._files.check_and_save(theme, window, check, write)
