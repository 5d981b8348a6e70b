"""What a questionnaire must obey beyond its types is named with file and line too."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.questionnaire.changes import MAIN, ROLES, TL, Wrong, assert_named, swap, within

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
        swap("id: TL-B2\n", "id: TL-B1\n"),
        "ratings:",
        "id: TL-B1",
        "two things have this item id; every id may be used once",
    ),
    Wrong(
        TL, swap("id: TL-B2\n", "id: TL-X2\n"), "ratings:", "id: TL-X2", "an item of the kind rating looks like TL-B1"
    ),
    Wrong(TL, swap("id: TL2\n", "id: PM1\n"), "facets:", "id: PM1", "PM1: a facet id here is TL and one digit"),
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
        swap("      PM: {level: 3.0, weight: 4}\n", ""),
        "id: first-line",
        "targets:",
        "first-line: the target for PM is missing",
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
    Wrong(MAIN, swap("version: 1.0.0", "version: '1.0'"), "version:", "version:", "“1.0” is no version"),
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
        "scales:",
        "scales:",
        "confidence certain: the probability must be above 0",
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
        "scoring:",
        "0 entries for form full and part skills",
    ),
    Wrong(MAIN, swap("reliability: 0.37", "reliability: 1"), "scoring:", "scoring:", "raters: spread must be above 0"),
    Wrong(MAIN, swap("spread: 18", "spread: 0"), "scoring:", "scoring:", "raters: spread must be above 0"),
    Wrong(
        MAIN, swap("standard_error: 9", "standard_error: 0"), "scoring:", "scoring:", "standard_error must be above 0"
    ),
    Wrong(
        MAIN,
        swap("range_share: 0.8", "range_share: 1"),
        "scoring:",
        "scoring:",
        "range_share: must be above 0 and at most 0.999",
    ),
    Wrong(
        MAIN,
        swap("frequency_weight: 0.5", "frequency_weight: 0"),
        "scoring:",
        "scoring:",
        "frequency_weight: must be above 0",
    ),
    Wrong(
        MAIN,
        swap("exposure_minimum: 0.5", "exposure_minimum: 2"),
        "scoring:",
        "scoring:",
        "exposure_minimum: must lie from 0 to 1",
    ),
    Wrong(
        MAIN,
        swap("self_report_full: 3", "self_report_full: 0"),
        "scoring:",
        "scoring:",
        "self_report_full: must be at least 1",
    ),
    Wrong(MAIN, swap("check_items: 2", "check_items: 0"), "scoring:", "scoring:", "check_items: must be at least 1"),
    Wrong(
        MAIN,
        swap("building: 50, close: 70", "building: 70, close: 50"),
        "scoring:",
        "scoring:",
        "must rise within 0 to 100",
    ),
    Wrong(MAIN, swap("  scenario: 54", "  scenario: 0"), "timing:", "timing:", "all times must be above 0 seconds"),
]


@pytest.mark.parametrize("wrong", WRONG, ids=str)
def test_that_what_does_not_fit_is_named_with_file_and_line(wrong: Wrong, tmp_path: Path) -> None:
    assert_named(wrong, tmp_path)
