"""``nextrung tour``: every page with sample data, drawn to files."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nextrung.errors import NextRungError
from nextrung.lazy import lazy
from nextrung.option_parser import add_command
from nextrung.report.saving import require_free
from nextrung.ui.theme.tokens import SCHEMES

if TYPE_CHECKING:
    from nextrung.tour import draw
else:
    draw = lazy("nextrung.tour.draw")


def add_commands(commands: Any) -> None:
    """Add the command with its options."""
    tour = add_command(commands, "tour", "draw every page with sample data to PNG files")
    tour.add_argument("folder", type=Path, metavar="DIR", help="the folder for the pictures")
    tour.add_argument("--theme", choices=SCHEMES, help="one theme; light and dark when left out")
    tour.add_argument("--size", default="1280x832", metavar="WIDTHxHEIGHT", help="size of the window")
    tour.add_argument("--scale", type=float, default=1.0, help="pixels for each point, 0.5 to 4")
    tour.add_argument("--text", type=float, default=1.0, help="text size, 1 to 2")
    tour.add_argument("--rtl", action="store_true", help="mirrored, as for languages read from right to left")
    tour.add_argument("--pseudo", action="store_true", help="every text in brackets and longer, as a translation is")
    tour.add_argument("--only", default="", metavar="PREFIX", help="only pictures whose name begins so")
    tour.set_defaults(run=_tour)


def _tour(chosen: argparse.Namespace) -> int:
    width, _, height = chosen.size.lower().partition("x")
    if not (width.isdecimal() and height.isdecimal() and 320 <= int(width) <= 7680 and 240 <= int(height) <= 4320):
        raise NextRungError(f"--size is “{chosen.size}”; write it as 1280x832, from 320x240 to 7680x4320.")
    if not 0.5 <= chosen.scale <= 4:
        raise NextRungError(f"--scale is {chosen.scale:g}; it must be from 0.5 to 4.")
    if not 1 <= chosen.text <= 2:
        raise NextRungError(f"--text is {chosen.text:g}; it must be from 1 to 2.")
    # Both before Qt is loaded, which reads them at its start.
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["QT_SCALE_FACTOR"] = f"{chosen.scale:g}"
    view = draw.View((int(width), int(height)), mirrored=chosen.rtl, pseudo=chosen.pseudo)
    schemes = SCHEMES[:2] if chosen.theme is None else (chosen.theme,)
    outs = draw.files_of(chosen.folder, chosen.only, schemes)
    require_free(outs, replace=True)  # pictures of an earlier tour are nobody's work
    for path in draw.draw(chosen.folder, schemes=schemes, view=view, text_scale=chosen.text, only=chosen.only):
        print(path)
    return 0
