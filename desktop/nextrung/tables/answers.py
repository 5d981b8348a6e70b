"""Answers of a table, of one person or many, as assessments to come: whose they are is asked, not guessed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from nextrung.assessment import answers_file
from nextrung.assessment.answer import Answer
from nextrung.assessment.written import AnswerReader, coding_of, plain, share_words
from nextrung.clock import as_moment, utc_now
from nextrung.counting import counted
from nextrung.errors import AnswersError
from nextrung.intake import days, numbers
from nextrung.people.person import name_key
from nextrung.questionnaire.constants import FormId
from nextrung.questionnaire.kinds import Item
from nextrung.questionnaire.model import Questionnaire
from nextrung.tables import answer_scale
from nextrung.tables.answer_rows import AnswerOwner, AnswersRow, AnswersRows
from nextrung.tables.layouts import Layouts
from nextrung.tables.mapping import Mapped, MappedColumn, rows_below
from nextrung.tables.outcome import CellProblem, ImportQuestion, short
from nextrung.tables.questions import Questions
from nextrung.tables.row_faults import ERROR, error_faults, row_faults
from nextrung.tables.sittings import AnswerPlace, sittings
from nextrung.tables.source import Cell, is_empty, is_error, text_of
from nextrung.tables.whose import NEW, Directory, KnownAssessments

EARLIEST_YEAR = 2000
"""A moment before it stands for none: survey tools write 1980, 1970 or 1900 where they keep no date."""
_ANSWERED = ("answer", "choice")
"""The fields that hold an answer where each has a row of its own."""
_FLAGS = ("no_chance", "skipped")
_MOST_NAMED = 4
"""Columns that a sentence names."""


class AnswerHeadings(Struct, frozen=True):
    """What answers are read against: the questions by heading, their version, and the words for answers."""

    questions: Questions
    questionnaire: Questionnaire
    layouts: Layouts


class _Entries:
    """What is found in the rows of one assessment: entries by item with their headings, faults, and what is asked."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.by_item: dict[str, dict[str, Any]] = {}
        self.headings: dict[str, str] = {}
        self.problems: list[CellProblem] = []
        self.asks: list[str] = []
        self._twice: set[str] = set()

    def fault(self, number: int, heading: str, message: str) -> None:
        self.problems.append(CellProblem(number, heading, message))

    def ask(self, what: str, number: int, heading: str, message: str) -> None:
        """Something is to be said; of each thing once an assessment."""
        if what not in self.asks:
            self.asks.append(what)
            self.problems.append(CellProblem(number, heading, message, "asked"))

    def add(self, item: str, entry: dict[str, Any], number: int, heading: str) -> None:
        """An entry; of an item that is answered twice and differently no answer is taken."""
        self.headings.setdefault(item, heading)
        kept = self.by_item.setdefault(item, {})
        if item in self._twice or kept.keys() & _GIVEN:
            self.fault(number, heading, f"The item {item} is answered twice.")
            if item in self._twice or {key: kept[key] for key in kept.keys() & _GIVEN} != entry:
                self._twice.add(item)
                del self.by_item[item]
            return
        kept |= entry


_GIVEN = frozenset(("value", "choice", "no_chance", "skipped", "evidence"))
"""What an entry says was given; how sure and a note stand beside it."""


def read(
    table: Mapped, asked: AnswerHeadings, people: Sequence[KnownAssessments], whose: AnswerOwner | None = None
) -> AnswersRows:
    """The assessments of a table: one row a person, or one row an answer."""
    whose = whose or AnswerOwner()
    wide = any(column.field.startswith("=") for column in table.columns)
    long = not wide and bool(table.of("item")) and any(map(table.of, _ANSWERED))
    fault = _fault_of(table, asked, known=wide or long)
    below = rows_below(table)
    if fault is None and not below:
        fault = CellProblem(0, "", "The table has a header but no answers.")
    if fault is not None:
        return AnswersRows((), problems=(fault,))
    reader = _Reader(table, asked, people, whose, below)
    rows = tuple(reader.long(below) if long else (reader.wide(number, cells) for number, cells in below))
    rows = tuple(_told_apart(rows, whose, reader.naming, sure=long))
    notes = (*_near(table, asked.questions), *_beside(table, asked.questions), *_coded(reader, asked.questionnaire))
    return AnswersRows(rows, tuple(_questions(rows, people, reader)), notes=notes)


def _fault_of(table: Mapped, asked: AnswerHeadings, *, known: bool) -> CellProblem | None:
    """Why nothing of the table can be read; ``known`` when something in it is a question."""
    if not known:
        message = (
            "No column is a question of the questionnaire; a heading must be the id of an item, such as TL-B1, or its"
            " text."
        )
        return CellProblem(0, "", " ".join((message, *_beside(table, asked.questions))))
    items = asked.questionnaire.items_by_id
    for column in table.columns:
        item = column.field[1:].partition(".")[0] if column.field.startswith("=") else ""
        if item and item not in items:
            message = f"There is no item “{short(item)}” in {asked.questionnaire.id} {asked.questionnaire.version}."
            return CellProblem(0, column.heading, message)
    return None


def _near(table: Mapped, questions: Questions) -> Iterator[str]:
    for heading, item in questions.near.items():
        if any(column.heading == heading and column.field == f"={item}" for column in table.columns):
            yield f"“{short(heading)}” is taken for {item}, whose text is nearly the same."


def _beside(table: Mapped, questions: Questions) -> Iterator[str]:
    """One sentence about all columns that name a question, and may hold something else than its answers."""
    headings = [one.heading for one in table.columns if not one.field and questions.named(one.heading)]
    if headings:
        some = ", ".join(f"“{short(heading)}”" for heading in headings[:_MOST_NAMED])
        more = f" and {len(headings) - _MOST_NAMED} more" if len(headings) > _MOST_NAMED else ""
        yield (
            f"Left out, as these name a question and say something beside it: {some}{more}. Where one holds the"
            " answers, say so with the column."
        )


def _coded(reader: _Reader, questionnaire: Questionnaire) -> Iterator[str]:
    points = questionnaire.blueprint.scales.frequency
    if reader.coding != "value":
        first = 1 if reader.coding == "from_one" else 0
        ends = f"{first} is “{points[0].label}”, {first + len(points) - 1} is “{points[-1].label}”"
        yield f"Numbers in answers to how often are read as places on the scale: {ends}."


def _told_apart(rows: Sequence[AnswersRow], whose: AnswerOwner, naming: str, *, sure: bool) -> Iterator[AnswersRow]:
    """The rows, those of one new person under one sign; whether one name is one person is asked, unless it is sure."""
    groups: dict[str, list[AnswersRow]] = {}
    for row in rows:
        if row.person == NEW and row.answers and (row.label or row.email or whose.everyone):
            groups.setdefault(_newcomer(row, whose), []).append(row)
    several = {key for key, group in groups.items() if len(group) > 1}
    for row in rows:
        key = _newcomer(row, whose)
        if row.person != NEW or not row.answers or key not in several:
            yield row
        elif sure or whose.everyone or whose.alike == "same" or _one_address(groups[key]):
            yield replace(row, newcomer=key)
        elif whose.alike == "add":
            yield row
        else:
            many = counted(len(groups[key]), "1 row", "{0} rows")
            message = f"“{short(row.label)}” stands in {many}; say whether that is one person."
            asked = CellProblem(row.number, naming, message, "asked")
            yield replace(row, asks=(*row.asks, "alike"), problems=(*row.problems, asked))


def _one_address(rows: Sequence[AnswersRow]) -> bool:
    return bool(rows[0].email) and len({row.email.casefold() for row in rows}) == 1


def _newcomer(row: AnswersRow, whose: AnswerOwner) -> str:
    """What rows of one new person have in common: that all are of one, the name, or else the e-mail address."""
    return NEW if whose.everyone else name_key(row.label) or row.email.casefold()


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
        self._questions, questionnaire = asked.questions, asked.questionnaire
        self._questionnaire = questionnaire
        words = asked.layouts.answer_words
        self._words = {name: frozenset(map(plain, found)) for name, found in words.items()}
        self._people = Directory(people)
        self._whose = whose
        self._items = [c for c in table.columns if c.field.startswith("=")]
        # Told from all columns together: a single one may hold only 0 and 1, which both codings have.
        shares = list(self._cells_of(below, share=True))
        self.coding = coding_of(shares, share_words(questionnaire, words))
        self._reads = AnswerReader(questionnaire, words, self.coding)
        points = [float(one.value) for one in questionnaire.blueprint.scales.rating]
        self.beyond = answer_scale.beyond(self._cells_of(below, share=False), shares, points)
        texts = [self._one(row, field) for field in ("moment", "started") for _, row in below]
        order, self.unsure = days.order_of(texts)
        self._order = whose.order or order
        self.unsure = self.unsure and not whose.order
        self._forms = {
            form: frozenset(one.id for one in questionnaire.scored_items[form]) for form in answers_file.FORMS
        }

    def _cells_of(self, below: Sequence[tuple[int, list[Cell]]], *, share: bool) -> Iterator[Cell]:
        """All answers to items that ask for a share, or for a point, in their columns or, a row an answer, in rows."""
        items = self._questionnaire.items_by_id.values()
        asking = {one.id for one in items if one.kind.points and one.kind.is_share == share}
        columns = [c.index for c in self._items if c.field[1:] in asking]
        rows = (cells for _, cells in below if self._questions.item(self._one(cells, "item")) in asking)
        answers = (self._cell(cells, "answer") for cells in rows) if not self._items else ()
        wide = (cells[at] for _, cells in below for at in columns if at < len(cells))
        return (cell for cell in (*wide, *answers) if not is_empty(cell))

    def wide(self, number: int, cells: list[Cell]) -> AnswersRow:
        """The assessment in a row that holds all answers of one person; ``number`` is its row in the file."""
        found = _Entries(number)
        found.problems += row_faults(self._table, number, cells)
        found.problems += self._foreign(number, cells)
        for column in self._items if not found.problems else ():
            cell = cells[column.index] if column.index < len(cells) else ""
            if not is_empty(cell):
                self._wide_answer(number, column, cell, found)
        return self._row([cells], found)

    def _wide_answer(self, number: int, column: MappedColumn, cell: Cell, found: _Entries) -> None:
        item, _, part = column.field[1:].partition(".")
        if part:
            beside = {"confidence": self._reads.how_sure(text_of(cell))} if part == "sure" else {"note": text_of(cell)}
            found.headings.setdefault(item, column.heading)
            found.by_item.setdefault(item, {}).update(beside)
            return
        if is_error(cell):
            found.fault(number, column.heading, ERROR)
            return
        asked = self._questionnaire.items_by_id[item]
        self._scaled(number, column.heading, asked, cell, found)
        found.add(item, self._reads.entry(asked, cell), number, column.heading)

    def _scaled(self, number: int, heading: str, item: Item, cell: Cell, found: _Entries) -> None:
        """Ask before a number is taken for a point where others of its kind show that the scale was another one."""
        seen = self.beyond.of(share=item.kind.is_share) if item.kind.points else ()
        if seen and not self._whose.points and answer_scale.number_in(cell) is not None:
            numbers_seen = " and ".join(f"{one:g}" for one in seen)
            message = f"Answers in this table are numbers such as {numbers_seen}; say whether the others are points."
            found.ask("points", number, heading, message)

    def long(self, below: Sequence[tuple[int, list[Cell]]]) -> Iterator[AnswersRow]:
        """The assessments of a table with a row for each answer; each bears the number of its first row."""
        for rows in sittings(below, self._place):
            found = _Entries(rows[0][0])
            found.problems += self._foreign(*rows[0])
            for number, cells in rows:
                found.problems += error_faults(self._table, number, cells, _ANSWERED)
            for number, cells in rows if not found.problems else ():
                self._long_answer(number, cells, found)
            yield self._row([cells for _, cells in rows], found)

    def _place(self, cells: list[Cell]) -> AnswerPlace:
        return AnswerPlace(
            (name_key(self._label(cells)), self._one(cells, "email").casefold()),
            (self._one(cells, "questionnaire"), self._one(cells, "version")),
            self._one(cells, "sitting"),
            self._one(cells, "item"),
            self._one(cells, "moment"),
        )

    def _foreign(self, number: int, cells: list[Cell]) -> Iterator[CellProblem]:
        """That a row is about another questionnaire, or another version, than the one it is read in."""
        named, version = self._one(cells, "questionnaire"), self._one(cells, "version")
        here = self._questionnaire
        if not named or (plain(named) in (plain(here.id), plain(here.title)) and version in ("", here.version)):
            return
        said = f"{short(named)} {short(version)}".strip()
        message = (
            f"These answers are of “{said}”, and the table is read as one of {here.id} {here.version}; take them in"
            " with a table of their own, or leave the column out if it says something else."
        )
        yield CellProblem(number, self._table.of("questionnaire")[0].heading, message)

    def _long_answer(self, number: int, cells: list[Cell], found: _Entries) -> None:
        named, heading = self._one(cells, "item"), self._table.of("item")[0].heading
        item = self._questionnaire.items_by_id.get(self._questions.item(named))
        given = {field: self._cell(cells, field) for field in (*_ANSWERED, *_FLAGS)}
        flags = {field: self._flag(text_of(given[field])) for field in _FLAGS}
        said = [given[field] for field in _ANSWERED if not is_empty(given[field])]
        note = self._one(cells, "note")
        if not said and not note and not any(flags.values()):
            return
        if item is None:
            message = f"There is no item “{short(named)}” in {self._questionnaire.id} {self._questionnaire.version}."
            found.fault(number, heading, message)
            return
        entry: dict[str, Any] = {field: flag for field, flag in flags.items() if flag}
        if any(map(is_error, said)):
            found.fault(number, self._answer_heading(), ERROR)
            return
        for cell in said:
            self._scaled(number, self._answer_heading(), item, cell, found)
            entry = self._reads.entry(item, cell) | entry
        found.add(item.id, entry, number, heading)
        if item.id in found.by_item:
            found.by_item[item.id] |= self._beside(cells, note)
            found.headings[item.id] = self._answer_heading()

    def _beside(self, cells: list[Cell], note: str) -> dict[str, Any]:
        """What stands beside an answer in its row: how sure it is, a note, and how long it took."""
        sure, seconds = self._one(cells, "how_sure"), numbers.number_of(self._one(cells, "seconds"))
        found: dict[str, Any] = {"confidence": self._reads.how_sure(sure)} if sure else {}
        found |= {"note": note} if note else {}
        return found | ({"seconds": seconds} if seconds is not None and seconds >= 0 else {})

    def _flag(self, text: str) -> bool | str:
        """Whether a cell says yes; its own text where it says neither, so that the check names it."""
        word = plain(text)
        if not word or word in self._words["unset"]:
            return False
        return True if word in self._words["set"] else text

    def _answer_heading(self) -> str:
        return next(self._table.of(field)[0].heading for field in _ANSWERED if self._table.of(field))

    def _row(self, rows: Sequence[list[Cell]], found: _Entries) -> AnswersRow:
        """The assessment of one person in ``rows``, the first of which names the person."""
        cells, number = rows[0], found.number
        # An assessment is from its first to its last answer, however many rows it fills.
        ended = max(filter(None, (self._moment(one, "moment", found) for one in rows)), default=None)
        started = min(filter(None, (self._moment(one, "started", found) for one in rows)), default=None)
        # Nothing in a table names its form: where all items are of the quick one, it was that.
        form: FormId = "quick" if found.by_item and found.by_item.keys() <= self._forms["quick"] else "full"
        answers = self._checked(found, form, ended)
        if not answers and not found.problems:
            found.fault(number, "", "This row has no answers.")
        whole = not any(problem.weight == "fault" for problem in found.problems)
        label, email = self._label(cells), self._said(cells, "email")
        person, asked = self._person(number, label, email)
        if asked and answers:
            found.problems.append(CellProblem(number, self.naming, asked, "asked"))
        unfinished = plain(self._one(cells, "finished")) in self._words["unfinished"]
        if unfinished and answers:
            message = "The survey tool says that this was not finished; it comes in open."
            found.problems.append(CellProblem(number, self._table.of("finished")[0].heading, message, "note"))
        complete = whole and not unfinished and bool(answers) and self._settled(answers, form)
        told = (started, ended, tuple(found.problems), tuple(found.asks))
        return AnswersRow(number, label, email, person, form, complete, answers, *told)

    def _checked(self, found: _Entries, form: FormId, ended: str | None) -> dict[str, Answer]:
        """The answers as they may be kept; what may not is named."""
        answers: dict[str, Answer] = {}
        for item, entry in found.by_item.items():
            try:
                answer = answers_file.read_answer(found.number, {"item": item, **entry}, form, self._questionnaire)
            except AnswersError as error:
                # A column of its own names the item already; in one for all answers the sentence has to.
                said = str(error).removeprefix(f"{item}: ") if self._items else str(error)
                found.fault(found.number, found.headings[item], said)
                continue
            # A table has one moment for a row; when each question was answered, it does not say.
            answers[item] = replace(answer, at=ended) if ended else answer
        return answers

    def _settled(self, answers: Mapping[str, Answer], form: FormId) -> bool:
        return all(item in answers and answers[item].settled for item in self._forms[form])

    @property
    def naming(self) -> str:
        """The heading of the column that says whose a row is."""
        fields = ("person", "first_name", "last_name", "email")
        return next((self._table.of(field)[0].heading for field in fields if self._table.of(field)), "")

    def _person(self, number: int, label: str, email: str) -> tuple[str, str]:
        """Whose answers they are, or the sentence that asks for it."""
        said = self._whose.rows.get(number)
        if not said and plain(label) in self._words["summary"]:
            return "", f"“{short(label)}” may be a line about the other rows; say whose answers these are."
        if said or self._whose.everyone:
            return said or self._whose.everyone, ""
        return self._people.matched(label, email, new_ones=self._whose.new_ones)

    def _label(self, cells: list[Cell]) -> str:
        parts = (self._said(cells, "first_name"), self._said(cells, "last_name"))
        found = self._said(cells, "person") or " ".join(filter(None, parts))
        # Some tools put the address where the name belongs; it must not become somebody's name.
        return found if "@" not in found else ""

    def _said(self, cells: list[Cell], field: str) -> str:
        """What names a person; empty for a word that survey tools write for nobody."""
        found = self._one(cells, field)
        return "" if plain(found) in self._words["nobody"] else found

    def _moment(self, cells: list[Cell], field: str, found: _Entries) -> str | None:
        """The moment in a cell; None when none is there, or it cannot be told, which is said then, once a row."""
        text = self._one(cells, field)
        if not text:
            return None
        moment = days.moment_of(text, self._order)
        why = "is no day and time that can be read" if moment is None else ""
        if moment is not None:
            kept = _in_utc(moment)
            # A moment of the future is a slip, or of a clock that is wrong.
            why = "is in the future" if kept is None or kept > utc_now() else ""
            why = why or ("stands for no date" if moment.year < EARLIEST_YEAR else "")
            if kept is not None and not why:
                return as_moment(kept)
        heading = self._table.of(field)[0].heading
        # Once a row: of several moments in it each would say the same about the same column.
        if any(one.column == heading for one in found.problems):
            return None
        day = days.day_of(text) if moment is None else None
        if day is not None and day.dmy and day.mdy and not self._order:
            message = f"“{short(text)}” can be {day.dmy:%d %B %Y} or {day.mdy:%d %B %Y}; say which comes first."
            found.ask("dates", found.number, heading, message)
        else:
            instead = "it is left out." if field == "started" else "the answers count from today."
            found.problems.append(CellProblem(found.number, heading, f"“{short(text)}” {why}; {instead}", "note"))
        return None

    def _one(self, cells: list[Cell], field: str) -> str:
        value = self._cell(cells, field)
        return text_of(value)

    def _cell(self, cells: list[Cell], field: str) -> Cell:
        for column in self._table.of(field):
            if column.index < len(cells) and not is_empty(cells[column.index]):
                return cells[column.index]
        return ""


def _in_utc(moment: datetime) -> datetime | None:
    """A moment of a table, which counts as one of this place where it has no zone; None beyond all calendars."""
    with suppress(OverflowError, ValueError, OSError):
        return moment.astimezone(UTC)
    return None


def _questions(
    rows: Sequence[AnswersRow], people: Sequence[KnownAssessments], reader: _Reader
) -> Iterator[ImportQuestion]:
    waiting = {what: tuple(row.number for row in rows if what in row.asks) for what in ("dates", "points", "alike")}
    if reader.unsure:
        choices = (("dmy", "Day first"), ("mdy", "Month first"))
        yield ImportQuestion("dates", "What comes first in the dates of this table?", choices, waiting["dates"])
    if waiting["points"]:
        text = "Some numbers are no points of the scale. Are the others points of it, and these slips?"
        yield ImportQuestion("points", text, (("yes", "Yes, take in those that are points"),), waiting["points"])
    if waiting["alike"]:
        choices = (("same", "The same person each time"), ("add", "Different people of that name"))
        yield ImportQuestion("alike", "Names stand in several rows. Whose are they?", choices, waiting["alike"])
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
