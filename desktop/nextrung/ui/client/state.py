"""What the client's window shows: the charts of one person, and nothing of anybody else. No Qt."""

from __future__ import annotations

from msgspec import Struct

from nextrung.scoring.reasons import MatchNotes
from nextrung.ui.results import state as results_state
from nextrung.ui.results.state import AreaRow
from nextrung.workspace import Workspace, fitting_role


class ClientState(Struct, frozen=True):
    """The newest finished assessment of the current person; no rows before there is one.

    There is no name and no note in it: whoever sits before the window knows who they are.
    """

    role: str
    completed_at: str
    match: float | None
    match_range: tuple[float, float] | None
    match_notes: MatchNotes | None
    rows: tuple[AreaRow, ...]
    in_order: tuple[AreaRow, ...]
    draft: bool = False
    """Whether no pilot has tested the questions or constants behind the levels yet."""


def build(workspace: Workspace) -> ClientState:
    """The state for the current person."""
    assessment = workspace.latest()
    if assessment is None:
        return ClientState(workspace.role.name, "", None, None, None, (), ())
    result = assessment.result(fitting_role(assessment.content, workspace.role))
    state = results_state.build(assessment, result)
    # rows come by what to work on first; a radar keeps the order of the questionnaire, or its shape would jump
    order = [competency.id for competency in assessment.content.competencies]
    return ClientState(
        role=state.role.name if result.match.asked else "",
        completed_at=state.completed_at,
        match=state.match,
        match_range=state.match_range,
        match_notes=state.match_notes,
        rows=state.rows,
        in_order=tuple(sorted(state.rows, key=lambda row: order.index(row.id))),
        draft=state.draft,
    )
