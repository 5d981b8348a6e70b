"""A whole group measured once, then looked at for any part of it and against any role."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime

import pandas as pd

from nextrung.assessment.record import AssessmentRecord
from nextrung.clock import as_moment
from nextrung.group import order
from nextrung.group.consistency import consistency
from nextrung.group.given import GroupData
from nextrung.group.levels import group_levels
from nextrung.group.sheet import blocks, sheet
from nextrung.group.spread import comparable, spread
from nextrung.group.table import GroupTable
from nextrung.group.view import AnswerSpread, Consistency, GroupView, Waiting
from nextrung.people.person import Person
from nextrung.questionnaire.constants import FormId
from nextrung.questionnaire.model import Questionnaire, Role

LONG = 6
"""Months after which somebody counts as not assessed for long."""
FORMS: tuple[FormId, FormId] = ("full", "quick")
_Items = tuple[tuple[AnswerSpread, ...], tuple[tuple[FormId, tuple[Consistency, ...]], ...]]


class MeasuredGroup:
    """The answers and levels of a group; ``view`` works only on what the choice of people and role changes."""

    def __init__(self, data: GroupData) -> None:
        """Score everyone's latest assessment."""
        self.data = data
        self._answers = sheet(data.columns)
        self._of_items: dict[str | None, _Items] = {}
        self._assessed = [one for one in data.members if one.id in data.latest]
        latest = [data.latest[one.id] for one in self._assessed]
        self._blocks = [
            (content, places, group_levels(self._answers_of(latest, places), content, form))
            for (content, form), places in self._by_content(latest)
        ]

    def _by_content(self, latest: Sequence[AssessmentRecord]) -> list[tuple[tuple[Questionnaire, FormId], list[int]]]:
        return [((self.data.contents[one], form), places) for (one, form), places in blocks(latest)]

    def _answers_of(self, records: Sequence[AssessmentRecord], places: Sequence[int]) -> pd.DataFrame:
        return self._answers.loc[[records[at].id for at in places]]

    @property
    def tags(self) -> tuple[str, ...]:
        """All tags in the group, each once."""
        # The database compares tags without case, too; of several spellings the last one stands for all.
        found = {tag.casefold(): tag for one in self.data.members for tag in one.tags}
        return tuple(found[key] for key in sorted(found))

    def view(self, role: Role, tag: str | None = None) -> GroupView:
        """Everyone, or all with a tag, against a role.

        A content that asks for other competencies is compared with its own role of the same id, or its first.
        """
        members = [one for one in self.data.members if tag is None or tag.casefold() in map(str.casefold, one.tags)]
        chosen = {one.id for one in members}
        kept = [at for at, one in enumerate(self._assessed) if one.id in chosen]
        newest = self.data.newest
        table = GroupTable([one.id for one in newest.competencies], len(self._assessed))
        for content, places, found in self._blocks:
            table.add(content, places, found, role)
        table.keep(kept)
        assessed = [one for one in self._assessed if one.id in chosen]
        columns = order.columns_in_order(table.differences)
        rows = order.rows_in_order(table.differences[columns], table.bands, table.matches)
        spreads, consistencies = self._items(tag, assessed)
        return GroupView(
            role=role,
            columns=tuple(columns),
            rows=table.rows(columns, rows, [(one, self.data.latest[one.id]) for one in assessed], role),
            members=frozenset(chosen),
            median_match=table.median_match(),
            bands=table.band_counts(),
            gaps=table.shared_gaps(role),
            spread=spreads,
            consistency=consistencies,
            waiting=self._waiting(members),
        )

    def _items(self, tag: str | None, members: Sequence[Person]) -> _Items:
        """What is said of items, which no role changes: worked out once for each part of the group."""
        if tag not in self._of_items:
            answers, asked = self._comparable(members)
            newest = self.data.newest
            consistencies = tuple((form, consistency(answers, newest, form)) for form in FORMS)
            self._of_items[tag] = spread(answers, asked, newest), consistencies
        return self._of_items[tag]

    def _comparable(self, members: Sequence[Person]) -> tuple[pd.DataFrame, Counter[str]]:
        """The latest answers to items as the newest content has them, and how many people were asked each."""
        latest = [self.data.latest[one.id] for one in members]
        # An empty part first: pandas refuses to join nothing at all, as in a group without any assessment.
        parts, asked = [self._answers.iloc[:0]], Counter[str]()
        for (content, form), places in self._by_content(latest):
            shared = comparable(content, self.data.newest)
            part = self._answers_of(latest, places)
            parts.append(part[[item for item in part.columns if item in shared]])
            for item in content.form_items(form):
                if item.id in shared:
                    asked[item.id] += len(places)
        return pd.concat(parts), asked

    def _waiting(self, members: Sequence[Person]) -> tuple[Waiting, ...]:
        limit = months_before(self.data.now, LONG)
        last = [Waiting(one, self._last(one)) for one in members]
        long = [one for one in last if one.completed_at is None or one.completed_at < limit]
        # An empty text sorts before every moment: whoever was never assessed comes first.
        return tuple(sorted(long, key=lambda one: one.completed_at or ""))

    def _last(self, member: Person) -> str | None:
        record = self.data.latest.get(member.id)
        return record.completed_at if record else None


def months_before(moment: str, months: int) -> str:
    """The moment (ISO 8601, UTC) so many months earlier; the last day of a month where that one is shorter."""
    at = datetime.fromisoformat(moment)
    number = at.year * 12 + at.month - 1 - months
    # The day before the first of the next month is the last of this one, whatever its length.
    first_of_next = date((number + 1) // 12, (number + 1) % 12 + 1, 1)
    last_day = date.fromordinal(first_of_next.toordinal() - 1).day
    earlier = at.replace(year=number // 12, month=number % 12 + 1, day=min(at.day, last_day))
    return as_moment(earlier)
