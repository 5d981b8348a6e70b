"""What loads before the first window, and that the app asks the network for nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from nextrung import resources

FIRST_WINDOW = """
import sys
from pathlib import Path
from nextrung import app, resources
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.theme.theme import Theme
workspace = app.open_workspace(Path(sys.argv[1]))
if "open" in sys.argv:
    workspace.start("quick")
application = app.make_application()
window = MainWindow(workspace, Theme(application, resources.assets()))
window.show()
application.processEvents()
print("\\n".join(sys.modules))
"""
HEAVY = ("pandas", "numpy", "pyqtgraph", "typst", "xlsxwriter", "openpyxl", "pyphen", "PySide6.QtNetwork")


def modules_after(folder: Path, *arguments: str) -> set[str]:
    package = resources.folder("assets").parent / "desktop"
    environment = {**os.environ, "PYTHONPATH": str(package), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", FIRST_WINDOW, str(folder), *arguments]
    return set(subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout.split())


@pytest.mark.parametrize("state", ["new", "open"])
def test_that_nothing_heavy_loads_before_the_first_window(tmp_path: Path, state: str) -> None:
    modules_after(tmp_path, state)  # a first start makes the database
    loaded = modules_after(tmp_path, state)
    assert "PySide6.QtWidgets" in loaded
    assert loaded.isdisjoint(HEAVY)
    assert "sqlite_utils" not in loaded, "the migration library is for migrations only"
