"""The stops at a questionnaire that is written in the app: begun, an item with findings, a role, and tried."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from nextrung.questionnaire.authoring import operations
from nextrung.questionnaire.authoring.draft import AuthoringDraft
from nextrung.questionnaire.kinds import Kind
from nextrung.questionnaire.model import Target
from nextrung.tour.wait_until_idle import wait_until_idle
from nextrung.ui.authoring.page import AuthoringPage
from nextrung.ui.questionnaires.list_card import QuestionnaireListCard
from nextrung.workspace import Workspace
from nextrung.workspace.authoring import Manuscript

_ITEMS = {
    "Delivery": ("How I plan work whose outcome is uncertain", "How work moves through my team", "How I handle risks"),
    "People": ("How I help people improve their work", "How I hand over work"),
    "Craft": ("How I keep quality high",),
}
_ANCHORS = (
    "I plan my own tasks with dates.",
    "I split work into steps others can follow.",
    "I plan trial, pilot and launch as separate stages.",
    "I re-plan several streams as evidence arrives.",
    "I am excellent at planning and always deliver.",
)
_ROLES = ("Tech lead", "Manager", "Director")


def _written(workspace: Workspace) -> None:
    workspace.add_person("Alex")
    ladder(workspace)


def ladder(workspace: Workspace) -> None:
    """A ladder that is being written, with things to mend."""
    begun = workspace.authoring.new("Our engineering ladder", "Delivery", "Alex")
    draft = begun.draft
    for name, stems in _ITEMS.items():
        found = next((area.id for area in draft.content.competencies if area.name == name), "")
        if not found:
            draft, found = operations.add_area(draft, name)
        for stem in stems:
            draft = _with_item(draft, found, stem)
    for number, name in enumerate(_ROLES, start=2):
        draft, role = operations.add_role(draft)
        draft = operations.with_value(draft, role, "name", name)
        for area in draft.content.competencies:
            draft = operations.with_value(draft, role, f"targets.{area.id}", Target(float(number), 3))
    workspace.authoring.keep(Manuscript(draft))


def _with_item(draft: AuthoringDraft, area: str, stem: str) -> AuthoringDraft:
    rating = next(kind for kind in Kind if kind.letter == "B")
    draft, one = operations.add_item(draft, area, rating)
    draft = operations.with_value(draft, one, "stem", stem)
    for number, anchor in enumerate(_ANCHORS, start=1):
        # no two items have the same anchors, which would be weak ones
        told = anchor if one == "DE-B1" else f"{anchor.removesuffix('.')} in {stem[6:].split(maxsplit=1)[0]} work."
        draft = operations.with_value(draft, one, f"anchors.{number}", told)
    return draft


def _begun(workspace: Workspace) -> None:
    workspace.add_person("Alex")


def _opened(window: QWidget) -> AuthoringPage:
    wait_until_idle(window)
    (card,) = window.findChildren(QuestionnaireListCard)
    card.pick(card.table.model().rowCount() - 1)
    card.edit.click()
    wait_until_idle(window)
    (page,) = window.findChildren(AuthoringPage)
    return page


def _pick(window: QWidget, one: str) -> AuthoringPage:
    page = _opened(window)
    page.picked.emit(one)
    wait_until_idle(window)
    return page


def _at_item(window: QWidget) -> None:
    _pick(window, "DE-B1")


def _at_role(window: QWidget) -> None:
    _pick(window, "role-2")


def _at_new(window: QWidget) -> None:
    wait_until_idle(window)
    (card,) = window.findChildren(QuestionnaireListCard)
    card.new.click()
    wait_until_idle(window)


def _tried(window: QWidget) -> None:
    page = _pick(window, "DE-B1")
    page.try_it.click()
    wait_until_idle(window)


def _publishing(window: QWidget) -> None:
    page = _opened(window)
    page.publish.click()
    wait_until_idle(window)


STOPS: tuple[tuple[str, str, Callable[[Workspace], None], Callable[[QWidget], None]], ...] = (
    ("writing-new", "settings", _begun, _at_new),
    ("writing-item", "settings", _written, _at_item),
    ("writing-role", "settings", _written, _at_role),
    ("writing-tried", "settings", _written, _tried),
    ("writing-publish", "settings", _written, _publishing),
)
