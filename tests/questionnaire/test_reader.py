"""Reading questionnaire files: every refusal names file and line, what is wrong and what is allowed."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests import given
from tests.questionnaire.changes import MAIN, ROLES, TL, Wrong, assert_named, copy, swap, within

from nextrung.questionnaire import files


def test_that_the_questionnaire_that_ships_has_no_findings(tmp_path: Path) -> None:
    assert files.load(copy(tmp_path)) == given.questionnaire()


WRONG = [
    # file, change, where the finding stands (start, key) and its words
    Wrong(
        TL,
        within("ratings:", "stem:", "stemm:"),
        "ratings:",
        "stemm:",
        "TL-B1: there is no key “stemm”; did you mean “stem”?",
    ),
    Wrong(
        TL,
        within("ratings:", "stem:", "xyzzy:"),
        "ratings:",
        "xyzzy:",
        "TL-B1: there is no key “xyzzy”; the keys are id, facet",
    ),
    Wrong(TL, within("ratings:", "    facet: TL1\n", ""), "ratings:", "id: TL-B1", "TL-B1: the key “facet” is missing"),
    Wrong(
        TL,
        within("anchors:\n", "      - ", "      # "),
        "ratings:",
        "      - ",
        "TL-B1: anchors: has 4 entries; exactly 5 are asked for",
    ),
    Wrong(
        TL,
        within("anchors:\n", "      - ", "      - One more.\n      - "),
        "ratings:",
        "One more",
        "has 6 entries; exactly 5",
    ),
    Wrong(
        TL,
        within("ratings:", "    facet: TL1", "    facet: TL1\n    facet: TL2"),
        "ratings:",
        "facet: TL2",
        "the key “facet” is given twice",
    ),
    Wrong(
        TL,
        within("ratings:", "    facet: TL1", "    facet: [TL1]"),
        "ratings:",
        "facet:",
        "TL-B1: facet: expected a text, found a list",
    ),
    Wrong(
        TL,
        within("ratings:", "    facet: TL1", "    facet: {a: TL1}"),
        "ratings:",
        "facet:",
        "expected a text, found keys with values",
    ),
    Wrong(
        TL,
        within("ratings:", "    facet: TL1", "    facet: 1"),
        "ratings:",
        "facet:",
        "expected a text, found “1”; put a text in quotes",
    ),
    Wrong(
        TL,
        within("ratings:", "    facet: TL1", "    facet: yes"),
        "ratings:",
        "facet:",
        "expected a text, found “yes”; put a text in quotes",
    ),
    Wrong(
        TL,
        within("ratings:", "    facet: TL1", "    facet:"),
        "ratings:",
        "facet:",
        "TL-B1: facet: expected a text, found nothing",
    ),
    Wrong(
        TL,
        within("ratings:", "    facet: TL1", "    facet: ' '"),
        "ratings:",
        "facet:",
        "TL-B1: facet: the text is empty",
    ),
    Wrong(
        TL,
        within("ratings:", "forms: [quick, full]", "forms: [brief]"),
        "ratings:",
        "forms:",
        "“brief” is not allowed; use one of quick, full",
    ),
    Wrong(
        TL,
        within("ratings:", "forms: [quick, full]", "forms: quick"),
        "ratings:",
        "forms:",
        "expected a list, found the text “quick”",
    ),
    Wrong(
        TL,
        within("ratings:", "forms: [quick, full]", "forms: [[quick]]"),
        "ratings:",
        "forms:",
        "expected one of quick, full, found a list",
    ),
    Wrong(
        TL,
        within("actions:", "mode: experience", "mode: reading"),
        "actions:",
        "mode:",
        "“reading” is not allowed; use one of experience",
    ),
    Wrong(
        TL,
        within("actions:", "from_level: ", "from_level: 1.5 # "),
        "actions:",
        "from_level:",
        "expected a whole number, found “1.5”",
    ),
    Wrong(
        TL,
        within("actions:", "from_level: ", "from_level: two # "),
        "actions:",
        "from_level:",
        "expected a whole number, found the text “two”",
    ),
    Wrong(
        TL,
        within("actions:", "effort_hours: ", "offline: 1\n    effort_hours: "),
        "actions:",
        "offline:",
        "expected true or false, found “1”",
    ),
    Wrong(
        TL, within("options:", "credit: 1.0", "credit: .nan"), "scenarios:", ".nan", "expected a number, found “.nan”"
    ),
    Wrong(
        MAIN,
        swap("fast_in_a_row: 5", f"fast_in_a_row: 1{400 * '0'}"),
        "quality:",
        "fast_in_a_row:",
        "expected a whole number",
    ),
    Wrong(
        TL,
        within("options:", "credit: 1.0", "credit: -.inf"),
        "scenarios:",
        "-.inf",
        "expected a number, found “-.inf”",
    ),
    Wrong(
        TL, within("options:", "credit: 1.0", "credit: 1:30"), "scenarios:", "1:30", "expected a number, found “1:30”"
    ),
    Wrong(TL, within("options:", "credit: 1.0", "credit: " + "9" * 400), "scenarios:", "9999", "expected a number"),
    Wrong(
        TL,
        within("options:", "credit: 1.0", "credit: !!python/object:os.system x"),
        "scenarios:",
        "!!python",
        "expected a number",
    ),
    Wrong(
        TL, swap("facets:\n", "facets: &again\n  - *again\n"), "facets:", "&again", "an alias may not contain itself"
    ),
    Wrong(TL, swap("id: TL\n", "id: TL\n? [a]\n: b\n"), "id: TL", "? [a]", "a key must be a plain word"),
    Wrong(
        MAIN,
        swap("rating_weight: 1.0", "rating_weight: heavy"),
        "scoring:",
        "rating_weight",
        "expected a number, found the text “heavy”",
    ),
    Wrong(
        ROLES,
        swap("targets:", "target:"),
        "roles:",
        "target:",
        "first-line: there is no key “target”; did you mean “targets”?",
    ),
    Wrong(
        ROLES,
        swap("TL: {level: 3.0", "TL: {}\n      TL: {level: 3.0"),
        "targets:",
        "TL: {level",
        "the key “TL” is given twice",
    ),
]


@pytest.mark.parametrize("wrong", WRONG, ids=str)
def test_that_what_does_not_fit_is_named_with_file_and_line(wrong: Wrong, tmp_path: Path) -> None:
    assert_named(wrong, tmp_path)
