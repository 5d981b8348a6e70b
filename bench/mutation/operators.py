"""The small faults that a file can be given: each a spot of its text and what stands there instead."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from typing import NamedTuple

_COMPARED: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
_CALCULATED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}
_OPPOSITE = {"min": "max", "max": "min", "any": "all", "all": "any"}
_TYPED = ("annotation", "returns", "bases", "keywords_of_class", "decorator_list", "type_params")


class Mutant(NamedTuple):
    """One change: where it is, in which function (its first line, 0 outside any, and its name), and the whole file."""

    line: int
    function: int
    name: str
    kind: str
    before: str
    after: str
    source: str


def mutants(source: str) -> Iterator[Mutant]:
    """Everything that can be changed in a file; what is not run (annotations, docstrings, bases) is left alone."""
    raw = source.encode()
    starts = [0]
    for line in raw.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    for node, (function, name) in _code(ast.parse(source), (0, "")):
        for kind, spot, changed in _changes(node):
            begin = starts[spot.lineno - 1] + spot.col_offset
            end = starts[(spot.end_lineno or spot.lineno) - 1] + (spot.end_col_offset or 0)
            after = ast.unparse(ast.fix_missing_locations(changed))
            put = f"({after})" if isinstance(changed, ast.expr) else after
            made = (raw[:begin] + put.encode() + raw[end:]).decode()
            yield Mutant(spot.lineno, function, name, kind, ast.unparse(spot), after, made)


def _code(node: ast.AST, function: tuple[int, str]) -> Iterator[tuple[ast.expr | ast.stmt, tuple[int, str]]]:
    """Every expression and statement that runs, with the first line of the function around it and its name."""
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        function = (min([node.lineno, *(one.lineno for one in node.decorator_list)]), node.name)
    for name, value in ast.iter_fields(node):
        if name in _TYPED or (isinstance(node, ast.ClassDef) and name == "keywords"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if not isinstance(child, ast.AST) or _is_apart(child):
                continue
            if isinstance(child, (ast.expr, ast.stmt)):
                yield child, function
            yield from _code(child, function)


def _is_apart(node: ast.AST) -> bool:
    """Whether nothing in it can change what the program does: docstrings, imports, texts, blocks for types."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return True
    if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
        return True
    return isinstance(node, (ast.Import, ast.ImportFrom, ast.JoinedStr, ast.Raise))


def _changes(node: ast.expr | ast.stmt) -> Iterator[tuple[str, ast.expr | ast.stmt, ast.expr | ast.stmt]]:
    """What can be made of a node: the kind of change, the spot that is replaced, and what comes there."""
    if isinstance(node, (ast.If, ast.While, ast.IfExp)) and isinstance(node.test, (ast.Name, ast.Attribute, ast.Call)):
        yield "condition", node.test, ast.UnaryOp(ast.Not(), node.test)
    if isinstance(node, ast.Compare):
        for at, operator in enumerate(node.ops):
            for other in _COMPARED[type(operator)]:
                changed = copy.deepcopy(node)
                changed.ops[at] = other()
                yield "comparison", node, changed
    elif isinstance(node, ast.BoolOp):
        yield "boolean", node, ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.Not, ast.USub)):
        yield "sign", node, node.operand
    elif isinstance(node, ast.BinOp) and type(node.op) in _CALCULATED and not _has_text(node):
        yield "arithmetic", node, ast.BinOp(node.left, _CALCULATED[type(node.op)](), node.right)
    elif isinstance(node, ast.Constant) and isinstance(node.value, (int, float)):
        yield "constant", node, ast.Constant(not node.value if isinstance(node.value, bool) else node.value + 1)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _OPPOSITE:
        yield "opposite", node.func, ast.Name(_OPPOSITE[node.func.id], ast.Load())
    elif isinstance(node, ast.IfExp):
        yield "branches", node, ast.IfExp(node.test, node.orelse, node.body)
    else:
        yield from _changed_statements(node)


def _changed_statements(node: ast.expr | ast.stmt) -> Iterator[tuple[str, ast.stmt, ast.stmt]]:
    if isinstance(node, ast.Return) and node.value is not None and ast.unparse(node.value) != "None":
        yield "return", node, ast.Return(ast.Constant(None))
    elif isinstance(node, ast.stmt) and _can_go(node):
        yield "removed", node, ast.Pass()


def _can_go(node: ast.stmt) -> bool:
    """Whether a statement can be taken away and leaves a file that can be read."""
    if isinstance(node, ast.Assign):
        return all(isinstance(one, (ast.Attribute, ast.Subscript)) for one in node.targets)
    is_call = isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)
    return is_call or isinstance(node, (ast.AugAssign, ast.Continue, ast.Break))


def _has_text(node: ast.BinOp) -> bool:
    """Whether it joins texts: taken apart, that fails in any test that comes by."""
    return any(
        isinstance(one, ast.JoinedStr) or (isinstance(one, ast.Constant) and isinstance(one.value, str))
        for one in ast.walk(node)
    )
