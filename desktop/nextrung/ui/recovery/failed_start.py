"""A start that failed before the first page: what it means in one sentence, and the ways to go on."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QDialog

from nextrung import log, paths
from nextrung.errors import DamagedError, FindingsError, NextRungError, StartError
from nextrung.ui.recovery.controller import RecoveryController
from nextrung.ui.recovery.problem import StartProblem, ask_plainly
from nextrung.ui.theme.theme import Theme
from nextrung.workspace.recovery import RecoveryService, is_damage


class FailedStart:
    """Says what failed as ``problem``, and leads on."""

    def __init__(self, failure: Exception, database: Path | None, *, was_open: bool) -> None:
        """``database`` is the data file, where it was known; ``was_open`` whether it could be opened."""
        self._database = database
        self._is_damage = isinstance(failure, DamagedError) or (was_open and is_damage(failure))
        # known failures say all there is to say; the log is for those that nobody expected
        if not isinstance(failure, NextRungError) and database is not None:
            log.record(database.with_name(paths.LOG), failure)
        self.problem = self._in_words(failure)

    def _in_words(self, failure: Exception) -> NextRungError:
        """One sentence; of what nobody expected only the kind, for its text may hold what a person wrote."""
        if isinstance(failure, FindingsError):
            first, more = failure.findings[0], len(failure.findings) - 1
            others = f" ({more} more)" if more else ""
            return StartError(
                f"A file that was installed with Next Rung has a mistake: {first}{others}. Your data is untouched;"
                " install Next Rung again."
            )
        if isinstance(failure, NextRungError):
            return failure
        kind = type(failure).__name__
        if self._is_damage:
            return DamagedError(
                f"What is in the data file {self._database} cannot be shown ({kind}); it may be damaged."
            )
        reason = getattr(failure, "strerror", None) or kind
        return StartError(f"Next Rung could not start: {reason}. Your data is untouched.")

    def lead_on(self, theme: Theme | None) -> Path | None:
        """Show the ways to go on, and carry out the one that is chosen; returns another data folder if one was chosen.

        Raises the problem when the person quits.
        """
        if theme is None:
            if ask_plainly(str(self.problem)):
                return None
            raise self.problem
        if self._is_damage and self._database is not None:
            try:
                with RecoveryService(self._database) as service:
                    if RecoveryController(theme, service, str(self.problem)).run():
                        return None
                    raise self.problem
            except NextRungError as error:
                # the person quit: the problem goes on to whoever started
                if error is self.problem:
                    raise
                self.problem = error  # not even looking is possible
        dialog = StartProblem(theme, str(self.problem))
        # ``exec`` and not ``open``: there is no window yet, and no event loop but that of the dialog
        if dialog.exec() != QDialog.DialogCode.Accepted:
            raise self.problem
        return dialog.folder
