from __future__ import annotations

import gc
import time
from collections.abc import Iterator
from contextlib import nullcontext

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication
from tests import every
from tests.campaign import Campaign
from tests.places import clock_of

from nextrung import app, resources
from nextrung.ui.garbage import collect_due
from nextrung.ui.shell.application import Application
from nextrung.ui.theme.theme import Theme


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("campaigns")
    group.addoption("--long", action="store_true", help="run every campaign of random trials whole; takes hours")
    group.addoption("--seed", type=int, default=20261129, help="what the campaigns draw their random trials from")
    real = parser.getgroup("real windows")
    real.addoption("--real", nargs="?", const="few", default="", choices=("few", "all"), help="use the program itself")
    real.addoption("--program", default="", metavar="FILE", help="an installed program to use, in place of the source")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "desks(desks, few=1): the desks that a journey is made at; some in every run")


@pytest.fixture
def campaign(pytestconfig: pytest.Config) -> Campaign:
    """How many trials a campaign makes in this run, and from which seed."""
    return Campaign(is_long=pytestconfig.getoption("--long"), seed=pytestconfig.getoption("--seed"))


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """Windows in the style that the program starts with."""
    return ["nextrung", *app.STYLE]


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    """The application object of the program."""
    return Application


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """It wears the style before there is any widget, as in the program."""
    Theme(qapp, resources.assets(), "light")
    return qapp


@pytest.fixture(autouse=True)
def _garbage(request: pytest.FixtureRequest) -> Iterator[None]:
    """Garbage of windows is collected in their thread, as in the program; that of other tests as Python does it."""
    if "qapp" in request.fixturenames:
        gc.disable()
    elif not gc.isenabled():
        gc.collect()  # here, before a thread of a test can
        gc.enable()
    yield
    if not gc.isenabled():
        collect_due()


@pytest.fixture(autouse=True)
def _one_place() -> Iterator[None]:
    """Days, numbers and times on the pages are local ones; here they are the same wherever the tests run.

    No test hands its locale on to the next: which one that is depends on how many of them run beside each other.
    """
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    with clock_of("UTC") if hasattr(time, "tzset") else nullcontext():
        yield


@pytest.fixture(params=every.NAMES)
def each(request: pytest.FixtureRequest) -> str:
    """The id of every questionnaire that all must hold for, one after another."""
    return str(request.param)
