"""Everything out and everything in, against the bare work on the same rows: reading, JSON, packing, inserting."""

from __future__ import annotations

import itertools
import json
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from bench.measuring import Measurement, compare
from nextrung import app
from nextrung.store.sqlite import engine as sqlite3
from nextrung.store.tables import TABLES
from nextrung.workspace import Workspace

PEOPLE = 100


def fill(workspace: Workspace) -> None:
    """Copies of the sample person and their answers."""
    app.add_sample(workspace)
    connection = workspace._connection
    copies = [(number,) for number in range(PEOPLE - 1)]
    for statement in (
        "INSERT INTO person (id, name, option_seed, created_at) SELECT id || '-' || ?1, name, option_seed, created_at"
        " FROM person WHERE sample",
        "INSERT INTO assessment SELECT id || '-' || ?1, person || '-' || ?1, questionnaire, form, position, started_at,"
        " completed_at, deepens, sequence FROM assessment WHERE instr(id, '-') = 0",
        "INSERT INTO answer SELECT assessment || '-' || ?1, item, value, choice, confidence, evidence, note, no_chance,"
        " skipped, seconds, at FROM answer WHERE instr(assessment, '-') = 0",
    ):
        connection.executemany(statement, copies)
    connection.commit()


def bare_export(database: Path, to: Path) -> None:
    """The same rows as JSON lines in an archive, neither checked nor synchronised."""
    with closing(sqlite3.connect(database)) as connection, zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as archive:
        for table in TABLES:
            rows = connection.execute(f"SELECT * FROM {table.name}")  # noqa: S608
            with archive.open(table.entry, "w") as stream:
                for row in rows:
                    stream.write(json.dumps(dict(zip(table.names, row, strict=False))).encode() + b"\n")


def bare_import(file: Path, to: Path) -> None:
    """The same lines into tables without keys, rules or checks, in one transaction."""
    with closing(sqlite3.connect(to)) as connection, zipfile.ZipFile(file) as archive:
        for table in TABLES:
            connection.execute(f"CREATE TABLE {table.name} ({', '.join(table.names)})")
            places = ", ".join(f":{name}" for name in table.names)
            empty = dict.fromkeys(table.names)
            with archive.open(table.entry) as stream:
                rows = (empty | json.loads(line) for line in stream)
                connection.executemany(f"INSERT INTO {table.name} VALUES ({places})", rows)  # noqa: S608
        connection.commit()


def measure() -> Iterator[Measurement]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        full, numbers = app.open_workspace(folder / "full"), itertools.count()
        fill(full)
        database = folder / "full" / "nextrung.db"
        file = folder / "all.nextrung"
        yield compare(
            f"export of {PEOPLE} people",
            full.transfer.export_work(file),
            "the same rows packed bare",
            lambda: bare_export(database, folder / "bare.zip"),
            rounds=15,
            limit="at most 2 x: it is read back before it counts",
        )

        def thing() -> None:
            empty = app.open_workspace(folder / f"empty{next(numbers)}")
            empty.transfer.take_in(empty.transfer.reading_work(file)())
            empty.close()

        yield compare(
            f"import of {PEOPLE} people, with opening and a backup",
            thing,
            "the same rows inserted bare",
            lambda: bare_import(file, folder / f"bare{next(numbers)}.db"),
            rounds=10,
            limit="at most 5 x: every value, reference and answer is checked, twice on disk",
        )
        full.close()
