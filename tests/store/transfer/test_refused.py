"""What is wrong with a file is said in one sentence, and nothing here changes."""

from __future__ import annotations

import json
import stat
import struct
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.store.transfer import parcels
from tests.store.transfer.parcels import Entries, Row

from nextrung.store.transfer import container, limits, reading, writing
from nextrung.store.transfer.refusals import TransferCancelledError, TransferError, Watch


def refusal(file: Path, here: Path) -> str:
    """The sentence with which a file is refused; nothing may have changed."""
    before = parcels.dump(here)
    with pytest.raises(TransferError) as caught:
        parcels.read(file, here)
    assert parcels.dump(here) == before
    message = str(caught.value)
    assert "\n" not in message
    assert message.endswith(".")
    assert len(message) < 250
    return message


def manifest(file: Path, **changed: Any) -> Path:
    parts = parcels.entries(file)
    parts["manifest.json"] = json.dumps(json.loads(parts["manifest.json"]) | changed).encode()
    return parcels.packed(parts, file)


def first(table: str, **changed: Any) -> Callable[[Path], Path]:
    """Changes the first row of a table; None takes a field away."""

    def edit(rows: list[Row]) -> None:
        rows[0] = {key: value for key, value in (rows[0] | changed).items() if value is not None}

    return lambda file: parcels.edited(file, table, edit)


# the archive


@pytest.mark.parametrize(
    "raw", [b"", b"PK", b"no archive " * 500, b"SQLite format 3\0" * 99, b"PK\x05\x06" + bytes(18)]
)
def test_that_what_is_no_data_file_is_refused(tmp_path: Path, here: Path, raw: bytes) -> None:
    file = tmp_path / "odd.nextrung"
    file.write_bytes(raw)
    assert "not a data file of Next Rung" in refusal(file, here)


def test_that_a_file_that_is_not_there_is_said(tmp_path: Path, here: Path) -> None:
    assert refusal(tmp_path / "gone.nextrung", here) == ("The file cannot be read: No such file or directory.")
    assert "cannot be read: " in refusal(tmp_path, here)


@pytest.mark.parametrize(
    "name", ["../evil.jsonl", "/etc/passwd", "a\\b", "person.jsonl/", "c:person.jsonl", "new.jsonl"]
)
def test_that_an_entry_that_is_none_of_ours_is_refused(file: Path, here: Path, name: str) -> None:
    parcels.packed(parcels.entries(file) | {name: b""}, file)
    assert "is in it." in refusal(file, here)


def test_that_an_entry_there_twice_is_refused(file: Path, here: Path) -> None:
    with warnings.catch_warnings(), zipfile.ZipFile(file, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr("person.jsonl", b"{}\n")
    assert refusal(file, here) == "This file is not taken: “person.jsonl” is in it twice."


def test_that_an_encrypted_entry_is_refused(file: Path, here: Path) -> None:
    raw = bytearray(file.read_bytes())
    at = raw.rindex(b"PK\x01\x02", 0, raw.rindex(b"person_tag.jsonl"))
    raw[at + 8] |= 1
    file.write_bytes(bytes(raw))
    assert refusal(file, here) == "This file is not taken: “person_tag.jsonl” is encrypted."


def test_that_a_link_is_refused(file: Path, here: Path) -> None:
    parts = parcels.entries(file)
    with zipfile.ZipFile(file, "w") as archive:
        for name, body in parts.items():
            entry = zipfile.ZipInfo(name)
            entry.external_attr = (stat.S_IFLNK | 0o777) << 16 if name == "answer.jsonl" else 0
            archive.writestr(entry, body)
    assert refusal(file, here) == "This file is not taken: “answer.jsonl” is a link."


def test_that_another_packing_is_refused(file: Path, here: Path) -> None:
    parcels.packed(parcels.entries(file), file, zipfile.ZIP_LZMA)
    assert "is packed in another way" in refusal(file, here)


def test_that_a_bomb_is_refused_before_it_is_unpacked(file: Path, here: Path) -> None:
    parts = parcels.entries(file)
    parts["answer.jsonl"] = b" " * 30_000_000
    parcels.packed(parcels.signed(parts), file, zipfile.ZIP_DEFLATED)
    assert "“answer.jsonl” would unpack to over 200 times" in refusal(file, here)


def test_that_a_bomb_that_lies_about_its_size_is_refused(file: Path, here: Path) -> None:
    parts = parcels.entries(file)
    parts["answer.jsonl"] = b" " * 30_000_000
    parcels.packed(parcels.signed(parts), file, zipfile.ZIP_DEFLATED)
    raw = file.read_bytes().replace(struct.pack("<L", 30_000_000), struct.pack("<L", 3_000))
    file.write_bytes(raw)
    assert "damaged" in refusal(file, here)


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        (("LARGEST_FILE", 1000), "it is over"),
        (("LARGEST_UNPACKED", 1000), "it unpacks to over"),
        (("MOST_ENTRIES", 3), "has 27 entries; most are 3"),
        (("LARGEST_MANIFEST", 100), "its manifest is over 100 bytes"),
        (("LONGEST_LINE", 50), "row 1 of “person” is over 50 bytes"),
    ],
)
def test_that_limits_hold(
    file: Path, here: Path, monkeypatch: pytest.MonkeyPatch, limit: tuple[str, int], words: str
) -> None:
    monkeypatch.setattr(limits, *limit)
    assert words in refusal(file, here)


def test_that_a_file_cut_off_anywhere_is_refused(file: Path, here: Path) -> None:
    raw = file.read_bytes()
    for end in range(0, len(raw), len(raw) // 40):
        file.write_bytes(raw[:end])
        refusal(file, here)


# the manifest


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"format": "other"}, "must say “format”: “nextrung.data”"),
        ({"format_version": 2, "app": "9.1.0"}, "written by Next Rung 9.1.0; it takes that version or a newer one"),
        ({"schema": "m099_later", "app": "7.0"}, "written by Next Rung 7.0; it takes that version or a newer one"),
        ({"format_version": True}, "is no whole number from 1"),
        ({"format_version": "1"}, "is no whole number from 1"),
        ({"schema": "m000_never"}, "names a schema “m000_never” that never was"),
        ({"schema": 5}, "“schema” must be a text"),
        ({"app": "\n" * 200}, "“app” must be a text"),
        ({"made_at": None}, "“made_at” must be a text"),
        ({"tables": []}, "“tables” must be an object"),
        ({"tables": {}}, "does not name the table “person”"),
        ({"tables": {"setting": {}}}, "a table “setting” that this version does not know"),
    ],
)
def test_that_a_manifest_that_does_not_fit_is_refused(
    file: Path, here: Path, changed: dict[str, Any], words: str
) -> None:
    assert words in refusal(manifest(file, **changed), here)


@pytest.mark.parametrize(
    "raw", [b"", b"[]", b"\xff", b"[" * 60_000, b'{"format": NaN}', b'{"a": 1, "a": 2}', b"1" * 5000]
)
def test_that_a_manifest_that_is_no_plain_json_is_refused(file: Path, here: Path, raw: bytes) -> None:
    parcels.packed(parcels.entries(file) | {"manifest.json": raw}, file)
    assert "not a data file of Next Rung" in refusal(file, here)


def test_that_a_missing_entry_is_refused(file: Path, here: Path) -> None:
    good = parcels.entries(file)
    for name in ("manifest.json", "answer.jsonl"):
        parcels.packed({key: body for key, body in good.items() if key != name}, file)
        assert name in refusal(file, here)


def test_that_rows_that_do_not_fit_checksum_or_number_are_refused(file: Path, here: Path) -> None:
    good = parcels.entries(file)
    for body, words in (
        (good["answer.jsonl"].replace(b"3.0", b"4.0"), "do not fit their checksum"),
        (good["answer.jsonl"] + b"{}\n", "has more rows than the manifest says"),
        (b"".join(good["answer.jsonl"].splitlines(keepends=True)[:-1]), "has 4 rows where the manifest says 5"),
    ):
        parcels.packed(good | {"answer.jsonl": body}, file)
        assert words in refusal(file, here)


# the rows


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (first("person", name=5), "row 1 of “person”: “name” is “5”; it must be a text"),
        (first("person", name={"a": 1}), "“name” is an object"),
        (first("person", name="x" * 501), "“name” is longer than 500 characters"),
        (first("person", id=None), "“id” is missing"),
        (first("person", id="a b"), "it must be an id without spaces"),
        (first("person", id=""), "it must be an id without spaces"),
        (first("person", sample=1), "it must be true or false"),
        (first("person", created_at="yesterday"), "it must be a moment"),
        (first("person", created_at="2026-13-01T00:00:00Z"), "it must be a moment"),
        (first("person", created_at="0001-01-01T00:00:00Z"), "it must be a moment"),
        (first("person", number=2**63), "“number” is"),
        (first("person", number=10**30), "is too long"),
        (first("person", other="x"), "there is no field “other”"),
        (first("own_figure", amount="1"), "it must be a number"),
        (first("own_figure", amount=float("nan")), "the number NaN is not allowed"),
        (first("own_figure", amount=float("inf")), "the number Infinity is not allowed"),
        (first("own_figure", amount=-5), "it must be from 1 to 1e+09"),
        (first("own_figure", date="2026-02-30"), "it must be a day"),
        (first("plan_step", due="soon"), "it must be a day"),
        (first("plan_step", ticks="["), "this is not JSON"),
        (first("plan_step", ticks="[" * 9 + "]" * 9), "nested more than 8 deep"),
        (first("plan_step", ticks="[" * 200_000), "nested too deeply"),
        (first("plan_step", ticks='["a"]'), "in “plan_step”, “ticks” is not what this program keeps"),
        (first("plan_step", state="lost"), "row 1 of “plan_step” has a value that is not allowed"),
        (first("pay_choice", choice='{"place": ["CA"]}'), "in “pay_choice”, “choice” is not"),
        (first("pay_choice", choice='{"size": 1}'), "in “pay_choice”, “choice” is not"),
        (first("coaching_session", agenda='[["own"]]'), "in “coaching_session”, “agenda” is not"),
        (first("finding_mark", mark="maybe"), "row 1 of “finding_mark” has a value that is not allowed"),
        (first("coach_rating_answer", not_seen=True), "row 1 of “coach_rating_answer” has a value that is not allowed"),
        (first("coach_rating_answer", value=9), "a coach's rating of “TL-B1” is none that it offers"),
        (first("coach_rating_answer", item="TL-S1"), "a coach's rating of “TL-S1” is none that it offers"),
    ],
)
def test_that_a_value_that_does_not_fit_is_refused(
    file: Path, here: Path, harm: Callable[[Path], Path], words: str
) -> None:
    assert words in refusal(harm(file), here)


def test_that_a_field_there_twice_is_refused(file: Path, here: Path) -> None:
    parts = parcels.entries(file)
    parts["person.jsonl"] = parts["person.jsonl"].replace(b'"id":"p1"', b'"id":"p9","id":"p1"')
    assert "a field is there twice" in refusal(parcels.packed(parcels.signed(parts), file), here)


@pytest.mark.parametrize(
    ("field", "words"),
    [(b'"name":"\\ud800"', "“name” holds half of a character"), (b'"name":"\xff"', "this is not UTF-8")],
)
def test_that_half_a_character_is_refused(file: Path, here: Path, field: bytes, words: str) -> None:
    parts = parcels.entries(file)
    parts["person.jsonl"] = parts["person.jsonl"].replace('"name":"Jana Ünïcode"'.encode(), field)
    assert words in refusal(parcels.packed(parcels.signed(parts), file), here)


@pytest.mark.parametrize(
    "line", [b"[]\n", b"5\n", b"\n", b"{\n", b"\xff\xfe\n", b'{"id":"a","id":"b"}\n', b"[" * 99_999 + b"\n"]
)
def test_that_a_line_that_is_no_row_is_refused(file: Path, here: Path, line: bytes) -> None:
    parts = parcels.entries(file)
    parts["person.jsonl"] += line
    assert "row 3 of “person”: " in refusal(parcels.packed(parcels.signed(parts), file), here)


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (lambda file: parcels.edited(file, "person", lambda rows: rows * 2), "row 3 of “person” is there twice"),
        (lambda file: parcels.edited(file, "person", lambda _rows: []), "names a row of “person” that is not in it"),
        (lambda file: parcels.edited(file, "plan_step", lambda _rows: []), "names a row of “plan_step” that is not"),
        (first("assessment", deepens="nobody"), "names a row of “assessment” that is not in it"),
        (first("evidence", person="p2"), "a row of “evidence” joins the data of two people"),
        (first("assessment", person="p2"), "a row of “assessment” joins the data of two people"),
    ],
)
def test_that_rows_that_do_not_belong_together_are_refused(
    file: Path, here: Path, harm: Callable[[Path], Path], words: str
) -> None:
    assert words in refusal(harm(file), here)


# what only the program knows


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (first("assessment", form="long"), "is on a form “long” that there is not"),
        (first("assessment", position="XX-1"), "stands at “XX-1”, which is no question of it"),
        (first("answer", item="XX-1"), "“XX-1” is no question of its assessment"),
        (first("answer", item="TL-B4"), "“TL-B4” is no question of its assessment"),
        (first("answer", value=7), "an answer to TL-B1 is none that the question offers"),
        (first("answer", choice="A"), "an answer to TL-B1 is none that the question offers"),
        (first("answer", evidence="document"), "an answer to TL-B1 is none that the question offers"),
        (first("own_profile", basis="king"), "belong to no role in it"),
        (
            lambda file: first("own_profile", id="senior")(first("own_advert", profile="senior")(file)),
            "belong to no role in it",
        ),
        (first("own_advert", left_out='{"TL4": 1}'), "is not what this program keeps"),
        (first("own_advert", left_out="[1]"), "is not what this program keeps"),
        (first("view_round", items='["TL-B1","XX-B1"]'), "asks what its questionnaire does not"),
        (first("view_round", items="{}"), "asks what its questionnaire does not"),
        (first("view_round", form="half"), "asks what its questionnaire does not"),
        (first("view_invitation", part="king"), "which there is not"),
        (first("view_release", part="king"), "which there is not"),
        (first("view_release", replies="{}"), "is not what this program keeps"),
        (first("view_release", areas='{"TL":[1]}'), "is not what this program keeps"),
        (first("view_reply", given='{"TL-B9":4}'), "holds what was not asked"),
        (first("view_reply", given='{"TL-B1":6}'), "holds what was not asked"),
        (first("view_reply", given='{"TL-B1":true}'), "holds what was not asked"),
        (first("view_reply", examples='{"TL":1}'), "holds what was not asked"),
        (first("view_reply", hidden="[1]"), "holds what was not asked"),
        (first("own_profile", targets="{}"), "belong to no role in it"),
        (first("own_profile", targets=parcels.targets().replace("[", "[9", 1)), "are out of range"),
    ],
)
def test_that_what_the_questionnaire_does_not_know_is_refused(
    file: Path, here: Path, harm: Callable[[Path], Path], words: str
) -> None:
    assert words in refusal(harm(file), here)


def with_content(file: Path, text: str, *, named: str = "") -> Path:
    """The file with another content of the questionnaire, under its proven name unless told otherwise."""
    name = named or writing.fingerprint(text)
    parts: Entries = parcels.entries(file)
    row = parcels.lines(parts["questionnaire.jsonl"])[0]
    body = {key: value.replace(row["fingerprint"].encode(), name.encode()) for key, value in parts.items()}
    body["questionnaire.jsonl"] = parcels.raw([row | {"fingerprint": name, "content": text}])
    return parcels.packed(parcels.signed(body), file)


def test_that_content_under_another_fingerprint_is_refused(file: Path, full: Path) -> None:
    text = parcels.content().replace('"credit":1.0', '"credit":0.5', 1)
    assert text != parcels.content()
    words = "is not the one its fingerprint stands for"
    for named in (parcels.FOLDER, writing.fingerprint(parcels.content())):
        assert words in refusal(with_content(file, text, named=named), full)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"credit":1.0', '"credit":0.5'),
        ('"rating_weight":', '"rating_weight":-'),
        ('"part_of":{"TL":', '"part_of":{"XX":'),
        ('"id":"ml-manager"', '"id":"other"'),
    ],
)
def test_that_content_that_breaks_the_rules_is_refused(file: Path, here: Path, old: str, new: str) -> None:
    text = parcels.content().replace(old, new, 1)
    assert text != parcels.content()
    assert "breaks the rules of a questionnaire" in refusal(with_content(file, text), here)


@pytest.mark.parametrize("text", ["{}", "[" * 100_000, "x", parcels.content()[:-1]])
def test_that_content_that_cannot_be_read_is_refused(file: Path, here: Path, text: str) -> None:
    assert "cannot read the questionnaire ml-manager" in refusal(with_content(file, text), here)


def test_that_another_content_that_keeps_the_rules_is_taken_under_its_own_name(file: Path, full: Path) -> None:
    text = parcels.content().replace("I share tips", "I share hints", 1)
    parts = parcels.lines(parcels.entries(with_content(file, text))["assessment.jsonl"])
    assert {row["questionnaire"] for row in parts} == {writing.fingerprint(text)}
    words = "in “assessment”, s1 belongs to something else there than here"
    assert words in refusal(file, full)


def test_that_a_file_that_gives_something_to_another_person_is_refused(file: Path, full: Path) -> None:
    parcels.edited(file, "own_figure", lambda rows: [rows[0] | {"person": "p2"}])
    assert "in “own_figure”, f1 belongs to something else there than here" in refusal(file, full)


def test_that_reading_can_be_stopped(file: Path, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(container, "WATCH_EVERY", 1)
    watch = Watch()
    watch.cancel()
    with pytest.raises(TransferCancelledError, match=r"^Stopped\. Nothing was changed\.$"):
        reading.read(file, here, parcels.fits, watch)
