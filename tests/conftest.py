from __future__ import annotations

import pytest

from nextrung import app


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """Windows in the style that the program starts with."""
    return ["nextrung", *app.STYLE]
