"""Erasing a person: not a byte of them is left, nothing of anybody else goes, and the receipt says what went."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace
from tests import coaching, other_program
from tests.first_start import begun

from nextrung import paths, resources
from nextrung.clock import utc_now
from nextrung.errors import DatabaseError, NextRungError
from nextrung.store import unfinished
from nextrung.store.backups import snapshot
from nextrung.store.sqlite import engine as sqlite3
from nextrung.workspace import Workspace
from nextrung.workspace.plan import OwnStep
from nextrung.workspace.safety import Receipt

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
NAME = "Zdislava Qwertzová"
OTHER = "Bohumil Asdfgh"
SECRETS = ("privatenoteone", "privatenotetwo", "exampleline", "thirdtick", "evidenceline", "tagofhers")


def opened(folder: Path, now: Callable[[], datetime] = utc_now) -> Workspace:
    """A start with a data folder, which finishes what was broken off."""
    folder.mkdir(exist_ok=True)
    questionnaires, pay = resources.questionnaire_folders(), resources.assets("salary")
    made = Workspace.open(folder / paths.DATABASE, questionnaires, pay, now)
    made.finish_erasing()
    return made


def fill(workspace: Workspace, name: str, prefix: str) -> str:
    """A person with answers, a note at an answer, a finished plan step, evidence, tags and private notes."""
    workspace.add_sample(resources.sample_answers().read_text(encoding="utf-8"))
    person = workspace.person
    assert person is not None
    workspace.people.edit(person.id, name=name, tags=(f"{prefix}tagofhers",))
    workspace.people.save_notes(person.id, f"{prefix}privatenoteone " * 400)
    assessment = workspace.start("quick")
    item = assessment.items[0]
    answer = replace(next(iter(workspace.history.finished()[0].answers.values())), item=item.id)
    workspace.answer(assessment, replace(answer, note=f"{prefix}exampleline"))
    step = workspace.plan.add_own(OwnStep(f"{prefix} step", "TL", "TL1", ticks=(f"{prefix}thirdtick",)))
    workspace.plan.edit(step.id, notes=f"{prefix}privatenotetwo")
    workspace.plan.finish(step.id, "document", f"{prefix}evidenceline")
    return person.id


def write_over_notes(workspace: Workspace, person: str, text: str) -> None:
    """What stood there stays in the file, unseen, also where SQLite itself would write over it."""
    with other_program.at_the_data_of(workspace) as connection:
        connection.execute("PRAGMA secure_delete = OFF")
        connection.execute("UPDATE person SET notes = ? WHERE id = ?", (text, person))


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """Two people, three backups here and on a stick; one of them has rows that were deleted before."""
    clock = coaching.Clock(NOW)
    workspace = opened(begun(tmp_path / "data").parent, clock)
    stick = tmp_path / "stick"
    stick.mkdir()
    workspace.safety.choose_second_folder(stick)
    fill(workspace, OTHER, "his")
    person = fill(workspace, NAME, "hers")
    for number in range(3):
        write_over_notes(workspace, person, f"hersprivatenoteone {number} " * (2000 - 900 * number))
        workspace.safety.back_up("asked")
        clock.pass_days(1)
    yield workspace
    with suppress(sqlite3.ProgrammingError):
        workspace.close()


@pytest.fixture
def person(workspace: Workspace) -> str:
    return next(one.id for one in workspace.people.everyone() if one.name == NAME)


def erase_now(workspace: Workspace, person: str, *, backups: bool = True) -> Receipt:
    return workspace.erase_work(person, backups=backups)()


def traces(folder: Path, person: str, prefix: str = "hers", name: str = NAME) -> list[str]:
    """Every file below a folder with a trace of a person in its bytes."""
    wanted = [f"{prefix}{one}".encode() for one in SECRETS] + [name.encode(), name.split()[1].encode(), person.encode()]
    found = []
    for path in folder.rglob("*"):
        if path.is_file():
            raw = path.read_bytes()
            found += [f"{path.name}: {one.decode()}" for one in wanted if one in raw]
    return found


def test_that_all_the_traces_looked_for_are_there_before(person: str, tmp_path: Path) -> None:
    """Otherwise not finding them afterwards would say nothing."""
    assert {one.split(": ")[1] for one in traces(tmp_path, person)} >= {
        *(f"hers{secret}" for secret in SECRETS),
        NAME,
        person,
    }


def test_that_not_a_byte_of_them_is_left_anywhere(workspace: Workspace, person: str, tmp_path: Path) -> None:
    receipt = erase_now(workspace, person)
    assert traces(tmp_path, person) == []
    assert receipt.still_held == 0
    assert receipt.rewritten == 6
    workspace.close()
    assert traces(tmp_path, person) == []


def test_that_everything_of_everybody_else_stays(workspace: Workspace, person: str, tmp_path: Path) -> None:
    other = next(one.id for one in workspace.people.everyone() if one.id != person)
    before = {one.split(": ")[1] for one in traces(tmp_path, other, "his", OTHER)}
    erase_now(workspace, person)
    assert {one.split(": ")[1] for one in traces(tmp_path, other, "his", OTHER)} == before
    assert [one.name for one in workspace.people.everyone()] == [OTHER]
    assert "hisprivatenoteone" in workspace.people.notes(other)
    for backup in workspace.safety.backups():
        assert backup.is_as_proven()
        with closing(snapshot.closed(backup.path)) as copy:
            assert copy.execute("SELECT name FROM person").fetchall() == [(OTHER,)]


def test_that_the_receipt_says_what_went(workspace: Workspace, person: str) -> None:
    def counts() -> dict[str, int]:
        with other_program.at_the_data_of(workspace) as connection:
            return snapshot.row_counts(connection)

    before = counts()
    receipt = erase_now(workspace, person)
    after = counts()
    assert receipt.name == NAME
    assert receipt.rows == {name: before[name] - after[name] for name in before if before[name] != after[name]}
    assert receipt.rows["person"] == 1
    assert receipt.rows["assessment"] == 2
    assert receipt.rows["evidence"] == 1
    assert receipt.traces == ""
    assert receipt.left_at is None


def test_that_backups_stay_as_they_are_when_that_is_wanted(workspace: Workspace, person: str) -> None:
    before = [backup.path.read_bytes() for backup in workspace.safety.backups()]
    receipt = erase_now(workspace, person, backups=False)
    assert receipt.rewritten == 0
    assert receipt.still_held == 6
    assert [backup.path.read_bytes() for backup in workspace.safety.backups()] == before


def test_that_a_damaged_backup_does_not_keep_the_others_from_being_rewritten(workspace: Workspace, person: str) -> None:
    damaged = workspace.safety.backups()[1].path
    raw = damaged.read_bytes()
    damaged.write_bytes(raw[:5000] + b"\xff" * 8000 + raw[13000:])
    changed = damaged.read_bytes()
    receipt = erase_now(workspace, person)
    assert receipt.rewritten == 5
    assert receipt.still_held == 1
    assert damaged.read_bytes() == changed


def test_that_a_copy_left_by_a_killed_restore_goes_too(workspace: Workspace, person: str, tmp_path: Path) -> None:
    left = workspace.safety.folder / "restoring-abcdefg"
    left.mkdir()
    shutil.copyfile(workspace.safety.backups()[0].path, left / "copy.db")
    erase_now(workspace, person)
    assert traces(tmp_path, person) == []


def test_that_files_set_aside_are_counted_in_the_receipt(workspace: Workspace, person: str) -> None:
    aside = workspace.safety.folder / paths.SET_ASIDE / "20261124T090000Z-0"
    aside.mkdir(parents=True)
    (aside / paths.DATABASE).write_bytes(b"damaged")
    assert erase_now(workspace, person).set_aside == 1


def move(workspace: Workspace, folder: Path) -> Path:
    """Move the data; where it lay before."""
    old = workspace.safety.folder
    workspace.safety.copy_work(folder)()
    workspace.move(folder)
    return old


def test_that_what_was_left_wherever_the_data_was_moved_from_goes_too(
    workspace: Workspace, person: str, tmp_path: Path
) -> None:
    """There and back and on: a renamed file lies in each folder, the one in use among them."""
    old = move(workspace, tmp_path / "new")
    move(workspace, old)
    move(workspace, tmp_path / "third")
    move(workspace, old)
    receipt = erase_now(workspace, person)
    assert traces(tmp_path, person) == []
    assert (receipt.left_at, receipt.still_held, receipt.waiting) == (None, 0, "")


def test_that_a_copy_left_where_the_data_was_is_named_when_it_stays(
    workspace: Workspace, person: str, tmp_path: Path
) -> None:
    old = move(workspace, tmp_path / "new")
    receipt = erase_now(workspace, person, backups=False)
    assert receipt.left_at in (old, old / paths.BACKUPS)
    assert receipt.still_held == 10


def test_that_copies_on_a_stick_that_is_away_are_rewritten_when_it_is_back(
    workspace: Workspace, person: str, tmp_path: Path
) -> None:
    stick, away = tmp_path / "stick", tmp_path / "away"
    stick.rename(away)
    receipt = erase_now(workspace, person)
    assert "is not there now" in receipt.waiting
    workspace.close()
    assert traces(workspace.safety.folder, person) == []
    opened(workspace.safety.folder).close()
    assert traces(away, person) != []
    away.rename(stick)
    opened(workspace.safety.folder).close()
    assert traces(tmp_path, person) == []
    again = opened(workspace.safety.folder)
    query = "SELECT name FROM setting WHERE name LIKE 'erase.%'"
    assert other_program.rows(again, query) == []
    again.close()


def test_that_an_erasing_killed_between_rows_and_backups_goes_on_at_the_next_start(
    workspace: Workspace, person: str, tmp_path: Path
) -> None:
    workspace.erase_work(person, backups=True)  # the work is never begun
    workspace.close()
    assert traces(tmp_path, person) != []
    opened(workspace.safety.folder).close()
    assert traces(tmp_path, person) == []


def test_that_whoever_is_restored_meanwhile_is_not_erased_from_backups(workspace: Workspace, person: str) -> None:
    backup = workspace.safety.backups()[0]
    workspace.erase_work(person, backups=True)
    workspace.restore(workspace.safety.prepare_work(backup.path)())
    folder = workspace.safety.folder
    workspace.close()
    again = opened(folder)
    assert {one.name for one in again.people.everyone()} == {NAME, OTHER}
    assert again.safety.holders_work(person)() >= 6
    again.close()


def test_that_a_file_in_use_is_cleaned_at_the_next_start(workspace: Workspace, person: str, tmp_path: Path) -> None:
    database = workspace.safety.database
    with closing(sqlite3.connect(database)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM person").fetchone()
        receipt = erase_now(workspace, person)
        assert "could not be cleaned" in receipt.traces
        workspace.close()
    assert not any("person" in one for one in receipt.traces.split())
    again = opened(database.parent)
    assert traces(tmp_path, person) == []
    assert again.setting(unfinished.UNCLEAN) is None
    again.close()


def test_that_cleaning_is_not_done_at_every_start(workspace: Workspace, person: str) -> None:
    erase_now(workspace, person)
    assert workspace.setting(unfinished.UNCLEAN) is None


def test_that_a_person_who_is_gone_is_one_sentence(workspace: Workspace, person: str) -> None:
    erase_now(workspace, person)
    with pytest.raises(NextRungError, match=r"^This person is not here any more\.$"):
        workspace.erase_work(person, backups=True)


def test_that_what_cannot_be_erased_is_not_half_erased(workspace: Workspace, person: str) -> None:
    refused = "CREATE TRIGGER refused BEFORE DELETE ON person BEGIN SELECT RAISE(FAIL, 'no'); END"
    other_program.change(workspace, refused)
    before = workspace.safety.present()
    with pytest.raises(DatabaseError, match="Everything saved before is still there"):
        workspace.erase_work(person, backups=True)
    assert workspace.safety.present() == before
    assert workspace.setting(unfinished.UNCLEAN) is None
