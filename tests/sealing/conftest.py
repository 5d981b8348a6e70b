from __future__ import annotations

import pytest

from nextrung.sealing import file_key


@pytest.fixture
def quick_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passphrases cost little, so that a test may try many; files say how much, so all else is as ever."""
    monkeypatch.setattr(file_key, "WORK", 4)
