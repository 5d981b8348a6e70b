"""What reading a table came to: rows as they would come in, what is wrong or to be asked, and what was left out."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from nextrung.shown import LONGEST_QUOTE, clip

Weight = Literal["fault", "asked", "note"]
"""A fault keeps its row out; what is asked keeps it out until it is answered; a note only says something."""


class CellProblem(Struct, frozen=True):
    """One thing about one cell: the row as the file counts it (0: the whole table), its column, and one sentence."""

    row: int
    column: str
    message: str
    weight: Weight = "fault"

    def __str__(self) -> str:
        """The sentence with its place, as shown."""
        place = f"Row {self.row}" if self.row else "The table"
        where = f"{place}, {self.column}" if self.column else place
        return f"{where}: {self.message}"


class ImportQuestion(Struct, frozen=True):
    """Something that only a person knows: what is asked, what can be chosen, and the rows that wait for it."""

    id: str
    text: str
    choices: tuple[tuple[str, str], ...]
    """What is kept, and how it is said."""
    rows: tuple[int, ...] = ()


def short(text: str, most: int = LONGEST_QUOTE) -> str:
    """A text as it is quoted in a sentence."""
    return clip(" ".join(text.split()), most)
