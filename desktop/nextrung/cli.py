"""The command line: the window, and everything that works without one."""

from __future__ import annotations

import argparse
import gc
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from nextrung import __version__, cli_report, resources
from nextrung.errors import AnswersError, NextRungError
from nextrung.ui.theme.tokens import SCHEMES

OTHER_COMMANDS = "score, report, check, tour, backup, restore and verify"


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence and exits with 1."""

    def error(self, message: str) -> NoReturn:
        self.exit(1, f"{self.prog}: {message}\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit code: 0, or 1 after one clear message on standard error."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    chosen = _parser().parse_args(arguments)
    try:
        return int(chosen.run(chosen))
    except NextRungError as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="nextrung", description="An offline self-assessment for machine-learning managers.")
    parser.add_argument("--version", action="version", version=f"Next Rung {__version__}")
    parser.add_argument("--data-dir", type=Path, metavar="DIR", help="keep all data in this folder")
    parser.add_argument("--sample", action="store_true", help="open a throw-away copy with sample data")
    parser.add_argument("--open", type=Path, nargs="?", metavar="FILE", help="show answers or exported data to take in")
    parser.set_defaults(run=_open_window)
    commands = parser.add_subparsers(title="commands that work without a screen", metavar="COMMAND")
    score = commands.add_parser("score", help="score an answers file")
    score.add_argument("answers", type=Path, metavar="ANSWERS.json")
    score.add_argument("--role", metavar="ID", help="the role profile to compare with")
    score.add_argument("--json", action="store_true", help="print the result as JSON")
    score.set_defaults(run=_score)
    check = commands.add_parser("check", help="check a questionnaire")
    check.add_argument("path", type=Path, metavar="PATH")
    check.set_defaults(run=_check)
    cli_report.add_command(commands)
    _add_safekeeping(commands)
    tour = commands.add_parser("tour", help="draw every page with sample data to PNG files")
    tour.add_argument("folder", type=Path, metavar="DIR")
    tour.add_argument("--theme", choices=SCHEMES, help="one theme; light and dark when left out")
    tour.add_argument("--size", default="1280x832", metavar="WIDTHxHEIGHT", help="size of the window")
    tour.add_argument("--scale", type=float, default=1.0, help="pixels for each point, 0.5 to 4")
    tour.add_argument("--text", type=float, default=1.0, help="text size, 1 to 2")
    tour.add_argument("--rtl", action="store_true", help="mirrored, as for languages read from right to left")
    tour.add_argument("--pseudo", action="store_true", help="every text in brackets and longer, as a translation is")
    tour.add_argument("--only", default="", metavar="PREFIX", help="only pictures whose name begins so")
    tour.set_defaults(run=_tour)
    return parser


def _add_safekeeping(commands: Any) -> None:
    backup = commands.add_parser("backup", help="back the data up, proven")
    backup.add_argument("--out", type=Path, metavar="FILE", help="write this file instead of adding to the backups")
    backup.set_defaults(run=_backup)
    restore = commands.add_parser("restore", help="show what a backup holds, and restore it")
    restore.add_argument("file", type=Path, metavar="FILE")
    restore.add_argument("--yes", action="store_true", help="restore it; the present data is backed up first")
    restore.set_defaults(run=_restore)
    verify = commands.add_parser("verify", help="check the data and all backups, or single backups")
    verify.add_argument("files", type=Path, nargs="*", metavar="FILE")
    verify.set_defaults(run=_verify)


def _open_window(chosen: argparse.Namespace) -> int:
    if not _has_screen():
        return _without_screen()
    gc.disable()  # nothing becomes garbage until the first page is painted, where it is enabled again
    from nextrung.ui import lean_qt  # noqa: PLC0415  (needs the window system)

    lean_qt.load()
    from nextrung import app, paths  # noqa: PLC0415

    if chosen.sample:
        with tempfile.TemporaryDirectory(prefix="nextrung-sample-") as folder:
            return app.run(Path(folder), sample=True, file=chosen.open)
    return app.run(paths.data_folder(chosen.data_dir), file=chosen.open)


def _has_screen() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _without_screen() -> int:
    """Do the main job on the bundled sample answers."""
    print(f"There is no screen here, so this is the result for sample answers; {OTHER_COMMANDS} work without one:")
    print("  score ANSWERS.json    check PATH    tour DIR\n")
    _print_score(resources.sample_answers(), None, as_json=False)
    return 0


def _score(chosen: argparse.Namespace) -> int:
    _print_score(chosen.answers, chosen.role, as_json=chosen.json)
    return 0


def _print_score(path: Path, role_id: str | None, *, as_json: bool) -> None:
    from nextrung import summary  # noqa: PLC0415  (the window does not need these)
    from nextrung.questionnaire import files  # noqa: PLC0415
    from nextrung.salary import files as salary_files  # noqa: PLC0415
    from nextrung.scoring.result import as_json as result_as_json  # noqa: PLC0415
    from nextrung.scoring.result import score  # noqa: PLC0415
    from nextrung.workspace import find_role, read_answers_file  # noqa: PLC0415

    text = _text_of(path)
    installed = [files.load(folder) for folder in resources.questionnaire_folders()]
    try:
        head, answers, questionnaire = read_answers_file(text, installed)
    except AnswersError as error:
        raise AnswersError(f"{path.name}: {error}") from error
    role = find_role(questionnaire, role_id) if role_id else questionnaire.roles[0]
    result = score(head.form, answers, questionnaire, role)
    if as_json:
        print(json.dumps(result_as_json(result), ensure_ascii=False, indent=1, allow_nan=False))
    else:
        print(summary.as_text(result, salary_files.load(resources.assets("salary"))))


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise AnswersError(f"{path}: the file cannot be read: {error.strerror or error}.") from error
    except UnicodeDecodeError as error:
        raise AnswersError(f"{path.name}: the file is not UTF-8 text, so it is no answers file.") from error


def _check(chosen: argparse.Namespace) -> int:
    from nextrung.questionnaire.check import check  # noqa: PLC0415  (only this command needs it)

    report = check(chosen.path)
    print(report, file=sys.stderr if report.findings else sys.stdout)
    return 1 if report.findings else 0


def _backup(chosen: argparse.Namespace) -> int:
    from nextrung import paths, safekeeping  # noqa: PLC0415  (only this command needs them)

    print(safekeeping.back_up(paths.data_folder(chosen.data_dir), chosen.out))
    return 0


def _restore(chosen: argparse.Namespace) -> int:
    from nextrung import paths, safekeeping  # noqa: PLC0415  (only this command needs them)
    from nextrung.workspace import Workspace  # noqa: PLC0415

    def open_workspace(folder: Path) -> Workspace:
        return Workspace.open(folder / paths.DATABASE, resources.questionnaire_folders(), resources.assets("salary"))

    folder = paths.data_folder(chosen.data_dir)
    print(safekeeping.bring_back(open_workspace, folder, chosen.file, sure=chosen.yes))
    return 0


def _verify(chosen: argparse.Namespace) -> int:
    from nextrung import paths, safekeeping  # noqa: PLC0415  (only this command needs them)

    whole = True
    for good, words in safekeeping.verify(paths.data_folder(chosen.data_dir), tuple(chosen.files)):
        print(words, file=sys.stdout if good else sys.stderr)
        whole = whole and good
    return 0 if whole else 1


def _tour(chosen: argparse.Namespace) -> int:
    width, _, height = chosen.size.lower().partition("x")
    if not (width.isdecimal() and height.isdecimal() and 320 <= int(width) <= 7680 and 240 <= int(height) <= 4320):
        raise NextRungError(f"--size is “{chosen.size}”; write it as 1280x832, from 320x240 to 7680x4320.")
    if not 0.5 <= chosen.scale <= 4:
        raise NextRungError(f"--scale is {chosen.scale:g}; it must be from 0.5 to 4.")
    if not 1 <= chosen.text <= 2:
        raise NextRungError(f"--text is {chosen.text:g}; it must be from 1 to 2.")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["QT_SCALE_FACTOR"] = f"{chosen.scale:g}"
    from nextrung import tour_draw  # noqa: PLC0415  (needs the window system)

    view = tour_draw.View((int(width), int(height)), chosen.text, mirrored=chosen.rtl, pseudo=chosen.pseudo)
    schemes = SCHEMES[:2] if chosen.theme is None else (chosen.theme,)
    for path in tour_draw.draw(chosen.folder, schemes=schemes, view=view, only=chosen.only):
        print(path)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
