"""What the page of evidence shows, built from the map of a role. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from msgspec import Struct

from nextrung.evidence.coverage import AreaCoverage, newest_first
from nextrung.evidence.example import PARTS, WorkExample
from nextrung.evidence.gathering import FROM_ANSWER, FROM_STEP
from nextrung.evidence.questions import AskedQuestion
from nextrung.questionnaire.model import Questionnaire, Role
from nextrung.shown import beginning

ALL = "all"
"""The row of the map that stands for every area."""
ELSEWHERE = ""
"""The row for examples of no area of the questionnaire."""
LONGEST_SHOWN = 20_000
"""Characters of a part that the page shows; a form shows the whole of it."""


class CoverageRow(Struct, frozen=True):
    """One row of the map: ``name`` is that of the area, empty for the rows that stand for all and for no area."""

    id: str
    name: str
    count: int
    newest: date | None
    target: float | None
    missing: bool
    """Whether there is nothing to show for it, while there is something for other areas."""


class ExampleRow(Struct, frozen=True):
    """One example in the list: ``facet`` is a name."""

    id: str
    title: str
    facet: str
    day: date | None


class ExampleView(Struct, frozen=True):
    """One example in full: names of its area, facet and kind, and its parts by name."""

    example: WorkExample
    area: str
    facet: str
    kind: str
    parts: tuple[tuple[str, str], ...]
    source: str
    """*answer*, *step*, or empty where it was written here."""


class LikelyRow(Struct, frozen=True):
    """One likely question: ``facet`` is an id and ``side`` its name, ``titles`` are those of examples of that side."""

    id: str
    ask: str
    good: tuple[str, ...]
    facet: str
    side: str
    titles: tuple[str, ...]


class EvidenceState(Struct, frozen=True):
    """The whole page. ``shown`` counts the areas with something to show, of ``of`` areas; ``role`` is a name."""

    areas: tuple[CoverageRow, ...]
    chosen: str
    rows: tuple[ExampleRow, ...]
    total: int
    shown: int
    of: int
    role: str
    can_undo: bool = False


def build(
    areas: Sequence[AreaCoverage],
    content: Questionnaire,
    role: Role,
    chosen: str,
    mask: Callable[[str], str] = str,
    *,
    can_undo: bool = False,
) -> EvidenceState:
    """The page with the examples of the row ``chosen``; titles are seen through ``mask``."""
    named = [one for one in areas if one.competency]
    everything = newest_first(example for one in areas for example in one.examples)
    days = [one.newest for one in areas if one.newest is not None]
    rows = [CoverageRow(ALL, "", len(everything), max(days, default=None), None, missing=False)]
    # before there is anything at all, every area would cry out, and the page would only discourage
    rows += [_row(one, content, begun=bool(everything)) for one in areas]
    if chosen not in [one.id for one in rows]:
        chosen = ALL
    listed = everything
    if chosen != ALL:
        listed = next(one.examples for one in areas if one.competency == chosen)
    names = facet_names(content)
    return EvidenceState(
        areas=tuple(rows),
        chosen=chosen,
        rows=tuple(ExampleRow(one.id, mask(one.title), names.get(one.facet, ""), one.day) for one in listed),
        total=len(everything),
        shown=sum(bool(one.examples) for one in named),
        of=len(named),
        role=role.name if role.targets else "",
        can_undo=can_undo,
    )


def _row(area: AreaCoverage, content: Questionnaire, *, begun: bool) -> CoverageRow:
    known = content.competencies_by_id.get(area.competency)
    return CoverageRow(
        area.competency,
        known.name if known else "",
        len(area.examples),
        area.newest,
        area.target,
        missing=area.is_missing and begun,
    )


def questions(
    asked: Sequence[AskedQuestion],
    examples: Iterable[WorkExample],
    content: Questionnaire,
    chosen: str,
    mask: Callable[[str], str] = str,
) -> tuple[LikelyRow, ...]:
    """The likely questions of the row ``chosen``, each with the examples of the side of an area that it is about."""
    names, titles = facet_names(content), dict[str, list[str]]()
    for one in newest_first(examples):
        titles.setdefault(one.facet, []).append(mask(one.title))
    return tuple(
        LikelyRow(
            one.question.id,
            one.question.ask,
            one.question.good,
            one.facet,
            names.get(one.facet, ""),
            tuple(titles.get(one.facet, ())),
        )
        for one in asked
        if chosen in (ALL, one.competency)
    )


def facet_names(content: Questionnaire) -> dict[str, str]:
    """The names of all facets, by id."""
    return {facet.id: facet.name for one in content.competencies for facet in one.facets}


def view(example: WorkExample, content: Questionnaire, mask: Callable[[str], str] = str) -> ExampleView:
    """One example to look at; what a person wrote in it is seen through ``mask``."""
    area = next((one.name for one in content.competencies for facet in one.facets if facet.id == example.facet), "")
    kinds = {kind.id: kind.label for kind in content.blueprint.scales.evidence}
    texts = [(name, getattr(example, name)) for name in (*PARTS, "confirmed_by")]
    # a note belongs to what was gathered: nobody misses one in an example that was written here
    parts = tuple((name, mask(beginning(text, LONGEST_SHOWN))) for name, text in texts if text or name != "note")
    return ExampleView(
        example,
        area,
        facet_names(content).get(example.facet, ""),
        kinds.get(example.kind, ""),
        parts,
        _source(example.origin),
    )


def _source(origin: str) -> str:
    if origin.startswith(FROM_ANSWER):
        return "answer"
    return "step" if origin.startswith(FROM_STEP) else ""
