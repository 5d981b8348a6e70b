"""A framework of somebody else as it was read: areas, skills, the texts of levels, roles. Pure.

Nothing is made up here: what the file does not say is empty, and named as a problem with its place.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from nextrung.errors import NextRungError
from nextrung.questionnaire.model import MOST_COMPETENCIES, MOST_ITEMS
from nextrung.shown import clip

MOST_IN_AREA = 99
"""Skills of an area: facet ids have two digits."""
MOST_ROLES = 24
MOST_LEVELS = 11
"""A scale from 0 to 10."""
LONGEST_TEXT = 2_000
"""Characters of one text; a level is described in some hundred."""
LevelOrder = Literal["numbers", "names", "turned", "picked", "unknown"]
"""What says which level of a file is the lowest: numbers, or names that are known and stand from the lowest up, or in
another order; a person; or nothing, so that the first one was taken as the lowest."""
_INLINE = re.compile(
    r"</?(?:b|i|u|s|em|strong|span|a|sup|sub|code|mark|font|small|big|tt|abbr|del|ins|q|kbd)(?:\s[^<>]{0,500})?/?>",
    re.IGNORECASE,
)
"""Markup inside of words and sentences, which parts nothing."""
_LAID_OUT = re.compile(
    r"</?(?:p|div|br|hr|li|[uo]l|t(?:able|body|head|r|d|h)|h[1-6])(?:\s[^<>]{0,500})?/?>", re.IGNORECASE
)
_TAG = re.compile(r"<[^<>]{0,500}>")
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn")
"""Categories of characters that nobody sees: controls, marks of direction, halves of characters."""


class DraftError(NextRungError):
    """A file of which no draft can be made."""


class DraftProblem(Struct, frozen=True):
    """Something missing or left out: where in the file (“B14”, or a name), and one sentence without the place."""

    place: str
    message: str
    row: int = 0
    """The row of a table; 0 where there is none."""
    column: str = ""

    def __str__(self) -> str:
        """The sentence with its place."""
        return f"{self.place}: {self.message}" if self.place else self.message


class DraftItem(Struct, frozen=True):
    """One skill or question: the text of each level of the framework's own scale; empty where there is none."""

    name: str
    levels: tuple[str, ...] = ()
    description: str = ""
    code: str = ""
    row: int = 0
    """The row of a table that it stands in, or begins in; 0 where there is none."""


class DraftArea(Struct, frozen=True):
    """A group of skills."""

    name: str
    items: tuple[DraftItem, ...]
    description: str = ""


class DraftTarget(Struct, frozen=True):
    """What a role asks in an area: a level of the framework's own scale, from 1; weight 1 to 5, 0 where it has none."""

    level: float
    weight: int = 0


class DraftRole(Struct, frozen=True):
    """A role with targets by the name of the area."""

    name: str
    targets: dict[str, DraftTarget] = {}


class FrameworkDraft(Struct, frozen=True):
    """All that was read. ``scale`` has the name of each level, the lowest first; empty names where there are none."""

    title: str
    areas: tuple[DraftArea, ...]
    scale: tuple[str, ...]
    roles: tuple[DraftRole, ...] = ()
    language: str = ""
    author: str = ""
    problems: tuple[DraftProblem, ...] = ()
    notes: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    order: LevelOrder = "numbers"

    @property
    def items(self) -> Iterator[DraftItem]:
        """The skills of all areas."""
        return (item for area in self.areas for item in area.items)


def plain_text(text: str) -> str:
    """A text of strangers as plain text in one line: no markup, no characters that nobody sees."""
    found = text
    # twice, as what was written as &lt;b&gt; becomes markup only then
    for _ in range(2):
        found = html.unescape(_without_markup(found))
    found = _without_markup(found)
    if not found.strip():
        # a text that is only the name of a tag, such as “<script>”, speaks of it; an empty paragraph says nothing
        found = _LAID_OUT.sub(" ", _INLINE.sub("", text))
    seen = "".join(" " if unicodedata.category(one) in _UNSEEN else one for one in found)
    return " ".join(seen.split())


def _without_markup(text: str) -> str:
    return _TAG.sub(" ", _INLINE.sub("", text))


def require_size(draft: FrameworkDraft) -> None:
    """Refuse what would make no questionnaire. Raises DraftError in one sentence."""
    items = sum(1 for _ in draft.items)
    if not items:
        raise DraftError(
            "No skills or questions were found; columns such as Area, Skill and Level 1 to Level 5 are read."
        )
    if len(draft.areas) > MOST_COMPETENCIES:
        raise DraftError(f"There are {len(draft.areas):,} areas; a questionnaire has at most {MOST_COMPETENCIES}.")
    if items > MOST_ITEMS:
        raise DraftError(f"There are {items:,} skills; a questionnaire has at most {MOST_ITEMS:,}.")
    for area in draft.areas:
        if len(area.items) > MOST_IN_AREA:
            many = f"{len(area.items):,} skills"
            raise DraftError(f"The area “{clip(area.name)}” has {many}; at most {MOST_IN_AREA} can be in one.")
    if len(draft.scale) > MOST_LEVELS:
        raise DraftError(f"The scale has {len(draft.scale):,} levels; at most {MOST_LEVELS} are read.")
