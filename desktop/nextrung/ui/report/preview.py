"""What a report looks like before it is saved: the same pages, one below the other, or the text of a file."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QSize, Qt, QTimer
from PySide6.QtGui import QImageReader, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QProgressBar, QVBoxLayout, QWidget

from nextrung.ui import labels
from nextrung.ui.report.work import Looked
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.cards import Card
from nextrung.ui.widgets.discard import discard
from nextrung.ui.widgets.page import ScrollBody
from nextrung.ui.widgets.text import TextLabel
from nextrung.ui.widgets.view_switch import ViewSwitch

PAGE_WIDTH = 470
"""Width of a page at a text size of 100 %."""
BUSY_AFTER = 500
"""Milliseconds until it is shown that a preview is being made."""


class PageView(QLabel):
    """One page, as wide as there is room for; it is decoded once it comes into sight."""

    def __init__(self, page: bytes, name: str) -> None:
        """Show a page called ``name``, a PNG."""
        super().__init__()
        self.setObjectName("report-page")
        self.setAccessibleName(name)
        # a page is drawn in the pixels of the screen, and shown in its device-independent ones
        self.setScaledContents(True)
        self.setFixedSize(QSize(1, 1))
        self._page = page
        buffer = QBuffer()
        buffer.setData(page)
        # from the head of the file alone: decoding all pages would hold the window up
        size = QImageReader(buffer).size()
        self._ratio = size.height() / max(1, size.width())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Decode the page when it first comes into sight: all pages at once would hold the window up."""
        if self._page:
            decoded = QPixmap()
            decoded.loadFromData(self._page)
            self._page = b""
            self.setPixmap(decoded)
        super().paintEvent(event)

    def fit(self, width: int) -> None:
        """Take this width."""
        # fixed, or the column would stretch a page out of its proportions
        self.setFixedSize(width, round(width * self._ratio))


class ReportPreview(QWidget):
    """Pages, a text, or a few words, with a bar while they are being made."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._theme = theme
        self.count = TextLabel("", "muted")
        self.count.setObjectName("preview-count")
        self.warning = TextLabel("")
        self.warning.setObjectName("preview-warning")
        self.warning.hide()
        self._busy = QProgressBar()
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        self._busy.setFixedHeight(theme.space("xs"))
        self._busy.setAccessibleName(self.tr("The preview is being made"))
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(BUSY_AFTER)
        self._later.timeout.connect(self._busy.show)
        keeps_room = self._busy.sizePolicy()
        # so that the pages do not move when the bar comes and goes
        keeps_room.setRetainSizeWhenHidden(True)
        self._busy.setSizePolicy(keeps_room)
        self._pages = ScrollBody(theme)
        # nothing in it takes the focus, and the arrow keys are to scroll the pages
        self._pages.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._pages.setAccessibleName(self.tr("Pages of the report"))
        self._pages.column.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self.text = QPlainTextEdit()
        self.text.setObjectName("preview-text")
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(self.tr("Text of the file"))
        self._looked_at = False
        self._words = TextLabel("")
        # where a page would be, and as wide: words alone are lost in its place
        instead = Card(theme)
        instead.body.addWidget(self._words)
        instead.body.addStretch(1)
        self._switch = ViewSwitch({"pages": self._pages, "text": self.text, "words": instead})
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space("xs"))
        layout.addWidget(self.warning)
        layout.addWidget(self.count)
        layout.addWidget(self._busy)
        layout.addLayout(self._switch, 1)
        self._shown: list[PageView] = []
        self.show_busy(busy=False)

    @property
    def pages(self) -> int:
        """How many pages are on show."""
        return len(self._shown)

    def dots(self) -> float:
        """Dots per inch at which a page is as sharp as the screen."""
        return 96 * self.devicePixelRatioF() * self._theme.em(PAGE_WIDTH) / 794  # an A4 page has 794 points at 96

    def show_busy(self, *, busy: bool) -> None:
        """Show, past half a second, that something newer is being made; what is on show stays meanwhile.

        Where nothing is on show yet, it is said at once.
        """
        if busy:
            self._later.start()
        else:
            self._later.stop()
            self._busy.hide()
        if not self._looked_at:
            self._words.setText(self.tr("Preparing the preview…") if busy else "")
            self._switch.show_view("words")

    def show_look(self, found: Looked, words: str) -> None:
        """Show pages or a text; ``words`` stand in where there is neither."""
        self._looked_at = True
        self.show_busy(busy=False)
        discard(self._shown)
        self._shown = []
        for number, page in enumerate(found.pages, start=1):
            view = PageView(page, self.tr("Page {0} of {1}").format(number, len(found.pages)))
            self._pages.column.addWidget(view)
            self._shown.append(view)
        self.text.setPlainText(found.text)
        self._words.setText(words)
        self._switch.show_view("pages" if found.pages else "text" if found.text else "words")
        own = self.layout()
        if own is not None:
            own.activate()  # what was hidden has its size only now, and the pages take theirs from it
        self._fit()
        if found.fixed:
            one, many = self.tr("1 page, as it will be in the file"), self.tr("{0} pages, as they will be in the file")
        else:
            one = self.tr("1 page; the program that opens the file sets it anew")
            many = self.tr("{0} pages; the program that opens the file sets them anew")
        self.count.setText(labels.counted(len(found.pages), one, many))
        self.count.setVisible(bool(found.pages))
        self.warning.setText(found.warning)
        self.warning.setVisible(bool(found.warning))

    def _fit(self) -> None:
        room = self._pages.viewport().width() - self._theme.space("m")
        for view in self._shown:
            # at least 160: on a narrower page nothing could be made out
            view.fit(max(160, min(room, self._theme.em(PAGE_WIDTH))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pages to the new width."""
        super().resizeEvent(event)
        self._fit()
