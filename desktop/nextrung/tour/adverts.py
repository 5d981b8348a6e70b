"""The stops of the tour at targets from job adverts."""

from __future__ import annotations

from nextrung import resources
from nextrung.tour.wait_until_idle import wait_until_idle
from nextrung.ui.advert.page import AdvertPage
from nextrung.ui.role.page import RolePage
from nextrung.ui.shell.window import MainWindow
from nextrung.workspace import Workspace
from nextrung.workspace.adverts import AdvertTargets

ADVERT = """Head of ML, retail bank

You will lead and grow a team of eight data scientists and ML engineers, hire three more this year, and own the \
roadmap and its budget with the product directors. You run models in production for risk decisions, answer to model \
risk and the regulator, and explain results to executives who do not build models. You have managed managers before. \
Python, SQL and a deep learning framework are assumed; you read code, you no longer write it daily.

We offer 210–260k, hybrid work and 30 days of leave.
"""
OTHER = """AI Product Manager
Company: Fern Labs

You own the roadmap, interview users and write requirements. You run pilots before a wide launch, and you say no with
options. You will not manage people.

Salary: £80,000 to £95,000
"""


def _sample(workspace: Workspace) -> None:
    workspace.add_sample(resources.sample_answers().read_text(encoding="utf-8"))


def _page(window: MainWindow) -> AdvertPage | None:
    page = window.current_page()
    if isinstance(page, RolePage):
        page.advert.click()
        page = window.current_page()
    return page if isinstance(page, AdvertPage) else None


def _begun(window: MainWindow) -> None:
    _page(window)


def _read(window: MainWindow, *texts: str) -> None:
    page = _page(window)
    if page is not None:
        for text in texts:
            page.text_dropped.emit(text)
            wait_until_idle(window)
        page.hide_problem()  # in the second scheme the adverts are there already


def _one(window: MainWindow) -> None:
    _read(window, ADVERT)


def _several(window: MainWindow) -> None:
    _read(window, ADVERT, OTHER)


def _kept(workspace: Workspace) -> None:
    _sample(workspace)
    questionnaire = workspace.installed.questionnaire
    base = questionnaire.role("director")
    wanted = AdvertTargets(base, dict(base.targets), (ADVERT, OTHER), ((), ("SP3",)))
    workspace.keep_adverts("Head of ML, retail bank", wanted)


def _again(window: MainWindow) -> None:
    page = _page(window)
    if page is not None and page.kept_buttons:
        page.kept_buttons[0].click()
        wait_until_idle(window)


STOPS = (
    ("5-advert-empty", "role", _sample, _begun),
    ("5-advert", "role", _sample, _one),
    ("5-adverts", "role", _sample, _several),
    ("5-adverts-kept", "role", _kept, _begun),
    ("5-adverts-again", "role", _kept, _again),
    ("4-salary-adverts", "salary", _kept, wait_until_idle),
)
