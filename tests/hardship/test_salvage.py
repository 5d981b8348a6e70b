"""Of a damaged file everything is saved that can be read, and the file itself keeps every byte."""

from __future__ import annotations

import random
import shutil
import sqlite3 as sqlite_of_the_system
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from tests.campaign import Campaign
from tests.hardship import filled
from tests.hardship.modes import in_mode

from nextrung.assessment.answer import Answer
from nextrung.errors import DatabaseError
from nextrung.store.database import open_database
from nextrung.store.salvage import Salvaged, salvage
from nextrung.store.salvage.pages import INNER_TABLE, image_of
from nextrung.store.sqlite import engine as sqlite3

PAGE = 4096
Rows = dict[str, set[tuple[object, ...]]]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sound") / "nextrung.db"
    filled.make(path)
    return path


@pytest.fixture(scope="module")
def wanted(sound: Path) -> Rows:
    return filled.rows(sound)


@pytest.fixture
def damaged(sound: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(sound, tmp_path / "damaged.db"))


def saved(damaged: Path, number: int = 0) -> tuple[Salvaged, Rows]:
    """What salvage saved; the damaged files are as before, and the fresh one is sound and at the newest schema."""
    into = damaged.with_name(f"saved{number}.db")
    before = {path: path.read_bytes() for path in sorted(damaged.parent.glob("damaged*"))}
    found = salvage(damaged, into)
    assert {path: path.read_bytes() for path in sorted(damaged.parent.glob("damaged*"))} == before
    assert not list(damaged.parent.glob("*scratch*"))
    with closing(open_database(into)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    rows = filled.rows(into)
    for table in found.tables:
        assert table.saved + table.stand_ins == len(rows[table.name]), table.name
    return found, rows


def overwrite(path: Path, at: int, raw: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        file.write(raw)


def roots(path: Path) -> dict[str, int]:
    with closing(sqlite3.connect(path)) as connection:
        return dict(connection.execute("SELECT name, rootpage FROM sqlite_master WHERE rootpage > 0").fetchall())


def holding(path: Path, rows: Rows) -> Iterator[tuple[int, str]]:
    """Page and table of every b-tree page of a table in a file that nobody has open."""
    with closing(sqlite_of_the_system.connect(path)) as connection:  # that of the program has no dbstat
        try:
            pages = connection.execute("SELECT pageno, name FROM dbstat WHERE pagetype <> 'overflow'").fetchall()
        except sqlite_of_the_system.Error:  # a build without dbstat
            pages = [(page, name) for name, page in roots(path).items()]
    yield from ((page, name) for page, name in pages if name in rows)


def test_that_a_sound_file_is_saved_whole(damaged: Path, wanted: Rows) -> None:
    found, rows = saved(damaged)
    assert rows == wanted
    assert found.complete
    assert found.saved == sum(map(len, wanted.values()))


@pytest.mark.parametrize("length", [16, 100, PAGE])
@pytest.mark.parametrize("noise", [b"\0", b"\xff", b"\x0d"])
def test_that_nothing_is_lost_without_header_or_first_page(
    damaged: Path, wanted: Rows, length: int, noise: bytes
) -> None:
    overwrite(damaged, 0, noise * length)
    assert saved(damaged)[1] == wanted


def test_that_a_wrong_page_size_in_the_header_misleads_nobody(damaged: Path, wanted: Rows) -> None:
    for number, size in enumerate((512, 1024, 8192, 1, 3)):
        overwrite(damaged, 16, size.to_bytes(2, "big"))
        assert saved(damaged, number)[1] == wanted


def test_that_damaged_inner_pages_lose_no_row(damaged: Path) -> None:
    with closing(sqlite3.connect(damaged)) as connection:
        columns = "person, role, country, place, amount, percentile, date, source, currency, added_at"
        many = f"SELECT own_figure.id || '-' || value, {columns} FROM own_figure, json_each(?)"  # noqa: S608
        connection.execute(f"INSERT INTO own_figure {many}", (str(list(range(500))),))
        connection.commit()
    wanted = filled.rows(damaged)
    raw = damaged.read_bytes()
    inner = [page for page in range(1, len(raw) // PAGE) if raw[page * PAGE] == INNER_TABLE]
    assert inner
    for page in inner:
        overwrite(damaged, page * PAGE, b"\xa5" * PAGE)
    assert saved(damaged)[1] == wanted


def test_that_any_one_damaged_page_loses_only_what_lies_on_it(sound: Path, tmp_path: Path, wanted: Rows) -> None:
    """Page after page becomes noise: no row of another page is missing, and what is missing is told."""
    raw = sound.read_bytes()
    on_page = dict(holding(sound, wanted))
    for number in range(len(raw) // PAGE):
        folder = tmp_path / str(number)
        folder.mkdir()
        damaged = folder / "damaged.db"
        damaged.write_bytes(raw[: number * PAGE] + b"\xa5" * PAGE + raw[(number + 1) * PAGE :])
        found, rows = saved(damaged)
        table = on_page.get(number + 1)
        for name, expected in wanted.items():
            cut = {row for row in expected if any(isinstance(value, str) and len(value) > PAGE // 2 for value in row)}
            missing = expected - rows[name] - cut
            if name == table and number:
                assert len(missing) <= 60
                assert not missing or not found.complete, name
            elif found.table(name).stand_ins == 0:
                assert not missing, (number, name, table)


def test_that_corrupt_indexes_lose_nothing(damaged: Path, wanted: Rows) -> None:
    for name, page in roots(damaged).items():
        if name not in wanted and not name.startswith("_sqlite_migrations"):
            overwrite(damaged, (page - 1) * PAGE, random.Random(page).randbytes(PAGE))  # noqa: S311
    assert saved(damaged)[1] == wanted


def test_that_swapped_pages_are_told_apart(damaged: Path, wanted: Rows) -> None:
    """Every table's first page is where another one's should be."""
    raw = damaged.read_bytes()
    pages = [page for name, page in sorted(roots(damaged).items()) if name in wanted]
    for page, other in zip(pages, [*pages[1:], pages[0]], strict=True):
        overwrite(damaged, (page - 1) * PAGE, raw[(other - 1) * PAGE : other * PAGE])
    assert saved(damaged)[1] == wanted


def test_that_a_doubled_page_brings_nobody_in(damaged: Path, wanted: Rows) -> None:
    """Answers where tags should be are no tags of people called like an assessment."""
    raw = damaged.read_bytes()
    tags, answers = roots(damaged)["person_tag"], roots(damaged)["answer"]
    overwrite(damaged, (tags - 1) * PAGE, raw[(answers - 1) * PAGE : answers * PAGE])
    assert saved(damaged)[1] == wanted | {"person_tag": set()}


def test_that_changed_schema_texts_lose_nothing(damaged: Path, wanted: Rows) -> None:
    raw = damaged.read_bytes()
    damaged.write_bytes(raw.replace(b"CREATE TABLE", b"CREATE TABEL").replace(b"tableperson", b"tablepersom"))
    assert damaged.read_bytes() != raw
    assert saved(damaged)[1] == wanted


@pytest.mark.parametrize("kept", [0, 1, 99, 100, 511, PAGE, 3 * PAGE + 17, 20 * PAGE])
def test_that_a_file_cut_short_gives_what_is_left(damaged: Path, wanted: Rows, kept: int) -> None:
    damaged.write_bytes(damaged.read_bytes()[:kept])
    found, rows = saved(damaged)
    assert found.saved <= sum(map(len, wanted.values()))
    if kept >= 20 * PAGE:
        assert rows["answer"]


def test_that_people_without_a_row_get_a_stand_in(damaged: Path, wanted: Rows) -> None:
    overwrite(damaged, (roots(damaged)["person"] - 1) * PAGE, bytes(PAGE))
    found, rows = saved(damaged)
    assert {row[0] for row in rows["person"]} == {row[0] for row in wanted["person"]}
    assert sorted(str(row[1]) for row in rows["person"]) == ["Recovered person 1", "Recovered person 2"]
    assert (found.table("person").stand_ins, found.table("person").lost) == (2, 2)
    assert all(rows[name] == wanted[name] for name in wanted if name != "person")


def test_that_flipped_bytes_invent_nobody(sound: Path, tmp_path: Path, wanted: Rows, campaign: Campaign) -> None:
    """An id with a damaged digit or two is that of somebody who is there, wherever it stands."""
    chance, raw = campaign.random(), sound.read_bytes()
    for number in range(campaign.rounds(short=6, long=300)):
        damaged = tmp_path / f"{number}.db"
        flipped = bytearray(raw)
        for _ in range(200):
            flipped[chance.randrange(len(raw))] ^= chance.randrange(1, 256)
        damaged.write_bytes(flipped)
        salvage(damaged, tmp_path / f"saved{number}.db")
        rows = filled.rows(tmp_path / f"saved{number}.db")
        for table in ("person", "assessment", "plan_step"):
            known, saved_ids = ({str(row[0]) for row in where[table]} for where in (wanted, rows))
            # whose a row was that cannot be read at all is not known; that one is said to be of somebody else
            others = {one for one in saved_ids - known if not one.startswith("person-of-")}
            # Of an id that stands in its row and its index only nothing says which of two differing digits is right:
            # the row may keep the wrong one, which nothing refers to, but stands in the place of the right one.
            right = {one: [other for other in known - saved_ids if _digits_apart(one, other) <= 2] for one in others}
            assert all(right.values()), (number, table, right)
            assert len(saved_ids) <= len(known) or others != saved_ids - known, (number, table)


def _digits_apart(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=False)) + abs(len(one) - len(other))


@pytest.mark.parametrize("table", ["plan_step", "assessment", "person"])
@pytest.mark.parametrize("place", [0, 15, 31])
def test_that_an_unreadable_id_is_told_by_its_index(damaged: Path, wanted: Rows, table: str, place: int) -> None:
    """Nothing refers to a step of a plan: beside its row, its id stands in the index only."""
    raw, some = damaged.read_bytes(), min(str(row[0]) for row in wanted[table]).encode()
    tables = {page for page, name in holding(damaged, {table: set()}) if name == table}
    at = next(at for at in _all_places(raw, some) if at // PAGE + 1 in tables)
    overwrite(damaged, at + place, bytes([raw[at + place] ^ 0x80]))
    assert saved(damaged)[1] == wanted


@pytest.mark.parametrize("letters", [4, 8, 16, 30, 36, 40, 56, 61])
def test_that_an_id_of_a_damaged_length_brings_in_no_assessment(damaged: Path, wanted: Rows, letters: int) -> None:
    """An id that ends too early, or runs on into the columns behind it, is none of its own."""
    raw, tables = damaged.read_bytes(), {page for page, _ in holding(damaged, {"answer": set()})}
    # the type of a text of n letters in the header of a record: 13 + 2 n, from 128 on in two bytes
    kind = bytes([13 + 2 * letters]) if letters < 57 else b"\x81\x07"
    for some in sorted({str(row[0]).encode() for row in wanted["answer"]}):
        at = next(at for at in _all_places(raw, some) if at // PAGE + 1 in tables)
        overwrite(damaged, raw.rindex(bytes([13 + 2 * 32]), 0, at), kind)
    _, rows = saved(damaged)
    assert (rows["person"], rows["assessment"]) == (wanted["person"], wanted["assessment"])


@pytest.mark.parametrize("is_cut_off", [False, True])
def test_that_lines_of_the_schema_are_nobodys_sessions(damaged: Path, wanted: Rows, is_cut_off: bool) -> None:
    """A line that is cut short before its table looks like a session: which it is, of whom, and no day planned."""
    raw = damaged.read_bytes()
    for name in ("person", "plan_step", "coaching_session"):
        line = raw.index(f"indexsqlite_autoindex_{name}_1{name}".encode())
        # Before the text stand the length of the record, its number, and a header of six bytes.
        overwrite(damaged, line - 8, bytes([6 + len(f"indexsqlite_autoindex_{name}_1")]))
    if is_cut_off:
        for place in range(int.from_bytes(raw[103:105], "big")):
            overwrite(damaged, int.from_bytes(raw[112 + 2 * place : 114 + 2 * place], "big"), bytes(4))
    _, rows = saved(damaged)
    assert rows["person"] == wanted["person"]
    assert rows["coaching_session"] == wanted["coaching_session"]


def _all_places(raw: bytes, text: bytes) -> Iterator[int]:
    at = raw.find(text)
    while at >= 0:
        yield at
        at = raw.find(text, at + 1)


def test_that_answers_without_their_assessment_are_kept(damaged: Path, wanted: Rows) -> None:
    overwrite(damaged, (roots(damaged)["assessment"] - 1) * PAGE, bytes(PAGE))
    found, rows = saved(damaged)
    assert rows["answer"] == wanted["answer"]
    assert {row[:2] for row in rows["assessment"]} == {row[:2] for row in wanted["assessment"]}, "each of its person"
    assert {row[5] for row in rows["assessment"]} == {row[5] for row in wanted["assessment"]}, "and of its day"
    assert found.table("assessment").stand_ins == len({row[0] for row in wanted["answer"]})
    assert found.table("assessment").lost == len(wanted["assessment"])


def test_that_marks_without_their_session_are_kept(damaged: Path, wanted: Rows) -> None:
    overwrite(damaged, (roots(damaged)["coaching_session"] - 1) * PAGE, bytes(PAGE))
    found, rows = saved(damaged)
    assert rows["finding_mark"] == wanted["finding_mark"]
    assert {row[:3] for row in rows["coaching_session"]} == {row[:3] for row in wanted["coaching_session"]}
    assert found.table("coaching_session").stand_ins == 2


def test_that_evidence_without_its_step_is_kept(damaged: Path, wanted: Rows) -> None:
    overwrite(damaged, (roots(damaged)["plan_step"] - 1) * PAGE, bytes(PAGE))
    found, rows = saved(damaged)
    assert rows["evidence"] == wanted["evidence"]
    assert found.table("plan_step").stand_ins == len(wanted["evidence"])


def test_that_lost_content_comes_back_from_the_program(damaged: Path, wanted: Rows) -> None:
    """The content of an assessment takes many pages; when it is lost, the program's own has the same fingerprint."""
    overwrite(damaged, (roots(damaged)["questionnaire"] - 1) * PAGE, bytes(PAGE))
    found, rows = saved(damaged)
    assert found.table("questionnaire").stand_ins == 1
    assert rows["answer"] == wanted["answer"]
    for _ in range(2):
        with closing(filled.open_workspace(damaged.with_name("saved0.db"))) as workspace:
            assert workspace.installed.questionnaire.id == "ml-manager"
            assert len(workspace.assessments()) == 3
            latest = workspace.latest()
            assert latest is not None
            assert latest.result(workspace.role).overall.score
    again = filled.rows(damaged.with_name("saved0.db"))["questionnaire"]
    assert [row[:4] for row in again] == [row[:4] for row in wanted["questionnaire"]]


def test_that_a_long_note_whose_end_is_lost_keeps_its_beginning(damaged: Path, wanted: Rows) -> None:
    raw = damaged.read_bytes()
    second = b" 80. What we agreed"
    for page in range(len(raw) // PAGE):
        if second in raw[page * PAGE : (page + 1) * PAGE]:
            overwrite(damaged, page * PAGE, bytes(PAGE))
    found, rows = saved(damaged)
    notes = [row for row in rows["answer"] if row[1] == "TL-E1" and row[6]]
    assert len(rows["answer"]) == len(wanted["answer"])
    assert found.table("answer").saved == len(wanted["answer"])
    assert notes
    for row in notes:
        assert filled.LONG_NOTE.startswith(str(row[6]))
        assert len(str(row[6])) > 1000


def test_that_what_was_deleted_stays_deleted(damaged: Path) -> None:
    with closing(sqlite3.connect(damaged, isolation_level=None)) as connection:
        connection.execute("PRAGMA secure_delete = OFF")  # or there would be nothing left of it
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("DELETE FROM person WHERE name = 'Tom'")
        assert connection.execute("PRAGMA freelist_count").fetchone()[0] > 1
    left = filled.rows(damaged)
    assert saved(damaged)[1] == left
    assert len(left["person"]) == 1


# the log


@pytest.fixture
def logged(damaged: Path) -> Path:
    """A file with three answers in its log that were never written back."""
    work = damaged.with_name("work.db")
    damaged.rename(work)
    with closing(filled.open_workspace(work)) as workspace:
        assessment = workspace.open_assessment()
        assert assessment is not None
        for number, item in enumerate(("TL-B1", "PM-B1", "SC-B5"), start=1):
            assessment = workspace.answer(assessment, Answer(item, value=number, note=f"logged {number}"))
        shutil.copy(work, damaged)
        shutil.copy(work.with_name("work.db-wal"), damaged.with_name("damaged.db-wal"))
    return damaged


def logged_notes(rows: Rows) -> set[object]:
    return {row[6] for row in rows["answer"] if str(row[6]).startswith("logged")}


def test_that_what_stands_in_the_log_is_saved(logged: Path) -> None:
    found, rows = saved(logged)
    assert logged_notes(rows) == {"logged 1", "logged 2", "logged 3"}
    assert found.complete
    assert rows == filled.rows(logged.with_name("work.db"))


def test_that_frames_after_a_damaged_one_count(logged: Path) -> None:
    """SQLite itself would leave everything after the first damaged frame aside; here the newest state of a row wins."""
    log = logged.with_name("damaged.db-wal")
    overwrite(log, 32 + 24 + 2000, b"\xa5" * 40)
    with closing(sqlite3.connect(logged.with_name("work.db"))) as sane:
        assert sane.execute("SELECT count(*) FROM answer WHERE note LIKE 'logged%'").fetchone() == (3,)
    assert logged_notes(saved(logged)[1]) == {"logged 1", "logged 2", "logged 3"}


@pytest.mark.parametrize("noise", [b"\0" * 32, b"\xff" * 32])
def test_that_a_log_without_its_header_is_read(logged: Path, noise: bytes) -> None:
    overwrite(logged.with_name("damaged.db-wal"), 0, noise)
    assert {"logged 2", "logged 3"} <= logged_notes(saved(logged)[1])


def test_that_a_log_cut_short_gives_what_was_finished(logged: Path) -> None:
    log = logged.with_name("damaged.db-wal")
    log.write_bytes(log.read_bytes()[:-100])
    assert logged_notes(saved(logged)[1]) == {"logged 1", "logged 2"}


def test_that_an_old_log_is_left_aside(damaged: Path, wanted: Rows) -> None:
    """After the log was begun anew, frames of an earlier round still lie behind; their salts differ."""
    size = image_of(damaged.read_bytes(), b"").size
    frames = b"".join((2).to_bytes(4, "big") + (9).to_bytes(4, "big") + bytes([n]) * 16 + bytes(size) for n in (1, 2))
    damaged.with_name("damaged.db-wal").write_bytes(bytes(32) + frames)
    assert saved(damaged)[1] == wanted


# refusals


def test_that_salvage_overwrites_nothing(damaged: Path) -> None:
    (damaged.with_name("there.db")).write_text("mine", encoding="utf-8")
    with pytest.raises(DatabaseError, match="is there already"):
        salvage(damaged, damaged.with_name("there.db"))
    assert (damaged.with_name("there.db")).read_text(encoding="utf-8") == "mine"


def test_that_a_missing_file_or_folder_is_one_sentence(damaged: Path) -> None:
    for source, into in (
        (damaged.with_name("nowhere.db"), damaged.with_name("a.db")),
        (damaged, Path("/nowhere/a.db")),
    ):
        with pytest.raises(DatabaseError) as caught:
            salvage(source, into)
        assert "\n" not in str(caught.value)
        assert not into.exists()


def test_that_a_text_in_place_of_a_database_gives_nothing(damaged: Path) -> None:
    damaged.write_bytes(b"This is no database, but a letter.\n" * 500)
    assert saved(damaged)[0].saved == 0


def test_that_what_lies_between_damaged_pages_of_an_encrypted_file_is_saved(
    sound: Path, tmp_path: Path, campaign: Campaign
) -> None:
    """One page of SQLCipher that is not as written hides no other one, and no row is made up in its place."""
    path, chance = tmp_path / "sound" / "nextrung.db", campaign.random()
    path.parent.mkdir()
    shutil.copy(sound, path)
    with in_mode("encrypted", path, tmp_path):
        raw, wanted, kept = path.read_bytes(), filled.rows(path), 0
        trials = campaign.rounds(short=6, long=200)
        for number in range(trials):
            damaged = tmp_path / str(number) / "damaged.db"
            damaged.parent.mkdir()
            flipped = bytearray(raw)
            for page in chance.sample(range(1, len(raw) // PAGE), 10):
                flipped[page * PAGE + chance.randrange(PAGE)] ^= 1 << chance.randrange(8)
            damaged.write_bytes(flipped)
            found, rows = saved(damaged)
            assert found.unreadable_pages == 10
            kept += sum(len(wanted[name] & rows[name]) for name in wanted)
            made_up = {name: len(rows[name] - wanted[name]) for name in wanted}
            assert all(count <= found.table(name).stand_ins for name, count in made_up.items()), (number, made_up)
    assert kept / trials > 0.7 * sum(map(len, wanted.values()))
