"""What columns are called, and the layouts of tables that known tools write; read from a file, no rules in here."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Literal

from msgspec import Struct

from nextrung import resources, typed_yaml
from nextrung.folded import folded

Kind = Literal["people", "pay", "answers"]
UNUSED = "unused"
_SIGNS = re.compile(r"[^\w]+|_")


class RowTest(Struct, frozen=True):
    """Rows of a layout with one of ``values`` in a column; ``reason`` says why one is out, {0} being the value."""

    values: tuple[str, ...]
    reason: str


class Layout(Struct, frozen=True):
    """How a known tool writes its tables: the headings that give it away, and what its columns mean.

    ``fields`` are by plain heading; ``unused`` ones are left out. ``source``, ``currency`` and ``country`` hold for
    every row; ``unpublished`` are signs that stand for figures nobody published. ``under`` says what stands in further
    rows of headings: parts of questions, or their texts. Of ``keep`` and ``drop``, by plain heading, the rows of the
    first count and those of the second do not.
    """

    id: str
    name: str
    kind: Kind
    headings: tuple[str, ...]
    fields: dict[str, str] = {}
    source: str = ""
    currency: str = ""
    country: str = ""
    places: str = ""
    unpublished: tuple[str, ...] = ()
    under: Literal["", "parts", "texts"] = ""
    keep: dict[str, RowTest] = {}
    drop: dict[str, RowTest] = {}


class LayoutsFile(Struct, frozen=True):
    """``layouts.yaml``: the words for each field of each kind of table, the known layouts, and words for answers.

    ``questions`` are the words that headings have beside a question.
    """

    id: str
    version: str
    fields: dict[str, dict[str, tuple[str, ...]]]
    layouts: tuple[Layout, ...]
    words: dict[str, tuple[str, ...]]
    questions: dict[str, tuple[str, ...]]


class Layouts:
    """The known layouts and words, ready to be compared with headings."""

    def __init__(self, found: LayoutsFile) -> None:
        """Prepare what the file holds."""
        self.answer_words = found.words
        self.question_words = found.questions
        self.words: dict[str, dict[str, tuple[str, int]]] = {}
        for kind, fields in found.fields.items():
            by_word = self.words.setdefault(kind, {})
            for field, words in fields.items():
                for rank, word in enumerate(words):
                    # The first field keeps a word that stands for two: their order in the file is that of preference.
                    by_word.setdefault(plain(word), (field, rank))
        self.known = tuple((layout, frozenset(map(plain, layout.headings)), _meant(layout)) for layout in found.layouts)

    def fields(self, kind: Kind) -> tuple[str, ...]:
        """The fields of a kind of table, in their order."""
        return tuple(dict.fromkeys(field for field, _ in self.words[kind].values()))


def _meant(layout: Layout) -> dict[str, str]:
    """The fields of a layout by plain heading; empty for a column that is left out."""
    return {plain(key): "" if field == UNUSED else field for key, field in layout.fields.items()}


def plain(heading: str) -> str:
    """A heading as it is compared: without case, accents and signs; a number sign is a word."""
    return " ".join(_SIGNS.sub(" ", folded(heading.replace("#", " number "))).split())


@lru_cache(maxsize=1)
def known_layouts(path: Path | None = None) -> Layouts:
    """The layouts that come with the program. Raises FindingsError when their file has a mistake."""
    return Layouts(typed_yaml.read(path or resources.assets("tables", "layouts.yaml"), LayoutsFile))
