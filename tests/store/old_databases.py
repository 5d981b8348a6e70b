"""Makes the data file of a schema version that has none yet: ``python -m tests.store.old_databases``."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from nextrung.store import migrations
from nextrung.store.sqlite import engine as sqlite3

FOLDER = Path(__file__).resolve().parent.parent / "databases"
AT = "2026-11-23T09:41:07Z"
_STEP = (
    "plan_step (id, person, title, added_at, action, competency, facet, chance, if_then, due, ticks, effort_hours,"
    " evidence_of_done, notes, state, finished_at)"
)
_SESSION = "coaching_session (id, person, planned_at, started_at, ended_at, agenda, notes, decided, summary)"

ROWS: dict[str, dict[str, list[tuple[object, ...]]]] = {
    "m001_first_tables": {
        "person (id, name, target_role, option_seed, sample, created_at)": [
            ("p1", "Jana Nováková", "senior", "seed-1", 0, "2026-01-05T08:00:00Z"),
            ("p2", "", None, "seed-2", 0, "2026-02-01T10:30:00Z"),
            ("p3", "Alex", "first-line", "seed-3", 1, "2026-02-02T10:30:00Z"),
        ],
        "questionnaire": [("f" * 64, "ml-manager", "1.0.0", '{"kept": "as it was"}', AT)],
        "assessment (id, person, questionnaire, form, position, started_at, completed_at, deepens)": [
            ("a1", "p1", "f" * 64, "quick", None, "2026-01-05T08:01:00Z", "2026-01-05T08:12:00Z", None),
            ("a2", "p1", "f" * 64, "full", "TL-S1", "2026-01-06T08:01:00Z", None, "a1"),
            ("a3", "p2", "f" * 64, "full", None, "2026-02-01T10:31:00Z", "2026-02-01T11:02:00Z", None),
        ],
        "answer": [
            ("a1", "TL-B1", 3.0, None, None, "", "Two\nlines; “quoted” 🦊", 0, 0, 21.5, AT),
            ("a1", "TL-B2", None, None, None, "", "", 1, 0, 4.0, AT),
            ("a1", "TL-B3", None, None, None, "", "", 0, 1, None, AT),
            ("a2", "TL-F2", 0.25, None, None, "", "", 0, 0, 9.75, ""),
            ("a2", "TL-S1", None, "C", "fairly_sure", "", "", 0, 0, 30.0, AT),
            ("a3", "TL-E1", None, None, None, "document witness", "x" * 6000, 0, 0, 12.0, AT),
        ],
        "setting": [("theme", "dark"), ("text-size", "1.25")],
    },
    "m002_own_targets": {
        "own_profile": [("own-1", "p1", "Where I want to be", "senior", '{"TL": [4.5, 3, true], "PM": [4, 2, false]}')]
    },
    "m003_pay": {
        "own_figure": [
            ("w1", "p1", "senior", "US", "CA", 188327.5, 0.5, "2026-05-01", "An offer", "USD", AT),
            ("w2", "p2", "first-line", "DE", None, 91000.0, None, "2026-04-01", "Payslip", "EUR", AT),
        ],
        "pay_choice": [("p1", '{"place": "CA", "sector": null, "prices": "published"}')],
        "pay_file": [("places.csv", "id,name\nCA,California\n", AT)],
    },
    "m004_plan": {
        _STEP: [
            (
                *("st1", "p1", "Hold a monthly review", AT, "TL-A1", "TL", "TL.delegate", 0, "If Monday, then plan"),
                *("2026-12-01", '[["Ask two people", true], ["Book a room", false]]', 4, "Minutes", "Going well"),
                *("doing", None),
            ),
            (
                *("st2", "p1", "Write the review down", AT, None, "", "", 1, "", None, "[]", None, "", ""),
                *("done", "2026-11-24T09:00:00Z"),
            ),
        ],
        "evidence (id, person, step, facet, kind, line, at)": [
            ("e1", "p1", "st2", "TL.delegate", "document", "The review, shared with the team", AT)
        ],
    },
    "m005_coaching": {
        "person_tag": [("p1", "Team A"), ("p2", "team b")],
        _SESSION: [
            ("s1", "p1", AT, AT, "2026-11-23T10:30:00Z", '["Results"]', "Private notes", "One thing", "All well"),
            ("s2", "p2", "2026-12-23T09:00:00Z", None, None, "[]", "", "", ""),
        ],
        "finding_mark": [("s1", "focus:TL", "unsure", "Knows better", AT)],
        "coach_rating (id, person, questionnaire, position, started_at, completed_at)": [
            ("r1", "p1", "f" * 64, "TL-B1", AT, None)
        ],
        "coach_rating_answer": [("r1", "TL-B1", 4.0, 0, AT), ("r1", "TL-B2", None, 1, AT)],
    },
    "m006_sequences": {},
    "m007_bin": {
        "bin": [
            (
                *(1, "assessment", "a9", "p1", AT, AT, None, 1767600000),
                *('{"id":"a9","person":"p1"}', '{"tables":[],"links":[]}'),
            )
        ]
    },
    "m008_start_of_step": {},
    "m009_adverts": {
        "own_advert": [("ad1", "p1", "own-1", "Head of ML\nYou coach “six” engineers. 🦊", '["TL4", "PM4"]', AT)],
    },
    "m010_views": {
        "view_round": [
            ("vr1", "p1", "f" * 64, "full", '["TL-B1", "TL-B2"]', AT, "2026-12-14", 3),
            ("vr2", "p2", "f" * 64, "quick", '["TL-B1"]', AT, None, 5),
        ],
        "view_invitation": [
            ("vi1", "vr1", "colleague", "Tom, “T.” 🦊", AT),
            ("vi2", "vr1", "manager", "", AT),
            ("vi3", "vr1", "colleague", "", AT),
        ],
        "view_reply": [
            ("vi1", '{"TL-B1": 4.0, "TL-B2": null}', '{"TL": "Two\\nlines"}', '["TL"]', AT, None, AT),
            ("vi3", "{}", "{}", "[]", AT, "2026-11-24T09:00:00Z", "2026-11-24T09:00:00Z"),
        ],
        "view_release": [("vs1", "vr1", "colleague", 1, AT, '["vi1", "vi3"]', '{"TL": ["vi1", "vi3"]}')],
    },
    "m011_examples": {
        "work_example": [
            (
                *("we1", "p1", "The review that held", "TL1", "document", "Two\nlines; “quoted” 🦊", "Nobody knew"),
                *("Find out", "Asked six people", "Four agreed", "Ask sooner", "Priya, my manager", "2026-05-01"),
                *("/home/jana/review.odt", 3.0, "answer:a3:TL-E1", AT, AT),
            ),
            ("we2", "p2", "Only a title", "", "", "", "", "", "", "", "", "", None, "", None, "", AT, AT),
        ],
    },
    "m012_practice": {
        "practice_sitting": [("ps1", "p1", "Senior ML manager", AT), ("ps2", "p2", "", AT)],
        "practice_answer": [
            (
                *("ps1", "TL1-Q1", 1, "Who got “better”?", "TL1", '["What was new 🦊", "How you knew"]'),
                *('["How you knew"]', "Too long;\ntwo lines", 92.5, AT),
            ),
            ("ps1", "TL1-Q2", 2, "When was it hard?", "", "[]", "[]", "", None, AT),
        ],
        "prediction": [
            (
                *("pr1", "p1", "interview", "Tessera, “second” round", "An offer 🦊", 70, AT, AT, "2026-12-04", "yes"),
                *("It came,\nwith less pay", "2026-12-05T09:00:00Z"),
            ),
            ("pr2", "p1", "project", "The pilot", "Ends in May", 30, AT, AT, None, "", "", None),
        ],
    },
    "m013_view_coach": {
        "view_coach": [
            ("vr1", "age1" + "q" * 58, "", "", AT, '{"handed": "“later”"}'),
            ("vr2", "", "0f" * 32, "age1" + "p" * 58, None, "{}"),
        ],
    },
    "m014_shares": {
        "share": [
            ("p1", "0a" * 16, "age1" + "q" * 58, "2026-12-24", '["results", "plan"]', AT, '{"plan_step": ["st1"]}')
        ]
    },
}
"""Rows by step and table, realistic and of every kind that a column may hold."""


def make(path: Path, steps: int) -> None:
    """A closed data file with the first ``steps`` steps of the schema and rows in every table."""
    path.touch()
    following = migrations.STEPS[steps : steps + 1]
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA foreign_keys = ON")
        migrations.apply(connection, stop_before=following[0] if following else None)
        for step in migrations.STEPS[:steps]:
            for table, rows in ROWS[step].items():
                places = ", ".join("?" for _ in rows[0])
                connection.executemany(f"INSERT INTO {table} VALUES ({places})", rows)  # noqa: S608
        connection.commit()


def main() -> None:
    for steps in range(1, len(migrations.STEPS) + 1):
        path = FOLDER / f"v{steps}.db"
        if not path.exists():
            make(path, steps)


if __name__ == "__main__":
    main()
