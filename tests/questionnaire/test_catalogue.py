"""What can be taken: the questionnaires of the program, then a person's own, none of which can stop the rest."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from tests import given
from tests.questionnaire.changes import rewrite, swap

from nextrung import resources
from nextrung.assessment import answers_file
from nextrung.assessment.answers_file import AnswersHead
from nextrung.questionnaire import catalogue
from nextrung.questionnaire.catalogue import Catalogue, UnknownQuestionnaireError


def own(folder: Path, name: str, written: str = "") -> Path:
    """A questionnaire of a person's own: a copy under another name, or with something else as its main file."""
    made = Path(shutil.copytree(given.ML_MANAGER, folder / name))
    if written:
        (made / "questionnaire.yaml").write_text(written, encoding="utf-8")
    else:
        rewrite(made, "questionnaire.yaml", swap("id: ml-manager", f"id: {name}\nauthor: Jana Nováková"))
    return made


def listed(folder: Path) -> Catalogue:
    return Catalogue(resources.questionnaire_folders(), folder)


def test_that_the_order_of_the_program_comes_first_and_a_persons_own_last(tmp_path: Path) -> None:
    own(tmp_path, "a-ladder")
    entries = listed(tmp_path).entries
    assert entries[0].id == listed(tmp_path).default == "ml-manager"
    assert entries[0].folders == (given.ML_MANAGER, given.FIRST_VERSION)
    assert [one.origin for one in entries].count("own") == 1
    assert (entries[-1].id, entries[-1].origin) == ("a-ladder", "own")


def test_that_facts_say_whose_it_is(tmp_path: Path) -> None:
    own(tmp_path, "ladder")
    found = listed(tmp_path)
    ours, mine = found.facts(found.entry("ml-manager")), found.facts(found.entry("ladder"))
    assert (ours.origin, ours.author, ours.version, ours.problem) == ("built-in", "", given.questionnaire().version, "")
    assert (mine.origin, mine.author, mine.title) == ("own", "Jana Nováková", "Machine-learning manager")
    assert mine.fingerprint
    assert mine.fingerprint != ours.fingerprint


def test_that_a_persons_own_claims_no_more_than_is_known(tmp_path: Path) -> None:
    folder = own(tmp_path, "ladder")
    text = (folder / "questionnaire.yaml").read_text(encoding="utf-8").replace("status: draft", "status: reviewed")
    text = re.sub(r"standard_error: [\d.]+", "standard_error: 0.1", text)
    (folder / "questionnaire.yaml").write_text(text, encoding="utf-8")
    content = catalogue.load(listed(tmp_path).entry("ladder"), folder)
    assert content.blueprint.status == content.scoring.status == "draft"
    known = given.questionnaire().scoring.errors
    for error in content.scoring.errors:
        assert error.borrowed
        assert error.standard_error >= max(one.standard_error for one in known if one.form == error.form)


def test_that_what_names_no_author_says_so_and_never_passes_for_the_programs(tmp_path: Path) -> None:
    folder = own(tmp_path, "ladder")
    rewrite(folder, "questionnaire.yaml", swap("\nauthor: Jana Nováková", ""))
    content = catalogue.load(listed(tmp_path).entry("ladder"), folder)
    assert content.blueprint.author == catalogue.UNNAMED
    assert not content.has_pay


def test_that_a_persons_own_never_stands_in_for_one_of_the_program(tmp_path: Path) -> None:
    own(tmp_path, "ml-manager", "id: ml-manager\n")
    assert listed(tmp_path).entry("ml-manager").folder == given.ML_MANAGER


@pytest.mark.parametrize("written", ["", "id: [", "id: other-name\n", "\x00", "&a [*a]\n", "id: ladder\n"])
def test_that_a_broken_one_is_named_in_a_sentence_and_the_rest_goes_on(tmp_path: Path, written: str) -> None:
    folder = own(tmp_path, "ladder")
    (folder / "questionnaire.yaml").write_text(written, encoding="utf-8")
    found = listed(tmp_path)
    facts = found.facts(found.entry("ladder"))
    assert facts.problem.startswith("The questionnaire “ladder” cannot be taken: questionnaire.yaml")
    assert "\n" not in facts.problem
    head = AnswersHead("ml-manager", None, "quick", "")
    assert answers_file.version_of(head, found.editions("ladder")).folder == given.ML_MANAGER


def test_that_a_folder_named_unlike_its_id_says_what_to_do(tmp_path: Path) -> None:
    own(tmp_path, "ladder").rename(tmp_path / "other")
    found = listed(tmp_path)
    assert "give both the same name" in found.facts(found.entry("other")).problem


def test_that_one_whose_name_begins_like_another_is_no_version_of_it(tmp_path: Path) -> None:
    own(tmp_path, "ladder"), own(tmp_path, "ladder-for-leads"), own(tmp_path, "ladder-1.0.0")
    found = {one.id: one for one in listed(tmp_path).entries if one.origin == "own"}
    assert [path.name for path in found["ladder"].folders] == ["ladder", "ladder-1.0.0"]
    assert [path.name for path in found["ladder-for-leads"].folders] == ["ladder-for-leads"]


def test_that_an_unknown_one_is_named_beside_those_that_are_there(tmp_path: Path) -> None:
    with pytest.raises(UnknownQuestionnaireError, match="no questionnaire “chef”; installed are ml-manager"):
        listed(tmp_path).entry("chef")


def test_that_a_folder_that_is_not_there_holds_none(tmp_path: Path) -> None:
    assert all(one.origin == "built-in" for one in listed(tmp_path / "nowhere").entries)
