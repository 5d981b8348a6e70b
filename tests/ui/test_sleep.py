"""Encrypted data are locked before the computer sleeps, where the system gives word of it; on a bus of our own."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.ui.test_unlock import ENVIRONMENT, WORDS, driven, encrypted

DAEMON = shutil.which("dbus-daemon")
CONFIGURATION = """<busconfig><listen>unix:dir={0}</listen><auth>EXTERNAL</auth><policy context="default">
<allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/></policy></busconfig>"""
ENTER = f'write("lock-passphrase", {WORDS!r}); enter("lock-passphrase")'

pytestmark = pytest.mark.skipif(DAEMON is None or sys.platform != "linux", reason="there is no dbus-daemon")


@pytest.fixture
def bus() -> Iterator[str]:
    """The address of a bus; the folder is made here, for the name of a socket must be short."""
    with tempfile.TemporaryDirectory(prefix="nextrung-bus-") as folder:
        configuration = Path(folder, "bus.conf")
        configuration.write_text(CONFIGURATION.format(folder), encoding="utf-8")
        command = [str(DAEMON), f"--config-file={configuration}", "--nofork", "--print-address"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as daemon:
            try:
                assert daemon.stdout is not None
                yield daemon.stdout.readline().strip()
            finally:
                daemon.terminate()


def test_that_a_sleep_waits_until_the_data_are_locked(tmp_path: Path, bus: str) -> None:
    folder, told = encrypted(tmp_path / "data"), tmp_path / "told"
    environment = {**ENVIRONMENT, "DBUS_SYSTEM_BUS_ADDRESS": bus}
    with subprocess.Popen([sys.executable, "-m", "tests.ui.sleepy", str(told)], env=environment) as login:
        try:
            driven(
                folder,
                f"""
assert (FOLDER.parent / "told").read_text() == "ready"
{ENTER}
assert (FOLDER.parent / "told").read_text() == "released"
assert held.of_folder(FOLDER) is None; shown(UnlockWindow)
{ENTER}
ready().close()
""",
                bus=bus,
            )
        finally:
            login.terminate()
    assert told.read_text(encoding="utf-8") == "released"
