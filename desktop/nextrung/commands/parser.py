"""The command line with all commands."""

from __future__ import annotations

import argparse

from nextrung import __version__
from nextrung.commands import exporting, importing, report, safekeeping, score, tour


def add_commands(parser: argparse.ArgumentParser) -> None:
    """Add every command to a parser that has the options of the window."""
    parser.add_argument("--version", action="version", version=f"Next Rung {__version__}")
    commands = parser.add_subparsers(title="commands that work without a screen", metavar="COMMAND")
    for one in (score, report, importing, exporting, safekeeping, tour):
        one.add_commands(commands)
