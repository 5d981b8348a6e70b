"""Data to send to and fro: a database with a row in every table, and data files taken apart and packed again."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Mapping
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

from tests import given

from nextrung.questionnaire import files
from nextrung.store.database import open_database
from nextrung.store.sqlite import engine as sqlite3
from nextrung.store.tables import TABLES
from nextrung.store.transfer import reading, writing
from nextrung.store.transfer.merging import Side, Tally
from nextrung.store.transfer.reading import TransferReading
from nextrung.store.transfer.refusals import Watch

AT = "2026-11-23T09:41:07Z"
LATER = "2026-11-24T10:00:00Z"
Entries = dict[str, bytes]
Row = dict[str, Any]


COACH_KEY = "age1xjmgalhhcc8yp8ghewc92g9zn334qw46hy9znvt6qv65dwdrlvaq7jqgjz"
FOLDER = files.fingerprint(given.ML_MANAGER)
"""Under what the program keeps the content of its own files."""


@cache
def content() -> str:
    return files.to_json(given.questionnaire())


def targets() -> str:
    role = given.questionnaire().roles[0]
    return json.dumps({one: [target.level, target.weight, target.critical] for one, target in role.targets.items()})


def rows() -> dict[str, list[tuple[Any, ...]]]:
    """Rows for every table; the person ``p1`` has something of everything, ``p2`` only a name."""
    basis = given.questionnaire().roles[0].id
    return {
        "person": [
            ("p1", "Jana Ünïcode", "senior", "seed", 0, AT, "Data scientist", "private\nnotes", None, 1),
            ("p2", "", None, "seed2", 1, AT, "", "", LATER, 2),
        ],
        "questionnaire": [(FOLDER, "ml-manager", given.questionnaire().version, content(), AT)],
        "assessment": [
            ("s1", "p1", FOLDER, "quick", None, AT, LATER, None, 20),
            ("s2", "p1", FOLDER, "full", "TL-B8", LATER, None, "s1", 21),
        ],
        "answer": [
            ("s1", "TL-B1", 3.0, None, None, "", "a note", 0, 0, 21.5, AT),
            ("s2", "TL-B1", None, None, None, "", "", 1, 0, None, AT),
            ("s2", "TL-B8", None, None, None, "", "", 0, 1, 2.0, AT),
            ("s2", "TL-E1", None, None, None, "document witness", "", 0, 0, None, ""),
            ("s2", "TL-S1", None, "C", "fairly_sure", "", "", 0, 0, 9.0, AT),
        ],
        "own_profile": [("own-1", "p1", "Mine", basis, targets())],
        "own_advert": [("ad1", "p1", "own-1", "Head of ML\nYou coach.", '["TL4"]', AT)],
        "own_figure": [("f1", "p1", "senior", "US", "CA", 310000.5, 0.5, "2026-05-01", "Offer", "USD", AT)],
        "pay_choice": [("p1", '{"place": "CA"}')],
        "pay_file": [],
        "plan_step": [
            (
                *("t1", "p1", "Coach “one” person", AT, "TL-A1", "TL", "TL1", 0, "If it starts, then I ask."),
                *("2026-12-01", '[["Agree", true]]', 9, "Notes", "long\nnotes", "done", LATER),
                *(11, 22, "If it is noon, then I start."),
            ),
            ("t2", "p1", "Own", AT, None, "", "", 0, "", None, "[]", None, "", "", "planned", None, 12, 0, ""),
        ],
        "evidence": [("e1", "p1", "t1", "TL1", "document", "the notes", LATER, 22)],
        "work_example": [
            (
                *("x1", "p1", "The review that held", "TL1", "document", "as\nnoted", "Nobody knew", "Find out"),
                *(
                    "Asked",
                    "Four agreed",
                    "Ask sooner",
                    "Priya",
                    "2026-05-01",
                    "/review.odt",
                    3.0,
                    "step:e1",
                    AT,
                    LATER,
                ),
            ),
        ],
        "practice_sitting": [("ps1", "p1", "Senior ML manager", AT)],
        "practice_answer": [
            ("ps1", "Q1", 1, "Who got “better”?", "TL1", '["One","Two"]', '["Two"]', "Too\nlong", 92.5, LATER),
            ("ps1", "Q2", 2, "When?", "", "[]", "[]", "", None, AT),
        ],
        "prediction": [
            (
                *("pr1", "p1", "interview", "Second round", "An “offer”", 70, AT, LATER, "2026-12-04"),
                *("no", "They took\nsomebody else", LATER),
            ),
            ("pr2", "p1", "project", "The pilot", "Ends in May", 30, AT, AT, None, "", "", None),
        ],
        "person_tag": [("p1", "Team A"), ("p2", "Team A")],
        "coaching_session": [
            ("c1", "p1", AT, AT, None, '[["own", "", "pay", null, false]]', "private", "agreed", "", 13, 0)
        ],
        "finding_mark": [("c1", "match", "unsure", "too early", AT)],
        "coach_rating": [("r1", "p1", FOLDER, "TL-B1", AT, None, 14)],
        "coach_rating_answer": [("r1", "TL-B1", 4.0, 0, AT), ("r1", "TL-B8", None, 1, AT)],
        "view_round": [("v1", "p1", FOLDER, "full", '["TL-B1","TL-B8"]', AT, "2026-12-14", 4)],
        "view_invitation": [
            ("i1", "v1", "colleague", "Tom", AT),
            ("i2", "v1", "manager", "", AT),
            ("i3", "v1", "colleague", "", AT),
        ],
        "view_reply": [
            ("i1", '{"TL-B1":4.0,"TL-B8":null}', '{"TL":"Said “so”"}', '["TL"]', AT, None, AT),
            ("i3", "{}", "{}", "[]", AT, LATER, LATER),
        ],
        "view_coach": [("v1", COACH_KEY, "", "", None, "{}")],
        "share": [("p1", "o1", COACH_KEY, "2026-12-24", '["results","plan"]', AT, '{"plan_step":["t1"]}')],
        "view_release": [("w1", "v1", "colleague", 1, LATER, '["i1","i3"]', '{"TL":["i1","i3"]}')],
    }


def filled(path: Path) -> Path:
    """A database with ``rows`` in it."""
    with closing(open_database(path)) as connection:
        for table, some in rows().items():
            for row in some:
                connection.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)
        connection.execute("INSERT INTO setting VALUES ('backup_folder', '/media/secret-stick')")
        connection.commit()
    return path


def empty(path: Path) -> Path:
    """A database with nobody in it."""
    open_database(path).close()
    return path


def change(path: Path, statement: str, *values: object) -> None:
    with closing(open_database(path)) as connection:
        connection.execute(statement, values)
        connection.commit()


def dump(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables that are part of a data file, and the settings."""
    with closing(sqlite3.connect(path)) as connection:
        tables = {table.name: table.order for table in TABLES} | {"setting": "name"}
        return {
            name: connection.execute(f"SELECT * FROM {name} ORDER BY {by}").fetchall() for name, by in tables.items()
        }


def sent(database: Path, to: Path) -> Path:
    """The data file of a database."""
    writing.export(database, to, AT, Watch())
    return to


def fits(_texts: Mapping[str, str]) -> bool:
    return True


def read(file: Path, here: Path) -> TransferReading:
    return reading.read(file, here, fits, Watch())


def taken(file: Path, here: Path, side: Side = "here") -> Tally:
    return read(file, here).take_in(here, side)


def entries(file: Path) -> Entries:
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def lines(raw: bytes) -> list[Row]:
    return [json.loads(line) for line in raw.splitlines()]


def raw(some: list[Any]) -> bytes:
    return b"".join(json.dumps(row, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n" for row in some)


def signed(parts: Entries) -> Entries:
    """The entries with a manifest that fits them, as somebody with ill intent would write it."""
    manifest = json.loads(parts["manifest.json"])
    for name in manifest["tables"]:
        body = parts.get(f"{name}.jsonl", b"")
        manifest["tables"][name] = {"rows": body.count(b"\n"), "sha256": hashlib.sha256(body).hexdigest()}
    return parts | {"manifest.json": json.dumps(manifest).encode()}


def packed(parts: Entries, to: Path, packing: int = zipfile.ZIP_STORED) -> Path:
    with zipfile.ZipFile(to, "w", packing) as archive:
        for name, body in parts.items():
            archive.writestr(name, body)
    return to


def edited(file: Path, table: str, edit: Any) -> Path:
    """The file with the rows of a table given to ``edit``, signed again."""
    parts = entries(file)
    some = lines(parts[f"{table}.jsonl"])
    changed = edit(some)
    parts[f"{table}.jsonl"] = raw(some if changed is None else changed)
    return packed(signed(parts), file)
