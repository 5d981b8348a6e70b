"""Markdown to read, whoever wrote it: nothing that it names is looked for, on this computer or elsewhere."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QByteArray, QObject, QRectF, QSizeF, QUrl
from PySide6.QtGui import (
    QFont,
    QPainter,
    QPyTextObject,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextListFormat,
    QTextOption,
)
from PySide6.QtWidgets import QTextBrowser, QWidget

from nextrung.ui.widgets.dynamic import set_styled

_FEATURES = QTextDocument.MarkdownFeature
_STYLES = QTextListFormat.Style
_BULLETS = (_STYLES.ListDisc, _STYLES.ListCircle, _STYLES.ListSquare)
"""The bullets of lists, by how far in they lie."""
_OBJECT = "\ufffc"
"""What stands in a document for a thing that is no letter, a picture among them."""


class _NoPicture(QPyTextObject):
    """Takes no room and draws nothing, in place of Qt's own way with pictures.

    That one asks the file system as soon as it measures a picture, for a sharper one before it asks the document, and
    reads the file itself when the document has nothing to show.
    """

    def intrinsicSize(self, document: QTextDocument, position: int, kind: QTextFormat) -> QSizeF:
        """The size of a picture in the text: none."""
        return QSizeF(0, 0)

    def drawObject(
        self, painter: QPainter, rect: QRectF | Any, document: QTextDocument, position: int, kind: QTextFormat
    ) -> None:
        """Draw nothing; Qt's own handler would read the file that is named."""


class SealedDocument(QTextDocument):
    """A document that has everything in it: what it names elsewhere is as good as empty."""

    def __init__(self, markdown: str, parent: QObject | None = None) -> None:
        """Read Markdown without any HTML in it; in place of a picture it says that there is one."""
        super().__init__(parent)
        nothing = _NoPicture(self)
        self.documentLayout().registerHandler(QTextFormat.ObjectTypes.ImageObject.value, nothing)
        self.setMarkdown(markdown, _FEATURES.MarkdownDialectGitHub | _FEATURES.MarkdownNoHTML)
        self._name_pictures()
        self._break_lines()
        self._set_bullets()
        self._lighten()

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Nothing, but never None: for that Qt would look for the file itself."""
        return QByteArray(b"")

    def _name_pictures(self) -> None:
        """Put words in place of pictures; Qt puts one picture in for every piece of its description."""
        words, ended = self.tr("[picture]"), -1
        found = self.find(_OBJECT)
        while not found.isNull():
            if found.charFormat().isImageFormat():
                found.insertText("" if found.selectionStart() == ended else words, found.blockCharFormat())
                ended = found.position()
            found = self.find(_OBJECT, found)

    def _break_lines(self) -> None:
        """Let the lines of a command or a listing break as others do: Qt keeps each whole, however wide it is."""
        broken = QTextBlockFormat()
        broken.setNonBreakableLines(False)
        block = self.begin()
        while block.isValid():
            if block.blockFormat().nonBreakableLines():
                QTextCursor(block).mergeBlockFormat(broken)
            block = block.next()

    def _set_bullets(self) -> None:
        """Give lists the bullets of their depth: Qt goes by the sign that they were written with, a ring for a star."""
        block = self.begin()
        while block.isValid():
            listed = block.textList()
            if listed is not None and listed.format().style() in _BULLETS:
                format_ = listed.format()
                format_.setStyle(_BULLETS[min(format_.indent(), len(_BULLETS)) - 1])
                listed.setFormat(format_)
            block = block.next()

    def _lighten(self) -> None:
        """Set strong words in the weight that the rest of the program has: it brings no heavier one for its fonts.

        Where a font has none, the system smears the letters of another weight over themselves.
        """
        strong = QTextCharFormat()
        strong.setFontWeight(QFont.Weight.DemiBold)
        block = self.begin()
        while block.isValid():
            pieces = block.begin()
            while not pieces.atEnd():
                piece = pieces.fragment()
                if piece.charFormat().fontWeight() > QFont.Weight.DemiBold:
                    cursor = QTextCursor(self)
                    cursor.setPosition(piece.position())
                    cursor.setPosition(piece.position() + piece.length(), QTextCursor.MoveMode.KeepAnchor)
                    cursor.mergeCharFormat(strong)
                pieces += 1
            block = block.next()


class MarkdownView(QTextBrowser):
    """Shows Markdown; a link in it leads nowhere."""

    def __init__(self, parent: QWidget | None = None, *, boxed: bool = False) -> None:
        """Make it empty, as a part of its page or ``boxed`` as a field is; links are not followed."""
        super().__init__(parent)
        set_styled(self, "boxed", boxed)
        self.setOpenLinks(False)
        # a path or a command may be wider than the page
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._shown: SealedDocument | None = None

    def show_markdown(self, markdown: str, margin: float = 4) -> None:
        """Show a text, ``margin`` device-independent pixels from the edge."""
        before, self._shown = self._shown, SealedDocument(markdown, self)
        self._shown.setDocumentMargin(margin)
        self._shown.setDefaultFont(self.font())
        self.setDocument(self._shown)
        if before is not None:
            # only now: until then the view showed it
            before.deleteLater()
