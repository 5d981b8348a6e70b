"""Keeps what stands in a form while it is filled in, and brings it back when the form is opened again."""

from __future__ import annotations

from typing import Any, Protocol

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from nextrung.errors import NextRungError
from nextrung.ui.widgets.typing import Typing


class KeptForm(Protocol):
    """Where the fields of one form are kept."""

    def fields(self) -> dict[str, str]:
        """What was typed or chosen, by field."""
        ...

    def keep(self, fields: dict[str, str]) -> None:
        """Keep what stands in the form now."""
        ...

    def drop(self) -> None:
        """The form was sent or given up."""
        ...


class Drafting(QObject):
    """Watches the fields of a form by the names of their objects; lines, lists and texts of some lines."""

    def __init__(self, form: KeptForm, fields: tuple[QWidget, ...], parent: QObject) -> None:
        """Fill in what was begun before, then keep every change a moment later."""
        super().__init__(parent)
        self._form = form
        self._fields = {field.objectName(): field for field in fields}
        self._typing = Typing(self)
        self._typing.due.connect(self._on_typing_due)
        kept = form.fields()
        self.was_begun = bool(kept)
        """Whether something was brought back."""
        for name, field in self._fields.items():
            if name in kept:
                _fill(field, kept[name])
            self._watch(field)

    def _watch(self, field: QWidget) -> None:
        if isinstance(field, QLineEdit):
            # only what a person types: filling a field in by program does not make a draft
            field.textEdited.connect(self._on_field_changed)
            self._typing.watch(field)
        elif isinstance(field, QPlainTextEdit):
            field.textChanged.connect(self._on_field_changed)
            self._typing.watch(field)
        elif isinstance(field, QComboBox):
            # sent for a choice of the person only, unlike a change of the index
            field.activated.connect(self._on_field_changed)

    @Slot()
    def _on_field_changed(self) -> None:
        self._typing.typed("form", None)

    @Slot(str, dict)
    def _on_typing_due(self, about: str, _fields: dict[str, Any]) -> None:
        try:
            self._form.keep({name: _value(field) for name, field in self._fields.items()})
        except NextRungError:  # it is no answer yet; sending the form says what is wrong with the disk
            self._typing.keep(about, {"form": None})

    def save(self) -> None:
        """Keep at once what was changed in the last moment."""
        self._typing.save()

    @Slot()
    def drop(self) -> None:
        """Forget it: the form was sent or given up."""
        self._typing.forget()
        try:
            self._form.drop()
        except NextRungError:  # what is left comes back once more, and can be given up again
            return


def drafted_anew(before: Drafting | None, form: KeptForm, fields: tuple[QWidget, ...], parent: QObject) -> Drafting:
    """Empty the fields of a page for another form of the same kind; what stood in them is kept under the one before."""
    if before is not None:
        before.save()
        before.deleteLater()
    for field in fields:
        if isinstance(field, QLineEdit):
            field.clear()
        elif isinstance(field, QComboBox):
            field.setCurrentIndex(0)
    return Drafting(form, fields, parent)


def _value(field: QWidget) -> str:
    if isinstance(field, QLineEdit):
        return field.text()
    if isinstance(field, QPlainTextEdit):
        return field.toPlainText()
    return str(field.currentData()) if isinstance(field, QComboBox) else ""


def _fill(field: QWidget, value: str) -> None:
    if isinstance(field, QLineEdit):
        field.setText(value)
        # ``setText`` takes this mark away, and a field brought back must not be proposed over
        field.setModified(True)
    elif isinstance(field, QPlainTextEdit):
        field.setPlainText(value)
    elif isinstance(field, QComboBox):
        found = [at for at in range(field.count()) if str(field.itemData(at)) == value]
        if found:
            field.setCurrentIndex(found[0])
