"""``nextrung import FILE --as data``: a data file, sealed or not, merged into what is here."""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

from nextrung import looking, paths, resources
from nextrung.clock import local_day
from nextrung.commands import named, sealing, sharing
from nextrung.counting import counted
from nextrung.errors import NextRungError
from nextrung.sealing.check_number import check_number
from nextrung.shown import clip
from nextrung.workspace import Workspace
from nextrung.workspace.sharing import Arrival
from nextrung.workspace.transfer import PassphraseNeededError, PersonPreview, Tally, TransferReading


class WhoseError(NextRungError):
    """A share of which it was not said whose it is here."""


def run(chosen: argparse.Namespace) -> int:
    """Read the file, print what is in it, and take it in unless it is a dry run. Raises NextRungError."""
    folder = paths.data_folder(chosen.data_dir, make=False)
    passphrase = sealing.passphrase(chosen)
    if not looking.is_file(folder / paths.DATABASE):
        # what is no data file makes no data folder
        with tempfile.TemporaryDirectory() as place:
            found, passphrase = _looked_into(Path(place), chosen, passphrase)
        if chosen.dry_run:
            return _shown(found, chosen)
    workspace = _open(paths.data_folder(chosen.data_dir))
    try:
        found, _ = _read(workspace, chosen, passphrase)
        _decide(workspace, found, chosen)
        return _shown(found, chosen) if chosen.dry_run else _taken(workspace, found, chosen)
    finally:
        workspace.close()


def _looked_into(place: Path, chosen: argparse.Namespace, passphrase: str | None) -> tuple[TransferReading, str | None]:
    """What a file holds, beside data in which nobody is, and the passphrase that opened it."""
    workspace = _open(place)
    try:
        return _read(workspace, chosen, passphrase)
    finally:
        workspace.close()


def _open(folder: Path) -> Workspace:
    return Workspace.open(folder / paths.DATABASE, resources.questionnaire_folders(), resources.assets("salary"))


def _read(
    workspace: Workspace, chosen: argparse.Namespace, passphrase: str | None
) -> tuple[TransferReading, str | None]:
    try:
        return workspace.transfer.reading_work(chosen.file, passphrase=passphrase)(), passphrase
    except PassphraseNeededError:
        # only now: a file that is not sealed, or for a key, asks for none
        passphrase = sealing.asked()
        return workspace.transfer.reading_work(chosen.file, passphrase=passphrase)(), passphrase


def _decide(workspace: Workspace, found: TransferReading, chosen: argparse.Namespace) -> None:
    """Whose a share is that comes for the first time, as it was said. Raises WhoseError, UnknownPersonError."""
    arrival = found.preview.arrival
    if arrival is None or arrival.purpose != "share":
        return
    if chosen.person:
        known = named.only_one(chosen.person, arrival.candidates)
        if known is None:
            raise WhoseError(f"Nobody called “{chosen.person}” could be whose this file is.")
        workspace.transfer.decide(found, known.id)
    elif not arrival.person and chosen.new:
        workspace.transfer.decide(found, "")
    elif not arrival.person and not chosen.dry_run:
        name = clip(arrival.name) or "somebody without a name"
        raise WhoseError(
            f"This file is from {name}, and it may be somebody who is here: add --for NAME to take it in for them, or"
            " --new to make a new person. Nothing was changed."
        )


def _shown(found: TransferReading, chosen: argparse.Namespace) -> int:
    """Print what would come in."""
    if chosen.json:
        print(json.dumps(_as_json(found), ensure_ascii=False, indent=1))
    else:
        print(_as_text(found, chosen))
        print("Nothing was written.")
    return 0


def _taken(workspace: Workspace, found: TransferReading, chosen: argparse.Namespace) -> int:
    taken = workspace.transfer.take_in(found, chosen.differing)
    updated = taken.newer + (taken.differs if chosen.differing == "file" else 0)
    if chosen.json:
        print(
            json.dumps(
                {**_as_json(found), "taken": {"added": taken.new, "updated": updated}}, ensure_ascii=False, indent=1
            )
        )
    else:
        print(_as_text(found, chosen))
        print(f"Taken in: {taken.new:,} added, {updated:,} updated. What was there before is the newest backup.")
    return 0


def _counts(tally: Tally) -> dict[str, int]:
    return {"new": tally.new, "newer": tally.newer, "same": tally.same + tally.older, "differing": tally.differs}


def _as_json(found: TransferReading) -> dict[str, object]:
    seen = found.preview
    people = [
        {"name": one.name, "here": one.name_here is not None, "assessments": one.assessments} for one in seen.people
    ]
    told: dict[str, object] = {"written": seen.made_at, "version": seen.app, "people": people}
    if seen.arrival is not None:
        told |= {"purpose": seen.arrival.purpose, "until": seen.arrival.until, "parts": seen.arrival.parts}
    return {**told, "rows": _counts(seen.total)}


def _as_text(found: TransferReading, chosen: argparse.Namespace) -> str:
    seen = found.preview
    of = counted(len(seen.people), "1 person", "{0} people")
    counts = _counts(seen.total)
    return "\n".join(
        (
            f"{chosen.file.name}: {of}, written on {local_day(seen.made_at)} by Next Rung {clip(seen.app)}.",
            *(_line(one) for one in seen.people),
            *(() if seen.arrival is None else _about(seen.arrival)),
            f"Rows: {counts['new']:,} new, {counts['newer']:,} newer in the file, {counts['same']:,} here already, "
            f"{counts['differing']:,} differing.",
        )
    )


def _about(arrival: Arrival) -> list[str]:
    lines = sharing.in_words(arrival)
    if arrival.purpose == "share":
        lines.append(sharing.PROMISE)
    if arrival.key_before:
        lines.append(
            f"Its key is another one than before ({check_number(arrival.key_before)}): ask whose it is, face to face."
        )
    return lines


def _line(one: PersonPreview) -> str:
    here = "new" if one.name_here is None else "here already"
    return f"  {one.name or 'You'}: {counted(one.assessments, '1 assessment', '{0} assessments')}, {here}"
