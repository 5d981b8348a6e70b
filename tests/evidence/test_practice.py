"""Which questions a sitting asks."""

from __future__ import annotations

from nextrung.evidence.practice import drawn
from nextrung.evidence.questions import AskedQuestion, LikelyQuestion

ASKED = tuple(
    AskedQuestion(LikelyQuestion(f"{facet}-Q{at}", "Why?", ()), facet, facet[:1])
    for facet in ("A1", "A2", "B1")
    for at in range(3)
)


def test_that_a_draw_keeps_the_order_and_differs_by_seed() -> None:
    draws = {drawn(ASKED, 4, str(seed)) for seed in range(20)}
    assert len(draws) > 1
    assert drawn(ASKED, 4, "1") == drawn(ASKED, 4, "1")
    for draw in draws:
        assert len(draw) == 4
        assert list(draw) == sorted(draw, key=ASKED.index)


def test_that_no_side_comes_twice_before_each_came_once() -> None:
    for seed in range(20):
        assert {one.facet for one in drawn(ASKED, 3, str(seed))} == {"A1", "A2", "B1"}
    assert drawn(ASKED, 50, "1") == ASKED
    assert drawn((), 3, "1") == ()
