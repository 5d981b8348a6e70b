"""Views of others on the current person, and whole assessments by file: asked, taken in, shown in groups."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from nextrung.clock import Clock
from nextrung.errors import NextRungError
from nextrung.lazy import lazy
from nextrung.people.person import Person
from nextrung.questionnaire.constants import FormId
from nextrung.questionnaire.model import Questionnaire
from nextrung.report.material import ViewsOfOthers
from nextrung.store import contents, people, reply_key, second_views, sqlite
from nextrung.store.database import writing
from nextrung.views import picture as pictures
from nextrung.views import release as releases
from nextrung.views.invitation import FEW_QUESTIONS, MINIMUM, Invitation, Part, asked_of_others
from nextrung.views.picture import Collected, Example, Picture
from nextrung.views.release import Release
from nextrung.views.rounds import (
    HIGHEST_MINIMUM,
    LONGEST_ASKED_NAME,
    Asked,
    CoachRound,
    KeptReply,
    Round,
    refused,
)
from nextrung.workspace import reply_intake
from nextrung.workspace.coach_rounds import CoachRounds, TakenHanded, handed_in, saved
from nextrung.workspace.reply_intake import Opened, Outcome, ReplyIntake, TakenReply

if TYPE_CHECKING:
    from nextrung.scoring.result import Result
    from nextrung.views import form, handing, letters, sealing
    from nextrung.views.letters import Letter
    from nextrung.workspace.bin import BinService
    from nextrung.workspace.questionnaires import Installed
else:
    form = lazy("nextrung.views.form")
    handing = lazy("nextrung.views.handing")
    letters = lazy("nextrung.views.letters")
    sealing = lazy("nextrung.views.sealing")

MINIMUM_SETTING = "views.minimum"
_NOT_HERE = "This round is not here any more."
_NOBODY = "There is no person yet whom others could be asked about."


class ViewsError(NextRungError):
    """Something about views of others that cannot be done, in one sentence."""


class WholeByFile(Struct, frozen=True):
    """A whole assessment that the person was asked for by file, and what came back."""

    asked: Asked
    form: FormId
    reply: KeptReply | None


class ViewService:
    """Everything about views of others; every change is on disk when its method returns."""

    def __init__(
        self,
        connection: sqlite.Connection,
        person: Callable[[], Person | None],
        content: Callable[[str], Questionnaire],
        installed: Callable[[], Installed],
        clock: Clock,
        *,
        hidden: Callable[[], frozenset[str]],
        deleted: Callable[[], BinService],
        result: Callable[[Questionnaire], Result | None],
    ) -> None:
        """Work on an open database; ``installed`` is what a new round asks, ``result`` the person's own newest one.

        ``hidden`` are the contents of questionnaires whose rounds are not shown; ``deleted`` is where deleted ones go.
        """
        self._connection = connection
        self._person = person
        self._content = content
        self._installed = installed
        self._clock = clock
        self._hidden = hidden
        self._deleted = deleted
        self._result = result
        self.coach = CoachRounds(connection, self.key_made, clock.moment, self.picture, content)
        """What goes to a coach and comes back."""
        self._begun: dict[str, CoachRound] = {}

    # rounds

    def rounds(self) -> tuple[Round, ...]:
        """The rounds in which others are asked, on the questionnaire that is looked at; the one made last ends them."""
        whole = self._whole()
        # of a round whose questions were lost in damaged data there is nothing to show
        return tuple(one for one in self._rounds() if one.items and one.id not in whole)

    def whole(self) -> tuple[WholeByFile, ...]:
        """The whole assessments that the person was asked for by file, the last at the end."""
        person, asked = self._person(), self._whole()
        if person is None or not asked:
            return ()
        replies = {one.id: one for one in second_views.whole_replies(self._connection, asked.values(), person.id)}
        return tuple(
            WholeByFile(asked[of.id], of.form, replies.get(asked[of.id].id)) for of in self._rounds() if of.id in asked
        )

    def round_of(self, asked: Asked) -> Round:
        """The round that somebody is asked in. Raises ViewsError."""
        return self._about(asked)[0]

    def content_of(self, of: Round) -> Questionnaire:
        """The exact content that a round asks."""
        return self._content(of.questionnaire)

    def minimum(self) -> int:
        """How many replies it takes to show a group, for the rounds to come."""
        kept = contents.setting(self._connection, MINIMUM_SETTING) or ""
        found = int(kept) if kept.isascii() and kept.isdigit() else MINIMUM
        return min(max(found, MINIMUM), HIGHEST_MINIMUM)

    def raise_minimum(self, minimum: int) -> None:
        """Show groups from more replies on. Raises ValueError below three: forms promise that at least."""
        if not MINIMUM <= minimum <= HIGHEST_MINIMUM:
            raise ValueError(minimum)
        contents.keep_setting(self._connection, MINIMUM_SETTING, str(minimum))

    def begin(self, due: date | None = None, *, whole_set: bool = False, coach_key: str = "") -> Round:
        """A round with 20 questions, or with all that others can be asked; kept with the first who is asked.

        With a ``coach_key`` that coach alone opens its replies. Raises ViewsError, ReplyError for what is no key.
        """
        coach_key = self.coach.require_key(coach_key)
        content = self._installed().questionnaire
        count = len(content.items_by_id) if whole_set else FEW_QUESTIONS
        items = tuple(item.id for item in asked_of_others(content, count))
        if not items:
            raise ViewsError(f"{content.id} {content.version} has no wording for others, so nobody else can be asked.")
        made = self._new("full", items, due)
        if coach_key:
            self._begun[made.id] = CoachRound(made.id, coach_key)
        return made

    def ask(self, of: Round, part: Part, name: str = "") -> Asked:
        """Ask somebody in a round. Raises ViewsError, DatabaseError."""
        name = " ".join(name.split())
        if len(name) > LONGEST_ASKED_NAME:
            raise ViewsError(f"The name of who is asked has more than {LONGEST_ASKED_NAME} characters.")
        problem = refused({one.id: one for one in self.asked(of)}, part)
        if problem:
            raise ViewsError(problem)
        if (kept := self.coach.of(of)) is not None and kept.proof_key:
            raise ViewsError("Whoever made this round asks in it; here its replies are taken in alone.")
        asked = Asked(uuid.uuid4().hex, of.id, part, name, self._clock.moment())
        second_views.ask(self._connection, asked, of, self._begun.get(of.id))
        return asked

    def ask_whole(self, which: FormId, due: date | None = None, *, coach_key: str = "") -> Asked:
        """Ask the person for a whole assessment by file. Raises ViewsError, DatabaseError; for a coach's key, too."""
        if coach_key:
            raise ViewsError("A whole assessment by file comes back here; leave the coach’s key empty.")
        content = self._installed().questionnaire
        of = self._new(which, tuple(item.id for item in content.form_items(which)), due)
        return self.ask(of, "self")

    def unask(self, asked: Asked) -> None:
        """Forget that somebody was asked who has not answered yet. Raises DatabaseError."""
        second_views.unask(self._connection, asked)

    def delete(self, of: Round) -> None:
        """Put a round with all that came of it into the bin; replies to it are refused from then on.

        Raises ViewsError, DatabaseError.
        """
        try:
            self._deleted().put_in("view_round", of.id)
        except KeyError as error:
            raise ViewsError(_NOT_HERE) from error

    def going_on(self) -> Round | None:
        """The newest round, where it asks what a new one would; None when a new one is to be begun."""
        newest = next(reversed(self.rounds()), None)
        if newest is not None and (coach := self.coach.of(newest)) is not None and coach.proof_key:
            return None
        return newest if newest is not None and newest.questionnaire == self._installed().fingerprint else None

    def ask_by(self, of: Round, due: date | None) -> Round:
        """Ask for the replies to a round by another day. Raises ViewsError, DatabaseError."""
        self._require_to_come(due)
        second_views.set_due(self._connection, of.id, due)
        return replace(of, due=due)

    def asked(self, of: Round) -> tuple[Asked, ...]:
        """Who is asked in a round, in the order of asking."""
        return second_views.asked_in(self._connection, of.id)

    # forms

    def form(self, asked: Asked) -> bytes:
        """The form for somebody, the same every time. Raises ViewsError, DatabaseError."""
        of, person = self._about(asked)
        seed = person.option_seed if asked.part == "self" else asked.id
        content = self._content(of.questionnaire)
        invitation = self.invitation(asked)
        return form.form(invitation, content, invitation.coach_key or self.coach.public_key(), seed, of.due)

    def letter(self, asked: Asked) -> Letter:
        """The letter that goes with the form. Raises ViewsError."""
        of, _ = self._about(asked)
        minutes = form.minutes(of.items, self._content(of.questionnaire))
        return letters.letter(self.invitation(asked), asked.name, minutes, of.due)

    def form_work(self, asked: Asked, path: Path) -> Callable[[], Path]:
        """Work that writes the form; it may run in another thread. Raises ViewsError, DatabaseError; the work too."""
        made = self.form(asked)
        return lambda: saved(path, made)

    def mail_work(self, asked: Asked, path: Path) -> Callable[[], Path]:
        """The same for a mail to be sent, with the form attached."""
        made = letters.draft(self.letter(asked), self.form(asked), f"{path.stem}.html")
        return lambda: saved(path, made)

    def key_made(self) -> str:
        """The key that replies are sealed to, made when there is none yet. Raises DatabaseError."""
        kept = reply_key.kept(self._connection)
        if kept is None:
            kept = sealing.new_key()
            contents.keep_setting(self._connection, reply_key.SETTING, kept)
        return kept

    # replies

    def take(self, raw: bytes, *, of_current: bool = False) -> TakenReply | TakenHanded:
        """Take a sealed reply in: a file, or the text copied out of a message. Raises ReplyError, and nothing is kept.

        With ``of_current`` it must be about the current person.
        """
        (outcome,) = self.take_opened([self.opening()(raw)], of_current=of_current)
        if isinstance(outcome, NextRungError):
            raise outcome
        return outcome

    def opening(self) -> Callable[[bytes], Opened]:
        """What opens a sealed reply, round or result; it touches no data and may run in another thread.

        Raises ReplyError; it too.
        """
        key = reply_key.kept(self._connection)
        if key is None:
            raise sealing.ReplyError("Nobody was asked from this data folder yet, so it opens no reply.")
        return partial(reply_intake.unsealed, key=key, of_rounds=second_views.proof_keys(self._connection))

    def take_opened(self, found: Sequence[Opened | NextRungError], *, of_current: bool = False) -> list[Outcome]:
        """Take in what was opened, in one transaction; what does not fit is left out. Raises DatabaseError."""
        intake = ReplyIntake(
            self._connection, self._content, self._clock.moment, self._person, self.key_made(), of_current=of_current
        )
        return intake.take(found)

    def withdraw(self, asked: Asked) -> None:
        """Take a reply back for whoever gave it: its answers and words go for good. Raises DatabaseError."""
        moment = self._clock.moment()
        for one in second_views.replies(self._connection, asked.round):
            if one.id == asked.id and not one.withdrawn:
                gone = KeptReply(one.id, one.part, taken_at=one.taken_at, withdrawn_at=moment)
                second_views.change_reply(self._connection, gone, moment)

    def hide(self, of: Round, example: Example) -> None:
        """Show an example no more. Raises DatabaseError."""
        with writing(self._connection):
            if self.coach.hide(of, example.text, example.competency):
                return
        for one in second_views.replies(self._connection, of.id):
            if one.part == example.part and one.examples.get(example.competency, "").strip() == example.text:
                hidden = replace(one, hidden=one.hidden | {example.competency})
                second_views.change_reply(self._connection, hidden, self._clock.moment())

    # showing

    def release(self, of: Round, part: Part) -> None:
        """Show a group, with all replies that are here. Raises ViewsError, DatabaseError."""
        if (coach := self.coach.of(of)) is not None and coach.coach_key:
            raise ViewsError("The replies to this round are with the coach whom it names, who shows its groups.")
        found = self.collected(of)
        content = self._content(of.questionnaire)
        new = Release(uuid.uuid4().hex, of.id, part, self._clock.moment(), frozenset(), {})
        before = found.releases.get(part)
        if releases.missing(part, found.replies, before, found.round.minimum):
            raise ViewsError("More replies are needed before this group can be shown.")
        made = releases.released(
            new, found.replies, before, lambda one: pictures.areas_seen(one, of, content), found.round.minimum
        )
        second_views.add_release(self._connection, made)

    def collected(self, of: Round) -> Collected:
        """All that came of a round. The setting may have been raised since: the higher minimum holds."""
        counts: dict[Part, int] = {}
        for one in self.asked(of):
            counts[one.part] = counts.get(one.part, 0) + 1
        return Collected(
            replace(of, minimum=max(of.minimum, self.minimum())),
            counts,
            second_views.replies(self._connection, of.id),
            second_views.last_releases(self._connection, of.id),
        )

    def picture(self, of: Round) -> Picture:
        """What is shown of a round."""
        return self.picture_of(self.collected(of))

    def picture_of(self, collected: Collected) -> Picture:
        """What is shown of all that came of a round."""
        content = self._content(collected.round.questionnaire)
        return self._shown(collected, content, self._result(content))

    def _shown(self, collected: Collected, content: Questionnaire, own: Result | None) -> Picture:
        """From the replies that are here, or as a coach handed it over."""
        handed = handed_in(self.coach.of(collected.round))
        if handed is not None:
            return handing.picture_of(collected, handed, content, own)
        return pictures.picture(collected, content, own)

    def shown_beside(self, own_content: Questionnaire, result: Callable[[], Result]) -> ViewsOfOthers | None:
        """The newest round of which anything is shown, beside a result on the same questionnaire."""
        for of in reversed(self.rounds()):
            content, collected = self._content(of.questionnaire), self.collected(of)
            if content.id != own_content.id:
                continue
            # another version asks other questions: its levels have nothing of this result beside them
            own = result() if content.version == own_content.version else None
            found = self._shown(collected, content, own)
            if any(one.shown for one in found.groups):
                names = {one.id: one.name for one in content.competencies}
                return ViewsOfOthers(of.made_at, collected.round.minimum, names, found)
        return None

    # inside

    def _rounds(self) -> tuple[Round, ...]:
        person = self._person()
        found = second_views.rounds_of(self._connection, person.id) if person else ()
        hidden = self._hidden()
        return tuple(one for one in found if one.questionnaire not in hidden)

    def _whole(self) -> dict[str, Asked]:
        person = self._person()
        return second_views.whole_asked(self._connection, person.id) if person else {}

    def _new(self, which: FormId, items: tuple[str, ...], due: date | None) -> Round:
        person = self._person()
        if person is None:
            raise ViewsError(_NOBODY)
        self._require_to_come(due)
        installed = self._installed().fingerprint
        moment = self._clock.moment()
        return Round(uuid.uuid4().hex, person.id, installed, which, items, moment, due, self.minimum())

    def _require_to_come(self, due: date | None) -> None:
        if due is not None and due < self._clock.today():
            raise ViewsError(f"The day by which replies are asked for, {due.isoformat()}, is over already.")

    def _about(self, asked: Asked) -> tuple[Round, Person]:
        of = second_views.round_by_id(self._connection, asked.round)
        person = people.by_id(self._connection, of.person) if of is not None else None
        if of is None or person is None:
            raise ViewsError(_NOT_HERE)
        if not person.name:
            raise ViewsError("A form says whom it is about, and this person has no name yet; give them one first.")
        return of, person

    def invitation(self, asked: Asked) -> Invitation:
        """The invitation as its form holds it, proven. Raises ViewsError, DatabaseError."""
        of, person = self._about(asked)
        content = self._content(of.questionnaire)
        plain = Invitation(
            of.id,
            asked.id,
            asked.part,
            person.name,
            content.id,
            content.version,
            of.form,
            of.items,
            minimum=of.minimum,
            coach_key=coach.coach_key if (coach := self.coach.of(of)) is not None else "",
        )
        return sealing.proven(plain, self.coach.proof_key(of.id))
