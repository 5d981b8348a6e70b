"""Texts that Qt would act on as markup: labels, tooltips of widgets and cells, documents, charts."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QGraphicsTextItem,
    QGraphicsView,
    QHeaderView,
    QLabel,
    QTextEdit,
    QToolTip,
    QWidget,
)
from tests.ui.audit.parts import named

from nextrung.ui.widgets.markdown_view import SealedDocument

MOST = 12
"""Cells of a table that are pointed at."""


def interpreted(root: QWidget) -> Iterator[str]:
    """What in a window is taken for more than letters; every tooltip is called up for that."""
    for part in [root, *(one for one in root.findChildren(QWidget) if one.isVisible())]:
        if isinstance(part, QLabel) and part.textFormat() != Qt.TextFormat.PlainText:
            yield f"a label guesses what it holds: {named(part)}"
        if isinstance(part, QTextEdit) and not isinstance(part.document(), SealedDocument):
            yield f"a document that is not sealed: {named(part)}"
        if isinstance(part, QGraphicsView):
            yield from _drawn(part)
        if part.toolTip():
            yield from pointed_at(part, part.rect().center(), part.toolTip())
        if isinstance(part, QAbstractItemView) and not isinstance(part, QHeaderView) and part.model() is not None:
            yield from _cells(part)


def pointed_at(part: QWidget, at: QPoint, text: str) -> Iterator[str]:
    """The fault of the tooltip that comes when a pointer rests there, if any."""
    QToolTip.hideText()
    QApplication.sendEvent(part, QHelpEvent(QEvent.Type.ToolTip, at, part.mapToGlobal(at)))
    shown = [one for one in QApplication.topLevelWidgets() if one.metaObject().className() == "QTipLabel"]
    tips = [one for one in shown if isinstance(one, QLabel) and one.isVisible() and one.text() == text]
    if not tips:
        yield f"no tooltip {text[:40]!r}: {named(part)}"
    for tip in tips:
        if tip.textFormat() != Qt.TextFormat.PlainText:
            yield f"a tooltip guesses what it holds: {text[:40]!r}, {named(part)}"


def _cells(view: QAbstractItemView) -> Iterator[str]:
    model, seen = view.model(), 0
    for row in range(model.rowCount(QModelIndex())):
        for column in range(1 if isinstance(model, QAbstractListModel) else model.columnCount(QModelIndex())):
            index = model.index(row, column)
            text, where = index.data(Qt.ItemDataRole.ToolTipRole), view.visualRect(index)
            # nobody points at a cell of a column that is hidden, as one without a value in any row is
            if not text or seen == MOST or where.isEmpty() or not view.viewport().rect().contains(where.center()):
                continue
            seen += 1
            yield from pointed_at(view.viewport(), where.center(), str(text))


def _drawn(view: QGraphicsView) -> Iterator[str]:
    scene = view.scene()
    for item in scene.items() if scene is not None else ():
        if isinstance(item, QGraphicsTextItem) and "\ufffc" in item.toPlainText():
            yield f"a chart acts on {item.toHtml()[-80:]!r}: {named(view)}"
