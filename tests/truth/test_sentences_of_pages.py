"""Every conditional sentence of history, group, session, coach's view, plan and people: what must and must not show it.

The sentences about a result itself are in ``test_sentences``.
"""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from tests import given
from tests.truth import pages
from tests.truth.pages import (
    Shown,
    assessment,
    careful,
    client,
    compare,
    figure,
    group,
    history,
    mixed,
    overview,
    people,
    plan,
    point,
    rated,
    reviewed,
    salary,
    session,
    views,
    what_if,
    without,
)

FIVES = given.answered("full", 5, 1)
LOW, MID, HIGH = mixed(2), mixed(3), mixed(4)
FIRST = assessment(MID, day="2026-01-01")
LATER = assessment(HIGH, day="2026-06-01")
SAME = assessment(MID, day="2026-06-01")
SOON = assessment(HIGH, day="2026-01-08")
QUICK = assessment(mixed(2, "quick"), "quick", "2026-01-01")
HASTY = assessment(careful(), day="2026-01-01")
HASTY_QUICK = assessment(careful("quick"), "quick", "2026-09-01")
NO_TL = assessment(without(HIGH, "TL"), day="2026-06-01")
QUICK_NO_TL = assessment(without(mixed(2, "quick"), "TL"), "quick", "2026-06-01")
NOTHING = given.skipped({}, list(MID))
QUICK_ANSWERS = mixed(2, "quick")
TL_ALONE = given.only(dict(MID), "TL-B", "TL-F")
NO_CHANCE = without(HIGH, "TL")
OTHER = replace(given.questionnaire(), blueprint=replace(given.questionnaire().blueprint, id="other"))

Row = tuple[str, tuple[Shown, ...], tuple[Shown, ...]]
"""A part of the sentence, what must show it, and what must not."""

ROWS: tuple[Row, ...] = (
    # history
    ("This is the starting point", (history(FIRST),), (history(FIRST, LATER), history(HASTY, careful=True))),
    ("there is no other yet", (history(HASTY),), (history(FIRST), history(HASTY, NO_TL, area="TL"))),
    ("No assessment that could be drawn has a level here yet", (history(NO_TL, area="TL"),), (history(FIRST),)),
    (
        "No assessment of the newest one’s form has a level here yet",
        (history(FIRST, QUICK_NO_TL, area="TL"),),
        (history(FIRST, QUICK_NO_TL, area="TL", both=True), history(NO_TL, area="TL"), history(FIRST)),
    ),
    ("a clear change", (history(FIRST, LATER),), (history(FIRST, SAME), history(FIRST))),
    ("within noise, so it may be chance", (history(FIRST, SAME),), (history(FIRST, LATER), history(FIRST))),
    (
        "levels since",
        (history(FIRST, LATER),),
        (
            history(FIRST, NO_TL, area="TL"),
            history(FIRST, LATER, HASTY_QUICK, careful=True, both=False),
            history(FIRST),
        ),
    ),
    (
        "Through the questions that both share: from",
        (history(QUICK, LATER),),
        (history(FIRST, LATER), history(FIRST)),
    ),
    ("weeks apart; change shows better", (history(FIRST, SOON),), (history(FIRST, LATER), history(FIRST))),
    ("through the questions that both ask", (history(QUICK, LATER, both=True),), (history(FIRST, LATER),)),
    ("Not drawn, as they have no level here: 1", (history(FIRST, NO_TL, area="TL"),), (history(FIRST, LATER),)),
    ("no pilot has tested", (history(FIRST),), (history(assessment(MID, content=reviewed())), history())),
    ("Your levels over time will be here", (history(),), (history(FIRST),)),
    # two assessments beside each other
    (
        "Of 9 areas, one may look changed",
        (compare(FIRST, LATER),),
        (compare(FIRST, NO_TL), compare(FIRST, assessment(NOTHING, day="2026-06-01"))),
    ),
    ("Of 8 areas, one may look changed", (compare(FIRST, NO_TL),), (compare(FIRST, LATER),)),
    (
        "Chance alone may make it look changed",
        (compare(FIRST, assessment(TL_ALONE, day="2026-06-01")),),
        (compare(FIRST, LATER), compare(FIRST, assessment(NOTHING, day="2026-06-01"))),
    ),
    (
        "No area has a level in both",
        (compare(FIRST, assessment(NOTHING, day="2026-06-01")),),
        (compare(FIRST, LATER), compare(FIRST, NO_TL)),
    ),
    (
        "These two share no questions",
        (compare(FIRST, assessment(HIGH, day="2026-06-01", content=OTHER)),),
        (compare(FIRST, LATER),),
    ),
    ("A yardstick that has become", (compare(FIRST, LATER),), (compare(FIRST, SAME),)),
    (
        "began with the answers of the other",
        (compare(QUICK, assessment(HIGH, day="2026-06-01", deepens="2026-01-01")),),
        (compare(FIRST, LATER),),
    ),
    ("One of them is to be treated with care", (compare(HASTY, LATER),), (compare(FIRST, LATER),)),
    (
        "no pilot has tested",
        (compare(FIRST, assessment(HIGH, day="2026-06-01", content=reviewed())),),
        (compare(*(assessment(MID, day=day, content=reviewed()) for day in ("2026-01-01", "2026-06-01"))),),
    ),
    # the coach's view
    (
        "1 of 9 areas with both levels is called different",
        (views(rated(3) | {key: 5.0 for key in rated(1) if key[:2] == "TL"}, assessment(pages.FULL)),),
        (views(rated(3), assessment(pages.FULL)), views(rated(3), None)),
    ),
    (
        "0 of 9 areas with both levels are called different",
        (views(rated(3), assessment(pages.FULL)),),
        (views(rated(3), None),),
    ),
    (
        "No area has a level in both views",
        (views(rated(3), None), views(rated(None), assessment(pages.FULL))),
        (views(rated(3), assessment(pages.FULL)),),
    ),
    ("may be chance |", (views(rated(3), assessment(pages.FULL)),), (views(rated(3), None),)),
    ("own is higher", (views(rated(1), assessment(pages.FULL)),), (views(rated(3), assessment(pages.FULL)),)),
    ("coach’s is higher", (views(rated(5), assessment(pages.FULL)),), (views(rated(3), assessment(pages.FULL)),)),
    (
        "own level, with the likely range",
        (views(rated(3), FIRST), views(rated(None), FIRST)),
        (views(rated(3), None), views(rated(3), assessment(NOTHING))),
    ),
    ("the range of a single rater", (views(rated(3), None),), (views(rated(None), FIRST),)),
    (
        "A difference is named from about 1.1 levels on",
        (views(rated(3), assessment(pages.FULL)),),
        (views(rated(3), None),),
    ),
    ("will stand beside yours after their first assessment", (views(rated(3), None),), (views(rated(3), FIRST),)),
    ("no pilot has tested", (views(rated(3), FIRST),), (views(rated(3), assessment(MID, content=reviewed())),)),
    # the plan
    ("Actions that fit your result will be suggested here", (plan(None),), (plan(()), plan(("TL",), offers=1))),
    (
        "Each area to work on first has a step",
        (plan(("TL",), live=1),),
        (plan(("TL",), own=1), plan((), own=1), plan(None)),
    ),
    (
        "No further action is suggested",
        (plan(()), plan(("TL",), own=1)),
        (plan(("TL",), live=1), plan((), offers=1), plan(None)),
    ),
    ("Your plan is full", (plan(("TL",), offers=1, own=3),), (plan(("TL",), offers=1), plan(("TL",), live=1, own=2))),
    ("for your newest result", (plan((), offers=1),), (plan(()), plan(None))),
    ("Start a planned step", (plan((), own=1, planned=True),), (plan(None), plan(("TL",), offers=1))),
    # the session
    ("looks changed: +1.0 levels between two assessments", (point("change", 1.0),), (point("gap", 1.0),)),
    ("To work on first: Team leadership, 1.0 levels below", (point("gap", 1.0),), (point("change", 1.0),)),
    ("surer than the answers support", (point("calibration", 20.0),), (point("calibration", -20.0),)),
    ("better than expected", (point("calibration", -20.0),), (point("calibration", 20.0),)),
    ("little chance so far", (session(NO_CHANCE),), (session(HIGH), session(NOTHING))),
    ("too few answers", (session(NOTHING),), (session(HIGH), session(NO_CHANCE))),
    ("Match to the role: none yet", (session(NOTHING), session(TL_ALONE)), (session(HIGH), session(NO_CHANCE))),
    ("Too little of what the role asks", (session(TL_ALONE),), (session(NOTHING), session(HIGH))),
    (
        "no pilot has tested",
        (session(HIGH, "match"),),
        (session(HIGH), session(HIGH, "match", content=reviewed())),
    ),
    # the client's window
    ("Too little of what the role asks", (client(TL_ALONE),), (client(HIGH), client(NOTHING))),
    ("No area has a level yet", (client(NOTHING),), (client(HIGH), client(TL_ALONE))),
    # the overview
    ("How near your answers are to the role", (overview(None),), (overview(MID), overview(NOTHING))),
    ("Begin with an assessment", (overview(None),), (overview(MID), overview(QUICK_ANSWERS, to_deepen=39))),
    (
        "39 more questions turn it into a full one",
        (overview(QUICK_ANSWERS, to_deepen=39),),
        (overview(MID), overview(None)),
    ),
    ("Too little of what the role asks", (overview(TL_ALONE),), (overview(NOTHING), overview(MID), overview(None))),
    ("No area has a level yet", (overview(NOTHING),), (overview(TL_ALONE), overview(MID), overview(None))),
    (
        "Close: Project management has no level yet",
        (overview(without(FIVES, "PM")),),
        (overview(FIVES),),
    ),
    (
        "Provisional: 1 of 9 areas has no level yet",
        (overview(without(FIVES, "PM")),),
        (overview(FIVES), overview(NOTHING)),
    ),
    ("The role asks for", (overview(LOW),), (overview(FIVES), overview(NOTHING), overview(None))),
    (
        "No gap is large and likely enough",
        (overview(FIVES),),
        (overview(LOW), overview(without(FIVES, "PM")), overview(NOTHING)),
    ),
    (
        "Among the areas that have a level",
        (overview(without(FIVES, "PM")),),
        (overview(FIVES), overview(LOW), overview(NOTHING)),
    ),
    ("as there are too few answers", (overview(NOTHING),), (overview(FIVES), overview(None))),
    ("The area to work on first will be here", (overview(None),), (overview(FIVES), overview(NOTHING))),
    (
        "a clear change",
        (overview(MID, (2.0, 3.0, "clear")),),
        (overview(MID), overview(MID, (2.9, 3.0, "within_noise"))),
    ),
    ("within noise", (overview(MID, (2.9, 3.0, "within_noise")),), (overview(MID, (2.0, 3.0, "clear")), overview(MID))),
    ("Pay for the rung you match\n$", (overview(FIVES),), (overview(LOW), overview(NOTHING), overview(None))),
    ("Pay for the next rung", (overview(LOW),), (overview(FIVES), overview(NOTHING), overview(None))),
    ("also: ", (overview(FIVES),), (overview(LOW), overview(NOTHING))),
    (
        "What that rung pays, from published figures, will be here",
        (overview(None), overview(NOTHING)),
        (overview(FIVES),),
    ),
    ("no pilot has tested", (overview(MID), overview(NOTHING)), (overview(None), overview(MID, content=reviewed()))),
    # pay
    ("you match", (salary(FIVES),), (salary(LOW), salary(None))),
    ("next rung", (salary(MID),), (salary(FIVES), salary(None))),
    ("further up", (salary(MID),), (salary(FIVES), salary(None))),
    (
        "Project management is critical and has no level yet",
        (salary(without(FIVES, "PM")),),
        (salary(FIVES), salary(None)),
    ),
    ("Provisional: 1 of 9 areas has no level yet", (salary(without(FIVES, "PM")),), (salary(FIVES), salary(None))),
    (
        "1 own figure is in another currency",
        (salary(None, figure("EUR")),),
        (salary(None, figure()), salary(None, figure(role="gone"))),
    ),
    (
        "1 own figure belongs to a rung that is not here",
        (salary(None, figure(role="gone")),),
        (salary(None, figure("EUR")), salary(None)),
    ),
    ("United States pay at local prices", (salary(None, country="DE"),), (salary(None),)),
    ("Soft ends show the error of an estimate", (salary(None),), (salary(None, country="DE"),)),
    ("no pilot has tested", (salary(MID),), (salary(None), salary(MID, content=reviewed()))),
    ("Your levels match: Director", (what_if(FIVES),), (what_if(MID), what_if(MID, TL=4.0))),
    ("Your levels match no rung of the ladder yet", (what_if(LOW),), (what_if(FIVES), what_if(LOW, TL=2.5))),
    (
        "These levels would match no rung of the ladder yet",
        (what_if(LOW, TL=2.5),),
        (what_if(LOW), what_if(FIVES, TL=5.0)),
    ),
    ("Beside the ladder: MLOps manager", (what_if(LOW, "mlops-manager"),), (what_if(FIVES), what_if(LOW))),
    ("Also: ", (what_if(FIVES),), (what_if(LOW, "mlops-manager"), what_if(LOW))),
    ("Building: Technical oversight is critical", (what_if(FIVES, TO=1.0),), (what_if(FIVES), what_if(LOW))),
    ("Provisional: 1 of 9 areas has no level yet", (what_if(without(FIVES, "CM")),), (what_if(FIVES),)),
    # people
    ("no assessment", (people(None),), (people(HIGH), people(HIGH, scored=False))),
    ("no level yet", (people(NOTHING),), (people(TL_ALONE), people(HIGH), people(None))),
    ("too few levels", (people(TL_ALONE),), (people(NOTHING), people(HIGH))),
    ("…", (people(HIGH, scored=False),), (people(HIGH), people(None))),
    (
        "no pilot has tested",
        (people(HIGH),),
        (people(HIGH, content=reviewed()), people(None), people(HIGH, scored=False)),
    ),
    # the group
    ("nobody has a level yet", (group(None),), (group(2.0), group(3.0))),
    ("nobody lies below a target", (group(3.0), group(3.5)), (group(None), group(2.96), group(2.0))),
    ("less than 0.1 on the mean", (group(2.96),), (group(3.0), group(2.9), group(None))),
    ("mean 1.0 below the target", (group(2.0, None),), (group(None), group(3.0))),
    ("level 3.0, less than 0.1 below the target", (group(2.96),), (group(3.0), group(3.04))),
    ("level 3.0, at the target", (group(3.0), group(3.04)), (group(2.96), group(2.0))),
    ("1.0 below the target", (group(2.0),), (group(3.0),)),
    ("0.5 above the target", (group(3.5),), (group(3.0),)),
    (": no chance yet", (group(None),), (group(2.0),)),
    ("no pilot has tested", (group(2.0),), ()),
)


@pytest.mark.usefixtures("qapp")  # pages need an application
@pytest.mark.parametrize(("words", "shown", "hidden"), ROWS, ids=[f"{at}-{row[0]}" for at, row in enumerate(ROWS)])
def test_that_a_sentence_of_a_page_stands_where_what_it_says_is_so_and_nowhere_else(
    words: str, shown: tuple[Shown, ...], hidden: tuple[Shown, ...]
) -> None:
    for at, one in enumerate(shown):
        assert words in one(), at
    for at, one in enumerate(hidden):
        assert words not in one(), at
