"""Make a pack: what it is for, what is in it, whose names are left out, and a look at it before anything is written."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QCheckBox, QRadioButton, QVBoxLayout, QWidget

from nextrung.report.formats import PACKED, known_format
from nextrung.report.pack import PACK_DEFAULTS, PACK_PARTS, PackContents, PackKind, PackPart
from nextrung.ui import labels
from nextrung.ui.evidence.pack_work import PackWish
from nextrung.ui.report.preview import ReportPreview
from nextrung.ui.report.work import Looked
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.dialog import Dialog
from nextrung.ui.widgets.drop_down import DropDown
from nextrung.ui.widgets.growing_field import GrowingField
from nextrung.ui.widgets.text import Caption, TextLabel
from nextrung.ui.widgets.tick import WrappedCheckBox
from nextrung.ui.widgets.typing import Typing

SIZE = (980, 720)
"""Width and height at a text size of 100 %."""
FORM_WIDTH, FORM_WIDEST = 320, 420
"""Least width of the form at a text size of 100 %, and at any size: the preview needs the rest."""
FOLD_BELOW = 700
"""Width at a text size of 100 % under which the preview stands below the form."""
LONGEST_NAMES = 20_000


class PackDialog(Dialog):
    """Asks for a wish and shows what comes of it."""

    wish_changed = Signal()
    save_requested = Signal()
    names_edited = Signal(str)

    def __init__(self, theme: Theme, held: frozenset[PackPart], first: PackWish, parent: QWidget | None = None) -> None:
        """Offer the parts that there is something for, with ``first`` chosen."""
        super().__init__(theme, self.tr("Make a pack"), self.tr("Save…"), SIZE, parent)
        # what goes in was taken when it opened, and must not change behind it
        self.setModal(True)
        self._held = held
        self.preview = ReportPreview(theme)
        form = QWidget()
        form.setMinimumWidth(min(theme.em(FORM_WIDTH), FORM_WIDEST))
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("xs"))
        self._build_kinds(column, first)
        self._build_parts(column, first)
        self._build_names(column, first)
        self._build_file(column, first)
        column.addStretch(1)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(theme.space("xl"))
        self._columns.addWidget(form)
        self._columns.addWidget(self.preview, 1)
        self.column.addLayout(self._columns, 1)
        self.accept_button.clicked.connect(self.save_requested)
        self._settle()

    # the form

    def _build_kinds(self, column: QVBoxLayout, first: PackWish) -> None:
        column.addWidget(TextLabel(self.tr("What is it for?"), "strong"))
        words: dict[PackKind, str] = {
            "interview": self.tr("An interview"),
            "promotion": self.tr("A promotion case"),
            "feedback": self.tr("A talk about feedback"),
        }
        self._group = QButtonGroup(self)
        self.kinds: dict[PackKind, QRadioButton] = {}
        for kind, text in words.items():
            button = QRadioButton(text)
            button.setObjectName(f"pack-{kind}")
            button.setChecked(kind == first.contents.kind)
            self._group.addButton(button)
            self.kinds[kind] = button
            column.addWidget(button)
        self._group.buttonClicked.connect(self._on_group_button_clicked)
        column.addSpacing(self.theme.space("m"))

    def _build_parts(self, column: QVBoxLayout, first: PackWish) -> None:
        column.addWidget(TextLabel(self.tr("What is in it?"), "strong"))
        words: dict[PackPart, str] = {
            "questions": self.tr("Questions"),
            "stories": self.tr("Your examples"),
            "gaps": self.tr("What to prepare"),
            "levels": self.tr("Levels against targets"),
            "plan": self.tr("The plan"),
            "pay": self.tr("Pay of the rungs"),
            "notes": self.tr("Notes beside answers and steps"),
        }
        self.parts: dict[PackPart, QCheckBox] = {}
        for part in PACK_PARTS:
            held = part in self._held
            box = WrappedCheckBox(words[part] if held else self.tr("{0} (none yet)").format(words[part]))
            box.setObjectName(f"pack-part-{part}")
            box.setChecked(held and part in first.contents.parts)
            box.setEnabled(held)
            box.clicked.connect(self._on_choice_changed)
            self.parts[part] = box
            column.addWidget(box)
        column.addSpacing(self.theme.space("m"))
        voices = {"first": self.tr("I, in the first person"), "third": self.tr("By name, in the third person")}
        self.voice = self._choice(column, self.tr("What the program adds speaks of me as"), "pack-voice", voices)
        self.voice.setCurrentIndex(self.voice.findData(first.contents.voice))

    def _build_names(self, column: QVBoxLayout, first: PackWish) -> None:
        name = self.tr("Names to leave out, one a line")
        self.names = GrowingField("pack-names", name, self.tr("Priya = my manager"), longest=LONGEST_NAMES)
        self.names.set_text(first.names)
        column.addWidget(Caption(name, self.names, "strong"))
        column.addWidget(self.names)
        column.addSpacing(self.theme.space("m"))
        # a pause in typing makes one preview, not each key
        self._typing = Typing(self)
        self._typing.watch(self.names.field)
        self._typing.due.connect(self._on_typing_due)
        self.names.edited.connect(self._on_names_edited)

    def _build_file(self, column: QVBoxLayout, first: PackWish) -> None:
        kinds = {one.name: f"{labels.format_name(one)} ({one.ending})" for one in PACKED}
        self.kind = self._choice(column, self.tr("Kind of file"), "pack-kind", kinds)
        self.kind.setCurrentIndex(self.kind.findData(first.kind.name))
        papers = {"a4": self.tr("A4"), "letter": self.tr("Letter")}
        self.paper = self._choice(column, self.tr("Paper"), "pack-paper", papers)
        self.paper.setCurrentIndex(self.paper.findData(first.paper))

    def _choice(self, column: QVBoxLayout, name: str, object_name: str, entries: Mapping[str, str]) -> DropDown:
        box = DropDown()
        box.setObjectName(object_name)
        box.setAccessibleName(name)
        for entry, text in entries.items():
            box.addItem(text, entry)
        caption = Caption(name, box, "strong")
        caption.setWordWrap(True)
        column.addWidget(caption)
        column.addWidget(box)
        box.activated.connect(self._on_choice_changed)
        return box

    # what is chosen

    @property
    def wish(self) -> PackWish:
        """What is chosen."""
        kind = next(one for one, button in self.kinds.items() if button.isChecked())
        parts = frozenset(part for part, box in self.parts.items() if box.isChecked())
        contents = PackContents(kind, parts, self.voice.currentData())
        file = known_format(self.kind.currentData(), formats=PACKED)
        return PackWish(contents, file, self.paper.currentData(), self.names.text())

    @Slot()
    def _on_group_button_clicked(self) -> None:
        kind = self.wish.contents.kind
        for part, box in self.parts.items():
            box.setChecked(box.isEnabled() and part in PACK_DEFAULTS[kind])
        self._on_choice_changed()

    @Slot(str)
    def _on_names_edited(self, names: str) -> None:
        self._typing.typed("names", names)

    @Slot(str, dict)
    def _on_typing_due(self, _about: str, fields: dict[str, str]) -> None:
        self.names_edited.emit(fields["names"])
        self._on_choice_changed()

    @Slot()
    def _on_choice_changed(self) -> None:
        self._settle()
        self.wish_changed.emit()

    def _settle(self) -> None:
        wish = self.wish
        self.paper.setEnabled(not wish.kind.is_text)
        self.voice.setEnabled(wish.contents.kind == "promotion")
        self.show_problem("")

    # what comes of it

    def show_look(self, found: Looked) -> None:
        """Show what the pack looks like."""
        self.accept_button.setEnabled(True)
        self.preview.show_look(found, self.tr("Nothing is in it yet."))

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
        self.preview.setMinimumHeight(self.theme.em(SIZE[1] // 2) if narrow else 0)
