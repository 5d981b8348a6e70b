"""The schema, one function a step. A step that has shipped is never changed; the next one builds on it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing

from nextrung.clock import utc_now
from nextrung.store import sqlite

_RECORD = (
    """CREATE TABLE IF NOT EXISTS "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
)""",
    """CREATE UNIQUE INDEX IF NOT EXISTS "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name")""",
)
"""The record of steps, as sqlite-utils lays it out: data files of the first version have it from there."""


def pending(connection: sqlite.Connection) -> bool:
    """Whether a step of ``STEPS`` has not been applied yet."""
    return any(step not in applied(connection) for step in STEPS)


def applied(connection: sqlite.Connection) -> set[str]:
    """Names of the steps that the database has had."""
    table = connection.execute(
        "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '_sqlite_migrations'"
    ).fetchone()
    if table is None:
        return set()
    rows = connection.execute("SELECT name FROM _sqlite_migrations WHERE migration_set = 'nextrung'")
    return {name for (name,) in rows}


def apply(connection: sqlite.Connection, stop_before: str | None = None) -> None:
    """Apply all pending steps, each in a transaction of its own together with its record.

    ``stop_before`` names a step at which to stop, for a database as an older version left it.
    """
    for step in _IN_ORDER:
        if step.__name__ == stop_before:
            return
        if step.__name__ not in applied(connection):
            _apply_one(connection, step)


def _apply_one(connection: sqlite.Connection, step: Callable[[sqlite.Connection], None]) -> None:
    with closing(connection.cursor()) as cursor:
        cursor.execute("BEGIN IMMEDIATE")  # Python itself begins no transaction for a change of the schema
        try:
            for statement in _RECORD:
                cursor.execute(statement)
            step(connection)
            cursor.execute(
                "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('nextrung', ?, ?)",
                (step.__name__, str(utc_now())),
            )
        except BaseException:
            connection.rollback()
            raise
        connection.commit()


def m001_first_tables(db: sqlite.Connection) -> None:
    """Persons, kept questionnaire content, assessments, answers and settings."""
    # STRICT tables refuse a value of another type, which SQLite would store in any other table.
    for statement in (
        """CREATE TABLE person (
            id TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            target_role TEXT,
            option_seed TEXT NOT NULL,
            sample INTEGER NOT NULL DEFAULT 0,
            created_at TEXT NOT NULL
        ) STRICT""",
        """CREATE TABLE questionnaire (
            fingerprint TEXT PRIMARY KEY,
            id TEXT NOT NULL,
            version TEXT NOT NULL,
            content TEXT NOT NULL,
            kept_at TEXT NOT NULL
        ) STRICT""",
        # An assessment outlives the one that it deepened: only the reference goes.
        """CREATE TABLE assessment (
            id TEXT PRIMARY KEY,
            person TEXT NOT NULL REFERENCES person ON DELETE CASCADE,
            questionnaire TEXT NOT NULL REFERENCES questionnaire,
            form TEXT NOT NULL,
            position TEXT,
            started_at TEXT NOT NULL,
            completed_at TEXT,
            deepens TEXT REFERENCES assessment ON DELETE SET NULL
        ) STRICT""",
        "CREATE INDEX assessment_of_person ON assessment (person, started_at)",
        # All answers of an assessment are read at once: without a rowid they lie side by side in the tree of the key,
        # and the key is not kept twice.
        """CREATE TABLE answer (
            assessment TEXT NOT NULL REFERENCES assessment ON DELETE CASCADE,
            item TEXT NOT NULL,
            value REAL,
            choice TEXT,
            confidence TEXT,
            evidence TEXT NOT NULL DEFAULT '',
            note TEXT NOT NULL DEFAULT '',
            no_chance INTEGER NOT NULL DEFAULT 0,
            skipped INTEGER NOT NULL DEFAULT 0,
            seconds REAL,
            at TEXT NOT NULL,
            PRIMARY KEY (assessment, item)
        ) STRICT, WITHOUT ROWID""",
        "CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    ):
        db.execute(statement)


def m002_own_targets(db: sqlite.Connection) -> None:
    """Role profiles of a person's own; targets as JSON: competency to level, weight, critical."""
    db.execute(
        """CREATE TABLE own_profile (
            id TEXT PRIMARY KEY,
            person TEXT NOT NULL REFERENCES person ON DELETE CASCADE,
            name TEXT NOT NULL,
            basis TEXT NOT NULL,
            targets TEXT NOT NULL
        ) STRICT"""
    )
    db.execute("CREATE INDEX own_profile_of_person ON own_profile (person)")


def m003_pay(db: sqlite.Connection) -> None:
    """Own pay figures, what pay is shown for, and newer pay files."""
    for statement in (
        """CREATE TABLE own_figure (
            id TEXT PRIMARY KEY,
            person TEXT NOT NULL REFERENCES person ON DELETE CASCADE,
            role TEXT NOT NULL,
            country TEXT NOT NULL,
            place TEXT,
            amount REAL NOT NULL,
            percentile REAL,
            date TEXT NOT NULL,
            source TEXT NOT NULL,
            currency TEXT NOT NULL,
            added_at TEXT NOT NULL
        ) STRICT""",
        "CREATE INDEX own_figure_of_person ON own_figure (person)",
        """CREATE TABLE pay_choice (
            person TEXT PRIMARY KEY REFERENCES person ON DELETE CASCADE,
            choice TEXT NOT NULL
        ) STRICT""",
        "CREATE TABLE pay_file (name TEXT PRIMARY KEY, content TEXT NOT NULL, kept_at TEXT NOT NULL) STRICT",
    ):
        db.execute(statement)


def m004_plan(db: sqlite.Connection) -> None:
    """Plan steps, their ticks as JSON pairs of text and done, and the evidence that finished ones leave."""
    for statement in (
        """CREATE TABLE plan_step (
            id TEXT PRIMARY KEY,
            person TEXT NOT NULL REFERENCES person ON DELETE CASCADE,
            title TEXT NOT NULL,
            added_at TEXT NOT NULL,
            action TEXT,
            competency TEXT NOT NULL,
            facet TEXT NOT NULL,
            chance INTEGER NOT NULL,
            if_then TEXT NOT NULL,
            due TEXT,
            ticks TEXT NOT NULL,
            effort_hours INTEGER,
            evidence_of_done TEXT NOT NULL,
            notes TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('planned', 'doing', 'done', 'dropped')),
            finished_at TEXT
        ) STRICT""",
        # With all that the counts of live and due steps ask for, so that the table itself need not be read.
        "CREATE INDEX plan_step_of_person ON plan_step (person, state, due)",
        """CREATE TABLE evidence (
            id TEXT PRIMARY KEY,
            person TEXT NOT NULL REFERENCES person ON DELETE CASCADE,
            step TEXT NOT NULL REFERENCES plan_step ON DELETE CASCADE,
            facet TEXT NOT NULL,
            kind TEXT NOT NULL,
            line TEXT NOT NULL,
            at TEXT NOT NULL
        ) STRICT""",
        "CREATE INDEX evidence_of_facet ON evidence (person, facet, at)",
        "CREATE INDEX evidence_of_step ON evidence (step)",
    ):
        db.execute(statement)


def m005_coaching(db: sqlite.Connection) -> None:
    """What a coach keeps: more about a person, tags, sessions with their notes, marks on findings, coach ratings.

    Every person gets a number that stays theirs, for the pseudonym; the trigger gives it, whoever adds the person.
    ``agenda`` is JSON; ``notes`` of a person and a session and ``reason`` are private to the coach.
    """
    for statement in (
        "ALTER TABLE person ADD COLUMN occupation TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE person ADD COLUMN notes TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE person ADD COLUMN archived_at TEXT",
        "ALTER TABLE person ADD COLUMN number INTEGER",
        # Row values compare place by place: by the moment first, and by id where two were added in one second.
        """UPDATE person SET number = (SELECT count(*) FROM person AS other
            WHERE (other.created_at, other.id) <= (person.created_at, person.id))""",
        "CREATE INDEX person_by_number ON person (number)",
        # A row may come from another computer with a number that is taken here; the one here keeps it.
        """CREATE TRIGGER person_numbered AFTER INSERT ON person
            WHEN new.number IS NULL OR EXISTS (SELECT 1 FROM person WHERE number = new.number AND id <> new.id)
            BEGIN
                UPDATE person SET number = (SELECT coalesce(max(number), 0) + 1 FROM person) WHERE id = new.id;
            END""",
        # NOCASE in the key: one tag, whatever its case.
        """CREATE TABLE person_tag (
            person TEXT NOT NULL REFERENCES person ON DELETE CASCADE,
            tag TEXT NOT NULL COLLATE NOCASE,
            PRIMARY KEY (person, tag)
        ) STRICT, WITHOUT ROWID""",
        "CREATE INDEX person_of_tag ON person_tag (tag)",
        """CREATE TABLE coaching_session (
            id TEXT PRIMARY KEY,
            person TEXT NOT NULL REFERENCES person ON DELETE CASCADE,
            planned_at TEXT,
            started_at TEXT,
            ended_at TEXT,
            agenda TEXT NOT NULL DEFAULT '[]',
            notes TEXT NOT NULL DEFAULT '',
            decided TEXT NOT NULL DEFAULT '',
            summary TEXT NOT NULL DEFAULT ''
        ) STRICT""",
        "CREATE INDEX session_of_person ON coaching_session (person, planned_at)",
        """CREATE TABLE finding_mark (
            session TEXT NOT NULL REFERENCES coaching_session ON DELETE CASCADE,
            finding TEXT NOT NULL,
            mark TEXT NOT NULL CHECK (mark IN ('agree', 'unsure', 'disagree')),
            reason TEXT NOT NULL DEFAULT '',
            at TEXT NOT NULL,
            PRIMARY KEY (session, finding)
        ) STRICT, WITHOUT ROWID""",
        """CREATE TABLE coach_rating (
            id TEXT PRIMARY KEY,
            person TEXT NOT NULL REFERENCES person ON DELETE CASCADE,
            questionnaire TEXT NOT NULL REFERENCES questionnaire,
            position TEXT,
            started_at TEXT NOT NULL,
            completed_at TEXT
        ) STRICT""",
        "CREATE INDEX coach_rating_of_person ON coach_rating (person, started_at)",
        # The CHECK keeps a lost value from passing for "not seen".
        """CREATE TABLE coach_rating_answer (
            rating TEXT NOT NULL REFERENCES coach_rating ON DELETE CASCADE,
            item TEXT NOT NULL,
            value REAL,
            not_seen INTEGER NOT NULL DEFAULT 0,
            at TEXT NOT NULL,
            PRIMARY KEY (rating, item),
            CHECK ((value IS NULL) = (not_seen = 1))
        ) STRICT, WITHOUT ROWID""",
    ):
        db.execute(statement)


NUMBERED = (
    ("assessment", "sequence", "coalesce(completed_at, started_at)"),
    ("plan_step", "sequence", "added_at"),
    ("plan_step", "finished_sequence", "finished_at"),
    ("evidence", "sequence", "at"),
    ("coaching_session", "started_sequence", "started_at"),
    ("coaching_session", "ended_sequence", "ended_at"),
    ("coach_rating", "sequence", "coalesce(completed_at, started_at)"),
)
"""Table, column and moment of every number that says what came later (``store/sequence.py``)."""


def m006_sequences(db: sqlite.Connection) -> None:
    """Numbers that say what came later, whatever the clock said; what is there already goes by its moments."""
    for table, column, _ in NUMBERED:
        # SQLite adds a column that is NOT NULL only with a default; 0 stands for "not numbered yet".
        db.execute(f"ALTER TABLE {table} ADD COLUMN {column} INTEGER NOT NULL DEFAULT 0")
    number_by_moments(db)
    db.execute("CREATE INDEX assessment_in_sequence ON assessment (person, sequence)")


def number_by_moments(connection: sqlite.Connection, schema: str = "main") -> None:
    """Give rows without a number the seconds since 1970 of their moment: those of an older version."""
    for table, column, moment in NUMBERED:
        # Of a text that is no moment strftime makes NULL, and the row stays without a number.
        seconds = f"CAST(strftime('%s', {moment}) AS INTEGER)"
        connection.execute(f"UPDATE {schema}.{table} SET {column} = {seconds} WHERE {column} = 0 AND {seconds} > 0")


def m007_bin(db: sqlite.Connection) -> None:
    """The bin for what was deleted; the number of somebody in it is not given to anybody else."""
    for statement in (
        """CREATE TABLE bin (
            id INTEGER PRIMARY KEY,
            kind TEXT NOT NULL,
            thing TEXT NOT NULL,
            person TEXT NOT NULL,
            deleted_at TEXT NOT NULL,
            counted_at TEXT NOT NULL,
            due_on TEXT,
            sequence INTEGER NOT NULL,
            root TEXT NOT NULL,
            rows TEXT NOT NULL
        ) STRICT""",
        "CREATE INDEX bin_of_person ON bin (person)",
        "DROP TRIGGER person_numbered",
        """CREATE TRIGGER person_numbered AFTER INSERT ON person
            WHEN new.number IS NULL OR EXISTS (SELECT 1 FROM person WHERE number = new.number AND id <> new.id)
                OR EXISTS (SELECT 1 FROM bin WHERE kind = 'person' AND thing <> new.id
                    AND json_extract(root, '$.number') = new.number)
            BEGIN
                UPDATE person SET number = (SELECT coalesce(max(number), 0) + 1 FROM (
                    SELECT number FROM person UNION ALL
                    SELECT json_extract(root, '$.number') FROM bin WHERE kind = 'person')) WHERE id = new.id;
            END""",
    ):
        db.execute(statement)


def m008_start_of_step(db: sqlite.Connection) -> None:
    """When, where and with what a plan step starts, beside what to do when it gets hard."""
    db.execute("ALTER TABLE plan_step ADD COLUMN start TEXT NOT NULL DEFAULT ''")


def m009_adverts(db: sqlite.Connection) -> None:
    """Job adverts that own targets were made from; ``left_out`` is JSON: the facets a person says are not asked."""
    for statement in (
        """CREATE TABLE own_advert (
            id TEXT PRIMARY KEY,
            person TEXT NOT NULL REFERENCES person ON DELETE CASCADE,
            profile TEXT NOT NULL REFERENCES own_profile ON DELETE CASCADE,
            text TEXT NOT NULL,
            left_out TEXT NOT NULL,
            added_at TEXT NOT NULL
        ) STRICT""",
        "CREATE INDEX own_advert_of_person ON own_advert (person)",
        "CREATE INDEX own_advert_of_profile ON own_advert (profile)",
    ):
        db.execute(statement)


def m010_views(db: sqlite.Connection) -> None:
    """Rounds of views of others: who was asked, what came back, and what was shown of each group.

    ``items``, ``hidden`` and ``replies`` are JSON lists, ``given``, ``examples`` and ``areas`` JSON objects. A reply
    has the id of its invitation; one that was withdrawn is empty. No file can lower what forms promise (CHECK).
    """
    for statement in (
        """CREATE TABLE view_round (
            id TEXT PRIMARY KEY,
            person TEXT NOT NULL REFERENCES person ON DELETE CASCADE,
            questionnaire TEXT NOT NULL REFERENCES questionnaire,
            form TEXT NOT NULL,
            items TEXT NOT NULL,
            made_at TEXT NOT NULL,
            due TEXT,
            minimum INTEGER NOT NULL CHECK (minimum >= 3)
        ) STRICT""",
        "CREATE INDEX view_round_of_person ON view_round (person)",
        """CREATE TABLE view_invitation (
            id TEXT PRIMARY KEY,
            round TEXT NOT NULL REFERENCES view_round ON DELETE CASCADE,
            part TEXT NOT NULL,
            name TEXT NOT NULL DEFAULT '',
            asked_at TEXT NOT NULL
        ) STRICT""",
        "CREATE INDEX view_invitation_of_round ON view_invitation (round)",
        """CREATE TABLE view_reply (
            id TEXT PRIMARY KEY REFERENCES view_invitation ON DELETE CASCADE,
            given TEXT NOT NULL,
            examples TEXT NOT NULL DEFAULT '{}',
            hidden TEXT NOT NULL DEFAULT '[]',
            taken_at TEXT NOT NULL,
            withdrawn_at TEXT,
            changed_at TEXT NOT NULL,
            CHECK (withdrawn_at IS NULL OR (given = '{}' AND examples = '{}'))
        ) STRICT""",
        """CREATE TABLE view_release (
            id TEXT PRIMARY KEY,
            round TEXT NOT NULL REFERENCES view_round ON DELETE CASCADE,
            part TEXT NOT NULL,
            number INTEGER NOT NULL,
            released_at TEXT NOT NULL,
            replies TEXT NOT NULL,
            areas TEXT NOT NULL
        ) STRICT""",
        "CREATE INDEX view_release_of_round ON view_release (round, part, number)",
    ):
        db.execute(statement)


def m011_examples(db: sqlite.Connection) -> None:
    """Examples of a person's work; ``origin`` names the note or the evidence that one was gathered from."""
    for statement in (
        """CREATE TABLE work_example (
            id TEXT PRIMARY KEY,
            person TEXT NOT NULL REFERENCES person ON DELETE CASCADE,
            title TEXT NOT NULL,
            facet TEXT NOT NULL DEFAULT '',
            kind TEXT NOT NULL DEFAULT '',
            note TEXT NOT NULL DEFAULT '',
            situation TEXT NOT NULL DEFAULT '',
            task TEXT NOT NULL DEFAULT '',
            action TEXT NOT NULL DEFAULT '',
            result TEXT NOT NULL DEFAULT '',
            learned TEXT NOT NULL DEFAULT '',
            confirmed_by TEXT NOT NULL DEFAULT '',
            day TEXT,
            link TEXT NOT NULL DEFAULT '',
            level REAL,
            origin TEXT NOT NULL DEFAULT '',
            added_at TEXT NOT NULL,
            changed_at TEXT NOT NULL
        ) STRICT""",
        "CREATE INDEX work_example_of_person ON work_example (person)",
    ):
        db.execute(statement)


def m012_practice(db: sqlite.Connection) -> None:
    """Likely questions answered aloud, and what people expect and what came of it.

    ``good`` and ``missing`` are JSON lists; ``sure`` is in percent.
    """
    for statement in (
        """CREATE TABLE practice_sitting (
            id TEXT PRIMARY KEY,
            person TEXT NOT NULL REFERENCES person ON DELETE CASCADE,
            role TEXT NOT NULL DEFAULT '',
            started_at TEXT NOT NULL
        ) STRICT""",
        "CREATE INDEX practice_sitting_of_person ON practice_sitting (person)",
        """CREATE TABLE practice_answer (
            sitting TEXT NOT NULL REFERENCES practice_sitting ON DELETE CASCADE,
            question TEXT NOT NULL,
            place INTEGER NOT NULL,
            ask TEXT NOT NULL,
            facet TEXT NOT NULL DEFAULT '',
            good TEXT NOT NULL DEFAULT '[]',
            missing TEXT NOT NULL DEFAULT '[]',
            note TEXT NOT NULL DEFAULT '',
            seconds REAL,
            at TEXT NOT NULL,
            PRIMARY KEY (sitting, question)
        ) STRICT, WITHOUT ROWID""",
        """CREATE TABLE prediction (
            id TEXT PRIMARY KEY,
            person TEXT NOT NULL REFERENCES person ON DELETE CASCADE,
            kind TEXT NOT NULL,
            title TEXT NOT NULL,
            expected TEXT NOT NULL,
            sure INTEGER NOT NULL,
            noted_at TEXT NOT NULL,
            changed_at TEXT NOT NULL,
            day TEXT,
            came TEXT NOT NULL DEFAULT '',
            outcome TEXT NOT NULL DEFAULT '',
            settled_at TEXT
        ) STRICT""",
        "CREATE INDEX prediction_of_person ON prediction (person)",
    ):
        db.execute(statement)


def m013_view_coach(db: sqlite.Connection) -> None:
    """Rounds of views whose replies a coach opens: the keys between the two data folders, and what came back."""
    db.execute(
        """CREATE TABLE view_coach (
            round TEXT PRIMARY KEY REFERENCES view_round ON DELETE CASCADE,
            coach_key TEXT NOT NULL DEFAULT '',
            proof_key TEXT NOT NULL DEFAULT '',
            result_key TEXT NOT NULL DEFAULT '',
            handed_at TEXT,
            handed TEXT NOT NULL DEFAULT '{}'
        ) STRICT"""
    )


def m014_shares(db: sqlite.Connection) -> None:
    """What clients share with a coach until a day, who they are in their own data, and the key for the way back."""
    db.execute(
        """CREATE TABLE share (
            person TEXT PRIMARY KEY REFERENCES person ON DELETE CASCADE,
            origin TEXT NOT NULL,
            answer_key TEXT NOT NULL,
            until TEXT NOT NULL,
            parts TEXT NOT NULL,
            made_at TEXT NOT NULL,
            things TEXT NOT NULL DEFAULT '{}'
        ) STRICT"""
    )


_IN_ORDER = (
    m001_first_tables,
    m002_own_targets,
    m003_pay,
    m004_plan,
    m005_coaching,
    m006_sequences,
    m007_bin,
    m008_start_of_step,
    m009_adverts,
    m010_views,
    m011_examples,
    m012_practice,
    m013_view_coach,
    m014_shares,
)
STEPS = tuple(step.__name__ for step in _IN_ORDER)
"""Names of all steps in order; compared with what the database has had."""
