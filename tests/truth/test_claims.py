"""No text for users claims more than a test or a simulation bears out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
TEXTS = (
    "README.md",
    "CHANGELOG.md",
    "assets/help/**/*.md",
    "assets/report/words-en.json",
    "assets/packaging/**/*.xml",
    "assets/packaging/*.py",
    "desktop/nextrung/**/*.py",
)
TOO_MUCH = {
    "already do": "answers describe work; nobody has seen it done",
    "real change from noise": "a change is called by its size, and one of nine may be chance",
    "what is only chance": "the same",
    "(shows|tells) what has changed": "the same",
    "has changed since last time": "the same",
    "shows what a step was good for": "no comparison with those who did not take it",
    "would have given a value within it": "that is a second measurement, which falls into the range less often",
    "further apart than chance explains": "a difference is named by its size",
    "(validated|scientific|accurate|objective) (test|questionnaire|measure|result)": "no pilot has been made",
    "no gap seen": "a gap may be there and not be seen",
}
"""What was said once, or could be, and why it is too much."""


@pytest.mark.parametrize("claim", TOO_MUCH)
def test_that_no_text_claims_more_than_is_proven(claim: str) -> None:
    pattern = re.compile(claim.replace(" ", r"[\s\"]+"), re.IGNORECASE)
    files = [path for one in TEXTS for path in PROJECT.glob(one)]
    assert len(files) > len(TEXTS)
    found = [str(path) for path in files if pattern.search(path.read_text(encoding="utf-8"))]
    assert found == [], TOO_MUCH[claim]
