"""What a person asks for and the program cannot do, said in a sentence."""

from __future__ import annotations

from collections.abc import Callable

from nextrung.errors import NextRungError


def refusal_of(action: Callable[[], object]) -> str:
    """Do something; why it could not be done, in a sentence, and empty where it was."""
    try:
        action()
    except NextRungError as error:
        return str(error)
    return ""
