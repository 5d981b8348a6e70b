"""What is asked: the values that the questionnaire files describe.

Every class here mirrors one mapping of the YAML files, field for field, so that a reader of a file knows the
code and the reverse. Shapes that the files must obey beyond their types are in ``rules`` and ``wording``.

The types are not kept as texts here: at every start they would be compiled to read what is kept of the files.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import ClassVar, Literal, get_args

from msgspec import Struct
from msgspec.structs import replace

from nextrung.questionnaire.constants import FormId, Scoring, Status
from nextrung.questionnaire.kinds import (
    AllowedAnswer,
    Evidence,
    Frequency,
    Item,
    Knowledge,
    Rating,
    Scales,
    Scenario,
    SelfReport,
    in_sections,
)
from nextrung.questionnaire.weakness import weak_ratings

Mode = Literal["experience", "people", "study"]


class Facet(Struct, frozen=True):
    """One side of a competency. ``measures`` names it, ``why`` is shown as "Why we ask"."""

    id: str
    name: str
    measures: str = ""
    why: str = ""
    no_chance: str = ""
    """How somebody without the opportunity can get one."""


class ChanceVariant(Struct, frozen=True):
    """A development action as somebody without the opportunity can do it; how is said by ``no_chance_variant``."""

    title: str
    if_then: str
    """When and where it starts, and with what: “If it is …, then I …”."""
    evidence_of_done: str
    effort_hours: int
    horizon_days: int


class Action(Struct, frozen=True):
    """A development action: what to do, how long it takes (hours, weeks) and what shows it is done.

    ``start`` and ``no_chance`` are left out by older versions only.
    """

    id: str
    title: str
    mode: Mode
    facets: tuple[str, ...]
    from_level: int
    to_level: int
    steps: tuple[str, ...]
    evidence_of_done: str
    measure_before_after: str
    effort_hours: int
    horizon_weeks: int
    if_then: str
    pitfalls: tuple[str, ...]
    no_chance_variant: str
    sources: tuple[str, ...]
    start: str = ""
    """When and where it starts, and with what small step: “If it is …, then I …”. ``if_then`` is for later on."""
    no_chance: ChanceVariant | None = None
    needs: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    """Role profiles that the action suits best; empty means all."""
    offline: bool = True
    """Whether it can be done without a network."""


# ``dict`` gives a Struct the room in which ``cached_property`` keeps its values
class Competency(Struct, frozen=True, dict=True):
    """One competency: what it covers, its facets, items and development actions (one YAML file).

    Texts and lists with a default may be left out, as in a draft; ``completeness`` names what is missing.
    """

    id: str
    name: str
    construct: str = ""
    boundary: str = ""
    """What belongs to other competencies."""
    levels: tuple[str, str, str, str, str] = ("", "", "", "", "")
    """What separates the five levels, in one sentence each."""
    facets: tuple[Facet, ...] = ()
    ratings: tuple[Rating, ...] = ()
    frequencies: tuple[Frequency, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    knowledge: tuple[Knowledge, ...] = ()
    evidence: Evidence | None = None
    actions: tuple[Action, ...] = ()
    asked_in_files: ClassVar[tuple[str, ...]] = ("facets",)
    may_be_empty: ClassVar[tuple[str, ...]] = ("levels",)

    def items(self) -> tuple[Item, ...]:
        """All items in the order they are asked: ratings, frequencies, scenarios, knowledge, evidence."""
        evidence = () if self.evidence is None else (self.evidence,)
        return (*self.ratings, *self.frequencies, *self.scenarios, *self.knowledge, *evidence)

    def with_items(self, items: Sequence[Item]) -> "Competency":
        """The same with these items; those of a kind stay in the order given."""
        return replace(self, **in_sections(items))

    @cached_property
    def self_reports(self) -> dict[FormId, tuple[SelfReport, ...]]:
        """The rating and frequency items that each form asks."""
        items: tuple[SelfReport, ...] = (*self.ratings, *self.frequencies)
        forms: tuple[FormId, ...] = get_args(FormId)
        return {form: tuple(item for item in items if form in item.forms) for form in forms}

    def facet(self, facet_id: str) -> Facet:
        """The facet with this id; KeyError when there is none."""
        for facet in self.facets:
            if facet.id == facet_id:
                return facet
        raise KeyError(facet_id)


class Instructions(Struct, frozen=True):
    """Texts shown beside the items of each kind."""

    team: str
    rating: str
    frequency: str
    scenario: str
    knowledge: str
    confidence: str
    evidence: str


class Timing(Struct, frozen=True):
    """Planned seconds for an item of each kind, and for set-up, before a person's own pace is known."""

    rating: float
    frequency: float
    scenario: float
    knowledge: float
    evidence: float
    evidence_shown: float
    """How many evidence prompts a full form shows on average."""
    setup_quick: float
    setup_full: float


class Part(Struct, frozen=True):
    """A part of the questionnaire; ``competencies`` are the names of its files without ``.yaml``."""

    id: str
    name: str
    competencies: tuple[str, ...]


class Tag(Struct, frozen=True):
    """A cross-cutting view over tagged items, shown when at least ``minimum`` of them are answered."""

    id: str
    name: str
    minimum: int


class Blueprint(Struct, frozen=True):
    """``questionnaire.yaml``: everything that is not one competency or a role."""

    id: str
    version: str
    status: Status
    language: str
    title: str
    parts: tuple[Part, ...]
    instructions: Instructions
    scales: Scales
    timing: Timing
    scoring: Scoring
    evidence_from_mean: float
    """Mean rating in a competency from which its evidence prompt is shown."""
    tags: tuple[Tag, ...] = ()
    author: str = ""
    """Who made it; empty for what comes with the program."""
    pay: bool = True
    """Whether there are published pay figures for its roles."""
    linked_to: str = ""
    """The id of the questionnaire whose items ``same_as`` names."""


LEVELS = (1.0, 5.0)
"""The lowest and the highest level."""
MOST_COMPETENCIES = 24
"""What charts, tables and reports have room for."""
MOST_ITEMS = 1_000
"""Items in a questionnaire; nobody would answer more."""
WEIGHTS = (1, 5)
"""The lowest and the highest weight of a target."""


class Target(Struct, frozen=True):
    """What a role asks in one competency: level 1 to 5, weight 1 to 5, and whether it is critical."""

    level: float
    weight: int
    critical: bool = False


UNASKED = Target(LEVELS[0], 0)
"""A competency that a role does not name: everybody is at the lowest level, and it weighs nothing."""


def is_asked(target: float) -> bool:
    """Whether a target level asks for anything; the lowest level, which is everybody's, stands where there is none."""
    return target > LEVELS[0]


class Role(Struct, frozen=True):
    """A role profile: targets by competency id; competencies that it does not name are no part of it."""

    id: str
    name: str
    short_name: str
    summary: str = ""
    basis: str = ""
    targets: dict[str, Target] = {}
    asked_in_files: ClassVar[tuple[str, ...]] = ("targets",)

    def target(self, competency: str) -> Target:
        """What it asks in a competency; ``UNASKED`` where it names none."""
        return self.targets.get(competency, UNASKED)

    def asks(self, competency: str) -> bool:
        """Whether it has a target for a competency; without one there is neither a gap nor a share of a match."""
        return competency in self.targets


NO_ROLE = Role("", "no role", "no role")
"""What results of a questionnaire without roles are compared with: it asks for nothing, so no match can be told."""


def first_of(roles: Sequence[Role]) -> Role:
    """The role that is compared with where none was chosen; ``NO_ROLE`` where there is none."""
    return roles[0] if roles else NO_ROLE


class RoleFile(Struct, frozen=True):
    """``roles.yaml``."""

    version: str
    status: Status
    roles: tuple[Role, ...]


# ``dict`` gives a Struct the room in which ``cached_property`` keeps its values
class Questionnaire(Struct, frozen=True, dict=True):
    """A whole questionnaire of one version, as an assessment is taken with."""

    blueprint: Blueprint
    roles: tuple[Role, ...]
    roles_version: str
    competencies: tuple[Competency, ...]
    part_of: dict[str, str]
    """Part id by competency id."""

    @property
    def id(self) -> str:
        """The questionnaire's id, for example ``ml-manager``."""
        return self.blueprint.id

    @property
    def version(self) -> str:
        """The content version, for example ``1.0.0``."""
        return self.blueprint.version

    @property
    def title(self) -> str:
        """What it is called."""
        return self.blueprint.title

    @property
    def has_pay(self) -> bool:
        """Whether pay is shown for its roles."""
        # The published figures stand for roles that come with the program: one of somebody else's may have the same id.
        return self.blueprint.pay and not self.blueprint.author

    @cached_property
    def has_checks(self) -> bool:
        """Whether its full form has knowledge checks; without them nothing is said of how sure, how right one was."""
        return any("full" in item.forms for competency in self.competencies for item in competency.knowledge)

    @property
    def scoring(self) -> Scoring:
        """The scoring constants of this version."""
        return self.blueprint.scoring

    @cached_property
    def items_by_id(self) -> dict[str, Item]:
        """Every item, reserve ones too, by id."""
        return {item.id: item for competency in self.competencies for item in competency.items()}

    @cached_property
    def allowed_answers(self) -> dict[str, AllowedAnswer]:
        """What may be answered to every item, by its id."""
        return {one: item.allowed(self.blueprint.scales) for one, item in self.items_by_id.items()}

    @cached_property
    def weak_items(self) -> frozenset[str]:
        """Ids of the ratings whose anchors do not say what is done at each point of this item."""
        return weak_ratings(item for competency in self.competencies for item in competency.ratings)

    @cached_property
    def competency_of(self) -> dict[str, Competency]:
        """The competency that an item id belongs to."""
        return {item.id: competency for competency in self.competencies for item in competency.items()}

    @cached_property
    def competencies_by_id(self) -> dict[str, Competency]:
        """Competencies by id."""
        return {competency.id: competency for competency in self.competencies}

    @property
    def first_role(self) -> Role:
        """The role that is compared with where none was chosen; ``NO_ROLE`` where there is none."""
        return first_of(self.roles)

    def role(self, role_id: str) -> Role:
        """The role profile with this id; KeyError when there is none."""
        for role in self.roles:
            if role.id == role_id:
                return role
        raise KeyError(role_id)

    def form_items(self, form: FormId) -> Iterator[Item]:
        """The items of a form in the order they are asked."""
        return iter(self._items_of_form[form])

    @cached_property
    def _items_of_form(self) -> dict[FormId, tuple[Item, ...]]:
        items = [item for competency in self.competencies for item in competency.items()]
        forms: tuple[FormId, FormId] = ("quick", "full")
        return {form: tuple(item for item in items if form in item.forms) for form in forms}

    @cached_property
    def scored_items(self) -> dict[FormId, tuple[Item, ...]]:
        """The items of each form without those that ask for evidence, in the order they are asked."""
        of_form = self._items_of_form.items()
        return {form: tuple(item for item in items if item.kind.scored) for form, items in of_form}

    @cached_property
    def part_of_item(self) -> dict[str, str]:
        """Part id by item id."""
        return {item: self.part_of[competency.id] for item, competency in self.competency_of.items()}

    def scored_count(self, form: FormId) -> int:
        """How many scored items a form asks."""
        return len(self.scored_items[form])
