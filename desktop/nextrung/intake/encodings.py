"""Bytes to text: by a mark, as UTF-8 or UTF-16, else by a guess that is named, with the first line it matters for."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from msgspec import Struct

from nextrung.errors import NextRungError
from nextrung.intake.entering import BLOCK
from nextrung.lazy import lazy

if TYPE_CHECKING:
    import charset_normalizer
else:
    charset_normalizer = lazy("charset_normalizer")

# UTF-32 first: the mark of UTF-16 is the beginning of its mark.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
OFFERED = {
    "utf-8": "Unicode (UTF-8)",
    "utf-16": "Unicode (UTF-16)",
    "cp1252": "Western Europe (Windows)",
    "cp1250": "Central Europe (Windows)",
    "cp1251": "Cyrillic (Windows)",
    "cp1253": "Greek (Windows)",
    "cp1254": "Turkish (Windows)",
    "cp1257": "Baltic (Windows)",
    "cp1255": "Hebrew (Windows)",
    "cp1256": "Arabic (Windows)",
    "cp1258": "Vietnamese (Windows)",
    "cp874": "Thai (Windows)",
    "cp932": "Japanese (Shift JIS)",
    "euc_jp": "Japanese (EUC)",
    "gb18030": "Chinese, simplified",
    "big5": "Chinese, traditional (Big5)",
    "cp949": "Korean",
    "iso8859-2": "Central Europe (ISO)",
    "iso8859-15": "Western Europe (ISO)",
    "koi8-r": "Cyrillic (KOI8-R)",
    "mac_roman": "Western Europe (Mac)",
    "mac_latin2": "Central Europe (Mac)",
    "mac_cyrillic": "Cyrillic (Mac)",
    "cp850": "Western Europe (DOS)",
    "cp852": "Central Europe (DOS)",
    "cp866": "Cyrillic (DOS)",
    "cp437": "United States (DOS)",
    "latin-1": "Western Europe (ISO 8859-1)",
}
"""What can be chosen, the more usual ones first."""
_RARER = {
    "mac_roman": 0.4, "mac_latin2": 0.6, "mac_cyrillic": 0.6, "iso8859-2": 0.3, "iso8859-15": 0.3, "koi8-r": 0.3,
    "cp850": 0.6, "cp852": 0.6, "cp866": 0.6, "cp437": 0.7, "euc_jp": 0.2, "cp1258": 0.3, "cp874": 0.5, "latin-1": 0.9,
}  # fmt: skip
"""How much rarer some are met than the others."""
_COMMON = {"cp949": "euc_kr", "gb18030": "gb2312", "cp932": "shift_jis", "big5": "big5", "euc_jp": "euc_jp"}
"""For an encoding the smaller one that holds the characters in daily use."""
# Of all languages in these scripts together: a word that none of them could have is read with a wrong table.
_VOWELS = {"CYRILLIC": set("аеиоуыэюяіє"), "GREEK": set("αεηιουω")}
_DAILY_BELOW = {"shift_jis": 0x98, "gb2312": 0xD8, "euc_jp": 0xD8, "big5": 0xC9}
"""First bytes below which the characters of daily use lie, as the national standards order them."""
_ALONE = frozenset("àáâèéêíóôúåæøöаевзийкосуябєіїηήο")
"""Special letters that are words by themselves, in Latin, Cyrillic and Greek."""
_MARKS_OF_TEXT = "“”„‘’‚–—…€£¥°·«»¿¡№¼½¾"  # noqa: RUF001  (quotation marks and dashes as people type them)
_ALPHABETS = tuple(
    (frozenset(letters), rank)
    for letters, rank in (
        ("äöüß", 0.0), ("àâæçéèêëîïôœùûüÿ", 0.0), ("áéíñóúü", 0.0), ("àáâãçéêíóôõúü", 0.0), ("àèéìíîòóùú", 0.0),
        ("åäöéæøü", 0.0), ("áðéíóúýþæö", 0.05), ("ëïéèüöáí", 0.05), ("ąćęłńóśźż", 0.1), ("áčďéěíňóřšťúůýž", 0.1),
        ("áäčďéíĺľňóôŕšťúýž", 0.12), ("áéíóöőúüű", 0.12), ("čćđšž", 0.12), ("ăâîșțşţ", 0.2),
        ("çğ\u0131öşüâîi\u0307", 0.15),
        ("āčēģīķļņšūž", 0.2), ("ąčęėįšųūž", 0.2), ("äõöüšž", 0.2), ("ĉĝĥĵŝŭ", 0.5),
    )
)  # fmt: skip
"""The special letters of languages written in Latin ones, and how much rarer a language is met than others."""
_DETECTED, _USUAL = 0.015, 0.008
"""What a place further down with the detector, and further down among the usual ones, counts for."""
_SAMPLE = 20_000
"""Bytes that a guess looks at."""
_EXAMPLE = 80


class EncodingError(NextRungError):
    """Bytes that are no text, or not in the encoding that is said, in one sentence."""


class NoTextError(EncodingError):
    """Bytes that are no text in any encoding."""


class Decoded(Struct, frozen=True):
    """A text and the encoding it was read with; ``guessed`` when nothing in the file says so.

    ``example`` is the first line for which the encoding matters, with its number from 1; empty when there is none.
    """

    text: str
    encoding: str
    guessed: bool = False
    example: str = ""
    line: int = 0


def decoded(raw: bytes, chosen: str = "") -> Decoded:
    """The text of a file, read with the encoding ``chosen``, or with the one found. Raises EncodingError."""
    if chosen:
        return _shown(_as_chosen(raw, chosen), _named(chosen))
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            text = _read(raw, encoding)
            if text is None:
                raise EncodingError(f"The file says that it is {encoding.upper()}, and is not; choose its encoding.")
            return Decoded(text.removeprefix("\ufeff"), encoding)
    if b"\0" in raw:
        wide = _wide(raw)
        if wide is not None:
            return wide
        raise NoTextError("The file is no plain text.")
    # UTF-8 before any guess: text in another encoding is hardly ever valid UTF-8 by chance.
    text = _read(raw, "utf-8")
    if text is not None:
        return Decoded(text, "utf-8")
    encoding = _guess(raw)
    return _shown(_read(raw, encoding) or "", encoding, guessed=True)


def _named(encoding: str) -> str:
    return next((one for one in OFFERED if codecs.lookup(one) == codecs.lookup(encoding)), encoding)


def _as_chosen(raw: bytes, encoding: str) -> str:
    known = ", ".join(OFFERED)
    try:
        codecs.lookup(encoding)
        return raw.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise EncodingError(f"The file is not {encoding}: line {line} has bytes that it does not know.") from error
    except (LookupError, ValueError, TypeError) as error:  # some names of Python are no encodings of text
        raise EncodingError(f"“{encoding[:40]}” is no encoding known here; use one of {known}.") from error


def _read(raw: bytes, encoding: str) -> str | None:
    """The text, or None when the bytes do not fit; a few bytes are enough to say so, however long the file is."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        parts = [decoder.decode(raw[at : at + BLOCK]) for at in range(0, len(raw), BLOCK)]
        return "".join([*parts, decoder.decode(b"", final=True)])
    except UnicodeDecodeError:
        return None


def _wide(raw: bytes) -> Decoded | None:
    """UTF-16 without a mark: every second byte of plain letters is zero."""
    if len(raw) % 2:
        return None
    head = raw[:4000]
    for encoding, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[0::2])):
        # A third is enough, since names in other scripts have no zero bytes; a plain file has none at all.
        text = _read(raw, encoding) if zeros.count(0) * 3 > len(zeros) else None
        if text is not None and not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", text):
            return _shown(text, encoding, guessed=True)
    return None


def _shown(text: str, encoding: str, *, guessed: bool = False) -> Decoded:
    for number, line in enumerate(text.split("\n", 5_000)[:5_000], start=1):
        if not line.isascii():
            return Decoded(text, encoding, guessed, line.strip()[:_EXAMPLE], number)
    return Decoded(text, encoding, guessed)


def _guess(raw: bytes) -> str:
    """The likeliest encoding: letters as words have them, in the order of the detector where words do not tell."""
    sample = _telling(raw)
    names = [name for name in OFFERED if not name.startswith("utf")]
    found = charset_normalizer.from_bytes(sample, cp_isolation=names, threshold=0.6)
    ranked = [{codecs.lookup(name).name for name in one.could_be_from_charset} for one in found]
    best, seen = [], set[str]()
    for order, name in enumerate(names):
        text = _read(sample, name)
        if text is None or text in seen or _read(raw, name) is None:
            continue
        seen.add(text)  # of encodings that read the same, the more usual one is named
        at = next((at for at, ones in enumerate(ranked) if codecs.lookup(name).name in ones), len(names))
        doubt = _strangeness(text, name) + _RARER.get(name, 0.0) + _DETECTED * min(at, 8) + _USUAL * order
        best.append((round(doubt, 3), order, name))
    return min(best)[2]  # latin-1 reads everything


def _telling(raw: bytes) -> bytes:
    """The lines with other bytes than plain ones, up to a limit."""
    found, size = [], 0
    for line in BytesIO(raw):
        if line.isascii():
            continue
        # At most a quarter from one line: a file may be one line, and several lines tell more.
        found.append(line[: _SAMPLE // 4])
        size += len(found[-1])
        if size > _SAMPLE:
            break
    return b"".join(found)


def _strangeness(text: str, encoding: str) -> float:
    """How unlike words a text is: per word with other than plain characters, from 0 on."""
    words = [word for word in re.findall(r"[^\s,;\t|\"]+", text) if not word.isascii()]
    if not words:
        return 0.0
    return (sum(sum(_odd(word, encoding)) for word in words) + _foreign(words)) / len(words)


def _foreign(words: list[str]) -> float:
    """How badly the special letters of Latin words fit the one language that they fit best."""
    special = [{one for one in word.lower() if ord(one) > 127 and _script(one) == "LATIN"} for word in words]
    unknown = [0.0 if any(one <= letters for letters, _ in _ALPHABETS) else 1.0 for one in special]

    def cost(letters: frozenset[str], rank: float) -> float:
        return sum(
            rank if one <= letters else max(0.3, other) for one, other in zip(special, unknown, strict=True) if one
        )

    return min(cost(letters, rank) for letters, rank in _ALPHABETS)


def _odd(word: str, encoding: str) -> Iterator[float]:
    scripts = {_script(one) for one in word if unicodedata.category(one)[0] in "LM"} - {"COMBINING"}
    if len(scripts) > 1:
        yield 2.0  # no word mixes scripts
    letters = [one for one in word if one.isalpha()]
    if len(letters) > 3 and len(scripts) == 1 and scripts <= _VOWELS.keys():
        # A Greek or Cyrillic word of four letters has a vowel; read with a wrong table it often has none.
        lacking = not _VOWELS[_script(letters[0])] & {unicodedata.normalize("NFD", one)[0] for one in word.lower()}
        yield 1.5 if lacking else 0.0
    if len(word) == 1 and word.isalpha() and scripts <= {"LATIN", *_VOWELS} and word.lower() not in _ALONE:
        yield 0.5
    before = ""
    for at, one in enumerate(word):
        kind = unicodedata.category(one)
        # Where Windows encodings have signs, ISO ones have control characters, which no text holds.
        if ord(one) > 127 and kind == "Cc":
            yield 4.0
        elif ord(one) > 127 and kind[0] not in "LM":
            # Signs stand around words, not in them; apostrophes, dots and dashes may do both.
            within = before.isalpha() and (one in "\u201a„«" or word[at + 1 : at + 2].isalpha()) and one not in "’·–"
            yield 1.0 if within else 0.1 if one in _MARKS_OF_TEXT else 1.5
        elif ord(one) > 127 and kind == "Lu" and word[at + 1 : at + 2].isdecimal():
            yield 1.2  # signs of money stand before numbers, capital letters of other alphabets hardly ever
        elif before.islower() and one.isupper() and ord(max(before, one)) > 127:
            yield 1.2  # a capital letter inside a word
        elif kind == "Ll" and ord(one) > 127 and before == "" and word[1:2].islower():
            yield 0.3  # names begin with a capital letter
        elif before and min(ord(before), ord(one)) > 127 and _script(one) == "LATIN" and _script(before) == "LATIN":
            yield 0.4  # special letters seldom stand side by side in Latin words
        before = one
    smaller = _COMMON.get(encoding)
    if smaller:
        yield sum(0.6 for one in word if not _is_common(one, smaller))


def _script(one: str) -> str:
    first = unicodedata.name(one, "?").split(" ")[0]
    return "CJK" if first in ("HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "IDEOGRAPHIC") else first


def _is_common(one: str, smaller: str) -> bool:
    """Whether a character is one of daily use: these have the lower numbers in the tables of East Asia."""
    if ord(one) < 128:
        return True
    try:
        raw = one.encode(smaller)
    except UnicodeEncodeError:
        return False
    if 0xFF61 <= ord(one) <= 0xFF9F or (smaller in ("gb2312", "big5") and 0x3040 <= ord(one) <= 0x30FF):
        return False  # half-width katakana are what other encodings look like; kana belong to Japanese ones
    if smaller == "euc_kr":
        return len(raw) == 2 and raw[0] >= 0xB0  # others are spelled out in parts
    return raw[0] < _DAILY_BELOW[smaller]
