"""Job adverts: read from files and pasted texts, and kept with the own targets that were made from them."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from nextrung.advert.kept import KeptAdvert
from nextrung.clock import Clock
from nextrung.lazy import lazy
from nextrung.questionnaire.model import Role, Target
from nextrung.shown import in_a_line
from nextrung.store import adverts, sqlite

if TYPE_CHECKING:
    from nextrung.advert import kept_pay
    from nextrung.advert import phrases as advert_phrases
    from nextrung.advert import reading as advert_reading
    from nextrung.intake import documents
else:
    kept_pay = lazy("nextrung.advert.kept_pay")
    advert_phrases = lazy("nextrung.advert.phrases")
    advert_reading = lazy("nextrung.advert.reading")
    documents = lazy("nextrung.intake.documents")


class AdvertTargets(Struct, frozen=True):
    """Targets from adverts as a person accepted them, and the published role that they started from."""

    base: Role
    targets: dict[str, Target]
    texts: tuple[str, ...]
    left_out: tuple[tuple[str, ...], ...]
    """For each text, the facets that the person says it does not ask for."""


class AdvertService:
    """What a person does with job adverts."""

    def __init__(self, connection: sqlite.Connection, clock: Clock) -> None:
        """Work on an open database."""
        self._connection = connection
        self._clock = clock

    @staticmethod
    def reading_work(path: Path, questionnaire: str) -> Callable[[], advert_reading.AdvertReading]:
        """Work for a thread: read a file. It raises NextRungError in one sentence."""
        return partial(_read_file, path, questionnaire)

    @staticmethod
    def pasted_work(text: str, questionnaire: str) -> Callable[[], advert_reading.AdvertReading]:
        """Work for a thread: read a text that was pasted or kept. It raises NextRungError in one sentence."""
        return partial(_read_text, text, questionnaire)

    @staticmethod
    def kept_work(
        kept: Sequence[KeptAdvert], questionnaire: str
    ) -> Callable[[], tuple[advert_reading.AdvertReading, ...]]:
        """Work for a thread: read kept adverts anew. It raises NextRungError in one sentence."""
        return partial(_read_kept, tuple(one.text for one in kept), questionnaire)

    @staticmethod
    def pay_work(kept: Sequence[KeptAdvert]) -> Callable[[], tuple[kept_pay.PayInAdvert, ...]]:
        """Work for a thread: the pay that kept adverts name."""
        return partial(kept_pay.pay_of, tuple(kept))

    def all_of(self, person: str) -> tuple[KeptAdvert, ...]:
        """All adverts that a person has kept, as they were added."""
        return adverts.of_person(self._connection, person)

    def of(self, profile: str) -> tuple[KeptAdvert, ...]:
        """The adverts that own targets were made from; none for other targets."""
        return adverts.of_profile(self._connection, profile)

    def save(self, person: str, targets: Role, kept: AdvertTargets) -> None:
        """Keep own targets with the adverts they were made from, in place of earlier ones. Raises DatabaseError."""
        at = self._clock.moment()
        pairs = zip(kept.texts, kept.left_out, strict=True)
        made = (KeptAdvert(uuid.uuid4().hex, targets.id, text, left_out, at) for text, left_out in pairs)
        adverts.save_with_targets(self._connection, person, targets, made)


def _read_kept(texts: tuple[str, ...], questionnaire: str) -> tuple[advert_reading.AdvertReading, ...]:
    return tuple(_read_text(text, questionnaire) for text in texts)


def _read_text(text: str, questionnaire: str) -> advert_reading.AdvertReading:
    try:
        return advert_reading.read_advert(text, advert_phrases.phrases_for(questionnaire))
    except advert_reading.AdvertError as error:
        sentence = f"{error}."
        raise advert_reading.AdvertError(sentence[0].upper() + sentence[1:]) from error


def _read_file(path: Path, questionnaire: str) -> advert_reading.AdvertReading:
    text = documents.read_document(path)
    try:
        return advert_reading.read_advert(text, advert_phrases.phrases_for(questionnaire))
    except advert_reading.AdvertError as error:
        raise advert_reading.AdvertError(f"{in_a_line(path.name)}: {error}.") from error
