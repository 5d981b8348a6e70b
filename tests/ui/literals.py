"""Finds colours and sizes that are named in the code of a screen instead of in the theme."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

COLOUR = re.compile(r"#(?:[0-9A-Fa-f]{3,4}|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})\b|\brgba?\(")
COLOURS = frozenset({"QColor", "QRgba64", "mkColor", "mkPen", "mkBrush", "setAlpha", "setAlphaF"})
SIZES = frozenset(
    {
        "QFont",
        "QMargins",
        "QSize",
        "QSizeF",
        "addSpacing",
        "resize",
        "setContentsMargins",
        "setFixedHeight",
        "setFixedSize",
        "setFixedWidth",
        "setHorizontalSpacing",
        "setIconSize",
        "setMaximumHeight",
        "setMaximumSize",
        "setMaximumWidth",
        "setMinimumHeight",
        "setMinimumSize",
        "setMinimumWidth",
        "setPixelSize",
        "setPointSize",
        "setPointSizeF",
        "setSpacing",
        "setVerticalSpacing",
    }
)
HARMLESS = (0, -1, 1)
"""Nothing, as the style has it, and the thinnest line."""


def found(path: Path) -> Iterator[str]:
    """Where ``path`` names a colour or a size itself."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and COLOUR.search(node.value):
            yield f"{path.name}:{node.lineno}: {node.value!r}"
        elif isinstance(node, ast.Call):
            name = _name(node.func)
            numbers = [one for one in _given(node) if name in COLOURS or one not in HARMLESS]
            if numbers and name in COLOURS | SIZES:
                yield f"{path.name}:{node.lineno}: {name}({', '.join(map(str, numbers))})"


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _given(call: ast.Call) -> Iterator[float]:
    """Numbers among the arguments, also those that something is added to or multiplied by."""
    for argument in (*call.args, *(keyword.value for keyword in call.keywords)):
        yield from _numbers(argument)


def _numbers(node: ast.expr) -> Iterator[float]:
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float) and not isinstance(node.value, bool):
        yield node.value
    elif isinstance(node, ast.UnaryOp):
        yield from (-one if isinstance(node.op, ast.USub) else one for one in _numbers(node.operand))
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
        yield from _numbers(node.left)
        yield from _numbers(node.right)
    elif isinstance(node, ast.Call) and _name(node.func) in ("min", "max", "round"):
        yield from _given(node)
    elif isinstance(node, ast.IfExp):
        yield from _numbers(node.body)
        yield from _numbers(node.orelse)
