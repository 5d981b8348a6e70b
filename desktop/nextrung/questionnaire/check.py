"""Checks a questionnaire folder, as ``nextrung check`` does: structure first, then wording and balance."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

from msgspec import Struct

from nextrung import looking, typed_yaml
from nextrung.counting import counted
from nextrung.errors import Finding, FindingsError
from nextrung.questionnaire import balance, completeness, editions, files, role_guide, wording, wording_file
from nextrung.questionnaire.model import Questionnaire

_OLDER = "It is an older version: its wording stays as it was, and was not checked."


class ContentCounts(Struct, frozen=True):
    """What a questionnaire holds; the items are scored ones."""

    full: int
    quick: int
    actions: int
    competencies: int
    facets: int

    def __str__(self) -> str:
        """Items and actions, as the last line of a check names them."""
        items = counted(self.full, "1 item in full, {1} in quick", "{0} items in full, {1} in quick", self.quick)
        return f"{items}, {counted(self.actions, '1 action', '{0} actions')}"


class CheckReport(Struct, frozen=True):
    """What the check of one folder found; its text is what the command line prints."""

    title: str
    """Id and version, or the folder's name when the structure is not sound."""
    findings: tuple[Finding, ...]
    """In the order of files and lines."""
    counts: ContentCounts | None
    """None when the structure is not sound; the wording was not checked then."""
    note: str = ""
    """Why the wording was not checked although the structure is sound."""

    @property
    def clean(self) -> bool:
        """Whether there is nothing to mend."""
        return not self.findings

    def __str__(self) -> str:
        """All findings, one to a line, then one line with the counts."""
        number = len(self.findings)
        mend = counted(number, "1 thing", "{0} things") if number else "nothing"
        counts = f"{self.counts}; " if self.counts else ""
        last = f"{self.title}: {counts}{mend} to mend.{self.note and ' ' + self.note}"
        return "\n".join([*map(str, self.findings), last])


def check(folder: Path) -> CheckReport:
    """Check the questionnaire in ``folder``. Findings are the result, not an error; nothing is written.

    Raises ResourceError when the program's own wording rules are missing.
    """
    places: typed_yaml.Places = {}
    try:
        questionnaire = files.load(folder, places)
        # places of its own, as a thing of the guide may have the id of one in the questionnaire
        guide_places: typed_yaml.Places = {}
        guide = files.load_guide(folder, questionnaire, guide_places)
    except FindingsError as error:
        return CheckReport(looking.resolved(folder).name or str(folder), error.findings, None)
    title = f"{questionnaire.id} {questionnaire.version}"
    if editions.is_older(folder, questionnaire):
        return CheckReport(title, (), count(questionnaire), _OLDER)
    language = questionnaire.blueprint.language
    rules = wording_file.load(language)
    # a set, as two rules may say the same of one place
    findings = {files.finding_of(problem, places, folder) for problem in completeness.problems(questionnaire)}
    if rules is None:
        note = f"There are no wording rules for the language “{language}”, so the wording was not checked."
        return CheckReport(title, tuple(sorted(findings)), count(questionnaire), note)
    problems = chain(wording.problems(questionnaire, rules), balance.problems(questionnaire, rules))
    findings |= {files.finding_of(problem, places, folder) for problem in problems}
    if guide is not None:
        spoken = wording.guide_problems(role_guide.texts(guide), rules)
        findings |= {files.guide_finding(problem, guide_places) for problem in spoken}
    return CheckReport(title, tuple(sorted(findings)), count(questionnaire))


def count(questionnaire: Questionnaire) -> ContentCounts:
    """Count what the questionnaire holds."""
    competencies = questionnaire.competencies
    return ContentCounts(
        full=questionnaire.scored_count("full"),
        quick=questionnaire.scored_count("quick"),
        actions=sum(len(competency.actions) for competency in competencies),
        competencies=len(competencies),
        facets=sum(len(competency.facets) for competency in competencies),
    )
