from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from tests.given import FIRST_VERSION, ML_MANAGER, PROJECT

from nextrung.questionnaire.check import check

SFIA = {"S87", "S88", "S89"}  # need a licence for use in a product


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped questionnaire that a test may spoil."""
    return Path(shutil.copytree(ML_MANAGER, tmp_path / "mine"))


def swap(path: Path, old: str, new: str) -> int:
    """Put ``new`` for ``old``, which is there once; the line it stands on, from 1."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def test_that_the_shipped_questionnaire_has_nothing_to_mend() -> None:
    report = check(ML_MANAGER)
    assert str(report) == "ml-manager 1.1.0: 74 items in full, 30 in quick, 67 actions; nothing to mend."
    assert report.clean
    assert report.counts is not None
    assert (report.counts.competencies, report.counts.facets) == (9, 32)


def test_that_every_shipped_questionnaire_is_clean() -> None:
    for path in (PROJECT / "questionnaires").glob("*/questionnaire.yaml"):
        assert check(path.parent).findings == ()


def test_that_an_older_version_is_held_to_its_structure_alone(tmp_path: Path) -> None:
    report = check(FIRST_VERSION)
    assert report.clean
    assert str(report).endswith("It is an older version: its wording stays as it was, and was not checked.")
    copied = check(Path(shutil.copytree(FIRST_VERSION, tmp_path / "mine")))
    told = "\n".join(one.message for one in copied.findings)
    assert "holds two acts" in told
    assert "earns 0.69; at most 0.10 above blind picking (0.42) is allowed" in told


def test_that_no_source_is_named_that_may_not_be_used() -> None:
    for path in ML_MANAGER.glob("*.yaml"):
        named = set(re.findall(r"\bS\d+\b", path.read_text(encoding="utf-8")))
        assert not named & SFIA


def test_that_wording_findings_name_file_and_line_in_order(folder: Path) -> None:
    oversight = swap(
        folder / "technical-oversight.yaml", "How I decide whether a model", "How I often decide whether a model"
    )
    anchor = swap(folder / "team-leadership.yaml", "I share tips when someone", "I usually share tips when someone")
    facet = swap(folder / "team-leadership.yaml", "Handing over whole problems with", "Onboarding people with")
    report = check(folder)
    assert [(one.file, one.line) for one in report.findings] == [
        ("team-leadership.yaml", facet),
        ("team-leadership.yaml", anchor - 1),  # the key of the list
        ("technical-oversight.yaml", oversight),
    ]
    lines = str(report).splitlines()
    assert lines[1].startswith(f"team-leadership.yaml:{anchor - 1}: TL-B1: anchor 1 says “usually”")
    assert lines[-1] == "ml-manager 1.1.0: 74 items in full, 30 in quick, 67 actions; 3 things to mend."
    assert not report.clean


def test_that_balance_findings_come_in_the_same_list(folder: Path) -> None:
    line = swap(
        folder / "team-leadership.yaml",
        "title: Write your one-page guide to feedback\n    mode: study",
        "title: Write your one-page guide to feedback.\n    mode: people",
    )
    report = check(folder)
    assert [one.line for one in report.findings][-1] == line
    assert sum("actions of mode" in one.message for one in report.findings) == 1


def test_that_structure_comes_first(folder: Path) -> None:
    swap(folder / "team-leadership.yaml", "I share tips when someone", "I usually share tips when someone")
    line = swap(
        folder / "technical-oversight.yaml",
        "facet: TO3\n    forms: [quick, full]\n    scenario",
        "facet: TO9\n    forms: [quick, full]\n    scenario",
    )
    report = check(folder)
    assert [(one.file, one.line) for one in report.findings] == [("technical-oversight.yaml", line)]
    assert "TO9" in report.findings[0].message
    assert report.counts is None
    assert str(report).splitlines()[-1] == "mine: 1 thing to mend."


def test_that_a_folder_without_a_questionnaire_is_one_finding(tmp_path: Path) -> None:
    report = check(tmp_path)
    assert len(report.findings) == 1
    assert "no questionnaire here" in str(report)


def test_that_another_language_is_said_not_to_be_checked(folder: Path) -> None:
    swap(folder / "questionnaire.yaml", "language: en", "language: de")
    swap(folder / "team-leadership.yaml", "I share tips when someone", "I usually share tips when someone")
    report = check(folder)
    assert report.findings == ()
    assert str(report).endswith("There are no wording rules for the language “de”, so the wording was not checked.")


def test_that_checking_leaves_the_files_alone(folder: Path) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    check(folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
