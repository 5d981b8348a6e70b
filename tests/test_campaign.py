from __future__ import annotations

from tests.campaign import Campaign


def test_that_a_campaign_is_short_unless_asked_to_be_long() -> None:
    assert Campaign(is_long=False, seed=1).rounds(short=20, long=2_000) == 20
    assert Campaign(is_long=True, seed=1).rounds(short=20, long=2_000) == 2_000


def test_that_the_same_seed_draws_the_same_trials() -> None:
    assert Campaign(is_long=False, seed=3).random().random() == Campaign(is_long=True, seed=3).random().random()
