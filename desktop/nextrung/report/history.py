"""The history part of a report: all finished assessments on one scale, and the change since the one before."""

from __future__ import annotations

from collections.abc import Mapping

from nextrung.report.material import Finished, Material
from nextrung.report.model import History, Move, PastAssessment
from nextrung.scoring.change import Shift, change, weeks_between
from nextrung.scoring.levels import CompetencyScore, level_of, score_competency
from nextrung.scoring.match import asks_alike, match
from nextrung.scoring.over_time import on_one_scale, overall_level
from nextrung.scoring.quality import quality
from nextrung.scoring.reasons import match_notes
from nextrung.scoring.result import overall


def history(material: Material) -> History | None:
    """The history up to this assessment; None when it is the first."""
    if not material.earlier:
        return None
    sides = (*material.earlier, material.finished)
    own = [_scores(side) for side in sides]
    grades = [quality(side.form, side.answers, side.content, side.seen).grade for side in sides]
    this = sides[-1]
    # Another form is another scale, and a pattern that needs care draws no point; this one is always drawn.
    drawn = [at for at, side in enumerate(sides) if side.form == this.form and (grades[at] != "low" or side is this)]
    scaled, _ = on_one_scale([sides[at] for at in drawn], [own[at] for at in drawn])
    points = {
        at: overall_level(scores, sides[at].content.scoring.range_z)
        for at, scores in zip(drawn, scaled, strict=True)
        if scores is not None
    }
    entries = []
    for at, side in enumerate(sides):
        mean = overall(own[at]).score
        found = None
        # A role that asks for other areas has no match there; one over what both share would be another number.
        if not material.role.targets or asks_alike(side.content, material.role):
            found = match(own[at], material.role, side.content.scoring)
        entries.append(
            PastAssessment(
                side.completed_at,
                side.form,
                side.content.version,
                found.value if found else None,
                None if mean is None else level_of(mean),
                grades[at],
                side is this,
                points.get(at),
                match_notes(found, side.content) if found else None,
            )
        )
    return _with_change(material, tuple(entries))


def _with_change(material: Material, entries: tuple[PastAssessment, ...]) -> History:
    before, this = material.compared, material.finished
    if before is None:
        return History(entries=entries, since="", basis=None, too_close=False, weeks_apart=0, moves=())
    found = change(before, this)
    weeks = this.content.scoring.change.weeks_apart
    names = {one.id: one.name for one in this.content.competencies}
    moves = [_move("", "", found.overall), *(_move(key, names[key], one) for key, one in found.competencies.items())]
    return History(
        entries=entries,
        since=before.completed_at,
        basis=found.basis,
        too_close=weeks_between(before.completed_at, this.completed_at) < weeks,
        weeks_apart=weeks,
        moves=tuple(moves) if found.basis else (),
    )


def _move(key: str, name: str, shift: Shift) -> Move:
    before, after = (None if one is None else level_of(one) for one in (shift.before, shift.after))
    return Move(key, name, before, after, shift.call)


def _scores(side: Finished) -> Mapping[str, CompetencyScore]:
    questionnaire = side.content
    return {one.id: score_competency(one, side.form, side.answers, questionnaire) for one in questionnaire.competencies}
