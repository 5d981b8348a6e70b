"""One round from asking to showing: forms in real browsers without a network, replies in, two groups of three shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest
from tests.views.browser import Browser, chromium
from tests.views.firefox import Firefox, firefox

from nextrung.report.audience import PARTS, contents
from nextrung.report.build import build
from nextrung.report.formats import FORMATS, rendered
from nextrung.tour import views as made_up
from nextrung.tour.wait_until_idle import wait_until_idle
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.views.page import OtherViewsPage
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.text import TextLabel
from nextrung.views.invitation import Part
from nextrung.views.rounds import Asked

TEXT = (
    "new Promise((done) => { const look = () => { const found = document.getElementById('sealed');"
    " found ? done(found.value) : setTimeout(look); }; look(); })"
)
"""The text of the sealed reply, once the page has it."""
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
PHONE, DESKTOP_AT_200 = (320, 640), (512, 384)
"""Widths and heights of a small phone and of a window of 1024 x 768 at 200 %, in CSS pixels."""
GROUPS: Mapping[Part, int] = {"manager": 1, "colleague": 3, "led": 2}
KEYS: Mapping[Part, str] = {"manager": "3", "colleague": "4", "led": "1"}


@pytest.fixture
def page(window: MainWindow) -> OtherViewsPage:
    made_up.sample(window.workspace)
    window.show_page("views")
    found = window.current_page()
    assert isinstance(found, OtherViewsPage)
    return found


def forms(window: MainWindow, folder: Path, groups: Mapping[Part, int]) -> Iterator[tuple[Asked, Path]]:
    """The forms of a new round, one for each who is asked."""
    views = window.workspace.views
    of = views.begin()
    for part, count in groups.items():
        for number in range(count):
            asked = views.ask(of, part)
            yield asked, views.form_work(asked, folder / f"{part}-{number}.html")()


def answered(browser: Browser | Firefox, form: Path, part: Part) -> str:
    """The sealed text of a form answered by keyboard: all questions the same, with an example."""
    browser.go(form)
    browser.tab_to("Start")
    browser.press("Enter")
    while browser.heading() != "Seal your reply":
        browser.press(KEYS[part], "Enter")
    browser.tab_to("Make the sealed reply")
    browser.press("Enter")
    return str(browser.value(TEXT))


def take_in(window: MainWindow, page: OtherViewsPage, texts: Iterable[str], folder: Path) -> None:
    files = []
    for number, text in enumerate(texts):
        files.append(folder / f"{number}.nextrung-reply")
        files[-1].write_text(text, encoding="utf-8")
    page.files_dropped.emit([str(file) for file in files])
    wait_until_idle(window)


def said(page: OtherViewsPage) -> list[str]:
    """All texts of the page, its tables and its chart."""
    texts = [one.text() for one in page.findChildren(TextLabel) if one.isVisible()]
    for table in (page.shown.table, page.shown.words.said):
        model = table.model()
        cells = [(row, column) for row in range(model.rowCount()) for column in range(model.columnCount())]
        texts += [str(model.index(*cell).data()) for cell in cells]
    return texts + [page.shown.chart.words_of(at) for at in range(page.shown.chart.count())]


def show(page: OtherViewsPage, part: Part) -> None:
    button = page.findChild(Button, f"show-{part}")
    assert button is not None
    assert button.isVisibleTo(page)
    button.click()


def test_that_a_round_goes_from_asking_to_showing_without_a_request(
    window: MainWindow, page: OtherViewsPage, tmp_path: Path
) -> None:
    texts = []
    with chromium(tmp_path) as browser:
        for asked, form in forms(window, tmp_path, GROUPS):
            texts.append(answered(browser, form, asked.part))
            assert form.as_uri() in browser.requests()
        local = {url for url in browser.requests() if not url.startswith(("file:", "blob:", "about:"))}
        assert local == set(), "nothing is asked of a network"
        assert browser.complaints() == []
    take_in(window, page, texts, tmp_path)
    for part in ("manager", "colleague"):
        show(page, part)
    led = page.findChild(Button, "show-led")
    assert led is not None
    assert not led.isVisibleTo(page)
    found = said(page)
    assert "3 colleagues" in found
    assert "your manager" in found
    assert "People you lead: 2 of 2 answered, ask one more" in found
    # what the two answered is 1.0 everywhere, which nobody else said
    assert not any("you lead" in one for one in found if not one.startswith("People you lead:"))
    latest = window.workspace.latest()
    assert latest is not None
    material = window.workspace.reports.material(latest, window.workspace.role)
    model = build(material, contents("me", PARTS))
    assert model.others is not None
    assert {one.part for one in model.others.rows} == {"manager", "colleague"}
    for kind in FORMATS:
        if kind.is_text and not kind.needs:
            assert "people led" not in rendered(model, kind, material.now).decode("utf-8-sig")


def test_that_a_form_is_answered_by_keyboard_in_firefox_too(
    window: MainWindow, page: OtherViewsPage, tmp_path: Path
) -> None:
    with firefox(tmp_path) as browser:
        ((asked, form),) = forms(window, tmp_path, {"manager": 1})
        text = answered(browser, form, asked.part)
        assert browser.requests() == [], "nothing is asked of a network"
        plain = tmp_path / "plain.html"
        plain.write_text('<h1>A page</h1><img src="http://elsewhere.invalid/a.png">', encoding="utf-8")
        browser.go(plain)
        assert browser.requests() == ["http://elsewhere.invalid/a.png"], "and what a page does ask is counted"
    take_in(window, page, [text], tmp_path)
    show(page, "manager")
    assert "your manager" in said(page)


@pytest.mark.parametrize(("size", "scheme"), [(PHONE, "dark"), (DESKTOP_AT_200, "light")], ids=["phone", "200 %"])
def test_that_nothing_of_the_form_scrolls_sideways(
    window: MainWindow, page: OtherViewsPage, tmp_path: Path, size: tuple[int, int], scheme: str
) -> None:
    assert page.isVisible()
    ((_, form),) = forms(window, tmp_path, {"colleague": 1})
    with chromium(tmp_path) as browser:
        width, height = size
        screen = {"width": width, "height": height, "deviceScaleFactor": 2, "mobile": size == PHONE}
        browser.ask("Emulation.setDeviceMetricsOverride", screen)
        media = [{"name": "prefers-color-scheme", "value": scheme}]
        browser.ask("Emulation.setEmulatedMedia", {"features": media})
        browser.go(form)
        assert browser.value(SIDEWAYS) == 0
        assert browser.value("matchMedia('(prefers-color-scheme: dark)').matches") is (scheme == "dark")
        browser.tab_to("Start")
        browser.press("Enter")
        while browser.heading() != "Seal your reply":
            assert browser.value(SIDEWAYS) == 0, browser.heading()
            browser.press("5", "Enter")
        assert browser.value(SIDEWAYS) == 0
        browser.tab_to("Make the sealed reply")
        browser.press("Enter")
        browser.value(TEXT)
        assert browser.value(SIDEWAYS) == 0
