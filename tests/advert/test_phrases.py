"""The file of phrases fits the questionnaire, and a phrase is found in every inflection and nowhere else."""

from __future__ import annotations

import pytest
from tests.given import questionnaire

from nextrung.advert.phrases import NoPhrasesError, PhraseIndex, phrases_for, words_of


def test_that_phrases_speak_of_every_facet_of_the_questionnaire_and_of_no_other() -> None:
    facets = [facet.id for competency in questionnaire().competencies for facet in competency.facets]
    assert list(phrases_for("ml-manager").facets) == facets


def test_that_profiles_and_shifts_name_what_the_questionnaire_has() -> None:
    phrases = phrases_for("ml-manager")
    roles = {role.id for role in questionnaire().roles}
    assert {one.role for one in phrases.profiles} == roles
    moved = {competency for one in phrases.shifts for competency in one.targets}
    assert moved <= {one.id for one in questionnaire().competencies}
    assert {abs(by) for one in phrases.shifts for by in one.targets.values()} == {0.5}


def test_that_a_questionnaire_without_phrases_is_said_in_one_sentence() -> None:
    with pytest.raises(NoPhrasesError, match=r"^No phrases of adverts are known for the questionnaire “other”\.$"):
        phrases_for("other")


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("plan~ work", "Planning work"),
        ("plan~ work", "You planned work"),
        ("prioritise~", "prioritizing the backlog"),
        ("lead~ team~", "led teams"),
        ("use case~", "use-cases"),
        ("hire~/recruit~", "recruits"),
        ("to the? board", "to board members"),
        ("own~ .. budget", "own a large yearly operating budget"),
        ("what's new", "What’s new"),
    ],
)
def test_that_a_phrase_is_found(phrase: str, text: str) -> None:
    assert list(PhraseIndex([(phrase, "x")]).found(words_of(text)))


@pytest.mark.parametrize(
    ("phrase", "text"),
    [("plan~", "plant and plane"), ("own~ .. budget", "own one two three four five budget"), ("lead~ team~", "lead")],
)
def test_that_a_phrase_is_not_found(phrase: str, text: str) -> None:
    assert not list(PhraseIndex([(phrase, "x")]).found(words_of(text)))
