"""Where a person's data lies."""

from __future__ import annotations

import errno
import stat
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from nextrung import looking, windows_files
from nextrung.errors import DatabaseError, DataFolderError
from nextrung.intake import entering
from nextrung.intake.entering import EntryError
from nextrung.lazy import lazy
from nextrung.whole_file import written_whole

if TYPE_CHECKING:
    import json

    import platformdirs
else:
    json = lazy("json")  # names of folders may be no Unicode, which other readers of JSON refuse
    platformdirs = lazy("platformdirs")

DATABASE = "nextrung.db"
KEYS = "nextrung.keys"
"""The keys of an encrypted data file, in its folder."""
BACKUPS = "backups"
QUESTIONNAIRES = "questionnaires"
"""The folder in which a person's own questionnaires lie, each in a folder of its id."""
QUESTIONNAIRE_ENDING = ".nextrung-questionnaire"
"""How the name of a questionnaire that travels as one file ends."""
REPLY_ENDING = ".nextrung-reply"
"""How the name of a sealed reply ends."""
SET_ASIDE = "damaged"
LOG = "nextrung.log"
MOVED = "nextrung-moved-to.json"
"""Left in a data folder when its data is moved; names the new folder. While the data file is still beside it, the move
is not done."""
ARRIVING = "nextrung-arriving.json"
"""In a folder that data is moved to until the move is done; names the folder it comes from."""
OWNER_ONLY = 0o700
_MOST_MOVES = 8


class Word(NamedTuple):
    """What is left about a move: the other folder, and what both folders call this move (empty before 0.2)."""

    folder: Path
    move: str


def data_folder(chosen: Path | None = None, *, make: bool = True) -> Path:
    """The data folder, made for the owner alone if it is not there: ``chosen``, or the system's place for user data.

    Where the data was moved from there, the folder it was moved to. Who only looks does not ``make`` it. Raises
    DatabaseError when it cannot be used.
    """
    if chosen is None:
        chosen = Path(platformdirs.user_data_dir("nextrung", appauthor=False))
    # Data may have been moved on from where it was moved to; a circle of such words must end.
    for _ in range(_MOST_MOVES):
        if windows_files.IS_WINDOWS and windows_files.is_on_server(chosen):
            raise DataFolderError(
                f"The data folder {chosen} lies on another computer, where a database is not safe; choose a folder of"
                " this one. Backups may go there."
            )
        chosen = windows_files.reachable(chosen)
        if make:
            _make(chosen)
        elif not _is_made(chosen):
            return chosen
        try:
            moved = _onward(chosen)
        except OSError as error:
            raise _unusable(chosen, error) from error
        if moved is None:
            return chosen
        chosen = moved
    raise DatabaseError(f"The data folder {chosen} says that it was moved in a circle; remove {MOVED} in it.")


def _onward(folder: Path) -> Path | None:
    """The folder to go on to from this one; None when the data lies here. Raises DatabaseError, OSError."""
    there = (folder / DATABASE).exists()
    arriving = word(folder, ARRIVING)
    if arriving is not None:
        if has_arrived(arriving):
            return None
        there = False  # a copy that the data was never handed over to
    moved = word(folder, MOVED)
    if moved is None:
        return _require_data(arriving.folder) if arriving is not None else None
    if there and moved.move:
        return None  # broken off before it was done
    return _require_data(moved.folder)


def _require_data(folder: Path) -> Path:
    if not any(looking.is_there(folder / name) for name in (DATABASE, BACKUPS, SET_ASIDE)):
        # an empty folder may be the place where a drive is not connected: new data there would hide the old
        raise DataFolderError(
            f"The data was moved to {folder}, where it is not there now; connect it and start again, or choose"
            " another folder."
        )
    return folder


def has_arrived(arriving: Word) -> bool:
    """Whether the data was handed over to the folder where this word of a move lies. Raises DatabaseError, OSError."""
    moved = word(arriving.folder, MOVED)
    return moved is not None and moved.move == arriving.move and not (arriving.folder / DATABASE).exists()


def keep_word(folder: Path, name: str, about: Word) -> None:
    """Leave word of a move in a folder. Raises OSError."""
    with written_whole(folder / name) as beside:
        beside.write_text(json.dumps({"folder": str(about.folder), "move": about.move}) + "\n", encoding="utf-8")


def word(folder: Path, name: str) -> Word | None:
    """What is left about a move in a folder; None when there is nothing. Raises DatabaseError."""
    try:
        left = entering.whole(folder / name, entering.NOTE)
        raw = json.loads(left)  # loaded only where there is something to read, which is seldom
    except (EntryError, ValueError, RecursionError) as error:
        if isinstance(error.__cause__, FileNotFoundError):
            return None
        raise DatabaseError(f"{folder / name} cannot be read; it names the folder the data was moved to.") from error
    if not isinstance(raw, dict) or not isinstance(raw.get("folder"), str):
        raise DatabaseError(f"{folder / name} does not name the folder the data was moved to.")
    return Word(Path(raw["folder"]), str(raw.get("move") or ""))


def _make(folder: Path) -> None:
    try:
        folder.mkdir(mode=OWNER_ONLY, parents=True, exist_ok=True)
    except (OSError, ValueError) as error:  # a name with a zero character is a ValueError
        raise _unusable(folder, error) from error


def _is_made(folder: Path) -> bool:
    """Whether the folder is there. Raises DataFolderError when something else is, or when nobody can tell."""
    try:
        found = folder.stat()
    except FileNotFoundError:
        return False
    except (OSError, ValueError) as error:
        raise _unusable(folder, error) from error
    if not stat.S_ISDIR(found.st_mode):
        raise _unusable(folder, NotADirectoryError(errno.ENOTDIR, "it is no folder"))
    return True


def _unusable(folder: Path, error: OSError | ValueError) -> DataFolderError:
    reason = getattr(error, "strerror", None) or str(error)
    return DataFolderError(f"The data folder {folder} cannot be used: {reason}. Choose another one.")
