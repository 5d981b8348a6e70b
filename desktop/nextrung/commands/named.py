"""Somebody named on the command line, among those who are here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from nextrung.errors import NextRungError
from nextrung.lazy import lazy

if TYPE_CHECKING:
    from nextrung.people import person as people_person
    from nextrung.workspace import Workspace
else:
    people_person = lazy("nextrung.people.person")


class UnknownPersonError(NextRungError):
    """A name that is that of nobody here, or of several."""


class _Named(Protocol):
    @property
    def name(self) -> str:
        """What they are called."""


N = TypeVar("N", bound=_Named)


def add_person(command: Any, what: str) -> None:
    """Add the option that names somebody who is here; ``what`` is theirs."""
    command.add_argument("--person", default="", metavar="NAME", help=f"whose {what} it is; who is open when left out")


def whoever_is(name: str, people: Iterable[N]) -> N:
    """Whoever has this name. Raises UnknownPersonError when nobody or several have."""
    found = only_one(name, people)
    if found is None:
        raise UnknownPersonError(f"There is nobody called “{name}”.")
    return found


def turn_to(workspace: Workspace, name: str) -> None:
    """Work on whoever has this name, where one is given. Raises UnknownPersonError."""
    if name:
        workspace.turn_to(whoever_is(name, workspace.people.everyone()).id)


def only_one(name: str, people: Iterable[N]) -> N | None:
    """Whoever has this name, None when nobody has. Raises UnknownPersonError when several have."""
    found = [one for one in people if people_person.name_key(one.name) == people_person.name_key(name)]
    if len(found) > 1:
        raise UnknownPersonError(f"Several people are called “{name}”; open the window to choose one.")
    return found[0] if found else None
