"""The state of the salary page as rows of its chart and of the table twin."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication

from nextrung.salary import amounts
from nextrung.ui import labels, match_words
from nextrung.ui.charts.rung_items import Mark, MarkLine, OwnMark, RungRow
from nextrung.ui.salary.state import MarkState, Note, OwnState, RungState, SalaryState, TitleState, pay_range

MIDDLE_HALF = (0.25, 0.75)
MIDDLE = 2
"""The place of the typical figure among the five of a rung."""
DASH = "–"
_translate = QCoreApplication.translate


def chart(state: SalaryState) -> tuple[list[RungRow], list[MarkLine], list[OwnMark]]:
    """Bands, lines of published figures and own marks. Dollar figures have no place on an axis of another currency."""
    place_of = {rung.id: number for number, rung in enumerate(state.rungs)}
    lines = []
    if state.currency == "USD":
        lines.append(_line(_translate("salary rows", "All ML managers,\npublished"), state.published))
    official = [replace(mark, label=mark.label.removesuffix(" percentile")) for mark in state.official]
    lines.append(_line(_translate("salary rows", "All IT managers,\nofficial"), official))
    own = [OwnMark(one.id, place_of[one.rung], one.amount, own_name(one), one.old) for one in state.own]
    return [_band(rung) for rung in state.rungs], lines, own


def table(state: SalaryState) -> tuple[list[list[str]], tuple[str, ...]]:
    """The table twin: texts, and the id of the figure in each row."""
    rows: list[list[str]] = []
    ids: list[str] = []
    for rung in state.rungs:
        rows.append(_rung_row(rung))
        ids.append(rung.id)
        for title in rung.titles:
            rows.append(_title_row(title))
            ids.append(title.id)
        for one in state.own:
            if one.rung == rung.id:
                rows.append([own_name(one), "", "", "", one.text, "", ""])
                ids.append(one.id)
    published = _translate("salary rows", "All ML managers, published: {0}")
    official = _translate("salary rows", "All IT managers, official: {0}")
    for heading, marks in ((published, state.published), (official, state.official)):
        for mark in marks:
            rows.append([with_age(heading.format(mark.label), mark.age, old=mark.old), "", *_placed(mark)])
            ids.append(mark.id)
    return rows, tuple(ids)


def own_name(one: OwnState) -> str:
    """An own figure in a few words."""
    name = _translate("salary rows", "Yours: {0}, {1}").format(one.text, one.source)
    return with_age(name, one.age, old=one.old)


def with_age(name: str, age: int | None, *, old: bool) -> str:
    """A name with the age of an old figure."""
    if not old or age is None:
        return name
    return f"{name} ({months_old(age)})"


def months_old(age: int) -> str:
    """The age of a figure in months."""
    one, many = _translate("salary rows", "1 month old"), _translate("salary rows", "{0} months old")
    return labels.counted(age, one, many)


def adverts(count: int, *, thin: bool) -> str:
    """How many adverts a figure rests on, and whether they are few."""
    one, many = _translate("salary rows", "1 advert"), _translate("salary rows", "{0} adverts")
    if thin:
        one, many = _translate("salary rows", "1 advert only"), _translate("salary rows", "{0} adverts only")
    return labels.counted(count, one, many)


def old_words(note: Note) -> str:
    """A note about old figures in use."""
    return _translate("salary rows", "Rests on figures of {0}, {1}.").format(note.text, months_old(note.age or 0))


def held_words(state: SalaryState) -> list[str]:
    """Why a rung is not matched though its number might, and what has no level: a line for each rung, then once."""
    known = [(rung.name, rung.match_notes) for rung in state.rungs if rung.match_notes is not None]
    lines = [f"{name}. {reason}." for name, notes in known if (reason := match_words.reason_words(notes))]
    missing = dict.fromkeys(match_words.unscored_words(notes) for _, notes in known)
    return [*lines, *(one for one in missing if one)]


def _band(rung: RungState) -> RungRow:
    asides = []
    if rung.overlaps and not rung.nearest:
        typical = amounts.span(rung.typical_low, rung.typical, rung.currency)
        asides.append(_translate("salary rows", "typical {0}").format(typical))
    if rung.nearest:
        words = _translate("salary rows", "nearest title: {0}, {1}")
        asides.append(words.format(rung.nearest, adverts(rung.titles[0].n, thin=rung.titles[0].thin)))
    if rung.old and rung.age is not None:
        asides.append(months_old(rung.age))
    return RungRow(
        id=rung.id,
        name=rung.name,
        match=DASH if rung.match is None else labels.match(rung.match),
        low=rung.low,
        typical_low=rung.typical_low,
        typical=rung.typical,
        high=rung.high,
        label=pay_range(rung),
        aside=" · ".join(asides),
        standing=rung.standing,
        nearest=bool(rung.nearest),
        old=rung.old,
        currency=rung.currency,
    )


def _line(name: str, marks: Sequence[MarkState]) -> MarkLine:
    return MarkLine(
        name,
        [
            Mark(
                mark.id,
                mark.amount,
                with_age(mark.label, mark.age, old=mark.old),
                mark.text,
                mark.percentile in MIDDLE_HALF,
                mark.old,
            )
            for mark in marks
        ],
    )


def _rung_row(rung: RungState) -> list[str]:
    match = DASH if rung.match is None else labels.match(rung.match)
    if rung.match is not None and rung.standing != "beside":
        match = _translate("salary rows", "{0}, {1}").format(match, labels.standing(rung.standing))
    below, beyond = _translate("salary rows", "below published"), _translate("salary rows", "beyond published")
    cells = [
        (below if at < MIDDLE else beyond) if point is None else amounts.short(point, rung.currency)
        for at, point in enumerate(rung.points)
    ]
    if rung.overlaps:
        cells[2] = amounts.span(rung.typical_low, rung.typical, rung.currency)
    name = with_age(rung.name, rung.age, old=rung.old)
    return [name, match, *cells]


def _title_row(title: TitleState) -> list[str]:
    words = _translate("salary rows", "Nearest title: {0}")
    name = with_age(words.format(title.title), title.age, old=title.old)
    return [
        "  " + name,
        adverts(title.n, thin=title.thin),
        "",
        *(amounts.exact(one) for one in (title.low, title.typical, title.high)),
        "",
    ]


def _placed(mark: MarkState) -> list[str]:
    """The amount under its percentile; under typical where it was published as none."""
    cells = [""] * 5
    at = {0.10: 0, 0.25: 1, 0.50: 2, 0.75: 3, 0.90: 4}
    cells[at.get(mark.percentile or 0.5, 2)] = mark.text
    return cells
