"""Content that was kept before constants were added is read with the values it was made for, and scores as before."""

from __future__ import annotations

from contextlib import closing

from tests import given_first as given

from nextrung.questionnaire import files
from nextrung.questionnaire.model import Questionnaire
from nextrung.scoring.result import score
from nextrung.store.sqlite import engine as sqlite3

RELEASE = given.PROJECT / "tests" / "databases" / "release-0.1.0.db"


def kept() -> Questionnaire:
    """The content that the first release kept."""
    with closing(sqlite3.connect(f"file:{RELEASE}?immutable=1", uri=True)) as connection:
        (text,) = connection.execute("SELECT content FROM questionnaire WHERE content != ''").fetchone()
    return files.from_json(text)


def at_targets() -> given.Answers:
    """Every area at or above its first-line target but Stakeholder communication, which is at the lowest point."""
    answers = given.answered("full", rating=4, frequency=0.75)
    own = [one for one in answers if one.startswith("SC-") and one[3] in "BF"]
    return given.valued(answers, {one: 1 if one[3] == "B" else 0 for one in own})


def test_that_the_first_release_kept_no_newer_constants() -> None:
    rules = kept().scoring
    assert rules.version == "1.0.0"
    assert (rules.bands.close_shortfall, rules.bands.scored_minimum, rules.bands.provisional_below) == (None, 0.0, 0.7)
    assert (rules.focus.tied_within, rules.quality.fast_answered_share) == (0.1, 0.0)


def test_that_an_older_assessment_keeps_the_band_it_was_given() -> None:
    older, newer = kept(), given.questionnaire()
    then, now = (score("full", at_targets(), one, one.role("first-line")) for one in (older, newer))
    assert (then.match.value, then.match.band, then.match.caps) == (now.match.value, "matches", ())
    assert (now.match.band, [cap.competency for cap in now.match.caps]) == ("close", ["SC"])


def test_that_an_older_assessment_keeps_its_provisional_limit_and_its_match() -> None:
    missing = [one for one in given.answered("full") if one.startswith(("PM", "SP")) and one[3] in "BF"]
    answers = given.no_chance(given.answered("full", rating=4, frequency=0.75), missing)
    older, newer = kept(), given.questionnaire()
    then, now = (score("full", answers, one, one.role("first-line")).match for one in (older, newer))
    assert (then.band, then.provisional) == ("matches", False)
    assert (now.band, now.provisional) == ("close", True)
    few = given.only(answers, "TL")
    then, now = (score("full", few, one, one.role("first-line")).match for one in (older, newer))
    assert (then.value, then.provisional, now.value) == (100, True, None)


def test_that_kept_content_comes_back_as_it_was() -> None:
    content = given.questionnaire()
    assert files.from_json(files.to_json(content)).blueprint == content.blueprint
    assert files.from_json(files.to_json(kept())).scoring == kept().scoring
