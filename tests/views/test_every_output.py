"""Nothing that leaves or is shown changes if one member of a hidden group had answered otherwise."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from random import Random

import pytest
from msgspec.structs import replace
from tests import given
from tests.campaign import Campaign
from tests.report import made
from tests.views.random_rounds import AREAS, CONTENT, MADE, life, own_result, random_reply
from tests.views.taking import PEOPLE, opened, reply_to

from nextrung import cli, resources
from nextrung.report.audience import AUDIENCES, PARTS, contents
from nextrung.report.build import build
from nextrung.report.formats import FORMATS, rendered
from nextrung.report.material import Finished, Material, ViewsOfOthers
from nextrung.report.pages import report_document
from nextrung.store import second_views
from nextrung.tour import views as made_up
from nextrung.ui.client import state as client_state
from nextrung.ui.sessions import state as session_state
from nextrung.ui.views import state as views_state
from nextrung.ui.views import words
from nextrung.views.invitation import Part
from nextrung.views.picture import Collected, picture
from nextrung.views.rounds import Asked
from nextrung.workspace import Workspace

RESULT = own_result()
NAMES = {one.id: one.name for one in CONTENT.competencies}
DONE = Finished("full", given.sample_answers(), CONTENT, "2026-11-20T08:00:00Z", "2026-11-20T08:40:00Z")
PLAIN = tuple(one.name for one in FORMATS if one.pages is None and not one.needs)
"""The kinds of file without pages, which take no time to be set."""
PAGED = tuple(one.name for one in FORMATS if one.pages is not None)


def material(of: Collected) -> Material:
    """What a report is made from while a round stands so."""
    found = ViewsOfOthers(of.round.made_at, of.round.minimum, NAMES, picture(of, CONTENT, RESULT))
    return made.material(finished=DONE, role=CONTENT.roles[0], others=found)


def on_the_page(of: Collected) -> Iterator[str]:
    """All that the page holds and says of a round."""
    replies = {one.id: one for one in of.replies}
    asked = [Asked(one.id, of.round.id, one.part, "", MADE.made_at) for one in of.replies]
    rows = views_state.asked_rows(asked, replies, names_hidden=False)
    state = views_state.build(of.round, rows, picture(of, CONTENT, RESULT), CONTENT)
    yield repr(state)
    yield words.about(state)
    yield from (words.of_group(one) for one in state.groups)
    yield from (words.talk(one) for one in state.talk)
    for area in state.areas:
        for view in area.views.views:
            yield f"{area.name} {words.who(view)} {words.seen(view)} {words.comparison(view.comparison)}"


def in_files(source: Material, formats: Collection[str]) -> Iterator[tuple[str, object]]:
    """A report with every part in files of these kinds, for everybody it can be for."""
    for audience in AUDIENCES:
        model = build(source, contents(audience, PARTS))
        for kind in FORMATS:
            if kind.name in formats:
                yield f"{audience} {kind.name}", unpacked(rendered(model, kind, made.NOW))


def unpacked(raw: bytes) -> object:
    """What is in a file; without the moment it was made, where it is packed."""
    if not raw.startswith(b"PK"):
        return raw
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        return {name: packed.read(name) for name in packed.namelist() if not name.startswith("docProps/")}


def otherwise(draw: Random, of: Collected, shown: frozenset[Part]) -> Collected | None:
    """The same round if one of a hidden group had answered otherwise; None where nobody is hidden."""
    hidden = [at for at, one in enumerate(of.replies) if one.part not in shown and not one.withdrawn]
    if not hidden:
        return None
    at = draw.choice(hidden)
    other = random_reply(draw, of.replies[at].id, of.replies[at].part)
    other = replace(other, examples=dict.fromkeys(AREAS, "Quetzal"))
    return replace(of, replies=(*of.replies[:at], other, *of.replies[at + 1 :]))


def pairs(draw: Random, rounds: int) -> Iterator[tuple[Collected, Collected]]:
    """Rounds as they stand, each with itself if one of a hidden group had answered otherwise."""
    for _ in range(rounds):
        for now in life(draw):
            shown = frozenset(one.part for one in picture(now, CONTENT, RESULT).groups if one.shown)
            other = otherwise(draw, now, shown)
            if other is not None:
                yield now, other


def test_that_no_answer_of_a_hidden_group_is_on_the_page_or_in_a_file(campaign: Campaign) -> None:
    draw = campaign.random()
    most, told = campaign.rounds(short=2, long=200), 0
    for number, (now, other) in enumerate(pairs(draw, campaign.rounds(short=8, long=400))):
        assert list(on_the_page(now)) == list(on_the_page(other))
        one, two = material(now), material(other)
        assert one == two
        # files are written from this alone: some of those in which another group is shown, as each takes a while
        if told == most or number % 3 or not any(area.views for area in picture(now, CONTENT, RESULT).areas):
            continue
        told += 1
        assert dict(in_files(one, PLAIN)) == dict(in_files(two, PLAIN))
        for audience in AUDIENCES:
            pages = [report_document(build(each, contents(audience, PARTS))) for each in (one, two)]
            assert pages[0] == pages[1]
    assert told == most


# a whole data folder


@pytest.fixture
def twins(tmp_path: Path) -> Iterator[tuple[Workspace, Workspace]]:
    """Two data folders that differ in what one of two persons answered: three groups, of which one is of two."""
    first = tmp_path / "first"
    here = opened(first, "Alex")
    made_up.sample(here)
    here.sessions.start()
    of = here.views.begin()
    groups: Mapping[Part, int] = {"manager": 1, "colleague": 3, "led": 2}
    for part, count in groups.items():
        for at in range(count):
            here.views.take(reply_to(here, here.views.ask(of, part), at + 1, TL=f"{part} {at}"))
    for part in ("manager", "colleague"):
        here.views.release(of, part)
    here.close()
    shutil.copytree(first, tmp_path / "second")
    both = [again(tmp_path / name) for name in ("first", "second")]
    (kept,) = both[1].views.rounds()
    led = next(one for one in second_views.replies(both[1]._connection, kept.id) if one.part == "led")
    other = replace(led, given=dict.fromkeys(led.given, 5.0), examples=dict.fromkeys(AREAS, "Quetzal"))
    second_views.change_reply(both[1]._connection, other, led.taken_at)
    yield both[0], both[1]
    for one in both:
        one.close()


def again(folder: Path) -> Workspace:
    return Workspace.open(folder / "nextrung.db", PEOPLE, resources.assets("salary"), lambda: made.NOW)


def outputs(here: Workspace, folder: Path) -> Iterator[tuple[str, object]]:
    """All that the program shows of a person and writes about them, but for what holds the data file itself."""
    (of,) = here.views.rounds()
    yield "picture", here.views.picture(of)
    latest, running = here.latest(), here.sessions.running()
    assert latest is not None
    assert running is not None
    source = here.reports.material(latest, here.role)
    assert source.others is not None
    yield "material", source.others
    yield from in_files(replace(source, now=made.NOW), PLAIN)
    model = build(replace(source, now=made.NOW), contents("me", PARTS))
    for kind in FORMATS:
        if kind.name in PAGED:
            yield kind.name, unpacked(rendered(model, kind, made.NOW))
    yield "session", session_state.session(here, running.id, "Alex")
    yield "client", client_state.build(here)
    seen = here.group.reader().read().view(here.role)
    change = here.group.change_reader(here.group.usual_dates()).read().of(seen.members)
    path = here.group.save_sheet(
        seen, change, {one.id: one.name for one in here.people.everyone()}, folder / f"{id(here)}.xlsx"
    )
    yield "group", unpacked(path.read_bytes())


def test_that_nothing_of_two_persons_leaves_a_data_folder(twins: tuple[Workspace, Workspace], tmp_path: Path) -> None:
    first, second = (dict(outputs(one, tmp_path)) for one in twins)
    assert first.keys() == second.keys()
    for name, found in first.items():
        assert found == second[name], name
    assert "Quetzal" not in repr(second)
    assert "colleague 0" in repr(first), "what is shown is there"


def test_that_a_command_writes_how_others_see_it_only_when_asked(
    twins: tuple[Workspace, Workspace], tmp_path: Path
) -> None:
    for one in twins:
        one.close()
    found = []
    for name in ("first", "second"):
        out = tmp_path / f"{name}.json"
        asked = ["report", "--data-dir", str(tmp_path / name), "--out", str(out)]
        assert cli.main([*asked, "--without", "history"]) == 0
        assert "others" not in json.loads(out.read_text(encoding="utf-8"))
        assert cli.main([*asked, "--with", "others", "--force"]) == 0
        found.append(json.loads(out.read_text(encoding="utf-8")))
    assert found[0] == found[1]
    assert {one["group"] for one in found[0]["others"]["views"]} == {"manager", "colleague"}
    assert {one["text"] for one in found[0]["others"]["examples"]} == {
        "manager 0",
        *(f"colleague {at}" for at in range(3)),
    }


def test_that_an_example_is_in_no_report_that_somebody_else_reads() -> None:
    for audience in AUDIENCES:
        others = build(made.full(), contents(audience, PARTS)).others
        assert others is not None
        assert bool(others.examples) is (audience in {"me", "later"})
        assert others.rows
