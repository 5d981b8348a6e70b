"""A program that goes through stops of the tour with markup in every text, and writes how many tooltips it saw."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtWidgets import QWidget
from tests.ui import markup
from tests.ui.audit import plain
from tests.ui.audit.parts import roots

from nextrung import app, resources
from nextrung.tour.draw import View, opened, settle
from nextrung.tour.stops import STOPS, Stop
from nextrung.ui.people.controller import PeopleController
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button

WALKED = ("3-results", "6-plan", "9-people", "9-people-import", "9-session")
"""Places where people read what others wrote; ``test_plain_texts`` looks at all others in its own program."""


def walk(folder: Path) -> int:
    """Tooltips called up at all these stops."""
    content = markup.marked_questionnaires(folder)
    resources.questionnaire_folders = lambda: content
    theme = Theme(app.make_application(), resources.assets(), "light")
    table = markup.marked_table(folder / "people.csv")
    return sum(_look(stop, theme, table) for stop in STOPS if stop[0] in WALKED)


def _look(stop: Stop, theme: Theme, table: Path) -> int:
    name, place, prepare, last = stop
    with opened((name, place, markup.marked(prepare), last), theme, View()) as window:
        last(window)
        controller = window.findChild(PeopleController)
        if name == "9-people-import" and controller is not None:
            controller.read_file(str(table))
        for button in window.findChildren(Button, "segment-read"):
            button.click()
        settle()
        window.grab()
        faults = [fault for root in roots(window) for fault in plain.interpreted(root)]
        if faults:
            raise SystemExit("\n".join(faults))
        return _pointed(window)


def _pointed(window: MainWindow) -> int:
    return sum(bool(part.toolTip()) for root in roots(window) for part in root.findChildren(QWidget))


if __name__ == "__main__":
    sys.stdout.write(f"{walk(Path(sys.argv[1]))}\n")
