"""Texts that did not go through ``tr()``: without the brackets of the make-believe language, and not content."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from PySide6.QtCore import QAbstractListModel, QLocale, QModelIndex
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QLabel, QLineEdit, QMenuBar, QWidget
from tests.ui.audit.parts import named, parts

import nextrung
from nextrung import resources
from nextrung.store import sqlite
from nextrung.ui.pseudo import CLOSING, OPENING, RIGHT_TO_LEFT

_BETWEEN = re.compile(r"[·:;,.()/|“”\n\t]| – | - |–|\d+|  +")
_FILE = re.compile(r"\S*/\S*|\bml-manager\b|\S+\.(db|json|nextrung|csv|xlsx|pdf)\b")
_KEYS = re.compile(r"(Ctrl|Shift|Alt|Meta|Enter|Esc|Space|Backspace|Return|F\d+|Tab|Del|⌘)([+ ].*)?")


def untranslated(root: QWidget, kept: str) -> Iterator[str]:
    """Texts on show, or read out, in plain English; ``kept`` is what a person or the content wrote."""
    for part in [root, *parts(root)]:
        for where, text in _texts(part):
            plain = _plain(text, kept)
            if plain:
                yield f"{where} without tr(): {plain!r} in {text[:60]!r}, {named(part)}"


def _texts(part: QWidget) -> Iterator[tuple[str, str]]:
    yield "tooltip", part.toolTip()
    yield "accessible name", part.accessibleName()
    yield "accessible description", part.accessibleDescription()
    yield "title", part.windowTitle() if part.isWindow() else ""
    if isinstance(part, QLabel | QAbstractButton):
        yield "text", part.text()
    if isinstance(part, QLineEdit):
        yield "placeholder", part.placeholderText()
    if isinstance(part, QComboBox):
        for at in range(part.count()):
            yield "entry", part.itemText(at)
    if isinstance(part, QMenuBar):
        for action in part.findChildren(QAction):
            yield "command", action.text()
    if isinstance(part, QAbstractItemView) and part.model() is not None:
        yield from _cells(part)


def _cells(view: QAbstractItemView) -> Iterator[tuple[str, str]]:
    model = view.model()
    for row in range(min(model.rowCount(QModelIndex()), 30)):
        for column in range(1 if isinstance(model, QAbstractListModel) else model.columnCount(QModelIndex())):
            yield "cell", str(model.index(row, column).data() or "")


def _plain(text: str, kept: str) -> str:
    """The first words of a text that come from nowhere."""
    rest = _FILE.sub(" ", _without_brackets(text.replace(RIGHT_TO_LEFT, "")))
    for piece in (one.strip(" &…“”*+-?!%$€£") for one in _BETWEEN.split(rest)):
        letters = [letter for letter in piece if letter.isalpha()]
        if len(letters) < 3 or _KEYS.fullmatch(piece):
            continue
        if not _is_kept(piece.casefold(), kept):
            return piece
    return ""


def _is_kept(piece: str, kept: str) -> bool:
    """Whether it is content; a value at its beginning or end may have been put in."""
    words = piece.split()
    shorter = (words, words[1:], words[:-1], words[1:-1])
    return any(" ".join(some) in kept for some in shorter if len(some) > 1 or some == words)


def _without_brackets(text: str) -> str:
    """What stands outside of all brackets."""
    deep, outside = 0, []
    for letter in text:
        if letter == OPENING:
            deep += 1
        elif letter == CLOSING:
            deep -= 1
            outside.append("\n")
        elif not deep:
            outside.append(letter)
    return "".join(outside)


@cache
def content() -> str:
    """Every text of the questionnaires, the pay figures and the system's calendar, folded for comparison."""
    texts: list[str] = []
    for folder in (
        *resources.questionnaire_folders(),
        resources.assets("salary"),
        resources.assets("wording"),
        resources.assets("interview"),
    ):
        texts += _texts_in(folder)
    locale = QLocale()
    for kind in (QLocale.FormatType.LongFormat, QLocale.FormatType.ShortFormat):
        texts += [locale.monthName(month, kind) for month in range(1, 13)]
        texts += [locale.dayName(day, kind) for day in range(1, 8)]
    texts.append("Next Rung")
    texts += _sentences_of_rooms_without_qt()
    texts += [path.read_text(encoding="utf-8") for path in resources.assets("sample").glob("*.csv")]
    return "\n".join(texts).casefold()


def _sentences_of_rooms_without_qt() -> list[str]:
    """What the rooms below the screens say: they know no Qt, so their sentences are not translated by it."""
    package = Path(nextrung.__file__).parent
    texts = []
    for path in package.rglob("*.py"):
        if "ui" not in path.relative_to(package).parts:
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    texts.append(" ".join(node.value.split()))
    return texts


def questionnaires_in(folder: Path) -> str:
    """Every text of a person's own questionnaires, folded for comparison."""
    return "\n".join(_texts_in(folder)).casefold()


def _texts_in(folder: Path) -> list[str]:
    texts: list[str] = []
    for path in folder.rglob("*.yaml"):
        _collect(yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader), texts)
    return texts


def kept_in(database: Path) -> str:
    """Every text in a database, folded for comparison."""
    texts: list[str] = []
    with closing(sqlite.connect(database, "ro")) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            for row in connection.execute(f'SELECT * FROM "{table}"'):  # noqa: S608  (names from the database itself)
                texts += [value for value in row if isinstance(value, str) and len(value) < 5000]
    return "\n".join(texts).casefold()


def _collect(value: Any, texts: list[str]) -> None:
    if isinstance(value, dict):
        for inner in value.values():
            _collect(inner, texts)
    elif isinstance(value, list):
        for inner in value:
            _collect(inner, texts)
    else:
        texts.append(" ".join(str(value).split()))
