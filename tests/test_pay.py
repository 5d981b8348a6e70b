"""Own figures, the choice, and newer pay data, on a real data file."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace
from tests import given, other_program

from nextrung.errors import FindingsError
from nextrung.salary.model import PayChoice
from nextrung.salary.own import OwnFigure
from nextrung.store.database import open_database
from nextrung.workspace import Workspace

PAY = given.PROJECT / "assets" / "salary"
OFFER = OwnFigure("senior", "CA", 310_000.0, None, date(2026, 5, 1), "Offer", "USD")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the program's pay data."""
    return Path(shutil.copytree(PAY, tmp_path / "salary"))


def start(tmp_path: Path, folder: Path) -> Workspace:
    file = tmp_path / "nextrung.db"
    connection, now = open_database(file), lambda: datetime(2026, 11, 23, 9, tzinfo=UTC)
    return Workspace(connection, [given.ML_MANAGER], folder, now, file)


@pytest.fixture
def workspace(tmp_path: Path, folder: Path) -> Iterator[Workspace]:
    opened = start(tmp_path, folder)
    yield opened
    opened.close()


def newer(tmp_path: Path, name: str, *changes: tuple[str, str], version: str = "2.1.0") -> Path:
    """A data file as somebody drops it in."""
    text = (PAY / name).read_text(encoding="utf-8").replace("version: 2.0.0", f"version: {version}")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path = tmp_path / "dropped" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def use(workspace: Workspace, *paths: Path) -> None:
    workspace.pay.use_newer(workspace.pay.newer_check(paths)())


def refused(workspace: Workspace, *paths: Path) -> str:
    before = workspace.salary
    with pytest.raises(FindingsError) as caught:
        use(workspace, *paths)
    assert workspace.salary is before
    assert workspace.pay.newer_files == ()
    return str(caught.value)


def test_that_own_figures_are_kept_for_the_person_and_can_be_removed(
    workspace: Workspace, tmp_path: Path, folder: Path
) -> None:
    workspace.add_person("Alex")
    first, second = workspace.pay.add_own([OFFER, OwnFigure("entry", None, 1e5, 0.75, date(2026, 1, 1), "S", "USD")])
    again = start(tmp_path, folder)
    assert again.pay.own() == (first, second)
    again.pay.remove_own(first.id)
    assert workspace.pay.own() == (second,)
    workspace.pay.restore_own([first])
    assert {kept.figure for kept in again.pay.own()} == {OFFER, second.figure}
    again.close()
    workspace.add_person("Somebody else")
    assert workspace.pay.own() == ()
    workspace.pay.remove_own(second.id)
    assert len(other_program.rows(workspace, "SELECT * FROM own_figure")) == 2


def test_that_nothing_of_a_removed_person_is_left(workspace: Workspace) -> None:
    workspace.add_person("Alex")
    workspace.pay.add_own([OFFER])
    workspace.pay.choose(PayChoice(place="CA"))
    workspace.remove_person()
    for table in ("own_figure", "pay_choice"):
        assert not other_program.rows(workspace, f"SELECT * FROM {table}")  # noqa: S608


def test_that_the_choice_is_kept_for_each_person(workspace: Workspace, tmp_path: Path, folder: Path) -> None:
    workspace.pay.choose(PayChoice(place="TX"))
    assert workspace.pay.choice == PayChoice(place="TX")
    workspace.add_person("Alex")
    assert workspace.pay.choice == PayChoice()
    wanted = PayChoice(place="CA", sector="51", prices="latest", buying_power=True)
    workspace.pay.choose(wanted)
    again = start(tmp_path, folder)
    assert again.pay.choice == wanted
    again.close()


def test_that_a_choice_of_another_version_is_left_aside(workspace: Workspace) -> None:
    person = workspace.add_person("Alex")
    for kept in ("nonsense", json.dumps({"planet": "Mars"})):
        other_program.change(workspace, "INSERT OR REPLACE INTO pay_choice VALUES (?, ?)", person.id, kept)
        assert workspace.pay.choice == PayChoice()


def test_that_a_newer_file_is_used_at_once_and_after_a_new_start(
    workspace: Workspace, tmp_path: Path, folder: Path
) -> None:
    use(workspace, newer(tmp_path, "prices.yaml", ("index: 169.686", "index: 171.0")))
    assert workspace.salary.prices.quarters[-1].index == 171.0
    assert workspace.pay.newer_files == ("prices.yaml",)
    again = start(tmp_path, folder)
    assert again.salary.prices.quarters[-1].index == 171.0
    again.pay.forget_newer()
    assert again.salary.prices.quarters[-1].index == 169.686
    again.close()


def test_that_the_program_overtakes_a_dropped_file(workspace: Workspace, tmp_path: Path, folder: Path) -> None:
    use(workspace, newer(tmp_path, "prices.yaml", ("index: 169.686", "index: 171.0")))
    bundled = folder / "prices.yaml"
    bundled.write_text(bundled.read_text(encoding="utf-8").replace("2.0.0", "2.2.0"), encoding="utf-8")
    again = start(tmp_path, folder)
    assert again.salary.prices.version == "2.2.0"
    again.close()


def test_that_a_kept_file_that_no_longer_fits_is_left_aside(workspace: Workspace, tmp_path: Path, folder: Path) -> None:
    use(workspace, newer(tmp_path, "prices.yaml"))
    other_program.change(workspace, "UPDATE pay_file SET content = 'id: x'")
    again = start(tmp_path, folder)
    assert again.salary.prices.version == "2.0.0"
    again.close()


def test_that_a_kept_file_of_the_first_version_is_left_aside_and_the_others_stay_in_use(
    workspace: Workspace, tmp_path: Path, folder: Path
) -> None:
    use(workspace, newer(tmp_path, "prices.yaml", ("index: 169.686", "index: 171.0")))
    first = "id: pay-rungs\nversion: 1.4.0\nsources: []\nrungs: []\n"
    moment = workspace.clock.moment()
    other_program.change(workspace, "INSERT INTO pay_file VALUES (?, ?, ?)", "rungs.yaml", first, moment)
    again = start(tmp_path, folder)
    assert again.salary.ladder.version == "2.0.0"
    assert again.salary.prices.quarters[-1].index == 171.0
    again.close()


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("published.yaml", "amount: 303749, percentile: 0.75, source: founding-2025", "amount: 3, percentile: 0.75"),
        ("published.yaml", "amount: 188327", "amount: 388327"),
        ("published.yaml", "amount: 117984", "amount: -117984"),
        ("places.yaml", 'id: "WY"', 'id: "XX"'),
        ("abroad.yaml", "currency: INR", "currency: RUP"),
        ("official.yaml", "source: oews-2025", "source: nobody"),
    ],
)
def test_that_a_file_that_does_not_fit_changes_nothing_and_names_the_row(
    workspace: Workspace, tmp_path: Path, name: str, old: str, new: str
) -> None:
    message = refused(workspace, newer(tmp_path, name, (old, new)))
    assert f"{name}:" in message
    assert any(part.isdecimal() for part in message.split(":"))


def test_that_an_older_or_equal_version_is_no_newer_file(workspace: Workspace, tmp_path: Path) -> None:
    message = refused(workspace, newer(tmp_path, "prices.yaml", version="2.0.0"))
    assert "version 2.0.0 is in use, so nothing was changed" in message
    for version in ("1.9.0", "3.0.0"):
        message = refused(workspace, newer(tmp_path, "prices.yaml", version=version))
        assert re.fullmatch(
            rf"prices.yaml:\d+: version: this is version {version}; versions 2.x are read here", message
        )


def test_that_other_files_large_files_and_missing_ones_are_refused(workspace: Workspace, tmp_path: Path) -> None:
    other = tmp_path / "notes.yaml"
    other.write_text("id: x", encoding="utf-8")
    assert "this is no pay file; the pay files are published.yaml" in refused(workspace, other)
    assert "cannot be read" in refused(workspace, tmp_path / "prices.yaml")
    large = tmp_path / "places.yaml"
    with large.open("wb") as file:
        file.truncate(50_000_000)
    assert "larger than" in refused(workspace, large)
    binary = tmp_path / "abroad.yaml"
    binary.write_bytes(b"\xff\xfe\x00\x01")
    assert "UTF-8" in refused(workspace, binary)


def test_that_a_whole_survey_is_shown_as_bands_and_removed_and_brought_back_whole(workspace: Workspace) -> None:
    one = OwnFigure("senior", "CA", 200_000.0, None, date(2026, 5, 1), "Survey", "USD")
    workspace.pay.add_own([replace(one, amount=200_000.0 + number) for number in range(1_000)])
    shown = workspace.pay.own()
    assert [kept.figure.percentile for kept in shown] == [0.25, 0.5, 0.75]
    assert workspace.pay.own() is shown
    removed = workspace.pay.remove_own(shown[0].id)
    assert (len(removed), workspace.pay.own()) == (1_000, ())
    workspace.pay.restore_own(removed)
    assert workspace.pay.own() == shown
