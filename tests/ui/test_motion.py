"""Nothing on screen moves by itself, so that nothing has to stand still for those who wish for less motion."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from nextrung import resources

MOVING = frozenset(
    {
        "QAbstractAnimation",
        "QGraphicsOpacityEffect",
        "QMovie",
        "QParallelAnimationGroup",
        "QPropertyAnimation",
        "QSequentialAnimationGroup",
        "QTimeLine",
        "QVariantAnimation",
        "setAnimated",
        "setEffectEnabled",
    }
)


def moving(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Name) and node.id in MOVING:
            yield f"{path.name}: {node.id}"
        elif isinstance(node, ast.Attribute) and node.attr in MOVING:
            yield f"{path.name}: {node.attr}"


def test_that_nothing_on_screen_moves() -> None:
    folder = resources.folder("assets").parent / "desktop" / "nextrung" / "ui"
    screens = list(folder.rglob("*.py"))
    assert len(screens) > 100
    assert [one for path in screens for one in moving(path)] == []


@pytest.mark.parametrize(
    "line", ["QPropertyAnimation(card, b'pos')", "QtCore.QTimeLine(200)", "tree.setAnimated(True)"]
)
def test_that_an_animation_would_be_found(tmp_path: Path, line: str) -> None:
    screen = tmp_path / "screen.py"
    screen.write_text(line, encoding="utf-8")
    assert len(list(moving(screen))) == 1
