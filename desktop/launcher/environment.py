"""Makes the environment the program runs in: a folder with a Python and the locked packages."""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from launcher import OWN_MODULES
from launcher.console import Progress, SetUpError, say
from launcher.kept_aside import kept_aside, put_back
from launcher.one_at_a_time import one_at_a_time
from launcher.packages import install_packages, installer_settings
from launcher.stamp import BEGUN_NAME, environment_python, is_finished, write_stamp
from nextrung.libraries.package_managers import InstallStep, administrator_prefix, command_line


def cache_folder() -> Path:
    """Return the person's own folder for things that can be made again."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")


def environment_folders(project: Path) -> list[Path]:
    """Return where the environment of the program in `project` may be, best first.

    The second is for a project folder that may not be written to; each such folder has an environment of its own.
    """
    mark = hashlib.sha256(str(project).encode(errors="surrogateescape")).hexdigest()[:12]
    return [project / ".venv", cache_folder() / "nextrung" / f"environment-{mark}"]


def check_python_can_make_environments() -> None:
    """Raise SetUpError with the mend if this Python came without the parts that make environments."""
    if all(importlib.util.find_spec(module) for module in ("venv", "ensurepip")):
        return
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    if shutil.which("apt-get"):
        steps = [InstallStep(("apt-get", "update")), InstallStep(("apt-get", "install", "-y", f"python{version}-venv"))]
        mend = command_line(steps, administrator_prefix())
    else:
        mend = "your system's package for Python's venv and ensurepip modules"
    raise SetUpError(
        f"Python {version} here came without its venv part, which sets Next Rung up; install it with: {mend}"
    )


def _make_environment(folder: Path, keep_open: tuple[int, ...]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / BEGUN_NAME).touch()
    made = subprocess.run(
        [sys.executable, *OWN_MODULES, "-m", "venv", str(folder)],
        cwd=folder,  # for what venv runs in its turn
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        env=installer_settings(os.environ),
        pass_fds=keep_open,
        check=False,
    )
    if made.returncode != 0:
        words = " ".join(made.stdout.split())[-300:]
        raise SetUpError(f"Next Rung could not be set up in {folder}: Python's venv said: {words}")


def _build(project: Path, folder: Path, lock_descriptor: int) -> None:
    begun = time.monotonic()
    lock = project / "requirements.lock"
    keep_open = () if os.name == "nt" else (lock_descriptor,)
    with Progress() as progress:
        progress.show("Setting up Next Rung; this is done once and takes a minute or two.", milestone=True)
        _make_environment(folder, keep_open)
        install_packages(environment_python(folder), lock, folder / "set-up.log", progress, keep_open)
        write_stamp(folder, lock.read_text(encoding="utf-8"))
        progress.show(f"Set up in {time.monotonic() - begun:.0f} s.", milestone=True)


def set_up(project: Path) -> Path:
    """Make the environment of the program in `project`, or wait for another process that does; return its folder.

    Raises SetUpError with the mend where that fails.
    """
    refused = []
    for folder in environment_folders(project):
        try:
            set_up_in(project, folder)
        except OSError as error:  # mostly a folder that may not be written to: try the next one
            refused.append(f"{folder} ({error.strerror})")
        else:
            return folder
    raise SetUpError(
        f"Next Rung needs a folder to set itself up in and can use neither {' nor '.join(refused)}: "
        "make room for one of them and start again."
    )


def set_up_in(project: Path, folder: Path) -> None:
    """Make the environment of the program in `project` in `folder`, or wait for another process that does.

    One that was whole before is there again when that fails or is stopped. Raises SetUpError with the mend where it
    fails, OSError where the folder cannot be used.
    """
    lock_text = (project / "requirements.lock").read_text(encoding="utf-8")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with one_at_a_time(
        folder.with_name(folder.name + ".lock"),
        lambda: say("Next Rung is being set up by another start of it; waiting for that one."),
    ) as descriptor:
        put_back(folder)
        if not is_finished(folder, lock_text):
            with kept_aside(folder):
                _build(project, folder, descriptor)
