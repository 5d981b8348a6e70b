"""The program asks the network for nothing: the system kills it at the first attempt, and Python reports one."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from pathlib import Path

import pytest
from tests import given

SUPPORTED = sys.platform.startswith("linux") and platform.machine() in ("x86_64", "aarch64")
pytestmark = pytest.mark.skipif(not SUPPORTED, reason="system calls are refused with a filter of Linux")
KILLED = -31
"""SIGSYS: the end of a process that makes a refused system call."""

REFUSE = '''
import ctypes, platform, struct, sys

ARCHITECTURE, SOCKET = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}[platform.machine()]
LOAD, EQUAL, RETURN = 0x20, 0x15, 0x06
KILL, ALLOW = 0x80000000, 0x7FFF0000
ATTEMPTS = ("socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname", "urllib.")

def refuse_networking():
    """From here on, a socket of the internet families (2 and 10) ends this process; other sockets are local."""
    steps = [
        (LOAD, 0, 0, 4), (EQUAL, 1, 0, ARCHITECTURE), (RETURN, 0, 0, KILL),
        (LOAD, 0, 0, 0), (EQUAL, 1, 0, SOCKET), (RETURN, 0, 0, ALLOW),
        (LOAD, 0, 0, 16), (EQUAL, 2, 0, 2), (EQUAL, 1, 0, 10), (RETURN, 0, 0, ALLOW), (RETURN, 0, 0, KILL),
    ]
    code = b"".join(struct.pack("HBBI", *step) for step in steps)
    kept = ctypes.create_string_buffer(code, len(code))
    program = ctypes.create_string_buffer(struct.pack("HxxxxxxP", len(steps), ctypes.addressof(kept)))
    libc = ctypes.CDLL(None, use_errno=True)
    assert libc.prctl(38, 1, 0, 0, 0) == 0, "no new privileges"
    assert libc.prctl(22, 2, program, 0, 0) == 0, "no filter"

def report(event, arguments):
    if event.startswith(ATTEMPTS):
        local = event in ("socket.connect", "socket.bind") and not isinstance(arguments[1], tuple)
        if not local:
            sys.stderr.write(f"network: {event} {arguments}\\n")
            sys.stderr.flush()
            import os
            os._exit(77)

refuse_networking()
sys.addaudithook(report)
'''

WINDOW = """
from pathlib import Path
from PySide6.QtTest import QTest
from nextrung import app, resources
from nextrung.ui.shell.places import places
from nextrung.ui.shell.window import MainWindow
from nextrung.ui.theme.theme import Theme

workspace = app.open_workspace(Path(sys.argv[1]))
app.add_sample(workspace)
application = app.make_application()
window = MainWindow(workspace, Theme(application, resources.assets()))
window.show()
for place in places():
    window.show_page(place.id)
    QTest.qWait(300)
    print(place.id)
window.close()
"""

COMMANDS = """
import os
from pathlib import Path
from nextrung.cli import main
folder, answers, content = sys.argv[1:4]
for arguments in (
    ["score", answers], ["score", answers, "--json"], ["check", content], ["--data-dir", folder, "backup"],
    ["--data-dir", folder, "verify"], ["tour", folder + "/tour", "--only", "1-", "--theme", "light"],
):
    assert main(arguments) == 0, arguments
"""


def run(code: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(given.PROJECT / "desktop"), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-P", "-c", REFUSE + code, *map(str, arguments)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=300)


@pytest.mark.parametrize("family", ["AF_INET", "AF_INET6"])
def test_that_the_filter_ends_a_process_that_opens_a_socket(family: str) -> None:
    """What the other tests rely on; a local socket is allowed, as the window system uses them."""
    local = run("import socket; socket.socket(socket.AF_UNIX); print('local')")
    assert local.stdout == "local\n", local.stderr
    assert run(f"import socket; socket.socket(socket.{family})").returncode == KILLED
    hidden = "import ctypes; ctypes.CDLL(None).socket(2, 1, 0)"  # past Python, as a library in C would
    assert run(hidden).returncode == KILLED
    assert run("import socket; socket.getaddrinfo('localhost', 80)").returncode == 77


def test_that_every_page_works_without_a_network(tmp_path: Path) -> None:
    """Opens every place of the window with sample data, networking refused by the system."""
    done = run(WINDOW, tmp_path)
    assert done.returncode == 0, done.stderr
    assert {"overview", "assess", "results", "plan", "history", "salary"} <= set(done.stdout.split())


def test_that_the_command_line_works_without_a_network(tmp_path: Path) -> None:
    """Scores, checks, backs up, verifies and draws pages, networking refused by the system."""
    assert run(WINDOW, tmp_path).returncode == 0
    done = run(COMMANDS, tmp_path, given.SAMPLE, given.ML_MANAGER)
    assert done.returncode == 0, done.stderr
