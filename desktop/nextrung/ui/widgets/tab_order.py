"""The way of the Tab key."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtWidgets import QWidget


def keep_tab_order(parts: Iterable[QWidget]) -> None:
    """Have the Tab key go through parts in their order; Qt puts what was made later last, wherever it stands."""
    for before, after in pairwise(parts):
        QWidget.setTabOrder(before, after)
