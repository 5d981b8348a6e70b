"""``nextrung export``: everybody's answers as a table for analysis, under pseudonyms."""

from __future__ import annotations

import argparse
from contextlib import closing
from pathlib import Path
from typing import Any

from nextrung import paths
from nextrung.commands.force import add_force
from nextrung.commands.safekeeping import require_database
from nextrung.counting import counted
from nextrung.errors import DatabaseError, NextRungError
from nextrung.report.saving import require_free
from nextrung.store.connection import FAILURES, reason
from nextrung.store.database import open_beside_others, require_not_newer
from nextrung.whole_file import written_whole


def add_commands(commands: Any) -> None:
    """Add the command with its options."""
    export = commands.add_parser("export", help="write everybody's answers as tables for analysis, without names")
    export.add_argument("--format", choices=("long",), default="long", help="long: one row an answer (the only one)")
    export.add_argument("--out-dir", type=Path, required=True, metavar="DIR", help="a folder, made where it is missing")
    add_force(export)
    export.set_defaults(run=_export)


def _export(chosen: argparse.Namespace) -> int:
    database = require_database(paths.data_folder(chosen.data_dir, make=False))
    print(export(database, chosen.out_dir, force=chosen.force))
    return 0


def export(database: Path, folder: Path, *, force: bool) -> str:
    """Write the tables into a folder; returns what was written. The window may be open meanwhile.

    Raises NextRungError, and nothing is written.
    """
    from nextrung.workspace.analysis import tables

    try:
        with closing(open_beside_others(database)) as connection:
            require_not_newer(connection, database)
            made = tables(connection)
    except FAILURES as error:
        raise DatabaseError(f"The data file {database} cannot be read: {reason(error)}.") from error
    require_free([folder / name for name in made.files], replace=force)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in made.files.items():
            with written_whole(folder / name) as beside:
                beside.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise NextRungError(f"The tables cannot be written to {folder}: {error.strerror or error}.") from error
    answers = counted(made.rows, "1 answer", "{0} answers")
    people = counted(made.people, "1 person", "{0} people")
    return f"{folder}: {answers} of {people}, in {len(made.files)} tables."
