"""Names in a list, as they are typed after an option, and as its help has them."""

from __future__ import annotations

from collections.abc import Sequence


def parts_of(text: str) -> tuple[str, ...]:
    """What is named with commas between."""
    return tuple(part.strip() for part in text.split(",") if part.strip())


def one_of_these(names: Sequence[str]) -> str:
    """What may be named, as a sentence has it."""
    return f"{', '.join(names[:-1])} or {names[-1]}"
