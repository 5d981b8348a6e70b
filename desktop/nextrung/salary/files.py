"""Reads and checks a folder of pay data (``assets/salary``, or a newer one dropped in)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nextrung import looking, typed_yaml
from nextrung.errors import Finding, FindingsError
from nextrung.salary import formats, model, rules
from nextrung.salary.model import SalaryData

_KINDS: dict[str, tuple[str, type[Any]]] = {
    model.PUBLISHED_FILE: ("published", formats.PublishedFile),
    model.RUNGS_FILE: ("ladder", formats.RungsFile),
    model.OFFICIAL_FILE: ("official", formats.OfficialFile),
    model.PLACES_FILE: ("areas", formats.PlacesFile),
    model.SECTORS_FILE: ("industry", formats.SectorsFile),
    model.PRICES_FILE: ("prices", formats.PricesFile),
    model.ABROAD_FILE: ("abroad", formats.AbroadFile),
    model.DEMAND_FILE: ("demand", formats.DemandFile),
}
"""The field of ``SalaryData`` and the format, by the name of the file."""

FILES = tuple(_KINDS)
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


def holds_pay(path: Path) -> bool:
    """Whether a path is a pay file, or a folder with at least one."""
    return path.name in FILES or any(looking.is_file(path / name) for name in FILES)


def checked(path: Path, folder: Path) -> tuple[Finding, ...]:
    """The findings of a pay file, or of a folder with pay files, together with the other files of ``folder``."""
    if looking.is_folder(path):
        return check(folder, path)
    try:
        return check(folder, {path.name: typed_yaml.bytes_of(path)})
    except FindingsError as error:
        return error.findings


def versions(data: SalaryData) -> dict[str, tuple[int, ...]]:
    """The version of every file by name, as numbers that can be compared."""
    # Compared as numbers: as texts, 1.10.0 would be older than 1.9.0.
    return {name: tuple(int(part) for part in file.version.split(".")) for name, file in data.files.items()}


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
        read = {field: self._read(name, kind) for name, (field, kind) in _KINDS.items()}
        # A file that could not be read is None here, and rules across files would only find what follows from that.
        if self.findings:
            raise FindingsError(self.findings)
        lines = {
            (name, key): place[1]
            for name, places in self.places.items()
            for (key, field), place in places.items()
            if not field
        }
        data = SalaryData(**read, lines=lines)
        self.findings += [self._finding(problem) for problem in rules.problems(data)]
        if self.findings:
            raise FindingsError(self.findings)
        return data

    def _read(self, name: str, kind: type[Any]) -> Any:
        path, places = self.folder / name, self.places.setdefault(name, {})
        try:
            if isinstance(self.newer, Mapping):
                if name in self.newer:
                    return typed_yaml.read_bytes(self.newer[name], name, kind, places, version=model.FORMAT)
            elif self.newer is not None and looking.is_file(self.newer / name):
                path = self.newer / name
            return typed_yaml.read(path, kind, places, version=model.FORMAT)
        except FindingsError as error:
            self.findings.extend(error.findings)
            return None

    def _finding(self, problem: rules.PayDataProblem) -> Finding:
        places = self.places.get(problem.file, {})
        nowhere = (problem.file, 0)
        # What is wrong with the file as a whole is filed under its own id, which ``_headers`` requires to be this.
        subject = problem.subject or f"pay-{Path(problem.file).stem}"
        # The line of the field, else that of the thing it belongs to: a field that is missing stands on no line.
        place = places.get((subject, problem.field)) or places.get((subject, "")) or nowhere
        said = f"{problem.subject}: {problem.message}" if problem.subject else f"{problem.field}: {problem.message}"
        return Finding(problem.file, place[1], said)
