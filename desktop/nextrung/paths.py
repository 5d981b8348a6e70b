"""Where a person's data lies."""

from __future__ import annotations

import json
from pathlib import Path

from nextrung import looking
from nextrung.errors import DatabaseError
from nextrung.intake import entering
from nextrung.intake.entering import EntryError
from nextrung.whole_file import written_whole

DATABASE = "nextrung.db"
BACKUPS = "backups"
SET_ASIDE = "damaged"
LOG = "nextrung.log"
MOVED = "nextrung-moved-to.json"
"""Left in a data folder when its data was moved; names the new folder."""
OWNER_ONLY = 0o700
_MOST_MOVES = 8


def data_folder(chosen: Path | None = None) -> Path:
    """The data folder, made for the owner alone if it is not there: ``chosen``, or the system's place for user data.

    Where the data was moved from there, the folder it was moved to. Raises DatabaseError when it cannot be used.
    """
    if chosen is None:
        import platformdirs  # noqa: PLC0415  (its import is only needed here)

        chosen = Path(platformdirs.user_data_dir("nextrung", appauthor=False))
    for _ in range(_MOST_MOVES):
        _make(chosen)
        moved = _moved_to(chosen)
        if moved is None:
            return chosen
        if not any(looking.is_there(moved / name) for name in (DATABASE, BACKUPS, SET_ASIDE)):
            # an empty folder may be the place where a drive is not connected: new data there would hide the old
            raise DatabaseError(
                f"The data was moved to {moved}, where it is not there now; connect it and start again, or choose"
                " another folder with --data-dir."
            )
        chosen = moved
    raise DatabaseError(f"The data folder {chosen} says that it was moved in a circle; remove {MOVED} in it.")


def keep_moved(old: Path, new: Path) -> None:
    """Leave word in ``old`` that the data lies in ``new`` now. Raises OSError."""
    (new / MOVED).unlink(missing_ok=True)
    with written_whole(old / MOVED) as beside:
        beside.write_text(json.dumps({"folder": str(new)}) + "\n", encoding="utf-8")


def _moved_to(folder: Path) -> Path | None:
    try:
        raw = json.loads(entering.whole(folder / MOVED, entering.NOTE))
    except (EntryError, ValueError, RecursionError) as error:
        if isinstance(error.__cause__, FileNotFoundError):
            return None
        raise DatabaseError(f"{folder / MOVED} cannot be read; it names the folder the data was moved to.") from error
    if not isinstance(raw, dict) or not isinstance(raw.get("folder"), str):
        raise DatabaseError(f"{folder / MOVED} does not name the folder the data was moved to.")
    return Path(raw["folder"])


def _make(folder: Path) -> None:
    try:
        folder.mkdir(mode=OWNER_ONLY, parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        message = f"The data folder {folder} cannot be used: {reason}. Choose another one with --data-dir."
        raise DatabaseError(message) from error
