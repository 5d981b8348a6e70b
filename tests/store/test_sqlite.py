"""The SQLite of the program: one that can encrypt, and the system's own for plain data where that one is not there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from nextrung.store import sqlite

WITHOUT = """
import sys
sys.modules["sqlcipher3"] = None
from contextlib import closing
from pathlib import Path
from nextrung.store import contents, sqlite
from nextrung.store.database import open_copy, open_database

path = Path(sys.argv[1])
with closing(open_database(path)) as connection:
    contents.keep_setting(connection, "theme", "dark")
with closing(open_copy(path)) as copy:
    print(sqlite.CAN_ENCRYPT, contents.setting(copy, "theme"))
"""


def test_that_the_sqlite_of_the_program_can_encrypt() -> None:
    assert sqlite.CAN_ENCRYPT


def test_that_plain_data_work_where_it_is_not_there(tmp_path: Path) -> None:
    command = [sys.executable, "-c", WITHOUT, str(tmp_path / "nextrung.db")]
    folder = Path(sqlite.__file__).parents[2]
    done = subprocess.run(command, capture_output=True, text=True, cwd=folder, timeout=60, check=False)
    assert (done.stdout, done.stderr) == ("False dark\n", "")
