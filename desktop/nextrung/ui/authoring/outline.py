"""The outline of a questionnaire that is written: areas with their items and actions, then roles; dragged to order."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QDropEvent, QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView, QWidget

from nextrung.ui import labels
from nextrung.ui.authoring.state import OutlineThing
from nextrung.ui.authoring.words import thing_words
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.hint import in_lines

ID = Qt.ItemDataRole.UserRole
"""Under this role an entry has the id of its thing."""


class OutlineTree(QTreeView):
    """Shows all things; says which one is picked, and where one is wanted instead."""

    picked = Signal(str)
    moved = Signal(str, int)
    """A thing, by id, is wanted so many places further down among its like, or up."""
    carried = Signal(str, str, str)
    """An item or an action, by id, is wanted in another area, before another one of its like, or after all of them."""
    removal_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make it empty."""
        super().__init__(parent)
        self._model = QStandardItemModel(0, 2, self)
        self._right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        self._things: tuple[OutlineThing, ...] = ()
        self._entries: dict[str, QStandardItem] = {}
        self.setObjectName("authoring-outline")
        self.setModel(self._model)
        self.setAccessibleName(self.tr("Outline"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setUniformRowHeights(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHeaderHidden(True)
        self.setIndentation(theme.space("l"))
        self._columns()
        self.selectionModel().currentChanged.connect(self._on_selection_current_changed)

    def show_things(self, things: Sequence[OutlineThing], picked: str) -> None:
        """Show these, with one picked; what was folded stays so."""
        if [_shape(one) for one in things] != [_shape(one) for one in self._things]:
            self._build(things)
        self._things = tuple(things)
        for one in things:
            self._name(one)
        entry = self._entries.get(picked)
        # what is picked by program is no choice of the person
        if entry is not None and self.currentIndex().siblingAtColumn(0) != entry.index():
            blocked = self.selectionModel().blockSignals(True)
            self.setCurrentIndex(entry.index())
            self.selectionModel().blockSignals(blocked)
            self.viewport().update()

    def _build(self, things: Sequence[OutlineThing]) -> None:
        parents = ((one, entry) for one, entry in self._entries.items() if entry.hasChildren())
        folded = {one for one, entry in parents if not self.isExpanded(entry.index())}
        blocked = self.selectionModel().blockSignals(True)
        self._model.clear()
        self._model.setColumnCount(2)
        self._columns()
        self._entries = {}
        for one in things:
            entry, count = QStandardItem(), QStandardItem()
            for part in (entry, count):
                part.setData(one.id, ID)
            count.setTextAlignment(self._right)
            parent = self._entries[one.inside] if one.inside else self._model.invisibleRootItem()
            parent.appendRow([entry, count])
            self._entries[one.id] = entry
        for one_id, entry in self._entries.items():
            self.setExpanded(entry.index(), one_id not in folded)
        self.selectionModel().blockSignals(blocked)

    def _columns(self) -> None:
        """Give the names all the width that the numbers leave."""
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)

    def _name(self, one: OutlineThing) -> None:
        entry = self._entries[one.id]
        words = thing_words(one)
        said = labels.counted(one.findings, self.tr("1 thing to mend"), self.tr("{0} things to mend"))
        entry.setText(words)
        entry.setToolTip(in_lines(words))
        entry.setData(f"{words}, {said}" if one.findings else words, Qt.ItemDataRole.AccessibleTextRole)
        count = entry.index().siblingAtColumn(1)
        self._model.setData(count, str(one.findings) if one.findings else "")
        self._model.setData(count, in_lines(said) if one.findings else "", Qt.ItemDataRole.ToolTipRole)

    def picked_id(self) -> str:
        """The id of the thing that is picked."""
        return str(self.currentIndex().data(ID) or "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt and an arrow move the thing that is picked, with Shift into the next area; Delete removes it."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        modifiers = event.modifiers()
        if steps and modifiers & Qt.KeyboardModifier.AltModifier and modifiers & Qt.KeyboardModifier.ShiftModifier:
            self._carry(steps)
        elif steps and modifiers & Qt.KeyboardModifier.AltModifier:
            self.moved.emit(self.picked_id(), steps)
        elif event.key() == Qt.Key.Key_Delete:
            self.removal_requested.emit(self.picked_id())
        else:
            super().keyPressEvent(event)

    def _carry(self, steps: int) -> None:
        """Into the area above or below."""
        mine = self._thing(self.picked_id())
        areas = [thing.id for thing in self._things if thing.kind == "area"]
        if mine is None or mine.inside not in areas:
            return
        at = areas.index(mine.inside) + steps
        if 0 <= at < len(areas):
            self.carried.emit(mine.id, areas[at], "")

    def dropEvent(self, event: QDropEvent) -> None:
        """Say where a thing was dropped; what is shown follows from the order that comes of it."""
        target = self.indexAt(event.position().toPoint())
        event.setDropAction(Qt.DropAction.IgnoreAction)  # else the view would move its own entries
        event.accept()
        self.drop_on(str(target.data(ID) or "") if target.isValid() else "")

    def drop_on(self, other: str) -> None:
        """Let the thing that is picked go where another one stands: there among its like, or into that area."""
        mine, target = self._thing(self.picked_id()), self._thing(other)
        if mine is None or target is None or mine.id == target.id:
            return
        if _sort(mine) == _sort(target):
            like = [thing.id for thing in self._things if _sort(thing) == _sort(mine)]
            self.moved.emit(mine.id, like.index(target.id) - like.index(mine.id))
            return
        area = target.id if target.kind == "area" else target.inside
        if mine.kind in ("item", "action") and area != mine.inside and self._is_area(area):
            alike = (target.kind, target.sort) == (mine.kind, mine.sort)
            self.carried.emit(mine.id, area, target.id if alike else "")

    def _is_area(self, one: str) -> bool:
        found = self._thing(one)
        return found is not None and found.kind == "area"

    def _thing(self, one: str) -> OutlineThing | None:
        return next((thing for thing in self._things if thing.id == one), None)

    @Slot()
    def _on_selection_current_changed(self) -> None:
        self.picked.emit(self.picked_id())


def _shape(one: OutlineThing) -> tuple[str, str]:
    return one.id, one.inside


def _sort(one: OutlineThing) -> tuple[str, str, str]:
    """Among which things it has its place."""
    return one.kind, one.inside, one.sort
