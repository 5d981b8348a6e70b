"""The questionnaires that everything must hold for: both of the program, and somebody's ladder of 24 areas."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from tests import given

from nextrung.assessment.answer import Answer
from nextrung.questionnaire import files, installing, writing
from nextrung.questionnaire.constants import FormId
from nextrung.questionnaire.model import Questionnaire
from nextrung.tour import wide
from nextrung.workspace import Assessment, Workspace

WIDE = "engineering-ladder-of-24-areas"
NAMES = ("ml-manager", "first-time-manager", WIDE)


@cache
def folder(name: str) -> Path:
    """The folder with its files."""
    if name != WIDE:
        return given.PROJECT / "questionnaires" / name
    place = Path(tempfile.mkdtemp(prefix="nextrung-wide-"))
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    made = wide.made(files.blueprint(given.ML_MANAGER))
    texts = writing.folder_texts(made.questionnaire, made.files)
    installing.write(place / WIDE, {file: text.encode() for file, text in texts.items()})
    return place / WIDE


@cache
def content(name: str) -> Questionnaire:
    """What its files say."""
    return files.load(folder(name))


def choose(workspace: Workspace, name: str) -> Questionnaire:
    """Look at it, where it must be added first."""
    if name == WIDE:
        assert wide.install(workspace) == WIDE
    else:
        workspace.choose_questionnaire(name)
    return workspace.installed.questionnaire


def answers(of: Questionnaire, form: FormId, shift: int = 0) -> given.Answers:
    """Answers that differ from area to area, and by ``shift``."""
    values = (2.0, 3.0, 4.0, 3.0, 2.0, 5.0, 1.0)
    found = given.answered(form, of=of)
    for number, (one, answer) in enumerate(found.items()):
        value = values[(number + shift) % len(values)]
        share = of.items_by_id[one].kind.is_share
        if answer.value is not None:
            found[one] = Answer(one, value=(value - 1) / 4 if share else value)
    return found


def taken(workspace: Workspace, form: FormId = "full", shift: int = 0) -> Assessment:
    """Let the current person take what is looked at."""
    assessment = workspace.start(form)
    for answer in answers(assessment.content, form, shift).values():
        assessment = workspace.answer(assessment, answer)
    return workspace.finish(assessment)
