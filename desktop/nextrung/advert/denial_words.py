"""The words by which adverts deny something: a file with a version, made ready to be looked for."""

from __future__ import annotations

from functools import cached_property, lru_cache
from pathlib import Path

from msgspec import Struct

from nextrung import resources, typed_yaml
from nextrung.advert.phrases import PhraseIndex

FORMAT = 1
"""The first number of the versions that are read here."""


class DenialWords(Struct, frozen=True, dict=True):
    """``assets/adverts/words/denials.yaml``."""

    id: str
    version: str
    denying: dict[str, int]
    pairs: dict[str, int]
    nothing: tuple[str, ...]
    objects: tuple[str, ...]
    not_denied: tuple[str, ...]
    not_asked: tuple[str, ...]
    before_colon: tuple[str, ...]
    turns: tuple[str, ...]
    persons: tuple[str, ...]
    verdicts: tuple[str, ...]
    aversions: tuple[str, ...]
    others: tuple[str, ...]
    passive: tuple[str, ...]
    participles: tuple[str, ...]

    @cached_property
    def may_deny(self) -> frozenset[str]:
        """The words with which anything that denies begins."""
        nothing = (one.split()[0] for one in (*self.nothing, *self.objects, *self.pairs))
        return frozenset((*self.denying, *nothing))

    @cached_property
    def of_clauses(self) -> PhraseIndex:
        """Whole phrases, by ``verdict`` for who is not wanted, and ``other`` for what somebody else does."""
        verdicts = ((one, "verdict") for one in self.verdicts)
        return PhraseIndex((*verdicts, *((one, "other") for one in self.others)))

    @property
    def reach_of_not(self) -> int:
        """How many words “not” denies."""
        return self.denying["not"]


@lru_cache(maxsize=2)
def _read(path: Path) -> DenialWords:
    return typed_yaml.read(path, DenialWords, version=FORMAT)


def denial_words() -> DenialWords:
    """The words that come with the program. Raises FindingsError when their file has a mistake."""
    return _read(resources.assets("adverts", "words", "denials.yaml"))
