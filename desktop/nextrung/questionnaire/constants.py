"""The constants of the scoring (content C6, C7), as ``questionnaire.yaml`` gives them under ``scoring``.

The types are not kept as texts, as in ``model``.
"""

from statistics import NormalDist
from typing import Literal

from msgspec import Struct, field

FormId = Literal["quick", "full"]
Status = Literal["draft", "reviewed"]


class ErrorDefault(Struct, frozen=True):
    """Standard error (score points) of one competency score when all ``planned`` self-report items are answered."""

    form: FormId
    part: str
    standard_error: float
    planned: int


class FocusRules(Struct, frozen=True):
    """When a gap counts as a focus area (content C6.5)."""

    minimum_gap: float
    likely: float
    possible: float
    tied_within: float
    at_most: int


class BandRules(Struct, frozen=True):
    """Lower limits of the match bands and what caps them (content C6.6)."""

    building: float
    close: float
    matches: float
    critical_shortfall: float
    provisional_below: float


class CalibrationRules(Struct, frozen=True):
    """When judgement and calibration are reported (content C6.3 and C6.7)."""

    minimum_items: int
    minimum_excess: float
    z: float
    check_score: float
    check_credit: float
    check_items: int


class ChangeRules(Struct, frozen=True):
    """z values above which a change is probable or clear (content C6.9), and the weeks to wait."""

    probable_z: float
    clear_z: float
    weeks_apart: int


class SpeedFloor(Struct, frozen=True):
    """Fewest seconds in which an item of each kind can be read and answered."""

    rating: float
    frequency: float
    scenario: float
    knowledge: float


class QualityRules(Struct, frozen=True):
    """Limits of the answer-quality checks (content C7)."""

    seconds: SpeedFloor
    interruption_seconds: float
    fast_share: float
    fast_in_a_row: int
    run_prompt: int
    run_full: int
    run_quick: int
    variability_low: float
    variability_high: float
    variability_items: int
    kinds_apart: float
    skipped_share: float
    no_chance_share: float


class RaterRules(Struct, frozen=True):
    """How far one other person's ratings reach (content C9).

    ``spread`` is the standard deviation of ratings about one competency in score points, ``reliability`` how far a
    single rater would be borne out by others, 0 to 1. ``in_step`` is the difference in levels up to which two views
    count as alike, ``seen_share`` the share of rating items that must have been seen for a level.
    """

    spread: float = 18.0
    reliability: float = 0.37
    in_step: float = 0.5
    seen_share: float = 0.5


class Scoring(Struct, frozen=True):
    """All constants of the scoring, versioned apart from the items (content C6)."""

    version: str
    status: Status
    rating_weight: float
    frequency_weight: float
    range_share: float
    """Share of chance effects that the likely range covers, 0 to 1."""
    exposure_minimum: float
    rating_share_full: float
    self_report_full: int
    self_report_quick: int
    errors: tuple[ErrorDefault, ...]
    focus: FocusRules
    bands: BandRules
    calibration: CalibrationRules
    change: ChangeRules
    quality: QualityRules
    raters: RaterRules = field(default_factory=RaterRules)
    """Left out by content from before coach ratings."""

    @property
    def range_z(self) -> float:
        """Half-width of the likely range in standard errors: 1.2816 for a range of 80 %."""
        return NormalDist().inv_cdf(0.5 + self.range_share / 2)

    def error_default(self, form: FormId, part: str) -> ErrorDefault:
        """The default error for a form and part; KeyError when the file names none."""
        for entry in self.errors:
            if entry.form == form and entry.part == part:
                return entry
        raise KeyError((form, part))
