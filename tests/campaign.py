"""How long a campaign of random trials lasts: a short, seeded form in every run, the whole one with `--long`."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import NamedTuple

MOST_TOLD = 20
"""Trials that went wrong before a campaign ends: more of them say no more."""


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

    def wrong(self, trial: Callable[[Random], str], name: str, rounds: int) -> list[str]:
        """Make so many trials; what each that went wrong said or raised, with the seed that makes it again."""
        found: list[str] = []
        for number in range(rounds):
            seed = f"{self.seed} {name} {number}"
            try:
                difference = trial(Random(seed))  # noqa: S311  (repeatable, not secret)
            except Exception as error:  # the point of a campaign
                difference = f"{type(error).__name__}: {error}"
            if difference:
                found.append(f"{seed}: {difference}"[:700])
            if len(found) >= MOST_TOLD:
                break
        return found
