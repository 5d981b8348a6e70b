"""Names, roles, sizes and the way of the Tab key through a window."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QDialog, QRadioButton, QScrollArea, QWidget
from tests.ui.audit.parts import controls, named, place, takes_tab

from nextrung.ui.widgets.toast import Toast

SMALLEST_TARGET = 24
MOST_STEPS = 400
MOST_PARTS = 8
"""Parts of one control that Tab may go through, as the day, month and year of a date."""
NO_ROLE = (QAccessible.Role.NoRole, QAccessible.Role.Client)


def unnamed(root: QWidget) -> Iterator[str]:
    """Controls that a screen reader cannot name, or has no role for."""
    for control in controls(root):
        found = QAccessible.queryAccessibleInterface(control)
        if not _name(control, found).strip():
            yield f"no accessible name: {named(control)} in {_way(control)}"
        if found.role() in NO_ROLE:
            yield f"no role: {named(control)}"


def _name(control: QWidget, found: QAccessibleInterface) -> str:
    label = QAccessible.RelationFlag.Label
    labelled = [one.text(QAccessible.Text.Name) for one, kind in found.relations() if kind & label]
    if isinstance(control, QComboBox):  # its own name is read as the chosen entry on Linux
        return labelled[0] if labelled else ""
    return control.accessibleName() or (labelled[0] if labelled else "") or found.text(QAccessible.Text.Name)


def _way(widget: QWidget) -> str:
    names: list[str] = []
    parent = widget.parentWidget()
    while parent is not None and len(names) < 4:
        names.append(type(parent).__name__)
        parent = parent.parentWidget()
    return " < ".join(names)


def small(root: QWidget) -> Iterator[str]:
    """Targets that are hard to hit."""
    for control in controls(root):
        if min(control.width(), control.height()) < SMALLEST_TARGET:
            yield f"{control.width()} x {control.height()} px to hit: {named(control)}"


def unreachable(root: QWidget) -> Iterator[str]:
    """Controls that the Tab key never comes to, and steps of it that go back up."""
    root.activateWindow()
    first = QApplication.focusWidget()
    if first is None or first.window() is not root:
        root.setFocus(Qt.FocusReason.OtherFocusReason)
    walked: list[QWidget] = []
    held = 0
    everything = list(controls(root))
    for _ in range(MOST_STEPS):
        focused = QApplication.focusWidget() or root
        QTest.keyClick(focused, Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        held = held + 1 if walked and now is walked[-1] else 0  # a date is walked through part by part
        if held > MOST_PARTS and len(everything) == 1:
            break
        if held > MOST_PARTS:
            yield f"the Tab key does not leave {named(walked[-1])}"
            break
        if now is None or now in walked[:-1]:
            break
        if not held:
            walked.append(now)
    reached = {_owner(one) for one in walked}
    groups = {one.parentWidget() for one in reached if isinstance(one, QRadioButton)}
    for control in controls(root):
        if isinstance(control, QRadioButton) and control.parentWidget() in groups:
            continue  # the arrow keys move within a group
        if isinstance(control, QAbstractButton) and _in_chosen_group(control, reached):
            continue
        if control not in reached:
            why = "" if takes_tab(control) else " (takes no focus)"
            yield f"the Tab key never comes to {named(control)}{why}"
    for area in root.findChildren(QScrollArea):
        area.verticalScrollBar().setValue(0)  # the last step may have scrolled, but not what stands over a page
    back = list(_backwards(walked))
    begun_inside = isinstance(root, QDialog)  # where a dialog sets the focus, so that the walk comes round once
    yield from back[1:] if begun_inside else back


def _owner(widget: QWidget) -> QWidget:
    proxied = widget.parentWidget()
    return proxied if isinstance(proxied, QComboBox) else widget


def _in_chosen_group(button: QAbstractButton, reached: set[QWidget]) -> bool:
    group = button.group()
    return group is not None and group.exclusive() and any(one in reached for one in group.buttons())


def _seen(widget: QWidget, other: QWidget) -> QRect:
    """Where a control is; for whatever stands outside of its scroll area, in which it comes into sight, that area."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea) and not parent.isAncestorOf(other):
            return place(parent.viewport())
        parent = parent.parentWidget()
    return place(widget)


def _backwards(walked: list[QWidget]) -> Iterator[str]:
    for before, after in itertools.pairwise(walked):
        if before.isAncestorOf(after) or after.isAncestorOf(before) or before.parentWidget() is None:
            continue
        if isinstance(after.parentWidget(), Toast) or isinstance(before.parentWidget(), Toast):
            continue  # a message stands over the page and has no place among what it covers
        first, second = _seen(before, after), _seen(after, before)
        level = min(first.bottom(), second.bottom()) - max(first.top(), second.top()) > 4
        beside = min(first.right(), second.right()) - max(first.left(), second.left()) > 4
        back = second.right() <= first.left() if before.layoutDirection() == Qt.LayoutDirection.LeftToRight else False
        if (level and back and _near(before, after)) or (beside and second.bottom() <= first.top() and not level):
            yield f"the Tab key goes back from {named(before)} to {named(after)}"


def _near(before: QWidget, after: QWidget) -> bool:
    """Whether both stand in the same row of the same group."""
    return before.parentWidget() is after.parentWidget()
