"""``nextrung import FILE --as questionnaire``: a framework of others, or a questionnaire that travels."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from nextrung import paths
from nextrung.commands import installed
from nextrung.errors import NextRungError
from nextrung.questionnaire import installing
from nextrung.questionnaire.catalogue import Catalogue
from nextrung.questionnaire.installing import InstallError, InstallPlan
from nextrung.tables.frameworks.reading import FrameworkPicked
from nextrung.tables.source import How
from nextrung.workspace import questionnaire_intake
from nextrung.workspace.questionnaire_intake import ComingQuestionnaire

MOST_SAID = 20
"""Problems that are printed; all of them are in the JSON."""


class QuestionnaireIntakeError(NextRungError):
    """A questionnaire that cannot come in as it was asked for."""


def run(chosen: argparse.Namespace, fields: dict[str, str]) -> int:
    """Read the file, print what would come in, and write it unless it is a dry run. Raises NextRungError."""
    catalogue = installed.catalogue(chosen.data_dir)
    picked = FrameworkPicked(
        How(chosen.encoding), chosen.sheet, chosen.header_row or 0, fields, chosen.title, chosen.author
    )
    one = questionnaire_intake.coming(chosen.file, catalogue, picked, chosen.id)
    if one.reading is None and (chosen.id or chosen.title or chosen.author):
        raise QuestionnaireIntakeError(f"{one.file} has an id, a title and an author of its own, which stay.")
    said = _placed(one, chosen, catalogue)
    if chosen.json:
        taken = {} if chosen.dry_run else {"taken": 1, "folder": said[1]}
        found = {**questionnaire_intake.as_json(one), **taken}
        print(json.dumps(found, ensure_ascii=False, indent=1, allow_nan=False))
    else:
        print(questionnaire_intake.as_text(one, MOST_SAID))
        print(said[0])
    return 0


def _plan(one: ComingQuestionnaire, catalogue: Catalogue, own: Path) -> InstallPlan:
    try:
        return questionnaire_intake.place_of(one, catalogue, own)
    except InstallError as error:
        # a questionnaire that travels keeps its id
        raise InstallError(f"{error} Name another with --id ID.") if one.reading else error from None


def _placed(one: ComingQuestionnaire, chosen: argparse.Namespace, catalogue: Catalogue) -> tuple[str, str]:
    """Write it, unless it is a dry run; what is said of that, and the folder."""
    if chosen.out is not None:
        installing.require_empty(chosen.out)
        if chosen.dry_run:
            return "Nothing was written.", ""
        plan = InstallPlan("added", chosen.out)
    else:
        own = paths.data_folder(chosen.data_dir, make=False) / paths.QUESTIONNAIRES
        plan = _plan(one, catalogue, own)
        if chosen.dry_run:
            return "Nothing was written.", ""
        paths.data_folder(chosen.data_dir)
    installing.install(plan, one.texts)
    if plan.outcome == "same":
        return f"Exactly this questionnaire is in {plan.folder} already; nothing was changed.", str(plan.folder)
    draft = "The draft" if one.questionnaire.blueprint.status == "draft" else "The questionnaire"
    return f"{draft} was written to {plan.folder}; see what it lacks with: nextrung check {plan.folder}", str(
        plan.folder
    )
