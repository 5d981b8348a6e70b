from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace
from tests.given_first import PROJECT, VECTORS
from tests.report import made, poppler

from nextrung.report import letters
from nextrung.report.pdf import as_pdf, missing_letters
from nextrung.report.session import session_document

OWN_FONTS = ("Zoë Łukasz Ωmega", "Жанна", "Nguyễn Thị Hồng", "דוד", "Արամ", "–“’…→≤")
NO_FONTS = '<?xml version="1.0"?><fontconfig><dir>{0}</dir></fontconfig>'
LINUX_ONLY = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="fonts are found otherwise there")


@pytest.mark.parametrize("name", OWN_FONTS)
def test_that_scripts_that_the_programs_fonts_have_need_none_of_the_machine(name: str) -> None:
    document = session_document(replace(made.session(), person=name))
    assert missing_letters(document) == ()
    assert letters.fitting({"person": name}, ("Inter",))[0] is letters.fitting("plain", ("Inter",))[0]


@LINUX_ONLY
@poppler.needed
@pytest.mark.parametrize(
    ("name", "shown", "named"),
    [
        ("김민준", "???", "3 letters (김, 민, 준)"),
        ("Kim 김 and 김", "Kim ? and ?", "1 letter (김)"),
        ("漢字 A", "?? A", "2 letters (漢, 字)"),
        ("สมชาย", None, "letters (ส"),
    ],
)
def test_that_letters_without_a_font_are_named_before_saving_and_are_no_boxes(
    name: str, shown: str | None, named: str, tmp_path: Path
) -> None:
    (tmp_path / "fonts.conf").write_text(NO_FONTS.format(tmp_path), encoding="utf-8")
    answers, out = tmp_path / "answers.json", tmp_path / "out.pdf"
    answers.write_text(json.dumps(json.loads(VECTORS.read_bytes()) | {"person": name}), encoding="utf-8")
    environment = os.environ | {
        "PYTHONPATH": str(PROJECT / "desktop"),
        "FONTCONFIG_FILE": str(tmp_path / "fonts.conf"),
        "PYTHONIOENCODING": "utf-8",
    }
    command = [sys.executable, "-m", "nextrung", "report", str(answers), "--out", str(out)]
    done = subprocess.run(command, check=False, capture_output=True, env=environment, encoding="utf-8")
    assert (done.returncode, done.stdout) == (0, f"{out}\n")
    assert named in done.stderr
    assert done.stderr.count("\n") == 1
    assert b"pdfuaid:part" in out.read_bytes()
    if shown is not None:
        assert shown in poppler.text(out.read_bytes(), tmp_path)


def test_that_a_long_list_of_letters_is_cut_and_counted() -> None:
    assert letters.warning(()) == ""
    sentence = letters.warning(tuple(map(chr, range(0xAC00, 0xAC00 + 40))))
    assert "40 letters" in sentence
    assert "…" in sentence
    assert len(sentence) < 260


def test_that_any_text_can_be_set_whatever_fonts_there_are() -> None:
    wild = "".join(map(chr, (*range(0x250, 0x400), *range(0x900, 0x980), 0x12000, 0x1F600, 0x301, 0x200D, 0x25CC)))
    words = " ".join(wild[at : at + 7] for at in range(0, len(wild), 7))
    assert as_pdf(session_document(replace(made.session(), person="A", summary=words))).startswith(b"%PDF")
