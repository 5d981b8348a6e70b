"""A thousand damaged answers files: each is refused in one sentence or can be scored; nothing else happens."""

from __future__ import annotations

import json
from collections import Counter

from hypothesis import HealthCheck, settings
from hypothesis import given as for_any
from hypothesis import strategies as st
from tests import given_first as given
from tests.fuzzing import byte_damage, line_damage, value_damage

from nextrung.assessment.answers_file import dump, read_answers, read_head
from nextrung.errors import AnswersError
from nextrung.scoring.result import as_json, score

COUNT = 1000
QUESTIONNAIRE = given.questionnaire()
TEXT = given.VECTORS.read_text(encoding="utf-8")
VALUE = json.loads(TEXT)
# a short file gets hurt more often where it counts
SHORT = VALUE | {"answers": [one for one in VALUE["answers"] if one["item"].startswith("TL")]}


@st.composite
def damaged(draw: st.DrawFn) -> str:
    match draw(st.sampled_from(["lines", "values", "values", "bytes"])):
        case "lines":
            return draw(line_damage(TEXT))
        case "values":
            return json.dumps(draw(value_damage(SHORT)), ensure_ascii=draw(st.booleans()))
        case _:
            return draw(byte_damage(TEXT.encode())).decode("utf-8", "surrogateescape")


def outcome(text: str) -> str:
    try:
        head, raw = read_head(text)
        answers = read_answers(raw, head.form, QUESTIONNAIRE)
    except AnswersError as error:
        message = str(error)
        assert message.endswith(".")
        assert "\n" not in message
        message.encode()
        return "refused"
    again, raw = read_head(dump(head, answers))
    assert (again, read_answers(raw, again.form, QUESTIONNAIRE)) == (head, answers)
    for role in QUESTIONNAIRE.roles:
        json.dumps(as_json(score(head.form, answers, QUESTIONNAIRE, role)), allow_nan=False)
    return "read"


def test_that_a_damaged_answers_file_is_refused_in_one_sentence_or_can_be_scored() -> None:
    outcomes: Counter[str] = Counter()

    @for_any(damaged())
    @settings(
        max_examples=COUNT,
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    def check(text: str) -> None:
        outcomes[outcome(text)] += 1

    check()
    assert outcomes.total() >= COUNT
    assert outcomes["refused"] > COUNT / 4
    assert outcomes["read"] > COUNT / 20
