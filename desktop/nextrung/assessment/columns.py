"""Answers of many assessments at once, as columns: what the store reads for a group and the group works with."""

from __future__ import annotations

from array import array

from msgspec import Struct

NO_CHANCE = -1.0
"""Stands for *no chance yet* among the values; every other value is 0 or more."""


class AnswerColumns(Struct, frozen=True, eq=False):
    """Three numbers an answer, one after the other: which assessment, which item (places in the tuples), and its value.

    A rating has 1 to 5, a frequency its share, a choice the code point of its option key, *no chance yet* has
    ``NO_CHANCE``. Skipped items and items not reached have no entry.
    """

    triples: array[float]
    records: tuple[str, ...]
    items: tuple[str, ...]
