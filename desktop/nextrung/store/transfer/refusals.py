"""What is said when a data file is not taken, and how long work is watched and stopped."""

from __future__ import annotations

from nextrung.errors import NextRungError


class TransferError(NextRungError):
    """A data file that cannot be written, or that is refused; nothing kept here was changed."""


class TransferCancelledError(TransferError):
    """The work was stopped on request; nothing was changed."""

    def __init__(self) -> None:
        """The sentence is always the same: it says that nothing was changed."""
        super().__init__("Stopped. Nothing was changed.")


class Watch:
    """How far work has come, and whether it should stop; read and set from another thread than the work's."""

    def __init__(self) -> None:
        """Begin with a part of 0 and no wish to stop."""
        self.part = 0.0
        """The part that is done, from 0 to 1."""
        self._cancelled = False

    def cancel(self) -> None:
        """Have the work stop at its next step."""
        self._cancelled = True

    def step(self, part: float | None = None) -> None:
        """Called by the work now and then. Raises TransferCancelledError when it should stop."""
        if part is not None:
            self.part = min(1.0, max(self.part, part))
        if self._cancelled:
            raise TransferCancelledError
