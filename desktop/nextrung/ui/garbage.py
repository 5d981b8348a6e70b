"""Garbage is collected in the window's thread only, and only when that is about to wait.

Python collects in whichever thread happens to allocate, at any moment. Garbage of the window holds Qt objects: taken
apart in a thread of the background, or while Qt walks through all widgets to tell each of a new style, they end the
program with a segmentation fault.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QAbstractEventDispatcher, QCoreApplication, QObject, Slot


def collect_due() -> None:
    """Collect the oldest generation whose count has passed its threshold, as Python would by itself."""
    due = [
        one
        for one, (count, most) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
        # a threshold of 0 means that this generation is never collected by itself
        if 0 < most < count
    ]
    if due:
        gc.collect(max(due))


def collect_all() -> None:
    """Collect all there is, before whole windows are deleted: it may hold parts of them that these still point to.

    Without it a chart ended the program with a segmentation fault when its window was deleted.
    """
    gc.unfreeze()
    gc.collect()


class GarbageCollector(QObject):
    """Collects in the place of Python whenever the event loop has nothing left to do; wakes nobody up for it."""

    def __init__(self, application: QCoreApplication) -> None:
        """Take over, until the application ends. What is there now lives as long as the program in the main."""
        super().__init__(application)
        gc.disable()
        gc.freeze()  # no collection need look through it, which would take as long as painting a page
        QAbstractEventDispatcher.instance().aboutToBlock.connect(self._on_dispatcher_about_to_block)

    @Slot()
    def _on_dispatcher_about_to_block(self) -> None:
        collect_due()


def collect_here(application: QCoreApplication) -> None:
    """Have garbage collected in this thread only, which is the application's."""
    if application.findChild(GarbageCollector) is None:
        GarbageCollector(application)
