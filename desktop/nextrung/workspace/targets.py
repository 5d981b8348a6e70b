"""Targets and weights of one's own: named profiles made from a role profile."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from nextrung.errors import NextRungError
from nextrung.lazy import lazy
from nextrung.questionnaire.model import LEVELS, WEIGHTS, Role, Target
from nextrung.store import own_targets, sqlite
from nextrung.store.own_targets import OWN

if TYPE_CHECKING:
    from nextrung.advert.kept import KeptAdvert
    from nextrung.store import adverts
else:
    adverts = lazy("nextrung.store.adverts")

LONGEST_NAME = 60
MOST_UNDONE = 50
"""Changes that can be taken back."""


class TargetsError(NextRungError):
    """A profile that cannot be kept, in one sentence."""


class RoleChange(Struct, frozen=True):
    """How it was before a person compared with another role, or with other targets."""

    person: str
    role: str
    """The id of the role that was compared with."""
    profile: Role | None = None
    """The profile of one's own that was changed or removed."""
    made: str = ""
    """The id of the profile of one's own that was made."""
    adverts: tuple[KeptAdvert, ...] | None = None
    """The adverts that the profile was made from; None where they did not change."""


class TargetsService:
    """The profiles of one person's own; ``basis`` of such a profile is the id of the role it was made from."""

    def __init__(self, connection: sqlite.Connection) -> None:
        """Work on an open database."""
        self._connection = connection
        self._changes: list[RoleChange] = []

    def remember(self, change: RoleChange) -> None:
        """Keep in mind, until the program ends, how it was before a change."""
        self._changes.append(change)
        del self._changes[:-MOST_UNDONE]

    def can_undo(self, person: str) -> bool:
        """Whether a change of a person's role or targets can be taken back."""
        return any(change.person == person for change in self._changes)

    def undo(self, person: str) -> str:
        """Take the last change of a person's targets back; the id of the role to compare with again, or nothing."""
        for change in reversed(self._changes):
            # The last of this person, not of all: a coach may have changed others' targets since.
            if change.person == person:
                self._changes.remove(change)
                if change.profile is not None and change.adverts is not None:
                    adverts.save_with_targets(self._connection, person, change.profile, change.adverts)
                elif change.profile is not None:
                    own_targets.save(self._connection, person, change.profile)
                if change.made:
                    own_targets.remove(self._connection, change.made)
                return change.role
        return ""

    def profiles(self, person: str) -> tuple[Role, ...]:
        """A person's own profiles."""
        return own_targets.of_person(self._connection, person)

    def save(self, person: str, base: Role, name: str, targets: Mapping[str, Target]) -> Role:
        """Keep a profile made from ``base``. Raises TargetsError, or DatabaseError."""
        kept = made_own(base, name, targets)
        own_targets.save(self._connection, person, kept)
        return kept

    def remove(self, profile: str) -> None:
        """Delete a profile by its id. Raises DatabaseError."""
        own_targets.remove(self._connection, profile)


def made_own(base: Role, name: str, targets: Mapping[str, Target]) -> Role:
    """A profile of one's own: a new one when ``base`` is a published role, else the changed ``base``.

    Raises TargetsError for an empty or long name, a level not above 1 and at most 5, or a weight not from 1 to 5.
    """
    name = name.strip()
    if not name or len(name) > LONGEST_NAME:
        raise TargetsError(f"Give the profile a name of 1 to {LONGEST_NAME} characters.")
    for competency, target in targets.items():
        if not LEVELS[0] < target.level <= LEVELS[1] or not WEIGHTS[0] <= target.weight <= WEIGHTS[1]:
            raise TargetsError(f"{competency}: a target lies above 1 and up to 5, a weight from 1 to 5.")
    own = is_own(base)
    return replace(
        base,
        id=base.id if own else f"{OWN}{uuid.uuid4().hex[:12]}",
        name=name,
        short_name=name,
        summary="",
        basis=base.basis if own else base.id,
        targets=dict(targets),
    )


def is_own(role: Role) -> bool:
    """Whether a profile is one of a person's own."""
    return role.id.startswith(OWN)
