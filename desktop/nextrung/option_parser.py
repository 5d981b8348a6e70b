"""What the command line understands: a parser that says what is wrong in one sentence, and what it takes."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NoReturn

from nextrung import terminal

if TYPE_CHECKING:
    from _typeshed import SupportsWrite


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence and exits with 1; ``more`` is help that is only put together when asked for.

    Names of options are written out: what a shortened one means would change with every option added.
    """

    more: Callable[[], str] | None = None

    def __init__(self, *, brief: str = "", **settings: Any) -> None:
        self.brief = brief
        """What a command does, in a few words."""
        self.arguments: list[argparse.Action] = []
        """Options and values in the order in which they were added: argparse keeps them to itself."""
        super().__init__(allow_abbrev=False, formatter_class=argparse.RawDescriptionHelpFormatter, **settings)

    def add_argument(self, *names: Any, **settings: Any) -> argparse.Action:
        """Add an option or a value, and note it."""
        added = super().add_argument(*names, **settings)
        self.arguments.append(added)
        return added

    def options_with_value(self) -> set[str]:
        """The names of its options that a value follows."""
        return {name for one in self.arguments if one.nargs != 0 for name in one.option_strings}

    def error(self, message: str) -> NoReturn:
        """End with 1 after one sentence."""
        self.exit(1, f"{self.prog}: {message}; {self.prog} --help says what there is.\n")

    def _print_message(self, message: str, file: SupportsWrite[str] | None = None) -> None:
        # argparse drops what is for a stream that is not there, as in the program of Windows that opens no console
        if file is None:
            terminal.say(message.rstrip("\n"))
        else:
            super()._print_message(message, file)

    def format_help(self) -> str:
        """The help, with what is only put together now."""
        return super().format_help() + (f"\n{self.more()}\n" if self.more else "")


def add_command(commands: Any, name: str, brief: str) -> Parser:
    """Add a command to those of a parser: its name, and what it does in a few words."""
    parser: Parser = commands.add_parser(name, help=brief, brief=brief)
    return parser
