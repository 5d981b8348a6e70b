"""``nextrung ask`` and ``nextrung open-reply``: a form that somebody else fills in, and what came back."""

from __future__ import annotations

import argparse
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from nextrung import looking, paths, resources
from nextrung.commands.force import add_force
from nextrung.counting import counted
from nextrung.errors import NextRungError
from nextrung.intake import entering
from nextrung.lazy import lazy
from nextrung.option_parser import add_command
from nextrung.questionnaire.constants import FormId
from nextrung.views.invitation import PARTS, Invitation, asked_of_others

if TYPE_CHECKING:
    from nextrung import workspace as workspaces
    from nextrung.assessment import described, walk
    from nextrung.assessment.answer import Answer
    from nextrung.commands import installed
    from nextrung.questionnaire.editions import Edition
    from nextrung.questionnaire.model import Questionnaire
    from nextrung.report import saving
    from nextrung.store import connection as store_connection
    from nextrung.store import database as store_database
    from nextrung.store import reply_key
    from nextrung.views import form, reply, sealing
    from nextrung.views.reply import Reply
else:
    workspaces = lazy("nextrung.workspace")
    described = lazy("nextrung.assessment.described")
    walk = lazy("nextrung.assessment.walk")
    installed = lazy("nextrung.commands.installed")
    saving = lazy("nextrung.report.saving")
    store_connection = lazy("nextrung.store.connection")
    store_database = lazy("nextrung.store.database")
    reply_key = lazy("nextrung.store.reply_key")
    form = lazy("nextrung.views.form")
    reply = lazy("nextrung.views.reply")
    sealing = lazy("nextrung.views.sealing")

ENDINGS = (".html", ".htm")
SAMPLE_NAME = "Alex"
"""The sample person."""


class AskError(NextRungError):
    """A form that cannot be written as it was asked for."""


def add_commands(commands: Any) -> None:
    """Add both commands with their options."""
    ask = add_command(commands, "ask", "write a form about the sample person, for any browser, without a network")
    ask.add_argument("--sample", action="store_true", required=True, help="about the sample person, for a look")
    ask.add_argument("--as", dest="part", choices=PARTS, required=True, help="as what somebody answers it")
    ask.add_argument("--form", choices=get_args(FormId), help="the questions of --as self; full when left out")
    ask.add_argument("--questionnaire", metavar="ID", help="the questionnaire; the first one when left out")
    ask.add_argument("--out", type=Path, metavar="FILE.html", required=True, help="the form to write")
    add_force(ask)
    ask.set_defaults(run=_ask)
    opening = add_command(commands, "open-reply", "say what a sealed reply is; show the answers of a whole assessment")
    opening.add_argument("file", type=Path, metavar="FILE", help="a reply: its file, or its text in a file")
    opening.set_defaults(run=_open_reply)


def _ask(chosen: argparse.Namespace) -> int:
    if chosen.form and chosen.part != "self":
        raise AskError("--form belongs to --as self; others are asked the questions that they can have seen.")
    if chosen.out.suffix.lower() not in ENDINGS:
        raise AskError(f"{chosen.out} cannot be written: a form is a web page, so its name must end in .html or .htm.")
    saving.require_free([chosen.out], replace=chosen.force)
    content = installed.editions(chosen.data_dir, chosen.questionnaire)[0].content
    which: FormId = chosen.form or "full"
    if chosen.part == "self":
        items = tuple(item.id for item in content.form_items(which))
    else:
        items = tuple(item.id for item in asked_of_others(content))
    if not items:
        raise AskError(f"{content.id} {content.version} has no wording for others, so nobody else can be asked.")
    key = _key_made(paths.data_folder(chosen.data_dir) / paths.DATABASE)
    round_, number = uuid.uuid4().hex, uuid.uuid4().hex
    plain = Invitation(round_, number, chosen.part, SAMPLE_NAME, content.id, content.version, which, items)
    invitation = sealing.proven(plain, key)
    written = form.form(invitation, content, sealing.public_key(key), seed=number)
    saving.save(chosen.out, written)
    asked = counted(len(items), "1 question", "{0} questions")
    print(f"{chosen.out}: {asked} about {SAMPLE_NAME}, as {chosen.part}; round {round_}, {len(written):,} bytes.")
    return 0


def _open_reply(chosen: argparse.Namespace) -> int:
    name = chosen.file.name
    sealed = entering.whole(chosen.file, entering.REPLY)
    key = _kept_key(paths.data_folder(chosen.data_dir, make=False) / paths.DATABASE)
    if key is None:
        raise sealing.ReplyError(f"{name}: Nobody was asked from this data folder yet, so it opens no reply.")
    try:
        given = reply.read(sealing.opened(sealed, key))
        sealing.require_proven(given.invitation, key)
        lines = _in_words(given, _edition_of(given, chosen.data_dir))
    except sealing.ReplyError as error:
        raise sealing.ReplyError(f"{name}: {error}") from error
    print("\n".join(lines))
    return 0


def _key_made(database: Path) -> str:
    """The key of the data folder, made when there is none yet. Raises NextRungError."""
    kept = _kept_key(database)
    if kept is not None:
        return kept
    opened = workspaces.Workspace.open(database, resources.questionnaire_folders(), resources.assets("salary"))
    try:
        # looked at again, now that nobody else has it: a second key would leave replies to the first one closed
        kept = _kept_key(database)
        if kept is None:
            kept = sealing.new_key()
            opened.keep_setting(reply_key.SETTING, kept)
        return kept
    finally:
        opened.close()


def _kept_key(database: Path) -> str | None:
    """The key of the data folder; a window may have it open meanwhile."""
    if not looking.is_file(database):
        return None
    try:
        return store_database.read_beside_others(database, reply_key.kept)
    except store_connection.FAILURES as error:
        why = store_connection.reason(error)
        raise AskError(f"The data in {database.parent} cannot be read: {why}.") from error


def _edition_of(given: Reply, data_dir: Path | None) -> Edition:
    asked = given.invitation
    for edition in installed.editions(data_dir, asked.questionnaire):
        if (edition.id, edition.version) == (asked.questionnaire, asked.version):
            return edition
    raise sealing.ReplyError(f"{asked.questionnaire} {asked.version}, which this reply answers, is not installed.")


def _in_words(given: Reply, edition: Edition) -> list[str]:
    asked = given.invitation
    head = [
        f"round: {asked.round}",
        f"part: {asked.part}",
        f"questionnaire: {asked.questionnaire} {asked.version}",
    ]
    if asked.part != "self":
        return [*head, _completeness(given.answered, len(asked.items))]
    content = edition.content
    answers = reply.own_answers(given, content)
    scored = content.scored_items[asked.form]
    settled = sum(walk.is_settled(item, answers) for item in scored)
    values = [f"{one}: {_value(answers[one], content)}" for one in asked.items if one in answers]
    return [*head, f"form: {asked.form}", _completeness(settled, len(scored)), *values]


def _completeness(answered: int, asked: int) -> str:
    state = "complete" if answered == asked else "open"
    said = counted(asked, "{1} of 1 question answered", "{1} of {0} questions answered", answered)
    return f"completeness: {said} ({state})"


def _value(answer: Answer, content: Questionnaire) -> str:
    """What was given, as answers files have it."""
    kind = content.items_by_id[answer.item].kind
    words = ", ".join(described.chosen(answer))
    if answer.no_chance:
        words = "did not come up" if kind.is_share else "no chance yet"
    elif answer.skipped:
        words = "skipped"
    sure = f" ({answer.confidence})" if answer.confidence else ""
    return f"{words or 'a note alone'}{sure}"
