"""A text as a QR code (ISO/IEC 18004), as modules without the quiet zone around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nextrung.lazy import lazy

if TYPE_CHECKING:
    import segno
else:
    segno = lazy("segno")

QUIET_ZONE = 4
"""Modules that stay light on each side, as the standard asks; without them some cameras find nothing."""


def qr_rows(text: str) -> tuple[tuple[bool, ...], ...]:
    """The modules from the top, row by row: whether each is dark. A seventh of them may be hidden (level M)."""
    made = segno.make_qr(text, error="m", boost_error=False)
    return tuple(tuple(bool(module) for module in row) for row in made.matrix)
