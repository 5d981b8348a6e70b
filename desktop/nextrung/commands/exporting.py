"""``nextrung export``: everything as one data file, or everybody's answers as a table under pseudonyms."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nextrung import parts, paths
from nextrung.clock import Clock
from nextrung.commands import named
from nextrung.commands.force import add_force
from nextrung.commands.safekeeping import require_database
from nextrung.commands.sealing import add_sealing
from nextrung.counting import counted
from nextrung.errors import NextRungError
from nextrung.lazy import lazy
from nextrung.option_parser import add_command

if TYPE_CHECKING:
    from nextrung.commands import sealing, sharing
    from nextrung.report import saving
    from nextrung.workspace import analysis, transfer
else:
    sealing = lazy("nextrung.commands.sealing")
    sharing = lazy("nextrung.commands.sharing")
    saving = lazy("nextrung.report.saving")
    analysis = lazy("nextrung.workspace.analysis")
    transfer = lazy("nextrung.workspace.transfer")


PARTS_HELP = "share: some of results, plan, evidence (these three by default), adverts, practice, pay, notes"


class ExportWishError(NextRungError):
    """An export that cannot be made as it was asked for."""


def add_commands(commands: Any) -> None:
    """Add the command with its options."""
    export = add_command(commands, "export", "write all data as one file, or all answers as tables without names")
    export.add_argument(
        "--format",
        choices=("long", "data", "share", "plan"),
        default="long",
        help="long: tables with one row an answer, for analysis (default); data: everything, for another computer;"
        " share: one's own results for a coach; plan: a client's plan, back to them",
    )
    export.add_argument("--out-dir", type=Path, metavar="DIR", help="a folder for the tables, made where it is missing")
    export.add_argument("--out", type=Path, metavar="FILE", help="the data file; its name ends in .nextrung")
    export.add_argument("--person", default="", metavar="NAME", help="data, share, plan: whose it is; of nobody else")
    export.add_argument("--until", default="", metavar="DATE", help="share: the last day, such as 2027-04-03")
    export.add_argument("--parts", default="", metavar="P,Q", help=PARTS_HELP)
    export.add_argument("--dry-run", action="store_true", help="share, plan: only show what would be in the file")
    add_sealing(export)
    add_force(export)
    export.set_defaults(run=_export)


def _export(chosen: argparse.Namespace) -> int:
    wanted, other = ("--out-dir", "--out") if chosen.format == "long" else ("--out", "--out-dir")
    given = {"--out": chosen.out, "--out-dir": chosen.out_dir}
    if given[wanted] is None or given[other] is not None:
        raise ExportWishError(f"--format {chosen.format} is written to {wanted}; name it, and leave {other} out.")
    if chosen.person and chosen.format == "long":
        raise ExportWishError(f"--person is for the data of one person; leave it out for --format {chosen.format}.")
    if chosen.format in ("share", "plan"):
        return _between(chosen)
    for option, is_given in (("--until", chosen.until), ("--parts", chosen.parts), ("--dry-run", chosen.dry_run)):
        if is_given:
            raise ExportWishError(f"{option} is for --format share and plan; leave it out for {chosen.format}.")
    return _data(chosen) if chosen.format == "data" else _tables(chosen)


def _between(chosen: argparse.Namespace) -> int:
    """Between a client and a coach."""
    if chosen.seal or chosen.passphrase_file is not None:
        raise ExportWishError(f"--format {chosen.format} is sealed for a key; leave the passphrase out.")
    return sharing.run(chosen)


def _tables(chosen: argparse.Namespace) -> int:
    made = analysis.read(require_database(paths.data_folder(chosen.data_dir, make=False)))
    wish = sealing.wished(chosen)
    analysis.write(made, chosen.out_dir, replace=chosen.force, seal=wish)
    print(f"{chosen.out_dir}: {analysis.in_words(made)}")
    print(sealing.said(wish))
    return 0


def _data(chosen: argparse.Namespace) -> int:
    folder = paths.data_folder(chosen.data_dir, make=False)
    database = require_database(folder)
    saving.require_free([chosen.out], [database], replace=chosen.force)
    wish = sealing.wished(chosen)
    parts.note_in(folder)
    whose = partial(named.whoever_is, chosen.person) if chosen.person else None
    done = transfer.export(database, chosen.out, Clock().moment(), wish, whose)
    people = counted(done.people, "1 person", "{0} people")
    print(
        f"{done.path}: {people}, {counted(done.assessments, '1 assessment', '{0} assessments')}, read back and whole."
    )
    print(sealing.said(wish))
    return 0
