from __future__ import annotations

import os
import socket
import subprocess
import sys

import pytest
from tests.given import PROJECT, first_version, questionnaire

from nextrung.questionnaire import readability
from nextrung.questionnaire.kinds import Rating
from nextrung.questionnaire.readability import grade, syllables

# Counted by ear, from the questionnaire's own words.
BY_EAR = {
    1: "ask asked caused change codes does files goes helped moved names plain reached roles rules scored shaped tense "
    "through trained used vague while whole writes",
    2: "agreed alerts approach baseline because being bias career changes choices colleague create daily delays "
    "doubled dropout faulty figures framework handle ideal invite labelled launches likely measured misled network "
    "pages pipeline ready release replies results simple something statement table trial valued",
    3: "accurate actual agreement area behaviour candidate decision earliest engineer estimate example "
    "ideas interval openly period personal practices precision previous quality remember scientist separate supplier "
    "usual",
    4: "accuracy analysis automatic criteria evaluate experience overfitting portfolio responsible uncertainty",
    5: "evaluation feasibility organisation",
}


def by_ear() -> list[tuple[str, int]]:
    return [(word, count) for count, words in BY_EAR.items() for word in words.split()]


def test_that_syllables_agree_with_a_count_by_ear() -> None:
    words = by_ear()
    wrong = {word: syllables(word) for word, count in words if syllables(word) != count}
    assert len(words) > 90
    assert len(wrong) <= len(words) * 0.03, wrong


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("one-to-ones", 3),
        ("ML", 2),
        ("99.5%", 1),
        ("organisation\N{RIGHT SINGLE QUOTATION MARK}s", 5),
        ("(held-out),", 2),
    ],
)
def test_that_hyphens_capitals_figures_and_marks_are_counted_sensibly(word: str, count: int) -> None:
    assert syllables(word) == count


def test_that_the_formula_is_the_published_one() -> None:
    # 6 words, 1 sentence, 7 syllables
    assert grade(["The cat sat on the table."]) == pytest.approx(0.39 * 6 + 11.8 * 7 / 6 - 15.59)


def test_that_full_stops_colons_and_semicolons_end_sentences_but_decimal_points_do_not() -> None:
    one = grade(["We ask and we wait for the plan."])
    assert grade(["We ask; we go: we wait for 9.5 weeks.", "We wait."]) < one
    assert grade(["The rate is 9.5 in all"]) == grade(["The rate is nine in all"])


def test_that_text_without_words_has_no_grade() -> None:
    assert grade([]) == 0
    assert grade(["…", " "]) == 0


def test_that_the_worked_examples_come_within_a_grade_of_the_published_ranges() -> None:
    worked = [first_version().competencies_by_id[one] for one in ("TL", "TO")]
    found = {
        "anchors": [grade(item.anchors) for one in worked for item in one.ratings],
        "scenarios": [grade([item.scenario]) for one in worked for item in one.scenarios],
        "options": [grade([option.text for option in item.options]) for one in worked for item in one.scenarios],
        "stems": [grade([item.stem]) for one in worked for item in one.frequencies],
    }
    published = {"anchors": (5.2, 8.2), "scenarios": (3.8, 7.4), "options": (6.7, 8.8), "stems": (6.1, 8.3)}
    for kind, (low, high) in published.items():
        assert min(found[kind]) == pytest.approx(low, abs=1), kind
        assert max(found[kind]) == pytest.approx(high, abs=1), kind


def test_that_longer_words_read_at_a_higher_grade() -> None:
    item = questionnaire().items_by_id["TL-B1"]
    assert isinstance(item, Rating)
    harder = [anchor.replace("people", "individuals").replace("help", "facilitate") for anchor in item.anchors]
    assert grade(harder) > grade(item.anchors)


def test_that_counting_never_opens_a_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_kwargs: object) -> None:
        pytest.fail("a connection was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    readability._hyphenation.cache_clear()
    readability._part_syllables.cache_clear()
    assert syllables("scientist") == 3


def test_that_hyphenation_patterns_are_read_only_when_needed() -> None:
    code = "import sys, nextrung.questionnaire.check; sys.exit('pyphen' in sys.modules)"
    environment = os.environ | {"PYTHONPATH": str(PROJECT / "desktop")}
    assert subprocess.run([sys.executable, "-c", code], env=environment, check=False).returncode == 0
