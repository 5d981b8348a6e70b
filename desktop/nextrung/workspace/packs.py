"""What a pack of evidence can hold, taken from all that is kept of the current person."""

from __future__ import annotations

from collections.abc import Callable

from nextrung.questionnaire.model import Role
from nextrung.report.pack import PackMaterial
from nextrung.scoring.match import fitting_role
from nextrung.workspace.workspace import Workspace


def pack_material(workspace: Workspace, role: Role, name: str, clean: Callable[[str], str] = str) -> PackMaterial:
    """Everything that a pack against ``role`` can hold; ``name`` is what the person is called in it.

    ``clean`` is asked for every text that the person wrote. Raises NextRungError.
    """
    content, latest = workspace.installed.questionnaire, workspace.latest()
    report = workspace.reports.material(latest, fitting_role(latest.content, role)) if latest is not None else None
    return PackMaterial(
        person=name,
        role=role,
        content=content,
        areas=workspace.evidence.coverage(content, role),
        questions=workspace.evidence.questions(content, role),
        report=report,
        made_on=workspace.clock.today(),
        clean=clean,
    )
