"""The frame of a page: title, what it is about, actions to the right, and a body that scrolls when it must."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import QDropEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from nextrung.lazy import lazy
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.flow_layout import FlowLayout
from nextrung.ui.widgets.folding import FoldingRow
from nextrung.ui.widgets.text import TextLabel

if TYPE_CHECKING:
    from nextrung.ui.widgets import announce
else:
    announce = lazy("nextrung.ui.widgets.announce")

TITLE_ROOM = 300
"""Room that a long title keeps beside actions, at a text size of 100 %; a shorter one keeps what it needs."""
TITLE_HEIGHT = 36
"""Least height of the row of the title at a text size of 100 %, that of an action: titles stand alike on all pages."""
WIDEST = 1360
"""Width of the content of a page at the most, at a text size of 100 %: wider rows are hard to follow."""
WIDEST_SHARE = 0.5
"""Part of a page that the content takes at the least, however wide it is."""
TIGHT_BELOW = 480
"""Width at a text size of 100 % below which the margins beside a page shrink."""


def dropped_files(event: QDropEvent) -> list[str]:
    """The paths of the files in a drag; a link from a browser is no file, and nothing is ever fetched."""
    return [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]


def needed_beside(columns: QBoxLayout) -> int:
    """The width that columns need side by side, in device-independent pixels."""
    entries = [entry for at in range(columns.count()) if (entry := columns.itemAt(at)) and not entry.isEmpty()]
    between = max(0, columns.spacing()) * max(0, len(entries) - 1)
    return sum(entry.minimumSize().width() for entry in entries) + between


def margin_beside(theme: Theme, width: int, widest: int) -> int:
    """What stays free at both sides of a page of a width, so that its content, in the middle, is easy to follow.

    ``widest`` is its width at the most at a text size of 100 %; in a huge window it is half of the window.
    """
    return (width - max(theme.em(widest), round(width * WIDEST_SHARE))) // 2


class ScrollBody(QScrollArea):
    """A column that scrolls up and down, never sideways; it is as wide with a scroll bar as without one."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty column; parts go into ``column``."""
        super().__init__(parent)
        self._gutter = 0
        self._below = 0
        self._for_message = 0
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # a scroll area takes the focus by itself: one more stop of the Tab key on each page, with nothing to do on it
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inside = QWidget(self)
        self._inside.setObjectName("scrollBody")
        self.column = QVBoxLayout(self._inside)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.space("m_wide"))
        self.setWidget(self._inside)

    def keep_free(self, gutter: int, below: int) -> None:
        """Leave room where reading ends, in which the scroll bar stands, and below the last part; in pixels."""
        self._gutter, self._below = gutter, below
        self._make_room()

    def keep_for_message(self, height: int) -> None:
        """Leave room below what is in sight, in pixels, where a message stands and covers nothing; 0 gives it back."""
        if height != self._for_message:
            self._for_message = height
            self.setViewportMargins(0, 0, 0, height)
            # a dialog is as high as what is in it, and has this room too
            self.updateGeometry()

    def room_of_content(self, window: QWidget) -> QRect:
        """Where its parts are seen, in the coordinates of ``window``: without the gutter, as high as it is."""
        place = QRect(self.mapTo(window, QPoint()), self.size())
        return place.adjusted(self._gutter, 0, 0, 0) if self.isRightToLeft() else place.adjusted(0, 0, -self._gutter, 0)

    def tell_of_content(self, watcher: QObject) -> None:
        """Have the events of what is in it pass by ``watcher``: only there is told that a part changed."""
        self._inside.installEventFilter(watcher)

    def height_of_content(self, width: int) -> int:
        """The height at which all of it is in sight, where it is so wide; both in device-independent pixels."""
        margins = self.column.contentsMargins()
        # the gutter is free with a scroll bar as without
        inner = width - self._gutter + margins.left() + margins.right() if self._gutter else width
        has_lines = self.column.hasHeightForWidth()
        tall = self.column.heightForWidth(inner) if has_lines else self.column.sizeHint().height()
        return tall + self._for_message

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the margins anew: a scroll bar that comes or goes makes the part beside it narrower or wider."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        if self._gutter:
            beside = max(0, self.width() - self._inside.width())  # the scroll bar, while there is one
            free = max(0, self._gutter - beside)
            left, right = (free, 0) if self.isRightToLeft() else (0, free)
            self.column.setContentsMargins(left, 0, right, self._below)


class Page(QWidget):
    """A page with a header and a scrolling body."""

    explanation_requested = Signal(str)
    """How the numbers of the page are worked out is asked for; names the text in ``assets/help/numbers``."""

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        """Make the frame; parts go into ``column``; ``set_actions`` puts actions beside the title."""
        super().__init__(parent)
        # the style sheet knows pages and windows by this name
        self.setObjectName("page")
        theme.apply_style(self, at_once=False)
        # without it a sub-class of QWidget does not paint the background that the style gives it
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # a page just opened has the focus, no control of it yet
        self.theme = theme
        self._back: Button | None = None
        self._problem: TextLabel | None = None
        self._outer = outer = QVBoxLayout(self)
        outer.setSpacing(theme.space("m_wide"))
        self.title = TextLabel(title, "title")
        self.under_title = FoldingRow()
        self.under_title.setSpacing(theme.space("s"))
        self.under_title.keep_words_wide(theme)
        self._actions: FlowLayout | None = None
        # beside the title alone: what is under it has the whole width, however many actions there are
        self._title_row = FoldingRow()
        self._title_row.setSpacing(theme.space("m"))
        self._title_row.addWidget(self.title, 1)
        self._header = QVBoxLayout()
        self._header.setSpacing(theme.space("hair"))
        self._header.addLayout(self._title_row)
        self._header.addLayout(self.under_title)
        outer.addLayout(self._header)
        self._body = ScrollBody(theme)
        # a column within the column, so that a footnote can come below all parts whenever they are put in
        self.column = QVBoxLayout()
        self.column.setSpacing(self._body.column.spacing())
        self._body.column.addLayout(self.column, 1)
        self._footnote: TextLabel | None = None
        outer.addWidget(self._body, 1)
        self._folding: list[tuple[int, QBoxLayout]] = []
        self._fold_columns()
        theme.changed.connect(self._fold_columns)
        self._keep_title()
        theme.changed.connect(self._keep_title)

    def way_back(self, name: str, words: str = "", tip: str = "") -> Button:
        """A button, called ``name``, that leads back to where this page was opened from; Esc presses it too."""
        self._back = back = Button(self.theme, words or self.tr("Back"), icon="back")
        back.setObjectName(name)
        back.setToolTip(tip or self.tr("Back (Esc)"))
        return back

    def show_problem(self, message: str) -> None:
        """Say above everything what could not be done; what was typed stays."""
        if self._problem is None:
            self._problem = TextLabel("", "problem")
            self.column.insertWidget(0, self._problem)
        self._problem.setText(message)
        self._problem.show()
        announce.announce(self, message)

    def show_footnote(self, words: str) -> None:
        """Say in a line below everything else what holds for the whole page; empty words show nothing."""
        if self._footnote is None and words:
            self._footnote = TextLabel("", "small")
            self._footnote.setObjectName("footnote")
            self._body.column.addWidget(self._footnote)
        if self._footnote is not None:
            self._footnote.setText(words)
            self._footnote.setVisible(bool(words))

    def hide_problem(self) -> None:
        """Take the problem away: it is over, or belongs to something that is no longer shown."""
        if self._problem is not None:
            self._problem.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape and self._back is not None:
            self._back.click()
        else:
            super().keyPressEvent(event)

    def reveal(self, part: QWidget) -> None:
        """Scroll so far that the top of a part can be read, once it has its place and size."""
        # layouts that wait for the event loop are done now: until then a new part has no place to scroll to
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        self._body.ensureWidgetVisible(part, 0, self.theme.space("m"))

    def show_at_top(self, part: QWidget) -> None:
        """Scroll so that a part of the page begins where the page does, as far as there is more below it."""
        top = part.mapTo(self._body, QPoint()).y() + self._body.verticalScrollBar().value()
        self._body.verticalScrollBar().setValue(top)

    def set_actions(self, *buttons: QWidget) -> None:
        """Put actions into the header; they go below the title, and into more lines, where there is no room.

        They stand behind those put there before, each as wide as it wants to be.
        """
        if self._actions is None:
            holder = QWidget()
            self._actions = FlowLayout(self.theme.space("s"), self.theme.space("s"), holder)
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            # a layout asks a widget for its height at a width only if its policy says so
            policy.setHeightForWidth(True)
            holder.setSizePolicy(policy)
            self._title_row.addWidget(holder)
        for button in buttons:
            self._actions.addWidget(button)

    def explain(self, topic: str = "") -> Button:
        """Offer, as the first of the actions, to say how the numbers of the page are worked out.

        ``topic`` names the text; without one the page answers the click itself, with a person's own numbers.
        """
        self._topic = topic
        button = Button(self.theme, self.tr("How is this worked out?"), "link")
        button.setObjectName("explain")
        if topic:
            button.clicked.connect(self._on_explain_clicked)
        self.set_actions(button)
        return button

    @Slot()
    def _on_explain_clicked(self) -> None:
        self.explanation_requested.emit(self._topic)

    def fold_below(self, width: int, *columns: QBoxLayout) -> None:
        """Stand ``columns`` one below the other while the page is narrower than ``width`` at a text size of 100 %."""
        self._folding += [(width, one) for one in columns]

    def fold_only(self, width: int, *columns: QBoxLayout) -> None:
        """The same for a page that is filled anew: what was folded before is gone."""
        self._folding = [(width, one) for one in columns]
        self._fold_columns()

    def event(self, event: QEvent) -> bool:
        """Fold the header for the title and the actions that are on show by now."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._fold_title()
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Fold columns for what is in them by now."""
        super().showEvent(event)
        self._fold_columns()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold columns for the new width."""
        super().resizeEvent(event)
        self._fold_columns()

    @Slot()
    def _keep_title(self) -> None:
        self.title.setMinimumHeight(self.theme.em(TITLE_HEIGHT))

    @Slot()
    def _fold_columns(self) -> None:
        self._fold_title()
        margin = self._margin()
        # the scroll bar stands in the margin beside the page, in that part of it which the body keeps as a gutter
        gutter = min(margin, self.theme.space("xl"))
        tall = self.theme.space("xxl")
        left, right = (margin - gutter, margin) if self.isRightToLeft() else (margin, margin - gutter)
        self._outer.setContentsMargins(left, tall, right, 0)
        left, right = (gutter, 0) if self.isRightToLeft() else (0, gutter)
        self._header.setContentsMargins(left, 0, right, 0)
        self._body.keep_free(gutter, tall)
        for width, columns in self._folding:
            room = self.width() - 2 * margin
            narrow = self.width() < self.theme.em(width) or needed_beside(columns) > room
            direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
            columns.setDirection(direction)

    def _fold_title(self) -> None:
        if self._actions is not None:
            title = min(self.title.sizeHint().width(), self.theme.em(TITLE_ROOM))
            wanted = title + self._title_row.spacing() + self._actions.sizeHint().width() + 2 * self._margin()
            way = QBoxLayout.Direction.TopToBottom if self.width() < wanted else QBoxLayout.Direction.LeftToRight
            self._title_row.setDirection(way)

    def _margin(self) -> int:
        """What stays free beside the page; in a very wide window it stands in the middle."""
        least = self.theme.space("l" if self.width() < self.theme.em(TIGHT_BELOW) else "page")
        return max(least, margin_beside(self.theme, self.width(), WIDEST))
