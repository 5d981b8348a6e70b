"""``nextrung ask`` and ``nextrung open-reply``: a form that somebody else fills in, and what came back."""

from __future__ import annotations

import argparse
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, get_args

from nextrung import looking, paths, resources
from nextrung.commands.force import add_force
from nextrung.counting import counted
from nextrung.errors import NextRungError
from nextrung.intake import entering
from nextrung.lazy import lazy
from nextrung.option_parser import add_command
from nextrung.questionnaire.constants import FormId
from nextrung.shown import clip
from nextrung.views.invitation import PARTS, Invitation, asked_of_others

if TYPE_CHECKING:
    from nextrung import workspace as workspaces
    from nextrung.assessment import described, walk
    from nextrung.assessment.answer import Answer
    from nextrung.commands import installed, named
    from nextrung.questionnaire.editions import Edition
    from nextrung.questionnaire.model import Questionnaire
    from nextrung.report import saving
    from nextrung.store import connection as store_connection
    from nextrung.store import database as store_database
    from nextrung.store import reply_key, second_views, sqlite
    from nextrung.store.encryption import entrance
    from nextrung.views import form, letters, reply, sealing
    from nextrung.views.reply import Reply
    from nextrung.views.rounds import Asked
    from nextrung.workspace import Workspace, reply_intake
    from nextrung.workspace.views import ViewService
else:
    workspaces = lazy("nextrung.workspace")
    described = lazy("nextrung.assessment.described")
    walk = lazy("nextrung.assessment.walk")
    installed = lazy("nextrung.commands.installed")
    named = lazy("nextrung.commands.named")
    saving = lazy("nextrung.report.saving")
    store_connection = lazy("nextrung.store.connection")
    store_database = lazy("nextrung.store.database")
    entrance = lazy("nextrung.store.encryption.entrance")
    reply_key = lazy("nextrung.store.reply_key")
    second_views = lazy("nextrung.store.second_views")
    form = lazy("nextrung.views.form")
    letters = lazy("nextrung.views.letters")
    reply = lazy("nextrung.views.reply")
    sealing = lazy("nextrung.views.sealing")
    reply_intake = lazy("nextrung.workspace.reply_intake")

T = TypeVar("T")
ENDINGS = (".html", ".htm")
SAMPLE_NAME = "Alex"
"""The sample person."""


class AskError(NextRungError):
    """A form that cannot be written as it was asked for."""


def add_commands(commands: Any) -> None:
    """Add both commands with their options."""
    ask = add_command(commands, "ask", "write a form that somebody fills in, in any browser, without a network")
    about = ask.add_mutually_exclusive_group(required=True)
    about.add_argument("--sample", action="store_true", help="about the sample person, for a look")
    about.add_argument("--for", dest="person", metavar="PERSON", help="about this person; replies can be taken in")
    ask.add_argument("--as", dest="part", choices=PARTS, required=True, help="as what somebody answers it")
    ask.add_argument("--form", choices=get_args(FormId), help="the questions of --as self; full when left out")
    ask.add_argument("--questionnaire", metavar="ID", help="the questionnaire; the first one when left out")
    ask.add_argument("--name", default="", metavar="NAME", help="who is asked; “a colleague” and so on when left out")
    ask.add_argument("--by", dest="due", metavar="DATE", help="the day by which it is asked back, such as 2027-04-03")
    ask.add_argument("--all-questions", action="store_true", help="all that others can be asked, not just 20")
    ask.add_argument("--new-round", action="store_true", help="begin another round, although one is there")
    ask.add_argument("--letter", type=Path, metavar="FILE.eml", help="also a mail with the form attached, to be sent")
    ask.add_argument("--out", type=Path, metavar="FILE.html", required=True, help="the form to write")
    add_force(ask)
    ask.set_defaults(run=_ask)
    opening = add_command(commands, "open-reply", "say what a sealed reply is; show the answers of a whole assessment")
    opening.add_argument("file", type=Path, metavar="FILE", help="a reply: its file, or its text in a file")
    opening.add_argument("--take", action="store_true", help="take it in, for the person whom it is about")
    opening.set_defaults(run=_open_reply)


def _ask(chosen: argparse.Namespace) -> int:
    if chosen.form and chosen.part != "self":
        raise AskError("--form belongs to --as self; others are asked the questions that they can have seen.")
    if chosen.out.suffix.lower() not in ENDINGS:
        raise AskError(f"{chosen.out} cannot be written: a form is a web page, so its name must end in .html or .htm.")
    if chosen.letter and chosen.letter.suffix.lower() != ".eml":
        raise AskError(f"{chosen.letter} cannot be written: a mail to be sent is a file whose name ends in .eml.")
    saving.require_free([chosen.out, *([chosen.letter] if chosen.letter else [])], replace=chosen.force)
    return _ask_about_sample(chosen) if chosen.sample else _ask_about_person(chosen)


def _ask_about_sample(chosen: argparse.Namespace) -> int:
    for option, is_given in (
        ("--name", chosen.name),
        ("--by", chosen.due),
        ("--all-questions", chosen.all_questions),
        ("--new-round", chosen.new_round),
        ("--letter", chosen.letter),
    ):
        if is_given:
            raise AskError(f"{option} belongs to --for; a form about the sample person is for a look alone.")
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
    _say_written(chosen, items, SAMPLE_NAME, round_, written)
    return 0


def _ask_about_person(chosen: argparse.Namespace) -> int:
    due = _day(chosen.due) if chosen.due else None
    if chosen.part == "self" and (chosen.name or chosen.all_questions or chosen.new_round):
        raise AskError("--name, --all-questions and --new-round belong to forms for others, not to --as self.")
    with _opened(paths.data_folder(chosen.data_dir) / paths.DATABASE) as here:
        person = named.only_one(chosen.person, here.people.everyone())
        if person is None:
            raise AskError(f"There is nobody called “{chosen.person}” in this data folder.")
        here.turn_to(person.id)
        if chosen.questionnaire:
            here.choose_questionnaire(chosen.questionnaire)
        asked = _asked(here.views, chosen, due)
        try:
            written = here.views.form(asked)
            saving.save(chosen.out, written)
            if chosen.letter:
                saving.save(chosen.letter, letters.draft(here.views.letter(asked), written, chosen.out.name))
        except BaseException:  # nobody was asked then
            here.views.unask(asked)
            raise
        items = here.views.round_of(asked).items
    _say_written(chosen, items, person.name, asked.round, written)
    return 0


def _asked(views: ViewService, chosen: argparse.Namespace, due: date | None) -> Asked:
    if chosen.part == "self":
        return views.ask_whole(chosen.form or "full", due)
    going_on = None if chosen.new_round or chosen.all_questions else views.going_on()
    if going_on is not None and due is not None:
        going_on = views.ask_by(going_on, due)
    return views.ask(going_on or views.begin(due, whole_set=chosen.all_questions), chosen.part, chosen.name)


def _say_written(chosen: argparse.Namespace, items: Sequence[str], name: str, round_: str, written: bytes) -> None:
    asked = counted(len(items), "1 question", "{0} questions")
    print(f"{chosen.out}: {asked} about {name}, as {chosen.part}; round {round_}, {len(written):,} bytes.")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise AskError(f"--by is “{clip(text)}”; write the day as 2027-04-03.") from error


def _open_reply(chosen: argparse.Namespace) -> int:
    name = chosen.file.name
    sealed = entering.whole(chosen.file, entering.REPLY)
    database = paths.data_folder(chosen.data_dir, make=False) / paths.DATABASE
    key = _kept_key(database)
    if key is None:
        raise sealing.ReplyError(f"{name}: Nobody was asked from this data folder yet, so it opens no reply.")
    try:
        if chosen.take:
            return _take(database, sealed)
        given = reply.read(sealing.opened(sealed, key))
        sealing.require_proven(given.invitation, _proof_key(database, given, key))
        lines = _in_words(given, _edition_of(given, chosen.data_dir).content)
    except sealing.ReplyError as error:
        raise sealing.ReplyError(f"{name}: {error}") from error
    print("\n".join(lines))
    return 0


def _take(database: Path, sealed: bytes) -> int:
    with _opened(database) as here:
        taken = here.views.take(sealed)
    if isinstance(taken, reply_intake.TakenReply):
        print("\n".join(_in_words(taken.reply, taken.content)))
    print(f"Taken in for {taken.person.name}.")
    return 0


@contextmanager
def _opened(database: Path) -> Iterator[Workspace]:
    opened = workspaces.Workspace.open(database, resources.questionnaire_folders(), resources.assets("salary"))
    try:
        yield opened
    finally:
        opened.close()


def _key_made(database: Path) -> str:
    """The key of the data folder, made when there is none yet. Raises NextRungError."""
    kept = _kept_key(database)
    if kept is not None:
        return kept
    with _opened(database) as here:
        return here.views.key_made()


def _proof_key(database: Path, given: Reply, key: str) -> str:
    """What proves the invitation of a reply: a round that a client handed over has a key of its own."""
    if not given.invitation.coach_key:
        return key
    return _read(database, second_views.proof_keys).get(given.invitation.round, key)


def _kept_key(database: Path) -> str | None:
    """The key of the data folder; a window may have it open meanwhile."""
    return _read(database, reply_key.kept) if looking.is_file(database) else None


def _read(database: Path, what: Callable[[sqlite.Connection], T]) -> T:
    entrance.require_unlocked(database)
    try:
        return store_database.read_beside_others(database, what)
    except store_connection.FAILURES as error:
        why = store_connection.reason(error)
        raise AskError(f"The data in {database.parent} cannot be read: {why}.") from error


def _edition_of(given: Reply, data_dir: Path | None) -> Edition:
    asked = given.invitation
    for edition in installed.editions(data_dir, asked.questionnaire):
        if (edition.id, edition.version) == (asked.questionnaire, asked.version):
            return edition
    raise sealing.ReplyError(f"{asked.questionnaire} {asked.version}, which this reply answers, is not installed.")


def _in_words(given: Reply, content: Questionnaire) -> list[str]:
    asked = given.invitation
    head = [
        f"round: {asked.round}",
        f"part: {asked.part}",
        f"questionnaire: {asked.questionnaire} {asked.version}",
    ]
    if asked.part != "self":
        return [*head, _completeness(given.answered, len(asked.items))]
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
