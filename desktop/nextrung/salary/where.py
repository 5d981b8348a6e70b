"""Places as people write them: states and countries by name, code, known word, or a town in them; never by a guess."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from nextrung import resources, typed_yaml
from nextrung.folded import folded
from nextrung.salary.model import SalaryData

HOME = "US"
Letters = Literal["", "states", "countries"]
"""What two letters stand for that are a state's and a country's; empty: not said."""
_PARTS = re.compile(r"[,;/()\[\]|]|\s[-–—]\s")
_UNSAID = ("remote", "hybrid", "onsite", "on site", "fullyremote", "anywhere", "area", "metro", "metropolitanarea")


class Where(Struct, frozen=True, order=True):
    """One meaning: a country by its code, and a US place in it by its id, or all of it."""

    country: str
    place: str | None = None


class PlaceNames(Struct, frozen=True):
    """``places.yaml``: names of countries by ISO 3166 code, and of towns by the state they are in.

    ``regions`` are towns of other countries by the code of their region, which may be that of a state or a country too.
    """

    id: str
    version: str
    countries: dict[str, tuple[str, ...]]
    states: dict[str, tuple[str, ...]]
    regions: dict[str, dict[str, tuple[str, ...]]]


class _Gazetteer:
    """All names of places, as they are compared."""

    def __init__(self, names: PlaceNames, data: SalaryData) -> None:
        self.meanings: dict[str, frozenset[Where]] = {}
        self.regions: dict[str, frozenset[Where]] = {}
        """Countries by the code of a region in them."""
        for code, words in names.states.items():
            self._add((*words, data.places[code].name), Where(HOME, code))
        for code, words in names.countries.items():
            self._add(words, Where(code))
            self._add((data.countries[code].name,) if code in data.countries else (), Where(code))
        for code, regions in names.regions.items():
            # "Perth WA" is none of the state of Washington; what WA alone is stays as it is.
            for region in regions:
                self.regions[_key(region)] = self.regions.get(_key(region), frozenset()) | {Where(code)}
            self._add((f"{town} {region}" for region, towns in regions.items() for town in towns), Where(code))
        # Codes keep both meanings: CA is California and Canada.
        for code in data.places:
            self._add((code, data.places[code].name), Where(HOME, code))
        for code in names.countries:
            self._add((code,), Where(code))
        self._add(("All United States",), Where(HOME))
        self.names = {Where(code): words[0] for code, words in names.countries.items()}
        self.names |= {Where(code): one.name for code, one in data.countries.items()}
        self.names |= {Where(HOME, code): one.name for code, one in data.places.items()}

    def _add(self, words: object, where: Where) -> None:
        for word in words:  # type: ignore[attr-defined]
            key = _key(word)
            self.meanings[key] = self.meanings.get(key, frozenset()) | {where}


@lru_cache(maxsize=4)
def _names() -> PlaceNames:
    return typed_yaml.read(resources.assets("tables", "places.yaml"), PlaceNames)


_GAZETTEERS: dict[int, tuple[SalaryData, _Gazetteer]] = {}
"""The names for the pay data in use; these cannot be hashed, so their id is the key."""


def _gazetteer(data: SalaryData) -> _Gazetteer:
    kept = _GAZETTEERS.get(id(data))
    # An id may be given again once an object is gone, so the object itself is compared too.
    if kept is None or kept[0] is not data:
        # One entry is enough: one set of pay data is in use, and newer files replace it as a whole.
        _GAZETTEERS.clear()
        kept = _GAZETTEERS[id(data)] = (data, _Gazetteer(_names(), data))
    return kept[1]


@lru_cache(maxsize=1)
def _all_names() -> frozenset[str]:
    names = _names()
    return frozenset(_key(word) for words in (*names.countries.values(), *names.states.values()) for word in words)


def is_place(text: str) -> bool:
    """Whether a text is the name of a place that is known, or the capital letters of a US state, and nothing else."""
    return _key(text) in _all_names() or (text.isupper() and text in _names().states)


def meanings(text: str, data: SalaryData) -> frozenset[Where]:
    """What a place can mean: nothing, one place, or several that only a person can tell apart."""
    known = _gazetteer(data).meanings
    # “Berlin, remote”: what stands last decides, so words that name no place are left out.
    said = [part for part in _PARTS.split(text) if _is_said(part)]
    whole = known.get(_key(text)) or known.get(_key("".join(said)))
    if whole:
        return whole
    parts = [known.get(_key(part), frozenset()) for part in said]
    if not parts:
        return frozenset()
    *before, last = parts  # what stands last is the larger place: without it nothing is known for sure
    named = frozenset().union(*before)
    if before and last and not named and said[-1].strip().isupper():
        # “Kalgoorlie, WA”: nobody here knows the town, so that the letters can be those of any region that has them.
        last |= _gazetteer(data).regions.get(_key(said[-1]), frozenset())
    inside = {one for one in named if any(one.country == outer.country and outer.place is None for outer in last)}
    # “Austin, USA”: what is named first lies in the country named last, and is the closer answer.
    if inside and all(one.place for one in inside):
        last = (last & named) or frozenset(inside)
    agreed = frozenset(one for one in last if any(_agree(one, other) for other in named))
    # Names that contradict each other leave the larger place, which is right for both readings.
    return agreed or last


def _agree(one: Where, other: Where) -> bool:
    return one.country == other.country and (one.place == other.place or None in (one.place, other.place))


def name_of(where: Where, data: SalaryData) -> str:
    """A place as a person names it."""
    return _gazetteer(data).names.get(where, where.place or where.country)


def names_apart(found: frozenset[Where], data: SalaryData) -> list[str]:
    """The names of places, states first; a state that shares its name with a country is named with its own."""
    names = [(one, name_of(one, data)) for one in sorted(found, key=lambda one: (not one.place, one))]
    shared = {name for at, (_, name) in enumerate(names) if name in (other for _, other in names[:at])}
    home = name_of(Where(HOME), data)
    return [f"{name}, {home}" if one.place and name in shared else name for one, name in names]


def chosen(found: frozenset[Where], data: SalaryData, currency: str, letters: Letters) -> frozenset[Where]:
    """Of several meanings those that a foreign currency, or what a person said about two letters, leaves."""
    local = {one for one in found if one.country in data.countries and data.countries[one.country].currency == currency}
    # Dollars settle nothing: they are paid in many countries.
    if currency and currency != "USD" and local:
        return frozenset(local)
    wanted = {one for one in found if (one.place is not None) == (letters == "states")} if letters else set()
    return frozenset(wanted) or found


def _is_said(part: str) -> bool:
    return bool(part.strip()) and _key(part) not in _UNSAID


def _key(text: str) -> str:
    return re.sub(r"[^\w]+|_", "", folded(text))
