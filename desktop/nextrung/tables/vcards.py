"""Contacts of address books (vCard 2.1 to 4.0) as a table: one row a card, one column a property."""

from __future__ import annotations

import quopri
import re

from nextrung.tables.refusals import TableError

HEADINGS = (
    "FN",
    "First name",
    "Middle name",
    "Last name",
    "NICKNAME",
    "TITLE",
    "ROLE",
    "ORG",
    "CATEGORIES",
    "NOTE",
    "EMAIL",
)
# possessive, and no semicolon within a parameter: a line of semicolons without a colon could else be parted in so many
# ways that trying them all never ends
_LINE = re.compile(
    r"(?:[\w-]++\.)?+(?P<name>[\w-]++)(?P<more>(?:;(?:\"[^\"]*+\"|[^:;\"])*+)*+):(?P<value>.*+)", re.DOTALL
)
_MOST_BEFORE_COLON = 4
"""Lines."""
_SPLIT_LETTER = re.compile(rb"(?<=[\x80-\xff])\r?\n[ \t](?=[\x80-\xbf])")
"""A fold in the middle of a letter: lines are folded after a number of bytes, not of letters (RFC 6350, 3.2)."""
_OTHERS = {
    ("KIND", "GROUP"),
    ("KIND", "ORG"),
    ("KIND", "LOCATION"),
    ("X-ADDRESSBOOKSERVER-KIND", "GROUP"),
    ("X-ABSHOWAS", "COMPANY"),
}
"""Properties by value that say that a card is nobody's: a list, a company or a place."""
OTHER = "nobody's"
"""Under which a card says that it is no person's."""
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


def is_vcards(text: str) -> bool:
    """Whether a text is a file of contacts."""
    return text.lstrip("\ufeff \t\r\n")[:11].upper() == "BEGIN:VCARD"


def with_whole_letters(raw: bytes) -> bytes:
    """The bytes of a file of contacts with no letter on two lines; those of other files as they are."""
    return _SPLIT_LETTER.sub(b"", raw) if raw.lstrip()[:11].upper() == b"BEGIN:VCARD" else raw


def rows_of(text: str, most: int) -> tuple[list[list[str]], int]:
    """The table, headings first, and how many cards were left out because they are nobody's.

    Of properties that come twice the first counts, notes and categories are joined. Raises TableError.
    """
    rows: list[list[str]] = [list(HEADINGS)]
    card: dict[str, str] | None = None
    inside = left_out = 0  # a card may hold that of an assistant (vCard 2.1, AGENT), which is not about its owner
    for line in _unfolded(text):
        mark = line.strip().upper()
        if mark == "BEGIN:VCARD" and card is not None:
            inside += 1
        elif mark == "BEGIN:VCARD":
            card = {}
        elif mark == "END:VCARD" and inside:
            inside -= 1
        elif mark == "END:VCARD":
            if card is not None and OTHER in card:
                left_out += 1
            elif card is not None:
                rows.append([card.get(name, "") for name in HEADINGS])
            card = None
        elif card is not None and not inside:
            _take(line, card)
        if len(rows) > most:
            raise TableError(f"The file has more than {most - 1:,} contacts; at most so many can be read at once.")
    if card is not None:
        raise TableError("The last contact of the file has no end; export the contacts again.")
    return rows, left_out


def _unfolded(text: str) -> list[str]:
    """Lines that go on in the next one, joined: by a space in front of it, or by an equals sign at the end."""
    # a picture goes on over thousands of lines: they are joined once, at the end
    joined: list[list[str]] = []
    soft = quoted = False
    for line in re.split(r"\r\n|\n|\r", text):
        if soft and joined:
            joined[-1][-1] = joined[-1][-1][:-1]
            joined[-1].append(line)
        elif line[:1] in (" ", "\t") and joined:
            # RFC 6350, section 3.2: the one space at the front belongs to the folding, not to the text.
            joined[-1].append(line[1:])
        else:
            joined.append([line])
        # the name of a property and what is said of it may be folded too, but never over many lines
        if len(joined[-1]) <= _MOST_BEFORE_COLON:
            quoted = "QUOTED-PRINTABLE" in "".join(joined[-1]).split(":", 1)[0].upper()
        soft = quoted and line.endswith("=")
    return ["".join(parts) for parts in joined]


def _take(line: str, card: dict[str, str]) -> None:
    found = _LINE.fullmatch(line)
    if found is None:
        return
    name, value = found["name"].upper(), _decoded(found["value"], found["more"])
    if (name, value.strip().upper()) in _OTHERS:
        card[OTHER] = name
    elif name == "N":
        # A semicolon behind a backslash belongs to its part (RFC 6350, section 3.4).
        last, first, middle = (*(_plain(part) for part in re.split(r"(?<!\\);", value)), "", "", "")[:3]
        for heading, part in (("Last name", last), ("First name", first), ("Middle name", middle)):
            card.setdefault(heading, part)
    elif name == "CATEGORIES":
        # tags stand between commas here, so that none can have one: a comma behind a backslash is part of its tag
        parts = (_plain(part).replace(",", "") for part in re.split(r"(?<!\\),", value))
        card[name] = ", ".join(part for part in (card.get(name, ""), *parts) if part)
    elif name == "NOTE":
        card[name] = "\n".join(part for part in (card.get(name, ""), _plain(value)) if part)
    elif name == "ORG":
        card.setdefault(name, ", ".join(filter(None, (_plain(part) for part in re.split(r"(?<!\\);", value)))))
    elif name in HEADINGS:
        card.setdefault(name, _plain(value))


def _decoded(value: str, more: str) -> str:
    if "QUOTED-PRINTABLE" not in more.upper():
        return value
    charset = re.search(r"CHARSET=([\w-]+)", more, re.IGNORECASE)
    raw = quopri.decodestring(value.encode("utf-8", "replace"))
    try:
        return raw.decode(charset[1] if charset else "utf-8")
    except (UnicodeDecodeError, LookupError):
        # Latin-1 has a character for every byte, so this never fails.
        return raw.decode("latin-1")


def _plain(value: str) -> str:
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value).strip()
