"""How the cells of the people table are drawn: tags, a bar for the match, a small line for the trend."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from nextrung.ui.people.state import COLUMNS, Column, PersonRow
from nextrung.ui.theme.theme import Theme

PADDING = 12
BAR = 7
NARROWEST = 60
NUMBER = 34
"""Room for the number beside the bar, at a text size of 100 %."""
SPREAD = 8.0
"""Points of the match that a trend shows at least above and below, so that noise does not look like a climb."""
TAG_GAP = 6

MOST_FITTED = 20_000
"""Shortened texts that are remembered."""
LEADING = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading)
WRAPPED = LEADING | int(Qt.TextFlag.TextWordWrap)
CENTRE = int(Qt.AlignmentFlag.AlignCenter)

Index = QModelIndex | QPersistentModelIndex


class CellDelegate(QStyledItemDelegate):
    """Draws every cell of a row of people.

    It asks the table what is picked: the state in the option is a flag of QStyle, whose hundreds of names take as long
    to load as the rows.
    """

    def __init__(self, theme: Theme, table: QTableView) -> None:
        """Draw the cells of ``table`` in the colours and fonts of the theme."""
        super().__init__(table)
        self._theme = theme
        self._table = table
        theme.changed.connect(self._take_up_theme)
        self._take_up_theme()

    def _take_up_theme(self) -> None:
        """Make fonts and colours once, not for every cell."""
        theme = self._theme
        self._body = theme.font("body")
        self._strong = theme.font("body", QFont.Weight.DemiBold)
        self._small = theme.font("small", QFont.Weight.DemiBold)
        self._small_metrics = QFontMetrics(self._small)
        self._body_metrics = QFontMetrics(self._body)
        self._strong_metrics = QFontMetrics(self._strong)
        self._fitted: dict[tuple[str, int, int], str] = {}
        names = ("text", "muted", "accent", "good", "border", "raised", "accent_soft", "gap_soft", "gap_text", "line")
        self._colors: dict[str, QColor] = {name: theme.color(name) for name in names}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The view sets heights and widths."""
        return QSize(NARROWEST, self._body_metrics.height() + 2 * PADDING)

    def name_width(self, row: PersonRow) -> int:
        """The width of a cell in which the name is whole."""
        # and two for fractions of letters
        return self._strong_metrics.horizontalAdvance(row.name) + 2 * PADDING + 2

    def tags_width(self, row: PersonRow) -> int:
        """The width of a cell in which all tags are whole."""
        return sum(self._tag_width(tag) + TAG_GAP for tag in row.tags) + 2 * PADDING

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        row = index.data(Qt.ItemDataRole.UserRole)
        column = COLUMNS[index.column()]
        box = QRect(option.rect)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._table.selectionModel().isSelected(index):
            painter.fillRect(box, self._colors["accent_soft"])
        inside = box.adjusted(PADDING, 0, -PADDING, 0)
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        self._paint_cell(painter, inside, row, column, text)

    def _paint_cell(self, painter: QPainter, box: QRect, row: PersonRow, column: Column, text: str) -> None:
        if column == "tags":
            self._paint_tags(painter, box, row.tags)
        elif column == "person":
            self._paint_name(painter, box, text)
        elif column == "assessed" and row.stale:
            self._paint_tag(painter, box, text, "gap_soft", "gap_text")
        elif column == "match" and row.match is not None:
            self._paint_match(painter, box, row, text)
        elif column == "trend" and len(row.trend) > 1:
            self._paint_trend(painter, box, row.trend)
        else:
            self._write(painter, box, text, self._body, strong=column == "plan" and row.live_steps > 0)

    def _paint_name(self, painter: QPainter, box: QRect, text: str) -> None:
        """A name, in two lines where one has no room for it."""
        metrics = self._strong_metrics
        lines = metrics.boundingRect(box, WRAPPED, text)
        long = metrics.horizontalAdvance(text) > box.width()
        if long and lines.width() <= box.width() and lines.height() <= min(2 * metrics.lineSpacing(), box.height()):
            painter.setFont(self._strong)
            painter.setPen(self._colors["text"])
            painter.drawText(box, WRAPPED, text)
        else:
            self._write(painter, box, text, self._strong, strong=True)

    def _write(self, painter: QPainter, box: QRect, text: str, font: QFont, *, strong: bool) -> None:
        painter.setFont(font)
        painter.setPen(self._colors["text" if strong else "muted"])
        # told apart as objects: both fonts are made once for a theme, and measuring one anew for each cell takes long
        metrics = {id(self._body): self._body_metrics, id(self._strong): self._strong_metrics}
        shown = self._fit(text, box.width(), metrics.get(id(font), self._small_metrics))
        painter.drawText(box, LEADING, shown)

    def _fit(self, text: str, width: int, metrics: QFontMetrics) -> str:
        """The text, shortened where there is no room; worked out once for each width."""
        key = (text, width, id(metrics))
        shown = self._fitted.get(key)
        if shown is None:
            # emptied at once: which texts are old is not known, and the rows in sight are fitted again in a moment
            if len(self._fitted) > MOST_FITTED:
                self._fitted.clear()
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
            self._fitted[key] = shown
        return shown

    def _paint_tags(self, painter: QPainter, box: QRect, tags: tuple[str, ...]) -> None:
        """As many tags as there is room for, then how many more there are."""
        left = QRect(box)
        for number, tag in enumerate(tags):
            rest = len(tags) - number - 1
            # room is kept for the count of those that would be left out after this one
            more = self._small_metrics.horizontalAdvance(f"+{rest}") + TAG_GAP if rest else 0
            wanted = self._tag_width(tag)
            if number and wanted > left.width() - more:
                self._write(painter, left, f"+{rest + 1}", self._small, strong=False)
                return
            self._paint_tag(painter, left.adjusted(0, 0, -more, 0), tag, "raised", "muted")
            left.setLeft(left.left() + min(wanted, left.width() - more) + TAG_GAP)

    def _tag_width(self, text: str) -> int:
        # 8 pixels of ground at both sides, and two for fractions of letters
        return self._small_metrics.horizontalAdvance(text) + 18

    def _paint_tag(self, painter: QPainter, box: QRect, text: str, ground: str, ink: str) -> None:
        wide, tall = min(self._tag_width(text), box.width()), self._small_metrics.height() + 6
        # a line of one pixel is sharp when it runs through the middle of pixels
        tag = QRectF(box.left(), box.center().y() - tall / 2 + 0.5, wide, tall)
        painter.setPen(QPen(self._colors["border"], 1) if ground == "raised" else Qt.PenStyle.NoPen)
        painter.setBrush(self._colors[ground])
        painter.drawRoundedRect(tag, self._theme.radius("tag"), self._theme.radius("tag"))
        painter.setFont(self._small)
        painter.setPen(self._colors[ink])
        painter.drawText(tag, CENTRE, self._fit(text, wide - 16, self._small_metrics))

    def _paint_match(self, painter: QPainter, box: QRect, row: PersonRow, text: str) -> None:
        number = self._theme.em(NUMBER)
        rail = QRectF(box.left(), box.center().y() - BAR / 2 + 0.5, max(20, box.width() - number), BAR)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colors["border"])
        painter.drawRoundedRect(rail, BAR / 2, BAR / 2)
        painter.setBrush(
            self._colors["good" if row.match_notes is not None and row.match_notes.band == "matches" else "accent"]
        )
        filled = QRectF(rail)
        # never narrower than high, where the round ends would cut each other
        filled.setWidth(max(BAR, rail.width() * (row.match or 0) / 100))
        painter.drawRoundedRect(filled, BAR / 2, BAR / 2)
        painter.setFont(self._body)
        painter.setPen(self._colors["text"])
        right = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
        painter.drawText(box.adjusted(box.width() - number, 0, 0, 0), right, text)

    def _paint_trend(self, painter: QPainter, box: QRect, trend: tuple[float, ...]) -> None:
        middle = (max(trend) + min(trend)) / 2
        half = max(SPREAD, (max(trend) - min(trend)) / 2)
        # room for the dot at the end and for half of the pen
        room = QRectF(box).adjusted(2, 0, -4, 0)
        room.setWidth(min(room.width(), self._theme.em(78)))
        tall = min(24.0, room.height() - 8)
        step = room.width() / (len(trend) - 1)
        points = [
            QPointF(room.left() + at * step, room.center().y() - (value - middle) / half * tall / 2)
            for at, value in enumerate(trend)
        ]
        painter.setPen(QPen(self._colors["accent"], 2))
        painter.drawPolyline(points)
        painter.setBrush(self._colors["accent"])
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(points[-1], 3, 3)
