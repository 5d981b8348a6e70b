from __future__ import annotations

import pytest

from nextrung.folded import folded


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Zo\u00eb", "zoe"),
        ("Zoe\u0308", "ZOE"),
        ("\uff3a\uff4f\uff45", "zoe"),
        ("\u0141ukasz", "lukasz"),
        ("S\u00f8ren", "soren"),
        ("Stra\u00dfe", "strasse"),
        ("\u00c6r\u00f8", "aero"),
        ("\u6f22\u5b57", "\u6f22\u5b57"),
        ("\u0130stanbul", "istanbul"),
        ("\ud55c\uae00", "\ud55c\uae00"),
    ],
)
def test_that_accents_case_and_width_make_no_difference(name: str, typed: str) -> None:
    assert folded(typed) in folded(name)
    assert folded(folded(name)) == folded(name)
