"""Frameworks that come as JSON: areas that hold skills that hold levels, under whatever names, told by their shape.

Levels are what all skills have alike: a list or object of texts, or of records whose names come again with every skill.
What holds skills is an area; levels that stand once for all belong to every skill.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from json import JSONDecodeError
from typing import Any

from nextrung.intake import strict_json
from nextrung.intake.strict_json import LooseJsonError
from nextrung.questionnaire.drafting.draft import MOST_LEVELS, DraftItem, DraftTarget, plain_text
from nextrung.questionnaire.model import MOST_COMPETENCIES
from nextrung.questionnaire.weakness import FEWEST_WORDS
from nextrung.shown import clip
from nextrung.tables.frameworks import shapes
from nextrung.tables.frameworks.gathering import Framework, Gathered
from nextrung.tables.frameworks.headings import Headings, LevelName, known_headings
from nextrung.tables.frameworks.scale import NamedScale, PickedOrder, scale_of
from nextrung.tables.frameworks.shapes import JsonContainer, Level, Way
from nextrung.tables.frameworks.wide import DEFAULT_AREA
from nextrung.tables.layouts import plain
from nextrung.tables.refusals import TableError

_AREA_WORDS = (
    "area",
    "category",
    "domain",
    "group",
    "theme",
    "dimension",
    "bereich",
    "kategorie",
    "categorie",
    "categoria",
)

Parents = tuple[tuple[str, Any], ...]


class _Skill:
    """A skill as it was found: its record or name, its levels, and what it lies in."""

    def __init__(self, name: str, record: dict[str, Any], parents: Parents, levels: list[Level]) -> None:
        self.name = name
        self.record = record
        self.parents = parents
        self.levels = levels


def read(text: str, order: PickedOrder = "") -> tuple[str, Framework] | None:
    """The title and the framework; None for flat JSON, which is a table. Raises TableError in one sentence."""
    known = known_headings()
    whole = _with_joined_texts(_parsed(text), known)
    found = shapes.containers(whole, known)
    ways = shapes.level_ways(found, known)
    if len(ways) == 1 and not any(_is_inside(one, known) for one in found if one.way == ways[0]):
        # levels under the name of their skill: its neighbours are skills too, whatever they are called
        ways = [(*ways[0][:-1], "*")]
    if ways:
        skills = [skill for way in ways for skill in _at_levels(whole, way, found, known)]
    else:
        skills = [skill for one in found if _holds_skills(one, whole, known) for skill in _of_list(one, known)]
    # a table in JSON is read by its headings
    if not skills or (not ways and all(len(one.parents) < 3 and not _area_names(one, whole, known) for one in skills)):
        return None
    shared = [] if any(one.levels for one in skills) else _shared_levels(found, known)
    return _title_of(whole), _framework(skills, shared, whole, known, order)


def _parsed(text: str) -> Any:
    try:
        return strict_json.parsed(text.lstrip("\ufeff"))
    except JSONDecodeError as error:
        raise TableError(f"This is not JSON: {error.msg} in line {error.lineno}, column {error.colno}.") from error
    except LooseJsonError as error:
        raise TableError(f"This JSON is not read: {error}.") from error


def _with_joined_texts(value: Any, known: Headings) -> Any:
    """The same, but for records of a level that say what is done in a list: there it is one text."""
    if isinstance(value, list):
        return [_with_joined_texts(one, known) for one in value]
    if not isinstance(value, dict):
        return value
    of_level = any(plain(key) in known.level_words and isinstance(one, str | int) for key, one in value.items())
    return {
        key: shapes.joined(one) if of_level and _is_of_texts(one) else _with_joined_texts(one, known)
        for key, one in value.items()
    }


def _is_of_texts(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, str) for one in value)


def _at_levels(whole: Any, way: Way, found: Sequence[JsonContainer], known: Headings) -> list[_Skill]:
    """The skills that have levels along a way, and those between them that have none: nothing is left out unsaid."""
    inside = any(_is_inside(one, known) for one in found if one.way == way)
    skills = []
    for one in shapes.at(whole, way[:-1] if inside else way):
        value = one.value.get(way[-1]) if inside and isinstance(one.value, dict) else one.value
        if (inside and not isinstance(one.value, dict)) or not shapes.may_be_levels(value):
            name = one.value if isinstance(one.value, str) else shapes.name_of(one.value) or one.key
            skills.append(_Skill(name, one.value if isinstance(one.value, dict) else {}, one.parents, []))
        elif inside:
            around = (*one.parents, (one.key, one.value))
            skills.append(_of_levels(JsonContainer(way, way[-1], value, around), known))
        else:
            skills.append(_of_levels(one, known))
    return skills


def _is_inside(one: JsonContainer, known: Headings) -> bool:
    """Whether levels stand in the record of their skill; else they stand under its name."""
    holder = one.parents[-1][1]
    return one.way[-1] != "*" and (bool(shapes.name_of(holder)) or _holds_levels(one.key, known))


def _holds_levels(key: str, known: Headings) -> bool:
    return shapes.is_generic(key, known) or plain(key).removesuffix("s") in known.level_words


def _of_levels(one: JsonContainer, known: Headings) -> _Skill:
    """The skill that a container of levels belongs to: the record around it, else the key that it stands under."""
    levels = shapes.levels_in(one.value, known)
    key, holder = one.parents[-1]
    name = shapes.name_of(holder)
    if name:
        return _Skill(name, holder, one.parents[:-1], levels)
    if isinstance(holder, dict) and _holds_levels(one.key, known):
        return _Skill(key, holder, one.parents[:-1], levels)
    return _Skill(one.key, {}, one.parents, levels)


def _holds_skills(one: JsonContainer, whole: Any, known: Headings) -> bool:
    """Whether a list is of skills: it lies in an area, and its key says nothing else."""
    word = plain(one.key)
    if word in shapes.NO_LEVELS or word.removesuffix("s") in known.level_words or one.value is whole:
        return False
    return "*" in one.way or not isinstance(one.value, dict)


def _of_list(one: JsonContainer, known: Headings) -> list[_Skill]:
    around = (*one.parents, (one.key, one.value))
    if isinstance(one.value, dict):
        return [
            _Skill(name, record if isinstance(record, dict) else {}, around, _level_keys(record, known))
            for name, record in one.value.items()
        ]
    return [
        _Skill(record, {}, around, [])
        if isinstance(record, str)
        else _Skill(shapes.name_of(record), record, around, _level_keys(record, known))
        for record in one.value
    ]


def _level_keys(record: Any, known: Headings) -> list[Level]:
    """Levels that stand in the record of a skill, each under a key of its own."""
    if not isinstance(record, dict):
        return []
    found = [
        Level(level, value)
        for key, value in record.items()
        if isinstance(value, str) and (level := known.level(key)) is not None
    ]
    return found if len(found) > 1 else []


def _shared_levels(found: Sequence[JsonContainer], known: Headings) -> list[Level]:
    """Levels that stand once for all skills."""
    for one in found:
        levels = shapes.levels_in(one.value, known) if 2 <= one.members <= MOST_LEVELS else []
        word = plain(one.key).split()
        named = any(part.removesuffix("s") in known.level_words or part.removesuffix("s") == "scale" for part in word)
        recognised = [level for level in levels if level.name.number is not None or known.level(level.name.name)]
        if levels and "*" not in one.way and (named or len(recognised) == len(levels) > 2):
            return levels
    return []


def _framework(
    skills: Sequence[_Skill], shared: list[Level], whole: Any, known: Headings, order: PickedOrder
) -> Framework:
    gathered = Gathered()
    named: dict[str, LevelName] = {}
    for skill in skills:
        for level in skill.levels or shared:
            named.setdefault(_key(level), level.name)
    scale, places = scale_of(list(named.values()), order)
    place_of = dict(zip(named, places, strict=True))
    areas, above = _areas(skills, whole, known)
    for number, (skill, area) in enumerate(zip(skills, areas, strict=True), start=1):
        name = gathered.text(skill.name, 0, "", f"Skill {number}")
        if not name:
            name = f"Skill {number}"
            gathered.miss(name, "the name of the skill is missing")
        texts = [""] * len(named)
        keys = [_key(level) for level in skill.levels or shared]
        for key in dict.fromkeys(key for key in keys if keys.count(key) > 1):
            gathered.twice(name, scale.shown(place_of[key]))
        for level in skill.levels or shared:
            at = place_of[_key(level)]
            texts[at] = f"{texts[at]} {gathered.text(level.text, 0, '', name)}".strip()
        _name_missing(name, texts, scale, gathered)
        about = gathered.text(shapes.about_of(skill.record), 0, "", name)
        code = next((str(skill.record[key]) for key in skill.record if plain(key) in ("id", "code")), "")
        gathered.item(area, DraftItem(name, tuple(texts), about, gathered.text(code, 0, "", name)))
        _targets(skill, area, scale, known, gathered)
    notes = [*scale.notes, *_above_note(above), *(["The same levels stand for all skills."] if shared else [])]
    if gathered.averages:
        notes.append("A role's targets of single skills were averaged for each area.")
    areas_found = gathered.areas()
    texts_found = {item.levels for area in areas_found for item in area.items}
    names = scale.names or ("",) * 5
    only = next(iter(texts_found))
    short = len(texts_found) == 1 and only and all(only) and all(len(text.split()) < FEWEST_WORDS for text in only)
    # what one skill alone says is its own, unless everybody calls levels so
    if short and (len(skills) > 1 or all(map(known.is_stage, only))):
        names = only  # levels that are only names are called by them
    problems = tuple(gathered.problems)
    return Framework(areas_found, names, gathered.roles(), problems, tuple(notes), order=scale.order)


def _key(level: Level) -> str:
    return plain(level.name.name) or f"{level.name.number}"


def _name_missing(name: str, texts: Sequence[str], scale: NamedScale, gathered: Gathered) -> None:
    if not any(texts):
        gathered.miss(name, "the texts of all levels are missing")
        return
    for at, text in enumerate(texts):
        if not text:
            gathered.miss(name, f"the text of level {scale.shown(at)} is missing")


def _targets(skill: _Skill, area: str, scale: NamedScale, known: Headings, gathered: Gathered) -> None:
    """What roles ask: an object in the record of a skill that has a level for each role."""
    for value in skill.record.values():
        if not isinstance(value, dict) or not value:
            continue
        asked = {role: known.level(f"{one:g}" if isinstance(one, float) else f"{one}") for role, one in value.items()}
        if any(found is None for found in asked.values()):
            continue
        # texts under the names of levels are the levels themselves
        if any(isinstance(one, str) for one in value.values()) and any(known.level(role) for role in asked):
            continue
        for role, found in asked.items():
            place = scale.place(found) if found else None
            if place is None:
                gathered.miss(skill.name, f"the target of {role[:40]} is no level of the scale")
            else:
                gathered.target(gathered.text(role, 0, "", skill.name), area, DraftTarget(place))


def _above_note(above: Sequence[str]) -> Iterator[str]:
    if above:
        shown = ", ".join(clip(name) for name in above[:MOST_COMPETENCIES])
        yield f"A questionnaire has areas in one row; what the file puts above them is left out: {shown}."


def _areas(skills: Sequence[_Skill], whole: Any, known: Headings) -> tuple[list[str], list[str]]:
    """The area of each skill, and the names above areas.

    An area is the nearest thing with a name around a skill, or one further out where these are too many.
    """
    chains = [_area_names(skill, whole, known) for skill in skills]
    deepest = max((len(chain) for chain in chains), default=0)
    for at in range(max(1, deepest)):
        names = [chain[min(at, len(chain) - 1)] if chain else DEFAULT_AREA for chain in chains]
        if len(set(names)) <= MOST_COMPETENCIES:
            above = (name for chain in chains for name in chain[at + 1 :])
            return names, [name for name in dict.fromkeys(above) if name not in names]
    return [chain[0] if chain else DEFAULT_AREA for chain in chains], []


def _area_names(skill: _Skill, whole: Any, known: Headings) -> list[str]:
    """The names of what a skill lies in, the nearest first."""
    texts = {plain(key): value for key, value in skill.record.items() if isinstance(value, str)}
    said = [texts[word] for word in _AREA_WORDS if word in texts and texts[word] != skill.name]
    around = [(key, value) for key, value in reversed(skill.parents) if value is not whole]
    records = [name for _, value in around if (name := shapes.name_of(value))]
    keys = [key for key, _ in around if key and not shapes.is_generic(key, known)]
    found = said + (records or keys)
    return [plain_text(name)[:200] for name in found if plain_text(name)]


def _title_of(whole: Any) -> str:
    name = shapes.name_of(whole)
    return name if name else ""
