"""Enumerations made the quick way say and do what those of the thorough way do."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6 import QtCore, QtGui, QtWidgets
from PySide6.QtCore import Qt

from nextrung.ui import quick_enums


def _enumerations() -> Iterator[enum.EnumType]:
    for module in (QtCore, QtGui, QtWidgets):
        owners = [getattr(module, name) for name in dir(module)]
        for owner in (module, *(one for one in owners if isinstance(one, type))):
            dir(owner)  # PySide makes what a class holds when the class is first looked into
            yield from (one for one in list(vars(owner).values()) if isinstance(one, enum.EnumType))


def _made(make: Any, like: Any) -> Any:
    members = [(name, member.value) for name, member in like.__members__.items()]
    boundary = enum.KEEP if issubclass(like, enum.Flag) else None
    return make(like.__mro__[1], like.__name__, members, boundary=boundary)


def _says(made: Any) -> list[Any]:
    each = [
        (name, one.name, one.value, repr(one), str(one), made(one.value).name, getattr(made, name).value)
        for name, one in made.__members__.items()
    ]
    return [each, [one.name for one in made], len(made), quick_enums._facts(made)]


def test_that_this_python_makes_the_same_both_ways() -> None:
    assert quick_enums.agree()


def test_that_all_stays_thorough_where_the_ways_differ(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quick_enums, "_is_single_bit", lambda value: value == 1)
    before = enum.EnumType.__dict__["_create_"]
    quick_enums.begin()
    assert enum.EnumType.__dict__["_create_"] is before


def test_that_all_enumerations_of_qt_come_out_the_same_both_ways() -> None:
    like = list(_enumerations())
    assert len(like) > 300
    for one in like:
        assert _says(_made(quick_enums._create, one)) == _says(_made(quick_enums._thorough, one)), one


def test_that_flags_combine_invert_and_keep_unknown_bits_both_ways() -> None:
    quick, thorough = (_made(make, Qt.AlignmentFlag) for make in (quick_enums._create, quick_enums._thorough))
    for made in (quick, thorough):
        assert (made.AlignLeft | made.AlignTop).value == 0x21
        assert made.AlignLeft in made(0x21)
        assert made(1 << 20).value == 1 << 20
    assert (~quick.AlignLeft).value == (~thorough.AlignLeft).value


def test_that_other_enumerations_go_the_thorough_way() -> None:
    assert [one.value for one in quick_enums._create(enum.Enum, "Fruit", "APPLE PEAR", start=5)] == [5, 6]
    with pytest.raises(TypeError):
        quick_enums._create(enum.Enum, "Twice", ["A", "A"], type=str, boundary=None, start=1)
