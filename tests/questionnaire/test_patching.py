"""Another value into a file that people edited: what did not change stays as it stands, comments too."""

from __future__ import annotations

import random

import pytest
from msgspec.structs import replace
from tests import given
from tests.campaign import Campaign

from nextrung import typed_yaml
from nextrung.questionnaire.authoring.patching import patched
from nextrung.questionnaire.model import Blueprint, Competency, RoleFile, Target

TEXT = """\
# about the area
id: DE   # two letters
name: Delivery
construct: >-
  What the person does
  so that work moves.
levels: ["", "", "", "", ""]
facets:
  # the first
  - {id: DE1, name: Planning}   # short

  # the second
  - id: DE2
    name: Risks    # a name

ratings:
  - id: DE-B1
    facet: DE1
    stem: How I plan
    # each a thing someone could see
    anchors:
      - I plan.   # one
      - I split it.
      - 'It''s staged.'
      - I plan again.
      - Others plan so.
    status: draft    # as it is anyway
  - id: DE-B2
    facet: DE2
    stem: "How I handle: risk"
    anchors: [I see it., I say it., I list it., I cut it., Others do.]
# the end
"""


def read(text: str) -> Competency:
    return typed_yaml.read_bytes(text.encode(), "delivery.yaml", Competency)


BEFORE = read(TEXT)
FIRST, SECOND = BEFORE.ratings
CASES = {
    "a text": (replace(BEFORE, name="Getting: #done"), "name: Delivery", "name: 'Getting: #done'"),
    "a text of several lines": (
        replace(BEFORE, construct="Short."),
        "construct: >-\n  What the person does\n  so that work moves.\n",
        "construct: Short.\n",
    ),
    "one entry": (
        replace(BEFORE, ratings=(replace(FIRST, anchors=("I: plan.", *FIRST.anchors[1:])), SECOND)),
        "- I plan.   # one",
        "- 'I: plan.'   # one",
    ),
    "one between brackets": (
        replace(BEFORE, ratings=(FIRST, replace(SECOND, anchors=("Yes, I do.", *SECOND.anchors[1:])))),
        "[I see it., I say",
        "['Yes, I do.', I say",
    ),
    "an entry that goes": (
        replace(BEFORE, facets=BEFORE.facets[:1]),
        "\n  # the second\n  - id: DE2\n    name: Risks    # a name\n",
        "",
    ),
    "a field that comes": (
        replace(BEFORE, ratings=(FIRST, replace(SECOND, same_as="TL-B1"))),
        "Others do.]\n",
        "Others do.]\n    same_as: TL-B1\n",
    ),
    "a field that goes": (replace(BEFORE, construct=""), TEXT[TEXT.index("construct") : TEXT.index("levels")], ""),
}


@pytest.mark.parametrize("name", CASES)
def test_that_only_what_changed_is_written(name: str) -> None:
    after, old, new = CASES[name]
    assert patched(TEXT, BEFORE, after) == TEXT.replace(old, new, 1)
    assert read(patched(TEXT, BEFORE, after)) == after


def test_that_nothing_changed_leaves_every_byte() -> None:
    odd = "id:   DE\nname: 'Delivery'\r\nfacets:   []"
    assert patched(odd, read(odd), read(odd)) == odd


def test_that_entries_that_change_places_take_their_comments_along() -> None:
    after = replace(BEFORE, facets=(BEFORE.facets[1], BEFORE.facets[0]), ratings=(SECOND, FIRST))
    found = patched(TEXT, BEFORE, after)
    assert read(found) == after
    assert "  # the second\n  - id: DE2\n    name: Risks    # a name\n" in found
    assert "stem: How I plan\n    # each a thing someone could see\n" in found
    assert sorted(found.splitlines()) == sorted(TEXT.splitlines())


def test_that_an_entry_that_comes_stands_among_the_others_as_they_were() -> None:
    fresh = replace(SECOND, id="DE-B3", stem="How I go on")
    found = patched(TEXT, BEFORE, replace(BEFORE, ratings=(FIRST, fresh, SECOND)))
    assert [one.id for one in read(found).ratings] == ["DE-B1", "DE-B3", "DE-B2"]
    assert [line for line in TEXT.splitlines() if line not in found.splitlines()] == []


def test_that_a_file_laid_out_in_an_unusual_way_is_written_anew_with_its_comments() -> None:
    odd = "# mine\n{id: DE, name: Delivery, facets: [&one {id: DE1, name: Same}, {id: DE2, name: Same}]}\n"
    after = replace(read(odd), boundary="Elsewhere")
    found = patched(odd, read(odd), after)
    assert read(found) == after
    assert found.startswith("# mine\n")


def test_that_an_alias_elsewhere_does_not_change_along() -> None:
    odd = "id: DE\nname: &name Delivery\nconstruct: *name\nfacets: []\n# kept\n"
    after = replace(read(odd), name="Other")
    assert read(patched(odd, read(odd), after)) == after
    assert "# kept" in patched(odd, read(odd), after)


def test_that_files_of_the_program_keep_their_comments_whatever_is_changed(campaign: Campaign) -> None:
    draw = campaign.random()
    for path in sorted(given.FIRST_TIME.glob("[d-s]*.yaml")):
        if path.name in ("questionnaire.yaml", "role.yaml", "roles.yaml"):
            continue
        text = path.read_text(encoding="utf-8")
        before = typed_yaml.read(path, Competency)
        for _ in range(campaign.rounds(short=4, long=200)):
            after = changed(before, draw)
            found = patched(text, before, after)
            assert read(found) == after
            kept = {item.id for item in after.ratings}
            lost = [line for line in comments(text) if line not in found]
            # a comment within an entry goes with it
            assert not lost or len(kept) < len(before.ratings), lost


def comments(text: str) -> list[str]:
    return [line.strip()[line.strip().index("#") :] for line in text.splitlines() if "# " in line]


def changed(area: Competency, draw: random.Random) -> Competency:
    ratings = list(area.ratings)
    what = draw.randrange(5)
    if what == 0:
        draw.shuffle(ratings)
    elif what == 1:
        ratings.pop(draw.randrange(len(ratings)))
    elif what == 2:
        at = draw.randrange(len(ratings))
        ratings[at] = replace(
            ratings[at], stem=draw.choice(["- x", "a: b", "“q” 'r' \"s\"", "word " * 60, "1.0", "no"])
        )
    elif what == 3:
        ratings.insert(draw.randrange(len(ratings)), replace(ratings[0], id=f"{area.id}-B99"))
    else:
        return replace(area, levels=("", "b", "c: d", "# e", "f"), actions=area.actions[::-1])
    return replace(area, ratings=tuple(ratings))


def test_that_targets_come_and_go_one_by_one() -> None:
    path = given.FIRST_TIME / "roles.yaml"
    text, before = path.read_text(encoding="utf-8"), typed_yaml.read(path, RoleFile)
    role = before.roles[0]
    targets = {key: one for key, one in role.targets.items() if key != "PL"} | {"SM": Target(3.0, 2)}
    after = replace(before, roles=(replace(role, targets=targets), *before.roles[1:]))
    found = patched(text, before, after)
    assert typed_yaml.read_bytes(found.encode(), "roles.yaml", RoleFile) == after
    gone = [line for line in text.splitlines() if line not in found.splitlines()]
    assert gone == ["      PL: {level: 2.5, weight: 4, critical: true}", "      SM: {level: 2.5, weight: 4}"]


def test_that_the_main_file_of_a_copy_keeps_its_comments() -> None:
    path = given.ML_MANAGER / "questionnaire.yaml"
    text, before = path.read_text(encoding="utf-8"), typed_yaml.read(path, Blueprint)
    after = replace(before, id="mine", title="Mine", version="0.1.0", author="Jana", pay=False)
    assert [line for line in comments(text) if line not in patched(text, before, after)] == []
