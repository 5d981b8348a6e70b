"""Frameworks in the layouts that people have, made for tests."""

from __future__ import annotations

import json
from pathlib import Path

from tests import given

from nextrung.questionnaire import files, writing
from nextrung.questionnaire.drafting import building
from nextrung.questionnaire.model import Questionnaire
from nextrung.tables.frameworks import reading
from nextrung.tables.frameworks.reading import FrameworkReading

STAGES = ("Awareness", "Working", "Practitioner", "Expert")
AXES = ("Technology", "System", "People", "Process", "Influence")


def sizes() -> list[tuple[str, list[str]]]:
    """20 areas with 164 skills in all."""
    return [(f"Area {area}", [f"Skill {area}.{number}" for number in range(8 + (area < 4))]) for area in range(20)]


def said(skill: str, stage: str) -> str:
    """What somebody does at a level of a skill."""
    return f"I use {skill} in the way of {stage} on my own work."


def nested_json(shape: str) -> str:
    """The same 20 areas and 164 skills in one of several shapes, of which ``names`` has no texts of levels."""
    levels = [
        {"level": number, "name": name, "description": f"{name}, for any skill"} for number, name in enumerate(STAGES)
    ]
    shapes = {
        "levels once": {"title": "F", "levels": levels, "areas": [
            {"name": area, "skills": [{"name": skill, "description": f"About {skill} and more"} for skill in skills]}
            for area, skills in sizes()
        ]},
        "lists": {"categories": [
            {"title": area, "subskills": [{"title": skill, "levels": list(STAGES)} for skill in skills]}
            for area, skills in sizes()
        ]},
        "objects": {
            area: {skill: {stage: said(skill, stage) for stage in STAGES} for skill in skills}
            for area, skills in sizes()
        },
        "odd keys": [
            {"q": area, "xs": [{"n": skill, "ys": [{"k": s, "v": said(skill, s)} for s in STAGES]} for skill in skills]}
            for area, skills in sizes()
        ],
        "keys in records": {"framework": {"domains": [
            {"id": "D", "name": area, "competencies": [
                {"id": "C", "name": skill, "tags": ["a", "b"], "targets": {"Lead": 3, "Head": 4}}
                | {stage.lower(): said(skill, stage) for stage in STAGES}
                for skill in skills
            ]} for area, skills in sizes()
        ]}},
        "rows": [
            {"area": area, "skill": skill, **{f"level_{at}": said(skill, s) for at, s in enumerate(STAGES, start=1)}}
            for area, skills in sizes() for skill in skills
        ],
        "names": dict(sizes()),
    }  # fmt: skip
    return json.dumps(shapes[shape])


NESTED = ("levels once", "lists", "objects", "odd keys", "keys in records", "rows", "names")


def ladder(levels: tuple[str, ...], corner: str = "") -> str:
    """A sheet with five rows and a column for each level."""
    rows = (
        ",".join((axis, *(f"I do {axis.lower()} work of the kind {at} here" for at in range(len(levels)))))
        for axis in AXES
    )
    return "\n".join((",".join((corner, *levels)), *rows))


def turned_ladder(levels: tuple[str, ...]) -> str:
    """The same with a row for each level."""
    rows = (
        ",".join((level, *(f"I do {axis.lower()} work of the kind {at} here" for axis in AXES)))
        for at, level in enumerate(levels)
    )
    return "\n".join((",".join(("Level", *AXES)), *rows))


def questionnaire_from(found: FrameworkReading, folder: Path) -> Questionnaire:
    """The questionnaire of a reading, written to a folder of its id and read again."""
    base = files.load(given.ML_MANAGER).blueprint
    made = building.questionnaire_of(found.draft, building.slug(found.draft.title, "own"), found.file, base)
    place = folder / made.questionnaire.id
    place.mkdir()
    for name, text in writing.folder_texts(made.questionnaire, made.files).items():
        (place / name).write_text(text, encoding="utf-8")
    again = files.load(place)
    assert again == made.questionnaire
    return again


def read(text: str | bytes, name: str = "some.csv") -> FrameworkReading:
    """A framework read from a text or bytes."""
    return reading.read(text.encode() if isinstance(text, str) else text, name)


def problems(found: FrameworkReading) -> list[str]:
    """What is missing, in sentences."""
    return [str(problem) for problem in found.draft.problems]
