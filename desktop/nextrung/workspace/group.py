"""The whole group: read and measured in a thread of its own, with progress, and stopped when nobody waits any more."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from datetime import date, datetime, time, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from nextrung import looking
from nextrung.assessment.columns import AnswerColumns
from nextrung.assessment.record import AssessmentRecord
from nextrung.clock import Clock, as_moment
from nextrung.errors import CancelledError
from nextrung.group.given import ChangeData, GroupData
from nextrung.group.view import GroupChange, GroupView
from nextrung.lazy import lazy
from nextrung.questionnaire.kinds import Item
from nextrung.questionnaire.model import Questionnaire
from nextrung.store import assessments, groups, people, sqlite
from nextrung.store.database import file_of
from nextrung.workspace.kept_content import kept_content

if TYPE_CHECKING:
    from nextrung.group import change as group_change
    from nextrung.group import measured as group_measured
    from nextrung.group.change import MeasuredChange
    from nextrung.group.measured import MeasuredGroup
    from nextrung.report import formats, group_sheet, saving
    from nextrung.report import group as report_group
    from nextrung.report.blocks import Document, Paper
    from nextrung.sealing.sealed import Sealing
    from nextrung.workspace import analysis
    from nextrung.workspace.analysis import AnalysisTables
    from nextrung.workspace.questionnaires import QuestionnaireService
else:
    group_change = lazy("nextrung.group.change")
    group_measured = lazy("nextrung.group.measured")
    formats = lazy("nextrung.report.formats")
    report_group = lazy("nextrung.report.group")
    group_sheet = lazy("nextrung.report.group_sheet")
    saving = lazy("nextrung.report.saving")
    analysis = lazy("nextrung.workspace.analysis")

READING = 0.8
"""Share of the work that is reading; the rest is arithmetic."""


class Dates(Struct, frozen=True):
    """The two days that are compared; an assessment counts for a day when it was finished by the end of it."""

    before: date
    after: date


class _Reader:
    """Reads with a connection of its own. ``share`` and ``cancel`` are for another thread than the one that reads."""

    def __init__(self, path: Path, newest: tuple[str, Questionnaire], known: dict[str, Questionnaire]) -> None:
        """Read from the database at ``path``; ``newest`` and ``known`` are contents by fingerprint."""
        self._path = path
        self._newest = newest
        self._known = known
        self._cancelled = False
        self.share = 0.0
        """How much is done, from 0 to 1."""

    def cancel(self) -> None:
        """Stop as soon as possible; ``read`` raises CancelledError then."""
        # A plain attribute is enough between two threads: it is only ever set, and a late look costs some milliseconds.
        self._cancelled = True

    def _connected(self) -> AbstractContextManager[sqlite.Connection]:
        return groups.reading(self._path, lambda: self._cancelled)

    def _answers(
        self, connection: sqlite.Connection, records: Iterable[AssessmentRecord]
    ) -> tuple[AnswerColumns, dict[str, Questionnaire]]:
        """All answers of these assessments, and the contents they were taken with."""
        once = {one.id: one for one in records}
        fingerprints = {one.questionnaire for one in once.values()}
        found = {one: self._content(connection, one) for one in fingerprints}
        items = sorted({item.id for content in found.values() for item in _scored_items(content)})
        return groups.answers(connection, sorted(once), items, self._on_rows_read), found

    def _content(self, connection: sqlite.Connection, fingerprint: str) -> Questionnaire:
        if fingerprint == self._newest[0]:
            return self._newest[1]
        if fingerprint not in self._known:
            self._known[fingerprint] = kept_content(connection, fingerprint)
        return self._known[fingerprint]

    def _on_rows_read(self, share: float) -> None:
        self.share = READING * share
        self._look()

    def _look(self) -> None:
        if self._cancelled:
            raise CancelledError


class GroupReader(_Reader):
    """Reads and measures the group once."""

    def __init__(
        self, path: Path, newest: tuple[str, Questionnaire], known: dict[str, Questionnaire], moment: str
    ) -> None:
        """Read as of a kept moment."""
        super().__init__(path, newest, known)
        self._moment = moment

    def read(self) -> MeasuredGroup:
        """The group as it is now. Raises CancelledError, DatabaseError, or NextRungError for a missing content."""
        with self._connected() as connection:
            members = tuple(one for one in people.all_people(connection) if one.archived_at is None)
            latest = assessments.newest_of_each(connection, self._newest[1].id)
            columns, found = self._answers(connection, latest.values())
        self._look()
        measured = group_measured.MeasuredGroup(
            GroupData(members, latest, columns, found, self._newest[1], self._moment)
        )
        self.share = 1.0
        self._look()
        return measured


class ChangeReader(_Reader):
    """Reads and measures the change between two days once."""

    def __init__(
        self, path: Path, newest: tuple[str, Questionnaire], known: dict[str, Questionnaire], dates: Dates
    ) -> None:
        """Compare everybody's newest results at the end of two local days."""
        super().__init__(path, newest, known)
        self._dates = dates

    def read(self) -> MeasuredChange:
        """The change of everybody who has two assessments. Raises as ``GroupReader.read``."""
        with self._connected() as connection:
            before, after = (
                assessments.newest_of_each(connection, self._newest[1].id, end_of(day))
                for day in (self._dates.before, self._dates.after)
            )
            both = {one: (record, after[one]) for one, record in before.items() if one in after}
            pairs = {one: pair for one, pair in both.items() if pair[0].id != pair[1].id}
            columns, found = self._answers(connection, (record for pair in pairs.values() for record in pair))
        self._look()
        measured = group_change.MeasuredChange(ChangeData(pairs, columns, found, self._newest[1]))
        self.share = 1.0
        self._look()
        return measured


class GroupService:
    """What the group page does."""

    def __init__(
        self,
        connection: sqlite.Connection,
        questionnaires: QuestionnaireService,
        clock: Clock,
    ) -> None:
        """Work beside an open database."""
        self._connection = connection
        self._questionnaires = questionnaires
        self._chosen = ""
        self._read: tuple[str, Questionnaire] | None = None
        """Fingerprint and content of what was read last: a thread that writes it must not ask the database."""
        self._clock = clock
        self._contents: dict[str, Questionnaire] = {}

    def choose(self, questionnaire: str) -> None:
        """Read the results on another questionnaire from now on, by id: a group is always of one."""
        self._chosen = questionnaire

    @property
    def content(self) -> Questionnaire:
        """The newest content of the questionnaire that the group is of: the one chosen, else the one looked at."""
        return self._newest()[1]

    def _newest(self) -> tuple[str, Questionnaire]:
        found = self._questionnaires.installed(self._chosen or None)
        self._read = (found.fingerprint, found.questionnaire)
        return self._read

    def to_choose(self) -> tuple[tuple[str, str], ...]:
        """Ids and titles of the questionnaires that anybody has finished, and of the one on show; no file is read."""
        titles, current = self._questionnaires.titles(), self.content
        ids = dict.fromkeys((*self._questionnaires.finished(), current.id))
        named = ((one, titles.get(one, current.title if one == current.id else one)) for one in ids)
        return tuple(sorted(named, key=lambda pair: pair[1].casefold()))

    def usual_dates(self) -> Dates:
        """Half a year ago and today."""
        today = self._clock.today()
        return Dates(today - timedelta(weeks=26), today)

    def save_sheet(self, view: GroupView, change: GroupChange, names: Mapping[str, str], path: Path) -> Path:
        """Write a view as a spreadsheet, in any thread; ``names`` says what stands for each person by id.

        The file is whole or, after a failure, as it was before. Raises WriteError.
        """
        saving.save(path, group_sheet.as_spreadsheet(view, change, self._content_read, lambda person: names[person.id]))
        return path

    @property
    def _content_read(self) -> Questionnaire:
        return self._read[1] if self._read is not None else self._newest()[1]

    def reader(self) -> GroupReader:
        """What reads the group as it is when ``read`` is called."""
        return GroupReader(file_of(self._connection), self._newest(), self._contents, self._clock.moment())

    def change_reader(self, dates: Dates) -> ChangeReader:
        """What reads the change between two days as it is when ``read`` is called."""
        return ChangeReader(file_of(self._connection), self._newest(), self._contents, dates)

    def save_report(self, view: GroupView, names: Mapping[str, str], path: Path, paper: Paper) -> Path:
        """Write a view as a document of the kind that ``path`` ends in; ``names`` stand for persons by id. Any thread.

        The file is whole or, after a failure, as it was before. Raises NextRungError.
        """
        saving.save(
            path, formats.rendered_document(self._document(view, names), formats.format_of(path, formats.PAGED), paper)
        )
        return path

    def analysis_work(self) -> Callable[[], AnalysisTables]:
        """Work that makes tables for analysis of everybody's answers, without names; it may run in another thread.

        It raises NextRungError, in groups that are too small above all.
        """
        return partial(analysis.read, file_of(self._connection))

    def save_analysis(self, made: AnalysisTables, place: Path, seal: Sealing | None = None) -> tuple[Path, str]:
        """Write tables into a new folder of today in ``place``, in any thread: the folder, and what is in it.

        With ``seal`` they are one sealed file in there.

        Raises NextRungError.
        """
        name = f"next-rung-analysis-{self._clock.today():%Y-%m-%d}"
        # As file managers number copies; nothing that was written before is replaced.
        numbered = (place / (name if number == 1 else f"{name} ({number})") for number in count(1))
        folder = next(one for one in numbered if not looking.is_there(one))
        analysis.write(made, folder, replace=False, seal=seal)
        return folder, analysis.in_words(made)

    def report_warning(self, view: GroupView, names: Mapping[str, str], path: Path) -> str:
        """What is to be said before ``save_report`` writes such a file; empty for nothing. Any thread."""
        return formats.warning_of(self._document(view, names), formats.format_of(path, formats.PAGED))

    def _document(self, view: GroupView, names: Mapping[str, str]) -> Document:
        return report_group.group_document(
            report_group.group_summary(view, self._content_read, names, self._clock.today())
        )


def end_of(day: date) -> str:
    """The last second of a local day as a moment (ISO 8601, UTC)."""
    # Made of the local day: where clocks change, a day has 23 or 25 hours.
    return as_moment(datetime.combine(day, time(23, 59, 59)).astimezone())


def _scored_items(content: Questionnaire) -> Iterator[Item]:
    return (item for item in content.items_by_id.values() if item.kind.scored)
