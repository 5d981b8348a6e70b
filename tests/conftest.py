from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import nullcontext

import pytest
from tests.places import clock_of

from nextrung import app


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """Windows in the style that the program starts with."""
    return ["nextrung", *app.STYLE]


@pytest.fixture(autouse=True)
def _one_place() -> Iterator[None]:
    """Days on the pages are local ones; here they are the same wherever the tests run."""
    with clock_of("UTC") if hasattr(time, "tzset") else nullcontext():
        yield
