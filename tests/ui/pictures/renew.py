"""Stores the pictures as they are now: `python -m tests.ui.pictures.renew`, with `desktop` and `.` on the path."""

from __future__ import annotations

import json
import os

from tests.ui.pictures import signature

from nextrung import app, resources
from nextrung.ui.theme.theme import Theme


def main() -> None:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    theme = Theme(app.make_application(), resources.assets(), "light")
    found: dict[str, str] = {}
    for stop in signature.stops():
        found.update(signature.signatures(stop, theme))
    signature.KEPT.write_text(json.dumps(found, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
