"""Runs the benchmarks: `python3 bench [NAME ...]` in the environment of the tests. Each prints its ratio to a floor."""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "desktop"), str(HERE.parent)]
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def main(names: list[str]) -> int:
    found = sorted(path.stem for path in HERE.glob("*.py") if path.stem not in ("__main__", "__init__", "measuring"))
    unknown = [name for name in names if name not in found]
    if unknown:
        print(f"There is no benchmark {unknown[0]}; there are {', '.join(found)}.", file=sys.stderr)
        return 1
    for name in names or found:
        for measurement in importlib.import_module(f"bench.{name}").measure():
            print(measurement, flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
