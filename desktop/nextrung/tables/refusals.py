"""A table that is refused as a whole."""

from __future__ import annotations

from nextrung.errors import NextRungError


class TableError(NextRungError):
    """A file that is no table, in one sentence."""
