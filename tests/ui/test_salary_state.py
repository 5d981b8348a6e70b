"""What the salary page shows, without a screen."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace
from tests import given

from nextrung.salary import amounts
from nextrung.salary.files import load
from nextrung.salary.model import PayChoice, SalaryData
from nextrung.salary.own import KeptFigure, OwnFigure
from nextrung.scoring.result import Result, score
from nextrung.ui.charts.rung_items import PayBar, PayLine
from nextrung.ui.salary import card, rows, state, what_if_state

NOW = date(2026, 11, 23)
OFFER = KeptFigure("offer", OwnFigure("senior", "CA", 310_000, None, date(2026, 5, 1), "Offer, Example Ltd", "USD"))


@pytest.fixture(scope="module")
def data() -> SalaryData:
    return load(given.PROJECT / "assets" / "salary")


@pytest.fixture(scope="module")
def result() -> Result:
    questionnaire = given.questionnaire()
    return score("full", given.sample_answers(), questionnaire, questionnaire.roles[0])


def rung(shown: state.SalaryState, wanted: str) -> state.RungState:
    return next(one for one in shown.rungs if one.id == wanted)


def lines(shown: state.SalaryState) -> dict[str, PayLine]:
    return {line.id or line.name: line for line in rows.chart(shown)}


def test_that_what_is_published_stands_first_and_other_roles_in_their_own_group(data: SalaryData) -> None:
    shown = state.build(data, None)
    assert [one.id for one in shown.rungs] == [
        *("director", "senior", "first-line", "entry"),
        *("ai-product-manager", "mlops-manager"),
    ]
    drawn = rows.chart(shown)
    assert (drawn[0].name, drawn[0].detail) == ("ML manager, published 2025", "base or total: not stated")
    assert [mark.label for mark in drawn[0].marks] == [
        *("Entry $117,984", "25th percentile $188,327", "Typical $237,206"),
        *("75th percentile $303,749", "Top $376,088"),
    ]
    assert drawn[0].bar == PayBar(188_327, 303_749)
    assert [line.group for line in drawn] == [0, 1, 1, 1, 1, 2, 2, 3]
    assert state.pay_range(rung(shown, "first-line")) == "$170k–$265k"


def test_that_estimates_have_soft_ends_as_long_as_their_error_and_nothing_published_has(data: SalaryData) -> None:
    drawn = lines(state.build(data, None))
    for name in ("director", "senior", "first-line"):
        bar = drawn[name].bar
        assert bar is not None
        assert bar.soft_low is not None
        assert bar.soft_high is not None
        assert bar.soft_low == pytest.approx(bar.low * 0.7996, abs=5000)
        assert bar.soft_high == pytest.approx(bar.high * 1.2506, abs=5000)
    for name in ("entry", "ai-product-manager", "mlops-manager", "official"):
        assert drawn[name].bar is not None
        assert drawn[name].bar.soft_low is None  # type: ignore[union-attr]


def test_that_adverts_of_managers_are_marks_on_their_rung_hollow_below_twenty(data: SalaryData) -> None:
    drawn = lines(state.build(data, None))
    marks = {name: [(mark.amount, mark.label, mark.look) for mark in drawn[name].marks] for name in drawn}
    assert marks["first-line"] == [(223_700, "n 5", "thin"), (254_900, "n 119", "advert")]
    assert marks["senior"] == [(238_000, "n 56", "advert")]
    assert marks["director"] == [(205_800, "n 9", "thin"), (253_500, "n 7", "thin"), (300_250, "n 4", "thin")]


def test_that_other_roles_are_as_published_or_say_that_there_is_no_figure(data: SalaryData) -> None:
    drawn = lines(state.build(data, None))
    product = drawn["ai-product-manager"]
    assert (product.look, product.aside) == ("advertised", "adverts, n 475, undated page, about 2026")
    assert product.bar == PayBar(165_000, 243_000, 200_000, 200_000, None, None)
    mlops = drawn["mlops-manager"]
    assert mlops.look == "reference"
    assert mlops.aside == "no figure for managers · MLOps Engineers: $144k–$195k, n 44"
    assert drawn["entry"].look == "ends"


def test_that_only_an_estimated_rung_that_is_matched_has_the_colour_of_a_match(
    data: SalaryData, result: Result
) -> None:
    drawn = lines(state.build(data, result.matches))
    assert [name for name, line in drawn.items() if line.look == "matched"] == ["first-line"]
    everything = {role: replace(match, band="matches") for role, match in result.matches.items()}
    drawn = lines(state.build(data, everything))
    assert [name for name, line in drawn.items() if line.look == "matched"] == ["director", "senior", "first-line"]
    for country in data.countries:
        abroad = rows.chart(state.build(data, everything, PayChoice(country=country)))
        assert not any(line.look == "matched" or line.strong for line in abroad)


def test_that_the_five_published_figures_stay_as_published_whatever_is_chosen(data: SalaryData) -> None:
    wanted = ["$117,984", "$188,327", "$237,206", "$303,749", "$376,088"]
    for choice in (PayChoice(), PayChoice(place="CA", sector="51", prices="latest", buying_power=True)):
        assert [mark.text for mark in state.build(data, None, choice).published] == wanted


def official(shown: state.SalaryState) -> dict[str, list[str]]:
    return {rows.official_name(line): [text for *_, text in line.points] for line in shown.official}


def test_that_a_state_shows_its_own_official_figures_and_a_ratio_is_called_an_estimate(data: SalaryData) -> None:
    exact = official(state.build(data, None))
    assert exact == {"All IT managers, official": ["$107,550", "$138,060", "$175,140", "$220,730", "$297,510"]}
    own = official(state.build(data, None, PayChoice(place="TX")))
    assert own == {"All IT managers, Texas, official": ["$128,720", "$164,840", "$206,420"]}
    both = official(state.build(data, None, PayChoice("CA", "51")))
    assert both["All IT managers, California, estimate"][2] == "$210k"
    assert both["All IT managers, Information, official"] == ["$113,620", "$153,470", "$196,060"]


def test_that_place_and_sector_that_both_raise_pay_show_a_range(data: SalaryData) -> None:
    senior = rung(state.build(data, None, PayChoice(place="CA", sector="51")), "senior")
    assert senior.overlaps
    assert (senior.typical_low, senior.typical) == (305_000, 350_000)
    assert senior.low < (rung(state.build(data, None, PayChoice(place="CA")), "senior").typical or 0)
    assert not rung(state.build(data, None, PayChoice(place="MS", sector="51")), "senior").overlaps


def test_that_outside_the_published_range_there_is_no_number(data: SalaryData) -> None:
    shown = state.build(data, None)
    assert rung(shown, "senior").points[0] is None
    assert rung(shown, "senior").points[4] == 390_000
    table, ids = rows.table(shown)
    row = table[ids.index("senior")]
    assert row[2] == "below published"
    assert table[ids.index("ai-product-manager")][6] == "beyond published"
    assert table[ids.index("mlops-manager")][0] == "MLOps manager: no figure for managers"
    found = card.build(data, "ai-product-manager", PayChoice())
    assert found is not None
    assert dict(found.amounts)["90th percentile"] == "outside the published range"


def test_that_abroad_shows_prices_and_the_adverts_that_were_found_and_nothing_official(data: SalaryData) -> None:
    shown = state.build(data, None, PayChoice(country="DE"))
    assert (shown.currency, shown.country) == ("EUR", "Germany")
    assert not shown.official
    assert not shown.published
    assert shown.error_words.startswith("not known; local adverts found lie from 11 % higher to 62 % lower")
    drawn = rows.chart(shown)
    assert {line.look for line in drawn if line.group == 1} == {"converted"}
    local = [line for line in drawn if line.look == "local"]
    assert next((line.name, line.detail, line.aside) for line in local) == (
        "Machine Learning Engineer",
        "n 8, adverts of 2023 to 2025-01-19",
        "typical EUR 130,250",
    )
    assert len(local) == 4
    assert all(mark.look == "thin" for line in local for mark in line.marks)


def test_that_london_is_shown_from_the_10th_to_the_90th_percentile(data: SalaryData) -> None:
    drawn = {line.name: line for line in rows.chart(state.build(data, None, PayChoice(country="GB")))}
    london = drawn["London, adverts citing machine learning"]
    assert list(london.tail or ()) == [51_250, 150_000]
    assert london.bar == PayBar(68_375, 120_000, 90_000, 90_000)
    assert london.detail == "n 347, 6 months to 2025-12-29"


def test_that_a_country_without_adverts_shows_none(data: SalaryData) -> None:
    found = {one.country for one in data.abroad.adverts}
    assert {"AU", "JP", "SG"}.isdisjoint(found)  # the rows for Australia name a doubtful currency
    assert state.build(data, None, PayChoice(country="AU")).local == ()


def test_that_what_is_missing_for_a_place_is_said(data: SalaryData) -> None:
    kinds = {place: kind for place, _, kind in state.options(data).places}
    assert len(kinds) == 51
    assert (kinds["MT"], kinds["CA"], kinds["TX"]) == ("none", "mean", "")
    assert "no figure was published" in " ".join(note.text for note in state.build(data, None, PayChoice("MT")).notes)


def test_that_old_figures_carry_their_age(data: SalaryData) -> None:
    notes = state.build(data, None, PayChoice(place="CA"), today=NOW).notes
    assert ("May 2023", 42) in [(note.text, note.age) for note in notes]
    later = state.build(data, None, today=date(2028, 1, 1))
    assert all(mark.old and mark.age == 31 for mark in later.published)
    assert not any(mark.old for mark in state.build(data, None, today=NOW).published)
    drawn = rows.chart(later)
    assert "(31 months old)" in drawn[0].marks[0].name
    assert drawn[1].old


def test_that_own_figures_stand_on_their_rung_and_change_no_band(data: SalaryData) -> None:
    without, shown = state.build(data, None), state.build(data, None, own=[OFFER], today=NOW)
    assert [(one.rung, one.amount) for one in shown.own] == [("senior", 310_000)]
    assert [one.points for one in shown.rungs] == [one.points for one in without.rungs]
    assert [mark.id for mark in lines(shown)["senior"].marks if mark.look == "own"] == ["offer"]
    assert state.build(data, None, PayChoice(country="DE"), own=[OFFER]).own_elsewhere == 1
    found = card.build(data, "offer", PayChoice(), own=[OFFER], today=NOW)
    assert found is not None
    assert found.origin == "yours"


def test_that_every_figure_on_the_page_can_be_traced_to_its_row(data: SalaryData) -> None:
    for choice in (PayChoice(), PayChoice("CA", "51", "latest"), PayChoice("TX"), PayChoice(country="GB")):
        shown = state.build(data, None, choice, today=NOW)
        _, ids = rows.table(shown)
        drawn = rows.chart(shown)
        everything = {one.id for one in drawn if one.id} | {mark.id for line in drawn for mark in line.marks}
        assert everything <= set(ids)
        everything |= set(ids)
        for figure in everything:
            found = card.build(data, figure, choice, today=NOW)
            assert found is not None
            assert found.sources
            assert all(line.source and line.period and line.method for line in found.sources)
            for row in found.rows:
                text = (given.PROJECT / "assets" / "salary" / row.file).read_text(encoding="utf-8").splitlines()
                assert row.key in "".join(text[row.line - 1 : row.line + 1])
            assert found.rows


def test_that_a_card_of_nothing_is_none(data: SalaryData) -> None:
    assert card.build(data, "nonsense", PayChoice()) is None


def test_that_choices_that_the_data_do_not_have_fall_back(data: SalaryData) -> None:
    wanted = data.fitting(PayChoice(place="ZZ", sector="00", country="XX", buying_power=True))
    assert wanted == PayChoice()


def test_that_trying_levels_moves_rungs_and_no_pay(data: SalaryData, result: Result) -> None:
    measured = what_if_state.build(data, result, {})
    assert measured.matched is not None
    assert (measured.matched[0], measured.beside) == ("First-line ML manager", ())
    assert measured.following is not None
    assert measured.following[0] == "Senior ML manager"
    levels = {competency: target.level for competency, target in result.questionnaire.role("senior").targets.items()}
    tried = what_if_state.build(data, result, levels)
    assert tried.matched is not None
    assert tried.matched[0] == "Senior ML manager"
    assert tried.tried
    assert tried.areas == measured.areas


@pytest.mark.parametrize(
    ("amount", "currency", "written"),
    [(170_000, "USD", "$170k"), (90_000, "EUR", "EUR 90k"), (4_850_000, "INR", "INR 4.85M"), (2e7, "JPY", "JPY 20M")],
)
def test_that_amounts_are_short(amount: float, currency: str, written: str) -> None:
    assert amounts.short(amount, currency) == written


def test_that_the_pages_of_the_state_need_no_qt() -> None:
    folder = Path(state.__file__).parent
    for name in ("state", "card", "what_if_state"):
        assert "PySide6" not in (folder / f"{name}.py").read_text(encoding="utf-8")


def test_that_what_holds_a_band_is_said_for_each_rung_and_what_has_no_level_once(data: SalaryData) -> None:
    answers = {key: one for key, one in given.vector_answers().items() if not key.startswith("CM-")}
    questionnaire = given.first_version()
    part = score("full", answers, questionnaire, questionnaire.roles[0])
    shown = state.build(data, part.matches, content=questionnaire)
    held = rows.held_words(shown)
    names = [one.name for one in shown.rungs if one.match_notes and one.match_notes.caps]
    assert names
    assert [line.partition(".")[0] for line in held[:-1]] == names
    assert held[-1] == "Provisional: 1 of 9 areas has no level yet."
    assert rows.held_words(state.build(data, None)) == []
