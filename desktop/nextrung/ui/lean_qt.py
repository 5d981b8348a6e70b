"""Loads Qt for a program that runs: without what PySide brings along for those who write one.

At every start PySide compiles, from text, the modules with which it explains a wrong call: a quarter of the time to an
empty window. After that it reads the source of every module imported, to see whether it wants other names for Qt's
methods. Here those modules wait until something asks for them, and imports stay what they are.
"""

from __future__ import annotations

import builtins
import sys
from collections.abc import Callable
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import TYPE_CHECKING, Any, cast

from nextrung.ui import quick_enums

if TYPE_CHECKING:
    from importlib.abc import Loader

_SUPPORT = "shibokensupport"
_SIGNATURE = f"{_SUPPORT}.signature"
_EXPLAINING = ("mapping", "errorhandler", "layout", "parser", "lib.enum_sig", "lib.pyi_generator", "lib.tool")
_FEATURE, _MAPPING = f"{_SUPPORT}.feature", f"{_SIGNATURE}.mapping"
WAITING = (_FEATURE, *(f"{_SIGNATURE}.{name}" for name in _EXPLAINING))
"""Modules of PySide that are not run before they are used."""


class _Waiting(ModuleType):
    """A module that is run when something in it is first asked for."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.__spec__ = ModuleSpec(name, None)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        published = self.__spec__  # under a second name by now, which its loader does not know
        self.__class__ = ModuleType  # type: ignore[assignment]  # it is an ordinary module from here on
        self.__spec__ = ModuleSpec(self.__name__, None)
        _loader().exec_module(self)
        self.__spec__ = published
        return getattr(self, name)


def _loader() -> Loader:
    """What PySide loads its own modules with."""
    return cast("Loader", sys.modules[_SIGNATURE].__loader__)


def load() -> None:
    """Import what every window needs of Qt; nothing where it is loaded already."""
    if "PySide6" in sys.modules:
        return
    quick_enums.begin()
    before = builtins.__import__
    builtins.__import__ = _placing(before)
    try:
        import PySide6.QtWidgets  # noqa: F401, PLC0415  (this is what the function is for)
    finally:
        builtins.__import__ = before
    vars(builtins)["__orig_import__"] = before  # where PySide keeps what it would call


def _as_ever(*_import: Any, **_named: Any) -> None:
    """What PySide asks at every import while it loads: no other names for Qt's methods, an import like any other."""


def _update_mapping() -> None:
    """PySide takes this function out of its module without asking the module for it."""
    mapping = sys.modules[_MAPPING]
    del vars(mapping)["update_mapping"]
    mapping.update_mapping()


def _placing(before: Callable[..., ModuleType]) -> Callable[..., ModuleType]:
    """An import that puts the waiting modules in their places when the first of them is about to be loaded."""
    placed = False

    def importing(name: str, *others: Any, **named: Any) -> ModuleType:
        nonlocal placed
        if name == _SIGNATURE and not placed:
            placed = True
            sys.modules.update((one, _Waiting(one)) for one in WAITING)
            vars(sys.modules[_FEATURE]).update(feature_import=_as_ever, feature_imported=_as_ever)
            vars(sys.modules[_MAPPING]).update(update_mapping=_update_mapping)
        return before(name, *others, **named)

    return importing
