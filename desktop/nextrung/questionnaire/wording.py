"""Whether the texts of a questionnaire read as they should: plain, short, fair and one thing at a time. Pure.

The words and limits are data (``WordingRules``). What only a person can judge stays with the person: whether an anchor
is a real step, whether an option is plausible, whether custom alone makes it wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from msgspec import Struct

from nextrung.counting import counted
from nextrung.questionnaire.kinds import NAME, Item
from nextrung.questionnaire.model import Action, Competency, Questionnaire
from nextrung.questionnaire.readability import grade
from nextrung.questionnaire.rules import ContentProblem
from nextrung.questionnaire.weakness import unworded_ratings
from nextrung.questionnaire.wording_rules import Negation, Range, TextKind, WordingRules

_STEMS = ("stem", "observer_stem")
_ANCHORS = ("anchor", "observer_anchor")
_ONE_CLAUSE = (*_STEMS, *_ANCHORS, "option", "knowledge_option")
_SENTENCES = (*_ANCHORS, "scenario", "option", "case", "knowledge_option", "why", "action")
_CLAUSE_END = re.compile("[.,;:!?\N{EN DASH}\N{EM DASH}]")
_APOSTROPHE = "\N{RIGHT SINGLE QUOTATION MARK}"
# a year, but no part of an amount, a decimal number or a share
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d%]|[.,]\d)")


class ContentText(Struct, frozen=True):
    """One text and where it stands: ``label`` names it within its thing, such as “anchor 3”."""

    subject: str
    field: str
    kind: TextKind
    label: str
    text: str

    def problem(self, message: str) -> ContentProblem:
        """A problem with this text."""
        return ContentProblem(self.subject, self.field, f"{self.label} {message}")


KnownProblems = dict[ContentText | Item, tuple[ContentProblem, ...]]
"""What was found in texts and items that are still the same."""


def problems(
    questionnaire: Questionnaire, rules: WordingRules, known: KnownProblems | None = None
) -> Iterator[ContentProblem]:
    """Every departure from the rules of wording that a machine can see, in the order of the content.

    What was found in a text or an item by the same ``rules`` before is taken from ``known``, which remembers it.
    """
    known = {} if known is None else known
    unworded = unworded_ratings(item for competency in questionnaire.competencies for item in competency.ratings)
    for text in texts(questionnaire):
        # what is missing or weak is named as such, and has no wording to speak of
        if not text.text or (text.kind in _ANCHORS and text.subject in unworded):
            continue
        if text not in known:
            known[text] = tuple(_of_text(text, rules))
        yield from known[text]
    for item in questionnaire.items_by_id.values():
        if item.id in unworded:
            continue
        if item not in known:
            known[item] = (*_lengths(item, rules), *_grades(item, rules))
        yield from known[item]


def _of_text(text: ContentText, rules: WordingRules) -> Iterator[ContentProblem]:
    yield from _phrases(text, rules)
    yield from _marks(text)
    yield from _dates(text, rules)
    if text.kind in _ONE_CLAUSE:
        yield from _double_negative(text, rules.negation)
    if text.kind in _STEMS:
        yield from _reversed(text, rules.negation)
        yield from _two_behaviours(text, rules)
    if text.kind in _ANCHORS:
        yield from _two_acts(text, rules)


def guide_problems(entries: Iterable[ContentText], rules: WordingRules) -> Iterator[ContentProblem]:
    """The rules that fit running text beside the items: words, marks, and how many years of schooling it asks for."""
    for text in entries:
        yield from _phrases(text, rules)
        yield from _marks(text)
        found = grade([text.text])
        # a few words tell the formula nothing
        if word_count(text.text) >= rules.grades.stem_from_words and found > rules.grades.guide:
            limit = f"the highest is {rules.grades.guide:g}: use shorter words and sentences"
            yield text.problem(f"reads at grade {found:.1f}; {limit}")


def texts(questionnaire: Questionnaire) -> Iterator[ContentText]:
    """Every text that somebody gets to read, with its place."""
    blueprint = questionnaire.blueprint
    shown = {"title": blueprint.title}
    shown |= {name: getattr(blueprint.instructions, name) for name in blueprint.instructions.__struct_fields__}
    for name, value in shown.items():
        yield ContentText(questionnaire.id, "title" if name == "title" else "instructions", "page", name, value)
    for role in questionnaire.roles:
        for name in ("name", "short_name", "summary", "basis"):
            yield ContentText(role.id, name, "page", name, getattr(role, name))
    for competency in questionnaire.competencies:
        yield from _about(competency)
        for item in competency.items():
            yield from item_texts(item)
        for action in competency.actions:
            yield from _action_texts(action)


def _about(competency: Competency) -> Iterator[ContentText]:
    for name in ("name", "construct", "boundary"):
        yield ContentText(competency.id, name, "competency", name, getattr(competency, name))
    yield from _many(competency.id, "levels", "competency", "level", competency.levels)
    for facet in competency.facets:
        for name in ("name", "measures", "why", "no_chance"):
            yield ContentText(facet.id, name, "facet", name, getattr(facet, name))


def item_texts(item: Item) -> Iterator[ContentText]:
    """Every text of an item, its explanations too."""
    for text in item.texts():
        yield ContentText(item.id, text.field, text.kind, text.label, text.text)


def _action_texts(action: Action) -> Iterator[ContentText]:
    yield ContentText(action.id, "title", "title", "the title", action.title)
    yield ContentText(action.id, "evidence_of_done", "done", "evidence_of_done", action.evidence_of_done)
    yield from _many(action.id, "steps", "action", "step", action.steps)
    yield from _many(action.id, "pitfalls", "action", "pitfall", action.pitfalls)
    yield from _many(action.id, "needs", "title", "need", action.needs)
    for name in ("measure_before_after", "if_then", "no_chance_variant"):
        yield ContentText(action.id, name, "action", name, getattr(action, name))
    if action.start:
        yield ContentText(action.id, "start", "action", "start", action.start)
    if action.no_chance is not None:
        yield ContentText(action.id, "no_chance", "title", "title of no_chance", action.no_chance.title)
        yield ContentText(action.id, "no_chance", "action", "if_then of no_chance", action.no_chance.if_then)
        yield ContentText(action.id, "no_chance", "done", "evidence of no_chance", action.no_chance.evidence_of_done)


def _many(subject: str, field: str, kind: TextKind, label: str, entries: Iterable[str]) -> Iterator[ContentText]:
    for number, entry in enumerate(entries, start=1):
        yield ContentText(subject, f"{field}.{number}", kind, f"{label} {number}", entry)


def word_count(text: str) -> int:
    """Words split at spaces: a hyphenated word is one."""
    return len(text.split())


def _plain(text: str) -> str:
    return text.replace(_APOSTROPHE, "'")


@cache
def _matcher(words: tuple[str, ...]) -> re.Pattern[str]:
    """Finds any of the words whole and in any case; a space also matches a hyphen, a star any ending."""
    parts = (
        r"[\s-]+".join(re.escape(part).replace(r"\*", r"\w*") for part in re.split(r"[\s-]+", _plain(word)))
        for word in words
    )
    return re.compile(r"(?<!\w)(?:" + "|".join(parts) + r")(?!\w)", re.IGNORECASE)


def found_words(words: tuple[str, ...], text: str) -> list[str]:
    """Every place where one of the words stands, as it stands there."""
    # a pattern of no words would match everywhere
    return _matcher(words).findall(_plain(text)) if words else []


def _phrases(text: ContentText, rules: WordingRules) -> Iterator[ContentProblem]:
    for group in rules.phrases:
        if group.where and text.kind not in group.where:
            continue
        if words := sorted(set(found_words(group.words, text.text))):
            yield text.problem(f"says {_listed(words)}; {group.message}")


def _listed(words: list[str]) -> str:
    *first, last = (f"“{word}”" for word in words)
    return f"{', '.join(first)} and {last}" if first else last


def _marks(text: ContentText) -> Iterator[ContentProblem]:
    if "'" in text.text or '"' in text.text:
        yield text.problem(f"has a straight quotation mark; use “ and ” or the apostrophe {_APOSTROPHE}")
    if text.text != " ".join(text.text.split()):
        yield text.problem("has a double space, a line break or a space at its edge; use single spaces")
    # a sentence may end within quotation marks or brackets
    end = text.text.rstrip(f"”){_APOSTROPHE}")[-1:]
    if text.kind in _SENTENCES and end not in ".?!":
        yield text.problem("does not end with a full stop; write it as a sentence")
    if text.kind in ("title", "done") and end == ".":
        yield text.problem("ends with a full stop; titles, needs and evidence are written without one")
    if text.kind == "ask" and end != "?":
        yield text.problem("does not end with a question mark")


def _dates(text: ContentText, rules: WordingRules) -> Iterator[ContentProblem]:
    if text.kind == "page":
        return
    months = "|".join(re.escape(month) for month in rules.months)
    dates = re.findall(rf"\b(?:\d{{1,2}}\.? (?:{months})|(?:{months}) \d{{1,2}})\b", text.text) if months else []
    for date in [*_YEAR.findall(text.text), *dates]:
        yield text.problem(f"has the date “{date}”; a text that ages belongs in a dated notes file, so say it without")


def _clauses(text: str) -> list[str]:
    return _CLAUSE_END.split(_plain(text))


def _double_negative(text: ContentText, negation: Negation) -> Iterator[ContentProblem]:
    for clause in _clauses(text.text):
        words = found_words(negation.negators + negation.half_negators, clause)
        if len(words) > 1:
            shown = "” and “".join(words)
            yield text.problem(f"has “{shown}” in one clause; say it without a double negative")


def _reversed(text: ContentText, negation: Negation) -> Iterator[ContentProblem]:
    """A stem whose main clause denies: there, more would mean less."""
    main = _plain(text.text)
    # the main clause begins after the words that open a question, and ends before a side clause
    if negation.question_words:
        main = _matcher(negation.question_words).split(main)[-1]
    if negation.clause_words:
        main = _matcher(negation.clause_words).split(main)[0]
    words = found_words(negation.negators, main)
    if words:
        yield text.problem(f"turns on “{words[0]}”; ask for what is done, so that a higher answer is always better")


def _two_behaviours(text: ContentText, rules: WordingRules) -> Iterator[ContentProblem]:
    known = rules.behaviours
    joiners = "|".join(map(re.escape, known.joiners))
    opens = {*known.subjects, *known.openers, *known.verbs}
    seen = _plain(text.text).lower()
    for found in re.finditer(rf"(?:(?P<subject>[\w']+) )?[\w'-]+ (?:{joiners}) (?P<second>[\w'-]+)", seen):
        subject, second = found.group("subject", "second")
        if second in opens or (subject in known.subjects and second in known.verbs_or_nouns):
            yield text.problem(f"holds two behaviours (“{found[0]}”); ask for one")


def _two_acts(text: ContentText, rules: WordingRules) -> Iterator[ContentProblem]:
    """An anchor that goes on to another act: who does one of the two could pick neither it nor the one below."""
    known = rules.behaviours
    sequel = "|".join(map(re.escape, known.sequel))
    second = "|".join(map(re.escape, known.verbs))
    found = re.search(rf", (?:{sequel}) .*|\band (?:i|we|{second})\b.*", _plain(text.text).lower())
    if found:
        yield text.problem(f"holds two acts (“…{found[0]}”); keep the one that marks this step")


def _lengths(item: Item, rules: WordingRules) -> Iterator[ContentProblem]:
    limits: dict[str, Range] = {
        "anchor": rules.lengths.anchor,
        "observer_anchor": rules.lengths.anchor,
        "scenario": rules.lengths.scenario,
        "option": rules.lengths.option,
        "case": rules.lengths.case,
        "knowledge_option": rules.lengths.knowledge_option,
    }
    for text in item_texts(item):
        low, high = limits.get(text.kind, (0, float("inf")))
        count = word_count(text.text)
        if not low <= count <= high:
            yield text.problem(f"has {counted(count, '1 word', '{0} words')}; {low:g} to {high:g} are allowed")
    for kind, field, whose in (("anchor", "anchors", "anchor"), ("observer_anchor", "observed", "anchor for others")):
        counts = [word_count(text.text) for text in item.texts() if text.kind == kind]
        spread = max(counts, default=0) - min(counts, default=0)
        if spread > rules.lengths.anchor_spread:
            words = counted(spread, "1 word", "{0} words")
            message = f"the longest {whose} has {words} more than the shortest"
            yield ContentProblem(item.id, field, f"{message}; at most {rules.lengths.anchor_spread} are allowed")


def _grades(item: Item, rules: WordingRules) -> Iterator[ContentProblem]:
    limits = rules.grades
    texts = list(item.texts())
    for kind, what, limit in (
        ("anchor", "the anchors read", limits.anchors),
        ("stem", "the stem reads", limits.stem),
        ("observer_anchor", "the anchors for others read", limits.anchors),
        ("observer_stem", "the stem for others reads", limits.stem),
        ("scenario", "the scenario reads", limits.scenario),
        ("case", "the case reads", limits.case),
        ("option", "the options read", limits.options),
        ("knowledge_option", "the options read", limits.options),
    ):
        graded = [text for text in texts if text.kind == kind]
        if not graded or (kind in _STEMS and word_count(graded[0].text) < limits.stem_from_words):
            continue
        # a name is a word that nobody has to learn
        found = grade([text.text.replace(NAME, "They") for text in graded])
        if found > limit:
            message = f"{what} at grade {found:.1f}; the highest is {limit:g}: use shorter words and sentences"
            yield ContentProblem(item.id, _all_of(graded[0].field), message)


def _all_of(field: str) -> str:
    """What an entry of a list stands in: several are graded together."""
    return re.split(r"\.\d", field, maxsplit=1)[0]
