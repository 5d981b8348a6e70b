"""Practice: likely questions answered aloud, with what one noted and what one missed; never scored as a level."""

from __future__ import annotations

import random
from collections.abc import Sequence

from msgspec import Struct

from nextrung.errors import NextRungError
from nextrung.evidence.questions import AskedQuestion

LONGEST_NOTE = 10_000
"""Characters of a note that can be typed; a file may bring a longer one, which is kept."""
LENGTHS = (3, 5, 10)
"""Questions that a sitting may be asked for, beside all there are."""


class PracticeError(NextRungError):
    """A sitting that is not kept or no longer there, in one sentence."""


class PracticeAnswer(Struct, frozen=True):
    """One question of a sitting that was answered aloud.

    Its words and what a good answer contains (``good``) are kept as they were asked; ``missing`` are those of ``good``
    that the person marked as missing. ``place`` counts the questions of a sitting from 1. ``seconds`` are those from
    the question to the end of speaking, None where a file brings none. ``at`` is when it was changed last, ISO 8601,
    UTC.
    """

    sitting: str
    question: str
    place: int
    ask: str
    facet: str = ""
    good: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    note: str = ""
    seconds: float | None = None
    at: str = ""


class PracticeSitting(Struct, frozen=True):
    """Questions that were practised in one go; ``role`` is the name of the role they were likely for, or empty."""

    id: str
    person: str
    role: str
    started_at: str
    answers: tuple[PracticeAnswer, ...] = ()


def drawn(asked: Sequence[AskedQuestion], most: int, seed: str) -> tuple[AskedQuestion, ...]:
    """At most ``most`` questions in the order of ``asked``, a different draw for each seed.

    Of each facet one comes before a second of any, so that a short sitting is not all about one thing.
    """
    draw = random.Random(seed)  # noqa: S311
    # the turn of a question among those of its facet comes first, chance after it
    turns: dict[str, list[int]] = {}
    for at, one in enumerate(asked):
        turns.setdefault(one.facet, []).append(at)
    ranked = []
    for places in turns.values():
        draw.shuffle(places)
        ranked += [(turn, draw.random(), at) for turn, at in enumerate(places)]
    chosen = {at for _, _, at in sorted(ranked)[:most]}
    return tuple(one for at, one in enumerate(asked) if at in chosen)


def checked_note(text: str) -> str:
    """A note as it is kept. Raises PracticeError in one sentence for one that is too long."""
    if len(text) > LONGEST_NOTE:
        raise PracticeError(f"Note at most {LONGEST_NOTE:,} characters; this text has {len(text):,}.")
    return text
