"""What the rating pages show, built from a round of ratings. No Qt."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from nextrung.people.rating import CoachRating
from nextrung.questionnaire.kinds import Rating
from nextrung.questionnaire.model import Questionnaire
from nextrung.scoring.levels import POINTS_PER_LEVEL
from nextrung.scoring.other_view import Standing, coach_scores, difference_error, single_rater_error, two_views
from nextrung.scoring.result import Result
from nextrung.scoring.statements import is_draft


class AnchorOption(Struct, frozen=True):
    """One anchor to pick: its value and text; what the point is called would judge before the text is read."""

    value: float
    text: str
    chosen: bool


class RatingState(Struct, frozen=True):
    """One item to rate; ``number`` counts from 1 and is the one progress of the page."""

    name: str
    item: str
    area: str
    stem: str
    points: tuple[AnchorOption, ...]
    third_person: bool
    """Whether the words are about the person; older versions have only those that the person reads."""
    not_seen: bool
    answered: bool
    number: int
    total: int
    first: bool
    last: bool


class ViewRow(Struct, frozen=True):
    """One area as both see it. Levels are 1.0 to 5.0; ``difference`` is coach minus self."""

    area: str
    own: float | None
    own_range: tuple[float, float] | None
    coach: float | None
    coach_range: tuple[float, float] | None
    target: float | None
    difference: float | None
    standing: Standing | None
    seen: int
    asked: int


class ViewsState(Struct, frozen=True):
    """Both views beside each other, the widest difference first.

    ``rater_range`` is half the range of one rater, in levels. Without an assessment of the person, only the coach's
    side is known.
    """

    name: str
    rated_at: str
    assessed_at: str | None
    role: str
    rater_range: float
    named_from: float | None
    """The difference in levels from which two views of an area are called different; None without own levels."""
    rows: tuple[ViewRow, ...]
    draft: bool
    """Whether no pilot has tested the questions or constants behind the levels yet."""

    @property
    def compared(self) -> int:
        """How many areas have a level on both sides."""
        return sum(row.standing is not None for row in self.rows)


def rating(round_: CoachRating, items: Sequence[Rating], content: Questionnaire, item: str, name: str) -> RatingState:
    """The state of one item of a round."""
    at = next(number for number, one in enumerate(items) if one.id == item)
    one = items[at]
    given = round_.given.get(item)
    words = one.observed.about(name) if one.observed else one
    points = tuple(
        AnchorOption(float(value), text, chosen=given == value) for value, text in enumerate(words.anchors, start=1)
    )
    return RatingState(
        name=name,
        item=item,
        area=content.competency_of[item].name,
        stem=words.stem,
        points=points,
        third_person=one.observed is not None,
        not_seen=item in round_.given and given is None,
        answered=item in round_.given,
        number=at + 1,
        total=len(items),
        first=at == 0,
        last=at == len(items) - 1,
    )


def start_at(round_: CoachRating, items: Sequence[Rating]) -> str:
    """The item to go on with: the one last shown, or the first that is not rated."""
    ids = [item.id for item in items]
    if round_.position in ids:
        return str(round_.position)
    return next((one for one in ids if one not in round_.given), ids[0])


def views(
    round_: CoachRating, content: Questionnaire, result: Result | None, assessed_at: str | None, name: str
) -> ViewsState:
    """Both views of a person; without a ``result`` the coach's alone. ``assessed_at`` is ISO 8601, UTC."""
    rules = content.scoring
    reach = rules.range_z * single_rater_error(rules.raters) / POINTS_PER_LEVEL
    rows: tuple[ViewRow, ...]
    if result is None:
        scores = coach_scores(round_.given, content)
        rows = tuple(
            ViewRow(
                content.competencies_by_id[one].name,
                None,
                None,
                score.level,
                score.range,
                None,
                None,
                None,
                score.seen,
                score.asked,
            )
            for one, score in scores.items()
        )
    else:
        names = result.questionnaire.competencies_by_id
        rows = tuple(
            ViewRow(
                names[one.competency].name,
                one.own,
                one.own_range,
                one.coach.level,
                one.coach.range,
                one.target,
                one.difference,
                one.standing,
                one.coach.seen,
                one.coach.asked,
            )
            for one in two_views(result, round_.given)
        )
    role = result.role.name if result else ""
    return ViewsState(
        name=name,
        rated_at=round_.completed_at or round_.started_at,
        assessed_at=assessed_at,
        role=role,
        rater_range=reach,
        named_from=_named_from(result),
        rows=rows,
        draft=is_draft(content) or (result is not None and is_draft(result.questionnaire)),
    )


def _named_from(result: Result | None) -> float | None:
    """The smallest limit among the areas; an area with fewer answers has a higher one."""
    errors = [one.se for one in result.competencies.values() if one.se is not None] if result else []
    if result is None or not errors:
        return None
    raters = result.questionnaire.scoring.raters
    return raters.difference_z * difference_error(min(errors), raters)
