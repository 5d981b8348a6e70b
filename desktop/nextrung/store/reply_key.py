"""The private key that replies are sealed to: one for a data file, kept in it.

It is a setting, so it stays with the file: backups hold it, a data file of one person does not take it along, and
erasing a person leaves it, since it belongs to nobody.
"""

from __future__ import annotations

from nextrung.store import contents, sqlite

SETTING = "reply_key"


def kept(connection: sqlite.Connection) -> str | None:
    """The key; None while nobody was asked yet. Raises sqlite.Error."""
    return contents.setting(connection, SETTING)
