"""The one way of counting in words: a form for exactly one thing, and one for none and for several."""

from __future__ import annotations


def counted(count: int, one: str, many: str, *more: object, shown: str = "") -> str:
    """``one`` for exactly one thing, else ``many``; {0} is the number, {1} and so on are ``more``.

    ``shown`` is how the number is written; empty writes it with commas between thousands.
    """
    return (one if count == 1 else many).format(shown or f"{count:,}", *more)
