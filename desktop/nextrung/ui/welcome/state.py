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
    """Both forms of a questionnaire, and the number of areas they cover."""

    quick: FormOffer
    full: FormOffer
    areas: int
    title: str = ""
    """What the questionnaire is called."""
    has_pay: bool = True
    """Whether pay is shown for its roles."""


def build(workspace: Workspace) -> WelcomeState:
    """The state for the installed questionnaire."""
    questionnaire = workspace.installed.questionnaire

    def offer(form: FormId) -> FormOffer:
        return FormOffer(form, questionnaire.scored_count(form), round(form_minutes(questionnaire, form)))

    areas = len(questionnaire.competencies)
    return WelcomeState(offer("quick"), offer("full"), areas, questionnaire.title, questionnaire.has_pay)
