"""The work behind the dialog of packs. Each function runs in a thread and touches no widget."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from nextrung.report.blocks import Paper
from nextrung.report.formats import PACKED, ExportFormat, rendered_document, warning_of
from nextrung.report.pack import PACK_DEFAULTS, PackContents, PackMaterial
from nextrung.report.pages_pack import pack_document
from nextrung.report.pdf import as_pictures
from nextrung.report.saving import safe_name, save
from nextrung.report.words import words
from nextrung.ui.report.work import LONGEST_TEXT, Looked


class PackWish(Struct, frozen=True):
    """What is chosen in the dialog; ``names`` are lines that say what stands for a name."""

    contents: PackContents
    kind: ExportFormat
    paper: Paper
    names: str = ""


def first_pack(paper: Paper) -> PackWish:
    """What is chosen when the dialog opens for the first time."""
    return PackWish(PackContents("interview", PACK_DEFAULTS["interview"]), PACKED[0], paper)


def look(material: PackMaterial, wish: PackWish, dots: float) -> Looked:
    """The pages as they will be in the file, or its text. Raises NextRungError."""
    document = pack_document(material, wish.contents)
    if wish.kind.is_text:
        return Looked(text=rendered_document(document, wish.kind, wish.paper).decode()[:LONGEST_TEXT])
    pages = as_pictures(document, wish.paper, dots)
    return Looked(pages, fixed=wish.kind.fixed_pages, warning=warning_of(document, wish.kind))


def write(material: PackMaterial, wish: PackWish, path: Path) -> Path:
    """Write the file. Raises NextRungError; the file is whole or not there."""
    save(path, rendered_document(pack_document(material, wish.contents), wish.kind, wish.paper))
    return path


def file_name(material: PackMaterial, wish: PackWish) -> str:
    """A name for the file: what it is, whose, for which role, when."""
    say, role = words(), material.role.name if material.role.targets else ""
    what = say(f"pack.file_{wish.contents.kind}")
    return safe_name(say("running"), what, material.person, role, f"{material.made_on}", suffix=wish.kind.ending)
