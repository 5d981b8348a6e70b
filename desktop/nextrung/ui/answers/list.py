"""All questions of an assessment in one list; a row opens in place, the area of the rows on top stays in sight."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from nextrung.ui.answers.drawing import PADDING_X, PADDING_Y, Drawn, draw_up, paint_row
from nextrung.ui.answers.model import ROW_ROLE, AnswersModel, AreaHead
from nextrung.ui.answers.state import AnswerRow
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.rows import Index


class AnswerDelegate(QStyledItemDelegate):
    """Paints areas and questions; keeps how rows are laid out for the width in force."""

    def __init__(self, theme: Theme, view: AnswerList) -> None:
        """Paint for ``view``, which says which row is open."""
        super().__init__(view)
        self._theme = theme
        self._view = view
        self._drawn: dict[tuple[str, bool], Drawn] = {}
        self._width = 0

    def forget(self) -> None:
        """Forget how rows are laid out, after other rows, sizes or colours."""
        self._drawn.clear()

    def drawn(self, row: AnswerRow) -> Drawn:
        """How a row is laid out for the view as wide as it is."""
        width = self._view.viewport().width()
        # at another width every row is laid out anew
        if width != self._width:
            self._width = width
            self._drawn.clear()
        opened = self._view.answers.opened == row.item
        key = (row.item, opened)
        if key not in self._drawn:
            words = (self._view.answers.answer_words(row), self._view.link_words(row))
            room = (width, self._view.layoutDirection())
            self._drawn[key] = draw_up(self._theme, row, words, room, opened=opened)
        return self._drawn[key]

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As wide as the list, as high as what is in the row."""
        row = index.data(ROW_ROLE)
        width = self._view.viewport().width()
        return QSize(width, head_height(self._theme) if isinstance(row, AreaHead) else self.drawn(row).height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the row with the line below it, and a ring around the one that the keys act on."""
        row, box, theme = index.data(ROW_ROLE), QRect(option.rect), self._theme
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, AreaHead):
            paint_head(painter, theme, row, box, mirrored=mirrored)
        else:
            opened = self._view.answers.opened == row.item
            painter.fillRect(box, theme.color("accent_soft" if opened else "surface"))
            paint_row(painter, theme, self.drawn(row), box, mirrored=mirrored)
            painter.setPen(theme.color("border"))
            painter.drawLine(box.bottomLeft(), box.bottomRight())
            if option.state & QStyle.StateFlag.State_HasFocus:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(theme.color("accent"), 2))
                painter.drawRect(box.adjusted(1, 1, -1, -1))
        painter.restore()


class StickyHead(QWidget):
    """The area of the row on top, over the list."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._theme = theme
        self.head: AreaHead | None = None
        # clicks and the wheel are for the list that it lies over
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_head(self, head: AreaHead | None) -> None:
        """Show an area; None shows nothing."""
        self.head = head
        self.setVisible(head is not None)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint as the list paints its areas."""
        if self.head is not None:
            paint_head(QPainter(self), self._theme, self.head, self.rect(), mirrored=self.isRightToLeft())


class AnswerList(QListView):
    """The list. A click or Space opens a row, a click on its link or Enter changes the answer while that may be."""

    change_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the list empty."""
        super().__init__(parent)
        self.complete = False
        """Whether the assessment is finished: nothing can be changed, everything can be explained."""
        self._theme = theme
        self._pressed = QModelIndex()
        self.setAccessibleName(self.tr("All answers"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setObjectName("answer-list")
        self.answers = AnswersModel(self)
        self.setModel(self.answers)
        self._delegate = AnswerDelegate(theme, self)
        self.setItemDelegate(self._delegate)
        # else rows keep the heights that they had at another width
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        # without it Qt sends moves of the pointer only while a button is held down
        self.setMouseTracking(True)
        self.sticky = StickyHead(theme, self)
        self.verticalScrollBar().valueChanged.connect(self._place_head)
        self.answers.modelReset.connect(self._on_answers_model_reset)
        theme.changed.connect(self._on_theme_changed)

    def link_words(self, row: AnswerRow) -> str:
        """The words of the link of a row: change the answer while that may be, else explain it; empty for neither."""
        if not self.complete:
            return self.tr("Change") if row.mark == "answered" else self.tr("Answer")
        if not row.explained:
            return ""
        return self.tr("Close") if row.item == self.answers.opened else self.tr("Why?")

    def open_answer(self, item: str) -> None:
        """Open the row of an item in place and close the one that was open; an empty one only closes."""
        self.answers.opened = item
        self._delegate.forget()
        # at once: the row is scrolled to next, by heights that have changed
        self.doItemsLayout()
        at = self.answers.row_of(item)
        if at is not None:
            self.setCurrentIndex(self.answers.index(at, 0))
            self.scrollTo(self.currentIndex())

    def take_first(self) -> None:
        """Make the first question the current row, below the name of its area, and scroll to the top."""
        if len(self.answers.rows) > 1:
            self.setCurrentIndex(self.answers.index(1, 0))
        self.scrollToTop()

    def current(self) -> AnswerRow | None:
        """The question that the keys act on."""
        row = self.currentIndex().data(ROW_ROLE) if self.currentIndex().isValid() else None
        return row if isinstance(row, AnswerRow) else None

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Bring a row into sight, clear of the name of its area, which covers the top of the list."""
        super().scrollTo(index, hint)
        # the name of the area lies over the top of the list, which Qt knows nothing of
        covered = head_height(self._theme) - self.visualRect(index).top()
        if covered > 0:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() - covered)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space opens and closes the row in hand."""
        row = self.current()
        if event.key() == Qt.Key.Key_Space and row is not None:
            self.toggle(row)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where the press began."""
        super().mousePressEvent(event)
        self._pressed = self.indexAt(event.position().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Follow the link of a row, or open and close it."""
        super().mouseReleaseEvent(event)
        point = event.position().toPoint()
        index = self.indexAt(point)
        row = index.data(ROW_ROLE) if index.isValid() else None
        # a click counts where it began and ended in the same row
        if event.button() != Qt.MouseButton.LeftButton or index != self._pressed or not isinstance(row, AnswerRow):
            return
        if not self.complete and self.link_box(row, self.visualRect(index)).contains(point):
            self.change_requested.emit(row.item)
        else:
            self.toggle(row)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show a pointing hand over a question, which opens on a click, and an arrow over the name of an area."""
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        over = index.isValid() and isinstance(index.data(ROW_ROLE), AnswerRow)
        # the viewport covers the list, so that its cursor is the one that is seen
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def link_box(self, row: AnswerRow, box: QRect) -> QRect:
        """Where the link of a row is, in a row that lies at ``box``."""
        left, top, wide, tall = self._delegate.drawn(row).link
        left = box.width() - left - wide if self.isRightToLeft() else left
        return QRect(box.left() + left, box.top() + top, wide, tall)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rows are laid out for the new width by the library; the area on top is placed here."""
        super().resizeEvent(event)
        self._place_head()

    def changeEvent(self, event: QEvent) -> None:
        """Lay the rows out anew when fonts, style or direction of reading change."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.LayoutDirectionChange):
            self._on_theme_changed()

    def toggle(self, row: AnswerRow) -> None:
        """Open a row in place, or close it."""
        self.open_answer("" if row.item == self.answers.opened else row.item)

    @Slot()
    def _on_answers_model_reset(self) -> None:
        self._delegate.forget()
        self.answers.opened = ""
        self._place_head()

    @Slot()
    def _on_theme_changed(self) -> None:
        self._delegate.forget()
        # later and once: font, style and direction change one after the other
        self.scheduleDelayedItemsLayout()
        self._place_head()

    @Slot()
    def _place_head(self) -> None:
        box = self.viewport().geometry()
        self.sticky.setGeometry(box.x(), box.y(), box.width(), head_height(self._theme))
        top = self.indexAt(self.viewport().rect().topLeft())
        self.sticky.show_head(self.answers.head_above(top.row()) if top.isValid() else None)


def head_height(theme: Theme) -> int:
    """The height of the name of an area."""
    return theme.font_metrics("compact").height() + 2 * PADDING_Y


def paint_head(painter: QPainter, theme: Theme, head: AreaHead, box: QRect, *, mirrored: bool) -> None:
    """Paint the name of an area, and where reading ends how many of its questions are answered."""
    painter.fillRect(box, theme.color("raised"))
    painter.setPen(theme.color("border"))
    painter.drawLine(box.bottomLeft(), box.bottomRight())
    inner = box.adjusted(PADDING_X, 0, -PADDING_X, 0)
    begin, end = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
    if mirrored:
        begin, end = end, begin
    middle = Qt.AlignmentFlag.AlignVCenter
    painter.setFont(theme.font("compact"))
    painter.setPen(theme.color("muted"))
    painter.drawText(inner, int(end | middle), head.words)
    painter.setFont(theme.font("compact", QFont.Weight.DemiBold))
    painter.setPen(theme.color("text"))
    painter.drawText(inner, int(begin | middle), head.area)
