"""Puts found rows into a sound database: each only where types, keys and references fit, counted where not."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping

from msgspec import Struct, field

from nextrung.errors import DatabaseError
from nextrung.store import sqlite
from nextrung.store.salvage.reading import Findings
from nextrung.store.salvage.records import Value
from nextrung.store.salvage.shapes import Row, TableShape
from nextrung.views.rounds import HIGHEST_MINIMUM

STAND_IN_NAME = "Recovered person"
NO_TIME = "1970-01-01T00:00:00Z"

Named = dict[str, Value]
"""A row by column names."""


class Filling(Struct):
    """Counts by table, while rows are put in."""

    saved: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    stand_ins: Counter[str] = field(default_factory=Counter)


def fill(connection: sqlite.Connection, shapes: Mapping[str, TableShape], findings: Findings) -> Filling:
    """Put everything found into an empty database, in one transaction, with stand-ins for rows others refer to."""
    filler = _Filler(connection, shapes, findings)
    connection.execute("BEGIN IMMEDIATE")
    for shape in shapes.values():
        filler.fill(shape)
    connection.commit()
    return filler.filling


class _Filler:
    def __init__(self, connection: sqlite.Connection, shapes: Mapping[str, TableShape], findings: Findings) -> None:
        self.filling = Filling()
        self._connection = connection
        self._shapes = shapes
        self._findings = findings
        self._keys: dict[str, dict[Row, Row]] = {name: {} for name in shapes}
        self._hints: dict[str, dict[Value, Named]] = {}
        self._fresh = {(name, key) for name, shape in shapes.items() for key in self._present(shape)}

    def _present(self, shape: TableShape) -> list[Row]:
        """Keys of what every new database holds."""
        columns = ", ".join(f'"{shape.columns[at].name}"' for at in shape.key)
        return self._connection.execute(f'SELECT {columns} FROM "{shape.name}"').fetchall()

    def fill(self, shape: TableShape) -> None:
        """Put the rows of a table in; those that refer to its own rows come when these are there."""
        own = [one for one in shape.references if one.table == shape.name]
        for row in self._findings.rows[shape.name]:
            # A row may name one that comes later, so it goes in without the reference, which is set when all are there.
            bare = tuple(None if any(at == one.column for one in own) else value for at, value in enumerate(row))
            self._put(shape, row, bare if own else row)
        for reference in own:
            column = shape.columns[reference.column].name
            for key, row in self._keys[shape.name].items():
                if (row[reference.column],) in self._keys[shape.name]:
                    statement = (
                        f'UPDATE "{shape.name}" SET "{column}" = ? WHERE "{shape.columns[shape.key[0]].name}" = ?'
                    )
                    self._connection.execute(statement, (row[reference.column], key[0]))

    def _put(self, shape: TableShape, row: Row, kept: Row) -> None:
        key = tuple(row[at] for at in shape.key)
        # A new database holds the version that its own schema needs; that of the damaged one may be older.
        if (shape.name, key) in self._fresh:
            return
        earlier = self._keys[shape.name].get(key)
        if earlier is not None:
            differs = any(value not in (None, before) for value, before in zip(row, earlier, strict=True))
            self.filling.left_out[shape.name] += differs  # another state of a row that is saved already
            return
        named = {column.name: value for column, value in zip(shape.columns, kept, strict=True)}
        if self._refer(shape, named) and self._insert(shape, named):
            self._keys[shape.name][key] = row
            self.filling.saved[shape.name] += 1
        else:
            self.filling.left_out[shape.name] += 1

    def _refer(self, shape: TableShape, row: Named) -> bool:
        """Whether all that a row refers to is there, or stands in; a reference that may be missing is let go."""
        for reference in shape.references:
            name = shape.columns[reference.column].name
            value = row.get(name)
            if value is None or (value,) in self._keys.get(reference.table, {}):
                continue
            if not reference.required:
                row[name] = None
            elif not self._stand_in(reference.table, value, row):
                return False
        return True

    def _insert(self, shape: TableShape, row: Named) -> bool:
        # NULL is left out, so that the column takes its default.
        given = {name: value for name, value in row.items() if value is not None}
        columns = ", ".join(f'"{name}"' for name in given)
        places = ", ".join("?" for _ in given)
        try:
            self._connection.execute(f'INSERT INTO "{shape.name}" ({columns}) VALUES ({places})', tuple(given.values()))
        except DatabaseError as error:
            if not isinstance(error.__cause__, sqlite.IntegrityError | OverflowError | UnicodeError):
                raise
            return False
        return True

    # stand-ins

    def _stand_in(self, table: str, key: Value, child: Named) -> bool:
        """Put a row in for one that is lost, so that what refers to it can be kept."""
        make: dict[str, Callable[[Value, Named], Named | None]] = {
            "person": self._person,
            "questionnaire": self._questionnaire,
            "assessment": self._assessment,
            "plan_step": self._plan_step,
            "coaching_session": self._session,
            "coach_rating": self._rating,
            "practice_sitting": self._sitting,
            "view_round": self._view_round,
            "view_invitation": self._view_invitation,
        }
        shape = self._shapes.get(table)
        row = make[table](key, child) if table in make else None
        if row is not None:
            row |= self._hint(table, key)
        if shape is None or row is None or not self._refer(shape, row) or not self._insert(shape, row):
            return False
        self._keys[table][(key,)] = tuple(row.get(column.name) for column in shape.columns)
        self.filling.stand_ins[table] += 1
        return True

    def _hint(self, table: str, key: Value) -> Named:
        """What the indexes still say of a lost row."""
        if table not in self._hints:
            name = self._shapes[table].columns[self._shapes[table].key[0]].name
            said = self._findings.hints[table].values()
            self._hints[table] = {one[name]: one for one in said if name in one}
        return {name: value for name, value in self._hints[table].get(key, {}).items() if value is not None}

    def _only_person(self, key: Value) -> Value:
        """The only person there is, or else the id of a stand-in for whoever this belongs to."""
        everyone = [one[0] for one in self._keys["person"]]
        # Most data files hold one person; with several, guessing would show one's answers to another.
        return everyone[0] if len(everyone) == 1 else f"person-of-{key!s}"

    def _session(self, key: Value, _child: Named) -> Named:
        return {"id": key, "person": self._only_person(key)}

    def _person(self, key: Value, child: Named) -> Named:
        number = self.filling.stand_ins["person"] + 1
        since = child.get("started_at") or child.get("added_at") or child.get("at") or NO_TIME
        name = f"{STAND_IN_NAME} {number}"
        return {"id": key, "name": name, "option_seed": key, "sample": 0, "created_at": since}

    def _questionnaire(self, key: Value, _child: Named) -> Named:
        """Content that is empty: the program puts its own in its place when that has the same fingerprint."""
        return {"fingerprint": key, "id": "", "version": "", "content": "", "kept_at": NO_TIME}

    def _assessment(self, key: Value, _child: Named) -> Named | None:
        """An unfinished Full assessment on the content most used, of whom and when the indexes say, if they do."""
        content = self._content()
        if content is None:
            return None
        moments = [
            str(row[self._at("answer", "at")])
            for row in self._findings.rows["answer"]
            if row[self._at("answer", "assessment")] == key and row[self._at("answer", "at")]
        ]
        person = self._only_person(key)
        since = min(moments, default=NO_TIME)
        return {"id": key, "person": person, "questionnaire": content, "form": "full", "started_at": since}

    def _rating(self, key: Value, child: Named) -> Named | None:
        content, person = self._content(), self._only_person(key)
        if content is None:
            return None
        return {"id": key, "person": person, "questionnaire": content, "started_at": child["at"]}

    def _sitting(self, key: Value, child: Named) -> Named:
        return {"id": key, "person": self._only_person(key), "started_at": child["at"]}

    def _view_round(self, key: Value, child: Named) -> Named | None:
        """A round with the questions that were answered in it; what its forms promised is lost, so the most counts."""
        content, person = self._content(), self._only_person(key)
        if content is None:
            return None
        since = child.get("asked_at") or child.get("released_at") or NO_TIME
        items = json.dumps(self._answered_in(key))
        facts = {"form": "full", "items": items, "made_at": since, "minimum": HIGHEST_MINIMUM}
        return {"id": key, "person": person, "questionnaire": content, **facts}

    def _answered_in(self, round_: Value) -> list[str]:
        """The questions that replies to a round answer, in the order of the first who does."""
        id_, of, given = (
            self._at("view_invitation", "id"),
            self._at("view_invitation", "round"),
            ("view_reply", "given"),
        )
        asked = {row[id_] for row in self._findings.rows["view_invitation"] if row[of] == round_}
        mine = [row for row in self._findings.rows["view_reply"] if row[self._at("view_reply", "id")] in asked]
        return list(dict.fromkeys(item for row in mine for item in json.loads(str(row[self._at(*given)]))))

    def _view_invitation(self, key: Value, child: Named) -> Named:
        """As what somebody was asked is lost, so the reply lies in a round of its own, where nothing is shown."""
        return {"id": key, "round": f"round-of-{key!s}", "part": "colleague", "asked_at": child["taken_at"]}

    def _content(self) -> Value:
        """The fingerprint of the content that is used most, or of any."""
        used = Counter(row[self._at("assessment", "questionnaire")] for row in self._keys["assessment"].values())
        return next(
            iter([one for one, _ in used.most_common()] + [one[0] for one in self._keys["questionnaire"]]), None
        )

    def _plan_step(self, key: Value, child: Named) -> Named:
        """The finished step that evidence is left of."""
        empty = dict.fromkeys(("competency", "start", "if_then", "evidence_of_done", "notes"), "")
        texts = {"title": child["line"], **empty}
        moments = {"added_at": child["at"], "finished_at": child["at"]}
        facts = {"person": child["person"], "facet": child["facet"], "chance": 0, "ticks": "[]", "state": "done"}
        return {"id": key, **texts, **moments, **facts}

    def _at(self, table: str, column: str) -> int:
        return [one.name for one in self._shapes[table].columns].index(column)
