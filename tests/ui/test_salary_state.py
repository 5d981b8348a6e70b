"""What the salary page shows, without a screen."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests import given

from nextrung.salary import amounts
from nextrung.salary.files import load
from nextrung.salary.model import Choice, SalaryData
from nextrung.salary.own import KeptFigure, OwnFigure
from nextrung.scoring.result import Result, score
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


def test_that_rungs_stand_highest_first_with_neighbours_marked_by_their_nearest_title(data: SalaryData) -> None:
    shown = state.build(data, None)
    assert [one.id for one in shown.rungs] == [
        *("director", "senior", "first-line", "entry"),
        *("mlops-manager", "ai-product-manager"),
    ]
    assert [one.nearest for one in shown.rungs][-2:] == ["MLOps Engineer", "AI Product Manager"]
    assert not any(one.nearest for one in shown.rungs[:4])
    assert state.pay_range(rung(shown, "first-line")) == "$170k–$265k"
    bands, _, _ = rows.chart(shown)
    assert bands[-1].aside == "nearest title: AI Product Manager, 11 adverts only"


def test_that_the_five_published_figures_stay_as_published_whatever_is_chosen(data: SalaryData) -> None:
    wanted = ["$117,984", "$188,327", "$237,206", "$303,749", "$376,088"]
    for choice in (Choice(), Choice(place="CA", sector="51", prices="latest", buying_power=True)):
        assert [mark.text for mark in state.build(data, None, choice).published] == wanted


def test_that_the_official_reference_is_exact_until_a_choice_changes_it(data: SalaryData) -> None:
    exact = state.build(data, None).official
    assert [mark.text for mark in exact] == ["$107,550", "$138,060", "$175,140", "$220,730", "$297,510"]
    assert [mark.text for mark in state.build(data, None, Choice(place="CA")).official][2] == "$210k"


def test_that_place_and_sector_that_both_raise_pay_show_a_range(data: SalaryData) -> None:
    senior = rung(state.build(data, None, Choice(place="CA", sector="51")), "senior")
    assert senior.overlaps
    assert (senior.typical_low, senior.typical) == (305_000, 350_000)
    assert senior.low < rung(state.build(data, None, Choice(place="CA")), "senior").typical
    assert not rung(state.build(data, None, Choice(place="MS", sector="51")), "senior").overlaps


def test_that_outside_the_published_range_there_is_no_number(data: SalaryData) -> None:
    shown = state.build(data, None)
    assert rung(shown, "senior").points[0] is None
    assert rung(shown, "senior").points[4] == 390_000
    table, ids = rows.table(shown)
    row = table[ids.index("senior")]
    assert row[2] == "below published"
    assert table[ids.index("mlops-manager")][6] == "beyond published"
    found = card.build(data, "mlops-manager", Choice())
    assert found is not None
    assert dict(found.amounts)["90th percentile"] == "outside the published range"


def test_that_abroad_is_converted_and_marked_without_dollar_figures_on_its_axis(data: SalaryData) -> None:
    shown = state.build(data, None, Choice(country="IN"))
    assert shown.currency == "INR"
    assert any("No local data" in note.text for note in shown.notes)
    _, lines, _ = rows.chart(shown)
    assert [mark.id for line in lines for mark in line.marks] == [mark.id for mark in shown.official]
    assert state.pay_range(rung(shown, "senior")) == "INR 4.1M–6.5M"


def test_that_what_is_missing_for_a_place_is_said(data: SalaryData) -> None:
    kinds = {place: kind for place, _, kind in state.options(data).places}
    assert len(kinds) == 51
    assert (kinds["MT"], kinds["CA"], kinds["TX"]) == ("none", "mean", "")
    assert "no figure was published" in " ".join(note.text for note in state.build(data, None, Choice("MT")).notes)


def test_that_old_figures_carry_their_age(data: SalaryData) -> None:
    notes = state.build(data, None, Choice(place="CA"), today=NOW).notes
    assert ("May 2023", 42) in [(note.text, note.age) for note in notes]
    later = state.build(data, None, today=date(2028, 1, 1))
    assert all(mark.old and mark.age == 31 for mark in later.published)
    assert not any(mark.old for mark in state.build(data, None, today=NOW).published)
    _, lines, _ = rows.chart(later)
    assert "(31 months old)" in lines[0].marks[0].name
    assert rows.chart(later)[0][0].old


def test_that_own_figures_stand_on_their_rung_and_change_no_band(data: SalaryData) -> None:
    without, shown = state.build(data, None), state.build(data, None, own=[OFFER], today=NOW)
    assert [(one.rung, one.amount) for one in shown.own] == [("senior", 310_000)]
    assert [one.points for one in shown.rungs] == [one.points for one in without.rungs]
    assert rows.chart(shown)[2][0].row == 1
    assert state.build(data, None, Choice(country="DE"), own=[OFFER]).own_elsewhere == 1
    found = card.build(data, "offer", Choice(), own=[OFFER], today=NOW)
    assert found is not None
    assert found.origin == "yours"


def test_that_every_figure_on_the_page_can_be_traced_to_its_row(data: SalaryData) -> None:
    for choice in (Choice(), Choice(place="CA", sector="51", prices="latest"), Choice(country="JP")):
        shown = state.build(data, None, choice, today=NOW)
        _, ids = rows.table(shown)
        bands, lines, _ = rows.chart(shown)
        everything = {*ids, *(one.id for one in bands), *(mark.id for line in lines for mark in line.marks)}
        assert everything == set(ids)
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
    assert card.build(data, "nonsense", Choice()) is None


def test_that_choices_that_the_data_do_not_have_fall_back(data: SalaryData) -> None:
    wanted = data.fitting(Choice(place="ZZ", sector="00", country="XX", buying_power=True))
    assert wanted == Choice()


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
