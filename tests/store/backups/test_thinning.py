"""Thinning: what a week, two months and two years keep, whatever the clock did."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct

from nextrung.store.backups.thinning import DAYS, MONTHS, WEEKS, kept

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
MOST = 2 * DAYS + WEEKS + MONTHS


class Made(Struct, frozen=True):
    number: int
    made_at: datetime
    precious: bool = False


def made(*moments: datetime) -> list[Made]:
    """Backups made one after the other."""
    return [Made(number, at) for number, at in enumerate(moments, start=1)]


def over_time(backups: list[Made]) -> list[Made]:
    """What is left when the backup folder is thinned after every backup, as it is."""
    all_backups: list[Made] = []
    for one in backups:
        all_backups.append(one)
        stay = kept(all_backups)
        all_backups = [other for other in all_backups if other.number in stay]
    return all_backups


def every_day(days: int) -> list[Made]:
    return made(*(NOW - timedelta(days=ago) for ago in range(days, -1, -1)))


moments = st.datetimes(datetime(1970, 1, 1), datetime(2099, 12, 31), timezones=st.just(UTC))


@given(st.lists(moments, min_size=1, max_size=80))
def test_that_the_newest_always_stays_and_the_folder_stays_small(at: list[datetime]) -> None:
    backups = made(*at)
    stay = kept(backups)
    assert backups[-1].number in stay
    assert len(stay) <= MOST


@given(st.lists(moments, min_size=1, max_size=40))
def test_that_thinning_what_was_thinned_removes_nothing_more(at: list[datetime]) -> None:
    backups = made(*at)
    stay = kept(backups)
    assert kept([one for one in backups if one.number in stay]) == stay


@given(st.lists(st.integers(0, 900), min_size=1, max_size=60))
def test_that_each_day_of_the_last_week_keeps_its_newest(ago: list[int]) -> None:
    backups = made(*(NOW - timedelta(days=days) for days in sorted(ago, reverse=True)))
    stay = kept(backups)
    for days in range(8):
        of_day = [one.number for one in backups if NOW - one.made_at == timedelta(days=days)]
        assert not of_day or of_day[-1] in stay


def test_that_of_one_day_the_first_and_the_last_stay() -> None:
    backups = made(*(NOW + timedelta(hours=hour) for hour in range(5)))
    assert kept(backups) == {1, 5}
    assert [one.number for one in over_time(backups)] == [1, 5]


def test_that_daily_backups_of_three_years_leave_days_weeks_and_months() -> None:
    left = over_time(every_day(3 * 365))
    ages = [(NOW - one.made_at).days for one in left]
    assert len(left) <= MOST
    assert set(range(8)) <= set(ages)
    weekly = [age for age in ages if 7 < age <= 62]
    assert len(weekly) >= 7
    assert all(older - newer <= 7 for newer, older in zip(sorted(weekly), sorted(weekly)[1:], strict=False))
    monthly = [age for age in ages if 62 < age <= 731]
    assert len(monthly) >= 21
    assert all(older - newer <= 31 for newer, older in zip(sorted(monthly), sorted(monthly)[1:], strict=False))
    assert max(ages) <= 770


def test_that_months_without_the_program_cost_nothing() -> None:
    before = over_time(every_day(400))
    after = kept([*before, Made(9999, NOW + timedelta(days=3000))])
    assert len(before) - len(after - {9999}) <= 3


def test_that_a_clock_far_ahead_costs_no_more_than_the_wrong_moment_takes_up() -> None:
    before = over_time(every_day(400))
    wrong = Made(9998, datetime(2077, 1, 1, tzinfo=UTC))
    right = Made(9999, NOW + timedelta(days=1))
    for left in (kept([*before, wrong]), kept([*before, wrong, right])):
        assert 9998 in left
        lost = {one.number for one in before} - left
        assert len(lost) <= 3


def test_that_a_clock_set_back_costs_no_more_than_the_wrong_moment_takes_up() -> None:
    before = over_time(every_day(400))
    wrong = [Made(9000 + number, datetime(1970, 1, 1, number, tzinfo=UTC)) for number in range(20)]
    left = kept([*before, *wrong])
    assert {number for number in left if number >= 9000} == {9000, 9019}
    assert len({one.number for one in before} - left) <= 3


def test_that_precious_ones_stay_for_thirty_days_however_many_there_are_of_a_day() -> None:
    day = [NOW + timedelta(minutes=minute) for minute in range(5)]
    backups = [Made(number, at, precious=number in (2, 3)) for number, at in enumerate(day, start=1)]
    assert kept(backups) == {1, 2, 3, 5}
    later = [Made(10 + days, NOW + timedelta(days=days)) for days in range(1, 60)]
    for days in range(1, 60):
        left = {one.number for one in over_time([*backups, *later[:days]])}
        assert ({2, 3} <= left) == (days <= 31), days


def test_that_a_clock_far_ahead_makes_nothing_old_until_a_second_day_agrees() -> None:
    first, ahead, hour = NOW, datetime(2077, 1, 1, tzinfo=UTC), timedelta(hours=1)
    backups = [Made(1, first), Made(2, first + hour, precious=True), Made(3, first + 2 * hour)]
    wrong = [*backups, Made(4, ahead), Made(5, ahead + hour, precious=True), Made(6, ahead + 2 * hour)]
    assert 2 in kept(wrong)
    assert {2, 5} <= kept([*wrong, Made(7, first + timedelta(days=1))])
    assert 2 not in kept([*wrong, Made(7, ahead + timedelta(days=1))])


def test_that_what_was_made_while_the_clock_was_ahead_does_not_stay_for_ever() -> None:
    ahead, hour = datetime(2077, 1, 1, tzinfo=UTC), timedelta(hours=1)
    wrong = [Made(1, ahead), Made(2, ahead + hour, precious=True), Made(3, ahead + 2 * hour)]
    daily = [Made(10 + days, NOW + timedelta(days=days), precious=True) for days in range(60)]
    assert 2 in kept([*wrong, *daily[:29]])
    assert 2 not in kept([*wrong, *daily[:30]])
