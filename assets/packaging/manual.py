"""The manual: what ``linux/nextrung.1`` tells, with every command and option as the parsers of the program have it."""

from __future__ import annotations

import argparse
from pathlib import Path

from nextrung import cli
from nextrung.option_parser import Parser

TEMPLATE = Path(__file__).resolve().parent / "linux" / "nextrung.1"


def manual() -> str:
    """The text of the manual; version and date are still to be put in."""
    parser, parsers = cli.full_parser()
    options = [entry(action) for action in parser.arguments]
    commands = [command(name, one) for name, one in parsers.items()]
    text = TEMPLATE.read_text(encoding="utf-8")
    return text.replace("@OPTIONS@\n", "".join(options)).replace("@COMMANDS@\n", "".join(commands))


def command(name: str, parser: Parser) -> str:
    """The section of one command."""
    actions = [action for action in parser.arguments if action.help != argparse.SUPPRESS and action.dest != "help"]
    values = " ".join(value_of(action) for action in actions if not action.option_strings)
    head = f".SS {plain(f'{name} {values}'.strip())}\n{plain(parser.brief)}\n"
    told = f".PP\n.nf\n{plain(parser.more())}\n.fi\n" if parser.more else ""
    return head + "".join(entry(action) for action in actions) + told


def entry(action: argparse.Action) -> str:
    """One argument, with what it means."""
    names = ", ".join(rf"\fB{plain(name)}\fR" for name in action.option_strings)
    value = rf"\fI{plain(value_of(action))}\fR" if action.nargs != 0 else ""
    return f".TP\n{' '.join(filter(None, (names, value)))}\n{plain(action.help or f'the {value_of(action)}')}\n"


def value_of(action: argparse.Action) -> str:
    """How the value of an argument is shown."""
    shown = str(action.metavar or (f"{{{','.join(map(str, action.choices))}}}" if action.choices else action.dest))
    return {"*": f"[{shown}...]", "?": f"[{shown}]"}.get(str(action.nargs), shown)


def plain(text: str) -> str:
    """A text whose signs mean nothing to the program that sets the manual."""
    escaped = text.replace("\\", r"\e").replace("-", r"\-")
    return "\n".join(rf"\&{line}" if line.startswith((".", "'")) else line for line in escaped.splitlines())
