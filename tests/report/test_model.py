from __future__ import annotations

from datetime import date
from itertools import product
from pathlib import Path
from typing import get_args

import pytest
from msgspec.structs import replace
from tests import given_first as given
from tests.report import made, test_pack

from nextrung import app
from nextrung.assessment.record import AssessmentRecord
from nextrung.evidence.example import ExampleFields
from nextrung.report import pages_pay
from nextrung.report import words as report_words
from nextrung.report.audience import ASKED_FOR, AUDIENCES, PARTS, ContentsError, contents
from nextrung.report.blocks import PayChart
from nextrung.report.formats import PACKED
from nextrung.report.material import Finished, Material, PayMaterial
from nextrung.report.pack import PACK_KINDS, PACK_PARTS, PackContents, Voice
from nextrung.report.pages_pack import pack_document
from nextrung.report.recovery_sheet import recovery_document
from nextrung.report.words import ReportTexts, words
from nextrung.salary.bands import ShownBand
from nextrung.salary.model import PayChoice
from nextrung.scoring.quality import Flag
from nextrung.scoring.statements import Lack, Verdict
from nextrung.tour import evidence
from nextrung.ui import labels, match_words
from nextrung.ui.evidence.pack_work import PackWish, file_name
from nextrung.ui.history import words as history_words
from nextrung.ui.results import state as results_state
from nextrung.ui.salary import state as salary_state
from nextrung.workspace import Assessment


def assessment(done: Finished) -> Assessment:
    record = AssessmentRecord("a", "p", "f", done.form, None, done.started_at, done.completed_at)
    return Assessment(record, done.content, done.answers)


CASES = [
    made.finished(),
    made.little_chance(),
    made.finished(given.answered("quick"), "quick"),
    made.finished(given.answered("full", rating=5, frequency=1)),
    made.finished({}),
]


@pytest.mark.parametrize("done", CASES)
@pytest.mark.parametrize("role", ["first-line", "director"])
def test_that_report_and_results_page_show_the_same(done: Finished, role: str) -> None:
    profile = given.questionnaire().role(role)
    model = made.report(made.material(finished=done, role=profile))
    screen = results_state.build(assessment(done), assessment(done).result(profile))
    of_report = [(a.id, a.status, a.level, a.low, a.high, a.target, a.gap, a.likelihood) for a in model.areas]
    assert of_report == [(r.id, r.status, r.level, r.low, r.high, r.target, r.gap, r.likelihood) for r in screen.rows]
    assert (model.match.value, model.match.range, model.match_notes) == (
        screen.match,
        screen.match_range,
        screen.match_notes,
    )
    counts = (model.reached, model.within_reach, model.likely_below, model.without_level)
    assert counts == (screen.reached, screen.within_reach, screen.likely_below, screen.without_level)
    assert (model.answered, model.asked, model.no_chance) == (screen.answered, screen.asked, screen.no_chance)
    assert [(f.id, f.level, f.target, f.facet) for f in model.focus] == [
        (f.id, f.level, f.target, f.thinnest_facet) for f in screen.focus
    ]
    assert model.close_behind == screen.close_behind
    assert model.chances == tuple((one.area, one.facet, one.how) for one in screen.chances)
    assert (model.judgement, model.calibration, model.quality) == (screen.judgement, screen.calibration, screen.quality)


@pytest.mark.parametrize(
    ("kept", "middle"),
    [
        (("published-entry", "published-p25", "published-p75"), (188_327, 303_749)),
        (("published-entry", "published-p25", "published-top"), None),
    ],
)
def test_that_the_bar_of_published_pay_is_its_middle_half_however_many_figures_there_are(
    kept: tuple[str, ...], middle: tuple[float, float] | None
) -> None:
    data = made.salary()
    figures = tuple(one for one in data.published.figures if one.id in kept)
    curve = replace(data.published.curve, low=figures[-2].id, high=figures[-1].id)
    fewer = replace(data, published=replace(data.published, figures=figures, curve=curve))
    pay = made.report(made.material(pay=PayMaterial(fewer, PayChoice())), ("pay",)).pay
    assert pay is not None
    (chart,) = (block for block in pages_pay.section(pay).blocks if isinstance(block, PayChart))
    published = chart.rows[0]
    amounts = [one.amount for one in figures]
    assert (published.low, published.high) == (middle or (amounts[0], amounts[0]))
    assert (published.soft_low, published.soft_high) == (amounts[0], amounts[-1])


@pytest.mark.parametrize("source", [made.material(), made.full(), made.abroad()])
def test_that_report_and_salary_page_show_the_same_pay(source: Material) -> None:
    model = made.report(source, ("pay",))
    assert model.pay is not None
    assert source.pay is not None
    matches = assessment(source.finished).result(source.role).matches
    screen = salary_state.build(made.salary(), matches, source.pay.choice)
    for paper, seen in zip(model.pay.rungs, screen.rungs, strict=True):
        assert (paper.id, paper.match, paper.basis, paper.missing) == (seen.id, seen.match, seen.basis, seen.missing)
        assert paper.error_words == seen.error_words
        assert pages_pay.range_words(paper) == salary_state.pay_range(seen)
        if paper.shown is not None:
            ends = (seen.low, seen.typical_low, seen.typical, seen.high, seen.soft_low, seen.soft_high)
            assert paper.shown == ShownBand(*ends)
    assert model.pay.error_words == screen.error_words
    assert (model.pay.basis, model.pay.steps, model.pay.country) == (screen.basis, screen.steps, screen.country)
    assert model.pay.published == tuple((mark.label, mark.amount) for mark in screen.published)
    on_paper = [(one.where, one.estimated, one.error_words, one.points) for one in model.pay.official]
    seen_lines = [
        (one.where, one.estimated, one.error_words, tuple(p[:2] for p in one.points)) for one in screen.official
    ]
    assert on_paper == seen_lines
    beside = tuple(one for rung in screen.rungs for one in rung.adverts)
    found = {(one.title, one.level, one.n, one.currency, one.period, one.points) for one in model.pay.adverts}
    seen_adverts = screen.local if screen.country else beside
    assert found == {(one.title, one.level, one.n, one.currency, one.period, one.points) for one in seen_adverts}


@pytest.mark.parametrize("value", [1.0, 1.8, 2.25, 2.35, 2.65, 2.75, 3.125, 3.875, 4.25, 0.05, 5.0, 2.8499999999999996])
def test_that_numbers_are_written_as_on_screen(value: float) -> None:
    assert report_words.level(value) == labels.level(value)
    assert report_words.gap(4.0, value) == labels.gap(4.0, value)
    assert report_words.change(2.0, value) == labels.change(2.0, value)
    for points in (0.0, 20 * value - 1.0, 84.6, 84.99999999999, 100.0):
        assert report_words.match(points) == labels.match(points)
        assert report_words.points(points) == labels.points(points)
        ends = (points, min(100.0, points + value))
        assert report_words.match_span(*ends) == labels.match_range(*ends).replace("–", " to ")
    assert report_words.span(1.0, value) == labels.level_range(1.0, value).replace("–", " to ")


def test_that_reports_and_screens_use_the_same_words() -> None:
    say = words()
    for band in ("early", "building", "close", "matches"):
        assert say(f"band.{band}") == labels.band(band)
    for verdict in get_args(Verdict):
        assert say(f"verdict.{verdict}") == labels.verdict(verdict)
    for why in get_args(Lack):
        assert say(f"figures.{why}") == match_words.lack(why)
    assert say("trust.draft") == labels.no_pilot()
    for flag in get_args(Flag):
        assert say(f"flag.{flag}") == labels.quality_flag(flag)
    for standing in ("matched", "next", "further", "beside", "unknown"):
        assert say(f"standing.{standing}") == labels.standing(standing)
    for call in ("clear", "probable", "within_noise"):
        assert say(f"call.{call}") == history_words.call(call)
    for grade in ("good", "fair", "low"):
        assert say(f"grade.{grade}") == history_words.grade(grade)


def write_every_pack(folder: Path) -> None:
    """Every kind of pack in every voice, with an example of an area and one that fits none."""
    workspace = app.open_workspace(folder)
    evidence.told(workspace)
    for facet in ("TL1", "GONE"):
        workspace.evidence.save(ExampleFields("Unwritten", facet, note="A note"))
    found = test_pack.material(workspace)
    parts = (frozenset(PACK_PARTS), frozenset(PACK_PARTS) - {"levels"})
    for kind, voice, chosen in product(PACK_KINDS, get_args(Voice), parts):
        wish = PackWish(PackContents(kind, chosen, voice), PACKED[0], "a4")
        pack_document(found, wish.contents)
        file_name(found, wish)
    workspace.close()


def test_that_every_word_is_used_and_every_word_used_is_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    used: set[str] = set()
    plain = ReportTexts.__call__

    def recorded(self: ReportTexts, name: str, *values: object) -> str:
        used.add(name)
        return plain(self, name, *values)

    monkeypatch.setattr(ReportTexts, "__call__", recorded)
    made.write_everything()
    write_every_pack(tmp_path)
    recovery_document("AAAA BBBB", date(2026, 11, 30))
    families = ("month.", "basis.", "band.", "verdict.", "flag.", "grade.", "status.", "standing.", "call.")
    assert {name for name in words().names - used if not name.startswith(families)} == set()


@pytest.mark.parametrize("audience", AUDIENCES)
def test_that_pay_answers_notes_and_coach_ratings_are_out_unless_ticked(audience: str) -> None:
    model = made.report(made.full(), audience=audience)
    assert set(ASKED_FOR) <= set(model.left_out)
    assert (model.pay, model.answers, model.raw_answers, model.notes, model.coach_at) == (None, (), (), (), "")
    assert all(area.coach is None for area in model.areas)
    assert not any(step.notes for step in model.steps)


def test_that_what_is_ticked_is_in_and_files_that_machines_read_name_what_is_not() -> None:
    model = made.report(made.full(), ("pay", "coach"), "manager")
    assert model.left_out == ("judgement", "roles", "answers", "notes", "others")
    assert made.report(made.full(), PARTS).left_out == ()


@pytest.mark.parametrize(("audience", "parts"), [("boss", ()), ("me", ("salary",))])
def test_that_an_unknown_audience_or_part_names_those_there_are(audience: str, parts: tuple[str, ...]) -> None:
    with pytest.raises(ContentsError, match="allowed are"):
        contents(audience, parts)


def test_that_notes_stay_out_of_the_answers_unless_ticked() -> None:
    answers = given.vector_answers()
    private = "Between us: the reorganisation"
    noted = made.material(finished=made.finished(answers | {"TL-B1": replace(answers["TL-B1"], note=private)}))
    without = made.report(noted, ("answers",))
    assert private not in repr(without.answers) + repr(without.raw_answers)
    assert private in repr(made.report(noted, ("answers", "notes")).answers)


def test_that_a_step_is_suggested_only_while_nothing_is_taken_on() -> None:
    assert [step.suggested for step in made.report().suggestions] == [True]
    assert made.report(made.full()).suggestions == ()


def test_that_the_history_compares_with_the_assessment_before() -> None:
    found = made.report(made.full()).history
    assert found is not None
    assert [entry.this for entry in found.entries] == [False, False, True]
    assert [entry.point is not None for entry in found.entries] == [
        True,
        False,
        True,
    ]  # the quick one is off the picture
    assert found.basis == "quick_items"
    assert found.moves[0].id == ""
    assert made.report().history is None
