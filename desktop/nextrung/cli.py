"""The command line: the window, and everything that works without one."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from nextrung import terminal
from nextrung.errors import DataFolderError, NextRungError
from nextrung.intake import READ_DOCUMENTS, READ_SHEETS
from nextrung.keys.refusals import LockedBackupError, LockedDataError
from nextrung.lazy import lazy
from nextrung.libraries.needed import COMMANDS
from nextrung.option_parser import Parser

if TYPE_CHECKING:
    from nextrung import app, log, paths, resources, window_system
    from nextrung.commands import parser as commands_parser
    from nextrung.commands import score, unlocking
    from nextrung.intake import document_reader, sheet_reader
else:
    app = lazy("nextrung.app")
    commands_parser = lazy("nextrung.commands.parser")
    score = lazy("nextrung.commands.score")
    unlocking = lazy("nextrung.commands.unlocking")
    document_reader = lazy("nextrung.intake.document_reader")
    sheet_reader = lazy("nextrung.intake.sheet_reader")
    log = lazy("nextrung.log")
    paths = lazy("nextrung.paths")
    resources = lazy("nextrung.resources")
    window_system = lazy("nextrung.window_system")

OTHER_COMMANDS = f"{', '.join(COMMANDS[:-1])} and {COMMANDS[-1]}"
CHOOSE = "The option --data-dir DIR chooses a folder."
_MOST_LOCKS = 2
"""What one command may have to unlock: the data, and a backup of other data."""
INTERRUPTED = 130
"""The exit code of a program that was stopped from the keyboard."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit code: 0, 1 after one clear message on standard error, 130 when interrupted."""
    # First of all: that process exchanges bytes over its standard streams, which are wrapped for text below.
    reader = {READ_SHEETS: sheet_reader, READ_DOCUMENTS: document_reader}.get(" ".join(sys.argv[1:]))
    if reader is not None:  # the installed program, started by itself to read a file of a stranger
        reader.main()
        return 0
    with terminal.plain_streams():
        try:
            return _run(arguments)
        except DataFolderError as error:
            terminal.say(f"{error} {CHOOSE}")
        except NextRungError as error:
            terminal.say(error)
        except BrokenPipeError:  # whoever read what was printed has read enough
            return 1
        except KeyboardInterrupt:
            terminal.say("Stopped.")
            return INTERRUPTED
        except ImportError as error:
            terminal.say(_not_loaded(error) or _unexpected(error, arguments))
        except Exception as error:  # the outermost handler: nobody is shown a traceback
            terminal.say(_unexpected(error, arguments))
        return 1


def _run(arguments: Sequence[str] | None) -> int:
    try:
        chosen = _chosen(arguments)
        return int(chosen.run(chosen)) if chosen.run is _open_window else _run_unlocking(chosen)
    finally:
        terminal.flush()


def _run_unlocking(chosen: argparse.Namespace) -> int:
    """Run a command; where it meets encrypted data, before it does anything, unlock them and run it again."""
    for _ in range(_MOST_LOCKS):
        try:
            return int(chosen.run(chosen))
        except (LockedDataError, LockedBackupError) as locked:
            unlocking.unlock(locked, chosen)
    return int(chosen.run(chosen))


def _not_loaded(error: ImportError) -> str:
    """What to install where a library of the system is missing; empty where something else is wrong."""
    # The words of the dynamic loader of glibc; an ImportError has no code that tells a missing library from a bad one.
    if "cannot open shared object file" not in str(error):
        return ""
    return str(window_system.missing_library(str(error)))


def _unexpected(error: Exception, arguments: Sequence[str] | None) -> str:
    """Note an error that nobody thought of in the log of the data folder, and say so in one sentence."""
    try:
        chosen = _window_parser(add_help=False).parse_known_args(arguments)[0]
        file = paths.data_folder(chosen.data_dir, make=False) / paths.LOG
        noted = log.record(file, error)
    except (NextRungError, OSError):
        noted = False
    where = f"where it happened stands in {file}" if noted else "it could not be noted in the log"
    return f"Next Rung failed ({type(error).__name__}); nothing saved before is lost, and {where}."


def _chosen(arguments: Sequence[str] | None) -> argparse.Namespace:
    """What is asked for. The commands are only loaded where something is left when the window took its options."""
    chosen, rest = _window_parser(add_help=False).parse_known_args(arguments)
    if not rest:
        return chosen
    parser = _window_parser(add_help=True)
    return commands_parser.parsed(
        parser, commands_parser.add_commands(parser), sys.argv[1:] if arguments is None else arguments
    )


def full_parser() -> tuple[Parser, Mapping[str, Parser]]:
    """The parser of the whole command line, and that of each command."""
    parser = _window_parser(add_help=True)
    return parser, commands_parser.add_commands(parser)


def _window_parser(*, add_help: bool) -> Parser:
    parser = Parser(
        prog="nextrung", description="An offline self-assessment for machine-learning managers.", add_help=add_help
    )
    parser.add_argument("--data-dir", type=Path, metavar="DIR", help="keep all data in this folder")
    parser.add_argument("--sample", action="store_true", help="open a throw-away copy with sample data")
    parser.add_argument("--open", type=Path, nargs="?", metavar="FILE", help="show answers or data, or take a reply in")
    parser.set_defaults(run=_open_window)
    return parser


def _open_window(chosen: argparse.Namespace) -> int:
    if not _has_screen():
        return _without_screen(chosen)
    gc.disable()  # nothing becomes garbage until the first page is painted; from then on ``ui/garbage.py`` collects
    # before Qt: once that is loaded, PySide reads the source of every module imported after it
    import_module("nextrung.workspace")

    if sys.platform.startswith("linux"):
        window_system.require_libraries()
    folder = None if chosen.sample else chosen.data_dir
    return app.run(folder, sample=chosen.sample, file=chosen.open)


def _has_screen() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    # An empty name names no display.
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _without_screen(chosen: argparse.Namespace) -> int:
    """Do the main job on the bundled sample answers.

    Raises NextRungError for a file or data of one's own: they cannot be shown, and the sample is no answer to them.
    """
    asked = chosen.open or (None if chosen.sample else chosen.data_dir)
    if asked is not None:
        raise NextRungError(f"There is no screen here to show {asked} on; {OTHER_COMMANDS} work without one.")
    print(f"There is no screen here, so this is the result for sample answers; {OTHER_COMMANDS} work without one:")
    print("  score ANSWERS.json    check PATH    tour DIR\n")
    score.print_score(resources.sample_answers(), None, as_json=False)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
