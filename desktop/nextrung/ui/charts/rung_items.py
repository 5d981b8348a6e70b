"""What the salary chart is made of: lines with their bars and marks, and what can be picked on it."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor, log10
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

Look = Literal[
    "published", "matched", "estimate", "ends", "advertised", "reference", "official", "reckoned", "converted", "local"
]
"""How a bar is painted. Only ``matched`` and ``estimate`` have soft ends; ``reckoned`` is an official estimate."""

MarkLook = Literal["figure", "advert", "thin", "own"]
"""A published figure, adverts for managers, few of them, or an own figure."""


class AmountMark(Struct, frozen=True):
    """One amount on a line: what a screen reader says (``name``), and the short ``label`` above or below it."""

    id: str
    amount: float
    name: str
    label: str
    look: MarkLook
    above: bool = False
    old: bool = False
    beyond: Literal["", "left", "right"] = ""
    """At which edge it is drawn when it lies outside the chart."""

    def within(self, lowest: float, highest: float) -> AmountMark:
        """The mark where it is drawn: an own figure at an edge when it lies beyond."""
        if self.look != "own" or lowest <= self.amount <= highest:
            return self
        return replace(self, amount=min(max(self.amount, lowest), highest), beyond=_side(self.amount < lowest))


def _side(below: bool) -> Literal["left", "right"]:
    return "left" if below else "right"


class PayBar(Struct, frozen=True):
    """A bar from ``low`` to ``high``, its typical figure (or two), and where the error of an estimate ends."""

    low: float
    high: float
    typical_low: float | None = None
    typical: float | None = None
    soft_low: float | None = None
    soft_high: float | None = None

    @property
    def extent(self) -> tuple[float, float]:
        """From where to where anything of it is drawn."""
        return (
            self.low if self.soft_low is None else self.soft_low,
            self.high if self.soft_high is None else self.soft_high,
        )


class PayLine(Struct, frozen=True):
    """One line of the chart: name and details on the left, a bar, a thin line (``tail``), marks, and words beside it.

    ``id`` is the figure that a click on it traces. A rule is drawn before the first line of each ``group``.
    """

    id: str
    name: str
    detail: str
    spoken: str
    look: Look
    group: int
    bar: PayBar | None = None
    tail: tuple[float, float] | None = None
    marks: tuple[AmountMark, ...] = ()
    aside: str = ""
    strong: bool = False
    old: bool = False

    @property
    def extent(self) -> tuple[float, float]:
        """From where to where anything is drawn on it, own figures apart."""
        ends = [mark.amount for mark in self.marks if mark.look != "own"]
        for span in (self.bar.extent if self.bar else None, self.tail):
            ends += span or ()
        return (min(ends), max(ends)) if ends else (0.0, 0.0)


class ChartFrame(Struct, frozen=True):
    """Amounts at the edges of the chart and at the first and last tick, the amount in a pixel, and the currency."""

    left: float
    right: float
    first: float
    last: float
    per_pixel: float
    currency: str


class LinePlacement(Struct, frozen=True):
    """Where a line stands, in pixels from the top: its bar, what is above and below, and the tiers of its labels."""

    top: float
    bar: float
    bottom: float
    tiers: tuple[int, ...]


def nice_step(rough: float) -> float:
    """The least of 1, 2.5, 5 or 10 times a power of ten that is not below ``rough``; such steps have short labels."""
    # all amounts alike leave a range of nothing, of which there is no logarithm
    power = 10.0 ** floor(log10(rough)) if rough > 0 else 1.0
    return next(step * power for step in (1, 2.5, 5, 10) if step * power >= rough)


class HitAreas(Struct, frozen=True):
    """Everything that can be picked, in the order of the keyboard: ids, names, and where it stands."""

    ids: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    at: tuple[tuple[float, float], ...] = ()
    spans: tuple[tuple[float, float] | None, ...] = ()
    """Top and bottom of a line; None for a mark."""

    @classmethod
    def of(cls, lines: Sequence[PayLine], places: Sequence[LinePlacement]) -> HitAreas:
        """Every line that can be picked as a whole, each followed by its marks."""
        found: list[tuple[str, str, tuple[float, float], tuple[float, float] | None]] = []
        for line, place in zip(lines, places, strict=True):
            low, high = line.extent
            middle = line.bar.typical if line.bar and line.bar.typical is not None else (low + high) / 2
            if line.id:
                found.append((line.id, line.spoken, (middle, place.bar), (place.top, place.bottom)))
            found += [(mark.id, mark.name, (mark.amount, place.bar), None) for mark in line.marks]
        return cls(*(tuple(one[part] for one in found) for part in range(4)))  # type: ignore[arg-type]

    def position(self, figure: str) -> int:
        """Where a figure stands in the order; -1 when it is not there."""
        return self.ids.index(figure) if figure in self.ids else -1

    def nearest(self, x: float, y: float, near: tuple[float, float]) -> int | None:
        """The mark within ``near`` (across, down) of a point, else the line that holds it."""
        every = range(len(self.ids))
        # a mark lies on the bar of its line and is the smaller target, so it is looked for first
        marks = [
            one
            for one in every
            if self.spans[one] is None and abs(self.at[one][0] - x) <= near[0] and abs(self.at[one][1] - y) <= near[1]
        ]
        if marks:
            return min(marks, key=lambda one: abs(self.at[one][0] - x))
        held = ((one, self.spans[one]) for one in every)
        return next((one for one, span in held if span is not None and span[0] <= y <= span[1]), None)
