"""Markup in every text that a person or a file can fill, to see that no screen ever acts on it."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import yaml

from nextrung import paths, resources
from nextrung.questionnaire.catalogue import Catalogue
from nextrung.store import sqlite
from nextrung.workspace import Workspace

PLACE = "/nextrung-marker"
"""A folder that nobody has: whoever asks for anything in it acted on markup."""
MARK = f'<img src="{PLACE}/x.png"><b>x</b> ![x]({PLACE}/y.png) '

FREE = {
    "answer": ("note",),
    "coaching_session": ("notes", "decided", "summary"),
    "evidence": ("line",),
    "finding_mark": ("reason",),
    "own_advert": ("text",),
    "own_figure": ("source",),
    "own_profile": ("name",),
    "person": ("name", "occupation", "notes"),
    "person_tag": ("tag",),
    "plan_step": ("title", "start", "if_then", "evidence_of_done", "notes"),
    "practice_answer": ("ask", "note"),
    "practice_sitting": ("role",),
    "prediction": ("title", "expected", "outcome"),
    "view_invitation": ("name",),
    "work_example": (*("title", "note", "situation", "task", "action", "result", "learned", "confirmed_by", "link"),),
}
"""What a person writes, by table."""
AGENDA = ("coaching_session", "agenda", 2)
"""What a person writes in a list of lists: the table, the column, and which one of each list is the text."""
BINNED = ("bin", "kind", "root")
"""The table of what was deleted, where a row of it was, and that row, as it was."""
FIXED = {
    "_sqlite_migrations": ("migration_set", "name", "applied_at"),
    "answer": ("assessment", "item", "choice", "confidence", "evidence", "at"),
    "bin": ("kind", "thing", "person", "deleted_at", "counted_at", "due_on", "rows"),
    "assessment": ("id", "person", "questionnaire", "form", "position", "started_at", "completed_at", "deepens"),
    "coach_rating": ("id", "person", "questionnaire", "position", "started_at", "completed_at"),
    "coach_rating_answer": ("rating", "item", "at"),
    "coaching_session": ("id", "person", "planned_at", "started_at", "ended_at"),
    "evidence": ("id", "person", "step", "facet", "kind", "at"),
    "finding_mark": ("session", "finding", "mark", "at"),
    "own_advert": ("id", "person", "profile", "left_out", "added_at"),
    "own_figure": ("id", "person", "role", "country", "place", "date", "currency", "added_at"),
    "own_profile": ("id", "person", "basis", "targets"),
    "pay_choice": ("person", "choice"),
    "pay_file": ("name", "content", "kept_at"),
    "person": ("id", "target_role", "option_seed", "created_at", "archived_at"),
    "person_tag": ("person",),
    "plan_step": (
        *("id", "person", "added_at", "action", "competency", "facet", "due", "ticks", "state", "finished_at"),
    ),
    "practice_answer": ("sitting", "question", "facet", "good", "missing", "at"),
    "practice_sitting": ("id", "person", "started_at"),
    "prediction": ("id", "person", "kind", "noted_at", "changed_at", "day", "came", "settled_at"),
    "questionnaire": ("fingerprint", "id", "version", "content", "kept_at"),
    "setting": ("name", "value"),
    "share": ("person", "origin", "answer_key", "until", "parts", "made_at", "things"),
    "view_coach": ("round", "coach_key", "proof_key", "result_key", "handed_at", "handed"),
    "view_invitation": ("id", "round", "part", "asked_at"),
    "view_release": ("id", "round", "part", "released_at", "replies", "areas"),
    "view_reply": ("id", "given", "examples", "hidden", "taken_at", "withdrawn_at", "changed_at"),
    "view_round": ("id", "person", "questionnaire", "form", "items", "made_at", "due"),
    "work_example": ("id", "person", "facet", "kind", "day", "origin", "added_at", "changed_at"),
}
"""What the program writes: ids, moments, choices, and content that is marked in its files."""
NAMED = ("name", "short_name", "title", "label", "stem", "summary", "why")
"""What a file names on screen."""


def columns(database: Path) -> dict[str, tuple[str, ...]]:
    """The columns of text in a database, by table."""
    found: dict[str, tuple[str, ...]] = {}
    with closing(sqlite.connect(database, "ro")) as connection:
        for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'"):
            if not table.startswith("sqlite_"):
                rows = connection.execute(f'PRAGMA table_info("{table}")')
                found[table] = tuple(row[1] for row in rows if row[2] == "TEXT")
    return found


def marked(prepare: Callable[[Workspace], None]) -> Callable[[Workspace], None]:
    """What ``prepare`` puts into the data, with markup before every text in it."""

    def prepare_marked(workspace: Workspace) -> None:
        prepare(workspace)
        with closing(sqlite.connect(workspace.safety.folder / paths.DATABASE)) as connection, connection:
            for table, names in FREE.items():
                for name in names:
                    connection.execute(f"UPDATE OR IGNORE {table} SET {name} = ? || {name}", (MARK,))  # noqa: S608
            _mark_agenda(connection)
            _mark_bin(connection)
        if workspace.person is not None:
            workspace.switch_person(workspace.person.id)

    return prepare_marked


def _mark_agenda(connection: sqlite.Connection) -> None:
    table, name, at = AGENDA
    for (kept,) in connection.execute(f"SELECT DISTINCT {name} FROM {table}").fetchall():  # noqa: S608
        points = [[*point[:at], MARK + point[at], *point[at + 1 :]] for point in json.loads(kept)]
        connection.execute(f"UPDATE {table} SET {name} = ? WHERE {name} = ?", (json.dumps(points), kept))  # noqa: S608


def _mark_bin(connection: sqlite.Connection) -> None:
    table, kind, row = BINNED
    for number, of, kept in connection.execute(f"SELECT id, {kind}, {row} FROM {table}").fetchall():  # noqa: S608
        free = FREE.get(of, ())
        texts = {name: MARK + text if name in free and text else text for name, text in json.loads(kept).items()}
        connection.execute(f"UPDATE {table} SET {row} = ? WHERE id = ?", (json.dumps(texts), number))  # noqa: S608


def marked_questionnaires(folder: Path) -> tuple[Path, ...]:
    """Copies of the newest questionnaires with markup in everything that they name."""
    newest = [entry.folder for entry in Catalogue(resources.questionnaire_folders()).entries]
    return tuple(_marked_copy(source, folder) for source in newest)


def _marked_copy(source: Path, folder: Path) -> Path:
    target = folder / source.name
    target.mkdir()
    for path in source.glob("*.yaml"):
        content = _named(yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader))
        (target / path.name).write_text(yaml.dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return target


def _named(value: Any) -> Any:
    if isinstance(value, list):
        return [_named(one) for one in value]
    if isinstance(value, dict):
        return {key: MARK + one if key in NAMED and isinstance(one, str) else _named(one) for key, one in value.items()}
    return value


def marked_table(path: Path) -> Path:
    """A table of people to import, with good and bad rows, and markup in its headings and cells."""
    source = resources.assets("sample") / "people-with-mistakes.csv"
    first, *rest = source.read_text(encoding="utf-8").splitlines()
    quoted = MARK.replace('"', "'")
    path.write_text("\n".join([f"{first},{quoted}", *(quoted + row for row in rest)]) + "\n", encoding="utf-8")
    return path
