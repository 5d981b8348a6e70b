"""One call to the system fails, or the program is killed before it, wherever that may be: nothing is lost or out
of sight, and nothing of a person who was erased is left after the next start.

An ordinary run draws a few faults for each operation; ``--long`` runs all there are.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from tests import given
from tests.campaign import Campaign
from tests.hardship import faulty

COMPILER = shutil.which("cc") or shutil.which("gcc")
SHORT = 15
"""Faults of an operation in an ordinary run."""

pytestmark = [
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux lets calls be caught like that"),
    pytest.mark.skipif(COMPILER is None, reason="there is no C compiler"),
]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made, source = tmp_path_factory.mktemp("library") / "faults.so", Path(__file__).with_name("faults.c")
    subprocess.run([str(COMPILER), "-shared", "-fPIC", "-O1", "-o", str(made), str(source), "-ldl"], check=True)
    return made


@pytest.mark.parametrize("operation", faulty.OPERATIONS)
def test_that_no_fault_loses_or_hides_anything(
    library: Path, tmp_path: Path, campaign: Campaign, operation: str
) -> None:
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join((str(given.PROJECT / "desktop"), str(given.PROJECT))),
        "LD_PRELOAD": str(library),
    }
    most = campaign.rounds(short=SHORT, long=0)
    arguments = [str(tmp_path), str(library), operation, str(most), str(campaign.seed)]
    command = [sys.executable, "-P", "-m", "tests.hardship.fault_runs", *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=7200)
    assert done.returncode == 0, done.stderr[-2000:]
    found = json.loads(done.stdout)
    assert found["faults"] == (most or 4 * found["calls"])
    kinds = Counter(what for _, _, what, _, _ in found["wrong"])
    assert not found["wrong"], (kinds, found["wrong"][:3])
