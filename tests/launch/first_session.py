"""Plays a person at the whole program: begins a form of the sample, gives one answer by key, and closes the window.

Prints how many answers another connection finds in the data file then. Nothing of Qt is imported here before the
program imports it in its own way, which is a part of what is tried.
"""

from __future__ import annotations

import sys
import tempfile
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING

from nextrung import cli

if TYPE_CHECKING:
    from nextrung.ui.shell.window import MainWindow

COUNT = "SELECT count(*) FROM answer JOIN assessment ON assessment.id = answer.assessment WHERE completed_at IS NULL"


class SampleFolder(tempfile.TemporaryDirectory[str]):
    """The folder that the program makes for the sample, once it has loaded all that its window needs."""

    def __enter__(self) -> str:
        watch()
        return super().__enter__()


def watch() -> None:
    """Have the session begin when the first page is painted."""
    from nextrung.ui.shell.window import MainWindow
    from nextrung.ui.widgets.first_paint import after_first_paint

    show = MainWindow.show

    def show_and_play(window: MainWindow) -> None:
        after_first_paint(window.current_page(), partial(play, window))
        show(window)

    MainWindow.show = show_and_play  # type: ignore[assignment, method-assign]


def play(window: MainWindow) -> None:
    """To the assessments, into a quick form, one answer, and out."""
    from tests.ui.person import click, digit, question

    from nextrung.store.database import open_reading

    window.show_page("assess")
    click(window, "quick")
    assert question(window).state.choices, "no question with choices came up"
    digit(3)
    with closing(open_reading(window.workspace.safety.database)) as other:
        sys.stdout.write(f"answers on disk: {other.execute(COUNT).fetchone()[0]}\n")
    window.close()


if __name__ == "__main__":
    tempfile.TemporaryDirectory = SampleFolder  # type: ignore[assignment, misc]
    raise SystemExit(cli.main(["--sample"]))
