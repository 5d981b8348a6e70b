"""Starts the real program again and again on damaged data, and sees what a person would: ``python -m … FOLDER``.

``FOLDER`` holds sound data. Reads the name of a data folder at a time, and answers in one line what was on the screen.
Everything is loaded once; each start is a fork of this process, which opens the data through ``app.run``.
"""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import NoReturn

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from tests.hardship import modes

from nextrung import app, paths
from nextrung.ui.recovery.dialog import RecoveryDialog
from nextrung.ui.recovery.problem import StartProblem
from nextrung.ui.shell.failures import Failures
from nextrung.ui.shell.unlock_window import UnlockWindow
from nextrung.ui.shell.window import MainWindow

LOOK_EVERY = 5
"""Milliseconds between two looks at what is on the screen."""
LONGEST = 60
"""Seconds after which a start that shows nothing is one that hangs."""
NOTHING = 3
SHOWN = {10: "window", 11: "recovery", 12: "problem", 13: "unlock"}
_CODES = {kind: code for code, kind in SHOWN.items()}


def on_screen() -> str:
    """What is shown now: the window once its first page is painted, the recovery offer, a problem, or nothing yet."""
    shown = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    if any(isinstance(one, RecoveryDialog) for one in shown):
        return "recovery"
    if any(isinstance(one, (StartProblem, QMessageBox)) for one in shown):
        return "problem"
    if any(isinstance(one, UnlockWindow) for one in shown):
        return "unlock"
    is_up = isinstance(getattr(sys.excepthook, "__self__", None), Failures)
    return "window" if is_up and any(isinstance(one, MainWindow) for one in shown) else ""


def start(folder: Path | None) -> NoReturn:
    """Start the program on a data folder, None for the system's place, and end with what it shows first."""
    app.bare_application()  # a timer needs it
    timer = QTimer()
    timer.setInterval(LOOK_EVERY)

    def look() -> None:
        kind = on_screen()
        if kind:
            os._exit(_CODES[kind])

    timer.timeout.connect(look)
    timer.start()
    try:
        app.run(folder, seen=True)
    finally:
        os._exit(NOTHING)


def shown_by_a_start(folder: Path) -> str:
    """What a start on a data folder shows; how it ended when it shows nothing."""
    child = os.fork()
    if child == 0:
        import signal

        signal.alarm(LONGEST)
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        modes.unlock(folder / paths.DATABASE)  # as a person does who is asked first
        start(folder)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return SHOWN.get(code, f"nothing ({code})")


def warm_up(folder: Path) -> None:
    """Load all that a start loads, by showing a window once and removing it: it costs each fork nothing then."""
    from nextrung.ui.recovery import failed_start  # noqa: F401
    from nextrung.ui.shell import one_window  # noqa: F401

    timer = QTimer()
    timer.setInterval(LOOK_EVERY)

    def look() -> None:
        if on_screen() == "window":
            timer.stop()
            for one in QApplication.topLevelWidgets():
                one.close()

    timer.timeout.connect(look)
    timer.start()
    app.run(folder, seen=True)
    for one in QApplication.topLevelWidgets():
        one.deleteLater()  # each fork would dress what is left of it anew
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    sys.excepthook = sys.__excepthook__
    gc.freeze()
    gc.disable()  # as the program does until its first page is painted


def main(sound: Path) -> None:
    app.make_application()
    warm_up(sound)
    print("ready", flush=True)  # noqa: T201
    for line in sys.stdin:
        print(shown_by_a_start(Path(line.rstrip("\n"))), flush=True)  # noqa: T201


if __name__ == "__main__":
    if sys.argv[1] == "once":
        start(Path(sys.argv[2]) if len(sys.argv) > 2 else None)
    main(Path(sys.argv[1]))
