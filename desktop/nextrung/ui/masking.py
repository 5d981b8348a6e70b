"""Names of people within free texts: while names are hidden they give way to pseudonyms there too."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from nextrung.people.person import Person
from nextrung.ui import labels
from nextrung.workspace import Workspace

Mask = Callable[[str], str]
"""Takes names out of a text."""
SHORTEST_WORD = 2
"""Letters that a word of a name has at least to be looked for alone."""


def mask_of(workspace: Workspace) -> Mask:
    """The mask of whatever is shown now: it changes nothing while names show."""
    if not workspace.privacy.names_hidden:
        return str
    present = workspace.person
    return masking([*([present] if present is not None else []), *workspace.people.everyone()])


def masking(people: Iterable[Person]) -> Mask:
    """What puts the pseudonyms of some people in the place of their names, whole ones and each of their words alone.

    A name of several words is found however it is written, one word only as it is written in the name: *Will* is
    somebody, *will* is not. A word that several share stands for the first of them.
    """
    whole: dict[str, str] = {}
    words: dict[str, str] = {}
    for person in people:
        pseudonym, parts = labels.person_name(person, hidden=True), person.name.split()
        if len(parts) > 1:
            whole.setdefault(" ".join(parts).casefold(), pseudonym)
        for part in parts:
            # a name of one letter has nothing else to be found by
            if len(part) >= SHORTEST_WORD or len(parts) == 1:
                words.setdefault(part, pseudonym)
    if not words:
        return str
    either = f"(?i:{_any_of(whole)})|{_any_of(words)}" if whole else _any_of(words)
    # not ``\b``: a name may begin or end with a sign that is no letter, such as a dot
    names = re.compile(rf"(?<!\w)(?:{either})(?!\w)")

    def pseudonym_of(found: re.Match[str]) -> str:
        name = found[0]
        return words.get(name) or whole.get(" ".join(name.split()).casefold(), "…")

    return lambda text: names.sub(pseudonym_of, text)


def _any_of(names: Iterable[str]) -> str:
    """Any of some names, the longest that fits; words may stand apart by any space, as over the end of a line."""
    longest_first = sorted(names, key=len, reverse=True)
    return "|".join(r"\s+".join(map(re.escape, name.split())) for name in longest_first)
