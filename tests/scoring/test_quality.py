"""Answer quality (content C7): every check on and off, and what is never a flag."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from tests import given_first as given

from nextrung.assessment.answer import Answer
from nextrung.questionnaire.constants import FormId
from nextrung.questionnaire.kinds import Evidence, Frequency, Kind, Rating
from nextrung.scoring.quality import is_fast, kinds_apart, longest_run, prompt, quality

FULL_RATINGS = given.items("full", Rating)
QUICK_RATINGS = given.items("quick", Rating)
PART_TWO = ("AN", "FW", "CM", "DS")


def varied(form: FormId = "full", seconds: float | None = 30) -> given.Answers:
    """Plausible answers without any flag: ratings go 2, 3, 4, 3 and so on, frequencies lie beside them."""
    answers = given.answered(form, seconds=seconds)
    ratings = given.items(form, Rating)
    return given.valued(answers, {one: (2, 3, 4, 3)[place % 4] for place, one in enumerate(ratings)})


def flags(answers: given.Answers, form: FormId = "full") -> tuple[str, ...]:
    return quality(form, answers, given.questionnaire()).flags


def in_seconds(answers: given.Answers, ids: list[str], seconds: float) -> given.Answers:
    return answers | {one: replace(answers[one], seconds=seconds) for one in ids}


@pytest.mark.parametrize("form", ["quick", "full"])
def test_that_ordinary_answers_are_good(form: FormId) -> None:
    found = quality(form, varied(form), given.questionnaire())
    assert (found.grade, found.flags, found.many_no_chance) == ("good", (), False)


def test_that_a_quarter_of_quick_answers_in_one_part_is_a_flag() -> None:
    answers = varied()
    part_two = [one for one in answers if one.startswith(PART_TWO)]
    assert len(part_two) == 28
    assert flags(in_seconds(answers, part_two[:7], 0.5)) == ("fast",)  # 7 of 28; a tenth of all 69
    assert flags(in_seconds(answers, part_two[:6], 0.5)) == ()


@pytest.mark.parametrize(("start", "floor"), [("TL-B1", 4), ("TL-F2", 2), ("TL-S1", 10), ("TO-K1", 6)])
def test_that_each_kind_has_its_own_floor(start: str, floor: float) -> None:
    questionnaire = given.questionnaire()
    item, answer = questionnaire.items_by_id[start], varied()[start]
    assert is_fast(item, replace(answer, seconds=floor - 0.01), questionnaire)
    assert not is_fast(item, replace(answer, seconds=floor), questionnaire)
    assert not is_fast(item, replace(answer, seconds=None), questionnaire)


def test_that_a_skip_no_chance_or_evidence_is_never_fast() -> None:
    questionnaire = given.questionnaire()
    rating = questionnaire.items_by_id["TL-B1"]
    assert not is_fast(rating, Answer("TL-B1", skipped=True, seconds=0.1), questionnaire)
    assert not is_fast(rating, Answer("TL-B1", no_chance=True, seconds=0.1), questionnaire)
    evidence = questionnaire.items_by_id["TL-E1"]
    assert isinstance(evidence, Evidence)
    assert not is_fast(evidence, Answer("TL-E1", evidence=("metric",), seconds=0.1), questionnaire)


def test_that_interruptions_are_ignored() -> None:
    answers = varied()
    part_two = [one for one in answers if one.startswith(PART_TWO)]
    fast = in_seconds(answers, part_two[:6], 0.5)
    assert flags(fast) == ()
    # 6 of the 24 that are left when four were interrupted
    assert flags(in_seconds(fast, part_two[-4:], 300.1)) == ("fast",)
    assert flags(in_seconds(fast, part_two[-4:], 300)) == ()


def test_that_answers_without_times_are_not_fast() -> None:
    assert flags(varied(seconds=None)) == ()


def test_that_sixteen_equal_ratings_in_a_row_are_a_flag() -> None:
    answers = varied()
    for count, wanted in ((16, ("run",)), (15, ())):
        # from the second on, after a 2, so that the run does not grow by its neighbours
        values: dict[str, float] = dict.fromkeys(FULL_RATINGS[1 : 1 + count], 3.5)
        assert flags(given.valued(answers, values)) == wanted


def test_that_nine_equal_ratings_in_quick_are_a_flag() -> None:
    answers = given.answered("quick", rating=3)
    assert flags(answers, "quick") == ("run",)
    assert flags(given.valued(answers, {QUICK_RATINGS[4]: 4}), "quick") == ()


def test_that_the_longest_run_is_counted() -> None:
    assert longest_run([]) == 0
    assert longest_run([1]) == 1
    assert longest_run([1, 1, 2, 2, 2, 1, 1]) == 3


def test_that_too_little_variation_is_a_flag_in_full() -> None:
    answers = given.answered("full", rating=3)
    # k of 32 ratings a point higher give a standard deviation of sqrt(k (32 - k)) / 32: .336 for 4, .363 for 5
    spread = FULL_RATINGS[3::7]
    few: dict[str, float] = dict.fromkeys(spread[:4], 4)
    more: dict[str, float] = dict.fromkeys(spread[:5], 4)
    assert "low_variability" in flags(given.valued(answers, few))
    assert "low_variability" not in flags(given.valued(answers, more))


def test_that_too_much_variation_is_a_flag_in_full() -> None:
    answers = given.answered("full")
    # 1 and 5 in turn have a standard deviation of 2; 1, 3, 5, 3 of 1.41; 2, 4, 5, 2 of 1.30
    for values, flagged in (((1, 5, 1, 5), True), ((1, 3, 5, 3), True), ((2, 4, 5, 2), False)):
        mixed = {one: float(values[place % 4]) for place, one in enumerate(FULL_RATINGS)}
        assert ("high_variability" in flags(given.valued(answers, mixed))) is flagged


def test_that_variation_needs_twenty_four_ratings() -> None:
    answers = given.answered("full")
    wild = given.valued(answers, {one: (1, 5)[place % 2] for place, one in enumerate(FULL_RATINGS)})
    assert "high_variability" in flags(given.without(wild, FULL_RATINGS[24:]))
    assert "high_variability" not in flags(given.without(wild, FULL_RATINGS[23:]))


def test_that_variation_is_not_judged_in_quick() -> None:
    wild = {one: (1, 5)[place % 2] for place, one in enumerate(QUICK_RATINGS)}
    assert flags(given.valued(given.answered("quick"), wild), "quick") == ()


def ahead(answers: given.Answers) -> bool:
    return quality("full", answers, given.questionnaire()).examples_ahead


def test_that_best_examples_far_ahead_of_habits_are_said_and_lower_nothing() -> None:
    answers = given.valued(
        varied(), dict.fromkeys(FULL_RATINGS, 4) | dict.fromkeys(given.items("full", Frequency), 0.0)
    )
    found = quality(
        "full",
        given.valued(answers, {FULL_RATINGS[3]: 5, FULL_RATINGS[14]: 3, FULL_RATINGS[20]: 2}),
        given.questionnaire(),
    )
    assert found.examples_ahead
    assert (found.grade, found.flags) == ("good", ())
    # ratings at 4 are .75, so frequencies at .375 are just as far away as it takes
    frequencies = given.items("full", Frequency)
    half = {one: (0.25, 0.5)[place % 2] for place, one in enumerate(frequencies)}
    exactly = given.valued(given.answered("full", rating=4), half)
    assert ahead(exactly)
    assert not ahead(given.valued(exactly, {frequencies[0]: 0.5}))


def test_that_habits_ahead_of_examples_are_not_called_the_other_way_round() -> None:
    assert not ahead(given.answered("full", rating=1, frequency=1))


def test_that_kinds_apart_needs_a_competency_with_both() -> None:
    questionnaire = given.questionnaire()
    ratings = given.without(varied(), given.items("full", Frequency))
    assert kinds_apart(ratings, questionnaire) == ()
    one = ratings | {"TL-F2": Answer("TL-F2", value=1)}
    assert list(kinds_apart(one, questionnaire)) == pytest.approx([0.5 - 1])


def test_that_items_seen_in_an_earlier_sitting_are_left_out_of_the_speed_check() -> None:
    answers = in_seconds(varied(), list(varied()), 0.5)
    assert "fast" in quality("full", answers, given.questionnaire()).flags
    assert "fast" not in quality("full", answers, given.questionnaire(), frozenset(answers)).flags
    # half of a part is new and was read no faster than it can be
    new = [one for place, one in enumerate(answers) if place % 2]
    mixed = in_seconds(answers, new, 30)
    assert "fast" not in quality("full", mixed, given.questionnaire(), frozenset(answers) - frozenset(new)).flags


def test_that_a_part_counts_for_the_speed_check_when_half_of_it_is_answered() -> None:
    content = given.questionnaire()
    skills = [item.id for item in content.scored_items["full"] if content.part_of_item[item.id] == "skills"]
    quick = in_seconds(varied(), skills, 0.5)
    some = (len(skills) + 1) // 2
    assert "fast" in flags(given.without(quick, skills[some:]))
    assert "fast" not in flags(given.without(quick, skills[some - 1 :]))


def test_that_no_word_about_speed_comes_for_items_seen_before() -> None:
    answers = in_seconds(varied(), list(varied())[:5], 0.5)
    items = list(given.questionnaire().form_items("full"))[:5]
    assert prompt(items, answers, given.questionnaire()) == "fast"
    assert prompt(items, answers, given.questionnaire(), {items[2].id}) is None


def test_that_three_tenths_skipped_is_a_flag() -> None:
    answers = varied()
    ids = list(answers)[1::3]  # 23 of 69, a third
    assert "skipped" in flags(given.skipped(answers, ids[:21]))  # 21 of 69 are 30.4 %
    assert "skipped" not in flags(given.skipped(answers, ids[:20]))  # 29.0 %


def test_that_items_left_out_are_no_skips() -> None:
    answers = varied()
    assert flags(given.without(answers, list(answers)[20:])) == ()


def test_that_no_chance_is_never_a_flag_but_suggests_a_lower_target() -> None:
    answers = varied()
    self_reports = [one for one in answers if one[3] in "BF"]
    assert len(self_reports) == 50
    half = quality("full", given.no_chance(answers, self_reports[:25]), given.questionnaire())
    assert (half.grade, half.flags, half.many_no_chance) == ("good", (), True)
    fewer = quality("full", given.no_chance(answers, self_reports[:24]), given.questionnaire())
    assert not fewer.many_no_chance
    every = quality("full", given.no_chance(answers, self_reports), given.questionnaire())
    assert (every.grade, every.flags) == ("good", ())


def test_that_one_flag_is_fair_and_two_are_low() -> None:
    questionnaire = given.questionnaire()
    one = given.answered("full", rating=3, seconds=30)
    one = given.valued(one, dict.fromkeys(FULL_RATINGS[16:], 4))
    fair = quality("full", one, questionnaire)
    assert (fair.flags, fair.grade) == (("run",), "fair")
    two = quality("full", given.answered("full", rating=3, seconds=30), questionnaire)
    assert (two.flags, two.grade) == (("run", "low_variability"), "low")
    three = quality("full", given.answered("full", rating=3, seconds=0.5), questionnaire)
    assert (three.flags, three.grade) == (("fast", "run", "low_variability"), "low")


def prompted(answers: given.Answers, last: str) -> str | None:
    """The word after ``last``, the items asked in the order of the form."""
    items = list(given.questionnaire().form_items("full"))
    end = next(place for place, item in enumerate(items) if item.id == last)
    return prompt(items[: end + 1], answers, given.questionnaire())


def test_that_a_word_comes_after_five_quick_answers_in_a_row() -> None:
    answers = varied()
    first = list(answers)[:5]
    assert first[-1] == "TL-F2"
    quick = in_seconds(answers, first, 0.5)
    assert prompted(quick, "TL-B4") is None
    assert prompted(quick, "TL-F2") == "fast"
    assert prompted(quick, "TL-F3") is None
    assert prompted(in_seconds(quick, ["TL-B3"], 20), "TL-F2") is None
    assert prompted(given.skipped(quick, ["TL-B3"]), "TL-F2") is None


def test_that_a_row_of_equal_ratings_is_told_at_a_rating_and_not_at_what_comes_after_it() -> None:
    asked = list(given.questionnaire().form_items("full"))
    last = next(at for at, item in enumerate(asked) if at > 30 and item.kind is Kind.FREQUENCY) - 1
    ratings = [item.id for item in asked[: last + 1] if item.kind is Kind.RATING][-12:]
    answers = given.valued(varied(), dict.fromkeys(ratings, 2))
    assert ratings[-1] == asked[last].id
    assert prompted(answers, asked[last].id) == "alike"
    assert prompted(answers, asked[last + 1].id) is None


def test_that_a_word_comes_after_twelve_equal_ratings_in_a_row() -> None:
    answers = given.valued(varied(), dict.fromkeys(FULL_RATINGS[1:13], 5))
    assert prompted(answers, FULL_RATINGS[11]) is None
    assert prompted(answers, FULL_RATINGS[12]) == "alike"
    after = next(item for item in given.questionnaire().competencies_by_id["SP"].frequencies)
    assert prompted(answers, after.id) is None
