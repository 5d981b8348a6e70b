"""What a result lets somebody say: every conditional sentence about it is chosen by one of these, in every language.

Each value names the very condition that its sentence states, so that no sentence is chosen from another one. Pure.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Literal

from nextrung import rounding
from nextrung.assessment.answer import Answer
from nextrung.questionnaire.constants import FormId
from nextrung.questionnaire.model import Competency, Questionnaire
from nextrung.scoring.gaps import Likelihood
from nextrung.scoring.judgement import Calibration, Judgement
from nextrung.scoring.levels import Status, self_report_items, unit

Lack = Literal["no_chance", "not_enough", "both"]
"""Why areas have no level: little chance in each of them, too few answers in each, or some of either."""
NoFocus = Literal["no_role", "none_named", "none_of_scored", "no_chance", "not_enough", "both"]
"""Why nothing is named to work on: no targets, no gap in any area, none in those with a level, or why none has one."""
Verdict = Literal["reached", "slight", "possible", "likely"]
"""A level against its target at or above it, too little or too unsure below, or a gap."""
Sureness = Literal["few", "not_said", "few_said", "surer_than_right", "righter_than_sure", "no_clear_difference"]
"""What calibration says: too few answers, none or too few with a confidence, a message, or no clear difference."""


def lack(statuses: Collection[Status]) -> Lack | None:
    """Why those without a level have none; None when all have one."""
    missing = {one for one in statuses if one != "scored"}
    # Both reasons at once need words of their own: neither alone would be true of all.
    if len(missing) > 1:
        return "both"
    if not missing:
        return None
    return "no_chance" if "no_chance" in missing else "not_enough"


def no_focus(statuses: Collection[Status], *, asked: bool) -> NoFocus:
    """Why nothing is named to work on, given that nothing is; ``asked`` says whether the role asks for anything."""
    if not asked:
        return "no_role"
    why = lack(statuses)
    if why is None:
        return "none_named"
    return "none_of_scored" if "scored" in statuses else why


def verdict(level: float | None, target: float, likelihood: Likelihood | None) -> Verdict | None:
    """How a level stands to its target; None without a level."""
    if level is None or likelihood is None:
        return None
    if rounding.reached(target, level):
        return "reached"
    return "slight" if likelihood == "unlikely" else likelihood


def sureness(judged: Judgement, found: Calibration, questionnaire: Questionnaire) -> Sureness:
    """What may be said about how sure and how right somebody was."""
    least = questionnaire.scoring.calibration.minimum_items
    if judged.n < least:
        return "few"
    if found.n < least:
        return "few_said" if found.n else "not_said"
    return found.message or "no_clear_difference"


def highest_everywhere(competency: Competency, form: FormId, answers: Mapping[str, Answer]) -> bool:
    """Whether every answered rating and frequency of a competency is the highest there is, and at least one is."""
    given = [
        unit(item, answer.value)
        for item in self_report_items(competency, form)
        if (answer := answers.get(item.id)) is not None and answer.value is not None
    ]
    # 1 exactly: both scales end there by definition, so no sum of floats is in play.
    return bool(given) and min(given) == 1


def is_draft(questionnaire: Questionnaire) -> bool:
    """Whether questions or constants are drafts that no pilot has tested yet."""
    return "draft" in (questionnaire.blueprint.status, questionnaire.scoring.status)
