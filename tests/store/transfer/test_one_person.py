"""The file of one person holds everything that belongs to them, and not a byte of anybody else."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

from tests.campaign import Campaign
from tests.store.transfer import crowds, parcels
from tests.store.transfer.parcels import AT

from nextrung.store.tables import TABLES, StoredTable
from nextrung.store.transfer import writing
from nextrung.store.transfer.refusals import Watch
from nextrung.store.transfer.selection import Selection


def sent(database: Path, to: Path, person: str) -> Path:
    writing.export(database, to, AT, Watch(), of=Selection(person))
    return to


def test_that_it_has_no_byte_of_anybody_else_and_all_of_theirs(campaign: Campaign, tmp_path: Path) -> None:
    def trial(random: Random) -> str:
        folder = tmp_path / str(random.random())
        folder.mkdir()
        database = folder / "crowd.db"
        marks = crowds.crowd(database, random, random.randint(2, 5))
        everything = parcels.dump(database)
        for person, mark in marks.items():
            file = sent(database, folder / f"{mark}.nextrung", person)
            held = b"".join(parcels.entries(file).values())
            assert mark.encode() in held
            assert not [other for other in marks.values() if other != mark and other.encode() in held]
            parcels.taken(file, parcels.empty(folder / f"{mark}.db"))
            came = parcels.dump(folder / f"{mark}.db")
            for table in TABLES:
                if table.person and table.name != "person":
                    theirs = [row for row in everything[table.name] if mark in str(row)]
                    assert _compared(came[table.name], table) == _compared(theirs, table), table.name
        return ""

    assert campaign.wrong(trial, "one person", campaign.rounds(6, 300)) == []


def test_that_questionnaires_come_along_only_where_something_rests_on_them(full: Path, tmp_path: Path) -> None:
    (name,) = [row["fingerprint"] for row in _rows(sent(full, tmp_path / "p1.nextrung", "p1"), "questionnaire")]
    assert name == writing.fingerprint(parcels.content())
    assert _rows(sent(full, tmp_path / "p2.nextrung", "p2"), "questionnaire") == []
    # targets of one's own need the role that they were made from
    for table in ("assessment", "coach_rating", "view_round"):
        parcels.change(full, f"DELETE FROM {table}")
    only = sent(full, tmp_path / "targets.nextrung", "p1")
    assert len(_rows(only, "questionnaire")) == 1
    assert parcels.taken(only, parcels.empty(tmp_path / "new.db")).new > 0


def test_that_pay_data_of_the_program_are_nobodys(full: Path, tmp_path: Path) -> None:
    parcels.change(full, "INSERT INTO pay_file VALUES ('places.yaml', 'x', ?)", AT)
    assert _rows(sent(full, tmp_path / "p1.nextrung", "p1"), "pay_file") == []


def _compared(rows: list[tuple[Any, ...]], table: StoredTable) -> list[tuple[Any, ...]]:
    """What makes a row another one: numbers of the computer do not, and a content has its proven name in a file."""
    at = [n for n, column in enumerate(table.columns) if column.compared and column.name != "questionnaire"]
    return [tuple(row[n] for n in at) for row in rows]


def _rows(file: Path, table: str) -> list[parcels.Row]:
    return parcels.lines(parcels.entries(file)[f"{table}.jsonl"])
