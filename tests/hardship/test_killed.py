"""Every change that was acknowledged is there after the program was killed. More runs: ``NEXTRUNG_KILLS=5000``."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests import given

RUNS = int(os.environ.get("NEXTRUNG_KILLS", "300"))


@pytest.mark.skipif(os.name == "nt", reason="Windows has neither fork nor SIGKILL")
def test_that_nothing_acknowledged_is_lost_when_the_program_is_killed(tmp_path: Path) -> None:
    """Kills a scripted Full assessment at random moments: acknowledged answers, notes and plan changes are all there,
    the one under way is there whole or not at all, the file is sound and every reference leads somewhere.
    """
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(given.PROJECT / "desktop"), str(given.PROJECT)))}
    command = [sys.executable, "-P", "-W", "error", "-m", "tests.hardship.kill_runs", str(tmp_path), str(RUNS), "1"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=900)
    assert done.returncode == 0, done.stderr[-2000:]
    assert int(done.stdout) > RUNS
