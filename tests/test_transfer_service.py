"""Everything out and everything in, as the program does it: with its own questionnaire, through the workspace."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from tests import given, other_program

from nextrung import resources
from nextrung.assessment.answer import Answer
from nextrung.people.person import PersonFields
from nextrung.questionnaire import files
from nextrung.store import contents
from nextrung.store.database import open_database
from nextrung.store.sqlite import engine as sqlite3
from nextrung.workspace import Workspace
from nextrung.workspace.transfer import TransferError

AT = "2026-11-23T09:41:07Z"
Opener = Callable[[str], Workspace]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opener]:
    """Opens the data of a computer by its name."""
    spaces: list[Workspace] = []

    def on(computer: str) -> Workspace:
        folder = tmp_path / computer
        folder.mkdir()
        content = files.to_json(given.questionnaire())
        with closing(
            open_database(folder / "nextrung.db")
        ) as connection:  # kept already, so that no test reads it anew
            identity = ("ml-manager", given.questionnaire().version)
            contents.keep_content(connection, files.fingerprint(given.ML_MANAGER), identity, content, AT)
        spaces.append(Workspace.open(folder / "nextrung.db", [given.ML_MANAGER], resources.assets("salary")))
        return spaces[-1]

    yield on
    for space in spaces:
        space.close()


def assessed(workspace: Workspace, name: str) -> None:
    workspace.people.add(PersonFields(name))
    workspace.switch_person(workspace.people.everyone()[-1].id)
    assessment = workspace.start("quick")
    for answer in given.answered("quick").values():
        assessment = workspace.answer(assessment, answer)
    workspace.finish(assessment)


def carried(workspace: Workspace, to: Workspace, file: Path) -> None:
    """Export on one computer, import on the other."""
    workspace.transfer.export_work(file)()
    to.transfer.take_in(to.transfer.reading_work(file)())


def test_that_another_computer_shows_the_same_after_an_import(opened: Opener, tmp_path: Path) -> None:
    laptop, desktop = opened("laptop"), opened("desktop")
    assessed(laptop, "Jana")
    carried(laptop, desktop, tmp_path / "all.nextrung")
    there, here = laptop.latest(), desktop.latest()
    assert there is not None
    assert here is not None
    assert (here.record, here.answers) == (there.record, there.answers)
    assert here.result(desktop.role) == there.result(laptop.role)
    assert desktop.person == laptop.person


def test_that_what_the_program_keeps_itself_and_what_a_file_brings_is_one_content(
    opened: Opener, tmp_path: Path
) -> None:
    laptop, desktop = opened("laptop"), opened("desktop")
    other_program.change(desktop, "DELETE FROM questionnaire")  # as on the very first start
    assessed(laptop, "Jana")
    carried(laptop, desktop, tmp_path / "all.nextrung")
    assert desktop.assessments()[0].record.questionnaire == desktop.installed.fingerprint
    assert other_program.rows(desktop, "SELECT count(*) FROM questionnaire") == [(1,)]


def test_that_work_on_two_computers_comes_together_both_ways(opened: Opener, tmp_path: Path) -> None:
    laptop, desktop = opened("laptop"), opened("desktop")
    assessed(laptop, "Jana")
    carried(laptop, desktop, tmp_path / "1.nextrung")
    open_one = laptop.start("full")
    carried(laptop, desktop, tmp_path / "2.nextrung")
    laptop.answer(open_one, Answer("TL-B1", value=2.0))
    on_desktop = desktop.open_assessment()
    assert on_desktop is not None
    desktop.answer(on_desktop, Answer("TL-B8", value=4.0))
    assessed(desktop, "Ben")
    carried(laptop, desktop, tmp_path / "3.nextrung")
    carried(desktop, laptop, tmp_path / "4.nextrung")
    for side in (laptop, desktop):
        jana = next(one for one in side.people.everyone() if one.name == "Jana")
        side.switch_person(jana.id)
        both = side.open_assessment()
        assert both is not None
        assert {item: answer.value for item, answer in both.answers.items()} == {"TL-B1": 2.0, "TL-B8": 4.0}
        assert sorted(one.name for one in side.people.everyone()) == ["Ben", "Jana"]


def test_that_the_turn_stays_with_who_had_it(opened: Opener, tmp_path: Path) -> None:
    laptop, desktop = opened("laptop"), opened("desktop")
    assessed(laptop, "Aaron")
    assessed(desktop, "Zoe")
    carried(laptop, desktop, tmp_path / "all.nextrung")
    assert desktop.person is not None
    assert desktop.person.name == "Zoe"


def test_that_the_state_before_an_import_is_backed_up(opened: Opener, tmp_path: Path) -> None:
    laptop, desktop = opened("laptop"), opened("desktop")
    assessed(laptop, "Jana")
    carried(laptop, desktop, tmp_path / "all.nextrung")
    newest = desktop.safety.backups()[0]
    assert newest.reason == "import"
    assert newest.proof is not None
    assert newest.proof.rows["person"] == 0


def test_that_the_work_can_be_done_in_another_thread(opened: Opener, tmp_path: Path) -> None:
    laptop, desktop = opened("laptop"), opened("desktop")
    assessed(laptop, "Jana")
    file = tmp_path / "all.nextrung"

    def elsewhere(work: Callable[[], Any]) -> Any:
        found: list[Any] = []
        thread = Thread(target=lambda: found.append(work()))
        thread.start()
        thread.join()
        return found[0]

    exported = elsewhere(laptop.transfer.export_work(file))
    assert (exported.people, exported.assessments) == (1, 1)
    reading = elsewhere(desktop.transfer.reading_work(file))
    elsewhere(desktop.transfer.taking_in_work(reading))
    desktop.transfer.settle()
    assert desktop.person is not None
    assert desktop.person.name == "Jana"


def test_that_an_export_never_takes_the_place_of_something_else(opened: Opener) -> None:
    laptop = opened("laptop")
    assessed(laptop, "Jana")
    database = laptop.safety.database
    before = database.read_bytes()
    with pytest.raises(TransferError, match=r"must end in \.nextrung"):
        laptop.transfer.export_work(database)()
    assert database.read_bytes() == before


def test_that_the_suggested_name_says_the_day_and_fits_the_format(opened: Opener, tmp_path: Path) -> None:
    laptop = opened("laptop")
    name = laptop.transfer.suggested_name()
    laptop.transfer.export_work(tmp_path / name)()
    assert (tmp_path / name).is_file()


def test_that_pay_data_which_do_not_fit_are_known_as_that(opened: Opener) -> None:
    laptop = opened("laptop")
    places = (resources.assets("salary") / "places.yaml").read_text(encoding="utf-8")
    assert laptop.pay.fits({"places.yaml": places})
    assert not laptop.pay.fits({"places.yaml": places.replace("version:", "vershun:", 1)})
    assert not laptop.pay.fits({"../places.yaml": places})


def test_that_the_copy_of_a_synchronised_folder_is_brought_together_and_nothing_is_overwritten(
    opened: Opener, tmp_path: Path
) -> None:
    """It was called damaged."""
    first = opened("first")
    assessed(first, "Jana")
    copied = tmp_path / "nextrung (conflicted copy 2026-11-29).db"
    with closing(sqlite3.connect(tmp_path / "first" / "nextrung.db")) as source, closing(sqlite3.connect(copied)) as to:
        source.backup(to)
    with closing(Workspace.open(moved(copied, tmp_path), [given.ML_MANAGER], resources.assets("salary"))) as other:
        assessed(other, "Omar")
    assessed(first, "Ivo")
    found = first.transfer.reading_work(tmp_path / "other" / "nextrung.db")()
    taken = first.transfer.take_in(found)
    assert taken.new > 30
    assert sorted(person.name for person in first.people.everyone()) == ["Ivo", "Jana", "Omar"]
    assert [len(fact.finished) for fact in first.people.facts()] == [1, 1, 1]
    again = first.transfer.reading_work(tmp_path / "other" / "nextrung.db")()
    assert first.transfer.take_in(again).new == 0
    assert sorted(path.name for path in (tmp_path / "first").glob("restoring*")) == []


def moved(copy: Path, folder: Path) -> Path:
    """The copy as the database of another computer."""
    (folder / "other").mkdir()
    return copy.rename(folder / "other" / "nextrung.db")


def test_that_a_database_of_others_is_refused_in_a_sentence(opened: Opener, tmp_path: Path) -> None:
    first = opened("first")
    with closing(sqlite3.connect(tmp_path / "other.db")) as other:
        other.execute("CREATE TABLE thing (a)")
        other.commit()
    with pytest.raises(TransferError, match=r"other\.db is no data file of Next Rung, so nothing of it can come in"):
        first.transfer.reading_work(tmp_path / "other.db")()
