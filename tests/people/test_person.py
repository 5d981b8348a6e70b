from __future__ import annotations

import pytest

from nextrung.people.person import (
    LONGEST_NAME,
    LONGEST_TAG,
    MOST_TAGS,
    PersonError,
    checked_name,
    checked_occupation,
    checked_tags,
    name_key,
)


def test_that_a_name_loses_the_spaces_around_and_between() -> None:
    assert checked_name("  Jana \t Nováková\n") == "Jana Nováková"
    assert checked_name("x" * LONGEST_NAME) == "x" * LONGEST_NAME


@pytest.mark.parametrize("name", ["", "  ", "\n", "x" * (LONGEST_NAME + 1)])
def test_that_no_name_or_one_too_long_is_refused_in_one_sentence(name: str) -> None:
    with pytest.raises(PersonError, match=r"^Give the person a name of 1 to 120 characters\.$"):
        checked_name(name)


def test_that_an_occupation_may_be_empty_but_not_endless() -> None:
    assert checked_occupation("  ") == ""
    with pytest.raises(PersonError, match="at most 120"):
        checked_occupation("x" * 121)


def test_that_tags_are_sorted_and_each_is_there_once_whatever_its_case() -> None:
    assert checked_tags(["start-up ", "Bank", "", "bank", "spring  group"]) == ("Bank", "spring group", "start-up")


def test_that_tags_too_long_or_too_many_are_refused() -> None:
    assert len(checked_tags(f"tag {number}" for number in range(MOST_TAGS))) == MOST_TAGS
    with pytest.raises(PersonError, match="too long"):
        checked_tags(["x" * (LONGEST_TAG + 1)])
    with pytest.raises(PersonError, match="13 tags are too many"):
        checked_tags(f"tag {number}" for number in range(MOST_TAGS + 1))


def test_that_names_are_the_same_without_case_and_spaces() -> None:
    assert name_key(" Jana  NOVÁKOVÁ ") == name_key("jana nováková")
    assert name_key("Jana") != name_key("Jan")
