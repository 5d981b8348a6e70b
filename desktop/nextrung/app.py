"""Puts the window together: workspace, theme, main window. Everything is built here and passed in."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack, closing, suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QWidget

from nextrung import looking, paths, resources
from nextrung.answering import within
from nextrung.clock import utc_now
from nextrung.errors import DiskFullError, InUseError, NewerError, UnreadPartError
from nextrung.keys.refusals import KeysError, LockedDataError
from nextrung.lazy import lazy
from nextrung.store.database import ask_for_check
from nextrung.store.encryption import entrance
from nextrung.store.lock import FolderLock
from nextrung.ui import appearance, language
from nextrung.ui.garbage import collect_here
from nextrung.ui.shell import remembered
from nextrung.ui.shell.application import Application
from nextrung.ui.shell.departure import Departure, WindowTask
from nextrung.ui.shell.first_page import FirstPage
from nextrung.ui.shell.places import places
from nextrung.ui.shell.window import FIRST_SIZE, MainWindow
from nextrung.ui.theme.theme import Theme, apply_application_style
from nextrung.ui.widgets.first_paint import after_first_paint
from nextrung.ui.widgets.fitting import ScreenFit
from nextrung.workspace import Workspace, unlocking

if TYPE_CHECKING:
    from nextrung.ui.group import preload
    from nextrung.ui.recovery import failed_start
    from nextrung.ui.shell import failures, one_window, sleep, task_window, unlock_window
    from nextrung.ui.shell.sleep import SleepWatch
else:
    sleep = lazy("nextrung.ui.shell.sleep")
    task_window = lazy("nextrung.ui.shell.task_window")
    unlock_window = lazy("nextrung.ui.shell.unlock_window")
    failures = lazy("nextrung.ui.shell.failures")
    preload = lazy("nextrung.ui.group.preload")
    failed_start = lazy("nextrung.ui.recovery.failed_start")
    one_window = lazy("nextrung.ui.shell.one_window")

PATIENCE = 10.0
"""Seconds after which a data folder that does not answer, as on a dead network mount, is given up."""
LISTEN_AFTER = 250
"""Milliseconds after which a second start is answered: what listens is loaded once the first page is up."""
STYLE = ("-style", "fusion")
"""The style of Qt that the theme styles: native ones draw parts with the system's own colours, not the palette."""
UNSEEN = ("offscreen", "minimal")
"""Platforms without a screen: a dialog there would wait for ever."""


def bare_application() -> QApplication:
    """The application object, which needs no file of the program."""
    application = QApplication.instance()
    return application if isinstance(application, QApplication) else Application([*sys.argv[:1], *STYLE])


def make_application() -> QApplication:
    """The application object with its name."""
    application = bare_application()
    application.setApplicationName("Next Rung")
    application.setApplicationDisplayName("Next Rung")
    # On Wayland the desktop takes icon and name from the entry called so.
    application.setDesktopFileName("org.nextrung.NextRung")
    language.settle(application)
    return application


def set_window_icon(application: QApplication) -> None:
    """Give every window its icon, those that are open too; it has Qt look for a reader of its format."""
    application.setWindowIcon(QIcon(str(resources.assets("icons", "next-rung.svg"))))


def open_workspace(data_folder: Path, now: Callable[[], datetime] = utc_now) -> Workspace:
    """The workspace over a data folder, by its own clock. Raises DatabaseError in one sentence."""
    database = paths.data_folder(data_folder) / paths.DATABASE
    return Workspace.open(database, resources.questionnaire_folders(), resources.assets("salary"), now)


def add_sample(workspace: Workspace) -> None:
    """Fill an empty workspace with the sample person."""
    if workspace.person is None:
        workspace.add_sample(resources.sample_answers().read_text(encoding="utf-8"))


class Start:
    """One start: from the data folder to the end of the window. ``folder`` may be changed for another ``run``."""

    def __init__(self, folder: Path | None, file: Path | None, *, sample: bool, seen: bool | None = True) -> None:
        """``folder`` is the chosen data folder, None the system's place; ``file`` is shown before it is taken in.

        Where no window is ``seen``, nobody is asked for a passphrase; None asks the platform.
        """
        self._seen = seen
        self.folder = folder
        self.file = file
        self.database: Path | None = None
        """The data file, as soon as it is known where it lies."""
        self.is_open = False
        """Whether the database was opened: what fails from then on may be damage in it."""
        self._sample = sample
        self._window: MainWindow | None = None
        self._theme: Theme | None = None
        self._before: QWidget | None = None
        """What is on the screen until the main window is."""
        self._left: Departure | None = None
        """Why the window before went, where it is to come again."""
        self._said, self._problem = "", ""
        self._sleep: SleepWatch | None = None
        """What says that the computer is about to sleep, while encrypted data are open."""

    def run(self) -> int:
        """Open the data, show the window and run until it is closed; returns the exit code.

        Encrypted data are unlocked first, and each time they were locked. Whatever fails before the first page is
        painted is raised, with no window left; the data file is then checked as a whole the next time.
        """
        self.database, self.is_open = None, False
        self._go_back(None)
        folder = within(PATIENCE, partial(paths.data_folder, self.folder))
        self.database = folder / paths.DATABASE
        while True:
            self._do_task(folder)
            if self._is_locked(self.database) and not self._unlock(self.database):
                return 0
            code = self._run_window(folder, self.database)
            if self._left is None:
                return code
            self.is_open = False
            if self._left.task is None:
                unlocking.lock(self.database)
            self._watch_no_sleep()

    def _is_locked(self, database: Path) -> bool:
        """Whether the data wait to be unlocked. Raises KeysError where nothing unlocks them, or nobody is there."""
        try:
            entrance.require_unlocked(database)
        except LockedDataError:
            if _is_seen(self._seen):
                return True
            with FolderLock(database.parent):  # a window that asks for it already is shown instead
                raise
        return False

    def _go_back(self, left: Departure | None) -> None:
        """Come again from where a window was left; None begins anew."""
        self._left = left

    def _run_window(self, folder: Path, database: Path) -> int:
        workspace: Workspace | None = None
        try:
            workspace = open_workspace(folder)
            self.is_open = True
            return self._show(workspace, folder / paths.LOG)
        # None of these is damage, so that the next start need not read the whole file.
        except (InUseError, DiskFullError, NewerError, KeysError):
            raise
        except Exception:
            if looking.is_there(database):
                ask_for_check(database)
            raise
        finally:
            if workspace is not None and workspace.is_open:
                workspace.close()

    def _unlock(self, database: Path) -> bool:
        """Ask for what opens the data; False when the person quits. Raises KeysError, InUseError."""
        application = make_application()
        first = FirstPage(application)
        try:
            # so that no other program asks the same
            with FolderLock(database.parent):
                asking = unlock_window.UnlockWindow(
                    self._theme_of(application), unlocking.Unlocking(database), database.parent
                )
                asking.ended.connect(application.exit)
                self._stand(asking)
                after_first_paint(asking, partial(set_window_icon, application))
                after_first_paint(asking, partial(QTimer.singleShot, LISTEN_AFTER, asking.listen))
                asking.show()
                first.run()
        except BaseException:
            first.take_down()
            raise
        self.file = asking.file or self.file
        self._before = asking
        return asking.is_unlocked

    def _do_task(self, folder: Path) -> None:
        """Do what the window before went for, if anything."""
        if self._left is None or self._left.task is None:
            return
        application = make_application()
        first = FirstPage(application)
        try:
            task = self._left.task
            doing = task_window.TaskWindow(self._theme_of(application), task, partial(_done, folder, task))
            self._stand(doing)
            doing.ended.connect(application.exit)
            doing.show()
            first.run()
        except BaseException:
            first.take_down()
            raise
        self._said, self._problem, self._before = doing.said, doing.problem, doing

    def _stand(self, window: QWidget) -> None:
        """Give a window the place of the one before, or that of a first start; another one follows it."""
        QApplication.setQuitOnLastWindowClosed(False)
        window.resize(*FIRST_SIZE)
        if self._left is not None:
            window.restoreGeometry(self._left.geometry)
        fit = ScreenFit(window)
        after_first_paint(window, fit.follow)

    def _theme_of(self, application: QApplication) -> Theme:
        if self._theme is None:
            self._theme = Theme(application, resources.assets())
        return self._theme

    def _show(self, workspace: Workspace, log_file: Path) -> int:
        if self._sample:
            add_sample(workspace)
        application = make_application()
        first = FirstPage(application)
        try:
            window = self._window = self._open_window(workspace, application, log_file)
            QApplication.setQuitOnLastWindowClosed(True)
            code = first.run()
        except BaseException:
            self._window = None
            first.take_down()
            raise
        self._go_back(window.departure)
        if self._left is not None:
            self._window = None
            first.take_down()
        return code

    def _open_window(self, workspace: Workspace, application: QApplication, log_file: Path) -> MainWindow:
        chosen = appearance.of(workspace)
        if self._theme is None:
            self._theme = Theme(application, resources.assets(), chosen.scheme, chosen.text_scale)
        elif (self._theme.chosen, self._theme.text_scale) != (chosen.scheme, chosen.text_scale):
            self._theme.choose(chosen.scheme, chosen.text_scale)
        window = MainWindow(workspace, self._theme, self._first_place(workspace), whole=False)
        fit = ScreenFit(window)
        remembered.restore(window, workspace)
        fit.fit()  # what was remembered may be of a larger screen
        window.return_to(remembered.place(workspace))
        application.commitDataRequest.connect(window.keep_typing)
        after_first_paint(window.current_page(), partial(self._complete, window, log_file))
        window.show()
        self._hide_before()
        window.shortcuts.lock.lock_at_start()  # before anything is painted
        after_first_paint(window.current_page(), partial(QTimer.singleShot, LISTEN_AFTER, window.listen))
        after_first_paint(window.current_page(), fit.follow)
        if workspace.is_encrypted and sys.platform.startswith("linux"):
            after_first_paint(window.current_page(), partial(QTimer.singleShot, LISTEN_AFTER, self._watch_sleep))
        return window

    def _watch_sleep(self) -> None:
        """Lock the data when the computer is about to sleep, and let it sleep when they are."""
        if self._window is not None and self._sleep is None:
            self._sleep = sleep.SleepWatch()
            self._sleep.coming.connect(self._window.shortcuts.lock.lock)

    def _watch_no_sleep(self) -> None:
        if self._sleep is not None:
            self._sleep.release()
            self._sleep.deleteLater()
            self._sleep = None

    def _first_place(self, workspace: Workspace) -> str:
        """Where the window before was left, or what a start shows first."""
        left = self._left.place if self._left is not None else ""
        offered = any(one.id == left and one.in_sight(workspace) for one in places())
        return left if offered else remembered.first_place(workspace)

    def _hide_before(self) -> None:
        if self._before is not None:
            self._before.hide()
            self._before.deleteLater()
            self._before = None

    def _complete(self, window: MainWindow, log_file: Path) -> None:
        """What the first page did not have to wait for."""
        set_window_icon(window.theme.application)
        failed = failures.Failures(
            window.theme, log_file, window, window.commands.say_problem, window.workspace.ask_for_check
        )
        failed.install()
        preload.Preloader(window.workspace, window)
        collect_here(window.theme.application)
        window.complete()
        window.commands.begin()
        self._say_done(window)
        file, self.file = self.file, None
        if file is not None:
            window.arrivals.open_file(file)
        application = window.theme.application
        if isinstance(application, Application):  # any other one was made by whoever runs this program in its own
            application.file_opened.connect(window.come_forward)
            application.hand_over_files()

    def _say_done(self, window: MainWindow) -> None:
        said, problem, self._said, self._problem = self._said, self._problem, "", ""
        task = self._left.task if self._left is not None else None
        if task is not None and task.after and not problem:
            window.show_thing("settings", task.after)
        if problem:
            window.commands.say_problem(problem)
        elif said:
            window.commands.say(said)


def _done(folder: Path, task: WindowTask) -> str:
    """Do a task on the data of a folder, which nobody has open; returns what it says. Raises NextRungError."""
    with closing(open_workspace(folder)) as workspace:
        return task.work(workspace)


def run(data_folder: Path | None, *, sample: bool = False, file: Path | None = None, seen: bool | None = None) -> int:
    """Open the window and run until it is closed; returns the exit code. ``file`` is shown there before it is taken in.

    Where the data is open already, the window that shows it comes to the front instead. Whatever else fails before the
    first page is painted is shown with what can be done about it, if it is ``seen``: None asks the platform whether it
    has a screen. Raises NextRungError when it is not, or the person quits.
    """
    failure: Exception | None = None
    with ExitStack() as to_the_end:
        start = Start(data_folder, file, sample=sample, seen=seen)
        while True:
            before = failure
            try:
                if sample and start.folder is None:
                    start.folder = _throw_away_folder(to_the_end)
                return start.run()
            except Exception as error:
                failure = error
            if isinstance(failure, InUseError) and start.database and show_running(start.database.parent, file):
                return 0
            if isinstance(failure, UnreadPartError) and not isinstance(before, UnreadPartError):
                continue  # the data are checked as a whole now, which tells damage from a disk that failed once
            lead_on(start, failure, seen=seen)


def _throw_away_folder(to_the_end: ExitStack) -> Path:
    return Path(to_the_end.enter_context(tempfile.TemporaryDirectory(prefix="nextrung-sample-")))


def _is_seen(seen: bool | None) -> bool:
    return bare_application().platformName() not in UNSEEN if seen is None else seen


def lead_on(start: Start, failure: Exception, *, seen: bool | None = None) -> None:
    """Show what failed and carry out what is chosen; returns to try again. Raises NextRungError where nobody does."""
    application = bare_application()
    collect_here(application)
    failed = failed_start.FailedStart(failure, start.database, was_open=start.is_open)
    if not _is_seen(seen):
        raise failed.problem from failure
    theme: Theme | None = None
    with suppress(Exception):  # the files that windows are styled with may be what fails
        theme = Theme(make_application(), resources.assets())
        set_window_icon(application)
    apply_application_style(application)
    start.folder = failed.lead_on(theme) or start.folder


def show_running(data_folder: Path, file: Path | None) -> bool:
    """Bring the window to the front that has the data open, and ``file`` to it; False when it does not answer."""
    make_application()
    return one_window.ask_running(data_folder, file)
