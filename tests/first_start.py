"""What a first start leaves: data at the newest schema that hold the installed content, with nobody in them.

Reading that content takes longer than most tests, which begin with a second start.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from nextrung import app, paths


def begun(folder: Path) -> Path:
    """The data file in a folder, which is made."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)  # as a first start leaves both: a place that keeps other rights is told in the settings
    database = folder / paths.DATABASE
    database.write_bytes(_data())
    database.chmod(0o600)
    return database


@cache
def _data() -> bytes:
    with TemporaryDirectory() as folder:
        workspace = app.open_workspace(Path(folder))
        assert workspace.installed
        workspace.close()
        return (Path(folder) / paths.DATABASE).read_bytes()
