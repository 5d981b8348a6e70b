"""The currency that the format of a number shows beside it in a spreadsheet."""

from __future__ import annotations

import re

from nextrung.intake import numbers

BUILT_IN = dict.fromkeys((5, 6, 7, 8, 42, 44), "$")
"""Formats with a currency that every workbook knows by number (ECMA-376, part 1, section 18.8.30)."""
_LONGEST = 500
"""Characters of a format; a longer one is none that a spreadsheet program writes."""
_SECTION = re.compile(r'(?:"[^"]*"|\\.|\[[^\]]*\]|[^;])*')
_WORDS = re.compile(r'\[\$([^\]-]*)[^\]]*\]|"([^"]*)"|\\(.)|([$€£¥₹₪])')
"""What is shown as it stands: the sign of a locale, a text in quotes, a letter behind a backslash, a sign alone."""


def mark_of(code: str) -> str:
    """The sign or code of a currency in the format of positive numbers, as it is shown; empty when there is none."""
    section = _SECTION.match(code[:_LONGEST])
    for found in _WORDS.finditer(section[0] if section else ""):
        mark = next(filter(None, found.groups()), "").strip()
        # A code is written in capital letters; three small ones are a word, such as "yrs".
        if (not mark.isalpha() or len(mark) != 3 or mark.isupper()) and numbers.currency_of(mark):
            return mark
    return ""
