"""The constants of the scoring (content C6, C7), as ``questionnaire.yaml`` gives them under ``scoring``.

The types are not kept as texts, as in ``model``. A key that came after content was first kept has as its default the
value which that content was made for, so that it scores as before; ``asked_in_files`` names it, as a file must give it.
"""

from statistics import NormalDist
from typing import ClassVar, Literal

from msgspec import Struct, field

FormId = Literal["quick", "full"]
Status = Literal["draft", "reviewed"]


class ErrorDefault(Struct, frozen=True):
    """Standard error (score points) of one competency score when all ``planned`` self-report items are answered."""

    form: FormId
    part: str
    standard_error: float
    planned: int
    borrowed: bool = False
    """Whether it was measured or judged for another questionnaire, and only taken over."""


class FocusRules(Struct, frozen=True):
    """When a gap counts as a focus area, and how they are ordered (content C6.5).

    ``tied_within`` is the share of the first priority within which others count as equal; ``close_behind`` the share of
    the last focus area's priority from which others are named beside it.
    """

    minimum_gap: float
    likely: float
    possible: float
    tied_within: float
    at_most: int
    close_behind: float = 0.9
    asked_in_files: ClassVar[tuple[str, ...]] = ("close_behind",)


class BandRules(Struct, frozen=True):
    """Lower limits of the match bands and what caps them (content C6.6).

    Shortfalls are in levels: a critical area more than ``critical_shortfall`` below its target holds the band at
    *building*, any area ``close_shortfall`` or more below it, or without a level, at *close* (None: nothing does).
    Shares are of the role's weight: scored below ``provisional_below`` the match is provisional, below
    ``scored_minimum`` there is none.
    """

    building: float
    close: float
    matches: float
    critical_shortfall: float
    provisional_below: float
    close_shortfall: float | None = None
    scored_minimum: float = 0.0
    asked_in_files: ClassVar[tuple[str, ...]] = ("close_shortfall", "scored_minimum")


class FirmnessRules(Struct, frozen=True):
    """How often an area must come up in redraws to be called firm; redraws go on until that share is steady.

    All are shares from 0 to 1; ``steady_within`` is how far two runs of redraws may lie apart in that share.
    """

    firm: float = 0.8
    fairly_firm: float = 0.6
    steady_within: float = 0.02
    asked_in_files: ClassVar[tuple[str, ...]] = ("firm", "fairly_firm", "steady_within")


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
    fast_answered_share: float = 0.0
    """Share of a part's items that must be answered before it counts for the speed check."""
    asked_in_files: ClassVar[tuple[str, ...]] = ("fast_answered_share",)


class RaterRules(Struct, frozen=True):
    """How far one other person's ratings reach (content C9).

    ``spread`` is the standard deviation of ratings about one competency in score points, ``reliability`` how far a
    single rater would be borne out by others, 0 to 1. ``difference_z`` is how many standard errors two views must lie
    apart to be called different, ``seen_share`` the share of rating items that must have been seen for a level.
    """

    spread: float = 18.0
    reliability: float = 0.37
    difference_z: float = 1.645
    seen_share: float = 0.5
    asked_in_files: ClassVar[tuple[str, ...]] = ("spread", "reliability", "difference_z", "seen_share")


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
    firmness: FirmnessRules = field(default_factory=FirmnessRules)
    asked_in_files: ClassVar[tuple[str, ...]] = ("raters", "firmness")

    @property
    def range_z(self) -> float:
        """Half-width of the likely range in standard errors: 1.2816 for a range of 80 %."""
        # of what the range leaves out, half lies beyond each end
        return NormalDist().inv_cdf(0.5 + self.range_share / 2)

    def error_default(self, form: FormId, part: str) -> ErrorDefault:
        """The default error for a form and part; KeyError when the file names none."""
        for entry in self.errors:
            if entry.form == form and entry.part == part:
                return entry
        raise KeyError((form, part))
