"""One assessment as it is kept."""

from __future__ import annotations

from msgspec import Struct

from nextrung.questionnaire.constants import FormId


class AssessmentRecord(Struct, frozen=True):
    """One assessment of one person: open until ``completed_at`` is set. ``position`` is the item last shown.

    ``questionnaire`` is the fingerprint of the exact content; moments are ISO 8601, UTC.
    """

    id: str
    person: str
    questionnaire: str
    form: FormId
    position: str | None
    started_at: str
    completed_at: str | None
    deepens: str | None = None
    """The id of the quick assessment whose answers it started from."""
    sequence: int = 0
    """Higher for what was started or finished later, whatever the clock said; 0 while it is not kept yet."""
