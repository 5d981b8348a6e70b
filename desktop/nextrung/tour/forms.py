"""The form that others fill in, as a browser shows it: drawn by Chromium, where that is installed."""

from __future__ import annotations

import html
import json
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from nextrung import app
from nextrung.errors import ResourceError
from nextrung.tour import views
from nextrung.tour.fixed_clock import now
from nextrung.ui.theme.tokens import Scheme
from nextrung.views.invitation import Invitation

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ANSWERED: dict[str, int | None] = {"9-ask-form": 7, "9-ask-form-start": 0, "9-ask-form-end": None}
"""The pictures, with how many questions are answered in each: none shows the first page, None the last."""
PREFERRED: dict[Scheme, int] = {"dark": 0, "light": 1}
"""Chromium's numbers for a scheme that is preferred; others than these a form does not have in a tour."""
_NO_NETWORK = ("--host-resolver-rules=MAP * ~NOTFOUND", "--disable-background-networking", "--no-first-run")
# The page around leaves the answers that the form goes on with. The form stands in it as text and not as a file of its
# own: only what has the same origin sees at once what was kept; two files, or two runs of the browser, see it some
# time after, or never.
_AROUND = """<!doctype html>
<style>
  :root {{ color-scheme: light dark }}
  body {{ margin: 0 }}
  iframe {{ display: block; width: 100vw; height: 100vh; border: 0 }}
</style>
<script>localStorage.setItem({place}, {text})</script>
<iframe srcdoc="{form}"></iframe>
"""
_PATIENCE = 60.0
"""Seconds after which a browser that has not drawn is given up."""


def names_of(only: str) -> list[str]:
    """The pictures whose names begin with ``only``; none where no browser is installed that can draw them."""
    return [name for name in ANSWERED if name.startswith(only)] if _browser() else []


def schemes_of(schemes: Sequence[Scheme]) -> list[Scheme]:
    """The schemes in which a form is drawn."""
    return [scheme for scheme in schemes if scheme in PREFERRED]


def draw(path: Path, name: str, scheme: Scheme, size: tuple[int, int], pixels: float) -> None:
    """Draw a form to a PNG file, ``pixels`` for each point. Raises ResourceError."""
    with tempfile.TemporaryDirectory(prefix="nextrung-tour-") as folder:
        page = Path(folder, "page.html")
        page.write_text(_page(ANSWERED[name]), encoding="utf-8")
        look = [f"--blink-settings=preferredColorScheme={PREFERRED[scheme]}", f"--force-device-scale-factor={pixels:g}"]
        profile = f"--user-data-dir={Path(folder, 'profile')}"
        window = f"--window-size={size[0]},{size[1]}"
        _run(profile, *look, window, "--hide-scrollbars", f"--screenshot={path.resolve()}", page.as_uri())
    if not path.is_file():
        raise ResourceError(f"The picture {path} cannot be written; choose another folder.")


def _page(answered: int | None) -> str:
    """A page that shows a form about the sample person with so many questions answered."""
    with tempfile.TemporaryDirectory(prefix="nextrung-tour-") as data:
        workspace = app.open_workspace(Path(data), now)
        views.sample(workspace)
        asked = workspace.views.ask(workspace.views.begin(), "colleague")
        invitation: Invitation = workspace.views.invitation(asked)
        form = workspace.views.form(asked).decode("utf-8")
        workspace.close()
    items = invitation.items[:answered]
    at = "end" if answered is None else items[-1] if items else "start"
    kept = {"at": at, "answers": {item: {"value": 3} for item in items}, "examples": {}, "begun": ""}
    place, text = json.dumps(f"nextrung.{invitation.id}"), json.dumps(json.dumps(kept))
    return _AROUND.format(place=place, text=text, form=html.escape(form))


def _browser() -> str | None:
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


def _run(*options: str) -> None:
    # without its sandbox, which needs rights that a container does not give; the page is one of ours
    command = [_browser() or BROWSERS[0], "--headless=new", "--no-sandbox", "--disable-gpu", *_NO_NETWORK, *options]
    try:
        subprocess.run(command, capture_output=True, timeout=_PATIENCE, check=True)
    except (OSError, subprocess.SubprocessError) as error:
        raise ResourceError(f"The browser {command[0]} could not draw the form: {type(error).__name__}.") from error
