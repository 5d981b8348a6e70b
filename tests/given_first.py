"""What ``given`` offers, on version 1.0.0: rules are tested on the content that their published vectors are answers to."""

from __future__ import annotations

from functools import partial

from tests import given
from tests.given import (
    VECTORS,
    Answers,
    best_of,
    first_version,
    no_chance,
    only,
    poorest_of,
    skipped,
    valued,
    vector_answers,
    without,
)

questionnaire = first_version
answered = partial(given.answered, of=first_version())
items = partial(given.items, of=first_version())

__all__ = [
    "VECTORS",
    "Answers",
    "answered",
    "best_of",
    "items",
    "no_chance",
    "only",
    "poorest_of",
    "questionnaire",
    "skipped",
    "valued",
    "vector_answers",
    "without",
]
