"""Ids that a flipped byte changed: one that differs in a digit or two from another is that other one.

So is one that leads nowhere and begins as another: a damaged length lets it run on into the next column. Ids are drawn
at random from 16 bytes or more, so two of them never come that near by themselves.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping

from nextrung.store.salvage.reading import Findings
from nextrung.store.salvage.records import Value
from nextrung.store.salvage.shapes import ID_LENGTH, Row, TableShape

MOST_DIGITS = 2
"""Places in which a damaged id may differ from the right one."""
_WHOLE = re.compile(r"[0-9a-f]{32}|[0-9a-f]{64}")

Meant = dict[str, str]
"""The right id by the damaged one."""


def mend(findings: Findings, shapes: Mapping[str, TableShape]) -> None:
    """Put the right id in the place of each damaged one, in rows and in what the indexes say."""
    for name, shape in shapes.items():
        if len(shape.key) != 1:
            continue
        ids = Counter(_ids(findings, shapes, name))
        meant = _meant(ids) | _run_on(ids, {row[shape.key[0]] for row in findings.rows[name]})
        if not meant:
            continue
        for other in shapes.values():
            columns = _columns(other, name)
            if columns:
                findings.rows[other.name] = {_mended(row, columns, meant): None for row in findings.rows[other.name]}
                _mend_hints(findings, other, columns, meant)


def _columns(shape: TableShape, table: str) -> tuple[int, ...]:
    """The columns of a table that hold ids of another one, or of its own."""
    own = shape.key if shape.name == table else ()
    return (*own, *(one.column for one in shape.references if one.table == table))


def _ids(findings: Findings, shapes: Mapping[str, TableShape], table: str) -> Iterator[str]:
    for shape in shapes.values():
        columns = _columns(shape, table)
        if not columns:
            continue
        for row in findings.rows[shape.name]:
            yield from (one for at in columns if isinstance(one := row[at], str))
        # An index holds each id once more: of a row that nothing refers to, the right one stands only there.
        names = [shape.columns[at].name for at in columns]
        for hint in findings.hints[shape.name].values():
            yield from (one for name in names if isinstance(one := hint.get(name), str))


def _meant(found: Counter[str]) -> Meant:
    """What each damaged id means: the nearest in digits that is a whole id and stands in more places."""
    by_piece: dict[tuple[int, int, str], list[str]] = defaultdict(list)
    meant: Meant = {}
    # Whole ids first, and those in most places before others: a damaged id stands in one place, the right one in many.
    for one, _ in sorted(found.items(), key=lambda pair: (_WHOLE.fullmatch(pair[0]) is None, -pair[1], pair[0])):
        near = next((other for piece in _pieces(one) for other in by_piece[piece] if _is_near(one, other)), None)
        if near is not None:
            meant[one] = near
        elif _WHOLE.fullmatch(one):
            for piece in _pieces(one):
                by_piece[piece].append(one)
    return meant


def _run_on(ids: Iterable[str], keys: Container[object]) -> Meant:
    """What each id means that runs on behind the right one."""
    longer = (one for one in ids if len(one) > ID_LENGTH and one not in keys)
    return {one: one[:ID_LENGTH] for one in longer if one[:ID_LENGTH] in keys}


def _pieces(text: str) -> Iterator[tuple[int, int, str]]:
    """Pieces of a text, one more than digits may differ: near texts have at least one of them in common."""
    count = MOST_DIGITS + 1
    # Rounded up: two wrong digits spoil at most two of three pieces, so one is always whole.
    size = -(-len(text) // count)
    for at in range(count):
        yield len(text), at, text[at * size : (at + 1) * size]


def _is_near(one: str, other: str) -> bool:
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) <= MOST_DIGITS


def _mended(row: Row, columns: tuple[int, ...], meant: Meant) -> Row:
    values: list[Value] = list(row)
    for at in columns:
        value = values[at]
        if isinstance(value, str):
            values[at] = meant.get(value, value)
    return tuple(values)


def _mend_hints(findings: Findings, shape: TableShape, columns: tuple[int, ...], meant: Meant) -> None:
    names = [shape.columns[at].name for at in columns]
    for hint in findings.hints[shape.name].values():
        for name in names:
            value = hint.get(name)
            if isinstance(value, str):
                hint[name] = meant.get(value, value)
