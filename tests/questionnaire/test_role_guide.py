from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests import given

from nextrung.errors import FindingsError
from nextrung.questionnaire import files
from nextrung.questionnaire.check import check
from nextrung.questionnaire.role_guide import RoleGuide

GUIDE = "role.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(given.ML_MANAGER, tmp_path / "ml-manager"))


def guide_of(folder: Path) -> RoleGuide:
    guide = files.load_guide(folder, given.questionnaire())
    assert guide is not None
    return guide


def spoil(folder: Path, old: str, new: str) -> int:
    """Put ``new`` for the first ``old``; the line it stands on."""
    text = (folder / GUIDE).read_text(encoding="utf-8")
    assert old in text
    (folder / GUIDE).write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def findings(folder: Path) -> list[str]:
    with pytest.raises(FindingsError) as caught:
        guide_of(folder)
    return [str(one) for one in caught.value.findings]


def test_that_the_shipped_guide_covers_every_competency_and_role() -> None:
    guide, questionnaire = guide_of(given.ML_MANAGER), given.questionnaire()
    assert [duty.competency for duty in guide.duties] == list(questionnaire.competencies_by_id)
    assert [one.role for one in guide.differences] == [role.id for role in questionnaire.roles]
    touched = {competency for stage in guide.stages for competency in stage.competencies}
    assert touched == set(questionnaire.competencies_by_id)
    assert len(guide.questions) >= 7


def test_that_every_source_that_is_kept_is_named_somewhere() -> None:
    guide = guide_of(given.ML_MANAGER)
    named = {key for thing in (*guide.linked, *guide.differences) for key in thing.sources}
    assert named == {source.id for source in guide.sources}


def test_that_the_guide_is_no_part_of_the_content_of_an_assessment(folder: Path) -> None:
    before, content = files.fingerprint(folder), files.to_json(files.load(folder))
    spoil(folder, "name: Agree the problem", "name: Agree what is wrong")
    assert files.fingerprint(folder) == before
    assert files.to_json(files.load(folder)) == content
    (folder / GUIDE).unlink()
    assert files.fingerprint(folder) == before
    assert files.load_guide(folder, given.questionnaire()) is None
    assert check(folder).clean


def test_that_a_figure_without_a_source_is_refused_by_line(folder: Path) -> None:
    line = spoil(folder, "    place: salary\n    sources: [P1]\n", "    place: salary\n")
    text = (folder / GUIDE).read_text(encoding="utf-8").splitlines()
    answer = next(at for at in range(line - 1, 0, -1) if "answer:" in text[at]) + 1
    message = "ask-average: states a dated fact or a figure but names no source"
    assert findings(folder) == [f"role.yaml:{answer}: {message}"]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("sources: [S95, S103]", "sources: [S95, S999]", "there is no source “S999”"),
        ("competencies: [SC, SP]", "competencies: [SC, XX]", "there is no competency “XX”"),
        ("- {competency: TL,", "- {competency: XX,", "“TL” is missing"),
        ("  - role: senior\n", "  - role: junior\n", "there is no “junior”"),
        ('date: "2022-11"', 'date: "last year"', "“last year” is no date"),
        ("id: stage-case", "id: stage-problem", "the id is given twice"),
        ("version: 1.0.0", 'version: "one"', "is no version"),
        ("    name: Agree the problem\n", "    nam: Agree the problem\n", "did you mean “name”?"),
    ],
)
def test_that_what_does_not_fit_is_named(folder: Path, old: str, new: str, words: str) -> None:
    spoil(folder, old, new)
    found = findings(folder)
    assert any(words in one and one.startswith("role.yaml:") for one in found)
    report = check(folder)
    assert report.counts is None
    assert any(words in one.message for one in report.findings)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("Release with care", "Kick off with care", "says “Kick off”"),
        ("name: Run and watch", "name: Run 'and' watch", "straight quotation mark"),
        (
            "Alerts have owners, and failures are rehearsed.",
            "Organisational accountability necessitates comprehensive operational observability infrastructure.",
            "reads at grade",
        ),
    ],
)
def test_that_the_check_reads_the_wording_of_the_guide_too(folder: Path, old: str, new: str, words: str) -> None:
    spoil(folder, old, new)
    report = check(folder)
    assert report.counts is not None
    assert [one.file for one in report.findings] == [GUIDE]
    assert words in report.findings[0].message
    assert report.findings[0].line
