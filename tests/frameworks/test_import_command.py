"""``nextrung import FILE --as questionnaire`` and ``nextrung pack``: drafts on disk, and files that travel."""

from __future__ import annotations

import io
import json
import re
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.frameworks.made import ladder, nested_json

from nextrung import app, clock
from nextrung.cli import main
from nextrung.paths import QUESTIONNAIRE_ENDING as ENDING
from nextrung.questionnaire import files

SEVEN = tuple(f"L{number}" for number in range(1, 8))
Ran = tuple[int, str, str]
Run = Callable[..., Ran]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the program with the data folder ``data`` of this test."""

    def ran(*arguments: object, data: str = "data") -> Ran:
        code = main([*map(str, arguments), "--data-dir", str(tmp_path / data)])
        out, err = capsys.readouterr()
        return code, out, err

    return ran


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    file = tmp_path / "ladder.csv"
    file.write_text(ladder(SEVEN), encoding="utf-8")
    return file


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_that_a_framework_becomes_a_draft_among_a_persons_own(run: Run, sheet: Path, tmp_path: Path) -> None:
    code, out, err = run("import", sheet, "--as", "questionnaire", "--by", "Ada")
    assert (code, err) == (0, "")
    assert "7 levels were stretched to 1 to 5" in out
    assert "Made by Ada, from ladder.csv, not reviewed by Next Rung." in out
    folder = tmp_path / "data" / "questionnaires" / "ladder"
    content = files.load(folder)
    assert (content.id, content.blueprint.status, content.has_pay) == ("ladder", "draft", False)
    code, _, said = run("check", folder)
    assert code == 1
    assert "ladder: errors: borrowed from another questionnaire, not measured" in said
    before = everything(folder)
    assert run("import", sheet, "--as", "questionnaire", "--by", "Ada")[1].endswith("nothing was changed.\n")
    assert everything(folder) == before


def test_that_a_dry_run_writes_nothing_and_prints_all_as_json(run: Run, sheet: Path, tmp_path: Path) -> None:
    before = everything(tmp_path)
    for more in ((), ("--out", tmp_path / "there")):
        code, out, _ = run("import", sheet, "--as", "questionnaire", "--dry-run", "--json", *more)
        found = json.loads(out)
        assert code == 0
        assert (found["as"], found["layout"], found["encoding"]) == ("questionnaire", "levels in columns", "utf-8")
        assert [area["name"] for area in found["areas"]] == ["Technology", "System", "People", "Process", "Influence"]
        assert [level["becomes"] for level in found["levels"]] == pytest.approx([1 + 4 * at / 6 for at in range(7)])
        assert len(found["items"]) == 5
        assert found["mapping"]["L7"] == "level 7"
        assert {"problems", "left_out", "notes", "roles", "questionnaire"} <= found.keys()
    assert everything(tmp_path) == before
    assert not (tmp_path / "data").exists()


def test_that_a_draft_can_be_written_to_a_new_folder_only(run: Run, sheet: Path, tmp_path: Path) -> None:
    out = tmp_path / "mine"
    assert run("import", sheet, "--as", "questionnaire", "--out", out)[0] == 0
    assert files.load(out).id == "ladder"
    assert not (tmp_path / "data").exists()
    code, _, err = run("import", sheet, "--as", "questionnaire", "--out", out)
    assert code == 1
    assert err == f"{out} is there already and not empty; name a new folder.\n"


def test_that_columns_title_and_id_can_be_chosen(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "odd.csv"
    file.write_text("Wo;Was;Eins;Zwei;Drei\nA;Plan;I do a part;I do it all;I lead it\n", encoding="utf-8")
    maps = ("Wo=area", "Was=skill", "Eins=level text", "Zwei=level text", "Drei=level text")
    chosen = [part for one in maps for part in ("--map", one)]
    code, _, _ = run("import", file, "--as", "questionnaire", "--title", "Our way", "--id", "our-own", *chosen)
    content = files.load(tmp_path / "data" / "questionnaires" / "our-own")
    assert (code, content.title, content.competencies[0].ratings[0].stem) == (0, "Our way", "Plan")
    code, _, err = run("import", file, "--as", "questionnaire", "--map", "Wo=nothing")
    assert (code, "“nothing” is no field" in err) == (1, True)


def test_that_the_order_of_levels_can_be_said(run: Run, tmp_path: Path) -> None:
    sheet = tmp_path / "ladder.csv"
    sheet.write_text("Area,Skill,Sage,Scholar,Rookie\nCode,Tests,Sets it for all,Does it all alone,Does a part\n")
    _, text, _ = run("import", sheet, "--as", "questionnaire", "--dry-run")
    assert "Say which level is the lowest with --levels lowest-first or --levels highest-first." in text
    _, text, _ = run("import", sheet, "--as", "questionnaire", "--dry-run", "--json", "--levels", "highest-first")
    found = json.loads(text)
    assert (found["order"], [level["name"] for level in found["levels"]]) == ("picked", ["Rookie", "Scholar", "Sage"])


@pytest.mark.parametrize("wanted", ["../../away", "Two words", "a" * 61, "UPPER", "con/../x"])
def test_that_an_id_cannot_lead_out_of_the_folder(run: Run, sheet: Path, tmp_path: Path, wanted: str) -> None:
    before = everything(tmp_path)
    code, _, err = run("import", sheet, "--as", "questionnaire", "--id", wanted)
    assert (code, err.count("\n")) == (1, 1)
    assert "small letters, digits and hyphens" in err
    assert everything(tmp_path) == before


def test_that_the_id_of_a_built_in_one_is_kept_from_others(run: Run, sheet: Path) -> None:
    code, _, err = run("import", sheet, "--as", "questionnaire", "--id", "ml-manager")
    assert code == 1
    assert err.startswith("The id “ml-manager” is that of a questionnaire of the program; give it another one.")


def test_that_options_of_a_questionnaire_are_refused_for_other_tables(run: Run, sheet: Path) -> None:
    assert (
        run("import", sheet, "--as", "people", "--id", "x")[2]
        == "--id is for a questionnaire; leave it out for people.\n"
    )


def test_that_a_questionnaire_travels_as_one_file(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "direct.json"
    source.write_text(nested_json("objects"), encoding="utf-8")
    assert run("import", source, "--as", "questionnaire")[0] == 0
    file = tmp_path / f"direct{ENDING}"
    assert run("pack", "direct", "--out", file)[0] == 0
    first = file.read_bytes()
    assert run("pack", "direct", "--out", file)[2].startswith(f"{file} is there already")
    assert run("pack", tmp_path / "data" / "questionnaires" / "direct", "--out", file, "--force")[0] == 0
    assert file.read_bytes() == first, "the same questionnaire makes the same bytes"
    assert run("import", file, "--as", "questionnaire", data="other")[0] == 0
    here, there = (tmp_path / data / "questionnaires" / "direct" for data in ("data", "other"))
    assert everything(here) == everything(there)


def changed(folder: Path, version: str, name: str) -> None:
    """Another version of a questionnaire in its folder."""
    main = folder / "questionnaire.yaml"
    text = main.read_text(encoding="utf-8").replace("version: 0.1.0", f"version: {version}", 1)
    main.write_text(text.replace("title: Ladder", f"title: {name}", 1), encoding="utf-8")


def test_that_nothing_takes_the_place_of_another_questionnaire(run: Run, sheet: Path, tmp_path: Path) -> None:
    run("import", sheet, "--as", "questionnaire", data="other")
    run("import", sheet, "--as", "questionnaire")
    folder = tmp_path / "other" / "questionnaires" / "ladder"
    file = tmp_path / f"ladder{ENDING}"
    changed(folder, "0.1.0", "Mine")
    run("pack", "ladder", "--out", file, data="other")
    before = everything(tmp_path / "data")
    code, _, err = run("import", file, "--as", "questionnaire")
    assert (code, err.count("\n")) == (1, 1)
    assert err.startswith(
        "Another questionnaire “ladder” 0.1.0 with other content is here already; nothing was changed"
    )
    assert everything(tmp_path / "data") == before
    changed(folder, "0.10.0", "Mine")
    run("pack", "ladder", "--out", file, "--force", data="other")
    assert run("import", file, "--as", "questionnaire")[0] == 0
    own = tmp_path / "data" / "questionnaires"
    assert [(one.name, files.identity(one)[1]) for one in sorted(own.iterdir())] == [
        ("ladder", "0.10.0"),
        ("ladder-0.1.0", "0.1.0"),
    ]
    assert {f"questionnaires/ladder-0.1.0/{name.rpartition('/')[2]}": text for name, text in before.items()} == {
        name: text for name, text in everything(tmp_path / "data").items() if "ladder-0.1.0" in name
    }


def test_that_an_older_version_comes_in_beside_the_newer_one(run: Run, sheet: Path, tmp_path: Path) -> None:
    run("import", sheet, "--as", "questionnaire")
    own = tmp_path / "data" / "questionnaires"
    file = tmp_path / f"ladder{ENDING}"
    run("pack", "ladder", "--out", file)
    changed(own / "ladder", "1.0.0", "Newer")
    assert run("import", file, "--as", "questionnaire")[0] == 0
    assert run("import", file, "--as", "questionnaire")[0] == 0
    assert [files.identity(one)[1] for one in sorted(own.iterdir())] == ["1.0.0", "0.1.0"]


def archive(entries: dict[str, bytes], mode: int = stat.S_IFREG | 0o644, compress: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, text in entries.items():
            info = zipfile.ZipInfo(name)
            info.external_attr = mode << 16
            info.compress_type = compress
            made.writestr(info, text)
    return out.getvalue()


MAIN = {"questionnaire.yaml": b"id: x\n"}
DEEP = b"a: " + b"[" * 200 + b"]" * 200
ALIASES = b"a: &a [x, x, x, x, x, x, x, x, x]\n" + b"".join(
    b"%c: &%c [%s]\n" % (98 + at, 98 + at, b", ".join([b"*%c" % (97 + at)] * 9)) for at in range(9)
)
HOSTILE = {
    "no archive": (b"not a zip", "it is no archive, or it is damaged"),
    "a way out": (archive({**MAIN, "../../evil.yaml": b"x"}), "“../../evil.yaml” in it is no file of a questionnaire"),
    "a whole path": (archive({**MAIN, "/etc/evil.yaml": b"x"}), "in it is no file of a questionnaire"),
    "a drive": (archive({**MAIN, "C:\\evil.yaml": b"x"}), "in it is no file of a questionnaire"),
    "a folder": (archive({**MAIN, "sub/team.yaml": b"x"}), "in it is no file of a questionnaire"),
    "a program": (archive({**MAIN, "run.sh": b"x"}), "in it is no file of a questionnaire"),
    "a link": (archive(MAIN, stat.S_IFLNK | 0o777), "in it is no ordinary file"),
    "no main file": (archive({"team.yaml": b"x"}), "questionnaire.yaml is not in it"),
    "many files": (archive({**MAIN, **{f"a{n}.yaml": b"x" for n in range(40)}}), "at most 27"),
    "packed oddly": (archive(MAIN, compress=zipfile.ZIP_LZMA), "is packed in a way that is not read"),
    "a bomb": (archive({**MAIN, "team.yaml": b"\0" * 60_000_000}), "is larger than 2,000,000 bytes"),
    "deep yaml": (archive({"questionnaire.yaml": DEEP}), "nested too deeply"),
    "aliases": (archive({"questionnaire.yaml": ALIASES}), "is no questionnaire"),
    "no yaml": (archive({"questionnaire.yaml": b"\x00\xff"}), "is no questionnaire"),
    "cut": (archive({"questionnaire.yaml": b"id: x\n" * 500})[:-40], "damaged"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_that_a_hostile_file_gets_one_sentence_and_changes_nothing(run: Run, tmp_path: Path, case: str) -> None:
    raw, sentence = HOSTILE[case]
    file = tmp_path / f"some{ENDING}"
    file.write_bytes(raw)
    before = everything(tmp_path)
    for more in ((), ("--dry-run",), ("--out", tmp_path / "out")):
        code, out, err = run("import", file, "--as", "questionnaire", *more)
        assert (code, out, err.count("\n")) == (1, "", 1)
        assert sentence in err
    assert everything(tmp_path) == before


def test_that_a_size_that_lies_does_not_let_more_in(tmp_path: Path, run: Run) -> None:
    honest = archive({"questionnaire.yaml": b"x" * 3_000_000})
    size = (3_000_000).to_bytes(4, "little")
    file = tmp_path / f"lie{ENDING}"
    file.write_bytes(honest.replace(size, (1_000).to_bytes(4, "little")))
    code, _, err = run("import", file, "--as", "questionnaire")
    assert (code, err.count("\n")) == (1, 1)


def test_that_ten_thousand_items_get_one_sentence(tmp_path: Path, run: Run, sheet: Path) -> None:
    run("import", sheet, "--as", "questionnaire")
    folder = tmp_path / "data" / "questionnaires" / "ladder"
    area = next(one for one in folder.glob("*.yaml") if one.name == "technology.yaml")
    rating = "  - {id: TE-B%d, facet: TE1, stem: x, anchors: ['', '', '', '', '']}\n"
    text = area.read_text(encoding="utf-8").partition("ratings:")[0] + "ratings:\n"
    area.write_text(text + "".join(rating % number for number in range(1, 10_001)), encoding="utf-8")
    code, _, err = run("pack", folder, "--out", tmp_path / f"x{ENDING}")
    assert code == 1
    assert "ladder: has 10,004 items; at most 1,000 are allowed" in err
    assert err.count("\n") == 1


def test_that_one_of_the_program_is_refused_and_no_data_folder_is_made(tmp_path: Path, run: Run) -> None:
    file = tmp_path / f"ftm{ENDING}"
    assert run("pack", "first-time-manager", "--out", file)[0] == 0
    before = everything(tmp_path)
    code, _, err = run("import", file, "--as", "questionnaire")
    assert (code, err.count("\n")) == (1, 1)
    assert everything(tmp_path) == before
    assert not (tmp_path / "data").exists()


def test_that_a_dry_run_says_what_would_be_replaced_and_what_rests_on_it(run: Run, sheet: Path, tmp_path: Path) -> None:
    assert "would go to" in run("import", sheet, "--as", "questionnaire", "--dry-run")[1]
    run("import", sheet, "--as", "questionnaire")
    folder = tmp_path / "data" / "questionnaires" / "ladder"
    newer = tmp_path / "newer"
    newer.mkdir()
    for path in folder.iterdir():
        text = path.read_text(encoding="utf-8").replace("version: 0.1.0", "version: 0.2.0", 1)
        (newer / path.name).write_text(text, encoding="utf-8")
    run("pack", newer, "--out", tmp_path / f"ladder{ENDING}")
    before = everything(folder)
    code, out, _ = run("import", tmp_path / f"ladder{ENDING}", "--as", "questionnaire", "--dry-run")
    assert code == 0
    assert out.splitlines()[-3:] == [
        f"Nothing was written; it would go to {folder}.",
        f"Version 0.1.0 would go from there to {folder}-0.1.0.",
        "No assessment rests on this questionnaire.",
    ]
    assert everything(folder) == before
    code, out, _ = run("import", tmp_path / f"ladder{ENDING}", "--as", "questionnaire", "--dry-run", "--json")
    place = json.loads(out)["place"]
    assert (place["outcome"], place["replaces"], place["assessments"]) == ("newer", "0.1.0", 0)
    workspace = app.open_workspace(tmp_path / "data", clock.utc_now)
    workspace.choose_questionnaire("ladder")
    workspace.start("full")
    workspace.close()
    out = run("import", tmp_path / f"ladder{ENDING}", "--as", "questionnaire", "--dry-run")[1]
    assert out.endswith("1 assessment rests on this questionnaire and keeps the version it was taken with.\n")


def test_that_the_row_of_headings_counts_from_one(run: Run, sheet: Path) -> None:
    for kind, row in (("questionnaire", "0"), ("people", "-1")):
        assert run("import", sheet, "--as", kind, "--header-row", row) == (
            1,
            "",
            f"--header-row is {row}; the first row is 1.\n",
        )


def test_that_pack_names_the_folder_that_was_given(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    _, _, said = run("pack", tmp_path / "empty")
    assert said == "empty is no questionnaire: questionnaire.yaml is not in it.\n"


def test_that_check_says_one_of_each_kind_and_all_when_asked(run: Run, sheet: Path, tmp_path: Path) -> None:
    run("import", sheet, "--as", "questionnaire")
    folder = tmp_path / "data" / "questionnaires" / "ladder"
    code, _, every = run("check", folder, "--all")
    assert code == 1
    assert len(every.splitlines()) > 21
    code, _, short = run("check", folder)
    assert code == 1
    assert len(short.splitlines()) <= 21
    assert all(line.partition(" (and ")[0] in every for line in short.splitlines()[:-1])
    more = sum(int(found) for found in re.findall(r"\(and (\d+) more like it\)", short))
    assert len(short.splitlines()) + more == len(every.splitlines())
    assert short.endswith("All of them are said with --all, and by --json.\n")
    code, out, _ = run("check", folder, "--json")
    assert code == 1
    assert len(json.loads(out)["findings"]) == len(every.splitlines()) - 1
    code, out, _ = run("check", "--questionnaire", "first-time-manager", "--json")
    assert (code, json.loads(out)["findings"]) == (0, [])
