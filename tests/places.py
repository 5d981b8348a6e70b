"""Places of the world whose clocks the tests go by."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest


@contextmanager
def clock_of(place: str) -> Iterator[None]:
    """Local days and times are those of a time zone. Skipped where the system cannot change its own."""
    if not hasattr(time, "tzset"):
        pytest.skip("the time zone of a running program cannot be changed here")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", place)
        time.tzset()
        yield
    time.tzset()
