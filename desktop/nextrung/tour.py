"""Renders every page and state with sample data to PNG files, without a screen."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from nextrung import app, resources
from nextrung.assessment.answer import Answer
from nextrung.errors import ResourceError
from nextrung.questionnaire.model import FormId, Kind
from nextrung.ui.answers.page import AnswersPage
from nextrung.ui.assess.page import QuestionPage
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.theme.theme import Theme
from nextrung.ui.theme.tokens import Scheme
from nextrung.ui.widgets.buttons import Button
from nextrung.workspace import Taken, Workspace, read_answers_file

Prepare = Callable[[Workspace], None]


def draw(
    folder: Path, *, schemes: Sequence[Scheme], size: tuple[int, int], text_scale: float = 1.0, only: str = ""
) -> Iterator[Path]:
    """Draw the stops of the tour whose names begin with ``only``, in each scheme; yields the files.

    Raises ResourceError when one cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ResourceError(f"The folder {folder} cannot be made: {error.strerror}.") from error
    application = app.make_application()
    theme = Theme(application, resources.assets(), schemes[0])
    for name, page, prepare, adjust in [stop for stop in STOPS if stop[0].startswith(only)]:
        with tempfile.TemporaryDirectory(prefix="nextrung-tour-") as data:
            workspace = app.open_workspace(Path(data))
            prepare(workspace)
            window = MainWindow(workspace, theme)
            window.resize(*size)
            window.show()
            if page:
                window.show_page(page)
            for scheme in schemes:
                theme.choose(scheme, text_scale)
                adjust(window)
                _settle(application)
                yield _save(window, folder / f"{name}-{scheme}.png")
            window.close()
            window.deleteLater()
            _settle(application)


def _save(window: MainWindow, path: Path) -> Path:
    if not window.grab().save(str(path)):
        raise ResourceError(f"The picture {path} cannot be written; choose another folder.")
    return path


def _settle(application: QApplication) -> None:
    """Let layouts and paints that wait run."""
    for _ in range(3):
        application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)


def _empty(_workspace: Workspace) -> None:
    """A first start."""


def _sample(workspace: Workspace) -> None:
    app.add_sample(workspace)


def _stop_at(form: FormId, kind: Kind, competency: str, *, chosen: bool = True) -> Prepare:
    """An assessment answered up to the first item of a kind in a competency."""

    def prepare(workspace: Workspace) -> None:
        workspace.add_person("Alex")
        _answer_up_to(workspace, workspace.start(form), kind, competency, chosen=chosen)

    return prepare


def _answer_up_to(workspace: Workspace, taken: Taken, kind: Kind, competency: str, *, chosen: bool) -> None:
    sample = sample_answers(taken)
    for item in taken.items:
        stop = item.kind is kind and taken.questionnaire.competency_of[item.id].id == competency
        if item.id in sample and (chosen or not stop):
            taken = workspace.answer(taken, sample[item.id])
        if stop:
            workspace.look_at(taken, item.id)
            return


def sample_answers(taken: Taken) -> dict[str, Answer]:
    """The sample answers to the items of an assessment."""
    text = resources.assets(*app.SAMPLE).read_text(encoding="utf-8")
    answers = read_answers_file(text, (taken.questionnaire,))[1]
    return {item: answer for item, answer in answers.items() if item in {one.id for one in taken.items}}


def _quick_done(workspace: Workspace) -> None:
    workspace.add_person("Alex")
    taken = workspace.start("quick")
    for answer in sample_answers(taken).values():
        taken = workspace.answer(taken, answer)
    workspace.finish(taken)


def _no_chance(workspace: Workspace) -> None:
    workspace.add_person("Alexandra-Konstantina Papadopoulou-Featherstonehaugh")
    taken = workspace.start("quick")
    for item in taken.items:
        taken = workspace.answer(taken, _little_chance(item.id, item.kind))
    workspace.finish(taken)


def _little_chance(item: str, kind: Kind) -> Answer:
    if kind is Kind.SCENARIO:
        return Answer(item, skipped=True)
    return Answer(item, no_chance=True) if item[:2] in ("TL", "SP", "PM") else Answer(item, value=1.0)


def _table(window: MainWindow) -> None:
    """Show the table twin of the chart."""
    for button in window.findChildren(Button, "segment-table"):
        if button.isVisible():
            button.click()


def _stop_at_evidence(workspace: Workspace) -> None:
    """A full form with high ratings, at the first evidence prompt."""
    workspace.add_person("Alex")
    taken = workspace.start("full")
    for item in taken.items:
        if item.kind is Kind.RATING:
            taken = workspace.answer(taken, Answer(item.id, value=4.0))
    evidence = Answer("TL-E1", evidence=("document", "feedback"), note="Coaching notes since March, shared with Sam")
    taken = workspace.answer(taken, evidence)
    workspace.look_at(taken, "TL-E1")


def _all_answered(workspace: Workspace) -> None:
    """A quick form answered to the last question, with a skip and a missing chance."""
    workspace.add_person("Alex")
    taken = workspace.start("quick")
    for item, answer in sample_answers(taken).items():
        taken = workspace.answer(taken, answer)
        if item == "PM-F3":
            taken = workspace.answer(taken, Answer(item, skipped=True))
        if item == "SP-B1":
            taken = workspace.answer(taken, Answer(item, no_chance=True))


def _forward(window: MainWindow) -> None:
    """Go on from the question on show."""
    page = window.current_page()
    if isinstance(page, QuestionPage):
        page.next.click()


def _kind_word(window: MainWindow) -> None:
    """Show the word that comes once when answers are very fast."""
    page = window.current_page()
    if isinstance(page, QuestionPage):
        page.show_prompt("fast")


def _explanations(window: MainWindow) -> None:
    """Show what was best in the first situation, and why."""
    for button in window.findChildren(Button, "answers"):
        button.click()
    page = window.current_page()
    if isinstance(page, AnswersPage):
        page.table.selectRow(6)


def _nothing(_window: MainWindow) -> None:
    """Leave the page as it opens."""


STOPS: tuple[tuple[str, str, Prepare, Callable[[MainWindow], None]], ...] = (
    ("0-welcome", "", _empty, _nothing),
    ("1-assess-empty", "assess", _empty, _nothing),
    ("1-assess-after-quick", "assess", _quick_done, _nothing),
    ("2-question-rating", "", _stop_at("full", Kind.RATING, "SC"), _nothing),
    ("2-question-frequency", "", _stop_at("quick", Kind.FREQUENCY, "TO", chosen=False), _nothing),
    ("2-question-scenario", "", _stop_at("quick", Kind.SCENARIO, "TL"), _nothing),
    ("2-question-knowledge", "", _stop_at("full", Kind.KNOWLEDGE, "AN", chosen=False), _nothing),
    ("2-question-evidence", "", _stop_at_evidence, _nothing),
    ("2-question-kind-word", "", _stop_at("quick", Kind.RATING, "PM"), _kind_word),
    ("2-break", "", _stop_at("quick", Kind.SCENARIO, "TO"), _forward),
    ("2-check", "", _all_answered, _forward),
    ("2-explanations", "results", _sample, _explanations),
    ("3-results", "results", _sample, _nothing),
    ("3-results-table", "results", _sample, _table),
    ("3-results-quick", "results", _quick_done, _nothing),
    ("3-results-little-chance", "results", _no_chance, _nothing),
    ("3-results-empty", "results", _empty, _nothing),
    ("4-salary", "salary", _sample, _nothing),
    ("4-salary-table", "salary", _sample, _table),
    ("4-salary-empty", "salary", _empty, _nothing),
)
