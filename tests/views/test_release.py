"""Nobody's answers can be told from what is shown of a group, neither at once nor by subtracting."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from tests.campaign import Campaign
from tests.views.random_rounds import (
    AREAS,
    CONTENT,
    ITEMS,
    MADE,
    collected,
    life,
    own_result,
    random_reply,
    same_raters,
    showing,
    withdrawn,
)

from nextrung.views.invitation import Part
from nextrung.views.picture import Collected, Picture, picture
from nextrung.views.release import least
from nextrung.views.rounds import GROUPS, KeptReply

RESULT = own_result()


def seen(of: Collected) -> Picture:
    return picture(of, CONTENT, RESULT)


def raters(found: Picture, part: str = "colleague") -> dict[str, int]:
    return {area.competency: one.raters for area in found.areas for one in area.views if one.part == part}


def state(found: Picture, part: str = "colleague") -> tuple[int, int]:
    return next((one.shown, one.missing) for one in found.groups if one.part == part)


def test_that_a_group_of_two_is_not_shown_and_one_of_three_is() -> None:
    two = collected(*same_raters(4, 2))
    assert state(seen(two)) == (0, 1)
    with pytest.raises(ValueError, match="colleague"):
        showing(two, "colleague")
    three = collected(*same_raters(4, 3))
    assert raters(seen(three)) == {}, "nothing is shown before it was released"
    assert raters(seen(showing(three, "colleague"))) == dict.fromkeys(AREAS, 3)


def test_that_a_group_is_shown_again_only_with_three_new_replies() -> None:
    first = showing(collected(*same_raters(4, 3)), "colleague")
    for more in (1, 2):
        grown = replace(first, replies=same_raters(4, 3 + more))
        assert state(seen(grown)) == (3, 3 - more)
        assert raters(seen(grown)) == dict.fromkeys(AREAS, 3)
        with pytest.raises(ValueError, match="colleague"):
            showing(grown, "colleague")
    assert raters(seen(showing(replace(first, replies=same_raters(4, 6)), "colleague"))) == dict.fromkeys(AREAS, 6)


def test_that_three_new_replies_with_one_new_view_of_an_area_leave_the_area_as_it_was() -> None:
    first = showing(collected(*same_raters(4, 3)), "colleague")
    of_first_area = {item for item in ITEMS if CONTENT.competency_of[item].id == AREAS[0]}
    unseen = dict.fromkeys(ITEMS, 1.0) | dict.fromkeys(of_first_area)
    new = (*same_raters(1, 1, first=3), *(KeptReply(f"new-{at}", "colleague", unseen) for at in range(2)))
    again = showing(replace(first, replies=(*first.replies, *new)), "colleague")
    assert raters(seen(again)) == {**dict.fromkeys(AREAS, 6), AREAS[0]: 3}


def test_that_after_a_withdrawal_a_group_is_shown_again_with_three_new_replies() -> None:
    first = showing(collected(*same_raters(4, 6)), "colleague")
    gone = replace(first, replies=(withdrawn(first.replies[0]), *first.replies[1:]))
    assert (state(seen(gone)), raters(seen(gone))) == ((0, 3), {})
    assert next(one.withdrawn for one in seen(gone).groups) == 1
    later = replace(gone, replies=(*gone.replies, *same_raters(2, 3, first=6)))
    assert raters(seen(showing(later, "colleague"))) == dict.fromkeys(AREAS, 8)


def test_that_an_area_that_somebody_withdrew_from_stays_hidden_until_three_new_ones_saw_it() -> None:
    first = showing(collected(*same_raters(4, 6)), "colleague")
    of_first_area = {item for item in ITEMS if CONTENT.competency_of[item].id == AREAS[0]}
    unseen = dict.fromkeys(ITEMS, 2.0) | dict.fromkeys(of_first_area)
    new = tuple(KeptReply(f"new-{at}", "colleague", unseen) for at in range(3))
    gone = replace(first, replies=(withdrawn(first.replies[0]), *first.replies[1:], *new))
    again = showing(gone, "colleague")
    assert raters(seen(again)) == dict.fromkeys(AREAS[1:], 8)
    later = replace(again, replies=(*again.replies, *same_raters(2, 3, first=6)))
    assert raters(seen(showing(later, "colleague"))) == {**dict.fromkeys(AREAS, 11), AREAS[0]: 8}


def test_that_the_only_manager_is_shown_alone_and_one_of_two_is_not() -> None:
    one = showing(collected(*same_raters(4, 1, "manager")), "manager")
    assert raters(seen(one), "manager") == dict.fromkeys(AREAS, 1)
    two = showing(collected(*same_raters(4, 2, "manager")), "manager")
    assert raters(seen(two), "manager") == {}


def test_that_a_minimum_can_only_be_raised() -> None:
    for minimum, expected in ((1, 3), (3, 3), (5, 5)):
        assert least("colleague", minimum) == expected
    four = collected(*same_raters(4, 4), made=replace(MADE, minimum=5))
    with pytest.raises(ValueError, match="colleague"):
        showing(four, "colleague")
    raised = showing(collected(*same_raters(4, 4)), "colleague")
    assert raters(seen(replace(raised, round=replace(MADE, minimum=5)))) == {}


@pytest.mark.parametrize("part", ["colleague", "manager"])
def test_that_a_showing_that_counts_who_saw_nothing_shows_nothing_of_the_area(part: Part) -> None:
    count = least(part)
    of = showing(collected(*same_raters(4, count, part)), part)
    unseen = replace(of.replies[0], given=dict.fromkeys(ITEMS))
    assert raters(seen(replace(of, replies=(unseen, *of.replies[1:]))), part) == {}


def test_that_words_are_in_no_order_and_of_nobody() -> None:
    draw_texts = {f"c{at}": f"Example {at}" for at in range(6)}
    replies = [
        KeptReply(name, "colleague", dict.fromkeys(ITEMS, 3.0), {AREAS[0]: text}) for name, text in draw_texts.items()
    ]
    forwards = seen(showing(collected(*replies), "colleague")).words
    renamed = [replace(one, id=f"z{9 - at}") for at, one in enumerate(reversed(replies))]
    assert seen(showing(collected(*renamed), "colleague")).words == forwards
    assert {one.text for one in forwards} == set(draw_texts.values())
    hidden = [replace(one, hidden=frozenset({AREAS[0]})) if one.id == "c2" else one for one in replies]
    assert "Example 2" not in {one.text for one in seen(showing(collected(*hidden), "colleague")).words}


def test_that_nothing_shown_depends_on_one_of_a_hidden_group(campaign: Campaign) -> None:
    draw = campaign.random()
    tried = 0
    for number in range(campaign.rounds(short=12, long=2_000)):
        for now in life(draw):
            found = seen(now)
            hidden = {one.part for one in found.groups if not one.shown}
            others = [at for at, one in enumerate(now.replies) if one.part in hidden and not one.withdrawn]
            if not others:
                continue
            at = draw.choice(others)
            other = random_reply(draw, now.replies[at].id, now.replies[at].part)
            replies = (*now.replies[:at], other, *now.replies[at + 1 :])
            assert seen(replace(now, replies=replies)) == found, number
            tried += 1
    assert tried > 100


def test_that_nothing_shown_depends_on_what_two_say_about_an_area(campaign: Campaign) -> None:
    draw = campaign.random()
    tried = 0
    for number in range(campaign.rounds(short=12, long=2_000)):
        for now in life(draw, ("colleague",)):
            found = seen(now)
            hidden = [area for area in AREAS if area not in raters(found)]
            those = [at for at, one in enumerate(now.replies) if not one.withdrawn]
            if not hidden or not those:
                continue
            at, area = draw.choice(those), draw.choice(hidden)
            one = now.replies[at]
            other = {
                item: float(draw.randint(1, 5)) if value and CONTENT.competency_of[item].id == area else value
                for item, value in one.given.items()
            }
            changed = replace(one, given=other, examples={**one.examples, area: "Something else"})
            replies = (*now.replies[:at], changed, *now.replies[at + 1 :])
            assert seen(replace(now, replies=replies)) == found, number
            tried += 1
    assert tried > 100


def test_that_two_showings_of_an_area_differ_by_the_minimum_or_not_at_all(campaign: Campaign) -> None:
    draw = campaign.random()
    for _ in range(campaign.rounds(short=20, long=2_000)):
        last: dict[tuple[str, str], frozenset[str]] = {}
        for now in life(draw):
            shown = {(area.competency, one.part) for area in seen(now).areas for one in area.views}
            there = {one.id for one in now.replies if not one.withdrawn}
            for area, part in shown:
                ids = now.releases[part].areas[area]
                before = last.get((area, part), frozenset())
                assert ids == before or len(ids - before) >= least(part, now.round.minimum)
                assert ids <= there
                assert part not in GROUPS or len(ids) >= now.round.minimum
                last[area, part] = ids
