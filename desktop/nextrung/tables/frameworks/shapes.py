"""The shape of JSON: containers of texts or plain records, the names of records, and which of them are levels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import fmean
from typing import Any

from msgspec import Struct

from nextrung.questionnaire.drafting.draft import MOST_LEVELS
from nextrung.tables.frameworks.headings import TEXT_WORDS, Headings, LevelName
from nextrung.tables.layouts import plain
from nextrung.tables.refusals import TableError

NAMES = (
    *(
        "name",
        "displayname",
        "display name",
        "title",
        "label",
        "skill",
        "competency",
        "competence",
        "area",
        "domain",
        "category",
        "question",
        "bezeichnung",
    ),
    *("titel", "nom", "titre", "nombre", "titulo"),
)
ABOUT = (
    *("description", "definition", "descriptor", "text", "summary", "details", "detail", "beschreibung", "descripcion"),
    *("definicion", "texte", "texto"),
)
IDS = ("id", "code", "key", "ref", "uri", "url", "slug", "uuid", "color", "colour", "icon", "type", "lang", "language")
NO_LEVELS = (
    "tags",
    "keywords",
    "tools",
    "resources",
    "links",
    "examples",
    "sources",
    "references",
    "roles",
    "related",
    "aliases",
    "titles",
)
CODES = ("code", "level", "stage", "grade", "step", "stufe", "niveau", "nivel")
"""Keys of the code of a level."""
SIGNS = ("signals", "behaviours", "behaviors", "indicators", "evidence")
"""Keys of lists in the record of a level whose texts belong to it."""
BESIDE = ("targets", "expected", "required", "profiles", "ziele", "soll", "cibles", "objetivos", "metadata", "meta")
"""Keys of what roles ask for, and of words about the file."""
DEEPEST = 24
"""Levels of nesting; a framework has six."""
MOST_VALUES = 200_000
SAME = 0.5
"""Most different names, as a share of all, for things to be levels: skills have names of their own."""
LONGEST_NAME = 160

Way = tuple[str, ...]
"""The keys to a value; a star stands for a place in a list or for a name that is a key."""


class JsonContainer(Struct, frozen=True):
    """A container of texts or plain records, and what it lies in, the outermost first."""

    way: Way
    key: str
    value: Any
    parents: tuple[tuple[str, Any], ...]

    @property
    def members(self) -> int:
        """How many things it holds."""
        return len(self.value)


class Level(Struct, frozen=True):
    """One level of a skill: what it is called, and its text."""

    name: LevelName
    text: str


def containers(whole: Any, known: Headings) -> list[JsonContainer]:
    """Every container that holds only texts or plain records. Raises TableError for too many values, or too deep."""
    found: list[JsonContainer] = []
    for number, one in enumerate(_walk(JsonContainer((), "", whole, ()), known)):
        if number > MOST_VALUES:
            raise TableError(f"This JSON holds more than {MOST_VALUES:,} containers; a framework has far fewer.")
        in_list = bool(one.parents) and isinstance(one.parents[-1][1], list)
        # a record in a list is told with the list
        if (is_texts(one.value) or is_records(one.value)) and not (in_list and isinstance(one.value, dict)):
            found.append(one)
    return found


def _walk(one: JsonContainer, known: Headings) -> Iterator[JsonContainer]:
    """A container and all that it holds."""
    if not isinstance(one.value, dict | list) or not one.value:
        return
    if len(one.parents) > DEEPEST:
        raise TableError("This JSON is nested too deeply to be a framework.")
    yield one
    around = (*one.parents, (one.key, one.value))
    if isinstance(one.value, list):
        inside = [("", "*", value) for value in one.value]
    else:
        starred = _names_are_keys(one.value, known)
        inside = [(name, "*" if starred else name, value) for name, value in one.value.items()]
    for key, step, value in inside:
        yield from _walk(JsonContainer((*one.way, step), key, value, around), known)


def at(whole: Any, way: Way) -> list[JsonContainer]:
    """All values that a way leads to, empty ones too, in their order."""
    found = [JsonContainer((), "", whole, ())]
    for step in way:
        found = [inside for one in found for inside in _inside(one, step)]
    return found


def _inside(one: JsonContainer, step: str) -> Iterator[JsonContainer]:
    around = (*one.parents, (one.key, one.value))
    if isinstance(one.value, list):
        items = [("", value) for value in one.value] if step == "*" else []
    elif not isinstance(one.value, dict):
        items = []
    elif step == "*":
        # a text beside things that are told by their names says something about them all
        items = [(key, value) for key, value in one.value.items() if value is None or isinstance(value, dict | list)]
    else:
        items = [(step, one.value[step])] if step in one.value else []
    for key, value in items:
        yield JsonContainer((*one.way, step), key, value, around)


def may_be_levels(value: Any) -> bool:
    """Whether a value holds anything that a level can be read from."""
    inside = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
    return any(inside) and all(one is None or isinstance(one, str) or is_plain(one) for one in inside)


def _names_are_keys(value: dict[str, Any], known: Headings) -> bool:
    kinds = {type(one) for one in value.values() if one is not None}
    return len(kinds) == 1 and kinds <= {dict, list} and not any(is_generic(name, known) for name in value)


def is_generic(name: str, known: Headings) -> bool:
    """Whether a key says what it holds (“skills”), and is no name of an area."""
    word = plain(name)
    return any(one in known.fields for one in (word, word.removesuffix("s"), word.removesuffix("es"))) or word in (
        *("levels", "items", "children", "competencies", "competences", "categories", "domains", "data", "framework"),
        *("frameworks", "skills", "areas", "list", "entries", "elements", "nodes", "content", "subskills"),
    )


def is_texts(value: Any) -> bool:
    """Whether a container holds at least two texts, some of which may be missing, and nothing else."""
    inside = list(value.values()) if isinstance(value, dict) else value
    texts = [one for one in inside if one is not None]
    return len(inside) > 1 and bool(texts) and all(isinstance(one, str) for one in texts)


def is_plain(value: Any) -> bool:
    """Whether a value is a record that holds no container but for words about it and what roles ask."""
    return isinstance(value, dict) and bool(value) and all(_is_beside(key, one) for key, one in value.items())


def _is_beside(key: str, value: Any) -> bool:
    if isinstance(value, dict):
        return not value or all(isinstance(one, int | float) for one in value.values()) or plain(key) in BESIDE
    return not isinstance(value, list) or not value or plain(key) in (*NO_LEVELS, *BESIDE, *SIGNS)


def is_records(value: Any) -> bool:
    """Whether a container holds plain records, and nothing else."""
    inside = list(value.values()) if isinstance(value, dict) else value
    return bool(inside) and all(is_plain(one) for one in inside)


def level_ways(found: Sequence[JsonContainer], known: Headings) -> list[Way]:
    """The ways to the levels of skills, the best first: others are those that end in the same key; none without any."""
    by_way: dict[Way, list[JsonContainer]] = {}
    for one in found:
        if "*" in one.way:
            by_way.setdefault(one.way, []).append(one)
    ranked: list[tuple[tuple[bool, int, float], Way]] = []
    for way, several in by_way.items():
        word = plain(several[0].key).removesuffix("s")
        named = word in known.level_words or word in (
            "level",
            "anchor",
            "descriptor",
            "indicator",
            "rubric",
            "proficiencie",
        )
        if plain(several[0].key) in NO_LEVELS or not _are_levels(several, known, named=named):
            continue
        ranked.append(((named, len(several), -len(way)), way))
    if not ranked:
        return []
    best = max(ranked, key=lambda one: one[0])[1]
    alike = {way for _, way in ranked if way[-1] == best[-1] != "*"} | {best}
    # in the order of the file
    return [way for way in by_way if way in alike]


def _are_levels(several: Sequence[JsonContainer], known: Headings, *, named: bool) -> bool:
    sizes = Counter(one.members for one in several)
    if max(sizes) > MOST_LEVELS or max(sizes) < 2:
        return False
    if isinstance(several[0].value, list) and is_texts(several[0].value):
        # texts without names: as many with every skill
        alike = len(several) > 1 and sizes.most_common(1)[0][1] >= 0.8 * len(several) and max(sizes) > 2
        texts = [text for one in several for text in one.value if text]
        # short texts that never come again are names of skills
        described = fmean(len(text.split()) for text in texts) >= TEXT_WORDS
        return named or (alike and (described or len(set(texts)) <= SAME * len(texts)))
    names = [name for one in several for name in _names_in(one.value)]
    if not names:
        return named
    recognised = sum(known.level(name) is not None for name in names) >= 0.5 * len(names)
    return recognised or named or (len(several) > 2 and len(set(names)) <= SAME * len(names))


def _names_in(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [str(name) for name in value]
    return [name for one in value if (name := _level_name(one)) != ""]


def _level_name(record: Any) -> str:
    if not isinstance(record, dict):
        return ""
    number = next((one for one in record.values() if isinstance(one, int | float) and not isinstance(one, bool)), None)
    name = name_of(record)
    if name and len(name.split()) <= 6:
        return name
    return f"{number:g}" if number is not None else ""


def levels_in(value: Any, known: Headings) -> list[Level]:
    """The levels that a container holds, in its order."""
    if isinstance(value, list):
        if value and all(isinstance(one, str) and known.is_stage(one) for one in value):
            # names that are known say more than their places
            return [Level(LevelName(None, one), one) for one in value]
        return [_level(one, at, known) for at, one in enumerate(value, start=1)]
    return [
        Level(
            known.level(name) or LevelName(None, name), one if isinstance(one, str) else about_of(one) or name_of(one)
        )
        for name, one in value.items()
    ]


def _level(one: Any, at: int, known: Headings) -> Level:
    if not isinstance(one, dict):
        return Level(LevelName(at), one or "")
    number = next((int(n) for n in one.values() if isinstance(n, int | float) and not isinstance(n, bool)), None)
    name, about = _code_of(one) or name_of(one), about_of(one)
    # beside its number, a text that nothing calls a name is what is done there, however short it is
    is_named = number is None or any(plain(key) in NAMES for key in one) or known.level(name) is not None
    if not about and is_named:
        about = _beside_name(one, name)
    if not about and (len(name.split()) > 3 or not is_named):
        name, about = "", name
    found = known.level(name) if name else None
    if found is not None and number is None:
        number = found.number
    shown = found.name if found is not None and found.number is not None else name
    listed = [text for key in one if plain(key) in SIGNS and isinstance(one[key], list) for text in one[key]]
    if listed:
        about = joined([text for text in (about, *listed) if isinstance(text, str) and text])
    if number is None and not shown:
        number = at
    # generic levels are only their name
    return Level(LevelName(number, shown), about or shown)


def joined(texts: Sequence[str]) -> str:
    """Several texts as one, each a sentence."""
    return " ".join(text if text.rstrip().endswith((".", "!", "?")) else f"{text.rstrip()}." for text in texts)


def _code_of(record: dict[str, Any]) -> str:
    """The short code of a level (“A1”) where nothing else names it; empty where it has none."""
    texts = {plain(key): one for key, one in record.items() if isinstance(one, str) and one.strip()}
    if any(word in texts for word in NAMES):
        return ""
    return next((texts[word] for word in CODES if len(texts.get(word, "").split()) == 1), "")


def _beside_name(record: dict[str, Any], name: str) -> str:
    """What a short record says beside its code, where the code stands under no word for a name."""
    texts = {plain(key): one for key, one in record.items() if isinstance(one, str) and one.strip()}
    if any(texts.get(word) == name for word in NAMES):
        return ""
    return max((one for key, one in texts.items() if key not in IDS and one != name), key=len, default="")


def name_of(record: Any) -> str:
    """The name of a record: under a word for it, else its first short text, else its id; empty where it has none."""
    if not isinstance(record, dict):
        return ""
    texts = {plain(key): one for key, one in record.items() if isinstance(one, str) and one.strip()}
    wanted = next((texts[word] for word in NAMES if word in texts), "")
    if wanted:
        return wanted
    short = (
        one for key, one in texts.items() if key not in (*ABOUT, *IDS) and len(one) <= LONGEST_NAME and "://" not in one
    )
    return next(short, "") or next((texts[word] for word in IDS[:4] if word in texts), "")


def about_of(record: Any) -> str:
    """What a record says of itself: under a word for it, else its longest text that is not its name."""
    if not isinstance(record, dict):
        return ""
    texts = {plain(key): one for key, one in record.items() if isinstance(one, str) and one.strip()}
    name = name_of(record)
    wanted = next((texts[word] for word in ABOUT if word in texts and texts[word] != name), "")
    others = [one for key, one in texts.items() if key not in IDS and one != name and len(one.split()) > 3]
    return wanted or max(others, key=len, default="")
