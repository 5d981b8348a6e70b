"""Whole files and folders that cannot be read, and the limits of the YAML reader."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from msgspec import Struct
from tests import given

from nextrung import typed_yaml
from nextrung.errors import FindingsError
from nextrung.intake import entering
from nextrung.questionnaire import files
from nextrung.questionnaire.model import Competency

TL = "team-leadership.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(given.ML_MANAGER, tmp_path / "ml-manager"))


def findings(folder: Path) -> list[str]:
    with pytest.raises(FindingsError) as caught:
        files.load(folder)
    return [str(one) for one in caught.value.findings]


def refused(raw: bytes, kind: type[object] = Competency) -> list[str]:
    with pytest.raises(FindingsError) as caught:
        typed_yaml.read_bytes(raw, "some.yaml", kind)
    return [str(one) for one in caught.value.findings]


class Limits(Struct, frozen=True):
    low: float
    high: float
    name: str | None = None
    on: bool = True


class Box(Struct, frozen=True):
    sides: tuple[int, ...] = ()
    limits: dict[str, Limits] | None = None


def test_that_a_missing_file_is_named(folder: Path) -> None:
    (folder / TL).unlink()
    assert findings(folder) == [f"{TL}: the file cannot be read: No such file or directory"]


def test_that_an_empty_file_is_named(folder: Path) -> None:
    (folder / TL).write_text("", encoding="utf-8")
    (folder / "roles.yaml").write_text("# nothing but a comment\n", encoding="utf-8")
    assert findings(folder) == ["roles.yaml: the file is empty", f"{TL}: the file is empty"]


def test_that_a_folder_in_place_of_a_file_is_named(folder: Path) -> None:
    (folder / TL).unlink()
    (folder / TL).mkdir()
    assert findings(folder) == [f"{TL}: the file cannot be read: it is a folder, not a file"]


def test_that_text_that_is_not_utf8_is_named_with_its_line(folder: Path) -> None:
    raw = (folder / TL).read_bytes()
    line = raw[: raw.index(b"facets:")].count(b"\n") + 1
    (folder / TL).write_bytes(raw.replace(b"facets:", b"facets: # caf\xe9", 1))
    assert findings(folder) == [f"{TL}:{line}: the text is not UTF-8; save the file as UTF-8"]


def test_that_broken_yaml_is_named_with_its_line(folder: Path) -> None:
    text = (folder / TL).read_text(encoding="utf-8")
    (folder / TL).write_text(text.replace("facets:\n", "facets: [\n", 1), encoding="utf-8")
    (one,) = findings(folder)
    assert one.startswith(f"{TL}:")
    assert "this is not valid YAML" in one


def test_that_a_file_that_is_too_large_is_not_read(folder: Path) -> None:
    with (folder / TL).open("a", encoding="utf-8") as file:
        file.write("#" * entering.CONTENT.largest)
    assert findings(folder) == [
        f"{TL}: the file is larger than 2,000,000 bytes; questionnaires and pay data take far less"
    ]


def test_that_a_folder_without_a_questionnaire_is_refused(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "nowhere", given.SAMPLE, tmp_path / ("x" * 5000), Path("\0")):
        with pytest.raises(FindingsError, match="there is no questionnaire here; a questionnaire is a folder with"):
            files.load(place)


@pytest.mark.parametrize(
    "trick",
    [
        "../team-leadership",
        "/etc/passwd",
        "team-leadership.yaml",
        "Team",
        "a/b",
        ".",
        "a\\\\b",
        "a b",
        "~",
        "-",
        "a--b",
    ],
)
def test_that_a_competency_file_cannot_be_taken_from_elsewhere(folder: Path, trick: str) -> None:
    path = folder / "questionnaire.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("[team-leadership,", f'["{trick}",', 1), encoding="utf-8")
    line = next(n for n, row in enumerate(text.splitlines(), start=1) if "[team-leadership," in row)
    shown = trick.replace("\\\\", "\\")
    assert findings(folder) == [
        f"questionnaire.yaml:{line}: part responsibilities: “{shown}” is no file name; "
        "use small letters, digits and hyphens, no .yaml"
    ]


def test_that_a_file_named_twice_is_reported(folder: Path) -> None:
    path = folder / "questionnaire.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("[analytical-ability,", "[team-leadership, analytical-ability,"), encoding="utf-8")
    assert any("two things have this competency id" in one for one in findings(folder))


def test_that_the_findings_of_all_files_come_at_once(folder: Path) -> None:
    for name, old in (("questionnaire.yaml", "title:"), (TL, "name:"), ("communication.yaml", "name:")):
        text = (folder / name).read_text(encoding="utf-8")
        (folder / name).write_text(text.replace(old, f"x{old}", 1), encoding="utf-8")
    found = findings(folder)
    # in each file a key too many and one too few; without questionnaire.yaml every other file is still checked
    assert [one.split(":")[0] for one in found] == [
        *["communication.yaml"] * 2,
        *["questionnaire.yaml"] * 2,
        *[TL] * 2,
    ]
    assert found == sorted(found, key=lambda one: (one.split(":")[0], int(one.split(":")[1])))


def test_that_several_broken_rules_come_at_once(folder: Path) -> None:
    path = folder / "roles.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("PM: {level: 3.0, weight: 4}", "PM: {level: 1.0, weight: 9}", 1), encoding="utf-8")
    found = findings(folder)
    assert len(found) == 2
    assert "level 1.0" in found[0]
    assert "weight 9" in found[1]


@pytest.mark.parametrize(
    "raw", [b"[" * 100_000, b"{a: " * 100_000, b"- " * 100_000, b"? " * 100_000, b"id: " + b"[" * 5000 + b"]" * 5000]
)
def test_that_deep_nesting_is_refused_and_does_not_crash(raw: bytes) -> None:
    assert refused(raw) == ["some.yaml:1: nested too deeply; at most 50 levels are allowed"]


def test_that_nesting_up_to_the_limit_is_read_as_yaml() -> None:
    raw = b"[" * typed_yaml.DEEPEST + b"]" * typed_yaml.DEEPEST
    assert refused(raw) == ["some.yaml:1: some.yaml: expected keys with values, found a list"]


def test_that_aliases_cannot_make_a_small_file_huge() -> None:
    raw = b"sides: &a [" + b"1," * 20_000 + b"]\nlimits: {" + b",".join(b"k%d: *a" % n for n in range(20)) + b"}"
    assert any("expected keys with values" in one for one in refused(raw, Box))

    class Boxes(Struct, frozen=True):
        boxes: tuple[tuple[int, ...], ...]

    raw = b"boxes:\n- &a [" + b"1," * 20_000 + b"]\n" + b"- *a\n" * 2_000
    assert refused(raw, Boxes)[0].startswith("some.yaml: the file holds more than 200,000 values")


def test_that_endless_findings_are_cut_off() -> None:
    found = refused(b"".join(b"k%d: 1\n" % n for n in range(20_000)))
    assert len(found) == typed_yaml.MOST_FINDINGS + 1
    assert found[0] == "some.yaml: more than 1,000 findings; the rest is left out"


@pytest.mark.parametrize(
    "raw",
    [
        b"id: a\x00b",
        b"id: a\n---\nid: b",
        b"id:\n\t- x",
        b"id: *gone",
        b'id: "\\ud800"',
        b"%YAML 9.9\n---\nid: x",
        b"!<",
    ],
)
def test_that_what_yaml_cannot_take_is_one_finding(raw: bytes) -> None:
    (one,) = refused(raw)
    assert "this is not valid YAML: " in one


def test_that_values_of_every_type_are_read() -> None:
    raw = b"sides: [1, -2, +3]\nlimits:\n  a: {low: 0, high: 1.5}\n  b: {low: -1.0e+3, high: .5, name: x, on: no}\n"
    assert typed_yaml.read_bytes(raw, "some.yaml", Box) == Box(
        (1, -2, 3), {"a": Limits(0, 1.5), "b": Limits(-1000, 0.5, "x", on=False)}
    )


def test_that_a_byte_order_mark_does_no_harm() -> None:
    assert typed_yaml.read_bytes(b"\xef\xbb\xbfsides: [1]\n", "some.yaml", Box) == Box((1,))


def test_that_nothing_is_allowed_only_where_it_is_optional() -> None:
    assert typed_yaml.read_bytes(b"limits: {a: {low: 0, high: 1, name: null}}", "some.yaml", Box).limits == {
        "a": Limits(0, 1)
    }
    assert refused(b"limits: {a: {low: null, high: 1}}", Box) == [
        "some.yaml:1: some.yaml: limits a: low: expected a number, found nothing"
    ]


def test_that_an_alias_used_twice_is_allowed() -> None:
    raw = b"limits:\n  a: &one {low: 0, high: 1}\n  b: *one\n"
    assert typed_yaml.read_bytes(raw, "some.yaml", Box).limits == {"a": Limits(0, 1), "b": Limits(0, 1)}


def test_that_long_values_are_shortened_in_findings() -> None:
    (one,) = refused(b"sides: " + b"x" * 10_000, Box)
    assert len(one) < 150
    (key,) = refused(b'"' + b"k" * 900 + b'": 1', Box)
    assert len(key) < 150


def test_that_the_fingerprint_changes_with_content_and_names(folder: Path) -> None:
    before = files.fingerprint(folder)
    assert files.fingerprint(given.ML_MANAGER) == before
    with (folder / TL).open("a", encoding="utf-8") as file:
        file.write("# a remark\n")
    changed = files.fingerprint(folder)
    assert changed != before
    (folder / "roles.yaml").rename(folder / "rolls.yaml")
    assert files.fingerprint(folder) not in (before, changed)
    (folder / "notes.txt").write_text("not content", encoding="utf-8")
    assert files.fingerprint(given.ML_MANAGER) == before


def test_that_a_fingerprint_cannot_be_fooled_by_moving_text_between_files(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for place, (first, second) in ((one, ("ab", "c")), (other, ("a", "bc"))):
        place.mkdir()
        (place / "a.yaml").write_text(first, encoding="utf-8")
        (place / "b.yaml").write_text(second, encoding="utf-8")
    assert files.fingerprint(one) != files.fingerprint(other)


def test_that_a_fingerprint_of_what_cannot_be_read_is_a_finding(folder: Path) -> None:
    (folder / "odd.yaml").mkdir()
    with pytest.raises(FindingsError, match=r"odd\.yaml: the file cannot be read"):
        files.fingerprint(folder)


def test_that_the_kept_text_gives_the_same_questionnaire_back() -> None:
    questionnaire = given.questionnaire()
    again = files.from_json(files.to_json(questionnaire))
    assert again == questionnaire
    assert again.items_by_id == questionnaire.items_by_id
    assert files.to_json(again) == files.to_json(questionnaire)


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"blueprint": {}}'])
def test_that_kept_text_that_does_not_fit_is_a_finding(text: str) -> None:
    with pytest.raises(FindingsError, match="the kept content cannot be read"):
        files.from_json(text)


def test_that_a_file_of_very_many_values_is_refused_before_they_are_kept() -> None:
    for raw in (b"[" + b"a," * 250_000 + b"]", b"a: 1\n" * 250_000):
        with pytest.raises(FindingsError) as caught:
            typed_yaml.read_bytes(raw, "some.yaml", Box)
        assert str(caught.value) == "some.yaml: the file holds more than 200,000 values"
