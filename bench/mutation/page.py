"""The page of the outcome: how many faults of each room were noticed, and why the others need no test."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from bench.mutation.__main__ import Tried

HEAD = """# Faults that the tests notice

Written by `.venv/bin/python bench mutants --count {count} --seed {seed} --write`. Each fault is one small change of the
program: another comparison, constant, operator or result, a condition turned round, a statement left out.

| room | faults | not noticed |
|---|---|---|
"""


def write(folder: Path, tried: Sequence[Tried], seed: int) -> None:
    """Keep the page in ``folder``; reasons come from ``mutation/reasons.yaml`` there."""
    reasons = yaml.safe_load((folder / "mutation" / "reasons.yaml").read_text(encoding="utf-8")) or {}
    of_room = Counter(one.room for one in tried)
    missed = Counter(one.room for one in tried if one.how == "survived")
    rows = [f"| {room} | {count} | {missed[room]} |" for room, count in of_room.items()]
    total, lost = len(tried), sum(missed.values())
    rows.append(f"| all | {total} | {lost} ({100 * lost / max(1, total):.1f} %) |")
    page = HEAD.format(count=total, seed=seed) + "\n".join(rows) + "\n"
    if lost:
        page += "\n| not noticed | reason |\n|---|---|\n"
        page += "".join(
            f"| `{one.name.replace('|', chr(92) + '|')}` | {reasons.get(one.name, 'a test is missing')} |\n"
            for one in tried
            if one.how == "survived"
        )
    (folder / "MUTANTS.md").write_text(page, encoding="utf-8")
