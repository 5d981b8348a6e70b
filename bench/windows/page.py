"""The program up to its first painted page, started the way ``nextrung --data-dir DIR`` starts it."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))


def watch() -> None:
    """Have the page on show tell when it is painted."""
    from seen import Seen

    from nextrung.ui.shell.window import MainWindow

    show = MainWindow.show

    def show_watched(window: MainWindow) -> None:
        window.seen = Seen(window.current_page())
        show(window)

    MainWindow.show = show_watched


if __name__ == "__main__":
    from nextrung import cli, paths

    data_folder = paths.data_folder

    def data_folder_and_watch(*chosen: Path | None) -> Path:
        """The program has loaded what it shows by the time that it asks where the data is."""
        watch()
        return data_folder(*chosen)

    paths.data_folder = data_folder_and_watch
    raise SystemExit(cli.main(sys.argv[1:]))
