"""Parts that another theme would not reach."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from tests.ui.audit.parts import named, parts

from nextrung.ui.theme.applied_style import AppliedStyle


def bare(root: QWidget) -> Iterator[str]:
    """Everything on show that stands in nothing that is kept in the style."""
    for part in parts(root):
        if part.layout() is None and not _is_styled(part):
            yield f"without the style: {named(part)}"


def _is_styled(part: QWidget | None) -> bool:
    while part is not None:
        if part.findChild(AppliedStyle, options=Qt.FindChildOption.FindDirectChildrenOnly):
            return True
        part = part.parentWidget()
    return False
