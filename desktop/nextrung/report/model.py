"""The one model of a report: PDF, spreadsheet, CSV, JSON, Markdown and calendar all write what is in here.

Numbers are unrounded; levels go from 1.0 to 5.0, scores and matches from 0 to 100; None stands for what does not exist.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

from nextrung.assessment.answer import Answer
from nextrung.assessment.described import Mark
from nextrung.plan.step import ChecklistItem, State
from nextrung.questionnaire.constants import FormId
from nextrung.questionnaire.kinds import Kind
from nextrung.questionnaire.model import is_asked
from nextrung.report.audience import Audience, Part
from nextrung.report.others import Others
from nextrung.report.talk import Talk
from nextrung.salary.bands import ShownBand
from nextrung.salary.ladder import Standing
from nextrung.scoring.cautions import Caution, Cautions
from nextrung.scoring.change import Basis, Call
from nextrung.scoring.gaps import Likelihood
from nextrung.scoring.judgement import Calibration, Judgement
from nextrung.scoring.levels import Status
from nextrung.scoring.match import Match
from nextrung.scoring.quality import Grade, Quality
from nextrung.scoring.reasons import MatchNotes, match_notes
from nextrung.scoring.result import Result
from nextrung.scoring.statements import Verdict, verdict


class Head(Struct, frozen=True):
    """Whose assessment it is, of what, when, against which role, and the versions it rests on."""

    person: str
    role: str
    role_id: str
    role_summary: str
    form: FormId
    started_at: str
    completed_at: str
    title: str
    questionnaire: str
    version: str
    roles_version: str
    scoring_version: str
    cautions: Cautions
    """What makes levels worth less than they look."""
    draft: bool
    """Whether contents or constants are drafts that no pilot has tested yet."""
    made_on: date
    app_version: str


class NextStep(Struct, frozen=True):
    """What one step up looks like in a facet: the next anchor, more occasions, or how to get a chance."""

    facet: str
    now: str
    text: str
    chance: bool
    oftener: str = ""
    """Without a next anchor: the label of the next share of occasions, in place of a text."""


class ReportArea(Struct, frozen=True):
    """One competency against its target. ``points`` is the likely range in points, ``low`` and ``high`` in levels."""

    id: str
    name: str
    construct: str
    part: str
    status: Status
    score: float | None
    level: float | None
    low: float | None
    high: float | None
    points: tuple[float, float] | None
    se: float | None
    exposure: float | None
    target: float
    weight: int
    critical: bool
    gap: float | None
    priority: float | None
    probability: float | None
    likelihood: Likelihood | None
    answered: int
    no_chance: int
    planned: int
    worth_checking: bool
    next_level: tuple[int, str, str] | None
    """The next whole level up: its number, its label, and what it takes in a sentence; None at the top."""
    next_steps: tuple[NextStep, ...]
    """The facet with the lowest answers first."""
    highest: bool
    """Whether every answered rating and frequency is the highest there is."""
    cautions: tuple[Caution, ...]
    """What makes this level worth less than it looks."""
    coach: float | None
    """The level a coach's rating gives; beside the level, never blended into it."""

    @property
    def asked(self) -> bool:
        """Whether the role has a target here."""
        return is_asked(self.target)

    @property
    def reached(self) -> bool:
        """Whether the level is at or above the target."""
        return self.verdict == "reached"

    @property
    def verdict(self) -> Verdict | None:
        """How the level stands to the target."""
        return verdict(self.level, self.target, self.likelihood)


class Focus(Struct, frozen=True):
    """A competency to work on first, with the facet whose answers were lowest."""

    id: str
    name: str
    level: float
    target: float
    gap: float
    facet: str
    lowest: bool
    """Whether other facets have higher answers than this one."""


class RoleMatch(Struct, frozen=True):
    """The match to one role profile."""

    id: str
    name: str
    value: float | None
    notes: MatchNotes


class ReportStep(Struct, frozen=True):
    """One step of the plan; ``area`` and ``facet`` are names. ``suggested`` means nobody has taken it on."""

    id: str
    title: str
    area: str
    facet: str
    state: State
    suggested: bool
    chance: bool
    start: str
    if_then: str
    due: date | None
    ticks: tuple[ChecklistItem, ...]
    effort_hours: int | None
    evidence_of_done: str
    evidence: tuple[tuple[str, str], ...]
    """Kind and line of what there is to show for it."""
    finished_at: str | None
    notes: str

    @property
    def live(self) -> bool:
        """Whether it is under way or planned."""
        return self.state in ("planned", "doing")


class PastAssessment(Struct, frozen=True):
    """One finished assessment of the history, by all of its own items.

    ``point`` is its level and likely range on the scale shared with this one, None where it is kept off the picture.
    ``notes`` belong beside the match; None where the role asks for other areas.
    """

    completed_at: str
    form: FormId
    version: str
    match: float | None
    level: float | None
    grade: Grade
    this: bool
    point: tuple[float, float, float] | None
    notes: MatchNotes | None


class Move(Struct, frozen=True):
    """The change of one competency (or overall, with an empty id) since the assessment before."""

    id: str
    name: str
    before: float | None
    after: float | None
    call: Call | None

    @property
    def levels(self) -> float | None:
        """After minus before, in levels."""
        return None if self.before is None or self.after is None else self.after - self.before


class History(Struct, frozen=True):
    """All finished assessments, the oldest first, and the change since the one before; ``basis`` is None without."""

    entries: tuple[PastAssessment, ...]
    since: str
    """When the assessment compared with was finished; empty when there is none that fits."""
    basis: Basis | None
    too_close: bool
    weeks_apart: int
    moves: tuple[Move, ...]


PayBasis = Literal["estimate", "ends", "adverts", "none"]
"""What the pay of a rung is: estimated, between two published figures, as advertised, or not known."""


class PayRung(Struct, frozen=True):
    """One rung with its pay a year as shown (None: no figure is known, and ``missing`` says so), and its match."""

    id: str
    name: str
    match: float | None
    notes: MatchNotes | None
    standing: Standing
    shown: ShownBand | None
    basis: PayBasis
    currency: str
    error_words: str
    missing: str


class PayAdverts(Struct, frozen=True):
    """Adverts under one title, as published: beside the rung called ``beside``, or (empty) found in a country."""

    beside: str
    title: str
    level: str
    n: int
    currency: str
    period: str
    points: tuple[tuple[float, float], ...]
    """Percentiles (shares) with their amounts."""


class PayOfficial(Struct, frozen=True):
    """Official pay of all IT managers at percentiles (shares), as shown, with whether this app computed it."""

    name: str
    where: str
    period: str
    points: tuple[tuple[float, float], ...]
    estimated: bool
    error_words: str


class PaySource(Struct, frozen=True):
    """Where pay figures come from, who was asked, and how sure they are."""

    source: str
    period: str
    asked: str
    sure: str
    licence: str
    address: str


class PayView(Struct, frozen=True):
    """What is published and estimated for one choice of place and sector; rungs in one currency, highest first."""

    published: tuple[tuple[str, float], ...]
    """Label and amount of the published figures, rising; empty where pay is shown at a country's prices."""
    published_middle: tuple[float, float] | None
    """The 25th and 75th percentile among them; None unless both are published."""
    published_period: str
    basis: str
    rungs: tuple[PayRung, ...]
    adverts: tuple[PayAdverts, ...]
    official: tuple[PayOfficial, ...]
    matched: str
    """The name of the highest rung of the ladder that is matched; empty for none."""
    beside: tuple[str, ...]
    """Names of the roles beside the ladder that are matched."""
    currency: str
    place: str
    sector: str
    country: str
    error_words: str
    steps: str
    facts: tuple[str, ...]
    own: tuple[tuple[str, float, str, date, str], ...]
    """Rung, amount, currency, day and source of own figures."""
    sources: tuple[PaySource, ...]


class ReportAnswer(Struct, frozen=True):
    """One question and what was answered; notes are empty unless the report is to hold them."""

    item: str
    area: str
    facet: str
    kind: Kind
    passage: str
    question: str
    mark: Mark
    answer: str
    value: float | None
    choice: str
    confidence: str
    seconds: float | None
    at: str
    note: str


class Tagged(Struct, frozen=True):
    """A view across competencies."""

    name: str
    level: float | None
    answered: int
    total: int


class ReportModel(Struct, frozen=True):
    """Everything a report for one audience holds. Parts that are left out are empty here already."""

    head: Head
    audience: Audience
    parts: frozenset[Part]
    left_out: tuple[Part, ...]
    result: Result
    match: Match
    areas: tuple[ReportArea, ...]
    """By what to work on first, as on screen."""
    focus: tuple[Focus, ...]
    close_behind: tuple[str, ...]
    """Names of the areas whose priority nearly reaches that of the last focus area."""
    answered: int
    asked: int
    no_chance: int
    quality: Quality
    chances: tuple[tuple[str, str, str], ...]
    """Area, facet, and how to get a chance there."""
    roles: tuple[RoleMatch, ...]
    judgement: Judgement | None
    calibration: Calibration | None
    taps: tuple[tuple[str, int, int], ...]
    """Label of each confidence tap, how often the best answer was picked, and of how many."""
    tagged: tuple[Tagged, ...]
    steps: tuple[ReportStep, ...]
    suggestions: tuple[ReportStep, ...]
    history: History | None
    pay: PayView | None
    answers: tuple[ReportAnswer, ...]
    raw_answers: tuple[Answer, ...]
    """The answers as they are kept, for files that can be read back; without notes unless the report holds them."""
    notes: tuple[tuple[str, str], ...]
    """Question and note."""
    coach_at: str
    others: Others | None
    talk: Talk | None

    @property
    def match_notes(self) -> MatchNotes:
        """What belongs beside the match wherever it stands."""
        return match_notes(self.match, self.result.questionnaire)

    @property
    def statuses(self) -> tuple[Status, ...]:
        """Whether each competency has a level, and why not."""
        return tuple(area.status for area in self.areas)

    @property
    def reached(self) -> int:
        """How many competencies are at or above their target."""
        return sum(area.reached for area in self.areas)

    @property
    def likely_below(self) -> int:
        """How many gaps are likely to be real."""
        return sum(area.likelihood == "likely" for area in self.areas)

    @property
    def without_level(self) -> int:
        """How many competencies that the role asks for have no level."""
        return sum(area.asked and area.level is None for area in self.areas)

    @property
    def with_target(self) -> int:
        """How many competencies the role asks for."""
        return sum(area.asked for area in self.areas)

    @property
    def within_reach(self) -> int:
        """How many are below their target but not likely so: it lies inside their range, or next to the level."""
        return self.with_target - self.reached - self.likely_below - self.without_level
