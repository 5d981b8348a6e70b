"""``nextrung public-key``: the key that others seal files for, and its number."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from nextrung import paths, resources
from nextrung.lazy import lazy
from nextrung.option_parser import add_command

if TYPE_CHECKING:
    from nextrung import workspace as workspaces
    from nextrung.sealing import check_number
else:
    workspaces = lazy("nextrung.workspace")
    check_number = lazy("nextrung.sealing.check_number")


def add_commands(commands: Any) -> None:
    """Add the command."""
    key = add_command(commands, "public-key", "print the public key of this data folder, and its number to compare")
    key.set_defaults(run=_print_key)


def _print_key(chosen: argparse.Namespace) -> int:
    database = paths.data_folder(chosen.data_dir) / paths.DATABASE
    workspace = workspaces.Workspace.open(database, resources.questionnaire_folders(), resources.assets("salary"))
    try:
        key = workspace.views.coach.public_key()
    finally:
        workspace.close()
    print(key)
    print(f"Number of the key, to be read aloud and compared: {check_number.check_number(key)}")
    return 0
