"""What a questionnaire must obey beyond its types is named with file and line too."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.questionnaire.changes import MAIN, ROLES, TL, Wrong, assert_named, swap, within


def constant(old: str, new: str, message: str, at: str = "") -> Wrong:
    """A constant of the scoring made wrong; its own line is named, or the one of ``at``."""
    return Wrong(MAIN, swap(old, new), "scoring:", at or f"{old.partition(':')[0]}:", message)


WRONG = [
    Wrong(
        TL,
        within("ratings:", "facet: TL1", "facet: TL9"),
        "ratings:",
        "facet: TL9",
        "TL-B1: there is no facet “TL9”; Team leadership has TL1, TL2, TL3, TL4",
    ),
    Wrong(
        TL,
        swap("id: TL-B8\n", "id: TL-B1\n"),
        "ratings:",
        "id: TL-B1",
        "two things have this item id; every id may be used once",
    ),
    Wrong(
        TL, swap("id: TL-B8\n", "id: TL-X2\n"), "ratings:", "id: TL-X2", "an item of the kind rating looks like TL-B1"
    ),
    Wrong(TL, swap("id: TL2\n", "id: PM1\n"), "facets:", "id: PM1", "PM1: a facet id here is TL and one or two digits"),
    Wrong(TL, swap("id: TL\n", "id: tl\n"), "id: tl", "id: tl", "tl: a competency id is two to four capital letters"),
    Wrong(
        TL,
        within("ratings:", "forms: [quick, full]", "forms: [quick]"),
        "ratings:",
        "forms:",
        "must be in the full form too",
    ),
    Wrong(
        TL,
        within("ratings:", "forms: [quick, full]", "forms: [full, full]"),
        "ratings:",
        "forms:",
        "TL-B1: a form is named twice",
    ),
    Wrong(
        TL,
        within("ratings:", "    facet: TL1", "    facet: TL1\n    tags: [odd]"),
        "ratings:",
        "tags:",
        "no tag “odd”; known are responsible-ai",
    ),
    Wrong(
        TL,
        within("ratings:", "    facet: TL1", "    facet: TL1\n    same_as: XX-B1"),
        "ratings:",
        "same_as:",
        "of the questionnaire that linked_to names in questionnaire.yaml",
    ),
    Wrong(
        TL,
        within("- id: TL-S1", "credit: 1.0", "credit: 1.5"),
        "id: TL-S1",
        "options:",
        "the credit 1.5 is not from 0 to 1",
    ),
    Wrong(
        TL,
        within("- id: TL-S1", "credit: 1.0", "credit: 0.9"),
        "id: TL-S1",
        "options:",
        "TL-S1: 0 options have the credit 1.0; exactly one must",
    ),
    Wrong(
        TL,
        within("- id: TL-S1", "credit: 0.", "credit: 1.0 # 0."),
        "id: TL-S1",
        "options:",
        "TL-S1: 2 options have the credit 1.0",
    ),
    Wrong(TL, within("- id: TL-S1", "key: A", "key: Q"), "id: TL-S1", "options:", "they must be A, B, C, D"),
    Wrong(
        TL, within("actions:", "facets: [", "facets: [TL9, "), "id: TL-A1", "facets:", "TL-A1: there is no facet “TL9”"
    ),
    Wrong(
        TL,
        within("actions:", "to_level: ", "to_level: 1 # "),
        "id: TL-A1",
        "from_level:",
        "from_level must be below to_level",
    ),
    Wrong(
        TL,
        within("actions:", "effort_hours: ", "effort_hours: 0 # "),
        "id: TL-A1",
        "effort_hours:",
        "must be at least 1",
    ),
    Wrong(
        TL,
        within("actions:", "effort_hours: ", "roles: [king]\n    effort_hours: "),
        "id: TL-A1",
        "roles:",
        "no role “king”; known are ai-product-manager",
    ),
    Wrong(
        "technical-oversight.yaml",
        swap("best: C", "best: Z"),
        "id: TO-K1",
        "best:",
        "TO-K1: “Z” is no option of this item",
    ),
    Wrong(
        ROLES,
        swap("      PM: {", "      XX: {level: 2.0, weight: 1}\n      PM: {"),
        "id: first-line",
        "targets:",
        "there is no competency “XX”",
    ),
    Wrong(
        ROLES,
        swap("PM: {level: 3.0", "PM: {level: 1.0"),
        "id: first-line",
        "targets:",
        "PM: the level 1.0 is not above 1 and at most 5",
    ),
    Wrong(
        ROLES,
        swap("PM: {level: 3.0", "PM: {level: 5.5"),
        "id: first-line",
        "targets:",
        "PM: the level 5.5 is not above 1 and at most 5",
    ),
    Wrong(
        ROLES,
        swap("level: 3.0, weight: 4", "level: 3.0, weight: 6"),
        "id: first-line",
        "targets:",
        "the weight 6 is not from 1 to 5",
    ),
    Wrong(ROLES, swap("id: senior", "id: first-line"), "id: first-line", "id:", "two things have this role id"),
    Wrong(ROLES, swap("id: senior", "id: Senior manager"), "id: Senior", "id:", "an id here is made of small letters"),
    Wrong(MAIN, swap("version: 1.1.0", "version: '1.0'"), "version:", "version:", "“1.0” is no version"),
    Wrong(
        MAIN,
        swap("{value: 5, label", "{value: 6, label"),
        "scales:",
        "scales:",
        "the rating scale must have the values 1, 2, 3, 4, 5",
    ),
    Wrong(
        MAIN,
        swap("{value: 0.25, label", "{value: 0.3, label"),
        "scales:",
        "scales:",
        "the frequency scale must have the values",
    ),
    Wrong(
        MAIN,
        swap("probability: 0.95", "probability: 95"),
        "id: certain",
        "id: certain",
        "certain: the probability must be above 0 and at most 1",
    ),
    Wrong(MAIN, swap("{id: metric,", "{id: document,"), "id: document", "id:", "two things have this evidence id"),
    Wrong(
        MAIN,
        swap("{id: metric,", "{id: a number,"),
        "id: a number",
        "id:",
        "an id here is made of",
    ),
    Wrong(
        MAIN,
        swap("{form: full, part: skills", "{form: full, part: other"),
        "scoring:",
        "errors:",
        "0 entries for form full and part skills",
    ),
    constant("reliability: 0.37", "reliability: 1", "raters reliability: must be from 0 to below 1"),
    constant("spread: 18", "spread: 0", "raters spread: must be above 0"),
    constant("difference_z: 1.645", "difference_z: 0", "raters difference_z: must be above 0"),
    constant("firm: 0.8", "firm: 1.2", "firmness firm: 1.2 is no share; it must lie from 0 to 1", at="firmness:"),
    constant("firm: 0.8", "firm: 0.5", "firmness: fairly_firm must not be above firm", at="firmness:"),
    constant("steady_within: 0.02", "steady_within: 0", "must be above 0 and at most 1", at="firmness:"),
    constant("likely: 0.75", "likely: 1.75", "focus likely: 1.75 is no share; it must lie from 0 to 1"),
    constant("likely: 0.75", "likely: 0.4", "focus: possible must not be above likely", at="possible:"),
    constant("close_behind: 0.9", "close_behind: 90", "focus close_behind: 90 is no share"),
    constant("scored_minimum: 0.5", "scored_minimum: -1", "bands scored_minimum: -1 is no share"),
    constant("close_shortfall: 1.0", "close_shortfall: 0", "bands close_shortfall: must be above 0"),
    constant("close_behind: 0.9", "# close", "the key “close_behind” is missing", at="minimum_gap:"),
    constant("close_shortfall: 1.0", "# close", "the key “close_shortfall” is missing", at="building:"),
    constant("  firmness: {", "  # firmness: {", "the key “firmness” is missing", at="version:"),
    constant("    fast_answered_share: 0.5\n", "", "the key “fast_answered_share” is missing", at="seconds:"),
    constant("standard_error: 9", "standard_error: 0", "standard_error must be above 0", at="errors:"),
    constant("range_share: 0.8", "range_share: 1", "range_share: must be above 0 and at most 0.999"),
    constant("frequency_weight: 0.5", "frequency_weight: 0", "frequency_weight: must be above 0"),
    constant(
        "exposure_minimum: 0.5", "exposure_minimum: 2", "exposure_minimum: 2 is no share; it must lie from 0 to 1"
    ),
    constant("self_report_full: 3", "self_report_full: 0", "self_report_full: must be at least 1"),
    constant("check_items: 2", "check_items: 0", "check_items: must be at least 1", at="calibration:"),
    constant("close: 70", "close: 40", "must rise within 0 to 100", at="bands:"),
    Wrong(MAIN, swap("  scenario: 54", "  scenario: 0"), "timing:", "timing:", "all times must be above 0 seconds"),
]


@pytest.mark.parametrize("wrong", WRONG, ids=str)
def test_that_what_does_not_fit_is_named_with_file_and_line(wrong: Wrong, tmp_path: Path) -> None:
    assert_named(wrong, tmp_path)
