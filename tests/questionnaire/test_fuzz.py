"""Damaged questionnaires, thousands in long runs: each is refused with findings or can be scored; nothing else."""

from __future__ import annotations

import json
import math
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, settings
from hypothesis import given as for_any
from hypothesis import strategies as st
from tests import given
from tests.campaign import Campaign
from tests.fuzzing import byte_damage, copied, line_damage, paths, value_damage

from nextrung.assessment import answers_file, walk
from nextrung.assessment.answer import Answer
from nextrung.errors import FindingsError
from nextrung.questionnaire import files
from nextrung.questionnaire.constants import FormId
from nextrung.questionnaire.kinds import Frequency, Knowledge, Rating, Scenario
from nextrung.questionnaire.model import Questionnaire
from nextrung.scoring.result import as_json, score

KEPT = ("communication", "analytical-ability")  # scenarios in one, knowledge checks in the other
SHORT, LONG = 250, 5_000
ODD = (0, -1, 7, 1e-300, 0.9999999999999999, 10**14)
FORMS: tuple[FormId, ...] = ("quick", "full")


def small(name: str) -> str:
    """A file of the questionnaire that ships, cut down to two competencies."""
    text = (given.ML_MANAGER / name).read_text(encoding="utf-8")
    if name == "questionnaire.yaml":
        first, second = ("[communication]", "[analytical-ability]")
        text = re.sub(r"competencies: \[team.*\]", f"competencies: {first}", text)
        return re.sub(r"competencies: \[anal.*\]", f"competencies: {second}", text)
    if name == "roles.yaml":
        return re.sub(r"^      (?!CM|AN)[A-Z]{2}: \{.*\n", "", text, flags=re.MULTILINE)
    return text


NAMES = ("questionnaire.yaml", "roles.yaml", *(f"{name}.yaml" for name in KEPT))
TEXTS = {name: small(name) for name in NAMES}
VALUES = {name: yaml.safe_load(text) for name, text in TEXTS.items()}


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, bytes]:
    """A file name and its damaged bytes."""
    name = draw(st.sampled_from(NAMES))
    match draw(st.sampled_from(["lines", "lines", "values", "values", "bytes"])):
        case "lines":
            return name, draw(line_damage(TEXTS[name])).encode("utf-8", "surrogatepass")
        case "values":
            value = draw(value_damage(VALUES[name]))
            return name, yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=200).encode()
        case _:
            return name, draw(byte_damage(TEXTS[name].encode()))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("fuzz") / "small"
    place.mkdir()
    for name, text in TEXTS.items():
        (place / name).write_text(text, encoding="utf-8")
    return place


def take_and_score(questionnaire: Questionnaire) -> None:
    """Do with a valid questionnaire what the program does with it."""
    assert files.from_json(files.to_json(questionnaire)) == questionnaire
    timing, quality = questionnaire.blueprint.timing, questionnaire.scoring.quality
    for form in FORMS:
        answers: dict[str, Answer] = {}
        taps = [point.id for point in questionnaire.blueprint.scales.confidence]
        for number, item in enumerate(questionnaire.form_items(form)):
            if isinstance(item, Rating | Frequency):
                value = (number % 5 + 1) if isinstance(item, Rating) else number % 5 / 4
                answers[item.id] = Answer(item.id, value=value, seconds=number)
            elif isinstance(item, Scenario | Knowledge):
                tap = taps[number % len(taps)] if taps else None
                choice = walk.shuffled(item.options, "seed", item.id)[0]
                answers[item.id] = Answer(item.id, choice=choice, confidence=tap)
        items = tuple(walk.asked_items(questionnaire, form, answers))
        assert math.isfinite(walk.seconds_left(items, {}, timing, quality.interruption_seconds))
        assert math.isfinite(walk.form_minutes(questionnaire, form))
        walk.outline(questionnaire, form, answers)
        head = answers_file.AnswersHead(questionnaire.id, questionnaire.version, form, "")
        raw = answers_file.read_head(answers_file.dump(head, answers))[1]
        assert answers_file.read_answers(raw, form, questionnaire) == answers
        for given_answers in (answers, {}):
            for role in questionnaire.roles:
                result = score(form, given_answers, questionnaire, role)
                json.dumps(as_json(result), allow_nan=False)
                for one in result.competencies.values():
                    assert one.score is None or -1e-9 <= one.score <= 100 + 1e-9


def judged(error: FindingsError) -> str:
    assert error.findings
    assert all(one.file and one.line >= 0 and one.message.strip() for one in error.findings)
    str(error).encode()
    return "refused"


def outcome(folder: Path, name: str, raw: bytes) -> str:
    """Load and take the questionnaire with one file damaged; ``refused`` or ``valid``."""
    original = folder / f"{name}.original"
    shutil.copy(folder / name, original)
    try:
        (folder / name).write_bytes(raw)
        files.fingerprint(folder)
        try:
            questionnaire = files.load(folder)
        except FindingsError as error:
            return judged(error)
        take_and_score(questionnaire)
        return "valid"
    finally:
        original.replace(folder / name)


def test_that_the_undamaged_small_questionnaire_is_valid(folder: Path) -> None:
    for name in NAMES:
        assert outcome(folder, name, TEXTS[name].encode()) == "valid"


@pytest.mark.parametrize("name", ["questionnaire.yaml", "roles.yaml"])
def test_that_every_number_may_be_odd_and_is_refused_or_can_be_scored_with(
    folder: Path, name: str, campaign: Campaign
) -> None:
    chance = campaign.random()
    for way in paths(VALUES[name]):
        whole = copied(VALUES[name])
        holder = whole
        for step in way[:-1]:
            holder = holder[step]
        if type(holder[way[-1]]) not in (int, float):
            continue
        for odd in chance.sample(ODD, campaign.rounds(2, len(ODD))):
            holder[way[-1]] = odd
            text = yaml.safe_dump(whole, allow_unicode=True, sort_keys=False)
            try:
                outcome(folder, name, text.encode())
            except Exception as error:
                error.add_note(f"{way}: {odd}")
                raise


def test_that_a_damaged_questionnaire_is_refused_with_findings_or_can_be_scored(
    folder: Path, campaign: Campaign
) -> None:
    rounds = campaign.rounds(SHORT, LONG)
    outcomes: Counter[str] = Counter()

    @for_any(damaged())
    @settings(
        max_examples=rounds,
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    def check(one: tuple[str, bytes]) -> None:
        outcomes[outcome(folder, *one)] += 1

    check()
    # both must really have been tried
    assert outcomes.total() >= rounds
    assert outcomes["refused"] > rounds / 4
    assert outcomes["valid"] > rounds / 20
