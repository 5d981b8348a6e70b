"""What opens over a page: lists of drop-downs, menus, hints. Each is opened, looked at and closed again."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRect
from tests.real.program import DIALOGS, Program, Thing

HINTED = ("push button", "check box", "radio button", "combo box", "spin box", "label")
OFF_MIDDLE = 4
"""Pixels that a dialog may stand beside the middle of its window."""
MENUS = ("File", "Edit", "View", "Help")


def open_dialog(program: Program, name: str, role: str = "") -> None:
    """Press what opens a dialog, on a page or in a menu that is open; it stands on the screen."""
    program.click(name, role)
    see_dialog(program, name)


def see_dialog(program: Program, name: str) -> None:
    """Wait for a dialog; it stands on the screen and is kept as a picture."""
    opened = program.wait(partial(_dialog_at_rest, program), f"the dialog “{name}”")
    assert _screen(program).contains(opened.place), f"{opened} beyond the screen"
    program.picture(f"dialog {name}")
    apart = opened.place.center() - _behind(program).center()
    # a fraction of a point more or less at each edge, where the screen has a scale
    assert max(abs(apart.x()), abs(apart.y())) <= OFF_MIDDLE, f"the dialog “{name}” is off the middle by {apart}"


def _dialog_at_rest(program: Program) -> Thing | None:
    """The dialog on top, once two looks find it at one place.

    While the window manager puts its frame around it, Qt may tell the place within the frame for that of the screen.
    """
    before, now = (_on_top(program, *DIALOGS) for _ in range(2))
    return now if before is not None and now is not None and before.place == now.place else None


def _behind(program: Program) -> QRect:
    """The window that dialogs belong to."""
    return next(one.place for one in program.look() if one.role == "frame")


def close_dialog(program: Program) -> None:
    """Leave a dialog by Esc."""
    _close(program, *DIALOGS)


def open_lists(program: Program) -> None:
    """Open every drop-down list of the dialog on top, or of the page."""
    for name in _names(program, "combo box"):
        program.click(name, "combo box")
        opened = program.wait(partial(_list_of, program, name), f"the list of “{name}”")
        _see_that_it_stands_well(program, opened)
        rows = [one for one in _inside(program, opened) if one.role == "list item"]
        assert any({"selected", "focused"} & one.states for one in rows), f"no row of “{name}” is marked"
        program.picture(f"list {name}")
        program.keys("Escape")
        program.wait(partial(_is_closed, program, name), f"the end of the list of “{name}”")


def open_menus(program: Program) -> None:
    """Open every menu of the bar."""
    for name in MENUS:
        program.click(name, "menu item")
        opened = program.wait(partial(_on_top, program, "popup menu"), f"the menu {name}")
        _see_that_it_stands_well(program, opened)
        program.picture(f"menu {name}")
        _close(program, "popup menu")


def open_menu_of(program: Program, name: str, role: str) -> None:
    """Open what the other button offers on a thing; Qt tells the accessibility bus of it only as it gets the focus."""
    before = program.screen.ask("windows")
    program.open_menu(name, role)
    opened = program.wait(lambda: _new(program, before), f"the menu of “{name}”")
    assert _screen(program).contains(opened), f"{opened} beyond the screen"
    program.picture(f"menu of {name}")
    program.keys("Escape")
    program.wait(lambda: _new(program, before) is None, f"the end of the menu of “{name}”")


def open_hints(program: Program, seen: set[str]) -> None:
    """Point at everything in sight that has a hint not yet in ``seen``, which also holds descriptions that are none."""
    things = [one for one in _reachable(program) if one.role in HINTED and one.name and program.is_in_sight(one)]
    texts = program.screen.ask("descriptions", references=[one.reference for one in things])
    for thing, text in zip(things, texts, strict=True):
        if text and text not in seen:
            seen.add(text)
            _open_hint(program, thing, text)


def _open_hint(program: Program, thing: Thing, text: str) -> None:
    where = thing.sight.center()
    program.screen.ask("move", x=where.x(), y=where.y())
    opened = program.wait(partial(_hint, program, text), f"the hint of “{thing.name}”: {text}")
    _see_that_it_stands_well(program, opened)
    program.picture(f"hint {thing.name}"[:60].replace("/", "-"))
    program.screen.ask("move", x=1, y=1)
    program.wait(lambda: _on_top(program, "tool tip") is None, "the end of the hint")


def _names(program: Program, role: str) -> list[str]:
    shown = _reachable(program)
    return list(dict.fromkeys(one.name for one in shown if one.role == role and one.name and "enabled" in one.states))


def _reachable(program: Program) -> list[Thing]:
    """Everything that is on show; while a dialog is open, what is in it."""
    dialog = _on_top(program, *DIALOGS)
    return list(program.shown) if dialog is None else _inside(program, dialog)


def _list_of(program: Program, name: str) -> Thing | None:
    shown = program.look()
    lists = (one for one in shown if one.is_window and one.role == "list" and "expanded" in shown[one.within].states)
    return next((one for one in lists if shown[one.within].name == name), None)


def _is_closed(program: Program, name: str) -> bool:
    return _list_of(program, name) is None


def _on_top(program: Program, *roles: str) -> Thing | None:
    return next((one for one in program.look() if one.role in roles and one.is_window), None)


def _hint(program: Program, text: str) -> Thing | None:
    found = _on_top(program, "tool tip")
    # its lines are broken for the eye alone
    return found if found is not None and found.name.split() == text.split() else None


def _inside(program: Program, opened: Thing) -> list[Thing]:
    return [one for one in program.shown if program.window_of(one, program.shown).reference == opened.reference]


def _close(program: Program, *roles: str) -> None:
    program.keys("Escape")
    program.wait(lambda: _on_top(program, *roles) is None, f"the end of the {roles[0]}")


def _new(program: Program, before: list[list[int]]) -> QRect | None:
    """The place of a window that was not there before."""
    return next((QRect(*one) for one in program.screen.ask("windows") if one not in before), None)


def _screen(program: Program) -> QRect:
    return QRect(0, 0, program.screen.desk.width, program.screen.desk.height)


def _see_that_it_stands_well(program: Program, opened: Thing) -> None:
    """It lies on the screen and not over the title of the window."""
    assert _screen(program).contains(opened.place), f"{opened} beyond the screen"
    frame = next(one for one in program.shown if one.role == "frame")
    assert opened.role == "tool tip" or opened.place.top() >= frame.place.top(), f"{opened} over the title"
