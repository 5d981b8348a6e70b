"""Which questionnaires can be chosen. No Qt."""

from __future__ import annotations

from msgspec import Struct

from nextrung.workspace import Workspace


class QuestionnaireOption(Struct, frozen=True):
    """One that can be looked at."""

    id: str
    title: str
    author: str = ""
    """Who made it; empty for what comes with the program."""


class ChoiceState(Struct, frozen=True):
    """What there is to choose from; with a single one there is nothing to choose, and nothing is shown."""

    options: tuple[QuestionnaireOption, ...]
    current: str
    problems: tuple[str, ...] = ()
    """A sentence for each that cannot be taken."""
    unread: bool = False
    """Whether there are more, whose names have not been read yet."""

    @property
    def several(self) -> bool:
        """Whether there is anything to say."""
        return len(self.options) > 1 or bool(self.problems) or self.unread

    @property
    def author(self) -> str:
        """Who made the one that is looked at; empty for what comes with the program."""
        return next((one.author for one in self.options if one.id == self.current), "")


def build(workspace: Workspace) -> ChoiceState:
    """All that can be taken or looked at; it reads the main file of each, so it is for behind the first page."""
    service = workspace.questionnaires
    found = service.offered()
    usable = (one for one in found if not one.problem or one.id in service.ids().values())
    options = tuple(QuestionnaireOption(one.id, one.title, one.author) for one in usable)
    return ChoiceState(options, service.chosen(), tuple(one.problem for one in found if one.problem))


def at_once(workspace: Workspace) -> ChoiceState:
    """The same for a first look: the one that is looked at alone, until the names of the others have been read."""
    if workspace.questionnaires.are_read:
        return build(workspace)
    content = workspace.installed.questionnaire
    shown = QuestionnaireOption(content.id, content.title, content.blueprint.author)
    return ChoiceState((shown,), content.id, unread=len(workspace.questionnaires.catalogue.entries) > 1)


def build_taken(workspace: Workspace) -> ChoiceState:
    """Those that the current person has assessments of, by the titles that are kept; no file is read."""
    service, person = workspace.questionnaires, workspace.person
    taken = service.taken(person.id) if person is not None else ()
    current = service.chosen()
    shown = dict.fromkeys((*taken, current)) if taken else {}
    if len(shown) < 2:
        return ChoiceState((), current)
    titles = service.titles()
    return ChoiceState(tuple(QuestionnaireOption(one, titles.get(one, one)) for one in shown), current)
