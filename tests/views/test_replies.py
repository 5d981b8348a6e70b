"""A reply is taken whole and from its own form, or refused in one sentence."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyrage
import pytest
from msgspec import to_builtins
from msgspec.structs import replace
from tests import given
from tests.campaign import Campaign

from nextrung import resources
from nextrung.cli import main
from nextrung.errors import NextRungError
from nextrung.questionnaire import files
from nextrung.questionnaire.model import Questionnaire
from nextrung.store import reply_key
from nextrung.store.database import read_beside_others
from nextrung.views import form, reply, sealing
from nextrung.views.invitation import PARTS, Invitation, Part, asked_of_others
from nextrung.views.rounds import GROUPS, Asked, Round, refused

CONTENT = files.load(given.ML_MANAGER)
ITEMS = tuple(item.id for item in asked_of_others(CONTENT))
WHOLE = resources.sample_answers().read_text(encoding="utf-8")


def invitation(key: str, part: Part = "colleague", person: str = "Alex") -> Invitation:
    items = tuple(item.id for item in CONTENT.form_items("full")) if part == "self" else ITEMS
    plain = Invitation("a" * 32, "b" * 32, part, person, CONTENT.id, CONTENT.version, "full", items)
    return sealing.proven(plain, key)


def filled(asked: Invitation, **other: Any) -> dict[str, Any]:
    made: dict[str, Any] = {
        "format": "nextrung.reply",
        "format_version": 1,
        "invitation": to_builtins(asked),
        "begun_at": "2026-11-30T08:00:00Z",
        "finished_at": "2026-11-30T08:07:00Z",
    }
    if asked.part == "self":
        assessment = {**json.loads(WHOLE), "questionnaire": {"id": CONTENT.id, "version": CONTENT.version}}
        return {**made, "assessment": assessment, **other}
    answers: list[dict[str, Any]] = [{"item": item, "value": at % 5 + 1} for at, item in enumerate(asked.items)]
    answers[3] = {"item": asked.items[3], "not_seen": True}
    return {**made, "answers": answers, "examples": {"TL": "They listened."}, **other}


def sealed(key: str, made: object) -> bytes:
    recipient = pyrage.x25519.Recipient.from_str(sealing.public_key(key))
    return bytes(pyrage.encrypt(json.dumps(made).encode(), [recipient], armored=True))


@pytest.fixture
def key(tmp_path: Path) -> str:
    """The key of the data folder ``tmp_path / "data"``."""
    form_file, data = str(tmp_path / "form.html"), tmp_path / "data"
    assert main(["ask", "--sample", "--as", "colleague", "--out", form_file, "--data-dir", str(data)]) == 0
    kept = read_beside_others(data / "nextrung.db", reply_key.kept)
    assert kept is not None
    return kept


def told(tmp_path: Path, raw: bytes, capsys: pytest.CaptureFixture[str], data: str = "data") -> tuple[int, str, str]:
    file = tmp_path / "reply.nextrung-reply"
    file.write_bytes(raw)
    capsys.readouterr()
    code = main(["open-reply", str(file), "--data-dir", str(tmp_path / data)])
    found = capsys.readouterr()
    return code, found.out, found.err


def test_that_a_reply_of_a_colleague_shows_no_answer(
    tmp_path: Path, key: str, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = invitation(key)
    made = filled(asked)
    code, said, problem = told(tmp_path, sealed(key, made), capsys)
    assert (code, problem) == (0, "")
    head = f"round: {'a' * 32}\npart: colleague\nquestionnaire: ml-manager {CONTENT.version}\n"
    assert said == f"{head}completeness: 20 of 20 questions answered (complete)\n"
    # whatever was answered, the same is printed
    made["answers"] = [{"item": item, "value": 1} for item in asked.items]
    assert told(tmp_path, sealed(key, {**made, "examples": {}}), capsys)[1] == said


def test_that_a_whole_assessment_shows_every_answer(
    tmp_path: Path, key: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said, _ = told(tmp_path, sealed(key, filled(invitation(key, "self"))), capsys)
    assert code == 0
    answers = json.loads(WHOLE)["answers"]
    assert len(said.splitlines()) == 5 + len(answers)
    for one in answers:
        if "value" in one:
            assert f"{one['item']}: {one['value']:g}" in said.splitlines()


def test_that_text_out_of_a_message_is_a_reply_too(
    tmp_path: Path, key: str, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = sealed(key, filled(invitation(key))).decode()
    quoted = "Hello,\r\n\r\n" + "".join(f"> {line}\r\n" for line in whole.splitlines()) + "\r\nBest, K."
    assert told(tmp_path, quoted.encode(), capsys)[0] == 0
    assert told(tmp_path, sealing._unwrapped(whole.encode()), capsys)[0] == 0


Change = Callable[[dict[str, Any]], object]


def _with(**fields: Any) -> Change:
    return lambda made: made.update(fields)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (_with(format="other"), "is no reply of a form"),
        (_with(format_version=2), "another version of the form"),
        (_with(more=1), "does not fit its form"),
        (lambda made: made["invitation"].update(round="c" * 32), "belongs to no invitation"),
        (lambda made: made["invitation"].update(person="Kim"), "belongs to no invitation"),
        (lambda made: made["invitation"].update(part="manager"), "belongs to no invitation"),
        (lambda made: made["invitation"].update(part="self"), "given as something else"),
        (lambda made: made["invitation"].update(version="9.9.9"), "belongs to no invitation"),
        (lambda made: made["answers"].append({"item": "TL-B1", "value": 1}), "was not asked once"),
        (lambda made: made["answers"].append({"item": "XX-B1", "value": 1}), "was not asked once"),
        (lambda made: made["answers"][0].update(value=6), "does not fit its form"),
        (lambda made: made["answers"][0].update(value=True), "does not fit its form"),
        (lambda made: made["answers"][0].update(not_seen=True), "needs one answer"),
        (lambda made: made["answers"][3].clear(), "does not fit its form"),
        (lambda made: made["examples"].update(XX="a"), "of no area that was asked"),
        (lambda made: made["examples"].update(TL="a" * 5000), "too long"),
    ],
)
def test_that_a_reply_that_does_not_fit_is_refused_in_a_sentence(
    tmp_path: Path, key: str, capsys: pytest.CaptureFixture[str], change: Change, why: str
) -> None:
    made = filled(invitation(key))
    change(made)
    code, said, problem = told(tmp_path, sealed(key, made), capsys)
    assert (code, said) == (1, "")
    assert why in problem
    assert problem.startswith("reply.nextrung-reply: This ")
    assert len(problem.splitlines()) == 1


def test_that_only_its_own_data_folder_opens_a_reply(
    tmp_path: Path, key: str, capsys: pytest.CaptureFixture[str]
) -> None:
    raw = sealed(key, filled(invitation(key)))
    code, said, problem = told(tmp_path, raw, capsys, data="none")
    assert (code, said) == (1, "")
    assert "Nobody was asked from this data folder yet" in problem
    assert not (tmp_path / "none" / "nextrung.db").exists(), "a look makes no data"
    other = str(tmp_path / "other")
    assert main(["ask", "--sample", "--as", "self", "--out", str(tmp_path / "o.html"), "--data-dir", other]) == 0
    assert "sealed for another data folder" in told(tmp_path, raw, capsys, data="other")[2]


def test_that_mutated_replies_get_one_sentence_each(key: str, campaign: Campaign) -> None:
    whole = sealed(key, filled(invitation(key)))
    inside = json.dumps(filled(invitation(key))).encode()
    draw = campaign.random()
    for _ in range(campaign.rounds(short=300, long=10_000)):
        # what travels is damaged, or what is inside: whoever has a form can seal anything
        outer = draw.random() < 0.5
        raw = bytearray(whole if outer else inside)
        for _ in range(draw.randint(1, 4)):
            at = draw.randrange(len(raw))
            kind = draw.randrange(3)
            if kind == 0:
                raw[at] ^= 1 << draw.randrange(8)
            elif kind == 1:
                del raw[at : at + draw.randint(1, 60)]
            else:
                raw[at:at] = bytes(draw.randrange(256) for _ in range(draw.randint(1, 9)))
        said = refusal(bytes(raw), key, sealed_again=not outer)
        assert len(said.splitlines()) <= 1
        assert not said or (said[0].isupper() and said.endswith("."))


def refusal(raw: bytes, key: str, *, sealed_again: bool) -> str:
    """Why a mutated reply is refused; empty where what is left of it still fits."""
    try:
        found = reply.read(raw if sealed_again else sealing.opened(raw, key))
        sealing.require_proven(found.invitation, key)
    except NextRungError as error:
        return str(error)
    return "" if {one.item for one in found.answers} <= set(ITEMS) else "kept what nobody was asked"


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("folder", ["ml-manager", "first-time-manager"])
def test_that_a_form_is_one_small_file_that_reaches_for_nothing(part: Part, folder: str) -> None:
    content = files.load(given.ML_MANAGER.parent / folder)
    key = sealing.new_key()
    items = [*content.form_items("full")] if part == "self" else [*asked_of_others(content)]
    asked = replace(
        invitation(key, part, person="</script><b>A & “B”"),
        questionnaire=content.id,
        items=tuple(item.id for item in items),
    )
    whole = form.form(asked, content, sealing.public_key(key), seed="s")
    text = whole.decode()
    assert len(whole) <= form.LARGEST_FORM
    assert "<b>A" not in re.sub(r"<script.*?</script>", "", text, flags=re.DOTALL)
    assert not re.search(r"(src|href)=|@import|url\(", re.sub(r"<script>.*?</script>", "", text, flags=re.DOTALL))
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', text)
    assert policy is not None
    assert policy[1].startswith("default-src 'none'; ")
    inline = re.findall(r"<(script|style)>(.*?)</\1>", text, flags=re.DOTALL)
    hashes = [base64.b64encode(hashlib.sha256(held.encode()).digest()).decode() for _, held in inline]
    assert sorted(re.findall(r"sha256-([^']+)", policy[1])) == sorted(hashes)
    held = re.search(r'id="form-data">(.*?)</script>', text, flags=re.DOTALL)
    assert held is not None
    data = json.loads(held[1])
    assert [item["id"] for item in data["items"]] == list(asked.items)
    for words in ("credit", "best", "why"):
        assert not any(words in item for item in data["items"]), "a form holds no key to its questions"


def test_that_others_are_asked_about_every_area() -> None:
    asked = asked_of_others(CONTENT)
    assert len(asked) == 20
    areas = [CONTENT.competency_of[item.id].id for item in asked]
    assert {areas.count(area.id) for area in CONTENT.competencies} == {2, 3}
    assert [item.id for item in asked] == [one for one in CONTENT.items_by_id if one in set(ITEMS)]
    assert len(asked_of_others(CONTENT, 1000)) == sum(
        "full" in item.forms for area in CONTENT.competencies for item in area.ratings
    )


def words_of(asked: Invitation) -> dict[str, Any]:
    return dict(form.form_data(asked, CONTENT, sealing.public_key(sealing.new_key()), "s")["words"])


@pytest.mark.parametrize("part", PARTS)
def test_that_a_form_says_when_its_questions_are_a_draft(part: Part) -> None:
    said = words_of(invitation(sealing.new_key(), part))["purpose"]
    assert "The questions are a draft: no pilot has tested them yet." in said
    scoring = replace(CONTENT.scoring, status="reviewed")
    tested = replace(CONTENT, blueprint=replace(CONTENT.blueprint, status="reviewed", scoring=scoring))
    words = form.form_data(invitation(sealing.new_key(), part), tested, "age1", "s")["words"]
    assert not any("draft" in one for one in words["purpose"])


@pytest.mark.parametrize("part", GROUPS)
def test_that_a_form_promises_the_minimum_of_its_round(part: Part) -> None:
    key = sealing.new_key()
    assert any("only together, from three replies on" in one for one in words_of(invitation(key, part))["who_reads"])
    raised = replace(invitation(key, part), minimum=5)
    assert any("only together, from five replies on" in one for one in words_of(raised)["who_reads"])
    with pytest.raises(sealing.ReplyError):  # and nobody can change it on the way
        sealing.require_proven(raised, key)


def test_that_one_manager_is_asked_in_a_round() -> None:
    manager = {"a": Asked("a", "r", "manager", "Priya", "2026-11-30T08:00:00Z")}
    assert refused({}, "manager") == ""
    assert "One manager" in refused(manager, "manager")
    assert refused(manager, "colleague") == ""
    assert any("only manager asked" in one for one in words_of(invitation("k", "manager"))["who_reads"])


@pytest.mark.parametrize("name", ["form.txt", "form", "form.pdf"])
def test_that_a_form_is_written_as_a_web_page_alone(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / name
    asked = ["ask", "--sample", "--as", "colleague", "--out", str(out), "--data-dir", str(tmp_path / "data")]
    assert main(asked) == 1
    said = capsys.readouterr().err
    assert len(said.splitlines()) == 1
    assert "must end in .html" in said
    assert not out.exists()
    assert not (tmp_path / "data").exists()


OF = Round("a" * 32, "p" * 32, "f" * 64, "full", ITEMS, "2026-11-30T08:00:00Z")
ASKED = Asked("b" * 32, "a" * 32, "colleague", "Kim", "2026-11-30T08:00:00Z")


@pytest.mark.parametrize(
    ("asked", "of", "content", "why"),
    [
        (replace(ASKED, round="c" * 32), OF, CONTENT, "another round"),
        (replace(ASKED, part="manager"), OF, CONTENT, "another round"),
        (ASKED, replace(OF, minimum=4), CONTENT, "another round"),
        (ASKED, OF, files.load(given.FIRST_VERSION), "another version"),
        (ASKED, OF, files.load(given.FIRST_TIME), "another version"),
        (ASKED, replace(OF, items=ITEMS[1:]), CONTENT, "other questions"),
        (ASKED, replace(OF, form="quick"), CONTENT, "other questions"),
    ],
)
def test_that_a_reply_answers_its_own_round_or_is_refused(
    asked: Asked, of: Round, content: Questionnaire, why: str
) -> None:
    found = reply.read(json.dumps(filled(invitation("k"))).encode())
    reply.require_asked(found, ASKED, OF, CONTENT)
    with pytest.raises(sealing.ReplyError, match=why) as refused_:
        reply.require_asked(found, asked, of, content)
    assert len(str(refused_.value).splitlines()) == 1


def test_that_of_a_reply_of_others_only_answers_and_words_are_kept() -> None:
    made = filled(invitation("k"), examples={"TL": "  They listened. ", "PM": " "})
    kept = reply.kept_reply(reply.read(json.dumps(made).encode()), "2026-12-01T08:00:00Z")
    assert (kept.id, kept.part, kept.taken_at) == ("b" * 32, "colleague", "2026-12-01T08:00:00Z")
    assert kept.examples == {"TL": "They listened."}
    assert kept.given[ITEMS[3]] is None
    assert [kept.given[item] for item in ITEMS[:3]] == [1, 2, 3]
