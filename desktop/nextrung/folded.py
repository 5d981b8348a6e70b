"""Texts as a search compares them: without case, accents and widths."""

from __future__ import annotations

import unicodedata

_WITHOUT_PARTS = str.maketrans(
    # Letters that Unicode does not take apart, as it does é: folding alone would leave them.
    {"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "\N{LATIN SMALL LETTER DOTLESS I}": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)
"""Letters that Unicode does not take apart into a letter and its mark."""


def folded(text: str) -> str:
    """A text in which “Zoë” is “zoe” and a full-width letter is an ordinary one; twice folded is folded."""
    # Normal forms and case folding can each undo the other (Unicode, section 3.13), so both come twice.
    apart = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(one for one in apart if not unicodedata.combining(one))
    return unicodedata.normalize("NFKC", plain).casefold().translate(_WITHOUT_PARTS)
