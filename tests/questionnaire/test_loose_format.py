"""A questionnaire may be small, thin and plain: it is read, taken and scored, and what is weak or missing is named."""

from __future__ import annotations

import shutil
from math import sqrt
from pathlib import Path

import pytest
import yaml
from msgspec.structs import replace
from tests import given

from nextrung import resources
from nextrung.assessment.answer import Answer
from nextrung.commands.summary import as_text
from nextrung.errors import FindingsError
from nextrung.questionnaire import files
from nextrung.questionnaire.check import check
from nextrung.questionnaire.model import Questionnaire
from nextrung.salary import files as salary_files
from nextrung.scoring.match import asks_alike, fitting_role
from nextrung.scoring.result import as_json, result_cautions, score

GENERIC = ["Unaware", "Aware", "Working", "Practitioner", "Expert"]


def folder_of(place: Path, areas: int = 1, items: int = 1, anchors: list[str] | None = None) -> Path:
    """A questionnaire with only what a file must give."""
    folder = place / "own"
    folder.mkdir()
    shutil.copy(given.ML_MANAGER / "questionnaire.yaml", folder)
    blueprint = yaml.safe_load((folder / "questionnaire.yaml").read_text(encoding="utf-8"))
    names = [f"area-{number}" for number in range(1, areas + 1)]
    blueprint |= {"id": "own", "tags": [], "parts": [{"id": "skills", "name": "Skills", "competencies": names}]}
    blueprint["scoring"]["errors"] = [
        {"form": form, "part": "skills", "standard_error": 10, "planned": 5, "borrowed": True}
        for form in ("quick", "full")
    ]
    (folder / "questionnaire.yaml").write_text(yaml.safe_dump(blueprint), encoding="utf-8")
    targets: dict[str, dict[str, float]] = {}
    for number, name in enumerate(names):
        one = f"A{chr(65 + number)}"
        targets[one] = {"level": 3.0, "weight": 3}
        numbers = range(1, items + 1)
        (folder / f"{name}.yaml").write_text(
            yaml.safe_dump(
                {
                    "id": one,
                    "name": f"Area {number + 1}",
                    "facets": [{"id": f"{one}{at}", "name": f"Skill {at}"} for at in numbers],
                    "ratings": [
                        {
                            "id": f"{one}-B{at}",
                            "facet": f"{one}{at}",
                            "forms": ["quick", "full"],
                            "stem": f"Skill {at}",
                            "anchors": anchors or GENERIC,
                        }
                        for at in numbers
                    ],
                }
            ),
            encoding="utf-8",
        )
    role = {"id": "any", "name": "Any", "short_name": "Any", "targets": targets}
    roles = {"version": "1.0.0", "status": "draft", "roles": [role]}
    (folder / "roles.yaml").write_text(yaml.safe_dump(roles), encoding="utf-8")
    return folder


def answered(content: Questionnaire, value: float = 3) -> dict[str, Answer]:
    return {item.id: Answer(item.id, value=value) for item in content.form_items("full")}


@pytest.mark.parametrize(("areas", "items"), [(1, 1), (24, 12), (2, 99)])
def test_that_one_to_24_areas_with_one_to_99_facets_are_read(tmp_path: Path, areas: int, items: int) -> None:
    content = files.load(folder_of(tmp_path, areas, items))
    assert (len(content.competencies), len(content.competencies[-1].facets)) == (areas, items)
    assert files.from_json(files.to_json(content)) == content


def test_that_more_than_24_areas_are_refused_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(FindingsError, match=r"own: has 25 areas; 1 to 24 are allowed") as caught:
        files.load(folder_of(tmp_path, 25))
    assert len(caught.value.findings) == 1


def test_that_ten_thousand_items_are_refused_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(FindingsError, match=r"own: has 10,008 items; at most 1,000 are allowed") as caught:
        files.load(folder_of(tmp_path, 24, 417))
    assert len(caught.value.findings) == 1


def test_that_one_item_gives_a_level_with_the_wide_range_of_one(tmp_path: Path) -> None:
    content = files.load(folder_of(tmp_path))
    for form in ("quick", "full"):
        found = score(form, answered(content), content, content.roles[0])
        one = found.competencies["AA"]
        assert (one.status, one.level) == ("scored", 3.0)
        assert one.se == 10 * sqrt(5 / 1)
        assert as_json(found)["competencies"]["AA"]["cautions"] == ["weak", "borrowed", "one_item"]
        nothing = score(form, {}, content, content.roles[0])
        assert nothing.competencies["AA"].status == "not_enough"
        assert as_json(nothing)["competencies"]["AA"]["cautions"] == []


def test_that_a_result_from_weak_anchors_says_so_in_words(tmp_path: Path) -> None:
    content = files.load(folder_of(tmp_path, 2))
    text = as_text(
        score("full", answered(content), content, content.roles[0]), salary_files.load(resources.assets("salary"))
    )
    assert (
        "The anchors do not say what is done at each level in 2 areas, such as Area 1: these levels are weak." in text
    )
    assert "2 areas, such as Area 1, have a level from one answer each, with the wide range of one." in text
    assert "The error of the levels is borrowed from another questionnaire, not measured." in text


def test_that_check_names_what_is_weak_and_what_is_missing(tmp_path: Path) -> None:
    anchors = ["I plan my own work well.", "", "", "", "I plan the work of several teams."]
    said = str(check(folder_of(tmp_path, anchors=anchors)))
    assert "AA-B1: the texts of levels 2, 3 and 4 are missing" in said
    assert "AA-B1: weak: the anchors do not say what is done at each level of this item" in said
    assert (
        "own: errors: borrowed from another questionnaire, not measured (quick form, skills; full form, skills)" in said
    )
    assert "AA1: missing: measures, why, no_chance" in said
    assert "AA: the texts of levels 1, 2, 3, 4 and 5 are missing" in said
    assert "area-1.yaml:" in said


def test_that_anchors_with_words_of_their_own_are_not_weak() -> None:
    for folder in resources.questionnaire_folders():
        content = files.load(folder)
        assert not content.weak_items
        found = score("full", answered(content, 1), content, content.roles[0])
        assert result_cautions(found) == result_cautions(score("quick", {}, content, content.roles[0]))


@pytest.mark.parametrize(
    ("anchors", "weak"),
    [
        (["I do my part."] * 4 + ["I lead all of it."], False),
        (["I do my part of it well."] * 5, True),
        (["Basic", "Good", "Very good", "Lead", "Expert"], True),
        (["自分の仕事の計画を立てる。"] * 4 + ["部門全体の計画を立てる。"], False),
        (["I do my part.", "", "I lead it.", "", "I lead several such parts."], False),
        (["初級", "中級", "上級", "熟練", "専門家"], True),
    ],
)
def test_that_stages_are_weak_and_acts_are_not(tmp_path: Path, anchors: list[str], *, weak: bool) -> None:
    assert bool(files.load(folder_of(tmp_path, anchors=anchors)).weak_items) is weak


def test_that_anchors_shared_by_items_are_weak(tmp_path: Path) -> None:
    shared = [f"Can do this on level {number}." for number in range(5)]
    assert files.load(folder_of(tmp_path, items=2, anchors=shared)).weak_items == {"AA-B1", "AA-B2"}


def test_that_an_empty_text_is_refused_where_it_is_no_anchor(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    file = folder / "area-1.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("stem: Skill 1", "stem: ''"), encoding="utf-8")
    with pytest.raises(FindingsError, match="AA-B1: stem: the text is empty"):
        files.load(folder)


def test_that_a_role_may_name_fewer_areas_and_asks_nothing_of_the_others(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, 3)
    roles = yaml.safe_load((folder / "roles.yaml").read_text(encoding="utf-8"))
    del roles["roles"][0]["targets"]["AB"]
    (folder / "roles.yaml").write_text(yaml.safe_dump(roles), encoding="utf-8")
    content = files.load(folder)
    only_named = {key: one for key, one in answered(content, 5).items() if not key.startswith("AB")}
    found = score("full", only_named | {"AB-B1": Answer("AB-B1", value=1)}, content, content.roles[0])
    assert (found.match.value, found.match.band, found.match.unscored, found.focus) == (100, "matches", (), ())
    assert (found.gaps["AB"].gap, found.gaps["AB"].asked) == (None, False)
    without = score("full", only_named, content, content.roles[0])
    assert (without.match.value, without.match.provisional) == (100, False)
    text = as_text(found, salary_files.load(resources.assets("salary")))
    line = next(line for line in text.splitlines() if line.startswith("Area 2"))
    assert line.split()[-2] == "\N{EN DASH}", "no target is shown where the role names none"


def test_that_targets_of_ones_own_for_fewer_areas_count_like_those_they_were_made_from(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, 3)
    roles = yaml.safe_load((folder / "roles.yaml").read_text(encoding="utf-8"))
    first = roles["roles"][0]
    roles["roles"] = [
        {**first, "id": "all", "name": "All"},
        {**first, "targets": dict(list(first["targets"].items())[:2])},
    ]
    (folder / "roles.yaml").write_text(yaml.safe_dump(roles), encoding="utf-8")
    content = files.load(folder)
    published = content.roles[1]
    assert published.targets.keys() < content.competencies_by_id.keys()
    mine = replace(published, id="own-1", name="Mine", basis=published.id)
    assert fitting_role(content, mine) is mine
    assert asks_alike(content, mine)
    assert asks_alike(content, published)
    other = replace(mine, basis="all")
    assert not asks_alike(content, other)
    assert fitting_role(content, other) is content.roles[0]


def test_that_a_role_without_any_target_is_refused(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    text = (folder / "roles.yaml").read_text(encoding="utf-8")
    start = text.index("targets:")
    end = text.index("status:") if text.index("status:") > start else text.index("version:")
    (folder / "roles.yaml").write_text(text[:start] + "targets: {}\n" + text[end:], encoding="utf-8")
    with pytest.raises(FindingsError, match=r"any: names no competency; at least one target is needed"):
        files.load(folder)
