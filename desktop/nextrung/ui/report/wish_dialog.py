"""A form that says what a file is to be, and beside it a look at what comes of that before anything is written."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TypeVar

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QCheckBox, QRadioButton, QVBoxLayout, QWidget

from nextrung.ui.report.preview import ReportPreview
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.dialog import Dialog
from nextrung.ui.widgets.drop_down import DropDown
from nextrung.ui.widgets.text import Caption, TextLabel
from nextrung.ui.widgets.tick import WrappedCheckBox

WIDTH, HEIGHT = 980, 720
"""Width and height at a text size of 100 %."""
FORM_WIDTH, FORM_WIDEST = 320, 420
"""Least width of the form at a text size of 100 %, and at any size: the preview needs the rest."""
FOLD_BELOW = 700
"""Width at a text size of 100 % under which the preview stands below the form."""

Id = TypeVar("Id", bound=str)


class WishDialog(Dialog):
    """Asks for a wish and shows what comes of it; who inherits fills ``form`` and then calls ``put_together``."""

    wish_changed = Signal()
    save_requested = Signal()

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        """Make an empty form and an empty preview."""
        super().__init__(theme, title, self.tr("Save…"), WIDTH, parent, height=HEIGHT)
        # what goes in was taken when it opened, and must not change behind it
        self.setModal(True)
        self.preview = ReportPreview(theme)
        self._holder = QWidget()
        self._holder.setMinimumWidth(min(theme.em(FORM_WIDTH), FORM_WIDEST))
        self.form = QVBoxLayout(self._holder)
        self.form.setContentsMargins(0, 0, 0, 0)
        self.form.setSpacing(theme.space("xs"))
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(theme.space("xl"))

    def put_together(self) -> None:
        """Put the whole form beside the preview, in this order: Tab goes through what came first."""
        self.form.addStretch(1)
        self._columns.addWidget(self._holder)
        self._columns.addWidget(self.preview, 1)
        self.column.addLayout(self._columns, 1)
        self.accept_button.clicked.connect(self.save_requested)

    # the form

    def add_kinds(self, heading: str, words: Mapping[Id, str], chosen: Id, name: str) -> dict[Id, QRadioButton]:
        """Ask for one of several, by id; ``kind_chosen`` follows when another is taken."""
        self.form.addWidget(TextLabel(heading, "strong"))
        group = QButtonGroup(self)
        buttons: dict[Id, QRadioButton] = {}
        for one, text in words.items():
            button = buttons[one] = QRadioButton(text)
            button.setObjectName(f"{name}-{one}")
            button.setChecked(one == chosen)
            group.addButton(button)
            self.form.addWidget(button)
        group.buttonClicked.connect(self._on_group_button_clicked)
        self.form.addSpacing(self.theme.space("m"))
        return buttons

    def add_parts(
        self, words: Mapping[Id, str], held: Collection[Id], chosen: Collection[Id], name: str
    ) -> dict[Id, QCheckBox]:
        """Ask which parts go in, by id; one that is not ``held`` cannot be ticked."""
        boxes: dict[Id, QCheckBox] = {}
        for part, text in words.items():
            has = part in held
            box = boxes[part] = WrappedCheckBox(text if has else self.tr("{0} (none yet)").format(text))
            box.setObjectName(f"{name}-{part}")
            box.setChecked(has and part in chosen)
            box.setEnabled(has)
            # ``clicked`` comes from the person alone: another kind ticks several boxes, and asks for one preview
            box.clicked.connect(self._on_choice_changed)
            self.form.addWidget(box)
        self.form.addSpacing(self.theme.space("m"))
        return boxes

    def add_choice(self, caption: str, name: str, entries: Mapping[str, str], chosen: str) -> DropDown:
        """Ask for one of several in a list, by id."""
        box = DropDown()
        box.setObjectName(name)
        box.setAccessibleName(caption)
        for entry, text in entries.items():
            box.addItem(text, entry)
        box.setCurrentIndex(box.findData(chosen))
        words = Caption(caption, box, "strong")
        words.setWordWrap(True)
        self.form.addWidget(words)
        self.form.addWidget(box)
        box.activated.connect(self._on_choice_changed)
        return box

    def add_papers(self, name: str, chosen: str) -> DropDown:
        """Ask for the paper."""
        return self.add_choice(self.tr("Paper"), name, {"a4": self.tr("A4"), "letter": self.tr("Letter")}, chosen)

    # what is chosen

    @Slot()
    def _on_group_button_clicked(self) -> None:
        self.kind_chosen()
        self._on_choice_changed()

    @Slot()
    def _on_choice_changed(self) -> None:
        self.settle()
        self.wish_changed.emit()

    def kind_chosen(self) -> None:
        """Tick what goes into what was chosen of ``add_kinds``."""
        raise NotImplementedError

    def settle(self) -> None:
        """Let be chosen what means something with what is chosen."""
        raise NotImplementedError

    # what comes of it

    def show_problem(self, message: str) -> None:
        """Say why it cannot be made; an empty message takes it away."""
        super().show_problem(message)
        self.accept_button.setEnabled(not message)
        if message:
            self.preview.show_busy(busy=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the form above the preview where there is little width."""
        super().resizeEvent(event)
        narrow = self.width() < self.theme.em(FOLD_BELOW)
        self._columns.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        # below a form, which takes the height it needs, nothing would be left for the preview
        self.preview.setMinimumHeight(self.theme.em(HEIGHT // 2) if narrow else 0)


def tick(boxes: Mapping[Id, QCheckBox], wanted: Collection[Id]) -> None:
    """Tick these of the boxes that can be ticked, and no other."""
    for part, box in boxes.items():
        box.setChecked(box.isEnabled() and part in wanted)
