from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from nextrung import resources
from nextrung.ui.theme.theme import Theme


@pytest.fixture(scope="session")
def shared_theme(qapp: QApplication) -> Theme:
    """One for all stops: each of its own would dress every window anew."""
    return Theme(qapp, resources.assets(), "light")
