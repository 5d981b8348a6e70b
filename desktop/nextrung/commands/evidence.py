"""``nextrung evidence``: a pack of one person's evidence as a file, without a window."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nextrung import paths, resources, terminal
from nextrung.commands import named
from nextrung.commands.force import add_force
from nextrung.commands.parts_asked import one_of_these, parts_of
from nextrung.commands.safekeeping import require_database
from nextrung.commands.score import roles_in_words
from nextrung.errors import NextRungError
from nextrung.evidence.replacing import pairs_of, replacing
from nextrung.lazy import lazy
from nextrung.option_parser import add_command
from nextrung.report.formats import PACKED, ExportFormat, format_of, known_format, names, rendered_document, warning_of
from nextrung.report.pack import PACK_KINDS, PACK_PARTS, VOICES, PackMaterial, pack_contents
from nextrung.report.saving import require_free, save
from nextrung.shown import clip
from nextrung.workspace import Workspace, find_role

if TYPE_CHECKING:
    from nextrung.report import pages_pack, pdf
    from nextrung.workspace import packs
else:
    packs = lazy("nextrung.workspace.packs")
    pages_pack = lazy("nextrung.report.pages_pack")
    pdf = lazy("nextrung.report.pdf")


class PackError(NextRungError):
    """A pack that cannot be made as it was asked for."""


def add_commands(commands: Any) -> None:
    """Add the command with its options."""
    endings = " ".join(one.ending for one in PACKED)
    evidence = add_command(commands, "evidence", "write a pack of your evidence, for an interview or a talk")
    evidence.more = roles_in_words
    evidence.add_argument("--out", type=Path, metavar="FILE", required=True, help=f"the file to write: {endings}")
    evidence.add_argument("--kind", default="interview", metavar="KIND", help=one_of_these(PACK_KINDS))
    evidence.add_argument("--format", metavar="NAME", help=f"{names(PACKED)}; by the ending of FILE when left out")
    named.add_person(evidence, "evidence")
    evidence.add_argument("--role", metavar="ID", help="the role profile to make it for")
    evidence.add_argument("--questionnaire", metavar="ID", help="the questionnaire whose areas and questions it has")
    evidence.add_argument(
        "--with",
        dest="more",
        default="",
        metavar="PARTS",
        help=f"parts to add, commas between: {one_of_these(PACK_PARTS)}",
    )
    evidence.add_argument("--without", dest="less", default="", metavar="PARTS", help="parts of these to leave out")
    evidence.add_argument(
        "--voice", default="first", metavar="NAME", help=f"who speaks in a promotion case: {one_of_these(VOICES)}"
    )
    evidence.add_argument(
        "--replace",
        action="append",
        default=[],
        metavar="NAME=PART",
        help="what stands in place of a name, such as “Priya=my manager”; those kept in the window hold, too",
    )
    evidence.add_argument("--paper", default="a4", metavar="NAME", help="a4 or letter")
    add_force(evidence)
    evidence.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Write the pack; 0 when it is written. Raises NextRungError in one sentence."""
    if chosen.paper not in pdf.PAPERS:
        raise PackError(f"--paper is “{chosen.paper}”; allowed are {', '.join(pdf.PAPERS)}.")
    wanted = pack_contents(chosen.kind, chosen.voice, parts_of(chosen.more), parts_of(chosen.less))
    kind = _kind(chosen)
    pairs_of("\n".join(chosen.replace))  # raises before anything is read or written
    material, whose = _material(chosen)
    if not wanted.parts & material.held():
        raise PackError("There is nothing for such a pack yet: no examples, and no finished assessment.")
    require_free([chosen.out], replace=chosen.force)
    document = pages_pack.pack_document(material, wanted)
    warning = warning_of(document, kind)
    if warning:
        terminal.say(f"{chosen.out.name}: {warning}")
    save(chosen.out, rendered_document(document, kind, chosen.paper))
    if whose:
        terminal.say(f"This is of {clip(whose)}, who is open; --person names somebody else.")
    print(chosen.out)
    return 0


def _kind(chosen: argparse.Namespace) -> ExportFormat:
    by_ending = format_of(chosen.out, PACKED)
    # a file whose ending says something else than its content opens in the wrong program
    if chosen.format is not None and known_format(chosen.format, formats=PACKED) != by_ending:
        raise PackError(f"{chosen.out.name} does not end in .{chosen.format}, as --format asks for.")
    return by_ending


def _material(chosen: argparse.Namespace) -> tuple[PackMaterial, str]:
    """What the pack is made of, and whose it is where there are several people and none was named."""
    database = require_database(paths.data_folder(chosen.data_dir, make=False))
    workspace = Workspace.look(database, resources.questionnaire_folders(), resources.assets("salary"))
    try:
        named.turn_to(workspace, chosen.person)
        if chosen.questionnaire is not None:
            workspace.questionnaires.look_at(chosen.questionnaire)
        role = workspace.role
        if chosen.role is not None:
            role = find_role(workspace.installed.questionnaire, chosen.role)
        # names that were left out in the window would be missed here by nobody but those who are named
        kept = workspace.draft("pack").fields().get("names", "")
        clean = replacing(pairs_of("\n".join((kept, *chosen.replace))))
        name = workspace.person.name if workspace.person is not None else ""
        is_one_of_several = not chosen.person and len(workspace.people.everyone()) > 1
        material = packs.pack_material(workspace, role, name, clean)
        return material, name if is_one_of_several else ""
    finally:
        workspace.close()
