"""How well adverts are read: facets found on the held-out half of the labelled set, and the time for a long one.

The labels are drafts by the authors: two readers, of whom the second had seen neither the phrases nor the labels of the
first. The adverts are theirs, too, written to be clear: strangers' adverts will score lower.
"""

from __future__ import annotations

import random
import statistics
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from bench.measuring import Measurement, compare
from nextrung import typed_yaml
from nextrung.advert.phrases import phrases_for
from nextrung.advert.reading import read_advert
from nextrung.advert.words import words_in

FOLDER = Path(__file__).resolve().parent / "labelled_adverts"
WANTED = 0.75
"""Precision and recall that the held-out half is to reach."""
READERS = ("labels-first.yaml", "labels-second.yaml")
REDRAWS = 400
QUESTIONNAIRE = "ml-manager"


class LabelledAdvert(Struct, frozen=True):
    id: str
    kind: str
    text: str


class AdvertFile(Struct, frozen=True):
    version: str
    adverts: tuple[LabelledAdvert, ...]


class LabelFile(Struct, frozen=True):
    version: str
    labels: dict[str, str]


class Judged(Struct, frozen=True):
    """One advert: what was found in it, and what each reader labelled."""

    found: frozenset[str]
    labelled: tuple[frozenset[str], ...]


def judged(half: str) -> list[Judged]:
    """The adverts of one half (``held-out`` or ``tuning``), read."""
    phrases = phrases_for(QUESTIONNAIRE)
    labels = [typed_yaml.read(FOLDER / name, LabelFile).labels for name in READERS]
    adverts = typed_yaml.read(FOLDER / f"{half}.yaml", AdvertFile).adverts
    return [
        Judged(read_advert(one.text, phrases).facets, tuple(frozenset(of[one.id].split()) for of in labels))
        for one in adverts
    ]


def precision(adverts: Sequence[Judged]) -> float:
    """The share of what was found that a reader labelled, as the mean of both."""
    found = sum(len(one.found) for one in adverts)
    return statistics.mean(_hits(adverts, at) / found for at in range(len(READERS)))


def recall(adverts: Sequence[Judged]) -> float:
    """The share of what a reader labelled that was found, as the mean of both."""
    return statistics.mean(
        _hits(adverts, at) / sum(len(one.labelled[at]) for one in adverts) for at in range(len(READERS))
    )


def f1(adverts: Sequence[Judged]) -> float:
    return statistics.harmonic_mean((precision(adverts), recall(adverts)))


def kappa(adverts: Sequence[Judged]) -> float:
    """Cohen's kappa of the two readers over every facet of every advert."""
    cells = len(adverts) * len(phrases_for(QUESTIONNAIRE).facets)
    both = sum(len(one.labelled[0] & one.labelled[1]) for one in adverts)
    first, second = (sum(len(one.labelled[at]) for one in adverts) for at in range(len(READERS)))
    agreed = (both + cells - (first + second - both)) / cells
    by_chance = (first * second + (cells - first) * (cells - second)) / cells**2
    return (agreed - by_chance) / (1 - by_chance)


def _hits(adverts: Sequence[Judged], at: int) -> int:
    return sum(len(one.found & one.labelled[at]) for one in adverts)


def _base_rate(adverts: Sequence[Judged]) -> float:
    """The share of facets that are labelled: the precision, recall and F1 of guessing at that rate."""
    cells = len(adverts) * len(phrases_for(QUESTIONNAIRE).facets) * len(READERS)
    return sum(len(one) for advert in adverts for one in advert.labelled) / cells


def _share(name: str, value: Callable[[Sequence[Judged]], float], adverts: Sequence[Judged], limit: str) -> Measurement:
    draw = random.Random(1)  # noqa: S311
    redrawn = [value(draw.choices(adverts, k=len(adverts))) for _ in range(REDRAWS)]
    low, _, high = statistics.quantiles(redrawn, n=4)
    guess = _base_rate(adverts)
    return Measurement(f"adverts held out: {name}", "guessing at random", value(adverts), guess, (low, high), limit, "")


def measure() -> Iterator[Measurement]:
    adverts = judged("held-out")
    yield _share("precision of facets", precision, adverts, f"at least {WANTED}")
    yield _share("recall of facets", recall, adverts, f"at least {WANTED}")
    yield _share("F1 of facets", f1, adverts, "more is better")
    yield _share("agreement of both readers, kappa", kappa, adverts, "more is better")
    phrases = phrases_for(QUESTIONNAIRE)
    texts = [one.text for one in typed_yaml.read(FOLDER / "tuning.yaml", AdvertFile).adverts]
    text = " ".join("\n\n".join(texts).split(" ")[:1_000])

    def read() -> None:
        read_advert(text, phrases)

    def part() -> None:
        list(words_in(text, 0, len(text)))

    yield compare("advert of 1,000 words read", read, "its words alone", part, rounds=40, limit="at most 50 ms")
