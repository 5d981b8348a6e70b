"""A coach opens the replies of a client's round, and hands over what is shown of it, by the same rules."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pyrage
import pytest
from tests.campaign import Campaign
from tests.views.browser import chromium
from tests.views.taking import answered, invitation_in, opened, reply_to

from nextrung.cli import main
from nextrung.errors import NextRungError
from nextrung.tour import views as made_up
from nextrung.views import form, handing, sealing
from nextrung.views.invitation import PARTS, Part
from nextrung.views.picture import Picture
from nextrung.views.rounds import Asked, Round
from nextrung.workspace import Workspace

SEALED = (
    "new Promise((done) => { const look = () => { const found = document.getElementById('sealed');"
    " found ? done(found.value) : setTimeout(look); }; look(); })"
)
"""The text of the sealed reply, once the page has it."""


@pytest.fixture
def client(tmp_path: Path) -> Iterator[Workspace]:
    workspace = opened(tmp_path / "client")
    made_up.sample(workspace)
    yield workspace
    workspace.close()


@pytest.fixture
def coach(tmp_path: Path) -> Iterator[Workspace]:
    workspace = opened(tmp_path / "coach", "Somebody", "Alex")
    _ = workspace.installed  # its questions are here
    yield workspace
    workspace.close()


def asked_in(here: Workspace, there: Workspace, **groups: int) -> tuple[Round, dict[str, list[Asked]]]:
    """A round of a client that names the coach ``there``, with so many asked."""
    of = here.views.begin(coach_key=f"  {there.views.coach.public_key()}\n")
    return of, {part: [here.views.ask(of, part, f"Name {at}") for at in range(groups.get(part, 0))] for part in PARTS}


def handed_round(client: Workspace, of: Round, folder: Path) -> bytes:
    return client.views.coach.round_work(of, folder / "round.nextrung-reply")().read_bytes()


def handed_result(coach: Workspace, of: Round, folder: Path) -> bytes:
    return coach.views.coach.result_work(of, folder / "result.nextrung-reply")().read_bytes()


def reply(client: Workspace, asked: Asked, level: int = 4, text: str = "") -> bytes:
    """A reply as the form of the client seals it: to the key that it names."""
    made = answered(client, asked, level, examples={"TL": text} if text else {})
    return sealing.sealed_for(json.dumps(made).encode(), made["invitation"]["coach_key"])


def mutated(draw: Random, whole: bytes) -> bytes:
    """The same with one to four small damages, some of which still are JSON."""
    raw = bytearray(whole)
    for _ in range(draw.randint(1, 4)):
        at = draw.randrange(len(raw))
        kind = draw.randrange(4)
        if kind == 0:
            raw[at] ^= 1 << draw.randrange(8)
        elif kind == 1:
            del raw[at : at + draw.randint(1, 60)]
        elif kind == 2:
            raw[at : at + 1] = draw.choice((b"9", b"-", b"null", b"\\ud800", b"1e999", b'""', b"[]"))
        else:
            raw[at:at] = bytes(draw.randrange(256) for _ in range(draw.randint(1, 9)))
    return bytes(raw)


def refusal(here: Workspace, raw: bytes) -> str:
    """Why something is not taken in; empty when it is."""
    try:
        here.views.take(raw)
    except NextRungError as error:
        return str(error)
    return ""


def without_own(found: Picture) -> dict[str, list[Any]]:
    return {
        one.competency: [
            (view.part, view.raters, view.level, view.range, view.agreement, view.band) for view in one.views
        ]
        for one in found.areas
        if one.views
    }


def test_that_a_round_goes_to_the_coach_and_its_groups_come_back(
    client: Workspace, coach: Workspace, tmp_path: Path
) -> None:
    of, groups = asked_in(client, coach, manager=1, colleague=6, client=3, led=2)
    everybody = [one for asked in groups.values() for one in asked]
    raws = [reply(client, one, at % 5 + 1, f"{one.part} {at}") for at, one in enumerate(everybody)]
    with pytest.raises(NextRungError, match="sealed for another data folder"):
        client.views.take(raws[0])
    with pytest.raises(NextRungError, match="no invitation of this data folder"):
        coach.views.take(raws[0])
    sent = handed_round(client, of, tmp_path)
    with pytest.raises(NextRungError, match="sealed for another data folder"):
        client.views.take(sent)
    coach.views.take(sent)
    for raw in raws:
        coach.views.take(raw)
    (there,) = coach.views.rounds()
    assert "Name 0" not in {one.name for one in coach.views.asked(there)}
    with pytest.raises(NextRungError, match="so there is nothing to hand over"):
        handed_result(coach, there, tmp_path)
    shown: tuple[Part, ...] = ("manager", "colleague", "client")
    for part in shown:
        coach.views.release(there, part)
    with pytest.raises(NextRungError, match="More replies are needed"):
        coach.views.release(there, "led")
    result = handed_result(coach, there, tmp_path)
    client.views.take(result)
    found, theirs = client.views.picture(of), coach.views.picture(there)
    assert without_own(found) == without_own(theirs)
    assert found.words == theirs.words
    assert [(one.part, one.answered, one.shown) for one in found.groups] == [
        ("manager", 1, 1),
        ("colleague", 6, 6),
        ("led", 2, 0),
        ("client", 3, 3),
    ]
    assert not any(view.part == "led" for one in found.areas for view in one.views)
    assert all(one.own is not None for one in found.areas), "beside the person's own levels"
    latest = client.latest()
    assert latest is not None
    assert client.reports.material(latest, client.role).others is not None
    with pytest.raises(NextRungError, match="taken in before"):
        client.views.take(result)
    with pytest.raises(NextRungError, match="with the coach"):
        client.views.release(of, "colleague")
    client.views.hide(of, found.words[0])
    assert client.views.picture(of).words == found.words[1:]


def test_that_a_minimum_raised_since_hides_what_was_handed_over(
    client: Workspace, coach: Workspace, tmp_path: Path
) -> None:
    of, groups = asked_in(client, coach, manager=1, colleague=3)
    coach.views.take(handed_round(client, of, tmp_path))
    for part in ("manager", "colleague"):
        for one in groups[part]:
            coach.views.take(reply(client, one, text=f"{part} said so"))
    (there,) = coach.views.rounds()
    coach.views.release(there, "manager")
    coach.views.release(there, "colleague")
    client.views.take(handed_result(coach, there, tmp_path))
    assert {one.part for one in client.views.picture(of).words} == {"manager", "colleague"}
    client.views.raise_minimum(4)
    found = client.views.picture(of)
    assert [(one.part, one.shown, one.missing) for one in found.groups] == [("manager", 1, 1), ("colleague", 0, 3)]
    assert {one.part for one in found.words} == {"manager"}
    assert {view.part for one in found.areas for view in one.views} == {"manager"}


def test_that_mutated_rounds_and_results_get_one_sentence_each(
    client: Workspace, coach: Workspace, tmp_path: Path, campaign: Campaign
) -> None:
    of, groups = asked_in(client, coach, colleague=3)
    sent = handed_round(client, of, tmp_path)
    coach.views.take(sent)
    for one in groups["colleague"]:
        coach.views.take(reply(client, one, text="They listened."))
    (there,) = coach.views.rounds()
    coach.views.release(there, "colleague")
    result = handed_result(coach, there, tmp_path)
    theirs = coach.views.picture(there).words
    coach.views.delete(there)
    draw = campaign.random()
    ways = [(here, sealing.opened(raw, here.views.key_made())) for here, raw in ((coach, sent), (client, result))]
    for _ in range(campaign.rounds(short=60, long=10_000)):
        here, inside = draw.choice(ways)
        said = refusal(here, sealing.sealed_for(mutated(draw, inside), here.views.coach.public_key()))
        assert len(said.splitlines()) <= 1
        assert not said or (said[0].isupper() and said.endswith("."))
        for made in here.views.rounds():
            here.views.picture(made)
    # a damage may leave the meaning as it was, such as a space more
    assert client.views.picture(of).words in ((), theirs)


def test_that_a_hidden_group_leaves_the_result_as_it_is(client: Workspace, coach: Workspace, tmp_path: Path) -> None:
    of, groups = asked_in(client, coach, colleague=3, led=2)
    coach.views.take(handed_round(client, of, tmp_path))
    for one in groups["colleague"]:
        coach.views.take(reply(client, one))
    for one in groups["led"]:
        coach.views.take(reply(client, one, 1, "Quetzal"))
    (there,) = coach.views.rounds()
    coach.views.release(there, "colleague")
    inside = sealing.opened(handed_result(coach, there, tmp_path), client.views.key_made())
    assert b"Quetzal" not in inside
    assert b'"led"' not in inside.partition(b'"areas"')[2]


def test_that_nobody_else_hands_over_a_result_and_nothing_below_three(
    client: Workspace, coach: Workspace, tmp_path: Path
) -> None:
    of, groups = asked_in(client, coach, colleague=3)
    coach.views.take(handed_round(client, of, tmp_path))
    for one in groups["colleague"]:
        coach.views.take(reply(client, one))
    (there,) = coach.views.rounds()
    coach.views.release(there, "colleague")
    whole = json.loads(sealing.opened(handed_result(coach, there, tmp_path), client.views.key_made()))
    public = client.views.coach.public_key()

    def refused(**change: Any) -> str:
        raw = sealing.sealed_for(json.dumps({**whole, **change}).encode(), public)
        with pytest.raises(NextRungError) as error:
            client.views.take(raw)
        assert len(str(error.value).splitlines()) == 1
        return str(error.value)

    assert "does not come from the coach" in refused(handed_at="2030-01-01T00:00:00Z")
    assert "belongs to no round that is here" in refused(round="c" * 32)
    assert "does not fit" in refused(more=1)
    assert "shows what no round shows" in refused(handed_at="later")
    area, (view,) = next(iter(whole["areas"].items()))
    assert "shows what no round shows" in refused(areas={area: [{**view, "raters": 2}]})
    assert "shows what no round shows" in refused(areas={area: [{**view, "band": [0, 9]}]})
    assert client.views.picture(of).words == ()
    client.views.delete(of)
    assert "belongs to no round that is here" in refused()


def test_that_a_round_is_taken_for_the_person_it_is_about_with_its_questions(
    client: Workspace, coach: Workspace, tmp_path: Path
) -> None:
    of, groups = asked_in(client, coach, colleague=1)
    sent = handed_round(client, of, tmp_path)
    alex = coach.person
    assert alex is not None
    coach.turn_to(next(one.id for one in coach.people.everyone() if one.name == "Somebody"))
    with pytest.raises(NextRungError, match="This round is about Alex"):
        coach.views.take(sent)
    assert coach.views.rounds() == ()
    coach.turn_to(alex.id)
    coach.views.take(sent)
    more = client.views.ask(of, "colleague")
    late = reply(client, more)
    with pytest.raises(NextRungError, match="no round that is here"):
        coach.views.take(late)
    coach.views.take(handed_round(client, of, tmp_path))  # who was asked since comes with it
    coach.views.take(late)
    coach.views.take(reply(client, groups["colleague"][0]))
    with pytest.raises(NextRungError, match="was taken in before"):
        coach.views.take(late)
    (there,) = coach.views.rounds()
    with pytest.raises(NextRungError, match="Whoever made this round asks in it"):
        coach.views.ask(there, "colleague")
    assert coach.views.going_on() is None
    coach.views.delete(there)
    with pytest.raises(NextRungError, match="no invitation of this data folder"):
        coach.views.take(reply(client, client.views.ask(of, "led")))
    with pytest.raises(NextRungError, match="lies among what was deleted"):
        coach.views.take(sent)


@pytest.mark.parametrize("text", ["age1", "Priya", "age1" + "q" * 58, "AGE-SECRET-KEY-1" + "Q" * 58])
def test_that_what_is_no_public_key_gets_a_sentence(client: Workspace, text: str) -> None:
    with pytest.raises(NextRungError, match="This is no public key") as error:
        client.views.begin(coach_key=text)
    assert len(str(error.value).splitlines()) == 1
    with pytest.raises(NextRungError, match="of this data folder itself"):
        client.views.begin(coach_key=client.views.coach.public_key())


@pytest.mark.parametrize("part", ["colleague", "manager"])
def test_that_the_form_says_that_the_coach_opens_the_reply(client: Workspace, coach: Workspace, part: Part) -> None:
    of, groups = asked_in(client, coach, **{part: 1})
    (asked,) = groups[part]
    key = coach.views.coach.public_key()
    invitation = client.views.invitation(asked)
    data = form.form_data(invitation, client.views.content_of(of), key, "s")
    assert data["words"]["who_reads"][0].endswith("Alex cannot open it.")
    assert data["words"]["who_reads"][-1] == f"The coach’s public key is {key}."
    assert "only my coach can open it" in client.views.letter(asked).text
    assert invitation_in(client.views.form(asked))["coach_key"] == key
    assert f'"recipient":"{key}"'.encode() in client.views.form(asked)
    plain = client.views.ask(client.views.begin(), part)
    assert "coach_key" not in invitation_in(client.views.form(plain))
    client.views.take(reply_to(client, plain))


def test_that_a_damaged_round_or_result_gets_one_sentence(client: Workspace, coach: Workspace, tmp_path: Path) -> None:
    of, _ = asked_in(client, coach, colleague=1)
    whole = json.loads(sealing.opened(handed_round(client, of, tmp_path), coach.views.key_made()))
    public = pyrage.x25519.Recipient.from_str(coach.views.coach.public_key())
    changes: tuple[dict[str, object], ...] = (
        {"format_version": 2},
        {"minimum": 2},
        {"items": []},
        {"items": ["XX-B1"]},
        {"made_at": "yesterday"},
        {"due": "soon"},
        {"result_key": "age1"},
        {"asked": [["a", "king", whole["made_at"]]]},
        {"asked": [["a", "manager", whole["made_at"]], ["b", "manager", whole["made_at"]]]},
        {"fingerprint": "f" * 64},
        {"person": ""},
        {"form": "long"},
    )
    for change in changes:
        raw = bytes(pyrage.encrypt(json.dumps({**whole, **change}).encode(), [public]))
        with pytest.raises(NextRungError) as error:
            coach.views.take(raw)
        assert len(str(error.value).splitlines()) == 1
    assert coach.views.rounds() == ()
    assert handing.kind_of(b"[") == ""


def test_that_a_browser_seals_to_the_coach_alone(client: Workspace, coach: Workspace, tmp_path: Path) -> None:
    of, groups = asked_in(client, coach, manager=1)
    (asked,) = groups["manager"]
    path = client.views.form_work(asked, tmp_path / "form.html")()
    with chromium(tmp_path) as browser:
        browser.go(path)
        said = str(browser.value("document.querySelector('main').textContent"))
        browser.tab_to("Start")
        browser.press("Enter", "4", "Enter")
        browser.tab_to("Finish now")
        browser.press("Enter")
        browser.tab_to("Make the sealed reply")
        browser.press("Enter")
        text = str(browser.value(SEALED))
        assert browser.complaints() == []
    assert coach.views.coach.public_key() in said
    assert "Alex cannot open it" in said
    with pytest.raises(NextRungError, match="sealed for another data folder"):
        client.views.take(text.encode())
    coach.views.take(handed_round(client, of, tmp_path))
    coach.views.take(text.encode())
    (there,) = coach.views.rounds()
    assert [(one.part, one.answered) for one in coach.views.picture(there).groups] == [("manager", 1)]


def test_that_nothing_is_left_of_a_round_whose_person_was_erased(
    client: Workspace, coach: Workspace, tmp_path: Path
) -> None:
    of, groups = asked_in(client, coach, colleague=3)
    coach.views.take(handed_round(client, of, tmp_path))
    for one in groups["colleague"]:
        coach.views.take(reply(client, one))
    (there,) = coach.views.rounds()
    coach.views.release(there, "colleague")
    result = handed_result(coach, there, tmp_path)
    late = reply(client, client.views.ask(of, "led"))
    for here in (client, coach):
        assert here.person is not None
        here.erase_work(here.person.id, backups=True)()
        here.forget()
    assert refusal(client, result).startswith("This result belongs to no round that is here")
    assert refusal(coach, late) == "This reply belongs to no invitation of this data folder."
    for folder in ("client", "coach"):
        kept = b"".join(one.read_bytes() for one in (tmp_path / folder).glob("nextrung.db*"))
        assert of.id.encode() not in kept


def test_that_the_command_takes_rounds_replies_and_results_in(
    client: Workspace, coach: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    of, groups = asked_in(client, coach, manager=1)
    files = [tmp_path / name for name in ("round.nextrung-reply", "reply.nextrung-reply")]
    files[0].write_bytes(handed_round(client, of, tmp_path))
    files[1].write_bytes(reply(client, groups["manager"][0]))
    coach.close()
    data = ["--data-dir", str(tmp_path / "coach")]
    assert main(["open-reply", str(files[1]), *data]) == 1, "before the round is here, nothing proves it"
    assert main(["open-reply", str(files[0]), "--take", *data]) == 0
    assert main(["open-reply", str(files[1]), *data]) == 0
    said = capsys.readouterr().out
    assert f"round: {of.id}\npart: manager" in said
    assert "Taken in for Alex." in said
    assert main(["open-reply", str(files[1]), "--take", *data]) == 0
    assert main(["open-reply", str(files[1]), "--take", *data]) == 1
    assert "was taken in before" in capsys.readouterr().err
