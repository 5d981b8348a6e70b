"""The words in the first lines of adverts that are no title, no employer and no place: a file with a version."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from nextrung import resources, typed_yaml

FORMAT = 1
"""The first number of the versions that are read here."""


class HeadingWords(Struct, frozen=True):
    """``assets/adverts/words/headings.yaml``."""

    id: str
    version: str
    no_names: tuple[str, ...]
    times: tuple[str, ...]
    verbs: tuple[str, ...]
    behind_verbs: tuple[str, ...]

    def is_name(self, words: str) -> bool:
        """Whether words may be the name of somebody."""
        first = words.casefold().split()[:1]
        return bool(first) and first[0].strip(".:") not in self.no_names and words.casefold() not in self.times

    def is_instruction(self, line: str) -> bool:
        """Whether a line tells what to do, and is no title: “Lead a team”, not “Lead engineer”."""
        words = line.casefold().split()
        return len(words) > 1 and words[0] in self.verbs and words[1].strip(",.") in self.behind_verbs


@lru_cache(maxsize=2)
def _read(path: Path) -> HeadingWords:
    return typed_yaml.read(path, HeadingWords, version=FORMAT)


def heading_words() -> HeadingWords:
    """The words that come with the program. Raises FindingsError when their file has a mistake."""
    return _read(resources.assets("adverts", "words", "headings.yaml"))
