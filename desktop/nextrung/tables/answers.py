"""Answers of a table, of one person or many, as assessments to come: whose they are is asked, not guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from nextrung.assessment import answers_file
from nextrung.assessment.answer import Answer
from nextrung.assessment.written import AnswerReader, coding_of, share_words
from nextrung.clock import as_moment, utc_now
from nextrung.errors import AnswersError
from nextrung.intake import days
from nextrung.intake.days import Order
from nextrung.people.person import name_key
from nextrung.questionnaire.constants import FormId
from nextrung.questionnaire.model import Questionnaire
from nextrung.tables.layouts import Layouts
from nextrung.tables.mapping import Mapped, rows_below
from nextrung.tables.outcome import CellProblem, ImportQuestion, short
from nextrung.tables.questions import Questions
from nextrung.tables.row_faults import row_faults
from nextrung.tables.source import Cell, is_empty, text_of

NEW = "new"
"""Says, in the place of a person, that the answers are of somebody new."""


class KnownAssessments(Struct, frozen=True):
    """A person who is here: id, name, and e-mail addresses that their notes hold."""

    id: str
    name: str
    emails: frozenset[str] = frozenset()


class AnswersRow(Struct, frozen=True):
    """The answers of one person: the number of their row, what names them, and the assessment that would come in.

    ``person`` is the id of somebody here, ``NEW``, or empty while nobody has said whose they are. ``complete`` says
    whether every question of the form is settled; else it comes in open. Moments are ISO 8601, UTC, where given.
    """

    number: int
    label: str
    email: str
    person: str
    form: FormId
    complete: bool
    answers: Mapping[str, Answer]
    started: str | None = None
    ended: str | None = None
    problems: tuple[CellProblem, ...] = ()
    undated: bool = False
    """Whether only the order of day and month would tell of when they are."""

    @property
    def comes_in(self) -> bool:
        """Whether it has answers, somebody to file them under, and no day that waits for an order."""
        return bool(self.answers) and bool(self.person) and not self.undated


class AnswersRows(Struct, frozen=True):
    """All rows of a table in order, and what is to be asked."""

    rows: tuple[AnswersRow, ...]
    questions: tuple[ImportQuestion, ...] = ()
    problems: tuple[CellProblem, ...] = ()
    notes: tuple[str, ...] = ()


class AnswerOwner(Struct, frozen=True):
    """What a person said: whose rows are, by row number; who all rows are of; and the order of the dates."""

    rows: Mapping[int, str] = {}
    everyone: str = ""
    new_ones: bool = False
    """Whether rows of people who are not here become new people."""
    order: Order = ""


class AnswerHeadings(Struct, frozen=True):
    """What answers are read against: the questions by heading, their version, and the words for answers."""

    questions: Questions
    questionnaire: Questionnaire
    layouts: Layouts


def read(
    table: Mapped, asked: AnswerHeadings, people: Sequence[KnownAssessments], whose: AnswerOwner | None = None
) -> AnswersRows:
    """The assessments of a table: one row a person, or one row an answer."""
    whose = whose or AnswerOwner()
    long = bool(table.of("item") and table.of("answer")) and not any(c.field.startswith("=") for c in table.columns)
    if not long and not any(column.field.startswith("=") for column in table.columns):
        message = (
            "No column is a question of the questionnaire; a heading must be the id of an item, such as TL-B1, or its"
            " text."
        )
        return AnswersRows((), problems=(CellProblem(0, "", message),))
    items = asked.questionnaire.items_by_id
    for column in table.columns:
        item = column.field[1:].partition(".")[0] if column.field.startswith("=") else ""
        if item and item not in items:
            message = f"There is no item “{short(item)}” in {asked.questionnaire.id} {asked.questionnaire.version}."
            return AnswersRows((), problems=(CellProblem(0, column.heading, message),))
    below = rows_below(table)
    if not below:
        return AnswersRows((), problems=(CellProblem(0, "", "The table has a header but no answers."),))
    reader = _Reader(table, asked, people, whose, below)
    rows = tuple(reader.long(below) if long else (reader.wide(number, cells) for number, cells in below))
    notes = tuple(
        f"“{short(heading)}” is taken for {item}, whose text is nearly the same."
        for heading, item in asked.questions.near.items()
        if any(column.heading == heading and column.field == f"={item}" for column in table.columns)
    )
    return AnswersRows(
        rows, tuple(_questions(rows, people, reader)), notes=(*notes, *_coded(reader, asked.questionnaire))
    )


def _coded(reader: _Reader, questionnaire: Questionnaire) -> Iterator[str]:
    points = questionnaire.blueprint.scales.frequency
    if reader.coding != "value":
        first = 1 if reader.coding == "from_one" else 0
        ends = f"{first} is “{points[0].label}”, {first + len(points) - 1} is “{points[-1].label}”"
        yield f"Numbers in answers to how often are read as places on the scale: {ends}."


class _Reader:
    """Reads rows one after the other."""

    def __init__(
        self,
        table: Mapped,
        asked: AnswerHeadings,
        people: Sequence[KnownAssessments],
        whose: AnswerOwner,
        below: Sequence[tuple[int, list[Cell]]],
    ) -> None:
        self._table = table
        self._questions, questionnaire, layouts = asked.questions, asked.questionnaire, asked.layouts
        self._questionnaire = questionnaire
        self._people = Directory(people)
        self._whose = whose
        self._items = [c for c in table.columns if c.field.startswith("=")]
        # Told from all columns together: a single one may hold only 0 and 1, which both codings have.
        self.coding = coding_of(self._shares(below), share_words(questionnaire, layouts.answer_words))
        self._reads = AnswerReader(questionnaire, layouts.answer_words, self.coding)
        texts = [self._one(row, field) for field in ("moment", "started") for _, row in below]
        order, self.unsure = days.order_of(texts)
        self._order = whose.order or order
        self.unsure = self.unsure and not whose.order
        self._forms = {
            form: frozenset(one.id for one in questionnaire.scored_items[form]) for form in answers_file.FORMS
        }

    def _shares(self, below: Sequence[tuple[int, list[Cell]]]) -> Iterator[Cell]:
        """All answers to items that ask for a share, in their columns or, with a row an answer, in their rows."""
        asking = {one.id for one in self._questionnaire.items_by_id.values() if one.kind.is_share}
        columns = [c.index for c in self._items if c.field[1:] in asking]
        rows = (cells for _, cells in below if self._questions.item(self._one(cells, "item")) in asking)
        answers = (self._cell(cells, "answer") for cells in rows) if not self._items else ()
        wide = (cells[at] for _, cells in below for at in columns if at < len(cells))
        return (cell for cell in (*wide, *answers) if not is_empty(cell))

    def wide(self, number: int, cells: list[Cell]) -> AnswersRow:
        """The assessment in a row that holds all answers of one person; ``number`` is its row in the file."""
        problems = list(row_faults(self._table, number, cells))
        entries: dict[str, dict[str, Any]] = {}
        headings: dict[str, str] = {}
        for column in self._items if not problems else ():
            cell = cells[column.index] if column.index < len(cells) else ""
            if is_empty(cell):
                continue
            item, _, part = column.field[1:].partition(".")
            entry = entries.setdefault(item, {})
            headings.setdefault(item, column.heading)
            if part == "sure":
                entry["confidence"] = self._reads.how_sure(text_of(cell))
            elif part == "note":
                entry["note"] = text_of(cell)
            elif entry.keys() & {"value", "choice", "no_chance", "skipped", "evidence"}:
                problems.append(CellProblem(number, column.heading, f"The item {item} is answered twice."))
            else:
                entry |= self._reads.entry(self._questionnaire.items_by_id[item], cell)
        return self._row(number, [cells], entries, headings, problems)

    def long(self, below: Sequence[tuple[int, list[Cell]]]) -> Iterator[AnswersRow]:
        """The assessments of a table with a row for each answer; each bears the number of its person's first row."""
        groups: dict[tuple[str, str], list[tuple[int, list[Cell]]]] = {}
        for number, cells in below:
            groups.setdefault((name_key(self._label(cells)), self._one(cells, "email").casefold()), []).append(
                (number, cells)
            )
        heading = self._table.of("answer")[0].heading
        for rows in groups.values():
            entries: dict[str, dict[str, Any]] = {}
            headings: dict[str, str] = {}
            problems: list[CellProblem] = []
            for number, cells in rows:
                self._long_answer(number, cells, entries, problems)
            headings |= dict.fromkeys(entries, heading)
            yield self._row(rows[0][0], [cells for _, cells in rows], entries, headings, problems)

    def _long_answer(
        self, number: int, cells: list[Cell], entries: dict[str, dict[str, Any]], problems: list[CellProblem]
    ) -> None:
        named, answer = self._one(cells, "item"), self._cell(cells, "answer")
        item = self._questionnaire.items_by_id.get(self._questions.item(named))
        if is_empty(answer) and not self._one(cells, "note"):
            return
        if item is None:
            message = f"There is no item “{short(named)}” in {self._questionnaire.id} {self._questionnaire.version}."
            problems.append(CellProblem(number, self._table.of("item")[0].heading, message))
        elif item.id in entries:
            message = f"The item {item.id} is answered twice."
            problems.append(CellProblem(number, self._table.of("item")[0].heading, message))
        else:
            entry = {} if is_empty(answer) else self._reads.entry(item, answer)
            sure, note = self._one(cells, "how_sure"), self._one(cells, "note")
            entry |= {"confidence": self._reads.how_sure(sure)} if sure else {}
            entries[item.id] = entry | ({"note": note} if note else {})

    def _row(
        self,
        number: int,
        rows: Sequence[list[Cell]],
        entries: Mapping[str, dict[str, Any]],
        headings: Mapping[str, str],
        problems: list[CellProblem],
    ) -> AnswersRow:
        """The assessment of one person in ``rows``, the first of which is row ``number`` and names the person."""
        cells = rows[0]
        # An assessment is from its first to its last answer, however many rows it fills.
        ended = max(filter(None, (self._moment(number, one, "moment", problems) for one in rows)), default=None)
        started = min(filter(None, (self._moment(number, one, "started", problems) for one in rows)), default=None)
        undated = any(problem.weight == "asked" for problem in problems)
        # Nothing in a table names its form: where all items are of the quick one, it was that.
        form: FormId = "quick" if entries and entries.keys() <= self._forms["quick"] else "full"
        answers: dict[str, Answer] = {}
        for item, entry in entries.items():
            try:
                answer = answers_file.read_answer(number, {"item": item, **entry}, form, self._questionnaire)
            except AnswersError as error:
                # A column of its own names the item already; in one for all answers the sentence has to.
                said = str(error).removeprefix(f"{item}: ") if self._items else str(error)
                problems.append(CellProblem(number, headings[item], said))
                continue
            # A table has one moment for a row; when each question was answered, it does not say.
            answers[item] = replace(answer, at=ended) if ended else answer
        if not answers and not problems:
            problems.append(CellProblem(number, "", "This row has no answers."))
        whole = not any(problem.weight == "fault" for problem in problems)
        label, email = self._label(cells), self._one(cells, "email")
        person, asked = self._person(number, label, email)
        if asked and answers:
            problems.append(CellProblem(number, self._naming(), asked, "asked"))
        complete = whole and bool(answers) and self._settled(answers, form)
        return AnswersRow(
            number, label, email, person, form, complete, answers, started, ended, tuple(problems), undated
        )

    def _settled(self, answers: Mapping[str, Answer], form: FormId) -> bool:
        return all(item in answers and answers[item].settled for item in self._forms[form])

    def _naming(self) -> str:
        fields = ("person", "first_name", "last_name", "email")
        return next((self._table.of(field)[0].heading for field in fields if self._table.of(field)), "")

    def _person(self, number: int, label: str, email: str) -> tuple[str, str]:
        """Whose answers they are, or the sentence that asks for it."""
        said = self._whose.rows.get(number) or self._whose.everyone
        if said:
            return said, ""
        return self._people.matched(label, email, new_ones=self._whose.new_ones)

    def _label(self, cells: list[Cell]) -> str:
        name = self._one(cells, "person")
        parts = (self._one(cells, "first_name"), self._one(cells, "last_name"))
        found = name or " ".join(filter(None, parts))
        # Some tools put the address where the name belongs; it must not become somebody's name.
        return found if "@" not in found else ""

    def _moment(self, number: int, cells: list[Cell], field: str, problems: list[CellProblem]) -> str | None:
        """The moment in a cell; None when none is there, or it cannot be told, which is said then, once a row."""
        text = self._one(cells, field)
        if not text:
            return None
        found = days.moment_of(text, self._order)
        if found is not None:
            with suppress(OverflowError, ValueError, OSError):
                moment = found.astimezone(UTC) if found.tzinfo else found.astimezone().astimezone(UTC)
                # A moment of the future is a slip, or of a clock that is wrong.
                if moment <= utc_now():
                    return as_moment(moment)
        heading = self._table.of(field)[0].heading
        # Once a row: of several moments in it each would say the same about the same column.
        if any(one.column == heading for one in problems):
            return None
        day = days.day_of(text) if found is None else None
        if day is not None and day.dmy and day.mdy and not self._order:
            message = f"“{short(text)}” can be {day.dmy:%d %B %Y} or {day.mdy:%d %B %Y}; say which comes first."
            problems.append(CellProblem(number, heading, message, "asked"))
        else:
            why = "is no day and time that can be read" if found is None else "is in the future"
            instead = "it is left out." if field == "started" else "the answers count from today."
            problems.append(CellProblem(number, heading, f"“{short(text)}” {why}; {instead}", "note"))
        return None

    def _one(self, cells: list[Cell], field: str) -> str:
        value = self._cell(cells, field)
        return text_of(value)

    def _cell(self, cells: list[Cell], field: str) -> Cell:
        for column in self._table.of(field):
            if column.index < len(cells) and not is_empty(cells[column.index]):
                return cells[column.index]
        return ""


class Directory:
    """Everybody here, found by name and by e-mail address."""

    def __init__(self, people: Sequence[KnownAssessments]) -> None:
        """Index people by name and by e-mail address, without case."""
        self._named: dict[str, list[KnownAssessments]] = {}
        self._reached: dict[str, list[KnownAssessments]] = {}
        for one in people:
            self._named.setdefault(name_key(one.name), []).append(one)
            for email in one.emails:
                self._reached.setdefault(email, []).append(one)

    def matched(self, label: str, email: str, *, new_ones: bool = False) -> tuple[str, str]:
        """Whom a name or an e-mail address means, or empty and the sentence that asks whose answers they are."""
        by_email = self._reached.get(email.casefold(), []) if email else []
        by_name = self._named.get(name_key(label), []) if label else []
        return _agreed(label, email, by_email, by_name, new_ones=new_ones)


def _agreed(
    label: str, email: str, by_email: Sequence[KnownAssessments], by_name: Sequence[KnownAssessments], *, new_ones: bool
) -> tuple[str, str]:
    who = label or email
    if len(by_name) > 1 or len(by_email) > 1:
        return "", f"There are several people called “{short(who)}”; say whose answers these are."
    found = {one.id for one in (*by_email, *by_name)}
    if len(found) > 1 or (by_email and label and not by_name):
        return "", f"“{short(label)}” is somebody else here than “{short(email)}”; say whose answers these are."
    if found:
        return found.pop(), ""
    if who and new_ones:
        return NEW, ""
    if who:
        return "", f"“{short(who)}” is nobody here; choose whose answers these are, or add a new person."
    return "", "Nothing says whose answers these are; choose a person."


def emails_in(text: str) -> frozenset[str]:
    """The e-mail addresses in a text, in lower case."""
    # Without case: by the letter of RFC 5321 the part before the sign has one, but mail servers do not go by it.
    # The longest parts that RFC 5321 allows: without an end, a long word would be read anew from each of its letters.
    found = re.findall(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,9}", text)
    return frozenset(one.casefold() for one in found)


def _questions(
    rows: Sequence[AnswersRow], people: Sequence[KnownAssessments], reader: _Reader
) -> Iterator[ImportQuestion]:
    if reader.unsure:
        choices = (("dmy", "Day first"), ("mdy", "Month first"))
        undated = tuple(row.number for row in rows if row.undated)
        yield ImportQuestion("dates", "What comes first in the dates of this table?", choices, undated)
    unknown = tuple(row.number for row in rows if row.answers and not row.person and (row.label or row.email))
    if len(unknown) > 1:
        yield ImportQuestion("new_ones", "Are those who are not here new people?", (("yes", "Yes, add them"),), unknown)
    whom = (*((one.id, one.name) for one in people), (NEW, "A new person"))
    for row in rows:
        if row.answers and not row.person:
            who = row.label or row.email or "this row"
            yield ImportQuestion(
                f"person:{row.number}", f"Whose are the answers of “{short(who)}”?", whom, (row.number,)
            )
