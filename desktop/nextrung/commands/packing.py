"""``nextrung pack``: a questionnaire as one file that travels."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nextrung import looking
from nextrung.commands.force import add_force
from nextrung.lazy import lazy
from nextrung.option_parser import add_command
from nextrung.paths import QUESTIONNAIRE_ENDING

if TYPE_CHECKING:
    from nextrung.commands import installed
    from nextrung.questionnaire import installing, travelling
    from nextrung.report import saving
else:
    installed = lazy("nextrung.commands.installed")
    installing = lazy("nextrung.questionnaire.installing")
    travelling = lazy("nextrung.questionnaire.travelling")
    saving = lazy("nextrung.report.saving")


def add_commands(commands: Any) -> None:
    """Add the command with its options."""
    pack = add_command(commands, "pack", "write a questionnaire as one file that another computer takes in")
    pack.add_argument("questionnaire", metavar="ID", help="the id of an installed questionnaire, or its folder")
    pack.add_argument("--out", type=Path, metavar="FILE", help="the file; by default ID.nextrung-questionnaire here")
    add_force(pack)
    pack.set_defaults(run=_pack)


def _pack(chosen: argparse.Namespace) -> int:
    folder = _folder(chosen)
    texts = travelling.texts_in(folder)
    content = installing.loaded(texts, looking.resolved(folder).name)
    out = chosen.out or Path(f"{content.id}-{content.version}{QUESTIONNAIRE_ENDING}")
    if out.suffix != QUESTIONNAIRE_ENDING:
        raise travelling.TravelError(f"{out} must end in {QUESTIONNAIRE_ENDING}, so that it is known for what it is.")
    saving.require_free([out], replace=chosen.force)
    saving.save(out, travelling.packed(texts))
    print(f"{out}: “{content.title}” {content.version}.")
    return 0


def _folder(chosen: argparse.Namespace) -> Path:
    named = Path(chosen.questionnaire)
    if looking.is_folder(named):
        return named
    return installed.catalogue(chosen.data_dir).entry(chosen.questionnaire).folder
