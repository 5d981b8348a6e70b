"""What a person can do: the use cases around a person and their assessments."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import cached_property, partial
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from msgspec.structs import replace

from nextrung import parts, paths
from nextrung.assessment.answer import Answer
from nextrung.assessment.known import carried, known
from nextrung.assessment.record import AssessmentRecord
from nextrung.clock import Clock, utc_now
from nextrung.errors import DiskFullError, NextRungError
from nextrung.keys import held
from nextrung.lazy import lazy
from nextrung.people.person import Person
from nextrung.questionnaire import catalogue
from nextrung.questionnaire.constants import FormId
from nextrung.questionnaire.editions import Edition
from nextrung.questionnaire.kinds import Item
from nextrung.questionnaire.model import Questionnaire, Role, Target
from nextrung.store import assessments, contents, open_round, people, sqlite, unfinished
from nextrung.store.backups.backup_folder import Backup, BackupFolder
from nextrung.store.connection import Connection, is_only_to_look
from nextrung.store.database import ask_for_check, open_copy, open_database, open_to_look
from nextrung.store.encryption import entrance
from nextrung.store.lock import FolderLock
from nextrung.workspace.assessment import Assessment, seen_before
from nextrung.workspace.lookups import find_role, read_answers_file
from nextrung.workspace.plan import PlanService
from nextrung.workspace.privacy import PrivacyService
from nextrung.workspace.questionnaires import Installed, QuestionnaireService
from nextrung.workspace.targets import RoleChange, TargetsService, is_own, made_own

if TYPE_CHECKING:
    from datetime import datetime

    from nextrung.assessment import walk
    from nextrung.questionnaire.role_guide import RoleGuide
    from nextrung.salary.model import SalaryData
    from nextrung.scoring.result import Result
    from nextrung.store import drafts, left, moving
    from nextrung.store.unfinished import Erasing
    from nextrung.workspace import adverts as workspace_adverts
    from nextrung.workspace import authoring, last_deleted, own_questionnaires, questionnaire_intake
    from nextrung.workspace import bin as workspace_bin
    from nextrung.workspace import drafts as workspace_drafts
    from nextrung.workspace import encryption as workspace_encryption
    from nextrung.workspace import evidence as workspace_evidence
    from nextrung.workspace import group as workspace_group
    from nextrung.workspace import history as workspace_history
    from nextrung.workspace import pay as workspace_pay
    from nextrung.workspace import people as workspace_people
    from nextrung.workspace import practice as workspace_practice
    from nextrung.workspace import predictions as workspace_predictions
    from nextrung.workspace import rating as workspace_rating
    from nextrung.workspace import reports as workspace_reports
    from nextrung.workspace import safety as workspace_safety
    from nextrung.workspace import sessions as workspace_sessions
    from nextrung.workspace import sharing as workspace_sharing
    from nextrung.workspace import tables as workspace_tables
    from nextrung.workspace import transfer as workspace_transfer
    from nextrung.workspace import views as workspace_views
    from nextrung.workspace.adverts import AdvertService, AdvertTargets
    from nextrung.workspace.authoring import AuthoringService
    from nextrung.workspace.bin import BinService
    from nextrung.workspace.drafts import Draft
    from nextrung.workspace.encryption import EncryptionService
    from nextrung.workspace.evidence import EvidenceService
    from nextrung.workspace.group import GroupService
    from nextrung.workspace.history import HistoryService
    from nextrung.workspace.last_deleted import OwnSources
    from nextrung.workspace.own_questionnaires import OwnQuestionnaireService
    from nextrung.workspace.pay import PayService
    from nextrung.workspace.people import PeopleService
    from nextrung.workspace.practice import PracticeService
    from nextrung.workspace.predictions import PredictionService
    from nextrung.workspace.questionnaire_intake import QuestionnaireIntakeService
    from nextrung.workspace.rating import RatingService
    from nextrung.workspace.reports import ReportService
    from nextrung.workspace.safety import Prepared, Receipt, SafetyService
    from nextrung.workspace.sessions import SessionService
    from nextrung.workspace.sharing import SharingService
    from nextrung.workspace.tables import TableService
    from nextrung.workspace.transfer import TransferService
    from nextrung.workspace.views import ViewService
else:
    walk = lazy("nextrung.assessment.walk")
    drafts = lazy("nextrung.store.drafts")
    left = lazy("nextrung.store.left")
    moving = lazy("nextrung.store.moving")
    workspace_adverts = lazy("nextrung.workspace.adverts")
    workspace_bin = lazy("nextrung.workspace.bin")
    workspace_drafts = lazy("nextrung.workspace.drafts")
    workspace_encryption = lazy("nextrung.workspace.encryption")
    workspace_evidence = lazy("nextrung.workspace.evidence")
    workspace_group = lazy("nextrung.workspace.group")
    workspace_history = lazy("nextrung.workspace.history")
    authoring = lazy("nextrung.workspace.authoring")
    last_deleted = lazy("nextrung.workspace.last_deleted")
    workspace_pay = lazy("nextrung.workspace.pay")
    workspace_people = lazy("nextrung.workspace.people")
    workspace_practice = lazy("nextrung.workspace.practice")
    workspace_predictions = lazy("nextrung.workspace.predictions")
    own_questionnaires = lazy("nextrung.workspace.own_questionnaires")
    questionnaire_intake = lazy("nextrung.workspace.questionnaire_intake")
    workspace_rating = lazy("nextrung.workspace.rating")
    workspace_reports = lazy("nextrung.workspace.reports")
    workspace_safety = lazy("nextrung.workspace.safety")
    workspace_sessions = lazy("nextrung.workspace.sessions")
    workspace_sharing = lazy("nextrung.workspace.sharing")
    workspace_tables = lazy("nextrung.workspace.tables")
    workspace_transfer = lazy("nextrung.workspace.transfer")
    workspace_views = lazy("nextrung.workspace.views")

_CURRENT_PERSON = "person.turn"
T = TypeVar("T")


def _backup_folder(database: Path) -> BackupFolder:
    """The backups beside a data file."""
    return BackupFolder(database.parent / paths.BACKUPS)


def _back_up_before_migration(database: Path) -> None:
    """Back a database up before its schema changes. Raises DatabaseError."""
    _backup_folder(database).add(database, "migration", utc_now())


def _connect(database: Path, lock: FolderLock) -> Connection:
    """Take the lock, finish what was broken off, and open the database; on a full disk only to look."""
    try:
        # Only who holds the lock may finish or sweep: unfinished files could be another program's.
        lock.acquire()
        parts.note_in(database.parent)
        unfinished.finish_files(database)
        connection = open_database(database, partial(_back_up_before_migration, database))
    except DiskFullError:
        return open_to_look(database)
    return connection


class Workspace:
    """Everything one data folder holds, for the current person."""

    def __init__(
        self,
        connection: sqlite.Connection,
        questionnaire_folders: Sequence[Path],
        salary_folder: Path,
        now: Callable[[], datetime] = utc_now,
        database: Path | None = None,
    ) -> None:
        """Work on an open database; content is read when first needed.

        ``database`` is its file; without one, nothing can be backed up, restored or moved.
        """
        self._opened: sqlite.Connection | None = connection
        self._database = database
        self._folders = questionnaire_folders
        self._own_questionnaires = database.parent / paths.QUESTIONNAIRES if database is not None else None
        self._salary_folder = salary_folder
        self.clock = Clock(now)
        self._person: Person | None = None
        self._lock: FolderLock | None = None
        self.is_open = True

    @classmethod
    def open(
        cls,
        database: Path,
        questionnaire_folders: Sequence[Path],
        salary_folder: Path,
        now: Callable[[], datetime] = utc_now,
    ) -> Workspace:
        """Open or create the database file for this program alone; an older one is backed up before its schema changes.

        On a full disk what is there is opened only to be looked at: ``only_to_look`` says so then. Raises InUseError
        when another program has it, LockedDataError when it is encrypted and nobody has unlocked it, DamagedError when
        it is damaged, DatabaseError when it cannot be used.
        """
        entrance.require_unlocked(database)
        lock = FolderLock(database.parent)
        try:
            connection = _connect(database, lock)
        except BaseException:
            lock.release()
            raise
        opened = cls(connection, questionnaire_folders, salary_folder, now, database)
        opened._lock = lock
        return opened

    @classmethod
    def look(cls, database: Path, questionnaire_folders: Sequence[Path], salary_folder: Path) -> Workspace:
        """What the database file holds now, only to be read; another program may have it open. Nothing is written.

        Raises LockedDataError when nobody has unlocked it, DamagedError when it is damaged, DatabaseError when it
        cannot be read.
        """
        entrance.require_unlocked(database)
        looking = cls(open_copy(database), questionnaire_folders, salary_folder)
        looking._own_questionnaires = database.parent / paths.QUESTIONNAIRES
        return looking

    @property
    def _connection(self) -> sqlite.Connection:
        """The open database; one that was closed for a while is opened again when it is next needed.

        Where that fails, as on a disk that is full just then, it is tried again each time. Raises DatabaseError.
        """
        if self._opened is None:
            self._opened = open_database(self._file)
        return self._opened

    @property
    def only_to_look(self) -> bool:
        """Whether nothing can be saved, because it is only read, or the disk was full at the start."""
        return is_only_to_look(self._connection)

    def close(self) -> None:
        """Close the database and let other programs have it; nothing is left to save."""
        # First of all: forms that are torn down later ask it before they keep what was typed.
        self.is_open = False
        if self._opened is not None:
            self._opened.close()
        if self._database is not None and parts.home() == self._database.parent:
            parts.note_in(None)
        # Last of all: nobody may open the file while this connection still takes its log in.
        if self._lock is not None:
            self._lock.release()

    # keeping it safe

    @cached_property
    def safety(self) -> SafetyService:
        """Backups, restoring, erasing, and where the data lies."""
        return workspace_safety.SafetyService(self._connection, self._file, self.clock)

    @property
    def _file(self) -> Path:
        """The data file. Raises NextRungError where there is none."""
        if self._database is None:
            raise NextRungError("This data is in no file of its own, so it cannot be backed up.")
        return self._database

    @property
    def is_encrypted(self) -> bool:
        """Whether the data are encrypted."""
        return self._database is not None and held.of_folder(self._database.parent) is not None

    @cached_property
    def encryption(self) -> EncryptionService:
        """Who can open the data: whoever has the computer, or whoever has a passphrase or recovery key."""
        return workspace_encryption.EncryptionService(self.safety)

    def switch(self, work: Callable[[], T]) -> T:
        """Do the work of ``encryption`` that writes the data anew, in this thread, while they are closed.

        Raises DatabaseError.
        """
        self._put_aside()
        try:
            return work()
        finally:
            self._put_aside()

    def _put_aside(self) -> None:
        """Close the database until it is next needed, and read everything anew then."""
        if self._opened is not None:
            self._opened.close()
        self._opened = None
        self.forget()

    def last_proven(self) -> Backup | None:
        """The newest proven backup. Raises DatabaseError."""
        return _backup_folder(self._database).newest_proven() if self._database is not None else None

    def restore(self, prepared: Prepared) -> None:
        """Bring a backup back; the present state is backed up first. Raises DatabaseError, and all is as before."""
        self.safety.restore_work(prepared)()
        self.forget()

    def erase_work(self, person: str, *, backups: bool) -> Callable[[], Receipt]:
        """Erase a person, and return the work that takes away their traces, from the backups too if wanted.

        Raises DatabaseError, and nothing is erased.
        """
        work = self.safety.erase_work(person, backups=backups)
        self.forget()
        return work

    def remove_shared(self, person: str) -> Callable[[], str]:
        """Remove what somebody shared, and return the work that takes its traces out of the data file.

        Raises DatabaseError, and nothing is removed.
        """
        work = self.sharing.remove_work(person)
        self.forget()
        return work

    @property
    def erasing_left(self) -> Erasing:
        """What an erasing that was broken off has left to do: the window finishes it behind its first page."""
        return unfinished.erasing(self._connection)

    def finish_erasing(self) -> None:
        """Finish it now, in this thread. What fails is tried again at the next start."""
        if any(self.erasing_left):
            self.safety.finish_erasing_work()()

    def move(self, folder: Path) -> Path:
        """Go on with the copy of the data that was made in ``folder``; returns the new name of the old file.

        Raises DatabaseError, and the data stays where it is.
        """
        here = self.safety.database
        lock = FolderLock(folder)
        fresh: sqlite.Connection | None = None
        try:
            lock.acquire()
            self._connection.execute("BEGIN IMMEDIATE")  # nobody saves here any more
            self.safety.bring_copy_up_to_date(folder)
            fresh = open_database(folder / here.name)
            left.keep_moved_from(fresh, here.parent)
            # Closed before the rename: SQLite takes its log into the file then, and Windows renames no file that is
            # open.
            self._connection.close()
            old = moving.hand_over(here)
        except BaseException:
            if fresh is not None:
                fresh.close()
            moving.undo(here)
            lock.release()
            self._go_on()
            raise
        moving.settle(folder)
        unfinished.sweep(here.parent)  # no start looks there any more
        if self._lock is not None:
            self._lock.release()
        self._lock, self._database, self._opened = lock, folder / here.name, fresh
        self._own_questionnaires = folder / paths.QUESTIONNAIRES
        parts.note_in(folder)
        self.forget()
        return old

    def _go_on(self) -> None:
        """Stay with the data where it was, after a move came to nothing."""
        with suppress(sqlite.ProgrammingError):  # it may be closed already
            self._connection.rollback()
            return
        self._put_aside()

    def ask_for_check(self) -> None:
        """Have the data checked as a whole at the next start, because damage was seen in it."""
        if self._database is not None:
            ask_for_check(self._database)

    def forget(self) -> None:
        """Read everything anew from now on: the database holds something else than before."""
        self._person = None
        # Services hold the connection and what was read through it; they are made anew when they are next asked for.
        for name, kept in vars(type(self)).items():
            if isinstance(kept, cached_property):
                self.__dict__.pop(name, None)

    # settings

    def setting(self, name: str) -> str | None:
        """A kept setting, or None."""
        return contents.setting(self._connection, name)

    def keep_setting(self, name: str, value: str) -> None:
        """Keep a setting, replacing an earlier value. Raises DatabaseError."""
        contents.keep_setting(self._connection, name, value)

    # content

    @cached_property
    def questionnaires(self) -> QuestionnaireService:
        """Which questionnaires there are, and which one the current person looks at."""
        return QuestionnaireService(self._connection, self._catalogue(), lambda: self.person, self.clock)

    def _catalogue(self) -> catalogue.Catalogue:
        return catalogue.Catalogue(self._folders, self._own_questionnaires)

    @property
    def questionnaire_intake(self) -> QuestionnaireIntakeService:
        """Questionnaires of others that come in."""
        return questionnaire_intake.QuestionnaireIntakeService(
            self._catalogue, self._own_questionnaires, self._renew_questionnaires
        )

    @property
    def own_questionnaires(self) -> OwnQuestionnaireService:
        """The list of all questionnaires, and what can be done with a person's own."""
        return own_questionnaires.OwnQuestionnaireService(
            self._connection, self._catalogue, self._own_questionnaires, self._renew_questionnaires
        )

    @property
    def authoring(self) -> AuthoringService:
        """Questionnaires that are written here."""
        return authoring.AuthoringService(
            self._connection, self._catalogue, self._own_questionnaires, self._renew_questionnaires
        )

    def _renew_questionnaires(self) -> None:
        self.questionnaires.renew(self._catalogue())

    @property
    def installed(self) -> Installed:
        """The questionnaire that the current person looks at. Raises FindingsError when its files do not fit."""
        return self.questionnaires.installed()

    @property
    def editions(self) -> tuple[Edition, ...]:
        """Every version of all questionnaires; the newest of the one that is looked at comes first."""
        return self.questionnaires.editions()

    @property
    def role_guide(self) -> RoleGuide | None:
        """What the role page says; None when the questionnaire has no such file. Raises FindingsError."""
        return self.questionnaires.role_guide()

    def content(self, fingerprint: str) -> Questionnaire:
        """The exact content kept under a fingerprint. Raises DamagedError."""
        return self.questionnaires.content(fingerprint)

    def choose_questionnaire(self, questionnaire: str) -> None:
        """Look at another questionnaire from now on, and take it. Raises UnknownQuestionnaireError, DatabaseError."""
        if questionnaire == self.questionnaires.chosen():
            return
        role = self.questionnaires.choose(questionnaire)
        if self.person is not None:
            people.set_target_role(self._connection, self.person.id, role)
            self._person = replace(self.person, target_role=role)

    @property
    def salary(self) -> SalaryData:
        """The published pay figures in use. Raises FindingsError when their files do not fit."""
        return self.pay.data

    @cached_property
    def pay(self) -> PayService:
        """Pay: what is shown, own figures, newer data."""
        return workspace_pay.PayService(
            self._connection, self._salary_folder, lambda: self.person, self.add_person, self.clock
        )

    # people

    @property
    def person(self) -> Person | None:
        """The current person; None before the first start of an assessment."""
        if self._person is None:
            kept = contents.setting(self._connection, _CURRENT_PERSON)
            self._person = people.by_id(self._connection, kept) if kept else None
        if self._person is None:
            # Whoever was current may be deleted; there is always somebody to show while anybody is here.
            self._person = people.first(self._connection)
        return self._person

    def switch_person(self, person: str) -> Person:
        """Make another person the current one, now and after a restart. Raises PersonError."""
        self._person = self.people.person(person)
        contents.keep_setting(self._connection, _CURRENT_PERSON, person)
        return self._person

    def turn_to(self, person: str) -> Person:
        """Work on another person while this is open; a restart begins with who was current. Raises PersonError."""
        self._person = self.people.person(person)
        return self._person

    def rename(self, name: str, person_id: str = "") -> Person:
        """Give a person, by id, or the current one another name. Raises NextRungError, and nothing is changed."""
        current = self.person
        if current is None:
            raise NextRungError("There is nobody yet to give a name to.")
        renamed = self.people.edit(person_id or current.id, name=name)
        if renamed.id == current.id:
            self._person = renamed
        return renamed

    def add_person(self, name: str = "", *, sample: bool = False) -> Person:
        """Add a person and make them the current one."""
        person = Person(uuid.uuid4().hex, name, None, uuid.uuid4().hex, sample)
        chosen = self.questionnaires.chosen() if self.person is None else self.questionnaires.catalogue.default
        added = people.add(self._connection, person, self.clock.moment())
        self.questionnaires.begun(added, chosen)
        return self.switch_person(added.id)

    def remove_person(self) -> None:
        """Delete the current person, with everything that belongs to them, into the bin."""
        if self.person is not None:
            self.bin.put_in("person", self.person.id)

    @property
    def role(self) -> Role:
        """The role profile that the person compares with: the chosen one, or the first."""
        chosen = self.person.target_role if self.person else None
        return next((role for role in self.roles if role.id == chosen), self.installed.questionnaire.first_role)

    @property
    def roles(self) -> tuple[Role, ...]:
        """All role profiles to compare with: the published ones, then the person's own."""
        own = self.targets.profiles(self.person.id) if self.person else ()
        published = self.installed.questionnaire.roles
        here = {role.id for role in published}
        return (*published, *(role for role in own if role.basis in here))

    def draft(self, form: str, thing: str = "", *, about: str | None = None) -> Draft:
        """What stands in a form that was begun: about the current person, or ``about`` somebody else.

        An empty ``about`` stands for somebody who is not there yet.
        """
        person = about if about is not None else self.person.id if self.person else ""
        return workspace_drafts.Draft(self._connection, drafts.name_of(form, person, thing), lambda: self.is_open)

    @cached_property
    def targets(self) -> TargetsService:
        """Role profiles with targets and weights that a person has set themselves."""
        return TargetsService(self._connection)

    @cached_property
    def adverts(self) -> AdvertService:
        """Job adverts, read and kept with the targets made from them."""
        return workspace_adverts.AdvertService(self._connection, self.clock)

    @cached_property
    def plan(self) -> PlanService:
        """Plan steps and the evidence they leave."""
        return PlanService(self._connection, lambda: self.person, self.clock, lambda: self.bin)

    @cached_property
    def evidence(self) -> EvidenceService:
        """Examples of the person's work, and the map of what they show."""
        sources = workspace_evidence.EvidenceSources(
            lambda: self.person, self._records, self.content, self.add_person, lambda: self.bin
        )
        return workspace_evidence.EvidenceService(self._connection, sources, self.clock)

    @cached_property
    def practice(self) -> PracticeService:
        """Likely questions answered aloud, sitting by sitting."""
        return workspace_practice.PracticeService(self._connection, self._own_sources(), self.clock)

    @cached_property
    def predictions(self) -> PredictionService:
        """What the person expects, and what came of it."""
        return workspace_predictions.PredictionService(self._connection, self._own_sources(), self.clock)

    def _own_sources(self) -> OwnSources:
        return last_deleted.OwnSources(lambda: self.person, self.add_person, lambda: self.bin)

    @cached_property
    def bin(self) -> BinService:
        """What was deleted in the last days."""
        return workspace_bin.BinService(self._connection, self._forget_person, self.clock)

    @cached_property
    def history(self) -> HistoryService:
        """The finished assessments over time."""
        return workspace_history.HistoryService(
            self._connection, lambda: self.person, self.content, self._hidden, self.bin
        )

    @cached_property
    def people(self) -> PeopleService:
        """Everybody on this computer."""
        return workspace_people.PeopleService(
            self._connection,
            self.content,
            self.questionnaires,
            self._forget_person,
            self.clock,
            deleted=lambda: self.bin,
        )

    def _forget_person(self) -> None:
        self._person = None

    @cached_property
    def privacy(self) -> PrivacyService:
        """Coach mode, hidden names and the lock."""
        return PrivacyService(self._connection)

    @cached_property
    def rating(self) -> RatingService:
        """The coach's own view of the person."""
        return workspace_rating.RatingService(
            self._connection,
            lambda: self.person,
            self.content,
            lambda: self.installed.fingerprint,
            self.clock,
            hidden=self._hidden,
        )

    @cached_property
    def views(self) -> ViewService:
        """Views of others on the person, and whole assessments by file."""
        return workspace_views.ViewService(
            self._connection,
            lambda: self.person,
            self.content,
            lambda: self.installed,
            self.clock,
            hidden=self._hidden,
            deleted=lambda: self.bin,
            result=self._result_on,
        )

    def replies_in(self) -> tuple[int, int]:
        """How many answered in the newest round of views, and how many were asked; quick, and without its services."""
        person = self.person
        return open_round.replies_in(self._connection, person.id, self._hidden()) if person else (0, 0)

    def _result_on(self, content: Questionnaire) -> Result | None:
        """The result of the newest finished assessment on this very version of a questionnaire."""
        done = (record for record in reversed(self._records()) if record.completed_at)
        same = (one for one in done if self.content(one.questionnaire).version == content.version)
        newest = next(same, None)
        return self._assessment(newest).result(self.role) if newest else None

    @cached_property
    def sessions(self) -> SessionService:
        """Coaching sessions with the person."""
        sources = workspace_sessions.Sources(
            lambda: self.person, lambda: self.role, self.history.finished, self.plan.steps
        )
        return workspace_sessions.SessionService(self._connection, sources, self.clock, self.bin)

    @cached_property
    def transfer(self) -> TransferService:
        """Everything out, everything in. Raises FindingsError when the files of the questionnaire do not fit."""
        _ = self.installed  # its content is kept under the program's own name before a file can bring the same
        back_up = self.safety.backup_work if self._database is not None else None
        return workspace_transfer.TransferService(self._connection, self.pay.fits, self.clock, self.forget, back_up)

    @cached_property
    def sharing(self) -> SharingService:
        """Files between a client and a coach."""
        return workspace_sharing.SharingService(
            self._connection, lambda: self.person, self.views.coach.public_key, self.clock
        )

    @cached_property
    def group(self) -> GroupService:
        """What the group page does: levels, gaps and change of many people together."""
        return workspace_group.GroupService(self._connection, self.questionnaires, self.clock)

    @cached_property
    def tables(self) -> TableService:
        """What comes in from tables: people, answers and pay."""
        return workspace_tables.TableService(
            self._connection,
            lambda: self.pay.data,
            lambda: self.editions,
            content=self.content,
            person=lambda: self.person,
            changed=self._forget_person,
            clock=self.clock,
        )

    @cached_property
    def reports(self) -> ReportService:
        """What leaves in reports and what comes in as answers."""
        return workspace_reports.ReportService(
            lambda: self.person,
            self.add_person,
            lambda: workspace_reports.ReportSources(
                self.history, self.plan, self.pay, self.rating, self.views, self.questionnaires.with_facet
            ),
            lambda: self.editions,
            self.clock,
            look_at=self.choose_questionnaire,
        )

    def choose_role(self, role_id: str) -> None:
        """Compare with another role profile from now on. Raises UnknownRoleError."""
        if role_id not in [role.id for role in self.roles]:
            find_role(self.installed.questionnaire, role_id)
        person = self.person or self.add_person()
        if role_id != self.role.id:
            self.targets.remember(RoleChange(person.id, self.role.id))
        self._compare_with(person, role_id)

    def keep_targets(self, name: str, targets: Mapping[str, Target]) -> Role:
        """Keep targets of one's own, made from the role in use, and compare with them. Raises TargetsError."""
        person, base = self.person or self.add_person(), self.role
        kept = self.targets.save(person.id, base, name, targets)
        was_own = kept.id == base.id
        self.targets.remember(RoleChange(person.id, base.id, base if was_own else None, "" if was_own else kept.id))
        self._compare_with(person, kept.id)
        return kept

    def keep_adverts(self, name: str, advert_targets: AdvertTargets, profile: str = "") -> Role:
        """Keep targets from adverts as a person's own, with the adverts, and compare with them. Raises TargetsError.

        ``profile`` is the id of the own targets that they take the place of; empty for new ones.
        """
        person, before = self.person or self.add_person(), self.role
        earlier = next((one for one in self.targets.profiles(person.id) if one.id == profile), None)
        base = advert_targets.base if earlier is None else replace(earlier, basis=advert_targets.base.id)
        kept = made_own(base, name, advert_targets.targets)
        change = RoleChange(person.id, before.id, made=kept.id)
        if earlier is not None:
            change = RoleChange(person.id, before.id, earlier, adverts=self.adverts.of(earlier.id))
        self.adverts.save(person.id, kept, advert_targets)
        self.targets.remember(change)
        self._compare_with(person, kept.id)
        return kept

    def remove_targets(self) -> None:
        """Remove the targets of one's own that are in use, and compare with the role they were made from."""
        person, role = self.person, self.role
        if person is not None and is_own(role):
            self.targets.remember(RoleChange(person.id, role.id, role, adverts=self.adverts.of(role.id)))
            # First the role, so that nobody ever compares with a profile that is gone.
            self._compare_with(person, role.basis)
            self.targets.remove(role.id)

    def can_undo_role(self) -> bool:
        """Whether a change of the role or of its targets can be taken back."""
        return self.person is not None and self.targets.can_undo(self.person.id)

    def undo_role(self) -> None:
        """Take the last change of the role, or of its targets, back."""
        person = self.person
        role = self.targets.undo(person.id) if person else ""
        if person is not None and role:
            self._compare_with(person, role)

    def _compare_with(self, person: Person, role_id: str) -> None:
        people.set_target_role(self._connection, person.id, role_id)
        self._person = replace(person, target_role=role_id)

    # assessments

    def assessments(self) -> tuple[Assessment, ...]:
        """Those on the questionnaire that is looked at, in the order in which they were started or finished."""
        return tuple(self._assessment(record) for record in self._records())

    def _records(self) -> tuple[AssessmentRecord, ...]:
        hidden = self._hidden()
        return tuple(one for one in self._all_records() if one.questionnaire not in hidden)

    def _all_records(self) -> tuple[AssessmentRecord, ...]:
        return assessments.of_person(self._connection, self.person.id) if self.person else ()

    def _hidden(self) -> frozenset[str]:
        """The contents of all questionnaires but the one that the person looks at: no page shows them beside it."""
        return self.questionnaires.others(self.questionnaires.chosen())

    def open_assessments(self) -> tuple[Assessment, ...]:
        """The assessments that are not finished, the newest first."""
        return tuple(self._assessment(record) for record in reversed(self._records()) if record.completed_at is None)

    def has_open(self) -> bool:
        """Whether an assessment is not finished; no answers are read."""
        return any(record.completed_at is None for record in self._records())

    def has_finished(self) -> bool:
        """Whether an assessment is finished; no answers are read."""
        return any(record.completed_at for record in self._records())

    def open_assessment(self) -> Assessment | None:
        """The newest assessment that is not finished."""
        newest = next((record for record in reversed(self._records()) if record.completed_at is None), None)
        return self._assessment(newest) if newest else None

    def assessment(self, assessment: str) -> Assessment:
        """The person's assessment with this id. Raises KeyError."""
        return self._assessment({record.id: record for record in self._all_records()}[assessment])

    def latest(self) -> Assessment | None:
        """The newest finished assessment."""
        newest = next((record for record in reversed(self._records()) if record.completed_at), None)
        return self._assessment(newest) if newest else None

    def newest_elsewhere(self) -> tuple[Assessment, ...]:
        """The newest finished assessment on each questionnaire but the one that is looked at."""
        hidden, ids = self._hidden(), self.questionnaires.ids()
        done = (one for one in self._all_records() if one.completed_at and one.questionnaire in hidden)
        return tuple(self._assessment(record) for record in {ids[one.questionnaire]: one for one in done}.values())

    def to_deepen(self) -> int:
        """How many questions turn the newest, quick assessment into a full one; 0 otherwise, or while one is open."""
        records = self._records()
        if not records or records[-1].form != "quick" or any(one.completed_at is None for one in records):
            return 0
        # Deepening stays on the content of the quick assessment, which may be older than the installed one.
        content = self.content(records[-1].questionnaire)
        return content.scored_count("full") - content.scored_count("quick")

    def earlier_than(self, assessment: Assessment) -> tuple[AssessmentRecord, ...]:
        """The finished assessments before this one, the newest first; ``assessment`` reads the answers of one."""
        done = [record for record in self._records() if record.completed_at]
        ids = [record.id for record in done]
        # one that is no longer looked at, as damage can make it be of another questionnaire, has none before it
        at = ids.index(assessment.record.id) if assessment.record.id in ids else 0
        return tuple(reversed(done[:at]))

    def start(self, form: FormId, deepen: Assessment | None = None) -> Assessment:
        """Start an assessment on the newest content; ``deepen`` carries the answers of a shorter form over.

        Deepening stays on the content of the assessment it starts from, so that nothing is asked twice; what was
        skipped there is asked now. Raises NextRungError where the questionnaire cannot be taken any more.
        """
        problem = "" if deepen else self.questionnaires.problem(self.questionnaires.chosen())
        if problem:
            raise NextRungError(problem)
        fingerprint = deepen.record.questionnaire if deepen else self.installed.fingerprint
        person = self.person or self.add_person()
        origin = deepen.record.id if deepen else None
        record = AssessmentRecord(
            uuid.uuid4().hex, person.id, fingerprint, form, None, self.clock.moment(), None, origin
        )
        carried = deepen.answers if deepen else {}
        answers = {item: answer for item, answer in carried.items() if not answer.skipped}
        kept = assessments.add(self._connection, record, answers.values())
        return self._assessment(kept)

    def answer(self, assessment: Assessment, answer: Answer) -> Assessment:
        """Keep one answer; it is on disk when this returns. Raises DatabaseError, and nothing is lost."""
        answer = replace(answer, at=self.clock.moment())
        assessments.save_answer(self._connection, assessment.record.id, answer, answer.item)
        record = replace(assessment.record, position=answer.item)
        answers = {**assessment.answers, answer.item: answer}
        return replace(assessment, record=record, answers=answers, carried=assessment.carried - {answer.item})

    def take_back(self, assessment: Assessment, item: str) -> Assessment:
        """Remove the answer to an item."""
        assessments.remove_answer(self._connection, assessment.record.id, item)
        return replace(assessment, answers={key: value for key, value in assessment.answers.items() if key != item})

    def look_at(self, assessment: Assessment, item: str | None) -> Assessment:
        """Keep the item on screen, so that the next start lands there."""
        if assessment.record.position == item:
            return assessment
        assessments.save_position(self._connection, assessment.record.id, item)
        return replace(assessment, record=replace(assessment.record, position=item))

    def finish(self, assessment: Assessment) -> Assessment:
        """Close an assessment for good; it becomes the person's latest. Raises DatabaseError."""
        return replace(
            assessment, record=assessments.complete(self._connection, assessment.record, self.clock.moment())
        )

    def option_order(self, assessment: Assessment, item: Item) -> tuple[str, ...]:
        """Option keys of an item in this person's fixed random order."""
        seed = self.person.option_seed if self.person else assessment.record.id
        return walk.shuffled(item.judged(), seed, item.id)

    def add_sample(self, answers_text: str) -> Assessment:
        """Add a sample person with one finished assessment from an answers file. Raises AnswersError."""
        head, answers, edition = read_answers_file(answers_text, self.editions)
        taken_with = self.questionnaires.install_edition(edition)
        if self.person is None:
            self.questionnaires.choose(edition.id)  # or the sample would stand behind whatever was chosen before
        person = self.add_person(head.person, sample=True)
        moments = sorted(answer.at for answer in answers.values() if answer.at) or [self.clock.moment()]
        record = AssessmentRecord(
            uuid.uuid4().hex, person.id, taken_with.fingerprint, head.form, None, moments[0], moments[-1]
        )
        kept = assessments.add(self._connection, record, answers.values())
        return Assessment(kept, taken_with.questionnaire, answers)

    def _assessment(self, record: AssessmentRecord) -> Assessment:
        content = self.content(record.questionnaire)
        answers = known(assessments.answers(self._connection, record.id), content)
        origin = assessments.answers(self._connection, record.deepens) if record.deepens else {}
        # Ids of items are those of one questionnaire: the same one elsewhere is another question.
        others = self.questionnaires.others(content.id)
        before = takewhile(lambda one: one.id != record.id, self._all_records())
        earlier = tuple(one for one in before if one.questionnaire not in others)
        asked = assessments.items_asked(self._connection, [one.id for one in earlier])
        seen = seen_before(record, earlier, asked)
        return Assessment(record, content, answers, carried(answers, origin), seen)
