"""The state of the salary page as lines of its chart and rows of the table twin."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from nextrung.salary import amounts
from nextrung.ui import labels, match_words
from nextrung.ui.charts.rung_items import AmountMark, Look, PayBar, PayLine
from nextrung.ui.salary.state import (
    AdvertState,
    Note,
    OfficialState,
    OwnState,
    RungState,
    SalaryState,
    pay_range,
)

TYPICAL = "Typical"
ABOVE = ("Entry", TYPICAL, "Top")
"""The published figures whose labels stand above their line; those of percentiles stand below it."""
PUBLISHED, LADDER, OTHER, OFFICIAL = range(4)
MIDDLE = 2
"""The place of the typical figure among the five of a rung."""
SHARES = (0.10, 0.25, 0.50, 0.75, 0.90)
DASH = "–"
"""Of a rung that is not matched."""
NOTHING = ""
"""Of a percentile that was not published: rows of dashes would hide the few figures there are."""
_translate = QCoreApplication.translate


def chart(state: SalaryState) -> list[PayLine]:
    """The published figures, the rungs from the highest down, other roles, and what is official or found abroad."""
    found = [_published(state)] if state.published else []
    found += [_rung(state, rung) for rung in state.rungs]
    found += [_official(one) for one in state.official]
    return [*found, *(_local(one) for one in state.local)]


def table(state: SalaryState) -> tuple[list[list[str]], tuple[str, ...]]:
    """The table twin: texts, and the id of the figure in each row."""
    rows, ids = [], []
    for figure, cells in _table_rows(state):
        rows.append(cells)
        ids.append(figure)
    return rows, tuple(ids)


def _table_rows(state: SalaryState) -> Iterator[tuple[str, list[str]]]:
    published = _translate("salary rows", "Published: {0}")
    for mark in state.published:
        place = SHARES[MIDDLE] if mark.label == TYPICAL else mark.percentile
        # what was published as no percentile belongs under none, and least of all under the typical figure
        named = mark.label if place in SHARES else f"{mark.label}, {mark.text}"
        cells = [mark.text if share == place else NOTHING for share in SHARES]
        yield mark.id, [with_age(published.format(named), mark.age, old=mark.old), "", *cells]
    if state.own_targets is not None:
        name, match = state.own_targets
        yield (
            "",
            [_translate("salary rows", "{0}, own targets").format(name), _match(match), *([NOTHING] * len(SHARES))],
        )
    for rung in state.rungs:
        yield rung.id, _rung_row(rung, abroad=bool(state.country))
        # adverts are in dollars and not brought to other prices; a role without pay has nothing else to show
        if not state.country or rung.basis == "none":
            for advert in rung.adverts:
                # otherwise the row of the rung shows these adverts itself
                if rung.basis != "adverts":
                    yield advert.id, _advert_row(advert)
        for one in state.own:
            if one.rung == rung.id:
                yield one.id, [own_name(one), "", *([NOTHING] * len(SHARES))]  # its name says the amount
    for line in state.official:
        texts = {share: text for share, _, text in line.points}
        name = ", ".join(part for part in (official_name(line), line.error_words) if part)
        cells = [texts.get(share, NOTHING) for share in SHARES]
        yield line.id, [with_age(name, line.age, old=line.old), "", *cells]
    for advert in state.local:
        yield advert.id, _advert_row(advert)


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
    # several rungs may lack the same areas, which is said once
    missing = dict.fromkeys(match_words.unscored_words(notes) for _, notes in known)
    return [*lines, *(one for one in missing if one)]


def official_name(line: OfficialState) -> str:
    """All IT managers, where, and whether it is official or an estimate."""
    kind = _translate("salary rows", "estimate") if line.estimated else _translate("salary rows", "official")
    where = f"{line.where}, " if line.where else ""
    return _translate("salary rows", "All IT managers, {0}{1}").format(where, kind)


def reference_words(rung: RungState) -> str:
    """What is said of a role without a figure."""
    words = [rung.missing]
    for one in rung.adverts:
        low, high = one.points[0][1], one.points[-1][1]
        text = _translate("salary rows", "{0}s: {1}, n {2}")
        words.append(text.format(one.title, amounts.span(low, high), f"{one.n:,}"))
    return " · ".join(words)


def _published(state: SalaryState) -> PayLine:
    """The five published figures as one line: entry to top, the middle half as a bar."""
    by = {mark.percentile: mark.amount for mark in state.published if mark.percentile is not None}
    marks = tuple(
        AmountMark(
            mark.id,
            mark.amount,
            f"{with_age(mark.label, mark.age, old=mark.old)}: {mark.text}",
            f"{with_age(mark.label, mark.age, old=mark.old)} {mark.text}",
            "figure",
            mark.label in ABOVE,
            mark.old,
        )
        for mark in state.published
    )
    year = state.figures[0].provenance.period
    return PayLine(
        id="",
        name=_translate("salary rows", "ML manager, published {0}").format(year),
        detail=state.basis,
        spoken="",
        look="published",
        group=PUBLISHED,
        # without both quartiles there is no middle half to draw
        bar=PayBar(by[0.25], by[0.75]) if {0.25, 0.75} <= by.keys() else None,
        tail=(marks[0].amount, marks[-1].amount),
        marks=marks,
        strong=True,
    )


def _rung(state: SalaryState, rung: RungState) -> PayLine:
    look = _look(state, rung)
    details = [pay_range(rung)] if rung.basis in ("estimate", "adverts") else []
    if rung.match is not None:
        details.append(_translate("salary rows", "match {0}").format(labels.match(rung.match)))
    if rung.standing == "next" and not state.country:
        details.append(labels.standing("next"))
    # abroad the axis is in another currency, where an amount in dollars has no place
    marks = () if rung.basis != "estimate" or state.country else tuple(_advert_mark(one) for one in rung.adverts)
    own = tuple(
        AmountMark(one.id, one.amount, own_name(one), "", "own", old=one.old)
        for one in state.own
        if one.rung == rung.id
    )
    return PayLine(
        id=rung.id,
        name=rung.name,
        detail=" · ".join(details),
        spoken=_spoken(rung),
        look=look,
        group=LADDER if rung.basis in ("estimate", "ends") else OTHER,
        bar=_bar(state, rung),
        marks=(*marks, *own),
        aside=_aside(rung, abroad=bool(state.country)),
        strong=look == "matched",
        old=rung.old,
    )


def _look(state: SalaryState, rung: RungState) -> Look:
    if rung.basis == "none":
        return "reference"
    # abroad every bar is one comparison of prices, whatever it rests on at home
    if state.country:
        return "converted"
    if rung.basis != "estimate":
        return "ends" if rung.basis == "ends" else "advertised"
    return "matched" if rung.standing == "matched" and not rung.old else "estimate"


def _bar(state: SalaryState, rung: RungState) -> PayBar | None:
    if rung.basis == "none":
        if state.country or not rung.adverts:
            return None
        one = rung.adverts[0]
        return PayBar(one.points[0][1], one.points[-1][1], one.typical, one.typical)
    # only an estimate has an error to draw; published ends are what was published
    soft = (rung.soft_low, rung.soft_high) if rung.basis == "estimate" and not state.country else (None, None)
    return PayBar(rung.low, rung.high, rung.typical_low, rung.typical, *soft)


def _aside(rung: RungState, *, abroad: bool) -> str:
    words = []
    if rung.overlaps and rung.typical_low is not None and rung.typical is not None:
        typical = amounts.span(rung.typical_low, rung.typical, rung.currency)
        words.append(_translate("salary rows", "typical {0}").format(typical))
    if rung.basis == "ends":
        words.append(_translate("salary rows", "published entry to published 25th percentile"))
    if rung.basis == "adverts":
        advert = rung.adverts[0]
        words.append(_translate("salary rows", "adverts, n {0}, {1}").format(f"{advert.n:,}", advert.period))
    if rung.basis == "none":
        words.append(rung.missing if abroad else reference_words(rung))
    if rung.old and rung.age is not None:
        words.append(months_old(rung.age))
    return " · ".join(words)


def _spoken(rung: RungState) -> str:
    if rung.basis == "none":
        return f"{rung.name}: {reference_words(rung)}"
    error = f", {rung.error_words}" if rung.basis == "estimate" else ""
    return f"{rung.name}: {pay_range(rung)}{error}"


def _advert_mark(one: AdvertState) -> AmountMark:
    text = amounts.exact(one.typical, one.currency)
    name = f"{advert_name(one)}: {text}"
    label = _translate("salary rows", "n {0}").format(f"{one.n:,}")
    return AmountMark(one.id, one.typical, name, label, "thin" if one.thin else "advert", old=one.old)


def advert_name(one: AdvertState) -> str:
    """A title with its level and number of adverts."""
    level = f"{one.level}, " if one.level else ""
    return with_age(f"{one.title}, {level}{adverts(one.n, thin=one.thin)}", one.age, old=one.old)


def _official(line: OfficialState) -> PayLine:
    at = {share: amount for share, amount, _ in line.points}
    texts = {share: text for share, _, text in line.points}
    middle = [at[share] for share in (0.25, 0.75) if share in at]
    detail = " · ".join(part for part in (line.period, line.error_words) if part)
    if line.old and line.age is not None:
        detail = f"{detail} · {months_old(line.age)}"
    spoken = ", ".join(f"{_share_words(share)} {text}" for share, text in texts.items())
    typical = at.get(0.50)
    return PayLine(
        id=line.id,
        name=official_name(line),
        detail=detail,
        spoken=f"{official_name(line)}: {spoken}",
        look="reckoned" if line.estimated else "official",
        group=OFFICIAL,
        bar=PayBar(middle[0], middle[1], typical, typical) if len(middle) > 1 else None,
        tail=(line.points[0][1], line.points[-1][1]),
        aside=_translate("salary rows", "typical {0}").format(texts[0.50]) if 0.50 in texts else "",
        old=line.old,
    )


def _local(one: AdvertState) -> PayLine:
    """Adverts found in a country: a mark, and what else is known of them as a bar."""
    at = dict(one.points)
    text = amounts.exact(one.typical, one.currency)
    bar = PayBar(at[0.25], at[0.75], one.typical, one.typical) if {0.25, 0.75} <= at.keys() else None
    mark = AmountMark(
        one.id, one.typical, f"{advert_name(one)}: {text}", "", "thin" if one.thin else "advert", old=one.old
    )
    count = _translate("salary rows", "n {0}, {1}").format(f"{one.n:,}", one.period)
    return PayLine(
        # without a bar the mark itself is what can be picked
        id="" if bar is None else one.id,
        name=one.title,
        detail=count,
        spoken=f"{advert_name(one)}: {text}",
        look="local",
        group=OFFICIAL,
        bar=bar,
        tail=(one.points[0][1], one.points[-1][1]) if len(one.points) > 1 else None,
        marks=() if bar is not None else (mark,),
        aside=_translate("salary rows", "typical {0}").format(text),
        old=one.old,
    )


def _share_words(share: float) -> str:
    words = {
        0.10: _translate("salary rows", "10th percentile"),
        0.25: _translate("salary rows", "25th percentile"),
        0.50: _translate("salary rows", "typical"),
        0.75: _translate("salary rows", "75th percentile"),
        0.90: _translate("salary rows", "90th percentile"),
    }
    return words[share]


def _match(value: float | None) -> str:
    return DASH if value is None else labels.match(value)


def _rung_row(rung: RungState, *, abroad: bool) -> list[str]:
    match = _match(rung.match)
    if rung.match is not None and rung.standing != "beside":
        match = _translate("salary rows", "{0}, {1}").format(match, labels.standing(rung.standing))
    name = with_age(rung.name, rung.age, old=rung.old)
    if rung.basis == "none":
        return [f"{name}: {rung.missing}", match, *([NOTHING] * 5)]
    if rung.basis == "ends":
        low, high = _written(rung, rung.low), _written(rung, rung.high)
        name = _translate("salary rows", "{0}, from published entry {1}").format(name, low)
        return [name, match, NOTHING, high, *([NOTHING] * 3)]
    below, beyond = _translate("salary rows", "below published"), _translate("salary rows", "beyond published")
    cells = [
        # the curve is read between the published percentiles only: outside of them nothing was measured
        (below if at < MIDDLE else beyond) if point is None else _written(rung, point)
        for at, point in enumerate(rung.points)
    ]
    if rung.overlaps and rung.typical_low is not None and rung.typical is not None:
        cells[MIDDLE] = amounts.span(rung.typical_low, rung.typical, rung.currency)
    if rung.basis == "adverts":
        name = f"{name}, {adverts(rung.adverts[0].n, thin=rung.adverts[0].thin)}"
    elif not abroad:
        # no-break spaces keep the error in one line
        error = rung.error_words.replace(" ", "\u00a0")
        name = _translate("salary rows", "{0}, estimate, {1}").format(name, error)
    return [name, match, *cells]


def _written(rung: RungState, amount: float) -> str:
    """An amount as it is written: published ones in full, estimates in thousands."""
    exact = not rung.error_words
    return amounts.exact(amount, rung.currency) if exact else amounts.short(amount, rung.currency)


def _advert_row(one: AdvertState) -> list[str]:
    at = dict(one.points)
    cells = [amounts.exact(at[share], one.currency) if share in at else NOTHING for share in SHARES]
    # set in, as the adverts belong to the rung in the row above them
    return ["  " + advert_name(one), "", *cells]
