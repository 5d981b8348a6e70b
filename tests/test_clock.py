"""Days are those of the person's own clock, and everything asks the same one."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from tests import coaching, given
from tests.places import clock_of

from nextrung import clock, resources
from nextrung.clock import Clock, as_moment, local_day
from nextrung.store.database import open_database
from nextrung.workspace import Workspace

AUCKLAND, ANGELES = "NZST-12NZDT,M9.5.0,M4.1.0/3", "PST8PDT,M3.2.0,M11.1.0"
"""Thirteen hours before, and eight behind UTC in November; written out, for systems without a list of places."""
LOOKS = frozenset(
    {"now", "utcnow", "today", "currentDate", "currentDateTime", "currentDateTimeUtc", "currentTime", "localtime"}
)
"""What looks at the clock of the system."""


@pytest.fixture
def at() -> coaching.Clock:
    return coaching.Clock(datetime(2026, 11, 24, 20, tzinfo=UTC))


@pytest.fixture
def workspace(tmp_path: Path, at: coaching.Clock) -> Iterator[Workspace]:
    connection = open_database(tmp_path / "nextrung.db")
    space = Workspace(connection, [given.ML_MANAGER], resources.assets("salary"), at)
    space.add_person("Jana")
    yield space
    space.close()


@pytest.mark.parametrize(("place", "day"), [(AUCKLAND, 25), (ANGELES, 24)])
def test_that_today_is_the_local_day_and_moments_are_universal(at: coaching.Clock, place: str, day: int) -> None:
    with clock_of(place):
        one = Clock(at)
        assert one.today() == date(2026, 11, day) == local_day(one.moment())
        assert one.now().utcoffset() == timedelta(0)
        assert one.local() - one.now() < timedelta(minutes=1)
    assert as_moment(datetime.fromisoformat("2026-11-25T09:00:01+13:00")) == "2026-11-24T20:00:01Z"


def test_that_a_figure_of_this_morning_is_not_taken_for_one_of_the_future(workspace: Workspace) -> None:
    fields = {"role": "senior", "place": "", "amount": "200000", "currency": "", "percentile": "", "source": "Offer"}
    with clock_of(AUCKLAND):
        figure, problems = workspace.pay.parse({**fields, "date": "2026-11-25"})
        assert figure is not None, problems
        assert workspace.pay.parse({**fields, "date": "2026-11-26"})[0] is None


def test_that_a_session_is_due_on_its_local_day(workspace: Workspace, at: coaching.Clock) -> None:
    with clock_of(ANGELES):
        planned = workspace.sessions.plan(datetime.fromisoformat("2026-11-25T10:00:00-08:00"))
        at.now = datetime.fromisoformat("2026-11-24T17:00:00-08:00")  # the 25th has begun in Greenwich
        assert workspace.sessions.due() is None
        at.now = datetime.fromisoformat("2026-11-25T08:00:00-08:00")
        assert workspace.sessions.due() == planned


def _looks(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in LOOKS:
            of = node.func.value
            if isinstance(of, ast.Name) and of.id in ("datetime", "date", "time", "QDate", "QDateTime", "QTime"):
                yield f"{path.name}: {of.id}.{node.func.attr}"


def test_that_only_the_clock_looks_at_that_of_the_system() -> None:
    """A page with a look of its own shows another day than the data, and the tour another picture every day."""
    files = sorted(Path(clock.__file__).parent.rglob("*.py"))
    assert len(files) > 300
    assert [look for path in files for look in _looks(path)] == ["clock.py: datetime.now"]
