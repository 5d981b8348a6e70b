"""``nextrung import``: people, answers, pay, a questionnaire or exported data out of a file, without a window."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from nextrung import looking, resources, terminal
from nextrung.clock import utc_now
from nextrung.commands import named
from nextrung.commands.sealing import add_passphrase_file
from nextrung.counting import counted
from nextrung.errors import NextRungError
from nextrung.lazy import lazy
from nextrung.option_parser import add_command
from nextrung.store.connection import FAILURES, reason

if TYPE_CHECKING:
    from nextrung import paths
    from nextrung import workspace as workspaces
    from nextrung.commands import importing_data, importing_questionnaire, installed
    from nextrung.salary import files
    from nextrung.store import database as store_database
    from nextrung.tables import answer_rows, layouts, mapping, whose
    from nextrung.tables import source as tables_source
    from nextrung.tables.whose import KnownAssessments
    from nextrung.workspace import Workspace, table_output, table_reading, tables
    from nextrung.workspace.table_reading import Surroundings, TableReading, Wishes
else:
    importing_data = lazy("nextrung.commands.importing_data")
    importing_questionnaire = lazy("nextrung.commands.importing_questionnaire")
    installed = lazy("nextrung.commands.installed")
    paths = lazy("nextrung.paths")
    store_database = lazy("nextrung.store.database")
    files = lazy("nextrung.salary.files")
    answer_rows = lazy("nextrung.tables.answer_rows")
    whose = lazy("nextrung.tables.whose")
    layouts = lazy("nextrung.tables.layouts")
    mapping = lazy("nextrung.tables.mapping")
    tables_source = lazy("nextrung.tables.source")
    workspaces = lazy("nextrung.workspace")
    table_output = lazy("nextrung.workspace.table_output")
    table_reading = lazy("nextrung.workspace.table_reading")
    tables = lazy("nextrung.workspace.tables")

KINDS = ("people", "answers", "pay", "questionnaire", "data")
ORDERS = ("lowest-first", "highest-first")
MOST_SAID = 20
"""Problems that are printed; all of them are in the JSON."""


class IntakeError(NextRungError):
    """An import that cannot be made as it was asked for."""


def add_commands(commands: Any) -> None:
    """Add the command with its options."""
    add = add_command(commands, "import", "take people, answers, pay, a questionnaire or exported data in from a file")
    add.add_argument("file", type=Path, metavar="FILE", help="csv, tsv, txt, xlsx, xls, ods, vcf, json, nextrung …")
    add.add_argument("--as", dest="kind", choices=KINDS, required=True, help="what the file holds")
    add.add_argument("--dry-run", action="store_true", help="only show what would come in")
    add.add_argument("--json", action="store_true", help="print what was read as JSON")
    add.add_argument("--encoding", default="", metavar="E", help="read the text with this encoding, such as cp1250")
    add.add_argument("--for", dest="person", default="", metavar="PERSON", help="whose answers, pay or share it is")
    add.add_argument("--new", action="store_true", help="make new people of those who are not here")
    add.add_argument("--sheet", default="", metavar="NAME", help="the sheet of a spreadsheet to read")
    add.add_argument("--header-row", type=int, metavar="N", help="the row with the headings, from 1; 0: none has them")
    add.add_argument(
        "--map", action="append", default=[], metavar="COLUMN=FIELD", help="what a column means; repeat for several"
    )
    add.add_argument("--names", choices=("first-last", "last-first"), default="first-last", help="how names are joined")
    add.add_argument(
        "--namesakes",
        choices=("ask", "add", "same"),
        default="ask",
        help="add people whose name is there already; same: answers under one name are of one new person",
    )
    add.add_argument(
        "--points", action="store_true", help="numbers in answers are points of the scale, and those beyond it slips"
    )
    add.add_argument("--dates", choices=("day-first", "month-first"), help="what comes first in dates such as 3/4/2026")
    add.add_argument("--decimal", choices=("point", "comma"), help="the sign before decimals")
    add.add_argument("--places", choices=("states", "countries"), help="what CA, DE or IN stand for")
    add.add_argument("--day", default="", metavar="DATE", help="of when the pay is, where the table does not say")
    add.add_argument(
        "--role", action="append", default=[], metavar="[TITLE=]ID", help="the role of the pay, or of a title in it"
    )
    add.add_argument("--out", type=Path, metavar="DIR", help="a new folder for the questionnaire, not the data folder")
    add.add_argument("--id", default="", metavar="ID", help="the id of the questionnaire, by default from its title")
    add.add_argument("--title", default="", metavar="TEXT", help="what the questionnaire is called")
    add.add_argument(
        "--levels", choices=ORDERS, default="", help="questionnaire: in which order the file names its levels"
    )
    add.add_argument("--by", dest="author", default="", metavar="NAME", help="who made the questionnaire")
    add.add_argument(
        "--differing", choices=("here", "file"), default="here", help="data: what counts where both sides differ"
    )
    add_passphrase_file(add)
    add.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Read the table, print what would come in, and take it in unless it is a dry run. Raises NextRungError."""
    first = 1 if chosen.kind == "questionnaire" else 0
    if chosen.header_row is not None and chosen.header_row < first:
        raise IntakeError(f"--header-row is {chosen.header_row}; the first row is 1.")
    if chosen.kind == "questionnaire":
        return importing_questionnaire.run(chosen, dict(_pairs(chosen.map, "--map")))
    for option, given in (
        ("--out", chosen.out),
        ("--id", chosen.id),
        ("--title", chosen.title),
        ("--by", chosen.author),
        ("--levels", chosen.levels),
    ):
        if given:
            raise IntakeError(f"{option} is for a questionnaire; leave it out for {chosen.kind}.")
    if chosen.kind == "data":
        return importing_data.run(chosen)
    if chosen.dry_run:
        around = _looked_at(paths.data_folder(chosen.data_dir, make=False) / paths.DATABASE)
        wishes = _wishes(chosen, _named(chosen, around.people))
        return _shown(table_reading.read_file(chosen.file, chosen.kind, around, wishes), chosen)
    # what is no table makes no data folder
    _require_rows(table_reading.read_file(chosen.file, chosen.kind, _nobody(chosen.data_dir), _wishes(chosen, "")))
    database = paths.data_folder(chosen.data_dir) / paths.DATABASE
    # Opened, and so locked, before the table is read against what is here: nobody adds the same people meanwhile.
    workspace = workspaces.Workspace.open(database, resources.questionnaire_folders(), resources.assets("salary"))
    try:
        around = workspace.tables.surroundings()
        person = _named(chosen, around.people)
        reading = table_reading.read_file(chosen.file, chosen.kind, around, _wishes(chosen, person))
        return _taken(workspace, reading, chosen, person)
    finally:
        workspace.close()


def _looked_at(database: Path) -> Surroundings:
    """What a table is read against, without writing anything beside the data."""
    around = _nobody(database.parent)
    if not looking.is_file(database):
        return around
    try:
        return replace(around, people=store_database.read_beside_others(database, tables.known_people))
    except FAILURES as error:
        raise IntakeError(f"The data in {database.parent} cannot be read: {reason(error)}.") from error


def _nobody(data_dir: Path | None) -> Surroundings:
    """What a table is read against where there are no data."""
    editions = installed.editions(data_dir)
    pay = files.load(resources.assets("salary"))
    return table_reading.Surroundings((), tables.role_ids(editions[0].content.roles), pay, editions, utc_now().date())


def _named(chosen: argparse.Namespace, people: Iterable[KnownAssessments]) -> str:
    """The id of the person that is named; empty when nobody is. Raises IntakeError."""
    if not chosen.person:
        return ""
    found = named.only_one(chosen.person, people)
    if found is not None:
        return found.id
    if not chosen.new:
        raise IntakeError(f"There is nobody called “{chosen.person}”; add --new to make a new person of that name.")
    return whose.NEW


def _wishes(chosen: argparse.Namespace, person: str) -> Wishes:
    fields = dict(_pairs(chosen.map, "--map"))
    if chosen.kind == "answers":  # a question is meant by its id
        known = ("", *layouts.known_layouts().fields("answers"))
        fields = {column: field if field in known else f"={field}" for column, field in fields.items()}
    roles = dict(_pairs([one for one in chosen.role if "=" in one], "--role"))
    return table_reading.Wishes(
        tables_source.How(chosen.encoding),
        mapping.Picked(chosen.sheet, mapping.NO_HEADINGS if chosen.header_row == 0 else chosen.header_row or 0, fields),
        "last_first" if chosen.names == "last-first" else "first_last",
        {"point": ".", "comma": ","}.get(chosen.decimal, ""),  # type: ignore[arg-type]
        {"day-first": "dmy", "month-first": "mdy"}.get(chosen.dates, ""),  # type: ignore[arg-type]
        chosen.places or "",
        {title.casefold(): role for title, role in roles.items()},
        chosen.day,
        next((one for one in chosen.role if "=" not in one), ""),
        answer_rows.AnswerOwner(
            everyone=person if chosen.kind == "answers" else "",
            new_ones=chosen.new,
            alike="" if chosen.namesakes == "ask" else chosen.namesakes,
            points=chosen.points,
        ),
    )


def _pairs(given: list[str], option: str) -> list[tuple[str, str]]:
    pairs = []
    for one in given:
        # The last sign parts: a heading may hold one itself, a field never does.
        before, sign, after = one.rpartition("=")
        if not sign:
            raise IntakeError(f"{option} is “{one}”; write it as COLUMN=FIELD.")
        pairs.append((before, after))
    return pairs


def _shown(reading: TableReading, chosen: argparse.Namespace) -> int:
    """Print what would come in; 1 when nothing would."""
    if chosen.json:
        print(json.dumps(table_output.as_json(reading), ensure_ascii=False, indent=1, allow_nan=False))
    else:
        print(table_output.as_text(reading, MOST_SAID))
        print("Nothing was written.")
    _require_rows(reading)
    return 0


def _require_rows(reading: TableReading) -> None:
    """Raise IntakeError when something is wrong with the table as a whole."""
    fault = next((problem for problem in reading.problems if problem.weight == "fault" and not problem.row), None)
    if fault is not None:
        raise IntakeError(f"{reading.file}: {fault.message}")


def _taken(workspace: Workspace, reading: TableReading, chosen: argparse.Namespace, person: str) -> int:
    """Take in what can come in, and say what did and what did not; 1 when nothing did."""
    wanted = tables.taking(reading, namesakes=chosen.namesakes == "add", person=person, name=chosen.person)
    kept = workspace.tables.take_in(wanted)
    if chosen.json:
        print(
            json.dumps({**table_output.as_json(reading), "taken": kept}, ensure_ascii=False, indent=1, allow_nan=False)
        )
    else:
        print(table_output.as_text(reading, MOST_SAID))
        said = {
            "people": counted(kept, "1 person was added.", "{0} people were added."),
            "pay": counted(kept, "1 figure was added.", "{0} figures were added."),
            "answers": counted(kept, "1 assessment was taken in.", "{0} assessments were taken in."),
        }
        print(said[reading.kind])
    waiting = len({problem.row for problem in reading.problems if problem.weight != "note"})
    if waiting:
        one, many = "1 row needs a look; it is named above.", "{0} rows need a look; they are named above."
        terminal.say(counted(waiting, one, many))
    # Nothing taken in is a failure for a script, also where each row has its own good reason.
    return 0 if kept else 1
