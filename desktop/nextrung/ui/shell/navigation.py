"""The navigation column: the current person, the pages, and where the data lies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from nextrung.lazy import lazy
from nextrung.ui.key_names import on_this_system
from nextrung.ui.shell.current_person import CurrentPersonButton, CurrentPersonState
from nextrung.ui.shell.places import NavigationPlace, Section, digit_keys
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button, WrappedLink
from nextrung.ui.widgets.dynamic import set_styled
from nextrung.ui.widgets.mirrored_margins import set_mirrored_margins
from nextrung.ui.widgets.page import ScrollBody
from nextrung.ui.widgets.pick_group import NONE, PickGroup
from nextrung.ui.widgets.tab_order import keep_tab_order
from nextrung.ui.widgets.text import TextLabel

if TYPE_CHECKING:
    from nextrung.ui.questionnaires.state import ChoiceState
    from nextrung.ui.widgets import choice_box, hint
    from nextrung.ui.widgets.choice_box import ChoiceBox
else:
    choice_box = lazy("nextrung.ui.widgets.choice_box")
    hint = lazy("nextrung.ui.widgets.hint")

WIDTH = 208
LOW = 700
"""Height at a text size of 100 % under which the places stand closer together, so that all are in sight."""


class _Places(ScrollBody):
    """The places; the one that is open stays in sight when what is below them takes more room."""

    opened: QWidget | None = None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Scroll to the place that is open."""
        super().resizeEvent(event)
        self.keep_in_sight()

    def keep_in_sight(self) -> None:
        """Scroll so far that the place that is open can be seen."""
        if self.opened is not None:
            self.ensureWidgetVisible(self.opened, 0, 0)


class Navigation(QWidget):
    """The column on the left."""

    page_requested = Signal(str)
    sample_removal_requested = Signal()
    questionnaire_chosen = Signal(str)
    """Another questionnaire is to be looked at, by id."""

    def __init__(
        self,
        theme: Theme,
        destinations: tuple[NavigationPlace, ...],
        offered: frozenset[str],
        parent: QWidget | None = None,
    ) -> None:
        """Offer some of the places, by id, in order; Ctrl+1 to Ctrl+9 go there."""
        super().__init__(parent)
        self.setObjectName("navigation")
        theme.apply_style(self, at_once=False)
        # without it a sub-class of QWidget does not paint the background that the style gives it
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Pages"))
        # a border in a style sheet is left or right whichever way reading runs, so a property tells it the way
        self.setProperty("mirrored", self.isRightToLeft())
        self._theme = theme
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.space("m"), theme.space("l"), theme.space("m"), theme.space("l"))
        layout.setSpacing(theme.space("hair"))
        self.current_person = CurrentPersonButton(theme)
        layout.addWidget(self.current_person)
        layout.addSpacing(theme.space("s"))
        self._below_person = layout.count()
        self._column = layout
        self.questionnaire: ChoiceBox | None = None
        """The choice of what is looked at, made when there is first something to choose."""
        self._group = PickGroup(self)
        self._entries: dict[int, Button] = {}
        self._badges: dict[str, TextLabel] = {}
        self._destinations = destinations
        self._ids = [destination.id for destination in destinations]
        self._keys = digit_keys(destinations)
        self._coach = TextLabel(self.tr("COACH"), "kicker", wrap=False)
        # some screen readers spell out what is all capitals
        self._coach.setAccessibleName(self.tr("Coach"))
        set_mirrored_margins(self._coach, start=theme.space("s_wide"), top=theme.space("m"), bottom=theme.space("xs"))
        self._places = pages = _Places(theme)
        pages.column.setSpacing(theme.space("hair"))
        foot = QVBoxLayout()
        foot.setSpacing(theme.space("hair"))
        main, coach = QVBoxLayout(), QVBoxLayout()
        self._columns: dict[Section, QVBoxLayout] = {"main": main, "coach": coach, "foot": foot}
        for column in (main, coach):
            column.setSpacing(theme.space("hair"))
        pages.column.addLayout(main)
        pages.column.addWidget(self._coach)
        pages.column.addLayout(coach)
        pages.column.addStretch(1)
        layout.addWidget(pages, 1)
        layout.addLayout(foot)
        for number, destination in enumerate(destinations):
            self._offer(number, offered=destination.id in offered)
        self._build_foot(theme, layout)
        self._group.picked.connect(self._on_group_picked)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def _build_foot(self, theme: Theme, layout: QVBoxLayout) -> None:
        self._remove_sample = WrappedLink(theme, self.tr("Remove sample data"))
        self._remove_sample.setObjectName("remove-sample")
        self._remove_sample.clicked.connect(self.sample_removal_requested)
        sample = QHBoxLayout()
        set_mirrored_margins(sample, start=theme.space("xs_wide"))
        sample.addWidget(self._remove_sample)
        layout.addLayout(sample)
        self._kept = TextLabel("", "small")
        set_mirrored_margins(self._kept, start=theme.space("s"), top=theme.space("xs"))
        layout.addWidget(self._kept)
        self.show_backup("")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Have the places stand closer together in a low window."""
        super().resizeEvent(event)
        self._fit_height()

    def _fit_height(self) -> None:
        low = self.height() < self._theme.em(LOW)
        for button in self._entries.values():
            # another look is asked of QStyle, which has hundreds of names to load, so only where it is another one
            if bool(button.property("low")) != low:
                set_styled(button, "low", low)

    def _entry(self, number: int, destination: NavigationPlace) -> Button:
        button = Button(self._theme, destination.name, "nav", icon=destination.id)
        button.setObjectName(f"nav-{destination.id}")
        button.setCheckable(True)
        if key := self._keys.get(destination.id):
            shortcut = QShortcut(QKeySequence(key), button)
            shortcut.activated.connect(button.click)
            button.setToolTip(on_this_system(f"{destination.name} ({key})"))
        self._group.addButton(button, number)
        self._fit_name(number, button)
        return button

    def _fit_name(self, number: int, button: Button) -> None:
        """Have a name of several words go on in the next line where the column is too narrow for it and its count."""
        name, margins = self._destinations[number].name, self._column.contentsMargins()
        room = self.width() - margins.left() - margins.right()
        badge = self._badges.get(self._ids[number])
        if badge is not None and badge.text():
            room -= badge.sizeHint().width()
        button.setText(name)
        if button.sizeHint().width() > room:
            button.setText(name.replace(" ", "\n"))

    def _offer(self, number: int, *, offered: bool) -> None:
        """Have the entry of a place in sight, made when it is first offered, or out of sight."""
        if offered and number not in self._entries:
            section = self._destinations[number].section
            before = sum(self._destinations[at].section == section for at in self._entries if at < number)
            self._entries[number] = self._entry(number, self._destinations[number])
            self._columns[section].insertWidget(before, self._entries[number])
            self._set_order()
        if number in self._entries:
            self._entries[number].setVisible(offered)
            if self.isVisible():  # else it has no height yet
                self._fit_height()

    def in_sight(self) -> tuple[tuple[NavigationPlace, str], ...]:
        """The places that can be seen, in their order, each with its key, which may be empty."""
        seen = [at for at in sorted(self._entries) if self._entries[at].isVisible()]
        return tuple((self._destinations[at], self._keys.get(self._ids[at], "")) for at in seen)

    def _set_order(self) -> None:
        """Have the Tab key go through the entries in their order, in whatever order they were made."""
        sections = list(self._columns)
        made = sorted(self._entries, key=lambda number: (sections.index(self._destinations[number].section), number))
        keep_tab_order(self._entries[number] for number in made)

    def _badge(self, number: int) -> TextLabel:
        """The short count in the entry of a place."""
        place = self._ids[number]
        if place not in self._badges:
            badge = TextLabel("", "badge", wrap=False)
            # it lies on the button, which is to get the click
            badge.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            inside = QHBoxLayout()
            set_mirrored_margins(inside, end=self._theme.space("s_wide"))
            inside.addStretch(1)
            inside.addWidget(badge)
            self._entries[number].setLayout(inside)
            self._badges[place] = badge
        return self._badges[place]

    def show_state(self, current_person: CurrentPersonState, page: str, in_sight: frozenset[str]) -> None:
        """Show the current person, which page is open, and the places that are offered, by id."""
        self.current_person.show_state(current_person)
        self._remove_sample.setVisible(current_person.sample)
        for at, place in enumerate(self._ids):
            self._offer(at, offered=place in in_sight)
        self._coach.setVisible(current_person.coaching)
        if page not in self._ids:
            # a page that belongs to no place
            self._group.show_chosen(NONE)
            self._places.opened = None
        else:
            self._group.show_chosen(self._ids.index(page))
            self._places.opened = self._entries.get(self._ids.index(page))
            self._places.keep_in_sight()

    def show_questionnaires(self, state: ChoiceState) -> None:
        """Offer the questionnaires that the person has taken; with one alone there is nothing to choose."""
        if self.questionnaire is None:
            if not state.several:
                return
            self.questionnaire = self._make_choice()
        box = self.questionnaire
        self._around_choice.setVisible(state.several)
        if [box.itemData(at) for at in range(box.count())] != [one.id for one in state.options]:
            box.clear()
            for one in state.options:
                box.addItem(one.title, one.id)
        box.setCurrentIndex(max(0, box.findData(state.current)))
        titles = {one.id: one.title for one in state.options}
        box.shorten(tuple(titles.values()), self._choice_width())
        shown = titles.get(state.current, box.currentText())
        box.setToolTip(hint.in_lines(self.tr("What all pages show: {0}").format(shown)))

    def _choice_width(self) -> int:
        margins = self._column.contentsMargins()
        return self.width() - margins.left() - margins.right()

    def _make_choice(self) -> ChoiceBox:
        box = choice_box.ChoiceBox()
        box.setObjectName("looked-at")
        box.setAccessibleName(self.tr("Questionnaire that all pages show"))
        # by itself a box is as wide as its longest entry
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        # ``activated`` comes from the person alone: filling the box asks for nothing
        box.activated.connect(self._on_questionnaire_activated)
        # in a part of its own, which takes the air below it along when it is out of sight
        self._around_choice = QWidget()
        around = QVBoxLayout(self._around_choice)
        around.setContentsMargins(0, 0, 0, self._theme.space("s"))
        around.addWidget(box)
        self._column.insertWidget(self._below_person, self._around_choice)
        # Qt puts nothing behind a widget that takes no focus, as the person does who is alone with the program
        policy = self.current_person.focusPolicy()
        self.current_person.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setTabOrder(self.current_person, box)
        self.current_person.setFocusPolicy(policy)
        return box

    def show_backup(self, moment: str) -> None:
        """Say where the data lies, and when the newest proven backup was made."""
        kept = self.tr("Saved on this computer only")
        backup = self.tr("Backed up {0}").format(moment)
        self._kept.setText(f"{kept}\n{backup}" if moment else kept)

    def show_badges(self, badges: dict[str, str]) -> None:
        """Show a short count beside the names of places; an empty one shows nothing."""
        for place, text in badges.items():
            number = self._ids.index(place)
            if text or place in self._badges:
                badge = self._badge(number)
                badge.setText(text)
                badge.setVisible(bool(text))
                self._fit_name(number, self._entries[number])
            button = self._entries[number]
            # without a name of its own, a button is read by its text, which may go on in the next line
            name = self._destinations[number].name
            button.setAccessibleName(f"{name}, {text}" if text else "" if button.text() == name else name)

    @Slot(int)
    def _on_group_picked(self, number: int) -> None:
        self.page_requested.emit(self._ids[number])

    @Slot(int)
    def _on_questionnaire_activated(self, index: int) -> None:
        if self.questionnaire is not None:
            self.questionnaire_chosen.emit(self.questionnaire.itemData(index))

    @Slot()
    def _on_theme_changed(self) -> None:
        """Grow with the text, but only half as fast, so that pages keep their room."""
        self.setFixedWidth(round((WIDTH + self._theme.em(WIDTH)) / 2))
        for number, button in self._entries.items():
            self._fit_name(number, button)
        if self.questionnaire is not None:
            self.questionnaire.shorten(None, self._choice_width())
