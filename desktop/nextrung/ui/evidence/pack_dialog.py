"""Make a pack: what it is for, what is in it, whose names are left out, and a look at it before anything is written."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from nextrung.report.formats import PACKED, known_format
from nextrung.report.pack import PACK_DEFAULTS, PACK_PARTS, PackContents, PackKind, PackPart
from nextrung.ui import labels
from nextrung.ui.evidence.pack_work import PackWish
from nextrung.ui.report.wish_dialog import WishDialog, tick
from nextrung.ui.report.work import Looked
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.growing_field import GrowingField
from nextrung.ui.widgets.text import Caption, TextLabel
from nextrung.ui.widgets.typing import Typing

LONGEST_NAMES = 20_000


class PackDialog(WishDialog):
    """Asks for a wish and shows what comes of it."""

    names_edited = Signal(str)

    def __init__(self, theme: Theme, held: frozenset[PackPart], first: PackWish, parent: QWidget | None = None) -> None:
        """Offer the parts that there is something for, with ``first`` chosen."""
        super().__init__(theme, self.tr("Make a pack"), parent)
        kinds: dict[PackKind, str] = {
            "interview": self.tr("An interview"),
            "promotion": self.tr("A promotion case"),
            "feedback": self.tr("A talk about feedback"),
        }
        self.kinds = self.add_kinds(self.tr("What is it for?"), kinds, first.contents.kind, "pack")
        self.parts = self._build_parts(held, first)
        voices = {"first": self.tr("I, in the first person"), "third": self.tr("By name, in the third person")}
        speaks = self.tr("What the program adds speaks of me as")
        self.voice = self.add_choice(speaks, "pack-voice", voices, first.contents.voice)
        self._build_names(self.form, first)
        kinds_of_file = {one.name: f"{labels.format_name(one)} ({one.ending})" for one in PACKED}
        self.kind = self.add_choice(self.tr("Kind of file"), "pack-kind", kinds_of_file, first.kind.name)
        self.paper = self.add_papers("pack-paper", first.paper)
        self.put_together()
        self.settle()

    # the form

    def _build_parts(self, held: frozenset[PackPart], first: PackWish) -> dict[PackPart, QCheckBox]:
        self.form.addWidget(TextLabel(self.tr("What is in it?"), "strong"))
        words: dict[PackPart, str] = {
            "questions": self.tr("Questions"),
            "stories": self.tr("Your examples"),
            "gaps": self.tr("What to prepare"),
            "levels": self.tr("Levels against targets"),
            "plan": self.tr("The plan"),
            "pay": self.tr("Pay of the rungs"),
            "notes": self.tr("Notes beside answers and steps"),
        }
        return self.add_parts({part: words[part] for part in PACK_PARTS}, held, first.contents.parts, "pack-part")

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

    # what is chosen

    @property
    def wish(self) -> PackWish:
        """What is chosen."""
        kind = next(one for one, button in self.kinds.items() if button.isChecked())
        parts = frozenset(part for part, box in self.parts.items() if box.isChecked())
        contents = PackContents(kind, parts, self.voice.currentData())
        file = known_format(self.kind.currentData(), formats=PACKED)
        return PackWish(contents, file, self.paper.currentData(), self.names.text())

    def kind_chosen(self) -> None:
        """Tick what such a pack usually has."""
        kind = self.wish.contents.kind
        tick(self.parts, PACK_DEFAULTS[kind])

    @Slot(str)
    def _on_names_edited(self, names: str) -> None:
        self._typing.typed("names", names)

    @Slot(str, dict)
    def _on_typing_due(self, _about: str, fields: dict[str, str]) -> None:
        self.names_edited.emit(fields["names"])
        self._on_choice_changed()

    def settle(self) -> None:
        """Let the paper be chosen for pages, and the voice for what speaks of the person."""
        wish = self.wish
        self.paper.setEnabled(not wish.kind.is_text)
        self.voice.setEnabled(wish.contents.kind == "promotion")
        self.show_problem("")

    # what comes of it

    def show_look(self, found: Looked) -> None:
        """Show what the pack looks like."""
        self.accept_button.setEnabled(True)
        self.preview.show_look(found, self.tr("Nothing is in it yet."))
