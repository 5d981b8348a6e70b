"""How the benchmarks measure: thing and floor in turns, in one run, so that a noisy machine troubles both alike."""

from __future__ import annotations

import gc
import importlib
import random
import statistics
import time
from collections.abc import Callable

from msgspec import Struct


class Measurement(Struct, frozen=True):
    """Median times of a thing and of its floor, and the quartiles of the thing; in milliseconds, or in ``unit``."""

    name: str
    floor_name: str
    milliseconds: float
    floor: float
    quartiles: tuple[float, float]
    limit: str
    unit: str = "ms"

    @property
    def ratio(self) -> float:
        return self.milliseconds / self.floor

    def __str__(self) -> str:
        low, high = self.quartiles
        spread = f"{self.milliseconds:.2f} {self.unit} ({low:.2f} to {high:.2f})"
        floor = f"floor {self.floor:.2f} {self.unit}"
        return f"{self.name}: {self.ratio:.2f} x {self.floor_name}; {spread}, {floor}; {self.limit}"

    def row(self) -> str:
        """A row of the table of results."""
        low, high = self.quartiles
        spread = f"{low:.2f} to {high:.2f}"
        numbers = f"{self.ratio:.2f} | {self.milliseconds:.2f} {self.unit} | {spread} | {self.floor:.2f} {self.unit}"
        return f"| {self.name} | {self.floor_name} | {numbers} | {self.limit} |"


def compare(
    name: str,
    thing: Callable[[], object],
    floor_name: str,
    floor: Callable[[], object],
    *,
    rounds: int,
    limit: str,
    between: Callable[[], object] | None = None,
) -> Measurement:
    """Run thing and floor in turns, either of them first by chance; each call is one sample.

    ``between`` is called before each, unmeasured: it waits for what an earlier one left to the background.
    """
    thing()
    floor()
    times: tuple[list[float], list[float]] = ([], [])
    pair = list(zip(times, (thing, floor), strict=True))
    order = random.Random(1)  # noqa: S311
    gc.collect()
    for _ in range(rounds):
        order.shuffle(pair)
        for samples, call in pair:
            if between is not None:
                between()
            start = time.perf_counter()
            call()
            samples.append((time.perf_counter() - start) * 1000)
    low, median, high = statistics.quantiles(times[0], n=4)
    return Measurement(name, floor_name, median, statistics.median(times[1]), (low, high), limit)


def measured(name: str) -> list[str]:
    """Measure one benchmark; rows of the table of results."""
    rows = []
    for measurement in importlib.import_module(f"bench.{name}").measure():
        print(measurement, flush=True)
        rows.append(measurement.row())
    return rows
