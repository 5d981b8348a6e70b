"""Two sides meet: by ids, all or nothing, twice the same as once, and nothing overwritten without a word."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from tests.store.transfer import parcels
from tests.store.transfer.parcels import AT, LATER

from nextrung.store import migrations
from nextrung.store.database import open_database
from nextrung.store.sequence import of_moment
from nextrung.store.sqlite import engine as sqlite3
from nextrung.store.tables import TABLES
from nextrung.store.transfer import reading
from nextrung.store.transfer.merging import Side, Tally
from nextrung.store.transfer.refusals import TransferError, Watch

LATEST = "2026-11-25T00:00:00Z"


def tally(file: Path, here: Path, *tables: str, person: str = "p1") -> Tally:
    found = {one.id: one for one in parcels.read(file, here).preview.people}
    return found[person].tally(*tables)


def other(full: Path, tmp_path: Path, *statements: str) -> Path:
    """The data file of the same data after changes made elsewhere."""
    copy = tmp_path / "other.db"
    copy.write_bytes(full.read_bytes())
    for statement in statements:
        parcels.change(copy, statement)
    return parcels.sent(copy, tmp_path / "other.nextrung")


def note(here: Path, item: str = "TL-B8", assessment: str = "s2") -> str | None:
    row = [one for one in parcels.dump(here)["answer"] if one[:2] == (assessment, item)]
    return row[0][6] if row else None


def test_that_the_preview_says_who_is_in_a_file(file: Path, here: Path) -> None:
    found = parcels.read(file, here).preview
    assert (found.made_at, found.pay) == (AT, "none")
    nobody, jana = found.people
    assert (jana.name, jana.name_here, jana.sample) == ("Jana Ünïcode", None, False)
    assert (jana.assessments, jana.first, jana.last) == (2, AT, LATER)
    assert (nobody.name, nobody.sample, nobody.assessments, nobody.first) == ("", True, 0, None)
    assert jana.tally("answer") == Tally(new=5)
    assert jana.tally("plan_step", "evidence") == Tally(new=3)
    assert found.total == Tally(new=sum(map(len, parcels.rows().values())) - 1)
    assert found.changes


def test_that_a_preview_changes_nothing(file: Path, full: Path) -> None:
    before = parcels.dump(full)
    found = parcels.read(file, full).preview
    assert parcels.dump(full) == before
    assert found.total == Tally(same=found.total.total)
    assert not found.changes


@pytest.mark.parametrize("side", ["here", "file"])
def test_that_taking_in_twice_changes_nothing(full: Path, here: Path, tmp_path: Path, side: Side) -> None:
    for target in (here, full):
        file = other(full, tmp_path, "UPDATE person SET name = 'Renamed'", "UPDATE plan_step SET notes = 'other'")
        parcels.taken(file, target, side)
        once = parcels.dump(target)
        again = parcels.taken(file, target, side)
        assert parcels.dump(target) == once
        assert (again.new, again.newer) == (0, 0)


def test_that_a_later_answer_in_an_open_assessment_replaces_an_earlier_one(full: Path, tmp_path: Path) -> None:
    statement = "UPDATE answer SET note = 'there', at = '{0}' WHERE item = 'TL-B8'"
    file = other(full, tmp_path, statement.format(LATEST))
    assert tally(file, full, "answer") == Tally(same=4, newer=1)
    parcels.taken(file, full)
    assert note(full) == "there"
    file = other(full, tmp_path, statement.format(AT).replace("there", "older"))
    assert tally(file, full, "answer") == Tally(same=4, older=1)
    parcels.taken(file, full, "file")
    assert note(full) == "there"


def test_that_answers_of_the_same_moment_stay_unless_the_other_side_is_asked_for(full: Path, tmp_path: Path) -> None:
    file = other(full, tmp_path, "UPDATE answer SET note = 'there' WHERE item = 'TL-B8'")
    assert tally(file, full, "answer") == Tally(same=4, differs=1)
    parcels.taken(file, full)
    assert note(full) == ""
    parcels.taken(file, full, "file")
    assert note(full) == "there"


def test_that_an_assessment_finished_elsewhere_is_finished_here_with_its_answers(full: Path, tmp_path: Path) -> None:
    file = other(
        full,
        tmp_path,
        f"UPDATE assessment SET completed_at = '{LATEST}' WHERE id = 's2'",
        f"INSERT INTO answer (assessment, item, value, at) VALUES ('s2', 'TL-B9', 2, '{LATEST}')",
    )
    assert tally(file, full, "assessment") == Tally(same=1, newer=1)
    parcels.taken(file, full)
    rows = parcels.dump(full)
    assert rows["assessment"][1][6] == LATEST
    assert ("s2", "TL-B9") in [row[:2] for row in rows["answer"]]


def test_that_a_finished_assessment_here_stays_as_it_was_finished(full: Path, tmp_path: Path) -> None:
    file = other(
        full,
        tmp_path,
        "UPDATE assessment SET completed_at = NULL WHERE id = 's1'",
        f"UPDATE answer SET value = 5, at = '{LATEST}' WHERE assessment = 's1'",
        f"INSERT INTO answer (assessment, item, value, at) VALUES ('s1', 'PM-B1', 2, '{LATEST}')",
    )
    before = parcels.dump(full)
    assert tally(file, full, "assessment", "answer") == Tally(same=5, older=3)
    for side in ("here", "file"):
        parcels.taken(file, full, side)
        assert parcels.dump(full) == before


def test_that_a_removed_row_comes_back(full: Path, file: Path) -> None:
    before = parcels.dump(full)
    for statement in ("DELETE FROM answer WHERE item = 'TL-B8'", "DELETE FROM person_tag", "DELETE FROM own_figure"):
        parcels.change(full, statement)
    parcels.taken(file, full)
    assert parcels.dump(full) == before


def test_that_a_renamed_person_stays_one_person_and_the_name_here_stays(full: Path, tmp_path: Path) -> None:
    file = other(full, tmp_path, "UPDATE person SET name = 'Johanna' WHERE id = 'p1'")
    found = {one.id: one for one in parcels.read(file, full).preview.people}["p1"]
    assert (found.name, found.name_here) == ("Johanna", "Jana Ünïcode")
    assert found.tally("person") == Tally(differs=1)
    parcels.taken(file, full)
    assert parcels.dump(full)["person"][0][1] == "Jana Ünïcode"
    parcels.taken(file, full, "file")
    assert parcels.dump(full)["person"][0][1] == "Johanna"


def test_that_two_people_of_one_name_stay_two_with_numbers_of_their_own(file: Path, here: Path) -> None:
    parcels.change(
        here,
        "INSERT INTO person (id, name, option_seed, created_at) VALUES ('p9', 'Jana Ünïcode', 'x', ?)",
        AT,
    )
    parcels.taken(file, here)
    people = {row[0]: (row[1], row[9]) for row in parcels.dump(here)["person"]}
    assert people["p9"] == ("Jana Ünïcode", 1)
    assert people["p1"][0] == "Jana Ünïcode"
    assert len({number for _, number in people.values()}) == 3


def test_that_evidence_goes_with_its_step(full: Path, tmp_path: Path) -> None:
    file = other(
        full,
        tmp_path,
        "UPDATE plan_step SET notes = 'there' WHERE id = 't1'",
        "DELETE FROM evidence",
        f"INSERT INTO evidence VALUES ('e2', 'p1', 't1', 'TL1', 'document', 'there', '{LATER}', 1)",
    )
    before = parcels.dump(full)
    assert tally(file, full, "plan_step", "evidence") == Tally(same=1, differs=2)
    parcels.taken(file, full)
    assert parcels.dump(full) == before
    parcels.taken(file, full, "file")
    assert [row[0] for row in parcels.dump(full)["evidence"]] == ["e2"]
    assert parcels.dump(full)["plan_step"][0][13] == "there"


def test_that_evidence_that_both_sides_have_stays_when_the_step_of_the_file_is_taken(
    full: Path, tmp_path: Path
) -> None:
    file = other(full, tmp_path, "UPDATE plan_step SET notes = 'there' WHERE id = 't1'")
    evidence = parcels.dump(full)["evidence"]
    parcels.taken(file, full, "file")
    assert parcels.dump(full)["evidence"] == evidence


def test_that_a_later_mark_on_a_finding_replaces_an_earlier_one(full: Path, tmp_path: Path) -> None:
    file = other(full, tmp_path, f"UPDATE finding_mark SET mark = 'agree', at = '{LATEST}'")
    parcels.taken(file, full)
    assert parcels.dump(full)["finding_mark"][0][2] == "agree"


def test_that_contents_that_are_the_same_meet_whatever_they_are_called(full: Path, here: Path, file: Path) -> None:
    parcels.taken(file, here)
    back = parcels.sent(here, here.with_suffix(".nextrung"))
    before = parcels.dump(full)
    found = parcels.taken(back, full)
    assert (found.new, found.newer, found.differs) == (0, 0, 0)
    assert parcels.dump(full) == before


@pytest.mark.parametrize(
    ("case", "said"),
    [
        (({}, {"places.yaml": "a"}, True), "new"),
        (({}, {"places.yaml": "a"}, False), "unfit"),
        (({"places.yaml": "a"}, {"places.yaml": "a"}, True), "same"),
        (({"places.yaml": "b"}, {"places.yaml": "a"}, True), "stays"),
        (({"places.yaml": "b"}, {}, True), "none"),
    ],
)
def test_that_newer_pay_data_come_along_only_where_there_are_none_and_they_fit(
    full: Path, here: Path, case: tuple[dict[str, str], dict[str, str], bool], said: str
) -> None:
    kept, sent, do_fit = case
    for path, files in ((full, sent), (here, kept)):
        for name, text in files.items():
            parcels.change(path, "INSERT INTO pay_file VALUES (?, ?, ?)", name, text, AT)
    file = parcels.sent(full, full.with_suffix(".nextrung"))
    found = reading.read(file, here, lambda _texts: do_fit, Watch())
    assert found.preview.pay == said
    found.take_in(here, "here")
    expected = sent if said == "new" else kept
    assert {row[0]: row[1] for row in parcels.dump(here)["pay_file"]} == expected


LATER_TABLES = tuple(table.name for table in TABLES if table.since >= "m005")


def test_that_a_file_of_an_older_schema_is_taken_with_what_came_later_left_empty(file: Path, here: Path) -> None:
    parts = parcels.entries(file)
    for name in LATER_TABLES:
        del parts[f"{name}.jsonl"]
    later = ("occupation", "notes", "archived_at", "number")
    people = parcels.lines(parts["person.jsonl"])
    parts["person.jsonl"] = parcels.raw([{key: row[key] for key in row if key not in later} for row in people])
    for name in ("assessment.jsonl", "plan_step.jsonl", "evidence.jsonl"):
        some = parcels.lines(parts[name])
        kept = [[key for key in row if key != "start" and not key.endswith("sequence")] for row in some]
        parts[name] = parcels.raw([{key: row[key] for key in keys} for keys, row in zip(kept, some, strict=True)])
    signed = parcels.signed(parts)
    manifest = signed["manifest.json"].replace(migrations.STEPS[-1].encode(), b"m004_plan")
    for name in LATER_TABLES:
        start = manifest.index(f', "{name}": '.encode())
        manifest = manifest[:start] + manifest[manifest.index(b"}", start) + 1 :]
    parcels.packed(signed | {"manifest.json": manifest}, file)
    parcels.taken(file, here)
    rows = parcels.dump(here)
    assert rows["person"][0][6:] == ("", "", None, 1)
    assert len(rows["answer"]) == 5
    assert rows["coaching_session"] == []
    assert [row[-1] for row in rows["assessment"]] == [of_moment(LATER)] * 2, "by its moment, having no number"
    numbers = [(of_moment(AT), of_moment(LATER)), (of_moment(AT), 0)]
    assert [row[-3:] for row in rows["plan_step"]] == [(*both, "") for both in numbers]


def test_that_what_fails_at_the_end_leaves_nothing_behind(file: Path, here: Path) -> None:
    trigger = "CREATE TRIGGER full BEFORE INSERT ON coach_rating_answer BEGIN SELECT RAISE(ABORT, 'disk is full'); END"
    found = parcels.read(file, here)
    parcels.change(here, trigger)
    before = parcels.dump(here)
    with pytest.raises(TransferError, match=r"^The file cannot be taken in: disk is full\. Nothing was changed\.$"):
        found.take_in(here, "here")
    assert parcels.dump(here) == before
    parcels.change(here, "DROP TRIGGER full")
    found.take_in(here, "here")
    assert parcels.dump(here)["coach_rating_answer"]


def test_that_a_database_busy_elsewhere_is_one_sentence(
    file: Path, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = parcels.read(file, here)
    monkeypatch.setattr(reading, "PATIENCE", 10)
    with closing(sqlite3.connect(here)) as other_program:
        other_program.execute("BEGIN IMMEDIATE")
        with pytest.raises(TransferError, match="database is locked"):
            found.take_in(here, "here")
        other_program.rollback()
    found.take_in(here, "here")


def test_that_what_was_answered_since_the_preview_is_not_overwritten(full: Path, tmp_path: Path) -> None:
    file = other(full, tmp_path, f"UPDATE answer SET note = 'there', at = '{LATER}' WHERE item = 'TL-B8'")
    found = parcels.read(file, full)
    parcels.change(full, "UPDATE answer SET note = 'just now', at = ? WHERE item = 'TL-B8'", LATEST)
    found.take_in(full, "here")
    assert note(full) == "just now"


def test_that_it_works_while_the_program_has_the_database_open(file: Path, here: Path) -> None:
    with closing(open_database(here)) as connection:
        parcels.taken(file, here)
        assert connection.execute("SELECT count(*) FROM answer").fetchone() == (5,)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
