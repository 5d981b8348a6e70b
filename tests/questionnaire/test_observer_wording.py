"""Others are asked about the person in the third person: written for every rating item, and held to by the check."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace
from tests import given

from nextrung import resources
from nextrung.people.rating import CoachRating
from nextrung.questionnaire import files
from nextrung.questionnaire.check import check
from nextrung.questionnaire.editions import id_of
from nextrung.questionnaire.kinds import Rating
from nextrung.scoring.other_view import rated_items
from nextrung.ui.rating.state import rating

NEWEST = [folder for folder in resources.questionnaire_folders() if id_of(folder) == folder.name]
FILE = "team-leadership.yaml"
STEM = "      stem: How {name} hands over work\n"
ANCHOR = "        - Hands over single tasks when time runs out.\n"


@pytest.mark.parametrize("folder", NEWEST, ids=lambda folder: folder.name)
def test_that_every_rating_item_is_written_for_others_too(folder: Path) -> None:
    for item in files.load(folder).items_by_id.values():
        if isinstance(item, Rating):
            assert item.observed is not None, item.id
            asked = item.observed.about("Alex")
            assert "Alex" in asked.stem, item.id
            assert not set("{}") & set("".join((asked.stem, *asked.anchors))), item.id
            assert len(set(asked.anchors)) == len(asked.anchors), item.id


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (STEM, STEM.replace("{name}", "somebody"), "the stem for others does not name the person; write {name}"),
        (STEM, STEM.replace("work", "{work}"), "a brace that belongs to no {name}"),
        (ANCHOR, '        - "{name} hands over single tasks."\n', "anchor 1 for others begins with {name}"),
        (ANCHOR, ANCHOR.replace("single tasks", "my single tasks"), "anchor 1 for others says “my”"),
        (ANCHOR, ANCHOR.replace("single", "often single"), "anchor 1 for others says “often”"),
        (ANCHOR, ANCHOR.replace(" when time runs out", ""), "anchor 1 for others has 4 words"),
    ],
    ids=["no-name", "stray-brace", "begins-with-name", "first-person", "vague", "short"],
)
def test_that_the_check_reads_the_wording_for_others(tmp_path: Path, before: str, after: str, said: str) -> None:
    folder = shutil.copytree(given.ML_MANAGER, tmp_path / "ml-manager")
    text = (folder / FILE).read_text(encoding="utf-8")
    assert text.count(before) == 1
    (folder / FILE).write_text(text.replace(before, after), encoding="utf-8")
    findings = [str(one) for one in check(folder).findings]
    assert any(FILE in one and "TL-B8" in one and said in one for one in findings), findings


def test_that_the_check_names_an_item_that_others_cannot_be_asked(tmp_path: Path) -> None:
    folder = shutil.copytree(given.ML_MANAGER, tmp_path / "ml-manager")
    text = (folder / FILE).read_text(encoding="utf-8")
    start = text.index("    observed:\n")
    (folder / FILE).write_text(text[:start] + text[text.index("    sources:", start) :], encoding="utf-8")
    (finding,) = check(folder).findings
    assert "TL-B1: the wording for others is missing" in str(finding)


def test_that_a_coach_reads_of_the_person_where_the_version_has_words_for_it() -> None:
    content = files.load(given.ML_MANAGER)
    item = rated_items(content.competencies[0])[0]
    round_ = CoachRating("r", "p", "f", None, "2026-11-30T08:00:00Z", None)
    shown = rating(round_, (item,), content, item.id, "Alex")
    assert "How Alex " in shown.stem
    assert not any(point.text.startswith("I ") for point in shown.points)
    assert shown.third_person
    older = rating(round_, (replace(item, observed=None),), content, item.id, "Alex")
    assert older.stem == item.stem
    assert not older.third_person
