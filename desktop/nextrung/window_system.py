"""Whether Qt can open a window here: it ends the whole program where a library that its plugin needs is missing."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from nextrung.errors import ResourceError
from nextrung.lazy import lazy

if TYPE_CHECKING:
    from PySide6 import QtCore

    from nextrung.libraries import missing, needed
else:
    QtCore = lazy("PySide6.QtCore")
    missing = lazy("nextrung.libraries.missing")
    needed = lazy("nextrung.libraries.needed")

_PLUGINS = {"xcb": "libqxcb.so", "wayland": "libqwayland.so"}
_NAMED_BY = {"xcb": "DISPLAY", "wayland": "WAYLAND_DISPLAY"}
"""The variable that says where the screen of each is."""


def require_libraries() -> None:
    """Load the plugin for the screen, which Qt would load next, to hear in good time what it lacks.

    Raises ResourceError with the command that installs it; ImportError where Qt itself cannot be loaded.
    """
    folder = Path(QtCore.QLibraryInfo.path(QtCore.QLibraryInfo.LibraryPath.PluginsPath), "platforms")
    loaders = [QtCore.QPluginLoader(str(folder / _PLUGINS[name])) for name in platforms(os.environ)]
    refused = [loader for loader in loaders if not loader.load()]
    # One that loads is enough: Qt tries them in turn.
    if refused and len(refused) == len(loaders):
        raise missing_library(refused[0].errorString())


def platforms(variables: Mapping[str, str]) -> list[str]:
    """Those of Qt's plugins for a screen on Linux that a start with these environment variables may take."""
    chosen = variables.get("QT_QPA_PLATFORM", "")
    if chosen:
        names = [name.partition(":")[0].partition("-")[0] for name in chosen.split(";")]
        return [name for name in names if name in _PLUGINS] if all(name in _PLUGINS for name in names) else []
    return [name for name, variable in _NAMED_BY.items() if variables.get(variable)]


def missing_library(reason: str) -> ResourceError:
    """What to tell where a library could not be loaded, as ``reason`` says."""
    return ResourceError(missing.sentence_for(needed.window_libraries(os.environ), reason))
