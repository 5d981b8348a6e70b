"""The figures of a result are the same on every way out, after the one rounding."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from python_calamine import CalamineWorkbook
from tests import given, given_first
from tests.campaign import Campaign
from tests.report import made, poppler
from tests.truth import ways

from nextrung import rounding
from nextrung.assessment.answer import Answer
from nextrung.questionnaire.constants import FormId
from nextrung.questionnaire.kinds import Frequency, Knowledge, Rating, Scenario
from nextrung.questionnaire.model import Questionnaire, Role
from nextrung.report.as_json import as_json
from nextrung.report.material import Material
from nextrung.report.model import ReportModel
from nextrung.report.pages import report_document
from nextrung.report.pdf import as_pdf
from nextrung.report.spreadsheet import as_spreadsheet
from nextrung.report.tidy_csv import as_csv
from nextrung.scoring.reasons import match_notes, reason
from nextrung.ui.results.page import ResultsPage
from nextrung.ui.widgets.buttons import Button

SITTINGS = 60
CONFIDENCES = ("guessing", "leaning", "fairly_sure", "certain", None)
NONE = "–"


class Area(Struct, frozen=True):
    """What stands in the row of an area; a dash for what it does not have."""

    level: str
    likely: str
    target: str
    gap: str


class Whole(Struct, frozen=True):
    """What stands about the match; empty for what it does not have."""

    value: str
    likely: str
    reason: str


def records(random: Random) -> Iterator[Material]:
    """One deep gap, three or all but one areas without a chance, all at five, all skipped; then whatever people answer.

    Some of these took the first version of the questionnaire, some compare themselves with targets of their own.
    """
    base = given.answered("full", 4, 0.75)
    items = given.questionnaire().items_by_id
    low = {key: 1.0 if isinstance(items[key], Rating) else 0.0 for key in base if key[:4] in ("SC-B", "SC-F")}
    yield ways.record(given.valued(base, low), "full")
    yield ways.record(given.no_chance(base, [k for k in base if k[:2] in ("PM", "SP", "CM") and k[3] in "BF"]), "full")
    yield ways.record(given.no_chance(base, [k for k in base if k[:2] != "TL" and k[3] in "BF"]), "full")
    yield ways.record(given.answered("full", 5, 1), "full", "director")
    yield ways.record(given.skipped({}, base), "full")
    for at in range(SITTINGS - 5):
        form: FormId = random.choice(("quick", "full"))
        content = (given_first if at % 3 == 1 else given).questionnaire()
        role = random.choice(content.roles)
        source = ways.record(dict(_answers(content, form, random)), form, role.id, content=content)
        yield replace(source, role=own_targets(role, random)) if at % 4 == 2 else source


def own_targets(role: Role, random: Random) -> Role:
    """A profile of one's own, with targets and weights as somebody may set them."""
    targets = {
        key: replace(
            one, level=random.randint(11, 50) / 10, weight=random.randint(1, 5), critical=random.random() < 0.3
        )
        for key, one in role.targets.items()
    }
    return replace(role, id="own:1", name="A role of my own", targets=targets)


def _answers(content: Questionnaire, form: FormId, random: Random) -> Iterator[tuple[str, Answer]]:
    """Answers of one person, who is somewhere between low and high, and has had no chance in some areas."""
    mean, skips = random.uniform(1, 5), random.choice((0.0, 0.05, 0.5))
    without = {one.id for one in content.competencies if random.random() < 0.1}
    for item in content.form_items(form):
        value = min(5.0, max(1.0, round(random.gauss(mean, 0.9))))
        if random.random() < skips:
            yield item.id, Answer(item.id, skipped=True)
        elif isinstance(item, Rating | Frequency):
            share = value if isinstance(item, Rating) else (value - 1) / 4
            none = item.id[:2] in without or random.random() < 0.05
            yield item.id, Answer(item.id, no_chance=True) if none else Answer(item.id, value=share)
        elif isinstance(item, Scenario | Knowledge):
            pick = random.choice([option.key for option in item.options])
            yield item.id, Answer(item.id, choice=pick, confidence=random.choice(CONFIDENCES))


def shown(level: float | None, low: float | None, high: float | None, target: float) -> Area:
    """Exact numbers as they are to be read; a dash is no gap."""
    asked = f"{rounding.level(target):.1f}"
    if level is None or low is None or high is None:
        return Area(NONE, NONE, asked, NONE)
    first, last = rounding.level_ends(low, high)
    gap = NONE if rounding.reached(target, level) else f"{rounding.gap(target, level):.1f}"
    return Area(f"{rounding.level(level):.1f}", f"{first:.1f} to {last:.1f}", asked, gap)


def whole(value: float | None, limits: tuple[float, float] | None, why: str) -> Whole:
    """The exact match as it is to be read."""
    if value is None or limits is None:
        return Whole("", "", why)
    low, high = rounding.match_ends(*limits)
    return Whole(str(rounding.match(value)), f"{low} to {high}", why)


def of_json(found: dict[str, Any], names: dict[str, str]) -> tuple[dict[str, Area], Whole]:
    areas = {}
    for key, one in found["competencies"].items():
        low, high = [1 + end / 25 for end in one["range"]] if one["range"] else (None, None)
        areas[names[key]] = shown(one["level"], low, high, one["target"])
    match = found["match"]
    return areas, whole(match["value"], match["range"], match["reason"] or "")


def of_rows(rows: list[dict[str, Any]]) -> dict[str, Area]:
    """Rows of a spreadsheet or CSV file."""

    def number(cell: Any) -> float | None:
        return None if cell in ("", None) else float(cell)

    return {
        row["name"]: shown(
            number(row["level"]), number(row["level_low"]), number(row["level_high"]), float(row["target"])
        )
        for row in rows
    }


def of_screen(page: ResultsPage) -> dict[str, Area]:
    for tab in page.findChildren(Button, "segment-table"):
        tab.click()
    areas = {}
    for name, level, likely, target, gap, *_ in ways.cells_of(page.views.table):
        areas[name] = Area(level, likely.replace("–", " to ") if likely != NONE else NONE, target, gap)
    return areas


def of_markdown(text: str) -> tuple[dict[str, Area], Whole]:
    areas = {}
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("| ") and cells[0] != "Area":
            level = cells[1] if re.fullmatch(r"\d\.\d", cells[1]) else NONE
            areas[cells[0]] = Area(level, *cells[2:5])
    found = re.search(r"Match (\d+) of 100 \(likely (\d+ to \d+)\)", text)
    return areas, Whole(found[1] if found else "", found[2] if found else "", "")


def of_terminal(text: str) -> tuple[dict[str, Area], Whole]:
    areas = {}
    row = re.compile(r"^(.{28})\s+(\d\.\d|–)\s+(\d\.\d to \d\.\d|–)\s+(\d\.\d)\s+(\d\.\d|–)", re.MULTILINE)
    for found in row.finditer(text):
        name, *cells = found.groups()
        areas[name.strip()] = Area(*cells)
    match = re.search(r"Match: (\d+) of 100 \(likely (\d+ to \d+)\)", text)
    return areas, Whole(match[1] if match else "", match[2] if match else "", "")


def of_pdf(text: str, names: list[str]) -> dict[str, Area]:
    """The table of gaps in the text of the pages, as it is laid out."""
    areas = {}
    for name in names:
        row = rf"^\s*{re.escape(name)}\s+(\d\.\d|–)\s+(\d\.\d to \d\.\d|–)\s+(\d\.\d)\s+(\d\.\d|–)\s"
        found = re.search(row, text, re.MULTILINE)
        assert found, name
        areas[name] = Area(*found.groups())
    return areas


def test_that_every_way_out_has_the_same_figures(page: ResultsPage, campaign: Campaign) -> None:
    for source in records(campaign.random()):
        model = made.report(source)
        names = {one.id: one.name for one in source.finished.content.competencies}
        areas, match = of_json(json.loads(as_json(model))["result"], names)
        assert match.reason == reason(match_notes(model.match, source.finished.content))
        check_files(model, areas, match)
        texts = ways.files(source)
        assert of_markdown(texts["markdown"]) == (areas, Whole(match.value, match.likely, ""))
        assert of_terminal(texts["terminal"]) == (areas, Whole(match.value, match.likely, ""))
        for way in ("report", "markdown", "terminal"):
            assert match.reason in texts[way], way
        ways.show(page, source)
        assert of_screen(page) == areas
        words = ways.words_of(page)
        if match.value:
            assert f"\n{match.value}\nlikely {match.likely.replace(' to ', '–')} of 100\n" in words
        assert match.reason in words


def check_files(model: ReportModel, areas: dict[str, Area], match: Whole) -> None:
    """Spreadsheet and CSV hold the exact numbers of the same figures."""
    rows = list(csv.DictReader(io.StringIO(as_csv(model).decode("utf-8-sig"))))
    assert of_rows(rows) == areas
    sheets = workbook(as_spreadsheet(model))
    head, *lines = sheets["Results"]
    assert of_rows([dict(zip(head, line, strict=True)) for line in lines]) == areas
    summary = {row[0]: row[1] for row in sheets["Summary"][1:]}
    value = None if summary["match"] == "" else summary["match"]
    limits = None if value is None else (summary["match_low"], summary["match_high"])
    assert whole(value, limits, summary["band_reason"]) == match


def workbook(raw: bytes) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(raw))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


@poppler.needed
def test_that_the_pages_have_the_same_figures(campaign: Campaign, tmp_path: Path) -> None:
    everything = list(records(campaign.random()))
    for source in everything[: campaign.rounds(short=15, long=SITTINGS)]:
        model = made.report(source)
        names = {one.id: one.name for one in source.finished.content.competencies}
        areas, match = of_json(json.loads(as_json(model))["result"], names)
        pages = as_pdf(report_document(model), "a4")
        text = poppler.text(pages, tmp_path, "-layout")
        assert of_pdf(text, list(areas)) == areas
        if match.value:
            assert re.search(rf"{match.value}\s+likely {match.likely} of 100", text)
        assert match.reason in re.sub(r"\s+", " ", poppler.text(pages, tmp_path))
