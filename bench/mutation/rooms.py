"""The rooms whose faults the tests must notice, and the tests that look at each."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

PROGRAM = Path("desktop/nextrung")


class Room(NamedTuple):
    """Files of the program, those left out, and the tests of both: folders, files or patterns.

    Campaigns of random trials are left out: watched, they take many minutes.
    """

    name: str
    files: str
    tests: tuple[str, ...]
    without: str = ""

    def sources(self, project: Path) -> list[Path]:
        """The files of the program, by their place in the project."""
        found = sorted((project / PROGRAM / self.files).rglob("*.py"))
        apart = project / PROGRAM / self.without
        kept = [path for path in found if not self.without or not path.is_relative_to(apart)]
        return [path.relative_to(project) for path in kept if path.name != "__init__.py"]

    def targets(self, project: Path) -> list[str]:
        """The tests, as pytest is told them; patterns without a file are left out."""
        return sorted(str(path.relative_to(project)) for one in self.tests for path in project.glob(one))


WORKSPACE = (
    "analysis",
    "clock_set_back",
    "comparison",
    "folded",
    "kept_content",
    "pay",
    "private_notes",
    "role_undo",
    "safekeeping",
    "workspace",
)
"""Tests of the services, without those of whole programs: these take minutes and notice little that others let pass."""

ROOMS = (
    Room("scoring", "scoring", ("tests/scoring", "tests/test_comparison.py", "tests/ui/test_history_state.py")),
    Room("plan", "plan", ("tests/plan", "tests/test_plan_*.py")),
    Room("salary", "salary", ("tests/salary", "tests/test_pay.py", "tests/ui/test_salary_state.py")),
    Room(
        "assessment",
        "assessment",
        ("tests/assessment/test_[!f]*[!z].py", "tests/test_workspace.py", "tests/report/test_answers_in.py"),
    ),
    Room("group", "group", ("tests/group",)),
    Room(
        "store",
        "store",
        ("tests/store/test_*.py", "tests/store/backups", "tests/test_bin_*.py"),
        without="store/transfer",
    ),
    Room("transfer", "store/transfer", ("tests/store/transfer/test_[!f]*.py", "tests/test_transfer_*.py")),
    Room("report", "report", ("tests/report",)),
    Room(
        "workspace",
        "workspace",
        ("tests/test_*_service.py", *(f"tests/test_{one}.py" for one in WORKSPACE), "tests/group"),
    ),
)
