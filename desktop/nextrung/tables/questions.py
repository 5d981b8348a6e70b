"""Which question a heading means: by its id, by its text, or by a text so near that no other is."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from nextrung.assessment.written import plain
from nextrung.questionnaire.model import Questionnaire

NEAR = 0.86
"""How alike two texts must be, from 0 to 1, for one to mean the other."""
APART = 0.05
"""How much more alike than to any other question."""
_LONGEST = 3_000
"""Characters of a heading that can mean a question: its case, its text, and what a survey tool puts around them."""
_FEWEST_WORDS = 4
"""Words behind an id, at the least, that can be the question in other words; fewer say something else about it."""
_ID = re.compile(
    r"\W*(?:\d{1,3}[.):]\s*)?([A-Za-z]{2,3})[\s_.-]?([A-Za-z]\d{1,2})(?![A-Za-z0-9])[\s_.:\])-]*(.*)", re.DOTALL
)
"""A number, the id of an item, and what stands behind it."""
_BRACKETS = re.compile(r"\[([^\]]+)\]")
_CODE = re.compile(r"[a-z]{0,4}\d{1,3}|[a-z]")
"""A word that is a code or a number of a survey tool: Q12, G01, SQ001; no year."""


class HeadingMeaning(NamedTuple):
    """What a heading means: the field, and how well: 0 says nothing else, 1 says more, 2 is only near.

    ``item`` is named also where the field is empty, because the heading says something that is no answer.
    """

    field: str = ""
    rank: int = 0
    item: str = ""


_NOTHING = HeadingMeaning()


class Questions:
    """The questions of one version, found by headings. A field is ``=TL-B1``, ``=TL-S1.sure`` or ``=TL-S1.note``."""

    def __init__(self, questionnaire: Questionnaire, words: Mapping[str, Sequence[str]]) -> None:
        """Index the items of one version by id and by the texts that ask for one item alone.

        ``words`` are those that headings have beside a question: for how sure (``sure``) and a note (``note``), those
        that say nothing more (``plain``), and those by which a column holds something else (``aside``).
        """
        self._said = {name: frozenset(map(plain, found)) for name, found in words.items()}
        self._own = {
            one.id: frozenset(plain(f"{one.id} {_letters(one.id)} {one.passage} {one.question}").split())
            for one in questionnaire.items_by_id.values()
        }
        self._ids = {_letters(item): item for item in questionnaire.items_by_id}
        texts: dict[str, str] = {}
        asked = Counter(plain(item.question) for item in questionnaire.items_by_id.values())
        for item in questionnaire.items_by_id.values():
            alone = plain(item.question)
            if asked[alone] == 1:  # scenarios ask the same; they are told by their case
                texts[alone] = item.id
            if item.passage:
                texts[plain(item.passage)] = item.id
                texts[plain(f"{item.passage} {item.question}")] = item.id
        self._texts = texts
        self._words = {text: frozenset(text.split()) for text in texts}
        self._known: dict[str, HeadingMeaning] = {}
        self.near: dict[str, str] = {}
        """Headings that mean a question by a text that is only near, with its id."""

    def meaning(self, heading: str) -> HeadingMeaning:
        """What a heading means; nothing when it is no question."""
        if heading not in self._known:
            self._known[heading] = self._meaning(heading)
        return self._known[heading]

    def field(self, heading: str) -> tuple[str, int]:
        """The field that a heading means, and how well; empty when it is no question, or holds no answers to it."""
        found = self.meaning(heading)
        return found.field, found.rank

    def named(self, heading: str) -> str:
        """The id of the item that a heading names, whatever else it says; empty when there is none."""
        return self.meaning(heading).item

    def item(self, text: str) -> str:
        """The id of the item that a cell names, by its id or its question; empty when there is none."""
        return self.meaning(text).field.removeprefix("=").split(".")[0]

    def _meaning(self, heading: str) -> HeadingMeaning:
        # comparing texts takes longer than they are long, so none is compared that is longer than any question
        if not heading.strip() or len(heading) > _LONGEST:
            return _NOTHING
        # Survey tools put codes in brackets; behind the last point they stand where JSON with several levels was read.
        for part in (*_BRACKETS.findall(heading), heading, heading.rpartition(".")[2]):
            item, rest = self._by_id(part)
            if item:
                return self._beside(heading, item, rest)
        # Qualtrics puts the question of a whole matrix in front of each of its rows.
        behind = heading.partition(" - ")[2]
        for part in (heading, *_BRACKETS.findall(heading), _BRACKETS.sub(" ", heading), behind):
            item = self._by_text(plain(part))
            if item:
                return self._beside(heading, item, "")
        return self._by_near(heading)

    def _by_id(self, text: str) -> tuple[str, str]:
        """The item whose id a text is, or begins with, and the words behind it; empty when there is none."""
        whole = _letters(text)
        if whole in self._ids:
            return self._ids[whole], ""
        found = _ID.match(text)
        item = self._ids.get(_letters(found[1] + found[2])) if found else None
        return (item, plain(found[3])) if found and item else ("", "")

    def _beside(self, heading: str, item: str, rest: str) -> HeadingMeaning:
        """The field of a heading that names an item, by what it says beside it."""
        for part in ("sure", "note"):
            if rest in self._said[part]:
                return HeadingMeaning(f"={item}.{part}", 0, item)
        others = [word for word in plain(heading).split() if word not in self._own[item] | self._said["plain"]]
        others = [word for word in others if not _CODE.fullmatch(word)]
        # “TL-B1 target”, “TL-B1 2024” or a question with “[Score]” behind it is no answer, or one of another time.
        few = len(rest.split()) < _FEWEST_WORDS and any(word in others for word in rest.split())
        if few or not self._said["aside"].isdisjoint(others):
            return HeadingMeaning("", 0, item)
        return HeadingMeaning(f"={item}", 1 if others else 0, item)

    def _by_text(self, text: str) -> str:
        return self._texts.get(re.sub(r"^(?:q ?|question |frage )?\d{1,3} ", "", text)) or self._texts.get(text, "")

    def _by_near(self, heading: str) -> HeadingMeaning:
        text = plain(heading)
        words = frozenset(text.split())
        # Few words are alike by chance.
        if len(words) < _FEWEST_WORDS:
            return _NOTHING
        alike: list[tuple[float, str, str]] = []
        for known, its in self._words.items():
            # The comparison below is slow, so it is only made where half of all words agree.
            if len(words & its) * 2 < len(words | its):
                continue
            # With ``autojunk`` every letter that is frequent in a text of 200 or more would be ignored.
            ratio = difflib.SequenceMatcher(None, text, known, autojunk=False).ratio()
            alike.append((ratio, self._texts[known], known))
        alike.sort(reverse=True)
        if not alike or alike[0][0] < NEAR:
            return _NOTHING
        _, item, known = alike[0]
        others = [ratio for ratio, one, _ in alike[1:] if one != item]
        if others and others[0] > alike[0][0] - APART:
            return _NOTHING
        # One word such as “not” or “points” on either side makes it another question.
        if not self._said["aside"].isdisjoint(words ^ self._words[known]):
            return HeadingMeaning("", 0, item)
        self.near[heading] = item
        return HeadingMeaning(f"={item}", 2, item)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()
