"""Several versions of a questionnaire side by side: which one is meant, and what stays as it was taken."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from tests import given

from nextrung import resources
from nextrung.assessment.answers_file import AnswersHead, dump, version_of
from nextrung.errors import AnswersError, FindingsError
from nextrung.questionnaire import files
from nextrung.questionnaire.editions import Edition, editions, folders_of, newest_folder
from nextrung.scoring.change import change, shared_items
from nextrung.workspace import Workspace


def head(version: str | None) -> AnswersHead:
    return AnswersHead("ml-manager", version, "quick", "")


def test_that_the_plain_name_is_the_newest_and_the_first_version_stays_installed() -> None:
    folders = resources.questionnaire_folders()
    assert newest_folder(folders, "ml-manager") == given.ML_MANAGER
    assert folders_of(folders, "ml-manager") == (given.ML_MANAGER, given.FIRST_VERSION)
    assert given.first_version().version == "1.0.0"
    assert version_of(head(None), given.installed()).folder == given.ML_MANAGER


def test_that_a_named_version_is_the_one_that_is_meant() -> None:
    assert version_of(head("1.0.0"), given.installed()).folder == given.FIRST_VERSION
    with pytest.raises(AnswersError, match=r"ml-manager 1\.0 is not installed; installed: 1\.0\.0, 1\.1\.0\."):
        version_of(head("1.0"), given.installed())


def test_that_versions_are_ordered_by_number_and_not_by_letter(tmp_path: Path) -> None:
    folders = []
    for version in ("1.10.0", "1.9.0"):
        folder = Path(shutil.copytree(given.FIRST_VERSION, tmp_path / f"ml-manager-{version}"))
        main = folder / "questionnaire.yaml"
        main.write_text(main.read_text(encoding="utf-8").replace("1.0.0", version, 1), encoding="utf-8")
        folders.append(folder)
    assert version_of(head(None), editions(folders)).version == "1.10.0"


def test_that_choosing_a_version_reads_no_other_file_of_it(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(given.FIRST_VERSION, tmp_path / "ml-manager"))
    (folder / "team-leadership.yaml").write_text("id: [", encoding="utf-8")
    edition = Edition(folder)
    assert version_of(head("1.0.0"), (edition,)) is edition
    with pytest.raises(FindingsError, match="team-leadership"):
        _ = edition.content


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    folders = resources.questionnaire_folders()
    with closing(Workspace.open(tmp_path / "nextrung.db", folders, resources.assets("salary"))) as opened:
        yield opened


def test_that_answers_to_an_older_version_are_taken_in_with_its_own_content(workspace: Workspace) -> None:
    reading = workspace.reports.reading_work(given.VECTORS)()
    assert reading.edition.version == "1.0.0"
    assessment = workspace.reports.take_in(reading)
    assert assessment.content == given.first_version()
    assert assessment.answers == given.vector_answers()
    assert workspace.start("quick").content == given.questionnaire()


def test_that_an_open_assessment_on_an_older_version_goes_on_with_its_own_questions(tmp_path: Path) -> None:
    database, salary = tmp_path / "nextrung.db", resources.assets("salary")
    before = Path(shutil.copytree(given.FIRST_VERSION, tmp_path / "ml-manager"))
    with closing(Workspace.open(database, (before,), salary)) as workspace:
        asked = workspace.start("full").items
    with closing(Workspace.open(database, resources.questionnaire_folders(), salary)) as workspace:
        again = workspace.open_assessment()
        assert again is not None
        assert (again.content.version, again.items) == ("1.0.0", asked)
        assert workspace.installed.questionnaire.version == given.questionnaire().version


def test_that_each_installed_version_that_is_kept_is_proven(workspace: Workspace) -> None:
    """Two versions in turn once took each other's proof away, and each start read and wrote both again."""
    workspace.reports.take_in(workspace.reports.reading_work(given.VECTORS)())
    _ = workspace.installed
    proofs = (workspace.setting("content_proof") or "").splitlines()
    wanted = {files.fingerprint(folder) for folder in (given.ML_MANAGER, given.FIRST_VERSION)}
    assert {line.split(" ")[0] for line in proofs} == wanted
    assert len(proofs) == len(wanted)


def test_that_a_file_without_a_version_is_of_the_newest(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "answers.json"
    path.write_text(dump(head(None), given.answered("quick")), encoding="utf-8")
    reading = workspace.reports.reading_work(path)()
    assert (reading.problems, reading.edition.version) == ((), given.questionnaire().version)
    assert json.loads(path.read_text(encoding="utf-8"))["questionnaire"] == {"id": "ml-manager"}


def test_that_two_versions_are_compared_through_what_both_ask_and_say_so(workspace: Workspace) -> None:
    earlier = workspace.reports.take_in(workspace.reports.reading_work(given.VECTORS)())
    sample = workspace.reports.reading_work(resources.sample_answers())()
    later = workspace.history.keep(
        files.fingerprint(sample.edition.folder),
        "full",
        sample.accepted,
        ("2027-03-01T09:00:00Z", "2027-03-01T10:00:00Z"),
    )
    found = change(earlier, later)
    assert found.basis == "shared_items"
    shared = shared_items(earlier.content, later.content, "full")
    assert shared == {item for item in shared if item in later.content.items_by_id}
    assert {"TL-B1", "SC-B2", "CM-F2"} <= shared
    assert not shared & {"TL-B3", "TL-F4", "TO-S5"}
    assert found.competencies["CM"].points == 0, "all of it is shared, and answered alike"
    assert found.competencies["DS"].call is None, "one question is shared: too few for a level"
    assert [one.content.version for one in workspace.history.finished()] == ["1.0.0", "1.1.0"]
