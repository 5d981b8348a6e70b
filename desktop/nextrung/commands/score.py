"""``nextrung score`` and ``nextrung check``: answers to a result, and a questionnaire to its findings."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nextrung import resources, terminal
from nextrung.errors import AnswersError, NextRungError
from nextrung.intake import entering
from nextrung.intake.entering import EntryError
from nextrung.lazy import lazy
from nextrung.option_parser import add_command

if TYPE_CHECKING:
    from nextrung import counting
    from nextrung import workspace as workspaces
    from nextrung.commands import installed, summary
    from nextrung.questionnaire import check as questionnaire_check
    from nextrung.salary import files as salary_files
    from nextrung.scoring import result as scoring_result
else:
    installed = lazy("nextrung.commands.installed")
    summary = lazy("nextrung.commands.summary")
    counting = lazy("nextrung.counting")
    questionnaire_check = lazy("nextrung.questionnaire.check")
    salary_files = lazy("nextrung.salary.files")
    scoring_result = lazy("nextrung.scoring.result")
    workspaces = lazy("nextrung.workspace")


def add_commands(commands: Any) -> None:
    """Add both commands with their options."""
    score = add_command(commands, "score", "score an answers file")
    score.more = roles_in_words
    score.add_argument("answers", type=Path, metavar="ANSWERS.json", help="an answers file")
    score.add_argument("--role", metavar="ID", help="the role profile to compare with; the first when left out")
    score.add_argument("--questionnaire", metavar="ID", help="the questionnaire that the answers must be about")
    score.add_argument("--json", action="store_true", help="print the result as JSON")
    score.set_defaults(run=_score)
    check = add_command(commands, "check", "check a questionnaire, or pay files")
    check.add_argument(
        "path",
        type=Path,
        nargs="?",
        metavar="PATH",
        help="a folder of a questionnaire or of pay files, or one of these files",
    )
    check.add_argument("--questionnaire", metavar="ID", help="one that is installed, instead of a path")
    check.add_argument("--all", action="store_true", help="say each finding, not one of each kind")
    check.add_argument("--json", action="store_true", help="print all findings as JSON")
    check.set_defaults(run=_check)


def roles_in_words() -> str:
    """The ids that ``--role`` takes, with their names."""
    return str(installed.roles_in_words())


def _score(chosen: argparse.Namespace) -> int:
    print_score(
        chosen.answers,
        chosen.role,
        as_json=chosen.json,
        data_dir=chosen.data_dir,
        questionnaire_id=chosen.questionnaire,
    )
    return 0


def print_score(
    path: Path, role_id: str | None, *, as_json: bool, data_dir: Path | None = None, questionnaire_id: str | None = None
) -> None:
    """Print the result of an answers file, to be one about ``questionnaire_id``. Raises NextRungError."""
    text = _text_of(path)
    editions = installed.editions(data_dir, questionnaire_id)
    try:
        head, answers, edition = workspaces.read_answers_file(text, editions)
    except AnswersError as error:
        raise AnswersError(f"{path.name}: {error}") from error
    installed.require_about(questionnaire_id, path.name, head.questionnaire)
    questionnaire = edition.content
    role = workspaces.find_role(questionnaire, role_id) if role_id is not None else questionnaire.first_role
    result = scoring_result.score(head.form, answers, questionnaire, role)
    if as_json:
        print(json.dumps(scoring_result.as_json(result), ensure_ascii=False, indent=1, allow_nan=False))
    else:
        print(summary.as_text(result, salary_files.load(resources.assets("salary"))))


def _text_of(path: Path) -> str:
    try:
        # Editors on Windows begin UTF-8 with a mark, which JSON does not allow.
        return entering.whole(path, entering.ANSWERS).decode("utf-8-sig")
    except EntryError as error:
        raise AnswersError(str(error)) from error
    except UnicodeDecodeError as error:
        raise AnswersError(f"{path.name}: the file is not UTF-8 text, so it is no answers file.") from error


def _check(chosen: argparse.Namespace) -> int:
    if (chosen.path is None) == (chosen.questionnaire is None):
        raise NextRungError("Say what to check: a PATH, or --questionnaire ID of one that is installed.")
    if chosen.path is None:
        chosen.path = installed.catalogue(chosen.data_dir).entry(chosen.questionnaire).folder
    report = _pay_report(chosen.path) if salary_files.holds_pay(chosen.path) else questionnaire_check.check(chosen.path)
    if chosen.json:
        print(json.dumps(report.as_json(), ensure_ascii=False, indent=1, allow_nan=False))
    else:
        said = str(report) if chosen.all else report.in_short()
        # Findings are the failure itself, and a script that reads standard output must not take them for a result.
        (terminal.say if report.findings else print)(said)
    return 1 if report.findings else 0


def _pay_report(path: Path) -> questionnaire_check.CheckReport:
    """What is found in a pay file, or a folder of pay files, together with those of the program."""
    findings = tuple(salary_files.checked(path, resources.assets("salary")))
    return questionnaire_check.CheckReport(path.name, findings, None, about="pay data")
