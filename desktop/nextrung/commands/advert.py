"""``nextrung advert``: what job adverts seem to ask for, as text or as one JSON object; nothing is kept."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nextrung import resources, terminal
from nextrung.errors import NextRungError
from nextrung.lazy import lazy
from nextrung.option_parser import add_command
from nextrung.shown import in_a_line

if TYPE_CHECKING:
    from nextrung import workspace as workspaces
    from nextrung.advert import phrases as advert_phrases
    from nextrung.advert import reading as advert_reading
    from nextrung.advert import written
    from nextrung.commands import installed
    from nextrung.intake import documents
    from nextrung.questionnaire import editions, model
else:
    workspaces = lazy("nextrung.workspace")
    advert_phrases = lazy("nextrung.advert.phrases")
    advert_reading = lazy("nextrung.advert.reading")
    written = lazy("nextrung.advert.written")
    installed = lazy("nextrung.commands.installed")
    documents = lazy("nextrung.intake.documents")
    editions = lazy("nextrung.questionnaire.editions")
    model = lazy("nextrung.questionnaire.model")

MOST_ADVERTS = 100


def add_commands(commands: Any) -> None:
    """Add the command with its options."""
    advert = add_command(commands, "advert", "say what job adverts seem to ask for")
    advert.more = _roles_in_words
    advert.add_argument(
        "files", type=Path, nargs="+", metavar="FILE", help="adverts as .txt, .docx, .odt, .html or .pdf, in English"
    )
    advert.add_argument("--role", metavar="ID", help="the role profile to start from; the nearest one when left out")
    advert.add_argument("--json", action="store_true", help="print one JSON object")
    advert.set_defaults(run=run)


def _questionnaire() -> model.Questionnaire:
    """The first one of the program, which phrases of adverts are known for."""
    return editions.editions(resources.questionnaire_folders())[0].content


def _roles_in_words() -> str:
    return "\n".join(["roles (ID):", *installed.role_lines(_questionnaire())])


def run(chosen: argparse.Namespace) -> int:
    """Print what the adverts ask for. One that cannot be read is said on standard error, and the others go on.

    Raises NextRungError in one sentence for too many files and for a role that there is not.
    """
    if len(chosen.files) > MOST_ADVERTS:
        raise NextRungError(f"{len(chosen.files)} files are too many; at most {MOST_ADVERTS} adverts are read at once.")
    questionnaire = _questionnaire()
    phrases = advert_phrases.phrases_for(questionnaire.id)
    role = workspaces.find_role(questionnaire, chosen.role) if chosen.role is not None else None
    readings = []
    for path in chosen.files:
        try:
            readings.append((in_a_line(path.name), _read(path, phrases)))
        except NextRungError as error:
            terminal.say(error)
    if readings:
        found = written.AdvertsRead(tuple(readings), questionnaire, phrases, role)
        if chosen.json:
            print(json.dumps(written.as_json(found), ensure_ascii=False, indent=1, allow_nan=False))
        else:
            print("\n".join(written.as_text(found)))
    return 0 if len(readings) == len(chosen.files) else 1


def _read(path: Path, phrases: advert_phrases.PhraseFile) -> advert_reading.AdvertReading:
    text = documents.read_document(path)
    try:
        return advert_reading.read_advert(text, phrases)
    except advert_reading.AdvertError as error:
        raise advert_reading.AdvertError(f"{in_a_line(path.name)}: {error}.") from error
