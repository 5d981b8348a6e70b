"""Makes the enumerations of Qt the quick way.

PySide makes some two hundred of them before the first page, with more than three thousand members, each by Python's
thorough way: it keeps watch over what a person could write into the body of a class. A list of names and numbers needs
no such watch, and the standard library has a way without it, in which it makes its own enumerations.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from typing import Any

_KINDS = (enum.Enum, enum.IntEnum, enum.Flag, enum.IntFlag)
_ENUM: Any = enum
"""The module with what its stubs leave out: how it makes enumerations."""
_thorough = _ENUM.EnumType._create_


class _Listed:
    """What stands for the body of a class: its name, and names with their values."""

    __slots__ = ("__dict__", "__name__")

    def __init__(self, name: str, members: Mapping[str, int]) -> None:
        self.__name__ = name
        self.__dict__.update(members)


def _create(kind: enum.EnumType, name: str, members: Any, *, boundary: Any = None, **others: Any) -> Any:
    """An enumeration of a kind: the quick way where it is a list of names and numbers, otherwise the thorough way."""
    if kind in _KINDS and others.get("type") is None and _are_pairs(members):
        return _ENUM._simple_enum(kind, boundary=boundary)(_Listed(name, dict(members)))
    return _thorough(kind, name, members, boundary=boundary, **others)


def _are_pairs(members: Any) -> bool:
    return isinstance(members, list) and all(isinstance(one, tuple) for one in members)


def begin() -> None:
    """From here on enumerations made from a list, as PySide makes them, are made the quick way."""
    _ENUM.EnumType._create_ = _create
