"""Which question a heading means: by its id, by its text, or by a text so near that no other is."""

from __future__ import annotations

import difflib
import re
from collections import Counter

from nextrung.assessment.written import plain
from nextrung.questionnaire.model import Questionnaire

NEAR = 0.86
"""How alike two texts must be, from 0 to 1, for one to mean the other."""
APART = 0.05
"""How much more alike than to any other question."""
_LONGEST = 3_000
"""Characters of a heading that can mean a question: its case, its text, and what a survey tool puts around them."""
_SURE = ("sure", "how sure", "confidence", "conf", "sicherheit", "confiance", "confianza")
_NOTE = ("note", "comment", "kommentar", "commentaire", "nota")
_ID = re.compile(
    r"\W*(?:\d{1,3}[.):]\s*)?([A-Za-z]{2,3})[\s_.-]?([A-Za-z]\d{1,2})(?![A-Za-z0-9])[\s_.:\])-]*(.*)", re.DOTALL
)
"""A number, the id of an item, and what stands behind it."""
_BRACKETS = re.compile(r"\[([^\]]+)\]")


class Questions:
    """The questions of one version, found by headings. A field is ``=TL-B1``, ``=TL-S1.sure`` or ``=TL-S1.note``."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        """Index the items of one version by id and by the texts that ask for one item alone."""
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
        self._known: dict[str, str] = {}
        self.near: dict[str, str] = {}
        """Headings that mean a question by a text that is only near, with its id."""

    def field(self, heading: str) -> str:
        """The field that a heading means; empty when it is no question."""
        if heading not in self._known:
            self._known[heading] = self._field(heading)
        return self._known[heading]

    def item(self, text: str) -> str:
        """The id of the item that a cell names, by its id or its question; empty when there is none."""
        return self.field(text).removeprefix("=").split(".")[0]

    def _field(self, heading: str) -> str:
        # comparing texts takes longer than they are long, so none is compared that is longer than any question
        if not heading.strip() or len(heading) > _LONGEST:
            return ""
        # Survey tools put codes in brackets; behind the last point they stand where JSON with several levels was read.
        for part in (*_BRACKETS.findall(heading), heading, heading.rpartition(".")[2]):
            found = self._by_id(part)
            if found:
                return found
        for part in (heading, *_BRACKETS.findall(heading), _BRACKETS.sub(" ", heading)):
            item = self._by_text(plain(part))
            if item:
                return f"={item}"
        return self._by_near(heading)

    def _by_id(self, text: str) -> str:
        whole = _letters(text)
        if whole in self._ids:
            return f"={self._ids[whole]}"
        found = _ID.match(text)
        item = self._ids.get(_letters(found[1] + found[2])) if found else None
        if not found or not item:
            return ""
        rest = plain(found[3])
        if rest in _SURE:
            return f"={item}.sure"
        if rest in _NOTE:
            return f"={item}.note"
        return "" if rest in ("time", "zeit", "seconds", "other", "sonstiges") else f"={item}"

    def _by_text(self, text: str) -> str:
        return self._texts.get(re.sub(r"^(?:q ?|question |frage )?\d{1,3} ", "", text)) or self._texts.get(text, "")

    def _by_near(self, heading: str) -> str:
        text = plain(heading)
        words = frozenset(text.split())
        # Few words are alike by chance.
        if len(words) < 4:
            return ""
        alike: list[tuple[float, str]] = []
        for known, its in self._words.items():
            # The comparison below is slow, so it is only made where half of all words agree.
            if len(words & its) * 2 < len(words | its):
                continue
            # With ``autojunk`` every letter that is frequent in a text of 200 or more would be ignored.
            alike.append((difflib.SequenceMatcher(None, text, known, autojunk=False).ratio(), self._texts[known]))
        alike.sort(reverse=True)
        if not alike or alike[0][0] < NEAR:
            return ""
        others = [ratio for ratio, item in alike[1:] if item != alike[0][1]]
        if others and others[0] > alike[0][0] - APART:
            return ""
        self.near[heading] = alike[0][1]
        return f"={alike[0][1]}"


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()
