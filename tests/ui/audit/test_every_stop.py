"""Every page and dialog of the tour, in a longer language: style, names, roles, keys, sizes, fit and contrast."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QDialog, QWidget
from tests.ui.audit import contrast, dress, fit, reach, scrolls, strays, words
from tests.ui.audit.parts import roots

from nextrung import paths
from nextrung.tour.draw import View, opened, settle
from nextrung.tour.stops import STOPS, Stop
from nextrung.tour.wait_until_idle import wait_for_work
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.theme.theme import Theme

ROOMY = (1280, 832)


@pytest.mark.parametrize("stop", STOPS, ids=[stop[0] for stop in STOPS])
def test_that_everybody_can_use(theme: Theme, stop: Stop) -> None:
    with strays.watched(theme.application) as windows, opened(stop, theme, View(size=ROOMY, pseudo=True)) as window:
        stop[3](window)
        wait_for_work(window)
        settle()
        found = [*_as_it_opens(window), *_as_it_grows(window, stop), *windows]
    assert not found, "\n".join(found)


def _as_it_opens(window: MainWindow) -> Iterator[str]:
    person = window.workspace.person
    # wording for others has the name of whom it is about put in
    kept = words.content().replace("{name}", person.name.casefold() if person is not None else "")
    kept += words.kept_in(window.workspace.safety.folder / paths.DATABASE)
    kept += words.questionnaires_in(window.workspace.safety.folder / paths.QUESTIONNAIRES)
    for root in roots(window):
        yield from dress.bare(root)
        yield from reach.unnamed(root)
        yield from reach.small(root)
        yield from reach.unreachable(root)
        settle()  # fields were left on the way, and may have something said below them by now
        yield from scrolls.caught(root)
        yield from words.untranslated(root, kept)
        yield from _at("100 %", _lasting(root))


def _as_it_grows(window: MainWindow, stop: Stop) -> Iterator[str]:
    opened_again = [one for one in window.findChildren(QDialog) if one.isVisible()]
    for dialog in opened_again:
        dialog.reject()
    window.theme.choose("light", 2.0)
    settle()
    if opened_again:  # nobody changes the text size while a dialog waits
        stop[3](window)
        wait_for_work(window)
        settle()
    for root in roots(window):
        yield from _at("200 %", _lasting(root))
        yield from _at("200 %", contrast.faint(root))


def _lasting(root: QWidget) -> Iterator[str]:
    """What is cut off and stays so: work in the background may just have changed a text."""
    found = list(fit.cut(root, ROOMY))
    if found:
        settle()
        found = [one for one in found if one in set(fit.cut(root, ROOMY))]
    return iter(found)


def _at(size: str, findings: Iterator[str]) -> Iterator[str]:
    return (f"at {size}: {one}" for one in findings)


def test_that_each_stop_has_a_name_of_its_own() -> None:
    """The picture of a stop that is called as another would be drawn over that one."""
    names = [stop[0] for stop in STOPS]
    assert sorted(set(names)) == sorted(names)
