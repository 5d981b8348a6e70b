"""Values in rows: a field that has no place in its table is never left out unseen."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec import Struct

from nextrung.errors import DamagedError
from nextrung.store.sqlite import engine as sqlite3
from nextrung.store.stored_values import StoredValues, one_of


class Figure(Struct, frozen=True):
    id: str
    role: str
    amount: float
    date: date
    place: str | None = None


@pytest.fixture
def memory() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE own_figure (id TEXT PRIMARY KEY, person, role, amount, date, place)")
    return connection


def test_that_a_row_gives_back_the_value_and_a_change_of_it(memory: sqlite3.Connection) -> None:
    figures = StoredValues(Figure, "own_figure")
    first = Figure("a", "senior", 100.0, date(2026, 1, 31))
    memory.execute(figures.upsert("person"), ("Kim", *figures.row(first)))
    changed = Figure("a", "director", 120.5, date(2026, 2, 1), "CA")
    memory.execute(figures.upsert("person"), ("Robin", *figures.row(changed)))
    assert figures.read(memory, "WHERE id = ?", "a") == (changed,)
    assert figures.read_keyed(memory, "person", "") == (("Kim", changed),), "whose it is never changes"
    figures.update(memory, first)
    assert figures.read(memory, "") == (first,)


@pytest.mark.parametrize(("column", "value"), [("role", None), ("amount", "much"), ("date", "soon"), ("place", 3)])
def test_that_what_the_program_never_writes_is_damage(memory: sqlite3.Connection, column: str, value: object) -> None:
    figures = StoredValues(Figure, "own_figure", {"role": one_of(("senior",), "role")})
    memory.execute(figures.insert(), figures.row(Figure("a", "senior", 100.0, date(2026, 1, 31))))
    assert len(figures.read(memory, "")) == 1
    memory.execute(f"UPDATE own_figure SET {column} = ?", (value,))  # noqa: S608  (a name of the test)
    with pytest.raises(DamagedError, match="is damaged"):
        figures.read(memory, "")


def test_that_a_text_of_which_there_are_a_few_is_one_of_them(memory: sqlite3.Connection) -> None:
    figures = StoredValues(Figure, "own_figure", {"role": one_of(("senior",), "role")})
    memory.execute(figures.insert(), ("a", "janitor", 100.0, "2026-01-31", None))
    with pytest.raises(DamagedError, match="is damaged"):
        figures.read(memory, "")


def test_that_a_field_without_a_column_is_refused_unless_it_is_kept_elsewhere() -> None:
    class WithMore(Struct, frozen=True):
        id: str
        hobby: str = ""

    with pytest.raises(KeyError, match="hobby"):
        StoredValues(WithMore, "own_figure")
    assert StoredValues(WithMore, "own_figure", elsewhere=("hobby",)).names == ("id",)
