"""The libraries Qt needs from a Linux system: which ones a start needs. Used at each start, so kept cheap."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

MEMORY_NAME = "next-rung-libraries"
COMMANDS = (
    *("score", "advert", "report", "evidence", "check", "import", "export", "pack", "public-key", "ask", "open-reply"),
    *("tour", "backup", "restore", "verify", "encrypt", "decrypt", "passphrase"),
)
"""The commands that work without a window."""
DRAWS = "tour"
"""The only one of them that needs Qt."""
_WINDOW_VALUES = ("--data-dir", "--open")
_COMMAND_VALUES = (
    *(
        "--as",
        "--by",
        "--data-passphrase-file",
        "--dates",
        "--day",
        "--decimal",
        "--differing",
        "--encoding",
        "--for",
        "--form",
        "--format",
        "--header-row",
        "--id",
        "--kind",
        "--letter",
        "--levels",
        "--map",
        "--name",
    ),
    *(
        "--names",
        "--new-passphrase-file",
        "--namesakes",
        "--only",
        "--out",
        "--out-dir",
        "--paper",
        "--parts",
        "--passphrase-file",
        "--person",
        "--places",
        "--plain-backups",
        "--questionnaire",
        "--replace",
        "--role",
        "--scale",
        "--seal-to",
        "--sheet",
        "--size",
    ),
    *("--template", "--text", "--theme", "--title", "--until", "--voice", "--with", "--without"),
)
OPTIONS_WITH_VALUE = frozenset((*_WINDOW_VALUES, *_COMMAND_VALUES))
"""Options that a value follows, which may be called like a command. The parsers know them too, but cannot be asked
before there is an environment; a test holds this to them."""
A_FONT = "a font"

# What the Qt libraries of the locked packages name as needed and do not bring themselves.
DRAWING = (
    "libEGL.so.1",
    "libGL.so.1",
    "libX11.so.6",
    "libdbus-1.so.3",
    "libfontconfig.so.1",
    "libfreetype.so.6",
    "libglib-2.0.so.0",
    "libgthread-2.0.so.0",
    "libstdc++.so.6",
    "libxkbcommon.so.0",
    "libz.so.1",
    A_FONT,  # without any, every letter is drawn as a box and nothing complains
)
X11_WINDOW = (
    "libX11-xcb.so.1",
    "libxcb-cursor.so.0",
    "libxcb-icccm.so.4",
    "libxcb-image.so.0",
    "libxcb-keysyms.so.1",
    "libxcb-randr.so.0",
    "libxcb-render-util.so.0",
    "libxcb-render.so.0",
    "libxcb-shape.so.0",
    "libxcb-shm.so.0",
    "libxcb-sync.so.1",
    "libxcb-util.so.1",
    "libxcb-xfixes.so.0",
    "libxcb-xkb.so.1",
    "libxcb.so.1",
    "libxkbcommon-x11.so.0",
)
WAYLAND_WINDOW = ("libwayland-client.so.0", "libwayland-cursor.so.0", "libwayland-egl.so.1")


def libraries_for(arguments: Sequence[str], variables: Mapping[str, str]) -> tuple[str, ...]:
    """Return the libraries that a start of the app with these arguments and environment variables needs.

    A start that only calculates, prints or writes files (score, report, backup, --help ...) needs none, and neither
    does one that will only say that there is no screen. Drawing without a screen needs fewer than a window.
    """
    if {"-h", "--help", "--version"} & set(arguments):
        return ()
    at = command_at(arguments)
    if at is None:
        return window_libraries(variables)
    return DRAWING if arguments[at] == DRAWS else ()


def command_at(arguments: Sequence[str]) -> int | None:
    """Return where the name of the command stands: behind options and their values. None where there is none."""
    at = 0
    while at < len(arguments) and arguments[at].startswith("-") and arguments[at] != "--":
        at += 2 if arguments[at] in OPTIONS_WITH_VALUE else 1
    return at if at < len(arguments) and arguments[at] in COMMANDS else None


def window_libraries(variables: Mapping[str, str]) -> tuple[str, ...]:
    """Return the libraries that a window needs on the screen that these environment variables name."""
    # Qt takes options behind a colon ("xcb:…") and further platforms to try behind semicolons.
    platform = variables.get("QT_QPA_PLATFORM", "").split(":")[0].split(";")[0]
    if platform == "xcb" or (not platform and variables.get("DISPLAY")):
        return DRAWING + X11_WINDOW
    if platform.startswith("wayland") or (not platform and variables.get("WAYLAND_DISPLAY")):
        return DRAWING + WAYLAND_WINDOW
    return DRAWING if platform else ()


def are_remembered(memory: Path, needed: Sequence[str]) -> bool:
    """Return whether all needed libraries were found at an earlier start and are still where they were."""
    try:
        found, *files = memory.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError):
        return False
    # as a whole list: A_FONT has a space in it, so the names are not taken apart
    return found.startswith(" ".join(needed)) and all(map(os.path.exists, files))
