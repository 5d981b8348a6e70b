"""Which earlier result one is compared with: the same on every page, in reports and before a session."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from nextrung.scoring.change import shared_form, shared_items
from nextrung.scoring.quality import quality
from nextrung.workspace.assessment import Assessment


def compared_with(assessment: Assessment, finished: Sequence[Assessment]) -> Assessment | None:
    """The newest of the assessments finished before that fits; None when none does. ``finished`` has the oldest first.

    It fits when its answers need no care, when it shares questions with ``assessment``, and when that one does not go
    on from its answers, which could not differ then. One of the same form comes first, as it shares all of them. A
    result that needs care itself is compared with nothing.
    """
    if needs_care(assessment):
        return None
    ids = [one.record.id for one in finished]
    # One that is not finished yet is not among them, and all of them came before it.
    before = finished[: ids.index(assessment.record.id)] if assessment.record.id in ids else finished
    alike = (one for one in reversed(before) if one.form == assessment.form)
    others = (one for one in reversed(before) if one.form != assessment.form)
    return next((one for one in chain(alike, others) if _fits(one, assessment)), None)


def needs_care(assessment: Assessment) -> bool:
    """Whether the pattern of the answers asks for care, so that change is not read from them (content C7)."""
    return quality(assessment.form, assessment.answers, assessment.content, assessment.seen).grade == "low"


def _fits(earlier: Assessment, later: Assessment) -> bool:
    if earlier.record.id == later.record.deepens or needs_care(earlier):
        return False
    return bool(shared_items(earlier.content, later.content, shared_form(earlier, later)))
