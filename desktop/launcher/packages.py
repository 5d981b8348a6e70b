"""Installs the locked packages into an environment, with progress instead of the installer's own words."""

import os
import re
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

from launcher import OWN_MODULES
from launcher.console import Progress, SetUpError

LOCKED_PACKAGE = re.compile(r"^[A-Za-z0-9][\w.-]*==", re.MULTILINE)
NO_CONNECTION = re.compile(
    r"NewConnectionError|NameResolutionError|ConnectTimeout|ReadTimeout|ProxyError|Max retries exceeded|timed out"
    r"|from versions: none"
)
# a person's own settings that would send the packages elsewhere, or hide what we count
UNWANTED_SETTINGS = (
    "PIP_TARGET",
    "PIP_PREFIX",
    "PIP_ROOT",
    "PIP_QUIET",
    "PIP_VERBOSE",
    "PIP_LOG",
    "PYTHONHOME",
    "PYTHONPATH",
    "__PYVENV_LAUNCHER__",
)


def installer_settings(variables: Mapping[str, str]) -> dict[str, str]:
    """Return the environment variables for the installer: the person's own without those that lead astray."""
    settings = {name: value for name, value in variables.items() if name not in UNWANTED_SETTINGS}
    return settings | {
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_NO_INPUT": "1",
        "PIP_PROGRESS_BAR": "off",
        "PIP_USER": "0",
        "PYTHONIOENCODING": "utf-8",
    }


class PackageCount:
    """Counts packages from what the installer prints."""

    def __init__(self, lock_text: str) -> None:
        self.total = len(LOCKED_PACKAGE.findall(lock_text))
        self.done = 0
        self.unpacking = False

    def read(self, line: str) -> bool:
        """Take one line; return whether it changed anything."""
        if line.startswith("Ignoring "):  # meant for another system or Python
            self.total -= 1
        elif line.startswith(("Collecting ", "Processing ")):
            self.done += 1
        elif line.startswith("Installing collected packages"):
            self.unpacking = True
        else:
            return False
        return True

    def __str__(self) -> str:
        """Return the progress as a person reads it."""
        if self.unpacking:
            return f"Setting up: unpacking {self.total} packages"
        return f"Setting up: {self.done} of {self.total} packages"


def failure_reason(output: Iterable[str]) -> str:
    """Return why the installer failed, in one clause with its mend, from what it printed."""
    lines = list(output)
    text = "".join(lines)
    errors = [line.removeprefix("ERROR:").strip() for line in lines if line.startswith("ERROR:")]
    if "No space left on device" in text:
        return "the disk is full: make about 1 GB of room and start again"
    if NO_CONNECTION.search(text):
        return "the packages could not be fetched: check the internet connection and start again"
    if errors:
        return f"{errors[0]}: start again, and if it stays so, report it"
    return "the installer stopped without saying why: start again"


def install_packages(python: Path, lock: Path, log: Path, progress: Progress, keep_open: tuple[int, ...]) -> None:
    """Install the packages of `lock` into the environment of `python`.

    The installer's own words go to the file `log`; `keep_open` are descriptors it inherits.

    Raises SetUpError if it fails.
    """
    command = [str(python), *OWN_MODULES, "-m", "pip", "install", "--require-hashes", "--requirement", str(lock)]
    count = PackageCount(lock.read_text(encoding="utf-8"))
    output = []
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        env=installer_settings(os.environ),
        pass_fds=keep_open,
    )
    with process, log.open("w", encoding="utf-8") as log_file:
        for line in process.stdout or ():
            log_file.write(line)
            output.append(line)
            if count.read(line):
                progress.show(str(count), milestone=count.unpacking)
    if process.returncode != 0:
        raise SetUpError(
            f"Next Rung could not be set up, because {failure_reason(output)} (all of the installer's words: {log})."
        )
