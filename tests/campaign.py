"""How long a campaign of random trials lasts: a short, seeded form in every run, the whole one with `--long`."""

from __future__ import annotations

from random import Random
from typing import NamedTuple


class Campaign(NamedTuple):
    """What a campaign may do in this run of the tests."""

    is_long: bool
    seed: int

    def rounds(self, short: int, long: int) -> int:
        """Return how many trials to make: ``short`` in an ordinary run, ``long`` with `--long`."""
        return long if self.is_long else short

    def random(self) -> Random:
        """Return the source of all that is random in a campaign: the same numbers for the same seed."""
        return Random(self.seed)  # noqa: S311 - trials must be repeatable, not secret
