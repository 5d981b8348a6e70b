"""Every conditional sentence about a result, with the smallest answers that must and must not show it."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from msgspec.structs import replace
from tests import given
from tests.given import Answers
from tests.report import made
from tests.truth import ways

from nextrung.questionnaire.constants import FormId
from nextrung.questionnaire.model import NO_ROLE, Questionnaire
from nextrung.report.audience import contents
from nextrung.report.build import build
from nextrung.report.material import Finished, Material
from nextrung.scoring.gaps import likelihood
from nextrung.scoring.statements import Lack, NoFocus, Sureness, Verdict, lack, no_focus, sureness, verdict
from nextrung.ui.results.page import ResultsPage

MOST = 19
"""Situations and checks of a full form."""


def quick(rating: float = 3, frequency: float = 0.5, **more: Any) -> Material:
    return ways.record(given.answered("quick", rating, frequency), "quick", **more)


def full(rating: float = 3, frequency: float = 0.5, **more: Any) -> Material:
    return ways.record(given.answered("full", rating, frequency), "full", **more)


def valued(base: Material, **values: float) -> Material:
    """Other values for some items, by id."""
    return changed(base, given.valued(dict(base.finished.answers), values))


def lowest(base: Material, area: str) -> Material:
    """The lowest answers in one area."""
    ids = [key for key in base.finished.answers if key[:2] == area and key[3] in "BF"]
    return valued(base, **{key: 1.0 if key[3] == "B" else 0.0 for key in ids})


def changed(base: Material, answers: Answers) -> Material:
    return replace(base, finished=replace(base.finished, answers=answers))


def lacking(base: Material, *areas: str) -> Material:
    """Some areas with *no chance yet* in all their self-reports."""
    ids = [key for key in base.finished.answers if key[:2] in areas and key[3] in "BF"]
    return changed(base, given.no_chance(dict(base.finished.answers), ids))


def confident(base: Material, how: str, count: int, *, hit: bool = True) -> Material:
    """The first ``count`` choices with a confidence; the best options, or the poorest."""
    items, answers = given.questionnaire().items_by_id, dict(base.finished.answers)
    chosen = [key for key, one in answers.items() if one.choice]
    for at, key in enumerate(chosen):
        pick = (given.best_of if hit else given.poorest_of)(items[key])  # type: ignore[arg-type]
        answers[key] = replace(answers[key], choice=pick, confidence=how if at < count else None)
    return changed(base, answers)


def only(base: Material, *starts: str) -> Material:
    return changed(base, given.only(dict(base.finished.answers), *starts))


def choices(count: int) -> Material:
    """A full form of which only some situations and checks are answered, as if guessed and half of them hit."""
    kept = [key for key, one in full().finished.answers.items() if one.choice][:count]
    return changed(full(), {key: full().finished.answers[key] for key in kept})


def asking(base: Material, competency: str, level: float) -> Material:
    return replace(base, role=made.asking(competency, level))


def reviewed() -> Questionnaire:
    content = given.questionnaire()
    scoring = replace(content.blueprint.scoring, status="reviewed")
    return replace(content, blueprint=replace(content.blueprint, status="reviewed", scoring=scoring))


def jumping() -> Material:
    """Ratings at one end and the other by turns."""
    answers = given.answered("full")
    ratings = [key for key in answers if key[3] == "B"]
    return ways.record(given.valued(answers, {key: 1.0 + 4 * (at % 2) for at, key in enumerate(ratings)}), "full")


def mlops_alone() -> Material:
    """Only the role beside the ladder is matched, as it asks for little."""
    beside = given.questionnaire().role("mlops-manager")
    role = replace(beside, targets={key: replace(one, level=1.5) for key, one in beside.targets.items()})
    content = given.questionnaire()
    roles = tuple(role if one.id == role.id else one for one in content.roles)
    return ways.record(given.answered("full", 2, 0.25), "full", content=replace(content, roles=roles))


def hasty(seconds: float, form: FormId = "full") -> Material:
    return ways.record(given.answered(form, seconds=seconds), form)


def mixed() -> Material:
    """Ratings that differ, so that nothing in the pattern calls for care."""
    answers = given.answered("full")
    ratings = [key for key in answers if key[3] == "B"]
    return ways.record(given.valued(answers, {key: 2.0 + at % 3 for at, key in enumerate(ratings)}), "full")


def skipping(count: int) -> Material:
    base = mixed()
    return changed(base, given.skipped(dict(base.finished.answers), list(base.finished.answers)[:count]))


NOTHING = ways.record({})
NO_TARGETS = replace(full(), role=NO_ROLE)
"""As of a questionnaire without roles."""
NO_CHANCE = lacking(only(quick(), "TL-B", "TL-F"), "TL")
ALL_NO_CHANCE = lacking(quick(), *[one.id for one in given.questionnaire().competencies])
FIVES = full(5, 1)
ONES = quick(1, 0)
TL_ALONE = only(quick(5, 1), "TL")
TO_LOW = lowest(FIVES, "TO")
SC_LOW = lowest(FIVES, "SC")
FIRST, LAST = [key for key in TL_ALONE.finished.answers if key[3] == "F"]
POOR = ways.record(given.answered("full", 5, 1, choose=given.poorest_of), "full")
BEFORE = made.finished(given.answered("quick", 1, 0.0), "quick", "2026-01-02")
LOWER = made.finished(given.answered("full", 2, 0.25), "full", "2026-01-02")
ALIKE = made.finished(given.answered("full"), "full", "2026-11-20")
EVERYWHERE = "report results markdown terminal"
FILES = "report markdown terminal"


def since(source: Material, before: Finished) -> Material:
    earlier = replace(before, content=source.finished.content)
    return replace(source, earlier=(earlier,), compared=earlier)


Row = tuple[str, str, tuple[Material, ...], tuple[Material, ...]]
"""The ways out in which it stands, a part of the sentence, what must show it, and what must not."""

ROWS: tuple[Row, ...] = (
    # no role
    (
        "report markdown terminal results",
        "This questionnaire has no role, so there are no",
        (NO_TARGETS,),
        (full(), NOTHING),
    ),
    ("report results", "no role with targets, so no gap", (NO_TARGETS,), (full(), FIVES)),
    ("results report", "likely below", (full(),), (NO_TARGETS,)),
    # one area
    (
        "report",
        "highest point",
        (TL_ALONE, FIVES),
        (valued(TL_ALONE, **{FIRST: 0, LAST: 0}), valued(TL_ALONE, **{LAST: 0.75}), only(quick(), "TL-F"), NOTHING),
    ),
    ("report", "The same in more cases", (valued(TL_ALONE, **{FIRST: 0}), only(quick(), "TL-F")), (TL_ALONE, NOTHING)),
    ("report", "level at or above target", (FIVES,), (ONES, NOTHING)),
    ("report", "No answers here yet", (NOTHING,), (FIVES, ONES)),
    ("report", "Less than 0.1 below target", (asking(full(), "TL", 3.04),), (full(), asking(full(), "TL", 3.06))),
    ("report", "At or above target.", (FIVES,), (ONES, NOTHING)),
    ("report", "too little or too unsure", (asking(full(), "TL", 3.2),), (FIVES, ONES, asking(full(), "TL", 3.04))),
    ("report", "Gap 0.3, possible", (asking(full(), "FW", 3.26),), (asking(full(), "FW", 3.2), FIVES)),
    ("report", "Gap 2.0, likely", (ONES,), (FIVES, NOTHING)),
    ("report", "too little to name", (asking(full(), "TL", 3.2),), (FIVES, ONES, NOTHING)),
    ("report", "no gap", (FIVES,), (ONES, NOTHING)),
    ("report markdown", "Worth checking: the level is high", (POOR,), (FIVES, NOTHING)),
    # what is missing
    ("results", "little chance so far", (ALL_NO_CHANCE,), (NOTHING, NO_CHANCE, quick())),
    ("results", "little chance or too few answers", (NO_CHANCE,), (ALL_NO_CHANCE, NOTHING, quick())),
    (EVERYWHERE, "Too little of what the role asks", (only(quick(), "TL"),), (NOTHING, quick())),
    (EVERYWHERE, "No area has a level", (NOTHING, NO_CHANCE), (only(quick(), "TL"), quick())),
    (EVERYWHERE, "Provisional", (lacking(quick(), "CM"),), (quick(), NOTHING)),
    ("report results markdown", "that lowers no level", (lacking(quick(), "CM"),), (quick(), NOTHING)),
    ("results", "chances to ask for are listed", (NO_CHANCE,), (NOTHING, quick())),
    # what to work on
    ("report results terminal", "Among the areas that have a level", (TL_ALONE,), (FIVES, NOTHING, NO_CHANCE)),
    ("report results terminal", "No gap is both", (FIVES,), (NOTHING, TL_ALONE, ONES)),
    ("report results terminal", "as there are too few answers", (NOTHING,), (NO_CHANCE, ALL_NO_CHANCE, quick())),
    ("report results terminal", "little chance to do this work", (ALL_NO_CHANCE,), (NO_CHANCE, NOTHING)),
    ("report results terminal", "too few answers on the rest", (NO_CHANCE,), (ALL_NO_CHANCE, NOTHING, quick())),
    ("report markdown", "where the answers are lowest", (valued(ONES, **{FIRST: 0.25}),), (ONES, FIVES)),
    ("results", "where your answers are lowest", (valued(ONES, **{FIRST: 0.25}),), (ONES, FIVES)),
    ("report results markdown", "alike in all parts", (ONES,), (FIVES, NOTHING)),
    ("report", "No step is under way", (ONES,), (replace(ONES, steps=made.steps()), FIVES)),
    # what holds a band down
    (EVERYWHERE, "is critical and has no level yet", (lacking(FIVES, "TO"),), (FIVES, TO_LOW, lacking(FIVES, "CM"))),
    (
        EVERYWHERE,
        "is critical and more than 0.5 below its target",
        (asking(full(4, 0.75), "TO", 4.54),),
        (asking(full(4, 0.75), "TO", 4.5), TO_LOW),
    ),
    (EVERYWHERE, "is critical and 2.5 below its target", (TO_LOW,), (FIVES, SC_LOW, lacking(FIVES, "TO"))),
    (EVERYWHERE, "Close: Communication has no level yet", (lacking(FIVES, "CM"),), (FIVES, lacking(FIVES, "TO"))),
    (EVERYWHERE, "Close: Stakeholder communication is 2.0 below its target", (SC_LOW,), (FIVES, lacking(FIVES, "SC"))),
    # the pattern of the answers
    ("report results markdown", "Nothing unusual in how the questions", (only(quick(), "TL"),), (NOTHING, hasty(0.5))),
    (EVERYWHERE, "very quick", (hasty(0.5),), (hasty(60), quick())),
    (EVERYWHERE, "many times in a row", (quick(),), (mixed(), NOTHING)),
    (EVERYWHERE, "Nearly all ratings are alike", (full(),), (mixed(), quick(), NOTHING)),
    (EVERYWHERE, "jump between extremes", (jumping(),), (mixed(), quick(), NOTHING)),
    (EVERYWHERE, "questions were skipped", (skipping(25), skipping(99)), (skipping(1), mixed(), NOTHING)),
    ("report markdown", "Several signs in the answers", (hasty(0.5),), (mixed(), quick(), NOTHING)),
    ("report results markdown", "habits, which is common", (quick(5, 0),), (quick(5, 1), quick(1, 1), NOTHING)),
    ("report results markdown", "ange covers chance effects", (only(quick(), "TL"),), (NOTHING, ALL_NO_CHANCE)),
    ("results", "closest: First-line, 100 of 100", (lacking(FIVES, "CM"),), (FIVES, NOTHING)),
    # how sure, how right
    ("report results", "from 10 on, judgement", (choices(9), NOTHING), (choices(10),)),
    ("report results", "None of them says how sure", (choices(10),), (choices(9), confident(full(), "certain", 9))),
    ("report results", "of them say how sure", (confident(full(), "certain", 9),), (confident(full(), "certain", 10),)),
    (
        "report results",
        "urer than the answers support",
        (confident(full(), "certain", MOST, hit=False),),
        (confident(full(), "certain", MOST), confident(full(), "certain", 9, hit=False)),
    ),
    ("report", "The answers were better than", (confident(full(), "guessing", MOST),), (choices(10), FIVES)),
    ("results", "Your answers were better than", (confident(full(), "guessing", MOST),), (choices(10), FIVES)),
    (
        "report results",
        "can show only large ones, about ± 10 points",
        (confident(full(), "certain", MOST),),
        (confident(full(), "certain", 9, hit=False), confident(full(), "certain", MOST, hit=False)),
    ),
    ("report results", "drafts by one author", (choices(10),), (ways.record({}, content=reviewed()),)),
    # rungs and pay
    ("report", "The highest rung matched: Director or head of ML", (FIVES,), (ONES, NOTHING)),
    ("report", "Also matched, beside the ladder", (FIVES,), (ONES, NOTHING)),
    ("results", "None yet\non the ladder", (mlops_alone(),), (FIVES, ONES)),
    ("results", "closest:", (ONES,), (FIVES, NOTHING, mlops_alone())),
    ("report results terminal", "no pilot has tested", (quick(), NOTHING), (ways.record({}, content=reviewed()),)),
    # over time
    ("report", "This is the first finished assessment", (quick(),), (since(quick(), BEFORE),)),
    ("report", "Of 9 areas, one may look changed", (since(quick(), BEFORE),), (quick(),)),
    ("report", "through the quick questions only", (since(full(), BEFORE),), (since(quick(), BEFORE),)),
    ("report", "over all questions of the form", (since(full(), LOWER),), (since(full(), BEFORE),)),
    ("report", "A yardstick that has become", (since(FIVES, LOWER),), (since(full(), ALIKE),)),
    ("report", "weeks lie between them", (since(full(), ALIKE),), (since(full(), LOWER),)),
    ("report", "no level to compare", (since(lacking(full(), "TL"), LOWER),), (since(full(), LOWER),)),
    (
        "report",
        "One fits when it shares questions",
        (replace(quick(), earlier=(BEFORE,)),),
        (since(quick(), BEFORE), quick()),
    ),
)
NEVER = ("lowers nothing", "already do", "Biggest gap", "clearly below", "no gap seen")
"""What no way out says any more."""


def out(way: str, source: Material, page: ResultsPage) -> str:
    if way == "results":
        return ways.words_of(ways.show(page, source))
    return ways.files(source)[way]


@pytest.mark.parametrize(("where", "words", "shown", "hidden"), ROWS, ids=[row[1] for row in ROWS])
def test_that_a_sentence_stands_where_what_it_says_is_so_and_nowhere_else(
    where: str, words: str, shown: tuple[Material, ...], hidden: tuple[Material, ...], page: ResultsPage
) -> None:
    for way in where.split():
        for source in shown:
            assert words in out(way, source, page), way
        for source in hidden:
            text = out(way, source, page)
            assert words not in text, way
            assert not [one for one in NEVER if one in text], way


def test_that_every_statement_has_its_smallest_input() -> None:
    found: set[object] = set()
    for source in [one for row in ROWS for one in (*row[2], *row[3])]:
        result, content = ways.result_of(source), source.finished.content
        statuses = [score.status for score in result.competencies.values()]
        found |= {lack(statuses), sureness(result.judgement, result.calibration, content)}
        if not result.focus:
            found.add(no_focus(statuses, asked=result.match.asked))
        for key, gap in result.gaps.items():
            found.add(verdict(result.competencies[key].level, gap.target, likelihood(gap, content.scoring)))
    every = {value for kind in (Lack, NoFocus, Verdict, Sureness) for value in get_args(kind)}
    assert every <= found


def test_that_steps_of_a_plan_that_is_left_out_are_no_reason_to_suggest_others() -> None:
    model = build(replace(ONES, steps=made.steps()), contents("manager", (), ("plan",)))
    assert model.suggestions == ()
    assert build(ONES, contents("manager", (), ("plan",))).suggestions
