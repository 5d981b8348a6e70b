"""``nextrung export``: everybody's answers as a table for analysis, under pseudonyms."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nextrung import paths
from nextrung.commands.force import add_force
from nextrung.commands.safekeeping import require_database
from nextrung.lazy import lazy
from nextrung.option_parser import add_command

if TYPE_CHECKING:
    from nextrung.workspace import analysis
else:
    analysis = lazy("nextrung.workspace.analysis")


def add_commands(commands: Any) -> None:
    """Add the command with its options."""
    export = add_command(commands, "export", "write everybody's answers as tables for analysis, without names")
    export.add_argument("--format", choices=("long",), default="long", help="long: one row an answer (the only one)")
    export.add_argument("--out-dir", type=Path, required=True, metavar="DIR", help="a folder, made where it is missing")
    add_force(export)
    export.set_defaults(run=_export)


def _export(chosen: argparse.Namespace) -> int:
    made = analysis.read(require_database(paths.data_folder(chosen.data_dir, make=False)))
    analysis.write(made, chosen.out_dir, replace=chosen.force)
    print(f"{chosen.out_dir}: {analysis.in_words(made)}")
    return 0
