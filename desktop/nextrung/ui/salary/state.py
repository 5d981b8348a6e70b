"""What the salary page shows: the rungs, how far away each is, and the published figures. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from nextrung.salary.bands import rung_band
from nextrung.salary.figures import published_figures
from nextrung.salary.ladder import Standing, climb
from nextrung.salary.model import Choice, Figure, SalaryData
from nextrung.scoring.match import Match


@dataclass(frozen=True, slots=True)
class RungState:
    """One rung: its pay in dollars a year as shown (middle half and typical) and the match to its role profile."""

    id: str
    name: str
    match: float | None
    low: float
    typical: float
    high: float
    standing: Standing
    error_words: str


@dataclass(frozen=True, slots=True)
class SalaryState:
    """The rungs, highest first, and the published figures in rising order."""

    rungs: tuple[RungState, ...]
    figures: tuple[Figure, ...]
    scored: bool
    """Whether there is a result that rungs can be compared with."""

    @property
    def in_short(self) -> str:
        """The pay of the highest rung matched and of the next one, such as ``$170k–$265k · next $200k–$320k``."""
        matched = next((rung for rung in self.rungs if rung.standing == "matched"), None)
        following = next((rung for rung in self.rungs if rung.standing == "next"), None)
        return " · ".join(f"{rung.name} {pay_range(rung)}" for rung in (matched, following) if rung)


def pay_range(rung: RungState) -> str:
    """The middle half of a rung as shown."""
    return f"{thousands(rung.low)}–{thousands(rung.high)}"


def thousands(amount: float) -> str:
    """An amount in thousands of dollars."""
    return f"${amount / 1000:.0f}k"


def build(data: SalaryData, matches: Mapping[str, Match] | None) -> SalaryState:
    """The state for the United States as published; ``matches`` by role id, None without a result."""
    rungs = [rung for rung in data.rungs.values() if rung.step is not None]
    found = {role: (match.value, match.band) for role, match in (matches or {}).items()}
    states = []
    for rung, climbed in zip(rungs, climb(rungs, found).rungs, strict=True):
        band = rung_band(data, rung.id, Choice())
        shown = band.display
        states.append(
            RungState(
                rung.id,
                rung.name,
                climbed.value,
                shown.low,
                shown.typical,
                shown.high,
                climbed.standing,
                band.error_words,
            )
        )
    figures = tuple(sorted(published_figures(data), key=lambda figure: figure.amount))
    scored = any(rung.match is not None for rung in states)
    return SalaryState(tuple(reversed(states)), figures, scored)
