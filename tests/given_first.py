"""What ``given`` offers, on version 1.0.0: the content that the published vectors are answers to."""

from __future__ import annotations

from functools import partial

from tests import given
from tests.given import (
    FIRST_TIME,
    PROJECT,
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

ML_MANAGER = given.FIRST_VERSION
questionnaire = first_version
answered = partial(given.answered, of=first_version())
items = partial(given.items, of=first_version())

__all__ = [
    "FIRST_TIME",
    "ML_MANAGER",
    "PROJECT",
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
