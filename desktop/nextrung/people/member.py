"""One person as a member of a group."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Member:
    """A person in a group: ``number`` stays theirs and makes the pseudonym; ``tags`` are in alphabetical order."""

    id: str
    name: str
    number: int
    tags: tuple[str, ...] = ()
