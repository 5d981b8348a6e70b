"""The part of a report that says how others see it. Pure: from what is shown already, never from replies."""

from __future__ import annotations

from msgspec import Struct

from nextrung.report.audience import OWN_EYES, Audience
from nextrung.report.material import ViewsOfOthers
from nextrung.views.invitation import Part
from nextrung.views.picture import AreaViews, Comparison, RaterGroupView, talk_about
from nextrung.views.spread import Agreement


class OthersRow(Struct, frozen=True):
    """How a group of raters, or the manager alone, sees one area, beside the person's own level. In levels.

    ``low`` and ``high`` are the likely range of ``level``; of three to five raters there is no level, and they are the
    band of one level in which the mean lies.
    """

    area: str
    name: str
    own: float | None
    target: float | None
    part: Part
    raters: int
    level: float | None
    low: float | None
    high: float | None
    agreement: Agreement | None
    comparison: Comparison | None


class OthersExample(Struct, frozen=True):
    """An example in the words of others: of which area, of which group."""

    area: str
    name: str
    part: Part
    text: str


class Others(Struct, frozen=True):
    """What is shown of a round of views of others; never blended into levels or match."""

    asked_at: str
    minimum: int
    rows: tuple[OthersRow, ...]
    """By how far the views lie apart."""
    talk: tuple[OthersRow, ...]
    """The widest differences that can be told."""
    hidden: tuple[str, ...]
    """Names of the areas of which nothing is shown."""
    examples: tuple[OthersExample, ...]
    """Only in a report that the person alone reads."""


def others(found: ViewsOfOthers, audience: Audience) -> Others:
    """What a report for an audience says of it."""
    rows = {
        (one.competency, view.part): _row(found.names[one.competency], one, view)
        for one in found.picture.areas
        for view in one.views
    }
    # the form promised whoever wrote an example that the person reads it, and nobody else
    said = found.picture.words if audience in OWN_EYES else ()
    return Others(
        found.asked_at,
        found.minimum,
        tuple(rows.values()),
        tuple(rows[one.competency, one.part] for one in talk_about(found.picture)),
        tuple(found.names[one.competency] for one in found.picture.areas if not one.views),
        tuple(OthersExample(one.competency, found.names[one.competency], one.part, one.text) for one in said),
    )


def _row(name: str, area: AreaViews, view: RaterGroupView) -> OthersRow:
    low, high = view.range or view.band or (None, None)
    return OthersRow(
        area.competency,
        name,
        area.own,
        area.target,
        view.part,
        view.raters,
        view.level,
        low,
        high,
        view.agreement,
        view.comparison,
    )
