"""Where the program's own files lie: inside the installed package, or beside ``desktop`` in a checkout."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from nextrung.errors import ResourceError

_PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """The folder ``assets`` or ``questionnaires``. Raises ResourceError when the installation is incomplete."""
    # Installed, the folders lie inside the package; in a checkout, at the top beside ``desktop``.
    for base in (_PACKAGE, _PACKAGE.parent.parent):
        found = base / name
        if found.is_dir():
            return found
    raise ResourceError(f"The folder “{name}” of the program is missing; install Next Rung again.")


@contextmanager
def required(file: Path) -> Iterator[None]:
    """Raise ResourceError when what is done with a file of the program shows that it is missing or has a mistake."""
    try:
        yield
    except (OSError, ValueError, KeyError, TypeError) as error:
        why = getattr(error, "strerror", None) or "it cannot be understood"
        raise ResourceError(
            f"The file {file} of the program cannot be used: {why}. Your data is untouched; install Next Rung again."
        ) from error


def assets(*parts: str) -> Path:
    """A file or folder under ``assets``."""
    return folder("assets").joinpath(*parts)


def keeping() -> Path:
    """The page on what keeps the data safe; it also says what to do about a forgotten passphrase."""
    return assets("help", "keeping.md")


def sample_answers() -> Path:
    """The bundled sample answers, to the newest questionnaire."""
    return assets("sample", "ML-MANAGER-SAMPLE.json")


def questionnaire_folders() -> tuple[Path, ...]:
    """The folders of the questionnaires that ship with the program, in the order in which they are offered."""
    top = folder("questionnaires")
    order = top / "order.txt"
    with required(order):
        listed = order.read_text(encoding="utf-8").split()
    found = sorted(path.parent for path in top.glob("*/questionnaire.yaml"))
    # An older version, ``ml-manager-1.0.0``, stands with its questionnaire; what the order leaves out comes last.
    places = {name: place for place, name in enumerate(listed)}
    return tuple(
        sorted(found, key=lambda one: places.get(one.name, places.get(one.name.rpartition("-")[0], len(places))))
    )
