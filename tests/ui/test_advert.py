"""The page of job adverts: pasted, decided on and kept, by keyboard as by mouse."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication

from nextrung import resources
from nextrung.tour.adverts import ADVERT, OTHER
from nextrung.tour.wait_until_idle import wait_until_idle
from nextrung.ui.advert.page import AdvertPage
from nextrung.ui.role.page import RolePage
from nextrung.ui.shell.window import MainWindow


@pytest.fixture
def page(window: MainWindow) -> AdvertPage:
    window.workspace.add_sample(resources.sample_answers().read_text(encoding="utf-8"))
    window.show_page("role")
    role = window.current_page()
    assert isinstance(role, RolePage)
    role.advert.click()
    found = window.current_page()
    assert isinstance(found, AdvertPage)
    return found


def _paste(window: MainWindow, page: AdvertPage, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    page.paste.click()
    wait_until_idle(window)


def test_that_a_pasted_advert_becomes_own_targets(window: MainWindow, page: AdvertPage) -> None:
    _paste(window, page, ADVERT)
    page.areas.levels["SP"].setValue(5.0)
    page.areas.ticks["PM4"].click()
    page.keep.click()
    role = window.workspace.role
    assert (role.name, role.targets["SP"].level, role.targets["TL"].level) == ("Head of ML, retail bank", 5.0, 4.5)
    (kept,) = window.workspace.adverts.of(role.id)
    assert (kept.text, kept.left_out) == (ADVERT, ("PM4",))


def test_that_several_adverts_say_how_many_ask(window: MainWindow, page: AdvertPage) -> None:
    _paste(window, page, ADVERT)
    _paste(window, page, OTHER)
    assert "(asked in 2 of 2)" in page.areas.ticks["SP3"].text()


def test_that_what_cannot_be_read_is_said_and_loses_nothing(window: MainWindow, page: AdvertPage) -> None:
    _paste(window, page, ADVERT)
    _paste(window, page, "Sie führen ein Team und sind für die Planung mit dem Vorstand da.")
    assert "SP3" in page.areas.ticks
    assert any("German" in one.text() for one in page.findChildren(type(page.title)))
