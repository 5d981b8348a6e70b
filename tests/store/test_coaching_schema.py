"""The step that adds what a coach keeps: on a new file, and on one that already holds people."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from nextrung.errors import DatabaseError
from nextrung.store import migrations
from nextrung.store.database import open_database
from nextrung.store.sqlite import engine as sqlite3

AT = "2026-11-23T09:41:07Z"


def add(connection: sqlite3.Connection, person: str, created_at: str = AT) -> None:
    connection.execute(
        "INSERT INTO person (id, name, option_seed, created_at) VALUES (?, '', 'seed', ?)", (person, created_at)
    )


def numbers(connection: sqlite3.Connection) -> dict[str, int]:
    return dict(connection.execute("SELECT id, number FROM person"))


def test_that_people_of_an_older_file_are_kept_and_numbered_in_the_order_they_came(path: Path) -> None:
    came = {"late": "2026-03-01T00:00:00Z", "b": AT, "a": AT, "early": "2025-01-01T00:00:00Z"}
    with closing(sqlite3.connect(path)) as old:
        migrations.apply(old, stop_before="m005_coaching")
        for person, at in came.items():
            add(old, person, at)
        old.commit()
    with closing(open_database(path)) as connection:
        assert numbers(connection) == {"early": 1, "late": 2, "a": 3, "b": 4}
        kept = connection.execute("SELECT occupation, notes, archived_at FROM person").fetchall()
        assert kept == [("", "", None)] * 4


def test_that_every_new_person_gets_a_number_of_their_own_that_stays(connection: sqlite3.Connection) -> None:
    for person in ("a", "b", "c"):
        add(connection, person)
    connection.execute("DELETE FROM person WHERE id = 'b'")
    add(connection, "d")
    assert numbers(connection) == {"a": 1, "c": 3, "d": 4}


def test_that_a_number_brought_along_is_kept_unless_somebody_has_it(connection: sqlite3.Connection) -> None:
    for person in ("a", "b"):
        connection.execute(
            "INSERT INTO person (id, name, option_seed, created_at, number) VALUES (?, '', 'seed', ?, 7)", (person, AT)
        )
    assert numbers(connection) == {"a": 7, "b": 8}


def test_that_a_coach_answer_is_a_value_or_not_seen_and_never_both(connection: sqlite3.Connection) -> None:
    add(connection, "a")
    connection.execute("INSERT INTO questionnaire VALUES ('f', 'ml-manager', '1.0.0', '{}', ?)", (AT,))
    connection.execute("INSERT INTO coach_rating VALUES ('r', 'a', 'f', NULL, ?, NULL, 1)", (AT,))
    for item, value, not_seen in (("one", 3.0, 0), ("two", None, 1)):
        connection.execute("INSERT INTO coach_rating_answer VALUES ('r', ?, ?, ?, ?)", (item, value, not_seen, AT))
    for value, not_seen in ((3.0, 1), (None, 0)):
        with pytest.raises(DatabaseError):
            connection.execute("INSERT INTO coach_rating_answer VALUES ('r', 'x', ?, ?, ?)", (value, not_seen, AT))


def test_that_everything_a_coach_keeps_goes_with_the_person(connection: sqlite3.Connection) -> None:
    add(connection, "a")
    connection.execute("INSERT INTO questionnaire VALUES ('f', 'ml-manager', '1.0.0', '{}', ?)", (AT,))
    connection.execute("INSERT INTO person_tag VALUES ('a', 'bank')")
    connection.execute("INSERT INTO coaching_session (id, person) VALUES ('s', 'a')")
    connection.execute("INSERT INTO finding_mark VALUES ('s', 'gap:TL', 'unsure', '', ?)", (AT,))
    connection.execute("INSERT INTO coach_rating VALUES ('r', 'a', 'f', NULL, ?, NULL, 1)", (AT,))
    connection.execute("INSERT INTO coach_rating_answer VALUES ('r', 'one', 3.0, 0, ?)", (AT,))
    connection.commit()
    assert rows_kept(connection) == [1] * 5
    connection.execute("DELETE FROM person WHERE id = 'a'")
    assert rows_kept(connection) == [0] * 5


def rows_kept(connection: sqlite3.Connection) -> list[int]:
    counts = (
        "SELECT count(*) FROM person_tag",
        "SELECT count(*) FROM coaching_session",
        "SELECT count(*) FROM finding_mark",
        "SELECT count(*) FROM coach_rating",
        "SELECT count(*) FROM coach_rating_answer",
    )
    return [connection.execute(count).fetchone()[0] for count in counts]
