"""The program up to its painted unlock page, started as ``nextrung --data-dir DIR`` does on encrypted data."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))


def watch() -> None:
    """Have the page tell when it is painted."""
    from seen import Seen

    from nextrung.ui.shell.unlock_window import UnlockWindow

    show = UnlockWindow.show

    def show_watched(window: UnlockWindow) -> None:
        window.seen = Seen(window.page)
        show(window)

    UnlockWindow.show = show_watched


if __name__ == "__main__":
    from nextrung import app, cli

    unlock = app.Start._unlock

    def watch_and_unlock(start: app.Start, database: Path) -> bool:
        """The program has loaded what it shows by then, but for the page itself."""
        watch()
        return unlock(start, database)

    app.Start._unlock = watch_and_unlock
    app.UNSEEN = ()  # nobody is asked for a passphrase where nothing is seen
    raise SystemExit(cli.main(sys.argv[1:]))
