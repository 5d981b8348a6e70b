"""Which earlier result one is compared with: the same on every page, in reports and before a session."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from nextrung.scoring.change import shared_form, shared_items
from nextrung.scoring.quality import quality
from nextrung.workspace.taken import Taken


def compared_with(taken: Taken, finished: Sequence[Taken]) -> Taken | None:
    """The newest of the assessments finished before that fits; None when none does. ``finished`` has the oldest first.

    It fits when its answers need no care, when it shares questions with ``taken``, and when ``taken`` does not go on
    from its answers, which could not differ then. One of the same form comes first, as it shares all of them. A result
    that needs care itself is compared with nothing.
    """
    if needs_care(taken):
        return None
    ids = [one.sitting.id for one in finished]
    before = finished[: ids.index(taken.sitting.id)] if taken.sitting.id in ids else finished
    alike = (one for one in reversed(before) if one.form == taken.form)
    others = (one for one in reversed(before) if one.form != taken.form)
    return next((one for one in chain(alike, others) if _fits(one, taken)), None)


def needs_care(taken: Taken) -> bool:
    """Whether the pattern of the answers asks for care, so that change is not read from them (content C7)."""
    return quality(taken.form, taken.answers, taken.questionnaire, taken.seen).grade == "low"


def _fits(earlier: Taken, later: Taken) -> bool:
    if earlier.sitting.id == later.sitting.deepens or needs_care(earlier):
        return False
    return bool(shared_items(earlier.questionnaire, later.questionnaire, shared_form(earlier, later)))
