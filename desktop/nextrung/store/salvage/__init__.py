"""Saves what can be read of a damaged database."""

from nextrung.store.salvage.salvage import Salvaged, SavedTable, salvage

__all__ = ["Salvaged", "SavedTable", "salvage"]
