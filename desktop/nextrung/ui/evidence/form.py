"""The form for one example."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from nextrung.evidence.example import LEVELS, LONGEST_PART, PARTS, ExampleFields, WorkExample
from nextrung.questionnaire.model import Questionnaire
from nextrung.ui.evidence import words
from nextrung.ui.plan.state import facet_choices, kind_choices
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.drop_down import DropDown
from nextrung.ui.widgets.form import FormDialog
from nextrung.ui.widgets.growing_field import GrowingField
from nextrung.ui.widgets.inputs import DayLine
from nextrung.ui.widgets.text import TextLabel

WIDTH = 720


class ExampleDialog(FormDialog):
    """Asks for one example; a title and what it shows are needed, the rest can come later."""

    save_requested = Signal(ExampleFields)

    def __init__(
        self,
        theme: Theme,
        content: Questionnaire,
        example: WorkExample | None,
        facet: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Ask for a new example of ``facet``, by id, or show one to be changed."""
        title = self.tr("An example of your work") if example is None else self.tr("Tell more of this example")
        super().__init__(theme, title, self.tr("Keep the example"), parent, width=WIDTH)
        lead = self.tr("In your own words. Only a title and what it shows are needed; the rest can come later.")
        self.column.addWidget(TextLabel(lead, "muted"))
        self.column.addSpacing(theme.space("s"))
        self._example = example
        self.name = QLineEdit(example.title if example else "")
        self.name.setPlaceholderText(self.tr("For example: Pair up on structured interviews"))
        self.facet = _choice()
        self.facet.addItem(self.tr("Choose a side of an area"), "")
        for one in facet_choices(content):
            self.facet.addItem(f"{one.area} · {one.name}", one.facet)
        _choose(self.facet, example.facet if example else facet)
        self.add_field(self.tr("What would you call it?"), self.name, "example-title")
        self.add_field(self.tr("What does it show?"), self.facet, "example-facet")
        self._add_parts()
        self._add_facts(content)
        self.column.addStretch(1)
        self.accept_button.clicked.connect(self._on_accept_clicked)
        self.name.setFocus()

    def _add_parts(self) -> None:
        hints = {
            "note": self.tr("What you noted while answering"),
            "situation": self.tr("Where and when, who was there, what was at stake"),
            "task": self.tr("What was to be reached, and what was yours to do"),
            "action": self.tr("What you did yourself, step by step"),
            "result": self.tr("What came of it: a number, a decision, what somebody said"),
            "learned": self.tr("What you would do again, or otherwise"),
        }
        self.parts: dict[str, GrowingField] = {}
        for name in PARTS:
            text = getattr(self._example, name) if self._example is not None else ""
            if name != "note" or text:
                field = GrowingField(f"example-{name}", words.part(name), hints[name], longest=LONGEST_PART)
                field.set_text(text)
                self.parts[name] = field
                self.add_field(words.part(name), field, f"example-{name}")

    def _add_facts(self, content: Questionnaire) -> None:
        example = self._example
        self.kind = _choice()
        self.kind.addItem(self.tr("Not said"), "")
        for kind in kind_choices(content):
            self.kind.addItem(kind.label, kind.id)
        _choose(self.kind, example.kind if example else "")
        self.confirmed_by = QLineEdit(example.confirmed_by if example else "")
        self.confirmed_by.setPlaceholderText(self.tr("A person, a review, a dashboard"))
        self.day = DayLine()
        self.day.show_day(str(example.day) if example and example.day else "")
        self.link = QLineEdit(example.link if example else "")
        self.link.setPlaceholderText(self.tr("https://… or the whole path of a file"))
        self.level = _choice()
        self.level.addItem(self.tr("Not said"), "")
        for level in LEVELS:
            self.level.addItem(self.tr("Level {0}").format(QLocale().toString(level)), str(float(level)))
        _choose(self.level, str(float(example.level)) if example and example.level is not None else "")
        self.add_field(self.tr("What can show it?"), self.kind, "example-kind")
        self.add_field(words.part("confirmed_by"), self.confirmed_by, "example-confirmed")
        self.add_field(self.tr("When was it?"), self.day, "example-day")
        self.add_field(self.tr("A link to a page or a file; it opens only when you ask"), self.link, "example-link")
        self.add_field(self.tr("Which level does it speak for, in your view?"), self.level, "example-level")

    @Slot()
    def _on_accept_clicked(self) -> None:
        told = {name: field.text() for name, field in self.parts.items()}
        self.save_requested.emit(
            ExampleFields(
                title=self.name.text(),
                facet=str(self.facet.currentData()),
                kind=str(self.kind.currentData()),
                confirmed_by=self.confirmed_by.text(),
                day=self.day.day_text(),
                link=self.link.text(),
                level=str(self.level.currentData()),
                **told,
            )
        )


def _choice() -> DropDown:
    box = DropDown()
    # by itself a box is as wide as its longest entry, and the names of areas and facets together are long
    box.setSizeAdjustPolicy(DropDown.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return box


def _choose(box: DropDown, value: str) -> None:
    """Choose a value; one that is not offered, as of another questionnaire, is offered as it is and so stays."""
    if box.findData(value) < 0:
        box.addItem(value, value)
    box.setCurrentIndex(box.findData(value))
