"""A questionnaire while it is written: what is added, changed, moved, removed, taken back, and said of it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from tests import given
from tests.questionnaire import written
from tests.questionnaire.written import BY_LETTER

from nextrung.questionnaire import completeness, files, rules, wording_file
from nextrung.questionnaire.authoring import draft as drafting
from nextrung.questionnaire.authoring import findings, groups, operations, placing
from nextrung.questionnaire.authoring.draft import PART, AuthoringDraft, AuthoringError
from nextrung.questionnaire.authoring.fields import field_of
from nextrung.questionnaire.authoring.findings import AuthoringFinding
from nextrung.questionnaire.authoring.history import MOST_STEPS, EditHistory
from nextrung.questionnaire.kinds import Kind
from nextrung.questionnaire.model import MOST_COMPETENCIES, MOST_ITEMS, Target
from nextrung.questionnaire.wording import KnownProblems


def said(draft: AuthoringDraft) -> tuple[AuthoringFinding, ...]:
    return findings.findings(draft, wording_file.load("en"))


def must(draft: AuthoringDraft) -> list[tuple[str, str]]:
    return [(one.subject, one.field) for one in said(draft) if one.must]


@pytest.fixture(params=list(Kind), ids=str)
def kind(request: pytest.FixtureRequest) -> Kind:
    found: Kind = request.param
    return found


def test_that_a_blank_item_of_every_kind_is_held_and_its_empty_texts_are_named(kind: Kind) -> None:
    draft, first = operations.add_item(written.empty(), "DE", BY_LETTER["B"])
    draft, one = operations.add_item(draft, "DE", kind)
    item = draft.content.items_by_id[one]
    assert (item.kind, one[:4]) == (kind, f"DE-{kind.letter}")
    assert item.facet in {facet.id for facet in draft.content.competencies[0].facets}
    assert [(one, "the text is empty")] * len(must(draft)) != []
    assert all(field_of(item, field) == "" for subject, field in must(draft) if subject == one and "facet" not in field)
    assert {subject for subject, _ in must(draft)} == {first, one}
    assert not list(rules.problems(draft.content))


def test_that_what_is_written_is_kept_as_typed_and_comes_back_the_same() -> None:
    draft = operations.with_value(written.whole(), "DE-B1", "stem", "  half a\nthought <b>x</b> \u202e")
    assert drafting.from_json(drafting.to_json(draft)) == draft


def test_that_a_kept_text_that_is_no_questionnaire_is_refused_in_a_sentence() -> None:
    with pytest.raises(AuthoringError, match="cannot be read"):
        drafting.from_json('{"content": 3}')


def test_that_an_id_once_given_is_never_given_again() -> None:
    draft = written.whole()
    gone = operations.removed(draft, "DE-B3")
    again, one = operations.add_item(gone, "DE", BY_LETTER["B"])
    assert (one, again.content.items_by_id[one].facet) == ("DE-B4", "DE4")
    later, area = operations.add_area(operations.removed(draft, "PE"), "People")
    assert area != "PE"
    assert later.area("PE") is None


def test_that_ids_of_older_versions_are_not_given_again() -> None:
    older = written.whole()
    now = drafting.of_content(operations.removed(older, "DE-B3").content)
    _, one = operations.add_item(drafting.remembering(now, [older.content]), "DE", BY_LETTER["B"])
    assert one == "DE-B4"


def test_that_a_skill_is_called_as_its_item_until_somebody_names_it() -> None:
    draft = written.whole()
    assert draft.content.competencies[0].facets[0].name == "How I plans de"
    named = operations.with_value(draft, "DE-B1", "facet.name", "Planning")
    changed = operations.with_value(named, "DE-B1", "stem", "How I plan")
    assert changed.content.competencies[0].facets[0].name == "Planning"


def test_that_a_short_name_follows_the_name_until_somebody_writes_it() -> None:
    draft, role = operations.add_role(written.empty())
    draft = operations.with_value(draft, role, "name", "Tech lead")
    assert draft.content.roles[0].short_name == "Tech lead"
    draft = operations.with_value(draft, role, "short_name", "TL")
    assert operations.with_value(draft, role, "name", "Lead").content.roles[0].short_name == "TL"


def test_that_removing_an_area_takes_its_targets_and_its_file_along() -> None:
    draft = operations.with_value(written.whole(), "role-1", "targets.PE", Target(2.0, 1))
    gone = operations.removed(draft, "PE")
    assert list(gone.content.roles[0].targets) == ["DE"]
    assert gone.content.blueprint.parts[0].competencies == ("delivery",)
    assert not list(rules.problems(gone.content))


def test_that_removing_an_item_takes_a_skill_that_nobody_asks_for_any_more_along() -> None:
    draft, action = operations.add_action(written.whole(), "DE")
    gone = operations.removed(draft, "DE-B1")
    assert [facet.id for facet in gone.content.competencies[0].facets] == ["DE2", "DE3"]
    assert field_of(gone.action(action), "facets") == ("DE2", "DE3")


def test_that_removing_a_role_takes_it_out_of_actions() -> None:
    draft, action = operations.add_action(written.whole(), "DE")
    draft = operations.with_value(draft, action, "roles", ("role-1",))
    assert field_of(operations.removed(draft, "role-1").action(action), "roles") == ()


@pytest.mark.parametrize(
    ("subject", "steps", "order"),
    [
        ("DE-B1", 1, ["DE-B2", "DE-B1", "DE-B3", "PE-B1", "PE-B2", "PE-B3"]),
        ("DE-B3", -5, ["DE-B3", "DE-B1", "DE-B2", "PE-B1", "PE-B2", "PE-B3"]),
        ("PE", -1, ["PE-B1", "PE-B2", "PE-B3", "DE-B1", "DE-B2", "DE-B3"]),
        ("PE", 1, ["DE-B1", "DE-B2", "DE-B3", "PE-B1", "PE-B2", "PE-B3"]),
    ],
)
def test_that_things_are_moved_among_their_like(subject: str, steps: int, order: list[str]) -> None:
    draft = placing.moved(written.whole(), subject, steps)
    assert list(draft.content.items_by_id) == order
    areas = [draft.names[area.id] for area in draft.content.competencies]
    assert list(draft.content.blueprint.parts[0].competencies) == areas


def test_that_wording_for_others_of_which_nothing_is_left_is_none() -> None:
    draft = operations.with_value(written.whole(), "DE-B1", "observed.stem", "How {name} plans")
    assert ("DE-B1", "observed.anchors.1") in must(draft)
    assert operations.with_value(draft, "DE-B1", "observed.stem", "") == replace(written.whole(), numbers=draft.numbers)


def test_that_no_more_is_added_than_fits() -> None:
    draft = written.empty()
    for number in range(MOST_COMPETENCIES - 1):
        draft, _ = operations.add_area(draft, f"Area {number}")
    with pytest.raises(AuthoringError, match="at most 24 areas"):
        operations.add_area(draft, "One more")
    draft, _ = operations.add_item(written.empty(), "DE", BY_LETTER["B"])
    draft, _ = operations.add_item(draft, "DE", BY_LETTER["E"])
    with pytest.raises(AuthoringError, match="evidence once"):
        operations.add_item(draft, "DE", BY_LETTER["E"])


def test_that_ten_thousand_items_are_one_sentence() -> None:
    draft = written.whole()
    area = draft.content.competencies[0]
    many = replace(area, ratings=area.ratings[:1] * 10_000)
    huge = replace(draft, content=replace(draft.content, competencies=(many,)))
    found = said(huge)
    assert [one.message for one in found] == [f"has 10,000 items; at most {MOST_ITEMS:,} are allowed"]
    with pytest.raises(AuthoringError, match="at most"):
        operations.add_item(huge, "DE", BY_LETTER["B"])


def test_that_each_finding_stands_beside_its_field() -> None:
    draft = operations.with_value(written.whole(), "DE-B2", "anchors.5", "I am excellent and always deliver my work.")
    fields = {(one.subject, one.field) for one in said(draft)}
    assert ("DE-B2", "anchors.5") in fields
    assert ("DE-B1", "facet.measures") in fields
    assert ("", "scoring.errors") in fields
    assert ("DE", "construct") in fields
    assert must(draft) == []


def test_that_findings_are_those_of_the_check_of_its_files() -> None:
    content = files.load(given.FIRST_TIME)
    draft = drafting.of_content(content)
    assert len(said(draft)) == len(set(completeness.problems(content)))


def test_that_what_is_known_of_texts_that_stay_changes_no_finding() -> None:
    words = wording_file.load("en")
    known: KnownProblems = {}
    draft = drafting.of_content(files.load(given.FIRST_TIME))
    findings.findings(draft, words, known)
    for text in ("How I am excellent and plan", "How I plan work", ""):
        draft = operations.with_value(draft, "DL-B1", "stem", text)
        assert findings.findings(draft, words, known) == findings.findings(draft, words)


def test_that_typing_in_one_field_is_one_step_back_and_forth() -> None:
    history = EditHistory("a").changed("b", "x").changed("bc", "x").changed("bcd", "y")
    assert history.undone().now == "bc"
    assert history.undone().undone().now == "a"
    assert history.undone().undone().undone().now == "a"
    assert history.undone().undone().redone().redone().now == "bcd"
    assert history.undone().changed("other").redone().now == "other"


def test_that_steps_back_have_an_end() -> None:
    history = EditHistory(0)
    for number in range(MOST_STEPS + 50):
        history = history.changed(number + 1)
    assert len(history.past) == MOST_STEPS


def test_that_an_item_takes_its_skill_into_another_area_under_an_id_of_that_area() -> None:
    draft = operations.with_value(written.whole(), "DE-B1", "facet.name", "Planning")
    draft, one = placing.moved_into(draft, "DE-B1", "PE", "PE-B2")
    assert list(draft.content.items_by_id) == ["DE-B2", "DE-B3", "PE-B1", "PE-B4", "PE-B2", "PE-B3"]
    assert draft.content.competency_of[one].facet(draft.content.items_by_id[one].facet).name == "Planning"
    assert "DE1" not in {facet.id for facet in draft.content.competencies[0].facets}
    assert not list(rules.problems(draft.content))
    # neither id is ever given to something else
    assert operations.add_item(draft, "DE", BY_LETTER["B"])[1] == "DE-B4"


def test_that_a_skill_that_others_ask_for_stays_for_them() -> None:
    draft = operations.with_value(written.whole(), "DE-B2", "facet", "DE1")
    draft, one = placing.moved_into(draft, "DE-B1", "PE")
    assert draft.content.items_by_id["DE-B2"].facet == "DE1"
    assert draft.content.items_by_id[one].facet == "PE4"
    assert not list(rules.problems(draft.content))


def test_that_an_action_goes_into_another_area_for_all_skills_there() -> None:
    draft, action = operations.add_action(written.whole(), "DE")
    draft, one = placing.moved_into(draft, action, "PE")
    assert (one, field_of(draft.action(one), "facets")) == ("PE-A1", ("PE1", "PE2", "PE3"))
    empty, area = operations.add_area(draft, "Craft")
    with pytest.raises(AuthoringError, match="add an item first"):
        placing.moved_into(empty, one, area)


def test_that_a_new_part_has_errors_of_its_own_and_takes_areas_in() -> None:
    draft, part = groups.add_part(written.whole())
    assert [one.message for one in said(draft) if one.subject == part and one.must] == [
        "the text is empty",
        "no area lies in it; put one here, or remove it",
    ]
    draft = operations.with_value(operations.with_value(draft, part, "name", "Skills"), "DE", "part", "part-1")
    assert [one.competencies for one in draft.content.blueprint.parts] == [("people",), ("delivery",)]
    assert [area.id for area in draft.content.competencies] == ["PE", "DE"]
    assert not must(draft)
    first = placing.moved(draft, part, -1)
    assert [area.id for area in first.content.competencies] == ["DE", "PE"]
    gone = operations.removed(draft, part)
    assert [one.competencies for one in gone.content.blueprint.parts] == [("people", "delivery")]
    assert {entry.part for entry in gone.content.scoring.errors} == {"areas"}
    with pytest.raises(AuthoringError, match="the last one stays"):
        operations.removed(gone, f"{PART}areas")


def test_that_removing_a_tag_takes_it_off_items() -> None:
    draft, tag = groups.add_tag(written.whole())
    draft = operations.with_value(draft, "DE-B1", "tags", ("tag-1",))
    assert operations.removed(draft, tag).content.items_by_id["DE-B1"].tags == ()
    assert [one.message for one in said(draft) if one.subject == tag and not one.must] == [
        "1 item of the full form is tagged; its view needs 3 answers"
    ]
    # and its id is not given again
    assert groups.add_tag(operations.removed(draft, tag))[1] == "tag:tag-2"


def test_that_what_may_be_left_out_is_begun_with_its_first_text_and_left_out_without_any() -> None:
    draft, action = operations.add_action(written.whole(), "DE")
    begun = operations.with_value(draft, action, "no_chance.title", "Watch somebody plan")
    assert field_of(begun.action(action), "no_chance.effort_hours") == 1
    assert [field for subject, field in must(begun) if field.startswith("no_chance.")] == [
        "no_chance.if_then", "no_chance.evidence_of_done",
    ]  # fmt: skip
    assert operations.with_value(begun, action, "no_chance.title", "") == draft
