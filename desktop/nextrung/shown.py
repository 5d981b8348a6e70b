"""Texts of strangers made fit to be shown: what a terminal would obey becomes visible, what is long is shortened."""

from __future__ import annotations

import re

LONGEST_LINE = 600
"""Characters of one line of a sentence; the middle of a longer one is left out."""
LONGEST_QUOTE = 40
"""Characters of what a sentence quotes from a file."""
LONGEST_NAME = 100
"""Characters of the name of somebody whom a file names."""
_CONTROLS = r"\x00-\x08\x0b-\x1f\x7f-\x9f"
_OBEYED = re.compile(f"[{_CONTROLS}\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
"""Control characters but for tabulator and line feed, marks of lines and of direction, and halves of characters."""
_NOT_IN_TEXT = re.compile(f"[{_CONTROLS}]")


def visible(text: str) -> str:
    """The text with every character that a terminal obeys written as its code, in the way of JSON."""
    return text if text.isprintable() else _OBEYED.sub(_escaped, text)


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def without_controls(text: str) -> str:
    """The text without control characters, for files of kinds that forbid them; line ends become line feeds."""
    return _NOT_IN_TEXT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def in_a_line(text: str) -> str:
    """The text in one line, such as the name of a file: what would end or part the line is written as its code."""
    return visible(text).replace("\n", "\\n").replace("\t", "\\t")


def beginning(text: str, longest: int) -> str:
    """The start of a text, where there is room for so many characters."""
    return text if len(text) <= longest else text[: longest - 1] + "…"


def whole_words(text: str, longest: int) -> str:
    """The start of a text, up to the end of a word if it has any, where there is room for so many characters."""
    if len(text) <= longest:
        return text
    start, _, cut = text[: longest - 1].rpartition(" ")
    return f"{start.rstrip(' ,;:.-–')} …" if start and len(cut) < longest // 2 else beginning(text, longest)


def in_plain_line(text: str) -> str:
    """The text in one line without what nobody sees, such as marks of direction: to be read, and not to be examined."""
    return " ".join(_OBEYED.sub("", " ".join(text.split())).split())


def clip(text: str, longest: int = LONGEST_QUOTE) -> str:
    """The start of a text in one line, to quote it in a sentence."""
    return beginning(in_a_line(text[: longest + 1]), longest)


def stranger(name: str) -> str:
    """The name of somebody as a file of theirs gives it, for a sentence, which it can neither turn round nor bury."""
    return clip(name, LONGEST_NAME)


def sentence(text: str) -> str:
    """A message whose lines are visible and short, whatever was put into them: each keeps its beginning and its end."""
    return "\n".join(_shortened(visible(line)) for line in text.split("\n"))


def _shortened(line: str) -> str:
    if len(line) <= LONGEST_LINE:
        return line
    # The beginning says where, the end what is allowed; what a file put between them can be cut.
    end = LONGEST_LINE // 3
    return f"{line[: LONGEST_LINE - end - 3]} … {line[-end:]}"
