"""What the wording check goes by: the words and limits of one language, from ``assets/wording/<language>.yaml``."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from nextrung.questionnaire.kinds import ItemTextKind
from nextrung.questionnaire.model import Mode

TextKind = Literal[
    "page",
    "competency",
    "facet",
    ItemTextKind,
    "title",
    "action",
    "done",
]
"""Where a text stands: ``page`` is shown beside items, ``done`` is what shows that an action is done."""

Range = tuple[float, float]
"""Lowest and highest value allowed."""


class Grades(Struct, frozen=True):
    """Highest Flesch-Kincaid grade of each kind of text (years of schooling)."""

    stem: float
    anchors: float
    """An item's five anchors, taken together."""
    scenario: float
    options: float
    """An item's options, taken together."""
    case: float
    stem_from_words: int
    """A shorter stem is not graded: a few words tell the formula nothing."""
    guide: float = 10
    """Each text of the role page by itself; short ones are not graded either."""


class Lengths(Struct, frozen=True):
    """Fewest and most words, split at spaces, of each kind of text."""

    anchor: Range
    anchor_spread: int
    """Most words between the shortest and the longest anchor of one item."""
    scenario: Range
    option: Range
    case: Range
    knowledge_option: Range


class Balance(Struct, frozen=True):
    """Limits that keep the best option from standing out, over a whole questionnaire."""

    longest_share: float
    """Share of items in which the best option may have more words than every other."""
    position_share: float
    """Share of the best options that may stand at one letter."""
    position_from: int
    """Fewer items than this have no spread to speak of."""
    mean_credit: Range
    wise_words: tuple[str, ...]
    """Words by which a reader might tell the best option without knowing the work; a star stands for any ending."""
    wise_margin: float
    """Most that picking by these words may earn above picking blindly, on average over the scenarios of the form."""


class ActionLimits(Struct, frozen=True):
    """What the development actions of one competency are made of."""

    mix: dict[Mode, int]
    """How many of each mode, at the least."""
    steps: Range
    pitfalls: Range
    effort_hours: Range
    horizon_weeks: Range
    starter_to_level: int
    """At least one action leads no higher than this level."""
    later_from_level: int
    """At least one action starts no lower than this level."""
    if_then: tuple[str, str]
    """The words an if-then plan starts with, and those that join its halves."""
    begins: tuple[str, str]
    """The same for the one that starts a step."""


class Phrases(Struct, frozen=True):
    """Words that a kind of text may not hold, as whole words in any case; a star stands for any ending."""

    id: str
    message: str
    """What to do instead, after “says “word”;”."""
    words: tuple[str, ...]
    where: tuple[TextKind, ...] = ()
    """Kinds of text it holds for; empty means all."""


class Behaviours(Struct, frozen=True):
    """Verbs that show a second behaviour in a stem."""

    joiners: tuple[str, ...]
    subjects: tuple[str, ...]
    """Words that a verb follows; after a joiner, they open a second clause."""
    openers: tuple[str, ...]
    """Other words that open a second clause after a joiner."""
    verbs: tuple[str, ...]
    """Words that are hardly ever nouns: a joiner before one is enough."""
    sequel: tuple[str, ...]
    """Words after which an anchor goes on to a second act."""
    verbs_or_nouns: tuple[str, ...]
    """Words that count only when a subject, one verb and a joiner stand right before them."""


class Negation(Struct, frozen=True):
    """Words that turn a statement around."""

    negators: tuple[str, ...]
    """May not stand in the main clause of a stem."""
    half_negators: tuple[str, ...]
    """Count only beside a negator or each other in one clause."""
    clause_words: tuple[str, ...]
    """Words that open a side clause; the main clause of a stem ends before them."""
    question_words: tuple[str, ...]
    """Words that open the main clause of a frequency stem."""


class WordingRules(Struct, frozen=True):
    """``assets/wording/<language>.yaml``."""

    version: str
    language: str
    grades: Grades
    lengths: Lengths
    balance: Balance
    actions: ActionLimits
    behaviours: Behaviours
    negation: Negation
    months: tuple[str, ...]
    phrases: tuple[Phrases, ...]
