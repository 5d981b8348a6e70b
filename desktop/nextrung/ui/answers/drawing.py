"""How one question and its answer are laid out and painted in the list, closed or opened in place."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from PySide6.QtCore import QCoreApplication, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter

from nextrung.ui.answers.explained import option_look, option_words, outcome_look, outcome_words
from nextrung.ui.answers.state import AnswerRow
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.lines import Lines
from nextrung.ui.widgets.text import TagLook

PADDING_X, PADDING_Y = 18, 11
"""Device-independent pixels between the edge of a row and its texts, across and up and down."""
GAP = 18
"""Between the columns."""
BETWEEN = 4
"""Between one part and the next of a column."""
ANSWER, LINK = 250, 70
"""Widths of the column of answers and of that of links at a text size of 100 %."""
STACK_BELOW = 620
"""Width of the list under which the answer stands below its question, at a text size of 100 %."""
LINES_CLOSED = 2
"""Lines of a question or answer in a row that is closed; what is longer is cut after a word."""
LOWEST = 44
"""Height of a row at the least, so that a finger finds it."""
TAG_X, TAG_Y = 8, 2
"""How far the ground of a tag reaches beyond its text, in device-independent pixels."""
GROUNDS = {
    "accent": ("accent_soft", "accent_strong"),
    "good": ("good_soft", "good_text"),
    "gap": ("gap_soft", "gap_text"),
}
"""Ground and ink of a tag by its look."""

_translate = QCoreApplication.translate


class DrawnPart(Struct, frozen=True):
    """A text in a place, counted from where the row begins; ``tag`` puts it on a tinted ground."""

    lines: Lines
    left: int
    top: int
    color: str
    tag: str = ""


class Drawn(Struct, frozen=True):
    """A row laid out for a width: its parts, the place of its link, its height. Device-independent pixels."""

    parts: tuple[DrawnPart, ...]
    link: tuple[int, int, int, int]
    height: int


class PartColumn:
    """Parts one below the other."""

    def __init__(self, theme: Theme, left: int, width: int, direction: Qt.LayoutDirection) -> None:
        """Begin at the top."""
        self._theme = theme
        # a list that is about to be shown may have no width yet, at which no line could be made
        self._left, self._width = left, max(1, width)
        self._direction = direction
        self.parts: list[DrawnPart] = []
        self.height = 0

    def add(self, text: str, size: str = "body", color: str = "text", *, bold: bool = False, most: int = 0) -> None:
        """Add a text, in at most ``most`` lines (0: in full)."""
        if not text:
            return
        font = self._theme.font(size, QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        lines = self._lines(text, font, self._width)
        if most and lines.count > most:
            lines = self._shortened(text, font, most)
        self._place(lines, color)

    def add_tag(self, text: str, look: TagLook) -> None:
        """Add a short word on a tinted ground."""
        font = self._theme.font("small", QFont.Weight.DemiBold)
        # two pixels more: letters may be a fraction wider than the whole pixels that they are measured in
        wide = min(QFontMetrics(font).horizontalAdvance(text) + 2, self._width - 2 * TAG_X)
        self._place(self._lines(text, font, wide), GROUNDS[look][1], GROUNDS[look][0])

    def _lines(self, text: str, font: QFont, width: int) -> Lines:
        return Lines(text, font, width, self._direction)

    def _shortened(self, text: str, font: QFont, most: int) -> Lines:
        """The text cut after so many words that it fits, with an ellipsis."""
        # by halving: each try breaks the text into lines, and a list is laid out row by row while it scrolls
        words = text.split()
        low, high = 1, len(words)
        while low < high:
            middle = (low + high + 1) // 2
            fits = self._lines(" ".join(words[:middle]) + "…", font, self._width).count <= most
            low, high = (middle, high) if fits else (low, middle - 1)
        return self._lines(" ".join(words[:low]).rstrip(".,;:") + "…", font, self._width)

    def _place(self, lines: Lines, color: str, tag: str = "") -> None:
        self.height += BETWEEN if self.parts else 0
        left, top = self._left, self.height
        self.height += lines.height
        if tag:
            left, top = left + TAG_X, top + TAG_Y
            self.height += 2 * TAG_Y
        self.parts.append(DrawnPart(lines, left, top, color, tag))


def draw_up(
    theme: Theme, row: AnswerRow, words: tuple[str, str], room: tuple[int, Qt.LayoutDirection], *, opened: bool
) -> Drawn:
    """Lay a row out; ``words`` say what was answered and what the link does, ``room`` is the width and its reading."""
    (answer, link), (width, direction) = words, room
    inner = width - 2 * PADDING_X
    stacked = width < theme.em(STACK_BELOW)
    wide_link = theme.em(LINK)
    wide_answer = inner - wide_link - GAP if stacked else theme.em(ANSWER)
    wide_question = inner if stacked else inner - wide_answer - wide_link - 2 * GAP
    question = PartColumn(theme, PADDING_X, wide_question, direction)
    _add_question(question, row, opened=opened)
    beside = PADDING_X if stacked else PADDING_X + wide_question + GAP
    given = PartColumn(theme, beside, wide_answer, direction)
    _add_answer(given, row, answer, opened=opened)
    down = question.height + BETWEEN if stacked else 0
    inside = down + given.height if stacked else max(question.height, given.height)
    font = theme.font("body", QFont.Weight.DemiBold)
    tall = QFontMetrics(font).height()
    inside = max(inside, down + tall, LOWEST - 2 * PADDING_Y)
    height = inside + 2 * PADDING_Y
    # closed, question and answer stand beside the middle of the row; opened, both begin at its top
    parts = list(_moved(question, PADDING_Y if stacked or opened else PADDING_Y + (inside - question.height) // 2))
    below = PADDING_Y + down
    parts += _moved(given, below if stacked or opened else PADDING_Y + (inside - given.height) // 2)
    left = PADDING_X + inner - wide_link
    top = below if stacked or opened else (height - tall) // 2
    if link:
        parts.append(DrawnPart(Lines(link, font, wide_link, direction), left, top, "accent"))
    # higher than its letters by the paddings of the row, so that a finger finds it
    return Drawn(tuple(parts), (left, top - PADDING_Y, wide_link, tall + 2 * PADDING_Y), height)


def paint_row(painter: QPainter, theme: Theme, drawn: Drawn, box: QRect, *, mirrored: bool) -> None:
    """Paint a row that was laid out for the width of ``box``."""
    for part in drawn.parts:
        left = box.width() - part.left - part.lines.width if mirrored else part.left
        if part.tag:
            ground = QRect(left, part.top, part.lines.width, part.lines.height).translated(box.topLeft())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(part.tag))
            radius = theme.radius("tag")
            painter.drawRoundedRect(ground.adjusted(-TAG_X, -TAG_Y, TAG_X, TAG_Y), radius, radius)
        painter.setPen(theme.color(part.color))
        part.lines.paint(painter, box.left() + left, box.top() + part.top)


def _moved(column: PartColumn, top: int) -> Iterator[DrawnPart]:
    for part in column.parts:
        yield DrawnPart(part.lines, part.left, part.top + top, part.color, part.tag)


def _add_question(column: PartColumn, row: AnswerRow, *, opened: bool) -> None:
    if not opened:
        column.add(row.passage or row.question, most=LINES_CLOSED)
        return
    column.add(row.passage, color="muted")
    column.add(row.question, bold=True)
    if row.note:
        column.add(_translate("answers", "Your example: {0}").format(row.note), color="muted")
    for option in row.explained:
        column.height += 2 * BETWEEN
        if option.best or option.picked:
            column.add_tag(option_words(option), option_look(option))
        column.add(option.text)
        column.add(option.why, color="muted")
    if row.explanation:
        column.height += 2 * BETWEEN
        column.add(row.explanation, color="muted")


def _add_answer(column: PartColumn, row: AnswerRow, answer: str, *, opened: bool) -> None:
    if row.mark != "answered":
        column.add_tag(answer, "gap")
        return
    most = 0 if opened else LINES_CLOSED
    column.add(answer, bold=True, most=most)
    column.add(row.anchor, "small", "muted", most=most)
    if row.confidence:
        column.add(_translate("answers", "how sure: {0}").format(row.confidence.lower()), "small", "muted")
    if row.outcome:
        column.add_tag(outcome_words(row.outcome), outcome_look(row.outcome))
