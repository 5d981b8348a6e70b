"""An advert as it is kept: its text and what its reader decided; what it asks is read anew each time."""

from __future__ import annotations

from msgspec import Struct


class KeptAdvert(Struct, frozen=True):
    """One advert that own targets were made from; ``profile`` is the id of these targets."""

    id: str
    profile: str
    text: str
    left_out: tuple[str, ...]
    """The facets that the person says it does not ask for, whatever its words seem to say."""
    added_at: str
    """When it was kept (ISO 8601, UTC)."""
