"""What the role page says: the work of a role in words, with sources. No part of an assessment; no score needs it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec import Struct

from nextrung.questionnaire.constants import Status
from nextrung.questionnaire.model import Questionnaire
from nextrung.questionnaire.rules import ContentProblem
from nextrung.questionnaire.wording import ContentText

SUBJECT = "role guide"
"""What a problem is about when it is about the guide as a whole."""
_VERSION = re.compile(r"\d+\.\d+\.\d+")
_DATE = re.compile(r"(19|20)\d\d(-(0[1-9]|1[0-2]))?|undated")


class GuideSource(Struct, frozen=True):
    """Where statements come from. ``date`` is a year, a month such as 2024-08, or “undated”."""

    id: str
    source: str
    date: str
    address: str | None = None


class Stage(Struct, frozen=True):
    """One stage of the life cycle of a model, and the competencies it takes."""

    id: str
    name: str
    text: str
    competencies: tuple[str, ...]
    sources: tuple[str, ...] = ()


class Passage(Struct, frozen=True):
    """One paragraph, and the competencies it is about."""

    id: str
    text: str
    competencies: tuple[str, ...]
    sources: tuple[str, ...] = ()


class Duty(Struct, frozen=True):
    """What one competency means in the role, in one sentence."""

    competency: str
    text: str


class Difference(Struct, frozen=True):
    """What sets one role profile apart from the others."""

    role: str
    text: str
    sources: tuple[str, ...] = ()


class Question(Struct, frozen=True):
    """A question that people ask, with a short answer; ``place`` is where more of it is shown."""

    id: str
    question: str
    answer: str
    competencies: tuple[str, ...]
    place: Literal["none", "salary", "results"] = "none"
    sources: tuple[str, ...] = ()


class RoleGuide(Struct, frozen=True):
    """``role.yaml``."""

    version: str
    status: Status
    summary: str
    sources: tuple[GuideSource, ...]
    stages: tuple[Stage, ...]
    why: tuple[Passage, ...]
    history: tuple[Passage, ...]
    duties: tuple[Duty, ...]
    differences: tuple[Difference, ...]
    questions: tuple[Question, ...]

    @property
    def linked(self) -> tuple[Stage | Passage | Question, ...]:
        """Everything that names competencies and sources, in the order of the page."""
        return (*self.stages, *self.why, *self.history, *self.questions)

    def cited(self, keys: Iterable[str]) -> tuple[GuideSource, ...]:
        """The sources with these keys."""
        by_key = {source.id: source for source in self.sources}
        return tuple(by_key[key] for key in keys)


def texts(guide: RoleGuide) -> Iterator[ContentText]:
    """Every text that somebody gets to read, with its place."""
    yield ContentText(SUBJECT, "summary", "page", "the summary", guide.summary)
    for stage in guide.stages:
        yield ContentText(stage.id, "name", "page", "the name", stage.name)
        yield ContentText(stage.id, "text", "page", "the text", stage.text)
    for passage in (*guide.why, *guide.history):
        yield ContentText(passage.id, "text", "page", "the text", passage.text)
    for duty in guide.duties:
        yield ContentText(SUBJECT, "duties", "page", f"the duty {duty.competency}", duty.text)
    for difference in guide.differences:
        yield ContentText(SUBJECT, "differences", "page", f"the difference {difference.role}", difference.text)
    for question in guide.questions:
        yield ContentText(question.id, "question", "page", "the question", question.question)
        yield ContentText(question.id, "answer", "page", "the answer", question.answer)


def problems(guide: RoleGuide, questionnaire: Questionnaire) -> Iterator[ContentProblem]:
    """What does not fit: keys that are not there, entries that are missing, dates and versions that are none."""
    if not _VERSION.fullmatch(guide.version):
        yield ContentProblem(SUBJECT, "version", f"“{guide.version}” is no version; write three numbers such as 1.0.0")
    yield from _sources(guide)
    known = questionnaire.competencies_by_id
    for thing in guide.linked:
        for competency in thing.competencies:
            if competency not in known:
                message = f"there is no competency “{competency}”; there are {', '.join(known)}"
                yield ContentProblem(thing.id, "competencies", message)
    yield from _complete("duties", [duty.competency for duty in guide.duties], list(known))
    yield from _complete("differences", [one.role for one in guide.differences], [r.id for r in questionnaire.roles])
    ids = [thing.id for thing in guide.linked]
    for twice in sorted({one for one in ids if ids.count(one) > 1}):
        yield ContentProblem(twice, "id", "the id is given twice")


def _sources(guide: RoleGuide) -> Iterator[ContentProblem]:
    keys = [source.id for source in guide.sources]
    for source in guide.sources:
        if not _DATE.fullmatch(source.date):
            message = f"“{source.date}” is no date; write a year, a month such as 2024-08, or undated"
            yield ContentProblem(source.id, "date", message)
        if keys.count(source.id) > 1:
            yield ContentProblem(source.id, "id", "the id is given twice")
    named = [(thing.id, thing.sources) for thing in guide.linked]
    named += [(SUBJECT, difference.sources) for difference in guide.differences]
    for subject, cited in named:
        for key in cited:
            if key not in keys:
                yield ContentProblem(
                    subject, "sources", f"there is no source “{key}”; the sources are {', '.join(keys)}"
                )
    # years, shares and dollars; the signs around a year keep amounts such as $2000 and 1,990 out
    dated = re.compile(r"(?<![\d$,])(?:19|20)\d\d(?![\d%,])|\d ?%|\$\d")
    for thing in guide.linked:
        said = thing.answer if isinstance(thing, Question) else thing.text
        if dated.search(said) and not thing.sources:
            field = "answer" if isinstance(thing, Question) else "text"
            yield ContentProblem(thing.id, field, "states a dated fact or a figure but names no source")


def _complete(field: str, given: list[str], wanted: list[str]) -> Iterator[ContentProblem]:
    for one in wanted:
        if one not in given:
            yield ContentProblem(SUBJECT, field, f"“{one}” is missing")
    for one in given:
        if one not in wanted:
            yield ContentProblem(SUBJECT, field, f"there is no “{one}”; there are {', '.join(wanted)}")
        elif given.count(one) > 1:
            yield ContentProblem(SUBJECT, field, f"“{one}” is given twice")
