"""``nextrung import FILE --as questionnaire``: a framework of others, or a questionnaire that travels."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from nextrung import looking, paths
from nextrung.commands import installed
from nextrung.counting import counted
from nextrung.errors import NextRungError
from nextrung.questionnaire import installing
from nextrung.questionnaire.catalogue import Catalogue
from nextrung.questionnaire.installing import InstallError, InstallPlan
from nextrung.store import contents
from nextrung.store.connection import FAILURES, reason
from nextrung.store.database import read_beside_others
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
        How(chosen.encoding), chosen.sheet, chosen.header_row or 0, fields, chosen.title, chosen.author, chosen.levels
    )
    one = questionnaire_intake.coming(chosen.file, catalogue, picked, chosen.id)
    if one.reading is None and (chosen.id or chosen.title or chosen.author):
        raise QuestionnaireIntakeError(f"{one.file} has an id, a title and an author of its own, which stay.")
    plan = _plan(one, chosen, catalogue)
    resting = 0 if plan.before is None else _resting(chosen.data_dir, one.questionnaire.id)
    if not chosen.dry_run:
        if chosen.out is None:
            paths.data_folder(chosen.data_dir)
        installing.install(plan, one.texts)
    if chosen.json:
        taken = {} if chosen.dry_run else {"taken": 1, "folder": str(plan.folder)}
        place = {"outcome": plan.outcome, "folder": str(plan.folder), "replaces": plan.before, "assessments": resting}
        found = {**questionnaire_intake.as_json(one), "place": place, **taken}
        print(json.dumps(found, ensure_ascii=False, indent=1, allow_nan=False))
    else:
        print(questionnaire_intake.as_text(one, MOST_SAID))
        print("\n".join(_said(one, plan, resting, dry=chosen.dry_run)))
    return 0


def _plan(one: ComingQuestionnaire, chosen: argparse.Namespace, catalogue: Catalogue) -> InstallPlan:
    if chosen.out is not None:
        installing.require_empty(chosen.out)
        return InstallPlan("added", chosen.out)
    own = paths.data_folder(chosen.data_dir, make=False) / paths.QUESTIONNAIRES
    try:
        return questionnaire_intake.place_of(one, catalogue, own)
    except InstallError as error:
        # a questionnaire that travels keeps its id
        raise InstallError(f"{error} Name another with --id ID.") if one.reading else error from None


def _resting(data_dir: Path | None, questionnaire: str) -> int:
    """How many assessments rest on any version of a questionnaire; nothing is written beside the data."""
    database = paths.data_folder(data_dir, make=False) / paths.DATABASE
    if not looking.is_file(database):
        return 0
    try:
        return read_beside_others(database, contents.resting_on).get(questionnaire, 0)
    except FAILURES as error:
        raise QuestionnaireIntakeError(f"The data in {database.parent} cannot be read: {reason(error)}.") from error


def _said(one: ComingQuestionnaire, plan: InstallPlan, resting: int, *, dry: bool) -> Iterator[str]:
    """What became of it, or would become of it in a dry run."""
    if plan.outcome == "same":
        yield f"Exactly this questionnaire is in {plan.folder} already; nothing was changed."
        return
    draft = "The draft" if one.questionnaire.blueprint.status == "draft" else "The questionnaire"
    if dry:
        yield f"Nothing was written; it would go to {plan.folder}."
    else:
        yield f"{draft} was written to {plan.folder}; see what it lacks with: nextrung check {plan.folder}"
    if plan.before is None:
        return
    if plan.aside is not None:
        yield f"Version {plan.before} {'would go' if dry else 'went'} from there to {plan.aside}."
    else:
        yield f"Version {plan.before}, which is newer, stays the one that is taken."
    some = "1 assessment rests on this questionnaire and keeps the version it was taken with."
    many = "{0} assessments rest on this questionnaire and keep the version they were taken with."
    yield counted(resting, some, many) if resting else "No assessment rests on this questionnaire."
