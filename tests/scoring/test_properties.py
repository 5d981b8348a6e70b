"""What holds for any answers at all."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given as for_any
from hypothesis import settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests import given_first as given

from nextrung.assessment.answer import Answer
from nextrung.questionnaire.constants import FormId
from nextrung.questionnaire.kinds import Item, Knowledge, Rating, Scenario
from nextrung.questionnaire.model import Role, Target
from nextrung.scoring.gaps import by_priority, gaps
from nextrung.scoring.levels import CompetencyScore, level_of, likely_range
from nextrung.scoring.match import match
from nextrung.scoring.match_range import normal_cdf
from nextrung.scoring.result import Result, as_json, score

QUESTIONNAIRE = given.questionnaire()
RULES = QUESTIONNAIRE.scoring
FORMS: st.SearchStrategy[FormId] = st.sampled_from(("quick", "full"))
ROLES = st.sampled_from(QUESTIONNAIRE.roles)
CONFIDENCES = (None, *(point.id for point in QUESTIONNAIRE.blueprint.scales.confidence))
SHARES = (0, 0.25, 0.5, 0.75, 1)
MANY = settings(max_examples=150, derandomize=True, deadline=None)


def values_of(item: Item) -> tuple[float, ...]:
    return (1, 2, 3, 4, 5) if isinstance(item, Rating) else SHARES


@st.composite
def records(draw: st.DrawFn) -> tuple[FormId, given.Answers]:
    form = draw(FORMS)
    random = draw(st.randoms(use_true_random=False))
    habits = draw(st.lists(st.sampled_from(("value", "value", "value", "no_chance", "skip", "open")), min_size=1))
    answers: given.Answers = {}
    for item in QUESTIONNAIRE.form_items(form):
        habit = random.choice(habits)
        if habit == "open" or item.kind == "evidence":
            continue
        if habit == "skip":
            answers[item.id] = Answer(item.id, skipped=True, seconds=random.random() * 400)
        elif isinstance(item, Scenario | Knowledge):
            key = random.choice([option.key for option in item.options])
            answers[item.id] = Answer(item.id, choice=key, confidence=random.choice(CONFIDENCES))
        elif habit == "no_chance":
            answers[item.id] = Answer(item.id, no_chance=True)
        else:
            value = random.choice(values_of(item))
            answers[item.id] = Answer(item.id, value=value, seconds=random.random() * 400)
    return form, answers


def scored(form: FormId, answers: given.Answers, role: int = 0) -> Result:
    return score(form, answers, QUESTIONNAIRE, QUESTIONNAIRE.roles[role])


@for_any(records(), st.integers(0, 4))
@MANY
def test_that_every_number_stays_within_its_scale(record: tuple[FormId, given.Answers], role: int) -> None:
    result = scored(*record, role)
    for one in result.competencies.values():
        assert (one.status == "scored") == (one.score is not None)
        if one.score is not None and one.level is not None and one.range is not None:
            assert 0 <= one.range[0] <= one.score <= one.range[1] <= 100
            assert 1 <= one.level <= 5
    for found in result.matches.values():
        if found.value is not None and found.range is not None:
            assert 0 <= found.range[0] <= found.value <= found.range[1] <= 100
    for gap in result.gaps.values():
        assert gap.gap is None or (gap.gap >= 0 and gap.probability is not None and 0 <= gap.probability <= 1)
    for part in (result.judgement.score, result.calibration.mean_confidence, result.overall.score):
        assert part is None or 0 <= part <= 100
    assert sorted(result.order) == sorted(result.competencies)
    assert len(result.focus) <= 3
    assert set(result.focus) <= set(result.order)
    assert as_json(result)["form"] == record[0]


@for_any(records())
@MANY
def test_that_a_higher_answer_never_lowers_anything(record: tuple[FormId, given.Answers]) -> None:
    form, answers = record
    raisable = [
        one
        for one, answer in answers.items()
        if answer.value is not None and answer.value < max(values_of(QUESTIONNAIRE.items_by_id[one]))
    ]
    before = scored(form, answers)
    for one in raisable[:: max(1, len(raisable) // 4)]:
        values = values_of(QUESTIONNAIRE.items_by_id[one])
        old = answers[one].value
        assert old is not None
        higher = min(value for value in values if value > old)
        after = scored(form, answers | {one: replace(answers[one], value=higher)})
        for name, was in before.competencies.items():
            now = after.competencies[name]
            assert now.status == was.status
            if was.score is not None and now.score is not None:
                assert now.score >= was.score
        for role, earlier in before.matches.items():
            later = after.matches[role]
            if earlier.value is not None and later.value is not None:
                assert later.value >= earlier.value


@for_any(records())
@MANY
def test_that_no_chance_scores_like_an_item_left_out_or_not_at_all(record: tuple[FormId, given.Answers]) -> None:
    form, answers = record
    kept = {one: answer for one, answer in answers.items() if not answer.no_chance}
    without, with_all = scored(form, kept).competencies, scored(form, answers).competencies
    for name, one in with_all.items():
        assert one.score in (None, without[name].score)
        assert (one.status == "no_chance") == (one.exposure is not None and one.exposure < 0.5)


LEVELS = st.lists(st.none() | st.floats(1, 5), min_size=9, max_size=9)
ERRORS = st.floats(5, 30)


def profile(levels: list[float | None], se: float) -> dict[str, CompetencyScore]:
    found = {}
    for competency, level in zip(QUESTIONNAIRE.competencies_by_id, levels, strict=True):
        if level is None:
            found[competency] = CompetencyScore("not_enough", None, None, None, None, None, 0, 0, 6)
        else:
            points = 25 * (level - 1)
            likely = likely_range(points, se, RULES.range_z)
            found[competency] = CompetencyScore("scored", points, level, se, likely, 1.0, 6, 0, 6)
    return found


@for_any(LEVELS, ERRORS, ROLES)
@MANY
def test_that_a_surplus_never_pays_for_a_gap(levels: list[float | None], se: float, one: Role) -> None:
    plain = match(profile(levels, se), one, RULES)
    topped = [
        5.0 if level is not None and level >= target.level else level
        for level, target in zip(levels, one.targets.values(), strict=True)
    ]
    more = match(profile(topped, se), one, RULES)
    assert (more.value, more.se, more.band, more.caps) == (plain.value, plain.se, plain.band, plain.caps)


@for_any(LEVELS, ERRORS, ROLES)
@MANY
def test_that_priorities_fall_but_for_ties_of_a_tenth(levels: list[float | None], se: float, one: Role) -> None:
    found = gaps(profile(levels, se), one)
    priorities = [found[name].priority for name in by_priority(found, RULES)]
    scored_ones = [priority for priority in priorities if priority is not None]
    assert priorities == scored_ones + [None] * (9 - len(scored_ones))
    for higher, lower in pairwise(scored_ones):
        assert lower * 0.9 <= higher + 1e-9


@for_any(st.floats(0, 100), st.floats(0.1, 60))
@MANY
def test_that_a_range_always_holds_its_score(points: float, se: float) -> None:
    low, high = likely_range(points, se, RULES.range_z)
    assert 0 <= low <= points <= high <= 100
    assert 1 <= level_of(low) <= level_of(high) <= 5


@for_any(st.floats(-8, 8), st.floats(-8, 8))
@MANY
def test_that_the_normal_distribution_rises_and_is_symmetric(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert normal_cdf(low) <= normal_cdf(high)
    assert abs(normal_cdf(one) + normal_cdf(-one) - 1) < 1e-12


@for_any(LEVELS, ERRORS)
@MANY
def test_that_a_lower_target_never_lowers_the_match(levels: list[float | None], se: float) -> None:
    role = QUESTIONNAIRE.roles[0]
    easier = replace(
        role,
        targets={
            name: Target(max(1.5, target.level - 0.5), target.weight, target.critical)
            for name, target in role.targets.items()
        },
    )
    hard, easy = match(profile(levels, se), role, RULES), match(profile(levels, se), easier, RULES)
    if hard.value is not None and easy.value is not None:
        assert easy.value >= hard.value - 1e-9
