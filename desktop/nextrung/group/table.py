"""People by area against one role, put together from blocks of people who took the same content and form."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from nextrung.assessment.record import AssessmentRecord
from nextrung.group.levels import GroupLevels, Numbers
from nextrung.group.matches import group_gaps, group_matches, levels_of
from nextrung.group.view import GroupPersonRow, SharedGap
from nextrung.people.person import Person
from nextrung.questionnaire.model import Questionnaire, Role
from nextrung.scoring.levels import Status
from nextrung.scoring.match import BANDS, Band, fitting_role

STATUSES: tuple[Status, ...] = ("scored", "not_enough", "no_chance")


class GroupTable:
    """Levels, differences and matches of all people; NaN, and -1 for a status, where there is nothing."""

    def __init__(self, competencies: Sequence[str], people: int) -> None:
        """Make an empty table with a row for each person and a column for each competency."""
        self._names = list(competencies)
        self._levels = np.full((people, len(self._names)), np.nan)
        self._differences = self._levels.copy()
        self._likely = np.zeros(self._levels.shape, dtype=bool)
        self._statuses = np.full(self._levels.shape, -1)
        self.matches: Numbers = np.full(people, np.nan)
        self.bands: Numbers = np.full(people, -1.0)
        self._provisional = np.zeros(people, dtype=bool)
        self._caps = np.full(people, None, dtype=object)

    def add(self, content: Questionnaire, places: Sequence[int], found: GroupLevels, role: Role) -> None:
        """Put people of one content and form in; its own role stands in where it asks for other competencies."""
        fitting = fitting_role(content, role)
        gaps = group_gaps(found, fitting, content.scoring)
        match = group_matches(found, fitting, content.scoring)
        both = [one for one in self._names if one in found.scores.columns]
        # An open mesh: rows by columns. Two plain lists would be taken pair by pair.
        cells = np.ix_(places, [self._names.index(one) for one in both])
        missing = np.where(found.no_chance[both], STATUSES.index("no_chance"), STATUSES.index("not_enough"))
        self._levels[cells] = levels_of(found.scores[both])
        self._differences[cells] = gaps.differences[both]
        self._likely[cells] = gaps.likely[both]
        self._statuses[cells] = np.where(found.scores[both].isna(), missing, STATUSES.index("scored"))
        self.matches[places] = match.values
        self.bands[places] = match.bands
        self._provisional[places] = match.provisional
        for at, caps in match.caps.items():
            self._caps[places[at]] = caps

    def keep(self, places: Sequence[int]) -> None:
        """Keep only these people, in this order."""
        for name in ("_levels", "_differences", "_likely", "_statuses", "matches", "bands", "_provisional", "_caps"):
            setattr(self, name, getattr(self, name)[list(places)])

    @property
    def differences(self) -> pd.DataFrame:
        """Levels minus targets, in levels, a row for each person; NaN where there is no level."""
        return pd.DataFrame(self._differences, columns=pd.Index(self._names))

    def rows(
        self,
        columns: Sequence[str],
        order: Sequence[int],
        people: Sequence[tuple[Person, AssessmentRecord]],
        role: Role,
    ) -> tuple[GroupPersonRow, ...]:
        """The rows in an order, each with its columns in an order, against a role."""
        at = [self._names.index(one) for one in columns]
        names: list[Status | None] = [*STATUSES, None]  # -1 is the last
        levels, differences = (_plain(table[:, at]) for table in (self._levels, self._differences))
        statuses, matches = self._statuses[:, at].tolist(), _plain(self.matches[:, None])
        bands: list[Band | None] = [*BANDS, None]
        rows = []
        for row in order:
            member, record = people[row]
            rows.append(
                GroupPersonRow(
                    member,
                    record.form,
                    record.completed_at or "",
                    tuple(levels[row]),
                    tuple(differences[row]),
                    tuple(names[status] for status in statuses[row]),
                    matches[row][0],
                    bands[int(self.bands[row])],
                    bool(self._provisional[row]),
                    self._caps[row] or (),
                    tuple(
                        one
                        for place in np.flatnonzero(np.isnan(self._levels[row]))
                        if role.asks(one := self._names[place])
                    ),
                    bool(role.targets),
                )
            )
        return tuple(rows)

    def shared_gaps(self, role: Role) -> tuple[SharedGap, ...]:
        """Mean gaps of what a role asks for, the widest first; areas in which nobody has a level last."""
        gaps = (-self.differences).clip(lower=0)
        means, scored = gaps.mean(), gaps.count()
        likely = self._likely.sum(axis=0)
        found = [
            SharedGap(one, float(means[one]) if scored[one] else None, int(likely[at]), int(scored[one]))
            for at, one in enumerate(self._names)
            if role.asks(one)
        ]
        return tuple(sorted(found, key=lambda gap: -1.0 if gap.mean is None else gap.mean, reverse=True))

    def median_match(self) -> float | None:
        """The median match of those who have one."""
        known = pd.Series(self.matches).dropna()
        return float(known.median()) if len(known) else None

    def band_counts(self) -> tuple[tuple[Band, int], ...]:
        """How many people have each band, from the lowest up."""
        return tuple((band, int((self.bands == at).sum())) for at, band in enumerate(BANDS))


def _plain(table: Numbers) -> list[list[float | None]]:
    """Numbers as Python has them, None for NaN."""
    # An array of numbers cannot hold None: it would turn back into NaN.
    cells = table.astype(object)
    cells[np.isnan(table)] = None
    plain: list[list[float | None]] = cells.tolist()
    return plain
