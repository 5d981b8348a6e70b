"""What the constants of the scoring must obey: shares, counts, and limits that rise. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from nextrung.questionnaire.constants import Scoring, SpeedFloor

WIDEST_RANGE = 0.999
"""A range that covers everything would be without end on both sides."""
_SHARES = (
    "exposure_minimum",
    "rating_share_full",
    "focus.likely",
    "focus.possible",
    "focus.tied_within",
    "focus.close_behind",
    "firmness.firm",
    "firmness.fairly_firm",
    "bands.provisional_below",
    "bands.scored_minimum",
    "calibration.check_credit",
    "quality.fast_share",
    "quality.fast_answered_share",
    "quality.kinds_apart",
    "quality.skipped_share",
    "quality.no_chance_share",
)
_ABOVE_NOTHING = (
    "rating_weight",
    "frequency_weight",
    "calibration.z",
    "change.probable_z",
    "change.clear_z",
    "quality.interruption_seconds",
    "quality.variability_high",
    "raters.spread",
    "raters.difference_z",
)
_NOT_BELOW_NOTHING = (
    "focus.minimum_gap",
    "bands.critical_shortfall",
    "calibration.minimum_excess",
    "calibration.check_score",
    "change.weeks_apart",
    *(f"quality.seconds.{kind}" for kind in SpeedFloor.__struct_fields__),
    "quality.variability_low",
)
_COUNTS = (
    "self_report_full",
    "self_report_quick",
    "focus.at_most",
    "calibration.minimum_items",
    "calibration.check_items",
    "quality.fast_in_a_row",
    "quality.run_prompt",
    "quality.run_full",
    "quality.run_quick",
    "quality.variability_items",
)


def problems(scoring: Scoring) -> Iterator[tuple[str, str]]:
    """Everything that does not fit: what is wrong and allowed, and the way to the constant within ``scoring``."""
    for way in _SHARES:
        if not 0 <= _value(scoring, way) <= 1:
            yield f"{_words(way)}: {_value(scoring, way):g} is no share; it must lie from 0 to 1", way
    for way in _ABOVE_NOTHING:
        if _value(scoring, way) <= 0:
            yield f"{_words(way)}: must be above 0", way
    for way in _NOT_BELOW_NOTHING:
        if _value(scoring, way) < 0:
            yield f"{_words(way)}: must not be below 0", way
    for way in _COUNTS:
        if _value(scoring, way) < 1:  # nothing can be computed from no answers
            yield f"{_words(way)}: must be at least 1", way
    yield from _ends(scoring)
    yield from _rising(scoring)


def _ends(scoring: Scoring) -> Iterator[tuple[str, str]]:
    """Those with an end of their own."""
    if not 0 < scoring.range_share <= WIDEST_RANGE:
        yield f"range_share: must be above 0 and at most {WIDEST_RANGE}", "range_share"
    # a reliability of 1 would leave a rater without error, and their range without width
    if not 0 <= scoring.raters.reliability < 1:
        yield "raters reliability: must be from 0 to below 1", "raters.reliability"
    if not 0 < scoring.raters.seen_share <= 1:
        yield "raters seen_share: must be above 0 and at most 1", "raters.seen_share"
    if not 0 < scoring.firmness.steady_within <= 1:
        yield "firmness steady_within: must be above 0 and at most 1", "firmness.steady_within"
    # older content has no such cap
    shortfall = scoring.bands.close_shortfall
    if shortfall is not None and shortfall <= 0:
        yield "bands close_shortfall: must be above 0", "bands.close_shortfall"


def _rising(scoring: Scoring) -> Iterator[tuple[str, str]]:
    """Pairs of limits of which one may not be above the other."""
    bands, focus, firmness, change = scoring.bands, scoring.focus, scoring.firmness, scoring.change
    if not 0 < bands.building < bands.close < bands.matches <= 100:
        yield "bands: building, close and matches must rise within 0 to 100", "bands"
    if focus.possible > focus.likely:
        yield "focus: possible must not be above likely", "focus.possible"
    if firmness.fairly_firm > firmness.firm:
        yield "firmness: fairly_firm must not be above firm", "firmness.fairly_firm"
    if change.probable_z > change.clear_z:
        yield "change: probable_z must not be above clear_z", "change.probable_z"


def _value(scoring: Scoring, way: str) -> float:
    found: object = scoring
    for name in way.split("."):
        found = getattr(found, name)
    assert isinstance(found, int | float)  # noqa: S101  (every way above leads to a number)
    return found


def _words(way: str) -> str:
    return way.replace(".", " ")
