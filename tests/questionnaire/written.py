"""A small questionnaire as somebody would write it in the app: two areas, six items, one role."""

from __future__ import annotations

from msgspec.structs import replace
from tests import given

from nextrung.questionnaire import files
from nextrung.questionnaire.authoring import draft as drafting
from nextrung.questionnaire.authoring import operations
from nextrung.questionnaire.authoring.draft import AuthoringDraft
from nextrung.questionnaire.kinds import Kind
from nextrung.questionnaire.model import Target

ANCHORS = (
    "I plan my own tasks with dates.",
    "I split work into steps others can follow.",
    "I plan trial, pilot and launch as stages.",
    "I plan several streams of work again as facts arrive.",
    "Other teams now plan their work in this way.",
)
BY_LETTER = {kind.letter: kind for kind in Kind}


def empty() -> AuthoringDraft:
    """One area that is called Delivery, and nothing in it."""
    base = files.blueprint(given.ML_MANAGER)
    draft, _ = operations.add_area(drafting.begun(base, "new-1", "Our ladder", "Jana"), "Delivery")
    return draft


def with_rating(draft: AuthoringDraft, area: str, stem: str) -> tuple[AuthoringDraft, str]:
    draft, one = operations.add_item(draft, area, BY_LETTER["B"])
    draft = operations.with_value(draft, one, "stem", stem)
    for number, anchor in enumerate(ANCHORS, start=1):
        draft = operations.with_value(draft, one, f"anchors.{number}", f"{anchor[:-1]} for {stem[5:]}.")
    return draft, one


def whole() -> AuthoringDraft:
    """One that can be published."""
    draft = empty()
    draft, second = operations.add_area(draft, "People")
    for area in ("DE", second):
        for number in ("plans", "risks", "dates"):
            draft, _ = with_rating(draft, area, f"How I {number} {area.lower()}")
    draft, role = operations.add_role(draft)
    draft = operations.with_value(draft, role, "name", "Tech lead")
    return operations.with_value(draft, role, "targets.DE", Target(3.0, 3))


def renamed(draft: AuthoringDraft, title: str) -> AuthoringDraft:
    content = draft.content
    return replace(draft, content=replace(content, blueprint=replace(content.blueprint, title=title)))
