"""Several adverts together: which facets how many of them ask for, what all agree on, and what none mentions."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from nextrung.advert.reading import AdvertReading
from nextrung.questionnaire.model import Questionnaire


class AskedFacet(Struct, frozen=True):
    """A facet, and the places of the adverts that ask for it."""

    facet: str
    adverts: tuple[int, ...]

    @property
    def asked_in(self) -> int:
        """How many adverts ask for it."""
        return len(self.adverts)


class SeveralAdverts(Struct, frozen=True):
    """What several adverts ask for, most frequent first."""

    number: int
    asked: tuple[AskedFacet, ...]
    none_asks: tuple[str, ...]
    """Facets that none of them mentions, in the order of the questionnaire."""

    @property
    def all_ask(self) -> tuple[str, ...]:
        """The facets that every advert asks for."""
        return tuple(one.facet for one in self.asked if one.asked_in == self.number)


def together(readings: Sequence[AdvertReading], questionnaire: Questionnaire) -> SeveralAdverts:
    """What these adverts ask for together."""
    facets = [facet.id for competency in questionnaire.competencies for facet in competency.facets]
    asked = [AskedFacet(facet, tuple(at for at, one in enumerate(readings) if facet in one.facets)) for facet in facets]
    by_number = sorted((one for one in asked if one.adverts), key=lambda one: -one.asked_in)
    return SeveralAdverts(len(readings), tuple(by_number), tuple(one.facet for one in asked if not one.adverts))
