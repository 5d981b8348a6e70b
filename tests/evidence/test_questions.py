"""The likely questions fit the questionnaire, and come by what a role asks for."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests import given
from tests.given import questionnaire

from nextrung.evidence.questions import LEAST, MOST_POINTS, NONE_KNOWN, asked, questions_for
from nextrung.questionnaire import files
from nextrung.questionnaire.model import NO_ROLE

KNOWN = questions_for("ml-manager")


@pytest.mark.parametrize("folder", [given.ML_MANAGER, given.FIRST_TIME], ids=lambda folder: folder.name)
def test_that_every_facet_has_its_questions_and_no_other(folder: Path) -> None:
    content = files.load(folder)
    known = questions_for(content.id)
    facets = [facet.id for competency in content.competencies for facet in competency.facets]
    assert sorted(known.facets) == sorted(facets)
    assert all(len(questions) >= LEAST for questions in known.facets.values())
    assert (known.id, known.status) == (content.id, "draft")


@pytest.mark.parametrize("name", ["ml-manager", "first-time-manager"])
def test_that_questions_have_ids_of_their_facet_and_say_what_a_good_answer_contains(name: str) -> None:
    named = [(facet, one) for facet, questions in questions_for(name).facets.items() for one in questions]
    assert len({one.id for _, one in named}) == len({one.ask for _, one in named}) == len(named)
    for facet, one in named:
        assert one.id.startswith(f"{facet}-Q")
        assert 2 <= len(one.good) <= MOST_POINTS
        assert len(one.ask) <= 120
        assert not any(point.endswith(".") for point in one.good)


def test_that_the_areas_that_a_role_weighs_most_come_first() -> None:
    content = questionnaire()
    role = content.role("senior")
    found = asked(KNOWN, content.competencies, role)
    pulls = [(role.targets[one.competency].critical, role.targets[one.competency].weight) for one in found]
    assert pulls == sorted(pulls, reverse=True)
    assert len(found) == sum(len(questions) for questions in KNOWN.facets.values())


def test_that_areas_that_a_role_does_not_ask_for_have_no_questions() -> None:
    content = questionnaire()
    role = content.role("senior")
    fewer = type(role)(role.id, role.name, role.short_name, targets={"TL": role.targets["TL"]})
    assert {one.competency for one in asked(KNOWN, content.competencies, fewer)} == {"TL"}
    everywhere = asked(KNOWN, content.competencies, NO_ROLE)
    assert everywhere[0].competency == content.competencies[0].id
    assert {one.competency for one in everywhere} == set(content.competencies_by_id)


def test_that_no_questions_are_known_for_other_questionnaires() -> None:
    assert questions_for("of-my-own") is NONE_KNOWN
