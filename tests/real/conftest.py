from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path

import pytest
from tests.real.needed import missing
from tests.real.program import Program, started
from tests.real.screen import Desk, sitting_at

from nextrung import app, resources
from nextrung.tour import authoring, evidence, views

PICTURES = Path("build") / "real"

Opener = Callable[..., AbstractContextManager[Program]]


def pytest_ignore_collect(config: pytest.Config) -> bool | None:
    """Journeys are made only when asked for: they need a screen of their own and minutes."""
    return None if config.getoption("--real") else True


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A journey names the desks it is made at: the first in every run, all with ``--real all``."""
    marker = metafunc.definition.get_closest_marker("desks")
    if marker is not None:
        desks, few = marker.args[0], marker.kwargs.get("few", 1)
        chosen = desks if metafunc.config.getoption("--real") == "all" else desks[:few]
        metafunc.parametrize("desk", chosen, ids=str)


@pytest.fixture(scope="session", autouse=True)
def _can_be_made() -> None:
    if reason := missing():
        pytest.skip(reason)


@pytest.fixture
def pictures(request: pytest.FixtureRequest) -> Path:
    """Where the pictures of this journey are kept, and what its parts said."""
    name = re.sub(r"[^\w.-]+", "-", request.node.name).strip("-")
    folder = request.config.rootpath / PICTURES / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def sit_down(pictures: Path, request: pytest.FixtureRequest) -> Opener:
    """Sit down at a desk and start the program there, with a new data folder and some arguments."""

    @contextmanager
    def sitting(desk: Desk, *arguments: str) -> Iterator[Program]:
        chosen = request.config.getoption("--program")
        source = [sys.executable, str(resources.folder("assets").parent / "desktop")]
        command = [*([chosen] if chosen else source), "--data-dir", str(pictures / "data"), *arguments]
        with sitting_at(desk, pictures) as screen, started(screen, command, pictures) as program:
            yield program

    return sitting


@pytest.fixture
def lived_in(pictures: Path) -> None:
    """A data folder in which others have answered, and examples were told; a questionnaire is being written."""
    with closing(app.open_workspace(pictures / "data")) as workspace:
        views.shown(workspace)
        for fields in (*evidence.OTHERS, evidence.PAIRED):
            workspace.evidence.save(fields)
        authoring.ladder(workspace)
