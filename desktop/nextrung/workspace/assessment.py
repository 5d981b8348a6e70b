"""One assessment with everything it was taken with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from nextrung.assessment.answer import Answer
from nextrung.assessment.record import AssessmentRecord
from nextrung.lazy import lazy
from nextrung.questionnaire.constants import FormId
from nextrung.questionnaire.kinds import Item
from nextrung.questionnaire.model import Questionnaire, Role
from nextrung.scoring.result import Result, score

if TYPE_CHECKING:
    from nextrung.assessment import walk
else:
    walk = lazy("nextrung.assessment.walk")


class Assessment(Struct, frozen=True, dict=True):
    """One assessment with the exact content it is taken with and its answers so far."""

    record: AssessmentRecord
    content: Questionnaire
    answers: Mapping[str, Answer]
    carried: frozenset[str] = frozenset()
    """The items whose answers came over from the assessment that this one deepens."""
    seen: frozenset[str] = frozenset()
    """Ids of the items that an earlier assessment of the person asked already."""

    @property
    def form(self) -> FormId:
        """The form taken."""
        return self.record.form

    @property
    def complete(self) -> bool:
        """Whether the person has finished it."""
        return self.record.completed_at is not None

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """The items asked, in order."""
        return tuple(walk.asked_items(self.content, self.form, self.answers))

    def was_carried(self, item: Item) -> bool:
        """Whether the answer to an item came over from the assessment that this one deepens."""
        return item.id in self.carried and item.id in self.answers

    def result(self, role: Role) -> Result:
        """The result against a role profile."""
        return score(self.form, self.answers, self.content, role, self.seen)


def seen_before(
    record: AssessmentRecord, earlier: Sequence[AssessmentRecord], asked: Mapping[str, Mapping[str, bool]]
) -> frozenset[str]:
    """The items that ``earlier`` assessments of the person asked; ``asked`` says which each asked and were skipped.

    Of an assessment that this one deepens only what was skipped: its other answers were taken over as they were, so
    that nothing was seen twice.
    """
    *_, last = seen_by_each((*earlier, record), asked)
    return last


def seen_by_each(
    records: Sequence[AssessmentRecord], asked: Mapping[str, Mapping[str, bool]]
) -> Iterator[frozenset[str]]:
    """What ``seen_before`` says of each of a person's assessments, the oldest first: in one pass."""
    times: Counter[str] = Counter()
    places: dict[str, int] = {}
    for at, record in enumerate(records):
        seen = frozenset(times)
        # Only what was started before can be deepened; a forged or damaged link is left out.
        if places.get(record.deepens or "", at) < at:
            own = asked.get(record.deepens or "", {})
            # Seen are items that another assessment asked as well, and those that were skipped in the one that is
            # deepened.
            seen = frozenset(item for item, count in times.items() if count > (item in own) or own.get(item))
        yield seen
        places[record.id] = at
        times.update(asked.get(record.id, {}).keys())
