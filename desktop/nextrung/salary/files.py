"""Reads and checks a folder of pay data (``assets/salary``, or a newer one dropped in)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from nextrung import looking, typed_yaml
from nextrung.errors import Finding, FindingsError
from nextrung.salary import model, rules
from nextrung.salary.model import SalaryData

T = TypeVar("T")

FILES = (
    model.PUBLISHED_FILE,
    model.RUNGS_FILE,
    model.OFFICIAL_FILE,
    model.PLACES_FILE,
    model.SECTORS_FILE,
    model.PRICES_FILE,
    model.ABROAD_FILE,
)
"""The files of a pay folder."""


Newer = Path | Mapping[str, bytes]
"""Files to read instead: a folder that has some of them, or their bytes by name."""


def load(folder: Path, newer: Newer | None = None) -> SalaryData:
    """Read and check the pay data in ``folder``; files that are also in ``newer`` are read from there instead.

    Raises FindingsError with every finding (file, line, what is wrong, what is allowed). Nothing is half read.
    """
    return _Folder(folder, newer).load()


def check(folder: Path, newer: Newer | None = None) -> tuple[Finding, ...]:
    """Every finding of a folder, in order of files and lines; empty when it can be used."""
    try:
        load(folder, newer)
    except FindingsError as error:
        return error.findings
    return ()


def versions(data: SalaryData) -> dict[str, tuple[int, ...]]:
    """The version of every file by name, as numbers that can be compared."""
    found = {
        model.PUBLISHED_FILE: data.published.version,
        model.RUNGS_FILE: data.ladder.version,
        model.OFFICIAL_FILE: data.official.version,
        model.PLACES_FILE: data.areas.version,
        model.SECTORS_FILE: data.industry.version,
        model.PRICES_FILE: data.prices.version,
        model.ABROAD_FILE: data.abroad.version,
    }
    return {name: tuple(int(part) for part in version.split(".")) for name, version in found.items()}


class _Folder:
    """One reading of a folder: gathers findings, and where each id stands in each file."""

    def __init__(self, folder: Path, newer: Newer | None) -> None:
        self.folder = folder
        self.newer = newer
        self.findings: list[Finding] = []
        self.places: dict[str, typed_yaml.Places] = {}

    def load(self) -> SalaryData:
        if not any(looking.is_file(self.folder / name) for name in FILES):
            message = f"there are no pay data here; pay data are a folder with {', '.join(FILES)}"
            raise FindingsError([Finding(str(self.folder), 0, message)])
        published = self._read(model.PUBLISHED_FILE, model.PublishedFile)
        ladder = self._read(model.RUNGS_FILE, model.RungsFile)
        official = self._read(model.OFFICIAL_FILE, model.OfficialFile)
        areas = self._read(model.PLACES_FILE, model.PlacesFile)
        industry = self._read(model.SECTORS_FILE, model.SectorsFile)
        prices = self._read(model.PRICES_FILE, model.PricesFile)
        abroad = self._read(model.ABROAD_FILE, model.AbroadFile)
        if not (published and ladder and official and areas and industry and prices and abroad):
            raise FindingsError(self.findings)
        lines = {
            (name, key): place[1]
            for name, places in self.places.items()
            for (key, field), place in places.items()
            if not field
        }
        data = SalaryData(published, ladder, official, areas, industry, prices, abroad, lines)
        self.findings += [self._finding(problem) for problem in rules.problems(data)]
        if self.findings:
            raise FindingsError(self.findings)
        return data

    def _read(self, name: str, kind: type[T]) -> T | None:
        path, places = self.folder / name, self.places.setdefault(name, {})
        try:
            if isinstance(self.newer, Mapping):
                if name in self.newer:
                    return typed_yaml.read_bytes(self.newer[name], name, kind, places)
            elif self.newer is not None and looking.is_file(self.newer / name):
                path = self.newer / name
            return typed_yaml.read(path, kind, places)
        except FindingsError as error:
            self.findings.extend(error.findings)
            return None

    def _finding(self, problem: rules.Problem) -> Finding:
        places = self.places.get(problem.file, {})
        nowhere = (problem.file, 0)
        subject = problem.subject or f"pay-{Path(problem.file).stem}"
        place = places.get((subject, problem.field)) or places.get((subject, "")) or nowhere
        said = f"{problem.subject}: {problem.message}" if problem.subject else f"{problem.field}: {problem.message}"
        return Finding(problem.file, place[1], said)
