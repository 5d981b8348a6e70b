"""What the welcome page shows."""

from __future__ import annotations

from msgspec import Struct

from nextrung.assessment.walk import form_minutes
from nextrung.questionnaire.constants import FormId
from nextrung.workspace import Workspace


class FormOffer(Struct, frozen=True):
    """One form on offer: how many questions and how many minutes."""

    form: FormId
    questions: int
    minutes: int


class WelcomeState(Struct, frozen=True):
    """Both forms, and the number of areas they cover."""

    quick: FormOffer
    full: FormOffer
    areas: int


def build(workspace: Workspace) -> WelcomeState:
    """The state for the installed questionnaire."""
    questionnaire = workspace.installed.questionnaire

    def offer(form: FormId) -> FormOffer:
        return FormOffer(form, questionnaire.scored_count(form), round(form_minutes(questionnaire, form)))

    return WelcomeState(offer("quick"), offer("full"), len(questionnaire.competencies))
