"""The form in a real browser without a network: answered by keyboard, sealed, and opened by the command."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.views.browser import Browser, chromium

from nextrung.cli import main
from nextrung.store import reply_key
from nextrung.store.database import read_beside_others
from nextrung.views import reply, sealing

SEALED = (
    "new Promise((done) => { const look = () => document.getElementById('sealed') ? done() : setTimeout(look);"
    " look(); })"
)
"""Waits until the page shows the sealed reply."""
ITEMS = "JSON.parse(document.getElementById('form-data').textContent).items"


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Browser]:
    with chromium(tmp_path) as opened:
        yield opened


def written(folder: Path, part: str, *more: str) -> Path:
    out = folder / f"{part}.html"
    asked = ["ask", "--sample", "--as", part, "--out", str(out), "--data-dir", str(folder / "data"), *more]
    assert main(asked) == 0
    return out


def saved(browser: Browser, folder: Path) -> Path:
    """The file that the page lets a person save, by keyboard."""
    browser.tab_to("Make the sealed reply")
    browser.press("Enter")
    browser.value(SEALED)
    browser.tab_to("Save the reply file")
    browser.press("Enter")
    name = browser.wait_for("Browser.downloadWillBegin")["suggestedFilename"]
    browser.wait_for("Browser.downloadProgress", state="completed")
    return folder / str(name)


def opened(folder: Path, file: Path) -> reply.Reply:
    key = read_beside_others(folder / "data" / "nextrung.db", reply_key.kept)
    assert key is not None
    return reply.read(sealing.opened(file.read_bytes(), key))


def start(browser: Browser, form: Path) -> None:
    browser.go(form)
    browser.tab_to("Start")
    browser.press("Enter")


@pytest.mark.parametrize("part", ["colleague", "manager"])
def test_that_a_form_is_answered_by_keyboard_without_a_request(
    browser: Browser, tmp_path: Path, part: str, capsys: pytest.CaptureFixture[str]
) -> None:
    form = written(tmp_path, part)
    start(browser, form)
    items = [str(one) for one in browser.value(f"{ITEMS}.map((item) => item.id)")]
    expected: dict[str, int | None] = {}
    for number, item in enumerate(items):
        expected[item] = None if number % 5 == 4 else number % 5 + 1
        browser.press("0" if number % 5 == 4 else str(number % 5 + 1))
        if number == 3:
            browser.tab_to("One example")
            browser.type("Once, in March <b>& so</b>.")
            browser.tab_to("Next")
        if number == 9:  # what was answered is still there
            before = browser.heading()
            browser.reload()
            assert browser.heading() == before
        browser.press("Enter")
    assert browser.heading() == "Seal your reply"
    given = opened(tmp_path, file := saved(browser, tmp_path))
    assert {one.item: one.value for one in given.answers} == expected
    assert given.examples == {items[3].partition("-")[0]: "Once, in March <b>& so</b>."}
    assert {url for url in browser.requests() if not url.startswith("blob:")} == {form.as_uri()}
    assert browser.complaints() == []
    capsys.readouterr()
    assert main(["open-reply", str(file), "--data-dir", str(tmp_path / "data")]) == 0
    said = capsys.readouterr().out
    assert f"round: {given.invitation.round}\npart: {part}\nquestionnaire: ml-manager " in said
    assert "completeness: 20 of 20 questions answered (complete)" in said
    assert not any(item in said for item in items), "what somebody else answered is never printed one by one"


def test_that_a_whole_assessment_comes_back_as_it_was_answered(
    browser: Browser, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    start(browser, written(tmp_path, "self", "--form", "quick"))
    items = browser.value(f"{ITEMS}.map((item) => [item.id, item.none, item.confidence.length, item.choices])")
    expected = []
    for number, (item, none, sure, choices) in enumerate(items):
        if none and number % 7 == 6:
            browser.press("0", "Enter")
            words = "no chance yet" if none == "No chance yet" else "did not come up"
        elif number % 7 == 5:
            browser.tab_to("Skip")
            browser.press("Enter")
            words = "skipped"
        else:
            browser.press(str(number % 4 + 1))
            words = choices[number % 4]["value"]
            if sure:
                browser.press("2")
                words += " (leaning)"
            browser.press("Enter")
        expected.append(f"{item}: {words}")
    file = saved(browser, tmp_path)
    capsys.readouterr()
    assert main(["open-reply", str(file), "--data-dir", str(tmp_path / "data")]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[1:5] == [
        "part: self",
        said[2],
        "form: quick",
        f"completeness: {len(items)} of {len(items)} questions answered (complete)",
    ]
    assert said[5:] == expected
    raw = opened(tmp_path, file).assessment
    assert raw is not None
    assert all(one["seconds"] >= 0 and one["at"].endswith("Z") for one in raw["answers"])
    assert json.dumps(raw["questionnaire"]).startswith('{"id": "ml-manager"')


def test_that_an_unfinished_form_comes_back_as_open(
    browser: Browser, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    start(browser, written(tmp_path, "colleague"))
    browser.press("3", "Enter", "Enter")
    assert browser.value("document.querySelector('.problem').textContent") != "", "a question is not left by accident"
    browser.tab_to("Finish now")
    browser.press("Enter")
    file = saved(browser, tmp_path)
    capsys.readouterr()
    assert main(["open-reply", str(file), "--data-dir", str(tmp_path / "data")]) == 0
    assert "completeness: 1 of 20 questions answered (open)" in capsys.readouterr().out


@pytest.mark.parametrize(("part", "more"), [("colleague", ()), ("self", ("--form", "full"))], ids=["colleague", "self"])
def test_that_what_goes_on_is_in_sight_on_every_page_of_a_small_laptop(
    browser: Browser, tmp_path: Path, part: str, more: tuple[str, ...]
) -> None:
    screen = {"width": 1366, "height": 746, "deviceScaleFactor": 1, "mobile": False}
    browser.ask("Emulation.setDeviceMetricsOverride", screen)
    start(browser, written(tmp_path, part, *more))
    lowest = (
        "Math.max(...[...document.querySelectorAll('.foot button')].map((one) => one.getBoundingClientRect().bottom))"
    )
    while browser.heading() != "Seal your reply":
        assert browser.value(lowest) <= screen["height"], browser.heading()
        # nothing that has the keyboard lies behind what stays in sight
        browser.tab_to("Next")
        browser.value("(document.querySelector('textarea') || document.querySelector('.choices input')).focus()")
        below = browser.value("document.activeElement.getBoundingClientRect().bottom")
        assert below <= browser.value("document.querySelector('.foot').getBoundingClientRect().top"), browser.heading()
        browser.value("document.querySelector('.choices input').focus()")
        browser.press("4", "1", "Enter") if browser.value(
            "Boolean(document.querySelector('.sure'))"
        ) else browser.press("4", "Enter")
    steps = browser.value("[...document.querySelectorAll('ol li')].map((one) => one.textContent)")
    assert len(steps) == 3
    assert "Nothing is sent" in steps[0]
