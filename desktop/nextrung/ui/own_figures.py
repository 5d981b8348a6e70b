"""Own figures for whatever shows them: at once where they are few, else as soon as a thread has read them."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from nextrung.salary.own import KeptFigure
from nextrung.ui.background import Background
from nextrung.workspace.pay import OwnFiguresRead, PayService


class OwnFigures(QObject):
    """Reads the own figures of the person without holding the window up."""

    read = Signal()
    """Figures that were waited for are here now."""

    def __init__(self, pay: PayService, parent: QObject) -> None:
        """Read from ``pay``; nothing is read yet."""
        super().__init__(parent)
        self._pay = pay
        self._asked_at: tuple[int, int] | None = None
        self._reading = Background(self)
        self._reading.finished.connect(self._on_reading_finished)
        self._reading.broken_off.connect(self._on_reading_broken_off)
        self._reading.failed.connect(self._on_reading_failed)

    @property
    def is_reading(self) -> bool:
        """Whether figures are being read in a thread."""
        return self._asked_at is not None

    def waits(self) -> bool:
        """Whether they are read in a thread first, which begins now; ``read`` follows."""
        if not self._pay.own_waits():
            self._reading.cancel()
            self._asked_at = None
            return False
        changes = self._pay.changes()
        if changes != self._asked_at:
            self._asked_at = changes
            self._reading.run(self._pay.own_work(), after_look=True)
        return True

    def shown(self) -> tuple[KeptFigure, ...]:
        """The figures; while a thread reads them, those that were read before."""
        return self._pay.own_read_last() if self.waits() else self._pay.own()

    @Slot(object)
    def _on_reading_finished(self, found: OwnFiguresRead) -> None:
        self._asked_at = None
        self._pay.keep_own(found)
        self.read.emit()

    @Slot()
    def _on_reading_broken_off(self) -> None:
        self._asked_at = None

    @Slot(Exception)
    def _on_reading_failed(self, error: Exception) -> None:
        # Whoever asked shows what was read before; why there is no more is said as for any other failure.
        raise error
