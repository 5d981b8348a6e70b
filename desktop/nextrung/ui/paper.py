"""The paper of the person's country."""

from __future__ import annotations

from PySide6.QtCore import QLocale

from nextrung.report.blocks import Paper


def paper() -> Paper:
    """Letter where inches are used, A4 everywhere else."""
    return "letter" if QLocale.system().measurementSystem() == QLocale.MeasurementSystem.ImperialUSSystem else "a4"
