"""The form under axe-core in Chromium: no kind of page of it has anything that axe finds wrong, in any scheme."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.views.browser import Browser, chromium

from nextrung.cli import main

AXE = Path(__file__).parents[2] / "build" / "axe" / "node_modules" / "axe-core" / "axe.min.js"
HOW = "axe-core is not here: npm install --prefix build/axe --no-save axe-core@4.10.2"
LOOK = (
    "[document.querySelector('.choices input').type, document.querySelector('.sure') !== null,"
    " document.querySelector('.none') !== null].join(' ')"
)
"""What kind of page it is, by what can be chosen on it."""
SEALED = (
    "new Promise((done) => { const look = () => document.getElementById('sealed') ? done() : setTimeout(look);"
    " look(); })"
)

pytestmark = pytest.mark.skipif(not AXE.is_file(), reason=HOW)


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Browser]:
    with chromium(tmp_path) as opened:
        yield opened


def wrong(browser: Browser) -> list[Any]:
    """What axe finds on the page as it is now, best practices included."""
    browser.value(f"{AXE.read_text(encoding='utf-8')};0")
    return list(
        browser.value(
            "axe.run().then((found) => found.violations"
            ".map((one) => [one.id, one.help, one.nodes.map((node) => node.html)]))"
        )
    )


def opened(browser: Browser, folder: Path, part: str, scheme: str, *more: str) -> None:
    out = folder / f"{part}.html"
    asked = ["ask", "--sample", "--as", part, "--out", str(out), "--data-dir", str(folder / "data"), *more]
    assert main(asked) == 0
    wanted = {"prefers-color-scheme": scheme.removeprefix("contrast_"), "prefers-contrast": "no-preference"}
    if scheme.startswith("contrast_"):
        wanted["prefers-contrast"] = "more"
    features = [{"name": name, "value": value} for name, value in wanted.items()]
    browser.ask("Emulation.setEmulatedMedia", {"features": features})
    browser.go(out)
    more_contrast = browser.value("matchMedia('(prefers-contrast: more)').matches")
    assert more_contrast is scheme.startswith("contrast_")


@pytest.mark.parametrize("scheme", ["light", "dark", "contrast_light", "contrast_dark"])
@pytest.mark.parametrize(("part", "more"), [("colleague", ()), ("self", ("--form", "full"))], ids=["colleague", "self"])
def test_that_axe_finds_nothing_on_any_page_of_the_form(
    browser: Browser, tmp_path: Path, part: str, more: tuple[str, ...], scheme: str
) -> None:
    opened(browser, tmp_path, part, scheme, *more)
    assert wrong(browser) == []
    browser.tab_to("Start")
    browser.press("Enter")
    looked_at = set()
    while browser.heading() != "Seal your reply":
        look = str(browser.value(LOOK))
        if look not in looked_at:
            looked_at.add(look)
            browser.press("Enter")  # nothing is chosen yet, and the page says so
            assert wrong(browser) == [], browser.heading()
            browser.press("2")
            assert wrong(browser) == [], browser.heading()
        browser.press("4", "1", "Enter") if look.split()[1] == "true" else browser.press("4", "Enter")
    assert len(looked_at) == (1 if part == "colleague" else 3), looked_at
    assert wrong(browser) == []
    browser.tab_to("Make the sealed reply")
    browser.press("Enter")
    browser.value(SEALED)
    assert wrong(browser) == []
