"""Checks a questionnaire folder, as ``nextrung check`` does: structure first, then wording and balance."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from msgspec import Struct, structs

from nextrung import looking, typed_yaml
from nextrung.counting import counted
from nextrung.errors import Finding, FindingsError
from nextrung.questionnaire import balance, completeness, editions, files, role_guide, wording, wording_file
from nextrung.questionnaire.model import Questionnaire

_OLDER = "It is an older version: its wording stays as it was, and was not checked."


MOST_SAID = 20
"""Findings up to which each has a line of its own."""
_QUOTED = re.compile(r"“[^”]*”")
_NUMBER = re.compile(r"\d+(\.\d+)?")


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
    about: str = ""
    """What was checked, where it is no questionnaire with counts."""

    @property
    def clean(self) -> bool:
        """Whether there is nothing to mend."""
        return not self.findings

    def __str__(self) -> str:
        """All findings, one to a line, then one line with the counts."""
        return "\n".join([*map(str, self.findings), self._last])

    @property
    def _last(self) -> str:
        number = len(self.findings)
        mend = counted(number, "1 thing", "{0} things") if number else "nothing"
        held = self.about or str(self.counts or "")
        counts = held and f"{held}; "
        return f"{self.title}: {counts}{mend} to mend.{self.note and ' ' + self.note}"

    def in_short(self) -> str:
        """The same where it is much: one finding of each kind, with how many more there are of it."""
        if len(self.findings) <= MOST_SAID:
            return str(self)
        kinds: dict[str, list[Finding]] = {}
        for one in self.findings:
            kinds.setdefault(_kind_of(one), []).append(one)
        lines = [_one_of(found) for found in kinds.values()]
        return "\n".join([*lines, f"{self._last} All of them are said with --all, and by --json."])

    def as_json(self) -> dict[str, Any]:
        """All of it as one object of plain values."""
        counts = None if self.counts is None else structs.asdict(self.counts)
        findings = [structs.asdict(one) for one in self.findings]
        return {"checked": self.title, "counts": counts, "note": self.note or None, "findings": findings}


def _kind_of(finding: Finding) -> str:
    """What findings of one kind have alike: all of the message but for what it is about."""
    message = finding.message.partition(": ")[2] or finding.message
    return _NUMBER.sub("0", _QUOTED.sub("“”", message))


def _one_of(found: Sequence[Finding]) -> str:
    more = len(found) - 1
    return f"{found[0]}{counted(more, ' (and 1 more like it)', ' (and {0} more like it)') if more else ''}"


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
