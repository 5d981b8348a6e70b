"""Sets Next Rung up where that is still to be done, and runs its tests: `python3 tests [pytest arguments]`.

Standard library only, and nothing newer than Python 3.6 in this file: see `desktop/__main__.py`.
"""

import sys
from pathlib import Path

if __name__ == "__main__":
    # in the place of this folder, whose sub-folders would hide packages of the same name
    project = Path(__file__).resolve().parent.parent
    sys.path[0] = str(project / "desktop")

    from launcher.old_python import stop_if_too_old

    stop_if_too_old(sys.version_info[:3], "tests")

    from launcher.start import start_tests

    start_tests(project, sys.argv[1:])
