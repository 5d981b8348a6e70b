"""The command line with all commands; options stand before or after the command, and between what it takes."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

from nextrung import __version__
from nextrung.commands import (
    advert,
    asking,
    encrypting,
    evidence,
    exporting,
    importing,
    packing,
    public_key,
    report,
    safekeeping,
    score,
    tour,
    unlocking,
)
from nextrung.libraries.needed import command_at
from nextrung.option_parser import Parser

VERSION = f"Next Rung {__version__}"


def add_commands(parser: Parser) -> Mapping[str, Parser]:
    """Add every command to a parser that has the options of the window; returns the parser of each command."""
    parser.add_argument("--version", action="version", version=VERSION, help="print the version")
    commands = parser.add_subparsers(title="commands that work without a screen", metavar="COMMAND")
    parts = (
        score,
        advert,
        report,
        evidence,
        importing,
        exporting,
        packing,
        public_key,
        asking,
        safekeeping,
        encrypting,
    )
    for one in (*parts, tour):
        one.add_commands(commands)
    for command in commands.choices.values():
        command.add_argument(
            "--data-dir", type=Path, metavar="DIR", default=argparse.SUPPRESS, help="where the data is kept"
        )
        unlocking.add_data_passphrase_file(command)
        command.add_argument("--version", action="version", version=VERSION, help=argparse.SUPPRESS)
    return commands.choices


def parsed(parser: Parser, commands: Mapping[str, Parser], arguments: Sequence[str]) -> argparse.Namespace:
    """What is asked for. The parser of a command takes all options, also those written before its name."""
    at = command_at(arguments)
    if at is None:
        return parser.parse_args(arguments)
    rest = [*arguments[:at], *arguments[at + 1 :]]
    # The options of a command leave out what was not given, so the default stands here.
    known = argparse.Namespace(data_dir=None, data_passphrase_file=None)
    # "Intermixed" takes files that stand on both sides of an option.
    return commands[arguments[at]].parse_intermixed_args(rest, known)
