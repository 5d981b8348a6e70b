"""What is said when somebody was erased: what went, from where, and what remains. No Qt widgets."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from PySide6.QtCore import QCoreApplication, QLocale

from nextrung.ui import labels
from nextrung.ui.safety import words
from nextrung.workspace.safety import Receipt

_translate = QCoreApplication.translate


class ErasedState(Struct, frozen=True):
    """A receipt in words; ``gone`` are kinds of things and how many, ``done`` and ``remains`` are sentences."""

    title: str
    when: str
    gone: tuple[tuple[str, str], ...]
    done: tuple[str, ...]
    remains: tuple[str, ...]

    @property
    def text(self) -> str:
        """All of it as plain text, to be copied."""
        headings = (_translate("receipt", "What went"), from_where(), what_remains())
        counted = [f"{kind}: {count}" for kind, count in self.gone]
        parts = ((headings[0], counted), (headings[1], self.done), (headings[2], self.remains))
        lists = ["\n".join((heading, *(f"• {line}" for line in lines))) for heading, lines in parts if lines]
        return "\n\n".join((f"{self.title}\n{self.when}", *lists))


def from_where() -> str:
    """The heading over what was done."""
    return _translate("receipt", "From where")


def what_remains() -> str:
    """The heading over what may still hold the person."""
    return _translate("receipt", "What may remain, and why")


def build(value: Receipt) -> ErasedState:
    """Say what a receipt holds."""
    somebody = _translate("receipt", "A person")
    return ErasedState(
        _translate("receipt", "{0} is erased").format(value.name or somebody),
        words.at(value.at),
        tuple(
            (name[:1].upper() + name[1:], QLocale().toString(count))
            for table, count in value.rows.items()
            if (name := words.table(table))
        ),
        tuple(_done(value)),
        tuple(_remains(value)),
    )


def _done(value: Receipt) -> Iterator[str]:
    if not value.traces:
        yield _translate("receipt", "The data file: it was written anew without free pages, and its log is empty.")
    if value.rewritten:
        one = _translate("receipt", "1 backup: it was rewritten and checked again.")
        many = _translate("receipt", "{0} backups: they were rewritten and checked again.")
        yield labels.counted(value.rewritten, one, many)
    if not value.still_held:
        yield _translate("receipt", "No backup that can be reached holds this person.")


def _remains(value: Receipt) -> Iterator[str]:
    if value.traces:
        yield _translate("receipt", "{0} This is tried again at the next start.").format(value.traces)
    if value.still_held:
        one = _translate("receipt", "1 backup still holds this person, or cannot be read to find out.")
        many = _translate("receipt", "{0} backups still hold this person, or cannot be read to find out.")
        yield labels.counted(value.still_held, one, many)
    if value.left_at:
        left = _translate(
            "receipt", "{0} still holds a copy that was left there when the data was moved; the settings can delete it."
        )
        yield left.format(value.left_at)
    if value.waiting:
        yield _translate("receipt", "{0} Copies there are rewritten at the first start with it.").format(value.waiting)
    for path in value.unfinished:
        yield _translate("receipt", "This unfinished file could not be deleted: {0}").format(path)
    if value.set_aside:
        one = _translate(
            "receipt", "1 damaged file that was set aside earlier may hold this person; delete it by hand."
        )
        many = _translate(
            "receipt", "{0} damaged files that were set aside earlier may hold this person; delete them by hand."
        )
        yield labels.counted(value.set_aside, one, many)
    yield _translate(
        "receipt",
        "Copies outside this program, such as exported files and sticks that are not plugged in: they are not touched.",
    )
    yield _translate("receipt", "A disk may keep traces of overwritten places for a while.")
