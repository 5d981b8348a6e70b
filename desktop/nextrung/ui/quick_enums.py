"""Makes the enumerations of Qt the quick way.

PySide makes some two hundred of them before the first page, with more than three thousand members, each by Python's
thorough way: it keeps watch over what a person could write into the body of a class. A list of names and numbers needs
no such watch. The standard library has a way without it for its own enumerations; it makes the class here, and the
members follow. Where a Python should ever make something else of a sample, all stays thorough.
"""

from __future__ import annotations

import enum
from typing import Any

_KINDS = (enum.Enum, enum.IntEnum, enum.Flag, enum.IntFlag)
_ENUM: Any = enum
"""The module with what its stubs leave out: how it makes enumerations."""
_thorough = _ENUM.EnumType._create_
_SAMPLE = [("NONE", 0), ("FIRST", 1), ("SECOND", 2), ("BOTH", 3), ("WIDE", 12), ("AGAIN", 1)]
_INCIDENTAL = {"__doc__", "__module__", "__reduce_ex__"}

Members = list[tuple[str, int]]


class _Bare:
    """What stands for the body of a class without any members."""

    __slots__ = ("__dict__", "__name__")

    def __init__(self, name: str) -> None:
        self.__name__ = name


def _create(kind: Any, name: str, members: Any, *, boundary: Any = None, **others: Any) -> Any:
    """An enumeration of a kind: the quick way where it is a list of names and numbers, otherwise the thorough way."""
    if kind in _KINDS and others.get("type") is None and _are_pairs(members):
        return _quick(kind, name, members, boundary)
    return _thorough(kind, name, members, boundary=boundary, **others)


def _are_pairs(members: Any) -> bool:
    return isinstance(members, list) and all(isinstance(one, tuple) for one in members)


def _quick(kind: Any, name: str, members: Members, boundary: Any) -> Any:
    made = _ENUM._simple_enum(kind, boundary=boundary)(_Bare(name))
    by_name, by_value, listed = made._member_map_, made._value2member_map_, made._member_names_
    new, takes_value, is_flag = kind._member_type_.__new__, kind._use_args_, issubclass(kind, enum.Flag)
    for member_name, value in members:
        member = by_value.get(value)
        if member is None:
            member = by_value[value] = new(made, value) if takes_value else new(made)
            member.__dict__.update(_value_=value, _name_=member_name, __objclass__=made, _sort_order_=len(listed))
            if not is_flag or _is_single_bit(value):
                listed.append(member_name)
        by_name[member_name] = member
        type.__setattr__(made, member_name, member)
    if is_flag:
        _mask(made, by_value)
    return made


def _is_single_bit(value: int) -> bool:
    return value != 0 and value & (value - 1) == 0


def _mask(made: Any, by_value: dict[int, Any]) -> None:
    """What a flag knows of all its bits, and in which order it goes through its members."""
    every = 0
    for value in by_value:
        every |= value
    single = [value for value in by_value if _is_single_bit(value)]
    if hasattr(made, "_singles_mask_"):
        made._flag_mask_, made._singles_mask_ = every, sum(single)
    else:  # the first releases of Python 3.11 keep one mask only
        made._flag_mask_ = sum(single)
    made._all_bits_ = 2 ** every.bit_length() - 1
    if single != sorted(single):
        made._iter_member_ = made._iter_member_by_def_


def _facts(made: Any) -> list[Any]:
    """All that an enumeration holds, apart from itself, its documentation, and whether it can be pickled."""
    members = {name: {**vars(one), "__objclass__": None} for name, one in made.__members__.items()}
    held = sorted(set(vars(made)) - set(members) - _INCIDENTAL)
    return [members, held, [str(vars(made)[name]) for name in held if not callable(vars(made)[name])]]


def agree() -> bool:
    """Whether both ways make the same of a sample of each kind that PySide makes."""
    for kind in _KINDS:
        boundary = enum.KEEP if issubclass(kind, enum.Flag) else None
        made = [_quick(kind, "Sample", _SAMPLE, boundary), _thorough(kind, "Sample", _SAMPLE, boundary=boundary)]
        if _facts(made[0]) != _facts(made[1]):
            return False
    return True


def begin() -> None:
    """From here on enumerations made from a list, as PySide makes them, are made the quick way."""
    if agree():
        _ENUM.EnumType._create_ = _create
