"""Sets Next Rung up where that is still to be done, and starts it: `python3 desktop [arguments]`.

Standard library only, and nothing newer than Python 3.6 in this file and in `launcher/old_python.py`: an old Python
must get far enough to be told that it is too old.
"""

import sys
from pathlib import Path

from launcher.old_python import stop_if_too_old

if __name__ == "__main__":
    stop_if_too_old(sys.version_info[:3], "desktop")

    from launcher.start import start_app

    start_app(Path(__file__).resolve().parent, sys.argv[1:])
