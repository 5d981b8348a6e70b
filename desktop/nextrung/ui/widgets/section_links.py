"""A line of links to the sections of a long page, each in a word or two; its hint is the heading of the section."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QWidget

from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.flow_layout import FlowLayout
from nextrung.ui.widgets.tab_order import keep_tab_order
from nextrung.ui.widgets.text import Caption, TextLabel


class SectionLinks(QWidget):
    """Offers the sections in their order, in as many lines as the width asks for."""

    section_wanted = Signal(QWidget)
    """A section is to come to the top, and to have the keyboard."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Offer nothing yet."""
        super().__init__(parent)
        self._theme = theme
        self._flow = FlowLayout(theme.space("m"), theme.space("xs"), self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        # a layout asks a widget for its height at a width only if its policy says so
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._sections: dict[Button, QWidget] = {}

    def add_section(self, section: QWidget, words: str, before: QWidget | None = None) -> None:
        """Offer a section behind the others, or before another one; ``words`` are few, so that a line has all."""
        link = Button(self._theme, words, "link")
        link.setToolTip(_heading_of(section))
        link.setObjectName("section-link")
        link.clicked.connect(self._on_link_clicked)
        entries = list(self._sections.items())
        at = next((at for at, (_, one) in enumerate(entries) if one is before), len(entries))
        entries.insert(at, (link, section))
        self._sections = dict(entries)
        for one in self._sections:
            self._flow.removeWidget(one)
            self._flow.addWidget(one)
        keep_tab_order(self._sections)

    def follow(self) -> None:
        """Offer those sections alone that are on show by now."""
        for link, section in self._sections.items():
            link.setVisible(not section.isHidden())

    @Slot()
    def _on_link_clicked(self) -> None:
        link = self.sender()
        if isinstance(link, Button):
            self.section_wanted.emit(self._sections[link])


def first_stop(section: QWidget) -> QWidget | None:
    """What the Tab key comes to first in a section."""
    stops = (one for one in section.findChildren(QWidget) if one.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return next((one for one in stops if one.isVisible() and one.isEnabled()), None)


def _heading_of(section: QWidget) -> str:
    # the heading of a section with one field is the name of that field
    labels: list[TextLabel | Caption] = [*section.findChildren(TextLabel), *section.findChildren(Caption)]
    return next(one.text() for one in labels if one.property("look") == "heading")
