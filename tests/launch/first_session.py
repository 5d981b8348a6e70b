"""Plays a person at the whole program: begins a form of the sample, gives one answer by key, and closes the window.

Prints how many answers another connection finds in the data file then. Run with the arguments of the program.
"""

from __future__ import annotations

import sys
from contextlib import closing
from functools import partial

from tests.ui.person import click, digit, question

from nextrung import cli
from nextrung.store.database import file_of, open_reading
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.widgets.painted import after_paint

COUNT = "SELECT count(*) FROM answer JOIN assessment ON assessment.id = answer.assessment WHERE completed_at IS NULL"


def play(window: MainWindow) -> None:
    """Once the overview is painted: to the assessments, into a quick form, one answer, and out."""
    window.show_page("assess")
    click(window, "quick")
    assert question(window).state.choices, "no question with choices came up"
    digit(3)
    with closing(open_reading(file_of(window.workspace._connection))) as other:
        sys.stdout.write(f"answers on disk: {other.execute(COUNT).fetchone()[0]}\n")
    window.close()


def begin() -> int:
    """Run the program; its exit status."""
    show = MainWindow.show

    def show_and_play(window: MainWindow) -> None:
        after_paint(window.current_page(), partial(play, window))
        show(window)

    MainWindow.show = show_and_play  # type: ignore[assignment, method-assign]
    return cli.main(sys.argv[1:])


if __name__ == "__main__":
    raise SystemExit(begin())
