"""What a coach may open a conversation with, from one result. The same material gives the same points."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from itertools import groupby

from msgspec import Struct

from nextrung.assessment.answer import Answer
from nextrung.evidence.questions import questions_for
from nextrung.scoring.facets import missing_chances, thinnest_facet
from nextrung.scoring.judgement import Response
from nextrung.scoring.result import Result


class TalkGap(Struct, frozen=True):
    """An area to work on first: the facet whose answers are lowest, and a question about it (empty: none is known)."""

    area: str
    facet: str
    question: str


class TalkChoices(Struct, frozen=True):
    """In one area: ``count`` of the ``total`` situations and checks whose answer says how sure it was."""

    area: str
    count: int
    total: int


class Talk(Struct, frozen=True):
    """Points to talk about. Areas stand by id, choices with the most first; what there is nothing of is empty."""

    gaps: tuple[TalkGap, ...]
    chances: tuple[tuple[str, tuple[str, ...]], ...]
    """Areas with the names of the facets in which the person had no chance yet."""
    skipped: tuple[tuple[str, int], ...]
    """Areas with the number of questions skipped."""
    unsure: tuple[TalkChoices, ...]
    """Choices made with one of the ``unsure_labels``."""
    sure_off: tuple[TalkChoices, ...]
    """Of the choices made with one of the ``sure_labels``, those where another option is keyed as best."""
    unsure_labels: tuple[str, ...]
    sure_labels: tuple[str, ...]

    @property
    def empty(self) -> bool:
        """Whether there is nothing to talk about."""
        return not (self.gaps or self.chances or self.skipped or self.unsure or self.sure_off)


def talk(result: Result, answers: Mapping[str, Answer], *, judgement: bool) -> Talk:
    """What there is to talk about; how sure choices were only where ``judgement`` is part of the report."""
    content = result.questionnaire
    scale = content.blueprint.scales.confidence
    # The middle one of an odd number is neither: nobody can tell which side its words lean to.
    half = len(scale) // 2
    unsure, sure = scale[:half], scale[len(scale) - half :]
    given = result.responses if judgement else ()
    rated = [one for one in given if one.confidence_id is not None]
    surely = [one for one in rated if one.confidence_id in {point.id for point in sure}]
    unsurely = {one.item for one in rated if one.confidence_id in {point.id for point in unsure}}
    missing = groupby(missing_chances(answers, content), key=lambda one: one.competency.id)
    return Talk(
        gaps=_gaps(result, answers),
        chances=tuple((area, tuple(one.facet.name for one in facets)) for area, facets in missing),
        skipped=_skipped(result, answers),
        unsure=_choices(rated, unsurely),
        sure_off=_choices(surely, {one.item for one in surely if not one.hit}),
        unsure_labels=tuple(point.label for point in unsure),
        sure_labels=tuple(point.label for point in sure),
    )


def _gaps(result: Result, answers: Mapping[str, Answer]) -> tuple[TalkGap, ...]:
    if not result.focus:
        return ()
    known, found = questions_for(result.questionnaire.id).facets, []
    for area in result.focus:
        thin = thinnest_facet(result.questionnaire.competencies_by_id[area], result.form, answers)
        if thin is not None:
            asked = known.get(thin.facet.id, ())
            found.append(TalkGap(area, thin.facet.name, asked[0].ask if asked else ""))
    return tuple(found)


def _skipped(result: Result, answers: Mapping[str, Answer]) -> tuple[tuple[str, int], ...]:
    content = result.questionnaire
    left = [
        content.competency_of[item.id].id
        for item in content.scored_items[result.form]
        if item.id in answers and answers[item.id].skipped
    ]
    return tuple((area, left.count(area)) for area in dict.fromkeys(left))


def _choices(of: Iterable[Response], meant: Collection[str]) -> tuple[TalkChoices, ...]:
    counts: dict[str, list[bool]] = {}
    for one in of:
        counts.setdefault(one.competency, []).append(one.item in meant)
    found = [TalkChoices(area, sum(hits), len(hits)) for area, hits in counts.items() if any(hits)]
    return tuple(sorted(found, key=lambda one: -one.count))
