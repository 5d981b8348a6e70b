"""Modules that load when something of theirs is first used, so that no start waits for what it does not need.

Each stands beside its ordinary import, which only type checkers and packagers read:

    if TYPE_CHECKING:
        from nextrung.ui.people import dialogs
    else:
        dialogs = lazy("nextrung.ui.people.dialogs")
"""

from __future__ import annotations

from importlib import import_module
from typing import Any


class LazyModule:
    """Stands for a module until an attribute of it is asked for; from then on it hands out that module's own."""

    def __init__(self, name: str) -> None:
        """``name`` is the whole name, as in ``sys.modules``."""
        self.__name__ = name

    def __getattr__(self, attribute: str) -> Any:
        """An attribute of the module. Raises what loading it raises, and AttributeError."""
        # not kept here: whoever replaces something in the module, as a test does, is to be seen everywhere.
        # The import system locks while it loads, so that threads may ask at once.
        return getattr(import_module(self.__name__), attribute)


def lazy(name: str) -> Any:
    """The module called ``name``, loaded when something of it is first used."""
    return LazyModule(name)
