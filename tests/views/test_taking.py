"""Replies are taken in by their round alone, once, and shown in groups; a whole assessment becomes one."""

from __future__ import annotations

import email
import hashlib
import json
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from tests import given
from tests.campaign import Campaign
from tests.views.taking import (
    BEGUN,
    FINISHED,
    answered,
    invitation_in,
    opened,
    proven,
    reply_to,
    sealed,
    sealed_bytes,
    whole,
)

from nextrung import resources
from nextrung.cli import main
from nextrung.errors import NextRungError
from nextrung.scoring.result import as_json
from nextrung.store.database import open_reading
from nextrung.views.invitation import Part
from nextrung.views.picture import Picture
from nextrung.views.rounds import Asked, Round
from nextrung.workspace import Workspace


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Workspace]:
    workspace = opened(tmp_path / "data", "Kim", "Alex")
    yield workspace
    workspace.close()


def of_group(here: Workspace, of: Round, count: int, part: Part = "colleague", level: int = 3) -> list[Asked]:
    """So many who were asked and answered."""
    asked = [here.views.ask(of, part) for _ in range(count)]
    for one in asked:
        here.views.take(reply_to(here, one, level, TL=f"{part} {one.id[:4]} said so"))
    return asked


def shown(found: Picture, part: str = "colleague") -> tuple[int, int]:
    return next((one.answered, one.shown) for one in found.groups if one.part == part)


def rows(folder: Path) -> dict[str, list[Any]]:
    """All that is kept."""
    connection = open_reading(folder / "data" / "nextrung.db")
    try:
        tables = [one for (one,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {table: connection.execute(f"SELECT * FROM {table}").fetchall() for table in tables}  # noqa: S608
    finally:
        connection.close()


def on_disk(folder: Path) -> dict[str, str]:
    """The bytes of the data and its log, by their hash."""
    files = [one for one in (folder / "data").iterdir() if one.suffix in (".db", ".db-wal")]
    return {one.name: hashlib.sha256(one.read_bytes()).hexdigest() for one in files}


def test_that_three_groups_are_shown_and_of_two_people_nothing(here: Workspace) -> None:
    of = here.views.begin()
    of_group(here, of, 6, level=4)
    of_group(here, of, 3, "client", level=2)
    of_group(here, of, 1, "manager", level=5)
    of_group(here, of, 2, "led", level=1)
    for part in ("colleague", "client", "manager"):
        here.views.release(of, part)
    with pytest.raises(NextRungError, match="More replies are needed"):
        here.views.release(of, "led")
    found = here.views.picture(of)
    assert [shown(found, part) for part in ("colleague", "client", "manager", "led")] == [
        (6, 6),
        (3, 3),
        (1, 1),
        (2, 0),
    ]
    views = {one.part: one for one in found.areas[0].views}
    assert (views["colleague"].level, views["manager"].level) == (4, 5)
    assert (views["client"].level, views["client"].band, views["client"].agreement) == (None, (2, 3), "close_together")
    assert "led" not in views
    assert not any("led" in one.text for one in found.words)
    assert len(found.words) == 10


def test_that_a_reply_is_taken_once_and_not_after_it_was_withdrawn(here: Workspace) -> None:
    of = here.views.begin()
    asked = of_group(here, of, 3)
    with pytest.raises(NextRungError, match="was taken in before"):
        here.views.take(reply_to(here, asked[0], 5))
    here.views.release(of, "colleague")
    assert shown(here.views.picture(of)) == (3, 3)
    here.views.withdraw(asked[0])
    assert shown(here.views.picture(of)) == (2, 0)
    with pytest.raises(NextRungError, match="was taken in before"):
        here.views.take(reply_to(here, asked[0], 5))
    of_group(here, of, 3)
    here.views.release(of, "colleague")
    assert shown(here.views.picture(of)) == (5, 5)


def test_that_a_deleted_round_takes_no_reply_until_it_is_put_back(here: Workspace) -> None:
    before, of = here.views.begin(), here.views.begin()
    of_group(here, before, 1)
    of_group(here, of, 3)
    late = reply_to(here, here.views.ask(of, "colleague"))
    here.views.release(of, "colleague")
    found = here.views.picture(of)
    here.views.delete(of)
    assert here.views.rounds() == (before,)
    with pytest.raises(NextRungError, match="no round that is here: the round was deleted") as refused:
        here.views.take(late)
    assert len(str(refused.value).splitlines()) == 1
    with pytest.raises(NextRungError, match="not here any more"):
        here.views.delete(of)
    (entry,) = here.bin.deleted()
    assert (entry.kind, entry.moment) == ("view_round", of.made_at)
    here.bin.put_back(entry.id)
    assert here.views.picture(of) == found
    here.views.take(late)


def test_that_a_round_that_was_deleted_for_good_is_nowhere_in_the_file(here: Workspace, tmp_path: Path) -> None:
    of = here.views.begin()
    (asked,) = of_group(here, of, 1, level=5)
    here.views.delete(of)
    (entry,) = here.bin.deleted()
    assert any(asked.id.encode() in one.read_bytes() for one in (tmp_path / "data").glob("nextrung.db*"))
    here.safety.empty_bin_work([entry.id])()
    assert not any(asked.id.encode() in one.read_bytes() for one in (tmp_path / "data").glob("nextrung.db*"))


def test_that_an_example_is_hidden_for_good(here: Workspace) -> None:
    of = here.views.begin()
    of_group(here, of, 3)
    here.views.release(of, "colleague")
    first, *others = here.views.picture(of).words
    here.views.hide(of, first)
    assert list(here.views.picture(of).words) == others


Change = Callable[[Workspace, dict[str, Any]], dict[str, Any]]


def _invited(**fields: Any) -> Change:
    """The same reply with another invitation, by somebody who holds the key itself."""
    return lambda here, made: {**made, "invitation": proven(here, {**made["invitation"], **fields})}


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (_invited(round="c" * 32), "belongs to another round"),
        (_invited(part="manager"), "belongs to another round"),
        (_invited(minimum=5), "belongs to another round"),
        (_invited(version="1.0.0"), "another version of the questionnaire"),
        (_invited(questionnaire="first-time-manager"), "another version of the questionnaire"),
        (_invited(id="d" * 32), "no round that is here"),
        (lambda _, made: {**made, "invitation": {**made["invitation"], "person": "Kim"}}, "no invitation of this"),
    ],
)
def test_that_a_reply_of_another_round_person_or_version_is_refused(
    here: Workspace, tmp_path: Path, change: Change, why: str
) -> None:
    asked = here.views.ask(here.views.begin(), "colleague")
    made = change(here, answered(here, asked))
    before = rows(tmp_path)
    with pytest.raises(NextRungError, match=why) as refused:
        here.views.take(sealed(here, made))
    assert len(str(refused.value).splitlines()) == 1
    assert rows(tmp_path) == before


def test_that_a_reply_about_somebody_else_is_not_taken_in_on_the_page_of_the_current_person(here: Workspace) -> None:
    asked = here.views.ask(here.views.begin(), "colleague")
    raw, about = reply_to(here, asked), here.person
    assert about is not None
    kim = next(one for one in here.people.everyone() if one.name == "Kim")
    here.switch_person(kim.id)
    with pytest.raises(NextRungError, match="about somebody else here"):
        here.views.take(raw, of_current=True)
    here.switch_person(about.id)
    assert here.views.take(raw, of_current=True).person == about


def test_that_a_reply_after_erasing_or_deleting_is_refused(here: Workspace) -> None:
    raws = {}
    for _ in range(2):
        asked = here.views.ask(here.views.begin(), "colleague")
        raws[asked.round] = reply_to(here, asked)
    person = here.person
    assert person is not None
    here.bin.put_in("person", person.id)
    for raw in raws.values():
        with pytest.raises(NextRungError, match="no round that is here"):
            here.views.take(raw)
    here.erase_work(person.id, backups=False)()
    for raw in raws.values():
        with pytest.raises(NextRungError, match="no round that is here"):
            here.views.take(raw)


def test_that_mutated_replies_leave_nothing_behind(here: Workspace, tmp_path: Path, campaign: Campaign) -> None:
    draw, fresh = campaign.random(), True
    for number in range(campaign.rounds(short=150, long=10_000)):
        if fresh:  # a reply was taken in, because what was changed still says what somebody may say
            made = answered(here, here.views.ask(here.views.begin(), "colleague"))
            bodies = [json.dumps(made).encode(), json.dumps(whole(here, here.views.ask_whole("full"))).encode()]
            outside, before = sealed(here, made), on_disk(tmp_path)
        inside = number % 2 == 0
        raw = damaged(draw, draw.choice(bodies) if inside else outside)
        try:
            here.views.take(sealed_bytes(here, raw) if inside else raw)
            fresh = True
        except NextRungError as error:
            fresh, said = False, str(error)
            assert len(said.splitlines()) == 1, said
            assert said[0].isupper(), said
            assert said.endswith("."), said
            assert on_disk(tmp_path) == before, said


def damaged(draw: Random, whole_: bytes) -> bytes:
    raw = bytearray(whole_)
    for _ in range(draw.randint(1, 4)):
        at = draw.randrange(len(raw))
        change = draw.randrange(3)
        if change == 0:
            raw[at] ^= 1 << draw.randrange(8)
        elif change == 1:
            del raw[at : at + draw.randint(1, 60)]
        else:
            raw[at:at] = bytes(draw.randrange(256) for _ in range(draw.randint(1, 9)))
    return bytes(raw)


def test_that_a_whole_assessment_by_file_is_the_same_as_one_taken_in_the_window(here: Workspace) -> None:
    started = here.start("full")
    for answer in given.sample_answers().values():
        started = here.answer(started, answer)
    in_window = here.finish(started)
    here.add_person("Sam")
    taken = here.views.take(sealed(here, whole(here, here.views.ask_whole("full"))))
    by_file = here.latest()
    assert by_file is not None
    assert taken.assessment is not None
    assert by_file.record.id == taken.assessment.id
    assert (by_file.record.started_at, by_file.record.completed_at) == (BEGUN, FINISHED)
    assert {one: answer.seconds for one, answer in by_file.answers.items()} == {
        one: answer.seconds for one, answer in in_window.answers.items()
    }
    role = here.role
    assert as_json(by_file.result(role)) == as_json(in_window.result(role))
    assert by_file.result(role).quality == in_window.result(role).quality
    order = [here.option_order(by_file, item) for item in by_file.items]
    form = here.views.form(here.views.ask_whole("full")).decode()
    items = json.loads(form.partition('id="form-data">')[2].partition("</script>")[0])["items"]
    orders = {one["id"]: tuple(choice["value"] for choice in one["choices"]) for one in items}
    assert [orders[item.id] for item, keys in zip(by_file.items, order, strict=True) if keys] == [
        keys for keys in order if keys
    ]


def test_that_an_unfinished_assessment_by_file_is_open(here: Workspace) -> None:
    asked = here.views.ask_whole("full")
    taken = here.views.take(sealed(here, whole(here, asked, without=20)))
    assert taken.assessment is not None
    assert taken.assessment.completed_at is None
    going_on = here.open_assessment()
    assert going_on is not None
    assert going_on.record.id == taken.assessment.id
    assert here.latest() is None
    with pytest.raises(NextRungError, match="was taken in before"):
        here.views.take(sealed(here, whole(here, asked)))


@pytest.mark.parametrize("times", [("", FINISHED), (FINISHED, BEGUN), ("2026-13-01T00:00:00Z", FINISHED), ("9", "x")])
def test_that_an_assessment_without_true_times_is_refused(here: Workspace, times: tuple[str, str]) -> None:
    made = {**whole(here, here.views.ask_whole("full")), "begun_at": times[0], "finished_at": times[1]}
    with pytest.raises(NextRungError, match="its times are none"):
        here.views.take(sealed(here, made))
    assert here.open_assessment() is None


def test_that_a_second_manager_is_refused_and_the_minimum_is_only_raised(here: Workspace) -> None:
    of = here.views.begin()
    here.views.ask(of, "manager", "  Priya   P. ")
    assert [one.name for one in here.views.asked(of)] == ["Priya P."]
    with pytest.raises(NextRungError, match="One manager is asked"):
        here.views.ask(of, "manager")
    with pytest.raises(ValueError, match="2"):
        here.views.raise_minimum(2)
    here.views.raise_minimum(5)
    later = here.views.begin()
    assert (of.minimum, later.minimum) == (3, 5)
    form = here.views.form(here.views.ask(later, "colleague"))
    assert b"from five replies on" in form
    assert invitation_in(form)["minimum"] == 5
    asked = of_group(here, of, 3)
    with pytest.raises(NextRungError, match="More replies"):
        here.views.release(of, "colleague")
    assert len(asked) == 3


def test_that_a_form_and_its_letter_say_the_day_and_the_same_form_comes_again(here: Workspace) -> None:
    due = here.clock.today() + timedelta(days=14)
    of = here.views.begin(due, whole_set=True)
    asked = here.views.ask(of, "client", "Jo")
    assert len(of.items) > 20
    form, letter = here.views.form(asked), here.views.letter(asked)
    assert form == here.views.form(asked)
    assert f"by {due.day} ".encode() in form
    assert f"by {due.day} " in letter.text
    assert "Hello Jo," in letter.text
    assert "You may decline" in letter.text
    with pytest.raises(NextRungError, match="is over already"):
        here.views.begin(here.clock.today() - timedelta(days=1))


# on the command line


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    capsys.readouterr()
    code = main([*arguments])
    found = capsys.readouterr()
    return code, found.out, found.err


def test_that_somebody_is_asked_and_taken_in_on_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    opened(tmp_path / "data", "Kim", "Alex").close()
    data = ("--data-dir", str(tmp_path / "data"))
    out, mail = tmp_path / "form.html", tmp_path / "form.eml"
    due = (date.today() + timedelta(days=9)).isoformat()
    asked = ("ask", "--for", "kim", "--as", "colleague", "--name", "Jo", "--by", due)
    code, said, problem = told(capsys, *asked, "--out", str(out), "--letter", str(mail), *data)
    assert (code, problem) == (0, "")
    assert "20 questions about Kim, as colleague" in said
    message = email.message_from_bytes(mail.read_bytes())
    (attached,) = [part for part in message.walk() if part.get_filename()]
    assert attached.get_payload(decode=True).replace(b"\r\n", b"\n") == out.read_bytes()  # type: ignore[union-attr]
    second = tmp_path / "second.html"
    assert told(capsys, *asked, "--out", str(second), *data)[0] == 0
    rounds = {invitation_in(one.read_bytes())["round"] for one in (out, second)}
    assert len(rounds) == 1, "they are asked in one round"
    here = opened(tmp_path / "data")
    assert here.person is not None
    assert here.person.name == "Alex", "who is current stays so"
    kim = next(one for one in here.people.everyone() if one.name == "Kim")
    here.turn_to(kim.id)
    (of,) = here.views.rounds()
    raw = reply_to(here, here.views.asked(of)[0])
    here.close()
    file = tmp_path / "reply.txt"
    file.write_bytes(raw)
    code, looked, _ = told(capsys, "open-reply", str(file), *data)
    assert code == 0
    code, said, _ = told(capsys, "open-reply", str(file), "--take", *data)
    assert (code, said) == (0, f"{looked}Taken in for Kim.\n")
    code, said, problem = told(capsys, "open-reply", str(file), "--take", *data)
    assert (code, said) == (1, "")
    assert problem.startswith("reply.txt: This reply, or another to the same form, was taken in before")
    assert told(capsys, "open-reply", str(file), *data)[:2] == (0, looked), "a look is possible still"


@pytest.mark.parametrize(
    ("more", "why"),
    [
        (("--for", "Nobody", "--as", "colleague"), "nobody called “Nobody”"),
        (("--for", "Kim", "--as", "colleague", "--by", "soon"), "write the day as"),
        (("--for", "Kim", "--as", "colleague", "--by", "2020-01-01"), "is over already"),
        (("--for", "Kim", "--as", "self", "--name", "Jo"), "belong to forms for others"),
        (("--for", "Kim", "--as", "led", "--form", "quick"), "--form belongs to --as self"),
        (("--for", "Kim", "--as", "led", "--letter", "a.txt"), "ends in .eml"),
        (("--for", "Kim", "--as", "led", "--name", "x" * 200), "has more than 120 characters"),
        (("--sample", "--as", "led", "--name", "Jo"), "--name belongs to --for"),
        (("--sample", "--as", "led", "--by", "2030-01-01"), "--by belongs to --for"),
    ],
)
def test_that_what_cannot_be_asked_is_said_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], more: tuple[str, ...], why: str
) -> None:
    opened(tmp_path / "data", "Kim").close()
    before = rows(tmp_path)
    out = tmp_path / "form.html"
    code, said, problem = told(capsys, "ask", *more, "--out", str(out), "--data-dir", str(tmp_path / "data"))
    assert (code, said) == (1, "")
    assert why in problem
    assert len(problem.splitlines()) == 1
    assert not out.exists()
    assert {name: found for name, found in rows(tmp_path).items() if name.startswith("view")} == {
        name: found for name, found in before.items() if name.startswith("view")
    }


def test_that_a_reply_to_the_sample_form_is_looked_at_and_not_taken_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = ("--data-dir", str(tmp_path / "data"))
    out = tmp_path / "form.html"
    assert told(capsys, "ask", "--sample", "--as", "colleague", "--out", str(out), *data)[0] == 0
    here = opened(tmp_path / "data")
    invitation = invitation_in(out.read_bytes())
    made = {
        **{"format": "nextrung.reply", "format_version": 1, "begun_at": BEGUN, "finished_at": FINISHED},
        **{"invitation": invitation, "answers": [], "examples": {}},
    }
    raw = sealed(here, made)
    here.close()
    file = tmp_path / "reply.txt"
    file.write_bytes(raw)
    assert told(capsys, "open-reply", str(file), *data)[0] == 0
    code, said, problem = told(capsys, "open-reply", str(file), "--take", *data)
    assert (code, said) == (1, "")
    assert "no round that is here" in problem
    assert resources.sample_answers().exists()
