"""What a data file holds, in the words that a person needs to choose between two of them."""

from __future__ import annotations

from msgspec import Struct

from nextrung.store import sqlite
from nextrung.store.backups.snapshot import row_counts


class PersonInside(Struct, frozen=True):
    """One person in a data file; ``latest`` is the moment of the newest finished assessment."""

    id: str
    name: str
    finished: int
    unfinished: int
    steps: int
    latest: str | None


class Inside(Struct, frozen=True):
    """The people in a data file, the newest moment in it, and its rows by table."""

    people: tuple[PersonInside, ...]
    newest: str | None
    rows: dict[str, int]

    @property
    def assessments(self) -> int:
        """How many assessments there are, finished or not."""
        return self.rows.get("assessment", 0)


def look(connection: sqlite.Connection) -> Inside:
    """What an open database at the newest schema holds."""
    # count(column) leaves NULL out: of moments it counts the finished ones, and of ids none for somebody without any.
    people = connection.execute(
        """SELECT person.id, person.name,
                  count(assessment.completed_at), count(assessment.id) - count(assessment.completed_at),
                  (SELECT count(*) FROM plan_step WHERE plan_step.person = person.id),
                  (SELECT completed_at FROM assessment WHERE assessment.person = person.id AND completed_at IS NOT NULL
                   ORDER BY sequence DESC, rowid DESC LIMIT 1)
           FROM person LEFT JOIN assessment ON assessment.person = person.id
           GROUP BY person.id ORDER BY person.number, person.id"""
    )
    # Moments are UTC texts of one form, so the greatest text is the latest moment; max leaves NULL out.
    newest = connection.execute(
        "SELECT max(at) FROM (SELECT max(at) AS at FROM answer UNION ALL SELECT max(completed_at) FROM assessment"
        " UNION ALL SELECT max(started_at) FROM assessment UNION ALL SELECT max(added_at) FROM plan_step"
        " UNION ALL SELECT max(finished_at) FROM plan_step)"
    ).fetchone()[0]
    return Inside(tuple(PersonInside(*row) for row in people), newest or None, row_counts(connection))
