"""What the comparison of two assessments shows. No Qt."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from nextrung.scoring.change import Basis, Call, Shift, change
from nextrung.scoring.levels import level_of
from nextrung.scoring.statements import is_draft
from nextrung.ui.history.state import HistoryEntry, HistoryState, too_close
from nextrung.workspace import Assessment

Limits = tuple[float, float]


class ChangeRow(Struct, frozen=True):
    """One area in both assessments: levels and likely ranges in levels, and what the change is called."""

    name: str
    before: float | None
    before_range: Limits | None
    after: float | None
    after_range: Limits | None
    call: Call | None


class CompareState(Struct, frozen=True):
    """Two assessments beside each other, the earlier first."""

    entries: tuple[HistoryEntry, ...]
    """All that can be chosen, the newest first."""
    earlier: HistoryEntry
    later: HistoryEntry
    overall: ChangeRow
    rows: tuple[ChangeRow, ...]
    basis: Basis | None
    """What they are compared through; None when they cannot be compared."""
    carried: bool
    """Whether one of them took over the answers of the other."""
    too_close: bool
    weeks_apart: int
    draft: bool
    """Whether no pilot has tested the questions or constants behind the levels yet."""

    @property
    def compared(self) -> int:
        """How many areas have a level on both sides."""
        return sum(row.call is not None for row in self.rows)

    def count(self, call: Call) -> int:
        """How many areas changed so."""
        return sum(row.call == call for row in self.rows)


def build(history: HistoryState, assessment: Sequence[Assessment], first: str, second: str) -> CompareState:
    """Compare two of the assessments by id, whatever their order. Raises KeyError."""
    by_id = {one.record.id: one for one in assessment}
    entries = {entry.id: entry for entry in history.entries}
    order = [entry.id for entry in reversed(history.entries)]
    # by their order in the list, which follows a number that only rises: a clock that was set back cannot turn them
    # round
    before, after = sorted((first, second), key=order.index) if {first, second} <= set(order) else (first, second)
    earlier, later = by_id[before], by_id[after]
    found = change(earlier, later)
    names = later.content.competencies_by_id
    return CompareState(
        entries=history.entries,
        earlier=entries[before],
        later=entries[after],
        overall=_row("", found.overall),
        rows=tuple(_row(names[key].name, shift) for key, shift in found.competencies.items()),
        basis=found.basis,
        carried=later.record.deepens == before or earlier.record.deepens == after,
        too_close=too_close(earlier, later),
        weeks_apart=later.content.scoring.change.weeks_apart,
        draft=any(is_draft(side.content) for side in (earlier, later)),
    )


def _row(name: str, shift: Shift) -> ChangeRow:
    before, after = (None if score is None else level_of(score) for score in (shift.before, shift.after))
    limits = [
        None if ends is None else (level_of(ends[0]), level_of(ends[1]))
        for ends in (shift.before_range, shift.after_range)
    ]
    return ChangeRow(name, before, limits[0], after, limits[1], shift.call)
