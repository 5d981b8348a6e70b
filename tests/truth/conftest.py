from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from nextrung import resources
from nextrung.ui.results.page import ResultsPage
from nextrung.ui.theme.theme import Theme


@pytest.fixture(scope="session")
def page(qapp: QApplication) -> Iterator[ResultsPage]:
    """One page for all results, as in the program: what an earlier one left on it would show."""
    made = ResultsPage(Theme(qapp, resources.assets(), "light"))
    yield made
    made.deleteLater()
