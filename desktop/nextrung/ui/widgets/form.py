"""A small form in a window of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QVBoxLayout, QWidget

from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.dialog import Dialog
from nextrung.ui.widgets.drafting import Drafting, KeptForm
from nextrung.ui.widgets.growing_field import GrowingField
from nextrung.ui.widgets.text import Caption

WIDTH = 560


class FormDialog(Dialog):
    """A dialog of fields with their labels."""

    def __init__(
        self,
        theme: Theme,
        title: str,
        accept: str,
        parent: QWidget | None = None,
        *,
        width: int = WIDTH,
    ) -> None:
        """Make the form empty; ``width`` is at a text size of 100 %."""
        super().__init__(theme, title, accept, width, parent)
        self.column.setSpacing(theme.space("xs"))
        self._asked: list[QWidget] = []
        self._drafting: Drafting | None = None

    def add_field(self, words: str, field: QWidget, name: str) -> None:
        """Add a field under its label; Alt and the underlined letter go there."""
        # what is typed in, and kept as a draft, is the control inside
        asked = field.field if isinstance(field, GrowingField) else field
        label = Caption(words, field, "strong")
        # a question may be longer than its form is wide
        label.setWordWrap(True)
        asked.setObjectName(name)
        asked.setAccessibleName(words)
        self._asked.append(asked)
        self.column.addWidget(label)
        self.column.addWidget(field)
        self.column.addSpacing(self.theme.space("s"))

    @contextmanager
    def together(self) -> Iterator[QWidget]:
        """Add what comes in the block to one part of the form, which leaves no gap where it is hidden."""
        part, column = QWidget(), self.column
        inside = QVBoxLayout(part)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(column.spacing())
        column.addWidget(part)
        self.column = inside
        try:
            yield part
        finally:
            self.column = column

    def keep_draft(self, form: KeptForm) -> None:
        """Bring back what was begun before, and keep what is filled in until the form is sent or given up."""
        self._drafting = Drafting(form, tuple(self._asked), self)

    def done(self, result: int) -> None:
        """Sent or given up: nothing of it is kept as a draft."""
        if self._drafting is not None:
            self._drafting.drop()
        super().done(result)
