"""How each Linux family installs a missing library."""

import os
import shlex
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from nextrung.libraries.needed import A_FONT

# library: (Debian's package, Arch's package). The others find a package by the name of the library itself.
PACKAGES = {
    A_FONT: ("fonts-dejavu-core", "ttf-dejavu"),
    "libEGL.so.1": ("libegl1", "libglvnd"),
    "libGL.so.1": ("libgl1", "libglvnd"),
    "libX11-xcb.so.1": ("libx11-xcb1", "libx11"),
    "libX11.so.6": ("libx11-6", "libx11"),
    "libdbus-1.so.3": ("libdbus-1-3", "dbus"),
    "libfontconfig.so.1": ("libfontconfig1", "fontconfig"),
    "libfreetype.so.6": ("libfreetype6", "freetype2"),
    "libglib-2.0.so.0": ("libglib2.0-0", "glib2"),
    "libgthread-2.0.so.0": ("libglib2.0-0", "glib2"),
    "libstdc++.so.6": ("libstdc++6", "gcc-libs"),
    "libwayland-client.so.0": ("libwayland-client0", "wayland"),
    "libwayland-cursor.so.0": ("libwayland-cursor0", "wayland"),
    "libwayland-egl.so.1": ("libwayland-egl1", "wayland"),
    "libxcb-cursor.so.0": ("libxcb-cursor0", "xcb-util-cursor"),
    "libxcb-icccm.so.4": ("libxcb-icccm4", "xcb-util-wm"),
    "libxcb-image.so.0": ("libxcb-image0", "xcb-util-image"),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1", "xcb-util-keysyms"),
    "libxcb-randr.so.0": ("libxcb-randr0", "libxcb"),
    "libxcb-render-util.so.0": ("libxcb-render-util0", "xcb-util-renderutil"),
    "libxcb-render.so.0": ("libxcb-render0", "libxcb"),
    "libxcb-shape.so.0": ("libxcb-shape0", "libxcb"),
    "libxcb-shm.so.0": ("libxcb-shm0", "libxcb"),
    "libxcb-sync.so.1": ("libxcb-sync1", "libxcb"),
    "libxcb-util.so.1": ("libxcb-util1", "xcb-util"),
    "libxcb-xfixes.so.0": ("libxcb-xfixes0", "libxcb"),
    "libxcb-xkb.so.1": ("libxcb-xkb1", "libxcb"),
    "libxcb.so.1": ("libxcb1", "libxcb"),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0", "libxkbcommon-x11"),
    "libxkbcommon.so.0": ("libxkbcommon0", "libxkbcommon"),
    "libz.so.1": ("zlib1g", "zlib"),
}


@dataclass(frozen=True)
class InstallStep:
    """One command of an installation. One that only prepares may fail without harm."""

    command: tuple[str, ...]
    only_prepares: bool = False


def _by_library_name(libraries: Iterable[str], font: str) -> list[str]:
    # An RPM names the libraries in it as capabilities; those for 64 bits end so.
    return [font if library == A_FONT else f"{library}()(64bit)" for library in libraries]


def _unique(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))


def install_steps(
    libraries: Iterable[str], find_command: Callable[[str], str | None] = shutil.which
) -> list[InstallStep]:
    """Return the commands that install `libraries` with this system's package manager; none if it has none we know.

    The commands are those an administrator runs: see `administrator_prefix`.
    """
    libraries = sorted(libraries)
    if find_command("apt-get"):
        names = _unique(PACKAGES[library][0] for library in libraries)
        install = ("apt-get", "install", "-y", "--no-install-recommends", *names)
        return [InstallStep(("apt-get", "update"), only_prepares=True), InstallStep(install)]
    if find_command("dnf"):
        return [InstallStep(("dnf", "install", "-y", *_by_library_name(libraries, "dejavu-sans-fonts")))]
    if find_command("zypper"):
        return [InstallStep(("zypper", "--non-interactive", "install", *_by_library_name(libraries, "dejavu-fonts")))]
    if find_command("pacman"):
        names = _unique(PACKAGES[library][1] for library in libraries)
        return [InstallStep(("pacman", "-S", "--needed", "--noconfirm", *names))]
    return []


def is_administrator() -> bool:
    """Return whether this process may install system packages without asking anybody."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def administrator_prefix(find_command: Callable[[str], str | None] = shutil.which) -> tuple[str, ...] | None:
    """Return what goes before a command that only an administrator may run; None where only `su` is left for that."""
    if is_administrator():
        return ()
    return ("sudo",) if find_command("sudo") else None


def command_line(steps: Iterable[InstallStep], prefix: tuple[str, ...] | None) -> str:
    """Return the steps, run with that administrator's prefix, as one line to type into a shell."""
    line = " && ".join(shlex.join([*(prefix or ()), *step.command]) for step in steps)
    return f"su -c {shlex.quote(line)}" if line and prefix is None else line
