"""The way from any Python to the program: environment, libraries, then the program in the place of this process."""

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from launcher import OWN_MODULES
from launcher.console import SetUpError, hold_standard_streams, say
from launcher.stamp import environment_python, is_finished
from nextrung.libraries.needed import DRAWING, MEMORY_NAME, are_remembered, libraries_for

# tells the program's own process which environment it was started in by this one, which has just looked at everything
STARTED_IN = "NEXTRUNG_STARTED_IN"
INTERRUPTED = 130  # the exit status of a program that was ended from the keyboard
PATIENT = ("-o", "faulthandler_timeout=900")  # seconds; a journey takes minutes where a machine is busy
TIRELESS = ("-o", "faulthandler_timeout=0")  # a whole campaign of random trials is one test, and takes hours
# a later argument of the same name wins
ON_ALL_CORES = ("--numprocesses", "logical", "--maxprocesses", "8", "--dist", "worksteal")


def start_app(desktop: Path, arguments: list[str]) -> NoReturn:
    """Start the app whose code is in the folder `desktop`, set up first where that is still to be done."""
    with _one_sentence_errors():
        if not was_started_in(os.environ.pop(STARTED_IN, None)):
            python = ready_python(desktop.parent, libraries_for(arguments, os.environ))
            variables = {**os.environ, STARTED_IN: str(python.parent.parent)}
            replace_process(python, [str(desktop), *arguments], variables)
    _run_app(arguments)


def start_tests(project: Path, arguments: list[str]) -> NoReturn:
    """Run the tests of the program in the folder `project`, set up first where that is still to be done."""
    with _one_sentence_errors():
        python = ready_python(project, DRAWING)
        variables = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
        # Tests start the program hundreds of times; each start would compile what no other was allowed to keep.
        variables.pop("PYTHONDONTWRITEBYTECODE", None)
        replace_process(python, [*OWN_MODULES, "-m", "pytest", *pytest_arguments(project, arguments)], variables)


def pytest_arguments(project: Path, arguments: Sequence[str]) -> list[str]:
    """Return the arguments for pytest: all tests, on all cores, unless some are named; wherever it is called.

    With ``--real``, all are those that use the program in a window as a person does.
    """
    settings = ["-c", str(project / "pyproject.toml"), "--rootdir", str(project)]
    if "--long" in arguments:
        settings += TIRELESS
    if any(Path(argument.partition("::")[0]).exists() for argument in arguments):
        return [*settings, *arguments]
    if "--real" in arguments:
        return [*settings, *ON_ALL_CORES, "-rs", *PATIENT, *arguments, "--", str(project / "tests" / "real")]
    return [*settings, *ON_ALL_CORES, *arguments, str(project / "tests")]


@contextmanager
def _one_sentence_errors() -> Iterator[None]:
    hold_standard_streams()
    try:
        yield
    except SetUpError as error:
        say(str(error))
        sys.exit(1)
    except KeyboardInterrupt:
        say("\nSet-up was stopped; start again to go on with it.")
        sys.exit(INTERRUPTED)


def was_started_in(folder: str | None) -> bool:
    """Return whether this process was started by the launcher, as told by the environment folder it named.

    Raises SetUpError if it was, but runs elsewhere: going on would start it over and over.
    """
    if folder is not None and not _runs_in(Path(folder)):
        raise SetUpError(f"The Python in {folder} does not use the packages there: remove that folder and start again.")
    return folder is not None


def _runs_in(folder: Path) -> bool:
    try:
        return Path(sys.prefix).samefile(folder)
    except OSError:
        return False


def ready_python(project: Path, libraries: Sequence[str]) -> Path:
    """Return the Python of the finished environment of `project`, with the system `libraries` in place.

    What is missing is made or installed here; on a later start nothing is imported for it. Raises SetUpError where
    that fails. Libraries come before packages: there, a person may have to be asked.
    """
    lock = project / "requirements.lock"
    try:
        lock_text = lock.read_text(encoding="utf-8")
    except OSError as error:
        raise SetUpError(f"{lock} cannot be read ({error.strerror}): get a whole copy of Next Rung.") from None
    folder = _finished_folder(project, lock_text)
    if folder and (not libraries or are_remembered(folder / MEMORY_NAME, libraries)):
        return environment_python(folder)

    from launcher.system_libraries import ensure_libraries, remember  # noqa: PLC0415 - see above

    if folder is None:
        _check_python(project)
    ensure_libraries(libraries)
    folder = folder or _set_up(project)
    remember(folder / MEMORY_NAME, libraries)
    return environment_python(folder)


def _finished_folder(project: Path, lock_text: str) -> Path | None:
    if is_finished(project / ".venv", lock_text):  # the usual case, without importing what makes environments
        return project / ".venv"
    from launcher.environment import environment_folders  # noqa: PLC0415

    return next((folder for folder in environment_folders(project) if is_finished(folder, lock_text)), None)


def _set_up(project: Path) -> Path:
    from launcher.environment import set_up  # noqa: PLC0415

    return set_up(project)


def _check_python(project: Path) -> None:
    """See that this Python can do the set-up, before anybody is asked or anything is installed for it."""
    from launcher.environment import check_python_can_make_environments, environment_folders  # noqa: PLC0415

    if any(_runs_in(folder) for folder in environment_folders(project)):
        # an environment cannot remake itself under its own feet: the Python it was made from does
        base = Path(getattr(sys, "_base_executable", sys.executable))
        replace_process(base, sys.orig_argv[1:], os.environ)
    check_python_can_make_environments()


def replace_process(python: Path, arguments: Sequence[str], variables: Mapping[str, str]) -> NoReturn:
    """Run `python` with the arguments in the place of this process; on Windows, wait for it and pass its status on."""
    command = [str(python), *arguments]
    try:
        if sys.platform == "win32":
            sys.exit(_wait_for(command, variables))
        else:
            os.execve(python, command, variables)  # noqa: S606 - the point of this function
    except OSError as error:
        raise SetUpError(
            f"{python} cannot be started ({error.strerror}): remove its environment and start again."
        ) from None


def _wait_for(command: Sequence[str], variables: Mapping[str, str]) -> int:
    import subprocess  # noqa: PLC0415 - costs time, and is for Windows only

    with subprocess.Popen(command, env=variables) as process:
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:  # reaches the program as well, which decides what to do about it
                continue


def _run_app(arguments: list[str]) -> NoReturn:
    from nextrung.cli import main  # noqa: PLC0415 - exists only in the environment

    sys.exit(main(arguments))
