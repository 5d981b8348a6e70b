"""Hints that come where the pointer rests, in lines that are easy to read."""

from __future__ import annotations

import textwrap

LONGEST_LINE = 72
"""Characters in a line: typographers ask for 45 to 75 where a text is to be read."""


def in_lines(text: str) -> str:
    """``text`` with its lines broken at a width for reading.

    Qt breaks the lines of a hint by itself only where the text is markup, which none is here, or wider than the screen.
    """
    if len(text) <= LONGEST_LINE:
        return text
    # a name without spaces is broken as well: it may be as long as a field takes
    broken = (textwrap.wrap(line, LONGEST_LINE, break_on_hyphens=False) for line in text.splitlines())
    return "\n".join("\n".join(lines) for lines in broken)
