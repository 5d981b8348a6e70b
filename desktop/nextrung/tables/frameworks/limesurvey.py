"""The structure of a LimeSurvey survey as its tab-separated file gives it: groups, questions and their points.

The column ``class`` says what a row is: S and SL settings, G a group, Q a question, SQ a line of an array, A a point.
Source: LimeSurvey manual, “Tab Separated Value survey structure”.
"""

from __future__ import annotations

from msgspec import Struct

from nextrung.questionnaire.drafting.draft import MOST_LEVELS, DraftItem, LevelOrder
from nextrung.shown import clip
from nextrung.tables.frameworks.gathering import Framework, Gathered
from nextrung.tables.frameworks.headings import LevelName
from nextrung.tables.frameworks.scale import PickedOrder, scale_of
from nextrung.tables.frameworks.wide import DEFAULT_AREA
from nextrung.tables.layouts import plain
from nextrung.tables.source import Cell, Grid, text_of

USED = ("class", "type scale", "type", "name", "text", "help", "language")
_NEEDED = {"class", "name", "text"}
_POINTS = {"5": 5, "A": 5, "B": 10}
"""Types with points of their own, without words: 5 points, an array of 5, an array of 10."""
_CHOSEN = ("L", "!", "O", "F", "H", "1")
"""Types answered by one point each of a list that the file gives."""

FEWEST = 5
"""Points of a question of which the file names one or none."""


class _Question(Struct):
    """A question with what stands below it."""

    row: int
    type: str
    group: str
    name: str
    text: str
    help: str = ""
    lines: list[tuple[int, str]] = []
    points: dict[str, str] = {}


def header_of(grid: Grid) -> int | None:
    """The place of the row with the headings of LimeSurvey; None where there is none."""
    for at, row in enumerate(grid.rows[:10]):
        names = {plain(text_of(cell)) for cell in row}
        if names >= _NEEDED and names & {"type scale", "type", "relevance"}:
            return at
    return None


def read(grid: Grid, header: int, picked: PickedOrder = "") -> tuple[Framework, str]:
    """Groups as areas, questions and lines of arrays as items; and the title of the survey, if it says one."""
    at = {plain(text_of(cell)): index for index, cell in reversed(list(enumerate(grid.rows[header])))}
    gathered = Gathered()
    rows = _Rows(grid, header, at, gathered)
    questions = rows.questions()
    usable = [one for one in questions if _is_scale(one)]
    longest = max((len(one.points) or _POINTS.get(one.type, 0) for one in usable), default=0)
    told = {_put_in_order(one, picked) for one in usable if len(one.points) > 1}
    names = _names(usable, longest)
    for one in questions:
        if one not in usable:
            what = f"{clip(one.text or one.name)} is not answered by points of a scale (type {one.type or 'none'})"
            gathered.miss(f"Row {one.row}", f"{what}; it was left out", one.row)
            continue
        _add(one, gathered)
    # which point is the lowest can be asked where all questions have the same ones
    rank: tuple[LevelOrder, ...] = ("picked", *(("unknown",) if all(names) else ()), "turned", "names")
    order: LevelOrder = next((one for one in rank if one in told), "numbers")
    problems = tuple(gathered.problems)
    return Framework(gathered.areas(), names, problems=problems, language=rows.language, order=order), rows.title


def _put_in_order(one: _Question, picked: PickedOrder) -> LevelOrder:
    """Have the points of a question from the lowest up, as their words tell it or a person says."""
    scale, places = scale_of([LevelName(None, text) for text in one.points.values()], picked)
    in_order = sorted(zip(places, one.points.items(), strict=True))
    one.points = dict(point for _, point in in_order)
    return scale.order


def _is_scale(one: _Question) -> bool:
    return one.type in _POINTS or (one.type in _CHOSEN and len(one.points) <= MOST_LEVELS)


def _names(usable: list[_Question], longest: int) -> tuple[str, ...]:
    """The words of the points where all questions have the same; they are then the names of the levels."""
    lists = {tuple(one.points.values()) for one in usable if one.points}
    if len(lists) == 1 and len(next(iter(lists))) == longest:
        return next(iter(lists))
    return ("",) * (longest if longest > 1 else FEWEST)


def _add(one: _Question, gathered: Gathered) -> None:
    texts = [*one.points.values()]
    # one point alone says nothing of how many there are: five, as here
    wanted = len(texts) if len(texts) > 1 else _POINTS.get(one.type, FEWEST)
    levels = tuple(texts + [""] * (wanted - len(texts)))
    for number, line in one.lines or [(one.row, "")]:
        name = f"{one.text} {line}".strip() if line else one.text
        if not name:
            name = one.name or f"Row {number}"
            gathered.miss(f"Row {number}", "the text of the question is missing", number, "text")
        for at, text in enumerate(levels, start=1):
            if not text:
                gathered.miss(f"Row {number}", f"the text of level {at} is missing", number)
        item = DraftItem(line or name, levels, one.text if line else one.help, one.name, number)
        gathered.item(one.group or DEFAULT_AREA, item)


class _Rows:
    """Walks the rows once; the settings of the survey are noted on the way."""

    def __init__(self, grid: Grid, header: int, at: dict[str, int], gathered: Gathered) -> None:
        self.title = ""
        self.language = ""
        self._rows = list(enumerate(grid.rows[header + 1 :], start=header + 2))
        self._at = at
        self._gathered = gathered
        self._other_languages: set[str] = set()

    def _cell(self, row: list[Cell], name: str) -> str:
        index = self._at.get(name)
        return text_of(row[index]) if index is not None and index < len(row) else ""

    def questions(self) -> list[_Question]:
        """Every question with its lines and points."""
        found: list[_Question] = []
        group = ""
        for number, row in self._rows:
            kind, name = self._cell(row, "class").upper(), self._cell(row, "name")
            if kind in ("S", "SL"):
                self._setting(name, self._cell(row, "text"))
                continue
            if self._is_other_language(row):
                continue
            text = self._gathered.text(self._cell(row, "text"), number, "text", f"Row {number}")
            if kind == "G":
                group = self._gathered.text(name, number, "name", f"Row {number}") or text or f"Group in row {number}"
                self._gathered.area(group, text if text != group else "")
            elif kind == "Q":
                scale = self._cell(row, "type scale") or self._cell(row, "type")
                about = self._gathered.text(self._cell(row, "help"), number, "help", f"Row {number}")
                found.append(_Question(number, scale.upper(), group, name, text, about))
            elif kind in ("SQ", "A"):
                self._below(kind, found, number, name, text)
            elif kind and kind not in ("C", "QTA", "QTAM", "QTALS", "AS"):
                self._gathered.miss(
                    f"Row {number}", f"the class “{kind[:40]}” is not known; the row was left out", number
                )
        return found

    def _below(self, kind: str, found: list[_Question], number: int, name: str, text: str) -> None:
        if not found:
            self._gathered.miss(f"Row {number}", "there is no question above it; the row was left out", number)
        elif kind == "SQ":
            found[-1].lines.append((number, text or name))
        else:
            found[-1].points[name or f"{len(found[-1].points) + 1}"] = text

    def _setting(self, name: str, value: str) -> None:
        if plain(name) == "language":
            self.language = value
        elif plain(name) == "surveyls title":
            self.title = self.title or value

    def _is_other_language(self, row: list[Cell]) -> bool:
        """Whether a row repeats the survey in another language than its first one."""
        language = self._cell(row, "language")
        self.language = self.language or language
        if not language or language == self.language:
            return False
        if language not in self._other_languages:
            self._other_languages.add(language)
            self._gathered.miss("", f"The survey is also in “{language[:40]}”; only “{self.language[:40]}” was read.")
        return True
