"""``nextrung export --format share`` and ``--format plan``: between a client and a coach."""

from __future__ import annotations

import argparse
from datetime import date

from nextrung import paths, resources
from nextrung.clock import local_day
from nextrung.commands import named
from nextrung.commands.safekeeping import require_database
from nextrung.counting import counted
from nextrung.errors import NextRungError
from nextrung.people.person import Person
from nextrung.report import saving
from nextrung.sealing.check_number import check_number
from nextrung.shown import clip
from nextrung.workspace import Workspace
from nextrung.workspace.sharing import (
    SHARE_PARTS,
    USUAL_PARTS,
    Arrival,
    ArrivalThing,
    PreparedShare,
    SharePart,
    ThingKind,
)

_KINDS: dict[ThingKind, str] = {
    "assessment": "Assessment",
    "own_profile": "Own targets",
    "plan_step": "Step",
    "evidence": "Evidence",
    "work_example": "Example",
    "own_advert": "Advert",
    "practice_sitting": "Practice",
    "prediction": "Prediction",
    "own_figure": "Pay",
    "note": "Notes",
}
PROMISE = "The day is a promise, not a lock: whoever took the file in can keep what is in it."


class SharingWishError(NextRungError):
    """Something that cannot be shared as it was asked for."""


def run(chosen: argparse.Namespace) -> int:
    """Make the file, print what is in it, and write it unless it is a dry run. Raises NextRungError."""
    saving.require_free([chosen.out], replace=chosen.force)
    workspace = _open(chosen)
    try:
        prepared = _plan(workspace, chosen) if chosen.format == "plan" else _share(workspace, chosen)
        print("\n".join(in_words(prepared.seen)))
        if chosen.dry_run:
            print("Nothing was written.")
            return 0
        path = workspace.sharing.sealing_work(prepared, chosen.out)()
    finally:
        workspace.close()
    print(f"{path}: sealed for the key with the number {check_number(prepared.key)}; nobody else can open it.")
    if chosen.format == "share":
        print(PROMISE)
    return 0


def _open(chosen: argparse.Namespace) -> Workspace:
    database = require_database(paths.data_folder(chosen.data_dir, make=False))
    return Workspace.open(database, resources.questionnaire_folders(), resources.assets("salary"))


def _share(workspace: Workspace, chosen: argparse.Namespace) -> PreparedShare:
    if not chosen.seal_to:
        raise SharingWishError("--format share is sealed for your coach: give their public key with --seal-to.")
    parts, until, person = _parts(chosen.parts), _day(chosen.until), _whose(workspace, chosen)
    return workspace.sharing.share_work(parts, until, chosen.seal_to, of=person)()


def _plan(workspace: Workspace, chosen: argparse.Namespace) -> PreparedShare:
    if chosen.seal_to or chosen.until or chosen.parts:
        raise SharingWishError("--format plan goes to the key that came with the share; leave the other options out.")
    person = _whose(workspace, chosen)
    if person is None:
        raise SharingWishError("Say with --person whose plan it is.")
    return workspace.sharing.plan_work(person.id)()


def _whose(workspace: Workspace, chosen: argparse.Namespace) -> Person | None:
    people = workspace.people.everyone()
    if not chosen.person:
        if len(people) > 1 and chosen.format == "share":
            raise SharingWishError("Several people are here; say with --person whose results are shared.")
        return None
    return named.whoever_is(chosen.person, people)


def _parts(text: str) -> tuple[SharePart, ...]:
    if not text:
        return USUAL_PARTS
    wanted = [one.strip() for one in text.split(",")]
    for one in wanted:
        if one not in SHARE_PARTS:
            raise SharingWishError(f"--parts names “{one}”; there are {', '.join(SHARE_PARTS)}.")
    return tuple(part for part in SHARE_PARTS if part in wanted)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        said = f"--until is “{text}”" if text else "--until is missing"
        raise SharingWishError(f"{said}; write the last day on which you share, such as 2027-04-03.") from error


def in_words(seen: Arrival) -> list[str]:
    """What both sides see of a file, line by line."""
    lines = [_line(thing) for thing in seen.things] or ["  Nothing."]
    if seen.purpose == "plan":
        return ["A plan from a coach:", *lines]
    kept_back = ", ".join(part for part in SHARE_PARTS if part not in seen.parts) or "nothing"
    return [
        f"Shared by {clip(seen.name) or 'somebody without a name'} until {seen.until}:",
        *lines,
        f"Not in it: {kept_back}.",
        f"Answers go to the key with the number {check_number(seen.answer_key)}.",
    ]


def _line(thing: ArrivalThing) -> str:
    facts = [clip(thing.title)]
    if thing.kind == "assessment":
        answers = counted(thing.number, "1 answer", "{0} answers")
        facts += [thing.detail, answers, f"finished {local_day(thing.at)}" if thing.at else "not finished"]
    elif thing.kind == "own_figure":
        facts += [f"{thing.number:,} {thing.detail}", thing.at]
    elif thing.kind == "note":
        facts = [f"{thing.number:,}"]
    else:
        facts += [thing.detail, thing.at[:10]]
    return f"  {_KINDS[thing.kind]}: {', '.join(fact for fact in facts if fact)}"
