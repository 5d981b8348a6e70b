"""Where a person's data lies."""

from __future__ import annotations

from pathlib import Path

from nextrung.errors import DatabaseError

DATABASE = "nextrung.db"
OWNER_ONLY = 0o700


def data_folder(chosen: Path | None = None) -> Path:
    """The data folder, made for the owner alone if it is not there: ``chosen``, or the system's place for user data.

    Raises DatabaseError when it cannot be made.
    """
    if chosen is None:
        import platformdirs  # noqa: PLC0415  (its import is only needed here)

        chosen = Path(platformdirs.user_data_dir("nextrung", appauthor=False))
    try:
        chosen.mkdir(mode=OWNER_ONLY, parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        message = f"The data folder {chosen} cannot be used: {reason}. Choose another one with --data-dir."
        raise DatabaseError(message) from error
    return chosen
