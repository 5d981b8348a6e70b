"""What became of the faults: kept for each room, and the page that says so with why the unnoticed ones need no test."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec
import yaml

KEPT = Path("mutation") / "outcome.json"
REASONS = Path("mutation") / "reasons.yaml"
PAGE = "MUTANTS.md"
HEAD = """# Faults that the tests notice

Written by `.venv/bin/python bench mutants --write`. Each fault is one small change of the program: another comparison,
constant, operator or result, a condition turned round, a statement left out. What nothing noticed at first has tests
now: how many other faults would pass, a draw with another `--seed` says.

| room | faults | not noticed at first | not noticed now | seed |
|---|---|---|---|---|
"""


class Outcome(msgspec.Struct, frozen=True):
    """Of one room: how many faults were tried, drawn with which seed, and the names of those that nothing notices.

    ``at_first`` is how many these were when the faults were drawn.
    """

    faults: int
    seed: int
    at_first: int
    missed: tuple[str, ...]


def read(folder: Path) -> dict[str, Outcome]:
    """What is kept in the folder of the benchmarks, by the names of the rooms."""
    if not (folder / KEPT).exists():
        return {}
    return msgspec.json.decode((folder / KEPT).read_bytes(), type=dict[str, Outcome])


def write(folder: Path, rooms: Mapping[str, Outcome]) -> None:
    """Keep the outcome, and the page with the reasons from ``reasons.yaml``."""
    (folder / KEPT).write_bytes(msgspec.json.format(msgspec.json.encode(rooms), indent=2) + b"\n")
    reasons = yaml.safe_load((folder / REASONS).read_text(encoding="utf-8")) or {}
    (folder / PAGE).write_text(as_page(rooms, reasons), encoding="utf-8")


def as_page(rooms: Mapping[str, Outcome], reasons: Mapping[str, str]) -> str:
    """The table of rooms, and the faults that were not noticed."""
    rows = [
        f"| {name} | {one.faults} | {one.at_first} | {len(one.missed)} | {one.seed} |" for name, one in rooms.items()
    ]
    faults, missed = sum(one.faults for one in rooms.values()), [name for one in rooms.values() for name in one.missed]
    at_first = sum(one.at_first for one in rooms.values())
    rows.append(f"| all | {faults} | {at_first} | {len(missed)} ({100 * len(missed) / max(1, faults):.1f} %) | |")
    page = HEAD + "\n".join(rows) + "\n"
    if missed:
        page += "\n| not noticed | reason |\n|---|---|\n"
        page += "".join(f"| `{_cell(name)}` | {reasons.get(name, 'a test is missing')} |\n" for name in missed)
    return page


def _cell(name: str) -> str:
    return name.replace("|", "\\|")
