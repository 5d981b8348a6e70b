"""What an advert asks for is found by its words; what it denies, and what is about the company, does not count."""

from __future__ import annotations

import pytest
from tests.given import questionnaire

from nextrung.advert.phrases import phrases_for
from nextrung.advert.reading import AdvertError, AdvertReading, read_advert
from nextrung.advert.several import together
from nextrung.advert.targets import combined, role_for, targets_of

PHRASES = phrases_for("ml-manager")


def _read(text: str) -> AdvertReading:
    return read_advert(text, PHRASES)


def _facets(text: str) -> set[str]:
    return set(_read(text).facets)


def test_that_each_proposal_shows_the_words_it_rests_on_at_their_place() -> None:
    reading = _read("You will lead and grow a team of eight,\nand explain results to executives.")
    for proposal in reading.proposals:
        for one in proposal.phrases:
            assert " ".join(reading.text[one.start : one.end].split()) == one.words
    assert {one.facet: [two.words for two in one.phrases] for one in reading.proposals} == {
        "TL4": ["grow a team"],
        "SC2": ["explain results to executives"],
    }


@pytest.mark.parametrize(
    "text",
    [
        "You do not need experience with budgets or vendors.",
        "Coding is not required in this role.",
        "You won't coach anybody.",
        "Budget responsibility: none.",
        "You lead the work rather than coach people.",
        "No hiring is needed from you.",
        "You are not responsible for recruitment, budgets or vendors.",
        "Hands-on experience with Python is a plus, but not required.",
        "You neither own a budget nor hire.",
        "People management: none",
        "People management: n/a",
        "People management: not applicable",
        "People management - none",
        "Hiring and coaching (none)",
        "Zero people management.",
        "A role free of people management.",
        "You coach no one.",
        "Coaching:\nNone\n",
        "Nobody will ask you to coach engineers.",
        "No one will ask you to coach engineers.",
        "Coaching engineers: not needed.",
        "Coaching engineers: not required for this role.",
        "Coaching engineers is handled by another team.",
        "Hiring is done by somebody else.",
        "Coaching is not your job.",
        "You love coaching? This is not for you.",
        "Candidates who want to coach engineers need not apply.",
        "You will not: coach engineers.",
        "Do not apply if you want to coach engineers.",
        "Not required: coaching.",
        "Not a must: coaching.",
        "What we are not looking for: someone who wants to present to the board.",
        "What we are not looking for\n- someone who coaches\n- someone who hires",
        "What you will not do: coach engineers, hire.",
    ],
)
def test_that_what_is_denied_does_not_count(text: str) -> None:
    assert not _facets(text)


@pytest.mark.parametrize(
    "text",
    [
        "Your manager will coach you.",
        "We will mentor you and help you grow.",
        "You will be coached by our director.",
        "You'll be hired by our CTO.",
        "You are coached by our director.",
        "You will be held accountable by us.",
    ],
)
def test_that_what_somebody_does_for_the_reader_does_not_count(text: str) -> None:
    assert not _facets(text)


@pytest.mark.parametrize(
    "text",
    [
        "Never stop coaching your engineers.",
        "Do not hesitate to coach engineers.",
        "Don't forget to coach engineers.",
        "You cannot do this job without coaching engineers.",
        "Nobody succeeds here without coaching engineers.",
        "Candidates who have not coached engineers will not be considered.",
        "You should not apply if you are not happy to coach engineers.",
        "Do not apply unless you have coached engineers.",
        "You never compromise on quality and mentor juniors.",
        "You coach engineers. Not required: budgets.",
        "If you hate coaching, this is not for you.",
        "You hate coaching? This is not for you.",
        "Coding is not required: you coach engineers.",
        "No coding: you coach engineers.",
        "You coach engineers, and your manager supports you.",
        "We want you to coach engineers.",
    ],
)
def test_that_what_is_denied_twice_counts(text: str) -> None:
    assert "TL1" in _facets(text)


def test_that_nothing_of_what_is_left_out_denies_nothing_before_it() -> None:
    assert _facets("You coach six engineers.\nOur benefits are many.\nNone") == {"TL1"}


def test_that_no_people_to_manage_lowers_the_target_however_it_is_said() -> None:
    for words in ("No people management", "People management: none", "Direct reports: 0"):
        assert [one.phrase.words for one in _read(f"Own the roadmap.\n{words}").shifts], words


@pytest.mark.parametrize(
    ("text", "facet"),
    [
        ("You not only plan: you coach engineers.", "TL1"),
        ("You are not afraid to push back.", "SC3"),
        ("You do not code, but you coach engineers.", "TL1"),
        ("You decide at go/no-go points.", "PM1"),
        ("You are comfortable saying no.", "SC3"),
        ("You don't just write policies.", "SP4"),
        ("You will not travel, and you hire engineers.", "TL4"),
    ],
)
def test_that_a_denial_reaches_no_further_than_its_clause(text: str, facet: str) -> None:
    assert facet in _facets(text)


@pytest.mark.parametrize(
    "text",
    [
        "About us\nWe coach each other and everybody owns a roadmap\nBudgets are public here",
        "What we offer\n- coaching for everybody\n- a hiring bonus",
        "Benefits: coaching, hiring bonus, monitoring of your health.",
        "We offer coaching and a training budget.",
        "Our culture is feedback and coaching in the whole company.",
        "We are an equal opportunity employer and monitor our recruitment.",
        "Company: Fern Labs\nFern Labs is a company that coaches teams.",
        "WHAT WE OFFER\n✓ Regular feedback and coaching\n✓ Budget for conferences",
        "Pay and benefits\n➢ A monitor for your desk\n➢ Coaching",
        "We hire, promote and mentor regardless of background.",
        "Our hiring process: a phone call, then a talk.",
        "Our hiring process is a phone call and a talk.",
        "Perks\n30 days of leave\nCoaching by a professional\nWorkshops with a view of the sea",
    ],
)
def test_that_what_is_about_the_company_does_not_count(text: str) -> None:
    assert not _facets(text)


def test_that_duties_after_the_part_about_the_company_count() -> None:
    text = "About us\nWe coach each other.\n\nYour tasks\nCoach four engineers.\n\nBenefits\nA vendor for lunch"
    assert _facets(text) == {"TL1"}


def test_that_who_looks_for_somebody_speaks_of_the_work() -> None:
    assert "TL1" in _facets("We are a bank looking for somebody who coaches engineers.")


def test_that_targets_start_from_the_nearest_profile_and_say_so() -> None:
    reading = _read("Senior Manager, Machine Learning\nYou coach engineers and you have managed managers before.")
    role = role_for(reading, questionnaire())
    targets = targets_of(reading, role, questionnaire(), PHRASES)
    assert role.id == "senior"
    assert (targets["TL"].level, targets["TL"].profile_level, targets["TL"].mentioned) == (4.5, 4.0, True)
    assert [(one.by, one.words) for one in targets["TL"].reasons] == [(0.5, "managed managers")]
    assert (targets["AN"].level, targets["AN"].mentioned, targets["AN"].reasons) == (3.5, False, ())


@pytest.mark.parametrize("title", ["Head Chef", "Deputy Head Teacher", "Head Coach", "Head Nurse"])
def test_that_a_head_of_another_trade_is_no_head_of_ml(title: str) -> None:
    assert _read(f"{title}\nYou coach six people.").profile != "director"


@pytest.mark.parametrize("title", ["Head of ML", "Global Head, Data", "AI Head", "Head Data Science", "Director of AI"])
def test_that_a_head_of_ml_starts_from_the_highest_profile(title: str) -> None:
    assert _read(f"{title}\nYou coach six people.").profile == "director"


def test_that_words_ask_for_no_more_than_the_most_demanding_profile() -> None:
    reading = _read("Director of AI\nYou lead through managers of managers and coach them.")
    targets = targets_of(reading, questionnaire().role("director"), questionnaire(), PHRASES)
    assert (targets["TL"].level, targets["TL"].reasons) == (4.5, ())


def test_that_words_can_lower_a_target() -> None:
    reading = _read("Director of AI\nCoding is not required in this role, and you own the roadmap.")
    targets = targets_of(reading, questionnaire().role("director"), questionnaire(), PHRASES)
    assert (targets["FW"].level, targets["FW"].profile_level) == (2.0, 2.5)


def test_that_several_adverts_say_how_many_of_them_ask() -> None:
    readings = [_read("You coach engineers and hire more."), _read("You coach engineers.")]
    several = together(readings, questionnaire())
    assert [(one.facet, one.asked_in) for one in several.asked] == [("TL1", 2), ("TL4", 1)]
    assert several.all_ask == ("TL1",)
    assert len(several.none_asks) == 30


def test_that_a_combined_target_is_the_mean_to_half_a_level() -> None:
    roles = [questionnaire().role("first-line"), questionnaire().role("director")]
    reading = _read("You coach engineers.")
    levels = combined([targets_of(reading, role, questionnaire(), PHRASES) for role in roles])
    assert (levels["TL"], levels["SP"]) == (4.0, 3.5)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "there is no text to read"),
        (" \n\t", "there is no text to read"),
        ("word " * 40_000, "more than 100,000 characters"),
        ("Sie führen ein Team von acht Personen und verantworten die Planung mit dem Vorstand.", "seems to be German"),
        ("Vous encadrez une équipe de cinq personnes et vous êtes responsable de la feuille de route.", "French"),
        ("Liderarás un equipo de cinco personas y serás responsable de la hoja de ruta con el comité.", "Spanish"),
        ("Вы будете руководить командой из восьми инженеров и отвечать за бюджет.", "not in a language"),
    ],
)
def test_that_a_text_that_cannot_be_read_is_one_sentence(text: str, words: str) -> None:
    with pytest.raises(AdvertError, match=words) as caught:
        _read(text)
    assert "\n" not in str(caught.value)


def test_that_markup_and_templates_in_an_advert_stay_plain_text() -> None:
    text = "{{ 7*7 }} ${x} <b>You coach</b> engineers %s {0}\nand hire </textarea> more."
    assert _facets(text) == {"TL1", "TL4"}
    assert _read(text).text == text


def test_that_a_long_text_without_ends_of_sentences_is_read() -> None:
    assert _facets("coach and hire without end " * 3_000) == {"TL1", "TL4"}
    assert _read("111 " * 24_000 + "you coach the team").pay is None
