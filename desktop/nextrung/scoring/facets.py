"""What the answers say facet by facet: what was picked, the next anchor up, and where there was no chance yet."""

from __future__ import annotations

from collections.abc import Mapping
from statistics import fmean

from msgspec import Struct

from nextrung.assessment.answer import Answer
from nextrung.questionnaire.constants import FormId
from nextrung.questionnaire.kinds import ScalePoint
from nextrung.questionnaire.model import Competency, Facet, Questionnaire
from nextrung.scoring.levels import self_report_items, unit


class FacetView(Struct, frozen=True):
    """One facet in detail: what was answered, what the next step up looks like, and whether it is backed by evidence.

    ``answer`` and ``frequency`` are labels of the scales, ``next_anchor`` the text one point above the rating and
    ``next_frequency`` the label one point above the frequency; each is empty where there is none.
    """

    competency: Competency
    facet: Facet
    answer: str
    frequency: str
    next_anchor: str
    next_frequency: str
    backed: bool


class ThinFacet(Struct, frozen=True):
    """A facet to start with; ``lowest`` where another one has higher answers, not where all are alike."""

    facet: Facet
    lowest: bool


class MissingChance(Struct, frozen=True):
    """A facet without a chance so far; the facet says how to get one."""

    competency: Competency
    facet: Facet


def facet_views(answers: Mapping[str, Answer], questionnaire: Questionnaire) -> tuple[FacetView, ...]:
    """One view for each facet, in the order of the questionnaire."""
    return tuple(
        _view(competency, facet, answers, questionnaire)
        for competency in questionnaire.competencies
        for facet in competency.facets
    )


def missing_chances(answers: Mapping[str, Answer], questionnaire: Questionnaire) -> tuple[MissingChance, ...]:
    """The facets with an item that had no chance yet."""
    found = []
    for competency in questionnaire.competencies:
        missing = {item.facet for item in competency.items() if item.id in answers and answers[item.id].no_chance}
        found += [MissingChance(competency, facet) for facet in competency.facets if facet.id in missing]
    return tuple(found)


def thinnest_facet(competency: Competency, form: FormId, answers: Mapping[str, Answer]) -> ThinFacet | None:
    """The facet whose rating and frequency answers are lowest on average, the first of equal ones; None without any."""
    units: dict[str, list[float]] = {}
    for item in self_report_items(competency, form):
        answer = answers.get(item.id)
        if answer is not None and answer.value is not None:
            units.setdefault(item.facet, []).append(unit(item, answer.value))
    if not units:
        return None
    means = {facet: fmean(given) for facet, given in units.items()}
    # ``min`` takes the first of equal ones: facets stand in the order of the questionnaire.
    first = min(means, key=means.__getitem__)
    return ThinFacet(competency.facet(first), lowest=max(means.values()) > means[first])


def _view(
    competency: Competency, facet: Facet, answers: Mapping[str, Answer], questionnaire: Questionnaire
) -> FacetView:
    scales = questionnaire.blueprint.scales
    evidence = None if competency.evidence is None else answers.get(competency.evidence.id)
    # Evidence is asked once for a competency; "nothing" is an answer too, and backs nothing.
    shown = evidence is not None and any(kind != "nothing" for kind in evidence.evidence)
    rating = next((item for item in competency.ratings if item.facet == facet.id and item.forms), None)
    value = _value(answers, rating.id) if rating else None
    frequency = next((item for item in competency.frequencies if item.facet == facet.id and item.forms), None)
    share = _value(answers, frequency.id) if frequency else None
    # Anchors count from 0 and points from 1, so the anchor at the answer's own number is the next one up.
    following = rating.anchors[int(value)] if rating and value is not None and value < len(rating.anchors) else ""
    return FacetView(
        competency,
        facet,
        answer=next((point.label for point in scales.rating if point.value == value), ""),
        frequency=next((point.label for point in scales.frequency if point.value == share), ""),
        next_anchor=following,
        next_frequency=_oftener(scales.frequency, share),
        backed=shown and value is not None and value >= questionnaire.blueprint.evidence_from_mean,
    )


def _oftener(points: tuple[ScalePoint, ...], share: float | None) -> str:
    above = [point for point in points if share is not None and point.value > share]
    return min(above, key=lambda point: point.value).label if above else ""


def _value(answers: Mapping[str, Answer], item: str) -> float | None:
    answer = answers.get(item)
    return answer.value if answer else None
