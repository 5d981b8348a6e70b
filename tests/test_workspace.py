"""What a person can do, on a real data file with the questionnaire that ships."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests import given

from nextrung import resources
from nextrung.assessment import walk
from nextrung.assessment.answer import Answer
from nextrung.assessment.answers_file import AnswersHead, dump
from nextrung.errors import AnswersError, DatabaseError, FindingsError, NextRungError, UnknownRoleError
from nextrung.store.database import open_database
from nextrung.workspace import Assessment, Workspace, find_role, read_answers_file

START = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


class Clock:
    """A clock that goes on by a minute at every look."""

    def __init__(self) -> None:
        self.looks = 0

    def __call__(self) -> datetime:
        self.looks += 1
        return START + timedelta(minutes=self.looks)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return Path(shutil.copytree(given.ML_MANAGER, tmp_path / "content" / "ml-manager"))


@pytest.fixture
def opened(tmp_path: Path, content: Path) -> Iterator[Callable[[], Workspace]]:
    """Opens the same data file anew, as a new start of the program does."""
    spaces: list[Workspace] = []
    clock = Clock()

    def start() -> Workspace:
        for space in spaces:
            space.close()
        connection = open_database(tmp_path / "nextrung.db")
        spaces.append(Workspace(connection, [content], resources.assets("salary"), clock))
        return spaces[-1]

    yield start
    for space in spaces:
        space.close()


@pytest.fixture
def workspace(opened: Callable[[], Workspace]) -> Workspace:
    return opened()


def answer_all(workspace: Workspace, assessment: Assessment, **options: float) -> Assessment:
    for answer in given.answered(assessment.form, **options).values():  # type: ignore[arg-type]
        if answer.item not in assessment.answers:
            assessment = workspace.answer(assessment, answer)
    return assessment


def test_that_a_new_data_file_holds_nobody_and_nothing(workspace: Workspace) -> None:
    assert workspace.person is None
    assert workspace.assessments() == ()
    assert workspace.open_assessment() is None
    assert workspace.latest() is None
    assert workspace.role.id == "first-line"
    workspace.remove_person()


def test_that_a_data_file_is_opened_and_closed(tmp_path: Path) -> None:
    with closing(Workspace.open(tmp_path / "new.db", [given.ML_MANAGER], resources.assets("salary"))) as workspace:
        assert workspace.installed.questionnaire == given.questionnaire()
    with pytest.raises(DatabaseError):
        Workspace.open(tmp_path / "nowhere" / "new.db", [], tmp_path)


def test_that_starting_makes_a_person_and_remembers_where_they_are(opened: Callable[[], Workspace]) -> None:
    workspace = opened()
    assessment = workspace.start("quick")
    assert workspace.person is not None
    assessment = workspace.answer(assessment, Answer("TL-B1", value=4, seconds=12))
    assessment = workspace.look_at(assessment, "TL-F2")
    again = opened().open_assessment()
    assert again is not None
    assert (again.record, again.answers) == (assessment.record, assessment.answers)
    assert again.record.position == "TL-F2"
    assert again.answers["TL-B1"] == Answer("TL-B1", value=4.0, seconds=12.0, at="2026-11-23T09:04:00Z")


def test_that_an_answer_can_be_changed_and_taken_back(opened: Callable[[], Workspace]) -> None:
    workspace = opened()
    assessment = workspace.answer(workspace.start("quick"), Answer("TL-B1", value=4))
    assessment = workspace.answer(assessment, Answer("TL-B1", no_chance=True))
    assert assessment.answers["TL-B1"].value is None
    assessment = workspace.answer(assessment, Answer("TL-F2", value=0.5))
    assessment = workspace.take_back(assessment, "TL-F2")
    again = opened().open_assessment()
    assert again is not None
    assert again.answers == assessment.answers
    assert set(again.answers) == {"TL-B1"}


def test_that_a_finished_assessment_is_the_latest_and_no_longer_open(opened: Callable[[], Workspace]) -> None:
    workspace = opened()
    assessment = workspace.finish(answer_all(workspace, workspace.start("quick"), rating=4, frequency=0.75))
    assert assessment.complete
    workspace = opened()
    latest = workspace.latest()
    assert latest is not None
    assert latest.record == assessment.record
    assert workspace.open_assessment() is None
    result = latest.result(workspace.role)
    assert result.overall.score == pytest.approx(75)


def test_that_the_newest_of_several_assessments_counts(workspace: Workspace) -> None:
    first, second = (workspace.finish(workspace.start("quick")) for _ in range(2))
    third, fourth = (workspace.start("full") for _ in range(2))
    latest, open_one = workspace.latest(), workspace.open_assessment()
    assert latest is not None
    assert open_one is not None
    assert latest.record.id == second.record.id
    assert open_one.record.id == fourth.record.id
    ids = [assessment.record.id for assessment in workspace.assessments()]
    assert ids == [one.record.id for one in (first, second, third, fourth)]


def test_that_deepening_repeats_nothing(workspace: Workspace) -> None:
    quick = workspace.finish(answer_all(workspace, workspace.start("quick")))
    full = workspace.start("full", deepen=quick)
    assert full.answers == quick.answers
    left = [item.id for item in full.items if item.id not in full.answers]
    assert len(left) == 74 - 30
    assert not set(left) & set(quick.answers)
    assert full.items[walk.first_open(full.items, full.answers)].id == "TL-B8"
    full = workspace.answer(full, Answer("TL-B1", value=1))
    earlier = workspace.latest()
    assert earlier is not None
    assert earlier.answers == quick.answers


def test_that_an_old_assessment_keeps_its_exact_content(opened: Callable[[], Workspace], content: Path) -> None:
    workspace = opened()
    old = workspace.finish(answer_all(workspace, workspace.start("quick")))
    before = old.result(workspace.role)
    text = (content / "questionnaire.yaml").read_text(encoding="utf-8")
    changed = text.replace("frequency_weight: 0.5", "frequency_weight: 5.0").replace(
        "version: 1.1.0", "version: 1.2.0", 1
    )
    (content / "questionnaire.yaml").write_text(changed, encoding="utf-8")
    leadership = (content / "team-leadership.yaml").read_text(encoding="utf-8")
    (content / "team-leadership.yaml").write_text(
        leadership.replace("name: Team", "name: My team", 1), encoding="utf-8"
    )

    workspace = opened()
    assert workspace.installed.questionnaire.version == "1.2.0"
    again = workspace.latest()
    assert again is not None
    assert again.content == old.content
    assert again.content.version == "1.1.0"
    assert again.result(find_role(again.content, "first-line")) == before
    # a new one is on the new content; deepening the old one stays on the old
    assert workspace.start("quick").content.version == "1.2.0"
    assert workspace.start("full", deepen=again).content.version == "1.1.0"


def test_that_what_is_left_to_deepen_is_counted_in_the_content_it_stays_on(
    opened: Callable[[], Workspace], content: Path
) -> None:
    workspace = opened()
    workspace.finish(answer_all(workspace, workspace.start("quick")))
    before = workspace.to_deepen()
    leadership = (content / "team-leadership.yaml").read_text(encoding="utf-8")
    (content / "team-leadership.yaml").write_text(leadership.replace("forms: []", "forms: [full]"), encoding="utf-8")

    workspace = opened()
    assert workspace.to_deepen() == before
    quick = workspace.latest()
    assert quick is not None
    full = workspace.start("full", deepen=quick)
    assert before == len([item for item in full.items if item.kind.scored and item.id not in full.answers])


def test_that_content_once_kept_is_not_read_from_its_files_again(
    opened: Callable[[], Workspace], content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = opened().installed
    monkeypatch.setattr("nextrung.questionnaire.files.load", lambda _: pytest.fail("the files were read again"))
    assert opened().installed == first
    assert content.is_dir()


def test_that_content_that_does_not_fit_is_refused_and_nothing_is_kept(
    opened: Callable[[], Workspace], content: Path
) -> None:
    (content / "roles.yaml").write_text("version: 1\n", encoding="utf-8")
    workspace = opened()
    with pytest.raises(FindingsError):
        _ = workspace.installed
    with pytest.raises(FindingsError):
        workspace.start("quick")
    assert opened().person is None


def test_that_a_missing_questionnaire_is_one_sentence(tmp_path: Path) -> None:
    with closing(Workspace.open(tmp_path / "new.db", [], resources.assets("salary"))) as workspace:
        with pytest.raises(NextRungError, match="questionnaires of the program are missing; install Next Rung again"):
            _ = workspace.installed
        with pytest.raises(NextRungError, match="missing from the data file"):
            workspace.content("unknown")


def test_that_the_role_is_chosen_kept_and_checked(opened: Callable[[], Workspace]) -> None:
    workspace = opened()
    workspace.choose_role("director")
    assert workspace.role.id == "director"
    workspace = opened()
    assert workspace.role.id == "director"
    with pytest.raises(UnknownRoleError, match=r"no role “king”; the roles are first-line, senior, director"):
        workspace.choose_role("king")
    assert workspace.role.id == "director"


def test_that_options_keep_their_order_for_a_person_and_differ_between_persons(opened: Callable[[], Workspace]) -> None:
    workspace = opened()
    assessment = workspace.start("full")
    scenarios = [item for item in assessment.items if item.kind == "scenario"]
    orders = [workspace.option_order(assessment, item) for item in scenarios]
    assert [sorted(order) for order in orders] == [
        [option.key for option in getattr(item, "options", ())] for item in scenarios
    ]
    again = opened()
    assert [again.option_order(assessment, item) for item in scenarios] == orders
    again.add_person("Somebody else")
    assert [again.option_order(assessment, item) for item in scenarios] != orders


def test_that_removing_a_person_removes_their_assessments(opened: Callable[[], Workspace]) -> None:
    workspace = opened()
    workspace.answer(workspace.start("quick"), Answer("TL-B1", value=3))
    workspace.remove_person()
    assert workspace.person is None
    assert opened().assessments() == ()


def test_that_the_sample_is_a_finished_assessment_of_its_own_person(opened: Callable[[], Workspace]) -> None:
    workspace = opened()
    assessment = workspace.add_sample(given.SAMPLE.read_text(encoding="utf-8"))
    assert assessment.complete
    assert workspace.person is not None
    assert (workspace.person.sample, workspace.person.name) == (True, "Alex")
    latest = opened().latest()
    assert latest is not None
    assert latest.answers == given.sample_answers()
    assert (latest.record.started_at, latest.record.completed_at) == ("2026-11-14T09:02:19Z", "2026-11-14T09:33:31Z")


def test_that_a_broken_sample_adds_nobody(workspace: Workspace) -> None:
    with pytest.raises(AnswersError):
        workspace.add_sample("{}")
    assert workspace.person is None


def test_that_an_answers_file_finds_its_questionnaire() -> None:
    installed = given.installed()
    head = AnswersHead("ml-manager", None, "quick", "")
    assert read_answers_file(dump(head, {}), installed) == (head, {}, installed[0])


@pytest.mark.parametrize(
    ("questionnaire", "version", "words"),
    [
        ("chef", None, "There is no questionnaire “chef”; installed are first-time-manager, ml-manager."),
        ("ml-manager", "9.0.0", "ml-manager 9.0.0 is not installed; installed: 1.0.0, 1.1.0."),
    ],
)
def test_that_an_answers_file_for_something_else_is_refused(
    questionnaire: str, version: str | None, words: str
) -> None:
    text = dump(AnswersHead(questionnaire, version, "quick", ""), {})
    with pytest.raises(AnswersError) as caught:
        read_answers_file(text, given.installed())
    assert str(caught.value) == words


def test_that_the_pay_figures_are_read_once(workspace: Workspace) -> None:
    assert workspace.salary is workspace.salary
