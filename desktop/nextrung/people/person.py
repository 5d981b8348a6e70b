"""One person, and what may be said about them."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from nextrung.errors import NextRungError

LONGEST_NAME = 120
LONGEST_OCCUPATION = 120
LONGEST_TAG = 40
MOST_TAGS = 12
LONGEST_NOTES = 100_000


class PersonError(NextRungError):
    """Something about a person that cannot be kept, in one sentence."""


class Person(Struct, frozen=True):
    """A person: ``name`` may be empty, ``target_role`` is a role id, ``option_seed`` fixes the order of options.

    ``number`` is theirs for good and makes the pseudonym while names are hidden; 0 before they are kept. ``tags`` are
    in alphabetical order; ``archived_at`` is ISO 8601, UTC. Private notes are kept apart, so that nothing that hands a
    person on can hand them on too.
    """

    id: str
    name: str
    target_role: str | None
    option_seed: str
    sample: bool
    number: int = 0
    occupation: str = ""
    archived_at: str | None = None
    tags: tuple[str, ...] = ()


# as many as rows of a table that comes in, and never part of a cycle: the collector need not go through them
class PersonFields(Struct, frozen=True, gc=False):
    """What is said about a new person."""

    name: str
    tags: tuple[str, ...] = ()
    occupation: str = ""
    target_role: str | None = None
    notes: str = ""


def name_key(name: str) -> str:
    """What two spellings of the same name have in common: no case, one space between words."""
    # casefold, not lower: "Weiß" and "WEISS" are one name.
    return " ".join(name.split()).casefold()


def checked_name(name: str) -> str:
    """A name without spaces around it. Raises PersonError when it is empty or too long."""
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        raise PersonError(f"Give the person a name of 1 to {LONGEST_NAME} characters.")
    return name


def checked_occupation(occupation: str) -> str:
    """What a person does now, in one line. Raises PersonError when it is too long."""
    occupation = " ".join(occupation.split())
    if len(occupation) > LONGEST_OCCUPATION:
        raise PersonError(f"Say what the person does now in at most {LONGEST_OCCUPATION} characters.")
    return occupation


def checked_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """Tags in alphabetical order, each once whatever its case. Raises PersonError for one too long, or too many."""
    found: dict[str, str] = {}
    for tag in tags:
        plain = " ".join(tag.split())
        if len(plain) > LONGEST_TAG:
            raise PersonError(f"The tag “{plain[:20]}…” is too long; use at most {LONGEST_TAG} characters.")
        if plain:
            # The spelling that came first stays, as the database would keep it.
            found.setdefault(plain.casefold(), plain)
    if len(found) > MOST_TAGS:
        raise PersonError(f"{len(found)} tags are too many for one person; use at most {MOST_TAGS}.")
    return tuple(found[key] for key in sorted(found))
