"""What could be better is listed once more before a questionnaire is published with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import islice

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from nextrung.questionnaire.authoring.findings import AuthoringFinding
from nextrung.ui import labels
from nextrung.ui.authoring.form import finding_words
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.dialog import Dialog
from nextrung.ui.widgets.text import TextLabel

WIDTH = 560
MOST = 100
"""Lines of findings that are listed; of more, the number is said."""


class PublishDialog(Dialog):
    """Lists what could be better; it may be published all the same."""

    agreed = Signal()

    def __init__(
        self, theme: Theme, version: str, findings: Sequence[tuple[str, AuthoringFinding]], parent: QWidget
    ) -> None:
        """List findings with the name of the thing that each is about."""
        title = self.tr("Publish version {0}?").format(version)
        super().__init__(theme, title, self.tr("Publish"), WIDTH, parent)
        self.column.setSpacing(theme.space("s"))
        words = labels.counted(
            len(findings),
            self.tr("1 thing could be better. You can publish all the same: results say what they rest on."),
            self.tr("{0} things could be better. You can publish all the same: results say what they rest on."),
        )
        self.column.addWidget(TextLabel(words))
        # several fields of one thing may lack the same, which is said once
        lines = Counter(f"{name}: {finding_words(one)}" for name, one in findings)
        for line, count in islice(lines.items(), MOST):
            said = labels.counted(count, "{1}", self.tr("{1} In {0} fields."), line)
            self.column.addWidget(TextLabel(said, "small"))
        if len(lines) > MOST:
            more = self.tr("and {0} more").format(f"{len(lines) - MOST:,}")
            self.column.addWidget(TextLabel(more, "small"))
        self.column.addStretch(1)
        self.accept_button.clicked.connect(self._on_accept_clicked)

    @Slot()
    def _on_accept_clicked(self) -> None:
        self.accept()
        self.agreed.emit()
