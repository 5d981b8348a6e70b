"""What a form says becomes an example, or one sentence says why not; links lead to pages and files alone."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from nextrung.evidence.example import LONGEST_PART, ExampleError, ExampleFields, checked
from nextrung.evidence.link import LinkTarget, target_of

TODAY = date(2026, 11, 30)
WHOLE = ExampleFields(
    title="  Paired\ninterviews ",
    facet="TL2",
    kind="document",
    situation=" Two hires left.\n",
    result="<b>17</b> of {{20}}",
    confirmed_by="Priya,\n manager",
    day="2026-05-01",
    link=" https://example.org/review ",
    level="3.5",
)


def test_that_what_was_typed_is_kept_as_plain_text() -> None:
    values = checked(WHOLE, TODAY)
    assert (values["title"], values["situation"], values["confirmed_by"]) == (
        "Paired interviews",
        "Two hires left.",
        "Priya, manager",
    )
    assert values["result"] == "<b>17</b> of {{20}}"
    assert (values["day"], values["link"], values["level"]) == (date(2026, 5, 1), "https://example.org/review", 3.5)


def test_that_only_a_title_and_what_it_shows_are_needed() -> None:
    values = checked(ExampleFields("Title", "TL1"), TODAY)
    assert (values["day"], values["level"], values["action"]) == (None, None, "")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"title": " \n"}, "a title of 1 to 120 characters"),
        ({"title": "x" * 2_000_000}, "a title of 1 to 120 characters"),
        ({"facet": ""}, "Choose what the example shows"),
        ({"action": "x" * 2_000_000}, "Tell the action in at most 10,000 characters; this text has 2,000,000"),
        ({"learned": "x" * (LONGEST_PART + 1)}, "Tell what you learned in at most 10,000"),
        ({"confirmed_by": "x" * 301}, "at most 300 characters who can confirm"),
        ({"day": "1 May"}, "name of its month"),
        ({"day": "2026-12-01"}, "between 1 January 1900 and today, 30 November 2026"),
        ({"day": "1066-10-14"}, "between 1 January 1900 and today"),
        ({"link": "x" * 2_001}, "at most 2,000 characters"),
        ({"link": "https://a\nb"}, "one line"),
        ({"level": "six"}, "from 1 to 5"),
        ({"level": "nan"}, "from 1 to 5"),
        ({"level": "5.5"}, "from 1 to 5"),
    ],
)
def test_that_what_cannot_be_kept_is_said_in_one_sentence(change: dict[str, str], said: str) -> None:
    with pytest.raises(ExampleError, match=said) as caught:
        checked(replace(WHOLE, **change), TODAY)
    assert len(str(caught.value)) < 200
    assert str(caught.value).count(". ") == 0


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("https://example.org/a b?c#d", LinkTarget("page", "https://example.org/a b?c#d")),
        ("HTTP://EXAMPLE.ORG", LinkTarget("page", "HTTP://EXAMPLE.ORG")),
        ("/home/jana/review.odt", LinkTarget("file", "/home/jana/review.odt")),
        ("file:///home/jana/my%20review.odt", LinkTarget("file", "/home/jana/my review.odt")),
        ("file:///C:/Users/jana/review.odt", LinkTarget("file", "C:/Users/jana/review.odt")),
        (r"C:\Users\jana\review.odt", LinkTarget("file", r"C:\Users\jana\review.odt")),
        (r"\\server\share\review.odt", LinkTarget("file", r"\\server\share\review.odt")),
        ("https://", None),
        ("https://[bad", None),
        ("javascript:alert(1)", None),
        ("data:text/html,<b>x</b>", None),
        ("mailto:priya@example.org", None),
        ("ms-msdt:/id", None),
        ("review.odt", None),
        ("../review.odt", None),
        ("", None),
    ],
)
def test_that_a_link_leads_to_a_page_or_a_whole_path_and_nowhere_else(link: str, target: LinkTarget | None) -> None:
    assert target_of(link) == target
