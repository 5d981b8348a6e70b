"""The pay that kept adverts name."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from nextrung.advert.heading import AdvertHeading, heading_of
from nextrung.advert.kept import KeptAdvert
from nextrung.advert.pay import AdvertPay, pay_in


class PayInAdvert(Struct, frozen=True):
    """Pay that a kept advert names, beside the job, its employer and its place."""

    heading: AdvertHeading
    pay: AdvertPay
    added_at: str
    """When the advert was kept (ISO 8601, UTC)."""


def pay_of(kept: Iterable[KeptAdvert]) -> tuple[PayInAdvert, ...]:
    """One for each advert that names pay, in their order."""
    found = ((one, pay_in(one.text)) for one in kept)
    return tuple(PayInAdvert(heading_of(one.text), pay, one.added_at) for one, pay in found if pay is not None)
