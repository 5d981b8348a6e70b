"""Runs the three recipes of the help page on made-up people and compares what they give.

`.venv/bin/python bench/engines --python PYTHON [--people N] [--parts N]`. PYTHON is that of an environment which has
pandas, duckdb and pyspark; neither the program nor its tests need them.
"""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent.parent / "desktop"), str(HERE.parent.parent)]

TOLERANCE = 1e-9
"""Engines add in another order; nothing else may differ."""
LAST_LINES = """
import json
def _rows(found):
    if isinstance(found, dict):
        return [[*(key if isinstance(key, tuple) else (key,)), value] for key, value in found.items()]
    return [list(row) for row in (found.collect() if hasattr(found, "collect") else found.fetchall())]
print("FIGURES" + json.dumps({name: _rows(globals()[name]) for name in %r}, default=float))
"""


def figures(python: Path, code: str, folder: Path) -> dict[str, dict[tuple[str, ...], float]]:
    """What a recipe gives for the tables in a folder, by figure, area and item."""
    from bench.engines.recipes import FIGURES

    whole = code.replace("FOLDER", str(folder)) + LAST_LINES % (FIGURES,)
    done = subprocess.run([str(python), "-c", whole], check=False, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(done.stderr[-3000:])
    raw: dict[str, Any] = json.loads(done.stdout.rpartition("FIGURES")[2])
    return {name: {tuple(row[:-1]): float(row[-1]) for row in rows} for name, rows in raw.items()}


def main() -> int:
    from bench.engines import people
    from bench.engines.recipes import recipes

    parser = argparse.ArgumentParser(prog="bench/engines")
    parser.add_argument("--python", type=Path, required=True)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--parts", type=int, default=50)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = people.write(folder, chosen.people, chosen.parts)
        size = sum(one.stat().st_size for one in folder.rglob("*.csv")) / 1e6
        print(f"{chosen.people} people, {rows} rows, {chosen.parts} files, {size:.0f} MB")
        found = {}
        for engine, code in recipes().items():
            start = time.perf_counter()
            found[engine] = figures(chosen.python, code, folder)
            print(f"{engine}: {time.perf_counter() - start:.1f} s, {sum(map(len, found[engine].values()))} figures")
    first, *others = found.values()
    for name in first:
        worst = max(_apart(first[name], one[name]) for one in others)
        print(f"{name}: {len(first[name])} figures, the same to {worst:.1e}")
        if not worst <= TOLERANCE:
            return 1
    return 0


def _apart(one: dict[tuple[str, ...], float], other: dict[tuple[str, ...], float]) -> float:
    """The largest difference between two sets of figures; infinite when one has what the other lacks."""
    if one.keys() != other.keys() or not one:
        return math.inf
    return max(abs(one[key] - other[key]) for key in one)


if __name__ == "__main__":
    raise SystemExit(main())
