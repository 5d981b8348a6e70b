"""The option of every command that writes files: what is there already stays, unless it is asked for."""

from __future__ import annotations

import argparse


def add_force(command: argparse.ArgumentParser) -> None:
    """Add ``--force`` to a command; what it allows is checked by ``require_free`` of ``report/saving.py``."""
    command.add_argument("--force", action="store_true", help="replace files that are there already")
