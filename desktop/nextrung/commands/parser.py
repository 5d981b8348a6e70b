"""The command line with all commands; options stand before or after the command, and between what it takes."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

from nextrung import __version__
from nextrung.commands import exporting, importing, report, safekeeping, score, tour

VERSION = f"Next Rung {__version__}"


def add_commands(parser: argparse.ArgumentParser) -> Mapping[str, argparse.ArgumentParser]:
    """Add every command to a parser that has the options of the window; returns the parser of each command."""
    parser.add_argument("--version", action="version", version=VERSION, help="print the version")
    commands = parser.add_subparsers(title="commands that work without a screen", metavar="COMMAND")
    for one in (score, report, importing, exporting, safekeeping, tour):
        one.add_commands(commands)
    for command in commands.choices.values():
        command.add_argument(
            "--data-dir", type=Path, metavar="DIR", default=argparse.SUPPRESS, help="where the data is kept"
        )
        command.add_argument("--version", action="version", version=VERSION, help=argparse.SUPPRESS)
    return commands.choices


def parsed(
    parser: argparse.ArgumentParser, commands: Mapping[str, argparse.ArgumentParser], arguments: Sequence[str]
) -> argparse.Namespace:
    """What is asked for. The parser of a command takes all options, also those written before its name."""
    at = _command_at(arguments, commands, (parser, *commands.values()))
    if at is None:
        return parser.parse_args(arguments)
    rest = [*arguments[:at], *arguments[at + 1 :]]
    # The options of a command leave out what was not given, so the default stands here.
    known = argparse.Namespace(data_dir=None)
    # "Intermixed" takes files that stand on both sides of an option.
    return commands[arguments[at]].parse_intermixed_args(rest, known)


def _command_at(
    arguments: Sequence[str], commands: Mapping[str, object], parsers: Sequence[argparse.ArgumentParser]
) -> int | None:
    """Where the name of the command stands: behind options and their values. None where there is none."""
    with_value = {
        name
        for parser in parsers
        for action in parser._actions  # there is no other way to ask
        for name in action.option_strings
        if action.nargs != 0
    }
    at = 0
    while at < len(arguments) and arguments[at].startswith("-") and arguments[at] != "--":
        at += 2 if arguments[at] in with_value else 1
    return at if at < len(arguments) and arguments[at] in commands else None
