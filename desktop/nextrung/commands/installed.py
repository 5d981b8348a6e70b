"""What the commands know of questionnaires: those of the program, and a person's own in the data folder."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from nextrung import paths, resources
from nextrung.errors import AnswersError, NextRungError
from nextrung.questionnaire.catalogue import Catalogue, UnknownQuestionnaireError
from nextrung.questionnaire.editions import Edition
from nextrung.questionnaire.model import Questionnaire


def catalogue(data_dir: Path | None = None) -> Catalogue:
    """All that is installed; what is wrong with a data folder keeps nobody from those of the program."""
    own = None
    with suppress(NextRungError):
        own = paths.data_folder(data_dir, make=False) / paths.QUESTIONNAIRES
    return Catalogue(resources.questionnaire_folders(), own)


def editions(data_dir: Path | None = None, questionnaire: str | None = None) -> tuple[Edition, ...]:
    """Every version of all that is installed; those of the one that is named come first.

    Raises UnknownQuestionnaireError in one sentence when that is not here, or cannot be used.
    """
    known = catalogue(data_dir)
    entry = known.entry(questionnaire or known.default)
    found = known.editions(entry.id)
    if not found or found[0].id != entry.id:
        raise UnknownQuestionnaireError(known.facts(entry).problem)
    return found


def require_about(asked_for: str | None, name: str, questionnaire: str) -> None:
    """Raise AnswersError when a file is about another questionnaire than the one that is asked for."""
    if asked_for not in (None, questionnaire):
        said = f"The answers in {name} are to {questionnaire}, not to {asked_for}"
        raise AnswersError(f"{said}; leave --questionnaire out.")


def roles_in_words() -> str:
    """The ids that ``--role`` takes, with their names, for each questionnaire of the program."""
    lines = []
    for entry in Catalogue(resources.questionnaire_folders()).entries:
        lines += [f"roles (ID) of {entry.id}:", *role_lines(Edition(entry.folder).content)]
    return "\n".join(lines)


def role_lines(questionnaire: Questionnaire) -> list[str]:
    """The ids of its roles with their names, as lines below a heading."""
    return [f"  {role.id:<22}{role.name}" for role in questionnaire.roles]
