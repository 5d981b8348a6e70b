"""Very many own figures are shown as bands, and a band stands for all that is behind it."""

from __future__ import annotations

import statistics
from datetime import date

from tests.campaign import Campaign

from nextrung.people.person import PersonFields
from nextrung.salary import own_bands
from nextrung.salary.own import KeptFigure, OwnFigure
from nextrung.store import pay, people
from nextrung.store.sqlite import engine as sqlite3
from nextrung.workspace.people import newcomer


def kept(number: int, role: str = "senior", percentile: float | None = None) -> KeptFigure:
    day = date(2026, 1, 1 + number % 28)
    return KeptFigure(str(number), OwnFigure(role, "CA", 100_000.0 + number, percentile, day, "Survey", "USD"))


def somebody(connection: sqlite3.Connection) -> str:
    (person,) = people.add_all(connection, [newcomer(PersonFields("Mira"))], "2026-11-01T00:00:00Z")
    return person.id


def test_that_many_figures_are_three_quartiles_with_their_number(connection: sqlite3.Connection) -> None:
    figures = [*(kept(number) for number in range(401)), kept(900, "director"), kept(901, percentile=0.5)]
    person = somebody(connection)
    pay.add_own_figures(connection, person, figures, "2026-11-01T00:00:00Z")
    shown = own_bands.shown(pay.lone_figures(connection, person), pay.own_groups(connection, person))
    alone, percentile, low, middle, high = shown
    assert (alone.id, percentile.id) == ("900", "901")
    assert [one.figure.amount for one in (low, middle, high)] == [100_100, 100_200, 100_300]
    assert [one.figure.percentile for one in (low, middle, high)] == [0.25, 0.5, 0.75]
    assert {one.figure.source for one in (low, middle, high)} == {"401 figures, Survey"}
    assert middle.figure.date == date(2026, 1, 28)
    assert len(own_bands.behind(middle.id, figures)) == 401
    assert own_bands.behind("900", figures) == (figures[401],)


def test_that_quartiles_are_the_inclusive_ones_of_each_group(
    connection: sqlite3.Connection, campaign: Campaign
) -> None:
    chance = campaign.random()
    for trial in range(campaign.rounds(10, 500)):
        person, groups = somebody(connection), dict[tuple[str, str | None], list[float]]()
        figures = []
        for number in range(chance.randrange(1, 60)):
            role, place, amount = (
                chance.choice(("senior", "entry")),
                chance.choice(("CA", None)),
                chance.uniform(1e3, 1e6),
            )
            groups.setdefault((role, place), []).append(amount)
            source = chance.choice(("a", "b"))
            figures.append(
                KeptFigure(f"{trial}-{number}", OwnFigure(role, place, amount, None, date(2026, 1, 1), source, "USD"))
            )
        pay.add_own_figures(connection, person, figures, "2026-11-01T00:00:00Z")
        found = {(one.role, one.place or None): one for one in pay.own_groups(connection, person)}
        assert list(found) == [key for key, amounts in groups.items() if len(amounts) >= own_bands.FEWEST]
        for key, group in found.items():
            assert group.count == len(groups[key])
            expected = statistics.quantiles(groups[key], n=4, method="inclusive")
            assert all(abs(one - other) < 1e-6 for one, other in zip(group.quartiles, expected, strict=True))
        assert {one.figure.amount for one in pay.lone_figures(connection, person)} == {
            amount for amounts in groups.values() if len(amounts) < own_bands.FEWEST for amount in amounts
        }


def test_that_whether_there_are_many_is_one_row_of_the_database(connection: sqlite3.Connection) -> None:
    person = somebody(connection)
    pay.add_own_figures(connection, person, [kept(number) for number in range(30)], "2026-11-01T00:00:00Z")
    rows: list[object] = []

    def seen(_cursor: object, row: object) -> object:
        rows.append(row)
        return row

    connection.row_factory = seen
    assert [pay.has_more_own_figures(connection, person, than) for than in (0, 29, 30)] == [True, True, False]
    assert len(rows) == 3
