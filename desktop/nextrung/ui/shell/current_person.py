"""The head of the navigation: the current person and, for a coach, the menu to make it somebody else's."""

from __future__ import annotations

from msgspec import Struct
from PySide6.QtCore import QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from nextrung.people.person import Person
from nextrung.ui import labels
from nextrung.ui.key_names import on_this_system
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.ampersand import as_sign
from nextrung.ui.widgets.hint import in_lines
from nextrung.workspace import Workspace

AVATAR = 34
"""Diameter of the circle with the initials, in device-independent pixels."""
ARROW = 9
"""Width of the arrow that stands for the menu, in device-independent pixels."""
INITIALS = 14
"""Height of the letters in the avatar at the most, in pixels: the circle does not grow with the text."""
AIR = 12
"""Device-independent pixels above and below the words, together."""
MOST_LISTED = 10
"""People in the menu; everybody is found with Ctrl+K."""


class CurrentPersonState(Struct, frozen=True):
    """The current person: name, initials and occupation as shown; ``others`` are ids and names for the menu."""

    name: str
    initials: str
    occupation: str
    sample: bool
    coaching: bool
    names_hidden: bool
    person: str = ""
    others: tuple[tuple[str, str], ...] = ()


def build(workspace: Workspace, alone: str) -> CurrentPersonState:
    """The state of the head; ``alone`` is what somebody without a name is called who uses the app alone."""
    person, coaching, hidden = workspace.person, workspace.privacy.coaching, workspace.privacy.names_hidden
    if person is None:
        return CurrentPersonState(alone, "·", "", sample=False, coaching=coaching, names_hidden=hidden)
    name, initials = labels.person_name(person, hidden=hidden), labels.initials(person, hidden=hidden)
    # a pseudonym is for coaches; whoever is alone with the program needs none
    if not coaching and not person.name:
        name, initials = alone, alone[:1]
    listed = _listed(workspace, person) if coaching else ()
    return CurrentPersonState(
        name,
        initials,
        "" if hidden else person.occupation,
        person.sample,
        coaching,
        hidden,
        person.id,
        tuple((one.id, labels.person_name(one, hidden=hidden)) for one in listed),
    )


def _listed(workspace: Workspace, person: Person) -> tuple[Person, ...]:
    """A few people for the menu, the one the current person among them."""
    first = workspace.people.listed(MOST_LISTED)
    if person.id in {one.id for one in first}:
        return first
    return (*first[: MOST_LISTED - 1], person)


class CurrentPersonButton(QPushButton):
    """Shows the current person. While the coach's pages are in sight it opens a menu; before that it only shows."""

    person_chosen = Signal(str)
    jump_requested = Signal()
    people_requested = Signal()
    names_toggled = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Show nobody yet."""
        super().__init__(parent)
        self.setObjectName("turn")
        self._theme = theme
        self._state = CurrentPersonState("", "", "", sample=False, coaching=False, names_hidden=False)
        self.clicked.connect(self._on_clicked)
        theme.changed.connect(self._on_theme_changed)

    def show_state(self, state: CurrentPersonState) -> None:
        """Show the current person."""
        self._state = state
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if state.coaching else Qt.FocusPolicy.NoFocus)
        # with one person alone there is no menu: it only shows who that is, and is no stop of the Tab key
        self.setEnabled(state.coaching)
        pointer = Qt.CursorShape.PointingHandCursor if state.coaching else Qt.CursorShape.ArrowCursor
        self.setCursor(pointer)
        parts = [self._name(), state.occupation]
        self.setAccessibleName(", ".join(part for part in parts if part))
        self.setAccessibleDescription(self.tr("Whose turn it is; opens the list of people") if state.coaching else "")
        hint = in_lines(self.tr("{0} (change with Ctrl+K)").format(self._name()))
        self.setToolTip(hint if state.coaching else "")
        # a layout asks for the hint again only when told
        self.updateGeometry()
        self.update()

    def _name(self) -> str:
        return self.tr("{0} (sample)").format(self._state.name) if self._state.sample else self._state.name

    def sizeHint(self) -> QSize:
        """As high as the avatar or both lines."""
        lines = self._metrics("body").height() + (self._metrics("small").height() if self._state.occupation else 0)
        return QSize(AVATAR, max(AVATAR, lines) + AIR)

    def minimumSizeHint(self) -> QSize:
        """The height asked for: a layout that took less would cut the name off."""
        return self.sizeHint()

    def _metrics(self, size: str) -> QFontMetrics:
        return QFontMetrics(self._theme.font(size, QFont.Weight.DemiBold if size == "body" else QFont.Weight.Normal))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the avatar, the name and what the person does."""
        theme, state = self._theme, self._state
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state.coaching and (self.hasFocus() or self.underMouse()):
            painter.setPen(QPen(theme.color("accent"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("bg"))
            # half of the ring's pen would be cut off at the edge
            painter.drawRoundedRect(self.rect().toRectF().adjusted(1, 1, -1, -1), 8, 8)
        mirrored = self.isRightToLeft()
        left = self.width() - AVATAR - 8 if mirrored else 8
        circle = QPoint(left, (self.height() - AVATAR) // 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent_soft"))
        painter.drawEllipse(circle.x(), circle.y(), AVATAR, AVATAR)
        painter.setPen(theme.color("accent"))
        font = theme.font("body", QFont.Weight.DemiBold)
        font.setPixelSize(min(INITIALS, QFontMetrics(font).height()))
        painter.setFont(font)
        painter.drawText(circle.x(), circle.y(), AVATAR, AVATAR, Qt.AlignmentFlag.AlignCenter, state.initials)
        self._paint_words(painter, mirrored=mirrored)

    def _paint_words(self, painter: QPainter, *, mirrored: bool) -> None:
        theme, state = self._theme, self._state
        # 8 pixels before the avatar and 10 after it
        start, end = AVATAR + 18, 6
        body, small = self._metrics("body"), self._metrics("small")
        room = self.width() - start - end
        arrow = ARROW + 6 if state.coaching else 0
        name = body.elidedText(self._name(), Qt.TextElideMode.ElideRight, room - arrow)
        tall = body.height() + (small.height() if state.occupation else 0)
        top = (self.height() - tall) // 2
        left = end if mirrored else start
        align = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        painter.setPen(theme.color("text"))
        painter.setFont(theme.font("body", QFont.Weight.DemiBold))
        painter.drawText(left, top, room, body.height(), align | Qt.AlignmentFlag.AlignVCenter, name)
        if state.coaching:
            wide = body.horizontalAdvance(name) + 6
            at = left + room - wide - ARROW if mirrored else left + wide
            painter.setPen(QPen(theme.color("muted"), 1.6))
            middle = top + body.height() // 2 + 1
            for first, second in (((0, -2), (4, 2)), ((4, 2), (8, -2))):
                ends = [QPoint(at + x, middle + y) for x, y in (first, second)]
                painter.drawLine(*ends)
        if state.occupation:
            words = small.elidedText(state.occupation, Qt.TextElideMode.ElideRight, room)
            painter.setPen(theme.color("muted"))
            painter.setFont(theme.font("small"))
            below = top + body.height()
            painter.drawText(left, below, room, small.height(), align | Qt.AlignmentFlag.AlignVCenter, words)

    def menu_of_people(self) -> QMenu:
        """The menu: a few people, the way to everybody, and hidden names."""
        menu = QMenu(self)
        group = QActionGroup(menu)
        for person, name in self._state.others:
            # a single & in a name would underline the next letter instead of being shown
            action = menu.addAction(as_sign(name))
            action.setCheckable(True)
            action.setChecked(person == self._state.person)
            action.setData(person)
            group.addAction(action)
        group.triggered.connect(self._on_group_triggered)
        menu.addSeparator()
        menu.addAction(self.tr("Find a person or page…") + on_this_system("\tCtrl+K")).triggered.connect(
            self.jump_requested
        )
        menu.addAction(self.tr("All people")).triggered.connect(self.people_requested)
        hide = self.tr("Show names") if self._state.names_hidden else self.tr("Hide names")
        menu.addAction(hide + on_this_system("\tCtrl+Shift+H")).triggered.connect(self.names_toggled)
        return menu

    @Slot()
    def _on_clicked(self) -> None:
        if self._state.coaching:
            menu = self.menu_of_people()
            menu.exec(self.mapToGlobal(QPoint(0, self.height())))
            # it is a child of the button and would stay as long as that; each click makes a new one
            menu.deleteLater()

    @Slot(QAction)
    def _on_group_triggered(self, action: QAction) -> None:
        if action.data() != self._state.person:
            self.person_chosen.emit(action.data())

    @Slot()
    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()
