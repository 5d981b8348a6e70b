"""Answers as people write them into cells: a point by its number, its label or its words; nothing is rounded."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any, Literal, TypeVar

from nextrung.folded import folded
from nextrung.questionnaire.kinds import SHARES, Item, ItemChoice
from nextrung.questionnaire.model import Questionnaire

T = TypeVar("T")

Coding = Literal["value", "from_one", "from_zero"]
"""What whole numbers in answers to frequency items are: shares, or places on the scale from 1 or from 0."""
_NUMBER = re.compile(r"(?<![^\W_])-?\d++(?:[.,]\d++)?+(?![^\W_])")
"""A number that stands apart: nobody can say what "Shap5" or "50½" was, so neither is one."""
_CODE = re.compile(r"(?:(?:AO?|L)0{0,3}|(?:item|column) ?)([1-9]\d?)", re.IGNORECASE)
"""What survey tools that keep codes call the first, second, third label of a question: A1, AO02, L003, item 4."""
_OF_ALL = re.compile(r"(?:/|\bof\b|\bout of\b|\bvon\b|\bsur\b|\bde\b)\s*(\d+)\s*$")
_LETTER = re.compile(
    r"(?:option|answer|antwort|réponse|opción)?\s*\(?([a-z])(?:\s*[).:\-–—]+\s*|\s+|$)(.*)", re.I | re.S
)
_BESIDE_SHARES = {
    *("%", "percent", "per", "cent", "prozent", "pour", "por", "ciento", "of", "the", "time", "them", "cases"),
    *("about", "around", "approximately", "roughly", "circa", "ca", "etwa", "rund", "ungefahr", "environ"),
}
"""Words that say nothing more beside a share in percent."""


class AnswerReader:
    """Reads cells as the entries of an answers file; what does not fit stays as it is, so that the check names it."""

    def __init__(
        self, questionnaire: Questionnaire, words: Mapping[str, Sequence[str]], coding: Coding = "value"
    ) -> None:
        """Read answers to ``questionnaire``; ``words`` are further ones for no chance, a skip, and each share."""
        self._scales = questionnaire.blueprint.scales
        self._coding = coding
        self._known: dict[tuple[str, str | float], dict[str, Any]] = {}
        self._no_chance = {plain(word) for word in words.get("no_chance", ())}
        self._skip = {plain(word) for word in words.get("skip", ())}
        self._shares = share_words(questionnaire, words)

    def entry(self, item: Item, cell: str | float) -> dict[str, Any]:
        """The entry of a cell that is not empty, without its item."""
        key = (item.id, cell)
        if key not in self._known:  # few cells of a table differ
            self._known[key] = self._entry(item, cell)
        return dict(self._known[key])

    def _entry(self, item: Item, cell: str | float) -> dict[str, Any]:
        text = cell.strip() if isinstance(cell, str) else ""
        word = plain(text)
        if text and word in self._no_chance:
            # Some kinds offer no "no chance yet".
            return {"no_chance": True} if item.kind.no_chance else {"skipped": True}
        if text and word in self._skip:
            return {"skipped": True}
        if item.kind.answered_by == "ticks":
            return {"evidence": self._evidence(text)}
        choices = item.choices(self._scales)
        if item.kind.answered_by == "option":
            return {"choice": _choice(text or f"{cell:g}", choices)}
        if item.kind.is_share:
            value = self._share(cell if isinstance(cell, float) else text)
        else:
            value = cell if isinstance(cell, float) else _point_in_words(text, choices)
        return {"value": cell if value is None else value}

    def how_sure(self, text: str) -> str:
        """The id of a confidence tap by its label; the text itself when it is none."""
        word = plain(text)
        return next((one.id for one in self._scales.confidence if word in (plain(one.label), plain(one.id))), text)

    def _evidence(self, text: str) -> list[str]:
        kinds = {plain(kind.label): kind.id for kind in self._scales.evidence} | {
            plain(kind.id): kind.id for kind in self._scales.evidence
        }
        return [kinds.get(plain(part), part.strip()) for part in re.split(r"[,;|]", text) if part.strip()]

    def _share(self, cell: str | float) -> float | None:
        if isinstance(cell, str):
            coded = _coded(cell, self._scales.frequency)
            if coded is not None:
                return float(coded.value)
            word = plain(cell)
            if word in self._shares and not _NUMBER.fullmatch(cell.strip()):
                return self._shares[word]
            if "%" in cell or "percent" in word or "prozent" in word:
                return self._percent(cell)
            found = _NUMBER.match(cell)
            rest = plain(cell[found.end() :]) if found else ""
            if found is None or (rest and rest not in self._shares):
                return None
            number = float(found[0].replace(",", "."))
            share = self._number(number)
            # "25 often" contradicts itself: neither the number nor the word is believed.
            return share if not rest or self._shares[rest] == share else None
        return self._number(cell)

    def _percent(self, text: str) -> float | None:
        found = _NUMBER.findall(text)
        share = float(found[0].replace(",", ".")) / 100 if len(found) == 1 else None
        others = " ".join(word for word in plain(_NUMBER.sub(" ", text)).split() if word not in _BESIDE_SHARES)
        agrees = not others or self._shares.get(others) == share
        return share if share in SHARES and agrees else None

    def _number(self, number: float) -> float | None:
        if self._coding != "value":
            at = number - (1 if self._coding == "from_one" else 0)
            points = self._scales.frequency
            return points[int(at)].value if at.is_integer() and 0 <= at < len(points) else None
        # Shares first, which the questionnaire itself offers: 1 is *always*, not one percent.
        if number in SHARES:
            return number
        return number / 100 if number in (25, 50, 75, 100) else None


def share_words(questionnaire: Questionnaire, words: Mapping[str, Sequence[str]]) -> dict[str, float]:
    """The shares by their plain words: those of the scale, and further ones in ``words`` by share."""
    found = {plain(word): share for share in SHARES for word in words.get(f"{share:g}", ())}
    return found | {plain(point.label): point.value for point in questionnaire.blueprint.scales.frequency}


def coding_of(cells: Iterable[str | float], shares: Container[str] = ()) -> Coding:
    """What the whole numbers of all answers to frequency items are, told from all of them together.

    ``shares`` are the plain words for shares.
    """
    numbers = set()
    for cell in cells:
        if isinstance(cell, float):
            numbers.add(cell)
        elif (found := _NUMBER.match(cell.strip())) and not re.search(r"[\d%/]", cell.strip()[found.end() :]):
            numbers.add(float(found[0].replace(",", ".")))
        elif "%" in cell or plain(cell) in shares:
            # Tools that write places write them everywhere: beside "75 %" a "2" is a slip, and nobody knows of what.
            return "value"
    # 0 and 1 may be shares as well as places; only 2 to 5 tell that places are meant.
    places = numbers & {2.0, 3.0, 4.0, 5.0}
    if not places or numbers & {0.25, 0.5, 0.75} or any(number > 5 for number in numbers):
        return "value"
    return "from_zero" if 0.0 in numbers else "from_one"


def plain(text: str) -> str:
    """A text as words are compared: without case, accents and signs."""
    return " ".join(re.sub(r"[^\w%]+|_", " ", folded(text)).split())


def _point(text: str, words: Mapping[str, float], allowed: Sequence[float]) -> float | None:
    """A point by its words, its number, or both where they agree."""
    if plain(text) in words:
        return words[plain(text)]
    whole = _OF_ALL.search(text)
    # "3/5" or "3 of 5": the second number only names the scale, when it is the top of this one.
    if whole and float(whole[1]) == max(allowed):
        text = text[: whole.start()]
    numbers = list(_NUMBER.finditer(text))
    if len(numbers) != 1:
        return None
    found = numbers[0]
    number = float(found[0].replace(",", "."))
    # Beside the number may stand the words of that same point, or how they begin; any others make it unsure.
    rest = plain(text[: found.start()] + " " + text[found.end() :])
    agrees = {value for one, value in words.items() if one == rest or (len(rest) >= 3 and one.startswith(rest))}
    return number if number in allowed and (not rest or agrees == {number}) else None


def _point_in_words(text: str, choices: Sequence[ItemChoice]) -> float | None:
    """A point by its code, its name, its anchor or its number."""
    coded = _coded(text, choices)
    if coded is not None:
        return float(coded.kept)
    words = {plain(one.label): float(one.kept) for one in choices}
    words |= {plain(one.text): float(one.kept) for one in choices}
    return _point(text, words, [float(one.kept) for one in choices])


def _coded(text: str, labels: Sequence[T]) -> T | None:
    """The label that a code means, in the order of the question; None where it is no code, or there are not so many."""
    found = _CODE.fullmatch(text.strip())
    at = int(found[1]) if found else 0
    return labels[at - 1] if 0 < at <= len(labels) else None


def _choice(text: str, options: Sequence[ItemChoice]) -> str:
    """The key of an option by its letter, its text, or both where they agree; else the text itself."""
    by_text = {plain(option.text): option.kept for option in options}
    if plain(text) in by_text:
        return by_text[plain(text)]
    coded = _coded(text, options)
    if coded is not None:
        return coded.kept
    found = _LETTER.fullmatch(text.strip())
    if found is None:
        return text
    key, rest = found[1].upper(), plain(found[2])
    if not rest or by_text.get(rest) == key:
        return key
    # Survey tools cut long options; from twelve letters on a beginning is no chance likeness.
    beginning = [one for words, one in by_text.items() if len(rest) >= 12 and words.startswith(rest)]
    return key if beginning == [key] else text
