"""Reads and checks a questionnaire folder, and keeps a questionnaire as one JSON text, exact to the last figure."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec

from nextrung import looking
from nextrung.errors import Finding, FindingsError
from nextrung.intake import entering
from nextrung.intake.entering import EntryError
from nextrung.lazy import lazy
from nextrung.questionnaire.model import Blueprint, Competency, Questionnaire, RoleFile

if TYPE_CHECKING:
    import hashlib

    from nextrung import typed_yaml
    from nextrung.questionnaire import role_guide, rules
    from nextrung.questionnaire.role_guide import RoleGuide
else:
    hashlib = lazy("hashlib")  # brings a library of 4 MiB, and a start finds the fingerprint by the marks
    role_guide = lazy("nextrung.questionnaire.role_guide")
    rules = lazy("nextrung.questionnaire.rules")
    typed_yaml = lazy("nextrung.typed_yaml")

T = TypeVar("T")

BLUEPRINT_FILE = "questionnaire.yaml"
ROLES_FILE = "roles.yaml"
GUIDE_FILE = "role.yaml"
"""What the role page says; no part of the content that an assessment is taken with."""
_NO_COMPETENCY = (BLUEPRINT_FILE, ROLES_FILE, GUIDE_FILE)
_FILE_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def fingerprint(folder: Path) -> str:
    """A hash of the names and bytes of the folder's YAML files: equal means nothing has to be read again.

    The role guide is left out, because no assessment depends on it.
    Raises FindingsError when one cannot be read.
    """
    digest = hashlib.sha256()
    for path in _hashed(folder):
        try:
            raw = entering.whole(path, entering.CONTENT)
        except EntryError as error:
            raise FindingsError([Finding(path.name, 0, error.reason)]) from error
        # Name and length go in with the bytes: what moves from one file to the next changes the hash too.
        digest.update(f"{path.name}\0{len(raw)}\0".encode())
        digest.update(raw)
    return digest.hexdigest()


def marks(folder: Path) -> str:
    """Names, sizes and times of the files of a fingerprint, a line each; empty where the system tells none of one.

    As long as they stay, so does what the files say: nothing writes into them and sets all of that back.
    """
    lines = []
    for path in _hashed(folder):
        try:
            told = path.stat()
        except OSError:
            return ""
        lines.append(f"{path.name} {told.st_size} {told.st_mtime_ns} {told.st_ctime_ns}")
    return "\n".join(lines)


def _hashed(folder: Path) -> list[Path]:
    """The files in whose bytes the fingerprint lies; sorted, since systems list a folder in different orders."""
    return sorted(path for path in folder.glob("*.yaml") if path.name != GUIDE_FILE)


def identity(folder: Path) -> tuple[str, str]:
    """Id and version of the questionnaire in ``folder``; its other files are not read.

    Raises FindingsError when its main file does not fit.
    """
    main = blueprint(folder)
    return main.id, main.version


def blueprint(folder: Path) -> Blueprint:
    """The main file of the questionnaire in ``folder``; its other files are not read. Raises FindingsError."""
    return typed_yaml.read(folder / BLUEPRINT_FILE, Blueprint)


def load(folder: Path, places: typed_yaml.Places | None = None) -> Questionnaire:
    """Read and check the questionnaire in ``folder``; where each id stands is added to ``places``.

    Raises FindingsError with every finding (file, line, what is wrong, what is allowed).
    """
    places = {} if places is None else places
    questionnaire = _read(folder, places)
    findings = [finding_of(problem, places, folder) for problem in rules.problems(questionnaire)]
    if findings:
        raise FindingsError(findings)
    return questionnaire


def load_guide(folder: Path, questionnaire: Questionnaire, places: typed_yaml.Places | None = None) -> RoleGuide | None:
    """Read and check the role guide of a questionnaire; None when the folder has none.

    Raises FindingsError with every finding.
    """
    if not looking.is_file(folder / GUIDE_FILE):
        return None
    places = {} if places is None else places
    guide = typed_yaml.read(folder / GUIDE_FILE, role_guide.RoleGuide, places)
    findings = [guide_finding(problem, places) for problem in role_guide.problems(guide, questionnaire)]
    if findings:
        raise FindingsError(findings)
    return guide


def guide_finding(problem: rules.ContentProblem, places: typed_yaml.Places) -> Finding:
    """The problem with the line of its field in the guide, else of the thing it is about."""
    unknown = (GUIDE_FILE, 0)
    place = places.get((problem.subject, problem.field)) or places.get((problem.subject, "")) or unknown
    return Finding(GUIDE_FILE, place[1], f"{problem.subject}: {problem.message}")


def _read(folder: Path, places: typed_yaml.Places) -> Questionnaire:
    if not looking.is_file(folder / BLUEPRINT_FILE):
        message = f"there is no questionnaire here; a questionnaire is a folder with {BLUEPRINT_FILE}"
        raise FindingsError([Finding(str(folder), 0, message)])
    findings: list[Finding] = []
    blueprint = _try(folder / BLUEPRINT_FILE, Blueprint, places, findings)
    roles = _try(folder / ROLES_FILE, RoleFile, places, findings)
    competencies: list[Competency] = []
    part_of: dict[str, str] = {}
    # every file is read before anything is said, so that one check names all mistakes
    for part_id, name in _competency_files(folder, blueprint, places, findings):
        competency = _try(folder / f"{name}.yaml", Competency, places, findings)
        if competency:
            competencies.append(competency)
            part_of[competency.id] = part_id
    if findings or blueprint is None or roles is None:
        raise FindingsError(findings)
    return Questionnaire(blueprint, roles.roles, roles.version, tuple(competencies), part_of)


def _try(path: Path, kind: type[T], places: typed_yaml.Places, findings: list[Finding]) -> T | None:
    try:
        return typed_yaml.read(path, kind, places)
    except FindingsError as error:
        findings.extend(error.findings)
        return None


def _competency_files(
    folder: Path, blueprint: Blueprint | None, places: typed_yaml.Places, findings: list[Finding]
) -> list[tuple[str, str]]:
    """Part id and file name of every competency; without a blueprint, of every other file, so that all gets checked."""
    if blueprint is None:
        others = sorted(path.stem for path in folder.glob("*.yaml"))
        return [("", name) for name in others if f"{name}.yaml" not in _NO_COMPETENCY]
    files = []
    for part in blueprint.parts:
        for name in part.competencies:
            # the name becomes part of a path, and nothing in it may lead out of the folder
            if _FILE_NAME.fullmatch(name):
                files.append((part.id, name))
                continue
            line = places.get((part.id, "competencies"), ("", 0))[1]
            message = f"part {part.id}: “{name}” is no file name; use small letters, digits and hyphens, no .yaml"
            findings.append(Finding(BLUEPRINT_FILE, line, message))
    return files


def finding_of(problem: rules.ContentProblem, places: typed_yaml.Places, folder: Path) -> Finding:
    """The problem with the file and line of its field, else of what that lies in, else of the thing it is about."""
    place, field = places.get((problem.subject, problem.field)), problem.field
    while place is None and field:
        field = field.rpartition(".")[0]
        place = places.get((problem.subject, field))
    file, line = place or (folder.name, 0)
    return Finding(file, line, f"{problem.subject}: {problem.message}")


def to_json(questionnaire: Questionnaire) -> str:
    """The whole content as one JSON text, exact to the last figure."""
    # floats are written as the shortest text that reads back as the same number
    return msgspec.json.encode(questionnaire).decode()


def from_json(text: str) -> Questionnaire:
    """The questionnaire that ``to_json`` wrote. Raises FindingsError when it does not fit."""
    try:
        return msgspec.json.decode(text, type=Questionnaire)
    except msgspec.DecodeError as error:
        raise FindingsError([Finding("questionnaire", 0, f"the kept content cannot be read: {error}")]) from error
