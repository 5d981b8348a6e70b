"""The floor: a window that holds a centred text, as in the first example of Qt for Python's own documentation."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
from seen import Seen

application = QApplication(sys.argv[:1])
window = QMainWindow()
label = QLabel("Hello", alignment=Qt.AlignmentFlag.AlignCenter)
window.setCentralWidget(label)
seen = Seen(label)
window.resize(1280, 832)
window.show()
application.exec()
