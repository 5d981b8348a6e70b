"""Answers of people who do not exist, as many laptops would export them: the columns of the real table."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from nextrung import resources
from nextrung.questionnaire import files
from nextrung.questionnaire.kinds import Kind
from nextrung.questionnaire.model import Questionnaire
from nextrung.workspace.analysis import COLUMNS

AGAIN = 0.2
"""Share of people with a second form."""
UNSEEN = 0.03
"""Share of questions that somebody had no chance to answer."""


def write(folder: Path, people: int, parts: int, seed: int = 1) -> int:
    """Write ``parts`` folders of answers; returns the number of rows. The same seed gives the same files."""
    content = files.load(next(one for one in resources.questionnaire_folders() if one.name == "ml-manager"))
    rows = 0
    for part in range(parts):
        draw = random.Random(f"{seed}-{part}")  # noqa: S311  (people who do not exist)
        place = folder / f"laptop-{part:02}"
        place.mkdir(parents=True)
        with (place / "answers.csv").open("w", encoding="utf-8") as out:
            out.write(",".join(COLUMNS) + "\n")
            for number in range(people * part // parts, people * (part + 1) // parts):
                for line in _person(content, f"{number:016x}", draw):
                    out.write(line)
                    rows += 1
    return rows


def _person(content: Questionnaire, name: str, draw: random.Random) -> Iterator[str]:
    level = draw.gauss(3, 0.7)
    records = 2 if draw.random() < AGAIN else 1
    for record in range(1, records + 1):
        for area in content.competencies:
            here = level + draw.gauss(0, 0.5)
            for item in area.items():
                if item.kind not in (Kind.RATING, Kind.FREQUENCY):
                    continue
                point = min(5, max(1, round(here + draw.gauss(0, 0.6))))
                value = float(point) if item.kind is Kind.RATING else (point - 1) / 4
                unseen = draw.random() < UNSEEN
                cells = (
                    *(name, record, "2026-11-24", "full", content.id, content.version, area.id, item.facet, item.id),
                    *(item.kind.value, "" if unseen else value, "", "", int(unseen), 0, 20.0),
                )
                yield ",".join(map(str, cells)) + "\n"
